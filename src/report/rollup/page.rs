//! Groups as pages, one row a group or a table for each; and for machines: the frozen columns of `plancheck.rollup/v1`, and the
//! rows of `status` with their group.

use std::collections::BTreeSet;

use crate::{
    assess::{
        Verdict,
        trace::rollup::{Weighing, Weights},
    },
    record::{Computed, Flat, each},
    report::{
        Judged, Line, Look, Note, Sentence, Sheet, StatusView, distinct,
        rollup::{By, Common, Group, NOT_NAMED, Order, Reach, Rollups, roll_up, rows_of},
        screen::{Screen, by_verdict},
        status::{self, Tallies, tallies},
    },
    table::{Cell, Heading, Shown, Table},
    words::words_of,
};

impl Rollups<'_, '_> {
    /// The summary above the pages of several plans: one row a plan, and the tallies of all.
    pub fn plans(&self) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.table(self.table());
        self.shown(&mut sheet);
        self.sums(&mut sheet);
        sheet
    }

    /// One row a group, without the indicators.
    pub fn summary(&self) -> Sheet {
        let mut sheet = Sheet::default();
        self.head(&mut sheet);
        let table = self.table();
        if !sheet.blocks.is_empty() {
            sheet.space();
        }
        if table.rows.is_empty() {
            sheet.note(Sentence::Nothing);
        }
        sheet.table(table);
        if self.views.len() > 1 && self.by == By::Plan {
            sheet.space();
            for view in self.views {
                for note in view.state() {
                    of_plan(view, note, &mut sheet);
                }
            }
        }
        self.sums(&mut sheet);
        self.foot(&mut sheet);
        sheet
    }

    /// A table for each group, below the plans and their summary.
    pub fn tables(&self, look: Look, all: bool) -> Sheet {
        let mut sheet = Sheet::default();
        self.head(&mut sheet);
        if self.views.len() > 1 {
            let by_plan = Rollups::new(self.views, By::Plan, &Order::OF_PLANS);
            sheet.space().table(by_plan.table());
        }
        for group in &self.groups {
            sheet.space().note(group_note(group));
            if let Some(view) = self.views.first() {
                sheet.table(view.table(group.judged().copied(), look, self.crosses(group), all));
            }
            if !all {
                self.without_data(group, &mut sheet);
            }
        }
        if self.groups.is_empty() {
            sheet.space().note(Sentence::Nothing);
        }
        self.sums(&mut sheet);
        self.foot(&mut sheet);
        sheet
    }

    /// One line an indicator, under the heads of the groups, or of all verdicts.
    pub fn lines(&self, of: Screen) -> Sheet {
        let mut sheet = Sheet::default();
        for view in self.views {
            view.top(&mut sheet);
        }
        let several = self.views.len() > 1;
        let parts = if self.by == By::Verdict {
            by_verdict(each(rows_of(self.views), |row| row.judged))
        } else {
            each(&self.groups, |group| (Some(group_note(group)), each(group.judged(), |it| *it)))
        };
        if let Some(view) = self.views.first() {
            let by_verdict = self.by == By::Verdict;
            view.lines(Screen { by_verdict, ..of }, parts, several, &mut sheet);
        }
        self.sums(&mut sheet);
        sheet
    }

    /// The head of every plan, unless the table below has one row for each.
    fn head(&self, sheet: &mut Sheet) {
        if self.views.len() == 1 || self.by != By::Plan {
            for view in self.views {
                view.head(sheet);
            }
        }
    }

    /// How many indicators the filters leave of several plans.
    fn shown(&self, sheet: &mut Sheet) {
        let shown = rows_of(self.views).len();
        let of = self.views.iter().map(|view| view.assessment.findings.len()).sum();
        if let Some(note) = status::shown(shown, of) {
            sheet.note(note);
        }
    }

    /// Tallies of all, what they weigh, and where counts of groups do not add up to them.
    fn sums(&self, sheet: &mut Sheet) {
        let rows = rows_of(self.views);
        if rows.is_empty() {
            return;
        }
        sheet.space().notes(tallies(self.views));
        let all = roll_up(&rows);
        if let Some(weights) = all.weights() {
            let weights = weights.clone();
            sheet.say(move |words| words.weighed(&weights));
        } else if all.weighing != Weighing::Unweighted {
            sheet.note(Sentence::WeightsApart);
        }
        let counted: usize = self.groups.iter().map(|it| it.rollup.total).sum();
        if counted > rows.len() {
            let by = self.by;
            let of = rows.len();
            sheet.say(move |words| by.overlap(counted, of, words));
        }
    }

    /// As-of date, newest release, and the files of each plan.
    fn foot(&self, sheet: &mut Sheet) {
        let views = match self.views {
            [view] => return view.foot(sheet),
            views => views,
        };
        let mut newest = None;
        let mut later = BTreeSet::new();
        for view in views {
            newest = newest.max(view.newest_release());
            // Two plans may read the same row.
            later.extend(view.published_later().into_iter().map(|it| it.place(view.files())));
        }
        if let Some(view) = views.first() {
            sheet.note(Note::releases(view.as_of, newest, later.len()));
        }
        for view in views {
            of_plan(view, Note::files(view.files()), sheet);
        }
    }

    /// The names of a group's indicators for which nothing was published, those of each plan apart.
    fn without_data(&self, group: &Group<'_>, sheet: &mut Sheet) {
        for (index, view) in self.views.iter().enumerate() {
            let rows = group.rows.iter().filter(|row| row.view == index);
            let plan = self.crosses(group).then(|| view.plan.id.clone());
            // The head of such a group says already that there are none.
            let said = group.common == Common::Verdict(Verdict::NoData);
            sheet.notes(status::without_data(rows.map(|row| row.judged), plan, said));
        }
    }

    /// May the group hold indicators of several plans?
    fn crosses(&self, group: &Group<'_>) -> bool {
        self.views.len() > 1 && group.view().is_none()
    }

    /// One row a group: the worst verdict leads, the counts follow.
    fn table(&self) -> Table {
        if self.by == By::Verdict {
            return self.verdicts();
        }
        let label = match self.by {
            By::Plan => Heading::Plan,
            By::Chapter | By::Section | By::Item => Heading::Section,
            By::Responsible => Heading::Responsible,
            By::Verdict => Heading::Verdict,
        };
        Table::of(&self.groups)
            .prose(label, |it| self.label_cell(it))
            .word(Heading::Worst, |it| it.rollup.worst())
            .number(Heading::Assessed, |it| Cell::Of(it.rollup.assessed(), it.rollup.total))
            .word(Heading::Verdicts, |it| &it.rollup.counts)
            .word(Heading::Weight, |it| it.rollup.weights())
            .table()
            .without_empty_last()
    }

    /// One row a verdict, which is itself the worst.
    fn verdicts(&self) -> Table {
        Table::of(&self.groups)
            .word(Heading::Verdict, |it| self.label_cell(it))
            .number(Heading::Indicators, |it| it.rollup.total)
            .number(Heading::Weight, |it| {
                it.rollup.weights().map(|weights| Shown::alone(&weights.total))
            })
            .table()
            .without_empty_last()
    }

    fn label_cell(&self, group: &Group<'_>) -> Cell {
        let label: Cell = match &group.common {
            Common::Plan(id) => {
                let view = group.view().and_then(|view| self.views.get(view));
                let region = view.map(|view| view.region());
                return ((id, region), view.map(|view| view.plan.period)).into();
            }
            Common::Verdict(verdict) => return (*verdict).into(),
            Common::Section(None) | Common::Unit(None) => NOT_NAMED.into(),
            Common::Section(Some(section)) => section.label().into(),
            Common::Unit(Some(unit)) => unit.into(),
        };
        label.above(&group.of)
    }
}

