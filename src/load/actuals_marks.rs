//! What a column beside the figures says of them in the codes of statistical offices: how final a figure is, and by which
//! power of ten it is multiplied.

use crate::{
    actuals::{Mark, Quality},
    unit::Unit,
    words::is_among,
};

use super::actuals_columns::Column;

/// Whose marks a column, or the figures themselves, have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// The words of the column `quality`; beside figures none.
    #[default]
    Own,
    Sdmx,
    Eurostat,
    UnitedNations,
}

impl Dialect {
    /// Of a column, by its folded head.
    pub fn of(column: Column, head: &str) -> Self {
        match (column, head) {
            (Column::Nature, _) | (_, "nature") => Self::UnitedNations,
            (_, "flagcodes") => Self::Sdmx,
            (_, head) if head.contains("flag") => Self::Eurostat,
            (_, head) if column == Column::Status || head.contains("status") => Self::Sdmx,
            _ => Self::Own,
        }
    }
}

/// Every mark: the codes of SDMX, Eurostat and the United Nations, then what labels have in them. Case counts in codes: `R` and `r`
/// of the Australian Bureau are one, `E` and `e` are not of one dialect. `N` of the United Nations is that of regional sums,
/// and `Undefined` of Open SDG that of no mark.
const MARKS: [(Status, [&str; 4]); 7] = [
    (
        Status::FINAL,
        ["A R r", "r", "C CA G N NA", "normal|revised|undefined|country|global|最终|修订"],
    ),
    (Status::marked(Mark::Preliminary), ["P", "p", "", "provisional|preliminary|初步|快报|预计"]),
    (
        Status::marked(Mark::Estimate),
        ["E I", "e s", "E M", "estimate|imputed|model|估计|估算|推算|暂估"],
    ),
    (Status::marked(Mark::Break), ["B D", "b d", "", "break|definition differs|口径"]),
    (Status::marked(Mark::Doubtful), ["U S", "u", "", "reliab|uncertain|strike|存疑"]),
    (Status::FORECAST, ["F", "f", "", "forecast|projection|预测"]),
    (Status::NO_FIGURE, ["M L O H Q", "c z", "", "missing|suppressed|confidential|not applicable"]),
];

/// What a mark of a figure says, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Status {
    pub quality: Quality,
    pub forecast: bool,
    pub no_figure: bool,
}

impl Status {
    const FINAL: Self = Self { quality: Quality::FINAL, forecast: false, no_figure: false };
    const FORECAST: Self = Self { forecast: true, ..Self::FINAL };
    const NO_FIGURE: Self = Self { no_figure: true, ..Self::FINAL };

    const fn marked(mark: Mark) -> Self {
        Self { quality: Quality::FINAL.with(mark), ..Self::FINAL }
    }

    /// That of a cell with marks of others; `None` if one is not known.
    pub fn read(dialect: Dialect, cell: &str) -> Option<Self> {
        // A: Normal value
        let cell = cell.split_once(": ").map_or(cell, |(code, _)| code);
        let column = (dialect as usize).saturating_sub(1);
        let of_code = |code: &str| {
            let known = MARKS.iter().find(|(_, codes)| is_among(code, codes[column]));
            known.map(|(status, _)| *status)
        };
        let and = |all: Self, code: &str| Some(all.and(of_code(code)?));
        let codes = match dialect {
            // bep
            Dialect::Eurostat => {
                cell.split("").filter(|code| !code.is_empty()).try_fold(Self::FINAL, and)
            }
            _ => cell.split([';', ',', ' ']).try_fold(Self::FINAL, and),
        };
        codes.or_else(|| said_in(cell))
    }

    /// What both say.
    pub fn and(self, other: Self) -> Self {
        Self {
            quality: self.quality.and(other.quality),
            forecast: self.forecast || other.forecast,
            no_figure: self.no_figure || other.no_figure,
        }
    }

    /// What a sign behind a period or a figure says, and the footnote with that sign that says so; without one that is
    /// understood it is preliminary.
    pub fn of_sign(sign: char, footnotes: &[String]) -> (Self, Option<String>) {
        if sign == FORECAST {
            return (Self::FORECAST, Some(sign.to_string()));
        }
        let said = |text: &String| {
            let narrow = text.replace('＊', "*");
            let own = narrow.split(sign).nth(1)?.split(is_sign).next()?;
            Some((said_in(own).filter(|status| !status.no_figure)?, Some(text.clone())))
        };
        footnotes.iter().find_map(said).unwrap_or((Self::marked(Mark::Preliminary), None))
    }
}

/// What words say: those of a label, or of a footnote.
fn said_in(words: &str) -> Option<Status> {
    let words = words.to_lowercase();
    let has = |stems: &str| stems.split('|').any(|stem| words.contains(stem));
    // Estimated; suppressed: what says more stands further down.
    MARKS.iter().rev().find(|(_, [.., stems])| has(stems)).map(|it| it.0)
}

/// Behind a period: its figures are forecasts.
pub const FORECAST: char = 'F';

/// The signs of footnotes.
pub fn is_sign(sign: char) -> bool {
    matches!(sign, '*' | '＊' | '†' | '‡' | '¹' | '²' | '³' | '⁴'..='⁹' | '①'..='⑳')
}

