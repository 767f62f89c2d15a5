//! What a long run says of itself while it reads.

use super::Lang;
use super::words::Words;

/// How far the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HowFar {
    /// Bytes read, of the files as they are stored.
    pub bytes: u64,
    /// Bytes of all files, where that is known.
    pub total: Option<u64>,
    /// Rows read.
    pub rows: u64,
    /// Milliseconds since the beginning.
    pub milliseconds: u64,
}

impl Words {
    /// One line.
    pub fn how_far(self, of: &HowFar) -> String {
        let megabytes = |bytes: u64| {
            let tenths = bytes / 100_000;
            format!("{}.{}", tenths / 10, tenths % 10)
        };
        let speed = of.bytes.saturating_mul(1000) / of.milliseconds.max(1);
        let (read, rows, speed) = (megabytes(of.bytes), of.rows, megabytes(speed));
        // A file that grows meanwhile is read to its new end.
        let total = of.total.map(|total| total.max(of.bytes));
        let amount = total.filter(|total| *total > 0).map(|total| {
            let percent = of.bytes.saturating_mul(100) / total;
            (megabytes(total), percent)
        });
        match (self.lang, amount) {
            (Lang::En, Some((total, percent))) => {
                format!("reading: {read} of {total} MB ({percent}%), {rows} rows, {speed} MB/s")
            }
            (Lang::En, None) => format!("reading: {read} MB, {rows} rows, {speed} MB/s"),
            (Lang::Zh, Some((total, percent))) => {
                format!("正在读取：{read} / {total} MB（{percent}%），{rows} 行，{speed} MB/秒")
            }
            (Lang::Zh, None) => format!("正在读取：{read} MB，{rows} 行，{speed} MB/秒"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_in_one_line() {
        let of = HowFar {
            bytes: 312_449_000,
            total: Some(569_000_000),
            rows: 5_300_000,
            milliseconds: 1400,
        };
        let words = |lang| Words { lang, ascii: true };
        assert_eq!(
            words(Lang::En).how_far(&of),
            "reading: 312.4 of 569.0 MB (54%), 5300000 rows, 223.1 MB/s"
        );
        assert_eq!(
            words(Lang::Zh).how_far(&of),
            "正在读取：312.4 / 569.0 MB（54%），5300000 行，223.1 MB/秒"
        );
        let of = HowFar { total: None, ..of };
        assert_eq!(words(Lang::En).how_far(&of), "reading: 312.4 MB, 5300000 rows, 223.1 MB/s");
        // Longer than it was at first, and empty.
        let grown = HowFar { total: Some(5), ..of };
        assert!(words(Lang::En).how_far(&grown).contains("312.4 of 312.4 MB (100%)"));
        let nothing = HowFar { bytes: 0, total: Some(0), rows: 0, milliseconds: 0 };
        assert_eq!(words(Lang::En).how_far(&nothing), "reading: 0.0 MB, 0 rows, 0.0 MB/s");
    }
}
