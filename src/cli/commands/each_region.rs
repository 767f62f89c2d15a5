//! `status --each-region`: every region of the actuals against one plan, as rows written while regions are assessed
//! (`stream`), or as a ranking of the regions (`league`).

mod job;
mod league;
mod selection;
mod stream;

use super::{assessed, prelude::*};
use job::Request;
use selection::Selection;

pub use league::{RegionScores, scores};

/// Formats whose rows are written while regions are assessed, unless a ranking is requested.
const STREAMED: &[Format] = &[Format::Csv, Format::CsvExcel, Format::Tsv, Format::Jsonl];

pub fn run(command: &StatusCommand, session: &mut Session) -> Result<Outcome> {
    let args = &command.status;
    let output = tabular(&args.output, session)?;
    let (plans, patterns) = assessed::plans(&args.plans, &args.indicator, session)?;
    let request = Request {
        data: &args.data,
        list: command.each.regions.as_deref(),
        rank_by: command.each.rank_by,
        patterns: &patterns,
        verdicts: &args.verdict,
        method: args.judging.method,
    };
    let selection = Selection::new(request, session)?;
    let list_from_stdin = command.each.regions.as_deref() == Some("-");
    session.reads_stdin_once = plans.len() == 1 && !list_from_stdin;
    if STREAMED.contains(&output.format) && command.each.rank_by.is_none() {
        stream::run(&selection, plans, &output, session)
    } else {
        league::run(&selection, plans, &output, session)
    }
}

/// The regions of each plan for the HTML report; `None` if the arguments request none.
pub fn of_report<'a>(args: &'a ReportArgs, session: &mut Session) -> Result<Option<Selection<'a>>> {
    if !args.each.is_asked() {
        return Ok(None);
    }
    let request = Request {
        data: &args.data,
        list: args.each.regions.as_deref(),
        rank_by: args.each.rank_by,
        patterns: Patterns::ALL,
        verdicts: &[],
        method: args.judging.method,
    };
    Selection::new(request, session).map(Some)
}
