//! The commands, one file each: `run(args, session) -> Outcome`.

mod assessed;
pub mod compare;
pub mod explain;
pub mod gap;
pub mod list;
pub mod rules;
pub mod show;
pub mod status;
pub mod tasks;
pub mod validate;

use anyhow::Result;

use super::args::{Format, OutputArgs};
use super::exit::Stopped;
use super::session::{Session, plain_reason};
use super::{output, settings};
use crate::diag::RunProblem;

/// The format to write in.
fn format(output: &OutputArgs, session: &mut Session<'_>) -> Result<Format> {
    settings::format(output).map_err(|ending| session.fail(RunProblem::UnknownEnding { ending }))
}

/// Writes the whole result where it belongs.
fn deliver(result: &[u8], output: &OutputArgs, session: &mut Session<'_>) -> Result<()> {
    let Some(path) = &output.output else {
        return output::to_stdout(result).map_err(Into::into);
    };
    output::to_file(path, result).map_err(|error| {
        let path = path.to_string_lossy().into_owned();
        session.fail(RunProblem::CannotWrite {
            path,
            message: plain_reason(&error),
        })
    })
}

/// The error of something that cannot be and is said already.
fn stopped() -> anyhow::Error {
    Stopped.into()
}
