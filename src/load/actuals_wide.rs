//! Wide tables: several figures in a row, with a column for each period or for each indicator.
//!
//! A row is taken apart into the records of a long table, which then go the way of every record. Their places are those
//! of the cells they came from.

use csv::ByteRecord;

use crate::actuals::Mark;
use crate::diag::{DataProblem, Place};
use crate::period::Period;
use crate::unit::Unit;

use super::actuals_columns::{Column, HEADS};
use super::actuals_header::{Header, HeaderFault, duplicate};
use super::actuals_table::Row;

/// A wide table: where its figures stand.
#[derive(Debug)]
pub struct Wide {
    /// The header of the records it is taken apart into.
    pub header: Header,
    /// Where the columns stand in the rows of the table.
    pub found: Header,
    /// The columns of figures.
    pub figures: Vec<Figure>,
    /// What there is to say of the heads.
    pub notes: Vec<HeaderFault>,
}

/// A column of figures.
#[derive(Debug)]
pub struct Figure {
    pub column: usize,
    head: Head,
    /// The sign of a footnote behind its period.
    footnote: Option<char>,
    /// Where the head stands; set when the file is known.
    pub place: Option<Place>,
}

impl Head {
    fn of(self, column: usize) -> Figure {
        Figure { column, head: self, footnote: None, place: None }
    }
}

impl Figure {
    /// The indicator of its figures, when its head names one.
    pub fn name(&self) -> Option<&str> {
        match &self.head {
            Head::Name(name, _) => Some(name),
            Head::Period(..) => None,
        }
    }
}

/// What the head of a column of figures says.
#[derive(Debug)]
enum Head {
    /// The period of its figures, and the quality that a sign behind it says.
    Period(String, Option<Mark>),
    /// Their indicator, with the unit that stands behind it in brackets.
    Name(String, Option<String>),
}

/// A head that begins with a period.
pub struct PeriodHead {
    pub column: usize,
    pub period: Period,
    pub sign: Sign,
}

impl PeriodHead {
    /// Are there actuals below it?
    pub fn is_read(&self) -> bool {
        matches!(self.sign, Sign::None | Sign::Quality(_) | Sign::Footnote(_))
    }
}

/// What stands behind the period of a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    None,
    /// A word of quality, or its letter.
    Quality(Mark),
    /// No actuals: a forecast.
    Forecast,
    /// The sign of a footnote.
    Footnote(char),
    /// A letter that may mean anything.
    Letter,
    /// Words: what of the period is measured.
    Words,
}

const SIGNS: [(Sign, &[&str]); 3] = [
    (
        Sign::Quality(Mark::Preliminary),
        &[
            "p",
            "预",
            "预计",
            "预计数",
            "初",
            "初步",
            "初步数",
            "初步核算",
            "初步核算数",
            "快报",
            "快报数",
            "preliminary",
            "provisional",
        ],
    ),
    (
        Sign::Quality(Mark::Estimate),
        &["e", "估", "估计", "估计数", "估算", "estimate", "estimated"],
    ),
    (Sign::Forecast, &["f", "预测", "预测数", "forecast", "projected", "projection"]),
];

/// Signs of footnotes.
const FOOTNOTES: &str = "*＊†‡①②③④⑤⑥⑦⑧⑨⑩¹²³⁴⁵⁶⁷⁸⁹";

impl Sign {
    /// `None` where it is a part of the period itself.
    fn of(text: &str) -> Option<Self> {
        if text.starts_with(|first: char| first.is_ascii_digit() || "-–—~～/.".contains(first))
        {
            return None;
        }
        let around = |sign: char| sign.is_whitespace() || "()（）[]【】".contains(sign);
        let word = text.trim_matches(around).to_lowercase();
        let known = SIGNS.iter().find(|(_, words)| words.contains(&word.as_str()));
        Some(match known {
            _ if word.is_empty() => Self::None,
            Some((sign, _)) => *sign,
            None if word.len() <= 2 && word.bytes().all(|sign| sign.is_ascii_alphabetic()) => {
                Self::Letter
            }
            None => match word.chars().next().filter(|sign| FOOTNOTES.contains(*sign)) {
                Some(sign) if word.chars().all(|it| it == sign) => Self::Footnote(sign),
                _ => Self::Words,
            },
        })
    }
}

/// The period that a head begins with, and what stands behind it: 2023年*, 2023p, 2023年(预).
fn period_head(head: &str) -> Option<(Period, Sign)> {
    if let Some(period) = Period::parse(head) {
        return Some((period, Sign::None));
    }
    if !head.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let mut ends = head.char_indices().rev();
    ends.find_map(|(end, _)| {
        let (period, rest) = head.split_at(end);
        Some((Period::parse(period)?, Sign::of(rest)?))
    })
}

