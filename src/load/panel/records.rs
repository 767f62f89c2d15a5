//! Records and their cells in text, by the rules of the general reader (the csv crate): a quote opens only at the start
//! of a cell, two stand for one inside, whatever follows the closing one belongs to the cell.

use csv::ByteRecord;
use memchr::{memchr, memchr3};

use super::marks::{Mark, WORD, first_of, word_of};

/// Cells of a record that are looked at; a header with more goes the general way.
pub(super) const MOST_CELLS: usize = 32;

/// The cells of one record as spans of its text, quotes taken off.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    spans: [(u32, u32); MOST_CELLS],
    /// How many there are, those beyond [`MOST_CELLS`] counted too.
    pub(super) count: usize,
    /// Does a cell need more than its quotes taken off?
    pub(super) intricate: bool,
}

impl Default for Cells {
    fn default() -> Self {
        Self { spans: [(0, 0); MOST_CELLS], count: 0, intricate: false }
    }
}

impl Cells {
    fn clear(&mut self) {
        self.count = 0;
        self.intricate = false;
    }

    fn push(&mut self, start: usize, end: usize) {
        if let Some(span) = self.spans.get_mut(self.count) {
            let small = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
            *span = (small(start), small(end));
        }
        self.count += 1;
    }

    /// A cell of the text that was split; empty when there is none.
    pub(super) fn get<'a>(&self, text: &'a [u8], index: usize) -> &'a [u8] {
        let known = index < self.count.min(MOST_CELLS);
        let (start, end) = if known { self.spans[index] } else { (0, 0) };
        text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Splits a row that has neither quotes nor line ends and stands at the beginning of `text`, from `start` to `end`;
    /// the `before` cells up to there are counted and not to be asked for.
    pub(super) fn split_plain(
        &mut self,
        text: &[u8],
        (start, before): (usize, usize),
        end: usize,
        delimiter: Mark,
    ) {
        self.clear();
        self.count = before;
        let (mut from, mut at) = (start, start);
        while at < end {
            let word = word_of(text.get(at..).unwrap_or_default());
            let mut found = delimiter.places(word);
            while found != 0 {
                let place = at + first_of(found);
                // What stands behind the row is of no concern.
                if place >= end {
                    break;
                }
                self.push(from, place);
                from = place + 1;
                found &= found - 1;
            }
            at += WORD;
        }
        self.push(from, end);
    }

    /// Splits the record that starts at `start`; `None` when the text ends before the record does.
    pub(super) fn split(&mut self, text: &[u8], start: usize, delimiter: u8) -> End {
        self.clear();
        let mut at = start;
        loop {
            let from = at;
            let quoted = text.get(at) == Some(&b'"');
            if quoted {
                at += 1;
                let mut closed = false;
                while let Some(quote) = memchr(b'"', text.get(at..).unwrap_or_default()) {
                    at += quote + 1;
                    if text.get(at) != Some(&b'"') {
                        closed = true;
                        break;
                    }
                    self.intricate = true;
                    at += 1;
                }
                if !closed {
                    self.push(from, text.len());
                    return End::InQuotes;
                }
            }
            let behind = at;
            let next = memchr3(delimiter, b'\n', b'\r', text.get(at..).unwrap_or_default());
            let end = next.map_or(text.len(), |next| at + next);
            if quoted && end == behind {
                self.push(from + 1, end - 1);
            } else {
                self.intricate |= quoted;
                self.push(from, end);
            }
            match text.get(end) {
                None => return End::OfText,
                Some(byte) if *byte == delimiter => at = end + 1,
                Some(_) => return End::At(end),
            }
        }
    }
}

/// Where a record ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With the line end at this place.
    At(usize),
    /// With the text.
    OfText,
    /// Not at all: the text ends inside a quoted cell.
    InQuotes,
}

