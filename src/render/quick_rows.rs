//! The rows of `plancheck.status/v1` as plain CSV for tens of thousands of findings: what an indicator says of itself is
//! written once, numbers go straight into the output. The bytes are those of [`csv::flat`](super::csv::flat).

use std::fmt::Display;
use std::io::Write;

use crate::actuals::Quality;
use crate::assess::Finding;
use crate::number::{COMPUTED_DECIMALS, Number};
use crate::render::printable;
use crate::report::row::COLUMNS;
use crate::report::{Data, Judged};

/// How the cells of a column come about.
#[derive(Clone, Copy)]
enum Kind {
    /// From the plan and the as-of date alone.
    Fixed,
    /// From the plan alone, where there is a gap.
    FixedWithGap,
    /// A number with all its digits.
    Exact(fn(&Finding) -> Option<&Number>),
    /// A computed number.
    Computed(fn(&Finding) -> Option<&Number>),
    Region,
    Quality,
    Method,
    Verdict,
    BaselinePeriod,
    ActualPeriod,
    Published,
    Source,
    Flags,
    /// As the slow way does it.
    Other,
}

fn kind(column: &str) -> Kind {
    match column {
        "plan" | "indicator" | "name" | "unit" | "measure" | "comparator" | "target_upper"
        | "deadline" | "binding" | "parent" | "responsible" | "section" | "name_en" | "as_of" => {
            Kind::Fixed
        }
        "gap_unit" => Kind::FixedWithGap,
        "target" => Kind::Exact(|it| it.target.as_ref()),
        "baseline" => Kind::Exact(|it| it.baseline.as_ref().map(|from| &from.value)),
        "actual" => Kind::Exact(|it| it.actual.as_ref().map(|actual| &actual.value)),
        "gap" => Kind::Computed(|it| it.gap.as_ref()),
        "attainment" => Kind::Computed(|it| it.attainment.as_ref()),
        "progress" => Kind::Computed(|it| it.progress.as_ref()),
        "expected" => Kind::Computed(|it| it.expected.as_ref()),
        "ratio" => Kind::Computed(|it| it.ratio.as_ref()),
        "projected" => Kind::Computed(|it| it.projected.as_ref()),
        "required_per_year" => Kind::Computed(|it| it.required_per_year.as_ref()),
        "region" => Kind::Region,
        "quality" => Kind::Quality,
        "method" => Kind::Method,
        "verdict" => Kind::Verdict,
        "baseline_period" => Kind::BaselinePeriod,
        "actual_period" => Kind::ActualPeriod,
        "published" => Kind::Published,
        "source" => Kind::Source,
        "flags" => Kind::Flags,
        _ => Kind::Other,
    }
}

/// Writes rows, and remembers what repeats in them.
pub struct QuickRows {
    kinds: Vec<Kind>,
    /// The fixed cells of each indicator, by column; empty for the others.
    fixed: Vec<Option<Vec<Vec<u8>>>>,
    region: Repeated,
    source: Repeated,
}

/// A text and its cell.
#[derive(Default)]
struct Repeated {
    text: String,
    cell: Vec<u8>,
}

impl Repeated {
    fn write(&mut self, text: &str, out: &mut Vec<u8>) {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.cell.clear();
            write_cell(text, &mut self.cell);
        }
        out.extend_from_slice(&self.cell);
    }
}

impl std::fmt::Debug for QuickRows {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("QuickRows").finish_non_exhaustive()
    }
}

impl Default for QuickRows {
    fn default() -> Self {
        Self {
            kinds: COLUMNS.iter().map(|(name, _)| kind(name)).collect(),
            fixed: Vec::new(),
            region: Repeated::default(),
            source: Repeated::default(),
        }
    }
}

