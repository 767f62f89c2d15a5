//! The text of a document: its characters in ASCII form, their positions, and search for figures.

use std::ops::Range;

use crate::{keys::is_control, plan::printed::narrow};

/// Only this many characters of a figure are compared with the whole document.
const COMPARED_CHARACTERS: usize = 64;

/// A text prepared for searching.
pub struct Text<'a> {
    printed: &'a str,
    /// The characters, full-width forms as ASCII.
    pub narrow: Vec<char>,
    /// The byte at which each character starts, and the end of the text.
    starts: Vec<usize>,
    /// The text without white space.
    dense: String,
    /// For each character of `dense`: its byte there, and its index in the text.
    dense_starts: Vec<(usize, usize)>,
}

/// White space, and marks without a width that copied text may contain: no plan has those.
pub fn is_blank(character: char) -> bool {
    let no_width =
        matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    no_width || character.is_whitespace() || is_control(character)
}

impl<'a> Text<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut dense = String::with_capacity(text.len());
        let mut dense_starts = Vec::new();
        for (number, character) in text.chars().enumerate() {
            if !is_blank(character) {
                dense_starts.push((dense.len(), number));
                dense.push(character);
            }
        }
        let starts = text.char_indices().map(|(start, _)| start);
        Self {
            printed: text,
            narrow: text.chars().map(narrow).collect(),
            starts: starts.chain([text.len()]).collect(),
            dense,
            dense_starts,
        }
    }

    /// A range of characters as printed.
    pub fn original(&self, characters: Range<usize>) -> &str {
        self.printed.get(self.bytes(characters)).unwrap_or_default()
    }

    /// The bytes of a range of characters.
    pub fn bytes(&self, characters: Range<usize>) -> Range<usize> {
        let byte = |at: usize| self.starts.get(at).or(self.starts.last()).copied();
        byte(characters.start).unwrap_or_default()..byte(characters.end).unwrap_or_default()
    }

    /// Every occurrence of a figure, ignoring white space, as ranges of characters.
    pub fn places_of(&self, figure: &str) -> Vec<Range<usize>> {
        let wanted: String = figure.chars().filter(|c| !is_blank(*c)).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let length = wanted.chars().count();
        let places = self.dense.match_indices(&wanted).map(|(start, _)| {
            let first = self.dense_starts.partition_point(|(at, _)| *at < start);
            self.sparse(first..first + length)
        });
        places.collect()
    }

    /// From characters of `dense` to characters of the text.
    fn sparse(&self, dense: Range<usize>) -> Range<usize> {
        let number = |at: usize| self.dense_starts.get(at).map(|(_, number)| *number);
        let start = number(dense.start).unwrap_or_default();
        let last = dense.end.checked_sub(1).and_then(number);
        start..last.map_or(start, |last| last + 1)
    }

    /// The place most similar to a figure, in bytes; `None` if more than half of it would have to change.
    ///
    /// Computes the edit distance between the figure and the best part of the text in one pass: at each character of the
    /// text, `column` has for every prefix of the figure the fewest changes and where that part starts.
    pub fn nearest(&self, figure: &str) -> Option<Range<usize>> {
        let wanted: Vec<char> = figure
            .chars()
            .filter(|c| !is_blank(*c))
            .map(narrow)
            .take(COMPARED_CHARACTERS)
            .collect();
        let mut column: Vec<(usize, usize)> = (0..=wanted.len()).map(|cost| (cost, 0)).collect();
        let mut best: Option<(usize, Range<usize>)> = None;
        for (at, (_, number)) in self.dense_starts.iter().enumerate() {
            let character = self.narrow.get(*number);
            let mut diagonal = column[0];
            column[0] = (0, at + 1);
            diagonal.1 = at;
            for (row, wanted) in wanted.iter().enumerate() {
                let changed = usize::from(Some(wanted) != character);
                let replaced = (diagonal.0 + changed, diagonal.1);
                let skipped = (column[row].0 + 1, column[row].1);
                let added = (column[row + 1].0 + 1, column[row + 1].1);
                diagonal = column[row + 1];
                column[row + 1] = replaced.min(skipped).min(added);
            }
            let (cost, start) = column[wanted.len()];
            // Of equally similar parts the longest one: 2000家 for a wrong 200家.
            let better = |(least, place): &(usize, Range<usize>)| {
                cost < *least || (cost == *least && start == place.start)
            };
            if best.as_ref().is_none_or(better) {
                best = Some((cost, start..at + 1));
            }
        }
        let (cost, place) = best?;
        let near = cost * 2 <= wanted.len() && !place.is_empty();
        near.then(|| self.bytes(self.sparse(place)))
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    fn nearest(text: &str, figure: &str) -> Option<String> {
        let place = Text::new(text).nearest(figure)?;
        text.get(place).map(str::to_owned)
    }

    #[test]
    fn figures_are_found_across_blanks_and_lines() {
        let text = "新增高新\n技术企业 2000\u{200b}家,新增高新技术企业2000家";
        let found = Text::new(text).places_of("新增高新技术企业2000家");
        let shown: Vec<&str> =
            found.into_iter().map(|place| &text[Text::new(text).bytes(place)]).collect();
        assert_eq!(shown, ["新增高新\n技术企业 2000\u{200b}家", "新增高新技术企业2000家"]);
        assert!(Text::new(text).places_of(" ").is_empty());
        assert!(Text::new(text).places_of("新增高新技术企业200家").is_empty());
    }

    #[test]
    fn the_nearest_words_are_shown() {
        let text = "一、目标\n到2030年,引进博士\n2000名以上,招收博士后800人。";
        for (figure, place) in [
            ("引进博士200名以上", Some("引进博士\n2000名以上")),
            ("招收博士后９００人", Some("招收博士后800人")),
            ("引进国外博士2000名", Some("引进博士\n2000名")),
            ("建成港口三座", None),
        ] {
            assert_eq!(nearest(text, figure).as_deref(), place, "{figure}");
        }
        assert_eq!(nearest("", "引进"), None);
    }
}
