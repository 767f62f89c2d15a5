//! One finding as a row of `plancheck.status/v1`: the columns of CSV and the keys of JSON, in one table, frozen.

use crate::actuals::{Actuals, Observation};
use crate::assess::{Actual, Method, Reason, Verdict};
use crate::number::Number;
use crate::plan::{Comparator, Measure};
use crate::report::schema::Shape::{
    self, Date, Flag, Form, List, Number as Number_, Period as Period_, Text, Word,
};
use crate::report::schema::{TEXTS, findings};
use crate::report::{Data, Flat, Judged};
use crate::table::GapUnit;
use crate::words::words_of;

/// A column: its name, what its values look like and mean, and what stands in it.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The key.
    pub name: &'static str,
    pub(super) shape: Shape,
    /// May it be undefined?
    pub(super) nullable: bool,
    pub(super) doc: &'static str,
    /// What stands in it.
    pub value: fn(&Judged<'_>) -> Data,
}

const fn always(
    name: &'static str,
    shape: Shape,
    doc: &'static str,
    value: fn(&Judged<'_>) -> Data,
) -> Column {
    Column { name, shape, nullable: false, doc, value }
}

const fn maybe(
    name: &'static str,
    shape: Shape,
    doc: &'static str,
    value: fn(&Judged<'_>) -> Data,
) -> Column {
    Column { nullable: true, ..always(name, shape, doc, value) }
}

fn exact(value: Option<&Number>) -> Data {
    Data::of(value, Data::exact)
}
fn computed(value: Option<&Number>) -> Data {
    Data::of(value, Data::computed)
}
fn actual<T>(it: &Judged<'_>, of: impl FnOnce(&Actual) -> T, data: impl FnOnce(T) -> Data) -> Data {
    Data::of(it.finding.actual.as_ref().map(of), data)
}

/// Every column in its order. Names and order are a promise: only ever add at the end.
pub const COLUMNS: [Column; 36] = [
    always("plan", Text, "The plan's id.", |it| Data::text(&it.plan.id)),
    always("region", Text, "The region assessed.", |it| Data::text(&it.finding.region)),
    always("indicator", Text, "The indicator's id.", |it| Data::text(&it.indicator().id)),
    always("name", Text, "Its name as printed, whatever the language.", |it| {
        Data::text(&it.indicator().name)
    }),
    always(
        "unit",
        Text,
        "The unit of target and actual; of the baseline too, unless it starts an average growth.",
        |it| Data::text(it.unit().printed()),
    ),
    always("measure", Word(words_of::<Measure>), "How observations become the actual.", |it| {
        Data::text(it.indicator().measure.word())
    }),
    always(
        "comparator",
        Word(findings::comparators),
        "The key of the target in force; of members, at_least.",
        |it| Data::text(comparator(it)),
    ),
    maybe(
        "target",
        Number_,
        "The target as a number; k times the baseline, or the other series' value, where it is relative.",
        |it| exact(it.finding.target.as_ref()),
    ),
    maybe("target_upper", Number_, "The upper value of between and within.", |it| {
        exact(target_upper(it).as_ref())
    }),
    always("deadline", Period_, "When it must be met: the end of this period.", |it| {
        Data::Period(it.in_force().deadline)
    }),
    maybe("baseline", Number_, "The value at the start.", |it| {
        exact(it.finding.baseline.as_ref().map(|from| &from.value))
    }),
    maybe("baseline_period", Period_, "The baseline's period.", |it| {
        Data::of(it.finding.baseline.as_ref().map(|from| from.period), Data::Period)
    }),
    maybe("actual", Number_, "The value compared with the target.", |it| {
        exact(it.finding.actual.as_ref().map(|actual| &actual.value))
    }),
    maybe("actual_period", Period_, "The actual's period.", |it| {
        actual(it, |actual| actual.period, Data::Period)
    }),
    maybe(
        "quality",
        Form(findings::quality),
        "The actual's quality; several marks are joined by a semicolon.",
        |it| actual(it, |actual| actual.quality.word(), Data::text),
    ),
    maybe(
        "gap",
        Number_,
        "The distance from the target; negative: short of it, for every comparator.",
        |it| computed(it.finding.gap.as_ref()),
    ),
    maybe("gap_unit", Text, "The unit of the gap; pp: percentage points.", |it| {
        Data::of(it.finding.gap.as_ref(), |_| Data::text(GapUnit::of(&it.unit()).word()))
    }),
    maybe("attainment", Number_, "actual / target, for floors and budgets.", |it| {
        computed(it.finding.attainment.as_ref())
    }),
    maybe("progress", Number_, "(actual - baseline) / (target - baseline).", |it| {
        computed(it.finding.progress.as_ref())
    }),
    maybe("expected", Number_, "The share that should be done by the date of the actual.", |it| {
        computed(it.finding.expected.as_ref())
    }),
    maybe("ratio", Number_, "What the bands of the method judge.", |it| {
        computed(it.finding.ratio.as_ref())
    }),
    // Nothing was compared where nothing is known.
    maybe("method", Word(words_of::<Method>), "The method used.", |it| {
        actual(it, |_| it.finding.method.word(), Data::text)
    }),
    maybe("projected", Number_, "The value at the deadline at the present pace.", |it| {
        computed(it.finding.projected.as_ref())
    }),
    maybe("required_per_year", Number_, "The change per year that is needed from here.", |it| {
        computed(it.finding.required_per_year.as_ref())
    }),
    maybe("arrival", Form(findings::month), "The month of arrival at the present pace.", |it| {
        Data::of(it.finding.arrival, Data::month)
    }),
    always("verdict", Word(words_of::<Verdict>), "The grade.", |it| {
        Data::text(it.finding.verdict.word())
    }),
    maybe("reason", Word(words_of::<Reason>), "Why there is no verdict.", |it| {
        Data::of(it.finding.reason.map(Reason::word), Data::text)
    }),
    always("flags", List(&Form(findings::flags)), "What else to know.", flags),
    always("binding", Flag, "Is the target binding (约束性)?", |it| {
        Data::Flag(it.indicator().binding)
    }),
    maybe("parent", Text, "The indicator of which it is a part.", |it| {
        Data::of(it.indicator().parent.as_ref(), Data::text)
    }),
    always("responsible", TEXTS, "Who answers for it.", |it| {
        Data::texts(it.indicator().responsible.iter())
    }),
    always("section", TEXTS, "Where the document says so.", |it| {
        Data::texts(distinct(
            it.indicator().citations.iter().map(|citation| citation.section.clone()),
        ))
    }),
    always("source", TEXTS, "The sources of the figures; file:line where none is named.", |it| {
        Data::texts(distinct(
            it.used().chain(it.reference()).flat_map(|one| sources(one, it.actuals)),
        ))
    }),
    maybe("name_en", Text, "Its name in English.", |it| {
        Data::of(it.indicator().name_en.as_ref(), Data::text)
    }),
    maybe("published", Date, "The day on which the actual was published.", |it| {
        actual(it, |actual| actual.published, Data::Date)
    }),
    always("as_of", Date, "Nothing published after it is used.", |it| Data::Date(it.as_of)),
];

/// Of members there is only a count, and no upper value.
fn target_upper(it: &Judged<'_>) -> Option<Number> {
    let indicator = it.in_force();
    let upper = indicator.target.value().and_then(|target| target.upper.clone());
    upper.filter(|_| indicator.every.is_none())
}

fn flags(it: &Judged<'_>) -> Data {
    let members = it.members().map(|(known, all)| format!("members={known}/{all}"));
    Data::texts(it.finding.flags.iter().map(|flag| flag.word().to_owned()).chain(members))
}

/// The names of the columns.
pub fn column_names() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|column| column.name)
}

