//! `diff` of two versions of a plan and its rows: a repository with 40 commits, any two of which are compared.
//!
//! Every commit plants one change. What a comparison has to name follows from which of them lie between the two sides, and
//! from what was there on the first. `ALL_PAIRS=1` compares all 780 pairs, else a sample.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{folder, json, on_every_processor, plain, ran};

/// An indicator: id, name in the rows, target, and what is to be reached.
const INDICATORS: [(&str, &str, &str); 8] = [
    (
        "labs",
        "实验室",
        "target = { at_least = 100 }\nmeasure = \"level\"\nbaseline = { period = \"2020\", value = 10 }",
    ),
    (
        "prizes",
        "奖项",
        "target = { at_least = 200 }\nmeasure = \"level\"\nbaseline = { period = \"2020\", value = 20 }",
    ),
    (
        "parks",
        "园区",
        "target = { at_least = 300 }\nmeasure = \"level\"\nbaseline = { period = \"2020\", value = 30 }",
    ),
    (
        "platforms",
        "平台",
        "target = { at_least = 400 }\nmeasure = \"level\"\nbaseline = { period = \"2020\", value = 40 }",
    ),
    (
        "patents",
        "专利",
        "target = { at_least = 500 }\nmeasure = \"level\"\nbaseline = { period = \"2020\", value = 50 }",
    ),
    (
        "teams",
        "团队",
        "target = { at_least = 600 }\nmeasure = \"level\"\nbaseline = { period = \"2020\", value = 60 }",
    ),
    (
        "projects",
        "项目",
        "target = { at_least = 700 }\nmeasure = \"level\"\nbaseline = { period = \"2020\", value = 70 }",
    ),
    ("output", "产值", "target = { at_least = 800 }\nmeasure = \"total\""),
];

/// The id that an indicator gets later.
const NEW_ID: &str = "provincial-platforms";

