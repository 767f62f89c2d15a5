//! Numbers as documents print them: digits with decimals and 万 亿 %, words that denote a number (全覆盖 100, 倍增 2) and
//! Chinese numerals; and whether such a number is the one that a plan means.
//!
//! The lints use it for figures, `audit` for figures and whole documents.

use crate::{
    number::{Number, chinese_numeral},
    unit::{MAGNITUDES, Unit},
};

/// The length of the longest unit that is searched for after a number (万亿元, 人年/万人).
const UNIT_CHARACTERS: usize = 6;

/// A figure is searched up to this many characters; longer ones are an error anyway.
const SEARCHED_CHARACTERS: usize = 200;

/// How a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits.
    Digits,
    /// A word: 全覆盖, 倍增, 百强.
    Word,
    /// A Chinese numeral: 二十.
    Numeral,
}

/// A number in a text. Positions are counted in characters.
pub struct Printed {
    /// How it is printed.
    pub form: Form,
    /// Its value, without 万 and 亿; `None` if it has too many digits.
    pub value: Option<Number>,
    /// Where it starts.
    pub start: usize,
    /// One past its digits or numeral.
    pub digits_end: usize,
    /// One past all of it, 万, 亿 and % included.
    pub end: usize,
}

/// Words that denote a number: its value, and the length of the numeral; the rest is a unit.
const WORDS: [(&str, i64, usize); 12] = [
    ("全覆盖", 100, 3),
    ("双覆盖", 100, 3),
    (ONLY_CITED, 100, 2),
    ("倍增", 2, 2),
    ("翻番", 2, 2),
    ("翻一番", 2, 3),
    ("翻两番", 4, 3),
    ("减半", 50, 2),
    ("halve", 50, 5),
    ("halving", 50, 7),
    ("百强", 100, 1),
    ("千亿", 1000, 1),
];

/// The word that is a number only in a figure cited for it; the others are numbers anywhere in a document.
const ONLY_CITED: &str = "全部";

/// Full-width digits, letters and signs as ASCII, except the Chinese comma, which never groups digits.
pub fn narrow(character: char) -> char {
    match character {
        '，' => character,
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
        }
        other => other,
    }
}

/// Whether the figure contains the value, in this unit or a multiple of it. The sign is ignored: the words around the
/// number express it (a cut of 14.5 % is printed 下降14.5%).
pub fn prints(figure: &str, value: &Number, unit: &Unit) -> bool {
    if prints_literally(figure, value, unit) {
        return true;
    }
    prints_any(figure, |number, text| number.denotes(text, value, unit))
}

/// Whether one of the numbers of the figure passes a test, which is given the text too.
fn prints_any(figure: &str, says: impl Fn(&Printed, &[char]) -> bool) -> bool {
    let text: Vec<char> = figure.chars().map(narrow).take(SEARCHED_CHARACTERS).collect();
    scan(&text, true).iter().any(|number| says(number, &text))
}

/// Fast path: whether the figure contains the plan's own digits and unit literally, as most do. Every start checks every
/// figure, and this costs a fraction of parsing all numbers.
fn prints_literally(figure: &str, value: &Number, unit: &Unit) -> bool {
    let literal = format!("{value}{}", unit.printed());
    let Some(at) = figure.find(&literal).filter(|_| !unit.printed().is_empty()) else {
        return false;
    };
    let before = figure[..at].chars().next_back();
    let after = figure[at + literal.len()..].chars().next();
    // The character before must not be part of the number, the one after not part of the unit.
    before
        .is_none_or(|before| before.is_alphabetic() && !before.is_numeric() && !is_numeral(before))
        && after.is_none_or(|after| !after.is_alphanumeric() && after != '/')
}

/// A Chinese numeral or multiplier, which may belong to the digits after it.
fn is_numeral(character: char) -> bool {
    chinese_numeral([character]).is_some() || "万亿第".contains(character)
}

/// Whether the figure prints the multiple as an increase by one less (增长1倍 for 2, 增加两倍 for 3). 倍增 and 翻番 do not:
/// they name the multiple itself.
pub fn prints_increase(figure: &str, times: &Number) -> bool {
    let less = times - &Number::ONE;
    prints_any(figure, |number, text| {
        number.form != Form::Word
            && text.get(number.digits_end) == Some(&'倍')
            && number.value.as_ref() == Some(&less)
    })
}

/// Every number of a document in ASCII form: digits, and the words of [`WORDS`].
pub fn numbers_of(text: &[char]) -> Vec<Printed> {
    scan(text, false)
}

