//! The cells of a row: period, value, unit, release date, quality.

use std::collections::HashSet;
use std::iter;
use std::rc::Rc;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use foldhash::HashMap;

use crate::{
    actuals::{
        Mark, Observation, Origin, Quality, known_by,
        printed_number::{PrintedNumber, is_missing, read_cell, with_unit},
    },
    calendar::{Calendar, NamedYears},
    diag::{self, DataProblem, ValueFault},
    number::Number,
    period::Period,
    plan::{Kind, Timed, Wanted},
    unit::Unit,
};

use super::{
    actuals_columns::{Column, in_brackets},
    actuals_marks::{Dialect, Status, flagged, scale_of},
    actuals_periods::period_of,
    actuals_said::Noted,
    actuals_table::Record,
};

/// A problem with the column of its cell.
pub type CellFault = (DataProblem, Option<Column>);

/// A row's cells, read.
pub struct Row {
    /// As printed; of a year by its name what it is, or stands for, where years are calendar years.
    period: Period,
    /// A year by its name, whose months the calendar says, and its cell.
    year: Option<(NamedYears, String)>,
    /// Of a figure that runs from January, all of it.
    pub covered: Period,
    pub number: PrintedNumber,
    value_cell: String,
    pub unit: Option<Rc<Unit>>,
    /// Without a unit of its own: what stands in brackets behind its name.
    in_brackets: Option<Rc<Unit>>,
    pub published: Option<NaiveDate>,
    pub quality: Quality,
    /// Whether the quality says `final`.
    pub says_final: bool,
    /// What there is to say of it, once a file, with the column of the cell that it is about.
    pub noted: Vec<(Noted, Column)>,
    /// The power of ten by which its column of multipliers has multiplied it.
    pub scale: i32,
    source: Option<Arc<str>>,
    note: Option<Arc<str>>,
}

/// Units remembered by spelling.
const MAX_UNITS: usize = 1000;

/// Texts that many rows share, held once.
#[derive(Default)]
pub struct Shared {
    units: HashMap<String, Rc<Unit>>,
    texts: HashSet<Arc<str>>,
}

impl Shared {
    fn unit(&mut self, printed: &str) -> Rc<Unit> {
        if let Some(unit) = self.units.get(printed) {
            return Rc::clone(unit);
        }
        let unit = Rc::new(Unit::parse(printed));
        // Real files know a handful; a column of nonsense must not fill the memory.
        if self.units.len() < MAX_UNITS {
            self.units.insert(printed.to_owned(), Rc::clone(&unit));
        }
        unit
    }

    /// A text; none where it is empty.
    pub fn text(&mut self, text: &str) -> Option<Arc<str>> {
        if text.is_empty() {
            return None;
        }
        if let Some(known) = self.texts.get(text) {
            return Some(Arc::clone(known));
        }
        let text: Arc<str> = Arc::from(text);
        self.texts.insert(Arc::clone(&text));
        Some(text)
    }
}