/// The last place of the text behind a whole record; `None` when there is none. `text` starts with a record; without
/// any quotes in it a line is one.
pub(super) fn last_end(text: &[u8], quoted: bool, delimiter: u8) -> Option<usize> {
    if !quoted {
        return memchr::memrchr(b'\n', text).map(|at| at + 1);
    }
    let mut cells = Cells::default();
    let (mut at, mut last) = (0, None);
    loop {
        let ends = line_ends(text, at);
        at += ends;
        if ends > 0 && text.get(at - 1) == Some(&b'\n') {
            last = Some(at);
        }
        match cells.split(text, at, delimiter) {
            End::At(end) => {
                // Only behind a line feed: a CR may have its LF still to come.
                if text.get(end) == Some(&b'\n') {
                    last = Some(end + 1);
                } else if text.get(end + 1) == Some(&b'\n') {
                    last = Some(end + 2);
                }
                at = end + 1;
            }
            End::OfText | End::InQuotes => return last,
        }
    }
}

/// How many line ends stand at a place.
pub(super) fn line_ends(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count()
}

/// The cells of a record as the general reader gives them.
pub(super) fn record_of(text: &[u8], delimiter: u8) -> ByteRecord {
    enum At {
        Start,
        Plain,
        Quoted,
        Closed,
    }
    let mut record = ByteRecord::new();
    let mut cell = Vec::new();
    let mut at = At::Start;
    for byte in text {
        at = match (at, *byte) {
            (At::Start, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::Closed,
            (At::Closed, b'"') => {
                cell.push(b'"');
                At::Quoted
            }
            (At::Quoted, byte) => {
                cell.push(byte);
                At::Quoted
            }
            (_, byte) if byte == delimiter => {
                record.push_field(&cell);
                cell.clear();
                At::Start
            }
            (_, b'\n' | b'\r') => break,
            (_, byte) => {
                cell.push(byte);
                At::Plain
            }
        };
    }
    record.push_field(&cell);
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every record of a text, cell by cell, by our own splitter.
    fn own(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let mut cells = Cells::default();
        let mut at = 0;
        let mut records = Vec::new();
        loop {
            at += line_ends(text, at);
            if at >= text.len() {
                return records;
            }
            let end = cells.split(text, at, b',');
            let stop = match end {
                End::At(end) => end,
                End::OfText | End::InQuotes => text.len(),
            };
            let record = record_of(&text[at..stop], b',');
            if !cells.intricate && end != End::InQuotes {
                for index in 0..cells.count {
                    assert_eq!(
                        cells.get(text, index),
                        &record[index],
                        "{:?}",
                        String::from_utf8_lossy(text)
                    );
                }
                assert_eq!(cells.count, record.len());
            }
            records.push(record.iter().map(<[u8]>::to_vec).collect());
            at = stop + 1;
        }
    }

    fn general(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        let records = reader.byte_records().map(Result::unwrap);
        records.map(|record| record.iter().map(<[u8]>::to_vec).collect()).collect()
    }

    proptest::proptest! {
        #[test]
        fn a_plain_row_is_split_at_its_delimiters(
            row in "[ab,甲\u{ac}\u{12c}-]{0,100}",
            before in 0_usize..3,
            behind in "[ab,\n]{0,100}",
        ) {
            let mut cells = Cells::default();
            let text = format!("{}{row}", "x,".repeat(before));
            let more = format!("{text}\n{behind}");
            cells.split_plain(more.as_bytes(), (before * 2, before), text.len(), Mark::new(b','));
            let expected: Vec<&[u8]> = text.as_bytes().split(|byte| *byte == b',').collect();
            proptest::prop_assert_eq!(cells.count, expected.len());
            for (index, cell) in expected.iter().enumerate().take(MOST_CELLS).skip(before) {
                proptest::prop_assert_eq!(cells.get(text.as_bytes(), index), *cell);
            }
        }

        #[test]
        fn records_are_those_of_the_general_reader(text in "[ab,\"\n\r]{0,24}") {
            proptest::prop_assert_eq!(own(text.as_bytes()), general(text.as_bytes()));
        }

        #[test]
        fn a_cut_behind_a_whole_record_changes_nothing(text in "[ab,\"\n\r]{0,24}") {
            let text = text.as_bytes();
            if let Some(end) = last_end(text, text.contains(&b'"'), b',') {
                let mut parts = general(&text[..end]);
                parts.extend(general(&text[end..]));
                proptest::prop_assert_eq!(parts, general(text));
            }
        }
    }
}
