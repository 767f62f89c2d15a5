//! The headings in the place that a citation names: 二(三)6 is the sixth item of the third part of 二.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use unicode_normalization::UnicodeNormalization;

use crate::{
    lang::{Lang, Words},
    number::chinese_numeral,
    plan::Citation,
};

/// Signs between two headings, which belong to neither.
const SEPARATORS: [char; 9] = ['、', '.', '。', ',', '/', '·', ';', ':', '-'];

/// The kinds of first headings, in the order in which they stand where one document has several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    /// (三) or (3)
    Bracketed,
    /// 三
    Numeral,
    /// 第五章
    Chapter,
    /// 6
    Digits,
    /// 前言, 专栏16
    Words,
    /// Another document than that of the plan.
    Document,
}

/// One heading, as it is put in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Level {
    kind: Kind,
    number: u64,
    text: String,
}

/// A place in a document, down to some heading.
///
/// Places are the same when their headings are, whatever stands between these, and are ordered as in the document: by
/// the numbers of the headings.
#[derive(Debug, Clone)]
pub struct Section {
    levels: Vec<Level>,
    label: String,
}

impl PartialEq for Section {
    fn eq(&self, other: &Self) -> bool {
        self.levels == other.levels
    }
}

impl Eq for Section {}

impl PartialOrd for Section {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Section {
    fn cmp(&self, other: &Self) -> Ordering {
        self.levels.cmp(&other.levels)
    }
}

impl Hash for Section {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.levels.hash(state);
    }
}

impl Section {
    /// The place that `cited` names, in full or down to so many headings.
    ///
    /// Full-width forms and spaces make no difference: 二（三）6 is 二(三)6. A heading is 第五章, 三, (三), 6, or words with
    /// the number after them (专栏16, Chapter 4); what is not understood is one heading of its own.
    pub fn of(cited: &str, depth: Option<usize>) -> Self {
        let plain: Vec<char> = cited.nfkc().filter(|it| !it.is_whitespace()).collect();
        let mut levels = Vec::new();
        let mut end = 0;
        while end < plain.len() && depth.is_none_or(|depth| levels.len() < depth) {
            let start = skip(&plain, end, |it| SEPARATORS.contains(&it));
            if start == plain.len() {
                break;
            }
            let (kind, after) = heading(&plain, start);
            let text: String = plain[start..after].iter().collect();
            levels.push(Level { kind, number: number_in(&text), text });
            end = after;
        }
        Self { levels, label: label(cited, end) }
    }

    /// The same in the document that is cited, behind the places of the plan's own.
    pub fn within(mut self, citation: &Citation) -> Self {
        if let Some(document) = &citation.document {
            let level = Level { kind: Kind::Document, number: 0, text: document.id.clone() };
            self.levels.insert(0, level);
            let lang = if document.title.is_ascii() { Lang::En } else { Lang::Zh };
            let words = Words { lang, ascii: false };
            self.label = format!("{} {}", words.document(document), self.label);
        }
        self
    }

    /// As cited, down to its last heading.
    pub fn label(&self) -> &str {
        &self.label
    }
}

