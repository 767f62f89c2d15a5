//! The numbers of a row as people read them: every view takes its cells and texts from here.

use std::borrow::Cow;
use std::ops::Deref;

use crate::{
    actuals::{Mark, Quality},
    assess::{Actual, Finding, MemberOutcome, Method, UsedBaseline, Verdict, trace::Side},
    number::Number,
    plan::{Comparator, Goal, Indicator, Measure, Target},
    record::each,
    report::{Judged, MEMBERS_UNIT},
    table::{Cell, Edges, GapRemark, Heading, Need, Share, Shown},
    unit::Unit,
};

/// A distance from the target, as it is told.
#[derive(Clone)]
pub struct Distance {
    /// How far; negative is short of it. Of a target with a tolerance it is the distance from the printed number.
    pub gap: Shown,
    /// In what unit.
    pub unit: Unit,
    /// What qualifies it.
    pub remark: Option<GapRemark>,
    /// Is the actual below the printed number?
    pub below: bool,
    /// Is it told as above or below the target, rather than as short of it or better?
    pub sided: bool,
}

/// How much of what a target allows is used.
#[derive(Clone)]
pub struct Usage {
    /// All that is allowed.
    pub of: Shown,
    /// Of a budget, which is there to be spent?
    pub budget: bool,
    /// The part that is used, of a ceiling.
    pub share: Option<Share>,
    /// How much a year, of more than one.
    pub a_year: Option<Shown>,
}

