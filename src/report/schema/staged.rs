//! `report`: a plan at a stage of its life.

use super::Shape::{Count, Date, Flag, Object, Objects, Period, Text, Whole, Word};
use crate::actuals::ActualsFile;
use crate::report::record::Record;
use crate::report::row::Row;
use crate::report::rules::RuleTally;
use crate::report::sheet::TaskTally;
use crate::report::record::Value;
use crate::plan::Goal;
use super::{Field, Object as Definition, Shape, TEXTS, counts, key, maybe, optional, schema};
use crate::report::stage::{self, Chosen, Counted, Stage, Standing};
use crate::words::words_of;

pub(super) static REPORT: Definition = Definition {
    name: "report",
    doc: "Reports of one or several plans.",
    fields: || {
        vec![
            schema(stage::SCHEMA),
            maybe("as_of", Date, "Nothing published after it is used."),
            key("tally", Object(&STANDINGS), "The standings of all plans, counted."),
            key("plans", Objects(&PLAN), "Each plan with its report."),
        ]
    },
};

static PLAN: Definition = Definition {
    name: "plan",
    doc: "The report of a plan.",
    fields: || {
        vec![
            key("plan", Text, "Its id."),
            key("title", Text, "Its title as printed."),
            maybe("title_en", Text, "Its title in English."),
            key("region", Text, "The region assessed."),
            key("period", Period, "Its period."),
            maybe("document", Text, "The number of the document."),
            key("as_of", Date, "Nothing published after it is used."),
            key("stage", Word(words_of::<Stage>), "The stage that the report is of."),
            key("stage_chosen", Word(words_of::<Chosen>), "Why it is of that stage."),
            maybe("year", Whole, "The year of an annual report."),
            key("months", Count, "Months of the plan's period."),
            key("months_elapsed", Count, "Those that have passed."),
            key("closed", Flag, "Is its period over?"),
            key("tallies", Object(&TALLIES), "The standings of its indicators, counted."),
            key("rows", Objects(&ROW), "Every indicator once."),
            key("behind", TEXTS, "Ids of those that are behind, the worst first."),
            key("met", TEXTS, "Ids of those whose targets are met."),
            key("on_course", TEXTS, "Ids of those on course."),
            key("lacks_final", TEXTS, "Ids of those whose deadline has passed without its figure."),
            key("not_due", TEXTS, "Ids of those that are not due at this stage."),
            key("not_assessable", TEXTS, "Ids of those without a verdict."),
            key("no_data", TEXTS, "Ids of those without data."),
            key("amendments", Objects(&AMENDMENT), "What was changed on the way."),
            key("by_responsible", Objects(&OF_UNIT), "By the units that answer for them."),
            key("by_section", Objects(&OF_SECTION), "By the sections of the document."),
            key("tasks", Object(&TASKS), "Dated work, counted."),
            key("rules", Objects(&RULE), "Rules, and where they fire."),
            key("files", <Vec<ActualsFile>>::SHAPE, "The files of actuals."),
            maybe("newest_release", Date, "The newest day of release in use."),
            key("published_later", Count, "Observations published after the as-of date."),
        ]
    },
};

static ROW: Definition = Definition {
    name: "row",
    doc: "An indicator as in status, with its standing.",
    fields: || {
        let mut fields = Row::fields();
        fields.push(key("standing", Word(words_of::<Standing>), "How it stands at this stage."));
        fields
    },
};

static STANDINGS: Definition = Definition {
    name: "standings",
    doc: "How many indicators there are, and how many of each standing.",
    fields: || {
        let total = key("total", Count, "All of them.");
        [total].into_iter().chain(counts(words_of::<Standing>())).collect()
    },
};

static TALLIES: Definition = Definition {
    name: "tallies",
    doc: "Standings, counted for all indicators and for some.",
    fields: || {
        vec![
            key(Counted::All.word(), Object(&STANDINGS), "All indicators."),
            optional(Counted::Binding.word(), Object(&STANDINGS), "Binding targets (约束性)."),
            optional(Counted::Expected.word(), Object(&STANDINGS), "All others (预期性)."),
            optional(Counted::Aspirational.word(), Object(&STANDINGS), "Those wished rather than promised (力争)."),
        ]
    },
};

static AMENDMENT: Definition = Definition {
    name: "amended",
    doc: "A change of a target; null: unchanged.",
    fields: || {
        vec![
            key("indicator", Text, "The indicator's id."),
            key("on", Date, "From this day on."),
            maybe("document", Text, "The document that says so."),
            maybe("target_before", Goal::SHAPE, "The target until then."),
            maybe("target", Goal::SHAPE, "The target from then on."),
            maybe("deadline_before", Period, "The deadline until then."),
            maybe("deadline", Period, "The deadline from then on."),
            key("milestones", Flag, "Were milestones changed?"),
            key("withdrawn", Flag, "Was the target given up?"),
        ]
    },
};

static OF_UNIT: Definition = Definition {
    name: "indicators-of-unit",
    doc: "The indicators that a unit answers for.",
    fields: || group(maybe("responsible", Text, "The unit; null: nobody is named.")),
};

static OF_SECTION: Definition = Definition {
    name: "indicators-of-section",
    doc: "The indicators of a section.",
    fields: || group(maybe("section", Text, "The section; null: none is named.")),
};

fn group(name: Field) -> Vec<Field> {
    vec![
        name,
        key("tally", Object(&STANDINGS), "Their standings, counted."),
        key("behind", TEXTS, "Ids of those that are behind."),
    ]
}

static TASKS: Definition = Definition {
    name: "tasks",
    doc: "How many tasks there are, and how many in each state.",
    fields: || {
        let mut fields = TaskTally::fields();
        fields.push(key("overdue_tasks", TEXTS, "Ids of those that were due and are not done."));
        fields
    },
};

static RULE: Definition = Definition {
    name: "rule",
    doc: "A rule in short.",
    fields: || {
        vec![
            key("rule", Text, "The rule's id."),
            key("name", Text, "Its name as printed."),
            key("tally", RuleTally::SHAPE, "Its outcomes, counted."),
            key("fires", Objects(&FIRED), "Where it fires."),
        ]
    },
};

static FIRED: Definition = Definition {
    name: "fired",
    doc: "Regions where a rule fires in the same years.",
    fields: || {
        vec![
            key("years", Shape::List(&Whole), "The years."),
            key("regions", TEXTS, "The regions."),
        ]
    },
};
