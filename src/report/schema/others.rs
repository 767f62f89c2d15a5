//! `list`, `compare`, `tasks` and `rules`.

use super::Shape::{Count, Date, Flag, List, Number, Object, Objects, Period, Text, Whole, Word};
use crate::report::Judged;
use crate::report::record::fields;
use crate::report::row::Figure;
use crate::report::record::Value;
use crate::plan::Citation;
use super::{Field, Object as Definition, Shape, TEXTS, counts, key, maybe, schema};
use crate::actuals::tasks::State;
use crate::assess::Reason;
use crate::assess::rules::RuleVerdict;
use crate::plan::Reading;
use crate::report::{compare, list, rules, tasks};
use crate::words::words_of;

pub(super) static LIST: Definition = Definition {
    name: "list",
    doc: "Plans.",
    fields: || {
        vec![
            schema(list::SCHEMA),
            key("plans", Objects(&LISTED), "Every plan found."),
        ]
    },
};

static LISTED: Definition = Definition {
    name: "listed-plan",
    doc: "A plan and what it holds.",
    fields: || {
        vec![
            key("plan", Text, "Its id."),
            key("title", Text, "Its title as printed."),
            maybe("title_en", Text, "Its title in English."),
            key("region", Text, "The region that it binds."),
            key("period", Period, "Its period."),
            key("indicators", Count, "Its indicators."),
            key("binding", Count, "Those that are binding (约束性)."),
            key("tasks", Count, "Its tasks."),
            key("rules", Count, "Its rules."),
            key("origin", Text, "Its file, or built-in."),
        ]
    },
};

pub(super) static COMPARE: Definition = Definition {
    name: "compare",
    doc: "An indicator across plans and regions.",
    fields: || {
        vec![
            schema(compare::SCHEMA),
            key("indicator", Text, "What was asked for."),
            key("as_of", Date, "Nothing published after it is used."),
            key("rows", Objects(&COMPARED), "One row a target or series."),
        ]
    },
};

