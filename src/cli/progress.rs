//! A progress line while a long file is read: rewritten in place, and erased before anything else is printed.
//!
//! The readers count bytes and rows; a separate thread reads the counters at intervals. Without a terminal nothing is
//! started.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::settings::Settings;
use crate::{
    lang::{progress::ReadProgress, words::Words},
    load::discover::ActualsSource,
    render::{columns, fitting},
};

/// A shorter run prints no progress.
const FIRST: Duration = Duration::from_secs(1);

/// The interval between updates.
const EVERY: Duration = Duration::from_millis(200);

/// What the readers count.
#[derive(Clone, Default)]
pub struct Counts {
    /// Bytes of the files as stored, compressed or not.
    pub bytes: Arc<AtomicU64>,
    pub rows: Arc<AtomicU64>,
    /// Bytes of all files, if known.
    pub total: Option<u64>,
}

impl Counts {
    /// Nothing read yet of these sources.
    pub fn of<T>(sources: &[(ActualsSource, T)], rows: &Arc<AtomicU64>) -> Self {
        let total = sources.iter().map(|(source, _)| source.size()).sum();
        Self { bytes: Arc::default(), rows: Arc::clone(rows), total }
    }
}

/// The progress line; dropping it erases the line.
pub struct Progress {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts the progress line if stderr is a terminal and `--quiet` is not set.
    pub fn start(settings: &Settings, counts: &Counts) -> Option<Self> {
        let width = settings.progress_width?;
        let words = settings.stderr_style().words();
        let counts = counts.clone();
        let (stop, stopped) = channel();
        let thread = thread::Builder::new().spawn(move || {
            let started = Instant::now();
            let wait = |time| match stopped.recv_timeout(time) {
                Err(RecvTimeoutError::Timeout) => Some(started.elapsed()),
                _ => None,
            };
            watch(wait, &counts, words, width, &mut std::io::stderr());
        });
        Some(Self { stop: Some(stop), thread: Some(thread.ok()?) })
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Updates the line until `wait` returns `None`; it returns the time since the start.
fn watch(
    mut wait: impl FnMut(Duration) -> Option<Duration>,
    counts: &Counts,
    words: Words,
    width: usize,
    screen: &mut dyn Write,
) {
    let mut shown = 0_usize;
    let mut next = FIRST;
    // Write errors are ignored: if stderr is closed, nobody is watching.
    while let Some(elapsed) = wait(next) {
        next = EVERY;
        let text = words.read_progress(&ReadProgress {
            bytes: counts.bytes.load(Ordering::Relaxed),
            total: counts.total,
            rows: counts.rows.load(Ordering::Relaxed),
            milliseconds: u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
        });
        // The last column stays free: a full line would wrap.
        let text = fitting(&text, width.saturating_sub(1), columns);
        let columns = text.chars().map(columns).sum();
        let rest = " ".repeat(shown.saturating_sub(columns));
        let _ = write!(screen, "\r{text}{rest}");
        let _ = screen.flush();
        shown = shown.max(columns);
    }
    if shown > 0 {
        // Spaces work on every terminal; escape sequences may not.
        let _ = write!(screen, "\r{}\r", " ".repeat(shown));
        let _ = screen.flush();
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthChar;

    use super::*;
    use crate::lang::Lang;

    /// What is written for a read of some milliseconds, and how often the counters were read.
    fn written(over: u64, width: usize, lang: Lang) -> (String, usize) {
        let counts = Counts { total: Some(10_000_000), ..Counts::default() };
        let (mut now, mut looks) = (Duration::ZERO, 0);
        let mut screen = Vec::new();
        let wait = |time: Duration| {
            now += time;
            looks += 1;
            counts.bytes.fetch_add(1_000_000, Ordering::Relaxed);
            counts.rows.fetch_add(9_999, Ordering::Relaxed);
            (now < Duration::from_millis(over)).then_some(now)
        };
        watch(wait, &counts, Words { lang, ascii: false }, width, &mut screen);
        (String::from_utf8(screen).unwrap(), looks)
    }

    #[test]
    fn a_short_run_prints_nothing() {
        assert_eq!(written(1000, 80, Lang::En), (String::new(), 1));
    }

    #[test]
    fn the_line_is_updated_five_times_a_second_and_erased_at_the_end() {
        let (text, looks) = written(2001, 80, Lang::En);
        assert_eq!(looks, 7);
        let lines: Vec<&str> = text.split('\r').collect();
        assert_eq!(lines[1], "reading: 1.0 of 10.0 MB (10%), 9999 rows, 1.0 MB/s");
        assert_eq!(lines[6], "reading: 6.0 of 10.0 MB (60%), 59994 rows, 3.0 MB/s");
        assert_eq!(lines[7], " ".repeat(lines[6].len()));
        assert_eq!((lines.len(), lines[8]), (9, ""));
    }

    #[test]
    fn the_line_is_cut_to_a_narrow_terminal() {
        for lang in [Lang::En, Lang::Zh] {
            let (text, _) = written(1500, 20, lang);
            for line in text.split('\r') {
                let columns: usize = line.chars().filter_map(UnicodeWidthChar::width).sum();
                assert!(columns <= 19, "{line}");
            }
        }
    }
}
