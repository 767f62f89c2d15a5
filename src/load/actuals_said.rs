//! What is said of the files of a run as they are read, and how many rows each has.

use std::collections::BTreeMap;

use crate::{
    actuals::ActualsFile,
    diag::{DataProblem, Diagnostic, Place},
    number::Number,
    unit::Unit,
};

use super::{
    actuals_columns::Column,
    actuals_rows::Row as RowCells,
    actuals_table::{Record, Row, is_conflict},
    text::small,
};

/// Errors listed in one run.
pub const MAX_ERRORS: usize = 50;

/// What is said of the rows of a file once, with the cell of the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noted {
    /// A number is in scientific notation.
    Scientific,
    /// It is a forecast, and passed over.
    Forecast,
    /// It is an estimate of a period that has no figure yet.
    Interim,
    /// A mark is not known.
    UnknownMark,
    /// It was multiplied.
    Scaled,
    /// It was not, as its unit has the multiplier in it.
    ScaleInUnit,
    /// Its cell in a column of multipliers is none.
    NoScale,
}

/// The files, and what there is to say.
#[derive(Default)]
pub struct Said {
    /// As far as they were read.
    pub files: Vec<ActualsFile>,
    pub faults: Faults,
    pub diagnostics: Vec<Diagnostic>,
    /// Of the file being read: in how many rows, and the first.
    noted: Vec<(Noted, u64, String, Place)>,
    /// By name, the first figure in % of a sheet that may show it as a percentage or not; none where one of them is beyond 1.
    shares: BTreeMap<String, Option<(String, Place)>>,
    /// Lines of the file being read that are no rows: how many, and the first.
    remarks: Option<(u64, Place)>,
}

impl Said {
    /// A file begins.
    pub fn begin(&mut self, name: &str, recipe: Option<u32>) {
        self.noted.clear();
        self.remarks = None;
        let name = name.to_owned();
        self.files.push(ActualsFile { name, is_sheet: false, recipe, rows: 0, matched: 0 });
    }

    /// The file that was begun is this sheet.
    pub fn is_sheet(&mut self, name: &str) {
        if let Some(file) = self.files.last_mut() {
            name.clone_into(&mut file.name);
            file.is_sheet = true;
        }
    }

    /// The file is at its end, after so many rows; one without any is said.
    pub fn end(&mut self, rows: u64) {
        if let Some(file) = self.files.last_mut() {
            file.rows = rows;
            let place = Place::whole_file(&file.name);
            if rows == 0 {
                self.say(DataProblem::HeaderOnly, Some(place));
            }
        }
        if let Some((count, place)) = self.remarks.take() {
            self.say(DataProblem::RemarksPassedOver { count }, Some(place));
        }
        let noted = std::mem::take(&mut self.noted);
        let scales = noted.iter().any(|it| it.0 == Noted::Scaled);
        for (what, count, cell, place) in noted {
            let problem = match what {
                Noted::Scientific => DataProblem::ScientificNotation { cell, count },
                Noted::Forecast => DataProblem::Forecasts { cell, count },
                Noted::Interim => DataProblem::InterimFigures { cell, count },
                Noted::UnknownMark => DataProblem::UnknownMark { cell, count },
                Noted::Scaled => DataProblem::Scaled { cell, count },
                Noted::ScaleInUnit => DataProblem::ScaleInUnit { cell, count },
                Noted::NoScale if scales => DataProblem::BadScale { cell },
                // It is a column of something else.
                Noted::NoScale => continue,
            };
            self.say(problem, Some(place));
        }
        for (cell, place) in std::mem::take(&mut self.shares).into_values().flatten() {
            self.fault(DataProblem::PercentFormatUnknown { cell }, place);
        }
    }

    /// Something is to be said.
    pub fn say(&mut self, problem: DataProblem, place: Option<Place>) {
        self.diagnostics.push(Diagnostic::new(problem, place));
    }

    /// Something is to be said of a whole file.
    pub fn note(&mut self, problem: DataProblem, file: &str) {
        self.say(problem, Some(Place::whole_file(file)));
    }

    /// The number of the file being read.
    pub fn file(&self) -> u32 {
        small(self.files.len().saturating_sub(1))
    }

    /// Something is wrong with the file being read.
    pub fn fault(&mut self, problem: DataProblem, place: Place) {
        self.faults.add(self.file(), || (problem, Some(place)));
    }

    /// Counts a line that is no row.
    pub fn remark(&mut self, place: impl FnOnce() -> Place) {
        self.remarks.get_or_insert_with(|| (0, place())).0 += 1;
    }

    /// Is a row a line of a conflict of version control? Then it is said.
    pub fn conflict(&mut self, row: &Row<'_>) -> bool {
        let found = row.text.is_some_and(is_conflict);
        if found {
            self.fault(DataProblem::ConflictMarker, row.place(None));
        }
        found
    }

    /// Counts so many more rows of which this is to be said, with the cell of the first.
    pub fn count(&mut self, what: Noted, more: u64, first: impl FnOnce() -> (String, Place)) {
        if let Some((_, count, ..)) = self.noted.iter_mut().find(|it| it.0 == what) {
            *count += more;
        } else {
            let (cell, place) = first();
            self.noted.push((what, more, cell, place));
        }
    }

    /// Counts what there is to say of a row, whose figure is in `unit` when it has none of its own; a forecast is no figure.
    pub fn note_row(
        &mut self,
        row: Option<RowCells>,
        record: &Record<'_>,
        unit: Option<&Unit>,
    ) -> Option<RowCells> {
        let mut row = row?;
        let number = &row.number;
        let is_bare = !record.row.table.has_formats && !number.percent && !number.value.is_zero();
        let in_percent = |unit: &Unit| unit.factor_to(Unit::percent()) == Some(Number::ONE);
        if is_bare && row.unit.as_deref().or(unit).is_some_and(in_percent) {
            let (_, name) = record.name();
            let column = Column::Value;
            let first = || (record.cell(column).to_owned(), record.place(column));
            self.shares
                .entry(name.to_owned())
                .or_insert_with(|| Some(first()))
                .take_if(|_| number.value.abs() > Number::ONE);
        }
        if number.scientific {
            row.noted.push((Noted::Scientific, Column::Value));
        }
        for (what, column) in &row.noted {
            let first = || (record.cell(*column).to_owned(), record.place(*column));
            self.count(*what, 1, first);
        }
        Some(row).filter(|row| row.noted.iter().all(|it| it.0 != Noted::Forecast))
    }

    /// Everything, the errors last.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        let Faults { listed, beyond } = self.faults;
        let count = listed.len().saturating_sub(MAX_ERRORS) as u64 + beyond;
        let listed = listed.into_iter().take(MAX_ERRORS);
        self.diagnostics.extend(listed.map(|(_, diagnostic)| diagnostic));
        if count > 0 {
            self.diagnostics.push(Diagnostic::new(DataProblem::MoreErrors { count }, None));
        }
        self.diagnostics
    }
}

/// Errors with their place; beyond the first [`MAX_ERRORS`] they are only counted.
#[derive(Default)]
pub struct Faults {
    pub listed: Vec<(u32, Diagnostic)>,
    pub beyond: u64,
}

impl Faults {
    pub fn add(&mut self, file: u32, problem: impl FnOnce() -> (DataProblem, Option<Place>)) {
        if self.listed.len() < MAX_ERRORS {
            let (problem, place) = problem();
            self.listed.push((file, Diagnostic::new(problem, place)));
        } else {
            self.beyond += 1;
        }
    }

    pub fn take(&mut self, other: Self) {
        self.listed.extend(other.listed);
        self.beyond += other.beyond;
    }
}