impl Row {
    /// Reads the cells of a row that matched; `None` when it has no figure.
    ///
    /// Errors: every fault of the row, each with its cell.
    pub fn read(record: &Record<'_>, shared: &mut Shared) -> Result<Option<Self>, Vec<CellFault>> {
        if let Some(problem) = record.row.cell_count() {
            return Err(vec![(problem, None)]);
        }
        let mut faults = Vec::new();
        let header = record.header();
        let value_cell = record.cell(Column::Value);
        let (value_cell, flags) = if header.flags { flagged(value_cell) } else { (value_cell, "") };
        let number = match read_cell(value_cell, record.row.table.commas) {
            Ok(None) => return Ok(None),
            Ok(Some(number)) => Some(number),
            Err(mut fault) => {
                // Where no spreadsheet computes, `="1000"` is just no number.
                if fault == ValueFault::Formula && record.row.text.is_some() {
                    fault = ValueFault::NotANumber;
                }
                let cell = value_cell.to_owned();
                faults.push((DataProblem::BadValue { cell, fault }, Some(Column::Value)));
                None
            }
        };
        let cell = record.cell(Column::Period);
        let year = NamedYears::parse(cell).map(|year| (year, cell.to_owned()));
        let period = year
            .as_ref()
            .and_then(|(year, _)| year.stand_in())
            .map_or_else(|| read_period(cell), Ok)
            .map_err(|problem| faults.push((problem, Some(Column::Period))))
            .ok();
        let published = read_date(record.cell(Column::Published))
            .map_err(|problem| faults.push((problem, Some(Column::Published))))
            .ok();
        let mut quality = Quality::FINAL;
        let mut says_final = false;
        let mut noted = Vec::new();
        let known_in = published.flatten().map(|day| day.year());
        let marks = Column::MARKS
            .into_iter()
            .zip(header.dialects)
            .map(|(column, dialect)| (column, dialect, record.cell(column)));
        for (column, dialect, cell) in marks.chain([(Column::Value, Dialect::Eurostat, flags)]) {
            if dialect == Dialect::Own {
                match read_quality(cell) {
                    Ok((marks, says)) => {
                        quality = quality.and(marks);
                        says_final |= says;
                    }
                    Err(problem) => faults.push((problem, Some(column))),
                }
                continue;
            }
            let status = if is_missing(cell) { None } else { Some(Status::read(dialect, cell)) };
            if status == Some(None) {
                noted.push((Noted::UnknownMark, column));
            }
            let status = status.flatten().unwrap_or_default();
            quality = quality.and(status.quality);
            if status.no_figure {
                let (cell, mark) = (value_cell.to_owned(), cell.to_owned());
                faults.push((DataProblem::MarkedMissing { cell, mark }, Some(column)));
            }
            if status.forecast {
                noted.push((Noted::Forecast, column));
            }
        }
        let last_actual = Some(record.cell(Column::LastActual))
            .filter(|cell| !is_missing(cell))
            .map(read_period)
            .transpose();
        match (last_actual, period) {
            (Ok(Some(last)), Some(period)) if period.last() > last.last() => {
                // Of a year that was not over when it was released, or not yet counted.
                let is_interim = known_in.is_some_and(|year| period.last().year() <= year);
                if is_interim {
                    quality = quality.with(Mark::Estimate).with(Mark::Interim);
                }
                let what = if is_interim { Noted::Interim } else { Noted::Forecast };
                noted.push((what, Column::LastActual));
            }
            (Err(problem), _) => faults.push((problem, Some(Column::LastActual))),
            _ => {}
        }
        let (Some(number), Some(period), Some(published), true) =
            (number, period, published, faults.is_empty())
        else {
            return Err(faults);
        };
        let unit = record.cell(Column::Unit);
        let covered = period_of(record.name().1, period);
        let mut row = Self {
            period,
            year,
            covered,
            value_cell: value_cell.to_owned(),
            unit: (!unit.is_empty()).then(|| shared.unit(unit)),
            in_brackets: in_brackets(record.name().1)
                .filter(|_| unit.is_empty())
                .map(|(_, inner)| shared.unit(inner)),
            published,
            quality: number.mark.map_or(quality, |mark: Mark| quality.with(mark)),
            says_final,
            source: shared.text(record.cell(Column::Source)),
            note: shared.text(record.cell(Column::Note)),
            number,
            noted,
            scale: 0,
        };
        let fault = |problem| vec![(problem, Some(Column::Multiplier))];
        row.multiply(record.cell(Column::Multiplier), header.scale_is_sure).map_err(fault)?;
        Ok(Some(row))
    }

