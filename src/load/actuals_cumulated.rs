//! Figures that run from January of their year to the period they are printed for, as their name or head says.

use crate::{
    calendar::Calendar,
    period::{Month, Period},
};

/// What a name of cumulated figures ends with, apart from months before 累计 (1-9月累计).
const ENDINGS: [&str; 3] = ["累计值", "本年累计", "累计同比"];

/// The words behind the months in 1-9月累计.
const CUMULATED: &str = "累计";

/// Does a name, or the head of a column of figures, say that they run from January?
pub fn is_cumulated(name: &str) -> bool {
    let name = without_bracket(name);
    ENDINGS.iter().any(|ending| name.ends_with(ending)) || months_of(name).is_some()
}

/// The period of a figure of this name: from January, if the name says so.
pub fn period_of(name: &str, printed: Period) -> Period {
    let first = printed.first();
    let last = printed.last();
    // A day in the middle of a month ends no period.
    let is_inside = printed.is_day() && printed.last_day() != last.last_day();
    if is_inside || first.year() != last.year() || !is_cumulated(name) {
        return printed;
    }
    let months = months_of(without_bracket(name)).filter(|_| Calendar::COMMON.is_year(printed));
    let named = months.and_then(|months| Period::parse(&format!("{}年{months}", last.year())));
    let january = Month::new(last.year(), 1);
    named.or_else(|| Period::interval(january?, last)).unwrap_or(printed)
}

/// A name without a unit in brackets behind it.
fn without_bracket(name: &str) -> &str {
    let name = name.trim();
    let open = name.rfind(['(', '（']).filter(|_| name.ends_with([')', '）']));
    open.and_then(|open| name.get(..open)).unwrap_or(name).trim_end()
}

/// The months of a name that ends in them and 累计: `1-9月`.
fn months_of(name: &str) -> Option<&str> {
    let rest = name.strip_suffix(CUMULATED)?;
    let front = rest
        .strip_suffix('月')?
        .trim_end_matches(|sign: char| sign.is_ascii_digit() || "-—–~～至".contains(sign));
    rest.get(front.len()..).filter(|months| Period::parse(&format!("2000年{months}")).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_from_january() {
        for (name, printed, period) in [
            ("国内生产总值累计值", "2021年第四季度", "2021"),
            ("国内生产总值累计值（亿元）", "2021年第二季度", "2021-01/2021-06"),
            ("中国:零售总额:累计值", "2023-11", "2023-01/2023-11"),
            ("固定资产投资:累计同比", "2023-02", "2023-01/2023-02"),
            ("进出口本年累计", "2023-09", "2023-01/2023-09"),
            ("进出口1-9月累计", "2023", "2023-01/2023-09"),
            ("进出口1—9月累计(亿元)", "2023-09", "2023-01/2023-09"),
            ("累计值", "2023", "2023"),
            ("进出口累计值", "2021/2023", "2021/2023"),
            ("进出口累计值", "2023-06-30", "2023-01/2023-06"),
            ("进出口累计值", "2023-06-15", "2023-06-15"),
            ("累计培训人次", "2023Q2", "2023Q2"),
            ("五年累计", "2023Q2", "2023Q2"),
            ("累计值（旧）以外", "2023Q2", "2023Q2"),
            ("13-40月累计", "2023", "2023"),
        ] {
            let printed = Period::parse(printed).expect(printed);
            assert_eq!(period_of(name, printed).to_string(), period, "{name}");
        }
    }
}
