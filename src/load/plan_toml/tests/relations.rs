//! Series, members, derivations, amendments, tasks, rules and the catalogue.

use crate::{
    diag::Diagnostic,
    fixtures,
    load::{
        catalog::check_catalog,
        plan_toml::{LoadedPlan, load_plan},
    },
    plan::{Better, Catalog, Derivation, Kind, Measure, Milestone, Reading},
    unit::Unit,
};

/// A plan without a fault and with every table, in which each key stands on its own line.
pub(super) const FULL: &str = r#"[plan]
id = "test"
title = "测试规划"
region = "杭州市"
period = "2021/2025"
issued = 2021-06-01
tasks = ["states.csv"]

[members]
cities = ["杭州市", "宁波市"]

[[indicator]]
id = "alpha"
name = "甲指标"
unit = "亿元"
measure = "level"
target = { times_baseline = 2 }
cite = { section = "一", figure = "甲指标实现倍增" }

[[indicator.amended]]
on = 2022-06-01
target = { at_least = 30 }
milestones = { "2023" = 20 }

[[indicator.amended]]
on = 2023-06-01
withdrawn = true

[[indicator]]
id = "beta"
name = "乙指标"
unit = "%"
measure = "average-growth"
target = { at_least = 15 }
from = { growth_of = "spending" }
cite = { section = "二", figure = "年均增长15%以上" }

[[indicator]]
id = "gamma"
name = "丙指标"
unit = "%"
measure = "every-year"
target = { rising = true, limit = 100 }
from = { ratio = ["spending", "budget"], times = 100 }
cite = { section = "二", figure = "逐年提高" }

[[indicator]]
id = "delta"
name = "丁指标"
unit = "%"
measure = "level"
target = { above_series = "gamma", in_region = "全国" }
cite = { section = "二", figure = "超全国平均" }

[[indicator]]
id = "epsilon"
name = "戊指标"
unit = "%"
measure = "level"
target = { at_least = 3, every = "cities", share = 0.7 }
cite = { section = "二", figure = "70%以上的市达到目标" }

[[series]]
id = "spending"
name = "支出"
unit = "亿元"
kind = "flow"
from = { sum = ["budget", "alpha"] }

[[series]]
id = "budget"
name = "预算"
unit = "万元"
kind = "flow"

[[series]]
id = "change"
name = "增量"
unit = "亿元"
from = { increase_of = "alpha", net = true }

[[task]]
id = "rules"
title = "制定办法"
due = "2035"
cite = { section = "三", figure = "制定办法" }
unquantified = true
note = "到2035年"

[[rule]]
id = "double-decline"
name = "双下降"
each = "cities"
all_fall = ["gamma", "spending"]
reading = "growth"
outcome = "一票否优"
"#;

const CATALOG: &str = r#"[[concept]]
id = "patents"
name = "每万人发明专利"
name_en = "Patents per 10,000 population"
unit = "件/万人"
kind = "ratio"
aliases = ["万人专利", "每万人专利"]
printed_units = ["件"]

[[concept]]
id = "grants"
name = "专利授权量"
unit = "万件"
kind = "flow"
"#;

fn load(text: &str) -> LoadedPlan {
    load_plan("plans/test.toml", text.as_bytes(), None)
}

fn changed(whole: &str, from: &str, to: &str) -> String {
    assert!(whole.contains(from), "{from}");
    whole.replacen(from, to, 1)
}

