//! The rows of `plancheck.status/v1` as plain CSV for tens of thousands of findings: the constant cells of an indicator
//! are formatted once, numbers go straight into the output. The bytes are those of [`csv::flat`](super::csv::flat).

use std::io::Write;

use chrono::{Datelike, NaiveDate};

use crate::{
    actuals::Quality,
    assess::{Finding, Reason},
    number::Number,
    period::{Month, Period},
    record::{Data, Record},
    render::printable_cell,
    report::{Judged, row},
};

/// How the cells of a column are made.
#[derive(Clone, Copy)]
enum Kind {
    /// From the plan and the as-of date alone.
    Fixed,
    /// From the plan alone, if there is a gap.
    FixedWithGap,
    /// A number with all its digits.
    Exact(fn(&Finding) -> Option<&Number>),
    Actual,
    /// A computed number.
    Computed(fn(&Finding) -> Option<&Number>),
    /// A word that never needs quotes.
    Word(fn(&Finding) -> &'static str),
    /// A period, with the place of its cache.
    Period(usize, fn(&Finding) -> Option<Period>),
    Region,
    Quality,
    Published,
    Source,
    Flags,
    Arrival,
    /// As in the generic writer.
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
        "actual" => Kind::Actual,
        "gap" => Kind::Computed(Finding::told_gap),
        "attainment" => Kind::Computed(|it| it.attainment.as_ref()),
        "progress" => Kind::Computed(|it| it.progress.as_ref()),
        "expected" => Kind::Computed(|it| it.expected.as_ref()),
        "ratio" => Kind::Computed(|it| it.ratio.as_ref()),
        "projected" => Kind::Computed(|it| it.projected.as_ref()),
        "required_per_year" => Kind::Computed(|it| it.required_per_year.as_ref()),
        "region" => Kind::Region,
        "quality" => Kind::Quality,
        "method" => Kind::Word(|it| it.actual.as_ref().map_or("", |_| it.method.word())),
        "verdict" => Kind::Word(|it| it.verdict.word()),
        "reason" => Kind::Word(|it| it.reason.map_or("", Reason::word)),
        "baseline_period" => Kind::Period(0, |it| it.baseline.as_ref().map(|from| from.period)),
        "actual_period" => Kind::Period(1, |it| it.actual.as_ref().map(|actual| actual.period)),
        "published" => Kind::Published,
        "source" => Kind::Source,
        "flags" => Kind::Flags,
        "arrival" => Kind::Arrival,
        _ => Kind::Other,
    }
}

/// A piece of a row.
enum Piece {
    /// Cells that are the same in every row of an indicator, with the commas around them.
    Fixed(Vec<u8>),
    /// The same, if there is a gap.
    FixedWithGap(Vec<u8>),
    /// The cell of a column.
    Cell(usize, Kind),
}

/// Writes rows, caching what repeats in them.
#[derive(Default)]
pub struct QuickRows {
    /// The pieces of each indicator's rows.
    pieces: Vec<Option<Vec<Piece>>>,
    region: CachedText,
    source: CachedText,
    periods: [CachedPeriod; 2],
}

#[derive(Default)]
struct CachedText {
    text: String,
    cell: Vec<u8>,
}

impl CachedText {
    fn write(&mut self, text: &str, out: &mut Vec<u8>) {
        if self.text != text {
            text.clone_into(&mut self.text);
            self.cell.clear();
            write_cell(text, &mut self.cell);
        }
        out.extend_from_slice(&self.cell);
    }
}

/// A period and its cell, which never needs quotes.
#[derive(Default)]
struct CachedPeriod {
    value: Option<Period>,
    cell: Vec<u8>,
}

impl CachedPeriod {
    fn write(&mut self, value: Option<Period>, out: &mut Vec<u8>) {
        let Some(one) = value else { return };
        if self.value != value {
            self.value = value;
            self.cell.clear();
            // Writing to a Vec cannot fail.
            let _ = write!(self.cell, "{one}");
        }
        out.extend_from_slice(&self.cell);
    }
}

impl QuickRows {
    /// Writes one row; all rows must be of the same plan and day.
    pub fn write(&mut self, judged: &Judged<'_>, out: &mut Vec<u8>) {
        let finding = judged.finding;
        if self.pieces.len() <= finding.indicator {
            self.pieces.resize_with(finding.indicator + 1, || None);
        }
        let pieces = self.pieces[finding.indicator].get_or_insert_with(|| pieces_of(judged));
        for piece in pieces {
            let (column, kind) = match piece {
                Piece::FixedWithGap(_) if finding.told_gap().is_none() => continue,
                Piece::Fixed(cells) | Piece::FixedWithGap(cells) => {
                    out.extend_from_slice(cells);
                    continue;
                }
                Piece::Cell(column, kind) => (*column, kind),
            };
            match kind {
                Kind::Exact(number) => {
                    if let Some(number) = number(finding) {
                        number.write_exact(out);
                    }
                }
                Kind::Actual => match &finding.actual {
                    Some(actual) if actual.value.exact_decimals().is_some() => {
                        actual.value.write_exact(out);
                    }
                    Some(actual) => {
                        write_cell(&row::beside_target(judged, actual).0, out);
                    }
                    None => {}
                },
                Kind::Computed(number) => {
                    if let Some(number) = number(finding) {
                        number.write_computed(out);
                    }
                }
                Kind::Region => self.region.write(&finding.region, out),
                Kind::Quality => match finding.actual.as_ref().map(|actual| actual.quality) {
                    Some(Quality::FINAL) => out.extend_from_slice(b"final"),
                    Some(quality) => write_cell(&quality.word(), out),
                    None => {}
                },
                // The fixed ones are written with their neighbours.
                Kind::Fixed | Kind::FixedWithGap => {}
                Kind::Word(word) => out.extend_from_slice(word(finding).as_bytes()),
                Kind::Period(cache, period) => self.periods[*cache].write(period(finding), out),
                Kind::Published => {
                    if let Some(actual) = &finding.actual {
                        write_date(actual.published, out);
                    }
                }
                Kind::Source => match one_source(judged) {
                    Some(source) => self.source.write(source, out),
                    None => write_cell(&row::sources_of(judged).join(";"), out),
                },
                Kind::Arrival => {
                    if let Some(arrival) = finding.arrival {
                        write_month(arrival, out);
                    }
                }
                Kind::Flags => {
                    for (index, flag) in row::flags(judged).iter().enumerate() {
                        if index > 0 {
                            out.push(b';');
                        }
                        out.extend_from_slice(flag.0.as_bytes());
                    }
                }
                Kind::Other => write_cell(&judged.entries()[column].1.plain(), out),
            }
        }
    }
}

