//! A reference for every answer, written from `docs/assessment.md` alone: random plans are read and assessed by the program,
//! and assessed again by exact fractions, brute force over all covers of a total, and intervals by enumeration.
//!
//! Verdict, reason, flags, actual with its period, progress, expected and ratio must be the same, of every indicator.
//! `method-sensitive` is no part of it: that flag needs other methods to be asked for, which `docs/methods.md` describes.
//!
//! `PLANCHECK_REFERENCE=50000 cargo test --lib reference -- --nocapture` tries more plans, `SEED=…` starts from another one.
//! Differences are counted by kind; the first plan of a kind is printed with its seed (`SHOW=…` for more kinds, `KIND=…` for all
//! plans of a kind whose name contains this).

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

use data::{Answer, Case, Q, Span, of_printed};

use crate::assess::{Asked, Finding, assess};
use crate::fixtures;
use crate::load::actuals_csv::{Options, read_actuals};
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
    let at = |of: crate::period::Month| of_printed(of.year(), of.number().cast_signed());
    Span::new(at(period.first()), at(period.last()))
}

/// What the program says.
fn said(finding: &Finding) -> Answer {
    let number = |it: &Option<Number>| it.as_ref().map(fraction);
    Answer {
        verdict: finding.verdict.word(),
        reason: finding.reason.map(crate::assess::Reason::word),
        flags: finding.flags.iter().map(|flag| flag.word()).collect(),
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
fn differences(reference: &Answer, program: &Answer) -> Vec<&'static str> {
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
    unless(same_period, "actual's period");
    unless(alike(reference.progress.as_ref(), program.progress.as_ref()), "progress");
    unless(alike(reference.expected.as_ref(), program.expected.as_ref()), "expected");
    unless(alike(reference.ratio.as_ref(), program.ratio.as_ref()), "ratio");
    names
}

fn show(answer: &Answer) -> String {
    let number = |it: &Option<Q>| it.as_ref().map_or("–".to_owned(), ToString::to_string);
    let actual = answer.actual.as_ref().map(|(value, span)| {
        let day = |at: i32| {
            let (year, month) = data::printed(at);
            format!("{year}-{month:02}")
        };
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

/// What came of one plan.
struct Tried {
    features: BTreeSet<&'static str>,
    /// Measure with verdict or reason, of every indicator.
    verdicts: Vec<String>,
    /// The kind of a difference, and all that concerns it.
    differences: Vec<(String, String)>,
}

/// What the program says of every indicator of a plan.
fn assessed(case: &Case, seed: u64) -> Vec<Finding> {
    let loaded = load_plan("t.toml", case.toml.as_bytes(), None);
    let Some(plan) = loaded.plan else {
        panic!("seed {seed}: {:?}\n{}", loaded.diagnostics, case.toml);
    };
    let options = Options { every_region: true, ..Default::default() };
    let input = vec![fixtures::input("t.csv", case.csv.clone())];
    let read = read_actuals(&plan.wanted(None), &plan.region, input, &options);
    let problems = read.diagnostics.iter().map(|it| format!("{it:?}"));
    let problems: Vec<String> = problems.filter(|it| it.contains("Error")).collect();
    assert!(problems.is_empty(), "seed {seed}: {problems:?}\n{}", case.csv);
    assess(&plan, &read.actuals, case.as_of, Asked::default()).findings
}

fn tried(seed: u64) -> Tried {
    let case = generate::case(seed);
    let mut tried =
        Tried { features: case.features.clone(), verdicts: Vec::new(), differences: Vec::new() };
    for (index, finding) in assessed(&case, seed).iter().enumerate() {
        let (reference, program) = (judge::judge(&case, index), said(finding));
        let of = &case.plan.indicators[index];
        let measure = generate::measure_word(of.measure);
        let word = reference.reason.unwrap_or(reference.verdict);
        tried.verdicts.push(format!("{measure} {word}"));
        let names = differences(&reference, &program);
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
        let report = format!(
            "=== SEED={seed} {}, as of {}: {kind}\nreference {}\nprogram   {}\n{}",
            of.id,
            case.as_of,
            show(&reference),
            show(&program),
            excerpt(&case, &of.id)
        );
        tried.differences.push((kind, report));
    }
    tried
}

/// What came of every plan, in the order of their seeds, tried by as many threads as there are processors.
fn all_tried(first: u64, count: u64) -> Vec<Tried> {
    let threads = std::thread::available_parallelism().map_or(1, |it| it.get() as u64);
    let mut each: Vec<(u64, Tried)> = std::thread::scope(|scope| {
        let part = |own: u64| {
            let seeds = (first..first + count).filter(move |seed| seed % threads == own);
            // A plan on which one of the two gives up is named.
            let tried = |seed| {
                let tried = std::panic::catch_unwind(|| tried(seed));
                tried.unwrap_or_else(|_| panic!("seed {seed} ends in a panic"))
            };
            scope.spawn(move || seeds.map(|seed| (seed, tried(seed))).collect::<Vec<_>>())
        };
        let parts: Vec<_> = (0..threads).map(part).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    each.sort_by_key(|(seed, _)| *seed);
    each.into_iter().map(|(_, tried)| tried).collect()
}

#[test]
fn every_answer_is_that_of_the_documentation() {
    let count = setting("PLANCHECK_REFERENCE").unwrap_or(USUAL);
    let first = setting("SEED").unwrap_or(1);
    let shown = setting("SHOW").unwrap_or(3);
    let wanted = std::env::var("KIND").ok();
    let mut features: BTreeMap<&str, u64> = BTreeMap::new();
    let mut verdicts: BTreeMap<String, u64> = BTreeMap::new();
    let mut kinds: BTreeMap<String, (u64, Vec<u64>)> = BTreeMap::new();
    let mut reports = Vec::new();
    for (seed, tried) in (first..).zip(all_tried(first, count)) {
        for feature in tried.features {
            *features.entry(feature).or_default() += 1;
        }
        for verdict in tried.verdicts {
            *verdicts.entry(verdict).or_default() += 1;
        }
        for (kind, report) in tried.differences {
            let entry = kinds.entry(kind.clone()).or_default();
            entry.0 += 1;
            entry.1.push(seed);
            let wanted = wanted.as_ref().map_or(entry.0 == 1, |of| kind.contains(of));
            if wanted && (reports.len() as u64) < shown {
                reports.push(report);
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
    println!("{}", reports.join("\n"));
    let differences: u64 = kinds.iter().map(|(_, (number, _))| number).sum();
    assert!(differences == 0, "{differences} differences");
    if count >= USUAL {
        let rare: BTreeSet<_> =
            features.iter().filter(|it| percent(*it.1, count) < 4.0).map(|it| it.0).collect();
        assert!(rare.is_empty(), "features in less than 4 % of the plans: {rare:?}");
    }
}

#[expect(clippy::cast_precision_loss, reason = "shown only")]
fn percent(part: u64, of: u64) -> f64 {
    part as f64 * 100.0 / of as f64
}
