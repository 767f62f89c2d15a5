//! The progress line of a long run.

use super::words::Words;

#[derive(Clone, Copy)]
pub struct ReadProgress {
    /// Bytes read, of the files as they are stored.
    pub bytes: u64,
    /// Bytes of all files, where that is known.
    pub total: Option<u64>,
    /// Rows read.
    pub rows: u64,
    /// Milliseconds since the start.
    pub milliseconds: u64,
}

impl Words {
    pub fn read_progress(self, of: &ReadProgress) -> String {
        let speed = megabytes(per_second(of.bytes, of.milliseconds));
        let (read, rows) = (megabytes(of.bytes), of.rows);
        // A file that grows while it is read is read to its new end.
        let total = of.total.map(|total| total.max(of.bytes));
        let amount = total.filter(|total| *total > 0).map(|total| {
            let percent = of.bytes.saturating_mul(100) / total;
            (megabytes(total), percent)
        });
        let read = match amount {
            Some((total, percent)) => {
                say!(self, "{read} of {total} MB ({percent}%)", "{read} / {total} MB（{percent}%）")
            }
            None => format!("{read} MB"),
        };
        say!(
            self,
            "reading: {read}, {rows} rows, {speed} MB/s",
            "正在读取：{read}，{rows} 行，{speed} MB/秒"
        )
    }
}

pub(super) fn per_second(count: u64, milliseconds: u64) -> u64 {
    count.saturating_mul(1000) / milliseconds.max(1)
}

/// A number of bytes in megabytes, to one decimal.
pub(super) fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn progress_in_one_line() {
        let of = ReadProgress {
            bytes: 312_449_000,
            total: Some(569_000_000),
            rows: 5_300_000,
            milliseconds: 1400,
        };
        let words = |lang| Words { lang, ascii: true };
        assert_eq!(
            words(Lang::En).read_progress(&of),
            "reading: 312.4 of 569.0 MB (54%), 5300000 rows, 223.1 MB/s"
        );
        assert_eq!(
            words(Lang::Zh).read_progress(&of),
            "正在读取：312.4 / 569.0 MB（54%），5300000 行，223.1 MB/秒"
        );
        let of = ReadProgress { total: None, ..of };
        assert_eq!(
            words(Lang::En).read_progress(&of),
            "reading: 312.4 MB, 5300000 rows, 223.1 MB/s"
        );
        // A file that grew, and an empty one.
        let grown = ReadProgress { total: Some(5), ..of };
        assert!(words(Lang::En).read_progress(&grown).contains("312.4 of 312.4 MB (100%)"));
        let nothing = ReadProgress { bytes: 0, total: Some(0), rows: 0, milliseconds: 0 };
        assert_eq!(words(Lang::En).read_progress(&nothing), "reading: 0.0 MB, 0 rows, 0.0 MB/s");
    }
}
