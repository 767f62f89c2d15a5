//! The command line: arguments, settings, output, exit codes, and one file for each command.

pub mod args;
pub mod commands;
pub mod completion;
pub mod contradictions;
pub mod exit;
pub mod output;
pub mod parallel;
pub mod progress;
pub mod rendering;
pub mod session;
pub mod settings;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use exit::{COULD_NOT_RUN, Outcome, Stopped};
use session::Session;
use settings::Settings;

/// Parses the arguments, runs the command, prints the error once.
pub fn main() -> ExitCode {
    // A shell that asks for completion candidates gets them, and nothing else happens.
    match completion::answer() {
        Ok(true) => return ExitCode::SUCCESS,
        Ok(false) => {}
        Err(_) => return ExitCode::from(COULD_NOT_RUN),
    }
    let cli = Cli::parse();
    let settings = Settings::new(&cli.general);
    let mut session = Session::new(&settings);
    match run(&cli.command, &mut session) {
        Ok(outcome) => outcome.into(),
        // The reader closed the pipe: `plancheck status … | head -1` is not a failure.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            if !error.is::<Stopped>() {
                // If stderr is closed, nobody can see the message.
                let _ = writeln!(
                    io::stderr(),
                    "plancheck: {}",
                    render::printable(&format!("{error:#}"))
                );
            }
            ExitCode::from(COULD_NOT_RUN)
        }
    }
}

fn run(command: &Command, session: &mut Session<'_>) -> anyhow::Result<Outcome> {
    if let Some(problem) = &session.settings.missing_folder {
        return Err(session.fail(problem.clone()));
    }
    match command {
        Command::List(args) => commands::list::run(args, session),
        Command::Show(args) => commands::show::run(args, session),
        Command::Status(args) => commands::status::run(args, session),
        Command::Gap(args) => commands::gap::run(args, session),
        Command::Explain(args) => commands::explain::run(args, session),
        Command::Trend(args) => commands::trend::run(args, session),
        Command::Chart(args) => commands::chart::run(args, session),
        Command::Audit(args) => commands::audit::run(args, session),
        Command::Compare(args) => commands::compare::run(args, session),
        Command::Report(args) => commands::report::run(args, session),
        Command::Tasks(args) => commands::tasks::run(args, session),
        Command::Rules(args) => commands::rules::run(args, session),
        Command::Check(args) => commands::check::run(args, session),
        Command::Diff(args) => commands::diff::run(args, session),
        Command::Validate(args) => commands::validate::run(args, session),
        Command::Init(args) => commands::init::run(args, session),
        Command::Template(args) => commands::template::run(args, session),
        Command::Convert(args) => commands::convert::run(args, session),
        Command::ExplainCode(args) => commands::explain_code::run(args, session),
        Command::Schema(args) => commands::schema::run(args, session),
        Command::Completions(args) => commands::completions::run(args, session),
        Command::Man(args) => commands::man::run(args, session),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

use crate::render;
