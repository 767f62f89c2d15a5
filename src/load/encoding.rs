//! Bytes to text: BOM, UTF-8, UTF-16, GB18030.
//!
//! The encoding is decided once, from the first MiB; after that the text is streamed. A byte that does not fit later
//! is an error with its place, never a second attempt: a file that changes its encoding midway is a damaged file.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::Range;

use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::diag::{DataProblem, Place};

use super::formats::{is_workbook, other_format};

/// As much of a file as decides on its encoding.
const HEAD: u64 = 1 << 20;

/// Bytes that most files have at most.
pub const MOST_FILES: usize = 1 << 17;

/// So many whole characters of several bytes do not come about by chance.
const SURELY_UTF_8: usize = 8;

/// Bytes that are decoded together.
const PIECE: usize = 1 << 19;

/// The encoding that a label names (`utf-8`, `gb18030`, `gbk`, `utf-16le`, …).
pub fn from_label(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// The problem that an error of a reader stands for.
pub fn problem_of(error: &io::Error) -> DataProblem {
    let problem = error.get_ref().and_then(|inner| inner.downcast_ref::<DataProblem>());
    let unreadable = || DataProblem::Unreadable { message: error.to_string() };
    problem.cloned().unwrap_or_else(unreadable)
}

/// What stops the reading of a file, and where, unless that is said of all of it.
pub struct FileFault(pub DataProblem, pub Option<Place>);

impl From<DataProblem> for FileFault {
    fn from(problem: DataProblem) -> Self {
        Self(problem, None)
    }
}

impl From<io::Error> for FileFault {
    fn from(error: io::Error) -> Self {
        problem_of(&error).into()
    }
}

/// A reader that has nothing but, once, an error.
pub struct Faulty(pub Option<io::Error>);

impl Read for Faulty {
    fn read(&mut self, _target: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// A file behind the mark of its encoding, as UTF-8.
pub struct Text {
    /// Its bytes. What is in UTF-8 anyway is not looked at yet: see [`valid`].
    pub input: Box<dyn Read + Send>,
    /// The encoding of the file.
    pub encoding: &'static Encoding,
    /// Bytes of the mark.
    pub mark: u64,
}

impl Text {
    /// Decides on the encoding and stands ready to decode.
    pub fn open(
        mut input: Box<dyn Read + Send>,
        wanted: Option<&'static Encoding>,
    ) -> Result<Self, DataProblem> {
        let mut head = Vec::with_capacity(MOST_FILES);
        // Why reading fails behind the head is told there.
        let fault = Faulty(input.by_ref().take(HEAD).read_to_end(&mut head).err());
        let (encoding, mark) = match (wanted, Encoding::for_bom(&head)) {
            (Some(wanted), Some((encoding, length))) if wanted == encoding => (wanted, length),
            (Some(wanted), _) => (wanted, 0),
            (None, Some((encoding, length))) => (encoding, length),
            (None, None) => (guess(&head)?, 0),
        };
        let mark = mark as u64;
        let mut head = Cursor::new(head);
        head.set_position(mark);
        let mut input: Box<dyn Read + Send> = Box::new(head.chain(fault).chain(input));
        if encoding != UTF_8 {
            input = Box::new(Decoded::new(input, encoding, mark));
        }
        Ok(Self { input, encoding, mark })
    }
}

/// The text before the first byte that does not fit, and what is wrong with that byte: of bytes that should be UTF-8, of which
/// `zero` is the first zero, so many bytes into the text of a file with a mark.
pub fn valid(
    bytes: &[u8],
    zero: Option<usize>,
    (start, mark): (u64, u64),
    is_last: bool,
) -> (&[u8], Option<DataProblem>) {
    let text = &bytes[..zero.unwrap_or(bytes.len())];
    let offset = start + text.len() as u64;
    let zero = zero.map(|_| DataProblem::ZeroByte { offset });
    if simdutf8::basic::from_utf8(text).is_ok() {
        return (text, zero);
    }
    let Err(fault) = std::str::from_utf8(text) else {
        return (text, zero);
    };
    let (valid, _) = text.split_at(fault.valid_up_to());
    let encoding = UTF_8.name();
    let offset = start + mark + valid.len() as u64;
    let problem = match fault.error_len() {
        None if zero.is_none() => {
            is_last.then_some(DataProblem::TruncatedFile { encoding, offset })
        }
        _ => Some(DataProblem::UndecodableByte { encoding, offset }),
    };
    (valid, problem)
}

/// Text in another encoding as UTF-8.
struct Decoded {
    input: BufReader<Box<dyn Read + Send>>,
    encoding: &'static Encoding,
    decoder: Decoder,
    /// Bytes of the file that are decoded.
    consumed: u64,
    /// Bytes of text so far.
    told: u64,
    /// A byte that does not fit: told when the text before it has been handed out, so that its line is known.
    fault: Option<DataProblem>,
    /// What is decoded, and which part of it is not handed out yet.
    text: Vec<u8>,
    rest: Range<usize>,
    ended: bool,
}

impl Decoded {
    fn new(input: Box<dyn Read + Send>, encoding: &'static Encoding, mark: u64) -> Self {
        Self {
            input: BufReader::with_capacity(PIECE, input),
            encoding,
            decoder: encoding.new_decoder_without_bom_handling(),
            consumed: mark,
            told: 0,
            fault: None,
            text: vec![0; PIECE],
            rest: 0..0,
            ended: false,
        }
    }

    /// Decodes the next piece.
    fn decode(&mut self) -> io::Result<()> {
        let source = self.input.fill_buf()?;
        let is_last = source.is_empty();
        let (result, read, mut count) =
            self.decoder.decode_to_utf8_without_replacement(source, &mut self.text, is_last);
        self.input.consume(read);
        self.consumed += read as u64;
        match result {
            DecoderResult::InputEmpty => self.ended = is_last,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(bad, after) => {
                let offset = self.consumed.saturating_sub(u64::from(bad) + u64::from(after));
                let encoding = self.encoding.name();
                // A whole wrong byte is noticed when it is read; what is noticed at the end is a missing rest.
                self.fault = Some(if is_last {
                    DataProblem::TruncatedFile { encoding, offset }
                } else {
                    DataProblem::UndecodableByte { encoding, offset }
                });
            }
        }
        // A zero stands before any byte that does not fit: the text ends there.
        if let Some(at) = memchr::memchr(0, &self.text[..count]) {
            count = at;
            self.fault = Some(DataProblem::ZeroByte { offset: self.told + at as u64 });
        }
        self.told += count as u64;
        self.rest = 0..count;
        Ok(())
    }
}

impl Read for Decoded {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            if let Some(fault) = &self.fault {
                return Err(io::Error::other(fault.clone()));
            }
            if self.ended {
                return Ok(0);
            }
            self.decode()?;
        }
        let count = (&self.text[self.rest.clone()]).read(target)?;
        self.rest.start += count;
        Ok(count)
    }
}

/// The whole of a file as text, and the encoding it was in.
pub fn read_text(
    input: Box<dyn Read + Send>,
    wanted: Option<&'static Encoding>,
) -> Result<(String, &'static Encoding), DataProblem> {
    let mut text = Text::open(input, wanted)?;
    let mut bytes = Vec::new();
    text.input.read_to_end(&mut bytes).map_err(|error| problem_of(&error))?;
    match valid(&bytes, memchr::memchr(0, &bytes), (0, text.mark), true) {
        (_, Some(problem)) => Err(problem),
        (valid, None) => Ok((String::from_utf8_lossy(valid).into_owned(), text.encoding)),
    }
}

/// The name by which people know an encoding.
pub fn shown_name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

/// The encoding of a file without BOM: the first bytes that are not ASCII show it, wherever they stand.
fn guess(head: &[u8]) -> Result<&'static Encoding, DataProblem> {
    if is_workbook(head)
        && let Some(problem) = other_format(head)
    {
        return Err(problem);
    }
    // Before anything else: UTF-16 is often valid GB18030, and in ASCII valid UTF-8.
    if let Some(encoding) = utf_16_by_zeros(head) {
        return Ok(encoding);
    }
    let offset = match simdutf8::compat::from_utf8(head) {
        Ok(_) => return Ok(UTF_8),
        // A character that is cut at the end: of the head, which is nothing, or of the file, which the decoder reports.
        Err(fault) if fault.error_len().is_none() => return Ok(UTF_8),
        Err(fault) => fault.valid_up_to() as u64,
    };
    // Text in UTF-8 is often valid GB18030 as well, and then reads as nonsense. Several whole characters before the
    // first fault mean UTF-8: the decoder says where the fault is. GB18030 stumbles over its first characters.
    let before = usize::try_from(offset).unwrap_or(head.len());
    let characters = head.iter().take(before).filter(|byte| **byte >= 0xc0).count();
    if characters >= SURELY_UTF_8 {
        Ok(UTF_8)
    } else if is_gb18030(head) {
        Ok(GB18030)
    } else if characters > 0 {
        Ok(UTF_8)
    } else {
        Err(DataProblem::UnclearEncoding { offset })
    }
}

