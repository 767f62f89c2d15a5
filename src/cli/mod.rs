//! The command line: arguments, settings, output, exit codes, and one file for each command.

pub mod args;
pub mod commands;
pub mod completion;
pub mod contradictions;
pub mod definition;
pub mod exit;
pub mod named;
pub mod output;
pub mod parallel;
pub mod progress;
pub mod rendering;
pub mod session;
pub mod settings;
pub mod usage;

use std::io::{self, Write};
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgMatches, FromArgMatches};

use args::{Cli, Command, General};
use exit::{COULD_NOT_RUN, Outcome, Stopped};
use session::Session;
use settings::Settings;

use crate::{
    diag::{Diagnostic, RunProblem},
    load::actuals_xlsx,
    render,
};

/// Parses the arguments, runs the command, prints the error once.
pub fn main() -> ExitCode {
    // A shell that asks for completion candidates gets them, and nothing else happens.
    match completion::answer() {
        Ok(true) => return ExitCode::SUCCESS,
        Ok(false) => {}
        Err(_) => return ExitCode::from(COULD_NOT_RUN),
    }
    let typed = usage::with_help_behind(std::env::args_os().collect());
    let parsed = definition::definition().try_get_matches_from(&typed).and_then(|typed| {
        let cli = Cli::from_arg_matches(&typed)?;
        Ok((cli, replaced(&typed)))
    });
    let (cli, replaced) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            let line = usage::Line::new(typed);
            let Some(problem) = line.problem(&error) else { line.in_language(error).exit() };
            Session::new(line.settings).print(&[Diagnostic::new(problem, None)]);
            return ExitCode::from(COULD_NOT_RUN);
        }
    };
    ends_after_panic(cli.general.clone());
    let mut session = Session::new(Settings::new(&cli.general));
    session.replaced = replaced;
    match run(&cli.command, &mut session) {
        Ok(outcome) => outcome.into(),
        // The reader closed the pipe: `plancheck status … | head -1` is not a failure.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            match error.downcast::<RunProblem>() {
                Ok(problem) => session.print(&[Diagnostic::new(problem, None)]),
                Err(error) if error.is::<Stopped>() => {}
                Err(error) => {
                    let message = render::printable_line(&format!("{error:#}"));
                    // If stderr is closed, nobody can see the message.
                    let _ = writeln!(io::stderr(), "plancheck: {message}");
                }
            }
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

/// Lets a panic end the program as any error does: nothing is written then, and no script sees a signal. If it is the library
/// for workbooks that panics, the workbook is damaged.
#[allow(clippy::exit, reason = "behind a panic there is nothing to return to")]
fn ends_after_panic(general: General) {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        match actuals_xlsx::damaged_by(info) {
            Some(found) => Session::new(Settings::new(&general)).print(&[found]),
            None => before(info),
        }
        std::process::exit(COULD_NOT_RUN.into());
    }));
}

/// The existing file to which the command writes its result.
fn replaced(typed: &ArgMatches) -> Option<PathBuf> {
    let (_, typed) = typed.subcommand()?;
    let path = typed.try_get_one::<PathBuf>("output").ok()??;
    std::fs::canonicalize(path).ok().filter(|path| path.is_file())
}

fn run(command: &Command, session: &mut Session) -> anyhow::Result<Outcome> {
    if let Some(problem) = &session.settings.missing_folder {
        return Err(problem.clone().into());
    }
    macro_rules! commands {
        ($($command:ident $file:ident),+) => {
            match command { $(Command::$command(args) => commands::$file::run(args, session),)+ }
        };
    }
    commands!(
        List list, Show show, Status status, Gap gap, Explain explain, Trend trend, Chart chart, Audit audit,
        Compare compare, Report report, Tasks tasks, Rules rules, Check check, Diff diff, Validate validate,
        Init init, Template template, Export export, Convert convert, ExplainCode explain_code, Schema schema,
        Completions completions, Man man
    )
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
