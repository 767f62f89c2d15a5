//! Rules over members and years: a double decline (双下降) and what follows from it.
//!
//! To fall is to be strictly less, like compared with like: the year before as it was known when the year itself was
//! first published, so that a revision of one year alone is not a decline.

use std::collections::BTreeSet;

use crate::{
    actuals::{
        Mark, Observation, Speaks, closing, speaks_for,
        vintages::{View, broken},
    },
    assess::{
        Basis, Reason,
        case::{doubt_of, telling},
    },
    interval::Interval,
    number::Number,
    period::Period,
    plan::{Kind, Reading, Rule},
};

words! {
    /// What a rule says of a member in a year.
    pub enum RuleVerdict: text, head {
        /// Every condition holds.
        Fires   "fires"   "fires"   "触发"     "Fires"         "触发";
        /// One condition does not hold.
        Clear   "clear"   "clear"   "未触发"   "Clear"         "未触发";
        /// No condition is known not to hold, and one is not known.
        Unknown "unknown" "unknown" "无法判定" "Unknown"       "无法判定";
    }
}

impl RuleVerdict {
    /// What conditions make together: one that does not hold clears, all that hold fire.
    fn of(fell: impl Iterator<Item = Option<bool>>) -> Self {
        let mut verdict = Self::Fires;
        for fell in fell {
            match fell {
                Some(false) => return Self::Clear,
                None => verdict = Self::Unknown,
                Some(true) => {}
            }
        }
        verdict
    }
}

impl RuleOutcome {
    /// Would the newest vintages alone give another verdict?
    pub fn is_revised(&self) -> bool {
        let newest = self.conditions.iter().map(|condition| {
            condition.fell.map(|fell| if condition.revised { !fell } else { fell })
        });
        RuleVerdict::of(newest) != self.verdict
    }
}

/// One condition of a rule.
#[derive(Clone, Default)]
pub struct Condition {
    /// Id of the indicator or series.
    pub series: String,
    /// Is its growth compared, rather than its value? A ratio falls by its value in either reading: its growth is nothing that
    /// anybody publishes.
    pub growth: bool,
    /// The value of the year and the one it is compared with: amounts, ratios, or growth in percent.
    pub compared: Option<(Number, Number)>,
    /// Did it fall?
    pub fell: Option<bool>,
    /// Why that is not known.
    pub reason: Option<Reason>,
    /// Would the newest vintages alone answer otherwise?
    pub revised: bool,
    /// What it rests on: the year's figure first.
    pub observations: Vec<Observation>,
}

impl Condition {
    /// The marks by which the year's value, and the one it is compared with, are not the values themselves.
    pub fn marks(&self) -> impl Iterator<Item = Option<Mark>> {
        self.observations.windows(1 + usize::from(self.growth)).map(|figures| match figures {
            // What is known of a ratio is known of the growth.
            [later, earlier] => {
                let known =
                    later.interval().over(&earlier.interval()).unwrap_or_else(Interval::anything);
                let ratio = later.value.over(&earlier.value)?;
                later.quality.and(earlier.quality).by(&ratio, &known).inexact()
            }
            figures => figures.first()?.quality.inexact(),
        })
    }
}

/// What a rule says of one member in one year.
#[derive(Clone)]
pub struct RuleOutcome {
    /// The member.
    pub region: String,
    /// The calendar year.
    pub year: i32,
    /// What it says.
    pub verdict: RuleVerdict,
    /// Its conditions, in the plan's order.
    pub conditions: Vec<Condition>,
}

impl RuleOutcome {
    /// Why the rule says nothing: the reason of the first condition that is not known.
    pub fn reason(&self) -> Option<Reason> {
        let unknown = (self.verdict == RuleVerdict::Unknown).then_some(&self.conditions);
        unknown?.iter().find_map(|condition| condition.reason)
    }
}

/// Where rules are looked at.
#[derive(Clone, Copy)]
pub enum Where<'a> {
    /// The members of the rule's own list.
    Members,
    /// Every region of which the actuals have a figure of one of the rule's series.
    EachRegion,
    /// One region.
    Region(&'a str),
}

/// A rule with what it says.
#[derive(Clone)]
pub struct Outcomes<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The regions looked at.
    pub regions: Vec<String>,
    /// What it says, by region and year.
    pub found: Vec<RuleOutcome>,
}

impl<'a> Outcomes<'a> {
    pub fn of(basis: Basis<'_>, rule: &'a Rule, place: Where<'_>, years: &[i32]) -> Self {
        let regions = regions(basis, rule, place);
        let mut found = Vec::new();
        for region in &regions {
            let series: Vec<_> = rule
                .all_fall
                .iter()
                .map(|id| {
                    let kind = basis.plan.kind_of(id);
                    (id.as_str(), kind, basis.figures(id, region).observations)
                })
                .collect();
            for &year in years {
                let conditions: Vec<Condition> = series
                    .iter()
                    .map(|(id, kind, observations)| {
                        let view = View::new(observations, *kind, (basis.as_of, false));
                        condition(view, id, rule.reading, year)
                    })
                    .collect();
                let verdict = RuleVerdict::of(conditions.iter().map(|condition| condition.fell));
                found.push(RuleOutcome { region: region.clone(), year, verdict, conditions });
            }
        }
        Self { rule, regions, found }
    }
}

