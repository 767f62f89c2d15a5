//! The league for machines: its frozen columns, and `plancheck.league/v1` with the same names.

use crate::{
    assess::Verdict,
    record::{Computed, Entries, Flat, Record, each, shape::Field},
    report::{
        Judged,
        league::{League, RankBy, Standing},
        status::Tallies,
    },
    words::words_of,
};

/// The leagues of several plans.
pub struct Leagues<'a>(pub &'a [League<'a>]);

impl<'a> Leagues<'a> {
    /// One flat table, one row a region.
    pub fn flat(&self) -> Flat<'a> {
        Flat::of(self.0.iter().flat_map(League::rows_of_regions)).one_sheet_per("plan")
    }
}

record! {
    document "league" "The regions of a plan by rank, as `plancheck status --each-region --format json` writes them."
    |it: Leagues<'_>| {
        as_of: "Nothing published after it is used." = it.0.first().map(|league| league.setting.as_of),
        plans: "Each plan with its regions." = it.0,
    }
}

record! {
    "plan" "A plan with its regions."
    |it: League<'_>| {
        ..it.setting.plan,
        period: "Its period." = it.setting.plan.period,
        document: "The number of the document." = &it.setting.plan.document,
        closed: "Is its period over?" = it.is_closed(),
        lacks_final: "Rows of all regions whose deadline has passed without its figure." = it.lacking(),
        rank_by: "The figure ranked by; relative-gap where the gaps of several indicators come together." = it.setting.ranking.by,
        indicators: "Ids of the indicators judged." = each(it.indicators(), |one| &one.id),
        regions: "Regions judged, those among them that filters left without a row.",
        tallies: "The verdicts of all rows of all regions, counted." = Tallies(it.tallies()),
        regions_by_worst: "Regions counted by their worst verdict." = ByWorst(it),
        league: "The regions by rank; those without a figure last." = it.rows_of_regions(),
        files: "The files of actuals." = it.setting.files,
        newest_release: "The newest day of release in use." = it.releases.newest,
        published_later: "Rows published after the as-of date." = it.releases.later,
    }
}

word_values! { RankBy }

struct ByWorst<'a>(&'a League<'a>);

record! {
    "regions-by-worst" "How many regions there are, and how many have which worst verdict."
    |it: ByWorst<'_>| {
        total: "All of them." = it.0.standings.len(),
        for any worst: "How many; absent: none."
            = each(it.0.by_worst(), |(verdict, count)| (verdict.map_or(NONE, Verdict::word), count)),
    }
}

/// Regions where nothing could be judged, among those counted by their worst verdict.
const NONE: &str = "none";

fn worst() -> Vec<&'static str> {
    let graded = Verdict::ALL.iter().filter(|verdict| verdict.is_graded());
    graded.map(|verdict| verdict.word()).chain([NONE]).collect()
}

// Names and order are a promise: only ever add at the end.
record! {
    "region" "A region: the columns of CSV."
    |it: &Standing, all: &League<'_>| {
        plan: "The plan's id." = &all.setting.plan.id,
        rank: "The place from 1 on, shared by regions with the same figure; null without one.",
        region: "The region.",
        rank_by: "The figure ranked by; relative-gap where the gaps of several indicators come together." = all.setting.ranking.by,
        figure: "The mean of the figure, bounded for each of several indicators; of relative-gap a share of the target."
            = it.figure.as_ref().map(Computed),
        over: "Over how many indicators it is the mean.",
        worst: "The worst verdict that was reached." = it.rollup().worst(),
        total: "The region's rows." = it.total(),
        with_data: "Those with data." = it.with_data(),
        for every words_of::<Verdict>: "Rows with that verdict."
            = each(Verdict::ALL, |verdict| (verdict.word(), it.count(*verdict))),
        given of_one = match &it.alone {
            Some(alone) => alone.columns.clone(),
            None => OF_ONE.map(|name| (name, Data::Undefined)).into(),
        },
        as_of: "Nothing published after it is used." = all.setting.as_of,
    }
}

/// Columns of `status` for the only indicator; empty where several are judged.
const OF_ONE: [&str; 13] = [
    "indicator",
    "unit",
    "target",
    "actual",
    "actual_period",
    "gap",
    "gap_unit",
    "progress",
    "expected",
    "ratio",
    "verdict",
    "reason",
    "flags",
];

fn of_one() -> Vec<Field> {
    let fields = Judged::fields().into_iter().filter(|field| OF_ONE.contains(&field.name));
    each(fields, |field| Field { nullable: true, ..field })
}

/// The columns of the only indicator.
pub fn alone(judged: &Judged<'_>) -> Entries {
    let mut columns = judged.entries();
    columns.retain(|(name, _)| OF_ONE.contains(name));
    columns
}

impl League<'_> {
    fn rows_of_regions(&self) -> Vec<(&Standing, &Self)> {
        each(&self.standings, |standing| (standing, self))
    }
}
