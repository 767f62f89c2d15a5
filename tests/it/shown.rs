//! What is shown never contradicts the verdict, and one fact is one text: figures near their targets, in every output.

#![allow(clippy::format_push_string, clippy::format_collect, reason = "plans are small")]

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, DataType, Reader, Xlsx};
use scraper::Html;

use crate::support::{all, answer, folder, on_every_processor, ran, run, said};

/// Rows of each plan. `SHOWN_ROWS` asks for more of them, in several plans.
const ROWS: usize = 250;

/// Every so manieth indicator of a plan is looked at by itself: twelve of them, of every kind.
const STEP: usize = 21;

/// Numbers that depend on nothing but their seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn between(&mut self, from: i128, to: i128) -> i128 {
        from + i128::from(self.below(u64::try_from(to - from).unwrap()))
    }

    /// Something small: most often less than two decimals can show.
    fn little(&mut self) -> i128 {
        let most = [2, 10, 100, 10_000][usize::try_from(self.below(4)).unwrap()];
        self.between(1, most)
    }
}

/// `digits` with the point before the last `decimals` of them.
fn decimal(digits: i128, decimals: usize) -> String {
    let sign = if digits < 0 { "-" } else { "" };
    let text = format!("{:0>width$}", digits.abs(), width = decimals + 1);
    let (whole, part) = text.split_at(text.len() - decimals);
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// How many kinds of indicators there are.
const KINDS: usize = 10;

/// Those of which less is better.
const CEILINGS: [usize; 2] = [3, 4];

/// Those of which members are counted.
const MEMBERS: usize = 7;

/// Those that must lie within a range.
const WITHIN: usize = 9;

/// A plan with its figures, every indicator just short of its target or just beyond it.
fn near(met: bool, dice: &mut Dice) -> [String; 2] {
    let mut plan =
        "[plan]\nid = \"near\"\ntitle = \"近\"\nregion = \"甲市\"\nperiod = \"2024\"\n[members]\nm = [\"甲市\", \"乙市\", \"丙市\"]\n".to_owned();
    let mut figures = "地区,指标,时期,数值,单位,发布日期\n".to_owned();
    let off = if met { 1 } else { -1 };
    for row in 0..ROWS {
        let name = format!("项{row:04}号");
        let mut indicator = |unit: &str, of: &str, rest: &str| {
            plan.push_str(&format!(
                "[[indicator]]\nid = \"i{row}\"\nname = \"{name}\"\nunit = \"{unit}\"\n{rest}\ncite = {{ section = \"一\", figure = \"{of}\" }}\n"
            ));
        };
        let mut figure = |name: &str, period: &str, value: String, unit: &str| {
            figures.push_str(&format!("甲市,{name},{period},{value},{unit},2025-01-20\n"));
        };
        match row % KINDS {
            // Published in another unit.
            0 => {
                let goal = dice.between(10, 9000);
                let value = goal * 1000 + off * dice.little().min(999);
                let of = decimal(goal, 1);
                indicator(
                    "亿元",
                    &of,
                    &format!("measure = \"total\"\ntarget = {{ at_least = {of} }}"),
                );
                figure(&name, "2024", value.to_string(), "万元");
            }
            // A ratio of two figures, in percent.
            1 => {
                let (goal, below) = (dice.between(5, 900), dice.between(10_001, 900_000));
                // In hundredths; just below, or above, goal / 1000 × below / 10.
                let edge = goal * below / 100;
                let value =
                    if met { edge + 1 } else { edge - i128::from(edge * 100 == goal * below) };
                let of = decimal(goal, 1);
                indicator(
                    "%",
                    &of,
                    &format!(
                        "measure = \"level\"\nkind = \"ratio\"\ntarget = {{ at_least = {of} }}\nfrom = {{ ratio = [\"a{row}\", \"b{row}\"], times = 100 }}"
                    ),
                );
                figure(&format!("分子{row:04}号"), "2024", decimal(value, 2), "亿元");
                figure(&format!("分母{row:04}号"), "2024", decimal(below, 1), "亿元");
            }
            // Growth.
            2 => {
                let (goal, before) = (dice.between(1, 200), dice.between(10_000, 90_000_000));
                let edge = before * (1000 + goal) / 1000;
                let exact = edge * 1000 == before * (1000 + goal);
                let value = if met { edge + 1 } else { edge - i128::from(exact) };
                let of = decimal(goal, 1);
                indicator(
                    "%",
                    &of,
                    &format!(
                        "measure = \"rate\"\ntarget = {{ more_than = {of} }}\nfrom = {{ growth_of = \"a{row}\" }}"
                    ),
                );
                figure(&format!("分子{row:04}号"), "2023", decimal(before, 2), "亿元");
                figure(&format!("分子{row:04}号"), "2024", decimal(value, 2), "亿元");
            }
            // A ceiling, and far more digits than it has.
            3 => {
                let goal = dice.between(10, 900);
                let value = goal * 1_000_000_000_000
                    - off * dice.little() * 10_i128.pow(u32::try_from(dice.below(9)).unwrap());
                let of = decimal(goal, 1);
                indicator("%", &of, &format!("measure = \"rate\"\ntarget = {{ at_most = {of} }}"));
                figure(&name, "2024", decimal(value, 13), "%");
            }
            // A sum under a ceiling.
            4 => {
                let goal = dice.between(10, 9000);
                let value = goal * 10_000 - off * dice.little();
                indicator(
                    "万吨",
                    &goal.to_string(),
                    &format!("measure = \"total\"\ntarget = {{ at_most = {goal} }}"),
                );
                let half = value / 3;
                figure(&name, "2024年上半年", half.to_string(), "吨");
                figure(&name, "2024年下半年", (value - half).to_string(), "吨");
            }
            // Each year, in another unit and in parts.
            5 => {
                let goal = dice.between(10, 9000);
                let value = goal * 10_000 + off * dice.little();
                indicator(
                    "亿元",
                    &goal.to_string(),
                    &format!(
                        "measure = \"every-year\"\nkind = \"flow\"\ntarget = {{ at_least = {goal} }}"
                    ),
                );
                let half = value / 3;
                figure(&name, "2024年上半年", half.to_string(), "万元");
                figure(&name, "2024年下半年", (value - half).to_string(), "万元");
            }
            // Growth a year over five years: a root.
            6 => {
                let (goal, start) = (dice.between(1, 200), dice.between(1000, 900_000));
                // In hundredths.
                let (scale, grown) = (1000_i128.pow(5), (1000 + goal).pow(5));
                let edge = start * grown / scale;
                let exact = edge * scale == start * grown;
                let value = if met { edge + 1 } else { edge - i128::from(exact) };
                let of = decimal(goal, 1);
                indicator(
                    "%",
                    &of,
                    &format!(
                        "measure = \"average-growth\"\ntarget = {{ at_least = {of} }}\nbaseline = {{ period = \"2019\" }}\nfrom = {{ growth_of = \"a{row}\" }}"
                    ),
                );
                figure(&format!("分子{row:04}号"), "2019", decimal(start, 2), "亿元");
                figure(&format!("分子{row:04}号"), "2024", decimal(value, 2), "亿元");
            }
            // Members of a list, one of them just short of what each must reach.
            MEMBERS => {
                let goal = dice.between(10, 9000);
                indicator(
                    "亿元",
                    &goal.to_string(),
                    &format!("measure = \"rate\"\ntarget = {{ at_least = {goal}, every = \"m\" }}"),
                );
                let value = goal * 10_000 + off * dice.little();
                figure(&name, "2024", (goal * 20_000).to_string(), "万元");
                for (member, value) in [("乙市", goal * 10_000), ("丙市", value)] {
                    figures.push_str(&format!("{member},{name},2024,{value},万元,2025-01-20\n"));
                }
            }
            // Within a range, near either end of it.
            WITHIN => {
                let (low, wide) = (dice.between(10, 9000), dice.between(10, 90));
                let near = dice.little() * if dice.below(2) == 0 { 1 } else { -1 };
                let edge = if (near > 0) == met { low } else { low + wide };
                let value = edge * 10_000 + near;
                indicator(
                    "亿元",
                    &format!("{low}—{}", low + wide),
                    &format!("measure = \"rate\"\ntarget = {{ within = [{low}, {}] }}", low + wide),
                );
                figure(&name, "2024", value.to_string(), "万元");
            }
            // On the way from a baseline.
            _ => {
                let (start, way) = (dice.between(100, 5000), dice.between(10, 900));
                let value = (start + way) * 1000 + off * dice.little().min(way * 999);
                indicator(
                    "万家",
                    &(start + way).to_string(),
                    &format!(
                        "measure = \"level\"\nkind = \"stock\"\nbaseline = {{ period = \"2023\", value = {start} }}\ntarget = {{ at_least = {} }}",
                        start + way
                    ),
                );
                figure(&name, "2024", (value * 10).to_string(), "家");
            }
        }
    }
    let series: String = (0..ROWS)
        .filter(|row| matches!(row % KINDS, 1 | 2 | 6))
        .flat_map(|row| [(row, "a", "分子"), (row, "b", "分母")])
        .map(|(row, id, name)| {
            format!("[[series]]\nid = \"{id}{row}\"\nname = \"{name}{row:04}号\"\nunit = \"亿元\"\nkind = \"flow\"\n")
        })
        .collect();
    [plan + &series, figures]
}

/// The plan `few` of every so manieth indicator alone, with the series that it follows from: quickly read again and again.
fn few_of(plan: &str, step: usize) -> String {
    let (head, blocks) = plan.split_once("[[").unwrap();
    let row = |block: &str| block.split('"').nth(1).unwrap()[1..].parse::<usize>().unwrap();
    let kept = blocks.split("[[").filter(|block| row(block) % step == 0);
    let kept: String = kept.map(|block| format!("[[{block}")).collect();
    head.replace("id = \"near\"", "id = \"few\"") + &kept
}

/// The first number of a text, as its digits are written there.
fn digits(text: &str) -> &str {
    let is_part = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',' | '−' | '+');
    let start = text.find(is_part).unwrap_or(text.len());
    let end = text[start..].find(|it: char| !is_part(it)).map_or(text.len(), |end| start + end);
    text[start..end].trim_end_matches(['.', ','])
}

