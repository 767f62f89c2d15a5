//! `status`: the on-track table.

use anyhow::Result;

use super::{assessed, each_region};
use crate::cli::args::StatusCommand;
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::report::rollup::Look;

/// Runs the command.
pub fn run(args: &StatusCommand, session: &mut Session<'_>) -> Result<Outcome> {
    if args.each.is_asked() {
        return each_region::run(args, session);
    }
    assessed::run(&args.status, Look::Status, session)
}
