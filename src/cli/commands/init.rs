//! `init`: a commented plan file to fill in.

use std::path::{Path, PathBuf};

use chrono::Datelike;

use super::prelude::*;
use crate::{
    cli::output,
    lang,
    load::{
        discover::folder_of,
        new_plan::{self, NewPlan},
        plan_toml,
    },
    period::Period,
};

/// The path of the schema, relative to a plans folder.
const SCHEMA: &str = "../docs/plan.schema.json";

/// Runs the command: an existing file is never replaced.
pub fn run(args: &InitArgs, session: &mut Session) -> Result<Outcome> {
    new_plan::check_id(&args.id)
        .map_err(|suggestion| RunProblem::NoPlanId { name: args.id.clone(), suggestion })?;
    let path = match &args.output {
        Some(path) => path.clone(),
        None => folder(session).join(format!("{}.toml", args.id)),
    };
    let to_stdout = path == Path::new("-");
    let name = super::shown(&path);
    let plan = match &args.output {
        Some(_) if !to_stdout => name.as_str(),
        _ => &args.id,
    };
    let this_year = || Period::year(session.settings.today.year());
    let period = args.period.or_else(this_year).ok_or(Stopped)?;
    let beside = folder_of(&path).join(SCHEMA);
    let new = NewPlan {
        id: &args.id,
        plan,
        region: args.region.as_deref(),
        period,
        schema: (!to_stdout && beside.is_file()).then_some(SCHEMA),
    };
    let lang = session.settings.style.lang;
    let text = new_plan::text(&new, lang);
    // The region may contain a control character, and the file name may differ from the id.
    let file = if to_stdout { "" } else { &name };
    session.check(&plan_toml::load_plan(file, text.as_bytes(), None).diagnostics)?;
    if args.output.is_none() {
        let folder = folder_of(&path);
        std::fs::create_dir_all(folder).map_err(|error| super::cannot_write(folder, &error))?;
    }
    super::deliver_new(&path, text.as_bytes())?;
    if !to_stdout {
        output::write(None, lang::new_plan::written(lang, &name, plan).as_bytes())?;
    }
    Ok(Outcome::Met)
}

/// The first plans folder; `plans` if there is none.
fn folder(session: &Session) -> PathBuf {
    let folders = &session.settings.folders.folders;
    folders.first().cloned().unwrap_or_else(|| "plans".into())
}