/// What one commit does.
enum Commit {
    /// Texts of the plan that become others, and what that is, of which part.
    Plan(&'static [(&'static str, &'static str)], &'static str, &'static str),
    Added,
    Removed,
    /// The rows of a month, without those of one indicator, if one is left out.
    Release(u32, &'static str),
    /// A second value of a published month, with a day of its own.
    Revised(&'static str, u32),
    /// Another value under the same day.
    Edited(&'static str, u32),
    /// The row that a release left out.
    Late(&'static str, u32),
    Deleted(&'static str, u32),
    /// A release in which one indicator has a name that nothing has.
    Misspelt(u32, &'static str),
}

use Commit::{Added, Deleted, Edited, Late, Misspelt, Plan, Release, Removed, Revised};

/// The commits after the first, which has the plan and three months. Months count from 2024-01.
static COMMITS: [Commit; 39] = [
    Release(4, ""),
    Plan(&[("due = \"2024\"", "due = \"2025\"")], "edited-deadline", "report"),
    Revised("labs", 2),
    Release(5, "parks"),
    Plan(
        &[("at_least = 100 ", "at_least = 90 "), ("实验室100家", "实验室90家")],
        "edited-target",
        "labs",
    ),
    Edited("prizes", 3),
    Release(6, ""),
    Plan(
        &[("at_least = 200 }", "at_least = 200 }\ndeadline = \"2025\"")],
        "edited-deadline",
        "prizes",
    ),
    Late("parks", 5),
    Release(7, ""),
    Plan(
        &[(
            "at_least = 300 }",
            "at_least = 300 }\namended = [{ on = 2024-11-01, target = { at_least = 280 }, document = \"调整\" }]",
        )],
        "amended-target",
        "parks",
    ),
    Deleted("labs", 1),
    Release(8, ""),
    Plan(&[("id = \"platforms\"", "id = \"provincial-platforms\"")], "renamed", "platforms"),
    Edited("output", 4),
    Release(9, ""),
    Plan(&[("value = 50 }", "value = 55 }")], "edited-baseline", "patents"),
    Deleted("platforms", 6),
    Release(10, "output"),
    Added,
    Revised("patents", 6),
    Release(11, ""),
    Removed,
    Deleted("parks", 3),
    Release(12, ""),
    Plan(
        &[("at_least = 400 ", "at_least = 440 "), ("平台400家", "平台440家")],
        "edited-target",
        "platforms",
    ),
    Late("output", 10),
    Release(13, ""),
    Plan(
        &[(
            "due = \"2025\"",
            "due = \"2025\"\n\n[[task]]\nid = \"law\"\ntitle = \"立法\"\ncite = { section = \"二\", figure = \"立法\" }\ndue = \"2025\"",
        )],
        "added",
        "law",
    ),
    Plan(
        &[("at_least = 90 ", "at_least = 80 "), ("实验室90家", "实验室80家")],
        "edited-target",
        "labs",
    ),
    Release(14, ""),
    Plan(
        &[("name = \"专利\"", "name = \"专利\"\naliases = [\"发明专利数\"]")],
        "edited-names",
        "patents",
    ),
    Revised("platforms", 9),
    Misspelt(15, "prizes"),
    Plan(
        &[("at_least = 800 ", "more_than = 800 "), ("产值800家", "产值超800家")],
        "edited-target",
        "output",
    ),
    Release(16, ""),
    Plan(&[("[plan]", "[plan]\nmethod = \"compound\"")], "edited-measure", "plan"),
    Edited("labs", 9),
    Plan(
        &[("measure = \"total\"", "measure = \"total\"\nbinding = true")],
        "edited-other",
        "output",
    ),
];

fn month(count: u32) -> String {
    format!("{}-{:02}", 2024 + (count - 1) / 12, (count - 1) % 12 + 1)
}

/// The row of an indicator for a month.
fn row(id: &str, count: u32) -> String {
    let place = INDICATORS.iter().position(|it| it.0 == id).unwrap();
    let value = (place + 1) * 10 + count as usize;
    let (name, period, published) = (INDICATORS[place].1, month(count), month(count + 1));
    format!("测试市,{name},{period},{value},家,{published}-10\n")
}

fn release(count: u32, without: &str) -> String {
    INDICATORS.iter().filter(|it| it.0 != without).map(|it| row(it.0, count)).collect()
}

fn indicator((id, name, rest): (&str, &str, &str)) -> String {
    let number: String = rest.chars().filter(char::is_ascii_digit).take(3).collect();
    format!(
        "\n[[indicator]]\nid = \"{id}\"\nname = \"{name}\"\nunit = \"家\"\n{rest}\n\
        cite = {{ section = \"一\", figure = \"{name}{number}家\" }}\n"
    )
}

/// The plan and its rows after each commit.
fn states() -> Vec<(String, String)> {
    let mut plan = "[plan]\nid = \"repo-2025\"\ntitle = \"测试用规划\"\nregion = \"测试市\"\nperiod = \"2021/2026\"\n\n\
        [[task]]\nid = \"report\"\ntitle = \"报告\"\ncite = { section = \"二\", figure = \"报告\" }\ndue = \"2024\"\n"
        .to_owned();
    for it in INDICATORS.iter().filter(|it| it.0 != "projects") {
        plan += &indicator(*it);
    }
    let mut rows = "region,indicator,period,value,unit,published\n".to_owned();
    rows.extend((1..=3).map(|count| release(count, "")));
    let mut states = vec![(plan.clone(), rows.clone())];
    for commit in &COMMITS {
        match commit {
            Plan(texts, ..) => {
                for (from, to) in *texts {
                    assert_eq!(plan.matches(from).count(), 1, "{from}");
                    plan = plan.replace(from, to);
                }
            }
            Added => plan += &indicator(INDICATORS[6]),
            Removed => plan = plan.replace(&indicator(INDICATORS[5]), ""),
            Release(count, without) => rows += &release(*count, without),
            Late(id, count) => rows += &row(id, *count),
            Misspelt(count, id) => {
                let wrong = row(id, *count).replacen("奖项", "获奖", 1);
                rows += &(release(*count, id) + &wrong);
            }
            Deleted(id, count) => rows = replaced(&rows, &row(id, *count), ""),
            Edited(id, count) => {
                let own = row(id, *count);
                rows = replaced(&rows, &own, &own.replacen(",家,", "5,家,", 1));
            }
            Revised(id, count) => {
                let own = row(id, *count).replacen(",家,", "1,家,", 1);
                rows += &own.replace("-10\n", "-28\n");
            }
        }
        states.push((plan.clone(), rows.clone()));
    }
    states
}

fn replaced(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from}");
    text.replace(from, to)
}

/// The commit with which the row of a month came in.
fn born(id: &str, count: u32) -> usize {
    if count <= 3 {
        return 0;
    }
    let has = |it: &Commit| match it {
        Release(of, without) | Misspelt(of, without) => *of == count && *without != id,
        Late(of, late) => (*of, *late) == (id, count),
        _ => false,
    };
    COMMITS.iter().position(has).unwrap() + 1
}

/// Everything that the comparison of two states has to name, sorted.
fn planted(from: usize, to: usize) -> Vec<String> {
    let at = |has: fn(&Commit) -> bool| COMMITS.iter().position(has).unwrap() + 1;
    let renamed = at(|it| matches!(it, Plan(_, "renamed", _)));
    let added = at(|it| matches!(it, Added));
    let removed = at(|it| matches!(it, Removed));
    let id = |id: &str| if id == "platforms" && renamed <= to { NEW_ID } else { id }.to_owned();
    let is_there = |id: &str| (id != "teams" || to < removed) && (id != "projects" || added <= to);
    let deleted = |id: &str, count: u32| {
        let is_it = |it: &Commit| matches!(it, Deleted(of, month) if (*of, *month) == (id, count));
        COMMITS[..to].iter().any(is_it)
    };
    let mut told = Vec::new();
    let mut figure = |change: &str, of: &str, count: u32| {
        if is_there(of) {
            told.push(format!("{change} {} {}", id(of), month(count)));
        }
    };
    for commit in &COMMITS[from..to] {
        match commit {
            Release(count, without) | Misspelt(count, without) => {
                let all = INDICATORS.iter().filter(|it| it.0 != *without);
                all.filter(|it| !deleted(it.0, *count)).for_each(|it| figure("new", it.0, *count));
            }
            Late(of, count) => {
                let late = born(of, count + 1) <= from;
                figure(if late { "late" } else { "new" }, of, *count);
            }
            Revised(of, count) if born(of, *count) <= from => figure("revised", of, *count),
            Edited(of, count) if born(of, *count) <= from => figure("edited", of, *count),
            Deleted(of, count) if born(of, *count) <= from => figure("deleted", of, *count),
            _ => {}
        }
    }
    for commit in &COMMITS[from..to] {
        let told_now = match commit {
            Plan(_, change, of) => format!("{change} {}", id(of)),
            Added => "added projects".to_owned(),
            Removed => "removed teams".to_owned(),
            Misspelt(..) => "unmatched 获奖".to_owned(),
            _ => continue,
        };
        // Two edits of one target are one.
        if !told.contains(&told_now) {
            told.push(told_now);
        }
    }
    told.sort();
    told
}

/// Everything that a comparison names, sorted; and a check that its causes are among that.
fn named(json: &Value) -> Vec<String> {
    let list = |key: &str| json[key].as_array().unwrap().clone();
    let told = |key: &str, names: &'static [&str]| {
        list(key).into_iter().map(move |it| {
            let words = names.iter().map(|name| plain(&it[*name]));
            words.collect::<Vec<_>>().join(" ")
        })
    };
    let mut all: Vec<String> = told("figures", &["change", "series", "period"]).collect();
    let edits = list("plan_changes").into_iter().map(|it| {
        let id = if it["table"] == "plan" { "plan".to_owned() } else { plain(&it["id"]) };
        format!("{} {id}", plain(&it["change"]))
    });
    all.extend(edits);
    all.extend(told("unmatched", &["name"]).map(|name| format!("unmatched {name}")));
    for indicator in list("indicators") {
        let causes = indicator["causes"].as_array().unwrap();
        assert!(!causes.is_empty(), "{indicator}");
        for cause in causes {
            let (word, figure) = (plain(&cause["cause"]), &cause["figure"]);
            let said = match word.as_str() {
                "time" | "other-figures" => continue,
                "amended-target" => format!("{word} {}", plain(&indicator["indicator"])),
                _ if !figure.is_null() => {
                    ["change", "series", "period"].map(|key| plain(&figure[key])).join(" ")
                }
                _ if cause["edit"]["table"] == "plan" => format!("{word} plan"),
                _ => format!("{word} {}", plain(&cause["edit"]["id"])),
            };
            assert!(all.contains(&said), "{said} is a cause of {indicator}");
        }
    }
    all.sort();
    all
}

#[test]
fn any_two_of_forty_commits_name_every_planted_change_once() {
    let folder = tempfile::tempdir().unwrap();
    let states = states();
    assert_eq!(states.len(), 40);
    for (count, (plan, rows)) in states.iter().enumerate() {
        let state = folder.path().join(format!("s{count}"));
        fs::create_dir(&state).unwrap();
        fs::write(state.join("repo-2025.toml"), plan).unwrap();
        fs::write(state.join("rows.csv"), rows).unwrap();
    }
    let all = std::env::var_os("ALL_PAIRS").is_some();
    let pairs = (0..40).flat_map(|from| (from + 1..40).map(move |to| (from, to)));
    let pairs: Vec<_> =
        pairs.filter(|(from, to)| all || to - from == 1 || (from * 7 + to * 3) % 23 == 0).collect();
    assert!(pairs.len() > 60);
    let wrong = on_every_processor(&pairs, |_, pair| slip(folder.path(), *pair));
    assert_eq!(wrong.into_iter().flatten().collect::<Vec<_>>(), [""; 0]);
}

/// What is wrong with the comparison of two states, if anything.
fn slip(folder: &Path, (from, to): (usize, usize)) -> Option<String> {
    let arguments = format!(
        "diff s{from}/repo-2025.toml s{to}/repo-2025.toml --from s{from}/rows.csv --to s{to}/rows.csv --as-of 2026-12-31"
    );
    let (expected, named) = (planted(from, to), named(&json(folder, &arguments)));
    let missing: Vec<_> = expected.iter().filter(|it| !named.contains(it)).collect();
    let invented: Vec<_> = named.iter().filter(|it| !expected.contains(it)).collect();
    let counts = (expected.len(), named.len());
    (expected != named)
        .then(|| format!("{from}..{to}: missing {missing:?}, invented {invented:?} {counts:?}"))
}

/// A plan of one colleague, with two targets, one of them lowered by the other colleague, and figures of two releases.
const PLAN: &str = r#"
[plan]
id = "yun-2025"
title = "测试用规划"
region = "测试市"
period = "2021/2025"
actuals = ["rows.csv"]

[[indicator]]
id = "labs"
name = "实验室"
unit = "家"
measure = "level"
baseline = { period = "2020", value = 600 }
target = { at_least = 1200 }
cite = { section = "一", figure = "实验室1200家" }

[[indicator]]
id = "platforms"
name = "新增平台"
unit = "家"
measure = "total"
target = { at_least = 50 }
cite = { section = "二", figure = "新增平台50家" }
"#;

const ROWS: &str = "region,indicator,period,value,unit,published
测试市,实验室,2022,840,家,2023-03-01
测试市,新增平台,2021,9,家,2022-03-01
测试市,新增平台,2022,10,家,2023-03-01
";

/// The verdict before is that of the plan before; what plan and data each did to it is told apart.
#[test]
fn each_side_is_judged_by_its_own_plan() {
    let lowered =
        PLAN.replace("1200", "1000").replace("id = \"platforms\"", "id = \"new-platforms\"");
    let newer = ROWS.to_owned()
        + "测试市,实验室,2023,850,家,2024-03-01\n测试市,新增平合,2023,1,家,2024-03-01\n";
    // A copy of the older version has another file name, and may be compared in either way.
    let folder = folder(&[
        ("old.toml", PLAN),
        ("yun-2025.toml", &lowered),
        ("rows.csv", ROWS),
        ("newer.csv", &newer),
    ]);
    let sides = "--from rows.csv --to newer.csv --as-of 2024-12-31";
    let told = json(folder.path(), &format!("diff old.toml yun-2025.toml {sides}"));
    assert_eq!(
        told,
        json(folder.path(), &format!("diff yun-2025.toml --plan-from old.toml {sides}"))
    );
    let labs = &told["indicators"][0];
    let moves = labs["moves"].as_array().unwrap().iter();
    let moves = moves.map(|it| ["by", "from", "to"].map(|key| plain(&it[key])).join(" "));
    assert_eq!(moves.collect::<Vec<_>>(), ["plan on-track ahead", "data ahead on-track"]);
    assert_eq!(
        (&labs["change"], &labs["from"]["target"], &labs["to"]["target"]),
        (&"same".into(), &1200.into(), &1000.into())
    );
    assert_eq!(
        named(&told),
        ["edited-target labs", "new labs 2023", "renamed new-platforms", "unmatched 新增平合"]
    );
    assert_eq!(told["unmatched"][0]["nearest"], "新增平台");
    // Without sides each version has its own figures; here they are the same.
    let told = json(folder.path(), "diff old.toml yun-2025.toml --as-of 2024-12-31");
    assert_eq!(named(&told), ["edited-target labs", "renamed new-platforms"]);
    // On two dates time has a share of its own.
    let told = json(
        folder.path(),
        "diff old.toml yun-2025.toml --actuals newer.csv --from 2023-06-30 --to 2024-12-31",
    );
    assert_eq!(named(&told), ["edited-target labs", "new labs 2023", "renamed new-platforms"]);
    let indicator = "diff old.toml yun-2025.toml --as-of 2024-12-31 --indicator platforms";
    assert_eq!(named(&json(folder.path(), indicator)), ["renamed new-platforms"]);
    let (code, _, said) =
        ran(folder.path(), "diff old.toml yun-2025.toml --fail-on changed --as-of 2024-12-31 -q");
    assert_eq!((code, said.as_str()), (1, ""));
}

/// A row altered under its own day of release is an edit, one that is gone a deletion; a figure that takes the place of another
/// with a day of its own is a revision, and rows without a day say nothing of edits.
#[test]
fn rows_altered_in_place_are_no_revisions() {
    let folder = folder(&[("yun-2025.toml", PLAN), ("rows.csv", ROWS)]);
    let undated =
        ROWS.replace(",published", "").replace(",2023-03-01", "").replace(",2022-03-01", "");
    let edited = |text: &str, from: &str, to: &str| replaced(text, from, to);
    #[rustfmt::skip] // one case a line
    let cases = [
        (ROWS, edited(ROWS, ",840,", ",870,"), "edited labs 2022"),
        (ROWS, edited(ROWS, "测试市,新增平台,2021,9,家,2022-03-01\n", ""), "deleted platforms 2021"),
        (ROWS, edited(ROWS, "840,家,2023-03-01", "870,家,2024-03-01"), "revised labs 2022"),
        (ROWS, edited(ROWS, "840,家,", "0.084,万家,"), ""),
        (ROWS, ROWS.to_owned() + "测试市,实验室,2022,850,家,2023-09-01\n", "revised labs 2022"),
        (ROWS, ROWS.to_owned() + "测试市,实验室,2022,830,家,2023-01-20\n", "late labs 2022"),
        (ROWS, ROWS.to_owned() + "测试市,实验室,2021,700,家,2022-03-01\n", "late labs 2021"),
        (&undated, edited(&undated, ",840,", ",870,"), "revised labs 2022"),
    ];
    for (before, after, expected) in cases {
        for (name, text) in [("before.csv", before), ("after.csv", &*after)] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let told = json(
            folder.path(),
            "diff yun-2025.toml --from before.csv --to after.csv --as-of 2024-12-31",
        );
        assert_eq!(named(&told).join(", "), expected);
    }
    // Both at once: a row is altered, and a later one revises it.
    let both = edited(ROWS, ",840,", ",870,") + "测试市,实验室,2022,880,家,2024-03-01\n";
    fs::write(folder.path().join("before.csv"), ROWS).unwrap();
    fs::write(folder.path().join("after.csv"), both).unwrap();
    let told = json(
        folder.path(),
        "diff yun-2025.toml --from before.csv --to after.csv --as-of 2024-12-31",
    );
    assert_eq!(named(&told), ["edited labs 2022", "revised labs 2022"]);
}

/// The words of a plan that is edited, each key once.
#[test]
fn every_key_of_an_indicator_that_is_edited_is_named() {
    #[rustfmt::skip] // one case a line
    let cases = [
        ("at_least = 1200", "more_than = 1200", "edited-target labs"),
        ("period = \"2020\", value = 600", "period = \"2020\", value = 610", "edited-baseline labs"),
        ("measure = \"total\"", "measure = \"level\"", "edited-measure platforms"),
        ("title = \"测试用规划\"", "title = \"另一规划\"", "edited-other plan"),
        ("period = \"2021/2025\"", "period = \"2021/2026\"", "edited-deadline plan"),
        ("region = \"测试市\"", "region = \"另一市\"", "edited-names plan"),
        ("figure = \"实验室1200家\"", "figure = \"建成实验室1200家\"", "edited-other labs"),
        ("unit = \"家\"\nmeasure = \"level\"", "unit = \"个\"\nmeasure = \"level\"", "edited-measure labs"),
    ];
    for (from, to, expected) in cases {
        let folder = folder(&[
            ("old.toml", PLAN),
            ("yun-2025.toml", &replaced(PLAN, from, to)),
            ("rows.csv", "region,indicator,period,value,unit\n"),
        ]);
        let told = json(folder.path(), "diff old.toml yun-2025.toml --as-of 2024-12-31");
        assert_eq!(named(&told).join(", "), expected, "{to}");
    }
}
