//! Texts of rows that hardly any other row has: the page of a yearbook, a link for each figure.

use super::Packed;

/// The longest beginning that a text shares with the one before.
const LONGEST_SHARED: usize = u8::MAX as usize;

/// Between the source and the note of a row; it cannot stand in either.
pub const BETWEEN: u8 = b'"';

/// Adds a text of which `before` is the one before: how much of that it begins with, how much more it has, and that.
pub fn add(texts: &mut Vec<u8>, before: &[u8], text: &[u8]) {
    let shared =
        before.iter().zip(text).take(LONGEST_SHARED).take_while(|(one, other)| one == other);
    let (shared, mut more) = (shared.count(), text.len());
    more -= shared;
    texts.push(u8::try_from(shared).unwrap_or_default());
    // Seven bits a byte, the lowest first, and the eighth where more follow.
    while more > 0x7f {
        texts.push(0x80 | u8::try_from(more & 0x7f).unwrap_or_default());
        more >>= 7;
    }
    texts.push(u8::try_from(more).unwrap_or_default());
    texts.extend_from_slice(text.get(shared..).unwrap_or_default());
}

/// Hands out text after text.
pub fn each(texts: &[u8], mut take: impl FnMut(&[u8])) {
    let (mut rest, mut text) = (texts, Vec::new());
    while let Some((shared, behind)) = rest.split_first() {
        let (mut more, mut bits) = (0, 0);
        rest = behind;
        while let Some((byte, behind)) = rest.split_first() {
            more |= usize::from(byte & 0x7f) << bits;
            (rest, bits) = (behind, bits + 7);
            if byte & 0x80 == 0 {
                break;
            }
        }
        let (own, behind) = rest.split_at(more.min(rest.len()));
        text.truncate(usize::from(*shared));
        text.extend_from_slice(own);
        take(&text);
        rest = behind;
    }
}

/// The texts of a region by line; its buffers are used again for the next one.
#[derive(Debug, Default)]
pub(super) struct OwnTexts {
    bytes: Vec<u8>,
    /// The lines, in ascending order, and where their texts end.
    ends: Vec<(u32, usize)>,
}

impl OwnTexts {
    /// Loads a region: its rows with texts of their own stand in the order of these.
    pub fn fill(&mut self, rows: &[Packed], texts: &[u8]) {
        self.bytes.clear();
        self.ends.clear();
        let mut rows = rows.iter().filter(|row| row.has_own_text());
        each(texts, |text| {
            self.bytes.extend_from_slice(text);
            self.ends.extend(rows.next().map(|row| (row.line(), self.bytes.len())));
        });
    }

    /// The source and the note of a line.
    pub fn of(&self, line: u32) -> (&str, &str) {
        let at = self.ends.partition_point(|(other, _)| *other < line);
        let end = self.ends.get(at).map_or(0, |(_, end)| *end);
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |it| it.1);
        source_and_note(self.bytes.get(start..end).unwrap_or_default())
    }
}

/// The two parts of a text.
pub fn source_and_note(text: &[u8]) -> (&str, &str) {
    let text = std::str::from_utf8(text).unwrap_or_default();
    let (source, note) = text.split_once(char::from(BETWEEN)).unwrap_or((text, ""));
    (source.trim(), note.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn texts_come_out_as_they_went_in(all in proptest::collection::vec("[ab\"页]{0,3}[ab]{0,200}", 0..9)) {
            let (mut texts, mut before) = (Vec::new(), "");
            for text in &all {
                add(&mut texts, before.as_bytes(), text.as_bytes());
                before = text;
            }
            let mut found = Vec::new();
            each(&texts, |text| found.push(String::from_utf8_lossy(text).into_owned()));
            proptest::prop_assert_eq!(found, all);
        }
    }
}
