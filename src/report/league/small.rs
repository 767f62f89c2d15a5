//! Small multiples: every region's figure, verdict and history of one indicator after the other, small enough that there
//! may be ten thousand of them.

use crate::{
    assess::{Flag, Verdict},
    number::Number,
    period::Period,
    plan::Indicator,
    record::each,
    report::{
        Judged, counted,
        league::{League, Standing},
        name_of, spark, tallied,
    },
    table::{Name, Shown, Span},
};

/// Heights of a line: from 0 for the least value to this for the largest.
pub const HEIGHT: u8 = 14;

/// Steps of time of a line; a longer history keeps the newest.
pub const STEPS: usize = 20;

/// One indicator of one region.
#[derive(Clone)]
pub struct Small {
    /// The actual.
    pub value: Option<Shown>,
    /// The period of the actual.
    pub period: Option<Period>,
    /// The grade.
    pub verdict: Verdict,
    /// Is the target met before its time?
    pub early: bool,
    /// The history at equal steps of time, in heights from 0 to [`HEIGHT`] on the region's own scale; `None` where a step
    /// has no value.
    pub line: Vec<Option<u8>>,
}

impl Small {
    /// Of a finding.
    pub fn of(judged: &Judged<'_>) -> Self {
        let finding = judged.finding;
        let actual = finding.actual.as_ref();
        let spark = match finding.verdict {
            Verdict::NoData => Vec::new(),
            _ => spark::of(judged),
        };
        Self {
            value: judged.digits().actual(),
            period: actual.map(|actual| actual.period),
            verdict: finding.verdict,
            early: finding.flags.contains(&Flag::Early),
            line: heights(&spark),
        }
    }
}

/// A history in heights; one that never changes is a line in the middle.
fn heights(spark: &[Option<Number>]) -> Vec<Option<u8>> {
    let surplus = spark.len().saturating_sub(STEPS);
    let values = spark.get(surplus..).unwrap_or_default();
    let Some(span) = Span::of(values.iter().flatten()) else { return Vec::new() };
    let height = |value: &Number| {
        let steps = span.step(value, usize::from(HEIGHT));
        steps.map_or(HEIGHT / 2, |steps| u8::try_from(steps).unwrap_or(HEIGHT))
    };
    each(values, |value| value.as_ref().map(height))
}

/// One indicator in every region.
#[derive(Clone)]
pub struct Multiple<'l> {
    /// The indicator.
    pub indicator: &'l Indicator,
    /// The period that most regions have.
    pub period: Option<Period>,
    /// Regions by verdict, best first.
    pub counts: Vec<(Verdict, usize)>,
    /// The regions by their rank in the league.
    pub regions: Vec<(&'l Standing, &'l Small)>,
}

impl Multiple<'_> {
    /// The name of the indicator.
    pub fn name(&self) -> Name {
        name_of(self.indicator)
    }
}

impl League<'_> {
    /// Every indicator judged with all regions, where they were kept; those of which no region has data are left out.
    pub fn multiples(&self) -> impl Iterator<Item = Multiple<'_>> {
        let indicators = self.setting.indicators.iter().enumerate();
        indicators.filter_map(|(place, index)| self.multiple(place, *index))
    }

    fn multiple(&self, place: usize, index: usize) -> Option<Multiple<'_>> {
        let regions: Vec<(&Standing, &Small)> = self
            .standings
            .iter()
            .filter_map(|standing| Some((standing, standing.smalls.get(place)?)))
            .collect();
        let counts = tallied(regions.iter().map(|(_, small)| small.verdict));
        let any = counts.iter().any(|(verdict, _)| *verdict != Verdict::NoData);
        any.then(|| Multiple {
            indicator: &self.setting.plan.indicators[index],
            period: most_common(regions.iter().filter_map(|(_, small)| small.period)),
            counts,
            regions,
        })
    }
}

/// The period that occurs most often; of several the newest.
fn most_common(periods: impl Iterator<Item = Period>) -> Option<Period> {
    let newest = counted(periods).into_iter().max_by_key(|(period, count)| (*count, period.last()));
    newest.map(|(period, _)| period)
}
