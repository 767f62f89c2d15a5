//! `total`: the sum over the period, tiled from the figures of its parts.

use crate::{
    actuals::{Observation, tiling},
    assess::{
        Actual, Finding, Flag, Method, Reason, SetAsideWhy, Step, UsedBaseline, Verdict,
        aim::Aim,
        case::{Case, Point, are_exact, doubt_with, grade},
        path::Path,
        steps::{self, Outcome, Question},
        trace::{Equation, Quantity, Side, Term},
    },
    interval::Interval,
    number::Number,
    period::Month,
};

pub(super) fn judge(case: &Case<'_>) -> Finding {
    let baseline = changed_from(case);
    let value = baseline.as_ref().map(|baseline| &baseline.value);
    let mut finding = case.blank(value);
    if let (Some(trace), Some(aim)) = (&mut finding.trace, case.aim(value)) {
        trace.path = Some(path(case, aim.edge));
        trace.path_upper = trace.upper.clone().map(|upper| path(case, upper));
    }
    let period = case.indicator.period;
    let inside: Vec<&Observation> =
        case.current().filter(|it| tiling::may_add(it, period)).collect();
    let tiled = tiling::cover(&inside, period);
    if inside.is_empty() {
        case.set_aside(&mut finding, [], None, period.first(), |_| SetAsideWhy::Overlaps);
        return case.without_figure(finding, period.eve(), |_| false);
    }
    let has_gap = tiled.stretches.len() > usize::from(tiled.front.is_some());
    if let Some(newest) = inside.last()
        && let Some(why) = case.lacks_change(baseline.as_ref(), newest.period)
    {
        case.show_actual(&mut finding, Actual::of(newest), case.aim(value).as_ref());
        finding.baseline = baseline;
        return case.refuse_comparison(finding, why, false);
    }
    // Beyond a gap the sum of every stretch is still a lower bound: it proves a floor, or a ceiling broken.
    let negative = inside.iter().any(|it| it.value.is_negative());
    let all = has_gap.then(|| tiled.together()).flatten().filter(|_| !negative);
    if let Some(all) = all {
        let known = Interval::new(all.known.low.clone(), None);
        let sum = Total { case, actual: all, known, baseline: baseline.as_ref(), open: true };
        let outcome = sum.outcome();
        if outcome.step == Step::Settled && outcome.verdict.is_graded() {
            finding.method = Method::Direct;
            finding.flags.insert(Flag::Partial);
            return sum.tell(finding, outcome, &inside);
        }
    }
    let Some(actual) = tiled.front else {
        case.set_aside(&mut finding, [], None, period.first(), |_| SetAsideWhy::BehindHole);
        return case.refuse_comparison(finding, Reason::Hole, false);
    };
    if has_gap {
        finding.flags.insert(Flag::Hole);
    }
    let known = actual.known.clone();
    let sum = Total { case, actual, known, baseline: baseline.as_ref(), open: false };
    sum.tell(finding, sum.outcome(), &inside)
}

/// From nothing at the start of the period.
fn path(case: &Case<'_>, to: Number) -> Path {
    case.path((case.indicator.period.eve(), Number::ZERO), to)
}

/// The baseline, where the target is a change from it.
pub(super) fn changed_from(case: &Case<'_>) -> Option<UsedBaseline> {
    case.indicator.target.value().is_none().then(|| case.baseline()).flatten()
}

/// A sum of figures, up to a gap or in spite of it.
struct Total<'a> {
    case: &'a Case<'a>,
    actual: Actual,
    /// Every value that the total may have, as far as the sum tells.
    known: Interval,
    baseline: Option<&'a UsedBaseline>,
    /// Is it the sum of what is known on both sides of a gap?
    open: bool,
}

