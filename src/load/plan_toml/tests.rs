//! The loader on whole files: one case for every code, and no panic on anything.

mod relations;

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;

use super::{LoadedPlan, load_plan};
use crate::{
    diag::{PlanProblem, Severity},
    load::{builtin, catalog::load_catalog},
    number::Number,
    period::Period,
    plan::{Comparator, Kind},
};

/// A plan without a fault, in which each key stands on its own line.
const GOOD: &str = r#"[plan]
id = "test"
title = "测试规划"
region = "杭州市"
period = "2021/2025"

[[indicator]]
id = "alpha"
name = "甲指标"
unit = "家"
measure = "level"
target = { at_least = 2000 }
cite = { section = "一", figure = "甲指标达到2000家" }
baseline = { period = "2020", value = 1500 }

[[indicator]]
id = "beta"
name = "乙指标"
unit = "亿元"
measure = "total"
target = { budget = 30 }
cite = { section = "二", figure = "安排30亿元" }
parts = ["gamma", "delta"]

[[indicator]]
id = "gamma"
name = "丙指标"
unit = "亿元"
measure = "total"
target = { budget = 10 }
cite = { section = "二", figure = "其中10亿元" }

[[indicator]]
id = "delta"
name = "丁指标"
unit = "万元"
measure = "total"
target = { budget = 200_000 }
cite = { section = "二", figure = "其中20亿元" }

[[set_aside]]
figure = "“145”行动"
why = "name of an action plan"
"#;

fn load(text: &str) -> LoadedPlan {
    load_plan("plans/test.toml", text.as_bytes(), None)
}

fn codes(loaded: &LoadedPlan) -> Vec<&'static str> {
    let diagnostics = loaded.diagnostics.iter();
    diagnostics.map(|diagnostic| diagnostic.problem.code()).collect()
}

/// The good plan with one text put for another, which must be there.
fn changed(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    GOOD.replacen(from, to, 1)
}

const BETA: &str = "[[indicator]]\nid = \"beta\"";