fn read(text: &str) -> f64 {
    let plain = digits(text).replace(',', "").replace('−', "-");
    plain.parse().unwrap_or_else(|_| panic!("no number in {text:?}"))
}

/// The texts of a row: target, actual, gap.
type Texts = [String; 3];

/// Rows of a Markdown table by name, each with these columns.
fn markdown(text: &str, columns: [usize; 3]) -> BTreeMap<String, Texts> {
    let rows = text.lines().filter(|line| line.starts_with("| 项"));
    let cell = |line: &str, column: usize| {
        let cell = line.split(" | ").nth(column).unwrap_or_default();
        let first = cell.split("<br>").next().unwrap_or_default();
        digits(first).to_owned()
    };
    rows.map(|line| {
        let name = line.trim_start_matches("| ").split(" | ").next().unwrap_or_default();
        (name.to_owned(), columns.map(|column| cell(line, column)))
    })
    .collect()
}

/// The second number of a line: the upper end of a range.
fn upper_end(line: &str) -> f64 {
    let target = line.split(" | ").nth(1).unwrap_or_default();
    read(&target[target.find(digits(target)).unwrap() + digits(target).len()..])
}

/// Does an actual look as if it met its target, or missed it?
fn is_on_its_side(
    kind: usize,
    met: bool,
    [actual, target]: [f64; 2],
    upper: impl FnOnce() -> f64,
) -> bool {
    match kind {
        MEMBERS => (actual >= target) == met,
        WITHIN if met => actual > target && actual < upper(),
        WITHIN => actual < target || actual > upper(),
        _ if CEILINGS.contains(&kind) => {
            if met {
                actual < target
            } else {
                actual > target
            }
        }
        _ => {
            if met {
                actual > target
            } else {
                actual < target
            }
        }
    }
}

