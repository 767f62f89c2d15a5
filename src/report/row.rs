//! One finding as a row of `plancheck.status/v1`: the columns of CSV and the keys of JSON, frozen.

use crate::{
    actuals::{ActualsFile, Observation, Origin},
    assess::{Actual, Flag, MemberOutcome, Members},
    number::Number,
    plan::{Comparator, Goal},
    record::{Computed, Data, Digits, Flat, Record, Shape, computed, each},
    report::{Judged, distinct},
    words::words_of,
};

// Names and order are a promise: only ever add at the end.
record! {
    "columns-of-row" "The columns of CSV."
    |it: Judged<'_>| {
        plan: "The plan's id." = &it.plan.id,
        region: "The region assessed." = &it.finding.region,
        indicator: "The indicator's id." = &it.indicator().id,
        name: "Its name as printed, whatever the language." = &it.indicator().name,
        unit: "The unit of target and actual; of the baseline too, unless it starts an average growth." = it.unit(),
        measure: "How observations become the actual." = it.indicator().measure,
        comparator: "The key of the target in force; of members, at_least." in comparators = comparator(it),
        target: "The target as a number; what the baseline makes it, or the other series' value plus the margin, where it is relative." = &it.finding.target,
        target_upper: "The upper value of between and within." = target_upper(it),
        deadline: "When it must be met: the end of this period." = it.in_force().deadline,
        baseline: "The value at the start." = it.finding.baseline.as_ref().map(|from| &from.value),
        baseline_period: "The baseline's period." = it.finding.baseline.as_ref().map(|from| from.period),
        actual: "The value compared with the target." = actual(it).map(|actual| beside_target(it, actual)),
        actual_period: "The actual's period." = actual(it).map(|actual| actual.period),
        quality: "The actual's quality; several marks are joined by a semicolon." = actual(it).map(|actual| actual.quality),
        gap: "The distance from the target; negative: short of it, for every comparator." = it.finding.told_gap().map(Computed),
        gap_unit: "The unit of the gap; pp: percentage points." = it.finding.told_gap().map(|_| it.unit().of_differences()),
        attainment: "actual / target, for floors and budgets." = computed(&it.finding.attainment),
        progress: "(actual - baseline) / (target - baseline)." = computed(&it.finding.progress),
        expected: "The share that should be done by the date of the actual." = computed(&it.finding.expected),
        ratio: "What the bands of the method judge." = computed(&it.finding.ratio),
        // Nothing was compared where nothing is known.
        method: "The method used." = actual(it).map(|_| it.finding.method),
        projected: "The value at the deadline at the present pace." = computed(&it.finding.projected),
        required_per_year: "The change per year that is needed from here; of a mean what the years left must average, or may." = computed(&it.finding.required_per_year),
        arrival: "The month of arrival at the present pace." = it.finding.arrival,
        verdict: "The grade." = it.finding.verdict,
        reason: "Why there is no verdict." = it.finding.reason,
        flags: "What else to know." = flags(it),
        binding: "Is the target binding (约束性)?" = it.indicator().binding,
        parent: "The indicator of which it is a part." = &it.indicator().parent,
        responsible: "Who answers for it." = &it.indicator().responsible,
        section: "Where the document says so." = distinct(it.indicator().citations.iter().map(|cite| cite.section.clone())),
        source: "The sources of the figures; file:line where none is named." = sources_of(it),
        name_en: "Its name in English." = &it.indicator().name_en,
        published: "The day on which the actual was published." = actual(it).map(|actual| actual.published),
        as_of: "Nothing published after it is used." = it.as_of,
    }
}

/// The row in a JSON document.
pub struct Row<'a>(pub Judged<'a>);

record! {
    "row" "An indicator with its verdict: the columns of CSV, then what no column holds."
    |it: Row<'_>| {
        ..it.0,
        required_amount: "The change per year that is needed from here, by equal steps; of a mean as `required_per_year`." = computed(&it.0.finding.required_amount),
        required_growth: "The growth per year that is needed from here, in percent." = computed(&it.0.finding.required_growth),
        verdict_before: "The verdict without an amendment that was made after the deadline." = it.0.finding.of_late_amendment(false),
        verdict_amended: "The verdict with an amendment that was made after the deadline." = it.0.finding.of_late_amendment(true),
        provenance: "Every figure the row rests on: the actual's, the baseline's, the reference's."
            = each(it.0.rests_on(), |(_, one)| (one, it.0.files())),
        members: "The members that must each meet the target; null where there are none." = &it.0.finding.members,
    }
}

/// A published value, and where it was read.
pub type Figure<'a> = (&'a Observation, &'a [ActualsFile]);

