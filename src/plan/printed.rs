//! Numbers as documents print them: digits with decimals and 万 亿 %, million and bn, numerals of both languages, fractions
//! and words that denote a number; and whether such a number is the one that a plan means.
//!
//! The lints use it for figures, `audit` for figures and whole documents.

use super::wording::{self, Says};
use crate::{
    number::{Number, chinese_numeral},
    unit::{MAGNITUDES, Unit, chinese_magnitude, english_magnitude},
};

/// The length of the longest Chinese unit that is searched for after a number (万亿元, 人年/万人), and of one in letters.
const UNIT_CHARACTERS: [usize; 2] = [6, 40];

/// A figure is searched up to this many characters; longer ones are an error anyway.
const SEARCHED_CHARACTERS: usize = 200;

/// How a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits.
    Digits,
    /// A word: 全覆盖, 倍增, halve.
    Word,
    /// A numeral: 二十, fifteen, 三分之二, 七成.
    Numeral,
}

/// A number in a text. Positions are counted in characters.
pub struct Printed {
    /// How it is printed.
    pub form: Form,
    /// Its value, without 万 and 亿; `None` if it has too many digits.
    pub value: Option<Number>,
    /// The unit that it says itself; empty if it is the one that follows.
    pub unit: &'static str,
    /// Where it starts.
    pub start: usize,
    /// One past its digits or numeral.
    pub digits_end: usize,
    /// One past all of it, 万, 亿 and % included.
    pub end: usize,
}

/// A number that a plan means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// As the plan has it.
    pub value: Number,
    /// Its unit: of a multiple of the baseline 倍.
    pub unit: Unit,
    /// Is it how much of the baseline is due, which may be said as what is added, taken away or left?
    pub of_baseline: bool,
}

impl Quantity {
    pub fn new(value: &Number, unit: &Unit) -> Self {
        Self { value: value.clone(), unit: unit.clone(), of_baseline: false }
    }
}

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
pub fn prints(figure: &str, wanted: &Quantity) -> bool {
    if prints_literally(figure, wanted) {
        return true;
    }
    let text = narrowed(figure);
    scan(&text, true).iter().any(|number| number.denotes(&text, 0, wanted))
}

/// Whether the figure contains any number.
pub fn prints_any(figure: &str) -> bool {
    !numbers_in_figure(&narrowed(figure)).is_empty()
}

/// The first number of a text in a unit of this dimension: its value in that unit, and as printed.
pub fn first_in(text: &[char], unit: &Unit) -> Option<(Number, String)> {
    scan(text, true).into_iter().find_map(|number| {
        Some((number.in_unit(text, unit)?, text[number.start..number.end].iter().collect()))
    })
}

/// The text of a figure in [narrow] characters.
pub fn narrowed(figure: &str) -> Vec<char> {
    figure.chars().map(narrow).take(SEARCHED_CHARACTERS).collect()
}

/// Fast path: whether the figure contains the plan's own digits and unit literally, as most do. Every start checks every
/// figure, and this costs a fraction of parsing all numbers.
fn prints_literally(figure: &str, Quantity { value, unit, of_baseline }: &Quantity) -> bool {
    let literal = format!("{value}{}", unit.printed());
    let Some(at) = figure.find(&literal).filter(|_| !of_baseline && !unit.printed().is_empty())
    else {
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

/// Every number of a document in ASCII form: digits, and the words and fractions that are numbers anywhere.
pub fn numbers_of(text: &[char]) -> Vec<Printed> {
    scan(text, false)
}

/// Every number of a figure, in digits or words.
pub fn numbers_in_figure(text: &[char]) -> Vec<Printed> {
    scan(text, true)
}

/// Every number of a text; with `all`, also numerals and the words that are numbers only in a figure.
fn scan(text: &[char], all: bool) -> Vec<Printed> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let first = numeral(text, at);
        let counts = |it: &Numeral| all || it.0 == Form::Digits;
        let number = spelt(text, at, all)
            .or_else(|| fraction(text, at, all, first.clone()))
            .or_else(|| Some(compound(text, at, first.filter(counts)?)));
        at = number.as_ref().map_or(at + 1, |number| number.end);
        found.extend(number);
    }
    found
}

