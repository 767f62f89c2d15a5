//! Numbers of a document that, as printed, are never targets.
//!
//! | rule | examples |
//! |---|---|
//! | year | 2025年, 2021—2025年, 2021、2022年, 〔2024〕, (2021-2025), by 2030, below 1990 levels, the 2050 target, 2018 to 2022, 2018-19, FY2019, the 1990s, Act 2008; only 1949 to 2100 |
//! | date | 3月, 1-9月, 3月12日, 12-15日 after a month, 2024-03-12, 2024/3/12, 2024.3.12, with its time 17:12; 31 March, March 31 |
//! | document number | 杭科领办〔2024〕1号 |
//! | enumerator | `1.` `1、` `(1)` `（1）` `1)` `专栏1` `附件1` at the start of a paragraph (一、 一是 have no digits); Target 9, Chapter 4, No. 12 anywhere |
//! | ordinal | 第14位, 第3期, 2nd |
//! | age | aged 15, ages 25 to 34, under 5s, 16-year-olds, 35周岁, 5岁以下, 65岁及以上 |
//! | formula | CO2, `MtCO2e`, CH4, PM2.5 |
//! | per | per 100,000, 每100户 |
//!
//! White space between the parts of a date and of a year is ignored. Durations (10年, 30日内, 3个月) are ordinary numbers.

use std::ops::Range;

use super::text::is_blank;
use crate::plan::printed::{Form, Printed};

words! {
    /// Why a number is skipped.
    pub enum Rule: one, many {
        /// A calendar year.
        Year           "year"            "year"            "年份" "years"            "年份";
        /// A month, a day, a time of day.
        Date           "date"            "part of a date"  "日期" "parts of dates"   "日期";
        /// The number of a document within its year.
        DocumentNumber "document-number" "document number" "文号" "document numbers" "文号";
        /// A paragraph number.
        Enumerator     "enumerator"      "enumerator"      "序号" "enumerators"      "序号";
        /// A rank or position: 第.
        Ordinal        "ordinal"         "ordinal"         "序数" "ordinals"         "序数";
        /// Of whom the text speaks: aged 15 to 24.
        Age            "age"             "age"             "年龄" "ages"             "年龄";
        /// A digit of a symbol: CO2, PM2.5.
        Formula        "formula"         "part of a symbol" "符号" "parts of symbols" "符号";
        /// Of what a unit counts: per 100,000.
        Per            "per"             "part of a unit"  "单位" "parts of units"   "单位";
    }
}

/// Years that a document may mention.
const YEARS: Range<u32> = 1949..2101;

/// Signs between the two ends of a range.
const DASHES: &[char] = &['-', '–', '—', '~', '～', '〜', '−', '至', '到'];

/// Signs between the years of a list.
const LIST: &[char] = &['、', '和', '及', '与', '/', ','];

/// Labels that may precede the number of a paragraph.
pub(super) const LABELS: [&str; 6] = ["专栏", "附件", "附表", "附录", "表", "图"];

/// Words between the two ends of a range, or the years of a list.
const JOINING: [&str; 3] = ["to", "and", "or"];

/// Words before a year that is not bracketed.
const BEFORE_YEARS: &[&str] = &[
    "by", "in", "of", "from", "since", "until", "till", "before", "after", "during", "between",
    "end", "year", "fy", "act", "below", "above", "for", "than",
];

/// Words behind a year that `the` or `a` introduces.
const BEHIND_YEARS: &[&str] =
    &["level", "levels", "baseline", "target", "targets", "goal", "goals"];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words behind a number that counts nothing: any other word may be what it counts.
const BEHIND_BARE: &[&str] = &[
    "and", "or", "to", "it", "the", "is", "was", "are", "were", "will", "with", "for", "of", "as",
    "but", "which", "when", "compared", "levels", "level", "baseline", "a", "an", "all", "in",
    "at", "by", "from", "on", "we", "this", "that",
];

/// Words in capitals before the number of a part or target.
const PARTS: &[&str] = &[
    "Target",
    "Outcome",
    "Goal",
    "Objective",
    "Chapter",
    "Section",
    "Article",
    "Part",
    "Paragraph",
    "Clause",
    "Schedule",
    "Figure",
    "Table",
    "Box",
    "Annex",
    "Appendix",
    "Indicator",
    "Recommendation",
    "Priority",
    "Step",
    "Phase",
    "SDG",
    "No",
];

/// Letters of a word that are looked at.
const LONGEST_WORD: usize = 16;

/// Letters directly before the digits of a symbol.
const SYMBOLS: &[&str] = &["CO", "CH", "N", "NO", "SO", "PM", "SF", "NF", "O"];

