//! The start of a file: is it compressed, and can it be read in blocks?

use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use encoding_rs::{Encoding, UTF_8};

use crate::diag::DataProblem;
use crate::load::actuals_columns::Column;
use crate::load::actuals_csv::{Input, Options};
use crate::load::actuals_file::FileReader;
use crate::load::actuals_header::Layout;
use crate::load::encoding::{Decoded, as_io_error, head_of};

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
    let (is_gzip, is_zstd) = (start.starts_with(GZIP), start == ZSTD);
    let whole = Cursor::new(start).chain(input);
    if !is_gzip && !is_zstd {
        return Ok(Box::new(whole));
    }
    let at_end = Arc::new(AtomicBool::new(false));
    let ended = Arc::clone(&at_end);
    let stored = Stored { input: whole, at_end };
    let (format, text): (_, Reader) = if is_gzip {
        ("gzip", Box::new(flate2::read::MultiGzDecoder::new(stored)))
    } else {
        ("zstd", Box::new(zstd::Decoder::new(stored)?))
    };
    Ok(Box::new(Unpacked { text, format, offset: 0, ended }))
}

/// The bytes of a compressed file, which notes its end.
struct Stored<R> {
    input: R,
    at_end: Arc<AtomicBool>,
}

impl<R: Read> Read for Stored<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(target);
        if matches!(read, Ok(0)) && !target.is_empty() {
            self.at_end.store(true, Ordering::Relaxed);
        }
        read
    }
}

/// The text of a compressed file; what fails says how far it came.
struct Unpacked {
    text: Reader,
    format: &'static str,
    /// Bytes of the text so far.
    offset: u64,
    /// Has the decoder asked for more than the file has?
    ended: Arc<AtomicBool>,
}

impl Read for Unpacked {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let (format, offset) = (self.format, self.offset);
        match self.text.read(target) {
            Ok(count) => {
                self.offset += count as u64;
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            // The system's own error, of a disk or a network: nothing is known of the file.
            Err(error) if error.raw_os_error().is_some() => Err(error),
            Err(_) if self.ended.load(Ordering::Relaxed) => {
                Err(as_io_error(DataProblem::TruncatedStream { format, offset }))
            }
            Err(error) => Err(as_io_error(DataProblem::DamagedStream {
                format,
                message: error.to_string(),
                offset,
            })),
        }
    }
}

/// A file ready to be read in blocks behind its header, where that is the long table that blocks are for; otherwise the
/// input stands at its beginning again.
pub(crate) fn stretch_of(
    index: u32,
    input: &mut Input,
    options: &Options,
    knows: &dyn Fn(&str) -> bool,
) -> Option<(FileReader, Stretch)> {
    let (head, fault) = head_of(&mut input.reader, HEAD);
    let file = opened(index, &input.name, &head, options, knows);
    let mark = Encoding::for_bom(&head).map_or(0, |(_, length)| length as u64);
    let rest = std::mem::replace(&mut input.reader, Box::new(io::empty()));
    let whole = Cursor::new(head).chain(fault).chain(rest);
    let Some(file) = file else {
        input.reader = Box::new(whole);
        return None;
    };
    let start = file.record_end;
    let mut text = text_of(whole, file.encoding, mark)?;
    io::copy(&mut text.by_ref().take(start), &mut io::sink()).ok()?;
    let size = options.block_size.unwrap_or(BLOCK);
    let stretch = Stretch {
        line: file.csv.position().line(),
        mark,
        blocks: Blocks::new(text, start, file.delimiter, size),
    };
    Some((file, stretch))
}

/// The text of a file in UTF-8. Blocks find out themselves what is wrong with a file that is in UTF-8 already.
fn text_of(
    mut whole: impl Read + Send + 'static,
    encoding: &'static Encoding,
    mark: u64,
) -> Option<Reader> {
    if encoding != UTF_8 {
        return Some(Box::new(Decoded::open(Box::new(whole), Some(encoding), &|_| true).ok()?));
    }
    io::copy(&mut whole.by_ref().take(mark), &mut io::sink()).ok()?;
    Some(Box::new(whole))
}

/// The file with its header read; `None` where blocks are not for it.
fn opened(
    index: u32,
    name: &str,
    head: &[u8],
    options: &Options,
    knows: &dyn Fn(&str) -> bool,
) -> Option<FileReader> {
    let least = match options.block_size {
        Some(_) => 0,
        None if options.packed => WORTH_ONE_BLOCK,
        None => WORTH_BLOCKS,
    };
    if head.len() < least {
        return None;
    }
    // A first line of a megabyte is no header.
    memchr::memchr(b'\n', head)?;
    let mark = Encoding::for_bom(head).map_or(0, |(_, length)| length as u64);
    let input =
        Input { name: name.to_owned(), reader: Box::new(Cursor::new(head.to_vec())), sheet: None };
    let (file, layout) = FileReader::open(index, input, options, knows).ok()?;
    let Ok(Layout::Long(header)) = layout else {
        return None;
    };
    let fits = header[Column::Region].is_some()
        && header.only_name().is_some()
        && header.cells <= MOST_CELLS;
    // A line end of its own kind, and something behind it.
    let mut header = Vec::new();
    let end = usize::try_from(file.record_end).ok()?;
    let text = text_of(Cursor::new(head.to_vec()), file.encoding, mark)?;
    text.take(end as u64 + 1).read_to_end(&mut header).ok()?;
    let line_end = matches!(header.get(end.checked_sub(1)?..)?, [b'\n', ..] | [b'\r', b'\n']);
    (fits && line_end).then_some(file)
}
