//! What changed since an earlier release, as the head of a report tells it: verdicts first, then figures.
//!
//! It takes its facts from the comparison of `diff` and only puts them in the order in which they matter. Depends on the
//! core and on `diff`.

use chrono::NaiveDate;

use crate::assess::diff::{Change, Direction, FigureDiff, Side};
use crate::period::Period;
use crate::report::diff::{DiffView, state_cell, vintages};
use crate::report::heat::Found;
use crate::report::sheet::DiffTally;
use crate::report::{id_name, row};
use crate::table::{Cell, Name, Vintage, Why};

/// The order in which changes are told: what became worse first.
pub const ORDER: [Direction; 6] = [
    Direction::Worse,
    Direction::Lost,
    Direction::Better,
    Direction::Gained,
    Direction::Other,
    Direction::Same,
];

/// The state of knowledge on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Nothing published later counts.
    pub as_of: NaiveDate,
    /// The newest release date among what was known.
    pub newest: Option<NaiveDate>,
}

impl Known {
    fn of(side: Side<'_>) -> Self {
        let as_of = side.as_of();
        Self { as_of, newest: side.actuals.newest_release(as_of).0 }
    }
}

/// An indicator that is not what it was.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The indicator, with its verdict as it is.
    pub indicator: Found,
    /// What became of the verdict.
    pub direction: Direction,
    /// How it stood: the verdict first.
    pub before: Cell,
    /// How it stands.
    pub after: Cell,
    /// Why.
    pub causes: Vec<Why>,
}

/// A figure that is not what it was.
#[derive(Debug, Clone)]
pub struct ChangedFigure {
    /// Its name.
    pub name: Name,
    /// Its region, where it is another than the plan's.
    pub region: Option<String>,
    /// Its period.
    pub period: Period,
    /// How it changed.
    pub change: Change,
    /// As it was.
    pub from: Option<Vintage>,
    /// As it is.
    pub to: Option<Vintage>,
    /// Where it is printed as it is, or was where it is gone: the source, else the place in the file.
    pub sources: Vec<String>,
}

/// Everything that changed since an earlier date.
#[derive(Debug, Clone)]
pub struct ChangesView {
    /// As it was.
    pub from: Known,
    /// As it is.
    pub to: Known,
    /// What changed, counted.
    pub tally: DiffTally,
    /// The indicators that changed, in the order of [`ORDER`], then in the plan's.
    pub indicators: Vec<Changed>,
    /// Figures that changed, counted by how.
    pub figure_counts: Vec<(Change, usize)>,
    /// Figures that changed.
    pub figures: Vec<ChangedFigure>,
}

impl ChangesView {
    /// Tells a comparison.
    pub fn new(view: &DiffView<'_>) -> Self {
        let mut indicators: Vec<Changed> = view
            .changed()
            .into_iter()
            .map(|(one, [from, to])| Changed {
                indicator: Found::of(&to),
                direction: one.direction,
                before: state_cell(one, &from),
                after: state_cell(one, &to),
                causes: view.why(one, &to),
            })
            .collect();
        let place = |direction| ORDER.iter().position(|it| *it == direction);
        indicators.sort_by_key(|it| place(it.direction));
        let own = view.region();
        let figures = view.figures().map(|it| changed_figure(view, it, &own));
        let figures: Vec<ChangedFigure> = figures.collect();
        let count = |change: Change| figures.iter().filter(|it| it.change == change).count();
        let figure_counts = Change::ALL.iter().map(|change| (*change, count(*change)));
        Self {
            from: Known::of(view.from),
            to: Known::of(view.to),
            tally: view.tally(),
            indicators,
            figure_counts: figure_counts.into_iter().filter(|(_, count)| *count > 0).collect(),
            figures,
        }
    }

    /// Is everything as it was?
    pub fn is_empty(&self) -> bool {
        self.indicators.is_empty() && self.figures.is_empty()
    }

    /// The indicators whose verdict went this way.
    pub fn that(&self, direction: Direction) -> impl Iterator<Item = &Changed> {
        self.indicators.iter().filter(move |it| it.direction == direction)
    }
}

fn changed_figure(view: &DiffView<'_>, figure: &FigureDiff, own_region: &str) -> ChangedFigure {
    let (from, to) = vintages(view.plan, figure);
    let sources = match (&figure.from, &figure.to) {
        (_, Some(to)) => row::sources(to, view.to.actuals),
        (Some(from), None) => row::sources(from, view.from.actuals),
        (None, None) => Vec::new(),
    };
    ChangedFigure {
        name: id_name(view.plan, &figure.id),
        region: (figure.region != own_region).then(|| figure.region.clone()),
        period: figure.period,
        change: figure.change,
        from,
        to,
        sources,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actuals::Actuals;
    use crate::assess::diff::diff;
    use crate::assess::{Asked, assess};
    use crate::fixtures::counties::{actuals, plan};
    use crate::fixtures::date;
    use crate::plan::Plan;

    fn changes(plan: &Plan, actuals: &Actuals, from: &str, to: &str) -> ChangesView {
        let [before, after] =
            [from, to].map(|day| assess(plan, actuals, date(day), Asked::default()));
        let side = |assessment| Side { actuals, assessment };
        let (from, to) = (side(&before), side(&after));
        let found = diff(plan, from, to, None);
        ChangesView::new(&DiffView {
            plan,
            from,
            to,
            diff: &found,
            only: Vec::new(),
            fail_on: None,
        })
    }

    #[test]
    fn nothing_changes_between_a_day_and_itself() {
        let (plan, actuals) = (plan(), actuals());
        let view = changes(&plan, &actuals, "2023-10-01", "2023-10-01");
        assert!(view.is_empty());
        assert_eq!(view.tally.changed, 0);
        assert!(view.figure_counts.is_empty());
    }

    #[test]
    fn figures_are_counted_by_how_they_changed() {
        let (plan, actuals) = (plan(), actuals());
        let view = changes(&plan, &actuals, "2023-09-20", "2024-12-31");
        let words: Vec<_> =
            view.figure_counts.iter().map(|(change, count)| (change.word(), *count)).collect();
        // 新昌县 2022 came in and was revised since; the province's 2022 was revised.
        assert_eq!(words, [("new", 1), ("revised", 1)]);
        let sum: usize = view.figure_counts.iter().map(|(_, count)| count).sum();
        assert_eq!((sum, view.figures.len()), (view.tally.figures, 2));
        let elsewhere = view.figures.iter().find(|it| it.region.is_some()).unwrap();
        assert_eq!(elsewhere.region.as_deref(), Some("新昌县"));
        assert_eq!(elsewhere.sources, ["counties.csv:19"]);
    }

    #[test]
    fn what_became_worse_stands_first() {
        let (plan, actuals) = (plan(), actuals());
        let view = changes(&plan, &actuals, "2019-01-31", "2023-06-30");
        assert!(!view.indicators.is_empty());
        let places: Vec<_> = view
            .indicators
            .iter()
            .map(|it| ORDER.iter().position(|one| *one == it.direction))
            .collect();
        assert!(places.is_sorted());
        let of_groups: usize = ORDER.iter().map(|it| view.that(*it).count()).sum();
        assert_eq!(of_groups, view.tally.changed);
        assert!(view.indicators.iter().all(|it| !it.causes.is_empty()));
    }
}