/// Every number of a text; with `all`, also Chinese numerals and the words that are numbers only in a figure.
fn scan(text: &[char], all: bool) -> Vec<Printed> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let number = arabic(text, at)
            .or_else(|| spelt(text, at, all))
            .or_else(|| chinese(text, at).filter(|_| all));
        at = number.as_ref().map_or(at + 1, |number| number.end);
        found.extend(number);
    }
    found
}

impl Printed {
    /// Whether it is this value in this unit. The text after the digits decides: a unit of the same dimension is converted
    /// (1.7万家 is 17000 家); without one, the digits must equal the value, and 万 亿 % must agree with the unit.
    pub fn denotes(&self, text: &[char], wanted: &Number, unit: &Unit) -> bool {
        let Some(value) = &self.value else {
            return false;
        };
        let wanted = wanted.abs();
        let rest = text.get(self.digits_end..).unwrap_or_default();
        if let Some(converted) = converted(value, rest, unit) {
            return converted == wanted;
        }
        let magnitudes = rest.iter().take_while(|sign| power(**sign).is_some());
        let scaled = magnitudes
            .clone()
            .filter_map(|sign| power(*sign))
            .fold(value.clone(), |value, power| value.scaled(&Number::power_of_ten(power)));
        let after = rest.get(magnitudes.count()..).unwrap_or_default();
        if let Some(converted) = converted(&scaled, after, unit) {
            return converted == wanted;
        }
        match rest.first() {
            Some('%' | '‰') if unit.is_known() && !unit.is_ratio() => false,
            Some(sign) if power(*sign).is_some() => {
                let same = unit.printed().starts_with(*sign);
                (same && *value == wanted) || (!unit.has_magnitude() && scaled == wanted)
            }
            // 35岁 is not 35 万名, but in 15.5(万件) the unit is separate.
            Some(sign) if unit.is_known() && unit.has_magnitude() && sign.is_alphabetic() => false,
            _ => *value == wanted,
        }
    }
}

/// The value in the wanted unit if the text starts with a unit of the same dimension; the longest match counts.
fn converted(value: &Number, rest: &[char], unit: &Unit) -> Option<Number> {
    let longest = UNIT_CHARACTERS.min(rest.len());
    (1..=longest).rev().find_map(|length| {
        let printed: String = rest[..length].iter().collect();
        Unit::parse(&printed).convert(value, unit)
    })
}

/// The power of ten of a multiplier.
fn power(character: char) -> Option<i32> {
    MAGNITUDES.into_iter().find(|(sign, _)| *sign == character).map(|(_, power)| power)
}

