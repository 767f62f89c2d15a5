//! `plancheck.report/v1`: the same report for programs.

use crate::{
    assess::trace::rules::Outcomes,
    record::{Data, Flat, Optional, Value, each, plan::id_of},
    report::{
        Judged,
        row::Row,
        rules::RuleTally,
        status::{FootOf, HeadOf},
        tasks::TasksView,
    },
    words::words_of,
};

use super::{
    AmendmentLine, Chosen, Counted, Group, GroupKind, Stage, StagePart, StageView, Standing,
    Standings,
};

word_values! { Chosen Stage Standing }

/// Reports of any number of plans.
pub struct Reports<'a>(pub &'a [StageView<'a>]);

/// The JSON document of one report over any number of plans.
pub fn document(views: &[StageView<'_>]) -> Data {
    Reports(views).data()
}

/// Every indicator as a row of `status`, with its standing.
pub fn flat<'v>(views: &'v [StageView<'_>]) -> Flat<'v> {
    let rows = views.iter().flat_map(|view| &view.standings);
    Flat::of(rows.map(|(judged, standing)| (judged, *standing))).one_sheet_per("plan")
}

record! {
    "columns-of-report" "The columns of CSV."
    |it: &Judged<'_>, standing: Standing| {
        ..**it,
        standing: "How it stands at this stage." = standing,
    }
}

record! {
    document "report" "Reports of plans at a stage of their life, as `plancheck report --format json` writes them."
    |it: Reports<'_>| {
        as_of: "Nothing published after it is used." = it.0.first().map(|view| view.occasion.as_of),
        tally: "The standings of all plans, counted."
            = Standings::of(it.0.iter().flat_map(|view| &view.standings)),
        plans: "Each plan with its report." = it.0,
    }
}

record! {
    "plan" "The report of a plan."
    |it: StageView<'_>| {
        ..HeadOf(&it.status),
        stage: "The stage that the report is of." = it.occasion.stage,
        stage_chosen: "Why it is of that stage." = it.occasion.chosen,
        year: "The year of an annual report." = (it.occasion.stage == Stage::Annual).then_some(it.occasion.year),
        months: "Months of the plan's period." = it.occasion.months.unsigned_abs(),
        months_elapsed: "Those that have passed." = it.occasion.elapsed.unsigned_abs(),
        closed: "Is its period over?" = it.occasion.is_closed(),
        tallies: "The standings of its indicators, counted." = Tallies(it.tallies()),
        rows: "Every indicator once." = &it.standings,
        behind: "Ids of those that are behind, the worst first." = ids(it.listed(StagePart::Behind)),
        met: "Ids of those whose targets are met." = ids(it.listed(StagePart::Met)),
        on_course: "Ids of those on course." = ids(it.listed(StagePart::OnCourse)),
        lacks_final: "Ids of those whose deadline has passed without its figure." = ids(it.listed(StagePart::LacksFinal)),
        not_due: "Ids of those that are not due at this stage." = ids(it.listed(StagePart::NotDue)),
        not_assessable: "Ids of those without a verdict." = ids(it.listed(StagePart::NotAssessable)),
        no_data: "Ids of those without data." = ids(it.listed(StagePart::DataGaps)),
        amendments: "What was changed on the way." = it.amendments(),
        by_responsible: "By the units that answer for them." = each(it.groups(GroupKind::Responsible), OfUnit),
        by_section: "By the sections of the document." = each(it.groups(GroupKind::Section), OfSection),
        tasks: "Dated work, counted." = Tasks(&it.tasks),
        rules: "Rules, and where they fire." = &it.rules.rules,
        ..FootOf(&it.status),
    }
}

record! {
    "row" "An indicator as in status, with its standing."
    |it: Judged<'_>, standing: Standing| {
        ..Row(*it),
        standing: "How it stands at this stage." = standing,
    }
}

fn ids(found: Vec<(Judged<'_>, Standing)>) -> Vec<&String> {
    each(found, |(judged, _)| &judged.indicator().id)
}

record! {
    "standings" "How many indicators there are, and how many of each standing."
    |it: Standings| {
        total: "All of them." = it.total(),
        for any words_of::<Standing>: "How many; absent: none." = each(&it.counts, |(one, count)| (one.word(), *count)),
    }
}

struct Tallies(Vec<(Counted, Standings)>);

impl Tallies {
    fn of(&self, wanted: Counted) -> Optional<&Standings> {
        Optional(self.0.iter().find(|(counted, _)| *counted == wanted).map(|(_, them)| them))
    }
}

record! {
    "tallies" "Standings, counted for all indicators and for some."
    |it: Tallies| {
        all: "All indicators." = &it.0[0].1,
        binding: "Binding targets (约束性)." = it.of(Counted::Binding),
        expected: "All others (预期性)." = it.of(Counted::Expected),
        aspirational: "Those wished rather than promised (力争)." = it.of(Counted::Aspirational),
    }
}

record! {
    "amended" "A change of a target; null: unchanged."
    |it: AmendmentLine<'_>| {
        indicator: "The indicator's id." = &it.indicator.id,
        on: "From this day on." = it.amendment.on,
        document: "The document that says so." = id_of(it.amendment.document.as_ref()),
        target_before: "The target until then." = it.target.as_ref().map(|[from, _]| &from.goal),
        target: "The target from then on." = it.target.as_ref().map(|[_, to]| &to.goal),
        deadline_before: "The deadline until then." = it.deadline.map(|[from, _]| from),
        deadline: "The deadline from then on." = it.deadline.map(|[_, to]| to),
        milestones: "Were milestones changed?" = it.amendment.milestones.is_some(),
        withdrawn: "Was the target given up?" = it.amendment.withdrawn,
    }
}

struct OfUnit<'a>(Group<'a>);

record! {
    "indicators-of-unit" "The indicators that a unit answers for."
    |it: OfUnit<'_>| {
        responsible: "The unit; null: nobody is named." = &it.0.name,
        ..&it.0,
    }
}

struct OfSection<'a>(Group<'a>);

record! {
    "indicators-of-section" "The indicators of a section."
    |it: OfSection<'_>| {
        section: "The section; null: none is named." = &it.0.name,
        ..&it.0,
    }
}

record! {
    "indicators-of-group" "Where they stand."
    |it: Group<'_>| {
        tally: "Their standings, counted." = &it.standings,
        behind: "Ids of those that are behind." = ids(it.behind.clone()),
    }
}

struct Tasks<'a>(&'a TasksView<'a>);

record! {
    "tasks" "How many tasks there are, and how many in each state."
    |it: Tasks<'_>| {
        ..it.0.total(),
        overdue_tasks: "Ids of those that were due and are not done."
            = task_ids(it, 0),
        blocked_tasks: "Ids of those that are held up, but were not due." = task_ids(it, 1),
    }
}

/// The ids of those that are overdue, or that are held up.
fn task_ids<'a>(it: &Tasks<'a>, place: usize) -> Vec<&'a String> {
    each(&it.0.overdue_or_blocked()[place], |one| &one.task.id)
}

record! {
    "rule" "A rule in short."
    |it: Outcomes<'_>| {
        rule: "The rule's id." = &it.rule.id,
        name: "Its name as printed." = &it.rule.name,
        tally: "Its outcomes, counted." = RuleTally(it.tally()),
        fires: "Where it fires." = it.fires(),
    }
}

record! {
    "fired" "Regions where a rule fires in the same years."
    |years: Vec<i32>, regions: Vec<String>| {
        years: "The years." = years,
        regions: "The regions." = regions,
    }
}
