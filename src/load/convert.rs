//! Any readable actuals as plancheck's own long CSV.
//!
//! Numbers become plain decimals, periods and dates their first form, bounds a mark of quality, a percent sign the unit;
//! what was 万 in the cell is multiplied out where the unit stands beside it. Where a figure stood is added to its source.

use std::path::Path;

use crate::{
    actuals::{
        Mark,
        printed_number::{PrintedNumber, last_places},
        region_names::RegionIndex,
    },
    calendar::Calendar,
    diag::{DataProblem, Diagnostic},
    period::Period,
    plan::normalised_name,
    unit::Unit,
};

use super::{
    actuals_columns::{Column, in_brackets},
    actuals_csv::{Input, Options},
    actuals_read::read_all,
    actuals_rows::{Row, Shared},
    actuals_said::Said,
    actuals_table::{Record, Table, Taker, is_blank},
    discover::shown,
};

/// Reads every input and writes it as one long CSV in UTF-8; `region` is that of files without a column of regions. With an
/// error among what is said, the result is not to be used.
pub fn convert(
    inputs: Vec<Input>,
    region: Option<&str>,
    options: &Options,
) -> (Vec<u8>, Vec<Diagnostic>) {
    let mut conversion = Conversion {
        region,
        regions: RegionIndex::new(region, &[]),
        own_region: false,
        out: csv::Writer::from_writer(Vec::new()),
        shared: Shared::default(),
        said: Said::default(),
    };
    conversion.write(Column::OWN.map(Column::word));
    read_all(&mut conversion, inputs, options);
    // Memory takes every byte.
    (conversion.out.into_inner().unwrap_or_default(), conversion.said.finish())
}

struct Conversion<'a> {
    region: Option<&'a str>,
    regions: RegionIndex,
    /// Has the file being read a column of regions?
    own_region: bool,
    out: csv::Writer<Vec<u8>>,
    shared: Shared,
    said: Said,
}

impl<'a> Conversion<'a> {
    fn write<T: AsRef<[u8]>>(&mut self, fields: impl IntoIterator<Item = T>) {
        // A record is one line. Memory takes every record.
        for field in fields {
            let field = field.as_ref();
            let _ = if memchr::memchr2(b'\n', b'\r', field).is_some() {
                let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
                self.out.write_field(field.split(is_end).collect::<Vec<_>>().join(&b' '))
            } else {
                self.out.write_field(field)
            };
        }
        let _ = self.out.write_record(None::<&[u8]>);
    }

    fn fault_at(&mut self, record: &Record<'_>, problem: DataProblem, at: Option<Column>) {
        let place = record.place(at);
        // A cell that belongs to several figures of its row has its fault once.
        let known = self.said.faults.listed.iter().rev();
        let mut of_place = known.take_while(|(_, known)| known.place.as_ref() == Some(&place));
        if !of_place.any(|(_, known)| known.problem == problem.clone().into()) {
            self.said.faults.add(record.file(), || (problem, Some(place)));
        }
    }

    /// The region of a record. Without a column of regions, and in the layout of Open SDG where the cell is blank, it is the
    /// one that was named.
    fn region_of<'r>(&self, record: &Record<'r>) -> &'r str
    where
        'a: 'r,
    {
        let own = record.cell(Column::Region);
        let is_named = own.is_empty() && (!self.own_region || record.header().open_sdg);
        if is_named { self.region.unwrap_or_default() } else { own }
    }

    /// A name and a region must be there; a record that lacks them and has no figure is none.
    fn names<'r>(&mut self, record: &Record<'r>) -> Option<(&'r str, &'r str)>
    where
        'a: 'r,
    {
        let region = self.region_of(record);
        let (column, name) = record.name();
        let is_remark = name.is_empty() || record.cell(Column::Region).is_empty();
        if record.cell(Column::Value).is_empty() && is_remark {
            return None;
        }
        if region.is_empty() {
            self.fault_at(
                record,
                DataProblem::EmptyCell { column: "region" },
                Some(Column::Region),
            );
        }
        if name.is_empty() {
            self.fault_at(record, DataProblem::EmptyCell { column: "indicator" }, column);
        }
        Some((region, name))
    }
}