    /// Multiplies it as its column of multipliers says, which by its head may be one of something else unless that is sure.
    fn multiply(&mut self, cell: &str, is_sure: bool) -> Result<(), DataProblem> {
        let scale = scale_of(cell);
        let own = self.unit.as_deref().map_or(0, Unit::magnitude);
        let noted = match scale {
            None if is_sure => {
                return Err(DataProblem::BadScale { cell: cell.to_owned() });
            }
            None => Noted::NoScale,
            Some(0) => return Ok(()),
            // Millions of USD
            Some(scale) if scale == own => Noted::ScaleInUnit,
            Some(_) if own != 0 || self.number.multiplied => {
                let unit = self.unit.as_ref().filter(|_| own != 0);
                let unit = unit.map_or(&*self.value_cell, |unit| unit.printed());
                let fault = ValueFault::MagnitudeTwice { unit: unit.to_owned() };
                return Err(DataProblem::BadValue { cell: cell.to_owned(), fault });
            }
            Some(scale) => {
                self.scale = scale;
                self.number.value = self.number.value.scaled(&Number::power_of_ten(scale));
                self.number.place += scale;
                self.number.round_place += scale;
                Noted::Scaled
            }
        };
        self.noted.push((noted, Column::Multiplier));
        Ok(())
    }

    /// The observation that the row is of something wanted, in its unit.
    pub fn observation(&self, wanted: &Wanted, origin: Origin) -> Result<Observation, CellFault> {
        let (printed, covered) = self.periods(wanted.kind.calendar)?;
        // Of a stock nothing adds up.
        let period = if wanted.kind == Kind::Stock { printed } else { covered };
        if wanted.kind == Kind::Flow && period.is_day() {
            return Err((
                DataProblem::PointOfFlow { period, indicator: wanted.name() },
                Some(Column::Period),
            ));
        }
        let own = &wanted.unit;
        let of_row =
            self.unit_beside(own).map(|unit| if wanted.takes_for_own(unit) { own } else { unit });
        // A multiplier is that of the plain unit.
        let bare = (of_row.is_none() && self.scale != 0).then(|| own.bare());
        let of_row = of_row.or(bare.as_ref());
        let unit = self.number.unit(of_row, own).map_err(|fault| {
            let cell = self.value_cell.clone();
            (DataProblem::BadValue { cell, fault }, Some(Column::Value))
        })?;
        let factor = unit.factor_to(own).ok_or_else(|| self.mismatch(&unit, wanted))?;
        let number = &self.number;
        let value = number.value.scaled(&factor);
        let last_digit = || Number::power_of_ten(number.round_place).scaled(&factor);
        let known = known_by(self.quality, &value, last_digit);
        let early = self.early(wanted.kind, printed);
        let quality =
            if early.is_some() { self.quality.with(Mark::Estimate) } else { self.quality };
        Ok(Observation {
            period: wanted.kind.period(period),
            printed: self.printed(own, &value),
            value,
            known: known.map(Arc::new),
            published: self.published.unwrap_or_else(|| printed.last_day()),
            dated: self.published.is_some(),
            unitless: self.unit_beside(own).is_none() && !number.percent && self.scale == 0,
            quality,
            origin,
            source: self.source.clone(),
            note: self.note.clone(),
            place: number.place + factor.exponent_of_ten().unwrap_or(0),
            early,
            derived: None,
        })
    }

    /// Its period as printed, and all of it if it runs from January, where years are those of a calendar.
    pub fn periods(&self, calendar: Calendar) -> Result<(Period, Period), CellFault> {
        let Some((year, cell)) = &self.year else { return Ok((self.period, self.covered)) };
        let fault = |unread| {
            let problem = DataProblem::unread_period(cell, unread);
            (problem, Some(Column::Period))
        };
        // Of single ones the column tells.
        let months = year.is_month && year.single().is_none() && !calendar.is_common();
        let read = if months { Err(year.month_or_year()) } else { calendar.of(*year) };
        let period = read.map_err(fault)?;
        let covered = if calendar.is_common() { self.covered } else { period };
        Ok((period, covered))
    }

    /// The unit of the row, or the one behind its name, if that is of the kind of the indicator's own.
    fn unit_beside(&self, own: &Unit) -> Option<&Unit> {
        let in_brackets = self.in_brackets.as_deref();
        self.unit.as_deref().or(in_brackets.filter(|unit| unit.factor_to(own).is_some()))
    }

