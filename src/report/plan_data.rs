//! `plancheck.plan/v1`: the normalised plan, with every key, defaults filled in.

use crate::actuals::{Actuals, Disagreement};
use crate::plan::{
    Amendment, Bands, Comparator, Derivation, Goal, Indicator, Method, Milestone, Plan, Rule,
    Series, Task,
};
use crate::report::{Data, citations_data, row};

/// The schema of the JSON document.
pub const SCHEMA: &str = "plancheck.plan/v1";

/// The JSON document; of the plan's indicators all, or only one.
pub fn document(plan: &Plan, only: Option<&Indicator>) -> Data {
    let text = |text: &Option<String>| Data::of(text.as_ref(), Data::text);
    let members = plan.members.iter().map(|list| {
        Data::Object(vec![
            ("name", Data::text(&list.name)),
            ("regions", Data::texts(&list.regions)),
        ])
    });
    let set_asides = plan.set_asides.iter().map(|aside| {
        Data::Object(vec![("figure", Data::text(&aside.figure)), ("why", Data::text(&aside.why))])
    });
    let method = plan.method.unwrap_or(Method::Schedule);
    Data::Object(vec![
        ("schema", Data::text(SCHEMA)),
        ("file", Data::text(&plan.file)),
        ("id", Data::text(&plan.id)),
        ("title", Data::text(&plan.title)),
        ("title_en", text(&plan.title_en)),
        ("region", Data::text(&plan.region)),
        ("issuer", text(&plan.issuer)),
        ("document", text(&plan.document)),
        ("issued", Data::of(plan.issued, |date| Data::text(date.to_string()))),
        ("period", Data::text(plan.period.to_string())),
        ("actuals", Data::texts(plan.actuals.iter())),
        ("tasks", Data::texts(plan.task_files.iter())),
        ("method", Data::text(method.word())),
        ("bands", bands_data(&plan.bands_of(method))),
        ("members", Data::List(members.collect())),
        (
            "indicator",
            Data::List(
                only.map_or(plan.indicators.as_slice(), std::slice::from_ref)
                    .iter()
                    .map(|indicator| indicator_data(plan, indicator))
                    .collect(),
            ),
        ),
        ("series", Data::List(plan.series.iter().map(|it| series(plan, it)).collect())),
        ("task", Data::List(plan.tasks.iter().map(task).collect())),
        ("rule", Data::List(plan.rules.iter().map(rule).collect())),
        ("set_aside", Data::List(set_asides.collect())),
    ])
}

/// One indicator of the normalised plan.
pub fn indicator_data(plan: &Plan, indicator: &Indicator) -> Data {
    let text = |text: &Option<String>| Data::of(text.as_ref(), Data::text);
    let amendments = indicator.amendments.iter().map(amendment);
    let every = Data::of(indicator.every.as_ref(), |every| {
        Data::Object(vec![
            ("members", Data::text(&every.list)),
            ("share", Data::of(every.share.as_ref(), Data::exact)),
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
        ("every", every),
        ("from", Data::of(indicator.from.as_ref(), from)),
        ("cite", citations_data(&indicator.citations)),
        ("responsible", Data::texts(indicator.responsible.iter())),
        ("baseline", baseline),
        ("deadline", Data::text(indicator.deadline.to_string())),
        ("period", Data::text(indicator.period.to_string())),
        ("region", Data::text(plan.region_of(indicator))),
        ("scope", text(&indicator.scope)),
        ("parent", text(&indicator.parent)),
        ("binding", Data::Flag(indicator.binding)),
        ("aspirational", Data::Flag(indicator.aspirational)),
        ("milestones", milestones(&indicator.milestones)),
        ("amended", Data::List(amendments.collect())),
        ("weight", Data::of(indicator.weight.as_ref(), Data::exact)),
        ("note", text(&indicator.note)),
        ("line", Data::count(indicator.line)),
        ("at", Data::of(indicator.at, month)),
        ("better", Data::of(indicator.better, |better| Data::text(better.word()))),
    ])
}

/// A target under the key of the plan file.
pub(super) fn target_data(goal: &Goal) -> Data {
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
            entries.extend(in_region.as_ref().map(|region| ("in_region", Data::text(region))));
            return Data::Object(entries);
        }
    };
    let value = Data::exact(&target.value);
    let key = target.comparator.word();
    match (target.comparator, &target.upper) {
        (Comparator::Between | Comparator::Within, Some(upper)) => {
            Data::Object(vec![(key, Data::List(vec![value, Data::exact(upper)]))])
        }
        (Comparator::About, _) => {
            Data::Object(vec![(key, value), ("tolerance", Data::exact(&target.tolerance))])
        }
        _ => Data::Object(vec![(key, value)]),
    }
}

