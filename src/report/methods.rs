//! One indicator by every method: what each says, from what, and where and why they contradict each other.

use crate::assess::{
    AnnualChange, Asked, Finding, Grounds, Method, Step, Verdict, assess_one, differs,
};
use crate::number::Number;
use crate::period::Period;
use crate::plan::{Bands, Goal, Indicator, Measure};
use crate::report::formula::method_formulas;
use crate::report::sheet::Section;
use crate::report::{Data, Judged, Note, Sheet, pace};
use crate::table::{Cell, Column, GapUnit, Heading, Table};

/// An indicator judged by one of the methods.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The method asked for; the finding names the one used.
    pub asked: Method,
    /// What it says.
    pub finding: Finding,
}

/// Where methods contradict each other, or why they do not, as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contrast {
    /// The deadline's figure is in, and every method takes it as it is.
    Settled,
    /// Those that can judge say the same.
    Agree(Vec<Method>),
    /// Only one of them can judge.
    OnlyOne(Method),
    /// `schedule` against `compound`.
    Steps {
        /// The actual's period.
        period: Period,
        /// Share due by equal steps, or through the milestones.
        by_steps: Number,
        /// Share due by equal growth.
        by_growth: Number,
        /// Share done.
        done: Number,
        /// Does the schedule lead through milestones?
        milestones: bool,
    },
    /// `projection` against `schedule`.
    Pace {
        /// How many changes are averaged.
        count: usize,
        /// Their mean.
        mean: Number,
        /// The change per year since the baseline.
        since_baseline: Number,
        /// The change per year still needed.
        needed: Option<Number>,
        /// The unit of all three.
        unit: GapUnit,
    },
    /// The ratio of one method, by the bands of the other, would have the other's verdict.
    Bands {
        /// Whose ratio.
        ratio_of: Method,
        /// Whose bands.
        bands_of: Method,
        /// The verdict that both then have.
        verdict: Verdict,
    },
    /// `projection` against the direct comparison of a rate.
    Held {
        /// Is the target met now?
        met: bool,
        /// The mean change.
        mean: Number,
        /// Its unit.
        unit: GapUnit,
    },
    /// `compound` against the direct comparison of a direction.
    Growth {
        /// Growth achieved, in percent a year.
        achieved: Number,
    },
    /// `projection` against the direct comparison of a direction.
    Changes {
        /// The mean change.
        mean: Number,
        /// The last change.
        last: Number,
        /// The change since the baseline.
        since_baseline: Number,
        /// The unit of all three.
        unit: GapUnit,
    },
    /// The newest vintages alone would give another mean.
    NewestVintages {
        /// The mean, like compared with like.
        mean: Number,
        /// The mean by the newest vintages.
        newest: Number,
        /// Their unit.
        unit: GapUnit,
        /// The verdict that would follow, where it is another one.
        verdict: Option<Verdict>,
    },
}

/// The indicator by each method; empty where the plan leaves no choice or nothing is there to judge.
pub fn readings(judged: &Judged<'_>) -> Vec<Reading> {
    if !has_choice(&judged.in_force()) || judged.finding.step <= Step::Incomparable {
        return Vec::new();
    }
    let read = |asked: Method| {
        let how = Asked {
            region: Some(&judged.finding.region),
            method: Some(asked),
            other_methods: false,
            rows_only: false,
        };
        let as_of = judged.assessment.as_of;
        let finding = assess_one(judged.plan, judged.actuals, as_of, how, judged.finding.indicator);
        Reading { asked, finding }
    };
    Method::CHOICES.map(read).to_vec()
}

/// Does the measure leave a choice of method?
fn has_choice(indicator: &Indicator) -> bool {
    let relative = matches!(indicator.target, Goal::AboveSeries { .. });
    let direction = matches!(indicator.target, Goal::Rising { .. } | Goal::Falling { .. });
    let measure = match indicator.measure {
        Measure::Level => true,
        Measure::Rate => !direction,
        Measure::Total | Measure::EveryYear | Measure::AverageGrowth => false,
    };
    measure && !relative && indicator.every.is_none()
}