impl Printed {
    /// Whether it is this number, as said by the unit behind it: one of the same dimension is converted (1.7万家 is 17000 家);
    /// without one, the digits must equal the value, and 万 亿 % must agree with the unit. The figure begins at `from`.
    pub fn denotes(&self, text: &[char], from: usize, wanted: &Quantity) -> bool {
        if wanted.of_baseline {
            return self.is_due(text, from, wanted);
        }
        let Some(value) = &self.value else {
            return false;
        };
        let unit = &wanted.unit;
        let wanted = wanted.value.abs();
        // Nothing is nothing in any unit.
        if self.form != Form::Digits && value.is_zero() && wanted.is_zero() {
            return true;
        }
        if let Some(converted) = self.in_unit(text, unit) {
            return is(&converted, &wanted);
        }
        let is_share = || !unit.is_ratio() && self.in_unit(text, Unit::percent()).is_some();
        let of_another = || unit.is_known() && (self.currency(text).is_some() || is_share());
        if !self.unit.is_empty() || of_another() {
            return false;
        }
        if let Some((power, _)) = magnitude_at(text, behind(text, self.digits_end), false) {
            let own = Number::power_of_ten(unit.magnitude());
            return value.scaled(&power) == wanted.scaled(&own);
        }
        // 35岁 is not 35 万名, but in 15.5(万件) the unit is separate.
        let counted = is_counted(text, self.digits_end);
        *value == wanted && !(counted && unit.is_known() && unit.has_magnitude())
    }

    /// Whether it says how much of the baseline is due, by what is added or taken away (增长40%, 增长1倍, halve) or by what
    /// it comes to (恢复到110%, 翻番, double).
    fn is_due(&self, text: &[char], from: usize, wanted: &Quantity) -> bool {
        let hundred = Number::from(100);
        let share = self.in_unit(text, Unit::percent());
        let times = || Some(self.in_unit(text, &Unit::parse(TIMES))?.scaled(&hundred));
        let Some(percent) = share.clone().or_else(times) else {
            return false;
        };
        let change = if wanted.unit == *Unit::percent() {
            wanted.value.clone()
        } else {
            (&wanted.value - &Number::ONE).scaled(&hundred)
        };
        let is_change = is(&percent, &change);
        let comes_to = is(&(&percent - &hundred).abs(), &change);
        match self.is_step(text, from).filter(|_| self.unit != TIMES) {
            Some(true) => is_change,
            Some(false) => comes_to,
            None => comes_to || (is_change && share.is_some()),
        }
    }

    /// Whether the words before it make it what is added or taken away (true), or what it comes to (false).
    fn is_step(&self, text: &[char], from: usize) -> Option<bool> {
        let before = text.get(from..self.start)?;
        // 降至60%, but 增幅达到60%.
        if matches!(before, [.., '的' | '到' | '至']) && !before.ends_with(&['达', '到']) {
            return Some(false);
        }
        let found = wording::found_in(before);
        let leads = found.iter().rfind(|it| matches!(it.says, Says::Rises | Says::Falls))?;
        let between = &before[leads.end..];
        let mut words = between.rsplit(|it| !it.is_ascii_alphabetic());
        let last = words.find(|word| **word == ['t', 'o'] || **word == ['b', 'y']);
        let to = ['到', '至'].iter().any(|to| between.first() == Some(to));
        Some(!to && last.is_none_or(|word| *word == ['b', 'y']))
    }

    /// That of a sign of money before it.
    fn currency(&self, text: &[char]) -> Option<Unit> {
        let before = text[..self.start].iter().rfind(|sign| !sign.is_whitespace())?;
        CURRENCIES.contains(*before).then(|| Unit::parse(&before.to_string()))
    }

    /// The value in a unit, if one of its dimension stands behind the number or, of money, before it; the longest counts.
    fn in_unit(&self, text: &[char], unit: &Unit) -> Option<Number> {
        let value = self.value.as_ref()?;
        if !self.unit.is_empty() {
            return Unit::parse(self.unit).convert(value, unit);
        }
        let scaled = |money| {
            let magnitude = magnitude_at(text, self.digits_end, money);
            magnitude.map(|(power, end)| (value.scaled(&power), end))
        };
        if let Some(currency) = self.currency(text) {
            let value = scaled(true).map_or_else(|| value.clone(), |(value, _)| value);
            return currency.convert(&value, unit);
        }
        let longest = |value: &Number, end| {
            let rest = unit_part(text.get(behind(text, end)..)?);
            let latin = rest.first().is_some_and(char::is_ascii_alphabetic);
            let longest = UNIT_CHARACTERS[usize::from(latin)].min(rest.len());
            let whole = |length: &usize| {
                !rest[length - 1].is_ascii_alphanumeric()
                    || rest.get(*length).is_none_or(|next| !next.is_ascii_alphanumeric())
            };
            (1..=longest).rev().filter(whole).find_map(|length| {
                let printed: String = rest[..length].iter().collect();
                Unit::parse(&printed).convert(value, unit)
            })
        };
        longest(value, self.digits_end)
            .or_else(|| scaled(false).and_then(|(value, end)| longest(&value, end)))
    }
}

