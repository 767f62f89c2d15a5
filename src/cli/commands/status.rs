//! `status`: the on-track table.

use anyhow::Result;

use super::assessed;
use crate::cli::args::StatusArgs;
use crate::cli::exit::Outcome;
use crate::cli::rendering::{Pages, Rendering};
use crate::cli::session::Session;
use crate::report::row;
use crate::report::status::{self, StatusView};

/// Runs the command.
pub fn run(args: &StatusArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let plans = assessed::all(args, session)?;
    let views: Vec<_> = plans.iter().map(|plan| plan.view(args)).collect();
    let rendering = Rendering {
        as_of: session.as_of(&args.data),
        pages: &|| Pages::Sheets(views.iter().map(|view| view.sheet(args.all)).collect()),
        flat: &|| row::flat(views.iter().flat_map(StatusView::judged)),
        document: &|| status::document(&views),
    };
    super::write(&rendering, format, &args.output, session)?;
    // The process ends here: the system takes the memory back faster than piece by piece.
    drop(views);
    std::mem::forget(plans);
    Ok(Outcome::Met)
}