/// The rows of a workbook: target, actual, gap and the shares of each.
fn workbook(folder: &Path, arguments: &str) -> BTreeMap<String, [Option<f64>; 7]> {
    let output = run(folder, arguments);
    let mut book = Xlsx::new(Cursor::new(output.stdout)).unwrap();
    let range = book.worksheet_range("near").unwrap();
    let mut rows = range.rows();
    let head = rows.next().unwrap();
    let column = |name: &str| head.iter().position(|cell| cell == &Data::from(name)).unwrap();
    let columns =
        ["target", "actual", "gap", "target_upper", "attainment", "progress", "ratio"].map(column);
    let id = column("indicator");
    let number = |cell: &Data| cell.as_f64().or_else(|| cell.as_string()?.parse().ok());
    rows.map(|row| (row[id].to_string(), columns.map(|column| number(&row[column])))).collect()
}

/// A percent that says all, where `<` or `>` does not say that it is less or more.
fn says_all(text: &str) -> bool {
    let text = text.replace('\u{a0}', " ").replace("/ 100%", "");
    text.match_indices("100%").any(|(at, _)| {
        !text[..at].ends_with(|it: char| it.is_ascii_digit() || matches!(it, '<' | '>' | '.' | ','))
    })
}

/// The seeds of as many plans as it takes to have the rows that are asked for.
fn seeds(first: u64) -> Vec<u64> {
    let rows = std::env::var("SHOWN_ROWS").ok().and_then(|rows| rows.parse().ok());
    (first..).take(rows.unwrap_or(ROWS).div_ceil(ROWS)).collect()
}

