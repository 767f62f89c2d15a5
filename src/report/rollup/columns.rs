//! Groups for machines: the frozen columns of `plancheck.rollup/v1`, and the rows of `status` with their group.

use crate::assess::Verdict;
use crate::assess::rollup::Weights;
use crate::report::record::entries;
use crate::report::rollup::{Group, Rollups};
use crate::report::{Data, Flat, row, status};

/// The schema of the JSON document of the roll-up alone.
pub const SCHEMA: &str = "plancheck.rollup/v1";

/// The column that stands behind those of `status` where rows are grouped.
pub const GROUP: &str = "group";

/// A column: its name, and what stands in it.
type GroupColumn = (&'static str, fn(&Rollups<'_, '_>, &Group<'_>) -> Data);

fn count(verdict: Verdict, group: &Group<'_>) -> Data {
    Data::count(group.rollup.count(verdict))
}

fn weight(group: &Group<'_>, of: impl FnOnce(&Weights) -> Data) -> Data {
    Data::of(group.rollup.weights(), of)
}

/// Every column in its order. Names and order are a promise: only ever add at the end.
const COLUMNS: [GroupColumn; 22] = [
    ("by", |all, _| Data::text(all.by().word())),
    (GROUP, |_, it| label(it)),
    ("plan", |all, it| {
        let views = all.views().iter().enumerate();
        let own = views.filter(|(index, _)| it.reaches(*index));
        Data::texts(row::distinct(own.map(|(_, view)| view.plan().id.clone())))
    }),
    ("region", |all, it| {
        let views = all.views().iter().enumerate();
        let own = views.filter(|(index, _)| it.reaches(*index));
        Data::texts(row::distinct(own.map(|(_, view)| view.region())))
    }),
    ("worst", |_, it| Data::of(it.rollup.worst(), |worst| Data::text(worst.word()))),
    ("total", |_, it| Data::count(it.rollup.total)),
    ("assessed", |_, it| Data::count(it.rollup.assessed())),
    ("achieved", |_, it| count(Verdict::Achieved, it)),
    ("ahead", |_, it| count(Verdict::Ahead, it)),
    ("on-track", |_, it| count(Verdict::OnTrack, it)),
    ("at-risk", |_, it| count(Verdict::AtRisk, it)),
    ("off-track", |_, it| count(Verdict::OffTrack, it)),
    ("regressing", |_, it| count(Verdict::Regressing, it)),
    ("missed", |_, it| count(Verdict::Missed, it)),
    ("not-assessable", |_, it| count(Verdict::NotAssessable, it)),
    ("no-data", |_, it| count(Verdict::NoData, it)),
    ("weight", |_, it| weight(it, |all| Data::computed(&all.total))),
    ("weight_assessed", |_, it| weight(it, |all| Data::computed(&all.assessed))),
    ("weight_on_track", |_, it| weight(it, |all| Data::computed(&all.on_track))),
    ("weight_share", |_, it| weight(it, |all| Data::of(all.share().as_ref(), Data::computed))),
    ("unweighted", |_, it| weight(it, |all| Data::count(all.without))),
    ("as_of", |all, _| {
        let first = all.views().first();
        Data::of(first, |view| Data::text(view.as_of().to_string()))
    }),
];

/// The names of the columns of the roll-up.
pub fn column_names() -> [&'static str; COLUMNS.len()] {
    COLUMNS.map(|(name, _)| name)
}

fn label(group: &Group<'_>) -> Data {
    Data::of(group.common.word(), Data::text)
}

impl Group<'_> {
    /// Has it a finding of that view, or is it that view's own?
    fn reaches(&self, view: usize) -> bool {
        self.reach == super::Reach::View(view) || self.rows.iter().any(|row| row.view == view)
    }
}

impl Rollups<'_, '_> {
    /// The roll-up for machines: one row a group.
    pub fn flat(&self) -> Flat<'_> {
        let row = |group| COLUMNS.iter().map(|(_, value)| value(self, group)).collect();
        Flat::new(column_names(), self.groups.iter().map(row))
    }

    /// The rows of `status` with their group behind them: an indicator stands once in each of its groups.
    pub fn grouped(&self) -> Flat<'_> {
        let rows = self.groups.iter().flat_map(|group| {
            let judged = group.judged();
            judged.map(move |judged| {
                let own = entries(judged).into_iter().map(|(_, value)| value);
                own.chain([label(group)]).collect()
            })
        });
        Flat::new(row::column_names().into_iter().chain([GROUP]), rows).one_sheet_per("plan")
    }

    /// The JSON document of the roll-up alone.
    pub fn document(&self) -> Data {
        let as_of = self.views.first();
        Data::Object(vec![
            ("schema", Data::text(SCHEMA)),
            ("as_of", Data::of(as_of, |view| Data::text(view.as_of().to_string()))),
            ("by", Data::text(self.by.word())),
            ("groups", self.groups_data()),
            ("tallies", status::tallies_data(&status::tallies(self.views))),
        ])
    }

    /// The groups with the ids of their indicators.
    pub(crate) fn groups_data(&self) -> Data {
        let groups = self.groups.iter().map(|group| {
            let mut entries: Vec<(&'static str, Data)> =
                COLUMNS.iter().map(|(name, value)| (*name, value(self, group))).collect();
            let indicators = group.judged().map(|judged| {
                Data::Object(vec![
                    ("plan", Data::text(&judged.plan.id)),
                    ("indicator", Data::text(&judged.indicator().id)),
                ])
            });
            entries.push(("indicators", Data::List(indicators.collect())));
            Data::Object(entries)
        });
        Data::List(groups.collect())
    }
}
