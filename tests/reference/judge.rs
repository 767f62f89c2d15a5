//! The reference: what `docs/assessment.md` says of an indicator, computed as plainly as possible.

use std::cell::Cell;
use std::collections::BTreeSet;

use num_bigint::BigInt;
use num_traits::{One, Pow, Signed, Zero};

use super::data::{
    Answer, Beside, Better, Case, Decimal, From, Goal, Indicator, Kind, Mark, Measure, Q, Span,
    first_day_of, int, month_of, q, ten, year_of,
};
use super::figures::{
    Asked, Figure, View, added, best_cover, breaks, closes, is_negative, is_point, key, stretches,
};
use super::known::{Known, all, unanimous};

const NOT_ASSESSABLE: &str = "not-assessable";

/// What meeting a target of numbers means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    Floor(Q, bool),
    Ceiling(Q, bool),
    Range(Q, Q),
}

impl Shape {
    fn met(&self, at: &Q) -> bool {
        match self {
            Self::Floor(value, strict) => at > value || (!strict && at == value),
            Self::Ceiling(value, strict) => at < value || (!strict && at == value),
            Self::Range(low, high) => low <= at && at <= high,
        }
    }

    fn critical(&self) -> Vec<Q> {
        match self {
            Self::Floor(value, _) | Self::Ceiling(value, _) => vec![value.clone()],
            Self::Range(low, high) => vec![low.clone(), high.clone()],
        }
    }

    /// Whether it is certain that no sum from here on can get away from: a floor reached, a ceiling exceeded.
    fn proved(&self, known: &Known) -> Option<bool> {
        let (low, closed) = known.low.as_ref()?;
        match self {
            Self::Floor(value, strict) => {
                (low > value || (low == value && !(*strict && *closed))).then_some(true)
            }
            Self::Ceiling(value, strict) => {
                (low > value || (low == value && (*strict || !closed))).then_some(false)
            }
            Self::Range(_, high) => (low > high || (low == high && !closed)).then_some(false),
        }
    }
}

/// The verdict by numbers alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Out {
    verdict: &'static str,
    reason: Option<&'static str>,
}

fn graded(verdict: &'static str) -> Out {
    Out { verdict, reason: None }
}

fn undecided(reason: &'static str) -> Out {
    Out { verdict: NOT_ASSESSABLE, reason: Some(reason) }
}

/// The lowest ratio of each band.
struct Bands<'a>(&'a [Q; 3]);

impl Bands<'_> {
    fn of(&self, ratio: &Q) -> &'static str {
        let [ahead, on_track, at_risk] = self.0;
        match ratio {
            ratio if ratio >= ahead => "ahead",
            ratio if ratio >= on_track => "on-track",
            ratio if ratio >= at_risk => "at-risk",
            ratio if ratio.is_negative() => "regressing",
            _ => "off-track",
        }
    }
}

/// What an answer is made of.
#[derive(Default)]
struct Basis<'f> {
    /// The figures of the actual.
    rests_on: Vec<&'f Figure>,
    /// The baseline's, and the one compared with.
    beside: Vec<&'f Figure>,
    /// What the figures of the actual add up to.
    sum: Option<Known>,
    /// What those of the year before add up to.
    before: Option<Known>,
    actual: Option<(Q, Span)>,
    /// The end of the newest figure, where another may be shown.
    newest: Option<i32>,
    flags: BTreeSet<&'static str>,
    /// The deadline's figure is in, or the outcome is proved.
    closed: bool,
    proved: bool,
    progress: Option<Q>,
    expected: Option<Q>,
    ratio: Option<Q>,
}

impl<'f> Basis<'f> {
    /// A baseline that is shown.
    fn from(&mut self, base: Option<&'f Base>) {
        let Some(base) = base else {
            return;
        };
        self.beside.extend(&base.figure);
        if base.derived {
            self.flags.insert("derived-baseline");
        }
    }
}

/// A target, once for each value that its baseline may have.
type Shapes = Vec<(Shape, Option<Base>)>;

struct Of<'a> {
    case: &'a Case,
    target: &'a Indicator,
    view: View<'a>,
    widest: View<'a>,
    /// In force, and counted.
    own: Vec<Figure>,
    /// All that is known on the day.
    known: Vec<Figure>,
    /// Whether the actual is preliminary, an estimate, doubtful, approximate.
    marks: Cell<[bool; 4]>,
}

/// The baseline that is used.
#[derive(Clone)]
struct Base {
    known: Known,
    last: i32,
    figure: Option<Figure>,
    derived: bool,
}

fn goal_value(goal: &Goal) -> Option<Q> {
    match goal {
        Goal::AtLeast(at)
        | Goal::MoreThan(at)
        | Goal::AtMost(at)
        | Goal::LessThan(at)
        | Goal::About(at, _)
        | Goal::Between(at, _)
        | Goal::Within(at, _)
        | Goal::Budget(at) => Some(at.value()),
        _ => None,
    }
}

/// The target as amended by a day; `None` if it was withdrawn.
pub fn amended(of: &Indicator, case: &Case) -> (Indicator, bool, bool) {
    let mut now = of.clone();
    let (mut changed, mut withdrawn) = (false, false);
    for amendment in of.amendments.iter().filter(|it| it.on <= case.as_of) {
        let late = amendment.on > now.deadline.last_day();
        if late && !amendment.retroactive {
            continue;
        }
        changed = true;
        withdrawn = amendment.withdrawn;
        if let Some(goal) = &amendment.goal {
            now.goal = goal.clone();
            now.own.clear();
        }
        if let Some(deadline) = amendment.deadline {
            if now.period.last == now.deadline.last {
                now.period.last = deadline.last;
            }
            now.deadline = deadline;
        }
        if let Some(milestones) = &amendment.milestones {
            now.milestones = milestones.clone();
        }
        now.milestones.retain(|(period, _)| period.last < now.deadline.last);
        if amendment.goal.is_some() && amendment.milestones.is_none() {
            still_on_the_way(&mut now);
        }
    }
    (now, changed, withdrawn)
}

/// Earlier milestones that lie between the start and a new target.
fn still_on_the_way(now: &mut Indicator) {
    let start = match (now.measure, &now.baseline) {
        (Measure::Total, _) => Some(Q::zero()),
        (_, Some((_, Some(value)))) => Some(value.value()),
        _ => None,
    };
    let Some(shape) = shape(now, start.as_ref()) else {
        return;
    };
    let ends = shape.critical();
    let (low, high) = (ends.first().unwrap(), ends.last().unwrap());
    let on_the_way = |value: &Q| match &start {
        Some(start) => value >= start.min(low) && value <= start.max(high),
        None => match shape {
            Shape::Floor(..) => value <= high,
            Shape::Ceiling(..) => value >= low,
            Shape::Range(..) => true,
        },
    };
    now.milestones.retain(|(_, value)| on_the_way(&value.value()));
}

pub fn judge(case: &Case, index: usize) -> Answer {
    let (now, changed, withdrawn) = amended(&case.plan.indicators[index], case);
    let mut answer = if withdrawn {
        Answer {
            verdict: NOT_ASSESSABLE,
            reason: Some("withdrawn"),
            flags: BTreeSet::new(),
            actual: None,
            progress: None,
            expected: None,
            ratio: None,
        }
    } else if let Some((members, share)) = &now.every {
        by_members(case, &now, members, share.as_ref())
    } else {
        in_region(case, &now, &case.plan.region).0
    };
    if now.aspirational {
        answer.flags.insert("aspirational");
    }
    if changed {
        answer.flags.insert("amended");
    }
    answer
}

/// The answer for a region, whether its target is met now, and whether that is settled.
type Member = (Answer, Option<bool>, bool, [bool; 4]);

fn in_region(case: &Case, now: &Indicator, region: &str) -> Member {
    let first = assess(case, now, region, false);
    let again = first.0.verdict == "no-data"
        || matches!(first.0.reason, Some("no-figure-yet" | "set-aside-only"));
    if !again {
        return first;
    }
    let second = assess(case, now, region, true);
    let past_step_2 = second.0.verdict != "no-data"
        && second.0.reason.is_none_or(|reason| !STEP_2.contains(&reason));
    let shows_one = first.0.actual.is_none() && second.0.actual.is_some();
    if past_step_2 || shows_one { second } else { first }
}

/// The reasons of step 2.
const STEP_2: [&str; 4] = ["not-begun", "part-year-only", "set-aside-only", "no-figure-yet"];

