//! Findings: the row of `status` with its figures and members, tallies, groups, the plans of a run.

use super::Shape::{Count, Date, Flag, Form, List, Number, Object, Objects, Period, Text, Word};
use super::{Field, Object as Definition, TEXTS, counts, key, maybe, optional, schema, words};
use crate::actuals::Mark;
use crate::assess::{Flag as Marked, Reason, Verdict};
use crate::plan::{Comparator, Goal, Measure, Method};
use crate::report::rollup::{By, columns};
use crate::report::sheet::Scope;
use crate::report::{row, status};

pub(super) static STATUS: Definition = Definition {
    name: "status",
    doc: "All rows of a run in one list, and what is known of each plan beside it.",
    fields: || {
        vec![
            schema(status::SCHEMA),
            maybe("as_of", Date, "Nothing published after it is used."),
            key("rows", Objects(&ROW), "One row an indicator and region."),
            key("tallies", Object(&TALLIES), "The verdicts of all rows, counted."),
            key("plans", Objects(&PLAN), "The plans of the run."),
            key("groups", Objects(&GROUP), "The groups asked for; without --by, the plans."),
        ]
    },
};

pub(super) static ROLLUP: Definition = Definition {
    name: "rollup",
    doc: "Groups of indicators.",
    fields: || {
        vec![
            schema(columns::SCHEMA),
            maybe("as_of", Date, "Nothing published after it is used."),
            key("by", Word(groupings), "What the groups have in common."),
            key("groups", Objects(&GROUP), "The groups."),
            key("tallies", Object(&TALLIES), "The verdicts of all rows, counted."),
        ]
    },
};

pub(super) static ROW: Definition = Definition {
    name: "row",
    doc: "An indicator with its verdict: the columns of CSV, then what no column holds.",
    fields: row_of_status,
};

/// The keys of a row.
pub(super) fn row_of_status() -> Vec<Field> {
    let mut fields = columns_of_status();
    fields.push(maybe("required_amount", Number, "The change per year that is needed from here, by equal steps."));
    fields.push(maybe("required_growth", Number, "The growth per year that is needed from here, in percent."));
    fields.push(key(
        "provenance",
        Objects(&FIGURE),
        "Every figure the row rests on: the actual's, the baseline's, the reference's.",
    ));
    fields.push(maybe(
        "members",
        Object(&MEMBERS),
        "The members that must each meet the target; null where there are none.",
    ));
    fields
}

/// The columns of CSV as keys.
pub(super) fn columns_of_status() -> Vec<Field> {
    row::column_names().map(column_of_status).collect()
}

/// A column as a key.
fn column_of_status(name: &'static str) -> Field {
    match name {
        "plan" => key(name, Text, "The plan's id."),
        "region" => key(name, Text, "The region assessed."),
        "indicator" => key(name, Text, "The indicator's id."),
        "name" => key(name, Text, "Its name as printed, whatever the language."),
        "unit" => key(name, Text, "The unit of target, baseline and actual."),
        "measure" => key(name, Word(measures), "How observations become the actual."),
        "comparator" => key(name, Word(comparators), "The key of the target in force; of members, at_least."),
        "target" => maybe(name, Number, "The target as a number; k times the baseline, or the other series' value, where it is relative."),
        "target_upper" => maybe(name, Number, "The upper value of between and within."),
        "deadline" => key(name, Period, "When it must be met: the end of this period."),
        "baseline" => maybe(name, Number, "The value at the start."),
        "baseline_period" => maybe(name, Period, "The baseline's period."),
        "actual" => maybe(name, Number, "The value compared with the target."),
        "actual_period" => maybe(name, Period, "The actual's period."),
        "quality" => maybe(name, Form(quality), "The actual's quality; several marks are joined by a semicolon."),
        "gap" => maybe(name, Number, "The distance from the target; negative: short of it, for every comparator."),
        "gap_unit" => maybe(name, Text, "The unit of the gap; pp: percentage points."),
        "attainment" => maybe(name, Number, "actual / target, for floors and budgets."),
        "progress" => maybe(name, Number, "(actual - baseline) / (target - baseline)."),
        "expected" => maybe(name, Number, "The share that should be done by the date of the actual."),
        "ratio" => maybe(name, Number, "What the bands of the method judge."),
        "method" => maybe(name, Word(methods), "The method used."),
        "projected" => maybe(name, Number, "The value at the deadline at the present pace."),
        "required_per_year" => maybe(name, Number, "The change per year that is needed from here."),
        "arrival" => maybe(name, Form(month), "The month of arrival at the present pace."),
        "verdict" => key(name, Word(verdicts), "The grade."),
        "reason" => maybe(name, Word(reasons), "Why there is no verdict."),
        "flags" => key(name, List(&Form(flags)), "What else to know."),
        "binding" => key(name, Flag, "Is the target binding (约束性)?"),
        "parent" => maybe(name, Text, "The indicator of which it is a part."),
        "responsible" => key(name, TEXTS, "Who answers for it."),
        "section" => key(name, TEXTS, "Where the document says so."),
        "source" => key(name, TEXTS, "The sources of the figures; file:line where none is named."),
        "published" => maybe(name, Date, "The day on which the actual was published."),
        "as_of" => key(name, Date, "Nothing published after it is used."),
        other => maybe(other, Text, "Its name in English."),
    }
}