/// Is it the sign of a footnote?
pub fn is_footnote(word: &str) -> bool {
    !word.is_empty() && word.chars().all(is_sign)
}

/// A figure and the sign of a footnote behind it, or an empty one: `27956.3*`, `27956.3 *`.
pub fn with_footnote(cell: &str) -> (&str, &str) {
    let figure = cell.trim_end_matches(is_sign).trim_end();
    let is_number =
        figure.ends_with(|last: char| last.is_ascii_digit() || "%％万亿".contains(last));
    if is_number { (figure, cell[figure.len()..].trim_start()) } else { (cell, "") }
}

/// A figure and the flags behind it, as Eurostat prints them: `1796 b`.
pub fn flagged(cell: &str) -> (&str, &str) {
    let is_flag = |flags: &str| flags.bytes().all(|byte| byte.is_ascii_lowercase());
    cell.rsplit_once(' ').filter(|(_, flags)| is_flag(flags)).unwrap_or((cell, ""))
}

/// The power of ten that a cell of a column of multipliers names: `3`, `Thousands`, `3: Thousands`, 万; a blank one is 1.
pub fn scale_of(cell: &str) -> Option<i32> {
    let word = cell.split_once(": ").map_or(cell, |(code, _)| code);
    if word.is_empty() || ["unit", "units"].iter().any(|one| word.eq_ignore_ascii_case(one)) {
        return Some(0);
    }
    if let Some(power) = word.parse().ok().filter(|power| (-9..=15).contains(power)) {
        return Some(power);
    }
    // A power of ten before a counting word.
    let unit = Unit::parse(&format!("{}件", word.strip_suffix(['s', 'S']).unwrap_or(word)));
    Some(unit.magnitude()).filter(|power| *power > 0 && unit.is_known())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_each_dialect() {
        for (head, cell, word) in [
            ("obsstatus", "A", "final"),
            ("obsstatus", "A: Normal value", "final"),
            ("obsstatus", "r", "final"),
            ("obsstatus", "P", "preliminary"),
            ("obsstatus", "E;B", "estimate;break"),
            ("obsstatus", "Time series break", "break"),
            ("obsstatus", "Estimated value", "estimate"),
            ("obsstatus", "Low reliability", "doubtful"),
            ("obsstatus", "Revised", "final"),
            ("observationstatus", "Undefined", "final"),
            ("obsstatus", "F", "forecast"),
            ("obsstatus", "M", "no figure"),
            ("obsstatus", "Missing value; suppressed", "no figure"),
            ("obsstatus", "p", "unknown"),
            ("obsstatus", "V", "unknown"),
            ("obsstatus", "a", "unknown"),
            ("flagcodes", "B", "break"),
            ("obsflag", "b", "break"),
            ("obsflag", "bep", "preliminary;estimate;break"),
            ("obsflag", "d", "break"),
            ("obsflag", "s", "estimate"),
            ("obsflag", "f", "forecast"),
            ("obsflag", "z", "no figure"),
            ("obsflag", "B", "unknown"),
            ("obsflag", "bx", "unknown"),
            ("observationstatusflagv2structure", "break in time series", "break"),
            ("nature", "C", "final"),
            ("nature", "CA", "final"),
            ("nature", "N", "final"),
            ("nature", "M", "estimate"),
            ("nature", "F", "unknown"),
        ] {
            let said =
                Status::read(Dialect::of(Column::Quality, head), cell).map(|status| match status {
                    Status { no_figure: true, .. } => "no figure".to_owned(),
                    Status { forecast: true, .. } => "forecast".to_owned(),
                    Status { quality, .. } => quality.word(),
                });
            assert_eq!(said.as_deref().unwrap_or("unknown"), word, "{head}: {cell}");
        }
    }

    #[test]
    fn signs_behind_a_figure() {
        for cell in ["27956.3*", "27956.3 *", "27956.3\u{a0}*"] {
            assert_eq!(with_footnote(cell), ("27956.3", "*"), "{cell}");
        }
        for cell in ["27956.3", "*", "- *", "x *"] {
            assert_eq!(with_footnote(cell), (cell, ""));
        }
    }

    #[test]
    fn flags_behind_a_figure() {
        assert_eq!(flagged("1796 b"), ("1796", "b"));
        assert_eq!(flagged(": c"), (":", "c"));
        for cell in ["1796", "1 796", "1796b", "1796 B", "12.3 亿元"] {
            assert_eq!(flagged(cell), (cell, ""));
        }
    }

    #[test]
    fn scales() {
        for (cell, power) in [
            ("", Some(0)),
            ("0", Some(0)),
            ("3", Some(3)),
            ("3: Thousands", Some(3)),
            ("-2", Some(-2)),
            ("Units", Some(0)),
            ("thousand", Some(3)),
            ("Millions", Some(6)),
            ("Billions", Some(9)),
            ("千", Some(3)),
            ("万", Some(4)),
            ("百万", Some(6)),
            ("亿", Some(8)),
            ("1000", Some(3)),
            ("2025", None),
            ("High", None),
            ("台", None),
            ("s", None),
        ] {
            assert_eq!(scale_of(cell), power, "{cell}");
        }
    }
}
