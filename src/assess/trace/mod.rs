//! What was computed: the numbers of a finding with the operands they were computed from, put down where they are computed.
//!
//! This file depends on nothing that judges. Those below hold what follows from findings and their figures: how methods differ,
//! what changed between two days, what rules say, what verdicts come to together, and the course of an indicator.

pub mod contrast;
pub mod course;
pub mod diff;
pub mod rollup;
pub mod rules;
pub mod stages;

use super::{UsedBaseline, path::Path};
use crate::{
    actuals::Quality,
    interval::Interval,
    number::Number,
    period::Period,
    plan::{Change, Derivation},
};

words! {
    /// A computed quantity.
    pub enum Quantity {
        /// Distance from the target.
        Gap        "gap"                       "差距";
        /// Actual / target.
        Attainment "attainment"                "完成率";
        /// Share done.
        Progress   "progress"                  "完成进度";
        /// Share that should be done.
        Expected   "expected"                  "序时进度";
        /// The ratio that meets the bands.
        Ratio      "ratio"                     "进度比";
        /// Value at the deadline at the present pace.
        Projected  "projected at the deadline" "期末推算值";
        /// Change per year still needed.
        Required   "needed per year from here" "此后每年尚需";
        /// What a ceiling on a sum leaves for each year to come.
        Allowed    "allowed per year from here" "此后每年可用";
        /// What the path through the milestones asks for at the end of the actual's period.
        Due        "due on the path"           "序时目标值";
        /// What the years to come must average.
        NeededMean "needed on average from here" "此后年均须达";
        /// What a ceiling on a mean leaves for the years to come.
        AllowedMean "allowed on average from here" "此后年均上限";
    }
}

words! {
    /// A number with a name of its own.
    pub enum Term {
        /// The actual.
        Actual   "actual"   "实际值";
        /// The target.
        Target   "target"   "目标值";
        /// The end of its tolerance, at which it is met.
        Limit    "limit"    "界限";
        /// Progress.
        Progress "progress" "完成进度";
        /// Expected.
        Expected "expected" "序时进度";
    }
}

words! {
    /// Whose growth per year.
    pub enum Growth {
        /// From the baseline to the actual.
        Achieved "growth achieved"         "实际年均增速";
        /// From the baseline to the target.
        Required "growth required"         "目标年均增速";
        /// From the actual to the target.
        Needed   "growth needed from here" "此后所需年均增速";
    }
}

impl Growth {
    /// What it starts from and leads to; the baseline has no term of its own.
    pub fn ends(self) -> (Option<Term>, Term) {
        match self {
            Self::Achieved => (None, Term::Actual),
            Self::Required => (None, Term::Target),
            Self::Needed => (Some(Term::Actual), Term::Target),
        }
    }
}

/// What is known of a figure, and its marks.
pub type Known = (Interval, Quality);

/// A change from one year to the next, like compared with like.
#[derive(Debug, Clone)]
pub struct AnnualChange {
    /// The period of the earlier figure.
    pub from: Period,
    /// The earlier figure, as it was known when the later one was first published.
    pub earlier: Number,
    /// The earlier figure as it is known now, which a revision may have changed since.
    pub earlier_now: Number,
    /// What is known of the two.
    pub known: [Known; 2],
    /// The period of the later figure.
    pub to: Period,
    /// The later figure.
    pub later: Number,
}

impl AnnualChange {
    /// The change itself.
    pub fn by(&self) -> Number {
        &self.later - &self.earlier
    }

    /// The change by the newest vintages, a revision of the earlier figure included.
    pub fn by_newest(&self) -> Number {
        &self.later - &self.earlier_now
    }
}

/// What a method's ratio was computed from, beside baseline, target and actual.
#[derive(Debug, Clone, Default)]
pub enum Grounds {
    /// Nothing else; `schedule` has progress and expected share.
    #[default]
    Own,
    /// Growth per year in percent.
    Compound {
        /// Since the baseline.
        achieved: Number,
        /// From the baseline to the target; `None` where only a direction is wanted.
        required: Option<Number>,
        /// The share of the way from the baseline to the target that steady growth would have covered by the actual.
        due: Option<Number>,
        /// What the thresholds of a mere direction are multiplied with near a natural limit.
        coefficient: Option<Number>,
    },
    /// The last annual changes, in the indicator's unit.
    Projection {
        /// From the earliest on.
        changes: Vec<AnnualChange>,
        /// Their mean.
        mean: Number,
    },
}

