//! `status --each-region`: every region of the actuals against one plan, written as it is assessed.

use std::io;
use std::sync::Arc;

use anyhow::Result;
use chrono::NaiveDate;
use wildmatch::WildMatch;

use super::assessed;
use crate::actuals::Actuals;
use crate::actuals::matching::{NearNames, RegionIndex, RegionName};
use crate::actuals::panel::{Need, Panel, PanelRegion, Unpacker};
use crate::assess::{Asked, Assessment, Finding, Verdict, assess_one, needs_of_rows};
use crate::cli::args::{Format, StatusCommand, VerdictChoice};
use crate::cli::exit::Outcome;
use crate::cli::output::Sink;
use crate::cli::parallel;
use crate::cli::session::{LoadedPanel, Session, conflicts};
use crate::diag::{DataProblem, Diagnostic, Place};
use crate::load::panel::ChosenRegions;
use crate::plan::{Indicator, Plan};
use crate::render::csv::Dialect;
use crate::render::quick_rows::QuickRows;
use crate::render::{csv, jsonl};
use crate::report::{Judged, row};

/// Regions assessed at a time by one thread.
const BATCH: usize = 16;

/// Absent regions for which the one that may be meant is named.
const MAX_NEAREST: usize = 3;

/// The formats: of all regions together there is no one document.
const FORMATS: &[Format] = &[Format::Csv, Format::CsvExcel, Format::Tsv, Format::Jsonl];

/// Runs the command.
pub(super) fn run(command: &StatusCommand, session: &mut Session<'_>) -> Result<Outcome> {
    let args = &command.status;
    let format = super::format_of(FORMATS, &args.output, session)?;
    let plans = assessed::plans(args, session)?;
    let listed = listed(command, session)?;
    let chosen = chosen(command, listed.as_deref());
    let as_of = session.as_of(&args.data);
    let mut sink = Sink::open(args.output.output.as_deref())
        .map_err(|error| super::cannot_write_result(&args.output, error, session))?;
    session.reads_stdin_once = plans.len() == 1;
    let mut first = true;
    for (file, plan) in plans {
        let loaded = session.load_panel(&file, plan, &args.data, &chosen)?;
        session.say(&absent(listed.as_deref(), &loaded));
        let job = Job::new(&loaded, command, as_of);
        session.say_absent(&job.absent);
        if args.data.strict {
            session.check(&job.all_conflicts())?;
        }
        let mut found = Vec::new();
        let batches = job.regions.len().div_ceil(BATCH);
        let written: io::Result<()> = parallel::in_order(
            batches,
            || (Unpacker::new(&loaded.panel), QuickRows::default()),
            |own, batch| job.batch(own, batch, format, first && batch == 0),
            |batch| {
                found.extend(batch.diagnostics);
                sink.write_all(&batch.text)
            },
        );
        written.map_err(|error| super::cannot_write_result(&args.output, error, session))?;
        first = false;
        session.check(&found)?;
        // The process ends here: the system takes the memory back faster than piece by piece.
        std::mem::forget(loaded);
    }
    sink.finish()
        .map_err(|error| super::cannot_write_result(&args.output, error, session))?;
    Ok(Outcome::Met)
}

/// The regions that a file lists, one a line.
fn listed(command: &StatusCommand, session: &mut Session<'_>) -> Result<Option<Vec<String>>> {
    let Some(path) = &command.each.regions else {
        return Ok(None);
    };
    let text = session.text(path, command.status.data.encoding.as_deref())?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(Some(lines.map(str::to_owned).collect()))
}

/// The regions that the arguments choose.
fn chosen(command: &StatusCommand, listed: Option<&[String]>) -> ChosenRegions {
    let patterns = command.status.data.region.iter();
    ChosenRegions {
        patterns: patterns.map(|pattern| WildMatch::new(pattern)).collect(),
        names: listed.map(|names| RegionIndex::new(names.iter().map(String::as_str))),
    }
}

/// Regions of the list that the data do not have.
fn absent(listed: Option<&[String]>, loaded: &LoadedPanel) -> Vec<Diagnostic> {
    let there: Vec<RegionName> = loaded
        .panel
        .regions
        .iter()
        .map(|region| RegionName::new(&region.name))
        .collect();
    let names = listed.unwrap_or_default().iter();
    let regions: Vec<String> = names
        .filter(|name| {
            let name = RegionName::new(name);
            !there.iter().any(|region| name.rank(region).is_some())
        })
        .cloned()
        .collect();
    if regions.is_empty() {
        return Vec::new();
    }
    let near = NearNames::among(loaded.panel.regions.iter().map(|it| it.name.as_str()));
    let nearest = regions
        .iter()
        .filter_map(|region| Some((region.clone(), near.nearest(region)?.to_owned())))
        .take(MAX_NEAREST)
        .collect();
    let problem = DataProblem::AbsentRegions { regions, nearest };
    let place = loaded.panel.files.first();
    let place = place.map(|file| Place::whole_file(&file.name));
    vec![Diagnostic::warning(problem.into(), place)]
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
    command: &'a StatusCommand,
}

