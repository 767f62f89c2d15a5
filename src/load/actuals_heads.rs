//! What the head of a column of figures says: a period, how final its figures are, and whether they are figures themselves
//! or their growth over the year before.

use crate::{
    actuals::Mark,
    calendar::{Calendar, NamedYears, some_period},
    period::Period,
    unit::Unit,
    words::is_among,
};

use super::{
    actuals_columns::in_brackets,
    actuals_marks::{FORECAST, is_footnote},
    actuals_rows::read_quality,
};

/// A head that is understood.
#[derive(Debug, Clone)]
pub struct PeriodHead {
    pub column: usize,
    pub period: Period,
    /// How final the figures are, where the head has a mark of it.
    pub mark: Option<HeadMark>,
    /// The unit behind the period in brackets.
    pub unit: Option<String>,
    /// Are the figures the growth over the year before, in %?
    pub growth: bool,
    /// Does the period follow from a title, or from a head to its left? Then it may be that of another head.
    pub follows: bool,
    /// The period as a text: of a year by its name that.
    pub text: String,
}

/// What a head says behind its period.
#[derive(Debug, Clone)]
pub enum HeadMark {
    /// A word of the column `quality`.
    Quality(&'static str),
    /// The sign of a footnote, or [`FORECAST`].
    Sign(String),
    /// A letter of which nothing is known.
    Letter(String),
}

/// Words of heads that stand for the figures themselves.
const FIGURE: &str = "绝对量 绝对数 绝对值 完成额 总量 数值 金额 数额 值 value";

/// Words that say growth over the year before, and those that may stand beside them.
const GROWTH: &str = "同比 增长 增速 增幅 ± growth";
const BESIDE_GROWTH: &str =
    "上年同期 去年同期 上年 累计 比 较 率 % ％ ( ) （ ） / year-on-year annual rate yoy of";

/// Figures from January on, and those of the last month alone, in the period of the title.
const CUMULATED: &str = "本月止累计 1-本月累计 年初至本月 本年累计 本月累计 1-本月 累计值 累计";
const MONTH: &str = "本月 当月";

/// The heads that are periods, each with what it says. `title` is the period that a title or a recipe names.
pub fn period_heads(cells: &[&str], title: Option<Period>) -> Vec<PeriodHead> {
    let mut heads: Vec<PeriodHead> = Vec::new();
    for (column, cell) in cells.iter().enumerate() {
        let (bare, unit) = unit_of(cell, title).unwrap_or((cell, None));
        let Some((own, (mark, growth))) = read(bare, title) else { continue };
        let newest = heads
            .iter()
            .filter(|it| !it.growth)
            .map(|it| it.period)
            .max_by_key(|it| (it.last(), it.months()));
        let Some(period) = own.or(newest).or(title) else { continue };
        let follows = leading_period(cell).is_none();
        let year = leading(cell, |text| some_period(text).map(|_| NamedYears::parse(text)));
        let text = match year {
            Some((Some(year), _)) => year.to_string(),
            _ => period.to_string(),
        };
        heads.push(PeriodHead { column, period, mark, unit, growth, follows, text });
    }
    // 202406 is a month, but beside periods of other forms a code.
    let is_plain = |it: &PeriodHead| {
        let cell = cells[it.column];
        cell.len() == 6 && cell.parse::<u32>().is_ok()
    };
    if !heads.iter().all(is_plain) {
        heads.retain(|it| !is_plain(it));
    }
    heads
}

/// A head of figures without the unit behind its period, and that unit: `2024年(亿元)`.
fn unit_of(head: &str, title: Option<Period>) -> Option<(&str, Option<String>)> {
    let (bare, inner) = in_brackets(head)?;
    // Of 2024(年) the year is no unit.
    let is_unit = Unit::parse(inner).is_known() && !is_among(inner, "年 月 日 天");
    if !is_unit {
        return None;
    }
    let is_figure = matches!(read(bare, title)?, (Some(_), (_, false)));
    is_figure.then(|| (bare, Some(inner.to_owned())))
}

/// Is it a head of a period that only a title can tell, such as 1-9月?
pub fn needs_title(head: &str) -> bool {
    let of_year = |year| read(head, Period::year(year)).and_then(|(period, _)| period);
    read(head, None).is_none() && of_year(2000).is_some()
}

/// The longest period that a head begins with, and what stands behind it.
pub fn leading_period(head: &str) -> Option<(Period, &str)> {
    leading(head, some_period)
}

/// Characters of the longest period; a head may be of any length.
const LONGEST_PERIOD: usize = 40;

fn leading<T>(head: &str, parse: impl Fn(&str) -> Option<T>) -> Option<(T, &str)> {
    let ends: Vec<usize> = head
        .char_indices()
        .map(|(start, sign)| start + sign.len_utf8())
        .take(LONGEST_PERIOD)
        .collect();
    ends.into_iter().rev().map(|end| head.split_at(end)).find_map(|(start, behind)| {
        // 20 of 2024 is none of it.
        let in_number = behind.starts_with(|sign: char| sign.is_ascii_digit());
        Some((parse(start).filter(|_| !in_number)?, behind.trim()))
    })
}

/// How final figures are, if a head has a mark of it, and whether they are growth.
type Measure = (Option<HeadMark>, bool);

/// The period of a head, if it names one or has one in that of the title; and what is measured.
fn read(head: &str, title: Option<Period>) -> Option<(Option<Period>, Measure)> {
    let of_year = |part: &str| {
        let year = title?.last().year();
        let is_part = part.contains(['月', '季', '半']) || part == "全年";
        if is_part { Period::parse(&format!("{year}年{part}")) } else { None }
    };
    let own = leading_period(head).or_else(|| leading(head, of_year));
    let (mut period, mut rest) = own.map_or((None, head), |(it, rest)| (Some(it), rest));
    let behind = |words: &str| words.split(' ').find_map(|word| rest.strip_prefix(word));
    let cumulated = behind(CUMULATED);
    let of_month = behind(MONTH);
    if let Some(behind) = cumulated {
        period = period.or(title).map(Period::year_to_date);
        rest = behind;
    } else if let (Some(behind), None) = (of_month, own) {
        // The last month of a whole year is hardly meant.
        let month = title.filter(|it| !Calendar::COMMON.is_whole_years(*it))?.last();
        period = Period::interval(month, month);
        rest = behind;
    }
    // Without a period a head is only one of growth, which most heads do not speak of.
    if period.is_none() && !says_growth(&rest.to_lowercase()) {
        return None;
    }
    let measure = measure_of(rest.trim_matches(['/', ' ']))?;
    (period.is_some() || measure.1).then_some((period, measure))
}

/// What words behind a period measure.
fn measure_of(words: &str) -> Option<Measure> {
    if words.is_empty() {
        return Some((None, false));
    }
    let mark = mark_of(words);
    let folded = words.to_lowercase();
    if mark.is_some() || is_among(&folded, FIGURE) {
        return Some((mark, false));
    }
    let mut rest = folded.as_str();
    let words = || GROWTH.split(' ').chain(BESIDE_GROWTH.split(' '));
    while let Some(behind) = words().find_map(|word| rest.strip_prefix(word)) {
        rest = behind.trim_start_matches(' ');
    }
    (rest.is_empty() && says_growth(&folded)).then_some((None, true))
}

/// Is there a word of growth in words in small letters?
fn says_growth(words: &str) -> bool {
    GROWTH.split(' ').any(|word| words.contains(word))
}

/// What a mark behind a period says, with or without brackets: a word of the column `quality` that says how final a figure is,
/// a letter of yearbooks, or the sign of a footnote.
fn mark_of(mark: &str) -> Option<HeadMark> {
    let word =
        mark.trim_matches(|sign: char| sign.is_whitespace() || "()（）[]［］【】".contains(sign));
    let folded = word.to_lowercase();
    Some(match folded.as_str() {
        "p" | "预" => HeadMark::Quality(Mark::Preliminary.word()),
        "e" | "估" => HeadMark::Quality(Mark::Estimate.word()),
        "r" => HeadMark::Quality("final"),
        "f" | "预测" | "预测数" | "forecast" => HeadMark::Sign(FORECAST.to_string()),
        _ if is_footnote(word) => HeadMark::Sign(word.to_owned()),
        letter if letter.len() == 1 && letter.chars().all(char::is_alphabetic) => {
            HeadMark::Letter(word.to_owned())
        }
        _ => {
            let quality = read_quality(word).ok().filter(|_| !word.is_empty())?.0;
            let says = |mark| matches!(mark, Mark::Preliminary | Mark::Estimate | Mark::Interim);
            if !quality.marks().all(says) {
                return None;
            }
            let mark = quality.marks().last();
            HeadMark::Quality(mark.map_or("final", Mark::word))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_behind_a_period() {
        let mark = |text| {
            mark_of(text).map(|mark| match mark {
                HeadMark::Quality(word) => word.to_owned(),
                HeadMark::Sign(sign) => format!("sign {sign}"),
                HeadMark::Letter(letter) => format!("letter {letter}"),
            })
        };
        for (text, word) in [
            ("(p)", Some("preliminary")),
            ("*", Some("sign *")),
            ("(①)", Some("sign ①")),
            ("¹", Some("sign ¹")),
            ("预", Some("preliminary")),
            ("估", Some("estimate")),
            ("r", Some("final")),
            ("F", Some("sign F")),
            ("预测", Some("sign F")),
            ("A", Some("letter A")),
            ("（暂估）", Some("interim")),
            ("（初步）", Some("preliminary")),
            ("快报数", Some("preliminary")),
            ("E", Some("estimate")),
            ("[Estimate]", Some("estimate")),
            ("(final)", Some("final")),
            ("()", None),
            ("以上", None),
            ("男", None),
            ("AB", None),
            ("同比增长", None),
        ] {
            assert_eq!(mark(text).as_deref(), word, "{text}");
        }
    }

    #[test]
    fn heads_of_monthly_tables() {
        let shown = |heads: &str, title: &str| {
            let cells: Vec<&str> = heads.split(',').collect();
            let heads = period_heads(&cells, Period::parse(title));
            let shown = heads.iter().map(|head| {
                let growth = if head.growth { "%" } else { "" };
                format!("{}:{}{growth}", head.column, head.period)
            });
            shown.collect::<Vec<_>>().join(" ")
        };
        for (heads, title, expected) in [
            (
                "指标,本月,本月止累计,累计同比增长（%）",
                "2024年1-9月",
                "1:2024-09 2:2024-01/2024-09 3:2024-01/2024-09%",
            ),
            ("指标,1-9月,1-9月同比增长（%）", "2024年", "1:2024-01/2024-09 2:2024-01/2024-09%"),
            ("指标,1-9月,1-9月同比增长（%）", "", ""),
            ("指标,2024年1-9月累计,同比增长（%）", "", "1:2024-01/2024-09 2:2024-01/2024-09%"),
            ("指标,2024年9月累计,同比±%", "", "1:2024-01/2024-09 2:2024-01/2024-09%"),
            (
                "指标,2024年1-9月,2024年1-9月同比增长（%）,比上年同期±%",
                "",
                "1:2024-01/2024-09 2:2024-01/2024-09% 3:2024-01/2024-09%",
            ),
            ("指标,2024年,2023年,增速(%)", "", "1:2024 2:2023 3:2024%"),
            (
                "指标,本月/绝对量,本月/同比±%,本月止累计/绝对量",
                "2024年1—9月",
                "1:2024-09 2:2024-09% 3:2024-01/2024-09",
            ),
            ("指标,本月", "2024年", ""),
            ("指标,2024*,2024年环比增长,2024年男", "", "1:2024"),
            ("指标,增速", "", ""),
            ("指标,增速", "2024年", "1:2024%"),
        ] {
            assert_eq!(shown(heads, title), expected, "{heads} {title}");
        }
        assert!(needs_title("1-9月") && needs_title("三季度"));
        assert!(!needs_title("2024年1-9月") && !needs_title("产量") && !needs_title("增速"));
    }
}
