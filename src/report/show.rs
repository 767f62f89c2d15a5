//! The plans found, one a row; and a plan as it was encoded.

use crate::{
    assess::Reason,
    calendar::Calendar,
    number::Number,
    plan::{Amendment, Goal, Indicator, Plan},
    record::{Data, Flat, Record, Value, each, plan::keys_of},
    report::{
        Note, Section, Sheet, derivation_cell, id_name, name_of, shown::own_mark, sought, tasks,
        title_of,
    },
    table::{Cell, Heading, Name, Shown, Table},
};

/// The columns of the CSV of `show`, named as those of `status`.
const COLUMNS: [&str; 24] = [
    "plan",
    "region",
    "indicator",
    "concept",
    "name",
    "unit",
    "measure",
    "kind",
    "comparator",
    "target",
    "target_upper",
    "period",
    "deadline",
    "binding",
    "aspirational",
    "parent",
    "responsible",
    "section",
    "figure",
    "name_en",
    "note",
    "at",
    "better",
    "unit_en",
];

/// The values of an indicator: those that the JSON of `show` has under the same name, and those that it has in another
/// form.
fn values(plan: &Plan, it: &Indicator) -> Vec<Data> {
    let entries = (it, plan).entries();
    let value = |column| {
        let found = entries.iter().find(|(name, _)| *name == column);
        found.map_or(Data::Undefined, |(_, value)| value.clone())
    };
    let target = it.target.value();
    let values = COLUMNS.map(|column| match column {
        "plan" => plan.id.data(),
        "indicator" => it.id.data(),
        "unit" => it.target_unit().data(),
        "comparator" => it.target.word().data(),
        "target" => target.filter(|it| !it.only_own).map(|it| &it.value).data(),
        "target_upper" => target.and_then(|target| target.upper.as_ref()).data(),
        "section" => each(&it.citations, |cite| &cite.section).data(),
        "figure" => each(&it.citations, |cite| &cite.figure).data(),
        column => value(column),
    });
    values.into()
}

/// The targets of a plan, or one of them, as they were encoded: the columns of `status` that need no actuals.
pub fn flat<'a>(plan: &'a Plan, only: Option<&'a Indicator>) -> Flat<'a> {
    let indicators = only.map_or(&plan.indicators[..], std::slice::from_ref);
    Flat::new(COLUMNS, indicators.iter().map(|it| values(plan, it))).one_sheet_per("plan")
}

/// The page of a whole plan: its head, every target with its citations, the numbers set aside.
pub fn plan_sheet(plan: &Plan) -> Sheet {
    let method = plan.method.unwrap_or_default();
    let mut sheet = Sheet::default();
    let bands = plan.bands_of(method);
    sheet
        .plan(plan, &plan.region)
        .fact(Heading::Issuer, &plan.issuer)
        .fact(Heading::Issued, plan.issued)
        .fact(Heading::Files, &plan.actuals)
        .fact(Heading::Method, method)
        .say(move |words| words.bands(&bands));
    let table = Table::of(&plan.indicators)
        .prose(Heading::Indicator, |it| (name_of(it), &it.id))
        .number(Heading::Target, |it| {
            let target = target_cell(plan, it, &it.target);
            target.above(&it.every)
        })
        .word(Heading::Measure, |it| it.measure)
        .prose(Heading::Citation, |it| &it.citations)
        .table();
    sheet.section(Section::Targets).table(table);
    let series = Table::of(&plan.series)
        .prose(Heading::Series, |it| (id_name(plan, &it.id), &it.id))
        .word(Heading::Unit, |it| &it.unit)
        .word(Heading::Kind, |it| it.kind.kind)
        .word(Heading::At, |it| it.kind.at.map(at))
        .word(Heading::YearStarts, |it| year_starts(plan, it.kind.calendar))
        .word(Heading::Region, |it| &it.region)
        .prose(Heading::Derivation, |it| derivation_cell(plan, it))
        .table();
    let members = Table::of(&plan.members)
        .word(Heading::Members, |it| &it.name)
        .prose(Heading::Region, |it| &it.regions)
        .table();
    sheet
        .part(Section::PlanSeries, series.without_empty_columns())
        .part(Section::MemberLists, members.without_empty_columns());
    rules(&mut sheet, plan);
    let tasks = Table::of(&plan.tasks)
        .prose(Heading::Task, |it| (tasks::name_of(it), &it.id))
        .word(Heading::Due, |it| it.due)
        .prose(Heading::Responsible, |it| &it.responsible)
        .prose(Heading::Citation, |it| &it.citations)
        .table();
    sheet.part(Section::Tasks, tasks.without_empty_columns());
    let documents = Table::of(&plan.documents)
        .prose(Heading::Document, |it| Cell::from(it).above(&it.id))
        .word(Heading::Issued, |it| it.issued)
        .table();
    sheet.part(Section::Documents, documents.without_empty_columns());
    let units = Table::of(&plan.units)
        .word(Heading::Unit, |it| &it.name)
        .number(Heading::Value, |it| {
            let times = it.times.as_ref().unwrap_or(&Number::ONE);
            Cell::amount(Shown::as_printed(times), &it.of)
        })
        .table();
    sheet.part(Section::Units, units);
    let asides = Table::of(&plan.set_asides)
        .prose(Heading::Figure, |it| &it.figure)
        .prose(Heading::Document, |it| &it.document)
        .prose(Heading::Note, |it| &it.why)
        .table();
    sheet.part(Section::PlanSetAsides, asides.without_empty_columns());
    let sources = Table::of(&plan.sources)
        .prose(Heading::Files, |it| &it.file)
        .prose(Heading::Recipe, |it| keys_of(it))
        .table();
    sheet.part(Section::Sources, sources.without_empty_columns());
    sheet
}

