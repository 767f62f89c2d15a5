//! Does the printed figure contain the number it is cited for?

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::super::{Goal, Indicator, Plan};
use super::{At, Findings, Item, Spot, Step};
use crate::diag::{PlanProblem, Severity};
use crate::number::Number;
use crate::unit::Unit;

/// The longest unit that is looked for behind a number (万亿元, 人年/万人).
const UNIT_CHARACTERS: usize = 6;

/// Past this many characters a figure, too long anyway, is not searched.
const SEARCHED_CHARACTERS: usize = 200;

pub(super) fn citations(indicator: &Indicator, at: At, findings: &mut Findings) {
    let percent = Unit::parse("%");
    // Behind 70%的县, with the target of each in other words.
    let share = indicator
        .every
        .as_ref()
        .and_then(|every| every.share.as_ref());
    let share = share.map(|share| share.scaled(&Number::power_of_ten(2)));
    for (index, citation) in indicator.citations.iter().enumerate() {
        let path = [Step::Key("cite"), Step::Entry(index)];
        if indicator.citations[..index].contains(citation) && !citation.figure.is_empty() {
            findings.warning(at.path(path), PlanProblem::DuplicateCitation);
        }
        // What is said without a number (逐年提高, 高于…增速) has none in its figure either.
        let Some((value, upper)) = number_of(&indicator.target) else {
            continue;
        };
        let figure = &citation.figure;
        let wanted = [Some(value), upper].into_iter().flatten();
        let mut wanted = wanted.chain(share.as_ref()).map(|value| {
            // A multiple and a share of the members are no amounts of the indicator.
            let pure = share.as_ref() == Some(value) || indicator.target.value().is_none();
            let unit = if pure { &percent } else { &indicator.unit };
            contains(figure, value, unit)
        });
        let found = wanted.any(|found| found) || grows_by(&indicator.target, figure);
        if !citation.figure.is_empty() && !found {
            let [list, entry] = path;
            findings.error(
                at.path([list, entry, Step::Key("figure")]),
                PlanProblem::FigureWithoutNumber {
                    figure: citation.figure.clone(),
                    value: value.clone(),
                    upper: upper.cloned(),
                },
            );
        }
    }
}

/// The number that a figure must print, or two of which it must print one.
fn number_of(goal: &Goal) -> Option<(&Number, Option<&Number>)> {
    match goal {
        Goal::Value(target) => Some((&target.value, target.upper.as_ref())),
        Goal::TimesBaseline(times) => times.is_positive().then_some((times, None)),
        Goal::Rising { .. } | Goal::Falling { .. } | Goal::AboveSeries { .. } => None,
    }
}

/// Is the multiple printed as an increase (增长1倍, 增加两倍) by one less?
fn grows_by(goal: &Goal, figure: &str) -> bool {
    let Goal::TimesBaseline(times) = goal else {
        return false;
    };
    let figure: Vec<char> = figure.nfkc().take(SEARCHED_CHARACTERS).collect();
    let less = times - &Number::one();
    let mut printed = numbers(&figure).into_iter();
    printed.any(|(number, rest)| number == less && rest.first() == Some(&'倍'))
}

pub(super) fn set_asides(plan: &Plan, findings: &mut Findings) {
    let mut seen = BTreeMap::new();
    for (index, set_aside) in plan.set_asides.iter().enumerate() {
        let spot = |index| Spot {
            item: Item::SetAside(index),
            path: vec![Step::Key("figure")],
        };
        let figure = &set_aside.figure;
        if let Some(first) = seen.get(figure) {
            findings.add(
                Severity::Warning,
                spot(index),
                PlanProblem::DuplicateSetAside {
                    figure: figure.clone(),
                },
                vec![spot(*first)],
            );
        } else {
            seen.insert(figure, index);
        }
        let narrow: String = figure.nfkc().collect();
        let bare = |character: char| character.is_ascii_digit() || ",. %".contains(character);
        if narrow.chars().all(bare) {
            findings.error(
                spot(index),
                PlanProblem::BareFigure {
                    figure: figure.clone(),
                },
            );
        }
    }
}

