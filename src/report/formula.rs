//! The arithmetic behind a finding, as equations whose two sides are equal.
//!
//! The assessment hands over results; here each result is paired with the expression that yields it exactly. Where
//! none of the simple expressions does (milestones bend the path, say), the result stands alone, and nothing wrong is
//! ever printed.

use crate::assess::Finding;
use crate::number::Number;
use crate::plan::{Indicator, Measure};
use crate::report::Judged;
use crate::report::pace::{self, PaceFormula};
use crate::table::GapUnit;

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
    }
}

words! {
    /// A number with a name of its own.
    pub enum Term {
        /// The actual.
        Actual   "actual"   "实际值";
        /// The target.
        Target   "target"   "目标值";
        /// Progress.
        Progress "progress" "完成进度";
        /// Expected.
        Expected "expected" "序时进度";
    }
}

/// An equation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// actual = a + b + …
    Sum {
        /// The figures added, in order of time.
        parts: Vec<Number>,
        /// What they make.
        total: Number,
    },
    /// The value on which meeting the target turns, where it is not the target itself.
    Edge(Number),
    /// gap = a − b
    Gap {
        /// What is subtracted from: the actual, or the target of a ceiling.
        from: (Term, Number),
        /// What is subtracted.
        less: (Term, Number),
        /// The result.
        gap: Number,
        /// Its unit.
        unit: GapUnit,
    },
    /// progress = (actual − baseline) / (target − baseline)
    Progress {
        /// The actual.
        actual: Number,
        /// Where it started.
        baseline: Number,
        /// Where it goes.
        target: Number,
        /// The result.
        result: Number,
    },
    /// expected = months elapsed / months in all
    Expected {
        /// Months from the start to the end of the actual's period.
        elapsed: i32,
        /// Months from the start to the deadline.
        whole: i32,
        /// The result.
        result: Number,
    },
    /// A quotient of two terms.
    Quotient {
        /// What it is.
        quantity: Quantity,
        /// Above the line.
        above: (Term, Number),
        /// Below the line.
        below: (Term, Number),
        /// The result.
        result: Number,
    },
    /// An equation of a method that carries growth or changes on.
    Pace(PaceFormula),
    /// A result without a simple expression; with the unit where it has one.
    Given(Quantity, Number, Option<GapUnit>),
}

/// The equations of a finding, in the order in which one reads them.
pub fn formulas(judged: &Judged<'_>) -> Vec<Formula> {
    let finding = judged.finding;
    let in_force = judged.in_force();
    let indicator = &*in_force;
    let mut formulas = Vec::new();
    // Members that meet the target are counted, not added.
    if let Some(actual) = finding.actual.as_ref().filter(|_| finding.members.is_none()) {
        let parts: Vec<Number> =
            actual.observations.iter().map(|observation| observation.value.clone()).collect();
        let total = parts.iter().fold(Number::zero(), |total, part| &total + part);
        if parts.len() > 1 && total == actual.value {
            formulas.push(Formula::Sum { parts, total });
        }
    }
    if finding.target.as_ref().is_some_and(|target| *target != finding.edge) {
        formulas.push(Formula::Edge(finding.edge.clone()));
    }
    if let Some(gap) = &finding.gap {
        formulas.push(gap_formula(finding, indicator, gap, GapUnit::of(&judged.unit())));
    }
    let terms = Terms::of(finding, indicator);
    if let Some(attainment) = &finding.attainment {
        formulas.push(terms.quotient(
            Quantity::Attainment,
            attainment,
            &[(Term::Actual, Term::Target)],
        ));
    }
    formulas.extend(method_formulas(judged));
    let unit = GapUnit::of(&judged.unit());
    let required = finding.required_amount.as_ref();
    // Of an average growth there is no amount: what is needed is a growth itself.
    let growth = (indicator.measure == Measure::AverageGrowth)
        .then_some(finding.required_per_year.as_ref())
        .flatten();
    if let Some(required) = required.or(growth) {
        formulas.push(Formula::Given(Quantity::Required, required.clone(), Some(unit)));
    }
    formulas.extend(pace::needed(judged).map(Formula::Pace));
    formulas
}

/// The equations of the method by which the finding was judged: how its ratio comes about, and where its pace leads.
pub fn method_formulas(judged: &Judged<'_>) -> Vec<Formula> {
    let finding = judged.finding;
    let own: Vec<PaceFormula> = pace::formulas(judged);
    let refused = own.is_empty() && pace::has_own_arithmetic(finding.method);
    if refused {
        return Vec::new();
    }
    let gives_ratio = |formula: &PaceFormula| {
        matches!(formula, PaceFormula::GrowthRatio { .. } | PaceFormula::Miss { .. })
    };
    let gives_projected = |formula: &PaceFormula| {
        matches!(formula, PaceFormula::Compounded { .. } | PaceFormula::Carried { .. })
    };
    let lacks_ratio = !own.iter().any(gives_ratio);
    let lacks_projected = !own.iter().any(gives_projected);
    let mut formulas = if own.is_empty() {
        way_formulas(judged)
    } else {
        own.into_iter().map(Formula::Pace).collect()
    };
    if let Some(ratio) = finding.ratio.as_ref().filter(|_| lacks_ratio) {
        formulas.push(ratio_formula(judged, ratio));
    }
    if let Some(projected) = finding.projected.as_ref().filter(|_| lacks_projected) {
        let own_unit = GapUnit::Own(judged.unit().printed().to_owned());
        formulas.push(Formula::Given(Quantity::Projected, projected.clone(), Some(own_unit)));
    }
    formulas
}

