//! The ranking of regions agrees with the streamed rows, which are counted and summed again here, in every format.

use std::collections::BTreeMap;

use calamine::{Data, Reader, open_workbook_auto};

use crate::support::{self, Row, answer, json, repository, rows};

/// Invented figures and real ones.
const RUNS: [&str; 3] = [
    "tests/cmd/league.in/plan.toml --actuals tests/cmd/league.in/panel.csv --as-of 2024-06-30",
    "hangzhou-2024 --as-of 2025-06-30",
    "zhejiang-county-2022 --as-of 2026-02-28",
];

const GRADED: [&str; 7] =
    ["achieved", "ahead", "on-track", "at-risk", "off-track", "regressing", "missed"];

fn csv(run: &str, more: &str) -> Vec<Row> {
    let arguments = format!("status {run} --each-region -q --format csv{more}");
    rows(&answer(repository(), &arguments))
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// The figure of a row of `status`.
fn figure(row: &Row, by: &str) -> Option<f64> {
    if !GRADED.contains(&row["verdict"].as_str()) {
        return None;
    }
    if by != "relative-gap" {
        return number(&row[by]).map(|figure| figure.clamp(-1.0, 2.0));
    }
    let target = number(&row["target"]).filter(|target| *target > 0.0)?;
    Some((number(&row["gap"])? / target).clamp(-1.0, 1.0))
}

#[test]
fn the_league_agrees_with_the_rows() {
    for run in RUNS {
        let streamed = csv(run, "");
        for (by, word) in [("ratio", "ratio"), ("progress", "progress"), ("gap", "relative-gap")] {
            let league = csv(run, &format!(" --rank-by {by}"));
            let mut regions: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
            for row in &streamed {
                regions.entry(&row["region"]).or_default().push(row);
            }
            assert_eq!(league.len(), regions.len(), "{run}");
            for row in &league {
                let own = &regions[row["region"].as_str()];
                assert_eq!(row["rank_by"], word);
                assert_eq!(row["total"], own.len().to_string());
                for verdict in GRADED.into_iter().chain(["not-assessable", "no-data"]) {
                    let count = own.iter().filter(|it| it["verdict"] == verdict).count();
                    assert_eq!(row[verdict], count.to_string(), "{run} {}", row["region"]);
                }
                let worst = GRADED.into_iter().rev();
                let worst = worst.into_iter().find(|it| row[*it] != "0");
                assert_eq!(row["worst"], worst.unwrap_or_default());
                let figures: Vec<f64> = own.iter().filter_map(|it| figure(it, word)).collect();
                assert_eq!(row["over"], figures.len().to_string());
                let shown = number(&row["figure"]);
                assert_eq!(shown.is_some(), !figures.is_empty());
                if let Some(shown) = shown {
                    let count = f64::from(u32::try_from(figures.len()).unwrap());
                    let mean = figures.iter().sum::<f64>() / count;
                    // The rows are rounded to six decimals.
                    assert!((shown - mean).abs() <= 0.000_002, "{shown} {mean}");
                }
            }
            let figures: Vec<Option<f64>> =
                league.iter().map(|row| number(&row["figure"])).collect();
            assert!(figures.is_sorted_by(|one, other| one >= other), "{run} {by}");
            for (at, row) in league.iter().enumerate() {
                let better = figures.iter().filter(|it| **it > figures[at]).count();
                // Equal at six decimals may still differ.
                let same = figures.iter().filter(|it| **it == figures[at]).count();
                match row["rank"].parse::<usize>() {
                    Ok(rank) => assert!((better + 1..=better + same).contains(&rank)),
                    Err(_) => assert_eq!(figures[at], None),
                }
            }
        }
    }
}

#[test]
fn json_and_workbook_have_the_rows_of_csv() {
    let folder = tempfile::tempdir().unwrap();
    for (run, more) in RUNS.into_iter().zip([
        " --rank-by progress",
        " --rank-by ratio --indicator new-high-tech-enterprises",
        " --rank-by gap",
    ]) {
        let text = csv(run, more);
        let arguments = format!("status {run} --each-region{more}");
        let json = json(repository(), &arguments);
        let league = json["plans"][0]["league"].as_array().unwrap();
        assert_eq!(league.len(), text.len());
        for (object, row) in league.iter().zip(&text) {
            assert_eq!(object.as_object().unwrap().len(), row.len());
            for (name, cell) in row {
                assert_eq!(support::plain(&object[name]), *cell, "{run} {name}");
            }
        }
        let file = folder.path().join("league.xlsx");
        answer(repository(), &format!("{arguments} -q -o {}", file.to_string_lossy()));
        let mut book = open_workbook_auto(&file).unwrap();
        let last = book.sheet_names().last().unwrap().clone();
        let sheet = book.worksheet_range(&last).unwrap();
        let regions: Vec<String> =
            sheet.rows().skip(1).filter_map(|row| row.get(2)).map(Data::to_string).collect();
        assert!(regions.iter().eq(text.iter().map(|row| &row["region"])));
    }
}