/// Findings as one flat table, one a row.
pub fn flat<'a>(rows: impl IntoIterator<Item = Judged<'a>, IntoIter: 'a>) -> Flat<'a> {
    let rows = rows.into_iter().map(|judged| values(&judged).collect());
    Flat::new(column_names(), rows).one_sheet_per("plan")
}

/// The values of a row, in the order of the columns.
pub fn values<'a>(judged: &'a Judged<'_>) -> impl Iterator<Item = Data> + 'a {
    COLUMNS.iter().map(|column| (column.value)(judged))
}

/// What stands behind the columns in the object of a row: the change still needed per year, as an amount and as a growth.
pub(super) const MORE: [Column; 4] = [
    maybe(
        "required_amount",
        Number_,
        "The change per year that is needed from here, by equal steps.",
        |it| computed(it.finding.required_amount.as_ref()),
    ),
    maybe(
        "required_growth",
        Number_,
        "The growth per year that is needed from here, in percent.",
        |it| computed(it.finding.required_growth.as_ref()),
    ),
    maybe(
        "verdict_before",
        Word(words_of::<Verdict>),
        "The verdict without an amendment that was made after the deadline.",
        |it| Data::of(it.finding.of_late_amendment(false), |verdict| Data::text(verdict.word())),
    ),
    maybe(
        "verdict_amended",
        Word(words_of::<Verdict>),
        "The verdict with an amendment that was made after the deadline.",
        |it| Data::of(it.finding.of_late_amendment(true), |verdict| Data::text(verdict.word())),
    ),
];

