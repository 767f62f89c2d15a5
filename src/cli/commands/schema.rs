//! `schema`: the JSON Schema of plan files, for editors, or of a JSON document, for programs that read it.

use super::prelude::*;
use crate::{
    load::schema as plan_files, record::document::Document, render::json,
    report::schema as documents,
};

pub fn run(args: &SchemaArgs, _: &mut Session) -> Result<Outcome> {
    let document = args.name.as_deref().and_then(documents::find);
    let schema = document.map_or_else(plan_files::document, Document::draft7);
    let mut result = Vec::new();
    json::document(&schema, &mut result)?;
    deliver_to(args.output.as_deref(), &result)
}
