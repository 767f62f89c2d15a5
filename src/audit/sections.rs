//! The sections of a document, as its own headings number them: 第五章, 一、, (一), 1., (1), 专栏16; and lines of English
//! between blank lines.
//!
//! A numbering that comes again closes what was opened since: (二) after 一, (一), 8 is 一(二), however a document nests them.

use super::{
    rules::{LABELS, is_line_end},
    text::is_blank,
};
use crate::number::chinese_numeral;

/// A section, from its heading to the next.
pub struct Section {
    /// The first character of the heading.
    pub start: usize,
    /// One past its numbering; of words one past the line.
    pub end: usize,
    /// From the outermost heading to this one: 二(三)8.
    pub name: String,
}

/// A heading: the signs around its number, its label, and the characters of both.
struct Heading {
    signs: [String; 2],
    label: String,
    length: usize,
}

/// Characters of a heading in words; longer lines are text.
const LONGEST_HEADING: usize = 100;

/// Every section of a text in ASCII form, in its order.
pub fn sections(text: &[char]) -> Vec<Section> {
    let lines = |signs: &[char]| signs.iter().filter(|sign| is_line_end(**sign)).count();
    let blanks = |from: &[char]| from.iter().take_while(|sign| is_blank(**sign)).count();
    let mut open: Vec<Heading> = Vec::new();
    let mut sections = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let start = at + blanks(&text[at..]);
        let rest = text[start..].iter().take(LONGEST_HEADING + 1);
        let line: String = rest.take_while(|sign| !is_line_end(**sign)).collect();
        let behind = &text[start + line.chars().count()..];
        let gap = blanks(behind);
        let lines_before = if at == 0 { 2 } else { lines(&text[at..start]) };
        let alone = lines_before > 1 && (gap == behind.len() || lines(&behind[..gap]) > 1);
        let heading =
            numbered(&line, lines_before > 0).or_else(|| in_words(&line).filter(|_| alone));
        let Some(heading) = heading else {
            at = start + text[start..].iter().take_while(|sign| !is_blank(**sign)).count();
            continue;
        };
        if let Some(same) = open.iter().position(|other| other.signs == heading.signs) {
            open.truncate(same);
        }
        at = start + heading.length;
        open.push(heading);
        // Boxes and headings in words are named by themselves.
        let own = open.iter().rposition(|it| !it.signs[0].is_ascii() && it.signs[0] != "第");
        let name = open[own.unwrap_or(0)..].iter().fold(String::new(), |name, it| {
            let words = name.ends_with(|last: char| last.is_ascii_alphanumeric())
                && it.label.starts_with(|first: char| first.is_ascii_alphanumeric());
            name + if words { " " } else { "" } + &it.label
        });
        sections.push(Section { start, end: at, name });
    }
    sections
}

/// The numbering that a line begins with; digits and boxes only at its `first`.
fn numbered(line: &str, first: bool) -> Option<Heading> {
    let label = LABELS.iter().find(|label| line.starts_with(**label));
    let before = label.copied().or_else(|| line.get(..1).filter(|it| *it == "("));
    let before = before.or_else(|| line.starts_with('第').then_some("第")).unwrap_or_default();
    let rest = &line[before.len()..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, numeral) = match chinese_numeral(rest.chars()) {
        Some((_, count)) => (rest.chars().take(count).collect::<String>(), true),
        None => (rest[..digits].to_owned(), false),
    };
    let mut after = rest[number.len()..].chars();
    let sign = after.next().unwrap_or_default();
    let fits = match (before, sign) {
        ("第", sign) => "章节编篇".contains(sign),
        ("(", ')') | ("", '、') => numeral || first,
        ("", '.' | ')') => first && !numeral && !after.next().is_some_and(|it| it.is_ascii_digit()),
        (_, _) => label.is_some() && first && !numeral,
    };
    if number.is_empty() || !numeral && digits > 3 || !fits {
        return None;
    }
    let closed = matches!(before, "" | "第" | "(");
    let sign = if closed { sign.to_string() } else { String::new() };
    let label = match before {
        "" => number.clone(),
        _ => format!("{before}{number}{sign}"),
    };
    let length = [before, &number, &sign].iter().map(|it| it.chars().count()).sum();
    // 1. and 1、 number the same level.
    let sign = if before.is_empty() && !numeral && sign == "、" { ".".to_owned() } else { sign };
    let kind = if numeral { "一" } else { "1" };
    let kind = if before == "第" { String::new() } else { kind.to_owned() };
    Some(Heading { signs: [before.to_owned(), sign + &kind], label, length })
}

/// A short line that begins as a sentence and does not end as one.
fn in_words(line: &str) -> Option<Heading> {
    let label = line.trim_start_matches('#').trim();
    let begins = label.starts_with(|it: char| it.is_ascii_uppercase() || it.is_ascii_digit());
    let ends = label.ends_with(['.', ',', ';', ':', '?', '!']);
    let length = line.chars().count();
    let fits = begins && !ends && !label.contains('\t') && length <= LONGEST_HEADING;
    let letters = label.bytes().filter(u8::is_ascii_alphabetic).count();
    let signs = ["——".to_owned(), String::new()];
    (fits && letters > 1).then(|| Heading { signs, label: label.to_owned(), length })
}

#[cfg(test)]
mod tests {
    use super::sections;

    #[test]
    fn sections_are_named_as_the_document_numbers_them() {
        for (text, names) in [
            ("一、甲\n(一)乙\n1.丙\n2、丁\n(二)戊\n二、己", "一|一(一)|一(一)1|一(一)2|一(二)|二"),
            ("规划。 一、甲 (一)乙。十一、丙", "一|一(一)"),
            (
                "第五章 甲\n一、乙\n专栏16:丙\n(一)丁\n第六章",
                "第五章|第五章一|专栏16|专栏16(一)|第六章",
            ),
            ("1.5亿元\n2024.\n(2018)\n一是抓好", ""),
            (
                "Plan\n\nWater\n\n1. First\n2. Second\n\nAir and sky\n\nBy 2030:\n\nno",
                "Plan|Water|Water 1|Water 2|Air and sky",
            ),
        ] {
            let narrow: Vec<char> = text.chars().collect();
            let found: Vec<String> = sections(&narrow).into_iter().map(|it| it.name).collect();
            assert_eq!(found.join("|"), names, "{text}");
        }
    }
}