/// The multiple of a baseline.
pub const TIMES: &str = "倍";

/// Signs of money before a number.
const CURRENCIES: &str = "€£$";

/// Is it that number, to the digits that a plan can have? A third has no end.
fn is(printed: &Number, wanted: &Number) -> bool {
    let rounded = || Some(printed.at_decimals(wanted.exact_decimals()?));
    printed == wanted || (printed.exact_decimals().is_none() && rounded().as_ref() == Some(wanted))
}

/// The part of a text in which the unit at its start ends: of one line, one cell and one clause.
pub fn unit_part(text: &[char]) -> &[char] {
    let digit =
        |at: Option<usize>| at.is_some_and(|at| text.get(at).is_some_and(char::is_ascii_digit));
    // per 100,000 people
    let groups = |at: usize| text[at] == ',' && digit(at.checked_sub(1)) && digit(Some(at + 1));
    let ends = |at: &usize| {
        let sign = text[*at];
        let parts = sign.is_whitespace() && sign != ' ' || "|。;；!！?？,，:：".contains(sign);
        parts && !groups(*at)
    };
    &text[..(0..text.len()).find(ends).unwrap_or(text.len())]
}

/// Is something of its own counted behind a place: 35岁, but not 15.5(万件)?
pub fn is_counted(text: &[char], at: usize) -> bool {
    text.get(behind(text, at)).is_some_and(|it| it.is_alphabetic())
}

/// The place behind blanks, of the same line and cell.
fn behind(text: &[char], at: usize) -> usize {
    let blank = |it: &&char| it.is_whitespace() && !"\t\n\r".contains(**it);
    at + text[at..].iter().take_while(blank).count()
}

/// The power of ten that multiplies the number before a place, and where it ends: 万亿, million; of money m, too.
fn magnitude_at(text: &[char], at: usize, money: bool) -> Option<(Number, usize)> {
    let chinese: String = text[at..].iter().take(MAGNITUDES.len()).collect();
    let (exponent, rest) = chinese_magnitude(&chinese);
    if exponent > 0 {
        let end = text.len().min(at + MAGNITUDES.len()) - rest.chars().count();
        return Some((Number::power_of_ten(exponent), end));
    }
    let start = behind(text, at);
    let word = word_at(text, start)?;
    let exponent = match word.as_str() {
        "m" if money => Some(6),
        word => english_magnitude(word),
    };
    Some((Number::power_of_ten(exponent?), start + word.len()))
}

/// The Latin letters at a place, in lower case; `None` within a word.
fn word_at(text: &[char], at: usize) -> Option<String> {
    if at > 0 && text.get(at - 1)?.is_ascii_alphabetic() {
        return None;
    }
    let letters = text.get(at..)?.iter().take_while(|it| it.is_ascii_alphabetic());
    let word: String = letters.map(char::to_ascii_lowercase).collect();
    (!word.is_empty()).then_some(word)
}

/// One past the multipliers and percent sign after a numeral.
fn with_magnitude(text: &[char], at: usize) -> usize {
    let end = magnitude_at(text, at, false).map_or(at, |(_, end)| end);
    end + usize::from(matches!(text.get(end), Some('%' | '‰')))
}

/// A word that denotes a number.
fn spelt(text: &[char], start: usize, all: bool) -> Option<Printed> {
    let (worth, end) = wording::worth_at(text, start, all)?;
    let digits_end = if worth.numeral == 0 { end } else { start + worth.numeral };
    let (value, unit) = (Some(Number::from(worth.value)), worth.unit);
    Some(Printed { form: Form::Word, value, unit, start, digits_end, end })
}

/// What English fractions are called, from the half on.
const FRACTIONS: &str = "half third quarter fifth sixth seventh eighth ninth tenth";

