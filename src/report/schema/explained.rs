//! `explain` and `trend`: an indicator with all that stands behind it, or a series.

use super::Shape::{Count, Date, Flag, Form, Nothing, Number, Object, Objects, Period, Text, Whole, Word};
use super::findings::{FIGURE, MEMBERS, ROW, month, quality};
use super::plans::{INDICATOR as ENCODED, SERIES as ENCODED_SERIES};
use super::{Field, Object as Definition, TEXTS, key, maybe, optional, schema};
use crate::assess::{Method, Reason, SetAsideWhy, Verdict};
use crate::report::{explain, trend};
use crate::table::Use;
use crate::words::words_of;

pub(super) static INDICATOR: Definition = Definition {
    name: "explained-indicator",
    doc: "An indicator: its row in status, and every figure used or set aside.",
    fields: || {
        vec![
            schema(explain::SCHEMA),
            key("indicator", Object(&ENCODED), "As encoded."),
            key("row", Object(&ROW), "As in status."),
            key("edge", Number, "The value that decides: the target, less its tolerance."),
            maybe("lag_months", Whole, "Months from the end of the actual's period to the as-of date."),
            key("step", Count, "The step that decided, from 0."),
            key("lacks_final", Flag, "Is the deadline past and its figure not in?"),
            key("methods", Objects(&METHOD), "What every method says; empty where the plan leaves no choice, or nothing is there to judge."),
            key("years", Objects(&YEAR), "The years of an every-year target."),
            maybe("members", Object(&MEMBERS), "The members that must each meet the target."),
            maybe("reference", Object(&FIGURE), "The figure of the series that it is compared with."),
            key("missing", Objects(&MISSING), "Operands and references without a figure."),
            key("disagreements", Objects(&DISAGREEMENT), "Printed figures that their operands contradict."),
            key("set_aside", Objects(&SET_ASIDE), "Figures that were not used, each with the reason."),
        ]
    },
};

pub(super) static SERIES: Definition = Definition {
    name: "explained-series",
    doc: "A series without a target: its values and vintages.",
    fields: || {
        vec![
            schema(explain::SCHEMA),
            key("plan", Text, "The plan's id."),
            key("series", Object(&ENCODED_SERIES), "As encoded."),
            key("as_of", Date, "Nothing published after it is used."),
            key("regions", Objects(&REGION), "Each region with its figures."),
        ]
    },
};

static METHOD: Definition = Definition {
    name: "by-method",
    doc: "The indicator by one of the methods.",
    fields: || {
        vec![
            key("asked", Word(words_of::<Method>), "The method asked for."),
            key("method", Word(words_of::<Method>), "The method used in its place, or itself."),
            key("verdict", Word(words_of::<Verdict>), "What it says."),
            maybe("reason", Word(words_of::<Reason>), "Why it says nothing."),
            key("contradicts", Flag, "Is that another verdict than the row's?"),
            maybe("ratio", Number, "What its bands judge."),
            key("bands", Object(&NAMED_BANDS), "Its bands."),
            maybe("months_elapsed", Count, "Months from the baseline to the actual."),
            maybe("months_in_all", Count, "Months from the baseline to the deadline."),
            maybe("progress", Number, "(actual - baseline) / (target - baseline)."),
            maybe("expected", Number, "The share that should be done by the date of the actual."),
            maybe("growth_achieved", Number, "compound: growth per year since the baseline."),
            maybe("growth_required", Number, "compound: growth per year that leads to the target."),
            maybe("due_by_growth", Number, "compound: the share due by equal growth."),
            maybe("coefficient", Number, "compound: what the growth achieved is multiplied by."),
            key("changes", Objects(&CHANGE), "projection: the annual changes averaged."),
            maybe("mean_change", Number, "projection: their mean."),
            maybe("mean_change_newest_vintages", Number, "projection: the mean by the newest vintages, where it is another."),
            maybe("distance", Number, "projection: the distance still to go."),
            maybe("miss", Number, "projection: the share of the distance that would be missed."),
            maybe("projected", Number, "The value at the deadline at the present pace."),
            maybe("required_per_year", Number, "The change per year that is needed from here."),
            maybe("arrival", Form(month), "The month of arrival at the present pace."),
        ]
    },
};

static NAMED_BANDS: Definition = Definition {
    name: "bands-of-method",
    doc: "Ratios from which a verdict holds.",
    fields: || {
        vec![
            optional("ahead", Number, "Faster than the schedule; absent: the method never says so."),
            key("on_track", Number, "As the method asks."),
            key("at_risk", Number, "Somewhat behind; below it, off-track."),
        ]
    },
};

static CHANGE: Definition = Definition {
    name: "change",
    doc: "The change from one year to the next, like with like.",
    fields: || {
        vec![
            key("from", Period, "The earlier period."),
            key("earlier", Number, "Its value, as it was known when the later one was first published."),
            key("earlier_now", Number, "Its value by the newest vintage."),
            key("to", Period, "The later period."),
            key("later", Number, "Its value."),
            key("change", Number, "The change."),
        ]
    },
};

pub(super) static TREND: Definition = Definition {
    name: "trend-of-indicator",
    doc: "An indicator year by year against the path to its target.",
    fields: || {
        vec![
            schema(trend::SCHEMA),
            key("indicator", Object(&ENCODED), "As encoded."),
            key("as_of", Date, "Nothing published after it is used."),
            key("status", Object(&ROW), "As in status."),
            key("rows", Objects(&POINT), "One row a period."),
        ]
    },
};

