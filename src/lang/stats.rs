//! The line that `--stats` prints.

use super::progress::{megabytes, per_second};
use super::words::Words;
use crate::words::joined;

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
        let (count, shown) = (ids.len(), joined(ids.iter().take(MOST), ", "));
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
