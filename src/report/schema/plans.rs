//! The normalised plan: indicators, targets, derivations, series, tasks, rules.

use super::Shape::{Count, Date, Either, Flag, List, Number, Object, Objects, Period, Text, Word};
use super::{Object as Definition, TEXTS, key, maybe, optional, schema};
use crate::plan::{Better, Kind, Measure, Method, Reading};
use crate::report::plan_data;
use crate::words::words_of;

pub(super) static PLAN: Definition = Definition {
    name: "plan",
    doc: "A plan with every key, defaults filled in.",
    fields: || {
        vec![
            schema(plan_data::SCHEMA),
            key("file", Text, "The plan's file."),
            key("id", Text, "Its id."),
            key("title", Text, "Its title as printed."),
            maybe("title_en", Text, "Its title in English."),
            key("region", Text, "The region that it binds."),
            maybe("issuer", Text, "Who issued it."),
            maybe("document", Text, "The number of the document."),
            maybe("issued", Date, "The day of issue."),
            key("period", Period, "Its period."),
            key("actuals", TEXTS, "Its own files of actuals, relative to the plan's file."),
            key("tasks", TEXTS, "Its files of task states, relative to the plan's file."),
            key("method", Word(Method::choices), "How its levels are judged."),
            key("bands", Object(&BANDS), "From which ratio a verdict holds."),
            key("members", Objects(&MEMBERS), "Named lists of regions."),
            key("indicator", Objects(&INDICATOR), "Its indicators; only one where one was asked for."),
            key("series", Objects(&SERIES), "Series that it needs without setting a target for them."),
            key("task", Objects(&TASK), "Dated work without a number of its own."),
            key("rule", Objects(&RULE), "Rules over members and years."),
            key("set_aside", Objects(&SET_ASIDE), "Numbers of the document that are no targets."),
        ]
    },
};

static BANDS: Definition = Definition {
    name: "bands",
    doc: "Ratios from which a verdict holds.",
    fields: || {
        vec![
            maybe("ahead", Number, "Faster than the schedule; null: the method never says so."),
            key("on_track", Number, "As the method asks."),
            key("at_risk", Number, "Somewhat behind; below it, off-track."),
        ]
    },
};

static MEMBERS: Definition = Definition {
    name: "list-of-members",
    doc: "A named list of regions.",
    fields: || {
        vec![
            key("name", Text, "Its name."),
            key("regions", TEXTS, "Its regions."),
        ]
    },
};

pub(super) static INDICATOR: Definition = Definition {
    name: "indicator",
    doc: "An indicator as encoded, defaults filled in.",
    fields: || {
        vec![
            key("id", Text, "Its id."),
            key("concept", Text, "What is measured: the same word in every plan."),
            key("name", Text, "Its name as printed."),
            maybe("name_en", Text, "Its name in English."),
            key("aliases", TEXTS, "Other names that releases print."),
            key("unit", Text, "The unit of its figures, and of its target unless that is an average growth (%)."),
            key("measure", Word(words_of::<Measure>), "How observations become the actual."),
            key("kind", Word(words_of::<Kind>), "What one observation is."),
            key("target", TARGET, "What must be reached, under the key of the plan file."),
            maybe("every", Object(&EVERY), "The members that must each meet the target."),
            maybe("from", DERIVATION, "How it is derived from other series."),
            key("cite", Objects(&CITATION), "Where the document says so."),
            key("responsible", TEXTS, "Who answers for it."),
            maybe("baseline", Object(&BASELINE), "The value at the start, or its period."),
            key("deadline", Period, "When it must be met: the end of this period."),
            key("period", Period, "The period over which it is accumulated."),
            key("region", Text, "Its region."),
            maybe("scope", Text, "What it covers, in words."),
            maybe("parent", Text, "The indicator of which it is a part."),
            key("binding", Flag, "Is the target binding (约束性)?"),
            key("aspirational", Flag, "Is it wished rather than promised (力争)?"),
            key("milestones", Objects(&MILESTONE), "Values to be reached on the way."),
            key("amended", Objects(&AMENDMENT), "Later changes of the target."),
            maybe("weight", Number, "Its weight in a roll-up."),
            maybe("note", Text, "A remark of the encoder."),
            key("line", Count, "The line of the plan's file."),
            maybe("at", Text, "Of a stock: the month whose figure is the year's; null: its last."),
            maybe("better", Word(words_of::<Better>), "Which side of a value is good."),
        ]
    },
};

