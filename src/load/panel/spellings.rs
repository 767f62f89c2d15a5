//! Spellings of names, units and periods, each with what is known of it, found by its bytes.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Byte strings with their numbers, and something known of each.
#[derive(Debug)]
pub struct Spellings<T> {
    at: HashMap<Box<[u8]>, u32, RandomState>,
    known: Vec<T>,
}

impl<T> Default for Spellings<T> {
    fn default() -> Self {
        Self { at: HashMap::default(), known: Vec::new() }
    }
}

impl<T> Spellings<T> {
    /// The number of a spelling that was added.
    pub fn find(&self, spelling: &[u8]) -> Option<u32> {
        self.at.get(spelling).copied()
    }

    /// Adds a spelling that is not there yet; its number.
    pub fn add(&mut self, spelling: &[u8], known: T) -> u32 {
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.at.insert(spelling.into(), number);
        self.known.push(known);
        number
    }

    /// What is known of a number.
    pub fn get(&self, number: u32) -> Option<&T> {
        self.known.get(number as usize)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }
}

impl<T: Copy> Spellings<Option<T>> {
    /// What a spelling says, read where it comes for the first time.
    pub fn known(&mut self, spelling: &[u8], read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let number = self.find(spelling);
        let number = number.unwrap_or_else(|| self.add(spelling, read(trimmed(spelling))));
        *self.get(number)?
    }
}

/// A cell as the general code sees it; its text is UTF-8.
pub fn trimmed(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or_default().trim()
}
