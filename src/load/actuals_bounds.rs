//! What a workbook would take of the memory, found before the library reads it, for it trusts every count in a file: rows and
//! columns that are repeated, texts that many cells share, areas from one corner of a sheet to the other.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Display;
use std::io::{BufRead, BufReader, Cursor, Read, copy, sink};

use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use crate::diag::DataProblem;

use super::{encoding::FileFault, text::MAX_COLUMNS};

/// What a workbook may take: so many bytes, and so many for each of its own. Rows of equal cells are packed to a tenth; what is
/// packed to a hundredth was made to fill the memory.
const TAKEN: [u64; 2] = [32 << 20, 16];

/// What a cell takes beside its text, and one of a style beside its names; roughly, as the library holds them.
pub const CELL: u64 = 40;
const DENSE_CELL: u64 = 56;
const STYLE: u64 = 256;

/// More rows than a sheet has.
const MAX_ROWS: u64 = 1 << 20;

/// Numbers of sectors in a compound file from here on are signs; the last one is of a sector that is not used.
const SIGNS: usize = 0xffff_fffa;
const FREE: usize = 0xffff_ffff;

/// The cells of the largest sheet of an .xls.
const MOST_CELLS: u64 = 1 << 24;

/// What keeps a workbook from being read.
pub fn damaged(error: impl Display) -> FileFault {
    DataProblem::DamagedWorkbook { message: error.to_string() }.into()
}

/// What is left of what a workbook may take.
pub struct Budget {
    most: u64,
    left: u64,
}

impl Budget {
    /// That of a workbook of so many bytes.
    pub fn of(size: usize) -> Self {
        let [base, times] = TAKEN;
        let most = base + times * size as u64;
        Self { most, left: most }
    }

    /// Takes so many things of so many bytes each.
    pub fn take(&mut self, count: u64, each: u64) -> Result<(), FileFault> {
        let left = count.checked_mul(each).and_then(|bytes| self.left.checked_sub(bytes));
        let beyond = || damaged(format!("it takes more than {} MiB of memory", self.most >> 20));
        self.left = left.ok_or_else(beyond)?;
        Ok(())
    }
}

/// What is known of a workbook that may be read.
#[derive(Default)]
pub struct Looked {
    /// Names of its parts, or whatever tells what it is.
    pub names: Vec<u8>,
    /// Does it ask to be computed when it is opened?
    pub asks_to_compute: bool,
}

/// Looks through the parts of an archive.
pub fn of_archive(bytes: &[u8], cells: &mut Budget) -> Result<Looked, FileFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut looked = Looked { names: b"PK".to_vec(), asks_to_compute: false };
    let mut unpacked = Budget::of(bytes.len());
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        looked.names.extend(part.name_raw());
        let is_sheets = part.name_raw() == b"content.xml";
        let mut text = BufReader::new(part.take(unpacked.left + 1));
        let found = of_part(&mut text, is_sheets, cells)?;
        copy(&mut text, &mut sink()).map_err(damaged)?;
        let length = unpacked.left + 1 - text.get_ref().limit();
        if length > unpacked.left {
            let most = unpacked.most >> 20;
            return Err(damaged(format!("it unpacks to more than {most} MiB")));
        }
        unpacked.take(length, 1)?;
        if found.texts > length {
            return Err(damaged("it claims more texts than it has"));
        }
        looked.asks_to_compute |= found.asks_to_compute;
    }
    Ok(looked)
}

/// What a part of an archive says.
#[derive(Default)]
struct Found {
    /// How many texts it claims to have.
    texts: u64,
    asks_to_compute: bool,
    /// Are there styles in it? They are copied to each other.
    has_styles: bool,
    styles: u64,
    /// The longest text in a style.
    longest: usize,
    /// What may be named once only: the sheets, and their parts.
    named: HashSet<String>,
    table: Table,
}

/// An attribute of an element; also one that is repeated, or in another space of names.
fn attribute(element: &BytesStart<'_>, named: impl Fn(&str) -> bool) -> Option<String> {
    let mut all = element.attributes();
    let mut found = all.with_checks(false).flatten().filter(|it| named(it.key.0));
    let value = found.next()?.value;
    Some(unescape(&value).map_or_else(|_| value.clone().into_owned(), Cow::into_owned))
}