/// A target in each of its forms.
pub(super) const TARGET: super::Shape = Either(&[
    Object(&AT_LEAST),
    Object(&MORE_THAN),
    Object(&AT_MOST),
    Object(&LESS_THAN),
    Object(&ABOUT),
    Object(&BETWEEN),
    Object(&WITHIN),
    Object(&BUDGET),
    Object(&TIMES_BASELINE),
    Object(&RISING),
    Object(&FALLING),
    Object(&ABOVE_SERIES),
]);

static AT_LEAST: Definition = Definition {
    name: "at-least",
    doc: "A floor.",
    fields: || vec![key("at_least", Number, "Equality meets it.")],
};

static MORE_THAN: Definition = Definition {
    name: "more-than",
    doc: "A strict floor.",
    fields: || vec![key("more_than", Number, "Equality does not meet it.")],
};

static AT_MOST: Definition = Definition {
    name: "at-most",
    doc: "A ceiling.",
    fields: || vec![key("at_most", Number, "Equality meets it.")],
};

static LESS_THAN: Definition = Definition {
    name: "less-than",
    doc: "A strict ceiling.",
    fields: || vec![key("less_than", Number, "Equality does not meet it.")],
};

static ABOUT: Definition = Definition {
    name: "about",
    doc: "A value and how far below it still counts.",
    fields: || {
        vec![
            key("about", Number, "The value."),
            key("tolerance", Number, "The tolerance, in the unit of the indicator."),
        ]
    },
};

static BETWEEN: Definition = Definition {
    name: "between",
    doc: "Two values, of which the lower counts.",
    fields: || vec![key("between", List(&Number), "The value that counts, and the stretch.")],
};

static WITHIN: Definition = Definition {
    name: "within",
    doc: "Two values between which it must stay.",
    fields: || vec![key("within", List(&Number), "The lower and the upper value.")],
};

static BUDGET: Definition = Definition {
    name: "budget",
    doc: "An allocation.",
    fields: || vec![key("budget", Number, "What there is to spend.")],
};

static TIMES_BASELINE: Definition = Definition {
    name: "times-baseline",
    doc: "A multiple of the baseline.",
    fields: || vec![key("times_baseline", Number, "How many times.")],
};

static RISING: Definition = Definition {
    name: "rising",
    doc: "It must grow.",
    fields: || {
        vec![
            key("rising", Flag, "Always true."),
            optional("limit", Number, "A natural bound."),
        ]
    },
};

static FALLING: Definition = Definition {
    name: "falling",
    doc: "It must shrink.",
    fields: || {
        vec![
            key("falling", Flag, "Always true."),
            optional("limit", Number, "A natural bound."),
        ]
    },
};

static ABOVE_SERIES: Definition = Definition {
    name: "above-series",
    doc: "It must stand above another series.",
    fields: || {
        vec![
            key("above_series", Text, "The id of an indicator or a series."),
            optional("in_region", Text, "That series' region, where it is another."),
        ]
    },
};

static EVERY: Definition = Definition {
    name: "every",
    doc: "Members that must each meet a target.",
    fields: || {
        vec![
            key("members", Text, "The name of the list."),
            maybe("share", Number, "At least this share of them; null: all."),
        ]
    },
};

/// A derivation in each of its forms.
const DERIVATION: super::Shape = Either(&[
    Object(&GROWTH_OF),
    Object(&INCREASE_OF),
    Object(&RATIO),
    Object(&SUM),
]);

static GROWTH_OF: Definition = Definition {
    name: "growth-of",
    doc: "The growth of another series over a year, in percent.",
    fields: || vec![key("growth_of", Text, "The id of that series.")],
};

static INCREASE_OF: Definition = Definition {
    name: "increase-of",
    doc: "The increase of another series.",
    fields: || {
        vec![
            key("increase_of", Text, "The id of that series."),
            key("net", Flag, "Is the net increase what the target means?"),
        ]
    },
};

