//! A row of a block on its way to the general code.

use csv::ByteRecord;

use crate::actuals::Origin;
use crate::actuals::printed_number::Commas;
use crate::diag::Place;
use crate::load::actuals_header::Header;
use crate::load::actuals_table::Table;
use crate::load::actuals_text::{RawRecord, small};

/// A single row with its text and place.
pub(super) struct OddRow<'a> {
    pub(super) file: &'a str,
    pub(super) index: u32,
    pub(super) header: &'a Header,
    pub(super) commas: Commas,
    pub(super) delimiter: u8,
    pub(super) text: &'a [u8],
    /// From 1.
    pub(super) line: u64,
}

impl OddRow<'_> {
    /// The row as it stands in the file.
    pub(super) fn raw(&self) -> RawRecord {
        let text = String::from_utf8_lossy(self.text);
        RawRecord::new(self.file, &text, self.line, self.delimiter)
    }
}

impl Table for OddRow<'_> {
    fn index(&self) -> u32 {
        self.index
    }

    fn header(&self) -> &Header {
        self.header
    }

    fn commas(&self) -> Commas {
        self.commas
    }

    fn place(&self, _record: &ByteRecord, column: Option<usize>) -> Place {
        self.raw().place(column)
    }

    fn origin(&self, _record: &ByteRecord) -> Origin {
        Origin::of_line(self.index, small(self.line))
    }
}
