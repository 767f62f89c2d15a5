//! `explain`: how one verdict comes about, figure by figure.

use anyhow::Result;

use super::assessed::Assessed;
use crate::cli::args::{ExplainArgs, Format};
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::diag::{RunProblem, nearest};
use crate::plan::Plan;
use crate::render::{csv, json, text};
use crate::report::{Judged, explain};

/// Runs the command.
pub fn run(args: &ExplainArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    let (file, plan) = session.plan(&args.plan)?;
    let index = index_of(&plan, &args.plan, &args.indicator, session)?;
    let loaded = session.with_actuals(&file, plan, &args.data)?;
    let assessed = Assessed::new(loaded, &args.data, as_of);
    let finding = assessed
        .assessment
        .findings
        .get(index)
        .ok_or_else(super::stopped)?;
    let judged = Judged {
        plan: &assessed.loaded.plan,
        assessment: &assessed.assessment,
        actuals: &assessed.loaded.actuals,
        finding,
    };
    let style = session.settings.result_style(&args.output);
    let mut result = Vec::new();
    match format {
        Format::Csv => csv::table(&explain::observations(&judged), &mut result, &style)?,
        Format::Json => json::document(&explain::document(&judged), &mut result, &style)?,
        Format::Table => text::sheet(&explain::sheet(&judged), &mut result, &style)?,
    }
    super::deliver(&result, &args.output, session)?;
    Ok(Outcome::Met)
}

/// The place of an indicator in its plan.
pub(super) fn index_of(
    plan: &Plan,
    typed: &str,
    name: &str,
    session: &mut Session<'_>,
) -> Result<usize> {
    let found = plan
        .indicators
        .iter()
        .position(|indicator| indicator.id == name);
    found.ok_or_else(|| {
        let ids = plan
            .indicators
            .iter()
            .map(|indicator| indicator.id.as_str());
        session.fail(RunProblem::UnknownIndicator {
            name: name.to_owned(),
            plan: plan.id.clone(),
            typed: typed.to_owned(),
            nearest: nearest(name, ids).map(str::to_owned),
        })
    })
}
