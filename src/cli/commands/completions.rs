//! `completions`: the script with which a shell completes commands, options and ids.

use super::prelude::*;
use crate::cli::completion;

pub fn run(args: &CompletionsArgs, _: &mut Session) -> Result<Outcome> {
    let script = completion::script(args.shell)?;
    deliver_to(args.output.as_deref(), &script)
}