/// How far it is, and how far it should be.
fn way_formulas(judged: &Judged<'_>) -> Vec<Formula> {
    let (finding, indicator) = (judged.finding, judged.in_force());
    let progress = finding.progress.as_ref();
    let expected = finding.expected.as_ref();
    [
        progress.map(|progress| progress_formula(finding, &indicator, progress)),
        expected.map(|expected| expected_formula(finding, &indicator, expected)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn ratio_formula(judged: &Judged<'_>, ratio: &Number) -> Formula {
    let candidates = [
        (Term::Progress, Term::Expected),
        (Term::Expected, Term::Progress),
        (Term::Actual, Term::Target),
        (Term::Target, Term::Actual),
    ];
    let terms = Terms::of(judged.finding, &judged.in_force());
    terms.quotient(Quantity::Ratio, ratio, &candidates)
}

/// The values that may play the target: the printed one, the deciding edge, the upper one.
fn goals<'a>(finding: &'a Finding, indicator: &'a Indicator) -> impl Iterator<Item = &'a Number> {
    let upper = indicator.target.value().and_then(|target| target.upper.as_ref());
    finding.target.iter().chain([&finding.edge]).chain(upper)
}

fn gap_formula(finding: &Finding, indicator: &Indicator, gap: &Number, unit: GapUnit) -> Formula {
    let actual = finding.actual.as_ref().map(|actual| &actual.value);
    for (actual, goal) in goals(finding, indicator).filter_map(|goal| Some((actual?, goal))) {
        let (actual, goal) = ((Term::Actual, actual.clone()), (Term::Target, goal.clone()));
        for (from, less) in [(actual.clone(), goal.clone()), (goal, actual)] {
            if &(&from.1 - &less.1) == gap {
                return Formula::Gap { from, less, gap: gap.clone(), unit };
            }
        }
    }
    Formula::Given(Quantity::Gap, gap.clone(), Some(unit))
}

fn progress_formula(finding: &Finding, indicator: &Indicator, progress: &Number) -> Formula {
    let given = || Formula::Given(Quantity::Progress, progress.clone(), None);
    let Some(actual) = finding.actual.as_ref().map(|actual| &actual.value) else {
        return given();
    };
    let baseline = match &finding.baseline {
        Some(baseline) => baseline.value.clone(),
        None => Number::zero(),
    };
    goals(finding, indicator)
        .find(|goal| (actual - &baseline).over(&(*goal - &baseline)).as_ref() == Some(progress))
        .map_or_else(given, |goal| Formula::Progress {
            actual: actual.clone(),
            baseline: baseline.clone(),
            target: goal.clone(),
            result: progress.clone(),
        })
}

fn expected_formula(finding: &Finding, indicator: &Indicator, expected: &Number) -> Formula {
    let given = || Formula::Given(Quantity::Expected, expected.clone(), None);
    let start = match (indicator.measure, &finding.baseline) {
        (Measure::Total, _) | (_, None) => indicator.period.eve(),
        (_, Some(baseline)) => baseline.period.last(),
    };
    let Some(actual) = &finding.actual else {
        return given();
    };
    let elapsed = actual.period.last().since(start);
    let whole = indicator.deadline.last().since(start);
    if Number::fraction(i64::from(elapsed), i64::from(whole)).as_ref() == Some(expected) {
        Formula::Expected { elapsed, whole, result: expected.clone() }
    } else {
        given()
    }
}

/// The named numbers of a finding, for quotients.
struct Terms {
    known: Vec<(Term, Number)>,
}

impl Terms {
    fn of(finding: &Finding, indicator: &Indicator) -> Self {
        let mut known: Vec<(Term, Number)> =
            goals(finding, indicator).map(|goal| (Term::Target, goal.clone())).collect();
        let actual = finding.actual.as_ref().map(|actual| &actual.value);
        let computed = [
            (Term::Actual, actual),
            (Term::Progress, finding.progress.as_ref()),
            (Term::Expected, finding.expected.as_ref()),
        ];
        known.extend(computed.into_iter().filter_map(|(term, value)| Some((term, value?.clone()))));
        Self { known }
    }

    /// The first candidate that yields the result.
    fn quotient(
        &self,
        quantity: Quantity,
        result: &Number,
        candidates: &[(Term, Term)],
    ) -> Formula {
        for (above, below) in candidates {
            for above in self.known.iter().filter(|(term, _)| term == above) {
                for below in self.known.iter().filter(|(term, _)| term == below) {
                    if above.1.over(&below.1).as_ref() == Some(result) {
                        return Formula::Quotient {
                            quantity,
                            above: above.clone(),
                            below: below.clone(),
                            result: result.clone(),
                        };
                    }
                }
            }
        }
        Formula::Given(quantity, result.clone(), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::sample;

    #[test]
    fn a_result_no_expression_yields_stands_alone() {
        let mut sample = sample();
        // As milestones would bend it.
        sample.assessment.findings[1].expected = Number::fraction(1, 3);
        sample.assessment.findings[1].ratio = Some(Number::from(7));
        let view = sample.view();
        let judged = view.judged().nth(1).unwrap();
        let formulas = formulas(&judged);
        assert!(
            formulas
                .iter()
                .any(|formula| matches!(formula, Formula::Given(Quantity::Expected, _, None)))
        );
        assert!(
            formulas
                .iter()
                .any(|formula| matches!(formula, Formula::Given(Quantity::Ratio, _, None)))
        );
    }

    #[test]
    fn the_gap_of_a_ceiling_is_turned_round() {
        let sample = sample();
        let view = sample.view();
        let judged = view.judged().nth(4).unwrap();
        let formulas = formulas(&judged);
        let Some(Formula::Gap { from, less, .. }) = formulas.first() else {
            panic!("no gap in {formulas:?}");
        };
        assert_eq!((from.0, less.0), (Term::Target, Term::Actual));
    }
}
