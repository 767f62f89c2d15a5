//! A declared series over time: its values and vintages, without path and target.

use std::borrow::Cow;

use crate::assess::{
    SetAsideWhy,
    trace::course::{Entry, Point, Uses},
};
use crate::record::{
    Data, Flat, Record, each,
    shape::{Object, Shape, key},
};
use crate::report::{
    SeriesView,
    plot::{Curve, Plot, Release, Spot, monthly},
};
use crate::table::Use;

use super::{Line, Mark};

impl SeriesView<'_> {
    /// The values in force in the first region that has any.
    pub fn plot(&self) -> Plot {
        let mut plot = Plot {
            unit: self.series.unit.printed().to_owned(),
            as_of: Some(self.basis.as_of),
            ..Plot::default()
        };
        let Some(drawn) = self.drawn() else { return plot };
        let spots = monthly(drawn.in_force().map(|one| Spot {
            at: one.period.last(),
            value: one.value.clone(),
            sure: one.quality.rank() == 0,
            inexact: one.quality.inexact(),
            period: Some(one.period),
        }));
        plot.newest = spots.last().map(|spot| spot.at);
        // What newer releases replaced by other values.
        let replaced = drawn.all.iter().filter(|(usage, one)| {
            let other = |spot: &Spot| spot.at == one.period.last() && spot.value != one.value;
            *usage == Use::SetAside(SetAsideWhy::Replaced) && spots.iter().any(other)
        });
        plot.earlier = each(replaced, |(_, one)| Release::of(one));
        plot.line(Curve::Actual, spots);
        plot
    }

    /// The first region with values in force.
    pub fn drawn(&self) -> Option<&Uses> {
        self.regions.iter().find(|own| own.in_force().next().is_some())
    }

    /// One row a published value.
    pub fn trend_flat(&self) -> Flat<'_> {
        Flat::of(self.lines())
    }

    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let every = self.regions.iter().flat_map(|own| own.all.iter().map(move |one| (own, one)));
        every.map(|(own, (usage, one))| {
            let value = Some(one.value.clone());
            let point = Point {
                actual: value.clone().filter(|_| *usage == Use::InForce),
                value,
                quality: one.quality,
                published: Some(one.published),
                observations: vec![one.clone()],
                ..Point::open(one.period, Some(*usage))
            };
            let entry = Entry { point, path: None, path_upper: None, gap: None, target_gap: None };
            Line {
                basis: self.basis,
                region: &own.region,
                id: &self.series.id,
                unit: &self.series.unit,
                target: [&None; 2],
                entry: Cow::Owned(entry),
            }
        })
    }
}

/// The trend of a series.
pub struct TrendOfSeries<'a>(pub &'a SeriesView<'a>);

record! {
    form of "trend" "trend-of-series" "A series without a target, value by value."
    |it: TrendOfSeries<'_>| {
        plan: "The plan's id." = &it.0.basis.plan.id,
        series: "As encoded." = (it.0.series, it.0.basis.plan),
        as_of: "Nothing published after it is used." = it.0.basis.as_of,
        rows: "One row a published value." = each(it.0.lines(), |line| Untargeted(Mark(line))),
    }
}

/// A published value: a point without a target.
struct Untargeted<'a>(Mark<'a>);

impl Untargeted<'_> {
    const OBJECT: Object = Object {
        name: "point-of-series",
        doc: "A published value: the columns of CSV, then its place.",
        fields: || {
            let is_of_target =
                |name: &str| ["gap", "path", "target"].iter().any(|of| name.starts_with(of));
            let fields = Mark::fields().into_iter();
            let own = fields.filter(|field| field.name != "members_known");
            own.map(|field| match field.name {
                name if is_of_target(name) => key(name, Shape::Nothing, "A series has no target."),
                _ => field,
            })
            .collect()
        },
    };
}

values! {
    Untargeted<'_>: Shape::Object(&Self::OBJECT), |it| {
        let entries = it.0.entries().into_iter();
        Data::Object(entries.filter(|(name, _)| *name != "members_known").collect())
    };
}
