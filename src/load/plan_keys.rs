//! The keys of a plan file: the one list from which the loader checks what is unknown and what is missing, and from
//! which the JSON Schema for editors is made.

use crate::diag::Expected;
use crate::plan::{Better, Comparator, Form, Kind, Measure, Method, Reading, Relative};
use crate::words::words_of;

/// A table of the plan file.
#[derive(Debug)]
pub(crate) struct TableKeys {
    /// How messages name it.
    pub(crate) name: &'static str,
    /// Its keys, in the order of the documentation.
    pub(crate) keys: &'static [Key],
}

/// One key of a table.
#[derive(Debug)]
pub(crate) struct Key {
    /// As the encoder writes it.
    pub(crate) name: &'static str,
    /// What belongs under it.
    pub(crate) value: Value,
    /// Must it be there?
    pub(crate) required: bool,
    /// Must it be there unless the catalogue's concept has it?
    pub(crate) inherited: bool,
    /// What it means, in one line.
    pub(crate) doc: &'static str,
}

/// What belongs under a key.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value {
    /// A text on one line.
    Text,
    /// A text that may run over several lines.
    Prose,
    /// A kebab-case id.
    Id,
    /// A period as text.
    Period,
    /// A TOML date.
    Date,
    /// An exact number.
    Number,
    /// A number, or a percentage as text.
    Tolerance,
    /// Yes or no.
    Boolean,
    /// A list of texts.
    Texts,
    /// A list of ids.
    Ids,
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// Two ascending numbers.
    Pair,
    /// A table.
    Table(&'static TableKeys),
    /// The table of a target.
    Target,
    /// One table or a list of them.
    Tables(&'static TableKeys),
    /// Numbers by period.
    Milestones,
    /// Lists of regions by name.
    Members,
}

impl Value {
    /// The keys of the tables that belong there.
    pub(crate) fn table(self) -> Option<&'static TableKeys> {
        match self {
            Self::Table(keys) | Self::Tables(keys) => Some(keys),
            Self::Target => Some(&TARGET),
            _ => None,
        }
    }

    /// The shape as messages name it.
    pub(crate) fn expected(self) -> Expected {
        match self {
            Self::Text | Self::Prose => Expected::Text,
            Self::Id => Expected::Id,
            Self::Period => Expected::Period,
            Self::Date => Expected::Date,
            Self::Number => Expected::Number,
            Self::Tolerance => Expected::Tolerance,
            Self::Boolean => Expected::Boolean,
            Self::Texts | Self::Ids => Expected::Texts,
            Self::Word(_) => Expected::Word,
            Self::Pair => Expected::Pair,
            Self::Target => Expected::Target,
            Self::Table(_) => Expected::Table,
            Self::Tables(_) => Expected::Tables,
            Self::Milestones => Expected::Milestones,
            Self::Members => Expected::Members,
        }
    }
}

/// The months, as periods write them.
fn months() -> Vec<&'static str> {
    vec!["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"]
}

/// The key of the month whose figure is the year's.
const AT: Key = optional(
    "at",
    Value::Word(months),
    "of a stock: the month whose figure is the year's; default: the last of the year",
);

/// The key of the good side.
const BETTER: Key = optional(
    "better",
    Value::Word(words_of::<Better>),
    "which side of a value is good: of about, that side counts as met",
);

const fn required(name: &'static str, value: Value, doc: &'static str) -> Key {
    Key { name, value, required: true, inherited: false, doc }
}

const fn optional(name: &'static str, value: Value, doc: &'static str) -> Key {
    Key { name, value, required: false, inherited: false, doc }
}

/// Required, but the catalogue's concept may have it.
const fn inherited(name: &'static str, value: Value, doc: &'static str) -> Key {
    Key { inherited: true, ..optional(name, value, doc) }
}

/// The file itself.
pub(crate) static ROOT: TableKeys = TableKeys {
    name: "the plan file",
    keys: &[
        required("plan", Value::Table(&PLAN), "the document"),
        optional("members", Value::Members, "lists of regions, by a name of the encoder's"),
        optional("indicator", Value::Tables(&INDICATOR), "one target"),
        optional(
            "series",
            Value::Tables(&SERIES),
            "figures that others need and that are no target",
        ),
        optional("task", Value::Tables(&TASK), "dated work without a number"),
        optional("rule", Value::Tables(&RULE), "what follows when several figures fall"),
        optional("set_aside", Value::Tables(&SET_ASIDE), "a number that is not a target"),
    ],
};