/// What is changed in the full plan, and the codes that come out.
pub(super) const CASES: &[(&str, &str, &[&str])] = &[
    // operands
    ("growth_of = \"spending\"", "growth_of = \"spendin\"", &["unknown-operand"]),
    ("\"budget\", \"alpha\"", "\"budget\", \"omega\"", &["unknown-operand"]),
    ("above_series = \"gamma\"", "above_series = \"zeta\"", &["unknown-operand"]),
    ("all_fall = [\"gamma\"", "all_fall = [\"zeta\"", &["unknown-operand"]),
    ("{ growth_of = \"spending\" }", "{ }", &["derivation-form"]),
    (
        "growth_of = \"spending\"",
        "growth_of = \"spending\", sum = [\"budget\"]",
        &["derivation-form"],
    ),
    ("ratio = [\"spending\", \"budget\"]", "ratio = [\"spending\"]", &["ratio-operands"]),
    ("name = \"丙指标\"", "name = \"预算占支出比重\"", &["operand-meant"]),
    ("name = \"丙指标\"", "name = \"支出占预算比重\"", &[]),
    (
        "{ ratio = [\"spending\", \"budget\"], times = 100 }",
        "{ ratio = [\"spending\", \"budget\"] }",
        &["ratio-times"],
    ),
    (
        "ratio = [\"spending\", \"budget\"]",
        "ratio = [\"spending\", \"budget\", \"alpha\"]",
        &["ratio-operands"],
    ),
    (
        "{ ratio = [\"spending\", \"budget\"], times = 100 }",
        "{ difference = [\"beta\"] }",
        &["ratio-operands"],
    ),
    (
        "{ ratio = [\"spending\", \"budget\"], times = 100 }",
        "{ difference = [\"spending\", \"budget\"] }",
        &["operand-unit", "operand-unit"],
    ),
    (
        "{ ratio = [\"spending\", \"budget\"], times = 100 }",
        "{ chain_of = \"spending\" }",
        &["not-of-a-chain", "operand-unit"],
    ),
    (
        "unit = \"%\"\nmeasure = \"every-year\"\ntarget = { rising = true, limit = 100 }\nfrom = { ratio = [\"spending\", \"budget\"], times = 100 }",
        "unit = \"指数\"\nmeasure = \"level\"\ntarget = { rising = true }\nfrom = { chain_of = \"epsilon\" }\nbaseline = { period = \"2020-06\", value = 200 }",
        &["measure-meant", "not-of-a-chain", "not-of-a-chain", "operand-unit"],
    ),
    (
        "measure = \"level\"\ntarget = { above_series",
        "measure = \"every-year\"\ntarget = { above_series",
        &["goal-measure"],
    ),
    ("\"gamma\", in_region = \"全国\"", "\"delta\"", &["beside-itself"]),
    ("超全国平均\" }", "超全国平均\" }\nmilestones = { \"2023\" = 3 }", &["milestones-unused"]),
    (
        "measure = \"every-year\"\ntarget = { rising = true, limit = 100 }",
        "measure = \"mean\"\nperiod = \"2021-04/2022-03\"\ntarget = { at_least = 5 }",
        &["key-without-word", "no-full-year", "no-number-to-hold"],
    ),
    ("\"gamma\", in_region = \"全国\"", "\"delta\", in_region = \"全国\"", &[]),
    (
        "\"gamma\", in_region = \"全国\"",
        "\"delta\", in_region = \"杭州市\", every = \"cities\"",
        &[],
    ),
    (
        "measure = \"every-year\"\ntarget = { rising",
        "measure = \"mean\"\ntarget = { rising",
        &["goal-measure"],
    ),
    (
        "measure = \"level\"\ntarget = { above_series",
        "measure = \"mean\"\ntarget = { above_series",
        &["goal-measure"],
    ),
    ("sum = [\"budget\", \"alpha\"]", "sum = []", &["empty-list"]),
    ("\"budget\", \"alpha\"]", "\"budget\", \"alpha\", \"budget\"]", &["counted-twice"]),
    (
        "{ increase_of = \"alpha\", net = true }",
        "{ sum = [\"spending\", \"budget\"] }",
        &["counted-twice"],
    ),
    ("{ increase_of = \"alpha\", net = true }", "{ sum = [\"budget\", \"alpha\"] }", &[]),
    ("\"budget\", \"alpha\"]", "\"budget\", \"spending\"]", &["derivation-cycle"]),
    (
        "name = \"预算\"\n",
        "name = \"预算\"\nfrom = { sum = [\"spending\"] }\n",
        &["derivation-cycle"],
    ),
    ("unit = \"万元\"", "unit = \"万人\"", &["operand-unit", "operand-unit"]),
    (
        "unit = \"万元\"",
        "unit = \"万元\"\nyear_starts = \"04\"",
        &["operand-years", "operand-years"],
    ),
    (
        "name = \"丁指标\"\nunit = \"%\"",
        "name = \"丁指标\"\nunit = \"%\"\nyear_starts = \"09\"",
        &["operand-years"],
    ),
    (
        "unit = \"亿元\"\nfrom = { increase_of",
        "unit = \"家\"\nfrom = { increase_of",
        &["operand-unit"],
    ),
    ("name = \"丁指标\"\nunit = \"%\"", "name = \"丁指标\"\nunit = \"家\"", &["operand-unit"]),
    (
        "name = \"乙指标\"\nunit = \"%\"",
        "name = \"乙指标\"\nunit = \"亿元\"",
        // The target itself is in % all the same.
        &["growth-unit"],
    ),
    (
        "measure = \"average-growth\"\ntarget = { at_least = 15 }\nfrom = { growth_of = \"spending\" }",
        "measure = \"average-growth\"\ntarget = { at_least = 15 }\nfrom = { ratio = [\"spending\", \"budget\"] }",
        &["average-growth-unit", "ratio-times"],
    ),
    (
        "name = \"乙指标\"\nunit = \"%\"\nmeasure = \"average-growth\"\ntarget = { at_least = 15 }\nfrom = { growth_of = \"spending\" }",
        "name = \"乙指标\"\nunit = \"位\"\nmeasure = \"average-growth\"\ntarget = { at_most = 15 }",
        &["average-growth-unit", "other-key-meant"],
    ),
    (
        "name = \"乙指标\"\nunit = \"%\"\nmeasure = \"average-growth\"\ntarget = { at_least = 15 }\nfrom = { growth_of = \"spending\" }",
        "name = \"乙指标\"\nunit = \"亿元\"\nkind = \"flow\"\nmeasure = \"average-growth\"\ntarget = { at_least = 15 }",
        &[],
    ),
    ("growth_of = \"spending\"", "growth_of = 5", &["wrong-type"]),
    ("increase_of = \"alpha\"", "increase_of = \"Alpha\"", &["bad-id"]),
    // keys beside others
    ("growth_of = \"spending\" }", "growth_of = \"spending\", net = true }", &["stray-key"]),
    ("growth_of = \"spending\" }", "growth_of = \"spending\", times = 100 }", &["stray-key"]),
    ("times_baseline = 2", "times_baseline = 2, limit = 5", &["stray-key"]),
    ("times_baseline = 2", "times_baseline = 2, in_region = \"全国\"", &["stray-key"]),
    ("times_baseline = 2", "times_baseline = 2, share = 0.5", &["stray-key"]),
    ("{ at_least = 30 }", "{ at_least = 30, every = \"cities\" }", &["stray-key"]),
    // targets
    ("times_baseline = 2", "times_baseline = 0", &["bad-factor"]),
    ("times = 100", "times = -100", &["bad-factor"]),
    ("times_baseline = 2", "times_baseline = 3", &["figure-without-number"]),
    ("times_baseline = 2", "times_baseline = 0.5", &["no-multiple"]),
    ("times_baseline = 2", "rise_by = \"100%\"", &[]),
    ("times_baseline = 2", "fall_by = \"50%\"", &["opposite-words", "figure-without-number"]),
    ("times_baseline = 2", "fall_by = 0", &["bad-change"]),
    ("times_baseline = 2", "not_falling = true", &[]),
    (
        "target = { times_baseline = 2 }\ncite = { section = \"一\", figure = \"甲指标实现倍增\" }",
        "target = { rise_by = \"2%\" }\ncite = { section = \"一\", figure = \"提高2个百分点\" }",
        &["percent-of-points"],
    ),
    ("甲指标实现倍增", "甲指标有提高", &["no-number-to-hold"]),
    ("times_baseline = 2", "times_baseline = 2, at_least = 3", &["target-comparator"]),
    ("rising = true", "rising = false", &["direction-false"]),
    ("rising = true", "falling = false", &["direction-false", "other-key-meant"]),
    ("rising = true", "not_rising = false", &["direction-false", "other-key-meant"]),
    ("rising = true", "rising = 1", &["wrong-type"]),
    ("limit = 100", "limit = \"100\"", &["wrong-type"]),
    ("measure = \"every-year\"", "measure = \"rate\"", &["measure-meant", "goal-measure"]),
    (
        "measure = \"every-year\"",
        "measure = \"total\"",
        &["total-of-ratio", "measure-meant", "goal-measure"],
    ),
    ("above_series = \"gamma\"", "above_series = true", &["wrong-type"]),
    ("in_region = \"全国\"", "in_region = \"\"", &["empty-text"]),
    // members
    ("every = \"cities\"", "every = \"citys\"", &["unknown-members"]),
    ("each = \"cities\"", "each = \"counties\"", &["unknown-members"]),
    ("\"宁波市\"]", "\"杭州市\"]", &["duplicate-member"]),
    ("[\"杭州市\", \"宁波市\"]", "[]", &["empty-list"]),
    ("[\"杭州市\", \"宁波市\"]", "\"杭州市\"", &["wrong-type"]),
    ("cities = [", "Cities = [\"甲\"]\ncities = [", &["bad-id"]),
    ("share = 0.7", "share = 70", &["bad-share", "figure-without-number"]),
    ("share = 0.7", "share = 0", &["bad-share", "figure-without-number"]),
    ("at_least = 3,", "times_baseline = 3,", &["every-comparator"]),
    ("at_least = 3,", "budget = 3,", &["budget-measure", "every-comparator"]),
    ("share = 0.7", "share = 0.7, targets = { \"宁波市\" = 4 }", &[]),
    ("share = 0.7", "share = 0.7, targets = { \"宁波\" = 4 }", &["target-of-no-member"]),
    ("at_least = 3,", "at_least = true, targets = { \"宁波市\" = 4, \"杭州市\" = 3 },", &[]),
    ("at_least = 3,", "at_least = true, targets = { \"宁波市\" = 4 },", &["member-without-target"]),
    ("at_least = 3,", "at_least = true,", &["member-without-target"]),
    ("at_least = 3,", "at_least = false,", &["wrong-type"]),
    ("at_least = 3,", "between = [3, 4], targets = { \"宁波市\" = 4 },", &["stray-key"]),
    ("{ at_least = 15 }", "{ at_least = 15, targets = { \"宁波市\" = 4 } }", &["stray-key"]),
    // another series
    ("above_series = \"gamma\"", "at_least_series = \"gamma\", tolerance = 0.5", &[]),
    (
        "above_series = \"gamma\"",
        "at_most_series = \"gama\"",
        &["other-key-meant", "unknown-operand"],
    ),
    (
        "above_series = \"gamma\"",
        "at_most_series = \"alpha\"",
        &["other-key-meant", "operand-unit"],
    ),
    (
        "above_series = \"gamma\"",
        "above_series = \"gamma\", tolerance = 0.5",
        &["tolerance-without-about"],
    ),
    (
        "above_series = \"gamma\"",
        "at_least_series = \"gamma\", tolerance = \"5%\"",
        &["bad-tolerance"],
    ),
    ("above_series = \"gamma\"", "at_least_series = \"gamma\", margin = 2", &["no-number-to-hold"]),
    (
        "above_series = \"gamma\"",
        "at_least_series = \"gamma\", margin = \"2亿元\"",
        &["other-key-meant", "wrong-type"],
    ),
    ("{ at_least = 15 }", "{ at_least = 15, margin = 2 }", &["stray-key"]),
    // amendments
    ("on = 2023-06-01", "on = 2022-06-01", &["amendment-order"]),
    ("on = 2023-06-01", "on = 2022-01-01", &["amendment-order"]),
    ("on = 2022-06-01", "on = 2021-05-31", &["amendment-too-early"]),
    ("on = 2022-06-01", "on = \"2022-06-01\"", &["wrong-type"]),
    ("withdrawn = true", "document = \"文\"", &["amendment-content"]),
    ("withdrawn = true", "withdrawn = true\ndeadline = \"2025\"", &["amendment-content"]),
    ("withdrawn = true", "deadline = \"2024\"", &[]),
    ("withdrawn = true", "deadline = \"2019\"", &["deadline-outside-plan", "milestones-lapse"]),
    ("milestones = { \"2023\" = 20 }", "milestones = { \"2026\" = 20 }", &["milestone-outside"]),
    (
        "milestones = { \"2023\" = 20 }",
        "milestones = { \"2024\" = 20, \"2023\" = 20 }",
        &["milestone-order"],
    ),
    (
        "{ at_least = 30 }",
        "{ rising = true, limit = 1, above_series = \"gamma\" }",
        &["target-comparator"],
    ),
    ("{ at_least = 30 }", "{ above_series = \"gamma\" }", &["operand-unit", "milestones-unused"]),
    ("on = 2022-06-01\n", "on = 2022-06-01\nretroactive = true\n", &[]),
    ("on = 2022-06-01\n", "on = 2022-06-01\nretroactive = 1\n", &["wrong-type"]),
    // series, tasks, rules
    ("name = \"增量\"", "name = \"增量\"\nat = \"09\"", &[]),
    ("name = \"预算\"", "name = \"预算\"\nat = \"09\"", &["at-without-stock"]),
    ("name = \"增量\"", "name = \"增量\"\nbetter = \"lower\"", &["unknown-key"]),
    ("id = \"change\"", "id = \"alpha\"", &["duplicate-id"]),
    ("name = \"增量\"", "name = \"乙 指标\"", &["name-of-two-concepts"]),
    ("name = \"预算\"", "nmae = \"预算\"", &["unknown-key"]),
    ("unit = \"万元\"\n", "", &["missing-key"]),
    ("name = \"增量\"", "name = \"增量\"\naliases = [\"（增量）\"]", &["duplicate-alias"]),
    (
        "[[rule]]",
        "[[task]]\nid = \"rules\"\ntitle = \"又\"\ndue = \"2022\"\ncite = { section = \"三\", figure = \"又\" }\n[[rule]]",
        &["duplicate-id"],
    ),
    ("due = \"2035\"", "due = \"2020\"", &["task-before-plan"]),
    ("due = \"2035\"", "due = 2035", &["period-not-quoted"]),
    (
        "figure = \"制定办法\"",
        "figure = \"制定办法制定办法制定办法制定办法制定办法制定办法制\"",
        &["long-figure"],
    ),
    (
        "figure = \"制定办法\"",
        "figure = \"draw up a procedure by which the rates of all of the counties are to be laid out\"",
        &[],
    ),
    (
        "figure = \"制定办法\"",
        "figure = \"draw up a procedure by which the rates of all of the counties are to be laid out!\"",
        &["long-figure"],
    ),
    ("unquantified = true", "unquantified = \"yes\"", &["wrong-type"]),
    ("reading = \"growth\"", "reading = \"growths\"", &["unknown-word"]),
    ("all_fall = [\"gamma\", \"spending\"]", "all_fall = []", &["empty-list"]),
    (
        "outcome = \"一票否优\"\n",
        "outcome = \"一票否优\"\n[[rule]]\nid = \"double-decline\"\nname = \"又\"\neach = \"cities\"\nall_fall = [\"gamma\"]\nreading = \"amount\"\noutcome = \"x\"\n",
        &["duplicate-id"],
    ),
    ("tasks = [\"states.csv\"]", "tasks = \"states.csv\"", &["wrong-type"]),
];