/// The part of the page of `explain` that shows every method; nothing where there is no choice.
pub fn show(judged: &Judged<'_>, sheet: &mut Sheet) {
    let readings = readings(judged);
    if readings.is_empty() {
        return;
    }
    sheet.section(Section::Methods);
    let contrasts = contrasts(judged, &readings);
    if contrasts.contains(&Contrast::Settled) {
        sheet.note(Note::Contrast(Contrast::Settled));
        return;
    }
    sheet.table(table(judged, &readings));
    for reading in &readings {
        // The equations of the method used stand above.
        let used = judged.finding.method;
        let other = reading.finding.method;
        if other == used || other != reading.asked {
            continue;
        }
        let finding = &reading.finding;
        let equations = method_formulas(&Judged { finding, ..*judged });
        if !equations.is_empty() {
            sheet.space().note(Note::ByMethod(other));
        }
        for equation in equations {
            sheet.note(Note::Formula(equation));
        }
    }
    if !contrasts.is_empty() {
        sheet.space();
    }
    for contrast in contrasts {
        sheet.note(Note::Contrast(contrast));
    }
}

fn table(judged: &Judged<'_>, readings: &[Reading]) -> Table {
    let columns = [
        Column::word(Heading::Method),
        Column::word(Heading::Verdict),
        Column::number(Heading::Ratio),
        Column::number(Heading::Projected),
        Column::word(Heading::Arrival),
        Column::prose(Heading::Bands),
    ];
    let mut table = Table::new(columns);
    table.rows = readings
        .iter()
        .map(|reading| {
            let finding = &reading.finding;
            let judged = Judged { finding, ..*judged };
            let by_another = finding.method != reading.asked;
            vec![
                Cell::Stack(vec![
                    Cell::Method(reading.asked),
                    Cell::of(by_another.then_some(finding.method), Cell::Through),
                ]),
                judged.verdict_cell(),
                Cell::of(finding.ratio.clone(), Cell::Computed),
                Cell::of(judged.projected(), Cell::Number),
                Cell::of(finding.arrival, Cell::Month),
                Cell::of(has_bands(&judged).then(|| finding.bands.clone()), Cell::Bands),
            ]
        })
        .collect();
    table.without_empty_columns()
}

/// Is it a ratio that decides?
fn has_bands(judged: &Judged<'_>) -> bool {
    judged.finding.ratio.is_some() && judged.finding.step == Step::Bands
}

/// Where the methods contradict each other and why.
pub fn contrasts(judged: &Judged<'_>, readings: &[Reading]) -> Vec<Contrast> {
    let by = |asked: Method| {
        let reading = readings.iter().find(|reading| reading.asked == asked)?;
        Some(&reading.finding)
    };
    let all = readings.iter().map(|reading| &reading.finding);
    if all.clone().all(|one| one.step == Step::Settled) {
        return vec![Contrast::Settled];
    }
    let mut found = Vec::new();
    if let Some(schedule) = by(Method::Schedule) {
        let others = [by(Method::Compound), by(Method::Projection)];
        for other in others.into_iter().flatten() {
            if differs(schedule, other) {
                found.extend(contrast(judged, schedule, other));
                found.extend(by_bands(schedule, other));
            }
        }
    }
    if found.is_empty() {
        let mut used: Vec<Method> =
            all.filter(|one| one.verdict.is_graded()).map(|one| one.method).collect();
        used.dedup();
        match used.as_slice() {
            [] => {}
            [only] => found.push(Contrast::OnlyOne(*only)),
            _ => found.push(Contrast::Agree(used)),
        }
    }
    if let Some(projection) = by(Method::Projection) {
        found.extend(newest_vintages(judged, projection));
    }
    found
}