/// `[plan]`.
pub(crate) static PLAN: TableKeys = TableKeys {
    name: "[plan]",
    keys: &[
        required("id", Value::Id, "kebab-case, the same as the file name"),
        required("title", Value::Text, "title as printed"),
        optional("title_en", Value::Text, "title in English"),
        required("region", Value::Text, "the region it binds"),
        optional("issuer", Value::Text, "who issued it"),
        optional("document", Value::Text, "the document's number"),
        optional("issued", Value::Date, "the day it was issued"),
        required("period", Value::Period, "\"2024\", or \"2021/2025\" with both ends included"),
        optional("actuals", Value::Texts, "default actuals, relative to this file"),
        optional("tasks", Value::Texts, "default files of task states, relative to this file"),
        optional("method", Value::Word(Method::choices), "how pace is judged"),
        optional("bands", Value::Table(&BANDS), "ratios from which the verdicts hold"),
    ],
};

/// `bands = { … }`.
pub(crate) static BANDS: TableKeys = TableKeys {
    name: "bands",
    keys: &[
        optional("ahead", Value::Number, "faster than the schedule from here"),
        optional("on_track", Value::Number, "as the schedule asks from here"),
        optional("at_risk", Value::Number, "somewhat behind from here, behind below"),
    ],
};

/// `[[indicator]]`.
pub(crate) static INDICATOR: TableKeys = TableKeys {
    name: "[[indicator]]",
    keys: &[
        required("id", Value::Id, "kebab-case, unique in the plan"),
        optional(
            "concept",
            Value::Id,
            "what is measured, the same word in every plan; default: the id",
        ),
        inherited("name", Value::Text, "name as printed"),
        optional("name_en", Value::Text, "name in English"),
        inherited(
            "unit",
            Value::Text,
            "unit of figures, baseline and target; the target of an average growth is in %",
        ),
        required("measure", Value::Word(words_of::<Measure>), "how observations become the actual"),
        optional("kind", Value::Word(words_of::<Kind>), "what one observation is"),
        AT,
        BETTER,
        required("target", Value::Target, "exactly one comparator with its value"),
        required("cite", Value::Tables(&CITE), "where the document says so"),
        optional("responsible", Value::Texts, "who answers for it, as printed"),
        optional("baseline", Value::Table(&BASELINE), "where it started"),
        optional(
            "from",
            Value::Table(&FROM),
            "how its figures follow from others that releases print",
        ),
        optional("amended", Value::Tables(&AMENDED), "a later change of the target"),
        optional(
            "deadline",
            Value::Period,
            "the period whose figure decides; default: the period's end",
        ),
        optional("period", Value::Period, "its own accumulation period; default: the plan's"),
        optional("region", Value::Text, "its region, when not the plan's"),
        optional("scope", Value::Text, "coverage in words"),
        optional("aliases", Value::Texts, "other names under which releases print it"),
        optional("parent", Value::Id, "id of the indicator of which this is a part"),
        optional("parts", Value::Ids, "ids of the indicators that add up to this one"),
        optional("binding", Value::Boolean, "true for 约束性; default 预期性"),
        optional(
            "aspirational",
            Value::Boolean,
            "true for 力争, 争创: wished rather than promised",
        ),
        optional("milestones", Value::Milestones, "values the path must pass, by period"),
        optional("weight", Value::Number, "weight in a roll-up"),
        optional("note", Value::Prose, "a remark of the encoder"),
    ],
};

