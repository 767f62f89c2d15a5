//! Where a byte stands in the next few: searches for rows and cells, which are so short that what a general search sets
//! up for each of them costs more than the search itself.

use wide::u8x16;

/// Bytes looked at together.
pub const WORD: usize = 16;

/// A byte to be found, in every place of a word.
#[derive(Debug, Clone, Copy)]
pub struct Mark(u8x16);

impl Mark {
    pub fn new(byte: u8) -> Self {
        Self(u8x16::splat(byte))
    }

    /// Its places in a word: a bit of each, the first place lowest.
    #[inline]
    pub fn places(self, word: [u8; WORD]) -> u32 {
        u8x16::new(word).cmp_eq(self.0).move_mask().cast_unsigned()
    }

    /// Its first place in a text.
    #[inline]
    pub fn first(self, text: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let places = self.places(word_of(rest));
            if places != 0 {
                // What stands behind a text is not of it.
                return Some(at + first_of(places)).filter(|place| *place < text.len());
            }
            at += WORD;
        }
        None
    }
}

/// The first of the places that [`Mark::places`] found.
pub fn first_of(places: u32) -> usize {
    places.trailing_zeros() as usize
}

/// Are two cells the same? Most are short: a comparison of any length costs more than to look at their ends.
#[inline]
pub fn same(one: &[u8], other: &[u8]) -> bool {
    fn ends<const N: usize>(one: &[u8], other: &[u8]) -> bool {
        one.first_chunk::<N>() == other.first_chunk() && one.last_chunk::<N>() == other.last_chunk()
    }
    one.len() == other.len()
        && match one.len() {
            0 => true,
            4..=8 => ends::<4>(one, other),
            9..=16 => ends::<8>(one, other),
            _ => one == other,
        }
}

/// The first bytes of a text, with others behind them where it has fewer.
#[inline]
pub fn word_of(text: &[u8]) -> [u8; WORD] {
    text.first_chunk().copied().unwrap_or_else(|| {
        let mut word = [0; WORD];
        for (target, byte) in word.iter_mut().zip(text) {
            *target = *byte;
        }
        word
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn cells_are_the_same(one in "[ab]{0,20}", other in "[ab]{0,20}", at in 0_usize..20) {
            let changed: String = one.char_indices().map(|(i, it)| if i == at { 'c' } else { it }).collect();
            for other in [&one, &other, &changed] {
                proptest::prop_assert_eq!(same(one.as_bytes(), other.as_bytes()), one == *other);
            }
        }

        #[test]
        fn every_place_is_found(text in "[ab,甲\u{ac}\u{12c}\n-]{0,100}") {
            let text = text.as_bytes();
            for byte in [b',', b'\n', b'a', 0xac, 0] {
                let mark = Mark::new(byte);
                proptest::prop_assert_eq!(mark.first(text), text.iter().position(|one| *one == byte));
                let word = word_of(text);
                let mut places = mark.places(word);
                for place in (0..WORD).filter(|place| word[*place] == byte) {
                    proptest::prop_assert_eq!(first_of(places), place);
                    places &= places - 1;
                }
                proptest::prop_assert_eq!(places, 0);
            }
        }
    }
}
