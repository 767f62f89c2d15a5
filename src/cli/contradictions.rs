//! Figures that contradict each other, the plan or their own dates, as diagnostics.

use chrono::NaiveDate;

use crate::{
    actuals::{
        Actual, Actuals, Observation, Origin,
        doubts::{self, Doubt, Doubtful},
    },
    diag::{DataProblem, Diagnostic, Place, Problem},
    number::Number,
    plan::Plan,
    words::joined,
};

/// Doubts of one kind that one run lists, where there may be many.
const MOST: usize = 10;

/// Conflicting values and early releases: warnings that name their lines, or errors with `--strict`.
pub fn of_rows(plan: &Plan, actuals: &Actuals, as_of: NaiveDate, strict: bool) -> Vec<Diagnostic> {
    let words = Words { plan, actuals };
    doubts::of_rows(plan, actuals, as_of)
        .into_iter()
        .map(|doubt| words.diagnostic(doubt).as_error_if(strict))
        .collect()
}

/// What contradicts the plan or what it makes of figures, as warnings.
pub fn of_plan(plan: &Plan, actuals: &Actuals, as_of: NaiveDate) -> Vec<Diagnostic> {
    let words = Words { plan, actuals };
    doubts::of_plan(plan, actuals, as_of).into_iter().map(|doubt| words.diagnostic(doubt)).collect()
}

/// Contradictions of each kind: the first in full, the others counted.
#[derive(Default)]
pub struct Contradictions([Capped; 3]);

/// What counts the others of each kind.
const MORE: [fn(usize) -> DataProblem; 3] = [
    |count| DataProblem::MoreConflicts { count },
    |count| DataProblem::MoreEarly { count },
    |count| DataProblem::MoreDisagreements { count },
];

/// Diagnostics of one kind, up to a maximum number.
#[derive(Default)]
struct Capped {
    first: Vec<Diagnostic>,
    /// The number of those left out.
    more: usize,
}

impl Capped {
    fn add(&mut self, found: Diagnostic) {
        if self.first.len() < MOST {
            self.first.push(found);
        } else {
            self.more += 1;
        }
    }
}

impl Contradictions {
    pub fn add(&mut self, found: Vec<Diagnostic>) {
        for found in found {
            let kind = match found.problem {
                Problem::Data(DataProblem::Conflict { .. }) => 0,
                Problem::Data(DataProblem::PublishedEarly { .. }) => 1,
                _ => 2,
            };
            self.0[kind].add(found);
        }
    }

    /// Adds those of later regions.
    pub fn append(&mut self, later: Self) {
        for (kind, later) in self.0.iter_mut().zip(later.0) {
            later.first.into_iter().for_each(|found| kind.add(found));
            kind.more += later.more;
        }
    }

    pub fn diagnostics(self) -> Vec<Diagnostic> {
        let kinds = self.0.into_iter().zip(MORE);
        let all = kinds.flat_map(|(kind, more)| {
            let rest = (kind.more > 0).then(|| Diagnostic::new(more(kind.more), None));
            kind.first.into_iter().chain(rest)
        });
        all.collect()
    }
}

/// What the texts of diagnostics need.
struct Words<'a> {
    plan: &'a Plan,
    actuals: &'a Actuals,
}

