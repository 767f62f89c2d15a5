//! A plan as it was encoded, and `plancheck.plan/v1`, the normalised plan.

use crate::plan::{Bands, Comparator, Goal, Indicator, Plan};
use crate::report::sheet::Section;
use crate::report::{Data, Note, Sheet, name_of, title_of};
use crate::table::{Cell, Column, Heading, Table};

/// The schema of the JSON document.
pub const SCHEMA: &str = "plancheck.plan/v1";

/// A column of the CSV of `show`: its name, and what stands in it.
pub type TargetColumn = (&'static str, fn(&Plan, &Indicator) -> Data);

/// The columns of the CSV of `show`, named as those of `status`.
pub const COLUMNS: [TargetColumn; 21] = [
    ("plan", |plan, _| Data::text(&plan.id)),
    ("region", |plan, it| Data::text(plan.region_of(it))),
    ("indicator", |_, it| Data::text(&it.id)),
    ("concept", |_, it| Data::text(&it.concept)),
    ("name", |_, it| Data::text(&it.name)),
    ("unit", |_, it| Data::text(it.unit.printed())),
    ("measure", |_, it| Data::text(it.measure.word())),
    ("kind", |_, it| Data::text(it.kind.word())),
    ("comparator", |_, it| Data::text(it.target.word())),
    ("target", |_, it| {
        Data::of(it.target.value(), |target| Data::exact(&target.value))
    }),
    ("target_upper", |_, it| {
        let target = it.target.value();
        Data::of(target.and_then(|target| target.upper.as_ref()), Data::exact)
    }),
    ("period", |_, it| Data::text(it.period.to_string())),
    ("deadline", |_, it| Data::text(it.deadline.to_string())),
    ("binding", |_, it| Data::Flag(it.binding)),
    ("aspirational", |_, it| Data::Flag(it.aspirational)),
    ("parent", |_, it| Data::of(it.parent.as_ref(), Data::text)),
    ("responsible", |_, it| Data::texts(&it.responsible)),
    ("section", |_, it| {
        Data::texts(it.citations.iter().map(|cite| cite.section.as_str()))
    }),
    ("figure", |_, it| {
        Data::texts(it.citations.iter().map(|cite| cite.figure.as_str()))
    }),
    ("name_en", |_, it| Data::of(it.name_en.as_ref(), Data::text)),
    ("note", |_, it| Data::of(it.note.as_ref(), Data::text)),
];

/// The page of a whole plan: its head, every target with its citations, the numbers set aside.
pub fn plan_sheet(plan: &Plan) -> Sheet {
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
        .note(Note::Bands(plan.bands.clone()));
    let columns = [
        Column::prose(Heading::Indicator),
        Column::number(Heading::Target),
        Column::word(Heading::Measure),
        Column::prose(Heading::Citation),
    ];
    let mut table = Table::new(columns);
    table.rows = plan.indicators.iter().map(target_row).collect();
    sheet.section(Section::Targets).table(table);
    if !plan.set_asides.is_empty() {
        let columns = [Column::prose(Heading::Figure), Column::prose(Heading::Note)];
        let mut table = Table::new(columns);
        table.rows = plan
            .set_asides
            .iter()
            .map(|aside| {
                vec![
                    Cell::Text(aside.figure.clone()),
                    Cell::Text(aside.why.clone()),
                ]
            })
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
    let amount = |value: &crate::number::Number| Cell::Amount(value.clone(), unit.to_owned());
    sheet
        .fact(
            Heading::Target,
            Cell::Target(indicator.target.clone(), None, unit.to_owned()),
        )
        .fact(Heading::Measure, Cell::Measure(indicator.measure))
        .fact(Heading::Kind, Cell::Kind(indicator.kind))
        .fact(
            Heading::Region,
            Cell::Text(plan.region_of(indicator).to_owned()),
        )
        .fact(Heading::Period, Cell::Period(indicator.period))
        .fact(Heading::Deadline, Cell::Period(indicator.deadline));
    if let Some(baseline) = &indicator.baseline {
        let value = Cell::of(baseline.value.as_ref(), amount);
        sheet.fact(
            Heading::Baseline,
            Cell::Stack(vec![value, Cell::Period(baseline.period)]),
        );
    }
    for milestone in &indicator.milestones {
        sheet.fact(
            Heading::Milestones,
            Cell::Stack(vec![
                amount(&milestone.value),
                Cell::Period(milestone.period),
            ]),
        );
    }
    sheet.fact(Heading::Binding, Cell::Yes(indicator.binding));
    if indicator.aspirational {
        sheet.fact(Heading::Aspirational, Cell::Yes(true));
    }
    let text = |text: &Option<String>| Cell::of(text.clone(), Cell::Text);
    sheet
        .fact(
            Heading::Responsible,
            Cell::Names(indicator.responsible.clone()),
        )
        .fact(Heading::Parent, text(&indicator.parent))
        .fact(Heading::Scope, text(&indicator.scope))
        .fact(
            Heading::Weight,
            Cell::of(indicator.weight.clone(), Cell::Number),
        )
        .fact(Heading::Aliases, Cell::Names(indicator.aliases.clone()))
        .fact(Heading::Note, text(&indicator.note));
    for citation in &indicator.citations {
        sheet.fact(
            Heading::Citation,
            Cell::Citation(citation.section.clone(), citation.figure.clone()),
        );
    }
    sheet.fact(
        Heading::Place,
        Cell::Text(format!("{}:{}", plan.file, indicator.line)),
    );
}

fn target_row(indicator: &Indicator) -> Vec<Cell> {
    let citations = indicator
        .citations
        .iter()
        .map(|citation| Cell::Citation(citation.section.clone(), citation.figure.clone()));
    vec![
        Cell::Stack(vec![
            Cell::Name(name_of(indicator)),
            Cell::Text(indicator.id.clone()),
        ]),
        Cell::Target(
            indicator.target.clone(),
            None,
            indicator.unit.printed().to_owned(),
        ),
        Cell::Measure(indicator.measure),
        Cell::Stack(citations.collect()),
    ]
}

/// The JSON document: the normalised plan, with every key, defaults filled in; of its indicators all, or only one.
pub fn document(plan: &Plan, only: Option<&Indicator>) -> Data {
    let text = |text: &Option<String>| Data::of(text.as_ref(), Data::text);
    let set_asides = plan.set_asides.iter().map(|aside| {
        Data::Object(vec![
            ("figure", Data::text(&aside.figure)),
            ("why", Data::text(&aside.why)),
        ])
    });
    Data::Object(vec![
        ("schema", Data::text(SCHEMA)),
        ("file", Data::text(&plan.file)),
        ("id", Data::text(&plan.id)),
        ("title", Data::text(&plan.title)),
        ("title_en", text(&plan.title_en)),
        ("region", Data::text(&plan.region)),
        ("issuer", text(&plan.issuer)),
        ("document", text(&plan.document)),
        (
            "issued",
            Data::of(plan.issued, |date| Data::text(date.to_string())),
        ),
        ("period", Data::text(plan.period.to_string())),
        ("actuals", Data::texts(plan.actuals.iter())),
        ("bands", bands_data(&plan.bands)),
        (
            "indicator",
            Data::List(
                only.map_or(plan.indicators.as_slice(), std::slice::from_ref)
                    .iter()
                    .map(|indicator| indicator_data(plan, indicator))
                    .collect(),
            ),
        ),
        ("set_aside", Data::List(set_asides.collect())),
    ])
}

/// One indicator of the normalised plan.
pub fn indicator_data(plan: &Plan, indicator: &Indicator) -> Data {
    let text = |text: &Option<String>| Data::of(text.as_ref(), Data::text);
    let citations = indicator.citations.iter().map(|citation| {
        Data::Object(vec![
            ("section", Data::text(&citation.section)),
            ("figure", Data::text(&citation.figure)),
        ])
    });
    let milestones = indicator.milestones.iter().map(|milestone| {
        Data::Object(vec![
            ("period", Data::text(milestone.period.to_string())),
            ("value", Data::exact(&milestone.value)),
        ])
    });
    let baseline = Data::of(indicator.baseline.as_ref(), |baseline| {
        Data::Object(vec![
            ("period", Data::text(baseline.period.to_string())),
            ("value", Data::of(baseline.value.as_ref(), Data::exact)),
        ])
    });
    Data::Object(vec![
        ("id", Data::text(&indicator.id)),
        ("concept", Data::text(&indicator.concept)),
        ("name", Data::text(&indicator.name)),
        ("name_en", text(&indicator.name_en)),
        ("aliases", Data::texts(indicator.aliases.iter())),
        ("unit", Data::text(indicator.unit.printed())),
        ("measure", Data::text(indicator.measure.word())),
        ("kind", Data::text(indicator.kind.word())),
        ("target", target_data(&indicator.target)),
        ("cite", Data::List(citations.collect())),
        ("responsible", Data::texts(indicator.responsible.iter())),
        ("baseline", baseline),
        ("deadline", Data::text(indicator.deadline.to_string())),
        ("period", Data::text(indicator.period.to_string())),
        ("region", Data::text(plan.region_of(indicator))),
        ("scope", text(&indicator.scope)),
        ("parent", text(&indicator.parent)),
        ("binding", Data::Flag(indicator.binding)),
        ("aspirational", Data::Flag(indicator.aspirational)),
        ("milestones", Data::List(milestones.collect())),
        ("weight", Data::of(indicator.weight.as_ref(), Data::exact)),
        ("note", text(&indicator.note)),
        ("line", Data::count(indicator.line)),
    ])
}

/// A target under the key of the plan file.
fn target_data(goal: &Goal) -> Data {
    let limited = |limit: &Option<crate::number::Number>| {
        let mut entries = vec![(goal.word(), Data::Flag(true))];
        entries.extend(limit.as_ref().map(|limit| ("limit", Data::exact(limit))));
        Data::Object(entries)
    };
    let target = match goal {
        Goal::Value(target) => target,
        Goal::TimesBaseline(times) => {
            return Data::Object(vec![(goal.word(), Data::exact(times))]);
        }
        Goal::Rising { limit } | Goal::Falling { limit } => return limited(limit),
        Goal::AboveSeries { series, in_region } => {
            let mut entries = vec![(goal.word(), Data::text(series))];
            entries.extend(
                in_region
                    .as_ref()
                    .map(|region| ("in_region", Data::text(region))),
            );
            return Data::Object(entries);
        }
    };
    let value = Data::exact(&target.value);
    let key = target.comparator.word();
    match (target.comparator, &target.upper) {
        (Comparator::Between | Comparator::Within, Some(upper)) => {
            Data::Object(vec![(key, Data::List(vec![value, Data::exact(upper)]))])
        }
        (Comparator::About, _) => Data::Object(vec![
            (key, value),
            ("tolerance", Data::exact(&target.tolerance)),
        ]),
        _ => Data::Object(vec![(key, value)]),
    }
}

fn bands_data(bands: &Bands) -> Data {
    Data::Object(vec![
        ("ahead", Data::exact(&bands.ahead)),
        ("on_track", Data::exact(&bands.on_track)),
        ("at_risk", Data::exact(&bands.at_risk)),
    ])
}