fn count(element: &BytesStart<'_>, name: &str) -> Option<u64> {
    attribute(element, |it| it == name)?.trim().parse().ok()
}

/// Looks through a part as the library will: up to an error, but for the sheets of an .ods, of which it expects that they end.
fn of_part(
    part: &mut dyn BufRead,
    is_sheets: bool,
    cells: &mut Budget,
) -> Result<Found, FileFault> {
    let mut found = Found::default();
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = is_sheets;
    let (mut buffer, mut depth) = (Vec::new(), 0_u32);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) if is_sheets && depth > 0 => return Err(damaged("it is truncated")),
            Ok(Event::Eof) => break,
            Ok(Event::Start(element)) => {
                depth += 1;
                found.start(&element)?;
                found.table.start(&element);
            }
            Ok(Event::End(element)) => {
                depth = depth.saturating_sub(1);
                found.table.end(element.name().0, cells)?;
            }
            Ok(Event::Text(text)) => found.table.text += text.len() as u64,
            Ok(Event::CData(text)) => found.table.text += text.len() as u64,
            Ok(Event::GeneralRef(_)) => found.table.text += 1,
            Ok(_) => {}
            Err(error) if is_sheets => return Err(damaged(error)),
            Err(_) => break,
        }
    }
    cells.take(found.styles, STYLE + found.longest as u64)?;
    Ok(found)
}

impl Found {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), FileFault> {
        let name = element.local_name();
        let once = match name.as_ref() {
            "sst" => {
                self.texts = self.texts.max(count(element, "uniqueCount").unwrap_or_default());
                None
            }
            "calcPr" => {
                self.asks_to_compute |= count(element, "fullCalcOnLoad") == Some(1);
                None
            }
            "cellXfs" | "fonts" | "fills" | "borders" | "numFmts" => {
                self.has_styles = true;
                None
            }
            "sheet" => attribute(element, |it| it.ends_with(":id")),
            "Relationship" => attribute(element, |it| it == "Target")
                .filter(|_| {
                    attribute(element, |it| it == "Type")
                        .is_some_and(|it| it.ends_with("/worksheet"))
                })
                .map(|it| it.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase()),
            _ => None,
        };
        if self.has_styles {
            self.longest = self.longest.max(element.attributes_raw().len());
            self.styles += u64::from(matches!(name.as_ref(), "xf" | "font" | "fill" | "border"));
        }
        if once.is_some_and(|name| !self.named.insert(name)) {
            return Err(damaged("it names a sheet twice"));
        }
        Ok(())
    }
}

/// A table of an .ods while it is looked through. The library makes of it a rectangle from its first row to the last one that
/// holds anything.
#[derive(Default)]
struct Table {
    /// Bytes of text in the cell so far.
    text: u64,
    /// Times that the cell stands in its row, and the row in the table.
    times: [u64; 2],
    /// Does the cell hold anything?
    is_filled: bool,
    /// Of the row: its columns so far, those up to the last that holds anything, and the bytes of its texts.
    columns: u64,
    filled: u64,
    texts: u64,
    /// Of the table: its rows so far, the first and the last that hold anything, and its columns.
    rows: u64,
    first: Option<u64>,
    last: u64,
    width: u64,
}

