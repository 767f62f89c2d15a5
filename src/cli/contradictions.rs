//! Figures that contradict each other, as diagnostics: conflicting values, and printed values that differ from derived ones.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::actuals::derived::Disagreement;
use crate::actuals::{Actuals, Origin, derived, vintages};
use crate::diag::{DataProblem, Diagnostic, Place};
use crate::number::Number;
use crate::plan::Plan;
use crate::unit::Unit;

/// Conflicting values of many regions that one run lists.
const MAX_CONFLICTS: usize = 10;

/// Disagreements of printed and derived figures that one run lists.
const MAX_DISAGREEMENTS: usize = 10;

fn with_unit(value: &Number, unit: &Unit) -> String {
    format!("{value} {}", unit.printed()).trim_end().to_owned()
}

/// Differing values with the same period, release date and trust: warnings that name both lines, or errors with `--strict`.
pub fn conflicts(
    plan: &Plan,
    actuals: &Actuals,
    as_of: NaiveDate,
    strict: bool,
) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (id, observations) in actuals.all() {
        let Some((unit, kind)) = derived::unit_and_kind(plan, id) else {
            continue;
        };
        for conflict in vintages::conflicts(observations, kind, as_of) {
            // A row may feed several indicators; its conflict is listed once.
            if !seen.insert((conflict.loser.origin, conflict.winner.origin)) {
                continue;
            }
            let problem = DataProblem::Conflict {
                indicator: name_of(plan, id),
                period: conflict.winner.period.to_string(),
                first: actuals.place(conflict.loser.origin),
                first_value: with_unit(&conflict.loser.value, unit),
                second: actuals.place(conflict.winner.origin),
                second_value: with_unit(&conflict.winner.value, unit),
            };
            let winner = line_of(actuals, conflict.winner.origin);
            let diagnostic = Diagnostic::new(problem, winner).as_error_if(strict);
            found.push(diagnostic.with_related(line_of(actuals, conflict.loser.origin)));
        }
    }
    found
}

/// Contradictions in the figures of many regions: the first of each kind in full, the others counted.
#[derive(Debug, Default)]
pub struct Contradictions {
    conflicts: Capped,
    disagreements: Capped,
}

/// Diagnostics of one kind, up to a maximum number.
#[derive(Debug, Default)]
struct Capped {
    first: Vec<Diagnostic>,
    /// The number of those left out.
    more: usize,
}

impl Capped {
    fn add(&mut self, found: impl IntoIterator<Item = Diagnostic>, most: usize) {
        for found in found {
            if self.first.len() < most {
                self.first.push(found);
            } else {
                self.more += 1;
            }
        }
    }
}

impl Contradictions {
    /// Adds the conflicts of a region.
    pub fn add_conflicts(&mut self, found: Vec<Diagnostic>) {
        self.conflicts.add(found, MAX_CONFLICTS);
    }

    /// Adds the disagreements of a region.
    pub fn add_disagreements(&mut self, plan: &Plan, actuals: &Actuals, as_of: NaiveDate) {
        let found = derived::disagreements(plan, actuals, as_of);
        let found = found.into_iter();
        let found = found.map(|found| disagreement(plan, actuals, found));
        self.disagreements.add(found, MAX_DISAGREEMENTS);
    }

    /// Adds those of later regions.
    pub fn append(&mut self, later: Self) {
        self.conflicts.add(later.conflicts.first, MAX_CONFLICTS);
        self.conflicts.more += later.conflicts.more;
        let found = later.disagreements;
        self.disagreements.add(found.first, MAX_DISAGREEMENTS);
        self.disagreements.more += found.more;
    }

    pub fn diagnostics(self) -> Vec<Diagnostic> {
        let more = |problem: DataProblem| Diagnostic::new(problem, None);
        let count = self.conflicts.more;
        let conflicts = (count > 0).then(|| more(DataProblem::MoreConflicts { count }));
        let count = self.disagreements.more;
        let disagreements = (count > 0).then(|| more(DataProblem::MoreDisagreements { count }));
        let listed = self.conflicts.first.into_iter().chain(conflicts);
        listed.chain(self.disagreements.first).chain(disagreements).collect()
    }
}

/// Printed figures that differ from what their operands give: warnings at the printed figure, which is the one used.
pub fn disagreements(plan: &Plan, actuals: &Actuals, as_of: NaiveDate) -> Vec<Diagnostic> {
    let mut found = Contradictions::default();
    found.add_disagreements(plan, actuals, as_of);
    found.diagnostics()
}