impl<'a> Judged<'a> {
    /// The finding's numbers as people read them.
    pub fn digits(self) -> Digits<'a> {
        Digits { judged: self, indicator: self.in_force(), edges: self.edges() }
    }

    /// The numbers of the row that are compared with each other.
    pub fn edges(&self) -> Edges {
        let finding = self.finding;
        let indicator = self.in_force();
        let target = own_target(&indicator);
        // The levels behind an average growth are numbers of another kind.
        let own_kind = indicator.measure != Measure::AverageGrowth && indicator.every.is_none();
        let baseline = finding.baseline.as_ref().filter(|_| own_kind).map(|from| &from.value);
        let projected = finding.projected.as_ref().filter(|_| own_kind);
        let aimed = finding.target.iter().flat_map(|target| [target, &finding.edge]);
        let actual = finding.actual.as_ref().map(|actual| &actual.value);
        edges_of(target, aimed.chain(actual).chain(baseline).chain(projected))
    }

    /// The numbers with which those of the members are compared.
    pub fn member_edges(&self) -> Edges {
        let indicator = self.in_force();
        let target = indicator.target.value();
        let numbers = target.map(Target::numbers).unwrap_or_default();
        let decimals = numbers.iter().map(|number| number.decimals()).max().unwrap_or_default();
        let figures = self.finding.members.iter().flat_map(|members| {
            let of = |member: &'a MemberOutcome| {
                let actual = member.actual.as_ref().map(|actual| &actual.value);
                actual.into_iter().chain(self.sought_of(member))
            };
            members.all.iter().flat_map(of)
        });
        Edges::new(decimals, numbers.into_iter().chain(figures))
    }

    /// The number that a member must reach, unless the target of the list says it: where members have different ones, or
    /// where it follows from another series.
    fn sought_of<'m>(&self, member: &'m MemberOutcome) -> Option<&'m Number> {
        let members = self.finding.members.as_ref()?;
        let is_said = self.in_force().target.value().is_some();
        if is_said { members.own_target(member) } else { member.target.as_ref() }
    }

    /// The target of a member, where that of the list does not say it.
    pub fn member_target(&self, member: &MemberOutcome) -> Option<Cell> {
        let target = self.sought_of(member)?;
        let indicator = self.in_force();
        let mark = indicator.target.value().and_then(own_mark);
        let value = self.member_edges().amount(target).marked(mark);
        Some(Cell::amount(value, indicator.target_unit()))
    }

    /// The growth needed per year from here. Of an average growth there is no amount: what is needed is a growth itself.
    pub fn need_growth(&self) -> Option<Shown> {
        let finding = self.finding;
        let own = finding
            .required_per_year
            .as_ref()
            .filter(|_| self.indicator().measure == Measure::AverageGrowth);
        let growth = finding.required_growth.as_ref().filter(|_| self.months_left().is_none());
        own.or(growth).map(Shown::growth)
    }

    /// The months from the actual to the deadline of an indicator of a year or less.
    fn months_left(&self) -> Option<i32> {
        let indicator = self.in_force();
        let actual = self.finding.actual.as_ref()?;
        let months = indicator.deadline.last().since(actual.period.last());
        (indicator.period.months() <= 12 && months > 0).then_some(months)
    }

    /// The share done, the share that should be done, and the ratio that meets the bands.
    pub fn progress_cell(&self) -> Cell {
        let [progress, expected] = self.way();
        Cell::Progress { progress, expected, ratio: self.ratio(), over: self.is_over() }
    }

    /// Is all of the way done, and the target not met: beyond a ceiling on a sum, or the far end of a range?
    pub fn is_over(&self) -> bool {
        let Finding { gap, progress, .. } = self.finding;
        let done = progress.as_ref().is_some_and(|it| *it >= Number::ONE);
        done && gap.as_ref().is_some_and(Number::is_negative)
    }

    /// The share done and the share that should be done.
    pub fn way(&self) -> [Option<Share>; 2] {
        let finding = self.finding;
        if self.is_short_at_target() {
            return [None, None];
        }
        let (Some(progress), Some(expected)) = (&finding.progress, &finding.expected) else {
            return [&finding.progress, &finding.expected].map(|it| it.as_ref().map(Share::of));
        };
        let ratio = finding.ratio.as_ref().filter(|_| finding.method == Method::Schedule);
        let is_ratio = |above: &Number, below: &Number| above.over(below).as_ref() == ratio;
        let edges = self.band_edges();
        let pair = if ratio.is_some() && is_ratio(progress, expected) {
            Share::pair(progress, expected, &edges)
        } else if ratio.is_some() && is_ratio(expected, progress) {
            let [expected, progress] = Share::pair(expected, progress, &edges);
            [progress, expected]
        } else {
            [Share::of(progress), Share::of(expected)]
        };
        pair.map(Some)
    }

    /// The ratio that meets the bands.
    pub fn ratio(&self) -> Option<Share> {
        let ratio = self.finding.ratio.as_ref().filter(|_| !self.is_short_at_target())?;
        Some(Share::beside(ratio, &self.band_edges()))
    }

    /// Actual / target; not of what equals a target that it must beat: all of it would be a target met.
    pub fn attainment(&self) -> Option<Share> {
        let attainment = self.finding.attainment.as_ref();
        attainment.filter(|_| !self.is_short_at_target()).map(Share::of)
    }

    /// Is the actual the printed target, and this one not met?
    fn is_short_at_target(&self) -> bool {
        let Finding { verdict, gap, .. } = self.finding;
        let short = verdict.is_graded() && *verdict > Verdict::OnTrack;
        short && gap.as_ref().is_some_and(Number::is_zero)
    }

    fn band_edges(&self) -> Vec<Number> {
        each(self.finding.bands.named(), |(_, band)| band)
    }
}

/// The numbers of a finding with the digits that set them apart, compared once.
#[derive(Debug, Clone)]
pub struct Digits<'a> {
    judged: Judged<'a>,
    /// As in force.
    indicator: Cow<'a, Indicator>,
    edges: Edges,
}

impl<'a> Deref for Digits<'a> {
    type Target = Judged<'a>;

    fn deref(&self) -> &Self::Target {
        &self.judged
    }
}