fn bands_data(bands: &Bands) -> Data {
    Data::Object(vec![
        ("ahead", Data::of(bands.ahead.as_ref(), Data::exact)),
        ("on_track", Data::exact(&bands.on_track)),
        ("at_risk", Data::exact(&bands.at_risk)),
    ])
}

fn milestones(milestones: &[Milestone]) -> Data {
    let milestones = milestones.iter().map(|milestone| {
        Data::Object(vec![
            ("period", Data::text(milestone.period.to_string())),
            ("value", Data::exact(&milestone.value)),
        ])
    });
    Data::List(milestones.collect())
}

fn amendment(amendment: &Amendment) -> Data {
    let deadline = amendment.deadline;
    Data::Object(vec![
        ("on", Data::text(amendment.on.to_string())),
        ("target", Data::of(amendment.target.as_ref(), target_data)),
        ("deadline", Data::of(deadline, |period| Data::text(period.to_string()))),
        ("milestones", Data::of(amendment.milestones.as_deref(), milestones)),
        ("withdrawn", Data::Flag(amendment.withdrawn)),
        ("document", Data::of(amendment.document.as_ref(), Data::text)),
        ("retroactive", Data::Flag(amendment.retroactive)),
    ])
}

/// A month as the plan file writes it.
pub(super) fn month(month: u32) -> Data {
    Data::text(format!("{month:02}"))
}

/// A derivation under the key of the plan file.
fn from(from: &Derivation) -> Data {
    match from {
        Derivation::GrowthOf(of) => Data::Object(vec![(from.word(), Data::text(of))]),
        Derivation::IncreaseOf { of, net } => {
            Data::Object(vec![(from.word(), Data::text(of)), ("net", Data::Flag(*net))])
        }
        Derivation::Ratio { above, below, times } => Data::Object(vec![
            (from.word(), Data::texts([above, below])),
            ("times", Data::exact(times)),
        ]),
        Derivation::Sum(parts) => Data::Object(vec![(from.word(), Data::texts(parts))]),
    }
}

/// One declared series.
pub fn series(plan: &Plan, series: &Series) -> Data {
    let region = series.region.as_ref().unwrap_or(&plan.region);
    Data::Object(vec![
        ("id", Data::text(&series.id)),
        ("concept", Data::text(&series.concept)),
        ("name", Data::text(&series.name)),
        ("name_en", Data::of(series.name_en.as_ref(), Data::text)),
        ("aliases", Data::texts(&series.aliases)),
        ("unit", Data::text(series.unit.printed())),
        ("kind", Data::text(series.kind.word())),
        ("region", Data::text(region)),
        ("from", Data::of(series.from.as_ref(), from)),
        ("line", Data::count(series.line)),
        ("at", Data::of(series.at, month)),
    ])
}

fn task(task: &Task) -> Data {
    Data::Object(vec![
        ("id", Data::text(&task.id)),
        ("title", Data::text(&task.title)),
        ("title_en", Data::of(task.title_en.as_ref(), Data::text)),
        ("due", Data::text(task.due.to_string())),
        ("responsible", Data::texts(&task.responsible)),
        ("cite", citations_data(&task.citations)),
        ("aspirational", Data::Flag(task.aspirational)),
        ("unquantified", Data::Flag(task.unquantified)),
        ("note", Data::of(task.note.as_ref(), Data::text)),
        ("line", Data::count(task.line)),
    ])
}

fn rule(rule: &Rule) -> Data {
    Data::Object(vec![
        ("id", Data::text(&rule.id)),
        ("name", Data::text(&rule.name)),
        ("each", Data::text(&rule.each)),
        ("all_fall", Data::texts(&rule.all_fall)),
        ("reading", Data::text(rule.reading.word())),
        ("outcome", Data::text(&rule.outcome)),
        ("cite", citations_data(&rule.citations)),
        ("note", Data::of(rule.note.as_ref(), Data::text)),
        ("line", Data::count(rule.line)),
    ])
}

/// Ids without a figure, each with its region.
pub(super) fn missing<'m>(missing: impl Iterator<Item = &'m (String, String)>) -> Data {
    let missing = missing.map(|(id, region)| {
        Data::Object(vec![("id", Data::text(id)), ("region", Data::text(region))])
    });
    Data::List(missing.collect())
}

/// Printed figures that their operands contradict.
pub(super) fn disagreements(all: &[Disagreement], actuals: &Actuals) -> Data {
    let all = all.iter().map(|it| {
        Data::Object(vec![
            ("id", Data::text(&it.id)),
            ("region", Data::text(&it.region)),
            ("printed", row::provenance(&it.printed, actuals)),
            ("derived", Data::computed(&it.derived)),
        ])
    });
    Data::List(all.collect())
}
