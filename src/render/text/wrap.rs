//! Line breaking of Chinese and Latin text, measured in terminal columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::lang::{HARD_SPACE, JOINER, SOFT_BREAK};

/// Where a line may break, besides after a space.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Breaks {
    /// Between Chinese characters too: names and sentences.
    Prose,
    /// Only between words, after commas and at marked places: figures, verdicts.
    Words,
}

/// Characters that never begin a line.
const NO_START: &str = "，。、；：！？）》」』】〕〉”’％%‰,.;:!?)]}…·";

/// Characters that never end a line.
const NO_END: &str = "（《「『【〔〈“‘([{";

/// The width of a text in terminal columns.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The width of the longest part without a possible line break.
pub fn longest_piece(text: &str, breaks: Breaks) -> usize {
    pieces(text, breaks).into_iter().map(|piece| columns(piece.trim_end())).max().unwrap_or(0)
}

/// The text in lines of at most `width` columns; every line but the first is indented by `indent`.
pub fn wrap(text: &str, width: usize, indent: usize, breaks: Breaks) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    // Most texts fit, and need not be taken to pieces.
    let fits = columns(text.trim_end()) <= width;
    let pieces = if fits { vec![text] } else { pieces(text, breaks) };
    for piece in pieces {
        let mut rest = piece;
        loop {
            let trimmed = rest.trim_end();
            let lead = if lines.is_empty() { 0 } else { indent };
            let room = width.saturating_sub(lead).max(2);
            if columns(&line) + columns(trimmed) <= room {
                line.push_str(rest);
                break;
            }
            if !line.is_empty() {
                close(&mut lines, &mut line, indent);
                continue;
            }
            // A single piece wider than a line is cut.
            let cut = cut_at(rest, room);
            line.push_str(&rest[..cut]);
            rest = &rest[cut..];
            if rest.is_empty() {
                break;
            }
            close(&mut lines, &mut line, indent);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        close(&mut lines, &mut line, indent);
    }
    lines
}

/// Ends the current line.
fn close(lines: &mut Vec<String>, line: &mut String, indent: usize) {
    let lead = if lines.is_empty() { 0 } else { indent };
    let text = line.trim_end().replace(HARD_SPACE, " ").replace([JOINER, SOFT_BREAK], "");
    lines.push(format!("{}{text}", " ".repeat(lead)));
    line.clear();
}

/// The byte after the last character that fits; at least one character.
fn cut_at(text: &str, room: usize) -> usize {
    let mut cut = 0;
    for (start, character) in text.char_indices() {
        let end = start + character.len_utf8();
        if cut > 0 && columns(&text[..end]) > room {
            break;
        }
        cut = end;
    }
    cut
}

/// The parts between which a line may break; spaces belong to the part before them.
fn pieces(text: &str, breaks: Breaks) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: (Option<char>, Option<char>) = (None, None);
    for (index, character) in text.char_indices() {
        if let Some(previous) = before.1
            && at_year_names(previous, &text[..index], &text[index..])
                .unwrap_or_else(|| may_break(before.0, previous, character, breaks))
        {
            pieces.push(&text[start..index]);
            start = index;
        }
        before = (before.1, Some(character));
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

/// Whether a line may end within names of years: not within one of them (2018/19), but between two (2018/19–2020/21).
fn at_year_names(previous: char, before: &str, after: &str) -> Option<bool> {
    if !matches!(previous, '/' | '–') {
        return None;
    }
    let follow = after.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(before) = before.strip_suffix('/') {
        let precede = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let year: Option<u32> = before.get(before.len() - precede.min(4)..)?.parse().ok();
        let next: Option<u32> = after.get(..follow)?.parse().ok();
        let is_next = match follow {
            2 => year.map(|year| (year + 1) % 100) == next,
            4 => year.map(|year| year + 1) == next,
            _ => false,
        };
        return (precede == 4 && is_next).then_some(false);
    }
    (follow == 4 && after.get(follow..)?.starts_with('/')).then_some(true)
}

/// Whether a line may end after `left` (itself after `earlier`) and the next begin with `right`.
fn may_break(earlier: Option<char>, left: char, right: char, breaks: Breaks) -> bool {
    // Inside a word of letters and digits, which is where most characters are.
    if left.is_ascii_alphanumeric() && right.is_ascii_alphanumeric() {
        return false;
    }
    if right == ' ' || NO_START.contains(right) || NO_END.contains(left) {
        return false;
    }
    if left == ' ' || left == SOFT_BREAK {
        return true;
    }
    if breaks == Breaks::Words && (is_wide(left) || is_wide(right)) {
        return matches!(left, '、' | '，' | '；');
    }
    if is_wide(left) || is_wide(right) {
        // A number stays with its measure word.
        return !left.is_ascii_digit() && right != HARD_SPACE && left != HARD_SPACE;
    }
    let joint = earlier.is_some_and(char::is_alphanumeric) && right.is_alphanumeric();
    match left {
        // A verdict such as not-assessable stays whole.
        '-' => breaks == Breaks::Prose && joint && !right.is_ascii_digit(),
        '/' => joint,
        _ => false,
    }
}

fn is_wide(character: char) -> bool {
    character.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_comma() {
        assert_eq!(
            wrap("新增高新技术企业，力争完成", 16, 0, Breaks::Prose),
            ["新增高新技术企", "业，力争完成"]
        );
    }

    #[test]
    fn a_number_stays_with_its_measure_word() {
        assert_eq!(wrap("新增企业2000家", 13, 2, Breaks::Prose), ["新增企业", "  2000家"]);
    }

    #[test]
    fn latin_words_stay_whole_unless_they_cannot() {
        assert_eq!(
            wrap("highly-skilled workers", 10, 0, Breaks::Prose),
            ["highly-", "skilled", "workers"]
        );
        assert_eq!(wrap("abcdefgh", 3, 0, Breaks::Prose), ["abc", "def", "gh"]);
    }

    #[test]
    fn figures_break_only_where_words_do() {
        assert_eq!(wrap("−19.6 个百分点", 8, 0, Breaks::Words), ["−19.6", "个百分点"]);
        assert_eq!(wrap("终值未出、推定基期", 12, 0, Breaks::Words), ["终值未出、", "推定基期"]);
        let hard = format!("≥{HARD_SPACE}8,500 亿元");
        assert_eq!(wrap(&hard, 8, 0, Breaks::Words), ["≥ 8,500", "亿元"]);
    }

    #[test]
    fn names_of_years_stay_whole() {
        let wrapped = |text, width| wrap(text, width, 0, Breaks::Words);
        assert_eq!(wrapped("2021/22–2022/23", 9), ["2021/22–", "2022/23"]);
        assert_eq!(wrapped("below 2020/21", 11), ["below", "2020/21"]);
        assert_eq!(wrapped("1999/2000", 9), ["1999/2000"]);
        assert_eq!(wrapped("2021-04/2023-09", 9), ["2021-04/", "2023-09"]);
        assert_eq!(wrapped("2025/01/27", 6), ["2025/", "01/27"]);
    }

    #[test]
    fn nothing_is_one_empty_line() {
        assert_eq!(wrap("", 10, 0, Breaks::Prose), [""]);
    }
}