impl Total<'_> {
    fn outcome(&self) -> Outcome {
        let possible = self.case.points(&self.known, self.baseline);
        steps::judge(self, &possible, doubt_with(self.actual.quality, self.baseline))
    }

    fn month(&self) -> Month {
        self.actual.period.last()
    }

    fn closed(&self) -> bool {
        !self.open && self.month() == self.case.deadline()
    }

    fn path(&self, aim: &Aim) -> Path {
        path(self.case, aim.edge.clone())
    }

    /// Progress, expected and ratio at a sum.
    fn ratio(&self, aim: &Aim, sum: &Number) -> [Option<Number>; 3] {
        let path = self.path(aim);
        let month = self.month();
        let progress = path.progress(sum);
        let expected = path.expected(month);
        let (above, below) = match aim.side {
            Side::Ceiling => (&expected, &progress),
            Side::Floor | Side::Range => (&progress, &expected),
        };
        let ratio = below
            .as_ref()
            .filter(|below| below.is_positive())
            .and_then(|below| above.as_ref()?.over(below));
        [progress, expected, ratio]
    }

    /// Puts the sum into the finding, and what the steps came to.
    fn tell(&self, mut finding: Finding, outcome: Outcome, inside: &[&Observation]) -> Finding {
        let case = self.case;
        let used = &self.actual.observations;
        let start = case.indicator.period.first();
        case.set_aside(&mut finding, used, None, start, |it| {
            let inside = inside.iter().any(|inside| inside.origin == it.origin);
            let behind = inside && !self.open && it.period.first() > self.month();
            if behind { SetAsideWhy::BehindHole } else { SetAsideWhy::Overlaps }
        });
        let value = self.baseline.map(|baseline| &baseline.value);
        let Some(aim) = case.aim(value) else { return finding };
        let ceiling = aim.side == Side::Ceiling;
        case.show_actual(&mut finding, self.actual.clone(), Some(&aim));
        if are_exact(&self.known, self.baseline) {
            let path = self.path(&aim);
            let month = self.month();
            let [progress, expected, ratio] = self.ratio(&aim, &self.actual.value);
            let pace = path.pace(&self.actual.value, month, aim.strict, ratio);
            (finding.progress, finding.expected, finding.ratio) = (progress, expected, pace.ratio);
            finding.projected = pace.projected;
            // A ceiling is not a value to arrive at.
            finding.arrival = pace.arrival.filter(|_| !ceiling);
            // What is left, over the years that are left: a need, or the allowance of a ceiling.
            let years =
                Number::fraction(path.end.since(month).into(), 12).filter(Number::is_positive);
            finding.required_amount =
                years.and_then(|years| (&path.to - &self.actual.value).over(&years));
            finding.required_per_year.clone_from(&finding.required_amount);
            if let Some(mut trace) = finding.trace.take() {
                trace.pace = path.equations(&finding, ceiling);
                let quantity = if ceiling { Quantity::Allowed } else { Quantity::Required };
                let amount = finding.required_amount.clone();
                // Nothing is allowed beyond a ceiling.
                let amount = amount.filter(|it| !(ceiling && it.is_negative()));
                trace.need.extend(amount.map(|result| Equation::Left {
                    quantity,
                    target: (Term::Target, path.to.clone()),
                    actual: self.actual.value.clone(),
                    months: path.end.since(month),
                    result,
                }));
                finding.trace = Some(trace);
            }
        } else if let Some(trace) = &mut finding.trace {
            let from = self.baseline.map(|baseline| (&baseline.value, baseline.known()));
            let progress = self.known.over(&case.known_edge(&aim.edge, from));
            trace.pace = self.path(&aim).bounds(progress, self.month(), ceiling);
        }
        let reached = outcome.verdict == Verdict::Achieved && aim.side == Side::Floor;
        if reached && !self.closed() && (!self.open || self.is_early(&aim, inside)) {
            finding.flags.insert(Flag::Early);
        }
        finding.baseline = self.baseline.cloned();
        case.finish(finding, outcome, self.closed())
    }

    /// Do the figures that end before the deadline's last month prove the floor?
    fn is_early(&self, aim: &Aim, inside: &[&Observation]) -> bool {
        let before: Vec<&Observation> =
            inside.iter().copied().filter(|it| it.period.last() < self.case.deadline()).collect();
        let sum = tiling::cover(&before, self.case.indicator.period).together();
        let low = sum.and_then(|sum| sum.known.low);
        low.is_some_and(|low| aim.met_by(&low.value) || low.open && low.value == aim.edge)
    }
}

impl Question for Total<'_> {
    type At = (Point, Aim);

    fn settled(&self, (at, aim): &Self::At) -> Option<bool> {
        let met = aim.met_by(&at.actual);
        match aim.side {
            _ if self.closed() => Some(met),
            Side::Floor => met.then_some(true),
            Side::Ceiling => (!met).then_some(false),
            Side::Range => (at.actual > aim.upper).then_some(false),
        }
    }

    fn now(&self, (at, aim): &Self::At) -> Option<Result<Verdict, Reason>> {
        // To be below a ceiling is no achievement before the end.
        let met = aim.side != Side::Ceiling && aim.met_by(&at.actual);
        met.then_some(Ok(Verdict::OnTrack))
    }

    fn pace(&self, (at, aim): &Self::At) -> Result<Verdict, Reason> {
        let bands = self.case.bands(Method::Schedule);
        let [progress, _, ratio] = self.ratio(aim, &at.actual);
        match (&ratio, &progress) {
            (Some(ratio), _) => Ok(grade(ratio, &bands, aim.budget)),
            // Nothing, or less than nothing, of what a ceiling allows has been used.
            (None, Some(_)) if aim.side == Side::Ceiling => Ok(Verdict::Ahead),
            (None, Some(progress)) if progress.is_negative() => Ok(Verdict::Regressing),
            (None, Some(_)) => Ok(Verdict::OnTrack),
            (None, None) => Err(Reason::ZeroOrSign),
        }
    }
}
