//! Groups for machines: the frozen columns of `plancheck.rollup/v1`, and the rows of `status` with their group.

use crate::assess::{Verdict, trace::rollup::Weights};
use crate::record::{Computed, Flat, each};
use crate::report::{
    Judged, StatusView, distinct,
    rollup::{By, Group, Reach, Rollups},
    status::{Tallies, tallies},
};
use crate::words::words_of;

word_values! { By }

// Names and order are a promise: only ever add at the end.
record! {
    "columns-of-rollup" "The columns of CSV."
    |it: &Group<'_>, all: &Rollups<'_, '_>| {
        by: "What the group has in common." = all.by(),
        group: "Its name; null where nothing is named." = it.common.word(),
        plan: "The plans it has indicators of." = distinct(it.views(all).map(|view| view.plan.id.clone())),
        region: "The regions assessed." = distinct(it.views(all).map(StatusView::region)),
        worst: "The worst verdict that was reached." = it.rollup.worst(),
        total: "Its indicators." = it.rollup.total,
        assessed: "Those with a verdict." = it.rollup.assessed(),
        for every words_of::<Verdict>: "Indicators with that verdict."
            = each(Verdict::ALL, |verdict| (verdict.word(), it.rollup.count(*verdict))),
        weight: "The sum of the weights; null where none is given." = it.rollup.weights().map(|all| Computed(&all.total)),
        weight_assessed: "The weight of those with a verdict." = it.rollup.weights().map(|all| Computed(&all.assessed)),
        weight_on_track: "The weight of those on track or better." = it.rollup.weights().map(|all| Computed(&all.on_track)),
        weight_share: "weight_on_track / weight_assessed." = it.rollup.weights().and_then(Weights::share).map(Computed),
        unweighted: "Indicators without a weight." = it.rollup.weights().map(|all| all.without),
        as_of: "Nothing published after it is used." = all.views().first().map(|view| view.as_of),
    }
}

/// A group with the ids of its indicators.
pub struct Listed<'a>((&'a Group<'a>, &'a Rollups<'a, 'a>));

record! {
    "group" "Indicators that have something in common: the columns of a roll-up, and their ids."
    |it: Listed<'_>| {
        ..it.0,
        indicators: "The indicators of the group." = each(it.0.0.judged(), |one| (&one.plan.id, &one.indicator().id)),
    }
}

record! {
    "indicator-of-group" "An indicator by its plan."
    |plan: &String, indicator: &String| {
        plan: "The plan's id." = plan,
        indicator: "The indicator's id." = indicator,
    }
}

record! {
    "row-of-group" "The columns of status with the group."
    |it: Judged<'_>, group: &Group<'_>| {
        ..*it,
        group: "Its name; null where nothing is named." = group.common.word(),
    }
}

impl Group<'_> {
    /// The views that it has a finding of, or whose own it is.
    fn views<'v>(&'v self, all: &'v Rollups<'_, '_>) -> impl Iterator<Item = &'v StatusView<'v>> {
        let views = all.views().iter().enumerate();
        let own = views.filter(|(index, _)| {
            self.reach == Reach::View(*index) || self.rows.iter().any(|row| row.view == *index)
        });
        own.map(|(_, view)| view)
    }
}

impl Rollups<'_, '_> {
    /// The roll-up for machines: one row a group.
    pub fn flat(&self) -> Flat<'_> {
        Flat::of(self.groups.iter().map(move |group| (group, self)))
    }

    /// The rows of `status` with their group behind them: an indicator stands once in each of its groups.
    pub fn grouped(&self) -> Flat<'_> {
        let rows = self.groups.iter().flat_map(|group| group.judged().map(move |it| (*it, group)));
        Flat::of(rows).one_sheet_per("plan")
    }

    pub fn listed(&self) -> Vec<Listed<'_>> {
        each(&self.groups, |group| Listed((group, self)))
    }
}

/// The roll-up alone.
pub struct Summary<'a>(pub &'a Rollups<'a, 'a>);

record! {
    document "rollup" "Groups of indicators alone, as `plancheck status --summary --format json` writes them."
    |it: Summary<'_>| {
        as_of: "Nothing published after it is used." = it.0.views().first().map(|view| view.as_of),
        by: "What the groups have in common." = it.0.by(),
        groups: "The groups." = it.0.listed(),
        tallies: "The verdicts of all rows, counted." = Tallies(tallies(it.0.views())),
    }
}
