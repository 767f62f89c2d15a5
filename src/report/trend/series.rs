//! A declared series over time: its values and vintages, without path and target.

use std::collections::BTreeMap;

use crate::actuals::derived::Figures;
use crate::actuals::{Observation, Quality};
use crate::assess::SetAsideWhy;
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
        let Some((_, spots, figures)) = self.drawn() else {
            return plot;
        };
        plot.newest = spots.last().map(|spot| spot.at);
        plot.earlier = self.earlier(figures, &spots);
        plot.line(Curve::Actual, spots);
        plot
    }

    /// The region whose values are drawn.
    pub fn drawn_region(&self) -> Option<&str> {
        self.drawn().map(|(region, ..)| region)
    }

    /// The first region that has any values in force, with these.
    fn drawn(&self) -> Option<(&str, Vec<Spot>, &Figures<'_>)> {
        let regions = self.regions.iter();
        let mut drawn = regions.map(|(region, figures)| {
            let mut spots: BTreeMap<Month, Spot> = BTreeMap::new();
            for (usage, one) in self.uses(figures) {
                if usage == Use::InForce {
                    let spot = Spot {
                        at: one.period.last(),
                        value: one.value.clone(),
                        sure: one.quality.rank() == Quality::FINAL.rank(),
                    };
                    spots.insert(spot.at, spot);
                }
            }
            (region.as_str(), spots.into_values().collect(), figures)
        });
        drawn.find(|(_, spots, _): &(_, Vec<Spot>, _)| !spots.is_empty())
    }

    /// What newer releases replaced by other values, of the figures that are drawn.
    fn earlier(&self, figures: &Figures<'_>, drawn: &[Spot]) -> Vec<Release> {
        let replaced = |usage: &Use| *usage == Use::SetAside(SetAsideWhy::Replaced);
        let differs = |one: &Observation| {
            let mut drawn = drawn.iter();
            drawn.any(|spot| spot.at == one.period.last() && spot.value != one.value)
        };
        let uses = self.uses(figures).into_iter();
        uses.filter(|(usage, one)| replaced(usage) && differs(one))
            .map(|(_, one)| Release {
                at: one.period.last(),
                value: one.value,
                published: one.published,
            })
            .collect()
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
        for (region, figures) in &self.regions {
            for (usage, one) in self.uses(figures) {
                let values = COLUMNS.map(|column| match column {
                    "plan" => Data::text(&self.plan.id),
                    "region" => Data::text(region),
                    "indicator" => Data::text(&series.id),
                    "name" => Data::text(&series.name),
                    "unit" => Data::text(series.unit.printed()),
                    "period" => Data::Period(one.period),
                    "use" => Data::text(usage.word()),
                    "value" => figure(&one.value),
                    "actual" if usage == Use::InForce => figure(&one.value),
                    "quality" => Data::text(one.quality.word()),
                    "published" => Data::Date(one.published),
                    "source" => Data::texts(row::sources(&one, self.actuals)),
                    "name_en" => Data::of(series.name_en.as_ref(), Data::text),
                    "as_of" => Data::Date(self.as_of),
                    _ => Data::Undefined,
                });
                rows.push((values, row::provenance(&one, self.actuals)));
            }
        }
        rows
    }
}