impl Taker for Conversion<'_> {
    /// A name keeps a bracket that says more than the unit: (% of land area), (current US$). Whoever reads it asks for it with
    /// the bracket or without.
    fn knows(&self, name: &str, _unit: Option<&Unit>) -> bool {
        in_brackets(name).is_some_and(|(_, inner)| {
            let unit = Unit::parse(inner);
            let is_share = unit.is_share() && inner.contains(" of ");
            let is_money = ["current ", "constant "].iter().any(|word| inner.starts_with(word));
            unit.is_known() && (is_share || is_money)
        })
    }

    fn asks_for(&self, _name: &str) -> bool {
        true
    }

    fn series(&mut self, record: &Record<'_>) -> Option<String> {
        let names = [self.region_of(record), record.name().1];
        names.iter().all(|name| !name.is_empty()).then(|| names.map(normalised_name).join("\n"))
    }

    fn is_region(&self, name: &str) -> Option<bool> {
        self.regions.is_of(name, self.region?)
    }

    fn said(&mut self) -> &mut Said {
        &mut self.said
    }

    fn header(&mut self, table: &Table) -> Result<(), DataProblem> {
        self.own_region = table.header()[Column::Region].is_some();
        if self.own_region || self.region.is_some() {
            Ok(())
        } else {
            Err(DataProblem::RegionNeeded)
        }
    }

    fn take(&mut self, record: &Record<'_>) -> bool {
        if is_blank(record.cells) {
            return false;
        }
        let Some((region, name)) = self.names(record) else {
            return true;
        };
        let text = |column| record.cell(column);
        let mut source = text(Column::Source).to_owned();
        // What was converted before keeps its first place.
        if !ends_in_place(&source) {
            if !source.is_empty() {
                source.push_str("; ");
            }
            source.push_str(&portable(record.origin().place(&self.said.files)));
        }
        let read =
            Row::read(record, &mut self.shared).map(|row| self.said.note_row(row, record, None));
        let [period, value, unit, published, quality] = match read {
            Ok(Some(row)) => {
                let covered = match row.periods(Calendar::COMMON) {
                    Ok((_, covered)) => covered,
                    Err(fault) => {
                        self.fault_at(record, fault.0, fault.1);
                        return true;
                    }
                };
                let of_row = Some(text(Column::Unit)).filter(|unit| !unit.is_empty());
                if let Some(unit) = of_row.map(Unit::parse)
                    && let Err(fault) = row.number.unit(Some(&unit), &unit)
                {
                    let cell = text(Column::Value).to_owned();
                    self.fault_at(
                        record,
                        DataProblem::BadValue { cell, fault },
                        Some(Column::Value),
                    );
                }
                // Of which unit it is a multiple only the plan would say.
                if row.scale != 0 && text(Column::Unit).is_empty() {
                    self.fault_at(
                        record,
                        DataProblem::EmptyCell { column: "unit" },
                        Some(Column::Unit),
                    );
                }
                let (value, unit) = tidy(&row.number, text(Column::Value), text(Column::Unit));
                let published = row.published.map(|day| day.to_string());
                let marked =
                    !text(Column::Quality).is_empty() || row.quality.marks().next().is_some();
                let quality = match row.quality.word() {
                    _ if !marked => String::new(),
                    // Beside other marks `final` answers for an early release.
                    word if row.says_final && word != "final" => format!("final;{word}"),
                    word => word,
                };
                [covered.to_string(), value, unit, published.unwrap_or_default(), quality]
            }
            // Without a figure nothing else is looked at, here as elsewhere.
            Ok(None) => {
                let mut cells = [
                    Column::Period,
                    Column::Value,
                    Column::Unit,
                    Column::Published,
                    Column::Quality,
                ]
                .map(|column| text(column).to_owned());
                if let Some(period) = Period::parse(&cells[0]) {
                    cells[0] = period.to_string();
                }
                cells[1].clear();
                cells
            }
            Err(faults) => {
                for (problem, column) in faults {
                    self.fault_at(record, problem, column);
                }
                return true;
            }
        };
        let note = text(Column::Note);
        self.write([region, name, &period, &value, &unit, &published, &quality, &source, note]);
        true
    }
}

/// A place as it may be shared: without the folders of this machine, from the working folder on where it lies there.
fn portable(place: String) -> String {
    let path = Path::new(&place);
    if !path.is_absolute() {
        return place;
    }
    let here = std::env::current_dir().unwrap_or_default();
    let inside = path.strip_prefix(here).ok();
    let name = || path.file_name().map(Path::new);
    inside.or_else(name).map(shown).unwrap_or_default()
}

/// Value and unit without what was printed around the digits. Without a unit, 万 and 亿 stay in the cell: only beside the
/// indicator's own unit it shows whether they are meant twice. They stay, too, in an approximation that says more with them:
/// 约1.20万 is closer than 约12000.
fn tidy(number: &PrintedNumber, printed: &str, unit: &str) -> (String, String) {
    let plain = number.value.exact_text().filter(|plain| {
        number.mark != Some(Mark::Approximate) || number.round_place == last_places(plain).1
    });
    match plain {
        Some(value) if number.percent => (value, "%".to_owned()),
        Some(value) if !(number.multiplied && unit.is_empty()) => (value, unit.to_owned()),
        _ => (printed.to_owned(), unit.to_owned()),
    }
}