/// `target = { … }`: the comparators, and the tolerance of one of them.
pub(crate) static TARGET: TableKeys = TableKeys {
    name: "target",
    keys: &[
        optional(Comparator::AtLeast.word(), Value::Number, "≥: 达, 以上, bare numbers"),
        optional(Comparator::MoreThan.word(), Value::Number, ">: 超, 突破, 高于"),
        optional(Comparator::AtMost.word(), Value::Number, "≤: 以内, 不超过"),
        optional(Comparator::LessThan.word(), Value::Number, "<: 低于"),
        optional(
            Comparator::About.word(),
            Value::Number,
            "左右: decided at the edge of the tolerance",
        ),
        optional(
            Comparator::Between.word(),
            Value::Pair,
            "the lower value counts, the upper is the stretch",
        ),
        optional(Comparator::Within.word(), Value::Pair, "must stay inside both values"),
        optional(Comparator::Budget.word(), Value::Number, "an allocation to be spent"),
        optional(
            "tolerance",
            Value::Tolerance,
            "of about, in the indicator's unit or as \"5%\"; default 5%",
        ),
        optional(
            Relative::TimesBaseline.word(),
            Value::Number,
            "so many times the baseline: 2 for 倍增, 翻番",
        ),
        optional(
            Relative::Rising.word(),
            Value::Boolean,
            "true: above the baseline (level), each year above the one before (every-year)",
        ),
        optional(
            Relative::Falling.word(),
            Value::Boolean,
            "true: below the baseline (level), each year below the one before (every-year)",
        ),
        optional(
            "limit",
            Value::Number,
            "of rising and falling: a natural bound at which nothing is left to gain",
        ),
        optional(
            Relative::AboveSeries.word(),
            Value::Id,
            "above another indicator or series of the plan, at the newest period of both",
        ),
        optional("in_region", Value::Text, "of above_series: the region of the other"),
        optional("every", Value::Id, "a list of [members], each of which must meet the target"),
        optional(
            "share",
            Value::Number,
            "of every: at least this share of the members, 0.7 for 70 %",
        ),
    ],
};

/// `from = { … }`: exactly one derivation.
pub(crate) static FROM: TableKeys = TableKeys {
    name: "from",
    keys: &[
        optional(Form::GrowthOf.word(), Value::Id, "percentage change against the year before"),
        optional(Form::IncreaseOf.word(), Value::Id, "change of a stock over the year"),
        optional(
            "net",
            Value::Boolean,
            "of increase_of: true when the net change is what is asked for",
        ),
        optional(Form::Ratio.word(), Value::Ids, "the first of two over the second"),
        optional("times", Value::Number, "of ratio: a factor, 100 for %; default 1"),
        optional(Form::Sum.word(), Value::Ids, "all of them together"),
    ],
};

/// `[[indicator.amended]]`.
pub(crate) static AMENDED: TableKeys = TableKeys {
    name: "[[indicator.amended]]",
    keys: &[
        required("on", Value::Date, "in force from this day"),
        optional("target", Value::Target, "the new target"),
        optional("deadline", Value::Period, "the new deadline"),
        optional("milestones", Value::Milestones, "the new milestones"),
        optional("withdrawn", Value::Boolean, "true when the target is given up"),
        optional(
            "retroactive",
            Value::Boolean,
            "true when it applies although the deadline was over; default: the target of the time decides",
        ),
        optional("document", Value::Text, "the document that says so"),
    ],
};

/// `[[series]]`.
pub(crate) static SERIES: TableKeys = TableKeys {
    name: "[[series]]",
    keys: &[
        required("id", Value::Id, "kebab-case, unique among indicators and series"),
        optional(
            "concept",
            Value::Id,
            "what is measured, the same word in every plan; default: the id",
        ),
        inherited("name", Value::Text, "name as printed"),
        optional("name_en", Value::Text, "name in English"),
        inherited("unit", Value::Text, "unit of its values"),
        optional("kind", Value::Word(words_of::<Kind>), "what one observation is"),
        AT,
        optional("aliases", Value::Texts, "other names under which releases print it"),
        optional("region", Value::Text, "its region, when not the one assessed"),
        optional(
            "from",
            Value::Table(&FROM),
            "how its figures follow from others that releases print",
        ),
    ],
};

/// `[[task]]`.
pub(crate) static TASK: TableKeys = TableKeys {
    name: "[[task]]",
    keys: &[
        required("id", Value::Id, "kebab-case, unique among the tasks"),
        required("title", Value::Text, "as printed"),
        optional("title_en", Value::Text, "in English"),
        required("due", Value::Period, "by the end of this period"),
        optional("responsible", Value::Texts, "who answers for it, as printed"),
        required("cite", Value::Tables(&CITE), "where the document says so"),
        optional(
            "aspirational",
            Value::Boolean,
            "true for 力争, 争创: wished rather than promised",
        ),
        optional("unquantified", Value::Boolean, "true when a quantity is asked for and left open"),
        optional("note", Value::Prose, "a remark of the encoder"),
    ],
};

