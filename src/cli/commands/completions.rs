//! `completions`: the script with which a shell completes commands, options and ids.

use anyhow::Result;

use crate::cli::args::CompletionsArgs;
use crate::cli::completion;
use crate::cli::exit::Outcome;
use crate::cli::session::Session;

pub fn run(args: &CompletionsArgs, _: &mut Session<'_>) -> Result<Outcome> {
    let script = completion::script(args.shell)?;
    super::deliver_to(args.output.as_deref(), &script)?;
    Ok(Outcome::Met)
}
