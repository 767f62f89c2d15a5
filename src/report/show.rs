//! A plan as it was encoded.

use crate::assess::Reason;
use crate::plan::{Amendment, Goal, Indicator, Method, Plan};
use crate::report::record::Value;
use crate::report::sheet::Section;
use crate::report::{
    Data, Flat, Note, Sheet, citations_cell, id_name, name_of, plan_data, sought, tasks,
};
use crate::table::{Cell, Heading, Name, Shown, Table};

/// A column of the CSV of `show`: its name, and what stands in it.
pub type TargetColumn = (&'static str, fn(&Plan, &Indicator) -> Data);

/// The columns of the CSV of `show`, named as those of `status`.
pub const COLUMNS: [TargetColumn; 23] = [
    ("plan", |plan, _| Data::text(&plan.id)),
    ("region", |plan, it| Data::text(plan.region_of(it))),
    ("indicator", |_, it| Data::text(&it.id)),
    ("concept", |_, it| Data::text(&it.concept)),
    ("name", |_, it| Data::text(&it.name)),
    ("unit", |_, it| Data::text(it.target_unit().printed())),
    ("measure", |_, it| Data::text(it.measure.word())),
    ("kind", |_, it| Data::text(it.kind.word())),
    ("comparator", |_, it| Data::text(it.target.word())),
    ("target", |_, it| Data::of(it.target.value(), |target| Data::exact(&target.value))),
    ("target_upper", |_, it| {
        let target = it.target.value();
        Data::of(target.and_then(|target| target.upper.as_ref()), Data::exact)
    }),
    ("period", |_, it| Data::Period(it.period)),
    ("deadline", |_, it| Data::Period(it.deadline)),
    ("binding", |_, it| Data::Flag(it.binding)),
    ("aspirational", |_, it| Data::Flag(it.aspirational)),
    ("parent", |_, it| Data::of(it.parent.as_ref(), Data::text)),
    ("responsible", |_, it| Data::texts(&it.responsible)),
    ("section", |_, it| Data::texts(it.citations.iter().map(|cite| cite.section.as_str()))),
    ("figure", |_, it| Data::texts(it.citations.iter().map(|cite| cite.figure.as_str()))),
    ("name_en", |_, it| Data::of(it.name_en.as_ref(), Data::text)),
    ("note", |_, it| Data::of(it.note.as_ref(), Data::text)),
    ("at", |_, it| it.at.map(plan_data::month).data()),
    ("better", |_, it| Data::of(it.better, |better| Data::text(better.word()))),
];

/// The targets of a plan, or one of them, as they were encoded: the columns of `status` that need no actuals.
pub fn flat<'a>(plan: &'a Plan, only: Option<&'a Indicator>) -> Flat<'a> {
    let wanted = move |it: &&Indicator| only.is_none_or(|only| only.id == it.id);
    let rows = plan
        .indicators
        .iter()
        .filter(wanted)
        .map(move |it| COLUMNS.iter().map(|(_, value)| value(plan, it)).collect());
    Flat::new(COLUMNS.iter().map(|(name, _)| *name), rows).one_sheet_per("plan")
}

/// The page of a whole plan: its head, every target with its citations, the numbers set aside.
pub fn plan_sheet(plan: &Plan) -> Sheet<'static> {
    let method = plan.method.unwrap_or(Method::Schedule);
    let mut sheet = Sheet::default();
    sheet
        .plan(plan, plan.region.clone())
        .fact(Heading::Issuer, Cell::of(plan.issuer.clone(), Cell::Text))
        .fact(Heading::Issued, Cell::of(plan.issued, Cell::Date))
        .fact(Heading::Files, Cell::Names(plan.actuals.clone()))
        .fact(Heading::Method, Cell::Method(method))
        .note(Note::Bands(plan.bands_of(method)));
    let table = Table::of(&plan.indicators)
        .prose(Heading::Indicator, |it| {
            Cell::Stack(vec![Cell::Name(name_of(it)), Cell::Text(it.id.clone())])
        })
        .number(Heading::Target, |it| {
            let target = target_cell(plan, it, &it.target);
            Cell::Stack(vec![target, Cell::of(it.every.clone(), Cell::Every)])
        })
        .word(Heading::Measure, |it| Cell::Measure(it.measure))
        .prose(Heading::Citation, |it| citations_cell(&it.citations))
        .table();
    sheet.section(Section::Targets).table(table);
    let series = Table::of(&plan.series)
        .prose(Heading::Series, |it| {
            Cell::Stack(vec![Cell::Name(id_name(plan, &it.id)), Cell::Text(it.id.clone())])
        })
        .word(Heading::Unit, |it| Cell::Text(it.unit.printed().to_owned()))
        .word(Heading::Kind, |it| Cell::Kind(it.kind))
        .word(Heading::At, |it| Cell::of(it.at, at_cell))
        .word(Heading::Region, |it| Cell::of(it.region.clone(), Cell::Text))
        .prose(Heading::Derivation, |it| Cell::of(it.from.clone(), Cell::Derivation))
        .table();
    let members = Table::of(&plan.members)
        .word(Heading::Members, |it| Cell::Text(it.name.clone()))
        .prose(Heading::Region, |it| Cell::Names(it.regions.clone()))
        .table();
    listed(&mut sheet, Section::PlanSeries, series);
    listed(&mut sheet, Section::MemberLists, members);
    rules(&mut sheet, plan);
    let tasks = Table::of(&plan.tasks)
        .prose(Heading::Task, |it| {
            Cell::Stack(vec![Cell::Name(tasks::name_of(it)), Cell::Text(it.id.clone())])
        })
        .word(Heading::Due, |it| Cell::Period(it.due))
        .prose(Heading::Responsible, |it| Cell::Names(it.responsible.clone()))
        .prose(Heading::Citation, |it| citations_cell(&it.citations))
        .table();
    listed(&mut sheet, Section::Tasks, tasks);
    let asides = Table::of(&plan.set_asides)
        .prose(Heading::Figure, |it| Cell::Text(it.figure.clone()))
        .prose(Heading::Note, |it| Cell::Text(it.why.clone()))
        .table();
    listed(&mut sheet, Section::PlanSetAsides, asides);
    sheet
}

