//! `convert`: any readable actuals as plancheck's own long CSV.

use super::prelude::*;
use crate::cli::settings::only_csv;
use crate::render::printable;

/// Runs the command. If a file has an error, nothing is written.
pub fn run(args: &ConvertArgs, session: &mut Session) -> Result<Outcome> {
    only_csv(args.output.as_deref())?;
    let result = session.convert(args)?;
    // A file may contain control characters, and the output may go to a terminal.
    let result = printable(&String::from_utf8_lossy(&result));
    deliver_to(args.output.as_deref(), result.as_bytes())
}