/// Why the verdict of another method is not the schedule's.
fn contrast(judged: &Judged<'_>, own: &Finding, other: &Finding) -> Option<Contrast> {
    let unit = GapUnit::of(&judged.unit());
    let indicator = judged.in_force();
    match (&other.grounds, own.method) {
        (Grounds::Compound { due: Some(due), .. }, Method::Schedule) => Some(Contrast::Steps {
            period: own.actual.as_ref()?.period,
            by_steps: own.expected.clone()?,
            by_growth: due.clone(),
            done: own.progress.clone()?,
            milestones: !indicator.milestones.is_empty(),
        }),
        (Grounds::Projection { changes, mean }, Method::Schedule) => Some(Contrast::Pace {
            count: changes.len(),
            mean: mean.clone(),
            since_baseline: per_year(own, &indicator)?,
            needed: own.required_amount.clone(),
            unit,
        }),
        (Grounds::Compound { achieved, .. }, _) => {
            Some(Contrast::Growth { achieved: achieved.clone() })
        }
        (Grounds::Projection { mean, .. }, _) if indicator.measure == Measure::Rate => {
            Some(Contrast::Held { met: own.step == Step::MetNow, mean: mean.clone(), unit })
        }
        (Grounds::Projection { changes, mean }, _) => Some(Contrast::Changes {
            mean: mean.clone(),
            last: changes.last()?.by(),
            since_baseline: &own.actual.as_ref()?.value - &own.baseline.as_ref()?.value,
            unit,
        }),
        (Grounds::Own, _) => None,
    }
}

/// The change per year since the baseline.
fn per_year(finding: &Finding, indicator: &Indicator) -> Option<Number> {
    let (baseline, actual) = (finding.baseline.as_ref()?, finding.actual.as_ref()?);
    let (elapsed, _) = pace::months_since_baseline(finding, indicator)?;
    let change = &actual.value - &baseline.value;
    change.scaled(&Number::from(12)).over(&Number::from(elapsed))
}

/// Is it the bands alone that set two verdicts apart?
fn by_bands(own: &Finding, other: &Finding) -> Option<Contrast> {
    let both = own.step == Step::Bands && other.step == Step::Bands;
    let ratio = other.ratio.as_ref().filter(|_| both)?;
    let verdict = band(ratio, &own.bands);
    (verdict == without_ahead(own.verdict)).then_some(Contrast::Bands {
        ratio_of: other.method,
        bands_of: own.method,
        verdict,
    })
}

/// The verdict of a ratio, without `ahead`, which only one method gives.
fn band(ratio: &Number, bands: &Bands) -> Verdict {
    if ratio.is_negative() {
        Verdict::Regressing
    } else if *ratio >= bands.on_track {
        Verdict::OnTrack
    } else if *ratio >= bands.at_risk {
        Verdict::AtRisk
    } else {
        Verdict::OffTrack
    }
}

fn without_ahead(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Ahead => Verdict::OnTrack,
        other => other,
    }
}

/// What the newest vintages alone would make of the mean change.
fn newest_vintages(judged: &Judged<'_>, finding: &Finding) -> Option<Contrast> {
    let Grounds::Projection { changes, mean } = &finding.grounds else {
        return None;
    };
    let newest = mean_by_newest(changes)?;
    (newest != *mean).then(|| Contrast::NewestVintages {
        mean: mean.clone(),
        newest: newest.clone(),
        unit: GapUnit::of(&judged.unit()),
        verdict: verdict_with(judged, finding, &newest)
            .filter(|verdict| *verdict != finding.verdict),
    })
}

fn mean_by_newest(changes: &[AnnualChange]) -> Option<Number> {
    let sum = changes.iter().fold(Number::zero(), |sum, change| &sum + &change.by_newest());
    sum.over(&Number::from(i64::try_from(changes.len()).ok()?))
}