impl Table {
    fn start(&mut self, element: &BytesStart<'_>) {
        let times = |name, most| count(element, name).unwrap_or(1).min(most);
        match element.name().0 {
            "table:table" => *self = Self::default(),
            "table:table-row" => {
                (self.columns, self.filled, self.texts) = (0, 0, 0);
                self.times[1] = times("table:number-rows-repeated", MAX_ROWS);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.times[0] = times("table:number-columns-repeated", MAX_COLUMNS as u64);
                let says = |name: &str| {
                    ["office:", "calcext:", "table:formula"].iter().any(|it| name.starts_with(it))
                };
                self.is_filled = attribute(element, says).is_some();
                let long = |name: &str| name == "table:formula" || name.ends_with("-value");
                self.text =
                    attribute(element, long).map_or(0, |_| element.attributes_raw().len() as u64);
            }
            "text:s" => self.text = self.text.saturating_add(times("text:c", u64::MAX)),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, cells: &mut Budget) -> Result<(), FileFault> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                self.columns = (self.columns + self.times[0]).min(MAX_COLUMNS as u64);
                if self.is_filled {
                    self.filled = self.columns;
                    self.texts = self.texts.saturating_add(self.text.saturating_mul(self.times[0]));
                }
            }
            "table:table-row" => {
                let before = self.rows;
                self.rows = (self.rows + self.times[1]).min(MAX_ROWS);
                if self.filled > 0 {
                    cells.take(self.texts, self.times[1])?;
                    self.first.get_or_insert(before);
                    (self.last, self.width) = (self.rows, self.width.max(self.filled));
                }
            }
            "table:table" => {
                cells.take(self.last - self.first.unwrap_or(self.last), self.width * DENSE_CELL)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Looks through a compound file: has it all the sectors which its tables name, does every chain of them end, and what would its
/// sheets take?
pub fn of_compound(file: &[u8], cells: &mut Budget) -> Result<Looked, FileFault> {
    if let Some(book) = Compound::new(file)?.book()? {
        of_records(&book, cells)?;
    }
    Ok(Looked { names: file.to_vec(), asks_to_compute: false })
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?) as usize)
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn short(bytes: &[u8], at: usize) -> Option<u64> {
    word(bytes, at).map(u64::from)
}

/// A compound file: sectors, and for each the one that follows it.
struct Compound<'a> {
    file: &'a [u8],
    size: usize,
    next: Vec<usize>,
}

impl<'a> Compound<'a> {
    fn new(file: &'a [u8]) -> Result<Self, FileFault> {
        // Sectors of 512 or 4,096 bytes; the first one is the file's header.
        let size = if file.get(30) == Some(&12) { 1 << 12 } else { 1 << 9 };
        let numbers =
            |at: usize, count: usize| (0..count).map_while(move |it| number(file, at + it * 4));
        let mut tables: Vec<usize> = numbers(76, 109).collect();
        let mut more = number(file, 68).unwrap_or(FREE);
        while more < SIGNS {
            if tables.len() > file.len() / 4 {
                return Err(damaged("its tables have no end"));
            }
            tables.extend(numbers((more + 1) * size, size / 4));
            more = tables.pop().unwrap_or(FREE);
        }
        tables.retain(|table| *table < SIGNS);
        let next: Vec<usize> =
            tables.iter().flat_map(|table| numbers((table + 1) * size, size / 4)).collect();
        let last = next.iter().rposition(|next| *next != FREE);
        if last.is_some_and(|last| last + 1 >= file.len().div_ceil(size)) {
            return Err(damaged("it is truncated"));
        }
        Ok(Self { file, size, next })
    }

    /// The sectors from one on.
    fn chain(&self, start: usize) -> Result<Vec<u8>, FileFault> {
        let (file, size) = (self.file, self.size);
        chained(&self.next, start, |at| {
            file.get((at + 1) * size..).map(|it| &it[..size.min(it.len())])
        })
    }

    /// The stream of records of an .xls; `None` if there is none.
    fn book(&self) -> Result<Option<Vec<u8>>, FileFault> {
        let folders = self.chain(number(self.file, 48).unwrap_or(FREE))?;
        let mut entries = folders.chunks_exact(128);
        let start = |entry: &[u8]| number(entry, 116).unwrap_or(FREE);
        let Some(root) = folders.first_chunk::<128>() else { return Ok(None) };
        let (mut small, mut next) = (Vec::new(), Vec::new());
        if number(self.file, 64).unwrap_or_default() > 0 {
            small = self.chain(start(root))?;
            let numbers = self.chain(number(self.file, 60).unwrap_or(FREE))?;
            next = numbers.chunks_exact(4).filter_map(|it| number(it, 0)).collect();
        }
        let named = |entry: &[u8], name: &str| {
            let letters = entry.chunks_exact(2).map(|it| it[0].to_ascii_lowercase());
            letters.take_while(|it| *it > 0).eq(name.bytes())
        };
        let Some(entry) = entries
            .clone()
            .find(|it| named(it, "workbook"))
            .or_else(|| entries.find(|it| named(it, "book")))
        else {
            return Ok(None);
        };
        let length = number(entry, 120).unwrap_or_default();
        let high = if self.size > 512 { number(entry, 124).unwrap_or_default() } else { 0 };
        if high > 0 || length > self.file.len() {
            return Err(damaged("it is truncated"));
        }
        let mut book = if length < 4096 {
            chained(&next, start(entry), |at| {
                small.get(at * 64..).map(|it| &it[..64.min(it.len())])
            })?
        } else {
            self.chain(start(entry))?
        };
        book.truncate(length);
        Ok(Some(book))
    }
}

