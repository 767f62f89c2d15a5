//! The commands, one file each: `run(args, session) -> Outcome`.

mod assessed;
pub mod audit;
pub mod chart;
pub mod check;
pub mod compare;
pub mod completions;
pub mod convert;
pub mod diff;
mod each_region;
pub mod explain;
pub mod explain_code;
pub mod export;
pub mod gap;
pub mod init;
pub mod list;
pub mod man;
mod prelude;
pub mod report;
pub mod rules;
pub mod schema;
pub mod show;
pub mod status;
mod subject;
pub mod tasks;
pub mod template;
pub mod trend;
pub mod validate;

use std::io::{self, IsTerminal};
use std::path::Path;

use prelude::*;

use super::{output, rendering::Rendering, session::system_message, settings};
use crate::render::{Style, without_commands};

/// How a result is written, and where: to the file, or to standard output if there is no path.
pub struct Output<'a> {
    format: Format,
    style: Style,
    path: Option<&'a Path>,
}

/// The output of a command without formats of its own. Checked before anything is read.
pub fn tabular<'a>(args: &'a OutputArgs, session: &Session) -> Result<Output<'a>> {
    Output::new("", args, session)
}

impl<'a> Output<'a> {
    /// In one of the formats of the command.
    fn new(command: &str, args: &'a OutputArgs, session: &Session) -> Result<Self> {
        let format = settings::format(args, &Format::of_command(command))?;
        let path = args.output.as_deref();
        let to_screen = path.is_none_or(output::is_standard_output);
        if format == Format::Xlsx && to_screen && io::stdout().is_terminal() {
            bail!(RunProblem::BinaryToTerminal { format: format.word() });
        }
        Ok(Self { format, style: session.settings.result_style(path), path })
    }

    /// Writes a result in the format.
    fn write(&self, rendering: &Rendering<'_>) -> Result<Outcome> {
        let mut result = Vec::new();
        rendering.write(self.format, &mut result, &self.style)?;
        self.deliver(&result)
    }

    fn deliver(&self, result: &[u8]) -> Result<Outcome> {
        // Annotations are commands to a CI runner.
        let deliver = if self.format == Format::Github { deliver_as_is } else { deliver_to };
        deliver(self.path, result)
    }

    /// The error for a result written in pieces; a closed pipe remains recognisable.
    fn cannot_write(&self, error: io::Error) -> anyhow::Error {
        match self.path {
            Some(path) => cannot_write(path, &error).into(),
            None => error.into(),
        }
    }
}

/// Writes the whole result to the file, or to standard output, without commands to a CI runner, if there is no path: a run
/// without a policy has met it.
pub fn deliver_to(path: Option<&Path>, result: &[u8]) -> Result<Outcome> {
    match std::str::from_utf8(result) {
        Ok(text) if path.is_none() => deliver_as_is(None, without_commands(text).as_bytes()),
        _ => deliver_as_is(path, result),
    }
}

fn deliver_as_is(path: Option<&Path>, result: &[u8]) -> Result<Outcome> {
    match (output::write(path, result), path) {
        // A closed pipe, named or not, is not a failure; the exit code is still that of the result.
        (Err(error), _) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Outcome::Met),
        (Err(error), Some(path)) => Err(cannot_write(path, &error).into()),
        (written, _) => written.map(|()| Outcome::Met).map_err(Into::into),
    }
}

/// Writes the whole result to a file that must not exist yet; `-` is standard output.
fn deliver_new(path: &Path, result: &[u8]) -> Result<Outcome> {
    if path == Path::new("-") {
        return deliver_to(None, result);
    }
    output::to_new_file(path, result).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => RunProblem::FileExists { path: shown(path) },
        _ => cannot_write(path, &error),
    })?;
    Ok(Outcome::Met)
}

fn cannot_write(path: &Path, error: &io::Error) -> RunProblem {
    RunProblem::CannotWrite { path: shown(path), message: system_message(error) }
}

/// A path for messages.
fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
