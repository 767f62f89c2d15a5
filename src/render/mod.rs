//! Renderers: each takes a view and writes it in one format. None of them computes.

mod brief;
pub mod code_page;
pub mod csv;
mod csv_excel;
pub mod diagnostics;
pub mod flat_table;
pub mod github;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod markdown;
pub mod quick_rows;
pub mod sarif;
pub mod svg;
pub mod text;
mod ticks;
pub mod xlsx;

use crate::lang::Lang;
use crate::lang::words::Words;

/// How output for a person may look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// May colour be written?
    pub colour: bool,
    /// Only ASCII for lines, bars and signs (names stay as printed).
    pub ascii: bool,
    /// Columns of the screen.
    pub width: usize,
    /// The language of heads, verdicts and notes.
    pub lang: Lang,
}

impl Style {
    /// The words of the language, with signs that may be shown.
    pub fn words(&self) -> Words {
        Words { lang: self.lang, ascii: self.ascii }
    }
}

/// The text with control characters made visible (`\u{1b}`), so that no file can drive a terminal; line ends stay.
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '\n' || !drives_the_screen(character) {
            shown.push(character);
        } else {
            shown.extend(character.escape_unicode());
        }
    }
    shown
}

/// Control characters, separators of lines and paragraphs, and marks that turn the direction of text around.
fn drives_the_screen(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
