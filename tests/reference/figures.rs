//! Which figures are known: vintages, forecasts, doubtful ones, and what is derived from others.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;
use num_traits::Signed;

use super::data::{Case, From, Kind, Mark, Q, Row, Span, int, q, ten, year_of};
use super::known::{End, Known};

#[derive(Debug, Clone)]
pub struct Figure {
    pub span: Span,
    pub known: Known,
    pub marks: BTreeSet<Mark>,
    pub published: NaiveDate,
    /// The day from which it is known.
    pub from: NaiveDate,
    pub line: usize,
    /// Published before its period ends, which it has not done yet.
    pub forecast: bool,
    pub from_parts: bool,
    pub of_stocks: bool,
    /// Half of its last printed digit; nothing of what follows from others.
    pub half: Q,
}

pub const BOUNDS: [Mark; 5] =
    [Mark::LowerBound, Mark::Above, Mark::UpperBound, Mark::Below, Mark::Near];

fn inexact(mark: Mark) -> bool {
    mark == Mark::Approximate || BOUNDS.contains(&mark)
}

impl Figure {
    pub fn has(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    pub fn is_bound(&self) -> bool {
        BOUNDS.iter().any(|mark| self.has(*mark))
    }

    pub fn last(&self) -> i32 {
        self.span.last
    }

    /// 0 is the most reliable.
    pub fn rank(&self) -> usize {
        let of = |mark: &Mark| match mark {
            Mark::Final | Mark::Break => 0,
            Mark::Preliminary => 1,
            Mark::Estimate => 2,
            Mark::Approximate => 3,
            Mark::Near => 4,
            Mark::LowerBound => 5,
            Mark::Above => 6,
            Mark::UpperBound => 7,
            Mark::Below => 8,
            Mark::Doubtful => 9,
        };
        self.marks.iter().map(of).max().unwrap_or(0)
    }
}

/// Whether a figure of a kind is compared by its end alone.
pub fn is_point(kind: Kind, span: Span) -> bool {
    match kind {
        Kind::Stock => true,
        // Of other months it is of parts of the year.
        Kind::Survey(_) => span.is_years(),
        Kind::Ratio => span.day.is_some(),
        Kind::Flow => false,
    }
}

/// What figures for one period have in common.
pub type Key = (i32, i32);

pub fn key(kind: Kind, span: Span) -> Key {
    if is_point(kind, span) { (i32::MAX, span.last) } else { (span.first, span.last) }
}

pub fn closes(kind: Kind, span: Span, period: Span) -> bool {
    let by_end = match kind {
        Kind::Ratio => is_point(kind, span) || is_point(kind, period),
        _ => is_point(kind, span) && is_point(kind, period),
    };
    if by_end { span.last == period.last } else { span.same(period) }
}

/// Which of the figures that were published count.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub case: &'a Case,
    pub region: &'a str,
    pub doubtful: bool,
    /// Forecasts, too.
    pub forecasts: bool,
    /// What was asked before.
    pub asked: &'a Asked,
}

pub type Asked = RefCell<BTreeMap<(String, NaiveDate), Rc<Vec<Figure>>>>;

