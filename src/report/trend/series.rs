//! A declared series over time: its values and vintages, without path and target.

use std::collections::BTreeMap;

use crate::assess::SetAsideWhy;
use crate::assess::trace::course::Uses;
use crate::number::Number;
use crate::period::Month;
use crate::report::plot::{Curve, Plot, Release, Spot};
use crate::report::series::SeriesView;
use crate::report::{Data, Flat, plan_data, row};
use crate::table::Use;

use super::{COLUMNS, SCHEMA};

impl SeriesView<'_> {
    /// The values in force in the first region that has any.
    pub fn plot(&self) -> Plot {
        let mut plot = Plot {
            unit: self.series.unit.printed().to_owned(),
            as_of: Some(self.as_of),
            ..Plot::default()
        };
        let Some(drawn) = self.drawn() else { return plot };
        let spots = drawn.in_force().map(|one| {
            let at = one.period.last();
            let spot = Spot { at, value: one.value.clone(), sure: one.quality.rank() == 0 };
            (at, spot)
        });
        let spots: BTreeMap<Month, Spot> = spots.collect();
        plot.newest = spots.keys().next_back().copied();
        // What newer releases replaced by other values.
        let replaced = drawn.all.iter().filter(|(usage, one)| {
            let shown = spots.get(&one.period.last());
            *usage == Use::SetAside(SetAsideWhy::Replaced)
                && shown.is_some_and(|spot| spot.value != one.value)
        });
        plot.earlier = replaced.map(|(_, one)| Release::of(one)).collect();
        plot.line(Curve::Actual, spots.into_values().collect());
        plot
    }

    /// The first region with values in force.
    pub fn drawn(&self) -> Option<&Uses> {
        self.regions.iter().find(|own| own.in_force().next().is_some())
    }

    /// One row a published value.
    pub fn trend_flat(&self) -> Flat<'_> {
        let rows = self.trend_values().into_iter();
        Flat::new(COLUMNS, rows.map(|(values, _)| values.to_vec()))
    }

    /// The JSON document of `trend`.
    pub fn trend_document(&self) -> Data {
        let rows = self.trend_values().into_iter().map(|(values, provenance)| {
            let mut entries: Vec<(&'static str, Data)> = COLUMNS.into_iter().zip(values).collect();
            entries.push(("provenance", Data::List(vec![provenance])));
            Data::Object(entries)
        });
        Data::Object(vec![
            ("schema", Data::text(SCHEMA)),
            ("plan", Data::text(&self.plan.id)),
            ("series", plan_data::series(self.plan, self.series)),
            ("as_of", Data::Date(self.as_of)),
            ("rows", Data::List(rows.collect())),
        ])
    }

    /// Every published value: one datum a column, and where it stands.
    fn trend_values(&self) -> Vec<([Data; COLUMNS.len()], Data)> {
        let series = self.series;
        let figure = |number: &Number| match number.exact_text() {
            Some(_) => Data::exact(number),
            None => Data::computed(number),
        };
        let mut rows = Vec::new();
        for Uses { region, all, .. } in &self.regions {
            for (usage, one) in all {
                let values = COLUMNS.map(|column| match column {
                    "plan" => Data::text(&self.plan.id),
                    "region" => Data::text(region),
                    "indicator" => Data::text(&series.id),
                    "name" => Data::text(&series.name),
                    "unit" => Data::text(series.unit.printed()),
                    "period" => Data::Period(one.period),
                    "use" => Data::text(usage.word()),
                    "value" => figure(&one.value),
                    "actual" if *usage == Use::InForce => figure(&one.value),
                    "quality" => Data::text(one.quality.word()),
                    "published" => Data::Date(one.published),
                    "source" => Data::texts(row::sources(one, self.actuals)),
                    "name_en" => Data::of(series.name_en.as_ref(), Data::text),
                    "as_of" => Data::Date(self.as_of),
                    _ => Data::Undefined,
                });
                rows.push((values, row::provenance(one, self.actuals)));
            }
        }
        rows
    }
}