#[test]
fn no_output_contradicts_the_verdict() {
    let of_seed = |seed| {
        [(false, "en"), (false, "zh"), (true, "en"), (true, "zh")]
            .map(|(met, lang)| (seed, met, lang))
    };
    let cases: Vec<_> = seeds(20_250_120).into_iter().flat_map(of_seed).collect();
    on_every_processor(&cases, |_, &(seed, met, lang)| {
        let [plan, figures] = near(met, &mut Dice(seed));
        let few = few_of(&plan, STEP);
        let files = [("near.toml", plan.as_str()), ("few.toml", &few), ("f.csv", &figures)];
        look(folder(&files).path(), met, lang);
    });
}

fn look(folder: &Path, met: bool, lang: &str) {
    let common = format!("--actuals f.csv --as-of 2025-03-31 -q --lang {lang}");
    let every = |view: &str| ran(folder, &format!("{view} {common}")).1;
    let table = every("status near.toml --format markdown");
    let status = markdown(&table, [1, 2, 3]);
    assert_eq!(status.len(), ROWS, "{table}");
    let verdict = match (met, lang) {
        (true, "en") => "achieved",
        (true, _) => "实现",
        (false, "en") => "missed",
        (false, _) => "未完成",
    };
    for line in table.lines().filter(|line| line.starts_with("| 项")) {
        assert!(line.contains(verdict), "{line}");
        if !met {
            assert!(!says_all(line), "{line}");
        }
    }
    for (name, texts) in &status {
        let row: usize = name.trim_matches(['项', '号']).parse().unwrap();
        let kind = row % KINDS;
        let [target, actual, gap] = texts.each_ref().map(|text| read(text));
        let upper = || upper_end(table.lines().find(|line| line.contains(name.as_str())).unwrap());
        assert!(is_on_its_side(kind, met, [actual, target], upper), "{name} {texts:?}");
        // As many members as are required are enough.
        let is_short = gap < 0.0 || gap == 0.0 && kind != MEMBERS;
        assert_eq!(is_short, !met, "{name} {texts:?}");
    }
    let sheet = workbook(folder, &format!("status near.toml {common} --format xlsx -o -"));
    assert_eq!(sheet.len(), ROWS);
    for (id, [target, actual, gap, upper, shares @ ..]) in &sheet {
        let kind = id[1..].parse::<usize>().unwrap() % KINDS;
        let pair = [actual.unwrap(), target.unwrap()];
        assert!(is_on_its_side(kind, met, pair, || upper.unwrap()), "{id} {pair:?}");
        assert!(met != (gap.unwrap() < 0.0), "{id} {gap:?}");
        assert!(met || !shares.contains(&Some(1.0)), "{id} {shares:?}");
    }
    // One fact, one text.
    assert_eq!(markdown(&every("gap near.toml --format markdown"), [1, 2, 3]), status);
    let report = every("report near.toml");
    let report = report.replace("\n  ", if lang == "en" { " " } else { "" });
    let junit = every("check near.toml --format junit").replace("&lt;", "<").replace("&gt;", ">");
    let github = every("check near.toml --format github");
    let page = Html::parse_document(&every("report near.toml --format html"));
    let text = every("status near.toml");
    if !met {
        for whole in [&report, &text, &junit, &github] {
            for line in whole.lines() {
                assert!(!says_all(line.trim_end()), "{line}");
                assert!(!line.contains("█████████"), "{line}");
            }
            for word in ["at the target", "better than the target", "持平", "优于目标"] {
                assert!(!whole.contains(word), "{word}");
            }
        }
    }
    let line_of = |whole: &str, name: &str| {
        whole.lines().filter(|line| line.contains(name)).collect::<Vec<_>>().join("\n")
    };
    let rows: BTreeMap<String, _> = all(page.root_element(), "tbody.pc-row")
        .into_iter()
        .map(|row| (row.value().attr("data-indicator").unwrap().to_owned(), row))
        .collect();
    for (name, [target, actual, gap]) in &status {
        let size = gap.trim_start_matches(['+', '−']);
        let row: usize = name.trim_matches(['项', '号']).parse().unwrap();
        let sentence = line_of(&report, name);
        for part in [target.as_str(), actual, size] {
            assert!(sentence.contains(part), "{part} in {sentence}");
        }
        let element = rows[&format!("i{row}")];
        for (key, text) in [("target", target), ("actual", actual), ("gap", gap)] {
            for shown in all(element, &format!("[data-key={key}]")) {
                assert_eq!(digits(&said(shown)), text, "{name} {key}");
            }
        }
        if !met {
            for key in ["attainment", "progress", "ratio"] {
                for shown in all(element, &format!("[data-key={key}]")) {
                    assert!(!says_all(&said(shown)), "{name} {key}");
                }
            }
            let failure = junit.lines().find(|line| line.contains(&format!("name=\"i{row}\"")));
            assert!(failure.is_some(), "{name} in JUnit");
            let annotation = line_of(&github, name);
            for part in [target.as_str(), actual, gap] {
                assert!(annotation.contains(part), "{part} in {annotation}");
            }
        }
    }
    let diff = answer(
        folder,
        &format!(
            "diff near.toml --actuals f.csv --from 2024-12-31 --to 2025-03-31 --format markdown -q --lang {lang}"
        ),
    );
    // Outputs of one indicator.
    for (name, [target, actual, gap]) in status.iter().step_by(STEP) {
        let row: usize = name.trim_matches(['项', '号']).parse().unwrap();
        let one = |view: &str| answer(folder, &format!("{view} {common}"));
        let compare = one(&format!("compare i{row} few.toml"));
        let explain = one(&format!("explain few.toml i{row}"));
        let trend = one(&format!("trend few.toml i{row}"));
        let chart = one(&format!("chart few.toml i{row}"));
        for part in [target.as_str(), actual, gap] {
            assert!(compare.contains(part), "{part} in {compare}");
            assert!(explain.contains(part), "{part} in {explain}");
        }
        for part in [target.as_str(), actual] {
            assert!(trend.contains(part), "{part} in {trend}");
            assert!(chart.contains(part), "{part} in {chart}");
        }
        let changed = line_of(&diff, name);
        assert!(changed.contains(actual.as_str()), "{actual} in {changed}");
    }
}

