//! Spellings of names, units and periods, each with what is known of it, found by its bytes.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Byte strings with their numbers, and something known of each.
#[derive(Debug)]
pub(super) struct Spellings<T> {
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
    pub(super) fn find(&self, spelling: &[u8]) -> Option<u32> {
        self.at.get(spelling).copied()
    }

    /// Adds a spelling that is not there yet; its number.
    pub(super) fn add(&mut self, spelling: &[u8], known: T) -> u32 {
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.at.insert(spelling.into(), number);
        self.known.push(known);
        number
    }

    /// What is known of a number.
    pub(super) fn get(&self, number: u32) -> Option<&T> {
        self.known.get(number as usize)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    /// Forgets all of them.
    pub(super) fn clear(&mut self) {
        self.at.clear();
        self.known.clear();
    }
}