/// The columns whose heads begin with periods.
pub fn period_heads(cells: &[&str], found: &Header) -> Vec<PeriodHead> {
    let all = cells.iter().enumerate();
    all.filter(|(index, _)| !found.has(*index))
        .filter_map(|(column, cell)| {
            let (period, sign) = period_head(cell)?;
            Some(PeriodHead { column, period, sign })
        })
        .collect()
}

impl Wide {
    /// One column for each period.
    pub fn by_periods(found: Header, heads: Vec<PeriodHead>, cells: &[&str]) -> Self {
        let signed = |fits: &dyn Fn(Sign) -> bool| {
            let signed = heads.iter().filter(|head| fits(head.sign));
            let columns: Vec<usize> = signed.map(|head| head.column).collect();
            let heads = columns.iter().filter_map(|column| cells.get(*column));
            let heads: Vec<String> = heads.map(|head| (*head).to_owned()).collect();
            Some((heads, Some(*columns.first()?)))
        };
        let notes = [
            signed(&|sign| sign == Sign::Forecast)
                .map(|(heads, first)| (DataProblem::ForecastsPassedOver { heads }, first)),
            signed(&|sign| sign == Sign::Words)
                .map(|(heads, first)| (DataProblem::HeadsNotRead { heads }, first)),
        ];
        let notes = notes.into_iter().flatten().collect();
        let read = heads.into_iter().filter(PeriodHead::is_read);
        let figures = read.map(|PeriodHead { column, period, sign }| {
            let (mark, footnote) = match sign {
                Sign::Quality(mark) => (Some(mark), None),
                // Until the footnote says otherwise.
                Sign::Footnote(sign) => (Some(Mark::Preliminary), Some(sign)),
                _ => (None, None),
            };
            Figure { footnote, ..Head::Period(period.to_string(), mark).of(column) }
        });
        Self { notes, ..Self::new(found, figures.collect()) }
    }

    /// One column for each indicator. Names that differ only in their brackets keep them.
    pub fn by_names(found: Header, columns: &[usize], cells: &[&str], knows: Knows<'_>) -> Self {
        let figures = columns.iter().map(|column| {
            let printed = cells.get(*column).copied().unwrap_or_default();
            let (mut name, unit) = name_and_unit(printed, knows);
            let others = columns.iter().filter(|other| *other != column);
            let mut stems =
                others.filter_map(|other| Some(name_and_unit(cells.get(*other)?, knows).0));
            if stems.any(|stem| stem == name) {
                name = printed;
            }
            Head::Name(name.to_owned(), unit.map(str::to_owned)).of(*column)
        });
        let figures = figures.collect();
        Self::new(found, figures)
    }

    /// A record has a cell for each column there is, in their order.
    fn new(found: Header, figures: Vec<Figure>) -> Self {
        let mut header = found.clone();
        let marked = figures.iter().any(|it| matches!(it.head, Head::Period(_, Some(_))));
        for (cell, (column, _)) in HEADS.into_iter().enumerate() {
            let always = match column {
                // A table of indicators has one name in the head of each column.
                Column::Indicator => found.names().next().is_none(),
                Column::Period | Column::Value | Column::Unit => true,
                Column::Quality => marked,
                _ => false,
            };
            header[column] = (always || found[column].is_some()).then_some(cell);
        }
        Self { header, found, figures, notes: Vec::new() }
    }

    /// Is there anything that a footnote may explain?
    pub fn has_footnotes(&self) -> bool {
        self.figures.iter().any(|figure| figure.footnote.is_some())
    }

    /// Takes the quality of figures from the remarks of the table; the columns of those that none explains.
    pub fn explain(&mut self, remarks: &[String]) -> Vec<usize> {
        let mut unexplained = Vec::new();
        for figure in &mut self.figures {
            let Some(sign) = figure.footnote else { continue };
            match (remarks.iter().find_map(|remark| explained(sign, remark)), &mut figure.head) {
                (Some(Explained(said)), Head::Period(_, mark)) => *mark = said,
                _ => unexplained.push(figure.column),
            }
        }
        unexplained
    }

    /// Two columns of one period.
    pub fn period_twice(heads: &[PeriodHead], cells: &[&str]) -> Option<HeaderFault> {
        let heads: Vec<_> = heads.iter().filter(|head| head.is_read()).collect();
        let twice = heads.iter().enumerate().find_map(|(place, second)| {
            let mut before = heads.iter().take(place);
            let first = before.find(|first| first.period == second.period)?;
            Some((first.column, second.column))
        });
        let (first, second) = twice?;
        Some(duplicate("period", cells, first, second))
    }

