//! The lines about a long run: how far it is, and what `--stats` prints.

use crate::words::joined;

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
        let read = megabytes(of.bytes);
        let rows = of.rows;
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

fn per_second(count: u64, milliseconds: u64) -> u64 {
    count.saturating_mul(1000) / milliseconds.max(1)
}

/// A number of bytes in megabytes, to one decimal.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[derive(Clone, Copy)]
pub struct Throughput {
    /// Bytes of the files as they are stored.
    pub bytes: u64,
    /// Rows under the headers.
    pub rows: u64,
    /// Rows that match something requested.
    pub matched: u64,
    /// Observations held.
    pub kept: u64,
    /// Milliseconds spent on reading.
    pub milliseconds: u64,
}

impl Words {
    pub fn throughput(self, of: &Throughput) -> String {
        let Throughput { bytes, rows, matched, kept, milliseconds } = *of;
        let [speed, pace] = [bytes, rows].map(|count| per_second(count, milliseconds));
        let (megabytes, speed) = (megabytes(bytes), megabytes(speed));
        let seconds = thousandths(milliseconds);
        say!(
            self,
            "stats: {bytes} bytes ({megabytes} MB), {rows} rows, {matched} matched, {kept} observations kept, \
                 {seconds} s ({speed} MB/s, {pace} rows/s)",
            "统计：{bytes} 字节（{megabytes} MB），{rows} 行，匹配 {matched} 行，保留观测值 {kept} 个，\
                 用时 {seconds} 秒（{speed} MB/秒，{pace} 行/秒）"
        )
    }

    /// Names the indicators that have no rows because no region has a figure for them.
    pub fn without_any_figure(self, ids: &[&str]) -> String {
        const MOST: usize = 10;
        let more = if ids.len() > MOST { " …" } else { "" };
        let count = ids.len();
        let shown = joined(ids.iter().take(MOST), ", ");
        say!(
            self,
            "note: no region has a figure for {count} of the plan's indicators, which have no rows: {shown}{more}",
            "提示：规划中 {count} 项指标在所有地区均无数据，不列出：{shown}{more}"
        )
    }
}

fn thousandths(value: u64) -> String {
    format!("{}.{:03}", value / 1000, value % 1000)
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

#[cfg(test)]
mod stats_tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn a_run_in_one_line() {
        let of = Throughput {
            bytes: 569_000_000,
            rows: 9_700_000,
            matched: 2_425_000,
            kept: 1_163_000,
            milliseconds: 310,
        };
        let words = |lang| Words { lang, ascii: false };
        assert_eq!(
            words(Lang::En).throughput(&of),
            "stats: 569000000 bytes (569.0 MB), 9700000 rows, 2425000 matched, 1163000 observations kept, \
             0.310 s (1835.4 MB/s, 31290322 rows/s)"
        );
        assert!(words(Lang::Zh).throughput(&of).contains("匹配 2425000 行"));
    }
}
