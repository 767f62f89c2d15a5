//! The sections of a document, as its own headings number them: 第五章, 一、, (一), 1., (1), 专栏16; and lines of English
//! between blank lines.
//!
//! A numbering that comes again closes what was opened since: (二) after 一, (一), 8 is 一(二), however a document nests them.
//! A chapter is under nothing but a part.
//! The section of a citation may leave out levels: 二(三), (三)8, and 五 for 第五章.

use std::ops::Range;

use super::{
    rules::{LABELS, is_line_end},
    text::is_blank,
};
use crate::{number::chinese_numeral, plan::printed::narrow};

/// A section, from its heading to the next.
pub struct Section {
    /// The first character of the heading.
    pub start: usize,
    /// One past its numbering; of words one past the line.
    pub end: usize,
    /// From the outermost heading to this one: 二(三)8.
    pub name: String,
    /// The label of every heading that it is under, and its own.
    labels: Vec<String>,
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
        if heading.signs[0] == "第" {
            open.retain(|it| it.signs[0] == "第");
        }
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
        let labels = open.iter().map(|it| it.label.clone()).collect();
        sections.push(Section { start, end: at, name, labels });
    }
    sections
}

/// The section that a figure is in, if none of its places is in the one that is cited for it. None too where the headings of
/// the document do not tell: it has none before the figure, or none of the form that is cited.
pub fn other_section<'a>(
    sections: &'a [Section],
    places: &[Range<usize>],
    cited: &str,
) -> Option<&'a Section> {
    let cited: String = cited.chars().filter(|it| !is_blank(*it)).map(narrow).collect();
    let of_place = |place: &Range<usize>| {
        let behind = sections.partition_point(|it| it.start <= place.start);
        sections.get(behind.checked_sub(1)?)
    };
    let places: Option<Vec<_>> = places.iter().map(of_place).collect();
    let form = form(&cited);
    let told = |it: &Section| is_named(it.labels.iter().map(|label| self::form(label)), &form);
    let places = places.filter(|places| {
        let named = |it: &&Section| is_named(it.labels.iter().cloned(), &cited);
        !cited.is_empty() && !places.iter().any(named) && sections.iter().any(told)
    });
    places?.first().copied()
}

/// Whether a name consists of labels, in their order.
fn is_named(labels: impl Iterator<Item = String>, name: &str) -> bool {
    let rest = labels.fold(name, |rest, label| {
        let label: String = label.chars().filter(|it| !is_blank(*it)).collect();
        let bare = label.trim_start_matches('第').trim_end_matches(['章', '节', '编', '篇']);
        rest.strip_prefix(&*label).or_else(|| rest.strip_prefix(bare)).unwrap_or(rest)
    });
    rest.is_empty()
}

/// A label or a name of several, whatever its numbers: 一(一)1.
fn form(label: &str) -> String {
    let mut form = String::new();
    let mut rest = label;
    while let Some(first) = rest.chars().next() {
        let numeral = chinese_numeral(rest.chars()).map_or(0, |(_, count)| count);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        form.push(if numeral > 0 {
            '一'
        } else if digits > 0 {
            '1'
        } else {
            first
        });
        let length = numeral.max(digits).max(1);
        rest = rest.char_indices().nth(length).map_or("", |(at, _)| &rest[at..]);
    }
    form
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
    use super::{other_section, sections};

    #[test]
    fn sections_are_named_as_the_document_numbers_them() {
        for (text, names) in [
            ("一、甲\n(一)乙\n1.丙\n2、丁\n(二)戊\n二、己", "一|一(一)|一(一)1|一(一)2|一(二)|二"),
            ("规划。 一、甲 (一)乙。十一、丙", "一|一(一)"),
            (
                "第五章 甲\n一、乙\n专栏16:丙\n(一)丁\n第六章",
                "第五章|第五章一|专栏16|专栏16(一)|第六章",
            ),
            ("一、甲\n(一)乙\n第五章 丙\n一、丁", "一|一(一)|第五章|第五章一"),
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

    #[test]
    fn a_figure_is_in_the_section_that_its_citation_names() {
        let text = "前言1家。\n一、甲\n(一)乙2家\n(二)丙3家\n8.丁4家\n第五章 戊\n一、己5家\n专栏16:庚6家\nPlan\n\nWater\n\nIt has 7 homes.\n\nFood\n\n2家";
        let narrow: Vec<char> = text.chars().collect();
        let sections = sections(&narrow);
        for (figure, cited, other) in [
            ("1家", "一", None),
            ("2家", "一(一)", None),
            ("2家", "一(二)", Some("一(一)")),
            ("2家", "Food", None),
            ("3家", "(二)", None),
            ("3家", "一（ 二 ）", None),
            ("3家", "三(四)", Some("一(二)")),
            ("3家", "二(二)", Some("一(二)")),
            ("4家", "一(二)8", None),
            ("4家", "一(二)", None),
            ("4家", "一(二)7", Some("一(二)8")),
            ("4家", "一8", None),
            ("4家", "3.2", None),
            ("4家", "附表", None),
            ("4家", "", None),
            ("5家", "第五章一", None),
            ("5家", "五", None),
            ("5家", "第六章一", Some("第五章一")),
            ("6家", "专栏16", None),
            ("6家", "专栏17", Some("专栏16")),
            ("7 homes", "Water", None),
            ("7 homes", "Food", Some("Water")),
            ("7 homes", "Soil", None),
        ] {
            let narrow_figure: Vec<char> = figure.chars().collect();
            let length = narrow_figure.len();
            let places: Vec<_> = (0..narrow.len())
                .filter(|at| narrow[*at..].starts_with(&narrow_figure))
                .map(|at| at..at + length)
                .collect();
            let found = other_section(&sections, &places, cited).map(|it| it.name.as_str());
            assert_eq!(found, other, "{figure} {cited}");
        }
        assert!(other_section(&[], std::slice::from_ref(&(0..2)), "一").is_none());
    }
}