    /// Is the head of a column, as it is or without a unit in brackets, the name of an indicator that is asked for?
    pub fn is_known(head: &str, knows: Knows<'_>) -> bool {
        knows(head, None) || knows(name_and_unit(head, knows).0, None)
    }

    /// Does a head end in a unit in brackets?
    pub fn has_unit(head: &str) -> bool {
        name_and_unit(head, &|_, _| false).1.is_some()
    }

    /// The columns that say what the figures of a row are.
    pub fn key_columns(&self) -> Vec<usize> {
        (0..self.found.cells).filter(|cell| self.found.has(*cell)).collect()
    }

    /// The columns of the figures.
    pub fn figure_columns(&self) -> impl Iterator<Item = usize> {
        self.figures.iter().map(|figure| figure.column)
    }

    /// Has the row of a table any figure? A row without one is a remark, or a line between groups.
    pub fn has_figures(&self, row: &Row<'_>) -> bool {
        self.figure_columns().any(|column| !row.cell(Some(column)).is_empty())
    }

    /// Makes `record` the cells of one figure of a row; `false` when it has one and no unit is known for it.
    pub fn take_apart(
        &self,
        row: &Row<'_>,
        figure: &Figure,
        knows: Knows<'_>,
        record: &mut ByteRecord,
    ) -> bool {
        let of_row = |column| row.cell(self.found[column]);
        let value = row.cell(Some(figure.column));
        let marked;
        let mut cells: [&str; HEADS.len()] = HEADS.map(|(column, ..)| of_row(column));
        let mut unit = of_row(Column::Unit);
        match &figure.head {
            Head::Name(name, of_head) => {
                cells[Column::Indicator as usize] = name;
                unit = of_head.as_deref().unwrap_or(unit);
            }
            Head::Period(period, mark) => {
                cells[Column::Period as usize] = period;
                if let Some(mark) = mark {
                    let quality = &mut cells[Column::Quality as usize];
                    marked = format!("{quality};{}", mark.word());
                    *quality = &marked;
                }
                for name in Column::NAMES.map(|column| column as usize) {
                    if unit.is_empty() {
                        let (bare, of_name) = name_and_unit(cells[name], knows);
                        (cells[name], unit) = (bare, of_name.unwrap_or_default());
                    }
                }
            }
        }
        (cells[Column::Value as usize], cells[Column::Unit as usize]) = (value, unit);
        for given in &row.table.given {
            let cell = &mut cells[given.column as usize];
            if cell.is_empty() {
                *cell = &given.text;
            }
        }
        let unit = cells[Column::Unit as usize];
        record.clear();
        for cell in cells {
            record.push_field(cell.as_bytes());
        }
        !unit.is_empty() || value.is_empty() || value.ends_with(['%', '％'])
    }

    /// The place of what a record of one figure has in a column; of the row without one.
    pub fn place(&self, row: &Row<'_>, figure: &Figure, column: Option<Column>) -> Place {
        let found = &self.found;
        let of_head = || figure.place.clone().unwrap_or_else(|| row.place(None));
        let at = match (column, &figure.head) {
            (Some(Column::Value), _) => Some(figure.column),
            (Some(Column::Period), Head::Period(..))
            | (Some(Column::Unit), Head::Name(_, Some(_))) => return of_head(),
            (Some(column), Head::Name(..)) if Column::NAMES.contains(&column) => return of_head(),
            (Some(column), head) if found[column].is_none() => {
                match (row.table.given(column), column, head) {
                    (Some(given), ..) => return given.place.clone(),
                    (None, Column::Unit, Head::Period(..)) => {
                        found.names().next().and_then(|name| found[name])
                    }
                    (None, Column::Unit, Head::Name(..)) => Some(figure.column),
                    _ => None,
                }
            }
            (column, _) => column.and_then(|column| found[column]),
        };
        row.place(at)
    }
}

/// The quality of figures with a sign; none of final ones.
#[derive(Debug, PartialEq)]
struct Explained(Option<Mark>);

/// The quality that a remark says of the figures with a sign: 注：*为初步核算数。
fn explained(sign: char, remark: &str) -> Option<Explained> {
    let behind = remark.split(sign).nth(1)?;
    let text = behind.split(|it| FOOTNOTES.contains(it)).next()?.to_lowercase();
    let words: [(Option<Mark>, &[&str]); 3] = [
        (Some(Mark::Preliminary), &["初步", "快报", "预计", "preliminary", "provisional"]),
        (Some(Mark::Estimate), &["估", "推算", "estimate"]),
        (None, &["最终", "终值", "修订", "调整", "final", "revised"]),
    ];
    let said = words.iter().find(|(_, words)| words.iter().any(|word| text.contains(word)))?;
    Some(Explained(said.0))
}

/// Is this the name of an indicator that is asked for, and, of a unit, can its figures be in that?
pub type Knows<'a> = &'a dyn Fn(&str, Option<&Unit>) -> bool;