impl Digits<'_> {
    /// The target with its unit; the deadline below it, unless it is the plan's.
    pub fn target_cell(&self) -> Cell {
        let indicator = &self.indicator;
        let unit = indicator.target_unit().clone();
        let mut cells = match (&indicator.every, self.target()) {
            (None, target) => vec![Cell::Target(self.sought(), target, unit)],
            (Some(_), target) => {
                let count = target.map(|required| {
                    Cell::Target(at_least(required.exact).into(), None, Unit::parse(MEMBERS_UNIT))
                });
                vec![count.into(), Cell::Each(self.sought(), unit)]
            }
        };
        cells.extend(self.own_deadline().map(Cell::Period));
        Cell::Stack(cells)
    }

    /// The target with its unit and its deadline; one of its own stands beside it already.
    pub fn dated_target_cell(&self) -> Cell {
        let plans = self.own_deadline().is_none().then_some(self.indicator.deadline);
        self.target_cell().above(plans)
    }

    /// What the target comes to.
    pub fn target(&self) -> Option<Shown> {
        let finding = self.finding;
        let relative = self.indicator.target.value().is_none();
        // What a relative target comes to is known as well as what it follows from.
        let baseline = finding.baseline.as_ref().map(UsedBaseline::quality);
        let from = baseline.or(finding.reference.as_ref().map(|reference| reference.quality));
        let mark = from.filter(|_| relative).and_then(Quality::inexact);
        finding.target.as_ref().map(|target| self.edges.amount(target).marked(mark))
    }

    /// The actual.
    pub fn actual(&self) -> Option<Shown> {
        let actual = self.finding.actual.as_ref()?;
        Some(self.edges.amount(&actual.value).marked(actual.quality.inexact()))
    }

    /// The actual with its period below it.
    pub fn actual_cell(&self) -> Cell {
        figure_cell(&self.edges, self.finding.actual.as_ref())
    }

    /// The actual with its unit, and with its period below it.
    pub fn actual_amount_cell(&self) -> Cell {
        let actual = self.actual().zip(self.finding.actual.as_ref());
        let shown = actual.map(|(value, it)| (Cell::amount(value, &self.unit()), it.period));
        shown.into()
    }

    /// The baseline with its unit, and with its period below it.
    pub fn baseline_cell(&self) -> Cell {
        self.finding.baseline.as_ref().map(|from| self.start_cell(from)).into()
    }

    /// A value from which a path starts, with its unit, and with its period below it.
    pub fn start_cell(&self, from: &UsedBaseline) -> Cell {
        let value = self.edges.amount(&from.value).marked(from.quality().inexact());
        Cell::amount(value, self.observed_unit()).above(from.period)
    }

    /// Where the present pace leads by the deadline.
    pub fn projected(&self) -> Option<Shown> {
        self.finding.projected.as_ref().map(|value| self.edges.amount(value))
    }

    /// Can there be such a value? No place comes before the first, wherever a pace may lead.
    pub fn is_projection_real(&self) -> bool {
        let projected = self.finding.projected.as_ref();
        !self.unit().is_rank() || projected.is_none_or(|it| *it >= Number::ONE)
    }

    /// Of a target with a tolerance the distance from the printed number, which is told in the place of that from the limit.
    pub fn gap_to_printed(&self) -> Option<Number> {
        let Finding { gap, actual, target, .. } = self.finding;
        let gap = gap.as_ref()? - tolerance(&self.indicator)?;
        // With the decimals of actual and target, whatever those of the tolerance are.
        let ends = actual.iter().map(|actual| &actual.value).chain(target);
        Some(gap.with_decimals(ends.map(Number::decimals).max().unwrap_or_default()))
    }

    /// The distance from the target.
    pub fn distance(&self) -> Option<Distance> {
        let gap = self.finding.gap.as_ref()?;
        let indicator = &self.indicator;
        let actual = self.finding.actual.as_ref().map(|actual| &actual.value);
        let told = self.gap_to_printed();
        let told = told.as_ref().unwrap_or(gap);
        let remark = if told.is_negative() && !gap.is_negative() {
            Some(GapRemark::WithinTolerance)
        } else if self.is_short_at_target()
            && is_strict(indicator)
            && self.finding.known_gap.is_none()
        {
            Some(GapRemark::NotBeyond)
        } else {
            None
        };
        let digits = self.edges.distance(told, actual).digits;
        let gap = Shown { exact: gap.clone(), digits, mark: None };
        let below = actual < self.finding.target.as_ref();
        // A place further down is a larger number.
        let sided = match comparator(indicator).filter(|_| !indicator.unit.is_rank()) {
            Some(Comparator::AtMost | Comparator::LessThan) => true,
            Some(Comparator::Within | Comparator::About) => gap.exact.is_negative(),
            _ => false,
        };
        Some(Distance { gap, unit: self.unit().of_differences(), remark, below, sided })
    }

    /// The distance from the target.
    pub fn gap_cell(&self) -> Cell {
        // Of a bound the distance may be nothing, or not.
        let known = |it: &Distance| self.finding.known_gap.is_none() || !it.gap.is_zero();
        let distance = self.distance().filter(known);
        let told = distance.map(|it| match it.remark {
            Some(remark) => Cell::Difference(it.gap, it.unit).above(remark),
            None => Cell::Difference(it.gap, it.unit),
        });
        told.into()
    }

    /// What a ceiling on a sum, or a budget, allows, and how much of it is used.
    pub fn usage(&self) -> Option<Usage> {
        let indicator = &self.indicator;
        let target = own_target(indicator)?;
        let budget = target.comparator == Comparator::Budget;
        if !budget && !is_allowance(indicator) {
            return None;
        }
        let actual = self.finding.actual.as_ref()?;
        let known = actual.known.exact();
        let share = known.and_then(|used| used.over(&target.value));
        let share =
            share.filter(|share| !budget && target.value.is_positive() && !share.is_negative());
        let years = Number::fraction(actual.period.months().into(), 12)?;
        let a_year = known.filter(|_| years > Number::ONE).and_then(|used| used.over(&years));
        Some(Usage {
            of: self.edges.amount(&target.value),
            budget,
            share: share.as_ref().map(Share::of),
            a_year: a_year.map(|a_year| self.edges.amount(&a_year)),
        })
    }

    /// By how much the present pace leads beyond a ceiling on a sum, or a budget.
    pub fn overrun(&self) -> Option<Shown> {
        let finding = self.finding;
        let projected = finding.projected.as_ref().filter(|_| self.usage().is_some())?;
        let beyond = projected - &finding.edge;
        beyond.is_positive().then(|| self.edges.distance(&beyond, [projected]))
    }

    /// What is left to do or to use: the amount, and beneath it the growth where one is defined.
    pub fn need_cell(&self) -> Cell {
        (self.need(), self.need_growth().map(Cell::Growth)).into()
    }

    /// What is left to do or to use: a year, and in an indicator of a year or less all of it.
    pub fn need(&self) -> Option<Need> {
        let a_year = self.finding.required_amount.as_ref()?;
        let actual = self.finding.actual.as_ref()?;
        let indicator = &self.indicator;
        let months = self.months_left();
        let share = months.and_then(|months| Number::fraction(i64::from(months), 12));
        let amount = share.map_or_else(|| a_year.clone(), |share| a_year * &share);
        let unit = self.unit();
        if indicator.measure == Measure::Mean {
            let trace = self.finding.trace.as_deref()?;
            let beyond = trace.upper.as_ref().is_some_and(|upper| actual.value > *upper);
            let down = trace.side == Side::Ceiling || beyond;
            let mark = match (down, is_strict(indicator)) {
                (true, true) => Mark::Below,
                (true, false) => Mark::UpperBound,
                (false, true) => Mark::Above,
                (false, false) => Mark::LowerBound,
            };
            return Some(Need {
                amount: self.edges.distance(&amount, [&actual.value]).marked(Some(mark)),
                unit,
                months: None,
                allowed: down,
                mean: true,
            });
        }
        let allowed = is_allowance(indicator);
        (!(allowed && amount.is_negative())).then(|| Need {
            amount: self.edges.distance(&amount, [&actual.value]),
            unit: unit.of_differences(),
            months,
            allowed,
            mean: false,
        })
    }
}

