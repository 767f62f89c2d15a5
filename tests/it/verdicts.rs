//! Plans and figures with which a verdict goes wrong easily, each with its answer in JSON and in what every output for people must
//! and must not say, in both languages. `src/assess/neighbours_tests.rs` has the same kinds of cases for every measure.

#![allow(clippy::format_push_string, clippy::format_collect, reason = "plans are small")]

use std::collections::BTreeMap;
use std::path::Path;

use scraper::Html;
use serde_json::Value;

use crate::support::{all, all_of, folder, plain, plancheck, rows};

/// Verdicts in English and Chinese.
const VERDICTS: [(&str, &str, &str); 9] = [
    ("achieved", "achieved", "实现"),
    ("ahead", "ahead", "快于预期"),
    ("on-track", "on-track", "符合预期"),
    ("at-risk", "at-risk", "略有滞后"),
    ("off-track", "off-track", "滞后"),
    ("regressing", "regressing", "倒退"),
    ("missed", "missed", "未完成"),
    ("not-assessable", "not-assessable", "无法判定"),
    ("no-data", "no-data", "无数据"),
];

/// One plan on one day.
struct Case {
    name: &'static str,
    /// `period`, then an indicator a line: `id; name; unit; measure; target; further keys of TOML`, or `+` and whole tables.
    plan: &'static str,
    /// Rows without the region: indicator, period, value, unit, published, quality.
    figures: &'static str,
    as_of: &'static str,
    /// `id: verdict (reason) flags | actual | gap`, with `-` for none.
    rows: &'static [&'static str],
    /// Indicators to be explained.
    explain: &'static [&'static str],
    /// Outputs (`table`, `explain`, `report`, `page`, `check`, `gap`, `rules`, `validate`, with `.en` or `.zh`, or `*` for all),
    /// and what is there. `!` before it: what is not.
    says: &'static [(&'static str, &'static str)],
}

/// A case with its folder: every output by name, all white space as one blank.
struct Outputs {
    texts: BTreeMap<String, String>,
    pages: BTreeMap<&'static str, Html>,
    json: Value,
    check: i32,
}

fn toml(plan: &str) -> String {
    let mut lines = plan.trim().lines().map(str::trim);
    let period = lines.next().unwrap();
    let mut text =
        format!("[plan]\nid = \"p\"\ntitle = \"规划\"\nregion = \"甲市\"\nperiod = \"{period}\"\n");
    for line in lines {
        if let Some(table) = line.strip_prefix("+ ") {
            text.push_str(&table.replace(" / ", "\n"));
            text.push('\n');
            continue;
        }
        let [id, name, unit, measure, target, more] =
            <[&str; 6]>::try_from(line.splitn(6, ';').map(str::trim).collect::<Vec<_>>()).unwrap();
        let number: String =
            target.chars().filter(|it| it.is_ascii_digit() || matches!(it, '.' | ',')).collect();
        let figure =
            if number.is_empty() { "提高".to_owned() } else { number.replace(',', "—") };
        let figure = if target.starts_with("times") { format!("{figure}倍") } else { figure };
        text.push_str(&format!(
            "[[indicator]]\nid = \"{id}\"\nname = \"{name}\"\nunit = \"{unit}\"\nmeasure = \"{measure}\"\ntarget = {{ {target} }}\ncite = {{ section = \"一\", figure = \"{figure}\" }}\n{}\n",
            more.replace(" / ", "\n")
        ));
    }
    text
}

fn csv(figures: &str) -> String {
    let mut text = "region,indicator,period,value,unit,published,quality\n".to_owned();
    for line in figures.trim().lines() {
        let line = line.trim();
        let region = if line.matches(',').count() == 6 { "" } else { "甲市," };
        text.push_str(&format!("{region}{line}\n"));
    }
    text
}

/// Exit code, standard output and standard error, on a page wide enough for every table.
fn ran(folder: &Path, arguments: &str) -> (i32, String, String) {
    let mut command = plancheck(folder);
    all_of(&command.env("COLUMNS", "240").args(arguments.split(' ')).output().unwrap())
}

