//! `status`: target, actual, gap, progress and verdict of every indicator.

use super::{assessed, each_region, prelude::*};
use crate::report::Look;

pub fn run(args: &StatusCommand, session: &mut Session) -> Result<Outcome> {
    if args.each.is_asked() {
        return each_region::run(args, session);
    }
    if args.sparkline {
        let format = tabular(&args.status.output, session)?.format;
        if !matches!(format, Format::Table | Format::Markdown) {
            bail!(RunProblem::NoSparkline { format: format.word() });
        }
    }
    assessed::run(&args.status, Look::Status, args.sparkline, session)
}
