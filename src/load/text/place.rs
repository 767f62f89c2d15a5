//! Where a cell stands in its file, with the line to be shown.

use crate::diag::{Excerpt, Place};

use super::records::{cells, line_feeds};

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
        column: small(in_line.chars().count() as u64 + 1),
        excerpt: (shown.len() <= MAX_SHOWN).then(|| Excerpt {
            text: shown.to_owned(),
            start: start - line_start,
            end: end.min(line_end) - line_start,
        }),
        cell: None,
    }
}

/// A line number as places hold it.
pub fn small(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
