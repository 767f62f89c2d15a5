//! Files in gzip and zstd.

use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::diag::DataProblem;

const GZIP: &[u8] = b"\x1f\x8b";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// What a file may unpack to: so many bytes, and so many for each of its own. Labels that every row repeats are packed to a
/// fortieth; what is packed to a thousandth was made to take forever.
const UNPACKED: [u64; 2] = [32 << 20, 100];

type Reader = Box<dyn Read + Send>;

/// The text of a file, taken out of gzip or zstd where it starts like one of these.
pub fn decompressed(mut input: Reader) -> io::Result<Reader> {
    let mut start = Vec::new();
    input.by_ref().take(4).read_to_end(&mut start)?;
    let packed = Arc::default();
    let whole = Cursor::new(start.clone()).chain(Counted(input, Arc::clone(&packed)));
    let (format, text): (_, Reader) = if start.starts_with(GZIP) {
        ("gzip", Box::new(flate2::read::MultiGzDecoder::new(whole)))
    } else if start == ZSTD {
        ("zstd", Box::new(zstd::Decoder::new(whole)?))
    } else {
        return Ok(Box::new(whole));
    };
    Ok(Box::new(Unpacked { text, format, offset: 0, packed }))
}

/// The text of a compressed file; what fails says how far it came.
struct Unpacked {
    text: Reader,
    format: &'static str,
    /// Bytes of the text so far.
    offset: u64,
    /// Bytes of the file so far.
    packed: Arc<AtomicU64>,
}

/// Counts the bytes that are read.
struct Counted(Reader, Arc<AtomicU64>);

impl Read for Counted {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(target)?;
        self.1.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl Read for Unpacked {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let format = self.format;
        let offset = self.offset;
        match self.text.read(target) {
            Ok(count) => {
                self.offset += count as u64;
                let [base, times] = UNPACKED;
                if self.offset <= base + times * self.packed.load(Ordering::Relaxed) {
                    return Ok(count);
                }
                let mib = base >> 20;
                let message =
                    format!("it unpacks to more than {mib} MiB and {times} times its size");
                Err(io::Error::other(DataProblem::DamagedStream { format, message, offset }))
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            // The system's own error, of a disk or a network: nothing is known of the file.
            Err(error) if error.raw_os_error().is_some() => Err(error),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                Err(io::Error::other(DataProblem::TruncatedStream { format, offset }))
            }
            Err(error) => Err(io::Error::other(DataProblem::DamagedStream {
                format,
                message: error.to_string(),
                offset,
            })),
        }
    }
}
