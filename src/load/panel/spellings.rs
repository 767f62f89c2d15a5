//! Spellings of names, units and periods, each with what is known of it, found by its bytes and numbered in order.

use foldhash::fast::RandomState;
use indexmap::IndexMap;

/// Byte strings with their numbers, and something known of each.
pub type Spellings<T> = IndexMap<Box<[u8]>, T, RandomState>;

/// What a spelling says, read where it comes for the first time.
pub fn known<T: Copy>(
    spellings: &mut Spellings<Option<T>>,
    spelling: &[u8],
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    if let Some(known) = spellings.get(spelling) {
        return *known;
    }
    let known = read(trimmed(spelling));
    spellings.insert(spelling.into(), known);
    known
}

/// A cell as the general code sees it; its text is UTF-8.
pub fn trimmed(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or_default().trim()
}
