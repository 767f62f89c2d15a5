//! A plan as it was encoded.

use crate::assess::Reason;
use crate::plan::{Amendment, Goal, Indicator, Method, Plan};
use crate::report::record::Value;
use crate::report::sheet::Section;
use crate::report::{
    Data, Flat, Note, Sheet, citations_cell, id_name, name_of, plan_data, sought, tasks, title_of,
};
use crate::table::{Cell, Column, Heading, Name, Shown, Table};

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
pub fn plan_sheet(plan: &Plan) -> Sheet {
    let method = plan.method.unwrap_or(Method::Schedule);
    let mut sheet = Sheet::default();
    sheet
        .note(Note::Title(plan.id.clone(), title_of(plan)))
        .note(Note::PlanFacts {
            region: plan.region.clone(),
            period: plan.period,
            document: plan.document.clone(),
        })
        .fact(Heading::Issuer, Cell::of(plan.issuer.clone(), Cell::Text))
        .fact(Heading::Issued, Cell::of(plan.issued, Cell::Date))
        .fact(Heading::Files, Cell::Names(plan.actuals.clone()))
        .fact(Heading::Method, Cell::Method(method))
        .note(Note::Bands(plan.bands_of(method)));
    let columns = [
        Column::prose(Heading::Indicator),
        Column::number(Heading::Target),
        Column::word(Heading::Measure),
        Column::prose(Heading::Citation),
    ];
    let mut table = Table::new(columns);
    table.rows = plan.indicators.iter().map(|it| target_row(plan, it)).collect();
    sheet.section(Section::Targets).table(table);
    series(&mut sheet, plan);
    members(&mut sheet, plan);
    rules(&mut sheet, plan);
    task_table(&mut sheet, plan);
    if !plan.set_asides.is_empty() {
        let columns = [Column::prose(Heading::Figure), Column::prose(Heading::Note)];
        let mut table = Table::new(columns);
        table.rows = plan
            .set_asides
            .iter()
            .map(|aside| vec![Cell::Text(aside.figure.clone()), Cell::Text(aside.why.clone())])
            .collect();
        sheet.section(Section::PlanSetAsides).table(table);
    }
    sheet
}

/// The page of one indicator in full.
pub fn indicator_sheet(plan: &Plan, indicator: &Indicator) -> Sheet {
    let mut sheet = Sheet::default();
    sheet
        .note(Note::Title(indicator.id.clone(), name_of(indicator)))
        .fact(Heading::Plan, Cell::Text(plan.id.clone()));
    indicator_facts(&mut sheet, plan, indicator);
    sheet
}

/// Everything the plan says about an indicator, as facts; shared with `explain`.
pub(crate) fn indicator_facts(sheet: &mut Sheet, plan: &Plan, indicator: &Indicator) {
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

fn series(sheet: &mut Sheet, plan: &Plan) {
    let columns = [
        Column::prose(Heading::Series),
        Column::word(Heading::Unit),
        Column::word(Heading::Kind),
        Column::word(Heading::At),
        Column::word(Heading::Region),
        Column::prose(Heading::Derivation),
    ];
    let mut table = Table::new(columns);
    table.rows = plan
        .series
        .iter()
        .map(|it| {
            vec![
                Cell::Stack(vec![Cell::Name(id_name(plan, &it.id)), Cell::Text(it.id.clone())]),
                Cell::Text(it.unit.printed().to_owned()),
                Cell::Kind(it.kind),
                Cell::of(it.at, at_cell),
                Cell::of(it.region.clone(), Cell::Text),
                Cell::of(it.from.clone(), Cell::Derivation),
            ]
        })
        .collect();
    if !table.rows.is_empty() {
        sheet.section(Section::PlanSeries).table(table.without_empty_columns());
    }
}

fn members(sheet: &mut Sheet, plan: &Plan) {
    let mut table = Table::new([Column::word(Heading::Members), Column::prose(Heading::Region)]);
    table.rows = plan
        .members
        .iter()
        .map(|list| vec![Cell::Text(list.name.clone()), Cell::Names(list.regions.clone())])
        .collect();
    if !table.rows.is_empty() {
        sheet.section(Section::MemberLists).table(table);
    }
}

fn rules(sheet: &mut Sheet, plan: &Plan) {
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

fn task_table(sheet: &mut Sheet, plan: &Plan) {
    let columns = [
        Column::prose(Heading::Task),
        Column::word(Heading::Due),
        Column::prose(Heading::Responsible),
        Column::prose(Heading::Citation),
    ];
    let mut table = Table::new(columns);
    table.rows = plan
        .tasks
        .iter()
        .map(|task| {
            vec![
                Cell::Stack(vec![Cell::Name(tasks::name_of(task)), Cell::Text(task.id.clone())]),
                Cell::Period(task.due),
                Cell::Names(task.responsible.clone()),
                citations_cell(&task.citations),
            ]
        })
        .collect();
    if !table.rows.is_empty() {
        sheet.section(Section::Tasks).table(table.without_empty_columns());
    }
}

/// What the plan says must be reached.
fn target_cell(plan: &Plan, indicator: &Indicator, goal: &Goal) -> Cell {
    Cell::Target(sought(plan, indicator, goal), None, indicator.target_unit().printed().to_owned())
}

fn target_row(plan: &Plan, indicator: &Indicator) -> Vec<Cell> {
    let target = target_cell(plan, indicator, &indicator.target);
    vec![
        Cell::Stack(vec![Cell::Name(name_of(indicator)), Cell::Text(indicator.id.clone())]),
        Cell::Stack(vec![target, Cell::of(indicator.every.clone(), Cell::Every)]),
        Cell::Measure(indicator.measure),
        citations_cell(&indicator.citations),
    ]
}