/// `[[rule]]`.
pub(crate) static RULE: TableKeys = TableKeys {
    name: "[[rule]]",
    keys: &[
        required("id", Value::Id, "kebab-case, unique among the rules"),
        required("name", Value::Text, "name as printed"),
        required("each", Value::Id, "the list of [members] it is held against"),
        required("all_fall", Value::Ids, "indicators or series; it fires when all of them fall"),
        required(
            "reading",
            Value::Word(words_of::<Reading>),
            "what falls of an amount: the amount, or its growth",
        ),
        required("outcome", Value::Text, "what follows, as printed"),
        optional("cite", Value::Tables(&CITE), "where the document says so"),
        optional("note", Value::Prose, "a remark of the encoder"),
    ],
};

/// The catalogue, a file of its own.
pub(crate) static CATALOG: TableKeys = TableKeys {
    name: "the catalogue",
    keys: &[required("concept", Value::Tables(&CONCEPT), "one thing that is measured")],
};

/// `[[concept]]`.
pub(crate) static CONCEPT: TableKeys = TableKeys {
    name: "[[concept]]",
    keys: &[
        required("id", Value::Id, "kebab-case, unique in the catalogue"),
        required("name", Value::Text, "its name"),
        optional("name_en", Value::Text, "name in English"),
        required("unit", Value::Text, "unit of its values"),
        optional("kind", Value::Word(words_of::<Kind>), "what one observation is"),
        AT,
        BETTER,
        optional("aliases", Value::Texts, "other names under which releases print it"),
        optional(
            "printed_units",
            Value::Texts,
            "units that releases print though they mean its own",
        ),
        optional("definition", Value::Prose, "what it is"),
        optional("source", Value::Prose, "whose definition"),
    ],
};

/// `cite = { … }`.
pub(crate) static CITE: TableKeys = TableKeys {
    name: "cite",
    keys: &[
        required("section", Value::Text, "section of the document"),
        required("figure", Value::Text, "the words around the number exactly as printed"),
    ],
};

/// `baseline = { … }`.
pub(crate) static BASELINE: TableKeys = TableKeys {
    name: "baseline",
    keys: &[
        required("period", Value::Period, "the baseline's period"),
        optional("value", Value::Number, "its value; left to the actuals when absent"),
    ],
};

/// `[[set_aside]]`.
pub(crate) static SET_ASIDE: TableKeys = TableKeys {
    name: "[[set_aside]]",
    keys: &[
        required("figure", Value::Text, "the words around the number exactly as printed"),
        required("why", Value::Prose, "why it is no target"),
    ],
};

#[cfg(test)]
pub(super) mod tests {
    use std::fmt::Write;

    use super::{CATALOG, ROOT, TableKeys, Value};
    use crate::diag::{PlanProblem, Problem};
    use crate::load::catalog::load_catalog;
    use crate::load::plan_toml::load_plan;