fn by_members(case: &Case, now: &Indicator, members: &[String], share: Option<&Q>) -> Answer {
    let own = |region: &String| {
        let own = now.own.iter().find(|it| it.0 == *region);
        let goal = own.map_or(now.goal.clone(), |it| with_number(&now.goal, it.1));
        Indicator { goal, ..now.clone() }
    };
    let each: Vec<_> = members.iter().map(|it| in_region(case, &own(it), it)).collect();
    let count = int(members.len().try_into().unwrap());
    let required = share.map_or(count.clone(), |share| (share * &count).ceil());
    let number = |of: &dyn Fn(&Member) -> bool| {
        int(each.iter().filter(|it| of(it)).count().try_into().unwrap())
    };
    let met = number(&|it| it.1 == Some(true));
    let unknown = number(&|it| it.1.is_none());
    let settled_met = number(&|it| it.1 == Some(true) && it.2);
    let settled_not = number(&|it| it.1 == Some(false) && it.2);
    let over = case.as_of > now.deadline.last_day();
    let first = each.iter().find_map(|it| it.0.reason);
    let none_known = each.iter().all(|it| it.1.is_none());
    let (verdict, reason) = if none_known {
        (if first.is_some() { NOT_ASSESSABLE } else { "no-data" }, first)
    } else if settled_met >= required {
        ("achieved", None)
    } else if &count - &settled_not < required {
        ("missed", None)
    } else if met >= required {
        ("on-track", None)
    } else if over && &met + &unknown >= required {
        (NOT_ASSESSABLE, Some("hole"))
    } else {
        (NOT_ASSESSABLE, Some("no-baseline"))
    };
    let mut flags = BTreeSet::new();
    let decided = verdict != NOT_ASSESSABLE;
    let counts = |it: &&Member| {
        it.0.verdict != "no-data" && it.0.reason.is_none_or(|reason| !STEP_2.contains(&reason))
    };
    let marked = |at: usize| each.iter().filter(counts).any(|it| it.3[at]);
    let of_quality = [
        ("provisional", marked(0) || marked(1)),
        ("doubtful", marked(2)),
        ("approximate", decided && marked(3)),
    ];
    flags.extend(of_quality.iter().filter(|it| it.1).map(|it| it.0));
    if over && verdict == "on-track" {
        flags.insert("unclosed");
    }
    let newest = each.iter().filter(counts).filter_map(|it| it.0.actual.as_ref()).map(|it| it.1);
    let newest = newest.max_by_key(|span| span.last).filter(|_| !none_known);
    let settled = matches!(verdict, "achieved" | "missed");
    if newest.is_some_and(|it| !settled && month_of(case.as_of) - it.last > 18) {
        flags.insert("stale");
    }
    if none_known {
        flags.clear();
    }
    Answer {
        verdict,
        reason,
        flags,
        actual: newest.map(|span| (met, span)),
        progress: None,
        expected: None,
        ratio: None,
    }
}

/// The same goal with another number.
fn with_number(goal: &Goal, number: Decimal) -> Goal {
    match goal {
        Goal::AtLeast(_) => Goal::AtLeast(number),
        Goal::MoreThan(_) => Goal::MoreThan(number),
        Goal::AtMost(_) => Goal::AtMost(number),
        Goal::LessThan(_) => Goal::LessThan(number),
        _ => unreachable!(),
    }
}

fn assess(case: &Case, now: &Indicator, region: &str, doubtful: bool) -> Member {
    let (asked, asked_widely) = (Asked::default(), Asked::default());
    let view = View { case, region, doubtful, forecasts: false, asked: &asked };
    let widest = View { doubtful: true, forecasts: true, asked: &asked_widely, ..view };
    let [own, known] = counted_and_known(view, widest, &now.id);
    let of = Of { case, target: now, view, own, known, widest, marks: Cell::default() };
    // The levels are figures of the indicator, too.
    let nothing = of.known.is_empty() && !of.breaks_off();
    if nothing && of.levels_asked_for().is_none_or(|it| it.known.is_empty()) {
        let answer = of.finish(graded("no-data"), Basis::default());
        return (answer, None, false, [false; 4]);
    }
    let met = Cell::new(None);
    let settled = Cell::new(false);
    let answer = match now.measure {
        Measure::Level => of.level(&met, &settled),
        Measure::Total => of.total(&met, &settled),
        Measure::Rate => of.rate(&met, &settled),
        Measure::EveryYear => of.every_year(&met, &settled),
        Measure::AverageGrowth => of.average_growth(),
        Measure::Mean => of.mean(&met, &settled),
    };
    (answer, met.get(), settled.get(), of.marks.get())
}

/// The figures in force that count, and all that is known on the day.
fn counted_and_known(view: View<'_>, widest: View<'_>, id: &str) -> [Vec<Figure>; 2] {
    [view, widest].map(|it| it.figures(id, view.case.as_of).to_vec())
}

/// The numbers that a target asks for, given the baseline.
fn shape(of: &Indicator, base: Option<&Q>) -> Option<Shape> {
    Some(match &of.goal {
        Goal::AtLeast(at) | Goal::Budget(at) | Goal::Between(at, _) => {
            Shape::Floor(at.value(), false)
        }
        Goal::MoreThan(at) => Shape::Floor(at.value(), true),
        Goal::AtMost(at) => Shape::Ceiling(at.value(), false),
        Goal::LessThan(at) => Shape::Ceiling(at.value(), true),
        Goal::Within(low, high) => Shape::Range(low.value(), high.value()),
        Goal::TimesBaseline(times) => Shape::Floor(times.value() * base?, false),
        Goal::RiseBy(by, percent) => Shape::Floor(base? + part_of(by, *percent, base?), false),
        Goal::FallBy(by, percent) => Shape::Ceiling(base? - part_of(by, *percent, base?), false),
        Goal::About(at, tolerance) => {
            let value = at.value();
            let above = of.measure == Measure::Level && base.is_some_and(|base| *base > value);
            let better = of.better.unwrap_or(if above { Better::Lower } else { Better::Higher });
            match better {
                Better::Higher => Shape::Floor(value - tolerance, false),
                Better::Lower => Shape::Ceiling(value + tolerance, false),
                Better::Near => Shape::Range(&value - tolerance, value + tolerance),
            }
        }
        Goal::Rising(_)
        | Goal::Falling(_)
        | Goal::NotFalling(_)
        | Goal::NotRising(_)
        | Goal::Beside(_) => return None,
    })
}

/// An amount, or per cent of a baseline.
fn part_of(by: &Decimal, percent: bool, base: &Q) -> Q {
    if percent { by.value() * base * q(1, 100) } else { by.value() }
}

/// What must be met where the other series has that value: not below, not above it plus the margin, or strictly above that;
/// worse by no more than the tolerance is met.
fn shape_beside(of: &Beside, other: &Q) -> Shape {
    let target = other + of.margin.value();
    match of.key {
        "above_series" => Shape::Floor(target, true),
        "at_least_series" => Shape::Floor(target - of.tolerance.value(), false),
        _ => Shape::Ceiling(target + of.tolerance.value(), false),
    }
}

/// The figure of another series for the period of one: of several that close it the longest.
fn partner<'f>(kind: Kind, others: &'f [Figure], of: &Figure) -> Option<&'f Figure> {
    let closing = others.iter().filter(|it| closes(kind, it.span, of.span));
    closing.max_by_key(|it| it.span.months())
}

/// The verdict beside another series; equal to what must be passed is nearer than worse.
fn beside(of: &Beside, at: &Q, other: &Q, settled: bool) -> Out {
    let shape = shape_beside(of, other);
    graded(match (settled, shape.met(at)) {
        (true, true) => "achieved",
        (true, false) => "missed",
        (false, true) => "on-track",
        (false, false) if shape.critical()[0] == *at => "at-risk",
        (false, false) => "off-track",
    })
}

/// The values of actual and other series at which the answer may turn, each with the other as printed.
fn turns_beside(of: &Beside, at: &Known, other: &Known) -> [Q; 2] {
    let edge = shape_beside(of, &other.value).critical().remove(0);
    let offset = &edge - &other.value;
    [edge, &at.value - offset]
}

/// The value to which the distance is measured.
fn edge(shape: &Shape, base: Option<&Q>) -> Q {
    match shape {
        Shape::Floor(value, _) | Shape::Ceiling(value, _) => value.clone(),
        Shape::Range(low, high) => {
            if base.is_some_and(|base| base > high) {
                high.clone()
            } else {
                low.clone()
            }
        }
    }
}

/// From outside a range through it and beyond its far end.
fn passed_through(shape: &Shape, base: &Q, at: &Q) -> bool {
    let Shape::Range(low, high) = shape else {
        return false;
    };
    (base < low && at > high) || (base > high && at < low)
}

/// A line through points in time.
fn along(points: &[(i32, Q)], at: i32) -> Q {
    for pair in points.windows(2) {
        let [(from, start), (to, end)] = pair else { unreachable!() };
        if at <= *to {
            return start + (end - start) * q((at - from).into(), (to - from).into());
        }
    }
    points.last().unwrap().1.clone()
}