#[test]
fn the_full_plan_is_good_and_whole() {
    let loaded = load(FULL);
    assert_eq!(super::codes(&loaded), Vec::<&str>::new(), "{:#?}", loaded.diagnostics);
    let plan = loaded.plan.unwrap();
    assert_eq!(plan.task_files, ["states.csv"]);
    assert_eq!(plan.members_of("cities"), ["杭州市", "宁波市"]);
    let alpha = plan.indicator("alpha").unwrap();
    assert_eq!(alpha.target, fixtures::change("2 times"));
    assert_eq!(alpha.amendments.len(), 2);
    assert_eq!(alpha.amendments[0].milestones.as_ref().unwrap().len(), 1);
    assert!(alpha.amendments[1].withdrawn && alpha.amendments[1].milestones.is_none());
    let beta = plan.indicator("beta").unwrap();
    assert_eq!(beta.measure, Measure::AverageGrowth);
    assert_eq!(beta.from, Some(Derivation::GrowthOf("spending".to_owned())));
    let epsilon = plan.indicator("epsilon").unwrap();
    assert_eq!(epsilon.every.as_ref().unwrap().list, "cities");
    assert_eq!(plan.series_of("budget").unwrap().kind, Kind::Flow);
    assert!(plan.tasks[0].unquantified);
    assert_eq!(plan.rules[0].reading, Reading::Growth);
}

