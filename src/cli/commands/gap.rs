//! `gap`: the largest shortfalls first.

use anyhow::Result;

use super::assessed;
use crate::cli::args::StatusArgs;
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::report::rollup::Look;

pub fn run(args: &StatusArgs, session: &mut Session<'_>) -> Result<Outcome> {
    assessed::run(args, Look::Gap, false, session)
}