impl Of<'_> {
    fn finish(&self, out: Out, basis: Basis<'_>) -> Answer {
        let Basis {
            rests_on,
            beside,
            sum,
            before,
            actual,
            newest,
            mut flags,
            closed,
            proved,
            progress,
            expected,
            ratio,
        } = basis;
        let has = |of: &[&Figure], mark| of.iter().any(|it| it.has(mark));
        let any = |mark| has(&rests_on, mark) || has(&beside, mark);
        let marks = [Mark::Preliminary, Mark::Estimate, Mark::Doubtful];
        let is_about = |sum: &Option<Known>, of: &[&Figure]| {
            let of_sum = sum.as_ref().is_some_and(Known::is_about);
            of_sum || has(of, Mark::Approximate) || has(of, Mark::Near)
        };
        let about = is_about(&sum, &rests_on);
        let [preliminary, estimate, doubtful] = marks.map(|mark| has(&rests_on, mark));
        self.marks.set([preliminary, estimate, doubtful, about]);
        let decided = out.verdict != NOT_ASSESSABLE && out.verdict != "no-data";
        if any(Mark::Preliminary) || any(Mark::Estimate) {
            flags.insert("provisional");
        }
        if any(Mark::Doubtful) {
            flags.insert("doubtful");
        }
        if decided && (about || is_about(&before, &beside)) {
            flags.insert("approximate");
        }
        if out.reason.is_some_and(|reason| STEP_2.contains(&reason)) {
            flags.remove("derived-baseline");
        }
        if actual.is_some() && out.reason != Some("hole") && self.breaks_off() {
            flags.insert("hole");
        }
        if rests_on.iter().any(|it| it.from_parts) {
            flags.insert("from-parts");
        }
        if let Some((_, span)) = &actual
            && !closed
            && !proved
            && month_of(self.case.as_of) - newest.unwrap_or(span.last) > 18
        {
            flags.insert("stale");
        }
        if decided && !closed && !proved && self.case.as_of > self.target.deadline.last_day() {
            flags.insert("unclosed");
        }
        Answer {
            verdict: out.verdict,
            reason: out.reason,
            flags,
            actual,
            progress,
            expected,
            ratio,
        }
    }

    fn closes(&self, figure: &Figure, period: Span) -> bool {
        closes(self.target.kind, figure.span, period)
    }

    /// Whether changes up to the deadline lie behind a missing year of an index that is chained from them.
    fn breaks_off(&self) -> bool {
        let Some(From::ChainOf(id)) = &self.target.from else {
            return false;
        };
        let named = self.target.baseline.as_ref().map(|(period, _)| period.last);
        let start = named.unwrap_or(self.target.period.first - 1);
        let reached = self.own.iter().map(Figure::last).chain([start]).max().unwrap();
        let kind = self.view.kind(id);
        self.view.figures(id, self.case.as_of).iter().any(|it| {
            let whole = closes(kind, it.span, Span::year(year_of(it.last())));
            whole && it.last() > reached && it.last() <= self.target.deadline.last
        })
    }

    /// Step 2: why nothing counts. What is later begins after `start`.
    fn nothing_counts(&self, start: i32) -> &'static str {
        if self.breaks_off() {
            return "hole";
        }
        if self.case.as_of < first_day_of(self.target.period.first) {
            return "not-begun";
        }
        let counts = |it: &&Figure| it.last() > start && it.last() <= self.target.deadline.last;
        let part = |it: &Figure| match self.target.measure {
            // A year of another calendar is of parts of two years.
            Measure::Level | Measure::AverageGrowth => it.span.months() <= 12 && !it.span.is_year(),
            Measure::EveryYear | Measure::Mean => true,
            _ => it.span.lies_in(self.target.period),
        };
        let counting: Vec<&Figure> = self.own.iter().filter(counts).collect();
        if counting.iter().any(|it| part(it)) {
            return "part-year-only";
        }
        let same = |one: &Figure, other: &Figure| {
            key(self.target.kind, one.span) == key(self.target.kind, other.span)
        };
        let set_aside = |it: &Figure| !counting.iter().any(|other| same(it, other));
        let later = self.known.iter().any(|it| it.last() > start && set_aside(it));
        if later { "set-aside-only" } else { "no-figure-yet" }
    }

    /// The same of a `total` or `every-year`, for which it is too late once the deadline has passed.
    fn nothing_of_years(&self) -> Out {
        let over = self.case.as_of > self.target.deadline.last_day();
        match self.nothing_counts(self.target.period.first - 1) {
            "no-figure-yet" if over => graded("no-data"),
            reason => undecided(reason),
        }
    }

    /// The baseline that a `level` has; only a stated one where nothing else counts.
    fn base(&self, may_derive: bool) -> Option<Base> {
        if let Some((period, value)) = &self.target.baseline {
            if let Some(value) = value {
                let known = Known::exact(value.value());
                return Some(Base { known, last: period.last, figure: None, derived: false });
            }
            let figure = self.own.iter().find(|it| self.closes(it, *period))?.clone();
            let known = figure.known.clone();
            return Some(Base { known, last: period.last, figure: Some(figure), derived: false });
        }
        if !may_derive {
            return None;
        }
        let start = self.target.period.first - 1;
        let near = self.own.iter().filter(|it| {
            it.last() <= start && it.last() > start - 24 && !it.is_bound() && self.is_compared(it)
        });
        let figure = near.max_by_key(|it| it.last())?.clone();
        Some(Base {
            known: figure.known.clone(),
            last: figure.last(),
            figure: Some(figure),
            derived: true,
        })
    }

    /// Full years, or the deadline's own period; stocks always.
    fn is_compared(&self, figure: &Figure) -> bool {
        is_point(self.target.kind, figure.span)
            || figure.span.is_year()
            || self.closes(figure, self.target.deadline)
    }

    fn level(&self, is_met: &Cell<Option<bool>>, settles: &Cell<bool>) -> Answer {
        let above = matches!(self.target.goal, Goal::Beside(_));
        let base = self.base(true).filter(|_| !above);
        let named = self.target.baseline.as_ref().filter(|_| !above).map(|(period, _)| period.last);
        let start =
            named.or(base.as_ref().map(|it| it.last)).unwrap_or(self.target.period.first - 1);
        let deadline = self.target.deadline;
        let view = self.view;
        let other = match &self.target.goal {
            Goal::Beside(of) => Some((view.kind(&of.id), self.reference(of))),
            _ => None,
        };
        let others = |figure: &Figure| {
            let (kind, others) = other.as_ref()?;
            partner(*kind, others, figure)
        };
        let later: Vec<&Figure> =
            self.own.iter().filter(|it| self.is_compared(it) && it.last() > start).collect();
        let pick = |of: &[&Figure]| -> Option<(Figure, bool, bool)> {
            let up_to = of.iter().filter(|it| it.last() <= deadline.last);
            let newest =
                up_to.max_by_key(|it| (it.last(), self.closes(it, deadline), it.span.months()));
            if let Some(newest) = newest.filter(|it| self.closes(it, deadline)) {
                return Some(((*newest).clone(), true, false));
            }
            let after = of.iter().filter(|it| it.last() > deadline.last);
            let after = after.min_by_key(|it| it.last());
            if let Some(after) = after.filter(|it| it.last() <= deadline.last + 12) {
                return Some(((*after).clone(), true, true));
            }
            newest.map(|it| ((*it).clone(), false, false))
        };
        let Some(any) = pick(&later) else {
            if let Some(answer) = self.running_year(start, is_met) {
                return answer;
            }
            let earlier = self.own.iter().filter(|it| self.is_compared(it) && it.last() <= start);
            let newest = earlier.max_by_key(|it| it.last());
            let reason = self.nothing_counts(start);
            let mut basis = Basis {
                rests_on: newest.into_iter().collect(),
                actual: newest.map(|it| (it.known.value.clone(), it.span)),
                ..Basis::default()
            };
            // A hole is met at step 3, where the baseline is chosen.
            if reason == "hole" && base.is_some_and(|it| it.derived) {
                basis.flags.insert("derived-baseline");
            }
            return self.finish(undecided(reason), basis);
        };
        let common: Vec<&Figure> =
            later.iter().filter(|it| other.is_none() || others(it).is_some()).copied().collect();
        let relative = self.target.goal.is_change() || self.target.goal.limit().is_some();
        let percent = matches!(self.target.goal, Goal::RiseBy(_, true) | Goal::FallBy(_, true));
        let above_zero = |known: &Known| {
            let low = known.low.as_ref();
            low.is_some_and(|(at, closed)| at.is_positive() || at.is_zero() && !closed)
        };
        let (found, nothing) = match pick(&common) {
            Some(found) => (found, None),
            None => (any, Some("no-series")),
        };
        let (actual, settled, after) = found;
        let barred = base.as_ref().is_some_and(|it| breaks(&self.own, it.last, actual.last()));
        let nothing = nothing.or(match (&base, relative, barred) {
            (None, true, _) => Some("no-baseline"),
            (Some(_), true, true) => Some("break"),
            (Some(base), ..) if percent && !above_zero(&base.known) => Some("zero-or-sign"),
            _ => None,
        });
        let mut basis = Basis {
            rests_on: vec![&actual],
            actual: Some((actual.known.value.clone(), actual.span)),
            closed: settled,
            ..Basis::default()
        };
        if after && nothing != Some("no-series") {
            basis.flags.insert("after-deadline");
        }
        basis.from(base.as_ref());
        if let Some(reason) = nothing {
            return self.finish(undecided(reason), basis);
        }
        let reference = others(&actual);
        basis.beside.extend(reference);
        let mut inputs = vec![actual.known.clone()];
        inputs.extend(base.as_ref().map(|it| it.known.clone()));
        inputs.extend(reference.map(|it| it.known.clone()));
        let points = if base.is_none() && !above { self.points(&actual) } else { Vec::new() };
        inputs.extend(points);
        let mut critical = Vec::new();
        for base in base.iter().flat_map(|it| it.known.samples(&[], false)).map(Some).chain([None])
        {
            if let Some(shape) = shape(self.target, base.as_ref()) {
                critical.extend(shape.critical());
            }
            critical.extend(base);
        }
        if let Goal::About(value, _) = &self.target.goal {
            critical.push(value.value());
        }
        if let (Goal::Beside(of), Some(reference)) = (&self.target.goal, reference) {
            critical.extend(turns_beside(of, &actual.known, &reference.known));
        }
        let bands = &self.case.plan.bands;
        // The values at which a band begins, with the baseline as printed.
        if let Some(base) = &base
            && let Some(shape) = shape(self.target, Some(&base.known.value))
        {
            let target = edge(&shape, Some(&base.known.value));
            let path = self.path(start, &base.known.value, &target);
            let due = along(&path, actual.last()) - &base.known.value;
            critical.extend(bands.iter().map(|band| &base.known.value + band * &due));
            // And the baselines at which one begins, with the actual as printed and time for the path.
            let elapsed = q((actual.last() - start).into(), (deadline.last - start).into());
            for band in bands.iter().chain([&Q::zero()]) {
                let share = band * &elapsed;
                if !share.is_one() {
                    let one = Q::one() - &share;
                    critical.push((&actual.known.value - &target * &share) / one);
                }
            }
        }
        let with_base = base.is_some();
        let decide = |values: &[Q]| {
            let (at, rest) = values.split_first().unwrap();
            let (base, rest) = if with_base {
                let (base, rest) = rest.split_first().unwrap();
                (Some(base), rest)
            } else {
                (None, rest)
            };
            self.level_at(at, base, rest, start, &actual, settled, barred)
        };
        let met = |values: &[Q]| {
            let base = with_base.then(|| &values[1]);
            match &self.target.goal {
                Goal::Beside(of) => shape_beside(of, &values[values.len() - 1]).met(&values[0]),
                goal if goal.limit().is_some() => {
                    self.better(base.unwrap(), &values[0]) == Some(true)
                }
                _ => shape(self.target, base).is_some_and(|shape| shape.met(&values[0])),
            }
        };
        is_met.set(unanimous(&inputs, &critical, met).ok());
        settles.set(settled);
        let out = unanimous(&inputs, &critical, decide).unwrap_or_else(undecided);
        let printed: Vec<Q> = inputs.iter().map(|it| it.value.clone()).collect();
        let met_now = is_met.get() == Some(true);
        if out.verdict == "achieved" && !settled {
            basis.flags.insert("early");
        }
        if met_now && out.verdict != NOT_ASSESSABLE && self.slips(&actual) {
            basis.flags.insert("slipping");
        }
        if out.verdict == "regressing" && !barred && with_base && !settled {
            let lost = |values: &[Q]| {
                let shape = shape(self.target, Some(&values[1]));
                shape.is_some_and(|it| it.met(&values[1]) && !it.met(&values[0]))
            };
            if unanimous(&inputs, &critical, lost) == Ok(true) {
                basis.flags.insert("lost");
            }
        }
        let exact = inputs[..inputs.len().min(2)].iter().all(Known::is_exact);
        if exact
            && !barred
            && let Some(base) = &base
        {
            let from = &base.known.value;
            if let Some(shape) = shape(self.target, Some(from))
                && !shape.met(from)
            {
                let target = edge(&shape, Some(from));
                if target != *from {
                    let distance = &target - from;
                    let path = self.path(start, from, &target);
                    let progress = (&printed[0] - from) / &distance;
                    let expected = (along(&path, actual.last()) - from) / &distance;
                    if expected.is_positive() && !passed_through(&shape, from, &printed[0]) {
                        basis.ratio = Some(&progress / &expected);
                    }
                    basis.progress = Some(progress);
                    basis.expected = Some(expected);
                }
            }
        }
        let in_bands = matches!(out.verdict, "on-track" | "at-risk" | "off-track" | "regressing");
        if base.is_none()
            && in_bands
            && !met_now
            && reference.is_none()
            && inputs.iter().all(Known::is_exact)
        {
            basis.ratio = self.projected_ratio(&printed[0], &printed[1..], &actual);
        }
        self.finish(out, basis)
    }

    /// The figures of another series, in the unit of the indicator.
    fn reference(&self, of: &Beside) -> Vec<Figure> {
        let asked = Asked::default();
        let region = of.in_region.unwrap_or(self.view.region);
        let view = View { region, asked: &asked, ..self.view };
        let mut figures = view.figures(&of.id, self.case.as_of).to_vec();
        for figure in &mut figures {
            figure.known = figure.known.times(&view.factor(&of.id, &self.target.id));
        }
        figures
    }

    /// Better than an earlier value in the wanted direction, or equal where that is enough; `None` if equal.
    fn better(&self, earlier: &Q, later: &Q) -> Option<bool> {
        let goal = &self.target.goal;
        let up = matches!(goal, Goal::Rising(_) | Goal::NotFalling(_));
        if matches!(goal, Goal::NotFalling(_) | Goal::NotRising(_)) && earlier == later {
            return Some(true);
        }
        let beyond = |limit: &Q, at: &Q| if up { at >= limit } else { at <= limit };
        if let Some(limit) = goal.limit().unwrap()
            && beyond(&limit, earlier)
            && beyond(&limit, later)
        {
            return Some(true);
        }
        (earlier != later).then_some((later > earlier) == up)
    }

    fn is_lost(&self, at: &Q, base: &Q) -> bool {
        let Some(shape) = shape(self.target, Some(base)) else {
            return false;
        };
        let target = edge(&shape, Some(base));
        !shape.met(at) && (shape.met(base) || (target == *base && *at != target))
    }

    /// The verdict of a `level` by numbers alone.
    #[expect(clippy::too_many_arguments, reason = "one place for all that decides")]
    fn level_at(
        &self,
        at: &Q,
        base: Option<&Q>,
        rest: &[Q],
        start: i32,
        actual: &Figure,
        settled: bool,
        barred: bool,
    ) -> Out {
        let ends = |met: bool| graded(if met { "achieved" } else { "missed" });
        match &self.target.goal {
            Goal::Beside(of) => return beside(of, at, &rest[0], settled),
            goal if goal.limit().is_some() => {
                let better = self.better(base.unwrap(), at);
                return match better {
                    _ if settled => ends(better == Some(true)),
                    Some(true) => graded("on-track"),
                    None => graded("at-risk"),
                    Some(false) => graded("regressing"),
                };
            }
            _ => {}
        }
        let shape = shape(self.target, base).unwrap();
        let met = shape.met(at);
        if settled {
            return ends(met);
        }
        if met {
            let holds = matches!(shape, Shape::Range(..));
            return graded(if holds { "on-track" } else { "achieved" });
        }
        let Some(base) = base else {
            return self.projection(at, rest, actual);
        };
        if !barred && self.is_lost(at, base) {
            return graded("regressing");
        }
        if barred {
            return undecided("break");
        }
        let target = edge(&shape, Some(base));
        if target == *base {
            return undecided("zero-or-sign");
        }
        if passed_through(&shape, base, at) {
            return graded("off-track");
        }
        let distance = &target - base;
        let progress = (at - base) / &distance;
        let path = self.path(start, base, &target);
        let expected = (along(&path, actual.last()) - base) / &distance;
        if !expected.is_positive() {
            return graded(if progress.is_negative() { "regressing" } else { "on-track" });
        }
        graded(Bands(&self.case.plan.bands).of(&(progress / expected)))
    }

    /// The values that are due, by the milestones that apply.
    fn path(&self, start: i32, base: &Q, target: &Q) -> Vec<(i32, Q)> {
        let mut path = vec![(start, base.clone())];
        for (period, value) in &self.target.milestones {
            let value = value.value();
            if period.last > start {
                path.push((period.last, value));
            }
        }
        path.push((self.target.deadline.last, target.clone()));
        path
    }

    /// What a projection from a figure is made of, newest first: of each annual point before it the figure as it was known
    /// when the one after it was first published, and as it is now. Where these are too few, the year-end before it, and the
    /// points before that; nothing if these are too few, too.
    fn points(&self, actual: &Figure) -> Vec<Known> {
        let enough = |points: Vec<Known>| if points.len() < 6 { Vec::new() } else { points };
        let points = enough(self.points_before(actual));
        if !points.is_empty() || actual.last().rem_euclid(12) == 11 {
            return points;
        }
        let year = Span::year(year_of(actual.last()) - 1);
        let year_end = self.own.iter().find(|it| self.closes(it, year) && !it.is_bound());
        let year_end = year_end.filter(|_| !breaks(&self.own, year.last, actual.last()));
        let Some(year_end) = year_end else {
            return points;
        };
        let mut points = enough(self.points_before(year_end));
        if !points.is_empty() {
            points.insert(0, year_end.known.clone());
        }
        points
    }

    fn points_before(&self, newest: &Figure) -> Vec<Known> {
        let kind = self.target.kind;
        let mut points = Vec::new();
        let mut later = newest.clone();
        while points.len() < 10 {
            if breaks(&self.own, later.last() - 12, later.last()) {
                break;
            }
            let of = key(kind, later.span.shifted(-12));
            let Some(now) = self.own.iter().find(|it| key(kind, it.span) == of) else {
                break;
            };
            if now.is_bound() {
                break;
            }
            let first = self.view.first_published(&self.target.id, key(kind, later.span)).unwrap();
            let Some(then) = self.view.as_known(&self.target.id, of, first) else {
                break;
            };
            points.extend([then.known.clone(), now.known.clone()]);
            later = now.clone();
        }
        // What ends one change and begins the next is one figure unless it was revised; nothing begins with the oldest.
        let years = points.len() / 2;
        for (year, pair) in points.chunks_mut(2).enumerate() {
            let [then, now] = pair else { unreachable!() };
            let tied = then == now;
            if tied && year + 1 < years {
                *then = Known::exact(then.value.clone());
            }
            if tied || year + 1 == years {
                *now = Known::exact(now.value.clone());
            }
        }
        points
    }

    /// Mean change per year, from pairs of (a point as known then, the same as known now), newest first; one number more in
    /// front of them is where the last change ends if that is not the actual.
    fn mean_change(at: &Q, rest: &[Q]) -> Q {
        let (mut later, pairs) = match rest.split_first() {
            Some((year_end, pairs)) if pairs.len().is_multiple_of(2) => (year_end, pairs),
            _ => (at, rest),
        };
        let mut sum = Q::zero();
        for pair in pairs.chunks(2) {
            sum += later - &pair[0];
            later = &pair[1];
        }
        sum / int((pairs.len() / 2).try_into().unwrap())
    }

    fn projected_ratio(&self, at: &Q, rest: &[Q], actual: &Figure) -> Option<Q> {
        let shape = shape(self.target, None)?;
        let left = edge(&shape, Some(at)) - at;
        if rest.is_empty() || left.is_zero() {
            return None;
        }
        let years = q((self.target.deadline.last - actual.last()).into(), 12);
        Some(Self::mean_change(at, rest) * years / left)
    }

    fn projection(&self, at: &Q, rest: &[Q], actual: &Figure) -> Out {
        if rest.is_empty() {
            return undecided("no-baseline");
        }
        let shape = shape(self.target, None).unwrap();
        let mean = Self::mean_change(at, rest);
        let target = edge(&shape, Some(at));
        let up = match &shape {
            Shape::Floor(..) => true,
            Shape::Ceiling(..) => false,
            Shape::Range(low, _) => at < low,
        };
        if mean.is_zero() || mean.is_positive() != up {
            return graded("regressing");
        }
        if target == *at {
            return graded("on-track");
        }
        let ratio = self.projected_ratio(at, rest, actual).unwrap();
        graded(match ratio {
            ratio if ratio >= q(95, 100) => "on-track",
            ratio if ratio >= q(80, 100) => "at-risk",
            _ => "off-track",
        })
    }

    /// Whether the last change of what is met is in the wrong direction.
    fn slips(&self, actual: &Figure) -> bool {
        let base = self.base(true);
        let Some(shape) = shape(self.target, base.as_ref().map(|it| &it.known.value)) else {
            return false;
        };
        let kind = self.target.kind;
        let before = if self.target.measure == Measure::Rate {
            let of = key(kind, actual.span.shifted(-12));
            self.own.iter().find(|it| key(kind, it.span) == of)
        } else {
            let earlier =
                self.own.iter().filter(|it| self.is_compared(it) && it.last() < actual.last());
            earlier.max_by_key(|it| it.last())
        };
        let then = if let Some(before) = before {
            if breaks(&self.own, before.last(), actual.last()) {
                return false;
            }
            let id = &self.target.id;
            let first = self.view.first_published(id, key(kind, actual.span));
            let of = key(kind, before.span);
            let Some(then) = first.and_then(|first| self.view.as_known(id, of, first)) else {
                return false;
            };
            then.known
        } else {
            let base = self.base(true).filter(|_| self.target.measure == Measure::Level);
            let Some(base) = base.filter(|it| !breaks(&self.own, it.last, actual.last())) else {
                return false;
            };
            base.known
        };
        if !then.is_exact() || !actual.known.is_exact() {
            return false;
        }
        let at = &actual.known.value;
        let gap = |at: &Q| match &shape {
            Shape::Floor(value, _) => at - value,
            Shape::Ceiling(value, _) => value - at,
            Shape::Range(low, high) => (at - low).min(high - at),
        };
        gap(at) < gap(&then.value)
    }

    /// A mere direction while the first year after the baseline's runs.
    fn running_year(&self, start: i32, is_met: &Cell<Option<bool>>) -> Option<Answer> {
        if self.target.goal.limit().is_none() || self.target.kind.is_stock() {
            return None;
        }
        let year = year_of(month_of(self.case.as_of));
        let base_year = year_of(start);
        if start.rem_euclid(12) != 11
            || year <= base_year
            || Span::year(year).last > self.target.deadline.last
        {
            return None;
        }
        let shift = 12 * (year - base_year);
        let pairs = self.own.iter().filter_map(|it| {
            let within = it.span.lies_in(Span::year(year)) && !it.span.is_year();
            let before = self.own.iter().find(|base| base.span.same(it.span.shifted(-shift)))?;
            within.then_some((it, before))
        });
        let (actual, before) = pairs.max_by_key(|(it, _)| (it.span.months(), it.last()))?;
        let mut basis = Basis {
            rests_on: vec![actual, before],
            actual: Some((actual.known.value.clone(), actual.span)),
            ..Basis::default()
        };
        if breaks(&self.own, before.last(), actual.last()) {
            return Some(self.finish(undecided("break"), basis));
        }
        let inputs = [actual.known.clone(), before.known.clone()];
        let mut critical = vec![actual.known.value.clone(), before.known.value.clone()];
        critical.extend(self.target.goal.limit().flatten());
        let decide = |values: &[Q]| match self.better(&values[1], &values[0]) {
            Some(true) => graded("on-track"),
            None => graded("at-risk"),
            Some(false) => graded("regressing"),
        };
        let out = unanimous(&inputs, &critical, decide).unwrap_or_else(undecided);
        is_met.set(match out.verdict {
            NOT_ASSESSABLE => None,
            verdict => Some(verdict == "on-track"),
        });
        if is_met.get() == Some(true) && self.slips(actual) {
            basis.flags.insert("slipping");
        }
        Some(self.finish(out, basis))
    }

    /// The target of a measure other than `level`: a multiple of the baseline needs that of `level`.
    fn shape_by_base(&self, upto: i32) -> Result<Shapes, (&'static str, Option<Base>)> {
        if !matches!(self.target.goal, Goal::TimesBaseline(_)) {
            return Ok(vec![(shape(self.target, None).unwrap(), None)]);
        }
        let base = self.base(true).ok_or(("no-baseline", None))?;
        if breaks(&self.own, base.last, upto) {
            return Err(("break", Some(base)));
        }
        let values = base.known.samples(&[], true);
        let shapes = values
            .iter()
            .map(|value| (shape(self.target, Some(value)).unwrap(), Some(base.clone())));
        Ok(shapes.collect())
    }

    fn total(&self, is_met: &Cell<Option<bool>>, settles: &Cell<bool>) -> Answer {
        let period = self.target.period;
        let within: Vec<Figure> =
            self.own.iter().filter(|it| it.span.lies_in(period)).cloned().collect();
        if within.is_empty() {
            return self.finish(self.nothing_of_years(), Basis::default());
        }
        let newest = within.iter().max_by_key(|it| (it.last(), it.span.months())).unwrap();
        let shapes = match self.shape_by_base(newest.last()) {
            Ok(shapes) => shapes,
            Err((reason, base)) => {
                let mut basis = Basis {
                    rests_on: vec![newest],
                    actual: Some((newest.known.value.clone(), newest.span)),
                    ..Basis::default()
                };
                basis.from(base.as_ref());
                return self.finish(undecided(reason), basis);
            }
        };
        let base = shapes[0].1.clone();
        let budget = matches!(self.target.goal, Goal::Budget(_));
        let over = |known: &Known| {
            budget
                && known.low.as_ref().is_some_and(|(at, closed)| {
                    let value = goal_value(&self.target.goal).unwrap();
                    *at > value || (*at == value && !closed)
                })
        };
        let proved = |known: &Known| {
            let mut each = shapes.iter().map(|(shape, _)| shape.proved(known));
            let first = each.next().unwrap();
            first.filter(|_| each.all(|other| other == first))
        };
        let open = Known::marked(Q::zero(), &Q::zero(), [Mark::LowerBound]);
        let lower_bound = |figures: &[Figure]| {
            let cover = best_cover(figures, period.first);
            let end = cover.last().map_or(period.first - 1, |it| it.last());
            let gap = figures.iter().any(|it| it.span.first > end);
            let used = if gap { stretches(figures, period.first) } else { cover };
            if gap && figures.iter().any(is_negative) {
                return None;
            }
            Some(added(&used).plus(&open))
        };
        let before_the_end: Vec<Figure> =
            within.iter().filter(|it| it.last() < period.last).cloned().collect();
        let early =
            || lower_bound(&before_the_end).is_some_and(|known| proved(&known) == Some(true));
        let cover = best_cover(&within, period.first);
        let end = cover.last().map_or(period.first - 1, |it| it.last());
        let gap = within.iter().any(|it| it.span.first > end);
        let mut basis = Basis::default();
        basis.from(base.as_ref());
        if gap
            && let Some(known) = lower_bound(&within)
            && let Some(met) = proved(&known)
        {
            let used = stretches(&within, period.first);
            let span = Span::new(used[0].span.first, used.last().unwrap().last());
            basis.actual = Some((known.value.clone(), span));
            let used_again = used.clone();
            basis.rests_on.extend(used);
            basis.sum = Some(added(&used_again));
            basis.flags.insert("partial");
            basis.proved = true;
            if met && early() {
                basis.flags.insert("early");
            }
            if over(&known) {
                basis.flags.insert("over-budget");
            }
            is_met.set(Some(met));
            settles.set(true);
            return self.finish(graded(if met { "achieved" } else { "missed" }), basis);
        }
        if cover.is_empty() {
            return self.finish(undecided("hole"), Basis::default());
        }
        if gap {
            basis.flags.insert("hole");
        }
        let sum = added(&cover);
        basis.rests_on.extend(&cover);
        basis.sum = Some(sum.clone());
        basis.actual = Some((sum.value.clone(), Span::new(period.first, end)));
        let complete = end == period.last;
        basis.closed = complete;
        let decide = |at: &Q, shape: &Shape| {
            let met = shape.met(at);
            let reached = match shape {
                Shape::Floor(..) => met,
                Shape::Ceiling(..) => !met,
                Shape::Range(_, high) => at > high,
            };
            if complete || reached {
                return graded(if met { "achieved" } else { "missed" });
            }
            if met && matches!(shape, Shape::Range(..)) {
                return graded("on-track");
            }
            let target = edge(shape, None);
            if target.is_zero() {
                return undecided("zero-or-sign");
            }
            let expected = self.expected_of_total(&target, end);
            let progress = at / &target;
            if let Shape::Ceiling(..) = shape {
                if !progress.is_positive() {
                    return graded("ahead");
                }
                return graded(Bands(&self.case.plan.bands).of(&(expected / progress)));
            }
            if progress.is_negative() {
                return graded("regressing");
            }
            if !expected.is_positive() {
                return graded("on-track");
            }
            let verdict = Bands(&self.case.plan.bands).of(&(progress / expected));
            graded(if budget && verdict == "ahead" { "on-track" } else { verdict })
        };
        let mut critical = vec![Q::zero()];
        for (shape, _) in &shapes {
            critical.extend(shape.critical());
            let target = edge(shape, None);
            if !target.is_zero() {
                let due = self.expected_of_total(&target, end) * &target;
                for band in &self.case.plan.bands {
                    critical.extend([band * &due, &due / band]);
                }
            }
        }
        let mut results = Vec::new();
        let mut mets = Vec::new();
        for (shape, _) in &shapes {
            results.push(unanimous(std::slice::from_ref(&sum), &critical, |values| {
                decide(&values[0], shape)
            }));
            mets.push(all(&sum, &critical, |at| shape.met(at)));
        }
        is_met.set(mets[0].filter(|met| mets.iter().all(|other| *other == Some(*met))));
        if !complete && matches!(shapes[0].0, Shape::Ceiling(..)) && is_met.get() == Some(true) {
            is_met.set(Some(false));
        }
        let same = results.iter().all(|other| *other == results[0]);
        let out = match &results[0] {
            Err(reason) => undecided(reason),
            Ok(out) if same => *out,
            Ok(_) => {
                let open = base.as_ref().map(|it| &it.known).filter(|_| sum.is_exact());
                undecided(open.unwrap_or(&sum).reason())
            }
        };
        settles.set(matches!(out.verdict, "achieved" | "missed"));
        if settles.get() && !complete {
            basis.proved = true;
            if out.verdict == "achieved" {
                basis.flags.insert("early");
            }
        }
        if over(&sum) {
            basis.flags.insert("over-budget");
        }
        let exact = sum.is_exact() && base.as_ref().is_none_or(|it| it.known.is_exact());
        let (shape, _) = &shapes[0];
        let target = edge(shape, None);
        if exact && !target.is_zero() {
            let progress = &sum.value / &target;
            let expected = self.expected_of_total(&target, end);
            basis.ratio = match shape {
                Shape::Ceiling(..) => progress.is_positive().then(|| &expected / &progress),
                _ => expected.is_positive().then(|| &progress / &expected),
            };
            basis.progress = Some(progress);
            basis.expected = Some(expected);
        }
        self.finish(out, basis)
    }

    fn expected_of_total(&self, target: &Q, end: i32) -> Q {
        let path = self.path(self.target.period.first - 1, &Q::zero(), target);
        along(&path, end) / target
    }

    /// The figure of a `rate`, of those within the period.
    fn rate_pick<'f>(&self, within: &[&'f Figure]) -> Option<&'f Figure> {
        let longest = |it: &&&Figure| (it.last(), it.span.months());
        if let Some(closing) = within.iter().find(|it| self.closes(it, self.target.deadline)) {
            return Some(closing);
        }
        if within.iter().all(|it| is_point(self.target.kind, it.span)) {
            return within.iter().max_by_key(longest).copied();
        }
        if let Some(year) = within.iter().filter(|it| it.span.is_year()).max_by_key(longest) {
            return Some(year);
        }
        let january = |it: &&&Figure| it.span.first.rem_euclid(12) == 0 && it.span.months() < 12;
        let accumulates =
            within.iter().any(|it| january(&it) && !matches!(it.span.months(), 1 | 3));
        if accumulates && let Some(it) = within.iter().filter(january).max_by_key(longest) {
            return Some(it);
        }
        within.iter().max_by_key(longest).copied()
    }

    fn rate(&self, is_met: &Cell<Option<bool>>, settles: &Cell<bool>) -> Answer {
        let period = self.target.period;
        let within: Vec<&Figure> = self
            .own
            .iter()
            .filter(|it| {
                let in_time = it.last() >= period.first && it.last() <= period.last;
                it.span.lies_in(period) || (is_point(self.target.kind, it.span) && in_time)
            })
            .collect();
        let Some(any) = self.rate_pick(&within) else {
            let earlier = self.own.iter().filter(|it| it.last() < period.first);
            let newest = earlier.max_by_key(|it| (it.last(), it.span.months()));
            let basis = Basis {
                rests_on: newest.into_iter().collect(),
                actual: newest.map(|it| (it.known.value.clone(), it.span)),
                ..Basis::default()
            };
            return self.finish(undecided(self.nothing_counts(period.first - 1)), basis);
        };
        let shown = |figure: &'_ Figure| Some((figure.known.value.clone(), figure.span));
        let (actual, reference) = if let Goal::Beside(of) = &self.target.goal {
            let kind = self.view.kind(&of.id);
            let others = self.reference(of);
            let other = |figure: &Figure| partner(kind, &others, figure).cloned();
            let common: Vec<&Figure> =
                within.iter().filter(|it| other(it).is_some()).copied().collect();
            let Some(actual) = self.rate_pick(&common) else {
                let closed = self.closes(any, self.target.deadline);
                let basis =
                    Basis { rests_on: vec![any], actual: shown(any), closed, ..Basis::default() };
                return self.finish(undecided("no-series"), basis);
            };
            (actual, other(actual))
        } else {
            (any, None)
        };
        let settled = self.closes(actual, self.target.deadline);
        let basis = Basis {
            rests_on: vec![actual],
            actual: shown(actual),
            closed: settled,
            ..Basis::default()
        };
        let known = (&actual.known, actual.last());
        self.directly(known, (Some(actual), reference), false, basis, is_met, settles)
    }

    /// A number against the target, or against the figure of another series; the figure that it is, if it is one alone.
    fn directly(
        &self,
        (known, last): (&Known, i32),
        (actual, reference): (Option<&Figure>, Option<Figure>),
        hole: bool,
        basis: Basis<'_>,
        is_met: &Cell<Option<bool>>,
        settles: &Cell<bool>,
    ) -> Answer {
        let settled = basis.closed;
        let stated = self.base(matches!(self.target.goal, Goal::TimesBaseline(_)));
        let stated = stated.filter(|_| reference.is_none());
        let mut basis = basis;
        let relative = matches!(self.target.goal, Goal::TimesBaseline(_));
        let barred = stated.as_ref().is_some_and(|it| breaks(&self.own, it.last, last));
        basis.from(stated.as_ref());
        if relative {
            let reason = if stated.is_none() { "no-baseline" } else { "break" };
            if stated.is_none() || barred {
                return self.finish(undecided(reason), basis);
            }
        }
        if hole {
            return self.finish(undecided("hole"), basis);
        }
        basis.beside.extend(&reference);
        let mut inputs = vec![known.clone()];
        inputs.extend(stated.as_ref().map(|it| it.known.clone()));
        inputs.extend(reference.as_ref().map(|it| it.known.clone()));
        let mut critical = vec![Q::zero()];
        critical.extend(inputs.iter().map(|it| it.value.clone()));
        if let (Goal::Beside(of), Some(reference)) = (&self.target.goal, &reference) {
            critical.extend(turns_beside(of, known, &reference.known));
        }
        let bands = &self.case.plan.bands;
        for base in
            stated.iter().flat_map(|it| it.known.samples(&[], false)).map(Some).chain([None])
        {
            if let Some(shape) = shape(self.target, base.as_ref()) {
                for at in shape.critical() {
                    critical.extend([&at * &bands[2], &at / &bands[2], at]);
                }
            }
        }
        let direct = |at: &Q, shape: &Shape| {
            let (above, below) = match shape {
                Shape::Floor(value, _) => (at, value),
                Shape::Ceiling(value, _) => (value, at),
                Shape::Range(_, high) if at > high => (high, at),
                Shape::Range(low, _) => (at, low),
            };
            (above.is_positive() && below.is_positive()).then(|| above / below)
        };
        let with_base = stated.is_some();
        let decide = |values: &[Q]| {
            let at = &values[0];
            if let Goal::Beside(of) = &self.target.goal {
                return beside(of, at, &values[values.len() - 1], settled);
            }
            let base = with_base.then(|| &values[1]);
            let shape = shape(self.target, base).unwrap();
            let met = shape.met(at);
            if settled {
                return graded(if met { "achieved" } else { "missed" });
            }
            if met {
                return graded("on-track");
            }
            if base.is_some_and(|base| !barred && shape.met(base)) {
                return graded("regressing");
            }
            let reaches = direct(at, &shape).is_some_and(|ratio| ratio >= bands[2]);
            graded(if reaches { "at-risk" } else { "off-track" })
        };
        let met = |values: &[Q]| {
            if let Goal::Beside(of) = &self.target.goal {
                return shape_beside(of, &values[values.len() - 1]).met(&values[0]);
            }
            shape(self.target, with_base.then(|| &values[1])).unwrap().met(&values[0])
        };
        is_met.set(unanimous(&inputs, &critical, met).ok());
        settles.set(settled);
        let out = unanimous(&inputs, &critical, decide).unwrap_or_else(undecided);
        if out.verdict == "regressing" {
            basis.flags.insert("lost");
        }
        if is_met.get() == Some(true) && actual.is_some_and(|actual| self.slips(actual)) {
            basis.flags.insert("slipping");
        }
        let of_ratio = if relative { &inputs[..] } else { &inputs[..1] };
        if reference.is_none() && of_ratio.iter().all(Known::is_exact) {
            let base = with_base.then(|| &inputs[1].value);
            let shape = shape(self.target, base).unwrap();
            basis.ratio = direct(&inputs[0].value, &shape);
        }
        self.finish(out, basis)
    }

    /// The mean of the full years, each with equal weight.
    fn mean(&self, is_met: &Cell<Option<bool>>, settles: &Cell<bool>) -> Answer {
        let (period, deadline) = (self.target.period, self.target.deadline);
        let years = year_of(period.first)..=year_of(period.last);
        let years = years.map(Span::year);
        let years = years.filter(|it| it.lies_in(period) && it.last <= deadline.last);
        let years: Vec<i32> = years.map(|it| year_of(it.last)).collect();
        let whole = |year: &i32| self.of_year(&self.own, *year).filter(|it| it.2);
        let figures: Vec<_> = years.iter().map_while(whole).map(|it| it.3).collect();
        let known = figures.len();
        let hole = years[known..].iter().any(|year| whole(year).is_some());
        if known == 0 {
            let out = if hole { undecided("hole") } else { self.nothing_of_years() };
            return self.finish(out, Basis::default());
        }
        let rests_on: Vec<&Figure> = figures.iter().flatten().collect();
        let mean = added(&rests_on).times(&q(1, i64::try_from(known).unwrap()));
        let last = Span::year(years[known - 1]).last;
        let basis = Basis {
            rests_on,
            sum: Some(mean.clone()),
            actual: Some((mean.value.clone(), Span::new(Span::year(years[0]).first, last))),
            closed: known == years.len(),
            ..Basis::default()
        };
        self.directly((&mean, last), (None, None), hole, basis, is_met, settles)
    }

    fn every_year(&self, is_met: &Cell<Option<bool>>, settles: &Cell<bool>) -> Answer {
        let period = self.target.period;
        let within: Vec<Figure> = self
            .own
            .iter()
            .filter(|it| it.last() >= period.first && it.last() <= period.last)
            .filter(|it| is_point(self.target.kind, it.span) || it.span.lies_in(period))
            .cloned()
            .collect();
        let years = year_of(period.first)..=year_of(period.last);
        let newest = years.rev().find_map(|year| self.of_year(&within, year));
        let directed = self.target.goal.limit().is_some();
        // What a year has so far has no year before it.
        let newest = newest.filter(|it| it.2 || !(directed && self.breaks_off()));
        let Some((known, span, _, figures)) = newest else {
            return self.finish(self.nothing_of_years(), Basis::default());
        };
        let shapes = if directed { Ok(Vec::new()) } else { self.shape_by_base(span.last) };
        let shapes = match shapes {
            Ok(shapes) => shapes,
            Err((reason, base)) => {
                let mut basis = Basis {
                    rests_on: figures.iter().collect(),
                    actual: Some((known.value, span)),
                    ..Basis::default()
                };
                basis.from(base.as_ref());
                return self.finish(undecided(reason), basis);
            }
        };
        let mut years = Vec::new();
        for year in year_of(period.first)..=year_of(period.last) {
            years.push(if directed { self.directed_year(year) } else { self.year(year, &shapes) });
        }
        let base = shapes.first().and_then(|(_, base)| base.as_ref());
        let mut basis = Basis::default();
        basis.from(base);
        let last = years.last().unwrap();
        let failed = years.iter().find(|it| it.state == State::Failed);
        let decided = years.iter().rev().find(|it| matches!(it.state, State::Met | State::Failed));
        let out = every_choice(&years, last.closed);
        let inexact = ["approximate", "lower-bound", "upper-bound"];
        let open = years.iter().find(|it| it.may_be.len() > 1);
        let open = open.filter(|_| out.reason.is_some_and(|reason| inexact.contains(&reason)));
        let shown = failed.or(open).or(decided);
        let shown = shown.or_else(|| years.iter().rev().find(|it| it.known.is_some()));
        basis.actual = shown
            .and_then(|year| year.known.clone().zip(year.span))
            .map(|(known, span)| (known.value, span));
        basis.closed = last.closed;
        let newest = years.iter().rev().find(|it| it.known.is_some());
        basis.newest = newest.and_then(|it| it.span).map(|span| span.last);
        let newest = newest.map(|it| it.end);
        let hole = years.iter().any(|it| {
            !it.closed
                && !matches!(it.state, State::Met | State::Failed)
                && newest.is_some_and(|newest| it.end < newest)
        });
        if hole {
            basis.flags.insert("hole");
        }
        basis.proved = out.verdict == "missed";
        match shown {
            Some(year) => {
                basis.rests_on.extend(&year.figures);
                basis.beside.extend(&year.before);
                basis.before = Some(added(&year.before.iter().collect::<Vec<_>>()))
                    .filter(|_| year.before.len() > 1);
                basis.sum = year.known.clone().filter(|_| year.figures.len() > 1);
            }
            None => {}
        }
        is_met.set(match out.verdict {
            "missed" => Some(false),
            "achieved" | "on-track" => Some(true),
            _ => None,
        });
        settles.set(matches!(out.verdict, "missed" | "achieved"));
        self.finish(out, basis)
    }

    /// The figure or sum that a year has, whether to December, and what it consists of.
    fn of_year(&self, own: &[Figure], year: i32) -> Option<(Known, Span, bool, Vec<Figure>)> {
        let span = Span::year(year);
        if let Some(closing) = own.iter().find(|it| self.closes(it, span)) {
            return Some((closing.known.clone(), closing.span, true, vec![closing.clone()]));
        }
        if self.target.kind != Kind::Flow {
            return None;
        }
        let parts: Vec<Figure> = own.iter().filter(|it| it.span.lies_in(span)).cloned().collect();
        let cover = best_cover(&parts, span.first);
        let end = cover.last()?.last();
        let figures = cover.iter().map(|it| (*it).clone()).collect();
        Some((added(&cover), Span::new(span.first, end), end == span.last, figures))
    }

    fn year(&self, year: i32, shapes: &[(Shape, Option<Base>)]) -> Year {
        let end = Span::year(year).last;
        let Some((known, span, closed, figures)) = self.of_year(&self.own, year) else {
            return Year { end, ..Year::default() };
        };
        let state = if closed {
            let each =
                shapes.iter().map(|(shape, _)| all(&known, &shape.critical(), |at| shape.met(at)));
            each.flat_map(|met| match met {
                Some(true) => vec![State::Met],
                Some(false) => vec![State::Failed],
                None => vec![State::Met, State::Failed],
            })
            .collect::<Vec<State>>()
        } else {
            let each = shapes.iter().flat_map(|(shape, _)| {
                let samples = known.samples(&shape.critical(), true);
                let each = samples.into_iter().map(|at| match shape.proved(&Known::exact(at)) {
                    Some(true) => State::Met,
                    Some(false) => State::Failed,
                    None => State::Unknown,
                });
                each.collect::<Vec<State>>()
            });
            each.collect()
        };
        let mut may_be = state;
        may_be.sort();
        may_be.dedup();
        let state = if may_be.len() == 1 { may_be[0] } else { State::Open };
        let reason = match &shapes[0].1 {
            Some(base) if known.is_exact() => base.known.reason(),
            _ => known.reason(),
        };
        let (known, span) = (Some(known), Some(span));
        let before = Vec::new();
        Year { state, may_be, reason: Some(reason), closed, known, span, end, figures, before }
    }

    /// A year against the year before.
    fn directed_year(&self, year: i32) -> Year {
        let end = Span::year(year).last;
        let (known, span, figures) = match self.of_year(&self.own, year) {
            Some((known, span, true, figures)) => (known, span, figures),
            _ => return Year { end, ..Year::default() },
        };
        let id = &self.target.id;
        let first = figures
            .iter()
            .filter_map(|it| self.view.first_published(id, key(self.target.kind, it.span)));
        let first = first.max().unwrap_or(self.case.as_of);
        let before = self.view.days_from(id, first).into_iter().find_map(|day| {
            let then = self.view.figures(id, day);
            self.of_year(&then, year - 1).filter(|it| it.2)
        });
        let stated = self.target.baseline.as_ref();
        let stated =
            stated.filter(|(period, _)| closes(self.target.kind, *period, Span::year(year - 1)));
        let stated = stated.and_then(|(_, value)| *value).map(|value| Known::exact(value.value()));
        let before = before.map(|it| (it.0, it.3)).or(stated.map(|known| (known, Vec::new())));
        let mut reason = None;
        let state = match &before {
            None => State::Unknown,
            Some(_) if breaks(&self.own, end - 12, end) => State::Barred,
            Some((earlier, _)) => {
                let inputs = [known.clone(), earlier.clone()];
                let mut critical = vec![known.value.clone(), earlier.value.clone()];
                critical.extend(self.target.goal.limit().flatten());
                let better = |values: &[Q]| self.better(&values[1], &values[0]) == Some(true);
                match unanimous(&inputs, &critical, better) {
                    Ok(true) => State::Met,
                    Ok(false) => State::Failed,
                    Err(why) => {
                        reason = Some(why);
                        State::Open
                    }
                }
            }
        };
        let may_be = match state {
            State::Open => vec![State::Met, State::Failed],
            state => vec![state],
        };
        let (known, span) = (Some(known), Some(span));
        let before = before.map(|it| it.1).unwrap_or_default();
        Year { state, may_be, reason, closed: true, known, span, end, figures, before }
    }

    /// The levels of which an average growth is asked for, where they are another series.
    fn levels_asked_for(&self) -> Option<Of<'_>> {
        let Some(From::GrowthOf(id)) = &self.target.from else {
            return None;
        };
        if self.target.measure != Measure::AverageGrowth {
            return None;
        }
        let [own, known] = counted_and_known(self.view, self.widest, id);
        Some(Of { own, known, marks: Cell::default(), ..*self })
    }

    /// Step 2: where levels are known, theirs are the figures that are missing.
    fn no_level_counts(&self, start: i32) -> &'static str {
        let levels = self.levels_asked_for().filter(|it| !it.known.is_empty());
        levels.as_ref().unwrap_or(self).nothing_counts(start)
    }

    fn average_growth(&self) -> Answer {
        let first_year = year_of(self.target.period.first);
        let base_year = self
            .target
            .baseline
            .as_ref()
            .map_or(first_year - 1, |(period, _)| year_of(period.last));
        let last_year = year_of(self.target.deadline.last);
        let start = Span::year(base_year).last;
        let kind_of = |id: &str| self.view.kind(id);
        let (kind, levels) = match &self.target.from {
            Some(From::GrowthOf(id)) => {
                (kind_of(id), self.view.figures(id, self.case.as_of).to_vec())
            }
            _ if !self.target.percent => (self.target.kind, self.own.clone()),
            _ => (self.target.kind, Vec::new()),
        };
        let of_year = |year: i32, figures: &[Figure], kind: Kind| {
            figures.iter().find(|it| closes(kind, it.span, Span::year(year))).cloned()
        };
        let shape = shape(self.target, None).unwrap();
        if levels.is_empty() {
            return self.chained(base_year, last_year, &shape);
        }
        let years = base_year + 1..=last_year;
        let newest = years.rev().find_map(|year| Some((year, of_year(year, &levels, kind)?)));
        let Some((year, actual)) = newest else {
            let rate = |year| self.own.iter().any(|it| self.closes(it, Span::year(year)));
            if self.target.percent && (base_year + 1..=last_year).any(rate) {
                return self.chained(base_year, last_year, &shape);
            }
            return self.finish(undecided(self.no_level_counts(start)), Basis::default());
        };
        let stated = self.target.baseline.as_ref().and_then(|(_, value)| *value);
        let stated =
            stated.filter(|_| !self.target.percent).map(|value| Known::exact(value.value()));
        let base = of_year(base_year, &levels, kind);
        let closed = year == last_year;
        let mut basis = Basis { rests_on: vec![&actual], closed, ..Basis::default() };
        if self.target.baseline.is_none() {
            basis.flags.insert("derived-baseline");
        }
        let (from, none) = match (&stated, &base) {
            (Some(stated), _) => (stated.clone(), false),
            (None, Some(base)) => {
                basis.beside.push(base);
                (base.known.clone(), false)
            }
            (None, None) => (Known::exact(Q::zero()), true),
        };
        if none {
            return self.finish(undecided("no-baseline"), Basis::default());
        }
        if breaks(&levels, start, actual.last()) {
            return self.finish(undecided("break"), Basis::default());
        }
        let (n, all_years) = (year - base_year, last_year - base_year);
        let positive = |known: &Known| {
            let above = |(at, closed): &(Q, bool)| at.is_positive() || (at.is_zero() && !closed);
            known.value.is_positive() && known.low.as_ref().is_none_or(above)
        };
        if !positive(&from) || !positive(&actual.known) {
            return self.finish(undecided("zero-or-sign"), Basis::default());
        }
        let factor = actual.known.above_zero().over(&from.above_zero()).unwrap();
        let inputs = [factor, Known::exact(Q::one())];
        self.grown(&inputs, n, all_years, &shape, basis, actual.span)
    }

    /// Printed growth rates, one after the other.
    fn chained(&self, base_year: i32, last_year: i32, shape: &Shape) -> Answer {
        let closing = |year: i32| self.own.iter().find(|it| self.closes(it, Span::year(year)));
        let start = Span::year(base_year).last;
        let any = (base_year + 1..=last_year).any(|year| closing(year).is_some());
        if !any {
            return self.finish(undecided(self.no_level_counts(start)), Basis::default());
        }
        let rates: Vec<&Figure> = (base_year + 1..=last_year).map_while(closing).collect();
        if rates.is_empty() {
            return self.finish(undecided("hole"), Basis::default());
        }
        let n = i32::try_from(rates.len()).unwrap();
        let all_years = last_year - base_year;
        let closed = n == all_years;
        let mut product = Known::exact(Q::one());
        let mut factors = Vec::new();
        for rate in &rates {
            let factor = rate.known.times(&q(1, 100)).plus(&Known::exact(Q::one())).above_zero();
            let product_of = |one: &super::known::End, other: &super::known::End| {
                let ((one, closed), (other, too)) = (one.as_ref()?, other.as_ref()?);
                Some((one * other, *closed && *too))
            };
            let (low, high) =
                (product_of(&product.low, &factor.low), product_of(&product.high, &factor.high));
            let value = &product.value * &factor.value;
            factors.push(factor);
            product = Known::following(value, low, high, &factors.iter().collect::<Vec<_>>());
        }
        let span = rates.last().unwrap().span;
        let basis = Basis { rests_on: rates, closed, ..Basis::default() };
        let inputs = [product, Known::exact(Q::one())];
        self.grown(&inputs, n, all_years, shape, basis, span)
    }

    fn grown(
        &self,
        inputs: &[Known; 2],
        n: i32,
        all_years: i32,
        shape: &Shape,
        mut basis: Basis<'_>,
        span: Span,
    ) -> Answer {
        let grows = |base: &Q, percent: &Q, years: i32| -> Q {
            let rate = Q::one() + percent * q(1, 100);
            base * Pow::pow(&rate, years.unsigned_abs())
        };
        let closed = basis.closed;
        // The same comparison, of powers.
        let by_powers = |at: &Q, base: &Q, years: i32| match shape {
            Shape::Floor(value, strict) => Shape::Floor(grows(base, value, years), *strict).met(at),
            Shape::Ceiling(value, strict) => {
                Shape::Ceiling(grows(base, value, years), *strict).met(at)
            }
            Shape::Range(low, high) => {
                Shape::Range(grows(base, low, years), grows(base, high, years)).met(at)
            }
        };
        let [_, on_track, at_risk] = &self.case.plan.bands;
        let decide = |values: &[Q]| {
            let (at, base) = (&values[0], &values[1]);
            let met = by_powers(at, base, n);
            if closed {
                return graded(if met { "achieved" } else { "missed" });
            }
            if met {
                let early = matches!(shape, Shape::Floor(..)) && by_powers(at, base, all_years);
                return graded(if early { "achieved" } else { "on-track" });
            }
            let target = edge(shape, None);
            if !target.is_positive() {
                return graded("off-track");
            }
            let reaches = |band: &Q| match shape {
                Shape::Ceiling(value, _) => *at <= grows(base, &(value / band), n),
                Shape::Range(_, high) if *at > grows(base, high, n) => {
                    *at <= grows(base, &(high / band), n)
                }
                _ => *at >= grows(base, &(&target * band), n),
            };
            let floor = !matches!(shape, Shape::Ceiling(..));
            graded(match () {
                () if floor && at < base => "regressing",
                () if reaches(on_track) => "on-track",
                () if reaches(at_risk) => "at-risk",
                () => "off-track",
            })
        };
        let mut critical = Vec::new();
        let base = &inputs[1].value;
        critical.push(base.clone());
        for value in shape.critical() {
            critical.extend([grows(base, &value, n), grows(base, &value, all_years)]);
            for band in [on_track, at_risk] {
                critical
                    .extend([grows(base, &(&value * band), n), grows(base, &(&value / band), n)]);
            }
        }
        let out = unanimous(inputs, &critical, decide).unwrap_or_else(undecided);
        if out.verdict == "achieved" && !closed {
            basis.flags.insert("early");
        }
        let growth = growth(&(&inputs[0].value / base), n);
        if inputs.iter().all(Known::is_exact) {
            let target = edge(shape, None);
            let (above, below) = match shape {
                Shape::Ceiling(value, _) => (value.clone(), growth.clone()),
                Shape::Range(_, high) if growth > *high => (high.clone(), growth.clone()),
                _ => (growth.clone(), target),
            };
            // A target of nothing, or less, has no parts.
            if edge(shape, None).is_positive() && below.is_positive() {
                basis.ratio = Some(above / below);
            }
        }
        basis.sum = inputs[0].over(&inputs[1]);
        basis.actual = Some((growth, span));
        self.finish(out, basis)
    }
}

