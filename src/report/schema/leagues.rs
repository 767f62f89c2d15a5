//! `status --each-region`: the regions of a plan by rank.

use super::Shape::{Count, Date, Flag, List, Number, Object, Objects, Period, Text, Word};
use crate::actuals::ActualsFile;
use crate::report::record::Value;
use crate::report::status::Tallies;
use crate::report::Judged;
use crate::report::record::Record;
use super::{Field, Object as Definition, TEXTS, counts, key, maybe, schema};
use crate::assess::Verdict;
use crate::report::league::{RankBy, columns};
use crate::words::words_of;

pub(super) static LEAGUE: Definition = Definition {
    name: "leagues",
    doc: "The league of each plan of a run.",
    fields: || {
        vec![
            schema(columns::SCHEMA),
            maybe("as_of", Date, "Nothing published after it is used."),
            key("plans", Objects(&PLAN), "Each plan with its regions."),
        ]
    },
};

static PLAN: Definition = Definition {
    name: "plan",
    doc: "A plan with its regions.",
    fields: || {
        vec![
            key("plan", Text, "Its id."),
            key("title", Text, "Its title as printed."),
            maybe("title_en", Text, "Its title in English."),
            key("period", Period, "Its period."),
            maybe("document", Text, "The number of the document."),
            key("closed", Flag, "Is its period over?"),
            key("lacks_final", Count, "Rows of all regions whose deadline has passed without its figure."),
            key("rank_by", Word(words_of::<RankBy>), RANK_BY),
            key("indicators", TEXTS, "Ids of the indicators judged."),
            key("regions", Count, "Regions judged, those among them that filters left without a row."),
            key("tallies", Tallies::SHAPE, "The verdicts of all rows of all regions, counted."),
            key("regions_by_worst", Object(&WORST), "Regions counted by their worst verdict."),
            key("league", Objects(&ROW), "The regions by rank; those without a figure last."),
            key("files", <Vec<ActualsFile>>::SHAPE, "The files of actuals."),
            maybe("newest_release", Date, "The newest day of release in use."),
            key("published_later", Count, "Rows published after the as-of date."),
        ]
    },
};

static WORST: Definition = Definition {
    name: "regions-by-worst",
    doc: "How many regions there are, and how many have which worst verdict.",
    fields: || {
        let total = key("total", Count, "All of them.");
        let graded = words_of::<Verdict>().into_iter().take_while(|word| *word != "not-assessable");
        [total].into_iter().chain(counts(graded.chain([columns::NONE]))).collect()
    },
};

static ROW: Definition = Definition {
    name: "region",
    doc: "A region: the columns of CSV.",
    fields: || columns::column_names().map(column).collect(),
};

const RANK_BY: &str = "The figure ranked by; relative-gap where the gaps of several indicators come together.";

/// A column as a key.
fn column(name: &'static str) -> Field {
    match name {
        "plan" => key(name, Text, "The plan's id."),
        "rank" => maybe(name, Count, "The place from 1 on, shared by regions with the same figure; null without one."),
        "region" => key(name, Text, "The region."),
        "rank_by" => key(name, Word(words_of::<RankBy>), RANK_BY),
        "figure" => maybe(name, Number, "The mean of the figure, bounded for each of several indicators; of relative-gap a share of the target."),
        "over" => key(name, Count, "Over how many indicators it is the mean."),
        "worst" => maybe(name, Word(words_of::<Verdict>), "The worst verdict that was reached."),
        "total" => key(name, Count, "The region's rows."),
        "with_data" => key(name, Count, "Those with data."),
        "as_of" => key(name, Date, "Nothing published after it is used."),
        alone if columns::is_of_one(alone) => of_one(alone),
        verdict => key(verdict, Count, "Rows with that verdict."),
    }
}

/// A column of the only indicator: that of `status`, `null` where several are judged.
fn of_one(name: &'static str) -> Field {
    let found = Judged::fields().into_iter().find(|field| field.name == name);
    let field = found.unwrap_or(key(name, List(&Text), "A column of status."));
    Field { nullable: true, ..field }
}
