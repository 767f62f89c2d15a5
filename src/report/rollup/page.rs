//! Groups as pages: one row a group, or a table for each.

use std::collections::BTreeSet;

use crate::assess::Verdict;
use crate::assess::trace::rollup::{Weighing, Weights};
use crate::report::rollup::{By, Common, Group, Look, Order, Rollups, roll_up};
use crate::report::sheet::Line;
use crate::report::shown::need_heading;
use crate::report::status::{self, StatusView};
use crate::report::{Note, Sentence, Sheet, gap, grade_cell};
use crate::table::{Cell, Heading, Name, Shown, Table};

/// The summary above the pages of several plans: one row a plan, and the tallies of all.
pub(super) fn plans(rollups: &Rollups<'_, '_>) -> Sheet<'static> {
    let mut sheet = Sheet::default();
    sheet.table(table(rollups));
    shown(rollups, &mut sheet);
    sums(rollups, &mut sheet);
    sheet
}

/// One row a group, without the indicators.
pub(super) fn summary(rollups: &Rollups<'_, '_>) -> Sheet<'static> {
    let mut sheet = Sheet::default();
    head(rollups, &mut sheet);
    let table = table(rollups);
    if !sheet.blocks.is_empty() {
        sheet.space();
    }
    if table.rows.is_empty() {
        sheet.note(Sentence::Nothing);
    }
    sheet.table(table);
    if rollups.views.len() > 1 && rollups.by == By::Plan {
        sheet.space();
        for view in rollups.views {
            for note in view.state() {
                of_plan(view, note, &mut sheet);
            }
        }
    }
    sums(rollups, &mut sheet);
    foot(rollups, &mut sheet);
    sheet
}

/// A table for each group, below the plans and their summary.
pub(super) fn groups(rollups: &Rollups<'_, '_>, look: Look, all: bool) -> Sheet<'static> {
    let mut sheet = Sheet::default();
    head(rollups, &mut sheet);
    if rollups.views.len() > 1 {
        let by_plan = Rollups::new(rollups.views, By::Plan, &Order::OF_PLANS);
        sheet.space().table(table(&by_plan));
    }
    for group in &rollups.groups {
        group_head(group, sheet.space());
        sheet.table(indicators(rollups, group, look, all));
        if !all {
            without_data(rollups, group, &mut sheet);
        }
    }
    if rollups.groups.is_empty() {
        sheet.space().note(Sentence::Nothing);
    }
    sums(rollups, &mut sheet);
    foot(rollups, &mut sheet);
    sheet
}

/// `二(三) (28), worst missed: 3 achieved, 1 missed; 24 no-data`.
fn group_head(group: &Group<'_>, sheet: &mut Sheet<'_>) {
    let (common, of, rollup) = (group.common.clone(), group.of.clone(), group.rollup.clone());
    sheet.line(Line::Group, move |words| {
        let name = common.called(words);
        let name = of.as_ref().map_or(name.to_owned(), |of| format!("{of} {name}"));
        let total = rollup.total;
        let name = say!(words, "{name} ({total})", "{name}（{total}项）");
        if matches!(common, Common::Verdict(_)) {
            return name;
        }
        let worst = rollup.worst().map(|worst| worst.text(words.lang));
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
    });
}

/// The head of every plan, unless the table below has one row for each.
fn head(rollups: &Rollups<'_, '_>, sheet: &mut Sheet<'_>) {
    if rollups.views.len() == 1 || rollups.by != By::Plan {
        for view in rollups.views {
            view.head(sheet);
        }
    }
}

/// How many indicators the filters leave of several plans.
fn shown(rollups: &Rollups<'_, '_>, sheet: &mut Sheet<'_>) {
    let shown = rollups.rows().len();
    let of = rollups.views.iter().map(StatusView::all_count).sum();
    if let Some(note) = status::shown(shown, of) {
        sheet.note(note);
    }
}

/// Tallies of all, what they weigh, and where counts of groups do not add up to them.
fn sums(rollups: &Rollups<'_, '_>, sheet: &mut Sheet<'_>) {
    let rows = rollups.rows();
    if rows.is_empty() {
        return;
    }
    sheet.space().notes(status::tallies(rollups.views));
    let all = roll_up(&rows);
    if let Some(weights) = all.weights() {
        let weights = weights.clone();
        sheet.say(move |words| words.weighed(&weights));
    } else if all.weighing != Weighing::Unweighted {
        sheet.note(Sentence::WeightsApart);
    }
    let counted: usize = rollups.groups.iter().map(|it| it.rollup.total).sum();
    if counted > rows.len() {
        let (by, of) = (rollups.by, rows.len());
        sheet.say(move |words| by.overlap(counted, of, words));
    }
}