/// Growth per year in percent, rounded to six decimals, half away from zero.
pub fn growth(times: &Q, years: i32) -> Q {
    if !times.is_positive() {
        return int(-100);
    }
    let years = years.unsigned_abs();
    let shift = ten(24);
    let scaled = times * Pow::pow(&shift, years);
    let root = scaled.to_integer().nth_root(years);
    let percent = (Q::from_integer(root) / shift - Q::one()) * int(100);
    rounded(&percent, 6)
}

/// Half away from zero.
pub fn rounded(value: &Q, decimals: i32) -> Q {
    let scaled = value.abs() * ten(decimals) + q(1, 2);
    let whole: BigInt = scaled.floor().to_integer();
    let at = Q::from_integer(whole) / ten(decimals);
    if value.is_negative() { -at } else { at }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum State {
    Met,
    Failed,
    /// One or the other, depending on the true value of an inexact figure.
    Open,
    Barred,
    #[default]
    Unknown,
}

#[derive(Default)]
struct Year {
    state: State,
    may_be: Vec<State>,
    /// Of the figure that leaves it open.
    reason: Option<&'static str>,
    /// Known to December.
    closed: bool,
    known: Option<Known>,
    span: Option<Span>,
    end: i32,
    figures: Vec<Figure>,
    /// What it is compared with.
    before: Vec<Figure>,
}

/// The verdict on years, if every choice of what they may be leads to the same; else the reason of the first open one.
fn every_choice(years: &[Year], to_the_end: bool) -> Out {
    let mut choices: Vec<Vec<State>> = vec![Vec::new()];
    for year in years {
        let may_be = if year.may_be.is_empty() { &[State::Unknown][..] } else { &year.may_be };
        choices = choices
            .iter()
            .flat_map(|so_far| may_be.iter().map(move |state| [&so_far[..], &[*state]].concat()))
            .collect();
    }
    let any_closed = years.iter().any(|it| it.closed);
    // A year whose parts may or may not have reached a floor lacks the rest of them all the same.
    let hole = years.iter().any(|it| !it.closed && it.may_be != [State::Met]);
    let verdict = |states: &[State]| {
        let any = |state| states.contains(&state);
        match () {
            () if any(State::Failed) => graded("missed"),
            () if to_the_end && any(State::Barred) => undecided("break"),
            () if to_the_end && (hole || any(State::Unknown)) => undecided("hole"),
            () if to_the_end => graded("achieved"),
            () if any(State::Met) => graded("on-track"),
            () if any(State::Barred) => undecided("break"),
            () if any_closed => undecided("no-baseline"),
            () => undecided("part-year-only"),
        }
    };
    let first = verdict(&choices[0]);
    if choices.iter().all(|states| verdict(states) == first) {
        return first;
    }
    let open = years.iter().find(|it| it.may_be.len() > 1);
    undecided(open.and_then(|it| it.reason).unwrap_or("approximate"))
}