/// The sectors of a chain, joined.
fn chained<'a>(
    next: &[usize],
    start: usize,
    sector: impl Fn(usize) -> Option<&'a [u8]>,
) -> Result<Vec<u8>, FileFault> {
    let (mut bytes, mut at) = (Vec::new(), start);
    for _ in 0..=next.len() {
        let Some(found) = (at < SIGNS).then(|| sector(at)).flatten() else { return Ok(bytes) };
        bytes.extend(found);
        at = next.get(at).copied().unwrap_or(FREE);
    }
    Err(damaged("its sectors follow each other in a circle"))
}

/// The records of a stream: the type of each, and its bytes.
fn records(stream: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (kind, length) = (short(stream, at)?, usize::from(word(stream, at + 2)?));
        let bytes = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((kind, bytes))
    })
}

/// What the sheets of an .xls take: texts that cells share are copied, and the cells become a rectangle.
fn of_records(book: &[u8], cells: &mut Budget) -> Result<(), FileFault> {
    let mut sheets = Vec::new();
    let mut texts: Vec<&[u8]> = Vec::new();
    let mut all = records(book).peekable();
    while let Some((kind, bytes)) = all.next() {
        match kind {
            0x85 => sheets.extend(number(bytes, 0)),
            0xfc => {
                texts = vec![bytes.get(8..).unwrap_or_default()];
                while let Some((_, more)) = all.next_if(|(kind, _)| *kind == 0x3c) {
                    texts.push(more);
                }
            }
            0x0a => break,
            _ => {}
        }
    }
    let lengths = lengths(&texts);
    let mut walked = 0;
    for start in sheets {
        let Some(stream) = book.get(start..) else { return Err(damaged("it is truncated")) };
        let mut depth = 0_u32;
        // The corners of the cells and of the formulas.
        let mut areas = [None::<[u64; 4]>; 2];
        for (kind, bytes) in records(stream) {
            walked += bytes.len() + 4;
            if walked > book.len() {
                return Err(damaged("it names a sheet twice"));
            }
            match kind {
                0x809 => depth += 1,
                0x0a => depth = depth.saturating_sub(1),
                _ => {}
            }
            if kind == 0x0a && depth == 0 {
                break;
            }
            let (Some(row), Some(column)) = (short(bytes, 0), short(bytes, 2)) else { continue };
            let text = match kind {
                0x200 => {
                    let [rows, columns] = match bytes.len() {
                        10 => [
                            [row, column],
                            [short(bytes, 4), short(bytes, 6)].map(Option::unwrap_or_default),
                        ],
                        _ => [
                            [number(bytes, 0), number(bytes, 4)]
                                .map(|it| it.unwrap_or_default() as u64),
                            [short(bytes, 8), short(bytes, 10)].map(Option::unwrap_or_default),
                        ],
                    };
                    let span =
                        |[first, end]: [u64; 2]| end.checked_sub(first).or((end == 0).then_some(1));
                    let claimed = span(rows).zip(span(columns).or(Some(columns[1])));
                    if claimed
                        .is_none_or(|(rows, columns)| rows.saturating_mul(columns) > MOST_CELLS)
                    {
                        return Err(damaged("it claims more cells than a sheet has"));
                    }
                    continue;
                }
                // A text of its own, and one that a formula gives: room is made for as many characters as it claims.
                0x204 | 0xd6 => short(bytes, 6).unwrap_or_default(),
                0x207 => {
                    cells.take(1, CELL + row)?;
                    continue;
                }
                0xfd => {
                    number(bytes, 6).and_then(|it| lengths.get(it)).copied().unwrap_or_default()
                }
                0x203 | 0x205 | 0x27e | 0x06 | 0xbd => 0,
                _ => continue,
            };
            let last =
                if kind == 0xbd { short(bytes, bytes.len() - 2).unwrap_or(column) } else { column };
            cells.take((bytes.len() as u64).div_ceil(6), CELL)?;
            cells.take(text, 2)?;
            for area in &mut areas[..=usize::from(kind == 0x06)] {
                let [top, left, bottom, right] = area.unwrap_or([row, column, row, last]);
                *area = Some([top.min(row), left.min(column), bottom.max(row), right.max(last)]);
            }
        }
        for [top, left, bottom, right] in areas.into_iter().flatten() {
            cells.take((bottom - top + 1) * (right - left + 1), DENSE_CELL / 2)?;
        }
    }
    Ok(())
}

