//! Records and their cells in text, as the csv crate reads them: a quote opens only at the start
//! of a cell, two stand for one inside, whatever follows the closing one belongs to the cell.

use csv::ByteRecord;
use memchr::{memchr, memchr3};
use wide::u8x16;

use crate::diag::{Excerpt, Place};

/// Cells of a record that are looked at; a table with more is read row by row.
pub const MOST_CELLS: usize = 32;

/// The cells of one record as spans of its text, quotes taken off.
#[derive(Default)]
pub struct Cells {
    spans: [(u32, u32); MOST_CELLS],
    /// How many there are, those beyond [`MOST_CELLS`] counted too.
    pub count: usize,
    /// Does a cell need more than its quotes taken off?
    pub intricate: bool,
}

impl Cells {
    fn push(&mut self, start: usize, end: usize) {
        if let Some(span) = self.spans.get_mut(self.count) {
            *span = (small(start), small(end));
        }
        self.count += 1;
    }

    /// A cell of the text that was split; empty when there is none.
    pub fn get<'a>(&self, text: &'a [u8], index: usize) -> &'a [u8] {
        let known = index < self.count.min(MOST_CELLS);
        let (start, end) = if known { self.spans[index] } else { (0, 0) };
        text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The text that ends with a cell, and the length of that.
    pub fn up_to<'a>(&self, text: &'a [u8], index: usize) -> (&'a [u8], usize) {
        let length = self.get(text, index).len();
        let end = self.spans.get(index).map_or(0, |(_, end)| *end as usize);
        (text.get(..end).unwrap_or_default(), length)
    }

    /// Splits a row that has neither quotes nor line ends and stands at the beginning of `text`, from `start` to `end`;
    /// the `before` cells up to there are counted and not to be asked for.
    pub fn split_plain(
        &mut self,
        text: &[u8],
        (start, before): (usize, usize),
        end: usize,
        delimiter: Mark,
    ) {
        (self.count, self.intricate) = (before, false);
        let mut from = start;
        let mut at = start;
        while at < end {
            let word = word_of(&text[at..]);
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

    /// Splits the record that starts at `start`.
    fn split(&mut self, text: &[u8], start: usize, delimiter: u8) -> End {
        (self.count, self.intricate) = (0, false);
        let rest = &text[start..];
        let mut end = End::OfText;
        for (from, to, quotes) in cells(rest, delimiter) {
            let inner = usize::from(quotes == Quotes::Around);
            self.intricate |= matches!(quotes, Quotes::Within | Quotes::Open);
            self.push(start + from + inner, start + to - inner);
            end = match quotes {
                Quotes::Open => End::InQuotes,
                _ if to < rest.len() => End::At(start + to),
                _ => End::OfText,
            };
        }
        end
    }
}

/// How a cell is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// Not at all.
    None,
    /// As a whole.
    Around,
    /// With quotes to be taken out of it.
    Within,
    /// To the end of the text.
    Open,
}

/// The cells of the record that a text begins with: where each starts and ends, quotes included.
fn cells(text: &[u8], delimiter: u8) -> impl Iterator<Item = (usize, usize, Quotes)> + use<'_> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let (end, quotes) = cell_end(text, start, delimiter);
        next = (text.get(end) == Some(&delimiter)).then_some(end + 1);
        Some((start, end, quotes))
    })
}

fn cell_end(text: &[u8], start: usize, delimiter: u8) -> (usize, Quotes) {
    let behind = |at: usize| &text[at..];
    let mut at = start;
    let mut quotes = Quotes::None;
    while text.get(at) == Some(&b'"') {
        // The first one opens the cell; any other follows a closing one, and both stand for one.
        quotes = if at == start { Quotes::Around } else { Quotes::Within };
        let Some(closing) = memchr(b'"', behind(at + 1)) else {
            return (text.len(), Quotes::Open);
        };
        at += closing + 2;
    }
    let end = memchr3(delimiter, b'\n', b'\r', behind(at)).map_or(text.len(), |end| at + end);
    if quotes == Quotes::Around && end > at {
        quotes = Quotes::Within;
    }
    (end, quotes)
}

/// Where a record ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// With the line end at this place.
    At(usize),
    /// With the text.
    OfText,
    /// Not at all: the text ends inside a quoted cell.
    InQuotes,
}

/// The last place of the text behind a whole record; `None` when there is none. `text` starts with a record; without
/// any quotes in it a line is one.
pub fn last_end(text: &[u8], quoted: bool, delimiter: u8) -> Option<usize> {
    if !quoted {
        return memchr::memrchr(b'\n', text).map(|at| at + 1);
    }
    let mut records = Records::new(text, delimiter);
    let mut last = None;
    loop {
        // Only behind a line feed: a CR may have its LF still to come.
        let ends = &text[records.end..records.behind()];
        last = memchr::memrchr(b'\n', ends).map(|at| records.end + at + 1).or(last);
        let Some(End::At(_)) = records.next() else {
            return last;
        };
    }
}

/// The records of a text, one after the other.
pub struct Records<'t> {
    text: &'t [u8],
    delimiter: u8,
    /// Where the record at hand starts and ends.
    pub start: usize,
    end: usize,
    /// Line feeds before it.
    pub line: u32,
    /// Its cells.
    pub cells: Cells,
}

impl<'t> Records<'t> {
    pub fn new(text: &'t [u8], delimiter: u8) -> Self {
        Self { text, delimiter, start: 0, end: 0, line: 0, cells: Cells::default() }
    }

