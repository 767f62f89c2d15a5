//! Every wording of docs/encoding.md, run as it is encoded there: the words are accepted for the target, and judged as they mean it.
//! And other encodings of them, which a lint answers.
//!
//! `tests/phrases.csv` has figures and verdicts for each line of the tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::Value;

use crate::support::{all_of, folder, plancheck, read};

/// A line of the tables.
struct Encoded {
    /// In either language.
    phrases: Vec<String>,
    measure: String,
    target: String,
    also: String,
}

/// A line of `tests/phrases.csv`.
struct Case {
    unit: String,
    /// Each with the series or region, if it is not the indicator's own in Zhejiang, the period and the value.
    figures: Vec<[String; 3]>,
    verdict: String,
}

fn encoded() -> Vec<Encoded> {
    let text = read("docs/encoding.md");
    let (_, section) = text.split_once(". Words and keys\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect());
    let rows =
        cells.filter(|cells: &Vec<&str>| cells[0] != "Chinese" && !cells[0].starts_with('-'));
    let encoded = rows.map(|cells| {
        let [chinese, english, measure, target, also] = cells[..] else { panic!("{cells:?}") };
        let phrases = chinese.split("; ").chain(english.split("; "));
        Encoded {
            phrases: phrases.map(str::to_owned).collect(),
            measure: measure.to_owned(),
            target: target.trim_matches('`').to_owned(),
            also: also.split("`, `").map(|it| it.trim_matches('`').to_owned() + "\n").collect(),
        }
    });
    encoded.collect()
}

fn cases() -> BTreeMap<String, Vec<Case>> {
    let mut cases: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for line in read("tests/phrases.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [phrase, unit, figures, verdict] = cells[..] else { panic!("{line}") };
        let figures = figures.split("; ").filter(|it| !it.is_empty()).map(|figure| {
            let parts: Vec<String> = figure.split(' ').map(str::to_owned).collect();
            match &parts[..] {
                [period, value] => [String::new(), period.clone(), value.clone()],
                [of, period, value] => [of.clone(), period.clone(), value.clone()],
                _ => panic!("{line}"),
            }
        });
        let (unit, verdict) = (unit.to_owned(), verdict.to_owned());
        let case = Case { unit, figures: figures.collect(), verdict };
        cases.entry(phrase.to_owned()).or_default().push(case);
    }
    cases
}

const PLAN: &str = "[plan]\nid = \"test\"\ntitle = \"措辞\"\nregion = \"浙江省\"\nperiod = \"2021/2025\"\n\
    [members]\nmembers = [\"杭州市\", \"宁波市\", \"温州市\"]\n";

/// An indicator that cites a phrase, and the series that it names, which are its own.
fn indicator(plan: &mut String, number: usize, phrase: &str, encoded: &Encoded, unit: &str) {
    let Encoded { measure, target, also, .. } = encoded;
    // Of several years there is no single one.
    let years = ["mean", "average-growth"].contains(&measure.as_str())
        || also.contains("period = \"2025H1\"");
    let year = if years { "" } else { "period = \"2025\"\n" };
    let own = |text: &str| {
        ["one", "other"].iter().fold(text.to_owned(), |text, series| {
            text.replace(&format!("\"{series}\""), &format!("\"{series}-{number}\""))
        })
    };
    let (target, also) = (own(target), own(also));
    write!(
        plan,
        "[[indicator]]\nid = \"x-{number}\"\nname = \"指标{number}甲\"\nunit = \"{unit}\"\nmeasure = \"{measure}\"\n\
        target = {{ {target} }}\ncite = {{ section = \"一\", figure = \"{phrase}\" }}\n{year}{also}"
    )
    .unwrap();
    let of_series = if unit == "指数" { "%" } else { unit };
    for series in ["one", "other"].map(|series| format!("{series}-{number}")) {
        if target.contains(&series) || also.contains(&series) {
            write!(
                plan,
                "[[series]]\nid = \"{series}\"\nname = \"{series}\"\nunit = \"{of_series}\"\n"
            )
            .unwrap();
        }
    }
}

#[test]
fn every_wording_is_judged_as_it_is_encoded() {
    let mut cases = cases();
    let mut plan = PLAN.to_owned();
    let mut actuals = "region,indicator,period,value,unit,published\n".to_owned();
    let mut expected = BTreeMap::new();
    for encoded in encoded() {
        let rows = cases.remove(&encoded.phrases[0]);
        let rows = rows.unwrap_or_else(|| panic!("no figures of {}", encoded.phrases[0]));
        let verdicts: BTreeSet<_> = rows.iter().map(|row| &row.verdict).collect();
        assert!(verdicts.len() > 1, "{}: one verdict proves little", encoded.phrases[0]);
        for phrase in &encoded.phrases {
            for row in &rows {
                let number = expected.len();
                indicator(&mut plan, number, phrase, &encoded, &row.unit);
                for [of, period, value] in &row.figures {
                    let (region, name, unit) = match of.as_str() {
                        "one" | "other" if row.unit == "指数" => {
                            ("浙江省", format!("{of}-{number}"), "%")
                        }
                        "one" | "other" => ("浙江省", format!("{of}-{number}"), row.unit.as_str()),
                        "" => ("浙江省", format!("指标{number}甲"), row.unit.as_str()),
                        region => (region, format!("指标{number}甲"), row.unit.as_str()),
                    };
                    writeln!(actuals, "{region},{name},{period},{value},{unit},2026-01-20")
                        .unwrap();
                }
                expected.insert(format!("x-{number}"), (phrase.clone(), row.verdict.clone()));
            }
        }
    }
    assert!(cases.is_empty(), "not in docs/encoding.md: {:?}", cases.keys());

    let folder = folder(&[("test.toml", &plan), ("actuals.csv", &actuals)]);
    let run = |arguments: &str| {
        all_of(&plancheck(folder.path()).args(arguments.split(' ')).output().unwrap())
    };
    let (code, said, problems) = run("validate test.toml");
    assert_eq!((code, problems.as_str()), (0, ""), "{said}");
    assert!(said.contains("no errors, no warnings"), "{said}");
    let (code, table, problems) =
        run("status test.toml --actuals actuals.csv --as-of 2026-06-30 --format json");
    assert_eq!(code, 0, "{problems}");
    let table: Value = serde_json::from_str(&table).unwrap();
    let mut wrong = Vec::new();
    for row in table["rows"].as_array().unwrap() {
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        let (phrase, verdict) = expected.remove(&text("indicator")).unwrap();
        if text("verdict") != verdict {
            wrong.push(format!("{phrase}: {} and not {verdict}", text("verdict")));
        }
    }
    assert!(expected.is_empty() && wrong.is_empty(), "{expected:?} {wrong:#?}");
}

/// Words, how they are encoded by mistake, the code of the answer, and what it names.
const MISTAKES: &[[&str; 5]] = &[
    ["居民消费价格涨幅3%左右", "rate", "about = 3", "about-without-better", "better"],
    ["unemployment of about 3%", "rate", "about = 3", "about-without-better", "better"],
    [
        "居民收入增长与经济增长同步",
        "rate",
        "above_series = \"other\"",
        "other-key-meant",
        "at_least_series = \"other-0\"",
    ],
    [
        "grow in step with the economy",
        "rate",
        "above_series = \"other\"",
        "other-key-meant",
        "at_least_series",
    ],
    ["与经济增长基本同步", "rate", "at_least_series = \"other\"", "other-key-meant", "tolerance"],
    [
        "broadly in line with the economy",
        "rate",
        "at_least_series = \"other\"",
        "other-key-meant",
        "tolerance",
    ],
    [
        "增速高于全省平均2个百分点",
        "rate",
        "above_series = \"other\"",
        "other-key-meant",
        "margin = 2",
    ],
    [
        "增速低于全省平均2个百分点",
        "rate",
        "at_most_series = \"other\"",
        "other-key-meant",
        "margin = -2",
    ],
    [
        "two percentage points above the average",
        "rate",
        "above_series = \"other\"",
        "other-key-meant",
        "margin = 2",
    ],
    ["达到全国平均水平", "rate", "above_series = \"other\"", "other-key-meant", "at_least_series"],
    [
        "reach the national average",
        "rate",
        "above_series = \"other\"",
        "other-key-meant",
        "at_least_series",
    ],
    [
        "不高于全国平均水平",
        "rate",
        "at_least_series = \"other\"",
        "other-key-meant",
        "at_most_series",
    ],
    ["高于全国平均水平", "rate", "at_least_series = \"other\"", "other-key-meant", "above_series"],
    ["财政教育支出只增不减", "level", "rising = true", "other-key-meant", "not_falling = true"],
    ["耕地保有量不减少", "level", "rising = true", "other-key-meant", "not_falling = true"],
    [
        "education spending must not fall",
        "level",
        "rising = true",
        "other-key-meant",
        "not_falling = true",
    ],
    ["逐年提高", "level", "not_falling = true", "other-key-meant", "rising = true"],
    ["只增不减", "level", "not_rising = true", "other-key-meant", "not_falling = true"],
    ["外贸实现正增长", "rate", "at_least = 0", "other-key-meant", "more_than = 0"],
    ["positive growth in trade", "rate", "at_least = 0", "other-key-meant", "more_than = 0"],
    ["耕地保有量不减少", "level", "at_least = 300", "no-number-to-hold", "not_falling"],
    ["与经济增长同步", "rate", "at_least = 5", "no-number-to-hold", "at_least_series"],
    ["大幅提升创新能力", "level", "at_least = 300", "no-number-to-hold", "[[task]]"],
    ["substantially improve skills", "level", "at_least = 300", "no-number-to-hold", "[[task]]"],
    ["七成以上", "rate", "at_least = 7", "figure-without-number", "typo"],
    ["增长2倍", "level", "times_baseline = 2", "figure-without-number", "typo"],
    ["halve", "level", "times_baseline = 2", "opposite-words", "fall_by"],
];

#[test]
fn another_encoding_is_answered_with_the_key_that_the_words_say() {
    for [phrase, measure, target, code, named] in MISTAKES {
        let mut plan = PLAN.to_owned();
        let baseline = if *measure == "level" { "baseline = { period = \"2020\" }\n" } else { "" };
        let encoded = Encoded {
            phrases: Vec::new(),
            measure: (*measure).to_owned(),
            target: (*target).to_owned(),
            also: baseline.to_owned(),
        };
        indicator(&mut plan, 0, phrase, &encoded, "%");
        let folder = folder(&[("test.toml", &plan)]);
        let run =
            plancheck(folder.path()).args(["validate", "test.toml", "--format", "json"]).output();
        let (_, said, _) = all_of(&run.unwrap());
        let said: Value = serde_json::from_str(&said).unwrap();
        let problems = said["plans"][0]["problems"].as_array().unwrap();
        let found = problems.iter().find(|it| it["code"] == *code);
        let found = found.unwrap_or_else(|| panic!("{phrase}: no {code} in {problems:?}"));
        let text = ["message", "help"].map(|it| found[it].as_str().unwrap()).join("; ");
        assert!(text.contains(named), "{phrase}: {text}");
    }
}
