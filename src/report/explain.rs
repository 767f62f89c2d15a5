//! The derivation of one verdict: every figure used, every one set aside, the steps, the arithmetic.

use std::collections::BTreeSet;

use crate::actuals::{Actuals, Disagreement, Observation};
use crate::assess::trace::contrast::readings;
use crate::assess::{Grounds, SetAsideWhy, Step, YearOutcome};
use crate::number::Number;
use crate::plan::Goal;
use crate::report::formula::formulas;
use crate::report::record::{Computed, each};
use crate::report::row::{Figure, Row};
use crate::report::sheet::{Section, StepState};
use crate::report::{
    Judged, Note, Sentence, Sheet, id_name, methods, name_of, show, text_cell, value_cell,
};
use crate::table::{Cell, Column, Heading, Shown, Table, Use};
use crate::unit::Unit;

/// The number of a step, from 0.
pub fn step_number(step: Step) -> usize {
    step as usize
}

/// The page.
pub fn sheet(judged: &Judged<'_>) -> Sheet {
    let finding = judged.finding;
    let indicator = judged.indicator();
    let observed = judged.observed_unit();
    let edges = judged.edges();
    let digits = judged.digits();
    let amount =
        |value: &Number, unit: &Unit| Cell::Amount(edges.amount(value), unit.printed().to_owned());
    let mut sheet = Sheet::default();
    sheet
        .note(Note::Title(indicator.id.clone(), name_of(indicator)))
        .fact(Heading::Plan, Cell::Text(judged.plan.id.clone()));
    show::indicator_facts(&mut sheet, judged.plan, indicator);

    sheet.section(Section::Used);
    if let Some(baseline) = &finding.baseline {
        sheet.fact(Heading::Baseline, digits.baseline_cell());
        if baseline.derived {
            sheet.note(Sentence::DerivedBaseline);
        }
    }
    if let Some(actual) = &finding.actual {
        sheet
            .fact(Heading::Actual, digits.actual_amount_cell())
            .fact(Heading::Quality, Cell::Quality(actual.quality))
            .fact(Heading::Published, Cell::Date(actual.published));
    }
    if let (Some(reference), Goal::AboveSeries { series, in_region }) =
        (judged.reference().next(), &judged.in_force().target)
    {
        let unit = judged.plan.unit_and_kind(series).map_or(observed, |(unit, _)| unit);
        sheet.fact(
            Heading::Reference,
            Cell::Stack(vec![
                Cell::Name(id_name(judged.plan, series)),
                Cell::of(in_region.clone(), Cell::Text),
                amount(&reference.value, unit),
                Cell::Period(reference.period),
            ]),
        );
    }
    for missing in judged.missing() {
        sheet.fact(Heading::Missing, Cell::Missing(missing));
    }
    if let Some(months) = finding.lag_months {
        sheet.note(Note::Lag(months));
    }
    if finding.actual.is_none() && finding.baseline.is_none() {
        sheet.note(Sentence::Nothing);
    }
    sheet.table(short_table(judged, false));
    sources(judged, &mut sheet);
    if !finding.set_aside.is_empty() {
        sheet.section(Section::SetAside).table(short_table(judged, true));
    }
    for disagreement in judged.disagreements() {
        let unit = judged.plan.unit_and_kind(&disagreement.id);
        let unit = unit.map_or(observed, |(unit, _)| unit);
        sheet.note(Note::Disagreement(
            disagreement.printed.period,
            disagreement.printed.value,
            disagreement.derived,
            unit.printed().to_owned(),
        ));
    }
    if let Some(table) = members_table(judged) {
        sheet.section(Section::Members).table(table);
    }
    if !finding.years.is_empty() {
        sheet.section(Section::Years).table(years_table(judged));
    }

    sheet.section(Section::Steps);
    if let Some(other) = finding.other_version {
        sheet.note(Note::OtherVersion(other));
    }
    for step in Step::ALL.iter().copied() {
        let state = match step.cmp(&finding.step) {
            std::cmp::Ordering::Less => StepState::Passed,
            std::cmp::Ordering::Equal => StepState::Decided,
            std::cmp::Ordering::Greater => StepState::NotReached,
        };
        sheet.note(Note::Step(step, state));
    }
    let formulas = formulas(judged);
    if !formulas.is_empty() {
        sheet.section(Section::Formulas);
        for formula in formulas {
            sheet.note(Note::Formula(formula, judged.unit()));
        }
    }
    // Growth and annual changes of a mere direction, or of a rate, meet no band.
    if finding.ratio.is_some() || matches!(finding.grounds, Grounds::Own) {
        sheet.note(Note::Bands(finding.bands.clone()));
    }
    methods::show(judged, &mut sheet);
    sheet
        .section(Section::Result)
        .fact(Heading::Target, digits.target_cell())
        .fact(Heading::Verdict, judged.verdict_cell())
        .fact(Heading::Method, Cell::of(finding.actual.as_ref(), |_| Cell::Method(finding.method)))
        .fact(Heading::Gap, digits.gap_cell())
        .fact(Heading::Arrival, Cell::of(finding.arrival, Cell::Month));
    let (newest, later) = judged.actuals.newest_release(judged.as_of);
    sheet.note(Note::Releases { as_of: judged.as_of, newest, later });
    sheet
}

