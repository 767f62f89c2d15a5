//! Findings: the row of `status` with its figures and members, tallies, groups, the plans of a run.

use super::Shape::{Count, Date, Flag, Number, Object, Objects, Period, Text, Word};
use super::{Field, Object as Definition, TEXTS, counts, key, maybe, optional, schema};
use crate::assess::Verdict;
use crate::report::rollup::{By, columns};
use crate::report::sheet::Scope;
use crate::report::record::Value;
use crate::report::row::Row;
use crate::report::status;
use crate::words::words_of;

pub(super) static STATUS: Definition = Definition {
    name: "status",
    doc: "All rows of a run in one list, and what is known of each plan beside it.",
    fields: || {
        vec![
            schema(status::SCHEMA),
            maybe("as_of", Date, "Nothing published after it is used."),
            key("rows", <Vec<Row<'_>>>::SHAPE, "One row an indicator and region."),
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
            key("by", Word(words_of::<By>), "What the groups have in common."),
            key("groups", Objects(&GROUP), "The groups."),
            key("tallies", Object(&TALLIES), "The verdicts of all rows, counted."),
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
        [total].into_iter().chain(counts(words_of::<Verdict>())).collect()
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
        "by" => key(name, Word(words_of::<By>), "What the group has in common."),
        "group" => maybe(name, Text, "Its name; null where nothing is named."),
        "plan" => key(name, TEXTS, "The plans it has indicators of."),
        "region" => key(name, TEXTS, "The regions assessed."),
        "worst" => maybe(name, Word(words_of::<Verdict>), "The worst verdict that was reached."),
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