/// A name without the unit behind it in brackets, and that unit: `R&D经费（亿元）`. A name that is asked for as it is keeps
/// its brackets; what is in them is its unit all the same, if its figures can be in that. Else brackets that hold no unit
/// belong to the name.
pub fn name_and_unit<'a>(printed: &'a str, knows: Knows<'_>) -> (&'a str, Option<&'a str>) {
    let Some((name, inner)) = in_brackets(printed) else {
        return (printed, None);
    };
    if knows(printed, None) {
        // current US$: words may stand before the unit.
        let starts = std::iter::once(0).chain(inner.match_indices(' ').map(|(at, _)| at + 1));
        let mut units = starts.filter_map(|start| inner.get(start..));
        return (printed, units.find(|unit| knows(printed, Some(&Unit::parse(unit)))));
    }
    let unit = Unit::parse(inner);
    let is_unit = unit.is_known() || unit.has_magnitude() || knows(name, Some(&unit));
    if is_unit { (name, Some(inner)) } else { (printed, None) }
}

/// A name and what stands behind it in brackets.
pub fn in_brackets(printed: &str) -> Option<(&str, &str)> {
    let pairs = [('(', ')'), ('（', '）'), ('[', ']'), ('［', '］'), ('【', '】')];
    pairs.iter().find_map(|(open, close)| {
        let (name, inner) = printed.strip_suffix(*close)?.rsplit_once(*open)?;
        let (name, inner) = (name.trim(), inner.trim());
        let inner = inner.strip_prefix("单位").unwrap_or(inner);
        let inner = inner.trim_start_matches([':', '：', ' ']);
        (!name.is_empty() && !inner.is_empty()).then_some((name, inner))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_with_a_sign() {
        let quality = |mark| Some(Sign::Quality(mark));
        for (head, sign) in [
            ("2023年", Some(Sign::None)),
            ("2023p", quality(Mark::Preliminary)),
            ("2023年(预)", quality(Mark::Preliminary)),
            ("2023年 初步数", quality(Mark::Preliminary)),
            ("2023Q4 E", quality(Mark::Estimate)),
            ("2025F", Some(Sign::Forecast)),
            ("2023年*", Some(Sign::Footnote('*'))),
            ("2023①", Some(Sign::Footnote('①'))),
            ("2023年1-9月¹", Some(Sign::Footnote('¹'))),
            ("2023r", Some(Sign::Letter)),
            ("2023年增速（%）", Some(Sign::Words)),
            ("2023年1-9月同比增长", Some(Sign::Words)),
            ("指标2023", None),
            ("2011-123", None),
            ("20233", None),
        ] {
            assert_eq!(period_head(head).map(|(_, sign)| sign), sign, "{head}");
        }
        for (remark, said) in [
            ("注：*为初步核算数。", Some(Some(Mark::Preliminary))),
            ("* estimated by the office", Some(Some(Mark::Estimate))),
            ("注：①为估算数，*为最终核实数", Some(None)),
            ("注：*见附注", None),
            ("注：本表为快报数", None),
        ] {
            assert_eq!(explained('*', remark), said.map(Explained), "{remark}");
        }
    }

    #[test]
    fn units_in_brackets() {
        let knows = |name: &str, unit: Option<&Unit>| match name {
            "每万人（件）" | "指数" => unit.is_none(),
            "清运量（万吨）" | "清运量" => {
                unit.is_none_or(|it| it.factor_to(&Unit::parse("亿吨")).is_some())
            }
            "GDP (current US$)" => unit.is_none_or(|it| *it == Unit::parse("US$")),
            _ => false,
        };
        for (printed, name, unit) in [
            ("R&D经费（亿元）", "R&D经费", Some("亿元")),
            ("R&D经费 (单位：亿元)", "R&D经费", Some("亿元")),
            ("研发投入强度[%]", "研发投入强度", Some("%")),
            ("研发经费（现价）", "研发经费（现价）", None),
            ("研发经费（现价）（万元）", "研发经费（现价）", Some("万元")),
            ("每万人（件）", "每万人（件）", None),
            ("指数(点子)", "指数(点子)", None),
            ("清运量（万吨）", "清运量（万吨）", Some("万吨")),
            ("清运量（吨）", "清运量", Some("吨")),
            ("里程（万公里）", "里程", Some("万公里")),
            ("里程（公里）", "里程（公里）", None),
            ("GDP (current US$)", "GDP (current US$)", Some("US$")),
            ("（亿元）", "（亿元）", None),
            ("研发经费", "研发经费", None),
        ] {
            assert_eq!(name_and_unit(printed, &knows), (name, unit), "{printed}");
        }
    }
}