pub(super) static TREND_OF_SERIES: Definition = Definition {
    name: "trend-of-series",
    doc: "A series without a target, value by value.",
    fields: || {
        vec![
            schema(trend::SCHEMA),
            key("plan", Text, "The plan's id."),
            key("series", Object(&ENCODED_SERIES), "As encoded."),
            key("as_of", Date, "Nothing published after it is used."),
            key("rows", Objects(&POINT_OF_SERIES), "One row a published value."),
        ]
    },
};

static POINT: Definition = Definition {
    name: "point",
    doc: "A period of an indicator: the columns of CSV, then the figures behind it.",
    fields: || {
        let mut fields = points();
        fields.push(maybe("members_known", Count, "How many members have a figure; null: members are not counted."));
        fields
    },
};

static POINT_OF_SERIES: Definition = Definition {
    name: "point-of-series",
    doc: "A published value: the columns of CSV, then its place.",
    fields: || {
        let of_targets = ["path", "path_upper", "gap", "gap_unit", "target", "target_upper", "target_gap"];
        let fields = points().into_iter();
        fields
            .map(|field| {
                if of_targets.contains(&field.name) {
                    key(field.name, Nothing, "A series has no target.")
                } else {
                    field
                }
            })
            .collect()
    },
};

fn points() -> Vec<Field> {
    let mut fields: Vec<Field> = trend::COLUMNS.map(column_of_trend).into();
    fields.push(key("provenance", Objects(&FIGURE), "Every figure the row rests on."));
    fields
}

/// A column of `trend` as a key.
fn column_of_trend(name: &'static str) -> Field {
    match name {
        "plan" => key(name, Text, "The plan's id."),
        "region" => key(name, Text, "The region."),
        "indicator" => key(name, Text, "The id of the indicator or series."),
        "name" => key(name, Text, "Its name as printed, whatever the language."),
        "unit" => key(name, Text, "The unit of the values."),
        "period" => key(name, Period, "The period."),
        "use" => maybe(name, Word(all_uses), "What the figure is used for, or why it is not."),
        "value" => maybe(name, Number, "The value published."),
        "path" => maybe(name, Number, "Where the path to the target leads through."),
        "path_upper" => maybe(name, Number, "The same for the upper value of between and within."),
        "actual" => maybe(name, Number, "The value to be compared with the path: the sum so far, of a total."),
        "quality" => maybe(name, Form(quality), "Its quality; several marks are joined by a semicolon."),
        "gap" => maybe(name, Number, "The distance from the path; negative: behind it."),
        "gap_unit" => maybe(name, Text, "The unit of the gaps; pp: percentage points."),
        "target" => maybe(name, Number, "The target."),
        "target_upper" => maybe(name, Number, "The upper value of between and within."),
        "target_gap" => maybe(name, Number, "The distance from the target; negative: short of it."),
        "published" => maybe(name, Date, "The day of release."),
        "source" => key(name, TEXTS, "The sources of the figures; file:line where none is named."),
        "as_of" => key(name, Date, "Nothing published after it is used."),
        other => maybe(other, Text, "Its name in English."),
    }
}

static YEAR: Definition = Definition {
    name: "year",
    doc: "A calendar year of an every-year target.",
    fields: || {
        vec![
            key("year", Whole, "The year."),
            maybe("value", Number, "Its value."),
            key("complete", Flag, "Is the whole year in?"),
            maybe("met", Flag, "Was the target met? null: not known."),
        ]
    },
};

static MISSING: Definition = Definition {
    name: "missing",
    doc: "A series without a figure.",
    fields: || {
        vec![
            key("id", Text, "Its id."),
            key("region", Text, "Its region."),
        ]
    },
};

static DISAGREEMENT: Definition = Definition {
    name: "disagreement",
    doc: "A printed figure that its operands contradict.",
    fields: || {
        vec![
            key("id", Text, "The id of the indicator or series."),
            key("region", Text, "The region."),
            key("printed", Object(&FIGURE), "The figure as printed, which is used."),
            key("derived", Number, "What the operands make."),
        ]
    },
};

static SET_ASIDE: Definition = Definition {
    name: "figure-set-aside",
    doc: "A figure that was not used.",
    fields: || {
        vec![
            key("why", Word(words_of::<SetAsideWhy>), "Why it was not."),
            key("observation", Object(&FIGURE), "The figure."),
        ]
    },
};

static REGION: Definition = Definition {
    name: "region",
    doc: "The figures of a series in a region.",
    fields: || {
        vec![
            key("region", Text, "The region."),
            key("observations", Objects(&USED), "Every figure and what it is used for."),
            key("missing", Objects(&MISSING), "Operands without a figure."),
            key("disagreements", Objects(&DISAGREEMENT), "Printed figures that their operands contradict."),
        ]
    },
};

static USED: Definition = Definition {
    name: "used",
    doc: "A figure and what it is used for.",
    fields: || {
        vec![
            key("use", Word(uses), "In force, or why it is not."),
            key("observation", Object(&FIGURE), "The figure."),
        ]
    },
};

fn uses() -> Vec<&'static str> {
    let mut uses = vec![Use::InForce.word()];
    uses.extend(words_of::<SetAsideWhy>());
    uses
}

fn all_uses() -> Vec<&'static str> {
    let judged = [Use::Actual, Use::Baseline, Use::Reference].map(Use::word);
    judged.into_iter().chain(uses()).collect()
}
