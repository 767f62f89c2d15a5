//! Where a problem is, and how byte ranges of a text become lines and columns.

use std::ops::Range;

/// One line of a file and the marked part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line without its line end.
    pub text: String,
    /// First byte of the part, in `text`.
    pub start: usize,
    /// One past the last byte of the part, in `text`.
    pub end: usize,
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file as the user knows it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The line itself, if it can be shown.
    pub excerpt: Option<Excerpt>,
    /// The cell of a sheet (`C7`); its place is then `file!C7`.
    pub cell: Option<String>,
}

/// The name of a cell of a sheet: `C7` for row 7 and column 3, both from 1; without a column, the row alone (`7`).
pub fn cell_name(row: u32, column: Option<u32>) -> String {
    let mut rest = column.unwrap_or(0);
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{row}")
}

impl Place {
    /// The start of a line without an excerpt.
    pub fn line_of(file: &str, line: u32) -> Self {
        Self { file: file.to_owned(), line, column: 1, excerpt: None, cell: None }
    }

    /// A file as a whole.
    pub fn whole_file(file: &str) -> Self {
        Self::line_of(file, 1)
    }
}

/// A file's text with the starts of its lines.
#[derive(Debug, Clone)]
pub struct SourceText<'a> {
    file: &'a str,
    text: &'a str,
    line_starts: Vec<usize>,
}

impl<'a> SourceText<'a> {
    /// Takes the text of `file`, without a byte order mark.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let line_starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        Self { file, text, line_starts }
    }

    /// The line, from 1, that contains the byte.
    pub fn line_of(&self, offset: usize) -> u32 {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// The place of a byte range, which may lie outside the text; the excerpt is its first line.
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = self.boundary(range.start);
        let line = self.line_of(start);
        let line_start =
            self.line_starts.get((line as usize).saturating_sub(1)).copied().unwrap_or_default();
        let rest = self.text.get(line_start..).unwrap_or_default();
        let content = rest.split('\n').next().unwrap_or_default();
        let content = content.strip_suffix('\r').unwrap_or(content);
        let start = (start - line_start).min(content.len());
        let end = self.boundary(range.end).saturating_sub(line_start).clamp(start, content.len());
        let column = content.get(..start).unwrap_or_default().chars().count() + 1;
        Place {
            file: self.file.to_owned(),
            line,
            column: u32::try_from(column).unwrap_or(u32::MAX),
            excerpt: Some(Excerpt { text: content.to_owned(), start, end }),
            cell: None,
        }
    }

    /// The character boundary at or before the byte.
    fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::SourceText;

    #[test]
    fn columns_count_characters() {
        let source = SourceText::new("a.toml", "x = 1\r\n单位 = \"家\"\n");
        let at = source.place(16..21);
        assert_eq!((at.line, at.column), (2, 6));
        let excerpt = at.excerpt.unwrap();
        assert_eq!(&excerpt.text[excerpt.start..excerpt.end], "\"家\"");
    }

    #[test]
    fn any_range_has_a_place() {
        let text = "a\n杭\r\n";
        let source = SourceText::new("a.toml", text);
        for start in 0..text.len() + 3 {
            for end in 0..text.len() + 3 {
                let excerpt = source.place(start..end).excerpt.unwrap();
                assert!(excerpt.text.get(excerpt.start..excerpt.end).is_some());
            }
        }
    }
}