/// An equation, both sides of it as computed. Growth is in percent a year.
#[derive(Debug, Clone)]
pub enum Equation {
    /// actual = a + b + …
    Sum { parts: Vec<Number>, total: Number },
    /// actual = (a + b + …) / years
    Average { parts: Vec<Number>, years: usize, mean: Number },
    /// The actual from the figures that it is derived from.
    Derived { from: Derivation, terms: Vec<Number>, result: Number },
    /// target = baseline × a, or baseline ± a
    Changed { change: Change, baseline: Number, target: Number },
    /// target = figure of the other series + margin
    Margin { reference: Number, margin: Number, target: Number },
    /// The value on which meeting the target turns, where it is not the target itself.
    Edge(Number),
    /// gap = a − b
    Gap { from: (Term, Number), less: (Term, Number), gap: Number },
    /// progress = (actual − baseline) / (target − baseline), and through milestones the share expected of what is due
    Share { quantity: Quantity, at: Number, baseline: Number, target: Number, result: Number },
    /// expected = months elapsed / months in all, both from the start of the path.
    Expected { elapsed: i32, whole: i32, result: Number },
    /// A quotient of two terms.
    Quotient { quantity: Quantity, above: (Term, Number), below: (Term, Number), result: Number },
    /// growth = (to / from)^(12 / months) − 1
    Growth { which: Growth, from: Number, to: Number, months: i32, result: Number },
    /// factor = (1 + a) × (1 + b) × …
    Chain { rates: Vec<Number>, factor: Number },
    /// level due = baseline × (1 + growth)^years, and the level reached; without a baseline both are factors.
    Due { baseline: Option<Number>, growth: Number, years: u32, due: Number, level: Number },
    /// The growth per year from the baseline to the level reached, or from there to the level due at the deadline. Rates that
    /// are chained start from 1.
    Yearly { needed: bool, chained: bool, from: Number, to: Number, years: u32, result: Number },
    /// ratio = ± growth achieved / │growth required│; `turned` where it is the growth the other way round.
    GrowthRatio { turned: bool, achieved: Number, required: Number, result: Number },
    /// projected = actual × (1 + growth achieved)^(months left / 12)
    Compounded { actual: Number, achieved: Number, months: i32, result: Number },
    /// The growth per year from which a mere direction is on track, at risk, off track; near a natural limit each is multiplied
    /// with the coefficient.
    Thresholds { coefficient: Option<Number> },
    /// One annual change.
    Change(AnnualChange),
    /// mean = sum of changes / number of changes
    Mean { changes: Vec<Number>, mean: Number },
    /// projected = actual + mean × months left / 12
    Carried { actual: Number, mean: Number, months: i32, result: Number },
    /// miss = (target − projected) / (target − actual), and ratio = 1 − miss
    Miss { target: Number, projected: Number, actual: Number, miss: Number, ratio: Number },
    /// result = from + (to − from) × months / months: where the pace since the start leads, or what is due between milestones.
    Line { quantity: Quantity, from: Number, to: Number, months: [i32; 2], result: Number },
    /// needed, or allowed, per year = (target − actual) × 12 / months left
    Left { quantity: Quantity, target: (Term, Number), actual: Number, months: i32, result: Number },
    /// What the years left must average: (target × all years − actual × years known) / years left
    Rest { quantity: Quantity, target: Number, actual: Number, years: [usize; 2], result: Number },
    /// What is known of a result, where the figures are not exact.
    Within(Quantity, Interval),
}

impl Equation {
    /// A distance counted from a value of the target upwards, or downwards.
    pub(super) fn gap(actual: &Number, (goal, upwards): (&Number, bool), gap: &Number) -> Self {
        let mut ends = [(Term::Actual, actual.clone()), (Term::Target, goal.clone())];
        if !upwards {
            ends.reverse();
        }
        let [from, less] = ends;
        Self::Gap { from, less, gap: gap.clone() }
    }

    /// What is known of a quantity, if anything.
    pub(super) fn within(quantity: Quantity, known: Interval) -> Option<Self> {
        let bounded = known.low.is_some() || known.high.is_some();
        bounded.then_some(Self::Within(quantity, known))
    }

    pub(super) fn quotient(
        quantity: Quantity,
        [above, below]: [(Term, &Number); 2],
        result: &Number,
    ) -> Self {
        let own = |(term, number): (Term, &Number)| (term, number.clone());
        Self::Quotient { quantity, above: own(above), below: own(below), result: result.clone() }
    }

    /// The growth per year from one value to another.
    pub(super) fn growth(
        which: Growth,
        [from, to]: [&Number; 2],
        months: i32,
        result: &Number,
    ) -> Self {
        let from = from.clone();
        let to = to.clone();
        let result = result.clone();
        Self::Growth { which, from, to, months, result }
    }

