//! `convert`: any readable actuals as plancheck's own long CSV, so that a release is tidied once.

use anyhow::Result;

use crate::cli::args::ConvertArgs;
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::render::printable;

/// Runs the command. Nothing is written when a file has an error.
pub fn run(args: &ConvertArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let result = session.convert(args)?;
    // A release may hold anything; what is written may end on a terminal.
    let result = printable(&String::from_utf8_lossy(&result));
    super::deliver_to(args.output.as_deref(), result.as_bytes(), session)?;
    Ok(Outcome::Met)
}