/// Every observation with its use, one a row and nothing left out: the CSV of `explain`.
pub fn observations(judged: &Judged<'_>) -> Table {
    let columns = [
        Column::word(Heading::Use),
        Column::word(Heading::Place),
        Column::word(Heading::Period),
        Column::number(Heading::Value),
        Column::word(Heading::Unit),
        Column::word(Heading::Published),
        Column::word(Heading::Quality),
        Column::prose(Heading::Source),
        Column::prose(Heading::Note),
    ];
    let unit = judged.observed_unit().printed();
    let mut table = Table::new(columns);
    table.rows = every_use(judged)
        .map(|(role, observation)| {
            vec![
                Cell::Use(role),
                Cell::Names(judged.actuals.places(observation)),
                Cell::Period(observation.period),
                Cell::Number(Shown::as_printed(&observation.value)),
                Cell::Text(unit.to_owned()),
                Cell::Date(observation.published),
                Cell::Quality(observation.quality),
                text_cell(observation.source.as_deref()),
                text_cell(observation.note.as_deref()),
            ]
        })
        .collect();
    table
}

/// An indicator with all that stands behind its verdict.
#[derive(Debug)]
pub struct Explained<'a>(pub Judged<'a>);

record! {
    form of "explain" "explained-indicator" "An indicator: its row in status, and every figure used or set aside."
    |it: Explained<'_>| {
        indicator: "As encoded." = (it.0.indicator(), it.0.plan),
        row: "As in status." = Row(it.0),
        edge: "The value that decides: the target, less its tolerance." = &it.0.finding.edge,
        lag_months: "Months from the end of the actual's period to the as-of date." = it.0.finding.lag_months,
        step: "The step that decided, from 0." = step_number(it.0.finding.step),
        lacks_final: "Is the deadline past and its figure not in?" = it.0.finding.lacks_final,
        methods: "What every method says; empty where the plan leaves no choice, or nothing is there to judge."
            = each(readings(&it.0), |reading| (reading, it.0)),
        years: "The years of an every-year target." = &it.0.finding.years,
        members: "The members that must each meet the target." = &it.0.finding.members,
        reference: "The figure of the series that it is compared with." = it.0.reference().next().map(|one| (one, it.0.actuals)),
        missing: "Operands and references without a figure." = &it.0.finding.missing,
        disagreements: "Printed figures that their operands contradict."
            = each(it.0.disagreements(), |one| (one, it.0.actuals)),
        set_aside: "Figures that were not used, each with the reason."
            = each(&it.0.finding.set_aside, |(one, why)| (*why, (one, it.0.actuals))),
    }
}

record! {
    "year" "A calendar year of an every-year target."
    |it: YearOutcome| {
        year: "The year.",
        value: "Its value.",
        complete: "Is the whole year in?",
        met: "Was the target met? null: not known.",
    }
}

record! {
    "missing" "A series without a figure."
    |id: String, region: String| {
        id: "Its id." = id,
        region: "Its region." = region,
    }
}

record! {
    "disagreement" "A printed figure that its operands contradict."
    |it: Disagreement, actuals: &Actuals| {
        id: "The id of the indicator or series.",
        region: "The region.",
        printed: "The figure as printed, which is used." = (&it.printed, *actuals),
        derived: "What the operands make." = Computed(&it.derived),
    }
}

record! {
    "figure-set-aside" "A figure that was not used."
    |why: SetAsideWhy, figure: Figure<'_>| {
        why: "Why it was not." = why,
        observation: "The figure." = figure,
    }
}

