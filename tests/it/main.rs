//! All tests that run the binary, or check the source tree, in one program, so that the library is linked once.
//!
//! To test one file: `cargo test --test it charts`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic is a failed test")]

mod support;

mod architecture;
mod audit;
mod bad_input;
mod charts;
#[cfg(unix)]
mod ci_examples;
mod cli;
mod completion;
mod differences;
mod drafts;
mod encoder;
#[cfg(target_os = "linux")]
mod examples_of_codes;
mod faults;
mod formats;
mod gate;
mod hard;
mod league;
mod one_line;
mod one_text;
mod panel_forms;
mod phrases;
mod plans;
mod plantings;
mod readme;
mod reference;
#[cfg(unix)]
mod release;
mod report;
mod report_html;
mod report_regions;
mod report_views;
mod schemas;
mod shown;
mod sources;
mod strangers;
mod transcripts;
mod trend;
mod verdicts;
mod versions;
mod workbooks;