/// Does a source end with a file and a line?
fn ends_in_place(source: &str) -> bool {
    let last = source.rsplit("; ").next().unwrap_or_default();
    let line = last.rsplit_once(':').map(|(_, line)| line);
    !last.contains("://")
        && line.is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    #[test]
    fn what_was_converted_is_converted_to_itself() {
        let text =
            "indicator,period,value,source\n甲,2024,5,\n乙,2024,6,公报\n丙,2024,7,http://a:80\n";
        let once =
            |name, text| convert(vec![fixtures::input(name, text)], Some("R"), &Options::default());
        let (first, _) = once("a.csv", text.to_owned());
        let first = String::from_utf8(first).unwrap();
        for source in ["a.csv:2,", "公报; a.csv:3,", "http://a:80; a.csv:4,"] {
            assert!(first.contains(source), "{first}");
        }
        let (second, _) = once("b.csv", first.clone());
        assert_eq!(String::from_utf8(second).unwrap(), first);
    }

    /// Every notation of a cell, read through CSV.
    #[test]
    fn cells_as_they_are_printed() {
        let mut table =
            csv::Reader::from_reader(&include_bytes!("../../tests/cells/cells.csv")[..]);
        for row in table.records() {
            let row = row.unwrap();
            let cells = match &row[0] {
                "value" => ["2021", &row[1]],
                _ => [&row[1], "1"],
            };
            let mut text = csv::Writer::from_writer(Vec::new());
            text.write_record(["region", "indicator", "period", "value"]).unwrap();
            text.write_record(["R", "指标", cells[0], cells[1]]).unwrap();
            let text = String::from_utf8(text.into_inner().unwrap()).unwrap();
            let inputs = vec![fixtures::input("a.csv", text)];
            let (converted, said) = convert(inputs, None, &Options::default());
            let fault = said.iter().find(|it| it.is_error()).map(|it| it.problem.code().to_owned());
            let found = fault.unwrap_or_else(|| {
                let converted = csv::Reader::from_reader(&converted[..]).into_records().next();
                let cells = converted.unwrap().unwrap();
                match &row[0] {
                    "value" if cells[3].is_empty() => "missing".to_owned(),
                    "value" => format!("{}{},{}", &cells[3], &cells[4], &cells[6]),
                    _ => cells[2].to_owned(),
                }
            });
            assert_eq!(
                found.trim_end_matches(','),
                [&row[2], &row[3]].join(",").trim_end_matches(','),
                "{row:?}"
            );
        }
    }

    /// What a figure says survives, in the words of its cell or as a mark of quality.
    #[test]
    fn a_converted_figure_says_what_the_printed_one_said() {
        for (cells, quality, value) in [
            ("超2000,家,,", "above", "2000"),
            ("突破0.2,万家,,", "above", "0.2"),
            ("2000以上,家,,", "lower-bound", "2000"),
            ("2000以内,家,,", "upper-bound", "2000"),
            ("不足2000,家,,", "below", "2000"),
            ("近2000,家,预计,", "preliminary;near", "2000"),
            ("约2000,家,,", "approximate", "2000"),
            ("约1.2万,家,,", "approximate", "12000"),
            ("约1.20万,家,,", "approximate", "约1.20万"),
            ("约5万,家,,", "approximate", "约5万"),
            ("约5.4,万家,,", "approximate", "5.4"),
            ("2000左右,,,", "approximate", "2000"),
            ("150,家,,2021-03-01", "", "150"),
            ("150,家,终值,2021-03-01", "final", "150"),
            ("150,家,口径变化;终值,2021-03-01", "final;break", "150"),
        ] {
            let text = format!(
                "region,indicator,period,value,unit,quality,published\nR,指标,2021,{cells}\n"
            );
            let mut plan = fixtures::one();
            plan.indicators[0].name = "指标".to_owned();
            plan.indicators[0].unit = Unit::parse("家");
            let inputs = vec![fixtures::input("a.csv", text.clone())];
            let (converted, said) = convert(inputs, None, &Options::default());
            assert!(said.iter().all(|it| !it.is_error()), "{cells}: {said:?}");
            let converted = String::from_utf8(converted).unwrap();
            let row: Vec<&str> = converted.lines().nth(1).unwrap().split(',').collect();
            assert_eq!((row[3], row[6]), (value, quality), "{cells}");
            let id = &plan.indicators[0].id;
            let read = |text: String| {
                let actuals = fixtures::actuals(&plan, "a.csv", text);
                let [only] = actuals.series(id, "R") else { panic!("{cells}") };
                (only.value.clone(), only.interval(), only.quality, only.early, only.known_from())
            };
            assert_eq!(read(text), read(converted.clone()), "{cells}");
        }
    }
}
