//! What every table of actuals has in common, whatever it was read from; and who takes its records.
//!
//! Producers are the long CSV (`actuals_csv`), wide tables (`actuals_wide`) and sheets (`actuals_xlsx`); takers are the
//! reader for a plan (`actuals_csv`) and the conversion (`convert`).

use csv::ByteRecord;

use crate::actuals::Origin;
use crate::actuals::printed_number::Commas;
use crate::diag::{DataProblem, Diagnostic, Place};

use super::actuals_file::{FileFault, FileReader};
use super::actuals_header::Header;
use super::panel::Stretch;

/// A table while it is read: how its records are to be understood, and where they stand.
pub(super) trait Table {
    /// Of the file, in the order of reading.
    fn index(&self) -> u32;

    /// The columns of its records.
    fn header(&self) -> &Header;

    /// What a comma in a number means.
    fn commas(&self) -> Commas;

    /// The cells of the row from which the record comes.
    fn width(&self, record: &ByteRecord) -> usize {
        record.len()
    }

    /// The place of a record's cell; of the record without one.
    fn place(&self, record: &ByteRecord, column: Option<usize>) -> Place;

    /// Where the figure of a record stands.
    fn origin(&self, record: &ByteRecord) -> Origin;
}

/// Takes the records of tables, one after the other.
pub(super) trait Taker {
    /// Is this the name of an indicator that is asked for?
    fn knows(&self, name: &str) -> bool;

    /// Are the figures of an indicator of this name taken?
    fn asks_for(&self, name: &str) -> bool {
        self.knows(name)
    }

    /// A file begins.
    fn begin(&mut self, name: &str);

    /// The file that was begun is this sheet.
    fn is_sheet(&mut self, name: &str);

    /// The header of the file is read; a fault of it stops the reading.
    fn header(&mut self, name: &str, header: &Header) -> Result<(), Box<DataProblem>>;

    /// A record; `false` when it is empty.
    fn take<T: Table>(&mut self, table: &T, record: &ByteRecord) -> bool;

    /// Can it take a file in blocks?
    fn takes_blocks(&self) -> bool {
        false
    }

    /// A file in blocks, if it takes them; how many rows it has.
    fn take_blocks(&mut self, _file: &FileReader, _stretch: Stretch) -> Result<u64, FileFault> {
        Ok(0)
    }

    /// The file is at its end, after so many rows.
    fn end(&mut self, rows: u64);

    /// Something is wrong with the file.
    fn fault(&mut self, file: u32, problem: DataProblem, place: Place);

    /// Something is to be said about the file.
    fn say(&mut self, diagnostic: Diagnostic);
}