/// The page of one indicator in full.
pub fn indicator_sheet(plan: &Plan, indicator: &Indicator) -> Sheet {
    let mut sheet = Sheet::default();
    sheet.of_plan(plan, &indicator.id);
    indicator_facts(&mut sheet, plan, indicator);
    sheet
}

/// Everything the plan says about an indicator, as facts; shared with `explain`.
pub fn indicator_facts(sheet: &mut Sheet, plan: &Plan, indicator: &Indicator) {
    if indicator.concept != indicator.id {
        sheet.fact(Heading::Concept, &indicator.concept);
    }
    let amount = |value: &Number| Cell::amount(Shown::as_printed(value), &indicator.unit);
    sheet
        .fact(Heading::Target, target_cell(plan, indicator, &indicator.target))
        .fact(Heading::Members, &indicator.every);
    for own in own_targets(indicator, &indicator.target) {
        sheet.fact(Heading::Members, own);
    }
    sheet
        .fact(Heading::Derivation, derivation_cell(plan, indicator))
        .fact(Heading::Measure, indicator.measure)
        .fact(Heading::Kind, indicator.kind.kind)
        .fact(Heading::At, indicator.kind.at.map(at))
        .fact(Heading::YearStarts, year_starts(plan, indicator.kind.calendar))
        .fact(Heading::Better, indicator.better)
        .fact(Heading::Region, plan.region_of(indicator))
        .fact(Heading::Period, indicator.period)
        .fact(Heading::Deadline, indicator.deadline);
    if let Some(baseline) = &indicator.baseline {
        let value = baseline.value.as_ref().map(amount);
        sheet.fact(Heading::Baseline, (value, baseline.period));
    }
    for milestone in &indicator.milestones {
        sheet.fact(Heading::Milestones, (amount(&milestone.value), milestone.period));
    }
    for amendment in &indicator.amendments {
        sheet.fact(Heading::Amended, amendment_cell(plan, indicator, amendment));
    }
    sheet.fact(Heading::Binding, indicator.binding);
    if indicator.aspirational {
        sheet.fact(Heading::Aspirational, true);
    }
    sheet
        .fact(Heading::Responsible, &indicator.responsible)
        .fact(Heading::Parent, &indicator.parent)
        .fact(Heading::Scope, &indicator.scope)
        .fact(Heading::Weight, indicator.weight.as_ref().map(Shown::as_printed))
        .fact(Heading::Aliases, &indicator.aliases)
        .fact(Heading::Note, &indicator.note);
    for citation in &indicator.citations {
        sheet.fact(Heading::Citation, vec![citation.clone()]);
    }
    sheet.fact(Heading::Place, format!("{}:{}", plan.file, indicator.line));
}

/// Each target of a member's own.
fn own_targets<'i>(indicator: &'i Indicator, goal: &'i Goal) -> impl Iterator<Item = Cell> {
    let own = goal.value().map_or(&[][..], |target| &target.own);
    own.iter().map(|(region, target)| {
        let value = Shown::as_printed(&target.value).marked(own_mark(target));
        Cell::amount(value, indicator.target_unit()).above(region)
    })
}