impl Words<'_> {
    /// Are they from two files of one recipe, and is neither dated?
    fn vintage_unknown(&self, one: &Observation, other: &Observation) -> bool {
        let recipe = |it: &Observation| {
            self.actuals.files.get(it.origin.file as usize)?.recipe.filter(|_| !it.dated)
        };
        one.origin.file != other.origin.file
            && recipe(one).is_some()
            && recipe(one) == recipe(other)
    }

    fn diagnostic(&self, doubt: Doubt) -> Diagnostic {
        let Doubt { id, region, what } = doubt;
        let indicator = self.name_of(&id);
        let (problem, at, beside) = match what {
            Doubtful::Conflict(conflict) => {
                let winner = &conflict.winner;
                let loser = &conflict.loser;
                let [first, second] =
                    [loser, winner].map(|it| it.origin.place(&self.actuals.files));
                let value = |it: &Observation| self.value(&id, &it.value);
                let problem = DataProblem::Conflict {
                    undated: self.vintage_unknown(loser, winner),
                    period: winner.period.to_string(),
                    first,
                    first_value: value(loser),
                    second,
                    second_value: value(winner),
                    indicator,
                };
                (problem, winner.origin, Some(loser.origin))
            }
            Doubtful::Early(figure) => {
                let problem = DataProblem::PublishedEarly {
                    indicator,
                    region,
                    period: figure.period.to_string(),
                    published: figure.published,
                    ends: figure.known_from(),
                };
                (problem, figure.origin, None)
            }
            Doubtful::Derived(found) => {
                let printed = &found.printed;
                let problem = DataProblem::Disagreement {
                    indicator,
                    region,
                    period: printed.period.to_string(),
                    printed: printed.value.to_string(),
                    derived: found.derived.short_text(printed.value.decimals() + 1),
                    place: self.places(found.operands.iter().copied()),
                };
                (problem, printed.origin, None)
            }
            Doubtful::Sums(sums) => {
                let shown = |tiles: &[Observation]| {
                    let sum = Actual::sum(tiles.to_vec()).map(|sum| self.value(&id, &sum.value));
                    let parts = tiles.iter().map(|tile| tile.period.to_string());
                    format!("{} ({})", sum.unwrap_or_default(), joined(parts, " + "))
                };
                let problem = DataProblem::SumsDisagree {
                    indicator,
                    region,
                    used: shown(&sums.used),
                    other: shown(&sums.other),
                    place: self.places(sums.other.iter().map(|tile| tile.origin)),
                };
                let first = |tiles: &[Observation]| tiles.first().map(|tile| tile.origin);
                (problem, first(&sums.used).unwrap_or(Origin::of_line(0, 0)), first(&sums.other))
            }
            Doubtful::Parts { whole, sum, parts } => {
                let problem = DataProblem::PartsDisagree {
                    period: whole.period.to_string(),
                    printed: self.value(&id, &whole.value),
                    sum: self.value(&id, &sum),
                    place: self.places(parts.iter().map(|part| part.origin)),
                    indicator,
                    region,
                };
                (problem, whole.origin, parts.first().map(|part| part.origin))
            }
            Doubtful::Part { figure, whole_id, whole } => {
                let problem = DataProblem::PartAboveWhole {
                    period: figure.period.to_string(),
                    value: self.value(&id, &figure.value),
                    whole: self.name_of(&whole_id),
                    whole_value: self.value(&whole_id, &whole.value),
                    place: whole.origin.place(&self.actuals.files),
                    indicator,
                    region,
                };
                (problem, figure.origin, Some(whole.origin))
            }
            Doubtful::Cumulated { figures, next } => {
                let shown = |it: &Observation| format!("{} ({})", it.value, it.period);
                let problem = DataProblem::LooksCumulated {
                    indicator,
                    region,
                    figures: joined(figures.iter().map(shown), ", "),
                    next: shown(&next),
                };
                (problem, figures.last().map_or(next.origin, |last| last.origin), Some(next.origin))
            }
            Doubtful::Implausible(off) => {
                let problem = DataProblem::ImplausibleValue {
                    period: off.figure.period.to_string(),
                    value: self.value(&id, &off.figure.value),
                    meant: self.value(&id, &off.meant),
                    beside: off.beside,
                    than: self.value(&id, &off.than),
                    indicator,
                    region,
                };
                (problem, off.figure.origin, None)
            }
            Doubtful::Baseline { figure, stated } => {
                let problem = DataProblem::BaselineDiffers {
                    period: figure.period.to_string(),
                    stated: self.value(&id, &stated),
                    printed: self.value(&id, &figure.value),
                    indicator,
                    region,
                };
                (problem, figure.origin, None)
            }
        };
        Diagnostic::new(problem, self.line_of(at))
            .with_related(beside.and_then(|beside| self.line_of(beside)))
    }

    fn places(&self, origins: impl Iterator<Item = Origin>) -> String {
        joined(origins.map(|origin| origin.place(&self.actuals.files)), ", ")
    }

    /// A value in the unit of an indicator or series.
    fn value(&self, id: &str, value: &Number) -> String {
        let unit = self.plan.figure(id).map_or("", |figure| figure.unit.printed());
        format!("{value} {unit}").trim_end().to_owned()
    }

    /// The printed name of an indicator or declared series.
    fn name_of(&self, id: &str) -> String {
        self.plan.figure(id).map_or(id, |figure| &figure.name).to_owned()
    }

    /// The line of an observation.
    fn line_of(&self, origin: Origin) -> Option<Place> {
        let files = &self.actuals.files;
        let file = files.get(origin.file as usize)?;
        Some(Place { cell: origin.cell(files), ..Place::line_of(&file.name, origin.line) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::input;
    use crate::load::actuals_csv::{self, Options};
    use crate::load::plan_toml;
    use crate::plan::{Derivation, Kind, Series};
    use crate::unit::Unit;
    use crate::words::Lang;

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
            own_aliases: 0,
            printed_units: Vec::new(),
            unit: Unit::parse("亿元"),
            kind: Kind::Flow.into(),
            frequency: 12,
            region: None,
            from: None,
            line: 1,
        });
        plan.indicators[0].from = Some(Derivation::Sum(vec!["part".to_owned()]));
        let text = format!("region,indicator,period,value,unit\n{rows}");
        let inputs = vec![input("a.csv", text)];
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
        let found = of_plan(&plan, &actuals, today());
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
        let mut found = Contradictions::default();
        found.add(of_plan(&plan, &actuals, today()));
        let found = found.diagnostics();
        assert_eq!(found.len(), MOST + 1);
        let more = DataProblem::MoreDisagreements { count: 15 };
        assert_eq!(found.last().map(|last| last.problem.clone()), Some(more.into()));
    }

    #[test]
    fn values_of_a_series_may_conflict() {
        let (plan, actuals) = loaded(
            "测试市,企业研发经费,2022,7.2,亿元\n测试市,企业研发经费,2022,7.3,亿元\n测试市,研发经费,2022,7.3,亿元\n",
        );
        let found = of_rows(&plan, &actuals, today(), true);
        let [only] = found.as_slice() else { panic!("{found:?}") };
        assert!(only.is_error());
        assert!(matches!(
            &only.problem,
            Problem::Data(DataProblem::Conflict { indicator, .. }) if indicator == "企业研发经费"
        ));
    }

    /// The codes and messages for an indicator's keys and rows of `indicator,period,value,unit,published,quality`.
    fn said(indicators: &str, rows: &str) -> Vec<String> {
        let head =
            "[plan]\nid = \"t\"\ntitle = \"规划\"\nregion = \"测试市\"\nperiod = \"2021/2025\"\n";
        let tables = indicators.split("[[indicator]]").filter(|keys| !keys.trim().is_empty());
        let text = tables.fold(String::new(), |text, keys| text + "[[indicator]]\n" + keys + "\n");
        let loaded = plan_toml::load_plan("t.toml", format!("{head}{text}").as_bytes(), None);
        let plan = loaded.plan.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
        let rows = rows.split('|').map(|row| {
            let blanks = ",".repeat(5 - row.matches(',').count());
            format!("测试市,{row}{blanks}\n")
        });
        let rows: String = rows.collect();
        let text = format!("region,indicator,period,value,unit,published,quality\n{rows}");
        let inputs = vec![input("a.csv", text)];
        let loaded =
            actuals_csv::read_actuals(&plan.wanted(None), "测试市", inputs, &Options::default());
        let all = [
            of_rows(&plan, &loaded.actuals, today(), false),
            of_plan(&plan, &loaded.actuals, today()),
        ];
        let shown = |it: &Diagnostic| {
            format!("{}: {}", it.problem.code(), it.problem.text(Lang::En).message)
        };
        all.concat().iter().map(shown).collect()
    }

    #[test]
    fn what_contradicts_sums_parts_baselines_and_dates() {
        const TOTAL: &str = "id = \"x\"\nname = \"投资\"\nunit = \"亿元\"\nmeasure = \"total\"\ntarget = { at_least = 100 }\ncite = { section = \"一\", figure = \"100\" }";
        const EVERY: &str = "id = \"x\"\nname = \"投资\"\nunit = \"亿元\"\nmeasure = \"every-year\"\nkind = \"flow\"\ntarget = { at_least = 100 }\ncite = { section = \"一\", figure = \"100\" }";
        const LEVEL: &str = "id = \"x\"\nname = \"投资\"\nunit = \"亿元\"\nmeasure = \"level\"\nkind = \"flow\"\ntarget = { at_least = 100 }\ncite = { section = \"一\", figure = \"100\" }\nbaseline = { period = \"2020\", value = 61.5 }";
        const SHARE: &str = "id = \"x\"\nname = \"占比\"\nunit = \"%\"\nmeasure = \"level\"\ntarget = { at_least = 3.5 }\ncite = { section = \"一\", figure = \"3.5%\" }";
        let family = format!(
            "{TOTAL}\nparts = [\"a\", \"b\"]\n[[indicator]]\n{}\n[[indicator]]\n{}",
            TOTAL.replace("\"x\"", "\"a\"").replace("投资", "甲").replace("100", "60"),
            TOTAL
                .replace("\"x\"", "\"b\"")
                .replace("投资", "乙")
                .replace("100", "400000")
                .replace("亿元", "万元")
        );
        let child = format!(
            "{LEVEL}\n[[indicator]]\n{}\nparent = \"x\"",
            LEVEL
                .replace("\"x\"", "\"k\"")
                .replace("投资", "其中")
                .replace("\nbaseline = { period = \"2020\", value = 61.5 }", "")
        );
        for (name, plan, rows, expected) in [
            (
                "two halves and two others",
                TOTAL,
                "投资,2024H1,50,,2024-08-01|投资,2024H2,45,,2025-02-01|投资,2024Q1,20,,2024-05-01|投资,2024-04/2024-12,85,,2025-02-01",
                "sums-disagree: the figures of \"投资\" of 测试市 add up to 95 亿元 (2024H1 + 2024H2), but also to 105 亿元 (2024Q1 + 2024-04/2024-12), for the same months (a.csv:4, a.csv:5)",
            ),
            (
                "in the unit and rounding of each",
                TOTAL,
                "投资,2024,1.2,万亿元,2025-02-01|投资,2024H1,6003.4,,2025-02-01|投资,2024H2,5998,,2025-02-01",
                "",
            ),
            (
                "beyond the rounding of each",
                TOTAL,
                "投资,2024,1.20,万亿元,2025-02-01|投资,2024H1,6153.4,,2025-02-01|投资,2024H2,5998,,2025-02-01",
                "sums-disagree: the figures of \"投资\" of 测试市 add up to 12000 亿元 (2024), but also to 12151.4 亿元 (2024H1 + 2024H2), for the same months (a.csv:3, a.csv:4)",
            ),
            (
                "a revision",
                TOTAL,
                "投资,2024,50,,2025-02-01|投资,2024H1,20,,2025-06-01|投资,2024H2,20,,2025-06-01",
                "",
            ),
            (
                "within a year",
                EVERY,
                "投资,2024,50,,2025-02-01|投资,2024H1,20,,2025-02-01|投资,2024H2,20,,2025-02-01",
                "sums-disagree: the figures of \"投资\" of 测试市 add up to 50 亿元 (2024), but also to 40 亿元 (2024H1 + 2024H2), for the same months (a.csv:3, a.csv:4)",
            ),
            (
                "nothing is added up",
                LEVEL,
                "投资,2024,50,,2025-02-01|投资,2024H1,20,,2025-02-01|投资,2024H2,20,,2025-02-01",
                "",
            ),
            (
                "parts that add up",
                &family,
                "投资,2024,96,,2025-02-01|甲,2024,66,,2025-02-01|乙,2024,300000,万元,2025-02-01",
                "",
            ),
            (
                "within rounding",
                &family,
                "投资,2024,97,,2025-02-01|甲,2024,66,,2025-02-01|乙,2024,300000,万元,2025-02-01",
                "",
            ),
            (
                "parts that do not",
                &family,
                "投资,2024,99,,2025-02-01|甲,2024,66,,2025-02-01|乙,2024,300000,万元,2025-02-01",
                "parts-disagree: \"投资\" of 测试市 for 2024 is printed as 99 亿元, but its parts add up to 96 亿元 (a.csv:3, a.csv:4)",
            ),
            (
                "parts of another period",
                &family,
                "投资,2024,99,,2025-02-01|甲,2024,66,,2025-02-01|乙,2024H1,300000,万元,2025-02-01",
                "",
            ),
            (
                "a bound allows it",
                &family,
                "投资,2024,99以上,,2025-02-01|甲,2024,86,,2025-02-01|乙,2024,300000,万元,2025-02-01",
                "",
            ),
            (
                "a part above its whole",
                &family,
                "投资,2024,60,,2025-02-01|甲,2024,66,,2025-02-01",
                "part-above-whole: \"甲\" of 测试市 for 2024 is 66 亿元, more than \"投资\", of which it is a part: 60 亿元 (a.csv:2)",
            ),
            (
                "of a level",
                &child,
                "投资,2023,320,,2024-02-01|其中,2023,330,,2024-02-01",
                "part-above-whole: \"其中\" of 测试市 for 2023 is 330 亿元, more than \"投资\", of which it is a part: 320 亿元 (a.csv:2)",
            ),
            (
                "only for certain",
                &child,
                "投资,2023,320以上,,2024-02-01|其中,2023,330,,2024-02-01",
                "",
            ),
            (
                "another baseline",
                LEVEL,
                "投资,2020,61.2,,2021-02-01",
                "baseline-differs: the plan starts \"投资\" of 测试市 from 61.5 亿元 in 2020, but this release prints 61.2 亿元",
            ),
            ("a rounded one", LEVEL, "投资,2020,62,,2021-02-01", ""),
            (
                "in another unit",
                LEVEL,
                "投资,2024,9900,,2025-02-01",
                "implausible-value: \"投资\" of 测试市 for 2024 is 9900 亿元, while the target is 100 亿元: 99 亿元 may be meant",
            ),
            ("which it says", LEVEL, "投资,2024,9900,亿元,2025-02-01", ""),
            ("the baseline is near", LEVEL, "投资,2024,13,,2025-02-01", ""),
            ("a total grows", TOTAL, "投资,2024,1,,2025-02-01", ""),
            (
                "beside other years",
                TOTAL,
                "投资,2022,25,,2023-02-01|投资,2023,26,,2024-02-01|投资,2024,260000,,2025-02-01",
                "implausible-value: \"投资\" of 测试市 for 2024 is 260000 亿元, while its other figures are about 26 亿元: 26 亿元 may be meant",
            ),
            (
                "a part of 1",
                SHARE,
                "占比,2023,0.0365,%,2024-02-01",
                "implausible-value: \"占比\" of 测试市 for 2023 is 0.0365 %, while the target is 3.5 %: 3.65 % may be meant",
            ),
            ("a small share", SHARE, "占比,2023,0.365,%,2024-02-01", ""),
            ("said to be one", SHARE, "占比,2023,0.0365,ratio,2024-02-01", ""),
            ("of another period", LEVEL, "投资,2020H1,30,,2021-02-01|投资,2019,55,,2020-02-01", ""),
            ("replaced", LEVEL, "投资,2020,61.2,,2021-02-01|投资,2020,61.5,,2022-02-01", ""),
            (
                "a release of the year to come",
                LEVEL,
                "投资,2024,50,,2024-03-01",
                "published-before-period-ends: \"投资\" of 测试市 for 2024 is dated 2024-03-01, before that period ends",
            ),
            ("which is final", LEVEL, "投资,2024,50,,2024-03-01,final", ""),
        ] {
            assert_eq!(said(plan, rows).join("\n"), expected, "{name}");
        }
    }
}
