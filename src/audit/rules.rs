//! Numbers of a document that, as printed, are never targets.
//!
//! | rule | examples |
//! |---|---|
//! | year | 2025年, 2021—2025年, 2021、2022年, 〔2024〕, (2021-2025), by 2030, below 1990 levels, 2018 to 2022, Act 2008; only 1949 to 2100 |
//! | date | 3月, 1-9月, 3月12日, 12-15日 after a month, 2024-03-12, 2024/3/12, 2024.3.12, with its time 17:12 |
//! | document number | 杭科领办〔2024〕1号 |
//! | enumerator | `1.` `1、` `(1)` `（1）` `1)` `专栏1` `附件1` at the start of a paragraph (一、 一是 have no digits); Target 9, Chapter 4 anywhere |
//! | ordinal | 第14位, 第3期, 2nd |
//! | age | aged 15, ages 25 to 34, under 5s |
//! | formula | CO2, `MtCO2e`, CH4, PM2.5 |
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
    }
}

/// Years that a document may mention.
const YEARS: Range<u32> = 1949..2101;

/// Signs between the two ends of a range.
const DASHES: &[char] = &['-', '–', '—', '~', '～', '〜', '−', '至', '到'];

/// Signs between the years of a list.
const LIST: &[char] = &['、', '和', '及', '与', '/', ','];

/// Labels that may precede the number of a paragraph.
const LABELS: [&str; 6] = ["专栏", "附件", "附表", "附录", "表", "图"];

/// Words between the two ends of a range, or the years of a list.
const JOINING: [&str; 3] = ["to", "and", "or"];

/// Words before a year that is not bracketed.
const BEFORE_YEARS: &[&str] = &[
    "by",
    "in",
    "of",
    "from",
    "since",
    "until",
    "till",
    "before",
    "after",
    "during",
    "between",
    "end",
    "year",
    "fy",
    "act",
    "below",
    "above",
    "for",
    "than",
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
        if matches!(around.word_before(chain.start).0.as_str(), "aged" | "ages" | "age") {
            rules[chain].fill(Some(Rule::Age));
        }
    }
    for index in 0..numbers.len() {
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
        let gap = before.iter().rev().take_while(|sign| is_blank(**sign)).count();
        let letters = before.iter().rev().skip(gap).take_while(|sign| sign.is_ascii_alphabetic());
        let letters: Vec<char> = letters.take(LONGEST_WORD).copied().collect();
        (letters.into_iter().rev().collect(), gap == 0)
    }

    /// Is what follows a number no unit and nothing that it counts?
    fn is_bare(&self, index: usize) -> bool {
        let end = self.numbers.get(index).map_or(0, |number| number.end);
        let behind = self.text.get(end..).unwrap_or_default();
        let gap = behind.iter().take_while(|sign| is_blank(**sign)).count();
        let word: String = behind
            .iter()
            .skip(gap)
            .take_while(|sign| sign.is_alphanumeric() || "%‰°$€£".contains(**sign))
            .take(LONGEST_WORD)
            .collect();
        let new_line = behind.iter().take(gap).any(|sign| is_line_end(*sign));
        word.is_empty() || new_line || gap > 0 && BEHIND_BARE.contains(&word.as_str())
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
        let named = || {
            let (word, touches) = self.word_before(chain.start);
            !touches && BEFORE_YEARS.contains(&word.to_lowercase().as_str())
        };
        after == Some('年') || bracketed || named() && self.is_bare(chain.end - 1)
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

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