record! {
    "figure" "A published value and the place where it was read."
    |it: &Observation, files: &[ActualsFile]| {
        file: "The file." = file_of(it.origin, files),
        line: "Its line, from 1." = it.origin.line,
        period: "The period it describes.",
        value: "The value in the unit of the indicator.",
        printed: "As the file has it, where that is not the value itself.",
        published: "The day of its release.",
        quality: "Its quality; several marks are joined by a semicolon.",
        source: "The source that the file names.",
        note: "The remark that the file makes.",
        operands: "Where the figures stand from which it is derived; empty where it is printed."
            = each(it.operands(), |origin| (*origin, *files)),
    }
}

record! {
    "place" "A line of a file."
    |it: Origin, files: &[ActualsFile]| {
        file: "The file." = file_of(*it, files),
        line: "Its line, from 1.",
    }
}

record! {
    "members" "How the members of a target that each must meet stand."
    |it: Members| {
        required: "How many must meet it.",
        met: "How many do." = it.met(),
        known: "How many have a figure." = it.known(),
        all: "Every member.",
    }
}

record! {
    "member" "A member of a list of regions."
    |it: MemberOutcome| {
        region: "The region.",
        actual: "Its value." = it.actual.as_ref().map(|actual| &actual.value),
        actual_period: "The period of its value." = it.actual.as_ref().map(|actual| actual.period),
        met: "Does it meet the target? null: not known.",
        target: "The target that it must meet; null: not known.",
    }
}

fn actual<'a>(it: &Judged<'a>) -> Option<&'a Actual> {
    it.finding.actual.as_ref()
}

/// The actual, on its side of the target.
pub fn beside_target(it: &Judged<'_>, actual: &Actual) -> Digits {
    let target = it.finding.target.as_ref().map(|_| &it.finding.edge);
    let upper = target_upper(it);
    Digits(actual.value.text_beside(target.into_iter().chain(&upper)))
}

fn file_of(origin: Origin, files: &[ActualsFile]) -> Option<&String> {
    files.get(origin.file as usize).map(|file| &file.name)
}

fn comparators() -> Vec<&'static str> {
    Goal::words().collect()
}

/// Of members there is only a count, and no upper value.
pub fn target_upper(it: &Judged<'_>) -> Option<Number> {
    let indicator = it.in_force();
    let upper = indicator.target.value().and_then(|target| target.upper.clone());
    upper.filter(|_| indicator.every.is_none())
}

/// The word of a flag, or how many members are known.
pub struct Flagged(pub String);

values! {
    Flagged: Shape::Form(|| {
        let flags = words_of::<Flag>().join("|");
        format!("^({flags}|members=[0-9]+/[0-9]+)$")
    }), |it| it.0.data();
}

/// What else to know.
pub fn flags(it: &Judged<'_>) -> Vec<Flagged> {
    let members = it.members().map(|(known, all)| format!("members={known}/{all}"));
    each(it.finding.flags.iter().map(|flag| flag.word().to_owned()).chain(members), Flagged)
}

/// The names of the columns.
#[cfg(test)]
pub fn column_names() -> Vec<&'static str> {
    Judged::columns()
}

/// Findings as one flat table, one a row.
pub fn flat<'a>(rows: impl IntoIterator<Item = Judged<'a>, IntoIter: 'a>) -> Flat<'a> {
    Flat::of(rows).one_sheet_per("plan")
}

/// The value of one column, or of a key that the object of a row has besides; `None` for any other name.
pub fn value(judged: &Judged<'_>, key: &str) -> Option<Data> {
    let found = Row(*judged).entries().into_iter().find(|(name, _)| *name == key);
    found.map(|(_, value)| value)
}

/// The sources of all figures that the row rests on.
pub fn sources_of(it: &Judged<'_>) -> Vec<String> {
    distinct(it.rests_on().flat_map(|(_, one)| sources(one, it.files())))
}

/// The same for people: the names without the addresses behind them.
pub fn named_sources(sources: Vec<String>) -> Vec<String> {
    let name = |source: String| {
        let name = source.split("http").next().unwrap_or_default();
        let name = name.trim_end_matches([' ', ';', '；', ',', '，', ':', '：']);
        if name.is_empty() { source } else { name.to_owned() }
    };
    distinct(sources.into_iter().map(name))
}

/// The source as the file names it, else every place in the files.
pub fn sources(observation: &Observation, files: &[ActualsFile]) -> Vec<String> {
    match &observation.source {
        Some(source) => vec![source.to_string()],
        None => observation.places(files),
    }
}

/// The key of the target in force; so many members must meet it, where members are counted.
fn comparator(judged: &Judged<'_>) -> &'static str {
    let indicator = judged.in_force();
    if indicator.every.is_some() { Comparator::AtLeast.word() } else { indicator.target.word() }
}
