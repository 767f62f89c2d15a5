//! The league for machines: its frozen columns, and `plancheck.league/v1` with the same names.

use crate::assess::Verdict;
use crate::report::league::{League, Standing};
use crate::report::record::Value;
use crate::report::status::Tallies;
use crate::report::{Data, Flat, Judged, row};

/// The schema of the JSON document.
pub const SCHEMA: &str = "plancheck.league/v1";

/// A column: its name, and what stands in it.
type Column = (&'static str, fn(&League<'_>, &Standing) -> Data);

/// The columns before those of the only indicator. Names and order are a promise: only ever add at the end of all.
const COLUMNS: [Column; 18] = [
    ("plan", |all, _| Data::text(&all.setting.plan.id)),
    ("rank", |_, it| Data::of(it.rank, Data::count)),
    ("region", |_, it| Data::text(&it.region)),
    ("rank_by", |all, _| Data::text(all.setting.ranking.by.word())),
    ("figure", |_, it| Data::of(it.figure.as_ref(), Data::computed)),
    ("over", |_, it| Data::count(it.over)),
    ("worst", |_, it| Data::of(it.rollup().worst(), |worst| Data::text(worst.word()))),
    ("total", |_, it| Data::count(it.total())),
    ("with_data", |_, it| Data::count(it.with_data())),
    ("achieved", |_, it| count(it, Verdict::Achieved)),
    ("ahead", |_, it| count(it, Verdict::Ahead)),
    ("on-track", |_, it| count(it, Verdict::OnTrack)),
    ("at-risk", |_, it| count(it, Verdict::AtRisk)),
    ("off-track", |_, it| count(it, Verdict::OffTrack)),
    ("regressing", |_, it| count(it, Verdict::Regressing)),
    ("missed", |_, it| count(it, Verdict::Missed)),
    ("not-assessable", |_, it| count(it, Verdict::NotAssessable)),
    ("no-data", |_, it| count(it, Verdict::NoData)),
];

/// Columns of `status` for the only indicator; empty where several are judged.
const ALONE: [&str; 13] = [
    "indicator",
    "unit",
    "target",
    "actual",
    "actual_period",
    "gap",
    "gap_unit",
    "progress",
    "expected",
    "ratio",
    "verdict",
    "reason",
    "flags",
];

/// The last column.
const AS_OF: &str = "as_of";

fn count(standing: &Standing, verdict: Verdict) -> Data {
    Data::count(standing.count(verdict))
}

/// The names of the columns.
pub fn column_names() -> impl Iterator<Item = &'static str> {
    let names = COLUMNS.iter().map(|(name, _)| *name);
    names.chain(ALONE).chain([AS_OF])
}

/// Is it a column of the only indicator?
pub(crate) fn is_of_one(name: &str) -> bool {
    ALONE.contains(&name)
}

/// The columns of the only indicator.
pub(super) fn alone(judged: &Judged<'_>) -> Vec<Data> {
    let values = ALONE.iter().map(|wanted| row::value(judged, wanted).unwrap_or(Data::Undefined));
    values.collect()
}

impl League<'_> {
    fn values(&self, standing: &Standing) -> Vec<Data> {
        let mut values: Vec<Data> =
            COLUMNS.iter().map(|(_, value)| value(self, standing)).collect();
        match &standing.alone {
            Some(alone) => values.extend(alone.columns.iter().cloned()),
            None => values.extend(ALONE.map(|_| Data::Undefined)),
        }
        values.push(Data::Date(self.setting.as_of));
        values
    }

    /// What is known of the league as a whole, and its rows.
    fn data(&self) -> Data {
        let plan = self.setting.plan;
        let files = self.setting.files.iter().map(|file| {
            Data::Object(vec![
                ("name", Data::text(&file.name)),
                ("rows", Data::count(file.rows)),
                ("matched", Data::count(file.matched)),
            ])
        });
        let indicators = self.setting.indicators.iter();
        let indicators = indicators.filter_map(|index| plan.indicators.get(*index));
        let mut worst = vec![("total", Data::count(self.standings.len()))];
        worst.extend(self.by_worst().into_iter().map(|(verdict, count)| {
            let word = verdict.map_or(NONE, Verdict::word);
            (word, Data::count(count))
        }));
        let rows = self.standings.iter().map(|standing| {
            let pairs = column_names().zip(self.values(standing));
            Data::Object(pairs.collect())
        });
        Data::Object(vec![
            ("plan", Data::text(&plan.id)),
            ("title", Data::text(&plan.title)),
            ("title_en", Data::of(plan.title_en.as_ref(), Data::text)),
            ("period", Data::text(plan.period.to_string())),
            ("document", Data::of(plan.document.as_ref(), Data::text)),
            ("closed", Data::Flag(self.is_closed())),
            ("lacks_final", Data::count(self.lacking())),
            ("rank_by", Data::text(self.setting.ranking.by.word())),
            ("indicators", Data::texts(indicators.map(|it| it.id.clone()))),
            ("regions", Data::count(self.regions)),
            ("tallies", Tallies(self.tallies()).data()),
            ("regions_by_worst", Data::Object(worst)),
            ("league", Data::List(rows.collect())),
            ("files", Data::List(files.collect())),
            ("newest_release", Data::of(self.releases.newest, |date| Data::text(date.to_string()))),
            ("published_later", Data::count(self.releases.later)),
        ])
    }
}

/// Regions where nothing could be judged, among those counted by their worst verdict.
pub const NONE: &str = "none";

/// The leagues of several plans as one flat table, one row a region.
pub fn flat<'a>(leagues: &'a [League<'a>]) -> Flat<'a> {
    let rows = leagues.iter().flat_map(|league| {
        let standings = league.standings.iter();
        standings.map(|standing| league.values(standing))
    });
    Flat::new(column_names(), rows).one_sheet_per("plan")
}

/// The JSON document of one run over any number of plans.
pub fn document(leagues: &[League<'_>]) -> Data {
    let first = leagues.first();
    Data::Object(vec![
        ("schema", Data::text(SCHEMA)),
        ("as_of", Data::of(first, |league| Data::text(league.setting.as_of.to_string()))),
        ("plans", Data::List(leagues.iter().map(League::data).collect())),
    ])
}