#[test]
fn every_mistake_has_its_code() {
    let mut wrong = Vec::new();
    for (from, to, expected) in CASES {
        let loaded = load(&changed(FULL, from, to));
        let codes = super::codes(&loaded);
        let failed = loaded.diagnostics.iter().any(Diagnostic::is_error);
        if codes != *expected || loaded.plan.is_none() != failed {
            wrong.push((to, codes));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn multiples_are_printed_in_several_ways() {
    for figure in ["比2020年翻番", "达到2020年的2倍", "比2020年增长1倍", "增加一倍"]
    {
        let text = changed(FULL, "甲指标实现倍增", figure);
        assert!(load(&text).diagnostics.is_empty(), "{figure}");
    }
}

fn catalog() -> Catalog {
    let (catalog, diagnostics) = check_catalog("plans/catalog.toml", CATALOG.as_bytes());
    assert_eq!(diagnostics, []);
    catalog.unwrap()
}

fn indicator_text(lines: &str) -> String {
    format!(
        "[plan]\nid = \"test\"\ntitle = \"测\"\nregion = \"杭州市\"\nperiod = \"2021/2025\"\n[[indicator]]\n\
         measure = \"level\"\ntarget = {{ at_least = 17 }}\ncite = {{ section = \"一\", figure = \"达到17件\" }}\n{lines}"
    )
}

fn indicator(lines: &str) -> LoadedPlan {
    let text = indicator_text(lines);
    load_plan("plans/test.toml", text.as_bytes(), Some(&catalog()))
}

#[test]
fn what_an_indicator_leaves_out_its_concept_supplies() {
    let loaded = indicator("id = \"patents\"\naliases = [\"专利数\"]");
    assert_eq!(loaded.diagnostics, []);
    let plan = loaded.plan.unwrap();
    let patents = &plan.indicators[0];
    assert_eq!(patents.name, "每万人发明专利");
    assert_eq!(patents.name_en.as_deref(), Some("Patents per 10,000 population"));
    assert_eq!((patents.unit.printed(), patents.kind.kind), ("件/万人", Kind::Ratio));
    assert_eq!(patents.aliases, ["专利数", "万人专利", "每万人专利"]);
    assert_eq!(patents.printed_units, [Unit::parse("件")]);
    assert_eq!(plan.wanted(None)[0].printed_units, [Unit::parse("件")]);
}

#[test]
fn month_and_good_side_are_those_of_the_indicator_else_of_the_concept() {
    let stock =
        changed(CATALOG, "kind = \"flow\"", "kind = \"stock\"\nat = \"09\"\nbetter = \"lower\"");
    let (catalog, _) = check_catalog("plans/catalog.toml", stock.as_bytes());
    for (lines, at, better) in [
        ("", 9, Better::Lower),
        ("at = \"11\"", 11, Better::Lower),
        ("better = \"near\"", 9, Better::Near),
    ] {
        let text =
            indicator_text(&format!("id = \"x\"\nconcept = \"grants\"\nunit = \"件\"\n{lines}"));
        let plan = load_plan("plans/test.toml", text.as_bytes(), catalog.as_ref()).plan.unwrap();
        let read = &plan.indicators[0];
        assert_eq!((read.kind.at, read.better), (Some(at), Some(better)), "{lines}");
    }
}

#[test]
fn a_period_by_the_month_of_the_year_is_the_year() {
    let loaded = indicator(
        "id = \"x\"\nname = \"甲\"\nunit = \"家\"\nat = \"11\"\ndeadline = \"2024-11\"\n\
         baseline = { period = \"2020年11月末\", value = 1 }\nmilestones = { \"2022-11-01\" = 9, \"2023年末\" = 10 }\n\
         [[indicator.amended]]\non = 2022-01-01\ndeadline = \"2025-11\"\nmilestones = { \"2023-11\" = 10 }",
    );
    assert_eq!(loaded.diagnostics, []);
    let plan = loaded.plan.unwrap();
    let it = &plan.indicators[0];
    let milestones =
        |of: &[Milestone]| of.iter().map(|it| it.period.to_string()).collect::<Vec<_>>();
    assert_eq!(
        (it.deadline.to_string(), it.period.to_string()),
        ("2024".into(), "2021/2024".into())
    );
    assert_eq!(it.baseline.as_ref().unwrap().period.to_string(), "2020");
    assert_eq!(milestones(&it.milestones), ["2022", "2023"]);
    assert_eq!(it.amendments[0].deadline.unwrap().to_string(), "2025");
    assert_eq!(milestones(it.amendments[0].milestones.as_ref().unwrap()), ["2023"]);
}

#[test]
fn what_an_indicator_says_itself_holds() {
    let loaded = indicator(
        "id = \"x\"\nconcept = \"patents\"\nname = \"万人专利\"\nunit = \"件\"\nkind = \"stock\"",
    );
    assert_eq!(loaded.diagnostics, []);
    let plan = loaded.plan.unwrap();
    let patents = &plan.indicators[0];
    assert_eq!((patents.name.as_str(), patents.kind.kind), ("万人专利", Kind::Stock));
    assert_eq!(patents.aliases, ["每万人发明专利", "每万人专利"]);
    // The document prints 件 as releases do; what they print as 件/万人 is the same.
    assert_eq!(patents.printed_units, [Unit::parse("件/万人")]);
    let loaded = indicator("id = \"grants\"\nunit = \"件\"");
    assert_eq!(loaded.plan.unwrap().indicators[0].unit.printed(), "件");
}

#[test]
fn plan_and_catalogue_agree() {
    for (lines, expected) in [
        ("id = \"patents\"\nunit = \"%\"", vec!["concept-unit"]),
        // 17件 is no 17 亿元 either.
        ("id = \"grants\"\nunit = \"亿元\"", vec!["figure-without-number", "concept-unit"]),
        ("id = \"x\"\nconcept = \"patnts\"\nname = \"甲\"\nunit = \"件\"", vec!["unknown-concept"]),
        ("id = \"x\"\nconcept = \"grant\"\nname = \"甲\"\nunit = \"件\"", vec!["unknown-concept"]),
        ("id = \"x\"\nconcept = \"other\"\nname = \"甲\"\nunit = \"件\"", vec![]),
        ("id = \"x\"", vec!["missing-key", "missing-key"]),
        ("id = \"patents\"\naliases = [\"万人 专利\"]", vec!["duplicate-alias"]),
        ("id = \"patents\"\naliases = [\"专利授权\"]", vec![]),
        ("id = \"patents\"\naliases = [\"专利授权量总数\"]", vec!["name-of-another"]),
        ("id = \"grants\"\nname = \"万人专利数\"\nunit = \"件\"", vec!["name-of-another"]),
        (
            "id = \"patents\"\n[[series]]\nid = \"y\"\nname = \"每万人专利\"\nunit = \"件\"",
            vec!["name-of-two-concepts"],
        ),
        (
            "id = \"patents\"\n[[series]]\nid = \"y\"\nconcept = \"patents\"\nregion = \"全国\"",
            vec![],
        ),
        ("id = \"patents\"\n[[series]]\nid = \"patents-two\"\nconcept = \"patents\"", vec![]),
    ] {
        let loaded = indicator(lines);
        assert_eq!(super::codes(&loaded), expected, "{lines}\n{:#?}", loaded.diagnostics);
    }
}

#[test]
fn every_mistake_of_a_catalogue_has_its_code() {
    for (from, to, expected) in [
        ("id = \"grants\"", "id = \"patents\"", vec!["duplicate-id"]),
        ("name = \"专利授权量\"", "name = \"万人专利\"", vec!["name-of-two-concepts"]),
        ("name = \"专利授权量\"", "name = \"patents\"", vec!["name-of-two-concepts"]),
        ("\"每万人专利\"]", "\"万人 专利\"]", vec!["duplicate-alias"]),
        ("\"每万人专利\"]", "\"每万人发明专利\"]", vec!["duplicate-alias"]),
        ("printed_units", "printed_unit", vec!["unknown-key"]),
        ("unit = \"万件\"\n", "", vec!["missing-key"]),
        ("kind = \"flow\"", "kind = \"flows\"", vec!["unknown-word"]),
        ("kind = \"flow\"", "kind = \"flow\"\nat = \"11\"", vec!["at-without-stock"]),
        ("unit = \"万件\"", "unit = \"万件\"\nunit_en = \"10,000 patents\"", vec![]),
        (
            "unit = \"万件\"",
            "unit = \"万件\"\nunit_en = \"patents\"",
            vec!["other-unit-in-english"],
        ),
        ("kind = \"flow\"", "at = \"11\"\nbetter = \"higher\"", vec![]),
        ("kind = \"flow\"", "better = \"up\"", vec!["unknown-word"]),
        ("[\"件\"]", "\"件\"", vec!["wrong-type"]),
        ("[[concept]]", "[[concepts]]", vec!["unknown-key"]),
    ] {
        let text = changed(CATALOG, from, to);
        let (_, diagnostics) = check_catalog("plans/catalog.toml", text.as_bytes());
        let codes: Vec<_> = diagnostics.iter().map(|one| one.problem.code()).collect();
        assert_eq!(codes, expected, "{to}\n{diagnostics:#?}");
    }
}

/// Every plan of the repository, with the catalogue beside it if there is one.
#[test]
fn the_real_plans_load_without_errors() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("plans");
    let catalog = std::fs::read(folder.join("catalog.toml")).ok().map(|bytes| {
        let (catalog, diagnostics) = check_catalog("plans/catalog.toml", &bytes);
        assert_eq!(diagnostics, []);
        catalog.unwrap()
    });
    let mut plans = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_str().unwrap();
        if path.extension().is_some_and(|ending| ending == "toml")
            && !name.ends_with("catalog.toml")
        {
            let loaded = load_plan(name, &std::fs::read(&path).unwrap(), catalog.as_ref());
            let errors: Vec<_> = loaded.diagnostics.iter().filter(|one| one.is_error()).collect();
            assert!(errors.is_empty(), "{errors:#?}");
            plans += 1;
        }
    }
    assert!(plans > 0);
}
