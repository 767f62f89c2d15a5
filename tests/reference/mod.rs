//! A reference for every verdict, written from `docs/assessment.md` alone: random plans are read and assessed by the program,
//! and assessed again by exact fractions, brute force over all covers of a total, and intervals by enumeration.
//!
//! Verdicts must be the same. Reasons, flags and numbers that differ are counted by kind and printed (`-- --nocapture`).
//!
//! `PLANCHECK_REFERENCE=50000 cargo test --lib reference` tries more plans, `SEED=…` starts from another one; a plan of
//! which the two say different things is printed with its own seed.

#![allow(
    clippy::result_large_err,
    clippy::single_match,
    clippy::single_match_else,
    clippy::manual_let_else,
    reason = "it follows the sentences of the text one by one"
)]

mod data;
mod figures;
mod generate;
mod judge;
mod known;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use data::{Answer, Case, Measure, Q, Span, month};

use crate::assess::{Asked, Finding, Flag, assess};
use crate::fixtures;
use crate::load::plan_toml::load_plan;
use crate::number::Number;
use crate::period::Period;

/// How many plans are tried unless more are asked for.
const USUAL: u64 = 2000;

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// A number as a fraction; of one without a last digit twelve decimals.
fn fraction(number: &Number) -> Q {
    let text = number.exact_text().unwrap_or_else(|| number.short_text(12));
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits: num_bigint::BigInt = format!("{whole}{part}").parse().unwrap();
    Q::from_integer(digits) * data::ten(-i32::try_from(part.len()).unwrap())
}

fn span(period: Period) -> Span {
    let at = |of: crate::period::Month| month(of.year(), of.number().cast_signed());
    Span::new(at(period.first()), at(period.last()))
}

/// What the program says.
fn said(finding: &Finding) -> Answer {
    let number = |it: &Option<Number>| it.as_ref().map(fraction);
    let word = |flag: &Flag| flag.word();
    Answer {
        verdict: finding.verdict.word(),
        reason: finding.reason.map(crate::assess::Reason::word),
        flags: finding.flags.iter().map(word).filter(|it| *it != "method-sensitive").collect(),
        actual: finding.actual.as_ref().map(|it| (fraction(&it.value), span(it.period))),
        progress: number(&finding.progress),
        expected: number(&finding.expected),
        ratio: number(&finding.ratio),
    }
}

/// Equal, or, of quotients that have no last digit, equal as far as they are shown.
fn alike(one: Option<&Q>, other: Option<&Q>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            let distance = one - other;
            let small = data::ten(-6);
            distance <= small && distance >= -small
        }
        (None, None) => true,
        _ => false,
    }
}

/// The names of what differs.
fn differences(reference: &Answer, program: &Answer, members: bool) -> Vec<&'static str> {
    let mut names = Vec::new();
    let mut unless = |same: bool, name| {
        if !same {
            names.push(name);
        }
    };
    unless(reference.verdict == program.verdict, "verdict");
    unless(reference.reason == program.reason, "reason");
    unless(reference.flags == program.flags, "flags");
    let (one, other) = (reference.actual.as_ref(), program.actual.as_ref());
    unless(alike(one.map(|it| &it.0), other.map(|it| &it.0)), "actual");
    let same_period = one.zip(other).is_none_or(|(one, other)| one.1.same(other.1));
    unless(same_period || members, "actual's period");
    unless(alike(reference.progress.as_ref(), program.progress.as_ref()), "progress");
    unless(alike(reference.expected.as_ref(), program.expected.as_ref()), "expected");
    unless(alike(reference.ratio.as_ref(), program.ratio.as_ref()), "ratio");
    names
}

fn show(answer: &Answer) -> String {
    let number = |it: &Option<Q>| it.as_ref().map_or("–".to_owned(), ToString::to_string);
    let actual = answer.actual.as_ref().map(|(value, span)| {
        let day = |at: i32| format!("{}-{:02}", data::year_of(at), at.rem_euclid(12) + 1);
        format!("{value} of {}..{}", day(span.first), day(span.last))
    });
    format!(
        "{} {} {:?}; actual {}, progress {}, expected {}, ratio {}",
        answer.verdict,
        answer.reason.unwrap_or_default(),
        answer.flags,
        actual.unwrap_or_default(),
        number(&answer.progress),
        number(&answer.expected),
        number(&answer.ratio)
    )
}

/// What concerns one indicator, of the plan file and of the table.
fn excerpt(case: &Case, id: &str) -> String {
    let index = &id[1..];
    let concerns = |text: &str| {
        let ids = ["a", "p", "q", "r", "s", "t"];
        ids.iter().any(|it| text.contains(&format!("id = \"{it}{index}\"")))
    };
    let mut text = String::new();
    for (at, table) in case.toml.split("\n\n").enumerate() {
        if at == 0 || table.contains("[members]") || concerns(table) {
            text += table;
            text += "\n\n";
        }
    }
    let rows = case.csv.lines().enumerate().filter(|(at, line)| {
        let name = line.split(',').nth(1).unwrap();
        *at == 0 || name.ends_with(index)
    });
    for (at, row) in rows {
        writeln!(text, "{:>3} {row}", at + 1).unwrap();
    }
    text
}