impl View<'_> {
    fn kind_and_from(&self, id: &str) -> (Kind, Option<&From>, &[String]) {
        let plan = &self.case.plan;
        if let Some(of) = plan.indicators.iter().find(|it| it.id == id) {
            return (of.kind, of.from.as_ref(), &of.parts);
        }
        let of = plan.series.iter().find(|it| it.id == id).unwrap();
        (of.kind, of.from.as_ref(), &[])
    }

    /// What a value of one series is multiplied by to have the unit of another.
    pub fn factor(&self, from: &str, to: &str) -> Q {
        let plan = &self.case.plan;
        let zeros = |id: &str| {
            let of = plan.indicators.iter().find(|it| it.id == id).map(|it| it.zeros);
            of.or_else(|| plan.series.iter().find(|it| it.id == id).map(|it| it.zeros)).unwrap()
        };
        ten(zeros(from) - zeros(to))
    }

    pub fn kind(&self, id: &str) -> Kind {
        self.kind_and_from(id).0
    }

    fn figure(&self, row: &Row, kind: Kind, on: NaiveDate) -> Option<Figure> {
        let value = row.printed.value() * &row.factor;
        let half = row.printed.half_a_digit() * &row.factor;
        let known = Known::marked(value, &half, row.marks.iter().copied());
        let mut figure = Figure {
            span: row.meant,
            known,
            marks: row.marks.clone(),
            published: row.published,
            from: row.published,
            line: row.line,
            forecast: false,
            from_parts: false,
            of_stocks: kind.is_stock() && is_point(kind, row.meant),
            half,
        };
        if figure.has(Mark::Doubtful) && !self.doubtful {
            return None;
        }
        let answers = [Mark::Final, Mark::Preliminary, Mark::Estimate];
        let of_stock = kind.is_stock() && (figure.has(Mark::LowerBound) || figure.has(Mark::Above));
        let for_itself = of_stock || answers.iter().any(|mark| figure.has(*mark));
        let end = kind.known_by(row.span);
        if row.published < end && !for_itself {
            figure.from = end;
            if on >= end {
                figure.marks.insert(Mark::Estimate);
            } else {
                figure.forecast = true;
            }
        }
        (self.forecasts || !figure.forecast).then_some(figure)
    }

    /// The figures as known on a day, one for each period, in order of their ends.
    pub fn figures(&self, id: &str, on: NaiveDate) -> Rc<Vec<Figure>> {
        let question = (format!("{id} {} {}", self.forecasts, self.doubtful), on);
        if let Some(figures) = self.asked.borrow().get(&question) {
            return Rc::clone(figures);
        }
        let figures = Rc::new(self.known(id, on));
        self.asked.borrow_mut().insert(question, Rc::clone(&figures));
        figures
    }

    fn known(&self, id: &str, on: NaiveDate) -> Vec<Figure> {
        let (kind, from, parts) = self.kind_and_from(id);
        let rows = self.case.rows.iter();
        let rows =
            rows.filter(|row| row.id == id && row.region == self.region && row.published <= on);
        let mut classes: BTreeMap<Key, Vec<Figure>> = BTreeMap::new();
        for figure in rows.filter_map(|row| self.figure(row, kind, on)) {
            classes.entry(key(kind, figure.span)).or_default().push(figure);
        }
        let mut figures: Vec<Figure> = classes.into_values().map(in_force).collect();
        // Nothing is derived from forecasts.
        let settled = View { forecasts: false, ..*self };
        if !parts.is_empty() && figures.iter().all(|it| it.forecast || it.has(Mark::Doubtful)) {
            for figure in settled.sums(id, parts, on) {
                beside_printed(&mut figures, kind, Figure { from_parts: true, ..figure });
            }
        }
        // What follows without doubt is not barred by a doubtful break, nor replaced by what is doubtful.
        let sure = from.map(|from| View { doubtful: false, ..settled }.derived(id, from, on));
        let doubtful = from.filter(|_| self.doubtful).map(|from| settled.derived(id, from, on));
        for mut derived in [sure, doubtful].into_iter().flatten().flatten() {
            if !kind.is_stock() {
                derived.span = of_the_year(derived.span, derived.of_stocks);
            }
            beside_printed(&mut figures, kind, derived);
        }
        figures.sort_by_key(|figure| (figure.last(), figure.span.first));
        figures
    }

    /// The figure for a period as known on a day; else as first known after it.
    pub fn as_known(&self, id: &str, of: Key, on: NaiveDate) -> Option<Figure> {
        let kind = self.kind(id);
        self.days_from(id, on).into_iter().find_map(|day| {
            let figures = self.figures(id, day);
            figures.iter().find(|figure| key(kind, figure.span) == of).cloned()
        })
    }

    /// A day and the days after it on which anything of the indicator was released.
    pub fn days_from(&self, id: &str, day: NaiveDate) -> BTreeSet<NaiveDate> {
        let mut days = self.days(id).split_off(&day);
        days.insert(day);
        days
    }

    /// The days up to the as-of date on which anything of the indicator was released; ids of one indicator and its series
    /// end in the same digit.
    fn days(&self, id: &str) -> BTreeSet<NaiveDate> {
        let rows = self.case.rows.iter().filter(|row| row.id[1..] == id[1..]);
        let end = |row: &Row| self.kind(&row.id).known_by(row.span);
        let days = rows.flat_map(|row| [row.published, row.published.max(end(row))]);
        days.filter(|day| *day <= self.case.as_of).collect()
    }

    /// The day on which a period first had a figure.
    pub fn first_published(&self, id: &str, of: Key) -> Option<NaiveDate> {
        let kind = self.kind(id);
        self.days(id)
            .into_iter()
            .find(|day| self.figures(id, *day).iter().any(|figure| key(kind, figure.span) == of))
    }

    fn derived(&self, own: &str, from: &From, on: NaiveDate) -> Vec<Figure> {
        match from {
            From::Sum(of) => self.sums(own, of, on),
            From::Difference(one, less) => {
                let (kind, other) = (self.kind(one), self.kind(less));
                let [ones, others] = [one, less].map(|id| self.figures(id, on));
                let [factor, other_factor] = [one, less].map(|id| self.factor(id, own));
                let each = ones.iter().filter_map(|one| {
                    let less =
                        others.iter().find(|it| same_time(kind, one.span, other, it.span))?;
                    let of = [one.known.times(&factor), less.known.times(&other_factor)];
                    let apart = of[0].minus(&of[1]);
                    let of = [&of[0], &of[1]];
                    let known = Known::following(apart.value, apart.low, apart.high, &of);
                    Some(together(one.span, known, &[one, less]))
                });
                each.collect()
            }
            From::ChainOf(id) => self.chain(own, id, on),
            From::Ratio(above, below, times) => {
                let (kind, other) = (self.kind(above), self.kind(below));
                let belows = self.figures(below, on);
                let aboves = self.figures(above, on);
                let each = aboves.iter().filter_map(|above| {
                    let below =
                        belows.iter().find(|it| same_time(kind, above.span, other, it.span))?;
                    let known = above.known.over(&below.known)?.times(times);
                    Some(together(above.span, known, &[above, below]))
                });
                each.collect()
            }
            From::GrowthOf(id) => self.changes(id, on, |later, earlier| {
                if !earlier.value.is_positive() {
                    return None;
                }
                let quotient = later.over(earlier)?;
                Some(quotient.plus(&Known::exact(int(-1))).times(&int(100)))
            }),
            From::IncreaseOf(id, net) => {
                // Between parts of years there is no change of the year.
                let kind = self.kind(id);
                let mut figures = self.changes(id, on, |later, earlier| {
                    let increase = later.minus(earlier);
                    let high = increase.high.filter(|_| *net);
                    let of = [later, earlier];
                    Some(Known::following(increase.value, increase.low, high, &of))
                });
                figures.retain(|it| is_point(kind, it.span));
                for figure in &mut figures {
                    figure.known = figure.known.times(&self.factor(id, own));
                }
                figures
            }
        }
    }

    /// From 100 at the end of the baseline year, multiplied by each year's change up to the first year without one.
    fn chain(&self, own: &str, id: &str, on: NaiveDate) -> Vec<Figure> {
        let of = self.case.plan.indicators.iter().find(|it| it.id == own).unwrap();
        let base = of.baseline.as_ref().map_or(of.period.first - 1, |(span, _)| span.last);
        let kind = self.kind(id);
        let changes = self.figures(id, on);
        let mut figures = Vec::new();
        let mut links: Vec<&Figure> = Vec::new();
        let hundred = Known::exact(int(100));
        let mut index = hundred.clone();
        for year in year_of(base) + 1.. {
            let own = |it: &&Figure| closes(kind, it.span, Span::year(year));
            let Some(change) = changes.iter().find(own) else { break };
            if links.is_empty() {
                let mut start = together(Span::year(year - 1), hundred.clone(), &[change]);
                start.marks.retain(|it| *it == Mark::Doubtful);
                figures.push(start);
            }
            links.push(change);
            let mut by = change.known.clone();
            if by.marks.is_empty() {
                let ends = [&by.value - &change.half, &by.value + &change.half];
                let [low, high] = ends.map(|end| Some((end, true)));
                by = Known { low, high, ..by };
            }
            let by = by.plus(&hundred).times(&q(1, 100)).above_zero();
            let product = |one: &End, other: &End| {
                let ((one, closed), (other, too)) = (one.as_ref()?, other.as_ref()?);
                Some((one * other, *closed && *too))
            };
            let of: Vec<&Known> = links.iter().map(|it| &it.known).collect();
            let (low, high) = (product(&index.low, &by.low), product(&index.high, &by.high));
            index = Known::following(&index.value * &by.value, low, high, &of);
            let mut figure = together(Span::year(year), index.clone(), &links);
            figure.marks.remove(&Mark::Break);
            figure.marks.insert(Mark::Estimate);
            figures.push(figure);
        }
        figures
    }

    fn changes(
        &self,
        id: &str,
        on: NaiveDate,
        change: impl Fn(&Known, &Known) -> Option<Known>,
    ) -> Vec<Figure> {
        let kind = self.kind(id);
        let figures = self.figures(id, on);
        let each = figures.iter().filter_map(|later| {
            let of = key(kind, later.span.shifted(-12));
            let earlier = self.as_known(id, of, later.from).filter(|it| it.from <= on)?;
            if breaks(&figures, earlier.last(), later.last()) {
                return None;
            }
            let known = change(&later.known, &earlier.known)?;
            let mut figure = together(later.span, known, &[later, &earlier]);
            figure.marks.remove(&Mark::Break);
            Some(figure)
        });
        each.collect()
    }

    fn sums(&self, own: &str, of: &[String], on: NaiveDate) -> Vec<Figure> {
        let all: Vec<(Kind, Q, Rc<Vec<Figure>>)> = of
            .iter()
            .map(|id| (self.kind(id), self.factor(id, own), self.figures(id, on)))
            .collect();
        let (kind, _, first) = &all[0];
        let each = first.iter().filter_map(|figure| {
            let mut each = Vec::new();
            let mut used = Vec::new();
            for (other, factor, figures) in &all {
                let found =
                    figures.iter().find(|it| same_time(*kind, figure.span, *other, it.span))?;
                each.push(found.known.times(factor));
                used.push(found);
            }
            let known = Known::sum(&each);
            Some(together(figure.span, known, &used))
        });
        each.collect()
    }
}