/// The source of every observation of the finding, if all have the same.
fn one_source<'a>(judged: &Judged<'a>) -> Option<&'a str> {
    let mut used = judged.rests_on().map(|(_, one)| one);
    let first = used.next()?.source.as_deref()?;
    used.all(|other| other.source.as_deref() == Some(first)).then_some(first)
}

/// The row of a finding in pieces, its line end included.
fn pieces_of(judged: &Judged<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut fixed = Vec::new();
    for (column, (name, value)) in judged.entries().into_iter().enumerate() {
        let kind = kind(name);
        if column > 0 {
            fixed.push(b',');
        }
        if let Kind::Fixed = kind {
            write_cell(&value.plain(), &mut fixed);
            continue;
        }
        pieces.push(Piece::Fixed(std::mem::take(&mut fixed)));
        pieces.push(match kind {
            Kind::FixedWithGap => {
                // This finding may have no gap where the next one has.
                let unit = judged.unit().of_differences();
                let mut cell = Vec::new();
                write_cell(&Data::text(unit.printed()).plain(), &mut cell);
                Piece::FixedWithGap(cell)
            }
            kind => Piece::Cell(column, kind),
        });
    }
    fixed.push(b'\n');
    pieces.push(Piece::Fixed(fixed));
    pieces
}

/// `2024-06-30`. Tens of thousands of days differ, and `Display` would interpret a format for each.
fn write_date(date: NaiveDate, out: &mut Vec<u8>) {
    if (0..=9999).contains(&date.year()) {
        write_month(Month::of(date), out);
        out.push(b'-');
        write_pairs([date.day()], out);
    } else {
        let _ = write!(out, "{date}");
    }
}

/// `2024-06`.
fn write_month(month: Month, out: &mut Vec<u8>) {
    match u32::try_from(month.year()) {
        Ok(year @ 0..=9999) => {
            write_pairs([year / 100, year % 100], out);
            out.push(b'-');
            write_pairs([month.number()], out);
        }
        _ => drop(write!(out, "{month}")),
    }
}

/// Numbers below 100 in two digits each.
fn write_pairs<const N: usize>(numbers: [u32; N], out: &mut Vec<u8>) {
    for number in numbers {
        let digit = |digit: u32| u8::try_from(digit % 10).map_or(b'0', |digit| b'0' + digit);
        out.extend_from_slice(&[digit(number / 10), digit(number)]);
    }
}

/// A cell, quoted if needed.
fn write_cell(text: &str, out: &mut Vec<u8>) {
    let text = printable_cell(text);
    let needs_quotes = text.bytes().any(|byte| matches!(byte, b',' | b'"'));
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
    use crate::fixtures::sample;
    use crate::render::csv::{Dialect, flat};
    use crate::report::row;

    #[test]
    fn quick_rows_match_the_generic_ones() {
        let sample = sample();
        let view = sample.view();
        let mut generic = Vec::new();
        flat(row::flat(view.judged()), Dialect::Plain, &mut generic).unwrap();
        let mut quick = Vec::new();
        let mut rows = QuickRows::default();
        for judged in view.judged() {
            rows.write(&judged, &mut quick);
        }
        let generic = String::from_utf8(generic).unwrap();
        let (_, generic) = generic.split_once('\n').unwrap();
        assert_eq!(String::from_utf8(quick).unwrap(), generic);
    }

    #[test]
    fn dates_and_months_are_written_as_they_are_shown() {
        let days =
            [(2024, 2, 29), (1000, 1, 1), (33, 12, 9), (9999, 10, 10), (12345, 1, 2), (-5, 3, 4)];
        for (year, month, day) in days {
            let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            let mut own = Vec::new();
            write_date(date, &mut own);
            assert_eq!(String::from_utf8(own).unwrap(), date.to_string());
            let mut own = Vec::new();
            write_month(Month::of(date), &mut own);
            assert_eq!(String::from_utf8(own).unwrap(), Month::of(date).to_string());
        }
    }

    #[test]
    fn cells_are_quoted_as_the_general_writer_quotes_them() {
        for text in ["", "a", "a,b", "a\"b", "a\nb", " a ", "甲", "a\rb", "\u{1b}x", "#", "-1"] {
            let mut own = Vec::new();
            write_cell(text, &mut own);
            own.extend_from_slice(b",x\n");
            let mut general = csv::WriterBuilder::new()
                .terminator(csv::Terminator::Any(b'\n'))
                .from_writer(Vec::new());
            general.write_record([printable_cell(text).as_ref(), "x"]).unwrap();
            assert_eq!(own, general.into_inner().unwrap(), "{text:?}");
        }
    }
}
