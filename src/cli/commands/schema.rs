//! `schema`: the JSON Schema of plan files, for editors.

use anyhow::Result;

use crate::cli::args::SchemaArgs;
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::load::schema;
use crate::render::json;

/// Runs the command.
pub fn run(args: &SchemaArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let mut result = Vec::new();
    json::document(&schema::document(), &mut result, &session.settings.style)?;
    super::deliver_to(args.output.as_deref(), &result, session)?;
    Ok(Outcome::Met)
}
