//! One indicator of a report: what a sentence about it needs.

use std::collections::BTreeSet;

use crate::assess::{Flag, Method, Reason};
use crate::interval::End;
use crate::period::{Month, Period};
use crate::plan::Measure;
use crate::report::Judged;
use crate::report::shown::{Digits, Distance, Usage};
use crate::table::{Missing, Name, Need, Share, Shown, Sought};

use super::{Occasion, Stage, Standing};

/// How a distance is known that follows from a figure that is not exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// As it is.
    Exact,
    /// The true value may lie on either side of the figure.
    Around,
    /// The true distance from the target is at most as much short of it, or at least as much beyond.
    Better,
    /// As `Better`, and not the figure itself.
    Beyond,
    /// The true distance is at least as much short of the target, or at most as much beyond.
    Worse,
    /// As `Worse`, and not the figure itself.
    Short,
}

words! {
    /// When the present pace arrives, seen from the as-of date and the deadline; what is said of it behind the month.
    pub enum Arrival {
        /// Up to the as-of date, though no figure shows it: the newest one is too old.
        Unconfirmed ", which no figure confirms yet" "（尚无数据证实）";
        /// Up to the deadline.
        InTime      ""                               "";
        /// After the deadline.
        Late        ", after the deadline"           "（晚于完成期限）";
    }
}

/// What is still needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Required {
    /// An amount.
    Amount(Need),
    /// A growth in percent.
    Growth(Shown),
}

/// An indicator with what is told of it.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its name.
    pub name: Name,
    /// The region, where it is not the one that the report is about.
    pub region: Option<String>,
    /// 约束性
    pub binding: bool,
    /// What must be reached, as in force.
    pub goal: Sought,
    /// The number that a relative target comes to.
    pub target: Option<Shown>,
    /// The unit of the target.
    pub unit: String,
    /// How many members of a list must each meet the target.
    pub members_required: Option<usize>,
    /// Members with data, and all of them.
    pub members: Option<(usize, usize)>,
    /// The deadline, where it is not the plan's.
    pub deadline: Option<Period>,
    /// The actual, its unit and period.
    pub actual: Option<(Shown, String, Period)>,
    /// The distance from the target.
    pub gap: Option<(Distance, Bound)>,
    /// What a ceiling on a sum or a budget allows, and how much of it is used.
    pub usage: Option<Usage>,
    /// Share done; not told in a final account.
    pub progress: Option<Share>,
    /// Share that should be done.
    pub expected: Option<Share>,
    /// Progress / expected, or the measure's own.
    pub ratio: Option<Share>,
    /// What is still needed, of what is not on course, and what may still be used; none once the deadline is over.
    pub required: Option<Required>,
    /// Where the present pace leads by the deadline, and in which unit; none once the deadline is over.
    pub projected: Option<(Shown, String)>,
    /// By how much the present pace leads beyond a ceiling on a sum; none once the deadline is over.
    pub overrun: Option<Shown>,
    /// When the present pace arrives; none once the deadline is over.
    pub arrival: Option<(Month, Arrival)>,
    /// Where it stands.
    pub standing: Standing,
    /// Why it cannot be assessed.
    pub reason: Option<Reason>,
    /// Operands and references without a figure.
    pub missing: Vec<Missing>,
    /// What else to know.
    pub flags: BTreeSet<Flag>,
    /// Who answers for it.
    pub responsible: Vec<String>,
}

impl Item {
    /// What a report tells of an indicator; `home` is the region that the report is about.
    pub fn of(judged: &Judged<'_>, standing: Standing, occasion: &Occasion, home: &str) -> Self {
        let finding = judged.finding;
        let digits = judged.digits();
        let indicator = judged.in_force();
        let plan = judged.plan;
        let unit = judged.unit().printed().to_owned();
        let deadline = indicator.deadline;
        let is_over = deadline.last_day() < occasion.as_of;
        let account = occasion.stage == Stage::Final;
        let share = |share: Option<Share>| share.filter(|_| !account);
        let [progress, expected] = judged.way();
        Self {
            name: judged.name(),
            region: (finding.region != home).then(|| finding.region.clone()),
            binding: indicator.binding,
            goal: judged.sought(),
            target: digits.target(),
            unit: indicator.target_unit().printed().to_owned(),
            members_required: finding.members.as_ref().map(|members| members.required),
            members: judged.members(),
            deadline: (deadline.last() != plan.period.last()).then_some(deadline),
            actual: digits
                .actual()
                .zip(finding.actual.as_ref())
                .map(|(value, actual)| (value, unit.clone(), actual.period)),
            gap: digits.distance().zip(bound(judged)),
            usage: digits.usage(),
            progress: share(progress),
            expected: share(expected),
            ratio: share(judged.ratio()),
            required: required(&digits).filter(|required| {
                let allowed = matches!(required, Required::Amount(Need { allowed: true, .. }));
                !is_over && (allowed || !standing.is_on_course())
            }),
            projected: digits
                .projected()
                .filter(|_| !is_over && digits.is_projection_real())
                .map(|projected| (projected, unit)),
            overrun: digits.overrun().filter(|_| !is_over),
            arrival: finding.arrival.filter(|_| !is_over).map(|month| {
                let arrival = if month > deadline.last() {
                    Arrival::Late
                } else if month <= Month::of(occasion.as_of) {
                    Arrival::Unconfirmed
                } else {
                    Arrival::InTime
                };
                (month, arrival)
            }),
            standing,
            reason: finding.reason,
            missing: judged.missing(),
            flags: finding.flags.clone(),
            responsible: indicator.responsible.clone(),
        }
    }
}

fn required(judged: &Digits<'_>) -> Option<Required> {
    let by_growth = judged.indicator().measure == Measure::AverageGrowth
        || judged.finding.method == Method::Compound;
    let growth = judged.need_growth().filter(|_| by_growth).map(Required::Growth);
    growth.or_else(|| judged.need().map(Required::Amount))
}

/// How the distance shown is known; `None` where nothing is.
fn bound(judged: &Judged<'_>) -> Option<Bound> {
    let Some(known) = &judged.finding.known_gap else { return Some(Bound::Exact) };
    let at = |end: &Option<End>| {
        let end = end.as_ref().filter(|end| judged.finding.gap.as_ref() == Some(&end.value));
        end.map(|end| end.open)
    };
    Some(match (at(&known.low), at(&known.high)) {
        (Some(false), _) => Bound::Better,
        (Some(true), _) => Bound::Beyond,
        (None, Some(false)) => Bound::Worse,
        (None, Some(true)) => Bound::Short,
        (None, None) if known.low.is_none() && known.high.is_none() => return None,
        (None, None) => Bound::Around,
    })
}
