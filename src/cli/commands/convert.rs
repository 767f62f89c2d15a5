//! `convert`: any readable actuals as plancheck's own long CSV.

use super::prelude::*;
use crate::{cli::settings::only_csv, load::recipe, render::printable, words::joined};

/// Runs the command. If a file has an error, nothing is written.
pub fn run(args: &ConvertArgs, session: &mut Session) -> Result<Outcome> {
    if !args.plan_recipe {
        only_csv(args.output.as_deref())?;
    }
    let result = session.convert(args)?;
    let result = if args.plan_recipe {
        // Of a plan in the working directory.
        let options = args.recipe.said();
        let region = args.region.as_ref();
        joined(args.files.iter().map(|file| recipe::written(file, region, &options)), "\n")
    } else {
        // A file may contain control characters, and the output may go to a terminal.
        printable(&String::from_utf8_lossy(&result))
    };
    deliver_to(args.output.as_deref(), result.as_bytes())
}
