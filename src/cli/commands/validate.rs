//! `validate`: every problem of plan files. The problems are the result, so they go to stdout.

use std::io::Write;

use anyhow::Result;

use crate::cli::args::{Format, ValidateArgs};
use crate::cli::exit::Outcome;
use crate::cli::session::{Session, unreadable_problem};
use crate::diag::{Diagnostic, Severity};
use crate::lang::{Lang, problem_text, words};
use crate::load::plan_toml;
use crate::render::{csv, diagnostics, json};
use crate::report::Data;

/// The schema of the JSON document.
const SCHEMA: &str = "plancheck.validate/v1";

/// A plan file with its problems.
struct Checked {
    file: String,
    indicators: usize,
    problems: Vec<Diagnostic>,
}

impl Checked {
    fn count(&self, severity: Severity) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.severity == severity)
            .count()
    }
}

/// Runs the command: not met when a plan has an error. A file that cannot be read is said among the others, and the run
/// has failed in the end.
pub fn run(args: &ValidateArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let mut files = Vec::new();
    for name in &args.plans {
        files.push(session.find(name)?);
    }
    if args.plans.is_empty() {
        files = session.settings.folders.all();
    }
    let mut checked = Vec::new();
    let mut unread = false;
    for file in &files {
        let (indicators, problems) = match file.read() {
            Ok(bytes) => {
                let loaded = plan_toml::load_plan(&file.shown(), &bytes);
                let indicators = loaded.plan.map_or(0, |plan| plan.indicators.len());
                (indicators, loaded.diagnostics)
            }
            Err(unreadable) => {
                unread = true;
                let problem = unreadable_problem(unreadable, None);
                (0, vec![Diagnostic::error(problem.into(), None)])
            }
        };
        checked.push(Checked {
            file: file.shown(),
            indicators,
            problems,
        });
    }
    let result = match format {
        Format::Table => as_text(&checked, args, session)?,
        Format::Csv => as_csv(&checked, session)?,
        Format::Json => as_json(&checked, session)?,
    };
    super::deliver(&result, &args.output, session)?;
    if unread {
        return Err(super::stopped());
    }
    let clean = checked.iter().all(|plan| plan.count(Severity::Error) == 0);
    Ok(if clean { Outcome::Met } else { Outcome::NotMet })
}

fn as_text(checked: &[Checked], args: &ValidateArgs, session: &Session<'_>) -> Result<Vec<u8>> {
    let style = session.settings.result_style(&args.output);
    let mut result = Vec::new();
    for plan in checked {
        for problem in &plan.problems {
            writeln!(
                result,
                "{}\n",
                diagnostics::render(problem, &style).trim_end()
            )?;
        }
        let (errors, warnings) = (plan.count(Severity::Error), plan.count(Severity::Warning));
        let summary =
            words::plan_checked(style.lang, &plan.file, plan.indicators, errors, warnings);
        writeln!(result, "{}", crate::render::printable(&summary))?;
    }
    Ok(result)
}

/// One problem as named values, in the order of the columns.
fn values(file: &str, problem: &Diagnostic, session: &Session<'_>) -> Vec<(&'static str, Data)> {
    let text = problem_text(session.settings.style.lang, &problem.problem);
    let place = problem.place.as_ref();
    vec![
        (
            "file",
            Data::text(place.map_or(file, |place| place.file.as_str())),
        ),
        ("line", Data::of(place, |place| Data::count(place.line))),
        ("column", Data::of(place, |place| Data::count(place.column))),
        (
            "severity",
            Data::text(diagnostics::severity_word(problem.severity, Lang::En)),
        ),
        ("code", Data::text(problem.problem.code())),
        ("message", Data::text(text.message)),
        ("help", Data::of(text.help, Data::text)),
    ]
}

fn as_csv(checked: &[Checked], session: &Session<'_>) -> Result<Vec<u8>> {
    const COLUMNS: [&str; 7] = [
        "file", "line", "column", "severity", "code", "message", "help",
    ];
    let rows = checked.iter().flat_map(|plan| {
        plan.problems.iter().map(|problem| {
            values(&plan.file, problem, session)
                .into_iter()
                .map(|(_, value)| value.plain())
                .collect()
        })
    });
    let mut result = Vec::new();
    csv::records(&COLUMNS, rows, &mut result)?;
    Ok(result)
}

fn as_json(checked: &[Checked], session: &Session<'_>) -> Result<Vec<u8>> {
    let plans = checked.iter().map(|plan| {
        let problems = plan
            .problems
            .iter()
            .map(|problem| Data::Object(values(&plan.file, problem, session)));
        Data::Object(vec![
            ("file", Data::text(&plan.file)),
            ("indicators", Data::count(plan.indicators)),
            ("errors", Data::count(plan.count(Severity::Error))),
            ("warnings", Data::count(plan.count(Severity::Warning))),
            ("problems", Data::List(problems.collect())),
        ])
    });
    let document = Data::Object(vec![
        ("schema", Data::text(SCHEMA)),
        ("plans", Data::List(plans.collect())),
    ]);
    let mut result = Vec::new();
    json::document(&document, &mut result, &session.settings.style)?;
    Ok(result)
}