static RATIO: Definition = Definition {
    name: "ratio",
    doc: "One series over another.",
    fields: || {
        vec![
            key("ratio", TEXTS, "The ids of the two series."),
            key("times", Number, "What the quotient is multiplied by."),
        ]
    },
};

static SUM: Definition = Definition {
    name: "sum",
    doc: "Several series, added.",
    fields: || vec![key("sum", TEXTS, "The ids of the series.")],
};

pub(super) static CITATION: Definition = Definition {
    name: "citation",
    doc: "A place of the document.",
    fields: || {
        vec![
            key("section", Text, "The section."),
            key("figure", Text, "The words around the number, as printed."),
        ]
    },
};

static BASELINE: Definition = Definition {
    name: "baseline",
    doc: "The value at the start.",
    fields: || {
        vec![
            key("period", Period, "Its period."),
            maybe("value", Number, "The value; null: left to the actuals."),
        ]
    },
};

static MILESTONE: Definition = Definition {
    name: "milestone",
    doc: "A value to be reached on the way.",
    fields: || {
        vec![
            key("period", Period, "By the end of this period."),
            key("value", Number, "The value."),
        ]
    },
};

static AMENDMENT: Definition = Definition {
    name: "amendment",
    doc: "A later change of a target; null: unchanged.",
    fields: || {
        vec![
            key("on", Date, "From this day on."),
            maybe("target", TARGET, "The new target."),
            maybe("deadline", Period, "The new deadline."),
            maybe("milestones", Objects(&MILESTONE), "The new milestones."),
            key("withdrawn", Flag, "Is the target given up?"),
            maybe("document", Text, "The document that says so."),
            key("retroactive", Flag, "Does it apply although the deadline was over?"),
        ]
    },
};

pub(super) static SERIES: Definition = Definition {
    name: "series",
    doc: "A series without a target, as encoded, defaults filled in.",
    fields: || {
        vec![
            key("id", Text, "Its id."),
            key("concept", Text, "What is measured: the same word in every plan."),
            key("name", Text, "Its name as printed."),
            maybe("name_en", Text, "Its name in English."),
            key("aliases", TEXTS, "Other names that releases print."),
            key("unit", Text, "Its unit."),
            key("kind", Word(words_of::<Kind>), "What one observation is."),
            key("region", Text, "Its region."),
            maybe("from", DERIVATION, "How it is derived from other series."),
            key("line", Count, "The line of the plan's file."),
            maybe("at", Text, "Of a stock: the month whose figure is the year's; null: its last."),
        ]
    },
};

static TASK: Definition = Definition {
    name: "task",
    doc: "Dated work without a number of its own.",
    fields: || {
        vec![
            key("id", Text, "Its id."),
            key("title", Text, "What is to be done, as printed."),
            maybe("title_en", Text, "The same in English."),
            key("due", Period, "To be done by the end of this period."),
            key("responsible", TEXTS, "Who answers for it."),
            key("cite", Objects(&CITATION), "Where the document says so."),
            key("aspirational", Flag, "Is it wished rather than promised (力争)?"),
            key("unquantified", Flag, "Is it a target that prints no number?"),
            maybe("note", Text, "A remark of the encoder."),
            key("line", Count, "The line of the plan's file."),
        ]
    },
};

static RULE: Definition = Definition {
    name: "rule",
    doc: "A rule over members and years.",
    fields: || {
        vec![
            key("id", Text, "Its id."),
            key("name", Text, "Its name as printed."),
            key("each", Text, "The list of members it is applied to."),
            key("all_fall", TEXTS, "The series that must all fall for it to fire."),
            key("reading", Word(words_of::<Reading>), "What it means that an amount falls."),
            key("outcome", Text, "What follows, as printed."),
            key("cite", Objects(&CITATION), "Where the document says so."),
            maybe("note", Text, "A remark of the encoder."),
            key("line", Count, "The line of the plan's file."),
        ]
    },
};

static SET_ASIDE: Definition = Definition {
    name: "set-aside",
    doc: "A number of the document that is no target.",
    fields: || {
        vec![
            key("figure", Text, "The words around the number, as printed."),
            key("why", Text, "Why it is none."),
        ]
    },
};