/// For each number of a text, the rule that skips it, if any.
pub(super) fn skipped(text: &[char], numbers: &[Printed]) -> Vec<Option<Rule>> {
    let around = Around { text, numbers };
    let mut rules = vec![None; numbers.len()];
    for chain in around.chains(Around::is_year, true) {
        if around.closes_years(&chain) {
            rules[chain].fill(Some(Rule::Year));
        }
    }
    for chain in around.chains(Around::is_month, false) {
        if around.closes_months(&chain) {
            rules[chain].fill(Some(Rule::Date));
        }
    }
    for chain in around.chains(Around::is_day, false) {
        if around.closes_days(&chain) {
            rules[chain].fill(Some(Rule::Date));
        }
    }
    for chain in around.chains(|around, index| around.integer(index, 3).is_some(), false) {
        if around.closes_ages(&chain) {
            rules[chain].fill(Some(Rule::Age));
        }
    }
    for index in 0..numbers.len() {
        for place in around.split_year(index).chain(around.english_date(index)) {
            let rule = if around.is_year(place) || place > index { Rule::Year } else { Rule::Date };
            rules[place] = Some(rule);
        }
        for place in around.full_date(index) {
            let rule = if place == index { Rule::Year } else { Rule::Date };
            rules[place] = Some(rule);
        }
        if around.is_document_number(index) {
            rules[index] = Some(Rule::DocumentNumber);
        } else if around.is_ordinal(index) {
            rules[index] = rules[index].or(Some(Rule::Ordinal));
        } else if around.is_enumerator(index) || around.is_part(index) {
            rules[index] = rules[index].or(Some(Rule::Enumerator));
        } else if around.is_symbol(index) {
            rules[index] = Some(Rule::Formula);
        } else if around.is_per(index) {
            rules[index] = Some(Rule::Per);
        }
    }
    rules
}

/// The numbers with the text around them.
struct Around<'a> {
    text: &'a [char],
    numbers: &'a [Printed],
}

