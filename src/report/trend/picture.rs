//! The trend as curves.

use crate::assess::trace::{
    Side,
    course::{Entry, Path},
};
use crate::period::Month;
use crate::plan::{Goal, Measure};
use crate::record::each;
use crate::report::{
    id_name,
    plot::{Curve, Plot, Release, Spot, monthly},
};

use super::TrendView;

impl TrendView<'_> {
    /// The picture.
    pub fn plot(&self) -> Plot {
        let judged = &self.judged;
        let indicator = judged.in_force();
        let mut plot = Plot {
            unit: self.unit().printed().to_owned(),
            edges: self.edges(),
            from_zero: indicator.measure == Measure::Total || indicator.every.is_some(),
            as_of: Some(judged.as_of),
            newest: judged.finding.actual.as_ref().map(|it| it.period.last()),
            ..Plot::default()
        };
        let deadline = indicator.deadline.last();
        let at_deadline = |value| vec![Spot::sure(deadline, value)];
        let upper = if self.course.side == Side::Range { Curve::Target } else { Curve::Stretch };
        plot.line(upper, self.course.target_upper.clone().map(at_deadline).unwrap_or_default());
        let relative = matches!(self.course.path, Path::Partners(..));
        let target = self.course.target.clone().filter(|_| !relative);
        plot.line(Curve::Target, target.map(at_deadline).unwrap_or_default());
        self.path_lines(&mut plot);
        self.projection(&mut plot, deadline);
        plot.line(Curve::Actual, drawn(&self.entries));
        plot.earlier = self.earlier();
        plot
    }

    /// What was known of the drawn figures before newer releases replaced them by other values.
    fn earlier(&self) -> Vec<Release> {
        let judged = &self.judged;
        let indicator = judged.indicator();
        // A sum and a count have no earlier release of their own.
        if indicator.every.is_some() || indicator.measure == Measure::Total {
            return Vec::new();
        }
        let id = match judged.levels_of().filter(|_| self.course.levels) {
            Some((id, _)) => id,
            None => &indicator.id,
        };
        let replaced = judged.replaced(id).into_iter();
        let mut earlier = each(
            replaced.filter(|one| {
                self.entries.iter().any(|entry| {
                    let point = &entry.point;
                    point.period.same_span(one.period)
                        && point.actual.as_ref().is_some_and(|now| *now != one.value)
                })
            }),
            |one| Release::of(&one),
        );
        earlier.sort_by_key(|one| (one.at, one.published));
        earlier.dedup_by(|later, before| later.at == before.at && later.value == before.value);
        earlier
    }

    /// The way to the target; one that is the target's own line is drawn once.
    fn path_lines(&self, plot: &mut Plot) {
        let judged = &self.judged;
        for path in [&self.course.path, &self.course.path_upper] {
            match path {
                Path::None => {}
                Path::Stations(stations) => {
                    let spots =
                        stations.iter().map(|(month, value)| Spot::sure(*month, value.clone()));
                    // The axis of a target's own line still reaches from the start to the deadline.
                    let own = self.course.is_targets_line();
                    plot.line(if own { Curve::Target } else { Curve::Path }, spots.collect());
                }
                Path::Partners(partners, _) => {
                    let name = match &judged.in_force().target {
                        Goal::AboveSeries { series, in_region } => {
                            let mut name = id_name(judged.plan, series);
                            if let Some(region) = in_region {
                                name.printed = format!("{region} {}", name.printed);
                                name.english =
                                    name.english.map(|english| format!("{region} {english}"));
                            }
                            Some(name)
                        }
                        _ => None,
                    };
                    let used = partners.iter().filter(|(period, _)| {
                        self.entries.iter().any(|entry| {
                            entry.path.is_some() && entry.point.period.last() == period.last()
                        })
                    });
                    let spots =
                        used.map(|(period, value)| Spot::sure(period.last(), value.clone()));
                    plot.line(Curve::Reference(name), monthly(spots));
                }
            }
        }
    }

    /// From the actual to where its pace leads by the deadline.
    fn projection(&self, plot: &mut Plot, deadline: Month) {
        let finding = self.judged.finding;
        let (Some(projected), Some(actual)) = (self.projected(), &finding.actual) else {
            return;
        };
        let spots = vec![
            Spot::sure(actual.period.last(), actual.value.clone()),
            Spot::sure(deadline, projected.clone()),
        ];
        plot.line(Curve::Projection(finding.method), spots);
    }
}

/// One figure a month: of several that end together the longest.
fn drawn(entries: &[Entry]) -> Vec<Spot> {
    monthly(entries.iter().filter_map(|entry| {
        let point = &entry.point;
        let value = point.actual.clone()?;
        Some(Spot {
            at: point.period.last(),
            value,
            sure: point.is_sure(),
            inexact: point.quality.inexact(),
            period: Some(point.period),
        })
    }))
}