static COMPARED: Definition = Definition {
    name: "compared",
    doc: "A target with its verdict, or a series with its newest figure.",
    fields: || {
        let mut fields: Vec<Field> = compare::COLUMNS.map(column_of_compare).into();
        fields.push(key("provenance", <Vec<Figure<'_>>>::SHAPE, "Every figure the row rests on."));
        fields
    },
};

/// What a series has like a target.
const EVERYWHERE: [&str; 6] = ["plan", "region", "indicator", "name", "unit", "as_of"];

/// A column of `compare` as a key: as in `status`, save that a series has neither target nor verdict.
fn column_of_compare(name: &'static str) -> Field {
    let of_status = fields::<Judged<'_>>();
    match of_status.into_iter().find(|field| field.name == name) {
        Some(field) => Field {
            nullable: !EVERYWHERE.contains(&name),
            ..field
        },
        None if name == "role" => key(name, Word(words_of::<compare::RowRole>), "A target of the plan, or a series that it needs."),
        None => key(name, Text, "What is measured: the same word in every plan."),
    }
}

pub(super) static TASKS: Definition = Definition {
    name: "tasks",
    doc: "The tasks of a plan.",
    fields: || {
        vec![
            schema(tasks::SCHEMA),
            key("plan", Text, "The plan's id."),
            key("as_of", Date, "Nothing reported after it is used."),
            key("rows", Objects(&TASK), "One row a task."),
            key("tally", Object(&ALL_TASKS), "All of them, counted."),
            key("groups", GROUPS, "Counted by due date or by responsible unit."),
        ]
    },
};

static TASK: Definition = Definition {
    name: "task",
    doc: "A task and how far it is: the columns of CSV, then the places of the document.",
    fields: || {
        let mut fields: Vec<Field> = tasks::column_names().map(column_of_task).collect();
        fields.push(key("cite", <Vec<Citation>>::SHAPE, "Where the document says so."));
        fields
    },
};

/// A column of `tasks` as a key.
fn column_of_task(name: &'static str) -> Field {
    match name {
        "plan" => key(name, Text, "The plan's id."),
        "task" => key(name, Text, "The task's id."),
        "title" => key(name, Text, "What is to be done, as printed."),
        "due" => key(name, Period, "To be done by the end of this period."),
        "state" => key(name, Word(states), "How far it is, as reported."),
        "overdue" => maybe(name, Flag, "Was it due and is not done? null: nothing is reported."),
        "aspirational" => key(name, Flag, "Is it wished rather than promised (力争)?"),
        "unquantified" => key(name, Flag, "Is it a target that prints no number?"),
        "responsible" => key(name, TEXTS, "Who answers for it."),
        "section" => key(name, TEXTS, "The sections that say so."),
        "figure" => key(name, TEXTS, "The words that say so."),
        "updated" => maybe(name, Date, "The day of the report."),
        "evidence" => maybe(name, Text, "What the report rests on."),
        "source" => maybe(name, Text, "Where the report stands."),
        "title_en" => maybe(name, Text, "The same in English."),
        "as_of" => key(name, Date, "Nothing reported after it is used."),
        other => maybe(other, Text, "A remark of the encoder."),
    }
}

fn states() -> Vec<&'static str> {
    let mut states = words_of::<State>();
    states.push(tasks::word(None));
    states
}

static ALL_TASKS: Definition = Definition {
    name: "all-tasks",
    doc: "How many tasks there are, and how many in each state.",
    fields: counted_tasks,
};

const GROUPS: Shape = List(&Shape::Either(&[Object(&DUE), Object(&ANSWERED)]));

static DUE: Definition = Definition {
    name: "tasks-due",
    doc: "The tasks that are due at the same time.",
    fields: || {
        let mut fields = vec![key("due", Period, "When they are due.")];
        fields.extend(counted_tasks());
        fields
    },
};

static ANSWERED: Definition = Definition {
    name: "tasks-of-unit",
    doc: "The tasks that a unit answers for.",
    fields: || {
        let mut fields = vec![maybe("responsible", Text, "Who answers for them; null: nobody is named.")];
        fields.extend(counted_tasks());
        fields
    },
};

pub(super) fn counted_tasks() -> Vec<Field> {
    let mut fields = vec![key("total", Count, "All of them.")];
    fields.extend(counts(states()));
    fields.push(key("overdue", Count, "Those that were due and are not done."));
    fields.push(key("due_and_unknown", Count, "Those that were due and of which nothing is reported."));
    fields
}

pub(super) static RULES: Definition = Definition {
    name: "rules",
    doc: "The rules of a plan.",
    fields: || {
        vec![
            schema(rules::SCHEMA),
            key("plan", Text, "The plan's id."),
            key("as_of", Date, "Nothing published after it is used."),
            key("years", List(&Whole), "The years looked at."),
            key("rules", Objects(&RULE), "Every rule in each of its readings."),
        ]
    },
};

static RULE: Definition = Definition {
    name: "rule",
    doc: "A rule with its outcomes.",
    fields: || {
        vec![
            key("rule", Text, "The rule's id."),
            key("name", Text, "Its name as printed."),
            key("reading", Word(words_of::<Reading>), "What it means that an amount falls."),
            key("outcome", Text, "What follows, as printed."),
            key("each", Text, "The list of members it is applied to."),
            key("regions", TEXTS, "The regions looked at."),
            key("tally", Object(&RULE_TALLY), "Its outcomes, counted."),
            key("outcomes", Objects(&OUTCOME), "By region and year: what fires first."),
            key("cite", <Vec<Citation>>::SHAPE, "Where the document says so."),
        ]
    },
};

pub(super) static RULE_TALLY: Definition = Definition {
    name: "tally-of-rule",
    doc: "How often it fires, is clear, or is not known.",
    fields: || {
        let all = counts(words_of::<RuleVerdict>());
        all.map(|field| Field {
            optional: field.name != RuleVerdict::Fires.word(),
            ..field
        })
        .collect()
    },
};

static OUTCOME: Definition = Definition {
    name: "outcome",
    doc: "A rule in a region and year.",
    fields: || {
        vec![
            key("region", Text, "The region."),
            key("year", Whole, "The year."),
            key("verdict", Word(words_of::<RuleVerdict>), "Does it fire?"),
            maybe("reason", Word(words_of::<Reason>), "Why that is not known."),
            key("revised", Flag, "Would the newest vintages answer otherwise?"),
            key("conditions", Objects(&CONDITION), "What was compared."),
        ]
    },
};

static CONDITION: Definition = Definition {
    name: "condition",
    doc: "A series and whether it fell.",
    fields: || {
        vec![
            key("series", Text, "The series' id."),
            key("compares", Word(compares), "Amounts, or their growth."),
            maybe("value", Number, "The value of the year."),
            maybe("compared_with", Number, "The value of the year before, as it was known then."),
            key("unit", Text, "The unit of both."),
            maybe("fell", Flag, "Is it less than the year before? null: not known."),
            maybe("reason", Word(words_of::<Reason>), "Why that is not known."),
            key("revised", Flag, "Would the newest vintages answer otherwise?"),
            key("provenance", <Vec<Figure<'_>>>::SHAPE, "The figures compared."),
        ]
    },
};

fn compares() -> Vec<&'static str> {
    rules::COMPARES.into()
}