    /// Of the distance from a limit that from the target itself.
    pub fn gap_to(&self, target: &Number, gap: &Number) -> Option<Self> {
        let Self::Gap { from, less, .. } = self else { return None };
        let upwards = from.0 == Term::Actual;
        let actual = if upwards { &from.1 } else { &less.1 };
        Some(Self::gap(actual, (target, upwards), gap))
    }

    /// Annual changes and their mean.
    pub(super) fn changes(changes: &[AnnualChange], mean: &Number) -> Vec<Self> {
        let mut equations: Vec<Self> = changes.iter().cloned().map(Self::Change).collect();
        let changes = changes.iter().map(AnnualChange::by).collect();
        equations.push(Self::Mean { changes, mean: mean.clone() });
        equations
    }

    /// What it yields, if that is a number of the finding.
    fn quantity(&self) -> Option<Quantity> {
        match self {
            Self::Gap { .. } => Some(Quantity::Gap),
            Self::Expected { .. } => Some(Quantity::Expected),
            Self::GrowthRatio { .. } | Self::Miss { .. } => Some(Quantity::Ratio),
            Self::Compounded { .. } | Self::Carried { .. } => Some(Quantity::Projected),
            Self::Growth { which: Growth::Needed, .. } | Self::Yearly { needed: true, .. } => {
                Some(Quantity::Required)
            }
            Self::Share { quantity, .. }
            | Self::Quotient { quantity, .. }
            | Self::Line { quantity, .. }
            | Self::Left { quantity, .. }
            | Self::Rest { quantity, .. }
            | Self::Within(quantity, _) => Some(*quantity),
            _ => None,
        }
    }
}

/// Where values that meet the target lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Side {
    /// Above the edge.
    #[default]
    Floor,
    /// Below the edge.
    Ceiling,
    /// Between the edge and the upper value.
    Range,
}

impl Side {
    /// The value from which a distance is counted, of a range the nearer end, and whether it is counted upwards.
    pub(super) fn gap_from<'a>(
        self,
        value: &Number,
        edge: &'a Number,
        upper: Option<&'a Number>,
    ) -> (&'a Number, bool) {
        match (self, upper) {
            (Self::Floor, _) | (Self::Range, None) => (edge, true),
            (Self::Ceiling, _) => (edge, false),
            (Self::Range, Some(upper)) if value - edge <= upper - value => (edge, true),
            (Self::Range, Some(upper)) => (upper, false),
        }
    }
}

/// How far a value is from another, counted upwards or downwards.
pub(super) fn distance(value: &Number, (from, upwards): (&Number, bool)) -> Number {
    if upwards { value - from } else { from - value }
}

/// How a finding came about.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// On which side of the edge the target is met.
    pub side: Side,
    /// The far end of a range.
    pub upper: Option<Number>,
    /// The value still to be reached: of a range the end nearer to the actual.
    pub ahead: Option<Number>,
    /// Was the target met where the path starts, so that only holding it counts?
    pub held: bool,
    /// Where it starts, where it starts from a value; also where no figure has followed yet.
    pub baseline: Option<UsedBaseline>,
    /// What each period is compared with by itself: another series, or the year before.
    pub references: Vec<(Period, Number)>,
    /// The path from the start to the target by which the pace is judged.
    pub path: Option<Path>,
    /// That to the far end of a range.
    pub path_upper: Option<Path>,
    /// Of what the actual is the sum, and how far it is from the target.
    pub distance: Vec<Equation>,
    /// How the method's ratio comes about, and where its pace leads.
    pub pace: Vec<Equation>,
    /// What is still needed.
    pub need: Vec<Equation>,
}

impl Trace {
    /// Puts what is known of the gap in the place of the equations of inexact numbers.
    pub(super) fn limit_distance(&mut self, gap: &Interval) {
        let of_numbers =
            |it: &Equation| matches!(it.quantity(), Some(Quantity::Gap | Quantity::Attainment));
        self.distance.retain(|it| !of_numbers(it));
        self.distance.extend(Equation::within(Quantity::Gap, gap.clone()));
    }

    /// Drops what yields a number that does not count after all.
    pub(super) fn forget(&mut self, quantity: Quantity) {
        let kept = |equation: &Equation| equation.quantity() != Some(quantity);
        self.pace.retain(kept);
        self.need.retain(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::number;

    #[test]
    fn the_gap_of_a_ceiling_is_turned_round() {
        let gap = Equation::gap(&number("3"), (&number("2.5"), false), &number("-0.5"));
        let Equation::Gap { from, less, .. } = &gap else { panic!("no gap: {gap:?}") };
        assert_eq!((from.0, less.0), (Term::Target, Term::Actual));
    }
}