/// As-of date, newest release, and the files of each plan.
fn foot(rollups: &Rollups<'_, '_>, sheet: &mut Sheet<'_>) {
    let views = match rollups.views {
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

/// A line about one of several plans.
fn of_plan(view: &StatusView<'_>, note: Note<'static>, sheet: &mut Sheet<'_>) {
    let id = view.plan.id.clone();
    sheet.say(move |words| format!("{id}{}{}", words.colon(), note.said(words)));
}

/// The names of a group's indicators for which nothing was published, those of each plan apart.
fn without_data(rollups: &Rollups<'_, '_>, group: &Group<'_>, sheet: &mut Sheet<'_>) {
    for (index, view) in rollups.views.iter().enumerate() {
        let rows = group.rows.iter().filter(|row| row.view == index);
        let lacking = rows.filter(|row| row.judged.finding.verdict == Verdict::NoData);
        let names: Vec<Name> = lacking.map(|row| row.judged.name()).collect();
        if !names.is_empty() {
            let plan = crosses(rollups, group).then(|| view.plan.id.clone());
            // The head of such a group says already that there are none.
            let said = group.common == Common::Verdict(Verdict::NoData);
            sheet.say(move |words| words.without_data(plan.as_deref(), said, &names));
        }
    }
}

/// May the group hold indicators of several plans?
fn crosses(rollups: &Rollups<'_, '_>, group: &Group<'_>) -> bool {
    rollups.views.len() > 1 && group.view().is_none()
}

/// The rows of a group; of several plans each says of which it is, unless its group does.
fn indicators(rollups: &Rollups<'_, '_>, group: &Group<'_>, look: Look, all: bool) -> Table {
    let several = crosses(rollups, group);
    let need = need_heading(group.rows.iter().map(|row| row.judged));
    let mut table = match look {
        Look::Status => rollups.views.first().map(|it| it.table(need)).unwrap_or_default(),
        Look::Gap => gap::table(need),
    };
    for row in &group.rows {
        let judged = &row.judged;
        if judged.finding.verdict == Verdict::NoData && !all {
            continue;
        }
        let mut cells = match look {
            Look::Status => rollups.views[row.view].table_row(judged),
            Look::Gap => gap::table_row(judged),
        };
        if several && let Some(name) = cells.first_mut() {
            let plan = Cell::text(&judged.plan.id);
            *name = name.clone().above(plan);
        }
        let view = &rollups.views[row.view];
        table.rows.extend(view.with_member_rows(cells, judged));
    }
    match look {
        Look::Status => table.without_empty_optional(),
        Look::Gap => table.without_empty_columns(),
    }
}

/// One row a group: the worst verdict leads, the counts follow.
fn table(rollups: &Rollups<'_, '_>) -> Table {
    if rollups.by == By::Verdict {
        return verdicts(rollups);
    }
    let label = match rollups.by {
        By::Plan => Heading::Plan,
        By::Chapter | By::Section | By::Item => Heading::Section,
        By::Responsible => Heading::Responsible,
        By::Verdict => Heading::Verdict,
    };
    let table = Table::of(&rollups.groups)
        .prose(label, |it| label_cell(rollups, it))
        .word(Heading::Worst, |it| Cell::of(it.rollup.worst(), grade_cell))
        .number(Heading::Assessed, |it| Cell::Of(it.rollup.assessed(), it.rollup.total))
        .word(Heading::Verdicts, |it| Cell::Verdicts(it.rollup.counts.clone()))
        .word(Heading::Weight, |it| Cell::of(it.rollup.weights().cloned(), Cell::Weights))
        .table();
    without_weights(table)
}

/// One row a verdict, which is itself the worst.
fn verdicts(rollups: &Rollups<'_, '_>) -> Table {
    let total = |weights: &Weights| Cell::Number(Shown::alone(&weights.total));
    let table = Table::of(&rollups.groups)
        .word(Heading::Verdict, |it| label_cell(rollups, it))
        .number(Heading::Indicators, |it| Cell::Count(it.rollup.total))
        .number(Heading::Weight, |it| Cell::of(it.rollup.weights(), total))
        .table();
    without_weights(table)
}

/// The table without its last column where no row has a weight.
fn without_weights(mut table: Table) -> Table {
    let weighs = table.rows.iter().any(|row| row.last().is_some_and(|cell| !cell.is_empty()));
    if !weighs {
        table.columns.pop();
        for row in &mut table.rows {
            row.pop();
        }
    }
    table
}

fn label_cell(rollups: &Rollups<'_, '_>, group: &Group<'_>) -> Cell {
    let label = match &group.common {
        Common::Plan(id) => {
            let view = group.view().and_then(|view| rollups.views.get(view));
            let mut cells = vec![Cell::text(id)];
            if let Some(view) = view {
                cells.push(Cell::Text(view.region()));
                cells.push(Cell::Period(view.plan.period));
            }
            return Cell::Stack(cells);
        }
        Common::Verdict(verdict) => return grade_cell(*verdict),
        Common::Section(None) | Common::Unit(None) => Cell::NotNamed,
        Common::Section(Some(section)) => Cell::text(section.label()),
        Common::Unit(Some(unit)) => Cell::text(unit),
    };
    match &group.of {
        None => label,
        Some(of) => label.above(Cell::text(of)),
    }
}

impl Group<'_> {
    /// The one view that it is of.
    fn view(&self) -> Option<usize> {
        match self.reach {
            super::Reach::View(view) => Some(view),
            super::Reach::Region(_) | super::Reach::All => None,
        }
    }
}