/// What is changed in the good plan, and the codes that come out.
const CASES: &[(&str, &str, &[&str])] = &[
    ("region =", "actuals = [\"a.csv\"\nregion =", &["open-list"]),
    ("title = \"测试规划\"", "title = \"测试规划", &["plan-syntax"]),
    ("at_least = 2000 }", "at_least = 2000", &["open-inline-table"]),
    ("at_least = 2000", "at_least = 2,000", &["plan-syntax"]),
    ("[[indicator]]\nid = \"beta\"", "[indicator]\nid = \"beta\"", &["duplicate-key"]),
    ("region =", "id = \"test\"\nregion =", &["duplicate-key"]),
    ("region =", "regoin = \"x\"\nregion =", &["unknown-key"]),
    (
        BETA,
        "[[source]]\nfile = \"a.csv\"\nsikp = 3\n[[indicator]]\nid = \"beta\"",
        &["unknown-key"],
    ),
    (
        BETA,
        "[[source]]\nfile = \"a.csv\"\nset = { value = \"1\" }\n[[indicator]]\nid = \"beta\"",
        &["unknown-word"],
    ),
    (
        BETA,
        "[[source]]\nfile = \"a.csv\"\nset = { published = \"2024\" }\n[[indicator]]\nid = \"beta\"",
        &["wrong-type"],
    ),
    (
        BETA,
        "[[source]]\nfile = \"a.csv\"\nset = { year = \"24\" }\n[[indicator]]\nid = \"beta\"",
        &["bad-period"],
    ),
    (
        BETA,
        "[[source]]\nfile = \"a.xlsx#b\"\nsheet = \"b\"\n[[indicator]]\nid = \"beta\"",
        &["sheet-twice"],
    ),
    (
        BETA,
        "[[source]]\nfile = \"a.csv\"\nindicators = { X = \"gama\", Y = \"gamma\" }\n[[indicator]]\nid = \"beta\"",
        &["unknown-target"],
    ),
    ("measure = \"level\"", "measure = \"level\"\nform = { growth_of = \"x\" }", &["unknown-key"]),
    ("title = \"测试规划\"\n", "", &["missing-key"]),
    ("{ at_least = 2000 }", "2000", &["wrong-type"]),
    ("{ at_least = 2000 }", "{ at_least = \"2000\" }", &["wrong-type"]),
    ("\"2021/2025\"", "\"2021-04/2026-03\"", &["other-years"]),
    ("\"2021/2025\"", "\"2021-22/2025-26\"", &["unknown-year-start"]),
    ("\"2021/2025\"", "\"FY2021/FY2025\"\nyear_starts = \"04\"", &["unknown-year-name"]),
    ("\"2021/2025\"", "\"2009-10/2010-11\"\nyear_starts = \"04\"", &["month-or-year"]),
    ("\"2021/2025\"", "\"2021/2025\"\nyear_starts = \"4\"", &["unknown-word"]),
    ("\"2021/2025\"", "\"2021-22/2025-26\"\nyear_starts = 4", &["wrong-type"]),
    (
        "\"2021/2025\"",
        "\"FY2021/FY2025\"\nyear_starts = \"4\"\nyear_named = \"both\"",
        &["unknown-word", "unknown-word"],
    ),
    ("\"2021/2025\"", "2025", &["period-not-quoted"]),
    ("\"2021/2025\"", "2025-01-01", &["period-not-quoted"]),
    ("\"杭州市\"", "\" \"", &["empty-text"]),
    ("{ section = \"一\", figure = \"甲指标达到2000家\" }", "[]", &["empty-list"]),
    ("\"杭州市\"", "\"杭州市 \"", &["outer-space"]),
    ("\"杭州市\"", "\"杭州\\u001b市\"", &["control-character"]),
    ("\"杭州市\"", "\"杭州\\u202e市\"", &["control-character"]),
    ("at_least = 2000", "at_least = inf", &["bad-number"]),
    ("at_least = 2000", "at_least = 0x7d0", &["bad-number"]),
    ("at_least = 2000", "at_least = 2000.00000000000000000000000000", &["bad-number"]),
    ("id = \"alpha\"", "id = \"Alpha_1\"", &["bad-id"]),
    ("id = \"test\"", "id = \"other\"", &["id-not-file-name"]),
    ("\"2021/2025\"", "\"十四五\"", &["bad-period"]),
    ("\"2021/2025\"", "\"2025/2021\"", &["bad-period"]),
    ("measure = \"level\"", "measure = \"levels\"", &["unknown-word"]),
    ("region =", "method = \"compund\"\nregion =", &["unknown-word"]),
    ("region =", "bands = { ahead = 0.9 }\nregion =", &["bands-order"]),
    ("region =", "method = \"projection\"\nbands = { on_track = 0.7 }\nregion =", &["bands-order"]),
    ("region =", "method = \"compound\"\nbands = { ahead = 1.2 }\nregion =", &["band-not-judged"]),
    ("{ at_least = 2000 }", "{ }", &["target-comparator"]),
    ("at_least = 2000", "at_least = 2000, at_most = 3000", &["target-comparator"]),
    ("at_least = 2000", "at_least = 2000, tolerance = 5", &["tolerance-without-about"]),
    ("at_least = 2000", "about = 2000, tolerance = -5", &["bad-tolerance"]),
    ("at_least = 2000", "about = 2000, tolerance = \"five\"", &["bad-tolerance"]),
    ("at_least = 2000", "between = [3000, 2000]", &["pair-order"]),
    (
        "甲指标达到2000家",
        "到二〇二五年全市甲指标力争达到2000家以上并保持增长",
        &["word-without-key", "long-figure"],
    ),
    // words
    ("甲指标达到2000家", "新增甲指标2000家", &["measure-meant"]),
    ("甲指标达到2000家", "甲指标超2000家", &["strictness-open"]),
    ("甲指标达到2000家", "甲指标2000家以上", &[]),
    ("甲指标达到2000家", "甲指标2000家以内", &["other-key-meant"]),
    ("甲指标达到2000家", "规模以上甲指标2000家左右", &["other-key-meant"]),
    ("甲指标达到2000家", "甲指标1500—2000家", &["other-key-meant"]),
    ("甲指标达到2000家", "高新增长到2000家", &[]),
    ("甲指标达到2000家", "no more than 2,000 firms", &["other-key-meant"]),
    ("甲指标达到2000家", "2,000 firms or more, over ten years", &[]),
    ("甲指标达到2000家", "到2023年达到2000家", &["deadline-meant"]),
    ("甲指标达到2000家", "2,000 firms by 2023", &["deadline-meant"]),
    ("甲指标达到2000家", "到2025年比2020年多,达到2000家", &[]),
    ("甲指标达到2000家", "每年达到2000家", &["measure-meant"]),
    ("甲指标达到2000家", "约束性指标:2000家", &["word-without-key"]),
    ("甲指标达到2000家", "每万人2000家", &["unit-meant"]),
    (
        "name = \"甲指标\"\nunit = \"家\"",
        "name = \"每万人甲\"\nunit = \"家/人\"\nkind = \"ratio\"",
        &[],
    ),
    ("甲指标达到2000家", "甲指标达2000家左右", &["other-key-meant"]),
    ("甲指标达到2000家", "reach about 2,000 firms", &["other-key-meant"]),
    ("甲指标达到2000家", "甲指标安排资金2000家", &["other-key-meant"]),
    ("甲指标达到2000家", "乙指标达到2000家", &[]),
    ("name = \"甲指标\"", "name = \"乙指标达到\"", &["name-meant"]),
    ("name = \"甲指标\"", "name = \"甲指标超过\"", &[]),
    ("甲指标达到2000家", "年均增长2000家", &["measure-meant"]),
    ("baseline =", "aspirational = true\nbaseline =", &["key-without-word"]),
    ("baseline =", "accepted = [\"unit-meant\"]\nnote = \"无\"\nbaseline =", &["accepted-unused"]),
    // What was found while reading is answered as well.
    (
        "name = \"甲指标\"\nunit = \"家\"",
        "name = \"甲覆盖率\"\nunit = \"%\"\naccepted = [\"kind-open\"]\nnote = \"按月累计的比率\"",
        &[],
    ),
    (
        "name = \"甲指标\"\nunit = \"家\"",
        "name = \"甲指标 \"\nunit = \"家\"\naccepted = [\"outer-space\"]\nnote = \"原文如此\"",
        &[],
    ),
    (
        "达到2000家\" }\n",
        "超2000家\" }\naccepted = [\"strictness-open\"]\n",
        &["accepted-without-note"],
    ),
    (
        "达到2000家\" }\n",
        "超2000家\" }\naccepted = [\"strictness-open\"]\nnote = \"文件以2000家为限\"\n",
        &[],
    ),
    ("测试规划", "“十四五”规划", &[]),
    ("测试规划", "“十五五”规划", &["deadline-meant"]),
    ("测试规划", "2026年计划", &["deadline-meant"]),
    ("unit = \"家\"\nmeasure = \"level\"", "unit = \"家\"\nmeasure = \"total\"", &["measure-open"]),
    (
        "[[set_aside]]",
        "[[task]]\nid = \"teams\"\ntitle = \"团队达到100支以上\"\ndue = \"2025\"\ncite = { section = \"一\", figure = \"团队\" }\n[[set_aside]]",
        &["task-with-number"],
    ),
    ("baseline =", "weight = 0\nbaseline =", &["bad-weight"]),
    ("id = \"delta\"", "id = \"gamma\"", &["unknown-part", "duplicate-id"]),
    ("at_least = 2000", "at_least = 200", &["figure-without-number", "already-met"]),
    (
        "{ section = \"一\", figure = \"甲指标达到2000家\" }",
        "[\n{ section = \"一\", figure = \"2000家\" },\n{ section = \"一\", figure = \"2000家\" },\n]",
        &["duplicate-citation"],
    ),
    ("“145”行动", "145", &["bare-figure"]),
    (
        "[[set_aside]]",
        "[[set_aside]]\nfigure = \"“145”行动\"\nwhy = \"name\"\n[[set_aside]]",
        &["duplicate-set-aside"],
    ),
    ("baseline =", "parent = \"bta\"\nbaseline =", &["unknown-parent"]),
    ("baseline =", "parent = \"alpha\"\nbaseline =", &["parent-cycle"]),
    ("parts =", "parent = \"gamma\"\nparts =", &["parent-cycle"]),
    ("baseline =", "parts = [\"gamma\"]\nbaseline =", &["parts-without-total", "two-parents"]),
    ("unit = \"万元\"", "unit = \"万户\"", &["part-not-comparable"]),
    ("200_000", "2_000", &["parts-sum", "figure-without-number"]),
    (
        "id = \"gamma\"\n",
        "id = \"epsilon\"\nname = \"戊\"\nunit = \"亿元\"\nmeasure = \"total\"\ntarget = { at_least = 40 }\n\
         cite = { section = \"二\", figure = \"40亿元\" }\nparent = \"beta\"\n[[indicator]]\nid = \"gamma\"\n",
        &["child-exceeds-parent"],
    ),
    (
        "parts = [\"gamma\", \"delta\"]\n\n[[indicator]]\nid = \"gamma\"\n",
        "\n[[indicator]]\nid = \"epsilon\"\nname = \"戊\"\nunit = \"亿元\"\nmeasure = \"total\"\ntarget = { at_least = 25 }\n\
         cite = { section = \"二\", figure = \"25亿元\" }\nparent = \"beta\"\n[[indicator]]\nid = \"gamma\"\nparent = \"beta\"\n",
        &["children-exceed-parent"],
    ),
    ("baseline =", "deadline = \"2026\"\nbaseline =", &["deadline-outside-plan"]),
    (
        "baseline =",
        "period = \"2019/2022\"\nbaseline =",
        &["period-outside-plan", "baseline-inside-period"],
    ),
    ("period = \"2020\"", "period = \"2025\"", &["baseline-after-deadline"]),
    ("period = \"2020\"", "period = \"1920\"", &["many-years"]),
    ("period = \"2020\"", "period = \"1520\"", &["too-many-years"]),
    ("\"2021/2025\"", "\"2021/9999\"", &["too-many-years"]),
    ("period = \"2020\"", "period = \"2021\"", &["baseline-inside-period"]),
    ("baseline =", "milestones = { \"2026\" = 1 }\nbaseline =", &["milestone-outside"]),
    (
        "baseline =",
        "milestones = { \"2023\" = 1700, \"2022\" = 1600 }\nbaseline =",
        &["milestone-order"],
    ),
    ("乙指标", "“甲” 指标", &["name-of-two-concepts"]),
    ("baseline =", "aliases = [\"甲 指标\"]\nbaseline =", &["duplicate-alias"]),
    ("value = 1500", "value = 2000", &["already-met"]),
    ("unit = \"家\"", "unit = \"万海里\"", &["unknown-unit"]),
    ("[[set_aside]]", "[[unit]]\nname = \"亿吨\"\nof = \"吨\"\n[[set_aside]]", &["known-unit"]),
    (
        "[[set_aside]]",
        "[[unit]]\nname = \"床位\"\nof = \"座次\"\n[[set_aside]]",
        &["unknown-base-unit"],
    ),
    (
        "[[set_aside]]",
        "[[unit]]\nname = \"甲担\"\nof = \"乙担\"\n[[unit]]\nname = \"乙担\"\nof = \"甲担\"\n[[set_aside]]",
        &["unit-circle"],
    ),
    ("section = \"一\"", "document = \"mid-term\", section = \"一\"", &["unknown-document"]),
    ("why =", "document = \"mid-term\"\nwhy =", &["unknown-document"]),
    (
        "[[set_aside]]",
        "[[document]]\nid = \"mid-term\"\ntitle = \"中期\"\n[[set_aside]]",
        &["unused-document"],
    ),
    (
        "[[set_aside]]",
        "[[document]]\nid = \"mid-term\"\ntitle = \"中期\"\n[[set_aside]]\ndocument = \"mid-term\"",
        &[],
    ),
    // An amendment may name any text, but no slip of an id.
    (
        "baseline = { period = \"2020\", value = 1500 }",
        "amended = [{ on = 2023-01-01, withdrawn = true, document = \"mid-trem\" }]\n[[document]]\nid = \"mid-term\"\ntitle = \"中期\"",
        &["unknown-document", "unused-document"],
    ),
    (
        "baseline = { period = \"2020\", value = 1500 }",
        "amended = [{ on = 2023-01-01, target = { at_least = 2500 }, document = \"mid-term\" }, { on = 2024-01-01, target = { at_least = 3000 }, \
         document = \"测政〔2024〕3号\" }]\n[[document]]\nid = \"mid-term\"\ntitle = \"中期\"",
        &[],
    ),
    (
        "baseline =",
        "binding = true\naspirational = true\nbaseline =",
        &["binding-and-aspirational", "key-without-word"],
    ),
    ("at_least = 2000", "budget = 2000", &["budget-measure"]),
    (
        "unit = \"亿元\"\nmeasure = \"total\"\ntarget = { budget = 30 }",
        "unit = \"%\"\nmeasure = \"total\"\ntarget = { budget = 30 }",
        &["total-of-ratio", "figure-without-number", "part-not-comparable"],
    ),
    ("unit = \"家\"", "unit = \"位\"", &["rank-floor"]),
    // about
    (
        "name = \"甲指标\"\nunit = \"家\"\nmeasure = \"level\"\ntarget = { at_least = 2000 }",
        "name = \"甲事故\"\nunit = \"家\"\nmeasure = \"rate\"\ntarget = { about = 2000 }",
        &["about-without-better"],
    ),
    (
        "name = \"甲指标\"\nunit = \"家\"\nmeasure = \"level\"\ntarget = { at_least = 2000 }",
        "name = \"甲事故\"\nbetter = \"near\"\nunit = \"家\"\nmeasure = \"rate\"\ntarget = { about = 2000 }",
        &[],
    ),
    (
        "name = \"甲指标\"\nunit = \"家\"\nmeasure = \"level\"\ntarget = { at_least = 2000 }",
        "name = \"甲事故\"\nunit = \"家\"\nmeasure = \"level\"\ntarget = { about = 2000 }",
        &[],
    ),
    (
        "name = \"甲指标\"\nunit = \"家\"\nmeasure = \"level\"\ntarget = { at_least = 2000 }",
        "name = \"甲指标\"\nunit = \"家\"\nmeasure = \"rate\"\ntarget = { about = 2000 }",
        &[],
    ),
    (
        "name = \"甲指标\"\nunit = \"家\"\nmeasure = \"level\"\ntarget = { at_least = 2000 }",
        "name = \"甲指标\"\nname_en = \"Consumer prices\"\nunit = \"家\"\nmeasure = \"every-year\"\ntarget = { about = 2000 }",
        &["about-without-better"],
    ),
    (
        "name = \"甲指标\"\nunit = \"家\"\nmeasure = \"level\"\ntarget = { at_least = 2000 }",
        "name = \"甲负债\"\nunit = \"家\"\nmeasure = \"rate\"\namended = [{ on = 2022-06-01, target = { about = 5 } }]\ntarget = { at_least = 2000 }",
        &["about-without-better"],
    ),
    // milestones and amendments
    ("baseline =", "milestones = { \"2023\" = 1700 }\nbaseline =", &[]),
    ("baseline =", "milestones = { \"2023\" = 2000 }\nbaseline =", &[]),
    ("baseline =", "milestones = { \"2023\" = 2001 }\nbaseline =", &["milestone-off-path"]),
    ("baseline =", "milestones = { \"2023\" = 1499 }\nbaseline =", &["milestone-off-path"]),
    (
        "baseline =",
        "milestones = { \"2023\" = 1700 }\namended = [{ on = 2022-06-01, target = { at_least = 1700 } }]\nbaseline =",
        &[],
    ),
    (
        "baseline =",
        "milestones = { \"2023\" = 1700 }\namended = [{ on = 2022-06-01, target = { at_least = 1699 } }]\nbaseline =",
        &["milestones-lapse"],
    ),
    (
        "baseline =",
        "milestones = { \"2023\" = 1700 }\namended = [{ on = 2022-06-01, target = { at_least = 1699 }, milestones = {} }]\nbaseline =",
        &[],
    ),
    (
        "baseline =",
        "milestones = { \"2023\" = 1700 }\namended = [{ on = 2022-06-01, target = { at_least = 1699 }, milestones = { \"2023\" = 1700 } }]\nbaseline =",
        &["milestone-off-path"],
    ),
    (
        "baseline =",
        "milestones = { \"2023\" = 1700 }\namended = [{ on = 2022-06-01, deadline = \"2023\" }]\nbaseline =",
        &["milestones-lapse"],
    ),
    (
        "baseline =",
        "milestones = { \"2023\" = 1700 }\namended = [{ on = 2022-06-01, deadline = \"2024\" }]\nbaseline =",
        &[],
    ),
    (
        "baseline =",
        "amended = [{ on = 2025-12-31, target = { at_least = 1800 } }]\nbaseline =",
        &[],
    ),
    (
        "baseline =",
        "amended = [{ on = 2026-01-01, target = { at_least = 1800 } }]\nbaseline =",
        &["amended-after-deadline"],
    ),
    (
        "baseline =",
        "amended = [{ on = 2026-01-01, withdrawn = true }]\nbaseline =",
        &["amended-after-deadline"],
    ),
    (
        "baseline =",
        "amended = [{ on = 2026-01-01, target = { at_least = 1800 }, retroactive = true }]\nbaseline =",
        &[],
    ),
    (
        "baseline =",
        "amended = [{ on = 2025-06-01, deadline = \"2027\" }, { on = 2026-01-01, withdrawn = true }]\nbaseline =",
        &[],
    ),
    (
        "baseline =",
        "amended = [{ on = 2026-06-01, deadline = \"2027\" }, { on = 2027-01-01, withdrawn = true }]\nbaseline =",
        &["amended-after-deadline", "amended-after-deadline"],
    ),
    // kinds
    ("name = \"甲指标\"\nunit = \"家\"", "name = \"甲覆盖率\"\nunit = \"%\"", &["kind-open"]),
    (
        "name = \"甲指标\"\nunit = \"家\"",
        "name = \"甲覆盖率\"\nunit = \"%\"\nkind = \"stock\"",
        &[],
    ),
    ("name = \"甲指标\"\nunit = \"家\"", "name = \"甲覆盖率\"\nunit = \"家\"", &[]),
    ("name = \"甲指标\"\nunit = \"家\"", "name = \"甲比率\"\nunit = \"%\"", &[]),
    ("parts = [", "deadline = \"2025年末\"\nparts = [", &["point-of-flow"]),
    ("parts = [", "deadline = \"2025-12-31\"\nparts = [", &["point-of-flow"]),
    ("parts = [", "period = \"2025年底\"\nparts = [", &["point-of-flow", "key-without-word"]),
    ("parts = [", "baseline = { period = \"2020年底\" }\nparts = [", &["point-of-flow"]),
    ("parts = [", "milestones = { \"2022-06-30\" = 10 }\nparts = [", &["point-of-flow"]),
    (
        "parts = [",
        "amended = [{ on = 2022-06-01, deadline = \"2024年末\" }]\nparts = [",
        &["point-of-flow"],
    ),
    ("parts = [", "baseline = { period = \"2020\" }\nparts = [", &[]),
    ("baseline =", "deadline = \"2025年末\"\nbaseline =", &[]),
    // sums
    (
        "[[set_aside]]",
        "[[series]]\nid = \"sum\"\nname = \"合计\"\nunit = \"亿元\"\nfrom = { sum = [\"gamma\", \"delta\"] }\n[[set_aside]]",
        &[],
    ),
    (
        "[[set_aside]]",
        "[[series]]\nid = \"sum\"\nname = \"合计\"\nunit = \"亿元\"\nfrom = { sum = [\"beta\", \"gamma\"] }\n[[set_aside]]",
        &["counted-twice"],
    ),
    (
        "[[set_aside]]",
        "[[series]]\nid = \"sum\"\nname = \"合计\"\nunit = \"亿元\"\nfrom = { sum = [\"gamma\", \"delta\", \"beta\"] }\n[[set_aside]]",
        &["counted-twice", "counted-twice"],
    ),
    (
        "[[set_aside]]",
        "[[series]]\nid = \"sum\"\nname = \"合计\"\nunit = \"亿元\"\nfrom = { sum = [\"gamma\", \"gamma\"] }\n[[set_aside]]",
        &["counted-twice"],
    ),
    // the unit in English
    ("unit = \"亿元\"", "unit = \"亿元\"\nunit_en = \"100 million yuan\"", &[]),
    ("unit = \"家\"", "unit = \"家\"\nunit_en = \"makers of machine tools\"", &[]),
    ("unit = \"亿元\"", "unit = \"亿元\"\nunit_en = \"billion yuan\"", &["other-unit-in-english"]),
    ("unit = \"家\"", "unit = \"家\"\nunit_en = \"%\"", &["other-unit-in-english"]),
    // the month of a stock, and the good side
    ("unit = \"家\"", "unit = \"家\"\nat = \"11\"", &[]),
    ("unit = \"家\"", "unit = \"家\"\nkind = \"flow\"\nat = \"11\"", &["at-without-stock"]),
    ("unit = \"家\"", "unit = \"家\"\nkind = \"flow\"\nat = \"12\"", &["at-without-stock"]),
    ("parts = [", "at = \"11\"\nparts = [", &["at-without-stock"]),
    ("unit = \"家\"", "unit = \"家\"\nat = \"13\"", &["unknown-word"]),
    ("unit = \"家\"", "unit = \"家\"\nat = 11", &["wrong-type"]),
    ("unit = \"家\"", "unit = \"家\"\nbetter = \"lower\"", &[]),
    ("unit = \"家\"", "unit = \"家\"\nbetter = \"less\"", &["unknown-word"]),
];