/// From when, what, until when, and by which document.
pub fn amendment_cell(plan: &Plan, indicator: &Indicator, amendment: &Amendment) -> Cell {
    let target = amendment.target.as_ref();
    let mut cells: Vec<Cell> = vec![
        amendment.on.into(),
        amendment.withdrawn.then_some(Reason::Withdrawn).into(),
        target.map(|target| target_cell(plan, indicator, target)).into(),
        amendment.deadline.into(),
    ];
    cells.extend(target.into_iter().flat_map(|target| own_targets(indicator, target)));
    for milestone in amendment.milestones.iter().flatten() {
        cells.push(Cell::amount(Shown::as_printed(&milestone.value), &indicator.unit));
        cells.push(milestone.period.into());
    }
    cells.push((&amendment.document).into());
    let mut citations = amendment.citations.clone();
    for it in &mut citations {
        it.document = it.document.take().filter(|it| Some(it) != amendment.document.as_ref());
    }
    cells.push(citations.into());
    cells.push(amendment.retroactive.then_some(["retroactive", "溯及既往"]).into());
    Cell::Stack(cells)
}

/// The month whose figure is the year's.
pub fn at(month: u32) -> String {
    format!("{month:02}")
}

/// The month in which years begin, where these or those of the plan are no calendar years.
pub fn year_starts(plan: &Plan, calendar: Calendar) -> Option<String> {
    let all_common = calendar.is_common() && plan.calendar.is_common();
    (!all_common).then(|| at(calendar.starts()))
}

fn rules(sheet: &mut Sheet, plan: &Plan) {
    if plan.rules.is_empty() {
        return;
    }
    sheet.section(Section::Rules);
    for rule in &plan.rules {
        let name = Name::untranslated(&rule.name);
        sheet
            .note(Note::Title(rule.id.clone(), name))
            .fact(Heading::Members, &rule.each)
            .fact(Heading::Series, &rule.all_fall)
            .fact(Heading::Reading, rule.reading)
            .fact(Heading::Outcome, &rule.outcome)
            .fact(Heading::Citation, &rule.citations)
            .fact(Heading::Note, &rule.note);
    }
}

/// What the plan says must be reached.
pub fn target_cell(plan: &Plan, indicator: &Indicator, goal: &Goal) -> Cell {
    Cell::Target(sought(plan, indicator, goal), None, indicator.target_unit().clone())
}

/// A plan that was found.
pub struct FoundPlan {
    /// The plan.
    pub plan: Plan,
    /// Its file; none: it is built in.
    pub file: Option<String>,
}

/// The plans found.
pub struct Listed(pub Vec<FoundPlan>);

impl Listed {
    /// The plans as a table for people: what each holds in one column.
    pub fn sheet(&self) -> Sheet {
        let table = Table::of(&self.0)
            .prose(Heading::Plan, |FoundPlan { plan, .. }| (&plan.id, title_of(plan)))
            .word(Heading::Region, |it| &it.plan.region)
            .word(Heading::Period, |it| it.plan.period)
            .prose(Heading::Contents, |FoundPlan { plan, .. }| {
                let tasks = plan.tasks.len();
                let rules = plan.rules.len();
                Cell::Contents([plan.indicators.len(), binding(plan), tasks, rules])
            })
            .prose(Heading::Origin, |it| match &it.file {
                Some(file) => Cell::from(file),
                None => ["built in", "内置"].into(),
            });
        let mut sheet = Sheet::default();
        sheet.table(table.table());
        sheet
    }

    /// Id and title, region, period, counts, where from.
    pub fn flat(&self) -> Flat<'_> {
        Flat::of(&self.0).without("title_en")
    }
}

record! {
    document "list" "The plans found, as `plancheck list --format json` writes them."
    |it: Listed| {
        plans: "Every plan found." = &it.0,
    }
}

record! {
    "listed-plan" "A plan and what it holds."
    |it: FoundPlan| {
        ..&it.plan,
        region: "The region that it binds." = &it.plan.region,
        period: "Its period." = it.plan.period,
        indicators: "Its indicators." = it.plan.indicators.len(),
        binding: "Those that are binding (约束性)." = binding(&it.plan),
        tasks: "Its tasks." = it.plan.tasks.len(),
        rules: "Its rules." = it.plan.rules.len(),
        origin: "Its file, or built-in." = it.file.as_deref().unwrap_or("built-in"),
    }
}

fn binding(plan: &Plan) -> usize {
    plan.indicators.iter().filter(|indicator| indicator.binding).count()
}