/// The lengths of the texts that cells share, in characters and as far as they can be read.
fn lengths(pieces: &[&[u8]]) -> Vec<u64> {
    let mut lengths = Vec::new();
    let mut pieces = pieces.iter().copied();
    let mut rest = pieces.next().unwrap_or_default();
    'texts: loop {
        while rest.is_empty() {
            match pieces.next() {
                Some(next) => rest = next,
                None => return lengths,
            }
        }
        let (Some(count), Some(flags)) = (word(rest, 0), rest.get(2).copied()) else {
            return lengths;
        };
        let mut at = 3;
        let runs =
            if flags & 8 > 0 { usize::from(word(rest, at).unwrap_or_default()) * 4 } else { 0 };
        at += usize::from(flags >> 2 & 2);
        let more = if flags & 4 > 0 { number(rest, at).unwrap_or_default() } else { 0 };
        at += usize::from(flags & 4);
        rest = rest.get(at..).unwrap_or_default();
        lengths.push(count.into());
        let (mut left, mut wide) = (usize::from(count), flags & 1 > 0);
        while left > 0 {
            let width = 1 + usize::from(wide);
            let taken = left.min(rest.len() / width);
            rest = &rest[taken * width..];
            left -= taken;
            if left > 0 {
                let Some((flags, next)) = pieces.next().and_then(<[u8]>::split_first) else {
                    return lengths;
                };
                (wide, rest) = (flags & 1 > 0, next);
            }
        }
        let mut behind = runs + more;
        while behind > rest.len() {
            behind -= rest.len();
            match pieces.next() {
                Some(next) => rest = next,
                None => break 'texts,
            }
        }
        rest = &rest[behind..];
    }
    lengths
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    /// What is wrong with an archive of these parts, and whether it asks to be computed.
    fn said(parts: &[(&str, &str)]) -> Result<bool, String> {
        let bytes = archive(parts);
        let looked = of_archive(&bytes, &mut Budget::of(bytes.len()));
        looked.map(|it| it.asks_to_compute).map_err(|it| match it.0 {
            DataProblem::DamagedWorkbook { message } => message,
            other => format!("{other:?}"),
        })
    }

    #[test]
    fn all_parts_together_may_unpack_to_so_much() {
        let fault = |mib: usize, parts: usize| {
            let (text, names) = (" ".repeat(mib << 20), ["a.xml", "b.xml"]);
            said(&names[..parts].iter().map(|name| (*name, text.as_str())).collect::<Vec<_>>())
        };
        assert_eq!(fault(15, 2), Ok(false));
        assert_eq!(fault(17, 2), Err("it unpacks to more than 32 MiB".to_owned()));
    }

    /// Wherever it stands, and however it is quoted.
    #[test]
    fn what_a_part_says_is_seen() {
        for before in [0, 8_150, 65_500, 65_536] {
            for text in ["<calcPr fullCalcOnLoad=\"1\"/>", "<x:calcPr a='1' fullCalcOnLoad = '1' >"]
            {
                let text = " ".repeat(before) + text;
                assert_eq!(said(&[("xl/workbook.xml", &text)]), Ok(true), "{before}");
            }
        }
        for claim in ["uniqueCount=\"4294967295\"", "a='' uniqueCount = '4294967295'"] {
            let found = said(&[("xl/sharedStrings.xml", &format!("<x:sst {claim}>"))]);
            assert_eq!(found, Err("it claims more texts than it has".to_owned()));
        }
    }

    #[test]
    fn what_a_workbook_would_take_is_bounded() {
        let long = "字".repeat(20_000);
        let sheets = |second: &str| {
            format!(
                "<sheets><sheet name='a' r:id='rId1'/><sheet name='b' r:id='{second}'/></sheets>"
            )
        };
        let target = |second: &str| {
            let of = |it| format!("<Relationship Type='http://x/worksheet' Target='{it}'/>");
            format!("<Relationships>{}{}</Relationships>", of("worksheets/sheet1.xml"), of(second))
        };
        let table = |rows: &str| format!("<t><table:table>{rows}</table:table></t>");
        let cell = |times: u64, text: &str| {
            format!(
                "<table:table-cell table:number-columns-repeated='{times}' office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
            )
        };
        let row = |times: u64, cells: &str| {
            format!(
                "<table:table-row table:number-rows-repeated='{times}'>{cells}</table:table-row>"
            )
        };
        let (once, much) = (
            Err("it names a sheet twice".to_owned()),
            Err("it takes more than 32 MiB of memory".to_owned()),
        );
        for (part, text, expected) in [
            ("xl/workbook.xml", sheets("rId2"), Ok(false)),
            ("xl/workbook.xml", sheets("rId1"), once.clone()),
            ("xl/_rels/workbook.xml.rels", target("worksheets/sheet2.xml"), Ok(false)),
            ("xl/_rels/workbook.xml.rels", target("/xl/worksheets/Sheet&#49;.xml"), once),
            ("xl/styles.xml", format!("<cellXfs>{}</cellXfs>", "<xf/>".repeat(65_000)), Ok(false)),
            (
                "xl/styles.xml",
                format!("<cellXfs>{}</cellXfs>", "<xf/>".repeat(140_000)),
                much.clone(),
            ),
            (
                "xl/styles.xml",
                format!(
                    "<fonts><font><name val='{long}'/></font></fonts><cellXfs>{}</cellXfs>",
                    "<xf/>".repeat(1_000)
                ),
                much.clone(),
            ),
            // As spreadsheets write what is empty to the edge of a sheet.
            (
                "content.xml",
                table(
                    &(row(
                        1,
                        &(cell(1, "a")
                            + "<table:table-cell table:number-columns-repeated='16383'/>"),
                    ) + &row(
                        1_048_575,
                        "<table:table-cell table:number-columns-repeated='16384'/>",
                    )),
                ),
                Ok(false),
            ),
            ("content.xml", table(&row(1_048_576, &cell(1, "a"))), much.clone()),
            ("content.xml", table(&row(100, &cell(16_384, "a"))), much.clone()),
            (
                "content.xml",
                table(&(row(1, &cell(1, "a")) + &row(700_000, "") + &row(1, &cell(1, "a")))),
                much.clone(),
            ),
            ("content.xml", table(&row(1, &cell(1_000, &long))), much.clone()),
            (
                "content.xml",
                table(&row(1, &cell(1, "<text:s text:c='4294967295'/>"))),
                much.clone(),
            ),
            (
                "content.xml",
                table(&row(1, &cell(1, "a"))).replace("</table:table></t>", ""),
                Err("it is truncated".to_owned()),
            ),
        ] {
            let found = said(&[(part, &text)]);
            assert_eq!(found, expected, "{}", text.get(..200).unwrap_or(&text));
        }
        let found = said(&[("content.xml", "<a><b></a>")]);
        assert!(found.is_err_and(|it| it.contains("expected `</b>`")));
    }

    /// A compound file of these sectors behind its header, its table in the first one and its folders in the second.
    fn compound(next: &[u32], length: u32, stream: &[u8]) -> Vec<u8> {
        let mut file = vec![0; 512];
        file[30] = 9;
        let put = |file: &mut Vec<u8>, at: usize, number: u32| {
            file[at..at + 4].copy_from_slice(&number.to_le_bytes());
        };
        for at in (76..512).step_by(4) {
            put(&mut file, at, u32::MAX);
        }
        for (at, number) in [(48, 1), (60, u32::MAX - 1), (68, u32::MAX - 1), (76, 0)] {
            put(&mut file, at, number);
        }
        file.resize(512 * 3, 0);
        for at in 0..128 {
            put(&mut file, 512 + at * 4, next.get(at).copied().unwrap_or(u32::MAX));
        }
        for (at, letter) in "Workbook".bytes().enumerate() {
            file[1024 + 128 + at * 2] = letter;
        }
        put(&mut file, 1024 + 128 + 116, 2);
        put(&mut file, 1024 + 128 + 120, length);
        file.extend(stream);
        file.resize(file.len().next_multiple_of(512), 0);
        file
    }

    fn record(kind: u16, bytes: &[u8]) -> Vec<u8> {
        let length = u16::try_from(bytes.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), bytes].concat()
    }

    fn said_of(file: &[u8]) -> Result<(), String> {
        of_compound(file, &mut Budget::of(file.len()))
            .map(|_| ())
            .map_err(|it| format!("{:?}", it.0))
    }

    #[test]
    fn chains_of_sectors_end() {
        const END: u32 = u32::MAX - 1;
        let stream = [record(0x809, &[0; 16]), record(0x0a, &[]), vec![0; 5000]].concat();
        let chain = |last| {
            let mut next = vec![u32::MAX - 2, END];
            next.extend((3..12).chain([last]));
            next
        };
        assert_eq!(said_of(&compound(&chain(END), 5000, &stream)), Ok(()));
        for (next, length, message) in [
            (chain(5), 5000, "in a circle"),
            (vec![u32::MAX - 2, 1], 5000, "in a circle"),
            (chain(END), 1 << 30, "truncated"),
        ] {
            let said = said_of(&compound(&next, length, &stream)).unwrap_err();
            assert!(said.contains(message), "{said}");
        }
    }

    /// The stream of an .xls with one sheet of these records.
    fn book(shared: &[u8], records: &[Vec<u8>], sheets: usize) -> Vec<u8> {
        let begin = record(0x809, &[0, 6, 5, 0, 0, 0, 0, 0]);
        let end = record(0x0a, &[]);
        let sheet = |at: u32| record(0x85, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat());
        let before = begin.len() + shared.len() + sheet(0).len() * sheets + end.len();
        let at = u32::try_from(before).unwrap();
        let sheets = (0..sheets).flat_map(|_| sheet(at)).collect();
        [begin.clone(), shared.to_vec(), sheets, end.clone(), begin, records.concat(), end].concat()
    }

    #[test]
    fn what_the_sheets_of_an_xls_would_take_is_bounded() {
        let at = |row: u16, column: u16| [row.to_le_bytes(), column.to_le_bytes(), [0; 2]].concat();
        let figure = |row, column| record(0x203, &[at(row, column), vec![0; 8]].concat());
        // A text of 60,000 letters in pieces, each with its own width, as it goes on; and one behind it.
        let text =
            |count: u16| [&[1, 0, 0, 0, 1, 0, 0, 0][..], &count.to_le_bytes(), &[0]].concat();
        let mut shared = record(0xfc, &[text(60_000), vec![b'x'; 8_000]].concat());
        for piece in 0..7 {
            let tail: &[u8] = if piece == 6 { &[2, 0, 0, b'a', b'b'] } else { &[] };
            let letters =
                [vec![0], vec![b'x'; if piece == 6 { 4_000 } else { 8_000 }], tail.to_vec()];
            shared.extend(record(0x3c, &letters.concat()));
        }
        let label =
            |row, text: u32| record(0xfd, &[at(row, 0), text.to_le_bytes().to_vec()].concat());
        let many = |text| (0..400).map(|row| label(row, text)).collect::<Vec<_>>();
        let size = |rows: [u32; 2], columns: [u16; 2]| {
            record(
                0x200,
                &[
                    rows.map(u32::to_le_bytes).concat(),
                    columns.map(u16::to_le_bytes).concat(),
                    vec![0; 2],
                ]
                .concat(),
            )
        };
        for (sheet, sheets, fault) in [
            (vec![size([0, 65_536], [0, 256]), figure(0, 0), figure(9, 9)], 1, ""),
            (vec![size([0, 0], [0, 0])], 1, ""),
            (vec![figure(0, 0), figure(65_535, 255)], 1, "more than 32 MiB"),
            (vec![size([0, 1 << 30], [0, 1 << 15])], 1, "more cells than a sheet has"),
            (vec![size([9, 1], [0, 256])], 1, "more cells than a sheet has"),
            (many(1), 1, ""),
            (many(0), 1, "more than 32 MiB"),
            (vec![figure(0, 0)], 9_000, "a sheet twice"),
        ] {
            let book = book(&shared, &sheet, sheets);
            let found = of_records(&book, &mut Budget::of(0)).map_err(|it| format!("{:?}", it.0));
            match found {
                Ok(()) => assert_eq!(fault, ""),
                Err(said) => assert!(!fault.is_empty() && said.contains(fault), "{said}: {fault}"),
            }
        }
    }
}