#[test]
fn every_verdict_is_that_of_the_documentation() {
    let count = setting("PLANCHECK_REFERENCE").unwrap_or(USUAL);
    let first = setting("SEED").unwrap_or(1);
    let shown = setting("SHOW").unwrap_or(3);
    let mut features: BTreeMap<&str, u64> = BTreeMap::new();
    let mut verdicts: BTreeMap<String, u64> = BTreeMap::new();
    let mut kinds: BTreeMap<String, (u64, Vec<u64>)> = BTreeMap::new();
    let mut reports = String::new();
    for seed in first..first + count {
        let case = generate::case(seed);
        for feature in &case.features {
            *features.entry(feature).or_default() += 1;
        }
        let loaded = load_plan("t.toml", case.toml.as_bytes(), None);
        let Some(plan) = loaded.plan else {
            panic!("seed {seed}: {:?}\n{}", loaded.diagnostics, case.toml);
        };
        let options =
            crate::load::actuals_csv::Options { every_region: true, ..Default::default() };
        let input = vec![fixtures::input("t.csv", case.csv.clone())];
        let read = crate::load::actuals_csv::read_actuals(
            &plan.wanted(None),
            &plan.region,
            input,
            &options,
        );
        let problems: Vec<String> = read
            .diagnostics
            .iter()
            .filter(|it| format!("{it:?}").contains("Error"))
            .map(|it| format!("{it:?}"))
            .collect();
        assert!(problems.is_empty(), "seed {seed}: {problems:?}\n{}", case.csv);
        let assessment = assess(&plan, &read.actuals, case.as_of, Asked::default());
        for (index, finding) in assessment.findings.iter().enumerate() {
            let (reference, program) = (judge::judge(&case, index), said(finding));
            let of = &case.plan.indicators[index];
            let measure = match of.measure {
                Measure::Level => "level",
                Measure::Total => "total",
                Measure::Rate => "rate",
                Measure::EveryYear => "every-year",
                Measure::AverageGrowth => "average-growth",
            };
            let word = reference.reason.unwrap_or(reference.verdict);
            *verdicts.entry(format!("{measure} {word}")).or_default() += 1;
            let names = differences(&reference, &program, of.every.is_some());
            if names.is_empty() {
                continue;
            }
            let more = |one: &Answer, other: &Answer, sign: &str| {
                let flags = one.flags.difference(&other.flags);
                flags.fold(String::new(), |text, flag| format!("{text} {sign}{flag}"))
            };
            let kind = format!(
                "{measure}{}: {} {} → {} {}: {}{}{}",
                if of.every.is_some() { " every" } else { "" },
                reference.verdict,
                reference.reason.unwrap_or_default(),
                program.verdict,
                program.reason.unwrap_or_default(),
                names.join(", "),
                more(&reference, &program, "−"),
                more(&program, &reference, "+")
            );
            let entry = kinds.entry(kind.clone()).or_default();
            entry.0 += 1;
            entry.1.push(seed);
            let wanted = std::env::var("KIND").map_or(entry.0 == 1, |of| kind.contains(&of));
            if wanted && u64::try_from(reports.matches("=== ").count()).unwrap() < shown {
                writeln!(
                    reports,
                    "=== SEED={seed} {}, as of {}: {kind}\nreference {}\nprogram   {}\n{}",
                    of.id,
                    case.as_of,
                    show(&reference),
                    show(&program),
                    excerpt(&case, &of.id)
                )
                .unwrap();
            }
        }
    }
    for (feature, plans) in &features {
        println!("{:>5.1} %  {feature}", percent(*plans, count));
    }
    for (verdict, number) in &verdicts {
        println!("{number:>7}  {verdict}");
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|it| std::cmp::Reverse(it.1.0));
    for (kind, (number, seeds)) in &kinds {
        println!("{number:>7}  {kind}  {:?}", &seeds[..seeds.len().min(4)]);
    }
    println!("{reports}");
    let verdicts = kinds.iter().filter(|(kind, _)| kind.contains(": verdict")).count();
    assert!(verdicts == 0, "{verdicts} kinds of differences in verdicts");
    if count >= USUAL {
        let rare: BTreeSet<_> =
            features.iter().filter(|it| percent(*it.1, count) < 5.0).map(|it| it.0).collect();
        assert!(rare.is_empty(), "features in less than 5 % of the plans: {rare:?}");
    }
}

#[expect(clippy::cast_precision_loss, reason = "shown only")]
fn percent(part: u64, of: u64) -> f64 {
    part as f64 * 100.0 / of as f64
}
