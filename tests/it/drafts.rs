//! `init --from`: what is drafted from the text of a document, against the plans that were encoded from it by hand.

use std::path::Path;

use toml::{Table, Value};

use crate::support::{all_of, folder, plancheck, read, run};

/// Drafts from a text of `tests/audit`, as a plan.
fn drafted(name: &str, period: &str) -> (tempfile::TempDir, Table) {
    let text = read(format!("tests/audit/{name}.txt"));
    let folder = folder(&[("text.txt", &text)]);
    let (code, stdout, stderr) =
        all_of(&run(folder.path(), &format!("init t --from text.txt --period {period}")));
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
    let plan = std::fs::read_to_string(folder.path().join("plans/t.toml")).unwrap();
    (folder, plan.parse().unwrap())
}

fn tables<'t>(plan: &'t Table, key: &str) -> Vec<&'t Table> {
    let all = plan.get(key).and_then(Value::as_array);
    all.into_iter().flatten().filter_map(Value::as_table).collect()
}

fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Section and figure of each citation, without blanks.
fn citations(indicator: &Table) -> Vec<(String, String)> {
    let cite = indicator
        .get("cite")
        .map(|cite| cite.as_array().cloned().unwrap_or_else(|| vec![cite.clone()]));
    let dense = |table: &Table, key| text(table, key).split_whitespace().collect::<String>();
    cite.into_iter()
        .flatten()
        .filter_map(|it| Some((dense(it.as_table()?, "section"), dense(it.as_table()?, "figure"))))
        .collect()
}

/// The key of a target and its value.
fn target(indicator: &Table) -> (String, String) {
    let target = indicator["target"].as_table().unwrap();
    let (key, value) = target.iter().next().unwrap();
    (key.clone(), value.to_string())
}

/// Is every number of the document cited, set aside or skipped, and every figure found?
fn is_covered(folder: &Path) {
    let (code, stdout, stderr) = all_of(&run(folder, "audit t --source text.txt"));
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
}

#[test]
fn of_a_chinese_plan_most_targets_are_drafted_as_they_were_encoded() {
    let (folder, plan) = drafted("hangzhou-2024", "2024");
    is_covered(folder.path());
    let drafts = tables(&plan, "indicator");
    let encoded: Table = read("plans/hangzhou-2024.toml").parse().unwrap();
    let numbered: Vec<&Table> = tables(&encoded, "indicator")
        .into_iter()
        .filter(|it| citations(it)[0].1.contains(|sign: char| sign.is_ascii_digit()))
        .collect();
    assert_eq!(numbered.len(), 50);
    let (mut cited, mut same) = (0, 0);
    let mut missed = Vec::new();
    for indicator in numbered {
        let of_both = |draft: &&&Table| {
            let same = |(section, figure): &(String, String)| {
                citations(draft).iter().any(|(own, words)| {
                    own == section && (words.contains(figure) || figure.contains(words))
                })
            };
            citations(indicator).iter().any(same)
                && target(indicator).1 == target(draft).1
                && text(indicator, "unit").split('/').next()
                    == text(draft, "unit").split('/').next()
        };
        let Some(draft) = drafts.iter().find(of_both) else {
            missed.push(format!("{} is not drafted", text(indicator, "id")));
            continue;
        };
        cited += 1;
        let all = [*draft, indicator].map(|it| (target(it), text(it, "measure").to_owned()));
        if all[0] == all[1] {
            same += 1;
        } else {
            missed.push(format!("{}: {:?}", text(indicator, "id"), all));
        }
    }
    assert!(
        cited >= 45 && same >= 35,
        "{cited} drafted, {same} of them as encoded:\n{}",
        missed.join("\n")
    );
}

#[test]
fn of_an_english_plan_every_target_is_drafted() {
    let (folder, plan) = drafted("uk-carbon-budgets", "2008/2050");
    is_covered(folder.path());
    let drafts: Vec<String> = tables(&plan, "indicator")
        .into_iter()
        .map(|it| {
            let (key, value) = target(it);
            let years = ["period", "deadline"].map(|key| text(it, key)).concat();
            format!("{} {key} {value} {} {years}", text(it, "measure"), text(it, "unit"))
        })
        .collect();
    let mut expected = vec!["level fall_by \"100%\" % ".to_owned()];
    for (total, fall, first, deadline) in [
        (3018, 25, 2008, 2012),
        (2782, 31, 2013, 2017),
        (2544, 37, 2018, 2020),
        (1950, 51, 2023, 2025),
        (1725, 57, 2028, 2030),
    ] {
        expected.push(format!("total at_most {total} MtCO2e {first}/{}", first + 4));
        expected.push(format!("level fall_by \"{fall}%\" % {deadline}"));
    }
    for target in expected {
        assert!(drafts.contains(&target), "{target} is not among\n{}", drafts.join("\n"));
    }
}