pub(super) static FIGURE: Definition = Definition {
    name: "figure",
    doc: "A published value and the place where it was read.",
    fields: || {
        vec![
            maybe("file", Text, "The file."),
            key("line", Count, "Its line, from 1."),
            key("period", Period, "The period it describes."),
            key("value", Number, "The value in the unit of the indicator."),
            maybe("printed", Text, "As the file has it, where that is not the value itself."),
            key("published", Date, "The day of its release."),
            key("quality", Form(quality), "Its quality; several marks are joined by a semicolon."),
            maybe("source", Text, "The source that the file names."),
            maybe("note", Text, "The remark that the file makes."),
            key("operands", Objects(&PLACE), "Where the figures stand from which it is derived; empty where it is printed."),
        ]
    },
};

static PLACE: Definition = Definition {
    name: "place",
    doc: "A line of a file.",
    fields: || {
        vec![
            maybe("file", Text, "The file."),
            key("line", Count, "Its line, from 1."),
        ]
    },
};

pub(super) static MEMBERS: Definition = Definition {
    name: "members",
    doc: "How the members of a target that each must meet stand.",
    fields: || {
        vec![
            key("required", Count, "How many must meet it."),
            key("met", Count, "How many do."),
            key("known", Count, "How many have a figure."),
            key("all", Objects(&MEMBER), "Every member."),
        ]
    },
};

static MEMBER: Definition = Definition {
    name: "member",
    doc: "A member of a list of regions.",
    fields: || {
        vec![
            key("region", Text, "The region."),
            maybe("actual", Number, "Its value."),
            maybe("actual_period", Period, "The period of its value."),
            maybe("met", Flag, "Does it meet the target? null: not known."),
        ]
    },
};

pub(super) static TALLIES: Definition = Definition {
    name: "tallies",
    doc: "Verdicts, counted. Where all targets are binding, or none, they are counted once.",
    fields: || {
        vec![
            key(Scope::All.word(), Object(&TALLY), "All rows."),
            optional(Scope::Binding.word(), Object(&TALLY), "Binding targets (约束性)."),
            optional(Scope::Expected.word(), Object(&TALLY), "All others (预期性)."),
        ]
    },
};

static TALLY: Definition = Definition {
    name: "tally",
    doc: "How many rows there are, and how many of each verdict.",
    fields: || {
        let total = key("total", Count, "All of them.");
        [total].into_iter().chain(counts(verdicts())).collect()
    },
};

static PLAN: Definition = Definition {
    name: "plan",
    doc: "A plan of the run.",
    fields: plan_of_run,
};