/// The verdict of a level not met yet, were this the mean change.
fn verdict_with(judged: &Judged<'_>, finding: &Finding, mean: &Number) -> Option<Verdict> {
    let indicator = judged.in_force();
    let decided = indicator.measure == Measure::Level
        && finding.step == Step::Bands
        && finding.ratio.is_some();
    let months = pace::months_left(finding, &indicator).filter(|_| decided)?;
    let distance = &pace::end_ahead(finding, &indicator) - &finding.actual.as_ref()?.value;
    let ahead = mean.scaled(&Number::from(i64::from(months)));
    let ratio = ahead.over(&distance.scaled(&Number::from(12)))?;
    Some(if ratio.is_positive() { band(&ratio, &finding.bands) } else { Verdict::Regressing })
}

/// Every method as JSON: its verdict, the numbers that lead to it, and its bands.
pub fn data(judged: &Judged<'_>) -> Data {
    let readings = readings(judged);
    let own = readings.iter().map(|reading| reading_data(judged, reading));
    Data::List(own.collect())
}

fn reading_data(judged: &Judged<'_>, reading: &Reading) -> Data {
    let finding = &reading.finding;
    let indicator = judged.in_force();
    let months = pace::months_since_baseline(finding, &indicator);
    let number = |value: Option<&Number>| Data::of(value, Data::computed);
    let (achieved, required, due, coefficient) = match &finding.grounds {
        Grounds::Compound { achieved, required, due, coefficient } => {
            (Some(achieved), required.as_ref(), due.as_ref(), coefficient.as_ref())
        }
        Grounds::Own | Grounds::Projection { .. } => (None, None, None, None),
    };
    let (changes, mean) = match &finding.grounds {
        Grounds::Projection { changes, mean } => (changes.as_slice(), Some(mean)),
        Grounds::Own | Grounds::Compound { .. } => (&[][..], None),
    };
    let newest = mean.and_then(|_| mean_by_newest(changes));
    let bands = finding.bands.named().into_iter();
    let bands = bands.map(|(key, band)| (key, Data::exact(&band))).collect();
    // A distance and its miss belong to a ratio of projection.
    let projected = finding.projected.as_ref().zip(finding.actual.as_ref());
    let end = pace::end_ahead(finding, &indicator);
    let distance = projected.filter(|_| mean.is_some()).map(|(_, actual)| &end - &actual.value);
    let miss =
        finding.ratio.as_ref().filter(|_| mean.is_some()).map(|ratio| &Number::one() - ratio);
    Data::Object(vec![
        ("asked", Data::text(reading.asked.word())),
        ("method", Data::text(finding.method.word())),
        ("verdict", Data::text(finding.verdict.word())),
        ("reason", Data::of(finding.reason, |reason| Data::text(reason.word()))),
        ("contradicts", Data::Flag(differs(judged.finding, finding))),
        ("ratio", number(finding.ratio.as_ref())),
        ("bands", Data::Object(bands)),
        ("months_elapsed", Data::of(months, |(elapsed, _)| Data::count(elapsed))),
        ("months_in_all", Data::of(months, |(_, whole)| Data::count(whole))),
        ("progress", number(finding.progress.as_ref())),
        ("expected", number(finding.expected.as_ref())),
        ("growth_achieved", number(achieved)),
        ("growth_required", number(required)),
        ("due_by_growth", number(due)),
        ("coefficient", number(coefficient)),
        ("changes", Data::List(changes.iter().map(change_data).collect())),
        ("mean_change", number(mean)),
        ("mean_change_newest_vintages", number(newest.as_ref())),
        ("distance", number(distance.as_ref())),
        ("miss", number(miss.as_ref())),
        ("projected", number(finding.projected.as_ref())),
        ("required_per_year", number(finding.required_per_year.as_ref())),
        ("arrival", Data::of(finding.arrival, |month| Data::text(month.to_string()))),
    ])
}

fn change_data(change: &AnnualChange) -> Data {
    Data::Object(vec![
        ("from", Data::text(change.from.to_string())),
        ("earlier", Data::exact(&change.earlier)),
        ("earlier_now", Data::exact(&change.earlier_now)),
        ("to", Data::text(change.to.to_string())),
        ("later", Data::exact(&change.later)),
        ("change", Data::computed(&change.by())),
    ])
}