/// The value of one column, or of a key that the object of a row has besides; `None` for any other name.
pub fn value(judged: &Judged<'_>, key: &str) -> Option<Data> {
    let found = COLUMNS.iter().chain(&MORE).find(|column| column.name == key);
    found.map(|column| (column.value)(judged))
}

/// The row as an object, with the place of every figure it rests on.
pub fn object(judged: &Judged<'_>) -> Data {
    let mut entries: Vec<(&'static str, Data)> =
        COLUMNS.iter().map(|column| (column.name, (column.value)(judged))).collect();
    let provenance = judged
        .used()
        .chain(judged.reference())
        .map(|observation| provenance(observation, judged.actuals))
        .collect();
    entries.extend(MORE.map(|column| (column.name, (column.value)(judged))));
    entries.push(("provenance", Data::List(provenance)));
    entries.push(("members", members(judged)));
    Data::Object(entries)
}

/// Where one observation was read, and what stands there.
pub fn provenance(observation: &Observation, actuals: &Actuals) -> Data {
    let file = actuals.files.get(observation.origin.file as usize);
    Data::Object(vec![
        ("file", Data::of(file, |file| Data::text(&file.name))),
        ("line", Data::count(observation.origin.line)),
        ("period", Data::text(observation.period.to_string())),
        ("value", Data::exact(&observation.value)),
        ("printed", Data::of(observation.printed.as_deref(), Data::text)),
        ("published", Data::text(observation.published.to_string())),
        ("quality", Data::text(observation.quality.word())),
        ("source", Data::of(observation.source.as_deref(), Data::text)),
        ("note", Data::of(observation.note.as_deref(), Data::text)),
        ("operands", Data::List(operands(observation, actuals))),
    ])
}

/// Where the operands of a derived figure stand.
fn operands(observation: &Observation, actuals: &Actuals) -> Vec<Data> {
    let places = observation.operands.iter();
    places
        .map(|origin| {
            let file = actuals.files.get(origin.file as usize);
            Data::Object(vec![
                ("file", Data::of(file, |file| Data::text(&file.name))),
                ("line", Data::count(origin.line)),
            ])
        })
        .collect()
}

/// The source as the file names it, else every place in the files.
pub fn sources(observation: &Observation, actuals: &Actuals) -> Vec<String> {
    match &observation.source {
        Some(source) => vec![source.to_string()],
        None => actuals.places(observation),
    }
}

/// The key of the target in force; so many members must meet it, where members are counted.
fn comparator(judged: &Judged<'_>) -> &'static str {
    let indicator = judged.in_force();
    if indicator.every.is_some() { Comparator::AtLeast.word() } else { indicator.target.word() }
}

/// Each text once, in the order of first sight.
pub fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen
}

/// How the members of an `every` target stand.
pub fn members(judged: &Judged<'_>) -> Data {
    Data::of(judged.finding.members.as_ref(), |members| {
        let all = members.all.iter().map(|member| {
            let actual = member.actual.as_ref();
            Data::Object(vec![
                ("region", Data::text(&member.region)),
                ("actual", Data::of(actual, |actual| Data::exact(&actual.value))),
                ("actual_period", Data::of(actual, |actual| Data::text(actual.period.to_string()))),
                ("met", Data::of(member.met, Data::Flag)),
            ])
        });
        Data::Object(vec![
            ("required", Data::count(members.required)),
            ("met", Data::count(members.met())),
            ("known", Data::count(members.known())),
            ("all", Data::List(all.collect())),
        ])
    })
}