/// What a batch of regions gave.
struct Batch {
    text: Vec<u8>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Job<'a> {
    fn new(loaded: &'a LoadedPanel, command: &'a StatusCommand, as_of: NaiveDate) -> Self {
        let args = &command.status;
        let patterns = args.indicator.iter();
        let patterns: Vec<WildMatch> = patterns.map(|pattern| WildMatch::new(pattern)).collect();
        let indicators = loaded.plan.indicators.iter().enumerate();
        // What nobody has is said once, not of every region, unless it is asked for.
        let no_data = |choice: &VerdictChoice| choice.0 == Verdict::NoData;
        let all = args.verdict.iter().any(no_data);
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
        let asked = Asked {
            region: None,
            method: args.judging.method.map(|choice| choice.0),
            other_methods: false,
            rows_only: true,
        };
        // The wanted things are the indicators, in the plan's order, and then the series.
        let needs = needs_of_rows(&loaded.plan, as_of, asked);
        Self {
            absent,
            needs,
            plan: &loaded.plan,
            panel: &loaded.panel,
            regions: loaded.regions(),
            named: Arc::clone(&loaded.named),
            as_of,
            asked,
            indicators: wanted,
            command,
        }
    }

    fn batch(
        &self,
        (unpacker, quick): &mut (Unpacker<'_>, QuickRows),
        batch: usize,
        format: Format,
        head: bool,
    ) -> Batch {
        let (mut text, mut diagnostics) = (Vec::new(), Vec::new());
        let regions = self.regions.iter().skip(batch * BATCH).take(BATCH);
        for (index, region) in regions.enumerate() {
            let rows = unpacker.for_rows(region, &self.needs);
            // Under --strict they were looked for before anything was written.
            if !self.command.status.data.strict && rows.may_conflict {
                diagnostics.extend(self.conflicts(unpacker, region, false));
            }
            let mut actuals = rows.actuals;
            actuals.files.clone_from(&self.panel.files);
            let actuals = actuals.beside(&self.named);
            let assessment = self.assess(&actuals, &region.name);
            let wanted = |finding: &&Finding| {
                let verdicts = &self.command.status.verdict;
                verdicts.is_empty() || verdicts.iter().any(|choice| choice.0 == finding.verdict)
            };
            let judged = assessment
                .findings
                .iter()
                .filter(wanted)
                .map(|finding| Judged {
                    plan: self.plan,
                    assessment: &assessment,
                    actuals: &actuals,
                    finding,
                });
            let head = head && index == 0;
            if format == Format::Csv && !head {
                judged.for_each(|judged| quick.write(&judged, &mut text));
                continue;
            }
            let flat = row::flat(judged);
            // Memory does not fail to be written to.
            let _ = match format {
                Format::Jsonl => jsonl::flat(flat, &mut text),
                _ => csv::flat_part(flat, dialect(format), head, &mut text),
            };
        }
        Batch { text, diagnostics }
    }

    /// The conflicts of every region.
    fn all_conflicts(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut unpacker = Unpacker::new(self.panel);
        for region in &self.regions {
            if unpacker.may_conflict(region) {
                found.extend(self.conflicts(&mut unpacker, region, true));
            }
        }
        found
    }

    fn conflicts(
        &self,
        unpacker: &mut Unpacker<'_>,
        region: &PanelRegion,
        strict: bool,
    ) -> Vec<Diagnostic> {
        let mut actuals = unpacker.actuals(region);
        actuals.files.clone_from(&self.panel.files);
        conflicts(self.plan, &actuals, self.as_of, strict)
    }

    fn assess(&self, actuals: &Actuals, region: &str) -> Assessment {
        let asked = Asked {
            region: Some(region),
            ..self.asked
        };
        let indicators = self.indicators.iter();
        let findings =
            indicators.map(|index| assess_one(self.plan, actuals, self.as_of, asked, *index));
        Assessment {
            as_of: self.as_of,
            findings: findings.collect(),
        }
    }
}

fn dialect(format: Format) -> Dialect {
    match format {
        Format::CsvExcel => Dialect::Excel,
        Format::Tsv => Dialect::Tabs,
        _ => Dialect::Plain,
    }
}