/// Over what rows still need, a year or in the time left; and if a ceiling is among them over what is left, as nobody needs what it
/// allows.
pub fn need_heading<'a>(rows: impl IntoIterator<Item = Judged<'a>>) -> Heading {
    let needs: Vec<Need> = rows.into_iter().filter_map(|it| it.digits().need()).collect();
    let allowed = needs.iter().any(|need| need.allowed);
    match (needs.iter().any(|need| need.months.is_none()) || needs.is_empty(), allowed) {
        (true, false) => Heading::Required,
        (true, true) => Heading::LeftPerYear,
        (false, false) => Heading::Need,
        (false, true) => Heading::Left,
    }
}

/// A target as it is printed, and numbers that are compared with it.
pub fn edges_of<'n>(
    target: Option<&'n Target>,
    others: impl IntoIterator<Item = &'n Number>,
) -> Edges {
    let printed = target.into_iter().flat_map(|it| [&it.value].into_iter().chain(&it.upper));
    let decimals = printed.clone().map(Number::decimals).max().unwrap_or_default();
    Edges::new(decimals, printed.chain(others))
}

/// An actual with its period below it.
pub fn figure_cell(edges: &Edges, actual: Option<&Actual>) -> Cell {
    let shown = |it: &Actual| (value_cell(edges.amount(&it.value), it.quality), it.period);
    actual.map(shown).into()
}