/// What is known of a plan of a run.
pub(super) fn plan_of_run() -> Vec<Field> {
    vec![
        key("plan", Text, "Its id."),
        key("title", Text, "Its title as printed."),
        maybe("title_en", Text, "Its title in English."),
        key("region", Text, "The region assessed."),
        key("period", Period, "Its period."),
        maybe("document", Text, "The number of the document."),
        key("as_of", Date, "Nothing published after it is used."),
        key("closed", Flag, "Is its period over?"),
        key("lacks_final", Count, "Indicators of the whole plan whose deadline has passed without its figure."),
        key("tallies", Object(&TALLIES), "The verdicts of its rows, counted."),
        key("files", Objects(&FILE), "The files of actuals."),
        maybe("newest_release", Date, "The newest day of release in use."),
        key("published_later", Count, "Observations published after the as-of date."),
    ]
}

pub(super) static FILE: Definition = Definition {
    name: "file",
    doc: "A file of actuals.",
    fields: || {
        vec![
            key("name", Text, "The file as it was named."),
            key("rows", Count, "Its rows."),
            key("matched", Count, "Those that the plan has a use for."),
        ]
    },
};

static GROUP: Definition = Definition {
    name: "group",
    doc: "Indicators that have something in common: the columns of a roll-up, and their ids.",
    fields: || {
        let mut fields: Vec<Field> = columns::column_names().map(column_of_group).into();
        let ids = Objects(&MEMBER_OF_GROUP);
        fields.push(key("indicators", ids, "The indicators of the group."));
        fields
    },
};

/// A column of a roll-up as a key.
fn column_of_group(name: &'static str) -> Field {
    match name {
        "by" => key(name, Word(groupings), "What the group has in common."),
        "group" => maybe(name, Text, "Its name; null where nothing is named."),
        "plan" => key(name, TEXTS, "The plans it has indicators of."),
        "region" => key(name, TEXTS, "The regions assessed."),
        "worst" => maybe(name, Word(verdicts), "The worst verdict that was reached."),
        "total" => key(name, Count, "Its indicators."),
        "assessed" => key(name, Count, "Those with a verdict."),
        "weight" => maybe(name, Number, "The sum of the weights; null where none is given."),
        "weight_assessed" => maybe(name, Number, "The weight of those with a verdict."),
        "weight_on_track" => maybe(name, Number, "The weight of those on track or better."),
        "weight_share" => maybe(name, Number, "weight_on_track / weight_assessed."),
        "unweighted" => maybe(name, Count, "Indicators without a weight."),
        "as_of" => maybe(name, Date, "Nothing published after it is used."),
        verdict => key(verdict, Count, "Indicators with that verdict."),
    }
}

static MEMBER_OF_GROUP: Definition = Definition {
    name: "indicator-of-group",
    doc: "An indicator by its plan.",
    fields: || {
        vec![
            key("plan", Text, "The plan's id."),
            key("indicator", Text, "The indicator's id."),
        ]
    },
};

pub(super) fn measures() -> Vec<&'static str> {
    words(&Measure::ALL)
}

fn comparators() -> Vec<&'static str> {
    let mut all = words(&Comparator::ALL);
    all.extend(Goal::RELATIVE);
    all
}

pub(super) fn methods() -> Vec<&'static str> {
    words(&Method::ALL)
}

pub(super) fn verdicts() -> Vec<&'static str> {
    words(&Verdict::ALL)
}

pub(super) fn reasons() -> Vec<&'static str> {
    words(&Reason::ALL)
}

fn groupings() -> Vec<&'static str> {
    words(&By::ALL)
}

/// `final`, or marks joined by a semicolon.
pub(super) fn quality() -> String {
    let marks = words(&Mark::ALL).join("|");
    format!("^(final|({marks})(;({marks}))*)$")
}

/// A flag, or how many members are known.
pub(super) fn flags() -> String {
    let flags = words(&Marked::ALL).join("|");
    format!("^({flags}|members=[0-9]+/[0-9]+)$")
}

pub(super) fn month() -> String {
    "^[0-9]{4}-(0[1-9]|1[0-2])$".to_owned()
}