#[test]
fn the_good_plan_is_good() {
    let loaded = load(GOOD);
    assert_eq!(codes(&loaded), Vec::<&str>::new());
    let plan = loaded.plan.unwrap();
    let alpha = plan.indicator("alpha").unwrap();
    assert_eq!((alpha.kind.kind, alpha.line), (Kind::Stock, 7));
    assert_eq!(alpha.concept, "alpha");
    assert_eq!(alpha.deadline, Period::year(2025).unwrap());
    assert_eq!(alpha.period, plan.period);
    let gamma = plan.indicator("gamma").unwrap();
    assert_eq!(gamma.parent.as_deref(), Some("beta"));
    assert_eq!(gamma.kind, Kind::Flow);
}

#[test]
fn every_mistake_has_its_code() {
    let mut wrong = Vec::new();
    for (from, to, expected) in CASES {
        let loaded = load(&changed(from, to));
        if codes(&loaded) != *expected {
            wrong.push(format!("{to}: {:?}", codes(&loaded)));
        }
        let failed =
            loaded.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        assert_eq!(loaded.plan.is_none(), failed, "{to}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_unit_is_unknown_once() {
    let loaded = load(&GOOD.replace("unit = \"亿元\"", "unit = \"海里\""));
    let unknown = codes(&loaded).into_iter().filter(|code| *code == "unknown-unit");
    assert_eq!(unknown.count(), 1);
}

#[test]
fn parts_of_pairs_add_up_at_both_ends() {
    for (whole, parts, expected) in [
        ("between = [30, 40]", ["between = [10, 15]", "between = [200_000, 250_000]"], &[][..]),
        (
            "between = [30, 40]",
            ["between = [10, 15]", "between = [200_000, 240_000]"],
            &["parts-sum"],
        ),
        (
            "between = [30, 40]",
            ["between = [9, 15]", "between = [200_000, 250_000]"],
            &["parts-sum"],
        ),
        (
            "within = [30, 40]",
            ["within = [9, 15]", "within = [200_000, 240_000]"],
            &["parts-sum", "parts-sum"],
        ),
        // One end is not known of a part, or not asked for of the whole.
        ("between = [30, 40]", ["at_least = 10", "between = [200_000, 240_000]"], &[]),
        ("at_least = 30", ["between = [10, 15]", "between = [200_000, 240_000]"], &[]),
    ] {
        let mut text = changed("budget = 30", whole);
        text = text.replacen("budget = 10", parts[0], 1);
        // The figures need not print both numbers.
        text = text
            .replacen("budget = 200_000", parts[1], 1)
            .replace("其中10亿元", "其中9亿元或10亿元");
        assert_eq!(codes(&load(&text)), expected, "{whole} {parts:?}");
    }
}

#[test]
fn every_code_has_its_case() {
    let cases = CASES.iter().chain(relations::CASES);
    let mut seen: BTreeSet<_> = cases.flat_map(|case| case.2).copied().collect();
    // Seen by the tests below.
    seen.extend(["plan-encoding", "plan-truncated", "no-indicators"]);
    // Said of the catalogue.
    seen.extend(["concept-unit", "unknown-concept", "name-of-another"]);
    let mut missing = PlanProblem::codes();
    missing.retain(|code| !seen.contains(code));
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_file_cut_inside_a_character_is_truncated() {
    let cut = &GOOD.as_bytes()[..=GOOD.find('市').unwrap()];
    let loaded = load_plan("plans/test.toml", cut, None);
    assert_eq!(codes(&loaded), ["plan-truncated"]);
}

#[test]
fn an_empty_file_says_what_it_lacks() {
    assert_eq!(codes(&load("")), ["missing-key", "no-indicators"]);
}

#[test]
fn other_encodings_are_named_with_their_byte() {
    let (gb18030, _, _) = encoding_rs::GB18030.encode(GOOD);
    let loaded = load_plan("test.toml", &gb18030, None);
    assert_eq!(codes(&loaded), ["plan-encoding"]);
    let place = loaded.diagnostics[0].place.as_ref().unwrap();
    assert_eq!((place.line, place.column), (3, 10));
    let utf16: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let loaded = load_plan("test.toml", &[&[0xff, 0xfe], &utf16[..]].concat(), None);
    assert_eq!(codes(&loaded), ["plan-encoding"]);
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    let marked = format!("\u{feff}{}", changed("region =", "regoin ="));
    let plain = changed("region =", "regoin =");
    assert_eq!(load(&marked).diagnostics, load(&plain).diagnostics);
}

#[test]
fn several_problems_come_in_the_order_of_the_file() {
    let text = changed("title = ", "titel = ")
        .replace("unit = \"万元\"", "unit = 5")
        .replace("at_least = 2000", "at_least = 2001");
    let loaded = load(&text);
    assert_eq!(codes(&loaded), ["unknown-key", "figure-without-number", "wrong-type"]);
    let places = loaded.diagnostics.iter();
    let lines: Vec<_> = places.map(|one| one.place.as_ref().unwrap().line).collect();
    assert_eq!(lines, [3, 13, 36]);
}

#[test]
fn only_a_toml_file_gives_its_name_to_the_plan() {
    for file in ["-", "test.txt", "dir/test.toml"] {
        assert!(load_plan(file, GOOD.as_bytes(), None).plan.is_some(), "{file}");
    }
}

#[test]
fn tolerance_is_kept_in_the_unit() {
    let tolerance = |written: &str| {
        let text = changed("at_least = 2000", &format!("about = 2000{written}"));
        let plan = load(&text).plan.unwrap();
        let target = plan.indicator("alpha").unwrap().target.value().unwrap();
        assert_eq!(target.comparator, Comparator::About);
        target.tolerance.clone()
    };
    assert_eq!(tolerance(""), Number::from(100));
    assert_eq!(tolerance(", tolerance = 25"), Number::from(25));
    assert_eq!(tolerance(", tolerance = \"2.5%\""), Number::from(50));
}

#[test]
fn an_earlier_deadline_ends_the_accumulation() {
    let text = changed("parts =", "deadline = \"2023\"\nparts =");
    let plan = load(&text).plan.unwrap();
    let beta = plan.indicator("beta").unwrap();
    assert_eq!(beta.period, Period::parse("2021/2023").unwrap());
    assert_eq!(beta.deadline, Period::year(2023).unwrap());
}

fn hangzhou() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join("plans/hangzhou-2024.toml")).unwrap()
}

#[test]
fn hangzhou_loads_clean() {
    let catalog = builtin::CATALOG.unwrap();
    let (catalog, _) = load_catalog(catalog.path, catalog.text.as_bytes());
    let loaded = load_plan("plans/hangzhou-2024.toml", hangzhou().as_bytes(), catalog.as_ref());
    assert_eq!(codes(&loaded), Vec::<&str>::new(), "{:#?}", loaded.diagnostics);
    assert!(loaded.plan.unwrap().indicators.len() >= 50);
}

/// Bytes put in place of others.
#[derive(Debug, Clone)]
struct Edit {
    at: usize,
    length: usize,
    bytes: Vec<u8>,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let token = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..4),
        proptest::sample::select(vec![
            "\"",
            "[",
            "]",
            "{",
            "}",
            "=",
            ".",
            "\n",
            "[[indicator]]\n",
            "[plan]\n",
            "1e9",
            "-",
            "\\u0000",
        ])
        .prop_map(|token| token.as_bytes().to_vec()),
    ];
    let edit = (any::<usize>(), 0..40_usize, token).prop_map(|(at, length, bytes)| Edit {
        at,
        length,
        bytes,
    });
    proptest::collection::vec(edit, 1..6)
}

fn edited(text: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for edit in edits {
        let at = edit.at % (bytes.len() + 1);
        let end = (at + edit.length).min(bytes.len());
        bytes.splice(at..end, edit.bytes.iter().copied());
    }
    bytes
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        load_plan("test.toml", &bytes, None);
    }

    #[test]
    fn no_edit_makes_it_panic(edits in edits()) {
        load_plan("test.toml", &edited(GOOD.as_bytes(), &edits), None);
        load_plan("plans/hangzhou-2024.toml", &edited(hangzhou().as_bytes(), &edits), None);
    }

    #[test]
    fn no_edit_of_a_full_plan_makes_it_panic(edits in edits()) {
        load_plan("test.toml", &edited(relations::FULL.as_bytes(), &edits), None);
    }

    #[test]
    fn a_plan_comes_exactly_without_errors(edits in edits()) {
        let loaded = load_plan("test.toml", &edited(GOOD.as_bytes(), &edits), None);
        let failed = loaded.diagnostics.iter().any(crate::diag::Diagnostic::is_error);
        prop_assert_eq!(loaded.plan.is_none(), failed);
    }
}