/// As many characters as cited, with the spaces beside Latin words.
fn label(cited: &str, characters: usize) -> String {
    let cited: Vec<char> = cited.nfkc().collect();
    let mut label = String::new();
    let mut left = characters;
    for (index, character) in cited.iter().enumerate() {
        if left == 0 {
            break;
        }
        if !character.is_whitespace() {
            label.push(*character);
            left -= 1;
            continue;
        }
        let after = cited[index..].iter().find(|it| !it.is_whitespace());
        let latin = |it: char| it.is_ascii_alphabetic();
        if after.is_some_and(|it| latin(*it)) || label.ends_with(latin) {
            label.push(' ');
        }
    }
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The place from `from` on where `wanted` ends.
fn skip(text: &[char], from: usize, wanted: impl Fn(char) -> bool) -> usize {
    let run = text[from..].iter().take_while(|it| wanted(**it)).count();
    from + run
}

fn is_numeral(character: char) -> bool {
    chinese_numeral([character]).is_some()
}

fn is_number(character: char) -> bool {
    is_numeral(character) || character.is_ascii_digit()
}

/// The kind of the heading at `start`, and where it ends.
fn heading(text: &[char], start: usize) -> (Kind, usize) {
    let at = |place: usize| text.get(place).copied();
    match text[start] {
        '第' => {
            let number = skip(text, start + 1, is_number);
            let unit = match (at(number), at(number + 1)) {
                (Some('部'), Some('分')) => 2,
                (Some('编' | '篇' | '章' | '节' | '条' | '款' | '项'), _) => 1,
                _ => 0,
            };
            if number > start + 1 && unit > 0 {
                return (Kind::Chapter, number + unit);
            }
        }
        '(' => {
            let number = skip(text, start + 1, is_number);
            if number > start + 1 && at(number) == Some(')') {
                return (Kind::Bracketed, number + 1);
            }
        }
        digit if digit.is_ascii_digit() => {
            return (Kind::Digits, skip(text, start, |it| it.is_ascii_digit()));
        }
        numeral if is_numeral(numeral) => {
            let after = skip(text, start, is_numeral);
            // A numeral is a heading only where a word does not go on: 三(二), 三、 but not 一体化.
            let ends = at(after).is_none_or(|next| {
                next == '(' || next.is_ascii_digit() || SEPARATORS.contains(&next)
            });
            if ends {
                return (Kind::Numeral, after);
            }
        }
        _ => {}
    }
    let words =
        skip(text, start + 1, |it| !it.is_ascii_digit() && it != '(' && !SEPARATORS.contains(&it));
    let number = skip(text, words, |it| it.is_ascii_digit());
    (Kind::Words, number)
}

/// The number in a heading, 0 without one. It only orders: one too large for that stands last.
fn number_in(heading: &str) -> u64 {
    let digits: String = heading.chars().filter(char::is_ascii_digit).collect();
    if !digits.is_empty() {
        return digits.parse().unwrap_or(u64::MAX);
    }
    let numeral = heading.chars().skip_while(|it| !is_numeral(*it));
    chinese_numeral(numeral).map_or(0, |(number, _)| number.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_as_the_plans_print_them() {
        for (cited, chapter, section) in [
            ("一", "一", "一"),
            ("二(三)6", "二", "二(三)"),
            ("二(三)", "二", "二(三)"),
            ("二（三）６", "二", "二(三)"),
            ("十一(三)", "十一", "十一(三)"),
            ("(四)1", "(四)", "(四)1"),
            ("(二)", "(二)", "(二)"),
            ("第五章二", "第五章", "第五章二"),
            ("第五章第二节（一）", "第五章", "第五章第二节"),
            ("第三部分 二", "第三部分", "第三部分二"),
            ("专栏16", "专栏16", "专栏16"),
            ("附件1 二(三)", "附件1", "附件1二"),
            ("三、(二)1.", "三", "三、(二)"),
            ("3.1.2", "3", "3.1"),
            ("前言", "前言", "前言"),
            ("一体化发展", "一体化发展", "一体化发展"),
            ("(甲)", "(甲)", "(甲)"),
            ("第", "第", "第"),
            ("", "", ""),
        ] {
            assert_eq!(Section::of(cited, Some(1)).label(), chapter, "{cited}");
            assert_eq!(Section::of(cited, Some(2)).label(), section, "{cited}");
        }
    }

    #[test]
    fn in_full_nothing_is_lost() {
        assert_eq!(Section::of("二(三)6", None).label(), "二(三)6");
        assert_eq!(Section::of("第五章二(一)1", None).label(), "第五章二(一)1");
    }

    #[test]
    fn signs_between_headings_make_no_other_place() {
        assert_eq!(Section::of("二、（三）6.", None), Section::of("二(三)6", None));
        assert_ne!(Section::of("二(三)6", None), Section::of("二(三)7", None));
        assert_ne!(Section::of("3.1", None), Section::of("31", None));
    }

    #[test]
    fn the_order_is_that_of_the_document() {
        let printed = [
            "(三)",
            "一",
            "二",
            "二(一)",
            "二(二)4",
            "二(二)10",
            "二(十一)",
            "九",
            "一〇",
            "十",
            "十一",
            "二十",
            "二十一",
            "第五章二",
            "第六章一",
            "第十二章",
            "专栏2",
            "专栏16",
        ];
        let mut sorted: Vec<Section> = printed.iter().map(|it| Section::of(it, None)).collect();
        sorted.reverse();
        sorted.sort();
        let labels: Vec<&str> = sorted.iter().map(Section::label).collect();
        assert_eq!(labels, printed);
    }
}