fn same_time(kind: Kind, one: Span, other_kind: Kind, other: Span) -> bool {
    key(kind, whole(kind, one)) == key(other_kind, whole(other_kind, other))
        || (kind == other_kind && key(kind, one) == key(kind, other))
}

fn whole(kind: Kind, span: Span) -> Span {
    of_the_year(span, is_point(kind, span))
}

/// What follows from stocks at the end of December is the year's, unless it is a stock itself.
fn of_the_year(span: Span, of_stocks: bool) -> Span {
    if of_stocks && span.last.rem_euclid(12) == 11 {
        return Span::year(year_of(span.last));
    }
    span
}

fn together(span: Span, known: Known, of: &[&Figure]) -> Figure {
    let mut marks: BTreeSet<Mark> = of.iter().flat_map(|it| it.marks.iter().copied()).collect();
    marks.remove(&Mark::Final);
    marks.retain(|it| !inexact(*it));
    marks.extend(known.marks.iter().copied());
    Figure {
        span,
        known,
        marks,
        published: of.iter().map(|it| it.from).max().unwrap(),
        from: of.iter().map(|it| it.from).max().unwrap(),
        line: of.iter().map(|it| it.line).max().unwrap(),
        forecast: of.iter().any(|it| it.forecast),
        from_parts: false,
        of_stocks: of.iter().any(|it| it.of_stocks),
        half: int(0),
    }
}