/// Kinds of indicators of the running plan.
const RUNNING: usize = 5;

/// The one that is compared directly, and must hold at the end.
const RATE: usize = 3;

/// The numbers beside a verdict of a running plan look as if they led to it.
#[test]
fn a_ratio_is_on_the_side_of_its_verdict() {
    on_every_processor(&seeds(7), |_, seed| look_at_ratios(&mut Dice(*seed)));
}

fn look_at_ratios(dice: &mut Dice) {
    let mut plan =
        "[plan]\nid = \"run\"\ntitle = \"行\"\nregion = \"甲市\"\nperiod = \"2021/2025\"\n"
            .to_owned();
    let mut figures = "地区,指标,时期,数值,发布日期\n".to_owned();
    for row in 0..ROWS {
        let (goal, start, little) =
            (dice.between(1000, 9000), dice.between(100, 900), dice.between(-400, 400));
        let band = [110, 95, 60][row / RUNNING % 3];
        let name = format!("项{row:04}号");
        let mut indicator = |unit: &str, of: &str, rest: &str| {
            plan.push_str(&format!(
                "[[indicator]]\nid = \"i{row}\"\nname = \"{name}\"\nunit = \"{unit}\"\n{rest}\ncite = {{ section = \"一\", figure = \"{of}\" }}\n"
            ));
        };
        let mut figure = |period: &str, value: String| {
            figures.push_str(&format!("甲市,{name},{period},{value},2024-02-01\n"));
        };
        // Three of five years, in thousandths or finer, around the edge of the band.
        let of = goal.to_string();
        match row % RUNNING {
            0 => {
                let goals = format!("measure = \"total\"\ntarget = {{ at_least = {goal} }}");
                indicator("家", &of, &goals);
                let sum = goal * 3 * band * 2 + little;
                for (year, part) in
                    [("2021", sum / 4), ("2022", sum / 4), ("2023", sum - sum / 4 * 2)]
                {
                    figure(year, decimal(part, 3));
                }
            }
            1 => {
                let goals = format!("measure = \"total\"\ntarget = {{ at_most = {goal} }}");
                indicator("家", &of, &goals);
                // At the edge of 60 % it would be used up.
                let sum = goal * 60_000 / band.max(95) + little;
                figure("2021/2023", decimal(sum, 3));
            }
            2 => {
                let (way, goals) = (goal, goal + start);
                let rest = format!(
                    "measure = \"level\"\nkind = \"stock\"\nbaseline = {{ period = \"2020\", value = {start} }}\ntarget = {{ at_least = {goals} }}"
                );
                indicator("家", &goals.to_string(), &rest);
                figure("2023", decimal(start * 1000 + way * 6 * band + little, 3));
            }
            RATE => {
                let goals = format!("measure = \"rate\"\ntarget = {{ at_least = {goal} }}");
                indicator("%", &of, &goals);
                figure("2023", decimal(goal * 10 * band.min(100) + little, 3));
            }
            _ => {
                // The growth asked for is in thousandths.
                let growth = start / 10;
                let of = decimal(growth, 1);
                let rest = format!(
                    "measure = \"average-growth\"\nkind = \"flow\"\nbaseline = {{ period = \"2020\" }}\ntarget = {{ at_least = {of} }}"
                );
                indicator("亿元", &of, &rest);
                let base = goal * 1_000_000_000;
                let factor = (100_000 + growth * band).pow(3);
                figure("2020", decimal(base, 6));
                figure("2023", decimal(base * factor / 100_000_i128.pow(3) + little % 3, 6));
            }
        }
    }
    let folder = folder(&[("run.toml", &plan), ("f.csv", &figures)]);
    let page = answer(
        folder.path(),
        "report run.toml --actuals f.csv --as-of 2024-03-31 --format html -q",
    );
    let page = Html::parse_document(&page);
    let rows = all(page.root_element(), "tbody.pc-row");
    assert_eq!(rows.len(), ROWS);
    for row in rows {
        let verdict = row.value().attr("data-verdict").unwrap();
        let ratio = said(all(row, "[data-key=ratio]")[0]);
        let exact = read(&ratio);
        let ratio = match ratio.chars().next() {
            Some('<') => exact - 1e-6,
            Some('>') => exact + 1e-6,
            _ => exact,
        };
        let row: usize = row.value().attr("data-indicator").unwrap()[1..].parse().unwrap();
        let expected = match ratio {
            it if row % RUNNING >= RATE && it >= 100.0 => "on-track",
            it if row % RUNNING == RATE && it >= 60.0 => "at-risk",
            it if it >= 110.0 => "ahead",
            it if it >= 95.0 => "on-track",
            it if it >= 60.0 => "at-risk",
            _ => "off-track",
        };
        assert_eq!(verdict, expected, "i{row}: {ratio}");
    }
}