fn regions(basis: Basis<'_>, rule: &Rule, place: Where<'_>) -> Vec<String> {
    match place {
        Where::Members => basis.plan.members_of(&rule.each).to_vec(),
        Where::Region(region) => vec![region.to_owned()],
        Where::EachRegion => {
            let regions: BTreeSet<&str> =
                rule.all_fall.iter().flat_map(|id| basis.actuals.regions(id)).collect();
            regions.into_iter().map(str::to_owned).collect()
        }
    }
}

/// What is compared of the figures of a year, of the year before, and for a growth of the year before that: values, or growth in
/// percent. `None` where a growth has no meaning.
fn pair(values: &[Number]) -> Option<(Number, Number)> {
    match values {
        [this, before] => Some((this.clone(), before.clone())),
        [this, before, earlier] => Some((growth(before, this)?, growth(earlier, before)?)),
        _ => None,
    }
}

fn compared(figures: &[Observation]) -> Option<(Number, Number)> {
    pair(&figures.iter().map(|figure| figure.value.clone()).collect::<Vec<_>>())
}

/// Did it fall?
///
/// Errors: why that is not known.
fn fell(figures: &[Observation], newest: &[Observation]) -> Result<bool, Reason> {
    let ends = || figures.iter().map(|figure| figure.period.last());
    if let (Some(first), Some(last)) = (ends().min(), ends().max())
        && broken(newest, first, last)
    {
        return Err(Reason::Break);
    }
    let (this, before) = compared(figures).ok_or(Reason::ZeroOrSign)?;
    let fell = this < before;
    let mut points: Vec<Vec<Number>> = vec![Vec::new()];
    for figure in figures {
        let values = telling(&figure.interval(), || points.first().cloned().unwrap_or_default());
        let with = |point: &Vec<Number>| {
            let point = point.clone();
            values.iter().map(move |value| [&point[..], std::slice::from_ref(value)].concat())
        };
        points = points.iter().flat_map(with).collect();
    }
    let says = |point: &Vec<Number>| pair(point).map(|(this, before)| this < before);
    if points.iter().all(|point| says(point) == Some(fell)) {
        return Ok(fell);
    }
    Err(doubt_of(figures.iter().map(|figure| figure.quality)))
}

fn condition(view: View<'_>, id: &str, reading: Reading, year: i32) -> Condition {
    let View { kind, as_of, .. } = view;
    let growth = reading == Reading::Growth && kind != Kind::Ratio;
    let years = if growth { 3 } else { 2 };
    let newest = view.in_force();
    let alike = |wanted: Period, this: Period| view.like_with_like(wanted, this).cloned();
    let closing = |wanted: Period| closing(newest.iter(), kind, wanted).cloned();
    let of_years = |this: Period, of: &dyn Fn(Period) -> Option<Observation>| {
        let years =
            (0..years).map(|back| if back == 0 { Some(this) } else { this.years_later(-back) });
        years.map(|year| of(year?)).collect::<Option<Vec<_>>>()
    };
    let mut condition = Condition { series: id.to_owned(), growth, ..Condition::default() };
    let Some(this) = kind.calendar.year(year).filter(|this| this.first_day() <= as_of) else {
        condition.reason = Some(Reason::NotBegun);
        return condition;
    };
    // Everything as it was known when the year itself was first published; later vintages of it belong to later comparisons.
    let settles = |it: &Vec<Observation>| it.iter().all(|it| it.quality.settles());
    if let Some(like) = of_years(this, &|wanted| alike(wanted, this)).filter(settles) {
        let naive = of_years(this, &closing).map(|naive| fell(&naive, &newest));
        let answer = fell(&like, &newest);
        condition.revised = answer.is_ok_and(|answer| naive != Some(Ok(answer)));
        condition.compared = compared(&like).filter(|_| answer != Err(Reason::Break));
        (condition.fell, condition.reason) = (answer.ok(), answer.err());
        condition.observations = like;
        return condition;
    }
    let closed = closing(this).is_some();
    let parts = newest.iter().filter(|it| {
        !closed && kind != Kind::Stock && speaks_for(it.period, kind, this) == Speaks::PartOf
    });
    let parts = parts
        .filter_map(|part| of_years(part.period, &|wanted| alike(wanted, part.period)))
        .max_by_key(|it| it.first().map(|it| (it.period.months(), it.period)));
    condition.reason = Some(match parts {
        _ if closed => Reason::NoYearBefore,
        Some(_) => Reason::PartYearOnly,
        None => Reason::NoFigureYet,
    });
    condition.observations = parts.unwrap_or_default();
    condition.compared = compared(&condition.observations);
    condition
}

fn growth(earlier: &Number, later: &Number) -> Option<Number> {
    let growth = (later - earlier).over(earlier)?;
    earlier.is_positive().then(|| growth.scaled(&Number::from(100)))
}