/// Every observation with what it was used for: the actual's, the baseline's, those set aside.
fn every_use<'a>(judged: &Judged<'a>) -> impl Iterator<Item = (Use, &'a Observation)> {
    let finding = judged.finding;
    let actual = finding
        .actual
        .iter()
        .flat_map(|actual| &actual.observations)
        .map(|observation| (Use::Actual, observation));
    let baseline = finding
        .baseline
        .iter()
        .filter_map(|baseline| baseline.observation.as_ref())
        .map(|observation| (Use::Baseline, observation));
    let reference = judged.reference().map(|one| (Use::Reference, one));
    let set_aside =
        finding.set_aside.iter().map(|(observation, why)| (Use::SetAside(*why), observation));
    actual.chain(baseline).chain(reference).chain(set_aside)
}

/// The observations for a page, each with the line that it can be traced to; what their sources say stands below them,
/// or in the CSV and JSON of `explain`.
fn short_table(judged: &Judged<'_>, set_aside: bool) -> Table {
    let columns = [
        Column::prose(Heading::Use),
        Column::word(Heading::Period),
        Column::number(Heading::Value),
        Column::word(Heading::Published),
        Column::word(Heading::Quality),
        Column::prose(Heading::Place),
    ];
    let edges = judged.edges();
    let mut table = Table::new(columns);
    table.rows = every_use(judged)
        .filter(|(role, _)| matches!(role, Use::SetAside(_)) == set_aside)
        .map(|(role, observation)| {
            // What is printed has its own digits; what is derived is compared with the target.
            let value = if observation.operands.is_empty() {
                Shown::as_printed(&observation.value)
            } else {
                edges.amount(&observation.value)
            };
            vec![
                Cell::Use(role),
                Cell::Period(observation.period),
                Cell::Stack(vec![
                    value_cell(value, observation.quality),
                    text_cell(observation.printed.as_deref()),
                ]),
                Cell::Date(observation.published),
                Cell::Quality(observation.quality),
                Cell::Names(judged.actuals.places(observation)),
            ]
        })
        .collect();
    table
}

/// What the files say of the observations used: source and remark, each once.
fn sources(judged: &Judged<'_>, sheet: &mut Sheet) {
    let mut said = BTreeSet::new();
    for observation in judged.used() {
        if !said.insert((observation.source.as_deref(), observation.note.as_deref())) {
            continue;
        }
        let cells =
            vec![text_cell(observation.source.as_deref()), text_cell(observation.note.as_deref())];
        if cells.iter().any(|cell| !cell.is_empty()) {
            sheet.fact(Heading::Source, Cell::Stack(cells));
        }
    }
}

/// Every member with its figure and whether it meets the target.
fn members_table(judged: &Judged<'_>) -> Option<Table> {
    let members = judged.finding.members.as_ref()?;
    let columns = [
        Column::word(Heading::Region),
        Column::number(Heading::Actual),
        Column::word(Heading::Period),
        Column::word(Heading::Met),
        Column::prose(Heading::Place),
    ];
    let unit = judged.indicator().target_unit().printed();
    let edges = judged.member_edges();
    let mut table = Table::new(columns);
    table.rows = members
        .all
        .iter()
        .map(|member| {
            let actual = member.actual.as_ref();
            let places = actual.iter().flat_map(|actual| &actual.observations);
            let places = places.flat_map(|one| judged.actuals.places(one));
            vec![
                Cell::Text(member.region.clone()),
                Cell::of(actual, |actual| {
                    Cell::Amount(edges.amount(&actual.value), unit.to_owned())
                }),
                Cell::of(actual, |actual| Cell::Period(actual.period)),
                Cell::Met(member.met),
                Cell::Names(places.collect()),
            ]
        })
        .collect();
    Some(table)
}

fn years_table(judged: &Judged<'_>) -> Table {
    let columns = [
        Column::word(Heading::Year),
        Column::number(Heading::Value),
        Column::word(Heading::Complete),
        Column::word(Heading::Met),
    ];
    let unit = judged.indicator().unit.printed();
    let edges = judged.digits().year_edges();
    let mut table = Table::new(columns);
    table.rows = judged
        .finding
        .years
        .iter()
        .map(|year| {
            vec![
                Cell::Text(year.year.to_string()),
                Cell::of(year.value.as_ref(), |value| {
                    Cell::Amount(edges.amount(value), unit.to_owned())
                }),
                Cell::Yes(year.complete),
                Cell::of(year.met, Cell::Yes),
            ]
        })
        .collect();
    table
}
