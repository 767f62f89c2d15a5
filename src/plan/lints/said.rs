//! A text of the plan with the words of the [list](wording) in it, which is searched once.

use crate::plan::{
    printed,
    wording::{self, Found, Says},
};

/// A text and the words of the list in it.
pub(super) struct Words {
    pub text: Vec<char>,
    pub found: Vec<Found>,
}

impl Words {
    pub fn of(text: &str) -> Self {
        let text = printed::narrowed(text);
        let found = wording::found_in(&text);
        Self { text, found }
    }

    pub fn printed(&self, word: &Found) -> String {
        self.text[word.at..word.end].iter().collect()
    }

    /// The first word that passes a test, as printed.
    pub fn first(&self, is_it: impl Fn(Says) -> bool) -> Option<String> {
        let word = self.found.iter().find(|found| is_it(found.says))?;
        Some(self.printed(word))
    }
}
