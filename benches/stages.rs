//! The two halves of `status --each-region` on a small panel: reading the relevant rows, and assessing every region.
//!
//! ```text
//! cargo bench                      # every benchmark
//! cargo bench --bench stages read  # those of the loader
//! ```
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot start has failed")]

use std::io::Cursor;

use chrono::NaiveDate;
use clap::Parser as _;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use plancheck::bench_api::Diagnostic;
use plancheck::bench_api::Plan;
use plancheck::bench_api::load_plan;
use plancheck::bench_api::{Asked, assess_one, needs_of_rows};
use plancheck::bench_api::{Input, Options, read_actuals};
use plancheck::bench_api::{Panel, Unpacker};

#[allow(dead_code, reason = "the program that writes files uses the rest")]
mod generator;

/// Regions of the panel: some 97,000 rows, 5.7 MB.
const REGIONS: &str = "30";

fn main() {
    divan::main();
}

fn panel(form: &[&str]) -> Vec<u8> {
    let args = generator::Args::parse_from(["panel", "--regions", REGIONS].iter().chain(form));
    let mut text = Vec::new();
    args.panel(&mut text).unwrap();
    text
}

fn plan() -> Plan {
    let args = generator::Args::parse_from(["panel"]);
    let mut text = Vec::new();
    args.plan(30, &mut text).unwrap();
    load_plan("panel-plan.toml", &text, None).plan.unwrap()
}

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2013, 6, 30).unwrap()
}

fn read(plan: &Plan, text: Vec<u8>, by_blocks: bool) -> Panel {
    let input = Input {
        name: "panel.csv".to_owned(),
        reader: Box::new(Cursor::new(text)),
        sheet: None,
        recipe: std::sync::Arc::default(),
    };
    let options = Options {
        every_region: true,
        packed: by_blocks,
        known_on: Some(as_of()),
        ..Options::default()
    };
    let wanted = plan.wanted(None);
    let loaded = read_actuals(&wanted, &plan.region, vec![input], &options);
    assert!(!loaded.diagnostics.iter().any(Diagnostic::is_error));
    loaded.panel.unwrap_or_default()
}

/// The loader, by form of the file.
#[divan::bench(args = ["", "--quoted", "--crlf", "--order=time", "--order=shuffled"])]
fn read_rows(bencher: Bencher, form: &str) {
    let form: Vec<&str> = form.split_whitespace().collect();
    let (plan, text) = (plan(), panel(&form));
    bencher
        .counter(BytesCount::of_slice(&text))
        .with_inputs(|| text.clone())
        .bench_values(|text| read(&plan, text, true));
}

/// The assessment: every indicator of every region, from packed observations to findings.
#[divan::bench(args = [true, false])]
fn judge_regions(bencher: Bencher, only_what_rows_need: bool) {
    let plan = plan();
    let panel = read(&plan, panel(&[]), true);
    let asked = Asked { rows_only: true, ..Asked::default() };
    let indicators = 0..plan.indicators.len();
    let needs = needs_of_rows(&plan, as_of(), asked);
    let needs = if only_what_rows_need { &needs[..] } else { &[] };
    bencher.counter(ItemsCount::new(panel.regions.len() * indicators.len())).bench(|| {
        let mut unpacker = Unpacker::new(&panel);
        for region in &panel.regions {
            let actuals = unpacker.for_rows(region, needs).0;
            let asked = Asked { region: Some(&region.name), ..asked };
            for index in indicators.clone() {
                black_box(assess_one(&plan, &actuals, as_of(), asked, index));
            }
        }
    });
}
