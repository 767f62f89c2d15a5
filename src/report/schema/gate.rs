//! `check` and `diff`: what fails a policy, and what changed.

use super::Shape::{Count, Date, Either, Flag, Form, Object, Objects, Period, Text, Word};
use crate::actuals::ActualsFile;
use crate::report::record::Value;
use crate::report::row::{Figure, Row};
use super::{Object as Definition, counts, key, maybe, schema};
use crate::assess::diff::{Change, Direction, OtherCause, Part, Role};
use crate::report::diff::FailOn;
use crate::report::diff;
use crate::words::words_of;

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