impl QuickRows {
    /// Writes one row; all rows are of one plan and one day.
    pub fn write(&mut self, judged: &Judged<'_>, out: &mut Vec<u8>) {
        let finding = judged.finding;
        if self.fixed.len() <= finding.indicator {
            self.fixed.resize_with(finding.indicator + 1, || None);
        }
        let fixed =
            self.fixed[finding.indicator].get_or_insert_with(|| fixed_cells(&self.kinds, judged));
        for (column, kind) in self.kinds.iter().enumerate() {
            if column > 0 {
                out.push(b',');
            }
            match kind {
                Kind::FixedWithGap if finding.gap.is_none() => {}
                Kind::Fixed | Kind::FixedWithGap => out.extend_from_slice(&fixed[column]),
                Kind::Exact(number) => {
                    if let Some(number) = number(finding) {
                        number.write_exact(out);
                    }
                }
                Kind::Computed(number) => {
                    if let Some(number) = number(finding) {
                        number.write_short(COMPUTED_DECIMALS, out);
                    }
                }
                Kind::Region => self.region.write(&finding.region, out),
                Kind::Quality => match finding.actual.as_ref().map(|actual| actual.quality) {
                    Some(Quality::FINAL) => out.extend_from_slice(b"final"),
                    Some(quality) => write_cell(&quality.word(), out),
                    None => {}
                },
                Kind::Method if finding.actual.is_some() => {
                    out.extend_from_slice(finding.method.word().as_bytes());
                }
                Kind::Method => {}
                Kind::Verdict => out.extend_from_slice(finding.verdict.word().as_bytes()),
                Kind::BaselinePeriod => {
                    write_plain(finding.baseline.as_ref().map(|from| from.period), out);
                }
                Kind::ActualPeriod => {
                    write_plain(finding.actual.as_ref().map(|actual| actual.period), out);
                }
                Kind::Published => {
                    write_plain(finding.actual.as_ref().map(|actual| actual.published), out);
                }
                Kind::Source => match one_source(judged) {
                    Some(source) => self.source.write(source, out),
                    None => write_slowly(column, judged, out),
                },
                Kind::Flags if finding.flags.is_empty() && finding.members.is_none() => {}
                Kind::Flags | Kind::Other => write_slowly(column, judged, out),
            }
        }
        out.push(b'\n');
    }
}

/// The source of every observation that the finding rests on, where all have the same.
fn one_source<'a>(judged: &Judged<'a>) -> Option<&'a str> {
    let mut used = judged.used().chain(judged.reference());
    let first = used.next()?.source.as_deref()?;
    used.all(|other| other.source.as_deref() == Some(first))
        .then_some(first)
}

fn fixed_cells(kinds: &[Kind], judged: &Judged<'_>) -> Vec<Vec<u8>> {
    let cells = kinds.iter().zip(COLUMNS).map(|(kind, (name, value))| {
        let mut cell = Vec::new();
        match kind {
            Kind::Fixed => write_cell(&value(judged).plain(), &mut cell),
            // Whether this finding has a gap says nothing of the next one.
            Kind::FixedWithGap if name == "gap_unit" => {
                let unit = crate::table::GapUnit::of(&judged.unit());
                write_cell(&Data::text(unit.word()).plain(), &mut cell);
            }
            _ => {}
        }
        cell
    });
    cells.collect()
}

fn write_slowly(column: usize, judged: &Judged<'_>, out: &mut Vec<u8>) {
    write_cell(&COLUMNS[column].1(judged).plain(), out);
}

/// A period or a date: nothing in it needs quotes.
fn write_plain(value: Option<impl Display>, out: &mut Vec<u8>) {
    if let Some(value) = value {
        // Memory does not fail to be written to.
        let _ = write!(out, "{value}");
    }
}

/// A cell, in quotes where it must be.
fn write_cell(text: &str, out: &mut Vec<u8>) {
    let text = printable(text);
    let needs_quotes = text
        .bytes()
        .any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'));
    if !needs_quotes {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::csv::{Dialect, flat};
    use crate::report::row;
    use crate::report::sample::sample;

    #[test]
    fn the_quick_rows_are_the_slow_ones() {
        let sample = sample();
        let view = sample.view();
        let mut slow = Vec::new();
        flat(row::flat(view.judged()), Dialect::Plain, &mut slow).unwrap();
        let mut quick = Vec::new();
        let mut rows = QuickRows::default();
        for judged in view.judged() {
            rows.write(&judged, &mut quick);
        }
        let slow = String::from_utf8(slow).unwrap();
        let (_, slow) = slow.split_once('\n').unwrap();
        assert_eq!(String::from_utf8(quick).unwrap(), slow);
    }

    #[test]
    fn cells_are_quoted_as_the_general_writer_quotes_them() {
        for text in [
            "", "a", "a,b", "a\"b", "a\nb", " a ", "甲", "a\rb", "\u{1b}x", "#", "-1",
        ] {
            let mut own = Vec::new();
            write_cell(text, &mut own);
            own.extend_from_slice(b",x\n");
            let mut general = csv::WriterBuilder::new()
                .terminator(csv::Terminator::Any(b'\n'))
                .from_writer(Vec::new());
            general
                .write_record([printable(text).as_ref(), "x"])
                .unwrap();
            assert_eq!(own, general.into_inner().unwrap(), "{text:?}");
        }
    }
}
