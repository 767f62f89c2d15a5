//! The start of a file: is it compressed, and can it be read in blocks?

use std::io::{self, Cursor, Read};

use encoding_rs::{Encoding, UTF_8};

use crate::load::actuals_csv::{Input, Options};
use crate::load::actuals_file::FileReader;
use crate::load::actuals_header::Layout;

use super::blocks::Blocks;
use super::pipeline::Stretch;
use super::records::MOST_CELLS;

/// As much of a file as decides on its encoding.
const HEAD: u64 = 1 << 20;

/// The size of a block.
const BLOCK: usize = 1 << 20;

/// A smaller file is read sooner than the workers are at work.
const WORTH_BLOCKS: usize = 1 << 20;

/// Where all regions are kept, most rows are ordinary ones: a single block saves much of the work, without any worker.
const WORTH_ONE_BLOCK: usize = 1 << 15;

const GZIP: &[u8] = b"\x1f\x8b";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

type Reader = Box<dyn Read + Send>;

/// The text of a file, taken out of gzip or zstd where it starts like one of these.
pub(crate) fn decompressed(mut input: Reader) -> io::Result<Reader> {
    let mut start = Vec::new();
    input.by_ref().take(4).read_to_end(&mut start)?;
    let whole = |start: Vec<u8>| Cursor::new(start).chain(input);
    Ok(if start.starts_with(GZIP) {
        Box::new(flate2::read::MultiGzDecoder::new(whole(start)))
    } else if start == ZSTD {
        Box::new(zstd::Decoder::new(whole(start))?)
    } else {
        Box::new(whole(start))
    })
}

/// A file ready to be read in blocks behind its header, where that is the long table in UTF-8 that blocks are for;
/// otherwise the input stands at its beginning again.
pub(crate) fn stretch_of(
    index: u32,
    input: &mut Input,
    options: &Options,
    knows: &dyn Fn(&str) -> bool,
) -> io::Result<Option<(FileReader, Stretch)>> {
    let mut head = Vec::new();
    input.reader.by_ref().take(HEAD).read_to_end(&mut head)?;
    let opened = opened(index, &input.name, &head, options, knows);
    let rest = std::mem::replace(&mut input.reader, Box::new(io::empty()));
    let Some((file, mark)) = opened else {
        input.reader = Box::new(Cursor::new(head).chain(rest));
        return Ok(None);
    };
    let start = file.record_end;
    let mut text = Cursor::new(head);
    text.set_position(mark + start);
    let size = options.block_size.unwrap_or(BLOCK);
    let stretch = Stretch {
        line: file.csv.position().line(),
        mark,
        blocks: Blocks::new(Box::new(text.chain(rest)), start, file.delimiter, size),
    };
    Ok(Some((file, stretch)))
}

/// The file with its header read, and the length of its BOM; `None` where blocks are not for it.
fn opened(
    index: u32,
    name: &str,
    head: &[u8],
    options: &Options,
    knows: &dyn Fn(&str) -> bool,
) -> Option<(FileReader, u64)> {
    let least = match options.block_size {
        Some(_) => 0,
        None if options.packed => WORTH_ONE_BLOCK,
        None => WORTH_BLOCKS,
    };
    if head.len() < least {
        return None;
    }
    let mark = match Encoding::for_bom(head) {
        Some((encoding, length)) if encoding == UTF_8 => length,
        Some(_) => return None,
        None => 0,
    };
    let input = Input {
        name: name.to_owned(),
        reader: Box::new(Cursor::new(head.to_vec())),
        sheet: None,
    };
    let (file, layout) = FileReader::open(index, input, options, knows).ok()?;
    let Ok(Layout::Long(header)) = layout else {
        return None;
    };
    let fits = file.encoding == UTF_8
        && header.region.is_some()
        && header.indicators.len() == 1
        && header.cells <= MOST_CELLS;
    // A line end of its own kind, and something behind it.
    let end = mark + usize::try_from(file.record_end).ok()?;
    let line_end = matches!(
        head.get(end.checked_sub(1)?..)?,
        [b'\n', ..] | [b'\r', b'\n', ..]
    );
    (fits && line_end).then_some((file, mark as u64))
}