/// One line, as a reader sees it: Chinese is not broken by blanks at the end of a line.
fn flat(text: &str, lang: &str) -> String {
    let text = if lang == "zh" { text.replace("\n  ", "") } else { text.to_owned() };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn outputs(folder: &Path, case: &Case) -> Outputs {
    let mut texts = BTreeMap::new();
    let mut pages = BTreeMap::new();
    let common = format!("--actuals f.csv --as-of {}", case.as_of);
    let json = ran(folder, &format!("status p.toml {common} --format json -q"));
    let json =
        serde_json::from_str(&json.1).unwrap_or_else(|_| panic!("{}: {}", case.name, json.2));
    let asked = |view: &str| case.says.iter().any(|(at, _)| at.starts_with(view));
    let mut check = 0;
    for lang in ["en", "zh"] {
        let mut keep = |view: &str, arguments: String| {
            let (code, out, said) = ran(folder, &format!("{arguments} --lang {lang}"));
            texts.insert(format!("{view}.{lang}"), flat(&format!("{out}\n{said}"), lang));
            (code, out)
        };
        keep("table", format!("status p.toml {common} --all --long"));
        keep("report", format!("report p.toml {common} -q"));
        check = keep("check", format!("check p.toml {common}")).0;
        for id in case.explain {
            keep(&format!("explain {id}"), format!("explain p.toml {id} {common} -q"));
        }
        for view in ["gap", "rules"] {
            if asked(view) {
                let long = if view == "gap" { " --long" } else { "" };
                keep(view, format!("{view} p.toml {common} -q{long}"));
            }
        }
        if asked("validate") {
            keep("validate", "validate p.toml".to_owned());
        }
        let page = ran(folder, &format!("report p.toml {common} -q --format html --lang {lang}")).1;
        let page = Html::parse_document(&page);
        let body: String = all(page.root_element(), "body")
            .iter()
            .flat_map(scraper::ElementRef::text)
            .collect::<Vec<_>>()
            .join(" ");
        texts.insert(format!("page.{lang}"), flat(&body, "en"));
        pages.insert(lang, page);
    }
    Outputs { texts, pages, json, check }
}

/// `verdict (reason) flags | actual | gap` of a row in JSON.
fn answer_of(row: &Value) -> String {
    let reason = row["reason"].as_str().map(|reason| format!(" ({reason})")).unwrap_or_default();
    let flags = row["flags"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let flags: String =
        flags.filter(|flag| !flag.starts_with("members")).map(|flag| format!(" {flag}")).collect();
    let number = |key: &str| match plain(&row[key]) {
        text if text.is_empty() => "-".to_owned(),
        text => text,
    };
    format!(
        "{}{reason}{flags} | {} | {}",
        row["verdict"].as_str().unwrap(),
        number("actual"),
        number("gap")
    )
}

fn look(case: &Case) -> Vec<String> {
    let folder = folder(&[("p.toml", &toml(case.plan)), ("f.csv", &csv(case.figures))]);
    let shown = outputs(folder.path(), case);
    let mut wrong = Vec::new();
    let indicators = shown.json["rows"].as_array().unwrap();
    let (mut failing, mut compared) = (false, false);
    for expected in case.rows {
        let (id, expected) = expected.split_once(": ").unwrap();
        let row = indicators.iter().find(|row| row["indicator"] == id);
        let row = row.unwrap_or_else(|| panic!("{}: no row of {id}", case.name));
        let found = answer_of(row);
        if found != expected {
            wrong.push(format!("json, {id}: {found}, not {expected}"));
        }
        // Every output for people has the same verdict.
        let word = expected.split([' ', '|']).next().unwrap();
        let (_, english, chinese) = VERDICTS.iter().find(|verdict| verdict.0 == word).unwrap();
        failing |= matches!(word, "missed" | "off-track" | "regressing");
        compared |= !expected.contains("| - |");
        for (lang, spoken) in [("en", english), ("zh", chinese)] {
            let page = shown.pages[lang].root_element();
            let on_page = all(page, &format!("[data-indicator=\"{id}\"]"));
            let on_page = on_page.first().and_then(|it| it.value().attr("data-verdict"));
            if on_page != Some(word) {
                wrong.push(format!("page.{lang}, {id}: {on_page:?}, not {word}"));
            }
            if let Some(text) = shown.texts.get(&format!("explain {id}.{lang}")) {
                let key = if lang == "en" { " Verdict " } else { " 评估 " };
                let found = text.rsplit(key).next().unwrap_or_default();
                let early = lang == "zh" && expected.starts_with("achieved early");
                let spoken = if early { "提前实现" } else { spoken };
                if !found.contains(spoken) {
                    wrong.push(format!("explain {id}.{lang}: {found}, not {spoken}"));
                }
            }
        }
    }
    let complete = case.rows.len() == indicators.len();
    let code = if compared { i32::from(failing) } else { 2 };
    if complete && shown.check != code {
        wrong.push(format!("check exits with {}, not {code}", shown.check));
    }
    for (at, phrase) in case.says {
        let (wanted, phrase) = match phrase.strip_prefix('!') {
            Some(phrase) => (false, phrase),
            None => (true, *phrase),
        };
        let mut seen = false;
        for (output, text) in &shown.texts {
            if *at == "*" || output == at || output.starts_with(&format!("{at}.")) {
                seen = true;
                if text.contains(phrase) != wanted {
                    let says = if wanted { "does not say" } else { "says" };
                    wrong.push(format!("{output} {says} {phrase:?}"));
                }
            }
        }
        assert!(seen, "{}: no output {at}", case.name);
    }
    wrong.into_iter().map(|wrong| format!("{}: {wrong}", case.name)).collect()
}

fn judge(cases: &[Case]) {
    let wrong: Vec<String> = cases.iter().flat_map(look).collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// What is never said of a target that is not met, nor of one that only looks as if it were not.
const NEVER_LEVEL: [&str; 2] = ["!), at the target", "!），与目标值持平"];

// ---- Bounds ----

const BASES: &str = "2021/2025
    + [[series]] / id = \"s\" / name = \"数列一\" / unit = \"亿元\" / kind = \"flow\"
    + [[series]] / id = \"d\" / name = \"数列二\" / unit = \"亿元\" / kind = \"flow\"
    average; 年均增速; %; average-growth; at_least = 10; from = { growth_of = \"s\" } / baseline = { period = \"2020\" }
    share; 占比; %; level; at_least = 55; from = { ratio = [\"s\", \"d\"], times = 100 } / baseline = { period = \"2020\", value = 40 }
    growth; 增速; %; every-year; at_least = 10; from = { growth_of = \"s\" }
    gain; 净增; 亿元; every-year; at_least = 10; from = { increase_of = \"s\", net = true }
    rise; 逐年; 亿元; every-year; rising = true; kind = \"flow\"
    + [members] / m = [\"甲市\"]
    + [[rule]] / id = \"r\" / name = \"双降\" / each = \"m\" / all_fall = [\"s\"] / reading = \"growth\" / outcome = \"否\"";

const BASE_FIGURES: &str = "数列一,2019,180,亿元,2020-03-01,
    数列一,2020,超200,亿元,2021-03-01,
    数列一,2021,240,亿元,2022-03-01,
    数列一,2022,超260,亿元,2023-03-01,
    数列一,2023,250,亿元,2024-03-01,
    数列二,2021,超400,亿元,2022-03-01,
    数列二,2022,超400,亿元,2023-03-01,
    数列二,2023,400,亿元,2024-03-01,
    逐年,2020,超50,亿元,2021-03-01,
    逐年,2021,50.5,亿元,2022-03-01,
    逐年,2022,60,亿元,2023-03-01,";

#[test]
fn bounds_of_bases_denominators_and_baselines() {
    judge(&[
        Case {
            name: "a base or denominator of which only a lower bound is known",
            plan: BASES,
            figures: BASE_FIGURES,
            as_of: "2022-06-30",
            rows: &[
                "average: not-assessable (upper-bound) | 20 | 10",
                "share: not-assessable (upper-bound) | 60 | 5",
                "growth: not-assessable (upper-bound) | 20 | 10",
                "gain: not-assessable (upper-bound) | 40 | 30",
                "rise: not-assessable (lower-bound) | 50.5 | 0.5",
            ],
            explain: &["average", "growth"],
            says: &[
                ("rules.en", "unknown"),
                ("rules.en", "!fires 1"),
                ("rules.zh", "!触发1"),
                ("explain average", "超200亿元"),
                // The growth is less than 20 %, since its base is more than 200.
                ("explain average.en", "!Quality more than"),
                ("explain growth.en", "Quality less than"),
                ("explain growth.zh", "质量 不足"),
            ],
        },
        Case {
            name: "the same two years later",
            plan: BASES,
            figures: BASE_FIGURES,
            as_of: "2024-06-30",
            rows: &[
                "average: not-assessable (upper-bound) | 7.721735 | -2.278265",
                "share: achieved early | 62.5 | 7.5",
                "growth: missed | -3.846154 | -13.846154",
                "gain: missed | -10 | -20",
                "rise: not-assessable (lower-bound) | 50.5 | 0.5",
            ],
            explain: &[],
            // 2022: 260 or more after 240, which is after less than 20 %: undecided. 2023 fell in any case.
            says: &[
                ("rules.en", "fires 1, unknown 4"),
                ("rules.zh", "触发1，无法判定4"),
                ("rules.en", "% after <20%, unknown"),
                ("rules.zh", "，上年<20%，无法判定"),
                ("report", "!slipping"),
            ],
        },
        Case {
            name: "a named baseline of which only one end is known",
            plan: "2021/2025
                reach; 指标一; 亿元; level; at_least = 200; kind = \"stock\" / baseline = { period = \"2020\" }
                keep; 指标二; 亿元; level; at_most = 100; kind = \"stock\" / baseline = { period = \"2020\" }
                rise; 指标三; 亿元; level; rising = true; kind = \"stock\" / baseline = { period = \"2020\" }
                double; 指标四; 亿元; level; times_baseline = 2; kind = \"stock\" / baseline = { period = \"2020\" }
                triple; 指标五; 亿元; level; times_baseline = 3; kind = \"stock\" / baseline = { period = \"2020\" }",
            figures: "指标一,2020,超100,亿元,2021-03-01,
                指标一,2024,150,亿元,2025-03-01,
                指标二,2020,超80,亿元,2021-03-01,
                指标二,2024,150,亿元,2025-03-01,
                指标三,2020,超100,亿元,2021-03-01,
                指标三,2024,150,亿元,2025-03-01,
                指标四,2020,超100,亿元,2021-03-01,
                指标四,2025,200,亿元,2026-03-01,
                指标五,2020,超100,亿元,2021-03-01,
                指标五,2025,301,亿元,2026-03-01,",
            as_of: "2026-04-30",
            rows: &[
                "reach: not-assessable (lower-bound) | 150 | -50",
                "keep: not-assessable (lower-bound) | 150 | -50",
                "rise: not-assessable (lower-bound) | 150 | 50",
                // More than 100 twice over is more than 200.
                "double: missed | 200 | -",
                "triple: not-assessable (lower-bound) | 301 | 1",
            ],
            explain: &["double", "reach"],
            says: &[
                ("report.en", NEVER_LEVEL[0]),
                ("report.zh", NEVER_LEVEL[1]),
                ("page.en", NEVER_LEVEL[0]),
                ("page.zh", NEVER_LEVEL[1]),
                ("table.en", "! 0 亿元 missed"),
                ("table.zh", "! 0 亿元 未完成"),
                ("table.en", "!lost"),
                ("table.zh", "!得而复失"),
                ("explain reach.en", "!lost,"),
            ],
        },
    ]);
}

#[test]
fn figures_that_are_printed_as_about_nearly_or_more_than() {
    judge(&[Case {
        name: "近, 约, 左右, 超, 突破",
        plan: "2021/2025
            nearly; 指标一; 家; total; at_least = 3000;
            about; 指标二; 家; total; at_least = 3000;
            around; 指标三; 家; total; at_least = 3000;
            over; 指标四; 家; total; more_than = 3000;
            beyond; 指标五; 家; total; more_than = 3000;
            under; 指标六; 家; total; at_most = 3000;
            below; 指标七; 家; total; less_than = 3000;
            clear; 指标八; 家; total; at_least = 2900;
            short; 指标九; 家; total; at_least = 3100;",
        figures: "指标一,2021/2025,近3000,家,2026-02-01,
            指标二,2021/2025,约3000,家,2026-02-01,
            指标三,2021/2025,3000左右,家,2026-02-01,
            指标四,2021/2025,超3000,家,2026-02-01,
            指标五,2021/2025,突破3000,家,2026-02-01,
            指标六,2021/2025,近3000,家,2026-02-01,
            指标七,2021/2025,近3000,家,2026-02-01,
            指标八,2021/2025,约3000,家,2026-02-01,
            指标九,2021/2025,约3000,家,2026-02-01,",
        as_of: "2026-03-01",
        rows: &[
            "nearly: missed approximate | 3000 | -",
            "about: not-assessable (approximate) | 3000 | 0",
            "around: not-assessable (approximate) | 3000 | 0",
            "over: achieved | 3000 | -",
            "beyond: achieved | 3000 | -",
            "under: achieved approximate | 3000 | -",
            "below: achieved approximate | 3000 | -",
            // ± 50.
            "clear: achieved approximate | 3000 | 100",
            "short: missed approximate | 3000 | -100",
        ],
        explain: &["nearly", "over"],
        says: &[
            ("report.en", NEVER_LEVEL[0]),
            ("report.zh", NEVER_LEVEL[1]),
            ("page.en", NEVER_LEVEL[0]),
            ("page.zh", NEVER_LEVEL[1]),
            ("table.en", "! 0 家 missed"),
            ("table.zh", "! 0 家 未完成"),
            ("report.zh", "!占上限的100%"),
            ("report.en", "!; 3000 of 3000"),
            ("explain nearly", "近3000家"),
            ("explain nearly.en", "!3000 − 3000 = 0"),
            ("explain nearly.zh", "!3000 − 3000 = 0"),
            ("explain over", "超3000家"),
            ("report.en", "!none is doubtful, old or not final"),
        ],
    }]);
}

#[test]
fn the_year_that_leaves_it_open_is_shown() {
    judge(&[Case {
        name: "one year about its target, or about that of the year before",
        plan: "2021/2023
            floor; 指标一; 家; every-year; at_least = 100; kind = \"flow\"
            rise; 指标二; 家; every-year; rising = true; kind = \"flow\"
            fails; 指标三; 家; every-year; at_least = 100; kind = \"flow\"
            met; 指标四; 家; every-year; at_least = 100; kind = \"flow\"",
        figures: "指标一,2021,120,家,2022-02-01,
            指标一,2022,约100,家,2023-02-01,
            指标一,2023,130,家,2024-02-01,
            指标二,2020,90,家,2021-02-01,
            指标二,2021,95,家,2022-02-01,
            指标二,2022,约95,家,2023-02-01,
            指标二,2023,130,家,2024-02-01,
            指标三,2021,约100,家,2022-02-01,
            指标三,2022,99,家,2023-02-01,
            指标四,2021,约200,家,2022-02-01,
            指标四,2022,120,家,2023-02-01,",
        as_of: "2024-03-01",
        rows: &[
            "floor: not-assessable (approximate) | 100 | 0",
            "rise: not-assessable (approximate) | 95 | 0",
            // What is decided is shown by the year that decides it.
            "fails: missed | 99 | -1",
            "met: on-track unclosed | 120 | 20",
        ],
        explain: &[],
        says: &[("table.en", "≈100"), ("table.zh", "≈95")],
    }]);
}

#[test]
fn a_number_that_is_cut_says_so_in_every_equation() {
    judge(&[Case {
        name: "growth that is a root, and one that is none",
        plan: "2021/2025
            root; 指标一; 亿元; average-growth; at_least = 10; kind = \"flow\" / baseline = { period = \"2020\" }
            exact; 指标二; 亿元; average-growth; at_least = 8; kind = \"flow\" / baseline = { period = \"2020\" }",
        figures: "指标一,2020,200,亿元,2021-02-01,
            指标一,2022,250,亿元,2023-02-01,
            指标二,2020,200,亿元,2021-02-01,
            指标二,2022,242,亿元,2023-02-01,",
        as_of: "2023-03-01",
        rows: &[
            "root: on-track | 11.803399 | 1.803399",
            "exact: on-track | 10 | 2",
        ],
        explain: &["root", "exact"],
        says: &[
            ("explain root.en", "− 1 = 11.803399…%"),
            ("explain root.en", "11.803399… − 10 = +1.803399… pp"),
            ("explain root.en", "11.803399… / 10 = 1.180339…"),
            ("explain root.zh", "= +1.803399… 个百分点"),
            ("explain exact.en", "− 1 = 10% gap = actual − target = 10 − 8 = +2 pp"),
            ("explain exact.en", "10 / 8 = 1.25 "),
        ],
    }]);
}

// ---- Totals ----

#[test]
fn which_figures_make_a_total() {
    judge(&[
        Case {
            name: "the year's own figure, below that of eleven months",
            plan: "2024
                floor; 指标一; 家; total; at_least = 200;
                ceiling; 指标二; 家; total; at_most = 200;
                budget; 指标三; 亿元; total; budget = 200;
                yearly; 指标四; 家; every-year; at_least = 200; kind = \"flow\"",
            figures: "指标一,2024年1-11月,203,家,2024-12-10,preliminary
                指标一,2024,197,家,2025-03-01,
                指标二,2024年1-11月,203,家,2024-12-10,preliminary
                指标二,2024,197,家,2025-03-01,
                指标三,2024年1-11月,203,亿元,2024-12-10,
                指标三,2024,197,亿元,2025-03-01,
                指标四,2024年1-11月,203,家,2024-12-10,preliminary
                指标四,2024,197,家,2025-03-01,",
            as_of: "2025-04-01",
            rows: &[
                "floor: missed | 197 | -3",
                "ceiling: achieved | 197 | 3",
                "budget: missed | 197 | -3",
                "yearly: missed | 197 | -3",
            ],
            explain: &["floor"],
            says: &[
                ("table.en", "all 4 final figures are in"),
                ("table", "197 −3 家"),
                ("table", "!early"),
                ("table.zh", "!提前"),
                ("table", "!partial"),
                ("explain floor.en", "overlaps the figures added up Jan–Nov 2024 203"),
                ("report.en", "actual 197 家 (2024), 3 家 short; missed"),
                ("report.en", "197 of 200 家 used (2024), 3 家 left; achieved"),
                ("report.zh", "实际为197家（2024年），差3家；未完成"),
                ("report.zh", "剩余3家；已实现"),
                ("check.en", "3 of 4 indicators fail"),
                ("check", "!指标二"),
            ],
        },
        Case {
            name: "the printed total of the whole period",
            plan: "2021/2025
                floor; 指标一; 家; total; at_least = 100;",
            figures: "指标一,2021/2024,103,家,2025-02-01,
                指标一,2021/2025,96,家,2026-02-01,",
            as_of: "2026-03-01",
            rows: &["floor: missed | 96 | -4"],
            explain: &["floor"],
            says: &[
                ("report.en", "actual 96 家 (2021–2025), 4 家 short; missed"),
                ("report.zh", "差4家；未完成"),
            ],
        },
        Case {
            name: "newer final parts beside an older preliminary sum",
            plan: "2021/2025
                floor; 指标一; 家; total; at_least = 100;",
            figures: "指标一,2021/2022,52,家,2023-02-01,preliminary
                指标一,2021,20,家,2024-06-01,
                指标一,2022,20,家,2024-06-01,
                指标一,2023,26,家,2024-06-01,",
            as_of: "2025-03-01",
            rows: &["floor: ahead | 66 | -34"],
            explain: &["floor"],
            says: &[
                ("explain floor.en", "actual = 20 + 20 + 26 = 66"),
                ("explain floor.zh", "20 + 20 + 26 = 66"),
                ("explain floor.en", "overlaps the figures added up 2021–2022 52"),
                ("table", "!provisional"),
                ("table", "66% / 60%"),
            ],
        },
        Case {
            name: "two covers of the year that disagree",
            plan: "2024
                floor; 指标一; 家; total; at_least = 100;
                ceiling; 指标二; 家; total; at_most = 100;",
            figures: "指标一,2024H1,50,家,2024-08-01,
                指标一,2024H2,44,家,2025-02-01,
                指标一,2024Q1,20,家,2024-05-01,
                指标一,2024-04/2024-12,86,家,2025-02-01,
                指标二,2024H1,50,家,2024-08-01,
                指标二,2024H2,44,家,2025-02-01,
                指标二,2024Q1,20,家,2024-05-01,
                指标二,2024-04/2024-12,86,家,2025-02-01,",
            as_of: "2025-06-30",
            // Its oldest part is the newer one.
            rows: &["floor: missed | 94 | -6", "ceiling: achieved | 94 | 6"],
            explain: &["floor"],
            says: &[
                ("check", "sums-disagree"),
                ("check.en", "94 家"),
                ("check.en", "106 家"),
                ("explain floor", "50 + 44 = 94"),
            ],
        },
        Case {
            name: "a hole, and only the last year reaches the target",
            plan: "2021/2025
                floor; 指标一; 家; total; at_least = 100;",
            figures: "指标一,2021,31,家,2022-03-01,
                指标一,2023,30,家,2024-03-01,
                指标一,2024,20,家,2025-03-01,
                指标一,2025,26,家,2026-03-01,",
            as_of: "2026-04-30",
            rows: &["floor: achieved partial | 107 | 7"],
            explain: &["floor"],
            says: &[
                ("table.zh", "!提前"),
                ("report.zh", "!提前"),
                ("report.en", "!early"),
                ("page.zh", "!提前"),
                ("report.zh", "部分数据"),
                ("explain floor.en", "31 + 30 + 20 + 26 = 107"),
            ],
        },
    ]);
}

// ---- Amendments ----

const MOVED: &str = "2021/2024
    later; 指标一; 家; total; at_least = 110; [[indicator.amended]] / on = 2023-06-01 / deadline = \"2026\"
    earlier; 指标二; 家; total; at_least = 110; [[indicator.amended]] / on = 2023-06-01 / deadline = \"2023\"
    yearly; 指标三; 家; every-year; at_least = 20; kind = \"flow\" / [[indicator.amended]] / on = 2023-06-01 / deadline = \"2026\"";

const TWENTY_A_YEAR: &str = "指标一,2021,20,家,2022-03-01,
    指标一,2022,20,家,2023-03-01,
    指标一,2023,20,家,2024-03-01,
    指标一,2024,20,家,2025-03-01,
    指标一,2025,20,家,2026-03-01,
    指标一,2026,20,家,2027-03-01,
    指标二,2021,20,家,2022-03-01,
    指标二,2022,20,家,2023-03-01,
    指标二,2023,20,家,2024-03-01,
    指标二,2024,60,家,2025-03-01,
    指标三,2021,20,家,2022-03-01,
    指标三,2022,20,家,2023-03-01,
    指标三,2023,20,家,2024-03-01,
    指标三,2024,20,家,2025-03-01,
    指标三,2025,20,家,2026-03-01,
    指标三,2026,20,家,2027-03-01,";

#[test]
fn amended_deadlines_targets_and_milestones() {
    judge(&[
        Case {
            name: "deadlines moved, a year before either",
            plan: MOVED,
            figures: TWENTY_A_YEAR,
            as_of: "2024-06-30",
            rows: &[
                "later: on-track amended | 60 | -50",
                "earlier: missed amended | 60 | -50",
                "yearly: on-track amended | 20 | 0",
            ],
            explain: &["later"],
            says: &[("explain later.en", "36 / 72")],
        },
        Case {
            name: "deadlines moved, a figure after the earlier one",
            plan: MOVED,
            figures: TWENTY_A_YEAR,
            as_of: "2025-06-30",
            rows: &[
                "later: on-track amended | 80 | -30",
                "earlier: missed amended | 60 | -50",
                "yearly: on-track amended | 20 | 0",
            ],
            explain: &["earlier"],
            says: &[("explain earlier.en", "after the deadline 2024"), ("explain earlier.en", "20 + 20 + 20 = 60")],
        },
        Case {
            name: "deadlines moved, all figures in",
            plan: MOVED,
            figures: TWENTY_A_YEAR,
            as_of: "2027-06-30",
            rows: &[
                "later: achieved amended | 120 | 10",
                "earlier: missed amended | 60 | -50",
                "yearly: achieved amended | 20 | 0",
            ],
            explain: &["later"],
            says: &[("explain later.en", "!after the deadline"), ("report.en", "by 2026"), ("report.zh", "期限2026年")],
        },
        Case {
            name: "a target moved after its deadline",
            plan: "2021/2025
                late; 指标一; 家; level; at_least = 100; baseline = { period = \"2020\", value = 50 } / [[indicator.amended]] / on = 2026-02-15 / target = { at_least = 80 } / document = \"补充\"
                meant; 指标二; 家; level; at_least = 100; baseline = { period = \"2020\", value = 50 } / [[indicator.amended]] / on = 2026-02-15 / target = { at_least = 80 } / document = \"补充\" / retroactive = true",
            figures: "指标一,2025,86,家,2026-02-01,
                指标二,2025,86,家,2026-02-01,",
            as_of: "2026-03-01",
            rows: &["late: missed | 86 | -14", "meant: achieved amended | 86 | 6"],
            explain: &["late"],
            says: &[
                ("validate", "amended-after-deadline"),
                ("check", "amended-after-deadline"),
                // Both verdicts are told: the one of the target of the time, and what the new one would give.
                ("report.en", "after the deadline"),
                ("report.zh", "期限已过"),
                ("explain late.en", "after the deadline"),
                ("page.en", "after the deadline"),
            ],
        },
        Case {
            name: "milestones that an amendment leaves off the path",
            plan: "2021/2025
                lower; 指标一; 家; level; at_least = 200; baseline = { period = \"2020\", value = 100 } / milestones = { \"2022\" = 130, \"2024\" = 180 } / [[indicator.amended]] / on = 2024-06-01 / target = { at_least = 160 }
                turned; 指标二; 家; level; at_least = 200; baseline = { period = \"2020\", value = 100 } / milestones = { \"2022\" = 140, \"2024\" = 180 } / [[indicator.amended]] / on = 2024-06-01 / target = { at_most = 80 }",
            figures: "指标一,2024,150,家,2025-03-01,
                指标二,2024,85,家,2025-03-01,",
            as_of: "2025-06-30",
            // 130 in 2022, 160 in 2025: 150 are due in 2024.
            rows: &["lower: on-track amended | 150 | -10", "turned: at-risk amended | 85 | -5"],
            explain: &["lower", "turned"],
            says: &[
                ("validate", "milestones-lapse"),
                ("validate.en", "2024 = 180 家"),
                ("validate", "!2022 = 130"),
                ("table", "83% / 83%"),
                ("table", "75% / 80%"),
            ],
        },
    ]);
}

// ---- Periods ----

#[test]
fn one_year_end_has_many_names() {
    let plan = "2021/2025
        + [[series]] / id = \"s\" / name = \"数列一\" / unit = \"亿元\" / kind = \"stock\"
        average; 年均增速; %; average-growth; at_least = 10; from = { growth_of = \"s\" } / baseline = { period = \"2020\" }
        own; 存量; 亿元; level; at_least = 320; kind = \"stock\" / baseline = { period = \"2020\" }
        yearly; 增速; %; every-year; at_least = 10; from = { growth_of = \"s\" }";
    let mut seen = Vec::new();
    for end in ["", "-12", "Q4", "年末", "年底", "年12月31日", "-12-31"] {
        let rows: String = [(2020, 200), (2021, 224), (2022, 248), (2023, 272)]
            .iter()
            .flat_map(|(year, value)| {
                ["数列一", "存量"]
                    .map(|name| format!("{name},{year}{end},{value},亿元,{}-03-01,\n", year + 1))
            })
            .collect();
        let folder = folder(&[("p.toml", &toml(plan)), ("f.csv", &csv(&rows))]);
        let (_, text, said) =
            ran(folder.path(), "status p.toml --actuals f.csv --as-of 2024-06-30 --format json -q");
        let json: Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{end}: {said}"));
        let answers: Vec<String> = json["rows"].as_array().unwrap().iter().map(answer_of).collect();
        seen.push((end, answers));
    }
    let expected = [
        "on-track | 10.793165 | 0.793165",
        "on-track | 272 | -48",
        "missed | 9.677419 | -0.322581",
    ];
    for (end, answers) in seen {
        assert_eq!(answers, expected, "2023{end}");
    }
}

#[test]
fn the_stock_of_one_month_is_that_of_the_year() {
    let plan = "2021/2025
        + [[series]] / id = \"s\" / name = \"数列一\" / unit = \"万人\" / kind = \"stock\" / at = \"11\"
        average; 年均增速; %; average-growth; at_least = 10; from = { growth_of = \"s\" } / baseline = { period = \"2020-11\" }
        own; 存量; 万人; level; at_least = 320; kind = \"stock\" / at = \"11\" / deadline = \"2025年底\" / baseline = { period = \"2020\" }
        yearly; 增速; %; every-year; at_least = 10; from = { growth_of = \"s\" }
        held; 保有; 万人; every-year; at_least = 100; kind = \"stock\" / at = \"11\"";
    let mut seen = Vec::new();
    for at in ["", "-11", "-11-01", "年11月", "年11月末"] {
        let rows: String = [(2020, 200), (2021, 224), (2022, 248), (2023, 272)]
            .iter()
            .flat_map(|(year, value)| {
                ["数列一", "存量", "保有"].map(|name| {
                    // What holds in other months is not the year's.
                    let year_end = format!("{name},{year}年末,1,万人,{}-03-01,\n", year + 1);
                    let summer = format!("{name},{year}-06,2,万人,{year}-08-01,\n");
                    format!("{summer}{name},{year}{at},{value},万人,{year}-12-20,\n{year_end}")
                })
            })
            .collect();
        let folder = folder(&[("p.toml", &toml(plan)), ("f.csv", &csv(&rows))]);
        let (_, text, said) =
            ran(folder.path(), "status p.toml --actuals f.csv --as-of 2024-06-30 --format json -q");
        let json: Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{at}: {said}"));
        let answers: Vec<String> = json["rows"].as_array().unwrap().iter().map(answer_of).collect();
        let (_, all, _) = ran(
            folder.path(),
            "status p.toml --actuals f.csv --each-region --as-of 2024-06-30 --format csv -q",
        );
        assert_eq!(all.matches(",2023,").count(), 4, "{at}: {all}");
        assert!(!said.contains("published-before"), "{at}: {said}");
        seen.push((at, answers));
    }
    let expected = [
        "on-track | 10.793165 | 0.793165",
        "on-track | 272 | -48",
        "missed | 9.677419 | -0.322581",
        "on-track | 272 | 172",
    ];
    for (at, answers) in seen {
        assert_eq!(answers, expected, "2023{at}");
    }
}

#[test]
fn a_flow_at_a_point_in_time_is_refused() {
    let plan = "2021/2025
        own; 新增; 家; total; at_least = 100;
        share; 占比; %; level; at_least = 55; deadline = \"2025年末\"";
    for (rows, expected) in [
        ("新增,2023年末,5,家,,", "point-of-flow-cell"),
        ("新增,2023-06-30,5,家,,", "point-of-flow-cell"),
        ("占比,2023年6月底,5,%,,", ""),
    ] {
        let folder = folder(&[("p.toml", &toml(plan)), ("f.csv", &csv(rows))]);
        for more in ["", " --each-region --format csv"] {
            let arguments = format!("status p.toml --actuals f.csv --as-of 2024-06-30{more}");
            let (code, _, said) = ran(folder.path(), &arguments);
            let place = if expected.is_empty() { 0 } else { 2 };
            assert_eq!(code, place, "{rows}{more}: {said}");
            assert!(said.contains(expected), "{rows}{more}: {said}");
        }
    }
}

// Invented plans and figures: see tests/cmd/beside.trycmd, which has the other outputs.
#[test]
fn targets_beside_series_and_of_members_on_the_page() {
    judge(&[
        Case {
            name: "a margin above another region, a tolerance, a ceiling below",
            plan: "2021/2025
                + [[series]] / id = \"g\" / name = \"经济增速\" / unit = \"%\"
                margin; 研发强度; %; level; at_least_series = \"margin\", margin = 0.5, in_region = \"全国\";
                step; 消费增速; %; rate; at_least_series = \"g\", tolerance = 0.5;
                below; 失业率; %; rate; at_most_series = \"below\", margin = -0.5, in_region = \"全国\";",
            figures: "全国,研发强度,2023,2.65,%,2024-02-01,
                研发强度,2023,3.10,%,2024-02-01,
                经济增速,2023,6.0,%,2024-02-01,
                消费增速,2023,5.6,%,2024-02-01,
                全国,失业率,2023,5.2,%,2024-02-01,
                失业率,2023,4.6,%,2024-02-01,",
            as_of: "2024-06-30",
            rows: &[
                "margin: off-track | 3.10 | -0.05",
                "step: on-track | 5.6 | 0.1",
                "below: on-track | 4.6 | 0.1",
            ],
            explain: &["margin", "step"],
            says: &[
                ("table.en", "at least 0.5 pp above 研发强度 in 全国 (3.15%)"),
                ("page.en", "target = figure compared with + margin = 2.65 + 0.5 = 3.15%"),
                ("page.zh", "目标值 = 对比值 + 幅度 = 2.65 + 0.5 = 3.15%"),
                ("table.en", "not below 经济增速, tolerance 0.5 pp (6.0%)"),
                ("page.en", "within the tolerance"),
                ("page.zh", "在允许偏差内"),
                ("table.en", "at least 0.5 pp below 失业率 in 全国 (4.7%)"),
                ("explain margin.en", "f.csv:2"),
                ("explain margin.zh", "f.csv:2"),
                ("explain step.en", "gap = actual − target = 5.6 − 6.0 = −0.4 pp"),
                ("report.zh", "比目标低0.4个百分点，在允许偏差内"),
            ],
        },
        Case {
            name: "another series that only an amendment names",
            plan: "2021/2025
                + [[series]] / id = \"g\" / name = \"经济增速\" / unit = \"%\"
                later; 收入增速; %; rate; at_least = 5; [[indicator.amended]] / on = 2023-01-01 / target = { at_least_series = \"g\" }",
            figures: "收入增速,2023,6.0,%,2024-02-01,
                经济增速,2023,6.5,%,2024-02-01,",
            as_of: "2024-06-30",
            rows: &["later: off-track amended | 6.0 | -0.5"],
            explain: &[],
            says: &[("table.en", "not below 经济增速 (6.5%)")],
        },
        Case {
            name: "a share that must meet targets of members' own",
            plan: "2021/2023
                + [members] / m = [\"乙市\", \"丙市\"]
                own; 覆盖率; %; level; at_least = 30, every = \"m\", share = 1, targets = { \"乙市\" = 36 }; kind = \"stock\"
                all; 比例; %; level; at_least = true, every = \"m\", share = 0.5, targets = { \"乙市\" = 36, \"丙市\" = 20 }; kind = \"stock\"",
            figures: "乙市,覆盖率,2023,35.8,%,2024-02-01,
                丙市,覆盖率,2023,30,%,2024-02-01,
                乙市,比例,2023,35.8,%,2024-02-01,
                丙市,比例,2023,20,%,2024-02-01,",
            as_of: "2024-06-30",
            rows: &["own: missed | 1 | -1", "all: achieved | 1 | 0"],
            explain: &["own"],
            says: &[
                ("page.en", "each its own, ≥ 30–36%"),
                ("page.zh", "各自≥ 30–36%"),
                ("explain own.en", "乙市 36% 35.8% 2023 not met"),
                ("explain own.en", "丙市 30% 30% 2023 met"),
                ("page.en", "乙市 36% 35.8%"),
            ],
        },
    ]);
}

#[test]
fn parts_of_years() {
    judge(&[
        Case {
            name: "December, or the last quarter, is not the year",
            plan: "2024
                month; 指标一; %; rate; at_least = 5;
                quarter; 指标二; %; rate; at_least = 5;
                + [[series]] / id = \"other\" / name = \"数列一\" / unit = \"%\"
                above; 指标三; %; rate; above_series = \"other\";",
            figures: "指标一,2024-01/2024-11,4,%,2024-12-20,
                指标一,2024-12,9,%,2025-01-20,
                指标二,2024-01/2024-11,4,%,2024-12-20,
                指标二,2024Q4,9,%,2025-01-20,
                指标三,2024-01/2024-11,4,%,2024-12-20,
                指标三,2024-12,9,%,2025-01-20,
                数列一,2024-01/2024-11,5,%,2024-12-20,
                数列一,2024-12,8,%,2025-01-20,",
            as_of: "2025-06-30",
            rows: &[
                "month: at-risk unclosed | 4 | -1",
                "quarter: at-risk unclosed | 4 | -1",
                "above: off-track unclosed | 4 | -1",
            ],
            explain: &["month"],
            says: &[
                ("table.en", "3 of 3 indicators lack their final figure"),
                ("table.zh", "终值未出"),
                ("table.en", "Jan–Nov 2024"),
                ("report.en", "without the final figure"),
                ("report.zh", "有数据而终值未出"),
                // It is the newest figure, but of a part of the year.
                ("explain month.en", "!a newer or longer figure is used 2024-12"),
            ],
        },
        Case {
            name: "a flow in December is not a year of average growth",
            plan: "2021/2025
                rd; 研发经费; 亿元; average-growth; at_least = 10; kind = \"flow\" / baseline = { period = \"2020\", value = 200 }",
            figures: "研发经费,2021,224,亿元,2022-02-01,
                研发经费,2022-12,22,亿元,2023-01-20,",
            as_of: "2022-06-30",
            rows: &["rd: on-track | 12 | 2"],
            explain: &["rd"],
            says: &[
                ("table", "≥ 10%"),
                ("table.en", "+2 pp"),
                ("table.zh", "+2 个百分点"),
                ("report.en", "actual 12% (2021), 2 pp better than the target"),
                ("report.zh", "优于目标2个百分点"),
                ("*", "!10 亿元"),
            ],
        },
        Case {
            name: "the same when December is out",
            plan: "2021/2025
                rd; 研发经费; 亿元; average-growth; at_least = 10; kind = \"flow\" / baseline = { period = \"2020\", value = 200 }",
            figures: "研发经费,2021,224,亿元,2022-02-01,
                研发经费,2022-12,22,亿元,2023-01-20,",
            as_of: "2026-06-30",
            rows: &["rd: on-track stale unclosed | 12 | 2"],
            explain: &["rd"],
            says: &[("explain rd.en", "2022-12 22")],
        },
        Case {
            name: "half-years of members close nothing",
            plan: "2024
                + [members] / cities = [\"乙市\", \"丙市\"]
                each; 增速; %; rate; at_least = 5, every = \"cities\";",
            figures: "乙市,增速,2024H1,6,%,2024-07-20,
                丙市,增速,2024H1,7,%,2024-07-20,",
            as_of: "2025-06-30",
            rows: &["each: on-track unclosed | 2 | 0"],
            explain: &["each"],
            says: &[
                ("table.en", "the final figure is not in."),
                ("report.zh", "有数据而终值未出"),
                ("explain each.en", "乙市 6% 2024H1 met"),
            ],
        },
        Case {
            name: "figures inside the period that decide nothing, and one that decides",
            plan: "2021/2025
                run; 指标一; 家; every-year; at_least = 100; kind = \"flow\"
                inside; 指标二; 家; every-year; within = [100, 150]; kind = \"flow\"
                ceiling; 指标三; 家; every-year; at_most = 150; kind = \"flow\"
                rise; 指标四; 家; level; rising = true; deadline = \"2024\" / baseline = { period = \"2020\", value = 100 }
                floor; 指标五; 家; level; at_least = 101; deadline = \"2024\" / baseline = { period = \"2020\", value = 100 }
                times; 指标六; 家; level; times_baseline = 2; deadline = \"2023\" / baseline = { period = \"2020\" }
                none; 指标七; %; level; within = [40, 60];",
            figures: "指标一,2021年1-9月,60,家,2021-10-20,
                指标二,2021年1-9月,170,家,2021-10-20,
                指标三,2021年1-9月,170,家,2021-10-20,
                指标四,2025,95,家,2026-03-01,
                指标五,2025,95,家,2026-03-01,
                指标六,2023,150,家,2024-03-01,
                指标六,2025,260,家,2026-03-01,",
            as_of: "2026-12-01",
            rows: &[
                "run: not-assessable (part-year-only) stale | 60 | -40",
                "inside: missed | 170 | -20",
                "ceiling: missed | 170 | -20",
                "rise: missed after-deadline | 95 | -5",
                "floor: missed after-deadline | 95 | -6",
                "times: not-assessable (no-baseline) | 150 | -",
                "none: no-data | - | -",
            ],
            explain: &["run", "rise"],
            says: &[
                ("table.en", "only part-year figures"),
                ("table.zh", "期内仅有非全年数据"),
                ("table.zh", "!期内尚无数据"),
                ("table.en", "!no figure yet"),
                ("report.zh", "!期内尚无数据"),
                // Above the range, or a ceiling: not short, but over.
                ("report.en", "!170 家 (Jan–Sep 2021), 20 家 short"),
                ("report.zh", "!实际为170家（2021年1-9月），差20家"),
            ],
        },
        Case {
            name: "falling, while the year runs",
            plan: "2024
                fewer; 事故起数; 起; level; falling = true; kind = \"flow\" / baseline = { period = \"2023\" }",
            figures: "事故起数,2024年1-9月,38,起,2024-10-20,
                事故起数,2023年1-9月,44,起,2023-10-20,
                事故起数,2023,60,起,2024-01-20,",
            as_of: "2024-10-31",
            rows: &["fewer: on-track | 38 | 6"],
            explain: &["fewer"],
            says: &[
                ("table.en", "below Jan–Sep 2023 (44 起)"),
                ("table.zh", "低于2023年1-9月（44 起）"),
                ("report.zh", "优于目标6起；符合预期"),
                ("explain fewer.en", "44 − 38"),
            ],
        },
    ]);
}

// ---- Doubtful figures, forecasts, breaks ----

#[test]
fn doubtful_figures_and_forecasts() {
    judge(&[
        Case {
            name: "doubtful figures are used only where there is nothing else",
            plan: "2021/2023
                + [[series]] / id = \"s\" / name = \"数列一\" / unit = \"亿元\" / kind = \"flow\"
                about; 指标一; 亿元; level; about = 15, tolerance = 0.5; kind = \"flow\"
                over; 指标二; 家; level; more_than = 200;
                average; 年均增速; %; average-growth; at_least = 10; from = { growth_of = \"s\" }",
            figures: "指标一,2020,28.1,亿元,2021-02-14,doubtful
                指标一,2021,12.9,亿元,2022-02-14,break
                指标二,2020,260,家,2021-01-01,doubtful
                指标二,2023,250,家,2024-01-10,
                数列一,2020,100,亿元,2021-03-01,
                数列一,2023,140,亿元,2024-03-01,doubtful",
            as_of: "2024-06-30",
            rows: &[
                "about: not-assessable (no-baseline) stale | 12.9 | -1.6",
                "over: achieved | 250 | 50",
                "average: achieved doubtful derived-baseline | 11.868894 | 1.868894",
            ],
            explain: &["average", "over"],
            says: &[
                ("explain over.en", "doubtful, and there are better figures 2020 260"),
                ("explain average.en", "doubtful"),
                ("report.zh", "数据存疑"),
                ("report.zh", "!期内尚无数据"),
            ],
        },
        Case {
            name: "published before its period ends",
            plan: "2021/2025
                rate; 指标一; %; rate; at_least = 100; deadline = \"2025\"
                total; 指标二; 家; total; at_least = 100;",
            figures: "指标一,2024,150,%,2024-03-01,
                指标二,2024,150,家,2024-03-01,",
            as_of: "2024-04-01",
            rows: &[
                "rate: not-assessable (set-aside-only) | - | -",
                "total: not-assessable (set-aside-only) | - | -",
            ],
            explain: &["rate"],
            says: &[
                ("check", "nothing-to-check"),
                ("table", "published-before-period-ends"),
                ("table.en", "only doubtful, forecast or later figures"),
                ("table.zh", "仅有存疑、预测或期后数据"),
                ("report.en", "!Every indicator has a figure"),
                ("report.zh", "!各项指标均有数据"),
                ("explain rate.en", "2024 150"),
            ],
        },
        Case {
            name: "the same when the period is over",
            plan: "2021/2025
                rate; 指标一; %; rate; at_least = 100; deadline = \"2025\"
                sure; 指标二; %; rate; at_least = 100; deadline = \"2025\"",
            figures: "指标一,2024,150,%,2024-03-01,
                指标二,2024,150,%,2024-03-01,final",
            as_of: "2025-01-31",
            rows: &["rate: on-track provisional | 150 | 50", "sure: on-track | 150 | 50"],
            explain: &["rate"],
            says: &[
                ("table", "published-before-period-ends"),
                ("report.zh", "使用初步数或推算数的1项：指标一"),
            ],
        },
    ]);
}

#[test]
fn breaks_bar_every_comparison_across_them() {
    judge(&[Case {
        name: "a break in the last year",
        plan: "2021/2023
            + [members] / m = [\"甲市\"]
            yearly; 指标一; 亿元; every-year; rising = true; kind = \"flow\"
            level; 指标二; 亿元; level; rising = true; kind = \"flow\" / baseline = { period = \"2020\" }
            plain; 指标三; 亿元; level; at_least = 70; kind = \"flow\" / baseline = { period = \"2020\" }
            + [[rule]] / id = \"amount\" / name = \"双降\" / each = \"m\" / all_fall = [\"yearly\"] / reading = \"amount\" / outcome = \"否\"
            + [[rule]] / id = \"growth\" / name = \"双降增速\" / each = \"m\" / all_fall = [\"yearly\"] / reading = \"growth\" / outcome = \"否\"",
        figures: "指标一,2019,80,亿元,2020-03-01,
            指标一,2020,90,亿元,2021-03-01,
            指标一,2021,102,亿元,2022-03-01,
            指标一,2022,115,亿元,2023-03-01,
            指标一,2023,70,亿元,2024-03-01,break
            指标二,2020,90,亿元,2021-03-01,
            指标二,2023,70,亿元,2024-03-01,break
            指标三,2020,60,亿元,2021-03-01,
            指标三,2023,70,亿元,2024-03-01,break",
        as_of: "2024-06-30",
        rows: &[
            "yearly: not-assessable (break) | 115 | 13",
            "level: not-assessable (break) | 70 | -",
            "plain: achieved | 70 | 0",
        ],
        explain: &["yearly", "level"],
        says: &[
            ("table.en", "break in the series"),
            ("table.zh", "口径变化"),
            ("report.zh", "无法判定（口径变化）"),
            ("rules.en", "fires 0, unknown 1, clear 2"),
            ("rules.en", "break"),
            ("rules.zh", "口径变化"),
            ("rules.en", "!Nothing known: 2023"),
            ("rules.zh", "!均无数据：2023"),
            ("rules", "!−39"),
        ],
    }]);
    let plan = "2021/2023
        + [members] / m = [\"甲市\"]
        yearly; 指标一; 亿元; every-year; rising = true; kind = \"flow\"
        + [[rule]] / id = \"growth\" / name = \"双降增速\" / each = \"m\" / all_fall = [\"yearly\"] / reading = \"growth\" / outcome = \"否\"";
    let figures = "指标一,2021,102,亿元,2022-03-01,
        指标一,2022,115,亿元,2023-03-01,
        指标一,2023,70,亿元,2024-03-01,break";
    let folder = folder(&[("p.toml", &toml(plan)), ("f.csv", &csv(figures))]);
    let (_, text, _) = ran(
        folder.path(),
        "rules p.toml --actuals f.csv --as-of 2024-06-30 --year 2023 --format csv -q",
    );
    let row = &rows(&text)[0];
    assert_eq!(
        (row["verdict"].as_str(), row.get("reason").map(String::as_str)),
        ("unknown", Some("break")),
        "{text}"
    );
}

// ---- What is shown ----

#[test]
fn a_target_that_is_nearly_met() {
    judge(&[
        Case {
            name: "short by less than shown at first",
            plan: "2024
                rate; 指标一; %; rate; at_least = 10;
                total; 指标二; 家; total; at_least = 20000;
                cap; 指标三; %; rate; at_most = 13.5;
                money; 指标四; 万亿元; total; at_least = 1;
                firms; 指标五; 万家; level; at_least = 1.5; kind = \"stock\" / baseline = { period = \"2023\", value = 1 }
                spent; 指标六; 亿元; total; at_most = 25;",
            figures: "指标一,2024,9.97,%,2025-03-01,
                指标二,2024,19930,家,2025-03-01,
                指标三,2024,13.55,%,2025-03-01,
                指标四,2024,9970,亿元,2025-03-01,
                指标五,2024,14997,家,2025-03-01,
                指标六,2024,250030,万元,2025-03-01,",
            as_of: "2025-04-30",
            rows: &[
                "rate: missed | 9.97 | -0.03",
                "total: missed | 19930 | -70",
                "cap: missed | 13.55 | -0.05",
                "money: missed | 0.997 | -0.003",
                "firms: missed | 1.4997 | -0.0003",
                "spent: missed | 25.003 | -0.003",
            ],
            explain: &["money", "spent"],
            says: &[
                ("table", "99.7%"),
                ("table", "−0.003 万亿元"),
                ("table", "−0.0003 万家"),
                ("table", "!████████████████ missed"),
                ("table.en", "! 100% missed"),
                ("table.zh", "! 100% 未完成"),
                ("report.en", "0.003 万亿元 short; missed"),
                ("report.zh", "差0.003万亿元；未完成"),
                ("explain money", "0.997 − 1 = −0.003"),
                ("check", "−0.0003 万家"),
                ("page", "−0.0003 万家"),
                ("report.en", NEVER_LEVEL[0]),
                ("report.zh", NEVER_LEVEL[1]),
            ],
        },
        Case {
            name: "derived figures short of their targets",
            plan: "2021/2025
                + [[series]] / id = \"rd\" / name = \"研发经费\" / unit = \"亿元\" / kind = \"flow\"
                + [[series]] / id = \"gdp\" / name = \"生产总值\" / unit = \"亿元\" / kind = \"flow\"
                intensity; 研发强度; %; level; at_least = 3.3; baseline = { period = \"2020\", value = 2.9 } / from = { ratio = [\"rd\", \"gdp\"], times = 100 }
                growth; 研发增长; %; rate; more_than = 8; from = { growth_of = \"rd\" } / deadline = \"2025\"
                average; 年均增长; %; average-growth; at_least = 7; from = { growth_of = \"gdp\" } / baseline = { period = \"2020\" }
                long; 指标九; %; rate; at_least = 33.3333333; deadline = \"2025\"
                bare; 年均增速; 亿元; average-growth; at_least = 10; kind = \"flow\" / baseline = { period = \"2020\", value = 100 }",
            figures: "研发经费,2024,305.28,亿元,2025-09-01,
                研发经费,2025,329.70,亿元,2026-09-01,
                生产总值,2020,7131.2,亿元,2021-09-01,
                生产总值,2025,10001.2,亿元,2026-09-01,
                指标九,2025,33.33333329,%,2026-09-01,
                年均增速,2025,161.0509999999,亿元,2026-09-01,",
            as_of: "2026-12-01",
            rows: &[
                "intensity: missed | 3.296604 | -0.003396",
                "growth: missed | 7.999214 | -0.000786",
                "average: missed | 6.998552 | -0.001448",
            ],
            explain: &["intensity", "bare"],
            says: &[
                ("table", "3.2966"),
                ("table.en", "−0.0034 pp"),
                ("table.zh", "−0.0034 个百分点"),
                ("report.en", "0.0034 pp short; missed"),
                ("report.zh", "差0.0034个百分点；未完成"),
                ("*", "!3.3 − 3.3"),
                ("report.en", NEVER_LEVEL[0]),
                ("report.zh", NEVER_LEVEL[1]),
                ("page.en", NEVER_LEVEL[0]),
                ("page.zh", NEVER_LEVEL[1]),
                ("table.en", "! 0 pp"),
                ("table.zh", "! 0 个百分点"),
                ("check.en", "! 0 pp"),
                ("explain bare", "!10 − 10 = 0"),
                // The target as shown would be met.
                ("table", "!≥ 33.33%"),
                ("report.en", "!33.33%;"),
                ("explain bare", "161.0509999999"),
                ("explain bare", "161.051"),
            ],
        },
        Case {
            name: "just below the edge of a band",
            plan: "2021/2025
                band; 指标一; 亿元; level; at_least = 100; baseline = { period = \"2020\", value = 0 }",
            figures: "指标一,2023,56.9999999999,亿元,2024-03-01,",
            as_of: "2024-04-30",
            rows: &["band: at-risk | 56.9999999999 | -43"],
            explain: &["band"],
            says: &[("explain band.en", "!at-risk 0.95 "), ("explain band.zh", "!略有滞后 0.95 "), ("page.en", "! 95% 57%"), ("table", "<57% / 60%"), ("explain band.en", "= 0.949999…")],
        },
        Case {
            name: "strict targets that are touched",
            plan: "2021/2025
                lost; 指标一; 亿元; level; more_than = 100; kind = \"stock\" / baseline = { period = \"2020\", value = 115 }
                touch; 指标二; 亿元; level; more_than = 100; kind = \"stock\" / baseline = { period = \"2020\", value = 50 }",
            figures: "指标一,2020,115,亿元,2021-03-01,
                指标一,2021,110,亿元,2022-03-01,
                指标一,2022,105,亿元,2023-03-01,
                指标一,2023,100,亿元,2024-03-01,
                指标二,2020,50,亿元,2021-03-01,
                指标二,2021,60,亿元,2022-03-01,
                指标二,2022,70,亿元,2023-03-01,
                指标二,2023,80,亿元,2024-03-01,",
            as_of: "2024-06-30",
            rows: &["lost: regressing lost | 100 | 0", "touch: on-track | 80 | -20"],
            explain: &["touch"],
            says: &[
                ("gap.en", "2026-01"),
                ("gap.zh", "2026年1月"),
                ("gap.en", "equal, must be better"),
                ("gap.zh", "相等，须更优"),
                ("gap.en", "!2024-01"),
                ("explain touch.en", "Arrives 2026-01"),
            ],
        },
        Case {
            name: "a baseline that a release prints otherwise",
            plan: "2021/2025
                level; 指标一; 亿元; level; at_least = 200; kind = \"stock\" / baseline = { period = \"2020\", value = 100 }
                round; 指标二; 亿元; level; at_least = 200; kind = \"stock\" / baseline = { period = \"2020\", value = 100 }",
            figures: "指标一,2020,104,亿元,2021-03-01,
                指标一,2023,160,亿元,2024-03-01,
                指标二,2020,100.4,亿元,2021-03-01,
                指标二,2023,160,亿元,2024-03-01,",
            as_of: "2024-06-30",
            rows: &["level: on-track | 160 | -40", "round: on-track | 160 | -40"],
            explain: &["level"],
            says: &[
                ("table", "baseline-differs"),
                ("table.en", "104 亿元"),
                ("table", "!100.4 亿元"),
                ("explain level.en", "(160 − 100) / (200 − 100)"),
            ],
        },
    ]);
}

// ---- Words of ceilings, budgets and tolerances ----

#[test]
fn ceilings_budgets_and_tolerances() {
    judge(&[
        Case {
            name: "a ceiling on a total, half used",
            plan: "2021/2025
                cap; 排放量; 万吨; total; at_most = 100;
                down; 吸烟率; %; level; at_most = 10; baseline = { period = \"2020\", value = 20 }",
            figures: "排放量,2021,30,万吨,2022-02-01,
                排放量,2022,26,万吨,2023-02-01,
                吸烟率,2022,17,%,2023-02-01,",
            as_of: "2023-06-30",
            rows: &["cap: at-risk | 56 | 44", "down: at-risk | 17 | -7"],
            explain: &["cap"],
            says: &[
                ("report.en", "56 of 100 万吨 used"),
                ("report.en", "44 万吨 left"),
                ("report.en", "on course to exceed by 40 万吨"),
                ("report.en", "14.67 万吨"),
                ("report.en", "!better than the target"),
                ("report.zh", "!优于目标"),
                ("report.zh", "已使用56万吨"),
                ("report.zh", "剩余44万吨"),
                ("report.zh", "将超出上限40万吨"),
                ("gap.en", "allowed"),
                ("gap.zh", "可用"),
                ("table.en", "allowed"),
                ("explain cap.en", "!needed per year"),
                ("explain cap.zh", "!尚需"),
            ],
        },
        Case {
            name: "a section keeps its blanks",
            plan: "2024
                + [[indicator]] / id = \"x\" / name = \"Homes\" / unit = \"家\" / measure = \"total\" / target = { at_least = 100 } / cite = { section = \"Chapter 4, Section 2\", figure = \"at least 100\" }",
            figures: "Homes,2024,100,家,2025-01-20,",
            as_of: "2025-03-01",
            rows: &["x: achieved | 100 | 0"],
            explain: &["x"],
            says: &[
                ("report.en", "Chapter 4, Section 2"),
                ("report.zh", "Chapter 4, Section 2"),
                ("page", "Chapter 4, Section 2"),
                ("explain x", "Chapter 4, Section 2"),
            ],
        },
        Case {
            name: "budgets at the end of the year",
            plan: "2024
                whole; 预算总额; 亿元; total; budget = 100; parts = [\"a\", \"b\"]
                a; 平台资金; 亿元; total; budget = 60;
                b; 人才资金; 亿元; total; budget = 40;",
            figures: "平台资金,2024,65,亿元,2025-01-20,
                人才资金,2024,30,亿元,2025-01-20,
                预算总额,2024,95,亿元,2025-01-20,",
            as_of: "2025-03-01",
            rows: &["whole: missed | 95 | -5", "a: achieved over-budget | 65 | 5", "b: missed | 30 | -10"],
            explain: &["a"],
            says: &[
                ("report.en", "5 亿元 over budget"),
                ("report.zh", "超支5亿元"),
                ("report.zh", "低于预算10亿元"),
                ("table.zh", "超支"),
                ("report.en", "!better than the target"),
                ("report.zh", "!优于目标"),
                ("check", "!parts-disagree"),
            ],
        },
        Case {
            name: "budgets at half-time are never ahead",
            plan: "2024
                a; 平台资金; 亿元; total; budget = 60;",
            figures: "平台资金,2024年1-6月,45,亿元,2024-07-20,",
            as_of: "2024-09-01",
            rows: &["a: on-track | 45 | -15"],
            explain: &["a"],
            says: &[("table", "75% / 50%"), ("*", "! 超支"), ("report.zh", "支出进度75%，序时进度50%"), ("report.zh", "将超支30亿元"), ("report.en", "on course to exceed by 30 亿元")],
        },
        Case {
            name: "左右 of what should be low",
            plan: "2024
                prices; 居民消费价格涨幅; %; rate; about = 3; better = \"lower\"
                jobless; 城镇调查失业率; %; rate; about = 5.5; better = \"lower\"
                edge; 城镇登记失业率; %; rate; about = 4, tolerance = 0.2; better = \"lower\"
                near; 汇率; %; rate; about = 7; better = \"near\"
                growth; 增速; %; rate; about = 5;",
            figures: "居民消费价格涨幅,2024,0.3,%,2025-01-20,
                城镇调查失业率,2024,6.2,%,2025-01-20,
                城镇登记失业率,2024,4.1,%,2025-01-20,
                汇率,2024,6,%,2025-01-20,
                增速,2024,6,%,2025-01-20,",
            as_of: "2025-03-31",
            rows: &[
                "prices: achieved | 0.3 | 2.85",
                "jobless: missed | 6.2 | -0.425",
                "edge: achieved | 4.1 | 0.1",
                "near: missed | 6 | -0.65",
                "growth: achieved | 6 | 1.25",
            ],
            explain: &["jobless"],
            says: &[
                ("explain jobless.en", "lower is better"),
                ("explain jobless.zh", "以低为优"),
                ("explain jobless.en", "gap to the limit = limit − actual = 5.775 − 6.2 = −0.425 pp"),
                ("explain jobless.en", "gap = target − actual = 5.5 − 6.2 = −0.7 pp"),
                ("explain jobless.zh", "与界限的差距 = 界限 − 实际值 = 5.775 − 6.2"),
                ("report.en", "0.7 pp above the target"),
                ("report.zh", "高于目标0.7个百分点"),
                ("report.zh", "允许偏差"),
                ("report.en", "within the tolerance"),
            ],
        },
    ]);
    let plan = "2024
        prices; 居民消费价格涨幅; %; rate; about = 3;";
    let folder = folder(&[("p.toml", &toml(plan))]);
    for lang in ["en", "zh"] {
        let (code, said, _) = ran(folder.path(), &format!("validate p.toml --lang {lang}"));
        assert_eq!(code, 1, "{said}");
        assert!(
            said.contains("about-without-better") && said.contains("better = \"lower\""),
            "{said}"
        );
    }
}

// ---- Wholes, parts, concepts ----

#[test]
fn wholes_and_parts() {
    judge(&[
        Case {
            name: "parts that do not add up to the printed whole",
            plan: "2024
                whole; 资金总额; 亿元; total; at_least = 110; parts = [\"a\", \"b\"]
                a; 平台资金; 亿元; total; at_least = 60;
                b; 人才资金; 亿元; total; at_least = 50;",
            figures: "资金总额,2024,100,亿元,2025-01-20,
                平台资金,2024,68,亿元,2025-01-20,
                人才资金,2024,50,亿元,2025-01-20,",
            as_of: "2025-06-30",
            rows: &["whole: missed | 100 | -10", "a: achieved | 68 | 8", "b: achieved | 50 | 0"],
            explain: &["whole"],
            says: &[("table", "parts-disagree"), ("table.en", "118 亿元"), ("check", "parts-disagree")],
        },
        Case {
            name: "a whole that no release prints",
            plan: "2024
                whole; 资金总额; 亿元; total; at_least = 112.1; parts = [\"a\", \"b\"]
                a; 平台资金; 亿元; total; at_least = 64.2;
                b; 人才资金; 万元; total; at_least = 479000;",
            figures: "平台资金,2024,64.2,亿元,2025-01-20,preliminary
                人才资金,2024,47.9,亿元,2025-02-20,",
            as_of: "2025-06-30",
            rows: &[
                "whole: achieved provisional from-parts | 112.1 | 0",
                "a: achieved provisional | 64.2 | 0",
                "b: achieved | 479000 | 0",
            ],
            explain: &["whole"],
            says: &[
                ("table.en", "from parts"),
                ("table.zh", "由分项合计"),
                ("report.zh", "由分项合计"),
                ("page.zh", "由分项合计"),
                ("explain whole", "64.2 + 47.9 = 112.1"),
                ("explain whole.en", "Published 2025-02-20"),
                ("explain whole.en", "f.csv:2, f.csv:3"),
            ],
        },
        Case {
            name: "a part above its whole",
            plan: "2021/2025
                whole; 研发机构; 家; level; at_least = 500; baseline = { period = \"2020\", value = 200 }
                part; 省级研发机构; 家; level; at_least = 150; parent = \"whole\"",
            figures: "研发机构,2023,380,家,2024-03-01,
                省级研发机构,2023,390,家,2024-03-01,",
            as_of: "2024-06-30",
            rows: &["whole: on-track | 380 | -120", "part: achieved early | 390 | 240"],
            explain: &["part"],
            says: &[("table", "part-above-whole"), ("table", "390 家"), ("check", "part-above-whole")],
        },
        Case {
            name: "two targets of one concept",
            plan: "2024
                growth; 生产总值增速; %; rate; at_least = 5.5;
                stretch; 生产总值增速(力争); %; rate; at_least = 6; concept = \"growth\" / aspirational = true",
            figures: "生产总值增速,2024,5.8,%,2025-01-20,",
            as_of: "2025-03-01",
            rows: &["growth: achieved | 5.8 | 0.3", "stretch: missed aspirational | 5.8 | -0.2"],
            explain: &["stretch"],
            says: &[("explain stretch", "f.csv:2"), ("report.zh", "差0.2个百分点"), ("table.zh", "力争")],
        },
    ]);
}

// ---- Checks and differences ----

#[test]
fn a_check_of_nothing_has_not_passed() {
    let plan = "2021/2025
        rate; 指标一; %; rate; at_least = 10; deadline = \"2024\"";
    let empty = "指标一,2023,,%,2024-02-01,
        指标一,2024,NA,%,2025-02-01,";
    let early = "指标一,2020,12,%,2021-02-01,";
    for (figures, as_of) in [(empty, "2025-03-01"), (empty, "2019-03-01"), (early, "2025-03-01")] {
        let folder = folder(&[("p.toml", &toml(plan)), ("f.csv", &csv(figures))]);
        for format in ["table", "json", "junit", "github"] {
            for lang in ["en", "zh"] {
                let arguments = format!(
                    "check p.toml --actuals f.csv --as-of {as_of} --format {format} --lang {lang}"
                );
                let (code, out, said) = ran(folder.path(), &arguments);
                assert_eq!(code, 2, "{arguments}: {out}{said}");
                assert!(
                    format!("{out}{said}").contains("nothing-to-check"),
                    "{arguments}: {out}{said}"
                );
                assert!(
                    !out.contains("Policy met") && !out.contains("符合要求"),
                    "{arguments}: {out}"
                );
            }
        }
    }
}

#[test]
fn a_difference_names_the_figure_that_made_it() {
    let plan = "2021/2025
        share; 指标一; %; level; at_least = 90; baseline = { period = \"2020\", value = 50 }
        + [[series]] / id = \"c\" / name = \"数列一\" / unit = \"%\"
        above; 指标二; %; level; above_series = \"c\";";
    let figures = "指标一,2019,7,%,2023-08-01,
        指标一,2022,61,%,2023-07-11,doubtful
        指标二,2022,60,%,2023-01-11,
        数列一,2022,60,%,2023-01-11,
        指标二,2022,>62,%,2023-07-11,";
    let folder = folder(&[("p.toml", &toml(plan)), ("f.csv", &csv(figures))]);
    for (lang, doubtful) in [("en", "doubtful"), ("zh", "存疑")] {
        let arguments = format!(
            "diff p.toml --actuals f.csv --from 2023-06-01 --to 2023-12-31 -q --lang {lang}"
        );
        let (code, out, said) = ran(folder.path(), &arguments);
        assert_eq!(code, 0, "{said}");
        assert!(out.contains(doubtful) && out.contains("61%"), "{out}");
        assert!(
            out.contains("60% (2023-01-11) → >62%") || out.contains("60%（2023-01-11） → >62%"),
            "{out}"
        );
        assert_eq!(out.matches("f.csv:3").count(), 1, "the figure once\n{out}");
        assert!(
            !out.contains("f.csv:2") && !out.contains("7%"),
            "nothing outside the period\n{out}"
        );
    }
}

#[test]
fn a_chart_has_the_sign_of_what_is_known() {
    let plan = "2021/2025
        nearly; 指标一; 家; total; at_least = 3000;";
    let figures = "指标一,2021/2025,近3000,家,2026-02-01,";
    let folder = folder(&[("p.toml", &toml(plan)), ("f.csv", &csv(figures))]);
    let arguments = "chart p.toml nearly --actuals f.csv --as-of 2026-03-01";
    let (code, out, said) = ran(folder.path(), arguments);
    assert_eq!(code, 0, "{said}");
    for told in ["actual ≈3000 家 in 2021–2025", "2021–2025: ≈3000, not final or not exact"]
    {
        assert!(out.contains(told), "{told}\n{out}");
    }
    assert!(!out.contains("actual 3000"), "{out}");
}
