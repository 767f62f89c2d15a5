//! Files in gzip and zstd.

use std::io::{self, Cursor, Read};

use crate::diag::DataProblem;

const GZIP: &[u8] = b"\x1f\x8b";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

type Reader = Box<dyn Read + Send>;

/// The text of a file, taken out of gzip or zstd where it starts like one of these.
pub fn decompressed(mut input: Reader) -> io::Result<Reader> {
    let mut start = Vec::new();
    input.by_ref().take(4).read_to_end(&mut start)?;
    let whole = Cursor::new(start.clone()).chain(input);
    let (format, text): (_, Reader) = if start.starts_with(GZIP) {
        ("gzip", Box::new(flate2::read::MultiGzDecoder::new(whole)))
    } else if start == ZSTD {
        ("zstd", Box::new(zstd::Decoder::new(whole)?))
    } else {
        return Ok(Box::new(whole));
    };
    Ok(Box::new(Unpacked { text, format, offset: 0 }))
}

/// The text of a compressed file; what fails says how far it came.
struct Unpacked {
    text: Reader,
    format: &'static str,
    /// Bytes of the text so far.
    offset: u64,
}

impl Read for Unpacked {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let format = self.format;
        let offset = self.offset;
        match self.text.read(target) {
            Ok(count) => {
                self.offset += count as u64;
                Ok(count)
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