/// The page of one indicator in full.
pub fn indicator_sheet(plan: &Plan, indicator: &Indicator) -> Sheet<'static> {
    let mut sheet = Sheet::default();
    sheet
        .note(Note::Title(indicator.id.clone(), name_of(indicator)))
        .fact(Heading::Plan, Cell::Text(plan.id.clone()));
    indicator_facts(&mut sheet, plan, indicator);
    sheet
}

/// Everything the plan says about an indicator, as facts; shared with `explain`.
pub(crate) fn indicator_facts(sheet: &mut Sheet<'_>, plan: &Plan, indicator: &Indicator) {
    if indicator.concept != indicator.id {
        sheet.fact(Heading::Concept, Cell::Text(indicator.concept.clone()));
    }
    let unit = indicator.unit.printed();
    let amount =
        |value: &crate::number::Number| Cell::Amount(Shown::as_printed(value), unit.to_owned());
    sheet
        .fact(Heading::Target, target_cell(plan, indicator, &indicator.target))
        .fact(Heading::Members, Cell::of(indicator.every.clone(), Cell::Every))
        .fact(Heading::Derivation, Cell::of(indicator.from.clone(), Cell::Derivation))
        .fact(Heading::Measure, Cell::Measure(indicator.measure))
        .fact(Heading::Kind, Cell::Kind(indicator.kind))
        .fact(Heading::At, Cell::of(indicator.at, at_cell))
        .fact(Heading::Better, Cell::of(indicator.better, Cell::Better))
        .fact(Heading::Region, Cell::Text(plan.region_of(indicator).to_owned()))
        .fact(Heading::Period, Cell::Period(indicator.period))
        .fact(Heading::Deadline, Cell::Period(indicator.deadline));
    if let Some(baseline) = &indicator.baseline {
        let value = Cell::of(baseline.value.as_ref(), amount);
        sheet.fact(Heading::Baseline, Cell::Stack(vec![value, Cell::Period(baseline.period)]));
    }
    for milestone in &indicator.milestones {
        sheet.fact(
            Heading::Milestones,
            Cell::Stack(vec![amount(&milestone.value), Cell::Period(milestone.period)]),
        );
    }
    for amendment in &indicator.amendments {
        sheet.fact(Heading::Amended, amendment_cell(plan, indicator, amendment));
    }
    sheet.fact(Heading::Binding, Cell::Yes(indicator.binding));
    if indicator.aspirational {
        sheet.fact(Heading::Aspirational, Cell::Yes(true));
    }
    let text = |text: &Option<String>| Cell::of(text.clone(), Cell::Text);
    sheet
        .fact(Heading::Responsible, Cell::Names(indicator.responsible.clone()))
        .fact(Heading::Parent, text(&indicator.parent))
        .fact(Heading::Scope, text(&indicator.scope))
        .fact(
            Heading::Weight,
            Cell::of(indicator.weight.as_ref().map(Shown::as_printed), Cell::Number),
        )
        .fact(Heading::Aliases, Cell::Names(indicator.aliases.clone()))
        .fact(Heading::Note, text(&indicator.note));
    for citation in &indicator.citations {
        sheet.fact(
            Heading::Citation,
            Cell::Citation(citation.section.clone(), citation.figure.clone()),
        );
    }
    sheet.fact(Heading::Place, Cell::Text(format!("{}:{}", plan.file, indicator.line)));
}