/// A fraction, as a percentage: 三分之二, 百分之五 and, with `all`, 七成, 三成五, two thirds, one in five.
fn fraction(text: &[char], start: usize, all: bool, first: Option<Numeral>) -> Option<Printed> {
    let article = || {
        let end = start + word_at(text, start).filter(|it| it == "a")?.len();
        Some((Form::Numeral, Some(Number::ONE), end))
    };
    let (form, first, at) = first.or_else(|| article().filter(|_| all))?;
    let first = first?;
    let then = |at: usize| {
        let (_, value, end) = numeral(text, at)?;
        Some((value?, end))
    };
    let hundred = Number::from(100);
    let next = at + text[at..].iter().take_while(|it| it.is_whitespace() || **it == '-').count();
    let (value, end) = if text[at..].starts_with(&['分', '之']) {
        let (above, end) = then(at + 2)?;
        (above.scaled(&hundred).over(&first)?, end)
    } else if !all {
        return None;
    } else if text.get(at) == Some(&'成') {
        let half = text.get(at + 1) == Some(&'半');
        let (more, end) = match then(at + 1) {
            _ if half => (Number::from(5), at + 2),
            more => more.unwrap_or((Number::ZERO, at + 1)),
        };
        (&first.scaled(&Number::from(10)) + &more, end)
    } else {
        let word = word_at(text, next).filter(|_| next > at && form == Form::Numeral)?;
        let end = next + word.len();
        if word == "in" {
            let (below, end) = then(behind(text, end)).filter(|(below, _)| *below <= hundred)?;
            (first.scaled(&hundred).over(&below)?, end)
        } else {
            let one = word.strip_suffix('s').unwrap_or(&word);
            let place = FRACTIONS.split(' ').position(|it| it == one)?;
            let below = Number::from(i64::try_from(place).ok()? + 2);
            (first.scaled(&hundred).over(&below)?, end)
        }
    };
    let (value, unit) = (Some(value), "%");
    Some(Printed { form: Form::Numeral, value, unit, start, digits_end: end, end })
}

/// A numeral and what multiplies it: 1.7万, 1万2千, 3 million.
fn compound(text: &[char], start: usize, first: Numeral) -> Printed {
    let (form, mut value, mut digits_end) = first;
    // 1万2千: a smaller part, with a power of ten of its own.
    while let Some((power, end)) = magnitude_at(text, digits_end, false)
        && let Some((more, last)) = part(text, end).filter(|(more, _)| *more < power)
    {
        value = value.map(|value| &value.scaled(&power) + &more);
        digits_end = last;
    }
    let end = with_magnitude(text, digits_end);
    Printed { form, value, unit: "", start, digits_end, end }
}

/// What stands behind a power of ten and ends with a smaller one: 2千.
fn part(text: &[char], start: usize) -> Option<(Number, usize)> {
    let (_, value, end) = numeral(text, start).filter(|it| it.2 > start)?;
    let value = value?;
    let (power, end) = magnitude_at(text, end, false).unwrap_or((Number::ONE, end));
    MAGNITUDES.iter().any(|(sign, _)| *sign == text[end - 1]).then(|| (value.scaled(&power), end))
}

/// A numeral with its end.
type Numeral = (Form, Option<Number>, usize);

/// Digits, or a numeral of either language: 二十, 百(强), fifteen; or 万 and 亿 that stand alone.
fn numeral(text: &[char], start: usize) -> Option<Numeral> {
    if let Some((value, end)) = arabic(text, start) {
        return Some((Form::Digits, value, end));
    }
    let bare = || {
        let counts = matches!(text.get(start), Some('万' | '亿'));
        (counts && !text[..start].ends_with(&['每'])).then_some((1, 0))
    };
    let (value, length) = chinese_numeral(text.get(start..)?.iter().copied())
        .or_else(|| english(text, start))
        .or_else(bare)?;
    Some((Form::Numeral, Some(Number::from(value)), start + length))
}

/// English numerals: from zero on one by one, from twenty on by tens.
const NUMERALS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen \
    fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety";

