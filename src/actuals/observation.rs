//! Published values: what one says, how good it is, where it was read; and what several come to over a period.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::{
    diag::cell_name,
    interval::{End, Interval},
    number::Number,
    period::Period,
};

words! {
    /// One mark of a published value's quality.
    pub enum Mark {
        /// Released before the final figure.
        Preliminary "preliminary" "preliminary" "初步数";
        /// Computed from other figures.
        Estimate    "estimate"    "estimate"    "推算数";
        /// Printed as 约, 左右: the number, give or take half its last printed digit.
        Approximate "approximate" "approximate" "约数";
        /// Printed as 以上, ≥: the true value is this or more.
        LowerBound  "lower-bound" "lower bound" "下限";
        /// The source or the year is uncertain.
        Doubtful    "doubtful"    "doubtful"    "存疑";
        /// Not comparable with earlier periods.
        Break       "break"       "break"       "口径变化";
        /// Printed as 超, 突破, >: the true value is more than this.
        Above       "above"       "more than"   "超过";
        /// Printed as 以下, 以内, ≤: the true value is this or less.
        UpperBound  "upper-bound" "upper bound" "上限";
        /// Printed as 不足, 不满, <: the true value is less than this.
        Below       "below"       "less than"   "不足";
        /// Printed as 近: from 95 % of the number to just under it.
        Near        "near"        "nearly"      "近";
        /// An estimate made before the figure itself is out: it settles no period.
        Interim     "interim"     "interim"     "暂估数";
    }
}

impl Mark {
    /// On which side of a bound the true value lies: is it the larger one? `None` if the figure is no bound.
    pub fn reaches(self) -> Option<bool> {
        match self {
            Self::LowerBound | Self::Above => Some(true),
            Self::UpperBound | Self::Below => Some(false),
            _ => None,
        }
    }
}

impl Mark {
    /// All of them, most trusted first.
    const BY_TRUST: [Self; 11] = [
        Self::Preliminary,
        Self::Estimate,
        Self::Interim,
        Self::Approximate,
        Self::Near,
        Self::LowerBound,
        Self::Above,
        Self::UpperBound,
        Self::Below,
        Self::Doubtful,
        // Says nothing of the figure itself.
        Self::Break,
    ];

    /// The marks by which the number printed is not the value itself; of two the first says more.
    pub const INEXACT: [Self; 6] = [
        Self::Above,
        Self::LowerBound,
        Self::Below,
        Self::UpperBound,
        Self::Near,
        Self::Approximate,
    ];
}

/// What a printed number says of the true value by its marks. `last_digit` is the unit of the last digit that counts, in the
/// unit of the value. `None` if it is the value itself.
pub fn known_by(
    quality: Quality,
    value: &Number,
    last_digit: impl FnOnce() -> Number,
) -> Option<Interval> {
    let mark = quality.inexact()?;
    let closed = || Some(End::closed(value.clone()));
    let open = || Some(End::open(value.clone()));
    Some(match mark {
        Mark::Above => Interval::new(open(), None),
        Mark::UpperBound => Interval::new(None, closed()),
        Mark::Below => Interval::new(None, open()),
        // Of zero 95 per cent is all of it.
        Mark::Near if value.is_zero() => Interval::new(closed(), closed()),
        Mark::Near => {
            let most = value.scaled(&Number::decimal(95, 2));
            let low = Some(End::closed(most));
            let high = open();
            if value.is_negative() { Interval::new(high, low) } else { Interval::new(low, high) }
        }
        Mark::Approximate => {
            let half = last_digit().scaled(&Number::decimal(5, 1));
            let around = |end: Number| Some(End::closed(end));
            Interval::new(around(value - &half), around(value + &half))
        }
        _ => Interval::new(closed(), None),
    })
}

/// Digits beyond these say nothing of a rounding.
const MOST_PLACES: i32 = 60;

/// The power of ten of the last decimal of a number.
pub fn last_place(value: &Number) -> i32 {
    -i32::try_from(value.decimals()).unwrap_or(MOST_PLACES)
}

/// The quality of a published value as a set of marks (`lower-bound;doubtful`); without any it is final.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Quality(u16);

impl Quality {
    /// A final figure.
    pub const FINAL: Self = Self(0);

    /// The marks as six bits; `None` if it has a mark that they do not hold.
    pub fn bits(self) -> Option<u32> {
        (self.0 < 64).then_some(self.0.into())
    }

    /// The quality of the six bits that [`Quality::bits`] gave.
    pub fn of_bits(bits: u32) -> Self {
        Self(u16::try_from(bits & 63).unwrap_or_default())
    }

    /// Whether the number printed is the value itself.
    pub fn is_exact(self) -> bool {
        self.inexact().is_none()
    }

    /// The mark by which the number printed is not the value itself.
    pub fn inexact(self) -> Option<Mark> {
        Mark::INEXACT.into_iter().find(|mark| self.has(*mark))
    }

