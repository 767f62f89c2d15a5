//! A line on the screen while a long file is read: rewritten in place, and gone before anything else is said.
//!
//! The readers count bytes and rows as they go; a thread of its own looks at the counts now and then. Nothing is started
//! where nobody would see it.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthChar;

use super::settings::Settings;
use crate::lang::progress::ReadProgress;
use crate::lang::words::Words;

/// A shorter run says nothing.
const FIRST: Duration = Duration::from_secs(1);

/// Between one line and the next.
const EVERY: Duration = Duration::from_millis(200);

/// What the readers count.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// Bytes, of the files as they are stored.
    pub bytes: Arc<AtomicU64>,
    /// Rows.
    pub rows: Arc<AtomicU64>,
    /// Bytes of all files, where that is known.
    pub total: Option<u64>,
}

/// The line, while it is kept up; dropped, it is gone from the screen.
#[derive(Debug)]
pub struct Progress {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts to watch, where stderr is a screen and may be written to.
    pub fn start(settings: &Settings, counts: &Counts) -> Option<Self> {
        let width = settings.progress_width?;
        let style = settings.stderr_style();
        let words = style.words();
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

/// Shows how far it is, again and again; `wait` gives the time since the beginning, and nothing when it is over.
fn watch(
    mut wait: impl FnMut(Duration) -> Option<Duration>,
    counts: &Counts,
    words: Words,
    width: usize,
    screen: &mut dyn Write,
) {
    let mut shown = 0_usize;
    let mut next = FIRST;
    // A closed stderr leaves nobody to tell.
    while let Some(elapsed) = wait(next) {
        next = EVERY;
        let text = words.read_progress(&ReadProgress {
            bytes: counts.bytes.load(Ordering::Relaxed),
            total: counts.total,
            rows: counts.rows.load(Ordering::Relaxed),
            milliseconds: u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
        });
        // The last column stays free: a line that is full goes on in the next.
        let (text, columns) = cut(&text, width.saturating_sub(1));
        let rest = " ".repeat(shown.saturating_sub(columns));
        let _ = write!(screen, "\r{text}{rest}");
        let _ = screen.flush();
        shown = shown.max(columns);
    }
    if shown > 0 {
        // By blanks, which every screen understands.
        let _ = write!(screen, "\r{}\r", " ".repeat(shown));
        let _ = screen.flush();
    }
}

/// As much of a text as fits, and its columns.
fn cut(text: &str, most: usize) -> (&str, usize) {
    let mut columns = 0;
    for (at, sign) in text.char_indices() {
        let wide = sign.width().unwrap_or(0);
        if columns + wide > most {
            return (text.get(..at).unwrap_or_default(), columns);
        }
        columns += wide;
    }
    (text, columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    /// What is written when the reading is over after some milliseconds, and how often it was looked at.
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
    fn a_short_run_says_nothing() {
        assert_eq!(written(1000, 80, Lang::En), (String::new(), 1));
    }

    #[test]
    fn five_times_a_second_and_gone_at_the_end() {
        let (text, looks) = written(2001, 80, Lang::En);
        assert_eq!(looks, 7);
        let lines: Vec<&str> = text.split('\r').collect();
        assert_eq!(lines[1], "reading: 1.0 of 10.0 MB (10%), 9999 rows, 1.0 MB/s");
        assert_eq!(lines[6], "reading: 6.0 of 10.0 MB (60%), 59994 rows, 3.0 MB/s");
        assert_eq!(lines[7], " ".repeat(lines[6].len()));
        assert_eq!((lines.len(), lines[8]), (9, ""));
    }

    #[test]
    fn a_narrow_screen_gets_what_fits() {
        for lang in [Lang::En, Lang::Zh] {
            let (text, _) = written(1500, 20, lang);
            for line in text.split('\r') {
                let columns: usize = line.chars().filter_map(UnicodeWidthChar::width).sum();
                assert!(columns <= 19, "{line}");
            }
        }
    }
}