pub fn breaks(figures: &[Figure], after: i32, up_to: i32) -> bool {
    figures.iter().any(|it| it.has(Mark::Break) && it.last() > after && it.last() <= up_to)
}

/// A printed figure takes precedence over a derived one, a doubtful one only over a doubtful one.
fn beside_printed(figures: &mut Vec<Figure>, kind: Kind, derived: Figure) {
    let of = key(kind, derived.span);
    let counts =
        |it: &Figure| !it.forecast && (derived.has(Mark::Doubtful) || !it.has(Mark::Doubtful));
    if !figures.iter().any(|it| key(kind, it.span) == of && counts(it)) {
        figures.retain(|it| key(kind, it.span) != of);
        figures.push(derived);
    }
}

/// Of the figures for one period the one that is used.
fn in_force(mut figures: Vec<Figure>) -> Figure {
    if figures.iter().any(|it| !it.has(Mark::Doubtful)) {
        figures.retain(|it| !it.has(Mark::Doubtful));
    }
    figures.into_iter().max_by_key(|it| (it.published, Reverse(it.rank()), it.line)).unwrap()
}

/// Figures without a month in common that cover every month from `start` on: those of the longest cover.
pub fn best_cover(figures: &[Figure], start: i32) -> Vec<&Figure> {
    let mut covers = vec![Vec::new()];
    extend(figures, start, &mut Vec::new(), &mut covers);
    covers.into_iter().max_by(|one, other| quality(one).cmp(&quality(other))).unwrap()
}