impl Around<'_> {
    /// The integer of at most that many digits, without 万 and %.
    fn integer(&self, index: usize, digits: usize) -> Option<u32> {
        let number = self.numbers.get(index)?;
        let printed = self.text.get(number.start..number.end)?;
        let plain = number.form == Form::Digits && printed.iter().all(char::is_ascii_digit);
        let text: String = printed.iter().collect();
        text.parse().ok().filter(|_| plain && printed.len() <= digits)
    }

    /// The non-blank characters from a place onward.
    fn after(&self, at: usize) -> impl Iterator<Item = char> {
        self.text
            .get(at..)
            .unwrap_or_default()
            .iter()
            .copied()
            .filter(|character| !is_blank(*character))
    }

    /// The non-blank characters before a place, backward.
    fn before(&self, at: usize) -> impl Iterator<Item = char> {
        self.text
            .get(..at)
            .unwrap_or_default()
            .iter()
            .copied()
            .rev()
            .filter(|character| !is_blank(*character))
    }

    fn follows(&self, index: usize) -> Option<char> {
        self.after(self.numbers.get(index)?.end).next()
    }

    fn precedes(&self, index: usize) -> Option<char> {
        self.before(self.numbers.get(index)?.start).next()
    }

    /// The non-blank characters between a number and the next; `None` if there are more than `most`.
    fn between(&self, index: usize, most: usize) -> Option<Vec<char>> {
        let one = self.numbers.get(index)?;
        let next = self.numbers.get(index + 1)?;
        let signs: Vec<char> = self
            .text
            .get(one.end..next.start)?
            .iter()
            .copied()
            .filter(|sign| !is_blank(*sign))
            .take(most + 1)
            .collect();
        (signs.len() <= most).then_some(signs)
    }

    /// The Latin word before a number, and whether it touches the number.
    fn word_before(&self, index: usize) -> (String, bool) {
        let end = self.numbers.get(index).map_or(0, |number| number.start);
        let before = self.text.get(..end).unwrap_or_default();
        // No. 12
        let gap = before.iter().rev().take_while(|sign| is_blank(**sign)).count();
        let point = usize::from(gap > 0 && before.iter().rev().nth(gap) == Some(&'.'));
        let letters = before.iter().rev().skip(gap + point);
        let letters = letters.take_while(|sign| sign.is_ascii_alphabetic());
        let letters: Vec<char> = letters.take(LONGEST_WORD).copied().collect();
        (letters.into_iter().rev().collect(), gap == 0)
    }

    /// The word or sign behind a number, none on a new line, and whether it touches the number.
    fn word_behind(&self, index: usize) -> (String, bool) {
        let end = self.numbers.get(index).map_or(0, |number| number.end);
        let behind = self.text.get(end..).unwrap_or_default();
        let gap = behind.iter().take_while(|sign| is_blank(**sign)).count();
        let new_line = behind.iter().take(gap).any(|sign| is_line_end(*sign));
        let word = behind
            .iter()
            .skip(gap)
            .take_while(|sign| sign.is_alphanumeric() || "%‰°$€£".contains(**sign))
            .take(if new_line { 0 } else { LONGEST_WORD });
        (word.collect(), gap == 0)
    }

    /// Is what follows a number no unit and nothing that it counts?
    fn is_bare(&self, index: usize) -> bool {
        let (word, touches) = self.word_behind(index);
        word.is_empty() || !touches && BEHIND_BARE.contains(&word.as_str())
    }

    /// Maximal runs of members joined by single or double dashes, words or, with `lists`, by the signs of a list.
    fn chains(&self, member: impl Fn(&Self, usize) -> bool, lists: bool) -> Vec<Range<usize>> {
        let mut chains: Vec<Range<usize>> = Vec::new();
        for index in (0..self.numbers.len()).filter(|index| member(self, *index)) {
            let joined = |last: usize| {
                self.between(last, 3).is_some_and(|signs| match signs[..] {
                    [sign] => DASHES.contains(&sign) || (lists && LIST.contains(&sign)),
                    [one, other] if one == other && DASHES.contains(&one) => true,
                    _ => JOINING.contains(&signs.iter().collect::<String>().as_str()),
                })
            };
            match chains.last_mut() {
                Some(chain) if chain.end == index && joined(index - 1) => chain.end += 1,
                _ => chains.push(index..index + 1),
            }
        }
        chains
    }

    fn is_year(&self, index: usize) -> bool {
        self.integer(index, 4).is_some_and(|year| YEARS.contains(&year))
    }

    fn is_month(&self, index: usize) -> bool {
        self.integer(index, 2).is_some_and(|month| (1..=12).contains(&month))
    }

    fn is_day(&self, index: usize) -> bool {
        self.integer(index, 2).is_some_and(|day| (1..=31).contains(&day))
    }

    /// 年 after the last, brackets around all, or a word before and no noun behind.
    fn closes_years(&self, chain: &Range<usize>) -> bool {
        let before = self.precedes(chain.start);
        let after = self.follows(chain.end - 1);
        let brackets = [('〔', '〕'), ('[', ']'), ('【', '】'), ('(', ')')];
        let bracketed =
            brackets.iter().any(|(open, close)| before == Some(*open) && after == Some(*close));
        let (word, touches) = self.word_before(chain.start);
        let word = word.to_lowercase();
        let word = Some(word.as_str()).filter(|word| !touches || *word == "fy").unwrap_or_default();
        let named = [BEFORE_YEARS, MONTHS].concat().contains(&word);
        let (behind, _) = self.word_behind(chain.end - 1);
        let of_level = ["the", "a"].contains(&word) && BEHIND_YEARS.contains(&behind.as_str());
        let decade = behind == "s" && self.integer(chain.end - 1, 4).is_some_and(|it| it % 10 == 0);
        let bare = self.is_bare(chain.end - 1);
        after == Some('年') || bracketed || decade || of_level || named && bare
    }

    /// 2018-19, 2018/19: a year and the next in two digits.
    fn split_year(&self, index: usize) -> Range<usize> {
        let joined = self.between(index, 1).is_some_and(|signs| match signs[..] {
            [sign] => sign == '/' || DASHES.contains(&sign),
            _ => false,
        });
        let year = self.integer(index, 4).filter(|year| joined && YEARS.contains(year));
        let next = self.integer(index + 1, 2);
        let two = year.is_some_and(|year| next == Some((year + 1) % 100));
        index..index + if two { 2 } else { 0 }
    }

    /// 31 March, March 31, 2025: the day, and the year that a comma parts from it.
    fn english_date(&self, index: usize) -> Range<usize> {
        let month = |word: &str| MONTHS.contains(&word.to_lowercase().as_str());
        let before = month(&self.word_before(index).0) && self.is_bare(index);
        if !self.is_day(index) || !before && !month(&self.word_behind(index).0) {
            return index..index;
        }
        let comma = self.between(index, 1).is_some_and(|signs| signs[..] == [',']);
        index..index + 1 + usize::from(before && comma && self.is_year(index + 1))
    }

    /// aged 15 to 24, under 5s, 16-year-olds, 35周岁, 65岁及以上: of whom the text speaks.
    fn closes_ages(&self, chain: &Range<usize>) -> bool {
        let (before, touches) = self.word_before(chain.start);
        let before = before.to_lowercase();
        let (behind, _) = self.word_behind(chain.end - 1);
        let end = self.numbers.get(chain.end - 1).map_or(0, |number| number.end);
        let following: String = self.after(end).take(9).collect();
        !touches
            && (matches!(before.as_str(), "aged" | "ages" | "age")
                || behind == "s" && matches!(before.as_str(), "under" | "over"))
            || following.strip_prefix('-').unwrap_or(&following).starts_with("year-old")
            || ["周岁", "岁以下", "岁及以"].iter().any(|age| following.starts_with(age))
    }

    /// per 100,000, 每100户.
    fn is_per(&self, index: usize) -> bool {
        let (word, touches) = self.word_before(index);
        !touches && word == "per" || self.precedes(index) == Some('每')
    }

    fn closes_months(&self, chain: &Range<usize>) -> bool {
        self.follows(chain.end - 1) == Some('月')
    }

    fn closes_days(&self, chain: &Range<usize>) -> bool {
        let month = self.precedes(chain.start) == Some('月');
        let after = chain.start.checked_sub(1);
        month
            && after.is_some_and(|month| self.is_month(month))
            && self.follows(chain.end - 1) == Some('日')
    }

    /// The numbers of a date in digits that starts with this number, and of the time after it.
    fn full_date(&self, index: usize) -> Range<usize> {
        let day = index + 2;
        let sign = |index| self.between(index, 1).and_then(|signs| signs.first().copied());
        let separated =
            matches!(sign(index), Some('-' | '/' | '.')) && sign(index) == sign(index + 1);
        if !separated || !self.is_year(index) || !self.is_month(index + 1) || !self.is_day(day) {
            return index..index;
        }
        let hour = self.between(day, 1);
        let timed = hour.is_some_and(|signs| matches!(signs[..], [] | ['T']))
            && self.integer(day + 1, 2).is_some_and(|hour| hour < 24)
            && sign(day + 1) == Some(':');
        if !timed {
            return index..day + 1;
        }
        let seconds = sign(day + 2) == Some(':') && self.integer(day + 3, 2).is_some();
        index..day + 3 + usize::from(seconds)
    }

    /// 〔2024〕1号, 〔2024〕第1号.
    fn is_document_number(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else {
            return false;
        };
        let closed = self.between(before, 2).is_some_and(|signs| {
            matches!(signs[..], ['〕' | ']' | '】' | ')'] | ['〕' | ']' | '】' | ')', '第'])
        });
        closed && self.is_year(before) && self.follows(index) == Some('号')
    }

    fn is_ordinal(&self, index: usize) -> bool {
        let end = self.numbers.get(index).map_or(0, |number| number.end);
        let behind = self.text.get(end..).unwrap_or_default();
        let suffix: String = behind.iter().take_while(|sign| sign.is_alphanumeric()).collect();
        let suffixed = matches!(suffix.as_str(), "st" | "nd" | "rd" | "th");
        self.integer(index, 9).is_some() && (suffixed || self.precedes(index) == Some('第'))
    }

    /// Target 9, Table 2: a part of the text.
    fn is_part(&self, index: usize) -> bool {
        let (word, touches) = self.word_before(index);
        self.integer(index, 3).is_some()
            && !touches
            && PARTS.contains(&word.as_str())
            && self.is_bare(index)
    }

    /// CO2, PM2.5: a symbol with a digit.
    fn is_symbol(&self, index: usize) -> bool {
        let (word, touches) = self.word_before(index);
        // MtCO2e: behind a unit in small letters.
        let symbol = word.rsplit(|letter: char| letter.is_ascii_lowercase()).next();
        touches && symbol.is_some_and(|symbol| SYMBOLS.contains(&symbol))
    }

    /// Whether it is the number of the paragraph that starts with it.
    fn is_enumerator(&self, index: usize) -> bool {
        let Some(number) = self.numbers.get(index) else {
            return false;
        };
        // Labels are short, so the start of the line is searched for only this far back.
        let from = number.start.saturating_sub(16);
        let before = self.text.get(from..number.start).unwrap_or_default();
        let line = match before.iter().rposition(|sign| is_line_end(*sign)) {
            Some(end) => before.get(end + 1..).unwrap_or_default(),
            None if from == 0 => before,
            None => return false,
        };
        let label: String = line.iter().filter(|sign| !is_blank(**sign)).collect();
        let closed = match label.as_str() {
            "" => matches!(self.follows(index), Some('.' | '、' | ')')),
            "(" => self.follows(index) == Some(')'),
            label => LABELS.contains(&label),
        };
        closed && self.integer(index, 3).is_some()
    }
}

pub(super) fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
