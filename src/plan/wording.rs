//! The wording of documents: the words beside a number, in both languages, and what each says of the target.
//!
//! The one list of such words. What a word is worth as a number (七成, halve) is in [`super::printed`].

use super::{Comparator, Measure, Relative};

/// A word of documents; its script tells the language. One that ends in `-` is the beginning of words.
pub struct Wording {
    pub word: &'static str,
    pub says: Says,
}

/// What a word says of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// How the actual is compared, with a number or with another series.
    Compared(Comparator),
    /// The key of a target that has no value of its own.
    Key(Relative),
    /// More of it, whatever the key.
    Rises,
    /// Less of it.
    Falls,
    /// How observations become the actual.
    Measured(Measure),
    /// The number counts percentage points.
    Points,
    /// 力争: aspirational rather than committed.
    Aspirational,
    /// 约束性.
    Binding,
}

/// What several words say.
type Words = (Says, &'static [&'static str]);

const WORDS: &[Words] = &[
    (
        Says::Compared(Comparator::AtLeast),
        &[
            "以上",
            "不低于",
            "不少于",
            "不小于",
            "至少",
            "达到",
            "达",
            "at least",
            "no less than",
            "not less than",
            "no fewer than",
            "or more",
            "reach-",
        ],
    ),
    (
        Says::Compared(Comparator::MoreThan),
        &[
            "超过",
            "超",
            "突破",
            "逾",
            "高于",
            "大于",
            "多于",
            "more than",
            "over",
            "above",
            "exceed-",
            "higher than",
            "greater than",
        ],
    ),
    (
        Says::Compared(Comparator::AtMost),
        &[
            "以内",
            "以下",
            "之内",
            "不超过",
            "不高于",
            "不大于",
            "不多于",
            "至多",
            "最多",
            "at most",
            "no more than",
            "not more than",
            "no higher than",
            "not exceed-",
            "or less",
            "or fewer",
            "up to",
        ],
    ),
    (
        Says::Compared(Comparator::LessThan),
        &[
            "低于",
            "少于",
            "小于",
            "不足",
            "不满",
            "less than",
            "fewer than",
            "below",
            "under",
            "lower than",
        ],
    ),
    (
        Says::Compared(Comparator::About),
        &["左右", "上下", "约", "近", "about", "around", "approximately", "nearly", "almost"],
    ),
    (Says::Compared(Comparator::Within), &["之间", "between"]),
    (
        Says::Key(Relative::TimesBaseline),
        &["翻番", "翻一番", "翻两番", "倍增", "doubl-", "trebl-", "tripl-", "quadrupl-"],
    ),
    (Says::Key(Relative::FallBy), &["减半", "halv-"]),
    (
        Says::Key(Relative::Rising),
        &[
            "逐年提高",
            "逐年提升",
            "逐年增长",
            "逐年增加",
            "逐年上升",
            "持续提高",
            "持续提升",
            "持续增长",
            "持续增加",
            "持续上升",
            "稳步提高",
            "稳步提升",
            "稳步增长",
            "keep rising",
            "keep growing",
            "rise every year",
            "grow every year",
        ],
    ),
    (
        Says::Key(Relative::Falling),
        &[
            "逐年下降",
            "逐年降低",
            "逐年减少",
            "持续下降",
            "持续降低",
            "持续减少",
            "keep falling",
            "fall every year",
        ],
    ),
    (
        Says::Key(Relative::NotFalling),
        &[
            "只增不减",
            "只升不降",
            "不减少",
            "不下降",
            "不降低",
            "不减",
            "不低于上年",
            "不少于上年",
            "not fall",
            "not decrease",
            "not decline",
            "no less than the year before",
            "at least as much as the year before",
        ],
    ),
    (
        Says::Key(Relative::NotRising),
        &[
            "只减不增",
            "只降不升",
            "不增加",
            "不上升",
            "不增",
            "不高于上年",
            "不多于上年",
            "not rise",
            "not increase",
            "not grow",
            "no more than the year before",
        ],
    ),
    (
        Says::Key(Relative::AtLeastSeries),
        &["同步", "in step with", "keep pace with", "in line with"],
    ),
    (
        Says::Rises,
        &[
            "增长", "增加", "提高", "上升", "提升", "increas-", "rise", "rises", "rising", "rais-",
            "grow-", "lift-",
        ],
    ),
    (
        Says::Falls,
        &[
            "下降", "降低", "减少", "压减", "缩减", "reduc-", "decreas-", "declin-", "fall",
            "falls", "falling", "lower by", "cut by", "cut", "cuts",
        ],
    ),
    (Says::Measured(Measure::Total), &["新增", "累计", "cumulative-", "in total"]),
    (Says::Measured(Measure::Rate), &["增速", "增长率", "占比", "比重", "growth rate", "share of"]),
    (Says::Measured(Measure::EveryYear), &["每年", "年年", "every year", "each year", "annually"]),
    (
        Says::Measured(Measure::AverageGrowth),
        &["年均增长", "年均增速", "average annual growth", "grow on average"],
    ),
    (Says::Measured(Measure::Mean), &["年均", "年平均", "annual average", "on average"]),
    (Says::Points, &["个百分点", "百分点", "percentage point-", "pp"]),
    (Says::Aspirational, &["力争", "争取", "争创", "aim-", "striv-", "seek-"]),
    (Says::Binding, &["约束性", "binding"]),
];