/// Is the whole head GB18030, and mostly of common characters? Their bytes are both high; in other encodings, which are
/// often valid GB18030 too, a letter in ASCII stands behind most high bytes. The last character may be cut, by the end of the
/// head or of the file, which the decoder reports.
fn is_gb18030(head: &[u8]) -> bool {
    let mut common = 0_usize;
    let mut others = 0_usize;
    let mut bytes = head.iter();
    while bytes.any(|byte| *byte >= 0x80) {
        let is_common = bytes.next().is_none_or(|second| *second >= 0xa1);
        *if is_common { &mut common } else { &mut others } += 1;
    }
    if common < others {
        return false;
    }
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let most = decoder.max_utf8_buffer_length_without_replacement(head.len());
    let mut text = String::with_capacity(most.unwrap_or_default());
    let (result, _) = decoder.decode_to_string_without_replacement(head, &mut text, false);
    result == DecoderResult::InputEmpty
}

/// UTF-16 without BOM shows by the zero bytes of its separators, digits and line ends.
///
/// Between Chinese cells one byte in thirty is enough; a zero on the other side is a character such as 一 (U+4E00).
fn utf_16_by_zeros(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.get(..4096).unwrap_or(head);
    let zeros = |parity: usize| {
        head.iter().enumerate().filter(|(index, byte)| index % 2 == parity && **byte == 0).count()
    };
    let even = zeros(0);
    let odd = zeros(1);
    if (even + odd) * 30 < head.len() || even.min(odd) * 2 >= even.max(odd) {
        return None;
    }
    Some(if odd > even { UTF_16LE } else { UTF_16BE })
}