fn disagreement(plan: &Plan, actuals: &Actuals, found: Disagreement) -> Diagnostic {
    let printed = &found.printed;
    let operands = found.operands.iter().map(|origin| actuals.place(*origin));
    let problem = DataProblem::Disagreement {
        indicator: name_of(plan, &found.id),
        region: found.region,
        period: printed.period.to_string(),
        printed: printed.value.to_string(),
        derived: found.derived.short_text(printed.value.decimals() + 1),
        place: operands.collect::<Vec<_>>().join(", "),
    };
    Diagnostic::new(problem, line_of(actuals, printed.origin))
}

/// The printed name of an indicator or declared series.
fn name_of(plan: &Plan, id: &str) -> String {
    let indicator = plan.indicator(id).map(|indicator| &indicator.name);
    let name = indicator.or_else(|| plan.series_of(id).map(|series| &series.name));
    name.map_or_else(|| id.to_owned(), String::clone)
}

/// The line of an observation.
fn line_of(actuals: &Actuals, origin: Origin) -> Option<Place> {
    let file = actuals.files.get(origin.file as usize)?;
    Some(Place { cell: actuals.cell(origin), ..Place::line_of(&file.name, origin.line) })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::load::actuals_csv::{self, Input, Options};
    use crate::load::plan_toml;
    use crate::plan::{Derivation, Kind, Series};

    const PLAN: &str = r#"
        [plan]
        id = "t"
        title = "规划"
        region = "测试市"
        period = "2021/2025"
        [[indicator]]
        id = "x"
        name = "研发经费"
        unit = "亿元"
        measure = "level"
        target = { at_least = 1 }
        cite = { section = "一", figure = "研发经费1亿元" }
    "#;

    /// The plan with `x` as the sum of a declared series, and its actuals.
    fn loaded(rows: &str) -> (Plan, Actuals) {
        let mut plan = plan_toml::load_plan("t.toml", PLAN.as_bytes(), None).plan.expect("a plan");
        plan.series.push(Series {
            id: "part".to_owned(),
            concept: "part".to_owned(),
            name: "企业研发经费".to_owned(),
            name_en: None,
            aliases: Vec::new(),
            printed_units: Vec::new(),
            unit: Unit::parse("亿元"),
            kind: Kind::Flow,
            at: None,
            region: None,
            from: None,
            line: 1,
        });
        plan.indicators[0].from = Some(Derivation::Sum(vec!["part".to_owned()]));
        let text = format!("region,indicator,period,value,unit\n{rows}");
        let inputs = vec![Input {
            name: "a.csv".to_owned(),
            sheet: None,
            reader: Box::new(Cursor::new(text.into_bytes())),
        }];
        let (wanted, options) = (plan.wanted(None), Options::default());
        let loaded = actuals_csv::read_actuals(&wanted, "测试市", inputs, &options);
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
        (plan, loaded.actuals)
    }

    fn today() -> NaiveDate {
        "2026-06-30".parse().expect("a day")
    }

    #[test]
    fn disagreements_are_listed_at_the_printed_figure() {
        let (plan, actuals) = loaded(
            "测试市,企业研发经费,2022,7.26,亿元\n测试市,研发经费,2022,8.0,亿元\n测试市,研发经费,2023,9,亿元\n",
        );
        let found = disagreements(&plan, &actuals, today());
        let [only] = found.as_slice() else { panic!("{found:?}") };
        let problem = DataProblem::Disagreement {
            indicator: "研发经费".to_owned(),
            region: "测试市".to_owned(),
            period: "2022".to_owned(),
            printed: "8.0".to_owned(),
            derived: "7.26".to_owned(),
            place: "a.csv:2".to_owned(),
        };
        assert_eq!(only.problem, problem.into());
        assert_eq!(only.place.as_ref().map(|place| place.line), Some(3));
        assert!(!only.is_error());

        let rows: Vec<String> = (2001..=2025)
            .flat_map(|year| {
                ["企业研发经费,{},1", "研发经费,{},3"]
                    .map(|row| format!("测试市,{},亿元\n", row.replace("{}", &year.to_string())))
            })
            .collect();
        let (plan, actuals) = loaded(&rows.concat());
        let found = disagreements(&plan, &actuals, today());
        assert_eq!(found.len(), MAX_DISAGREEMENTS + 1);
        let more = DataProblem::MoreDisagreements { count: 15 };
        assert_eq!(found.last().map(|last| last.problem.clone()), Some(more.into()));
    }

    #[test]
    fn values_of_a_series_may_conflict() {
        let (plan, actuals) = loaded(
            "测试市,企业研发经费,2022,7.2,亿元\n测试市,企业研发经费,2022,7.3,亿元\n测试市,研发经费,2022,7.3,亿元\n",
        );
        let found = conflicts(&plan, &actuals, today(), true);
        let [only] = found.as_slice() else { panic!("{found:?}") };
        assert!(only.is_error());
        assert!(matches!(
            &only.problem,
            crate::diag::Problem::Data(DataProblem::Conflict { indicator, .. }) if indicator == "企业研发经费"
        ));
    }
}