/// Does the figure print the value, as it stands or in another size of the unit? The sign is left to the words around it
/// (a cut of 14.5 % is printed 下降14.5%).
fn contains(figure: &str, value: &Number, unit: &Unit) -> bool {
    let figure: Vec<char> = figure.nfkc().take(SEARCHED_CHARACTERS).collect();
    let value = value.abs();
    numbers(&figure).into_iter().any(|(number, rest)| {
        number == value || {
            let sizes = (1..=UNIT_CHARACTERS.min(rest.len())).map(|length| {
                let printed: String = rest[..length].iter().collect();
                Unit::parse(&printed).convert(&number, unit)
            });
            sizes.flatten().any(|converted| converted == value)
        }
    })
}

/// Every number of a text in narrow form, with what follows it.
fn numbers(text: &[char]) -> Vec<(Number, &[char])> {
    const WORDS: [(&str, i64); 7] = [
        ("全覆盖", 100),
        ("双覆盖", 100),
        ("全部", 100),
        ("倍增", 2),
        ("翻番", 2),
        ("翻一番", 2),
        ("翻两番", 4),
    ];
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        for (word, value) in WORDS {
            if word
                .chars()
                .eq(rest.iter().copied().take(word.chars().count()))
            {
                found.push((Number::from(value), &rest[word.chars().count()..]));
            }
        }
        let (number, length) = arabic(rest).or_else(|| chinese(rest)).unzip();
        let length = length.unwrap_or(1);
        found.extend(number.map(|number| (number, &rest[length..])));
        at += length;
    }
    found
}

/// Digits at the start, with the commas that group them and their decimals.
fn arabic(text: &[char]) -> Option<(Number, usize)> {
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let mut digits = String::new();
    let mut at = 0;
    while digit(at) || groups(text, at) {
        if digit(at) {
            digits.push(text[at]);
        }
        at += 1;
    }
    if text.get(at) == Some(&'.') && digit(at + 1) {
        digits.push('.');
        at += 1;
        while digit(at) {
            digits.push(text[at]);
            at += 1;
        }
    }
    Some((Number::parse_decimal(&digits).ok()?, at))
}

/// Is there a comma between a digit and exactly three more?
fn groups(text: &[char], at: usize) -> bool {
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    at > 0
        && text.get(at) == Some(&',')
        && digit(at - 1)
        && (1..=3).all(|step| digit(at + step))
        && !digit(at + 4)
}

/// A Chinese numeral at the start: 二十, 一百零五, 百(强), 千(亿).
fn chinese(text: &[char]) -> Option<(Number, usize)> {
    let (mut total, mut pending, mut length) = (0_i64, None, 0);
    for character in text {
        match character {
            '零' | '〇' => pending = pending.or(Some(0)),
            '两' => pending = Some(2),
            '十' | '百' | '千' => {
                let power = match character {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                let count = pending.take().filter(|count| *count != 0).unwrap_or(1);
                total = i64::checked_add(total, count * power)?;
            }
            digit => match "一二三四五六七八九".chars().position(|one| one == *digit) {
                Some(value) => pending = Some(i64::try_from(value).ok()? + 1),
                None => break,
            },
        }
        length += 1;
    }
    let number = Number::from(total.checked_add(pending.unwrap_or(0))?);
    (length > 0).then_some((number, length))
}

#[cfg(test)]
mod tests {
    use super::contains;
    use crate::number::Number;
    use crate::unit::Unit;

    fn has(figure: &str, value: &str, unit: &str) -> bool {
        let value = Number::parse_decimal(value).unwrap();
        contains(figure, &value, &Unit::parse(unit))
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
        assert!(has("跻身全国百强", "100", "位"));
        assert!(has("总量达千亿元", "1000", "亿元"));
        assert!(has("规上企业全覆盖", "100", "%"));
    }

    #[test]
    fn other_numbers_are_not() {
        assert!(!has("突破1.7万家", "7", "万家"));
        assert!(!has("共1,234亿元", "234", "亿元"));
        assert!(!has("达2000家", "200", "家"));
        assert!(!has("达70%以上", "0.7", "%"));
        assert!(!has("没有数字", "1", "家"));
        assert!(!has("1,2,3", "23", "家"));
    }
}
