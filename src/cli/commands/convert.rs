//! `convert`: any readable actuals as plancheck's own long CSV.

use anyhow::Result;

use crate::cli::args::ConvertArgs;
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::cli::settings::only_csv;
use crate::plan::recipe::{Column, Recipe};
use crate::render::printable;

/// Runs the command. If a file has an error, nothing is written.
pub fn run(args: &ConvertArgs, session: &mut Session<'_>) -> Result<Outcome> {
    if args.plan_recipe {
        // Files that cannot be read so need no recipe.
        let (_, lacks_region) = session.convert(args)?;
        let region = args.region.as_ref().filter(|_| lacks_region);
        let tables = args.files.iter().map(|file| source(args, file, region));
        let tables: Vec<String> = tables.collect();
        super::deliver_to(args.output.as_deref(), tables.join("\n").as_bytes())?;
        return Ok(Outcome::Met);
    }
    only_csv(args.output.as_deref())?;
    let (result, _) = session.convert(args)?;
    // A file may contain control characters, and the output may go to a terminal.
    let result = printable(&String::from_utf8_lossy(&result));
    super::deliver_to(args.output.as_deref(), result.as_bytes())?;
    Ok(Outcome::Met)
}

/// The table of a plan beside the working directory that reads a file as the options do.
fn source(args: &ConvertArgs, file: &str, region: Option<&String>) -> String {
    let mut recipe = Recipe { file: file.to_owned(), ..args.recipe.recipe() };
    recipe.set.extend(region.map(|region| (Column::Region, region.clone())));
    let lines = recipe.written().into_iter().map(|(key, value)| format!("{key} = {value}\n"));
    format!("[[source]]\n{}", lines.collect::<String>())
}