    /// The same quality without the marks by which a number printed is not the value itself.
    #[must_use]
    pub fn as_exact(self) -> Self {
        Mark::INEXACT.into_iter().fold(self, Self::without)
    }

    /// The quality of a figure that was computed from others, by what is known of it.
    #[must_use]
    pub fn by(self, value: &Number, known: &Interval) -> Self {
        let at =
            |end: &Option<End>| end.as_ref().filter(|end| end.value == *value).map(|end| end.open);
        let mark = match (at(&known.low), at(&known.high)) {
            (Some(_), Some(_)) => return self.as_exact(),
            (Some(open), None) if open => Mark::Above,
            (Some(_), None) => Mark::LowerBound,
            (None, Some(open)) if open => Mark::Below,
            (None, Some(_)) => Mark::UpperBound,
            (None, None) if known.low.is_none() && known.high.is_none() => return self,
            (None, None) => Mark::Approximate,
        };
        self.as_exact().with(mark)
    }

    /// The same quality with one more mark.
    #[must_use]
    pub const fn with(self, mark: Mark) -> Self {
        Self(self.0 | 1 << mark as u8)
    }

    /// The same quality without a mark.
    #[must_use]
    pub fn without(self, mark: Mark) -> Self {
        Self(self.0 & !(1 << mark as u8))
    }

    pub fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u8) != 0
    }

    /// May a figure settle a period?
    pub fn settles(self) -> bool {
        !self.has(Mark::Interim)
    }

    /// Is the value known from one side only?
    pub fn is_bound(self) -> bool {
        !self.without(Mark::Approximate).is_exact()
    }

    /// The marks of both, as for a sum.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Its marks, most trusted first.
    pub fn marks(self) -> impl Iterator<Item = Mark> {
        Mark::BY_TRUST.into_iter().filter(move |mark| self.has(*mark))
    }

    /// Rank among values released on the same day: 0 is final, larger is less trusted. A break does not reduce trust.
    pub fn rank(self) -> usize {
        if self.0 == 0 {
            return 0;
        }
        Mark::BY_TRUST
            .iter()
            .rposition(|mark| self.without(Mark::Break).has(*mark))
            .map_or(0, |place| place + 1)
    }

    /// `final`, or the marks joined by `;`.
    pub fn word(self) -> String {
        let marks: Vec<&str> = self.marks().map(Mark::word).collect();
        if marks.is_empty() { "final".to_owned() } else { marks.join(";") }
    }
}

/// Where an observation was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Index into the files of the actuals.
    pub file: u32,
    /// Line of the file, or row of the sheet, from 1.
    pub line: u32,
    /// Cell of the line, from 1; 0 if the line has only one figure (a long table).
    pub column: u32,
}

impl Origin {
    /// A line with one figure.
    pub fn of_line(file: u32, line: u32) -> Self {
        Self { file, line, column: 0 }
    }

    /// `file:line`; `file#sheet!C7` in a sheet.
    pub fn place(self, files: &[ActualsFile]) -> String {
        let file = files.get(self.file as usize);
        let name = file.map_or("?", |file| file.name.as_str());
        match self.cell(files) {
            Some(cell) => format!("{name}!{cell}"),
            None => format!("{name}:{}", self.line),
        }
    }

    /// Its cell in a sheet: `C7`; `None` in a file of lines.
    pub fn cell(self, files: &[ActualsFile]) -> Option<String> {
        let file = files.get(self.file as usize)?;
        let column = (self.column > 0).then_some(self.column);
        file.is_sheet.then(|| cell_name(self.line, column))
    }
}

/// One published value of a series, in the unit of its indicator.
#[derive(Debug, Clone)]
pub struct Observation {
    /// The period it describes.
    pub period: Period,
    /// The value in the indicator's unit; of an inexact figure the number printed, or what follows from such numbers.
    pub value: Number,
    /// What is known of the true value, where that is not exactly `value`.
    pub known: Option<Arc<Interval>>,
    /// Value and unit as printed, if they differ.
    pub printed: Option<Arc<str>>,
    /// The release date; the last day of the period if the file gives none.
    pub published: NaiveDate,
    /// Whether the file gives the release date.
    pub dated: bool,
    /// Does its row not say in which unit it is?
    pub unitless: bool,
    /// Its quality.
    pub quality: Quality,
    /// Where it was read.
    pub origin: Origin,
    /// The source, from the file.
    pub source: Option<Arc<str>>,
    /// The file's remark.
    pub note: Option<Arc<str>>,
    /// The power of ten of its last printed digit: 3 of 1.2万.
    pub place: i32,
    /// The day from which it counts, if that is not the day of its release. Of a printed one the last day of its period, if it
    /// was released before with nothing in the file that answers for it: not known until then, and then an estimate. Of a
    /// derived one, whose operands were revised or broke, the day on which it first followed.
    pub early: Option<NaiveDate>,
    /// What it follows from, if it was derived rather than printed.
    pub derived: Option<Arc<Derived>>,
}

