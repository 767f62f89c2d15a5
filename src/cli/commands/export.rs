//! `export`: a plan that is shipped, with its catalogue and its actuals, as files to change.

use super::prelude::*;
use crate::{
    cli::output,
    load::builtin::{self, BuiltinFile},
};

/// Runs the command. The files lie in the folder as the plan names them, and none replaces another.
pub fn run(args: &ExportArgs, session: &mut Session) -> Result<Outcome> {
    let Named { file, plan, .. } = session.plan(&args.plan)?;
    let Some(own) = builtin::PLANS.iter().find(|own| own.stem() == plan.id) else {
        bail!(RunProblem::NotShipped { id: plan.id, file: file.shown() });
    };
    let named = |own: &&BuiltinFile| plan.actuals.iter().any(|named| named.ends_with(own.path));
    let files = [Some(*own), builtin::CATALOG].into_iter().flatten();
    let files = files.chain(builtin::ACTUALS.iter().filter(named).copied());
    let files: Vec<_> = files.map(|file| (args.dir.join(file.path), file.text)).collect();
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        bail!(RunProblem::FileExists { path: super::shown(path) });
    }
    let mut written = Vec::new();
    for (path, text) in &files {
        let folder = path.parent().unwrap_or(&args.dir);
        std::fs::create_dir_all(folder).map_err(|error| super::cannot_write(folder, &error))?;
        super::deliver_new(path, text.as_bytes())?;
        written.push(super::shown(path).replace('\\', "/") + "\n");
    }
    output::write(None, written.concat().as_bytes())?;
    Ok(Outcome::Met)
}