/// An English numeral below a thousand, with its length: fifteen, twenty-five, two hundred and ten.
fn english(text: &[char], start: usize) -> Option<(i64, usize)> {
    let mut found: Option<(i64, usize)> = None;
    let mut at = start;
    while let Some(word) = word_at(text, at) {
        let before = found.map(|(value, _)| value);
        let place = NUMERALS.split(' ').position(|it| it == word);
        let own =
            place.and_then(|it| i64::try_from(if it < 20 { it } else { (it - 18) * 10 }).ok());
        at += word.len();
        let fits = |before: i64, own: i64| {
            before >= 20 && own > 0 && (before % 100 == 0 || (before % 10 == 0 && own < 10))
        };
        found = match (before, own) {
            (None, Some(own)) => Some((own, at - start)),
            (Some(before), Some(own)) if fits(before, own) => Some((before + own, at - start)),
            (before, None) if word == "hundred" && before.is_none_or(|it| it < 100) => {
                Some((before.unwrap_or(1) * 100, at - start))
            }
            (Some(before), None) if word == "and" && before % 100 == 0 => found,
            _ => break,
        };
        let joint = text.get(at).filter(|it| it.is_whitespace() || **it == '-');
        at += usize::from(joint.is_some());
    }
    found
}

/// Digits with grouping commas or blanks and decimals, with their end.
fn arabic(text: &[char], start: usize) -> Option<(Option<Number>, usize)> {
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
        let grouped = |sign: char| {
            let mut end = at;
            while text.get(end) == Some(&sign) && digit(end + 1) && run(end + 1) == end + 4 {
                end += 4;
            }
            end
        };
        at = match text.get(at) {
            Some(',') => grouped(','),
            // In Chinese text a blank stands between anything.
            Some(&blank @ (' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')) if text[start] != '0' => {
                let end = grouped(blank);
                let before = text[..start].iter().rfind(|it| !it.is_whitespace());
                let around = [before, text.get(behind(text, end))];
                let latin = around.into_iter().flatten().all(|it| *it < '\u{2e80}');
                if latin || blank != ' ' { end } else { at }
            }
            _ => at,
        };
    }
    if point(at) && !sequence(at) {
        at = run(at + 1);
    }
    let plain = text[start..at].iter().filter(|it| it.is_ascii_digit() || **it == '.');
    Some((Number::parse_decimal(&plain.collect::<String>()).ok(), at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::change;
    use crate::plan::Goal;

    fn has(figure: &str, value: &str, unit: &str) -> bool {
        let value = Number::parse_decimal(value).unwrap();
        prints(figure, &Quantity::new(&value, &Unit::parse(unit)))
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
    fn words_numerals_and_fractions_are_numbers() {
        for (figure, value, unit) in [
            ("外贸进出口实现正增长", "0", "%"),
            ("用水总量零增长", "0", "万立方米"),
            ("不发生重特大事故", "0", "起"),
            ("工业投资两位数增长", "10", "%"),
            ("群众满意率七成以上", "70", "%"),
            ("覆盖面达三成五", "35", "%"),
            ("占比七成半", "75", "%"),
            ("三分之二以上的县达标", "66.7", "%"),
            ("三分之二以上的县达标", "67", "%"),
            ("四分之三的村", "75", "%"),
            ("下降百分之五", "5", "%"),
            ("时间过半任务过半", "50", "%"),
            ("占比一半以上", "50", "%"),
            ("经济总量突破万亿元", "10000", "亿元"),
            ("人口突破千万人", "1000", "万人"),
            ("用户超亿户", "1", "亿户"),
            ("新增就业1万2千人", "12000", "人"),
            ("新增就业1万2千人", "1.2", "万人"),
            ("新增就业一万二千五百人", "12500", "人"),
            ("投资3亿5千万元", "3.5", "亿元"),
            ("3 million people", "3", "million people"),
            ("3 million people", "3000000", "people"),
            ("1.5 billion", "1500", "million people"),
            ("2 million new homes", "2000000", "homes"),
            ("at least 15 per cent", "15", "%"),
            ("at least 15 percent of GDP", "15", "%"),
            ("fifteen schools", "15", "schools"),
            ("Ninety-nine per cent", "99", "%"),
            ("two hundred and ten beds", "210", "beds"),
            ("thirty thousand jobs", "30", "thousand jobs"),
            ("zero waste to landfill", "0", "tonnes"),
            ("net zero emissions", "0", "MtCO2e"),
            ("half of all children", "50", "%"),
            ("a third of homes", "33.3", "%"),
            ("two thirds of homes", "67", "%"),
            ("Two-thirds of homes", "66.67", "%"),
            ("three quarters of pupils", "75", "%"),
            ("one in five people", "20", "%"),
            ("1 483 MtCO2e", "1483", "MtCO2e"),
            ("1\u{a0}483家", "1483", "家"),
            ("€1.5bn of investment", "1.5", "billion EUR"),
            ("£2bn", "2000", "million GBP"),
            ("£2m a year", "2", "million GBP"),
            ("US$ 3 billion", "3", "billion USD"),
            ("double the rate", "2", "倍"),
            ("12 years of schooling", "12", "years"),
            ("no major accidents", "0", "cases"),
            ("rose to 15 in 2019", "15", "cases"),
        ] {
            assert!(has(figure, value, unit), "{figure}: {value} {unit}");
        }
        for (figure, value, unit) in [
            ("每万人拥有量", "10000", "人"),
            ("每万人拥有量", "1", "万人"),
            ("七成以上", "7", "%"),
            ("三分之二", "3", "%"),
            ("1万2千人", "2000", "人"),
            ("1万2家", "12", "家"),
            ("on their own behalf", "50", "%"),
            ("someone attends", "1", "people"),
            ("twenty-five schools", "20", "schools"),
            ("3 million people", "3", "people"),
            ("15 per cent of people", "15", "people"),
            ("1 483 MtCO2e", "483", "MtCO2e"),
            ("新增1 000家", "1000", "家"),
            ("2018 000", "2018000", "家"),
            ("€1.5bn", "1.5", "billion GBP"),
            ("£2m", "2", "GBP"),
            ("两位数增长", "2", "%"),
            ("no more than 5%", "0", "%"),
            ("15 in 2019", "0.74", "%"),
        ] {
            assert!(!has(figure, value, unit), "{figure}: {value} {unit}");
        }
    }

    #[test]
    fn a_change_is_said_by_what_is_added_or_by_what_it_comes_to() {
        let says = |figure: &str, due: &str| {
            let Goal::Change(change) = change(due) else { panic!("{due}") };
            prints(figure, &change.printed(&Unit::parse("家")).unwrap())
        };
        for (figure, due) in [
            ("增长1倍", "2 times"),
            ("增加两倍", "3 times"),
            ("翻两番", "4 times"),
            ("达到2020年的2倍", "2 times"),
            ("提高到1.5倍", "1.5 times"),
            ("产值增长一半以上", "1.5 times"),
            ("恢复到2019年的110%", "1.1 times"),
            ("较2020年增长40%", "1.4 times"),
            ("较2020年增长40%", "40% more"),
            ("增长三分之二", "66.7% more"),
            ("较2020年下降16%", "16% less"),
            ("降至2020年的84%", "16% less"),
            ("降至84%", "16% less"),
            ("降幅达到16%以上", "16% less"),
            ("增速为40%", "1.4 times"),
            ("困难群众减半", "50% less"),
            ("增长1倍", "100% more"),
            ("减少500家", "500 less"),
            ("double exports", "2 times"),
            ("twice the level of 2019", "2 times"),
            ("three times the level of 2019", "3 times"),
            ("150% of 2019 levels", "1.5 times"),
            ("increase exports by half", "1.5 times"),
            ("increase exports to 120% of 2019", "1.2 times"),
            ("Halve the number of deaths", "50% less"),
            ("cut waste by a third", "33.3% less"),
            ("reduce emissions to a quarter", "75% less"),
            ("at least 15 per cent fewer", "15% less"),
        ] {
            assert!(says(figure, due), "{figure}: {due}");
        }
        for (figure, due) in [
            ("实现倍增", "3 times"),
            ("翻番", "3 times"),
            ("增长1个百分点", "2 times"),
            ("增长2倍", "2 times"),
            ("增长150%", "1.5 times"),
            ("降至2020年的84%", "84% less"),
            ("降至60%", "60% less"),
            ("reduce emissions to 60%", "60% less"),
            ("reduce emissions by 60%", "40% less"),
            ("3家", "3 times"),
        ] {
            assert!(!says(figure, due), "{figure}: {due}");
        }
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
            ("1万2千人、一万二千人", &["1万2千"]),
            (
                "正增长、两位数增长、三分之二、百分之五",
                &["正增长", "两位数", "三分之二", "百分之五"],
            ),
            ("七成、过半、不发生事故、突破亿户", &[]),
            ("3 million, £1.5bn and 1 483 jobs", &["3 million", "1.5bn", "1 483"]),
            ("fifteen, half, two thirds, zero, double, halved", &["halved"]),
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