    /// Goes to the next record; `None` when there is none.
    pub fn next(&mut self) -> Option<End> {
        let start = self.behind();
        self.line += line_feeds(&self.text[self.start..start]);
        (self.start, self.end) = (start, self.text.len());
        if start >= self.text.len() {
            return None;
        }
        let end = self.cells.split(self.text, start, self.delimiter);
        if let End::At(end) = end {
            self.end = end;
        }
        Some(end)
    }

    /// Where the line ends behind it end.
    pub fn behind(&self) -> usize {
        let rest = &self.text[self.end..];
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
        self.end + ends.count()
    }

    /// The text of the record at hand.
    pub fn record(&self) -> &'t [u8] {
        &self.text[self.start..self.end]
    }

    /// Makes `record` the record at hand.
    pub fn read(&self, record: &mut ByteRecord) {
        if self.cells.intricate || self.cells.count > MOST_CELLS {
            return record_of(self.record(), self.delimiter, record);
        }
        record.clear();
        (0..self.cells.count).for_each(|cell| record.push_field(self.cells.get(self.text, cell)));
    }
}

/// How many line feeds there are.
pub fn line_feeds(text: &[u8]) -> u32 {
    small(memchr::memchr_iter(b'\n', text).count())
}

/// Makes `record` the record that a text begins with.
pub fn record_of(text: &[u8], delimiter: u8, record: &mut ByteRecord) {
    record.clear();
    for (start, end, quotes) in cells(text, delimiter) {
        let cell = &text[start..end];
        match quotes {
            Quotes::None => record.push_field(cell),
            Quotes::Around => record.push_field(&cell[1..cell.len() - 1]),
            Quotes::Within | Quotes::Open => record.push_field(&unquoted(cell)),
        }
    }
}

/// A cell without the quote that opens it and the one that closes it; two stand for one before that.
fn unquoted(cell: &[u8]) -> Vec<u8> {
    let mut inner = Vec::new();
    let mut rest = &cell[1..];
    while let Some(quote) = memchr(b'"', rest) {
        let (before, behind) = rest.split_at(quote);
        inner.extend_from_slice(before);
        rest = &behind[1..];
        if rest.first() != Some(&b'"') {
            break;
        }
        inner.push(b'"');
        rest = &rest[1..];
    }
    inner.extend_from_slice(rest);
    inner
}

/// Lines longer than this are not shown.
pub const MAX_SHOWN: usize = 4096;

/// The place of a cell of the record that begins with `text` on a line; of the whole first line when there is no such cell.
pub fn place_in(
    file: &str,
    (text, line): (&[u8], u32),
    delimiter: u8,
    cell: Option<usize>,
) -> Place {
    let text: &str = &String::from_utf8_lossy(text);
    let line_end =
        |start: usize| text[start..].find(['\n', '\r']).map_or(text.len(), |end| start + end);
    let (start, end) = cell
        .and_then(|cell| cells(text.as_bytes(), delimiter).nth(cell))
        .map_or_else(|| (0, line_end(0)), |(start, end, _)| (start, end));
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line_end = line_end(start);
    let shown = &text[line_start..line_end];
    let in_line = &before[line_start..];
    Place {
        file: file.to_owned(),
        line: line.saturating_add(line_feeds(before.as_bytes())),
        column: small(in_line.chars().count() + 1),
        excerpt: (shown.len() <= MAX_SHOWN).then(|| Excerpt {
            text: shown.to_owned(),
            start: start - line_start,
            end: end.min(line_end) - line_start,
        }),
        cell: None,
    }
}

/// A number of lines, rows or cells as places hold it.
pub fn small(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

/// Bytes looked at together.
const WORD: usize = 16;

/// A byte to be found, in every place of a word.
#[derive(Clone, Copy)]
pub struct Mark(u8x16);

impl Mark {
    pub fn new(byte: u8) -> Self {
        Self(u8x16::splat(byte))
    }

    /// Its places in a word: a bit of each, the first place lowest.
    #[inline]
    fn places(self, word: [u8; WORD]) -> u32 {
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
fn first_of(places: u32) -> usize {
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
            17..=32 => ends::<16>(one, other),
            _ => one == other,
        }
}

/// The first bytes of a text, with others behind them where it has fewer.
#[inline]
fn word_of(text: &[u8]) -> [u8; WORD] {
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

    /// Every record of a text, cell by cell, by our own splitter.
    fn own(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let mut all = Vec::new();
        let mut records = Records::new(text, b',');
        let mut record = ByteRecord::new();
        while records.next().is_some() {
            record_of(records.record(), b',', &mut record);
            let mut read = ByteRecord::new();
            records.read(&mut read);
            assert_eq!(read, record);
            let cells = &records.cells;
            if !cells.intricate {
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
            all.push(record.iter().map(<[u8]>::to_vec).collect());
        }
        all
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

    #[test]
    fn places_count_characters_and_lines() {
        let text = "杭州市,\"甲\n乙\",2024,\"x\"\"y,\",5\r\n";
        let place = |cell| place_in("f.csv", (text.as_bytes(), 5), b',', Some(cell));
        let third = place(2);
        assert_eq!((third.line, third.column), (6, 4));
        let excerpt = third.excerpt.expect("shown");
        assert_eq!(excerpt.text, "乙\",2024,\"x\"\"y,\",5");
        assert_eq!(&excerpt.text[excerpt.start..excerpt.end], "2024");
        let fifth = place(4);
        assert_eq!((fifth.line, fifth.column), (6, 17));
        let second = place(1);
        assert_eq!((second.line, second.column), (5, 5));
    }

    proptest::proptest! {
        #[test]
        fn cells_are_the_same(one in "[ab]{0,40}", other in "[ab]{0,40}", at in 0_usize..40) {
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