/// Digits with grouping commas, decimals, and 万 亿 %.
fn arabic(text: &[char], start: usize) -> Option<Printed> {
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let run = |from: usize| from + text[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    if !digit(start) {
        return None;
    }
    let mut at = run(start);
    let point = |at: usize| text.get(at) == Some(&'.') && digit(at + 1);
    // 2024.3.12 (a date) and 1.2.3 (a section) are three numbers each.
    let sequence =
        |at: usize| (start > 1 && text[start - 1] == '.' && digit(start - 2)) || point(run(at + 1));
    if at - start <= 3 {
        while text.get(at) == Some(&',') && digit(at + 1) && run(at + 1) == at + 4 {
            at += 4;
        }
    }
    if point(at) && !sequence(at) {
        at = run(at + 1);
    }
    let digits: String = text[start..at].iter().filter(|c| **c != ',').collect();
    Some(Printed {
        form: Form::Digits,
        value: Number::parse_decimal(&digits).ok(),
        start,
        digits_end: at,
        end: with_magnitude(text, at),
    })
}

/// One past the multipliers and percent sign after a numeral.
fn with_magnitude(text: &[char], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let magnitudes = rest.iter().take_while(|c| power(**c).is_some()).count();
    at + magnitudes + usize::from(matches!(rest.get(magnitudes), Some('%' | '‰')))
}

/// A word that denotes a number.
fn spelt(text: &[char], start: usize, all: bool) -> Option<Printed> {
    let fits = |(word, ..): &(&str, i64, usize)| {
        let mut rest = text[start..].iter();
        (all || *word != ONLY_CITED)
            && word.chars().all(|sign| rest.next().is_some_and(|it| it.eq_ignore_ascii_case(&sign)))
    };
    let (word, value, numeral) = WORDS.into_iter().find(fits)?;
    Some(Printed {
        form: Form::Word,
        value: Some(Number::from(value)),
        start,
        digits_end: start + numeral,
        end: start + word.chars().count(),
    })
}

/// A Chinese numeral: 二十, 一百零五, 百(强), 千(亿).
fn chinese(text: &[char], start: usize) -> Option<Printed> {
    let (value, length) = chinese_numeral(text[start..].iter().copied())?;
    Some(Printed {
        form: Form::Numeral,
        value: Some(Number::from(value)),
        start,
        digits_end: start + length,
        end: with_magnitude(text, start + length),
    })
}

#[cfg(test)]
mod tests {
    use super::{narrow, numbers_of, prints, prints_increase};
    use crate::number::Number;
    use crate::unit::Unit;

    fn has(figure: &str, value: &str, unit: &str) -> bool {
        let value = Number::parse_decimal(value).unwrap();
        prints(figure, &value, &Unit::parse(unit))
    }

    #[test]
    fn printed_numbers_are_found() {
        assert!(has("突破1.7万家", "1.7", "万家"));
        assert!(has("突破1.7万家", "17000", "家"));
        assert!(has("达１５％以上", "15", "%"));
        assert!(has("共1,234.5亿元", "1234.5", "亿元"));
        assert!(has("力争35万名以上", "35", "万名"));
        assert!(has("增长15.0%", "15", "%"));
        assert!(has("下降14.5%", "-14.5", "%"));
        assert!(has("新增二十家", "20", "家"));
        assert!(has("一百零五项", "105", "项"));
        assert!(has("新增一〇家", "10", "家"));
        assert!(has("跻身全国百强", "100", "位"));
        assert!(has("总量达千亿元", "1000", "亿元"));
        assert!(has("规上企业全覆盖", "100", "%"));
        assert!(has("全部建成", "100", "%"));
        assert!(has("产值实现倍增", "2", "倍"));
        assert!(has("困难群众减半", "50", "%"));
        assert!(has("Halve the number of poor people", "50", "%"));
        assert!(has("reduce by at least 15 per cent", "15", "%"));
        assert!(has("提高2个百分点", "2", "%"));
        assert!(has("每万人拥有量达55件", "55", "件/万人"));
        assert!(has("劳动生产率达到25万元/人", "25", "万元/人"));
        assert!(has("规模达3千亿元", "3000", "亿元"));
        assert!(has("引进1.5万位人才", "15000", "人"));
        assert!(has("引进1.5万位人才", "1.5", "万人"));
        assert!(has("累计15.5(万件)", "15.5", "万件"));
    }

    #[test]
    fn other_numbers_are_not() {
        assert!(!has("突破1.7万家", "7", "万家"));
        assert!(!has("突破1.7万家", "1.7", "家"));
        assert!(!has("累计15.5件", "15.5", "万件"));
        assert!(!has("增长20%", "20", "家"));
        assert!(!has("35岁以下大学生", "35", "万名"));
        assert!(!has("共1,234亿元", "234", "亿元"));
        assert!(!has("达2000家", "200", "家"));
        assert!(!has("达70%以上", "0.7", "%"));
        assert!(!has("没有数字", "1", "家"));
        assert!(!has("1,2,3", "23", "家"));
        assert!(!has("2000,300", "2000300", "家"));
    }

    #[test]
    fn increases_are_one_less_than_the_multiple() {
        let grows = |figure: &str, times: i64| prints_increase(figure, &Number::from(times));
        assert!(grows("增长1倍", 2));
        assert!(grows("增加两倍", 3));
        assert!(!grows("实现倍增", 3));
        assert!(!grows("翻番", 3));
        assert!(!grows("增长1个百分点", 2));
    }

    #[test]
    fn numbers_of_a_document() {
        for (text, expected) in [
            ("达3.95%,超8500亿元", &["3.95%", "8500亿"][..]),
            ("达１５％以上", &["15%"]),
            ("1,234.5万件", &["1,234.5万"]),
            ("达200，300人", &["200", "300"]),
            ("2024.3.12", &["2024", "3", "12"]),
            ("1—2家", &["1", "2"]),
            ("1 000家", &["1", "000"]),
            (
                "全覆盖、双覆盖、倍增、翻番、翻一番、减半、百强、千亿",
                &["全覆盖", "双覆盖", "倍增", "翻番", "翻一番", "减半", "百强", "千亿"],
            ),
            ("3千亿元", &["3千亿"]),
            ("三大行动、全部二十项", &[]),
            ("8.", &["8"]),
        ] {
            let text: Vec<char> = text.chars().map(narrow).collect();
            let found: Vec<String> = numbers_of(&text)
                .iter()
                .map(|number| text[number.start..number.end].iter().collect())
                .collect();
            assert_eq!(found, expected);
        }
    }
}