fn extend<'a>(
    figures: &'a [Figure],
    start: i32,
    so_far: &mut Vec<&'a Figure>,
    covers: &mut Vec<Vec<&'a Figure>>,
) {
    for figure in figures.iter().filter(|it| it.span.first == start) {
        so_far.push(figure);
        covers.push(so_far.clone());
        extend(figures, figure.last() + 1, so_far, covers);
        so_far.pop();
    }
}

type Quality = (i32, bool, Vec<NaiveDate>, Reverse<usize>, Reverse<usize>, Vec<usize>);

/// The larger is better.
fn quality(cover: &[&Figure]) -> Quality {
    let end = cover.last().map_or(i32::MIN, |it| it.last());
    let exact = !cover.iter().any(|it| it.has(Mark::Estimate));
    let months = cover.iter().flat_map(|it| {
        std::iter::repeat_n(it.published, usize::try_from(it.span.months()).unwrap())
    });
    let mut released: Vec<NaiveDate> = months.collect();
    released.sort();
    let weakest = cover.iter().map(|it| it.rank()).max().unwrap_or(0);
    let mut lines: Vec<usize> = cover.iter().map(|it| it.line).collect();
    lines.sort_by_key(|line| Reverse(*line));
    (end, exact, released, Reverse(weakest), Reverse(cover.len()), lines)
}

pub fn added(figures: &[&Figure]) -> Known {
    Known::sum(figures.iter().map(|it| &it.known))
}

/// The sum of all stretches of months, each covered on its own, and the figures of them.
pub fn stretches(figures: &[Figure], start: i32) -> Vec<&Figure> {
    let mut used = Vec::new();
    let mut from = start;
    while let Some(next) = figures.iter().map(|it| it.span.first).filter(|it| *it >= from).min() {
        let cover = best_cover(figures, next);
        from = cover.last().unwrap().last() + 1;
        used.extend(cover);
    }
    used
}

pub fn is_negative(figure: &Figure) -> bool {
    figure.known.value.is_negative()
}