    /// The last day of its period, if it was released before and nothing answers for that: neither `final`, as in a yearly
    /// list, nor a mark of a forecast, nor that a stock had already passed a number.
    fn early(&self, kind: Timed, printed: Period) -> Option<NaiveDate> {
        let answers = |marks: [Mark; 2]| marks.into_iter().any(|mark| self.quality.has(mark));
        let answered = self.says_final
            || answers([Mark::Preliminary, Mark::Estimate])
            || kind == Kind::Stock && answers([Mark::LowerBound, Mark::Above]);
        let end = kind.last_day(printed);
        let early = !answered && self.published.is_some_and(|published| published < end);
        early.then_some(end)
    }

    /// Value and unit as printed, when the observation does not show them as they are.
    fn printed(&self, own: &Unit, value: &Number) -> Option<Arc<str>> {
        let beside = self.unit_beside(own);
        let same_unit = beside.is_none_or(|unit| unit.printed() == own.printed());
        if same_unit && !self.number.is_adorned() && *value == self.number.value {
            return None;
        }
        let unit = match beside {
            // 12.3% needs no second percent sign.
            _ if self.number.percent => "",
            Some(unit) => unit.printed(),
            None if self.scale != 0 => "",
            None => own.printed(),
        };
        let scale = if self.scale == 0 { String::new() } else { format!(" × 10^{}", self.scale) };
        Some(with_unit(&format!("{}{scale}", self.value_cell), unit).into())
    }

    fn mismatch(&self, unit: &Unit, wanted: &Wanted) -> CellFault {
        if self.number.percent {
            return (
                DataProblem::BadValue {
                    cell: self.value_cell.clone(),
                    fault: ValueFault::PercentBesideUnit { unit: wanted.unit.printed().to_owned() },
                },
                Some(Column::Value),
            );
        }
        (
            DataProblem::UnitMismatch {
                unit: unit.printed().to_owned(),
                known: unit.is_known_beside(&wanted.unit),
                indicator: wanted.name(),
                expected: wanted.unit.printed().to_owned(),
                convertible: wanted.unit.convertible().to_owned(),
            },
            Some(Column::Unit),
        )
    }
}

pub fn read_period(cell: &str) -> Result<Period, DataProblem> {
    if cell.is_empty() {
        return Err(DataProblem::EmptyCell { column: "period" });
    }
    Period::parse(cell).ok_or_else(|| DataProblem::BadPeriod { cell: cell.to_owned() })
}

/// `/`, narrow and full-width.
const STROKES: [char; 2] = ['/', '\u{ff0f}'];

/// A day, or a month (its last day); `None` when the cell is empty.
pub fn read_date(cell: &str) -> Result<Option<NaiveDate>, DataProblem> {
    if cell.is_empty() {
        return Ok(None);
    }
    // 2024/3/5 is a day; with one stroke it would be an interval.
    let text = if cell.matches(STROKES).count() == 2 {
        cell.replace(STROKES, "-")
    } else {
        cell.to_owned()
    };
    Period::parse(&text)
        .filter(|period| period.months() == 1 && !text.contains(STROKES))
        .map(|period| Some(period.last_day()))
        .ok_or_else(|| DataProblem::BadDate { cell: cell.to_owned() })
}

/// The Chinese words for the marks; `None` is final.
const QUALITY_WORDS: [(Option<Mark>, &str); 12] = [
    (None, "终值 最终"),
    (Some(Mark::Preliminary), "初步 初步数 初步核算 初步核算数 预计 预计数 快报 快报数"),
    (Some(Mark::Estimate), "估计 估计数 推算 推算数"),
    (Some(Mark::Interim), "暂估 暂估数"),
    (Some(Mark::Approximate), "约数 近似 约"),
    (Some(Mark::Near), "近 接近"),
    (Some(Mark::LowerBound), "下限 以上"),
    (Some(Mark::Above), "超过 超"),
    (Some(Mark::UpperBound), "上限 以下 以内"),
    (Some(Mark::Below), "不足 不满"),
    (Some(Mark::Doubtful), "存疑"),
    (Some(Mark::Break), "口径不同 口径变化 断点"),
];