/// A text in an encoding; `None` when a character has no place in it.
#[cfg(test)]
pub fn encoded(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    if encoding == UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let mut encoder = encoding.new_encoder();
    let capacity = encoder.max_buffer_length_from_utf8_if_no_unmappables(text.len())?;
    let mut bytes = Vec::with_capacity(capacity + 16);
    let (result, _, unmappable) = encoder.encode_from_utf8_to_vec(text, &mut bytes, true);
    (result == encoding_rs::CoderResult::InputEmpty && !unmappable).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(
        bytes: &[u8],
        wanted: Option<&'static Encoding>,
    ) -> Result<(String, &'static str), DataProblem> {
        let input = Box::new(Cursor::new(bytes.to_vec()));
        let (text, encoding) = read_text(input, wanted)?;
        Ok((text, encoding.name()))
    }

    const TEXT: &str = "地区,指标,时期,数值\n杭州市,常住人口,2024,1262.4\n";

    #[test]
    fn every_encoding_gives_the_same_text() {
        let little_endian = encoded(&format!("\u{feff}{TEXT}"), UTF_16LE).expect("encodable");
        let big_endian = encoded(&format!("\u{feff}{TEXT}"), UTF_16BE).expect("encodable");
        let gb18030 = encoded(TEXT, GB18030).expect("encodable");
        let bom = format!("\u{feff}{TEXT}").into_bytes();
        for (bytes, name) in [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            (bom, "UTF-8"),
            (little_endian, "UTF-16LE"),
            (big_endian, "UTF-16BE"),
            (gb18030, "gb18030"),
        ] {
            assert_eq!(read(&bytes, None), Ok((TEXT.to_owned(), name)));
        }
        let bare = encoded(TEXT, UTF_16LE).expect("encodable");
        for wanted in [None, Some(UTF_16LE)] {
            assert_eq!(read(&bare, wanted), Ok((TEXT.to_owned(), "UTF-16LE")));
        }
    }

    #[test]
    fn the_first_characters_tell_wherever_they_stand() {
        // 时 in GB18030 is a whole character in UTF-8, too.
        for start in ["时间,", "姓名,年龄\n", &"region,indicator\n".repeat(99)] {
            let text = format!("{start}地区生产总值,5\n");
            let bytes = encoded(&text, GB18030).expect("encodable");
            assert_eq!(read(&bytes, None), Ok((text.clone(), "gb18030")));
            assert_eq!(read(text.as_bytes(), None), Ok((text, "UTF-8")));
        }
        for bytes in [&b"Cura\xe7ao,R\xe9union,5"[..], b"\xff\xff\xff,5"] {
            let fault = read(bytes, None).map_err(|problem| problem.code());
            assert_eq!(fault, Err("unclear-encoding"), "{bytes:?}");
        }
    }

    #[test]
    fn damaged_utf_8_is_not_taken_for_gb18030() {
        let mut bytes = "region,指标,note\n杭州市,有效发明专利拥有量,".as_bytes().to_vec();
        let offset = bytes.len() as u64;
        bytes.extend(b"\xff\xff\n");
        assert_eq!(
            read(&bytes, None),
            Err(DataProblem::UndecodableByte { encoding: "UTF-8", offset })
        );
    }

    #[test]
    fn utf_16_without_bom_is_read() {
        let ascii = "region,indicator,period,value\n";
        let chinese = format!("{TEXT}杭州市,第一产业增加值,2024年一季度,63,亿元,杭州市统计局\n");
        for text in [ascii, TEXT, &chinese] {
            for encoding in [UTF_16BE, UTF_16LE] {
                let bytes = encoded(text, encoding).expect("encodable");
                assert_eq!(read(&bytes, None), Ok((text.to_owned(), encoding.name())));
            }
        }
    }

    #[test]
    fn a_cut_character_is_a_truncated_file() {
        let bytes = "指标,杭".as_bytes();
        assert_eq!(
            read(&bytes[..bytes.len() - 1], None),
            Err(DataProblem::TruncatedFile { encoding: "UTF-8", offset: 7 })
        );
    }

    #[test]
    fn a_cut_character_of_gb18030_is_a_truncated_file_too() {
        let bytes = encoded(TEXT.trim_end_matches(|end| end != '市'), GB18030).expect("encodable");
        let offset = bytes.len() as u64 - 2;
        assert_eq!(
            read(&bytes[..bytes.len() - 1], None),
            Err(DataProblem::TruncatedFile { encoding: "gb18030", offset })
        );
    }

    #[test]
    fn a_workbook_is_no_text() {
        let problem = read(b"PK\x03\x04\x14\x00\x06\x00", None);
        let zip = DataProblem::OtherFormat { name: "zip", way: Some("unzip") };
        assert_eq!(problem, Err(zip));
    }

    #[test]
    fn later_faults_have_their_place() {
        let mut bytes = format!("指标\n{}", "x".repeat(3 << 20)).into_bytes();
        let offset = bytes.len() as u64;
        bytes.extend(b"\xff\nrest\n");
        assert_eq!(
            read(&bytes, None),
            Err(DataProblem::UndecodableByte { encoding: "UTF-8", offset })
        );
    }

    #[test]
    fn a_character_across_the_edge_of_the_head_is_whole() {
        let edge = usize::try_from(HEAD).expect("small");
        let text = format!("{}杭州", "x".repeat(edge - 1));
        assert_eq!(read(text.as_bytes(), None).map(|(text, _)| text.len()), Ok(edge + 5));
        let mut gb18030 = encoded("指标\n", GB18030).expect("encodable");
        gb18030.resize(edge - 1, b'x');
        gb18030.extend(encoded("杭州", GB18030).expect("encodable"));
        assert!(matches!(read(&gb18030, None), Ok((_, "gb18030"))));
    }
}
