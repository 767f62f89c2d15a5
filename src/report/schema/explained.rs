//! `explain`: an indicator with all that stands behind it, or a series.

use super::Shape::{Count, Date, Flag, Number, Object, Objects, Text, Whole, Word};
use super::findings::{FIGURE, MEMBERS, ROW};
use super::plans::{INDICATOR as ENCODED, SERIES as ENCODED_SERIES};
use super::{Object as Definition, key, maybe, schema};
use crate::assess::SetAsideWhy;
use crate::report::explain;
use crate::table::Use;

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
            key("step", Count, "The step of judging that decided, from 1."),
            key("lacks_final", Flag, "Is the deadline past and its figure not in?"),
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
            key("why", Word(set_aside), "Why it was not."),
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

const WHY: [SetAsideWhy; 10] = [
    SetAsideWhy::PublishedLater,
    SetAsideWhy::Replaced,
    SetAsideWhy::Doubtful,
    SetAsideWhy::AfterDeadline,
    SetAsideWhy::BeforePeriod,
    SetAsideWhy::PartOfYear,
    SetAsideWhy::Older,
    SetAsideWhy::Overlaps,
    SetAsideWhy::BehindHole,
    SetAsideWhy::NoPartner,
];

fn set_aside() -> Vec<&'static str> {
    WHY.map(|why| Use::SetAside(why).word()).into()
}

fn uses() -> Vec<&'static str> {
    let mut uses = vec![Use::InForce.word()];
    uses.extend(set_aside());
    uses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_reason_is_left_out() {
        let place = |why| match why {
            SetAsideWhy::PublishedLater => 0,
            SetAsideWhy::Replaced => 1,
            SetAsideWhy::Doubtful => 2,
            SetAsideWhy::AfterDeadline => 3,
            SetAsideWhy::BeforePeriod => 4,
            SetAsideWhy::PartOfYear => 5,
            SetAsideWhy::Older => 6,
            SetAsideWhy::Overlaps => 7,
            SetAsideWhy::BehindHole => 8,
            SetAsideWhy::NoPartner => 9,
        };
        for (index, why) in WHY.into_iter().enumerate() {
            assert_eq!(place(why), index);
        }
    }
}