/// A list of marks, and whether `final` is among them; empty is final without saying so.
pub fn read_quality(cell: &str) -> Result<(Quality, bool), DataProblem> {
    let mut quality = Quality::FINAL;
    let mut says_final = false;
    let words = cell
        .split([';', ',', '\u{ff1b}', '\u{ff0c}', '、'])
        .map(str::trim)
        .filter(|word| !word.is_empty());
    let english = || {
        let marks = Mark::ALL.iter().map(|mark| (mark.word(), Some(*mark)));
        iter::once(("final", None)).chain(marks)
    };
    let known = || {
        let chinese = QUALITY_WORDS.into_iter();
        english()
            .chain(chinese.flat_map(|(mark, words)| words.split(' ').map(move |it| (it, mark))))
    };
    for word in words {
        let folded = word.to_lowercase();
        match known().find(|(known, _)| *known == folded) {
            Some((_, Some(Mark::Interim))) => {
                quality = quality.with(Mark::Estimate).with(Mark::Interim);
            }
            Some((_, Some(mark))) => quality = quality.with(mark),
            Some((_, None)) => says_final = true,
            None => {
                return Err(DataProblem::BadQuality {
                    word: word.to_owned(),
                    nearest: diag::nearest(word, known().map(|(word, _)| word)),
                    known: english().map(|(word, _)| word).collect(),
                    known_zh: QUALITY_WORDS
                        .iter()
                        .filter_map(|it| it.1.split(' ').next())
                        .collect(),
                });
            }
        }
    }
    Ok((quality, says_final))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn release_dates() {
        let read = |cell| {
            read_date(cell)
                .map(|date| date.map(|date| date.to_string()))
                .map_err(|problem| problem.code())
        };
        let day = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(read(""), Ok(None));
        assert_eq!(read("2024-03-05"), day("2024-03-05"));
        assert_eq!(read("2024年3月5日"), day("2024-03-05"));
        assert_eq!(read("2024/3/5"), day("2024-03-05"));
        assert_eq!(read("2024\u{ff0f}3\u{ff0f}5"), day("2024-03-05"));
        assert_eq!(read("2024-02"), day("2024-02-29"));
        assert_eq!(read("2024年2月"), day("2024-02-29"));
        for cell in
            ["2024", "2024Q1", "2024-01/2024-01", "2024/3", "5.3.2024", "2024-02-30", "soon"]
        {
            assert_eq!(read(cell), Err("bad-date"), "{cell}");
        }
    }

    #[test]
    fn qualities() {
        let word = |cell| {
            read_quality(cell).map(|(quality, _)| quality.word()).map_err(|problem| problem.code())
        };
        assert_eq!(word(""), Ok("final".to_owned()));
        assert_eq!(word("Final"), Ok("final".to_owned()));
        assert_eq!(word("终值"), Ok("final".to_owned()));
        assert_eq!(word("lower-bound; doubtful"), Ok("lower-bound;doubtful".to_owned()));
        assert_eq!(word("推算,存疑"), Ok("estimate;doubtful".to_owned()));
        assert_eq!(word("预计\u{ff1b}下限"), Ok("preliminary;lower-bound".to_owned()));
        assert_eq!(word("口径不同"), Ok("break".to_owned()));
        assert_eq!(word("存疑;超过"), Ok("above;doubtful".to_owned()));
        assert_eq!(
            word("Above,upper-bound,below,近"),
            Ok("near;above;upper-bound;below".to_owned())
        );
        for (cell, says_final) in
            [("", false), ("final", true), ("终值、存疑", true), ("estimate", false)]
        {
            assert_eq!(read_quality(cell).map(|(_, said)| said), Ok(says_final), "{cell}");
        }
        let misspelt = read_quality("prelimnary").unwrap_err();
        let DataProblem::BadQuality { word: written, nearest, .. } = misspelt else { panic!() };
        assert_eq!((written.as_str(), nearest), ("prelimnary", Some("preliminary")));
        assert_eq!(word("???"), Err("bad-quality"));
    }
}