/// From when, what, until when, and by which document.
pub(super) fn amendment_cell(plan: &Plan, indicator: &Indicator, amendment: &Amendment) -> Cell {
    let mut cells = vec![Cell::Date(amendment.on)];
    if amendment.withdrawn {
        cells.push(Cell::Reason(Reason::Withdrawn));
    }
    let target = amendment.target.as_ref();
    cells.push(Cell::of(target, |target| target_cell(plan, indicator, target)));
    cells.push(Cell::of(amendment.deadline, Cell::Period));
    for milestone in amendment.milestones.iter().flatten() {
        cells.push(Cell::Amount(
            Shown::as_printed(&milestone.value),
            indicator.unit.printed().to_owned(),
        ));
        cells.push(Cell::Period(milestone.period));
    }
    cells.push(Cell::of(amendment.document.clone(), Cell::Text));
    if amendment.retroactive {
        cells.push(Cell::Retroactive);
    }
    Cell::Stack(cells)
}

/// The month whose figure is the year's.
pub(super) fn at_cell(month: u32) -> Cell {
    Cell::Text(format!("{month:02}"))
}

/// A part of the page, unless there is nothing in it.
fn listed(sheet: &mut Sheet<'_>, section: Section, table: Table) {
    if !table.rows.is_empty() {
        sheet.section(section).table(table.without_empty_columns());
    }
}

fn rules(sheet: &mut Sheet<'_>, plan: &Plan) {
    if plan.rules.is_empty() {
        return;
    }
    sheet.section(Section::Rules);
    for rule in &plan.rules {
        let name = Name { printed: rule.name.clone(), english: None };
        sheet
            .note(Note::Title(rule.id.clone(), name))
            .fact(Heading::Members, Cell::Text(rule.each.clone()))
            .fact(Heading::Series, Cell::Names(rule.all_fall.clone()))
            .fact(Heading::Reading, Cell::Reading(rule.reading))
            .fact(Heading::Outcome, Cell::Text(rule.outcome.clone()))
            .fact(Heading::Citation, citations_cell(&rule.citations))
            .fact(Heading::Note, Cell::of(rule.note.clone(), Cell::Text));
    }
}

/// What the plan says must be reached.
fn target_cell(plan: &Plan, indicator: &Indicator, goal: &Goal) -> Cell {
    Cell::Target(sought(plan, indicator, goal), None, indicator.target_unit().printed().to_owned())
}