    /// What is done to one table of an otherwise complete file.
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub(in crate::load) enum Change {
        Nothing,
        Drop(&'static str, &'static str),
        Add(&'static str),
        Spoil(&'static str, &'static str),
    }

    fn sample(value: Value, change: Change) -> String {
        match value {
            Value::Text | Value::Prose => "\"1\"".to_owned(),
            Value::Id => "\"test\"".to_owned(),
            Value::Period => "\"2024\"".to_owned(),
            Value::Date => "2024-01-01".to_owned(),
            Value::Number | Value::Tolerance => "1".to_owned(),
            Value::Boolean => "true".to_owned(),
            Value::Texts => "[\"x\"]".to_owned(),
            Value::Ids => "[\"test\"]".to_owned(),
            Value::Word(words) => format!("\"{}\"", words()[0]),
            Value::Pair => "[1, 2]".to_owned(),
            Value::Milestones => "{ \"2024-06\" = 1 }".to_owned(),
            Value::Members => "{ test = [\"x\"] }".to_owned(),
            Value::Tables(keys) => format!("[{{ {} }}]", content(keys, change).join(", ")),
            Value::Table(_) | Value::Target => {
                format!("{{ {} }}", content(value.table().unwrap(), change).join(", "))
            }
        }
    }

    /// Keys of a target beside its comparator.
    const BESIDE: [&str; 5] = ["tolerance", "limit", "in_region", "every", "share"];

    /// Every key of the table with a value; of a target the one comparator that is meant.
    pub(in crate::load) fn content(keys: &'static TableKeys, change: Change) -> Vec<String> {
        let mut lines = Vec::new();
        for key in keys.keys {
            let spoilt = change == Change::Spoil(keys.name, key.name);
            if change == Change::Drop(keys.name, key.name) {
                continue;
            }
            if keys.name == "target" && key.name != "about" && !spoilt {
                continue;
            }
            let mut line = format!("{} = ", key.name);
            if spoilt {
                // A time is right nowhere.
                line.push_str("07:32:00");
            } else {
                line.push_str(&sample(key.value, change));
            }
            lines.push(line);
        }
        if let Change::Spoil("target", name) = change
            && keys.name == "target"
            && !BESIDE.contains(&name)
        {
            lines.retain(|line| line.starts_with(&format!("{name} =")));
        }
        if change == Change::Add(keys.name) {
            lines.push("surprise = 1".to_owned());
        }
        lines
    }

    /// Which keys are said to be unknown, missing or wrong.
    pub(in crate::load) fn faults(root: &'static TableKeys, change: Change) -> Vec<String> {
        let text = content(root, change).join("\n");
        let diagnostics = if std::ptr::eq(root, &raw const CATALOG) {
            load_catalog("catalog.toml", text.as_bytes()).1
        } else {
            load_plan("test.toml", text.as_bytes(), None).diagnostics
        };
        let mut faults: Vec<String> = Vec::new();
        for diagnostic in diagnostics {
            let Problem::Plan(problem) = diagnostic.problem else {
                continue;
            };
            let mut fault = problem.code().to_owned();
            match problem {
                PlanProblem::UnknownKey { key, .. } | PlanProblem::WrongType { key, .. } => {
                    write!(fault, " {key}").unwrap();
                }
                PlanProblem::PeriodNotQuoted { key, .. } => fault = format!("wrong-type {key}"),
                PlanProblem::MissingKey { table, key, .. } => {
                    write!(fault, " {key} in {table}").unwrap();
                }
                PlanProblem::Syntax { message, .. } => panic!("{message}: {text}"),
                PlanProblem::NoIndicators | PlanProblem::TargetComparator { .. } => {}
                _ => continue,
            }
            // A table that may stand in several places is at fault in each.
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
        faults
    }

    pub(in crate::load) fn tables(keys: &'static TableKeys) -> Vec<&'static TableKeys> {
        let inner = keys.keys.iter().filter_map(|key| key.value.table());
        std::iter::once(keys).chain(inner.flat_map(tables)).collect()
    }

    /// Every table of plans and of the catalogue, with the file it belongs to.
    fn all() -> impl Iterator<Item = (&'static TableKeys, &'static TableKeys)> {
        let of = |root: &'static TableKeys| tables(root).into_iter().map(move |it| (root, it));
        of(&ROOT).chain(of(&CATALOG))
    }

    #[test]
    fn a_complete_file_has_no_faulty_key() {
        for root in [&ROOT, &CATALOG] {
            assert_eq!(faults(root, Change::Nothing), Vec::<String>::new());
        }
    }

    #[test]
    fn every_required_key_is_missed() {
        for (root, table) in all() {
            for key in table.keys.iter().filter(|key| key.required || key.inherited) {
                let expected = format!("missing-key {} in {}", key.name, table.name);
                assert_eq!(faults(root, Change::Drop(table.name, key.name)), [expected]);
            }
        }
    }

    #[test]
    fn every_optional_key_may_be_left_out() {
        for (root, table) in all() {
            let optional = table.keys.iter().filter(|key| !key.required && !key.inherited);
            for key in optional.filter(|key| !["indicator", "about"].contains(&key.name)) {
                let faults = faults(root, Change::Drop(table.name, key.name));
                assert_eq!(faults, Vec::<String>::new(), "{}", key.name);
            }
        }
    }

    #[test]
    fn an_unknown_key_is_found_in_every_table() {
        for (root, table) in all() {
            let faults = faults(root, Change::Add(table.name));
            assert_eq!(faults, ["unknown-key surprise"], "{}", table.name);
        }
    }

    #[test]
    fn every_key_is_read() {
        for (root, table) in all() {
            for key in table.keys {
                let expected = format!("wrong-type {}", key.name);
                let faults = faults(root, Change::Spoil(table.name, key.name));
                assert_eq!(faults, [expected], "{}", table.name);
            }
        }
    }

    #[test]
    fn every_key_says_what_it_means() {
        for (_, table) in all() {
            assert!(table.keys.iter().all(|key| !key.doc.is_empty()));
        }
    }
}