/// A word of the list where a text has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'t> {
    /// Its first byte.
    pub at: usize,
    /// As printed.
    pub text: &'t str,
    pub says: Says,
}

/// Every word of the list.
pub fn words() -> impl Iterator<Item = Wording> {
    WORDS.iter().flat_map(|(says, words)| words.iter().map(|word| Wording { word, says: *says }))
}

/// The words of the list in a text, from its start; of words that begin at one place the longest.
pub fn found_in(text: &str) -> Vec<Found<'_>> {
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut end = 0;
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let begins = !(before.is_ascii_alphanumeric() && character.is_ascii_alphanumeric());
        before = character;
        if at < end || !begins {
            continue;
        }
        let here = words().filter_map(|word| {
            let text = word.beginning(&text[at..])?;
            Some(Found { at, text, says: word.says })
        });
        if let Some(longest) = here.max_by_key(|found| found.text.len()) {
            end = at + longest.text.len();
            found.push(longest);
        }
    }
    found
}

impl Wording {
    /// The word as the text has it that begins with it.
    fn beginning<'t>(&self, text: &'t str) -> Option<&'t str> {
        let stem = self.word.strip_suffix('-');
        let word = stem.unwrap_or(self.word);
        text.get(..word.len()).filter(|it| it.eq_ignore_ascii_case(word))?;
        let letters = |from: &str| from.bytes().take_while(u8::is_ascii_alphabetic).count();
        let more = if word.is_ascii() { letters(&text[word.len()..]) } else { 0 };
        (more == 0 || stem.is_some()).then(|| &text[..word.len() + more])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{found_in, words};

    #[test]
    fn each_word_is_listed_once() {
        let mut seen = BTreeSet::new();
        for word in words() {
            assert!(seen.insert(word.word), "{}", word.word);
        }
    }

    #[test]
    fn the_longest_word_counts_and_words_are_whole() {
        for (text, expected) in [
            ("不低于上年", "不低于上年"),
            ("不低于5%", "不低于"),
            ("耕地保有量不减少", "不减少"),
            ("只增不减", "只增不减"),
            ("年均增长5%以上", "年均增长 以上"),
            ("超过2000家", "超过"),
            ("Halving the number", "Halving"),
            ("Reduce losses by at least 15 per cent", "Reduce at least"),
            ("two percentage points above the average", "percentage points above"),
            ("an overall waterfall of apps", ""),
            ("raise yields to reduce waste", "raise reduce"),
            ("must not fall", "not fall"),
        ] {
            let found: Vec<&str> = found_in(text).iter().map(|it| it.text).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
