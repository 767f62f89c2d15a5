//! Rules over members and years: a double decline (双下降) and what follows from it.
//!
//! To fall is to be strictly less, like compared with like: the year before as it was known when the year itself was
//! first published, so that a revision of one year alone is no decline.

use chrono::NaiveDate;

use crate::actuals::derived::{figures, unit_and_kind};
use crate::actuals::vintages::{in_force, like_with_like};
use crate::actuals::{Actuals, Observation};
use crate::number::Number;
use crate::period::Period;
use crate::plan::{Kind, Plan, Reading, Rule};

words! {
    /// What a rule says of a member in a year.
    pub enum RuleVerdict: text, head {
        /// Every condition holds.
        Fires   "fires"   "fires"   "触发"     "Fires"         "触发";
        /// One condition does not hold.
        Clear   "clear"   "clear"   "未触发"   "Clear"         "未触发";
        /// No condition is known not to hold, and one is not known.
        Unknown "unknown" "unknown" "无法判定" "Nothing known" "均无数据";
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
#[derive(Debug, Clone)]
pub struct Condition {
    /// Id of the indicator or series.
    pub series: String,
    /// The value of the year and the one it is compared with: amounts, ratios, or growth in percent.
    pub compared: Option<(Number, Number)>,
    /// Did it fall?
    pub fell: Option<bool>,
    /// Would the newest vintages alone answer otherwise?
    pub revised: bool,
    /// What it rests on: the year's figure first.
    pub observations: Vec<Observation>,
}

/// What a rule says of one member in one year.
#[derive(Debug, Clone)]
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

/// Is it the growth of this series that is compared, rather than its value?
///
/// A ratio falls by its value in either reading: its growth is nothing that anybody publishes.
pub fn compares_growth(reading: Reading, kind: Kind) -> bool {
    reading == Reading::Growth && kind != Kind::Ratio
}

/// The outcomes of a rule for every region given and every year of `years`, in that order.
pub fn outcomes(
    plan: &Plan,
    actuals: &Actuals,
    as_of: NaiveDate,
    rule: &Rule,
    regions: &[String],
    years: &[i32],
) -> Vec<RuleOutcome> {
    let mut outcomes = Vec::new();
    for region in regions {
        let series: Vec<_> = rule
            .all_fall
            .iter()
            .map(|id| {
                let kind = unit_and_kind(plan, id).map_or(Kind::Flow, |(_, kind)| kind);
                (id.as_str(), kind, figures(plan, actuals, id, region, as_of).observations)
            })
            .collect();
        for &year in years {
            let conditions: Vec<Condition> = series
                .iter()
                .map(|(id, kind, observations)| {
                    condition(id, *kind, observations, rule.reading, year, as_of)
                })
                .collect();
            let verdict = RuleVerdict::of(conditions.iter().map(|condition| condition.fell));
            outcomes.push(RuleOutcome { region: region.clone(), year, verdict, conditions });
        }
    }
    outcomes
}

fn condition(
    id: &str,
    kind: Kind,
    observations: &[Observation],
    reading: Reading,
    year: i32,
    as_of: NaiveDate,
) -> Condition {
    let by_growth = compares_growth(reading, kind);
    let newest = in_force(observations, kind, as_of, false);
    let newest_of = |year: i32| {
        let span = Period::year(year)?;
        newest.iter().find(|value| {
            value.period.same_span(span)
                || kind == Kind::Stock && value.period.last() == span.last()
        })
    };
    // Everything as it was known when the year itself was first published.
    let alike = |year_wanted: i32| {
        let (wanted, this) = (Period::year(year_wanted)?, Period::year(year)?);
        like_with_like(observations, kind, wanted, this, as_of, false)
    };
    let compare = |of: &dyn Fn(i32) -> Option<Observation>| {
        let (this, before) = (of(year)?, of(year - 1)?);
        if !by_growth {
            let pair = (this.value.clone(), before.value.clone());
            return Some((pair, vec![this, before]));
        }
        let earlier = of(year - 2)?;
        let pair = (growth(&before, &this)?, growth(&earlier, &before)?);
        Some((pair, vec![this, before, earlier]))
    };
    let like = compare(&|wanted| {
        // The year itself as first published, too: later vintages of it belong to later comparisons.
        if wanted == year {
            first_of(observations, kind, year, as_of)
        } else {
            alike(wanted).cloned()
        }
    });
    let naive = compare(&|wanted| newest_of(wanted).cloned());
    let fell = |pair: &(Number, Number)| pair.0 < pair.1;
    let answer = like.as_ref().map(|(pair, _)| fell(pair));
    let revised = answer.is_some() && naive.as_ref().map(|(pair, _)| fell(pair)) != answer;
    let (compared, observations) =
        like.map_or((None, Vec::new()), |(pair, used)| (Some(pair), used));
    Condition { series: id.to_owned(), compared, fell: answer, revised, observations }
}

/// The year's figure as first published.
fn first_of(
    observations: &[Observation],
    kind: Kind,
    year: i32,
    as_of: NaiveDate,
) -> Option<Observation> {
    let span = Period::year(year)?;
    like_with_like(observations, kind, span, span, as_of, false).cloned()
}

fn growth(earlier: &Observation, later: &Observation) -> Option<Number> {
    let growth = (&later.value - &earlier.value).over(&earlier.value)?;
    earlier.value.is_positive().then(|| &growth * &Number::from(100))
}
