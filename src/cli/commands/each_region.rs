//! `status --each-region`: every region of the actuals against one plan, as rows written while they are assessed
//! (`stream`), or as a league (`league`).

mod chosen;
mod contradictions;
mod job;
mod league;
mod stream;

use anyhow::Result;

use super::assessed;
use crate::cli::args::{Format, ReportArgs, StatusCommand};
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::load::discover::PlanFile;
use crate::plan::Plan;
use chosen::Chosen;
use job::Asking;

pub(super) use league::Sums;

/// Formats in which rows are written as they are assessed, unless a league is asked for.
const STREAMED: &[Format] = &[Format::Csv, Format::CsvExcel, Format::Tsv, Format::Jsonl];

/// Runs the command.
pub(super) fn run(command: &StatusCommand, session: &mut Session<'_>) -> Result<Outcome> {
    let args = &command.status;
    let format = super::format(&args.output, session)?;
    let plans = assessed::plans(args, session)?;
    let asking = Asking {
        data: &args.data,
        list: command.each.regions.as_deref(),
        rank_by: command.each.rank_by,
        indicators: &args.indicator,
        verdicts: &args.verdict,
        method: args.judging.method,
    };
    let chosen = Chosen::new(asking, session)?;
    let list_from_stdin = command.each.regions.as_deref() == Some("-");
    session.reads_stdin_once = plans.len() == 1 && !list_from_stdin;
    if STREAMED.contains(&format) && command.each.rank_by.is_none() {
        stream::run(asking, &chosen, plans, (format, &args.output), session)
    } else {
        league::run(asking, &chosen, plans, (format, &args.output), session)
    }
}

/// The regions of plans for the report's page.
pub(super) struct ForReport<'a> {
    asking: Asking<'a>,
    chosen: Chosen,
}

impl<'a> ForReport<'a> {
    /// What the arguments ask for; `None` where they ask for no regions.
    pub(super) fn new(args: &'a ReportArgs, session: &mut Session<'_>) -> Result<Option<Self>> {
        if !args.each.is_asked() {
            return Ok(None);
        }
        let asking = Asking {
            data: &args.data,
            list: args.each.regions.as_deref(),
            rank_by: args.each.rank_by,
            indicators: &[],
            verdicts: &[],
            method: args.judging.method,
        };
        let chosen = Chosen::new(asking, session)?;
        Ok(Some(Self { asking, chosen }))
    }

    /// Assesses every region of a plan, and keeps their small multiples.
    pub(super) fn of(&self, plan: (PlanFile, Plan), session: &mut Session<'_>) -> Result<Sums> {
        league::summed(self.asking, &self.chosen, plan, true, session)
    }
}
