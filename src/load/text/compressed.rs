//! Files in gzip and zstd.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

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
        ("zstd", Box::new(Frames::new(whole)))
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

/// The text of all frames of a zstd file, one after another. `ruzstd` decodes a frame; whether it is the one that was written
/// is compared here.
struct Frames<R> {
    decoder: FrameDecoder,
    source: BufReader<R>,
    /// Bytes of the text of this frame so far.
    length: u64,
}

impl<R: Read> Frames<R> {
    fn new(source: R) -> Self {
        let source = BufReader::with_capacity(1 << 17, source);
        Self { decoder: FrameDecoder::new(), source, length: 0 }
    }

    /// Fails unless the frame has the length that its header gives, and the checksum at its end.
    fn compare(&self) -> io::Result<()> {
        let decoder = &self.decoder;
        let given = decoder.content_size();
        if given != 0 && given != self.length {
            return Err(damaged(format!("a frame of {given} bytes has {}", self.length)));
        }
        let sum = decoder.get_checksum_from_data();
        if sum.is_some() && sum != decoder.get_calculated_checksum() {
            return Err(damaged("the checksum is wrong"));
        }
        Ok(())
    }

    /// Begins the next frame, or passes over one that has no text.
    fn next(&mut self) -> io::Result<()> {
        self.length = 0;
        match self.decoder.reset(&mut self.source) {
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length,
                ..
            })) => {
                let length = u64::from(length);
                let passed = io::copy(&mut self.source.by_ref().take(length), &mut io::sink())?;
                // What was there before is compared; nothing is left of it.
                self.decoder = FrameDecoder::new();
                if passed == length { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
            }
            other => other.map_err(|error| of_reading(&error)),
        }
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 {
            if !self.decoder.is_finished() {
                let strategy = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder
                    .decode_blocks(&mut self.source, strategy)
                    .map_err(|error| of_reading(&error))?;
                continue;
            }
            self.compare()?;
            if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.next()?;
        }
        let count = self.decoder.read(target)?;
        self.length += count as u64;
        Ok(count)
    }
}

fn damaged(message: impl Into<Box<dyn Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

/// The error of the file below, if that is what stopped the decoder.
fn of_reading(error: &FrameDecoderError) -> io::Error {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(one) = cause {
        if let Some(below) = one.downcast_ref::<io::Error>() {
            return below.raw_os_error().map_or_else(
                || io::Error::new(below.kind(), below.to_string()),
                io::Error::from_raw_os_error,
            );
        }
        cause = one.source();
    }
    damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot read has failed")]

    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    const TEXT: &str =
        "甲市,GDP,2023,1\n乙市,GDP,2023,2\n甲市,GDP,2024,3\n乙市,GDP,2024,4\n甲市,GDP,2025,5\n";
    /// `TEXT` by the reference program (`zstd -19 --check`).
    const BY_REFERENCE: &[u8] = b"\x28\xb5\x2f\xfd\x24\x5a\x7d\x01\x00\x14\x02\xe7\x94\xb2\xe5\xb8\
        \x82\x2c\x47\x44\x50\x2c\x32\x30\x32\x33\x2c\x31\x0a\xe4\xb9\x99\x32\x0a\x34\x2c\x33\x34\x2c\x34\
        \x35\x2c\x35\x0a\x04\x00\xa0\x1b\xa0\x1b\x47\xc9\x78\x1d\x93\x09\xd6\x7f\xa8\xf2";
    /// Three bytes that are no text.
    const SKIPPED: &[u8] = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc";

    fn read(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        decompressed(Box::new(Cursor::new(bytes.to_vec())))?.read_to_string(&mut text)?;
        Ok(text)
    }

    fn problem(bytes: &[u8]) -> String {
        format!("{:?}", read(bytes).unwrap_err())
    }

    #[test]
    fn all_frames_are_read() {
        let own = compress_to_vec(TEXT.as_bytes(), CompressionLevel::Fastest);
        assert_eq!(read(BY_REFERENCE).unwrap(), TEXT);
        let all = [BY_REFERENCE, SKIPPED, &own, SKIPPED, SKIPPED, BY_REFERENCE, SKIPPED].concat();
        assert_eq!(read(&all).unwrap(), TEXT.repeat(3));
    }

    #[test]
    fn no_byte_can_be_missing_or_wrong() {
        let two = [BY_REFERENCE, SKIPPED, BY_REFERENCE].concat();
        let ends = [BY_REFERENCE.len(), BY_REFERENCE.len() + SKIPPED.len()];
        for end in 5..two.len() {
            if ends.contains(&end) {
                assert_eq!(read(&two[..end]).unwrap(), TEXT);
            } else {
                let said = problem(&two[..end]);
                assert!(said.contains("TruncatedStream"), "{end}: {said}");
            }
        }
        // Without the first four it is another file.
        for at in 4..BY_REFERENCE.len() {
            for bit in 0..8 {
                let mut other = BY_REFERENCE.to_vec();
                other[at] ^= 1 << bit;
                // Some bits have no meaning.
                if let Ok(text) = read(&other) {
                    assert_eq!(text, TEXT, "bit {bit} of byte {at}");
                }
            }
        }
        let mut other = BY_REFERENCE.to_vec();
        *other.last_mut().unwrap() ^= 1;
        assert!(problem(&other).contains("the checksum is wrong"));
        // Without a checksum the length is still compared: one more than there is.
        let mut other = BY_REFERENCE[..BY_REFERENCE.len() - 4].to_vec();
        other[4] = 0x20;
        assert_eq!(read(&other).unwrap(), TEXT);
        other[5] += 1;
        assert!(problem(&other).contains("a frame of 91 bytes has 90"));
    }

    /// Fails as a disk does, after so many bytes.
    struct Broken(usize);

    impl Read for Broken {
        fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
            if self.0 == BY_REFERENCE.len() {
                return Err(io::Error::from_raw_os_error(5));
            }
            let end = (self.0 + target.len()).min(BY_REFERENCE.len());
            target[..end - self.0].copy_from_slice(&BY_REFERENCE[self.0..end]);
            Ok(end - std::mem::replace(&mut self.0, end))
        }
    }

    #[test]
    fn an_error_of_the_system_stays_one() {
        let mut text = String::new();
        let error =
            decompressed(Box::new(Broken(0))).unwrap().read_to_string(&mut text).unwrap_err();
        assert_eq!(error.raw_os_error(), Some(5), "{error}");
    }
}
