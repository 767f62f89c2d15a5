//! Files that are no tables of text: how they begin, what they are called, and the way to CSV.

use crate::diag::DataProblem;

/// As much of a file as tells what it is.
pub const HEAD: usize = 1 << 12;

/// How workbooks begin: a zip archive (.xlsx, .ods), or a compound file (.xls).
const ARCHIVE: &[u8] = b"PK\x03\x04";
pub const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Formats by how they begin and what stands further on, both in small letters and without white space; a name, and what
/// makes CSV of them where no spreadsheet does. The first that fits counts.
const FORMATS: [(&[u8], &[u8], &str, &str); 23] = [
    (b"pk", b"xl/workbook.bin", "Excel (.xlsb)", ""),
    (b"pk", b"xl/", "Excel (.xlsx)", ""),
    (b"pk", b"word/", "Word (.docx)", ""),
    (b"pk", b"content.xml", "OpenDocument", ""),
    (b"pk", b"", "zip", "unzip"),
    (COMPOUND, b"", "Office 97 (.xls, .doc)", ""),
    (b"%pdf-", b"", "PDF", ""),
    (b"par1\x15", b"", "Parquet", "duckdb: COPY 'FILE' TO 'FILE.csv'"),
    (b"arrow1\0", b"", "Arrow (Feather)", "Python: pandas.read_feather"),
    (b"sqliteformat3\0", b"", "SQLite", "sqlite3 -header -csv"),
    (b"<stata_dta>", b"", "Stata (.dta)", "Python: pandas.read_stata"),
    (b"$fl2@(#)", b"", "SPSS (.sav)", "Python: pandas.read_spss"),
    (
        b"\0\0\0\0\0\0\0\0\0\0\0\0\xc2\xea\x81\x60",
        b"",
        "SAS (.sas7bdat)",
        "Python: pandas.read_sas",
    ),
    (b"", b"subject-area=\"", "PC-Axis (.px)", "R: pxR::read.px"),
    (b"{", b"\"class\":\"dataset\"", "JSON-stat", "R: rjstat::fromJSONstat"),
    (b"{\"dataset\":", b"", "JSON-stat", "R: rjstat::fromJSONstat"),
    (b"{", b"\"datasets\":", "SDMX-JSON", "HTTP: Accept: application/vnd.sdmx.data+csv"),
    (b"{\"", b"", "JSON", "Miller: mlr --ijson --ocsv cat"),
    (b"[{", b"", "JSON", "Miller: mlr --ijson --ocsv cat"),
    (b"<!doctypehtml", b"", "HTML", ""),
    (b"<html", b"", "HTML", ""),
    (b"<table", b"", "HTML", ""),
    (b"<?xml", b"", "XML", ""),
];

/// Does a file begin as workbooks do?
pub fn is_workbook(head: &[u8]) -> bool {
    head.starts_with(ARCHIVE) || head.starts_with(COMPOUND)
}

/// What a file is that begins in this way, if it is no table of text.
pub fn other_format(head: &[u8]) -> Option<DataProblem> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut head = head.get(..HEAD).unwrap_or(head).to_ascii_lowercase();
    head.retain(|byte| !byte.is_ascii_whitespace());
    let (_, _, name, way) = FORMATS.into_iter().find(|(start, part, ..)| {
        head.starts_with(start) && memchr::memmem::find(&head, part).is_some()
    })?;
    Some(DataProblem::OtherFormat { name, way: Some(way).filter(|way| !way.is_empty()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_what_they_hold() {
        for (head, name) in [
            (b"PK\x03\x04\x14\0word/document.xml".as_slice(), "Word (.docx)"),
            (b"PK\x03\x04\x14\0a.csv", "zip"),
            (b"%PDF-1.7\n", "PDF"),
            (b"PAR1\x15\x04", "Parquet"),
            (b"SQLite format 3\0", "SQLite"),
            (b"CHARSET=\"ANSI\";\nSUBJECT-AREA=\"x\";", "PC-Axis (.px)"),
            (b"{ \"version\": \"2.0\", \"class\" : \"dataset\"", "JSON-stat"),
            (b"{\"meta\":{},\"data\":{\"dataSets\":[", "SDMX-JSON"),
            (b"\xef\xbb\xbf[\n  {\"year\": 2021}]", "JSON"),
            (b"\r\n<HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\">", "HTML"),
            (b"<!DOCTYPE html>", "HTML"),
        ] {
            let found = other_format(head);
            assert!(
                matches!(found, Some(DataProblem::OtherFormat { name: found, .. }) if found == name),
                "{name}: {found:?}"
            );
        }
        for text in ["地区,指标,2021\n", "<TICKER>,<DATE>\n", "PAR1,PAR2\n", "=======\n", "", "[1]"]
        {
            assert_eq!(other_format(text.as_bytes()), None, "{text}");
        }
    }
}