/// A value, with a sign before it where it is not exact.
pub fn value_cell(value: Shown, quality: Quality) -> Cell {
    Cell::Number(value.marked(quality.inexact()))
}

/// The sign before the number of a member's own: that of 左右, since a smaller number may meet it.
pub fn own_mark(target: &Target) -> Option<Mark> {
    (target.comparator == Comparator::About).then_some(Mark::Approximate)
}

/// Does equality fall short?
pub fn is_strict(indicator: &Indicator) -> bool {
    match &indicator.target {
        _ if indicator.every.is_some() => false,
        Goal::Value(target) => target.comparator.is_strict(),
        Goal::Series(reference) => reference.comparator.is_strict(),
        Goal::Change(_) => false,
        Goal::Direction { or_equal, .. } => !or_equal,
    }
}

/// Is it a sum that must not pass a ceiling, so that what is left may be used?
pub fn is_allowance(indicator: &Indicator) -> bool {
    let ceiling = own_target(indicator).is_some_and(|target| {
        matches!(target.comparator, Comparator::AtMost | Comparator::LessThan)
    });
    ceiling && indicator.measure == Measure::Total
}

/// The target in the indicator's own unit; members are counted.
fn own_target(indicator: &Indicator) -> Option<&Target> {
    indicator.target.value().filter(|_| indicator.every.is_none())
}

/// How the actual is compared with a value, its own or that of another series.
fn comparator(indicator: &Indicator) -> Option<Comparator> {
    let of_series = indicator.target.reference().filter(|_| indicator.every.is_none());
    own_target(indicator).map(|it| it.comparator).or(of_series.map(|it| it.comparator))
}

/// By how much an actual may miss the printed number.
fn tolerance<'i>(indicator: &'i Indicator) -> Option<&'i Number> {
    let of_target =
        |target: &'i Target| (target.comparator == Comparator::About).then_some(&target.tolerance);
    let of_series = indicator.target.reference().map(|it| &it.tolerance);
    let of_series = of_series.filter(|it| indicator.every.is_none() && it.is_positive());
    own_target(indicator).and_then(of_target).or(of_series)
}

fn at_least(value: Number) -> Goal {
    Goal::Value(Target::of(Comparator::AtLeast, value))
}
