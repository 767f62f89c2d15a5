//! `status`: target, actual, gap, progress and verdict of every indicator.

use anyhow::{Result, bail};

use super::{assessed, each_region};
use crate::cli::args::{Format, StatusCommand};
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::diag::RunProblem;
use crate::report::rollup::Look;

pub fn run(args: &StatusCommand, session: &mut Session<'_>) -> Result<Outcome> {
    if args.each.is_asked() {
        return each_region::run(args, session);
    }
    if args.sparkline {
        let format = super::tabular(&args.status.output, session)?.format;
        if !matches!(format, Format::Table | Format::Markdown) {
            bail!(RunProblem::NoSparkline { format: format.word() });
        }
    }
    assessed::run(&args.status, Look::Status, args.sparkline, session)
}
