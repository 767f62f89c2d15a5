//! A file of text while it is read: its encoding, its header, and the rows behind it.

use std::io::{BufRead, BufReader};

use csv::ByteRecord;
use encoding_rs::{Encoding, UTF_8};

use crate::{
    actuals::printed_number::{Commas, proven},
    diag::{DataProblem, Place},
    plan::recipe::Delimiter,
};

use super::{
    actuals_csv::Input,
    actuals_said::Said,
    actuals_table::{Places, Row, Table, cell},
    encoding::{FileFault, Text, shown_name},
    text::{
        Block, Blocks, End, MAX_COLUMNS, Records, Stopped, line_feeds, place_in, record_of,
        too_many_cells,
    },
};

/// The size of a block.
const BLOCK: usize = 1 << 20;

/// Looks at the cells of a line, and is told the place of each, and of the line: is it the header?
type LooksAt<'a> = dyn FnMut(&[&str], Places<'_>) -> bool + 'a;

/// A file of which the header is read.
pub struct TextFile {
    /// The header's columns are for whoever understands it.
    pub table: Table,
    pub encoding: &'static Encoding,
    pub rows: Rows,
}

/// The rows behind the header.
pub struct Rows {
    /// The next block; the first one is there already.
    pub block: Block,
    pub blocks: Blocks,
    /// The line on which the block starts.
    pub line: u32,
}

impl TextFile {
    /// Finds encoding, header and delimiter, and reads the header; an empty file has none. `is_header` is asked of line after
    /// line, and given the places of its cells.
    pub fn open(
        index: u32,
        input: Input,
        encoding: Option<&'static Encoding>,
        is_header: &mut LooksAt<'_>,
        block_size: Option<usize>,
    ) -> Result<Option<Self>, FileFault> {
        let Input { name, reader, recipe, .. } = input;
        let mut text = Text::open(reader, encoding)?;
        let encoding = text.encoding;
        let skip = recipe.skip.unwrap_or_default();
        if skip > 0 {
            let mut behind = BufReader::new(text.input);
            for _ in 0..skip {
                text.mark += behind.skip_until(b'\n')? as u64;
            }
            text.input = Box::new(behind);
        }
        let mut look = |text: &[u8], delimiter: u8, line: u32| {
            let mut cells = ByteRecord::new();
            record_of(text, delimiter, &mut cells);
            let texts: Vec<&str> = (0..cells.len()).map(|it| cell(&cells, Some(it))).collect();
            let place = |column| place_in(&name, (text, skip + line), delimiter, column);
            // What has too many cells is told where it is read.
            texts.len() > MAX_COLUMNS || is_header(&texts, &place)
        };
        let given = recipe.delimiter.map(Delimiter::byte);
        let size = block_size.unwrap_or(BLOCK);
        let opened = Blocks::open(text, size, given, &mut look)?;
        let Some((mut blocks, line)) = opened else { return Ok(None) };
        let line = line + skip;
        let delimiter = blocks.delimiter;
        let mut table = Table::new(&name, index, &recipe, delimiter);
        let mut block = Block::default();
        blocks.next(&mut block).map_err(|stopped| table.fault(stopped, line))?;
        let (text, stopped) = block.checked(delimiter);
        let mut records = Records::new(text, delimiter);
        let stopped = match records.next() {
            Some(End::At(_)) => None,
            Some(End::InQuotes) => stopped.or_else(|| Some(block.open_quote(0, 0))),
            _ => stopped,
        };
        if let Some(stopped) = stopped {
            return Err(table.fault(stopped, line));
        }
        let cells = records.cells.count;
        if cells > MAX_COLUMNS {
            let problem = too_many_cells(MAX_COLUMNS, block.start);
            let place = Place { line, ..Place::whole_file(&table.name) };
            return Err(FileFault(problem, Some(place)));
        }
        table.layout.header.cells = cells;
        let behind = records.behind();
        let lines = line_feeds(&block.text()[..behind]);
        block.skip(behind);
        blocks.behind_header = true;
        let rows = Rows { block, blocks, line: line + lines };
        Ok(Some(Self { table, encoding, rows }))
    }

    /// Says when it is not in UTF-8.
    pub fn say_encoding(&self, said: &mut Said) {
        if self.encoding != UTF_8 {
            let encoding = shown_name(self.encoding);
            said.note(DataProblem::EncodingUsed { encoding }, &self.table.name);
        }
    }
}

impl Rows {
    /// Hands out the first rows as long as more are wanted; they are handed out again with the others.
    pub fn first(&self, table: &Table, mut take: impl FnMut(&Row<'_>) -> bool) {
        // What stops the reading is told behind all rows.
        let _ = rows_of(&self.block, table, self.line, &mut take);
    }

    /// Hands out block after block as long as more are wanted.
    ///
    /// Errors: what stops the reading behind the last one.
    pub fn each_block(&mut self, mut look: impl FnMut(&Block) -> bool) -> Result<(), Stopped> {
        while look(&self.block) && self.blocks.next(&mut self.block)? {}
        Ok(())
    }

    /// What a comma means in these columns of figures, if the cells of the first block prove it.
    pub fn commas(&self, table: &Table, figures: &[usize]) -> Option<Commas> {
        let mut proofs = Vec::new();
        self.first(table, |row| {
            proofs.extend(figures.iter().filter_map(|figure| proven(row.cell(*figure))));
            proofs.dedup();
            true
        });
        match proofs.as_slice() {
            [commas] => Some(*commas),
            _ => None,
        }
    }

    /// Hands out every row.
    pub fn each(&mut self, table: &Table, mut take: impl FnMut(&Row<'_>)) -> Result<(), FileFault> {
        let mut start = self.line;
        let mut stopped = None;
        let read = self.each_block(|block| {
            let lines = rows_of(block, table, start, &mut |row| {
                take(row);
                true
            });
            stopped = lines.map(|lines| start = start.saturating_add(lines)).err();
            stopped.is_none()
        });
        match read.err().or(stopped) {
            Some(stopped) => Err(table.fault(stopped, start)),
            None => Ok(()),
        }
    }
}

/// Hands out the rows of a block that starts on a line, as long as more are wanted; how many lines they have.
///
/// Errors: what stops the reading behind them.
fn rows_of(
    block: &Block,
    table: &Table,
    start: u32,
    take: &mut dyn FnMut(&Row<'_>) -> bool,
) -> Result<u32, Stopped> {
    let (text, stopped) = block.checked(table.delimiter);
    let mut records = Records::new(text, table.delimiter);
    let mut cells = ByteRecord::new();
    while let Some(end) = records.next() {
        if end == End::InQuotes {
            return Err(stopped.unwrap_or_else(|| block.open_quote(records.start, records.line)));
        }
        records.read(&mut cells);
        let line = start.saturating_add(records.line);
        if !take(&Row { table, cells: &cells, line, text: Some(records.record()) }) {
            break;
        }
    }
    stopped.map_or(Ok(records.line), Err)
}