/// Any other plan: its drafts load, and nothing is left out.
#[test]
fn drafts_leave_nothing_out() {
    for (name, period) in [
        ("qinghai-145", "2021/2025"),
        ("xinchang-2025", "2021/2025"),
        ("zhejiang-145", "2021/2025"),
        ("zhejiang-county-2022", "2019/2022"),
    ] {
        let (folder, _) = drafted(name, period);
        is_covered(folder.path());
    }
}

#[test]
fn sections_are_those_that_the_encoders_cited() {
    for (name, period, least) in [
        ("hangzhou-2024", "2024", 50),
        ("xinchang-2025", "2021/2025", 15),
        ("zhejiang-145", "2021/2025", 50),
    ] {
        let (_folder, plan) = drafted(name, period);
        let drafts = tables(&plan, "indicator");
        let drafts: Vec<_> = drafts.into_iter().flat_map(citations).collect();
        let encoded: Table = read(format!("plans/{name}.toml")).parse().unwrap();
        let (mut same, mut other) = (0, Vec::new());
        for (section, figure) in tables(&encoded, "indicator").into_iter().flat_map(citations) {
            let of_figure =
                |(_, words): &&(String, String)| words.contains(&figure) || figure.contains(words);
            let drafts: Vec<_> = drafts.iter().filter(of_figure).collect();
            if drafts.iter().any(|(own, _)| *own == section) {
                same += 1;
            } else if !drafts.is_empty() {
                other.push(format!("{figure}: {section}, drafted {drafts:?}"));
            }
        }
        assert!(same >= least && other.is_empty(), "{name}: {same}\n{}", other.join("\n"));
    }
}

#[test]
fn a_draft_says_what_it_was_read_from() {
    let text = "一、目标\n力争新增企业200家以上，能耗下降15%，排放控制在80万吨以内，“315”工程，产值倍增，G60走廊。\n";
    let folder = folder(&[("text.txt", text)]);
    for (lang, file) in [("en", "a"), ("zh", "b")] {
        let arguments = format!(
            "init {file} --from text.txt --period 2021/2025 --lang {lang} --quiet -o {file}.toml"
        );
        assert_eq!(all_of(&run(folder.path(), &arguments)).0, 0);
    }
    let plan = |file: &str| std::fs::read_to_string(folder.path().join(file)).unwrap();
    let [english, chinese] = ["a.toml", "b.toml"].map(plan);
    for (line, translated) in [
        ("name = \"新增企业\"", ""),
        (
            "measure = \"total\"  # a guess, from: 以上, 新增",
            "measure = \"total\"  # 推测，依据：以上、新增",
        ),
        ("target = { at_least = 200 }", ""),
        ("aspirational = true", ""),
        ("cite = { section = \"一\", figure = \"力争新增企业200家以上\" }", ""),
        ("target = { fall_by = \"15%\" }\nbaseline = { period = \"2020\" }", ""),
        ("target = { at_most = 80 }", ""),
        ("target = { times_baseline = 2 }", ""),
        ("figure = \"“315”工程\"\nwhy = \"REPLACE", "figure = \"“315”工程\"\nwhy = \"待改"),
        ("figure = \"G60走廊\"\nwhy = \"REPLACE", "why = \"待改"),
    ] {
        assert!(english.contains(line), "{line} is not in\n{english}");
        let translated = if translated.is_empty() { line } else { translated };
        assert!(chinese.contains(translated), "{translated} is not in\n{chinese}");
    }
    assert!(!english.contains("example-indicator"), "{english}");
}

#[test]
fn a_document_that_cannot_be_read_is_an_error() {
    let folder = folder(&[]);
    let (code, _, stderr) = all_of(&run(folder.path(), "init t --from absent.txt"));
    assert!(code == 2 && stderr.contains("absent.txt"), "{code}: {stderr}");
    assert!(!folder.path().join("plans").exists());
    let (code, _, stderr) = all_of(&run(folder.path(), "init t --encoding gb18030"));
    assert!(code == 2 && stderr.contains("--from"), "{code}: {stderr}");
    let gb18030 = encoding_rs::GB18030.encode("新增企业200家。").0.into_owned();
    std::fs::write(folder.path().join("gb.txt"), gb18030).unwrap();
    let output = plancheck(folder.path())
        .args(["init", "t", "--from", "gb.txt", "-o", "-"])
        .output()
        .unwrap();
    assert!(all_of(&output).1.contains("新增企业200家"), "{output:?}");
}
