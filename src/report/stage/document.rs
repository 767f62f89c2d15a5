//! `plancheck.report/v1`: the same report for programs.

use crate::report::record::{Record, Value};
use crate::report::row::Row;
use crate::report::sheet::TaskTally;
use crate::report::{Data, Flat, Judged, Note, row};

use super::{AmendmentLine, Group, GroupKind, Occasion, Stage, StageView, Standing, Standings};

/// The schema of the JSON document.
pub const SCHEMA: &str = "plancheck.report/v1";

/// The JSON document of one report over any number of plans.
pub fn document(views: &[StageView<'_>]) -> Data {
    let all = views.iter().flat_map(StageView::standings);
    let total = Standings::of(all.map(|(_, standing)| *standing));
    Data::Object(vec![
        ("schema", Data::text(SCHEMA)),
        ("as_of", Data::of(views.first(), |view| Data::Date(view.occasion.as_of))),
        ("tally", standings_data(&total)),
        ("plans", Data::List(views.iter().map(StageView::data).collect())),
    ])
}

/// Every indicator as a row of `status`, with its standing.
pub fn flat<'v>(views: &'v [StageView<'_>]) -> Flat<'v> {
    let rows = views.iter().flat_map(StageView::standings);
    let rows = rows.map(|(judged, standing)| {
        let standing = Data::text(standing.word());
        let values = judged.entries().into_iter().map(|(_, value)| value);
        values.chain([standing]).collect()
    });
    Flat::new(row::column_names().into_iter().chain(["standing"]), rows).one_sheet_per("plan")
}

impl StageView<'_> {
    fn data(&self) -> Data {
        let plan = self.plan;
        let (newest, later) = self.actuals.newest_release(self.assessment.as_of);
        let tallies = self.tallies().into_iter();
        let tallies = tallies.map(|(counted, them)| (counted.word(), standings_data(&them)));
        let files = self.files().iter().map(|file| {
            Data::Object(vec![
                ("name", Data::text(&file.name)),
                ("rows", Data::count(file.rows)),
                ("matched", Data::count(file.matched)),
            ])
        });
        let mut entries = vec![
            ("plan", Data::text(&plan.id)),
            ("title", Data::text(&plan.title)),
            ("title_en", Data::of(plan.title_en.as_ref(), Data::text)),
            ("region", Data::text(self.status.region())),
            ("period", Data::text(plan.period.to_string())),
            ("document", Data::of(plan.document.as_ref(), Data::text)),
            ("as_of", Data::Date(self.assessment.as_of)),
        ];
        entries.extend(occasion_data(&self.occasion));
        entries.push(("tallies", Data::Object(tallies.collect())));
        entries.extend(self.lists());
        entries.extend([
            ("amendments", Data::List(self.amendments().iter().map(amendment_data).collect())),
            ("by_responsible", self.groups_data(GroupKind::Responsible)),
            ("by_section", self.groups_data(GroupKind::Section)),
            ("tasks", self.tasks_data()),
            ("rules", self.rules_data()),
            ("files", Data::List(files.collect())),
            ("newest_release", Data::of(newest, Data::Date)),
            ("published_later", Data::count(later)),
        ]);
        Data::Object(entries)
    }

    /// Every indicator once as a row of `status` with its standing; then the parts of the report as lists of ids.
    fn lists(&self) -> Vec<(&'static str, Data)> {
        let rows = self.standings.iter().map(|(judged, standing)| {
            let mut row = Row(*judged).entries();
            row.push(("standing", Data::text(standing.word())));
            Data::Object(row)
        });
        let ids = |found: Vec<(Judged<'_>, Standing)>| {
            Data::texts(found.iter().map(|(judged, _)| judged.indicator().id.clone()))
        };
        let only = |wanted: Standing| ids(self.in_order(|standing| standing == wanted));
        let on_course = self.in_order(|it| it.is_on_course() && !it.is_met());
        vec![
            ("rows", Data::List(rows.collect())),
            ("behind", ids(self.worst_first(Standing::is_behind))),
            ("met", ids(self.in_order(Standing::is_met))),
            ("on_course", ids(on_course)),
            ("lacks_final", only(Standing::LacksFinal)),
            ("not_due", only(Standing::NotDue)),
            ("not_assessable", only(Standing::NotAssessable)),
            ("no_data", only(Standing::NoData)),
        ]
    }

    fn groups_data(&self, kind: GroupKind) -> Data {
        let entry = |group: &Group| {
            Data::Object(vec![
                (kind.word(), Data::of(group.name.as_ref(), Data::text)),
                ("tally", standings_data(&group.standings)),
                ("behind", Data::texts(&group.behind_ids)),
            ])
        };
        Data::List(self.groups(kind).iter().map(entry).collect())
    }

    fn tasks_data(&self) -> Data {
        let late = self.tasks.standings().into_iter();
        let late = late.filter(|it| it.overdue() == Some(true));
        let late = Data::texts(late.map(|it| it.task.id.clone()));
        let tally: TaskTally = self.tasks.total();
        let mut entries = tally.entries();
        entries.push(("overdue_tasks", late));
        Data::Object(entries)
    }

    fn rules_data(&self) -> Data {
        let rules = self.rules.in_short().into_iter();
        let rules = rules.map(|(rule, tally, fired)| {
            let counts = match tally {
                Note::RuleTally { counts, .. } => counts,
                _ => Vec::new(),
            };
            let counts = counts.into_iter();
            let counts = counts.map(|(verdict, count)| (verdict.word(), Data::count(count)));
            let fired = fired.into_iter().map(|(years, regions)| {
                let years = years.into_iter().map(Data::count);
                Data::Object(vec![
                    ("years", Data::List(years.collect())),
                    ("regions", Data::texts(regions)),
                ])
            });
            Data::Object(vec![
                ("rule", Data::text(&rule.id)),
                ("name", Data::text(&rule.name)),
                ("tally", Data::Object(counts.collect())),
                ("fires", Data::List(fired.collect())),
            ])
        });
        Data::List(rules.collect())
    }
}

fn occasion_data(occasion: &Occasion) -> Vec<(&'static str, Data)> {
    let year = (occasion.stage == Stage::Annual).then_some(occasion.year);
    vec![
        ("stage", Data::text(occasion.stage.word())),
        ("stage_chosen", Data::text(occasion.chosen.word())),
        ("year", Data::of(year, Data::count)),
        ("months", Data::count(occasion.months)),
        ("months_elapsed", Data::count(occasion.elapsed)),
        ("closed", Data::Flag(occasion.is_closed())),
    ]
}

fn standings_data(standings: &Standings) -> Data {
    let mut entries = vec![("total", Data::count(standings.total()))];
    let counts = standings.counts();
    entries.extend(counts.map(|(standing, count)| (standing.word(), Data::count(count))));
    Data::Object(entries)
}

fn amendment_data(line: &AmendmentLine) -> Data {
    Data::Object(vec![
        ("indicator", Data::text(&line.id)),
        ("on", Data::Date(line.on)),
        ("document", Data::of(line.document.as_ref(), Data::text)),
        ("target_before", Data::of(line.target.as_ref(), |[from, _]| from.goal.data())),
        ("target", Data::of(line.target.as_ref(), |[_, to]| to.goal.data())),
        ("deadline_before", Data::of(line.deadline, |[from, _]| Data::text(from.to_string()))),
        ("deadline", Data::of(line.deadline, |[_, to]| Data::text(to.to_string()))),
        ("milestones", Data::Flag(line.milestones)),
        ("withdrawn", Data::Flag(line.withdrawn)),
    ])
}
