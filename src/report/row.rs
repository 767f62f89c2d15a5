//! One finding as a row of `plancheck.status/v1`: the columns of CSV and the keys of JSON, in one table, frozen.

use crate::actuals::{Actuals, Observation};
use crate::plan::Comparator;
use crate::report::{Data, Flat, Judged};
use crate::table::GapUnit;

/// A column: its name, and what stands in it.
pub type RowColumn = (&'static str, fn(&Judged<'_>) -> Data);

/// Every column in its order. Names and order are a promise: only ever add at the end.
pub const COLUMNS: [RowColumn; 36] = [
    ("plan", |it| Data::text(&it.plan.id)),
    ("region", |it| Data::text(&it.finding.region)),
    ("indicator", |it| Data::text(&it.indicator().id)),
    ("name", |it| Data::text(&it.indicator().name)),
    ("unit", |it| Data::text(it.unit().printed())),
    ("measure", |it| Data::text(it.indicator().measure.word())),
    ("comparator", |it| Data::text(comparator(it))),
    ("target", |it| {
        Data::of(it.finding.target.as_ref(), Data::exact)
    }),
    ("target_upper", |it| {
        let indicator = it.in_force();
        let target = indicator.target.value();
        let upper = target.and_then(|target| target.upper.as_ref());
        // Of members there is only a count.
        Data::of(upper.filter(|_| indicator.every.is_none()), Data::exact)
    }),
    ("deadline", |it| Data::Period(it.in_force().deadline)),
    ("baseline", |it| {
        Data::of(it.finding.baseline.as_ref(), |from| {
            Data::exact(&from.value)
        })
    }),
    ("baseline_period", |it| {
        Data::of(it.finding.baseline.as_ref(), |from| {
            Data::Period(from.period)
        })
    }),
    ("actual", |it| {
        Data::of(it.finding.actual.as_ref(), |actual| {
            Data::exact(&actual.value)
        })
    }),
    ("actual_period", |it| {
        Data::of(it.finding.actual.as_ref(), |actual| {
            Data::Period(actual.period)
        })
    }),
    ("quality", |it| {
        Data::of(it.finding.actual.as_ref(), |actual| {
            Data::text(actual.quality.word())
        })
    }),
    ("gap", |it| {
        Data::of(it.finding.gap.as_ref(), Data::computed)
    }),
    ("gap_unit", |it| {
        Data::of(it.finding.gap.as_ref(), |_| {
            Data::text(GapUnit::of(&it.unit()).word())
        })
    }),
    ("attainment", |it| {
        Data::of(it.finding.attainment.as_ref(), Data::computed)
    }),
    ("progress", |it| {
        Data::of(it.finding.progress.as_ref(), Data::computed)
    }),
    ("expected", |it| {
        Data::of(it.finding.expected.as_ref(), Data::computed)
    }),
    ("ratio", |it| {
        Data::of(it.finding.ratio.as_ref(), Data::computed)
    }),
    // Nothing was compared where nothing is known.
    ("method", |it| {
        Data::of(it.finding.actual.as_ref(), |_| {
            Data::text(it.finding.method.word())
        })
    }),
    ("projected", |it| {
        Data::of(it.finding.projected.as_ref(), Data::computed)
    }),
    ("required_per_year", |it| {
        Data::of(it.finding.required_per_year.as_ref(), Data::computed)
    }),
    ("arrival", |it| Data::of(it.finding.arrival, Data::month)),
    ("verdict", |it| Data::text(it.finding.verdict.word())),
    ("reason", |it| {
        Data::of(it.finding.reason, |reason| Data::text(reason.word()))
    }),
    ("flags", |it| {
        let flags = it.finding.flags.iter().map(|flag| flag.word().to_owned());
        let members = it.members();
        let members = members.map(|(known, all)| format!("members={known}/{all}"));
        Data::texts(flags.chain(members))
    }),
    ("binding", |it| Data::Flag(it.indicator().binding)),
    ("parent", |it| {
        Data::of(it.indicator().parent.as_ref(), Data::text)
    }),
    ("responsible", |it| {
        Data::texts(it.indicator().responsible.iter())
    }),
    ("section", |it| {
        Data::texts(distinct(
            it.indicator()
                .citations
                .iter()
                .map(|citation| citation.section.clone()),
        ))
    }),
    ("source", |it| {
        Data::texts(distinct(
            it.used()
                .chain(it.reference())
                .flat_map(|observation| sources(observation, it.actuals)),
        ))
    }),
    ("name_en", |it| {
        Data::of(it.indicator().name_en.as_ref(), Data::text)
    }),
    ("published", |it| {
        Data::of(it.finding.actual.as_ref(), |actual| {
            Data::Date(actual.published)
        })
    }),
    ("as_of", |it| Data::Date(it.assessment.as_of)),
];

/// The names of the columns.
pub fn column_names() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|(name, _)| *name)
}

/// Findings as one flat table, one a row.
pub fn flat<'a>(rows: impl IntoIterator<Item = Judged<'a>, IntoIter: 'a>) -> Flat<'a> {
    let rows = rows.into_iter().map(|judged| values(&judged).collect());
    Flat::new(column_names(), rows).one_sheet_per("plan")
}

/// The values of a row, in the order of the columns.
pub fn values<'a>(judged: &'a Judged<'_>) -> impl Iterator<Item = Data> + 'a {
    COLUMNS.iter().map(|(_, value)| value(judged))
}

/// What stands behind the columns in the object of a row: the change still needed per year, as an amount and as a growth.
const MORE: [RowColumn; 2] = [
    ("required_amount", |it| {
        Data::of(it.finding.required_amount.as_ref(), Data::computed)
    }),
    ("required_growth", |it| {
        Data::of(it.finding.required_growth.as_ref(), Data::computed)
    }),
];

/// The value of one column, or of a key that the object of a row has besides; `None` for any other name.
pub fn value(judged: &Judged<'_>, key: &str) -> Option<Data> {
    let found = COLUMNS.iter().chain(&MORE).find(|(name, _)| *name == key);
    found.map(|(_, value)| value(judged))
}

/// The row as an object, with the place of every figure it rests on.
pub fn object(judged: &Judged<'_>) -> Data {
    let mut entries: Vec<(&'static str, Data)> = COLUMNS
        .iter()
        .map(|(name, value)| (*name, value(judged)))
        .collect();
    let provenance = judged
        .used()
        .chain(judged.reference())
        .map(|observation| provenance(observation, judged.actuals))
        .collect();
    entries.extend(MORE.map(|(key, value)| (key, value(judged))));
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
        (
            "printed",
            Data::of(observation.printed.as_deref(), Data::text),
        ),
        ("published", Data::text(observation.published.to_string())),
        ("quality", Data::text(observation.quality.word())),
        (
            "source",
            Data::of(observation.source.as_deref(), Data::text),
        ),
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
    if indicator.every.is_some() {
        Comparator::AtLeast.word()
    } else {
        indicator.target.word()
    }
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
                (
                    "actual",
                    Data::of(actual, |actual| Data::exact(&actual.value)),
                ),
                (
                    "actual_period",
                    Data::of(actual, |actual| Data::text(actual.period.to_string())),
                ),
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
