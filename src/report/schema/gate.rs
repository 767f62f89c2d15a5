//! `check` and `diff`: what fails a policy, and what changed.

use super::Shape::{Count, Date, Either, Flag, Form, Object, Objects, Period, Text, Word};
use crate::actuals::ActualsFile;
use crate::report::status::{StatusView, Tallies};
use crate::report::record::{Record, Value};
use crate::report::row::{Figure, Row};
use super::{Object as Definition, counts, key, maybe, schema};
use crate::assess::Verdict;
use crate::assess::diff::{Change, Direction, OtherCause, Part, Role};
use crate::report::diff::FailOn;
use crate::report::{check, diff};
use crate::words::words_of;

pub(super) static CHECK: Definition = Definition {
    name: "check",
    doc: "Plans under a policy.",
    fields: || {
        vec![
            schema(check::SCHEMA),
            maybe("as_of", Date, "Nothing published after it is used."),
            key("policy", Object(&POLICY), "What was asked for."),
            key("met", Flag, "Is the policy met by all plans?"),
            key("rows", Objects(&ROW_OF_CHECK), "One row an indicator looked at."),
            key("warnings", Objects(&WARNING), "What was warned of while plans and actuals were read."),
            key("tallies", Tallies::SHAPE, "The verdicts of all rows, counted."),
            key("plans", Objects(&PLAN), "The plans of the run."),
        ]
    },
};

static POLICY: Definition = Definition {
    name: "policy",
    doc: "What makes a check fail, and what it does not look at.",
    fields: || {
        vec![
            key("fail_on", super::Shape::List(&Word(fail_on)), "Verdicts, and warning; empty: nothing fails."),
            key("ignore", super::Shape::List(&Word(ignored)), "What is left out."),
        ]
    },
};

static ROW_OF_CHECK: Definition = Definition {
    name: "row-of-check",
    doc: "An indicator as in status, and whether it fails.",
    fields: || {
        let mut fields = Row::fields();
        fields.push(key("fails", Flag, "Does it fail?"));
        fields.push(key("plan_file", Text, "The plan's file."));
        fields.push(key("plan_line", Count, "The line of the indicator in the plan's file."));
        fields
    },
};

static WARNING: Definition = Definition {
    name: "warning",
    doc: "A warning and its place.",
    fields: || {
        vec![
            key("plan", Text, "The plan's id."),
            maybe("file", Text, "The file: the plan's or one of actuals."),
            maybe("line", Count, "Its line, from 1."),
            maybe("column", Count, "Its column in characters, from 1."),
            key("code", Text, "Its code, as explain-code takes it."),
            key("message", Text, "What it says, in the language of the run."),
            maybe("help", Text, "What to do about it."),
        ]
    },
};

static PLAN: Definition = Definition {
    name: "plan-of-check",
    doc: "A plan of the run under the policy.",
    fields: || {
        let mut fields = StatusView::fields();
        fields.extend([
            key("file", Text, "The plan's file."),
            key("built_in", Flag, "Is that inside the binary?"),
            key("met", Flag, "Does the plan meet the policy?"),
            key("rows", Count, "Indicators looked at."),
            key("failing", Count, "Those that fail."),
            key("ignored", Count, "Those left out."),
            key("warnings", Count, "Warnings."),
        ]);
        fields
    },
};

fn fail_on() -> Vec<&'static str> {
    let mut all = words_of::<Verdict>();
    all.push("warning");
    all
}

fn ignored() -> Vec<&'static str> {
    vec!["aspirational"]
}

pub(super) static DIFF: Definition = Definition {
    name: "diff",
    doc: "What changed between two sides of a plan.",
    fields: || {
        vec![
            schema(diff::SCHEMA),
            key("plan", Text, "The plan's id."),
            key("title", Text, "Its title as printed."),
            maybe("title_en", Text, "Its title in English."),
            key("region", Text, "The region assessed."),
            key("from", Object(&SIDE), "As it was."),
            key("to", Object(&SIDE), "As it is."),
            maybe("fail_on", Word(words_of::<FailOn>), "What was to fail; null: nothing."),
            key("met", Flag, "Did nothing of that happen?"),
            key("compared", Count, "Indicators compared."),
            key("changed", Count, "Those that changed."),
            key("changes", Object(&DIRECTIONS), "What became of their verdicts, counted."),
            key("indicators", Objects(&CHANGED), "The indicators that changed."),
            key("figures", Objects(&CHANGED_FIGURE), "The figures that changed."),
        ]
    },
};

static SIDE: Definition = Definition {
    name: "side",
    doc: "One of the two sides.",
    fields: || {
        vec![
            key("as_of", Date, "Nothing published after it is used."),
            maybe("newest_release", Date, "The newest day of release in use."),
            key("published_later", Count, "Observations published after the as-of date."),
            key("files", <Vec<ActualsFile>>::SHAPE, "The files of actuals."),
        ]
    },
};

static DIRECTIONS: Definition = Definition {
    name: "changes",
    doc: "How many verdicts went which way.",
    fields: || counts(words_of::<Direction>()).collect(),
};

static CHANGED: Definition = Definition {
    name: "changed-indicator",
    doc: "An indicator that changed, on both sides.",
    fields: || {
        vec![
            key("indicator", Text, "Its id."),
            key("name", Text, "Its name as printed."),
            maybe("name_en", Text, "Its name in English."),
            key("region", Text, "The region assessed."),
            key("change", Word(words_of::<Direction>), "What became of the verdict."),
            key("changed", super::Shape::List(&Word(words_of::<Part>)), "What changed."),
            key("causes", CAUSES, "Why."),
            key("from", Row::SHAPE, "As it was."),
            key("to", Row::SHAPE, "As it is."),
        ]
    },
};

const CAUSES: super::Shape = super::Shape::List(&Either(&[Object(&FIGURE_CAUSE), Object(&AMENDED), Object(&OTHER_CAUSE)]));

static FIGURE_CAUSE: Definition = Definition {
    name: "cause-figure",
    doc: "A figure that it rests on changed.",
    fields: || {
        vec![
            key("cause", Form(figure_cause), "What happened to which figure."),
            key("figure", Object(&CHANGED_FIGURE), "That figure."),
        ]
    },
};

static AMENDED: Definition = Definition {
    name: "cause-amended",
    doc: "A later document changed the target.",
    fields: || {
        vec![
            key("cause", super::Shape::Exactly("amended-target"), "The target was amended."),
            key("on", Date, "From this day on."),
            maybe("document", Text, "The document that says so."),
            key("withdrawn", Flag, "Was the target given up?"),
        ]
    },
};

static OTHER_CAUSE: Definition = Definition {
    name: "cause-other",
    doc: "Only time went by, or only figures changed that it does not rest on by itself.",
    fields: || vec![key("cause", Word(words_of::<OtherCause>), "Which of the two.")],
};

static CHANGED_FIGURE: Definition = Definition {
    name: "changed-figure",
    doc: "A figure that is new, another one, or gone.",
    fields: || {
        vec![
            key("series", Text, "The id of the indicator or series."),
            key("region", Text, "Its region."),
            key("period", Period, "Its period."),
            key("unit", Text, "Its unit."),
            key("change", Word(words_of::<Change>), "What happened to it."),
            maybe("from", Figure::SHAPE, "As it was; null: there was none."),
            maybe("to", Figure::SHAPE, "As it is; null: there is none."),
        ]
    },
};

fn figure_cause() -> String {
    let [changes, roles] = [words_of::<Change>(), words_of::<Role>()].map(|words| words.join("|"));
    format!("^(new-period|({changes})-({roles}))$")
}
