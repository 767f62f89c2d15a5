//! `status --each-region`: every region of the actuals against one plan, as rows written while they are assessed
//! (`stream`), or as a league (`league`).

mod chosen;
mod doubts;
mod league;
mod stream;

use std::sync::Arc;

use anyhow::Result;
use chrono::NaiveDate;
use wildmatch::WildMatch;

use super::assessed;
use crate::actuals::Actuals;
use crate::actuals::panel::{Need, Panel, PanelRegion, Unpacker};
use crate::assess::{Asked, Assessment, Finding, Method, Verdict, assess_one, needs_of_rows};
use crate::cli::args::{DataArgs, Format, ReportArgs, StatusCommand};
use crate::cli::exit::Outcome;
use crate::cli::session::{LoadedPanel, Session};
use crate::load::discover::PlanFile;
use crate::plan::{Indicator, Plan};
use crate::report::Judged;
use crate::report::league::RankBy;
use chosen::Chosen;

pub(super) use league::Sums;

/// Regions assessed at a time by one thread.
const BATCH: usize = 16;

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

/// What is asked of every region.
#[derive(Clone, Copy)]
struct Asking<'a> {
    data: &'a DataArgs,
    /// A file that lists regions.
    list: Option<&'a str>,
    rank_by: Option<RankBy>,
    /// Patterns of ids; without any, all indicators.
    indicators: &'a [String],
    /// Without any, all verdicts.
    verdicts: &'a [Verdict],
    method: Option<Method>,
}

impl Asking<'_> {
    /// Reads the actuals of a plan, and says what is to be said of the regions.
    fn load(
        self,
        chosen: &Chosen,
        (file, plan): (PlanFile, Plan),
        session: &mut Session<'_>,
    ) -> Result<(LoadedPanel, Vec<usize>)> {
        let loaded = session.load_panel(&file, plan, self.data, &chosen.regions)?;
        let regions = chosen.found(self, &loaded, session)?;
        Ok((loaded, regions))
    }
}

/// What every batch needs.
struct Job<'a> {
    plan: &'a Plan,
    panel: &'a Panel,
    regions: Vec<&'a PanelRegion>,
    named: Arc<Actuals>,
    as_of: NaiveDate,
    asked: Asked<'a>,
    /// What the rows need of each series.
    needs: Vec<Need>,
    /// Indicators that are judged of a region.
    indicators: Vec<usize>,
    /// Those of which no region has a figure.
    absent: Vec<&'a str>,
    verdicts: &'a [Verdict],
    strict: bool,
    /// Can a printed figure be contradicted by those from which it follows?
    derives: bool,
}

impl<'a> Job<'a> {
    /// For the regions of a panel, by their places in it.
    fn new(
        loaded: &'a LoadedPanel,
        regions: &[usize],
        asking: Asking<'a>,
        as_of: NaiveDate,
    ) -> Self {
        let patterns = asking.indicators.iter();
        let patterns: Vec<WildMatch> = patterns.map(|pattern| WildMatch::new(pattern)).collect();
        let indicators = loaded.plan.indicators.iter().enumerate();
        // What nobody has is said once, not of every region, unless it is asked for.
        let all = asking.verdicts.contains(&Verdict::NoData);
        let present = loaded.panel.present();
        let has_figures = |index: usize, it: &Indicator| {
            it.from.is_some() || present.get(index).copied().unwrap_or_default()
        };
        let mut absent = Vec::new();
        // A count of members is one figure of the plan's, not one of each region.
        let wanted = indicators.filter(|(index, it)| {
            let asked = it.every.is_none()
                && (patterns.is_empty() || patterns.iter().any(|pattern| pattern.matches(&it.id)));
            let there = has_figures(*index, it);
            if asked && !there {
                absent.push(it.id.as_str());
            }
            asked && (there || all)
        });
        let wanted = wanted.map(|(index, _)| index).collect();
        if all {
            absent.clear();
        }
        let regions = regions.iter();
        let asked =
            Asked { region: None, method: asking.method, other_methods: false, rows_only: true };
        // The wanted things are the indicators, in the plan's order, and then the series.
        let needs = needs_of_rows(&loaded.plan, as_of, asked);
        Self {
            absent,
            needs,
            plan: &loaded.plan,
            panel: &loaded.panel,
            regions: regions.filter_map(|at| loaded.panel.regions.get(*at)).collect(),
            named: Arc::clone(&loaded.named),
            as_of,
            asked,
            indicators: wanted,
            verdicts: asking.verdicts,
            strict: asking.data.strict,
            derives: doubts::derives(&loaded.plan),
        }
    }

    /// Says of which indicators no region has a figure.
    fn say_absent(&self, session: &Session<'_>) {
        // Without a region that goes without saying.
        if !self.regions.is_empty() {
            session.say_absent(&self.absent);
        }
    }

    /// How many batches there are.
    fn batches(&self) -> usize {
        self.regions.len().div_ceil(BATCH)
    }

    /// The regions of a batch.
    fn batch(&self, batch: usize) -> impl Iterator<Item = &'a PanelRegion> {
        self.regions.iter().copied().skip(batch * BATCH).take(BATCH)
    }

    /// The figures of a region, and beside them those of the regions that the plan names.
    fn actuals(&self, unpacker: &mut Unpacker<'_>, region: &PanelRegion) -> Actuals {
        let mut actuals = unpacker.actuals(region);
        actuals.files.clone_from(&self.panel.files);
        actuals.beside(&self.named)
    }

    fn assess(&self, actuals: &Actuals, region: &str) -> Assessment {
        let asked = Asked { region: Some(region), ..self.asked };
        let indicators = self.indicators.iter();
        let findings =
            indicators.map(|index| assess_one(self.plan, actuals, self.as_of, asked, *index));
        Assessment { as_of: self.as_of, findings: findings.collect() }
    }

    /// The findings that the filters leave.
    fn judged<'b>(
        &'b self,
        assessment: &'b Assessment,
        actuals: &'b Actuals,
    ) -> impl Iterator<Item = Judged<'b>> {
        let wanted = |finding: &&Finding| {
            self.verdicts.is_empty() || self.verdicts.contains(&finding.verdict)
        };
        let findings = assessment.findings.iter().filter(wanted);
        findings.map(move |finding| Judged { plan: self.plan, assessment, actuals, finding })
    }
}