/// What a derived figure follows from.
#[derive(Debug, Clone, Default)]
pub struct Derived {
    /// Where its operands were read.
    pub operands: Vec<Origin>,
    /// Their values, in one unit.
    pub terms: Vec<Number>,
    /// Is it a total added up from its parts, as none is printed?
    pub from_parts: bool,
    /// The day from which it did not follow any more, as an operand was withdrawn or is not comparable.
    pub withdrawn: Option<NaiveDate>,
}

impl Observation {
    /// Where the operands of a derived figure were read; none of a printed one.
    pub fn operands(&self) -> &[Origin] {
        self.derived.as_ref().map_or(&[], |it| &it.operands)
    }

    /// Where it was read: `file:line`; if it is derived, that of every operand.
    pub fn places(&self, files: &[ActualsFile]) -> Vec<String> {
        let own = std::slice::from_ref(&self.origin);
        self.derived
            .as_ref()
            .map_or(own, |it| &it.operands)
            .iter()
            .map(|origin| origin.place(files))
            .collect()
    }

    /// Every value that the true one may have.
    pub fn interval(&self) -> Interval {
        self.known
            .as_ref()
            .map_or_else(|| Interval::exactly(&self.value), |known| (**known).clone())
    }

    /// The day from which it counts.
    pub fn known_from(&self) -> NaiveDate {
        self.early.unwrap_or(self.published)
    }

    /// Was it withdrawn by a day? A printed one is only replaced.
    pub fn withdrawn_by(&self, day: NaiveDate) -> bool {
        self.derived.as_ref().and_then(|it| it.withdrawn).is_some_and(|from| from <= day)
    }

    /// Half of its last printed digit.
    pub fn half(&self) -> Number {
        Number::power_of_ten(self.place.clamp(-MOST_PLACES, MOST_PLACES))
            .scaled(&Number::decimal(5, 1))
    }
}

/// What is known of a period: one figure, or several that were added up.
#[derive(Debug, Clone)]
pub struct Actual {
    /// The value in the indicator's unit.
    pub value: Number,
    /// Every value that the true one may have.
    pub known: Interval,
    /// The period it stands for.
    pub period: Period,
    /// The marks of everything it rests on; of a sum those that say how exact it is are its own.
    pub quality: Quality,
    /// The newest release date of everything it rests on.
    pub published: NaiveDate,
    /// The observations it rests on, in order of time.
    pub observations: Vec<Observation>,
}

impl Actual {
    /// That of one observation.
    pub fn of(observation: &Observation) -> Self {
        Self {
            value: observation.value.clone(),
            known: observation.interval(),
            period: observation.period,
            quality: observation.quality,
            published: observation.published,
            observations: vec![observation.clone()],
        }
    }

    /// The sum of parts in chronological order, without overlaps, from the start of the first to the end of the last; `None`
    /// without any.
    pub fn sum(parts: Vec<Observation>) -> Option<Self> {
        let value = parts.iter().fold(Number::ZERO, |sum, part| &sum + &part.value);
        let exact = parts.iter().all(|part| part.known.is_none());
        let known = if exact { Interval::exactly(&value) } else { sum_of(&parts) };
        let quality = parts.iter().fold(Quality::FINAL, |all, part| all.and(part.quality));
        let (period, quality) = match parts.as_slice() {
            // Nothing follows from a single figure.
            [only] => (only.period, quality),
            [first, .., last] => {
                let period = Period::interval(first.period.first(), last.period.last())?;
                (period, quality.by(&value, &known))
            }
            [] => return None,
        };
        let published = parts.iter().map(|part| part.published).max()?;
        Some(Self { value, known, period, quality, published, observations: parts })
    }
}

/// What is known of a sum.
pub fn sum_of(parts: &[Observation]) -> Interval {
    let nothing = Interval::exactly(&Number::ZERO);
    parts.iter().fold(nothing, |sum, part| sum.plus(&part.interval()))
}

/// A printed figure and the one derived from its operands.
#[derive(Debug, Clone)]
pub struct Disagreement {
    /// Id of the indicator or series.
    pub id: String,
    /// The region.
    pub region: String,
    /// As printed.
    pub printed: Observation,
    /// As derived.
    pub derived: Number,
    /// Where its operands were read.
    pub operands: Vec<Origin>,
}

/// A name of a file that nothing of the plan has.
#[derive(Debug, Clone)]
pub struct UnmatchedName {
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// Where the first of them is.
    pub place: String,
    /// A name of the plan that may be meant.
    pub nearest: Option<String>,
}

/// A file of actuals that was read.
#[derive(Debug, Clone)]
pub struct ActualsFile {
    /// As the user named it; `-` for standard input, `file#sheet` for a sheet.
    pub name: String,
    /// Whether it is a sheet, in which places are cells.
    pub is_sheet: bool,
    /// The line of the plan with the recipe by which it was read.
    pub recipe: Option<u32>,
    /// Data rows.
    pub rows: u64,
    /// Rows of a requested indicator and region.
    pub matched: u64,
}