/// `二(三) (28), worst missed: 3 achieved, 1 missed; 24 no-data`.
fn group_note(group: &Group<'_>) -> Note {
    let common = group.common.clone();
    let of = group.of.clone();
    let rollup = group.rollup.clone();
    Note::line(Line::Group, move |words| {
        let name = common.called(words);
        let name = of.as_ref().map_or(name.to_owned(), |of| format!("{of} {name}"));
        let total = rollup.total;
        let name = say!(words, "{name} ({total})", "{name}（{total}项）");
        if matches!(common, Common::Verdict(_)) {
            return name;
        }
        let worst = rollup.worst().map(|worst| worst.text(words));
        let worst = say!(
            words,
            [worst ? ", worst {worst}" : ", none assessed"],
            [worst ? "，最差{worst}" : "，均未评估"]
        );
        let counts = words.verdicts(&rollup.counts);
        let weight = rollup.weights().map(|weights| {
            let short = words.commas(words.weights_short(weights));
            format!("{}{short}", words.pick("; weight: ", "；权重："))
        });
        format!("{name}{worst}{}{counts}{}", words.colon(), weight.unwrap_or_default())
    })
}

/// A line about one of several plans.
fn of_plan(view: &StatusView<'_>, note: Note, sheet: &mut Sheet) {
    let id = view.plan.id.clone();
    sheet.say(move |words| format!("{id}{}{}", words.colon(), note.said(words)));
}

impl Group<'_> {
    /// The one view that it is of.
    fn view(&self) -> Option<usize> {
        match self.reach {
            Reach::View(view) => Some(view),
            Reach::Region(_) | Reach::All => None,
        }
    }
}

word_values! { By }

// Names and order are a promise: only ever add at the end.
record! {
    "columns-of-rollup" "The columns of CSV."
    |it: &Group<'_>, all: &Rollups<'_, '_>| {
        by: "What the group has in common." = all.by,
        group: "Its name; null where nothing is named." = it.common.word(),
        plan: "The plans it has indicators of." = distinct(it.views(all).map(|view| view.plan.id.clone())),
        region: "The regions assessed." = distinct(it.views(all).map(|view| view.region())),
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
        as_of: "Nothing published after it is used." = all.views.first().map(|view| view.as_of),
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
        let views = all.views.iter().enumerate();
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
        as_of: "Nothing published after it is used." = it.0.views.first().map(|view| view.as_of),
        by: "What the groups have in common." = it.0.by,
        groups: "The groups." = it.0.listed(),
        tallies: "The verdicts of all rows, counted." = Tallies(tallies(it.0.views)),
    }
}
