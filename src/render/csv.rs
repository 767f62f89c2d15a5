//! Tables as CSV: plain digits, no separators, no exponent; UTF-8, LF, quoted where it must be.

use std::io::{self, Write};

use crate::render::Style;
use crate::plan::{Indicator, Plan};
use crate::report::{Judged, row, show};
use crate::table::{Cell, PlanOrigin, Table};

/// Writes findings with the frozen columns of `plancheck.status/v1`; the header always.
pub fn rows<'a>(
    rows: impl IntoIterator<Item = Judged<'a>>,
    out: &mut dyn Write,
    _style: &Style,
) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(row::column_names()).map_err(io_error)?;
    for judged in rows {
        writer
            .write_record(row::values(&judged).map(|value| value.plain()))
            .map_err(io_error)?;
    }
    writer.flush()
}

/// Writes a table; the header always, headings and words untranslated.
pub fn table(table: &Table, out: &mut dyn Write, _style: &Style) -> io::Result<()> {
    let mut writer = writer(out);
    writer
        .write_record(table.columns.iter().map(|column| column.heading.word()))
        .map_err(io_error)?;
    for row in &table.rows {
        writer
            .write_record(row.iter().map(plain))
            .map_err(io_error)?;
    }
    writer.flush()
}

/// Writes the targets of a plan, or one of them, as they were encoded: the columns of `status` that need no actuals.
pub fn targets(plan: &Plan, only: Option<&Indicator>, out: &mut dyn Write, _style: &Style) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(show::COLUMNS.iter().map(|(name, _)| *name)).map_err(io_error)?;
    for indicator in plan.indicators.iter().filter(|indicator| only.is_none_or(|only| only.id == indicator.id)) {
        let values = show::COLUMNS.iter().map(|(_, value)| value(plan, indicator).plain());
        writer.write_record(values).map_err(io_error)?;
    }
    writer.flush()
}

/// Writes records under a header.
pub fn records(
    header: &[&str],
    records: impl IntoIterator<Item = Vec<String>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(header).map_err(io_error)?;
    for record in records {
        writer.write_record(record).map_err(io_error)?;
    }
    writer.flush()
}

fn writer(out: &mut dyn Write) -> csv::Writer<&mut dyn Write> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(out)
}

/// The error of the stream itself: a closed pipe must stay recognisable.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The machine form of a cell.
fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Name(name) => name.printed.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Amount(number, unit) => format!("{number} {unit}"),
        Cell::Difference(number, unit) => format!("{number} {}", unit.word()),
        Cell::Target(target, unit) => {
            let upper = target.upper.as_ref().map(|upper| format!(" {upper}"));
            let upper = upper.unwrap_or_default();
            format!(
                "{} {}{upper} {unit}",
                target.comparator.word(),
                target.value
            )
        }
        Cell::Period(period) => period.to_string(),
        Cell::Month(month) => month.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Progress { ratio, .. } => ratio
            .as_ref()
            .map(|ratio| ratio.short_text(crate::number::COMPUTED_DECIMALS))
            .unwrap_or_default(),
        Cell::Verdict { verdict, .. } => verdict.word().to_owned(),
        Cell::Quality(quality) => quality.word(),
        Cell::Measure(measure) => measure.word().to_owned(),
        Cell::Kind(kind) => kind.word().to_owned(),
        Cell::Yes(yes) => yes.to_string(),
        Cell::Use(usage) => usage.word().to_owned(),
        Cell::Origin(PlanOrigin::File(file)) => file.clone(),
        Cell::Origin(PlanOrigin::BuiltIn) => "built-in".to_owned(),
        Cell::Citation(section, figure) => format!("{section}: {figure}"),
        Cell::Names(names) => names.join(";"),
        Cell::Stack(cells) => {
            let cells: Vec<String> = cells.iter().map(plain).collect();
            cells.join(";")
        }
    }
}
