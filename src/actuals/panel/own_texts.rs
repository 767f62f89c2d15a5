//! Texts of rows that hardly any other row has: the page of a yearbook, a link for each figure.

use super::Packed;

/// The longest beginning that a text shares with the one before.
const LONGEST_SHARED: usize = u8::MAX as usize;

/// Between the source and the note of a row; it cannot stand in either.
pub const BETWEEN: u8 = b'"';

/// Adds a text of which `before` is the one before: how much of that it begins with, how much of its own follows, and that.
/// Of a text of the same length the rest is the rest of the one before.
pub fn add(texts: &mut Vec<u8>, before: &[u8], text: &[u8]) {
    let alike = |(one, other): &(&u8, &u8)| one == other;
    let shared = before.iter().zip(text).take(LONGEST_SHARED).take_while(alike).count();
    let mut own = &text[shared..];
    let goes_on = before.len() == text.len();
    if goes_on {
        let rest = &before[shared..];
        let end = rest.iter().zip(own).rposition(|pair| !alike(&pair)).map_or(0, |last| last + 1);
        own = &own[..end];
    }
    texts.push(u8::try_from(shared).unwrap_or_default());
    // Seven bits a byte, the lowest first, and the eighth where more follow.
    let mut count = own.len() << 1 | usize::from(goes_on);
    while count > 0x7f {
        texts.push(0x80 | u8::try_from(count & 0x7f).unwrap_or_default());
        count >>= 7;
    }
    texts.push(u8::try_from(count).unwrap_or_default());
    texts.extend_from_slice(own);
}

/// Hands out text after text.
pub fn each(texts: &[u8], mut take: impl FnMut(&[u8])) {
    let mut rest = texts;
    let mut text = Vec::new();
    while let Some((shared, behind)) = rest.split_first() {
        let mut count = 0;
        let mut bits = 0;
        rest = behind;
        while let Some((byte, behind)) = rest.split_first() {
            count |= usize::from(byte & 0x7f) << bits;
            (rest, bits) = (behind, bits + 7);
            if byte & 0x80 == 0 {
                break;
            }
        }
        let (own, behind) = rest.split_at((count >> 1).min(rest.len()));
        let start = usize::from(*shared).min(text.len());
        let goes_on = count & 1 == 1;
        let end = if goes_on { (start + own.len()).min(text.len()) } else { text.len() };
        text.splice(start..end, own.iter().copied());
        take(&text);
        rest = behind;
    }
}

/// The texts of a region by line; its buffers are used again for the next one.
#[derive(Default)]
pub struct OwnTexts {
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
fn source_and_note(text: &[u8]) -> (&str, &str) {
    let text = std::str::from_utf8(text).unwrap_or_default();
    let (source, note) = text.split_once(char::from(BETWEEN)).unwrap_or((text, ""));
    (source.trim(), note.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn texts_come_out_as_they_went_in(all in proptest::collection::vec("[ab\"页]{0,4}|[ab]{150,300}", 0..9)) {
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
