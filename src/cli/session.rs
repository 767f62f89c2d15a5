//! What every command does first: find plans, read them and their actuals, and say on stderr what there is to say.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anyhow::Result;
use chrono::NaiveDate;
use encoding_rs::Encoding;

use super::args::{self, ConvertArgs, DataArgs};
use super::exit::Stopped;
use super::progress::{Counts, Progress};
use super::settings::Settings;
use crate::actuals::derived::Disagreement;
use crate::actuals::panel::Panel;
use crate::actuals::tasks::TaskStates;
use crate::actuals::{Actuals, Origin, derived, vintages};
use crate::diag::{DataProblem, Diagnostic, Place, RunProblem, Severity, nearest};
use crate::lang::stats::Throughput;
use crate::load::actuals_csv::{self, Input, LoadedActuals, Options};
use crate::load::discover::{self, ActualsSource, PlanFile, Unreadable};
use crate::load::panel::ChosenRegions;
use crate::load::plan_toml::{self, LoadedFigures, LoadedPlan};
use crate::load::{builtin, catalog, convert, encoding, tasks_csv};
use crate::number::Number;
use crate::plan::{Catalog, Plan, Wanted};
use crate::render::diagnostics;
use crate::unit::Unit;

/// Conflicting values of many regions listed in one run.
const MAX_CONFLICTS: usize = 10;

/// Disagreements of printed and derived figures listed in one run.
const MAX_DISAGREEMENTS: usize = 10;

/// A plan with its actuals.
#[derive(Debug)]
pub struct Loaded {
    /// The plan.
    pub plan: Plan,
    /// Its actuals.
    pub actuals: Actuals,
}

/// A plan with the actuals of many regions.
#[derive(Debug)]
pub struct LoadedPanel {
    /// The plan.
    pub plan: Plan,
    /// The regions.
    pub panel: Panel,
    /// The figures of the regions that the plan names.
    pub named: Arc<Actuals>,
}

/// One run: its settings, and what has been read of standard input.
#[derive(Debug)]
pub struct Session<'a> {
    /// Settings of the run.
    pub settings: &'a Settings,
    /// Standard input, once read: several plans may want it.
    stdin: Option<Vec<u8>>,
    /// Is standard input wanted once, so that it need not be held?
    pub reads_stdin_once: bool,
    /// Diagnostics said before: a file read for two plans says its problem once.
    said: HashSet<String>,
    /// Warnings since somebody last asked for them.
    warnings: Vec<Diagnostic>,
    /// Catalogues by file: plans of one folder share theirs.
    catalogs: HashMap<String, Option<Catalog>>,
}

impl<'a> Session<'a> {
    /// A session with these settings.
    pub fn new(settings: &'a Settings) -> Self {
        Self {
            settings,
            stdin: None,
            reads_stdin_once: false,
            said: HashSet::new(),
            warnings: Vec::new(),
            catalogs: HashMap::new(),
        }
    }

    /// The date after which nothing published counts.
    pub fn as_of(&self, data: &DataArgs) -> NaiveDate {
        data.as_of.unwrap_or(self.settings.today)
    }

    /// Says diagnostics on stderr, each once; all of them, or with `--quiet` only errors.
    pub fn say(&mut self, diagnostics: &[Diagnostic]) {
        let style = self.settings.stderr_style();
        let mut stderr = std::io::stderr().lock();
        for diagnostic in diagnostics {
            if diagnostic.severity == Severity::Warning && !self.warnings.contains(diagnostic) {
                self.warnings.push(diagnostic.clone());
            }
            if self.settings.quiet && !diagnostic.is_error() {
                continue;
            }
            let text = diagnostics::render(diagnostic, &style);
            if self.said.insert(text.clone()) {
                // A closed stderr leaves nobody to tell.
                let _ = writeln!(stderr, "{}\n", text.trim_end());
            }
        }
    }

    /// The warnings since the last call, each once, `--quiet` or not.
    pub fn take_warnings(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.warnings)
    }

    /// Says diagnostics and stops when one of them is an error.
    pub fn check(&mut self, diagnostics: &[Diagnostic]) -> Result<()> {
        self.say(diagnostics);
        if diagnostics.iter().any(Diagnostic::is_error) { Err(Stopped.into()) } else { Ok(()) }
    }

    /// Says why the run cannot go on.
    pub fn fail(&mut self, problem: RunProblem) -> anyhow::Error {
        self.say(&[Diagnostic::new(problem, None)]);
        Stopped.into()
    }

    /// The plan file of that id or path.
    pub fn find(&mut self, name: &str) -> Result<PlanFile> {
        if let Some(found) = self.settings.folders.find(name) {
            return Ok(found);
        }
        let known: Vec<String> = self.settings.folders.all().iter().map(PlanFile::id).collect();
        let nearest = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
        Err(self.fail(RunProblem::UnknownPlan { name: name.to_owned(), nearest, known }))
    }

    /// The bytes of a plan file.
    pub fn read(&mut self, file: &PlanFile) -> Result<Vec<u8>> {
        file.read().map_err(|unreadable| self.fail(unreadable_problem(unreadable, None)))
    }

    /// The plan of a file, with what is to be said about it. A catalogue that cannot be read stops the run: without it the
    /// plan would be another.
    pub fn load_plan(&mut self, file: &PlanFile) -> Result<LoadedPlan> {
        let bytes = self.read(file)?;
        let catalog = self.catalog_of(file, &bytes)?;
        let catalog = catalog.and_then(|name| self.catalogs.get(&name)?.as_ref());
        Ok(plan_toml::load_plan(&file.shown(), &bytes, catalog))
    }

    /// The figures of a plan, for its audit.
    pub fn load_figures(&mut self, file: &PlanFile) -> Result<LoadedFigures> {
        let bytes = self.read(file)?;
        let catalog = self.catalog_of(file, &bytes)?;
        let catalog = catalog.and_then(|name| self.catalogs.get(&name)?.as_ref());
        Ok(plan_toml::load_figures(&file.shown(), &bytes, catalog))
    }

    /// The catalogue beside a plan, once it is read: the key under which it is known. Where plan and catalogue are those
    /// inside the binary, byte for byte, only what the plan names is read.
    fn catalog_of(&mut self, plan: &PlanFile, plan_bytes: &[u8]) -> Result<Option<String>> {
        let Some(file) = plan.catalog() else {
            return Ok(None);
        };
        let name = file.shown();
        if self.catalogs.contains_key(&name) {
            return Ok(Some(name));
        }
        let bytes = self.read(&file)?;
        let own = builtin::CATALOG.filter(|own| own.text.as_bytes() == bytes);
        let own_plan = builtin::PLANS.iter();
        let own_plan = own_plan.map(|plan| plan.text).find(|text| text.as_bytes() == plan_bytes);
        let (key, bytes) = match (own, own_plan) {
            (Some(own), Some(text)) => (
                format!("{name} for {}", plan.shown()),
                catalog::concepts_named_by(own.text, text).into_bytes(),
            ),
            _ => (name.clone(), bytes),
        };
        if !self.catalogs.contains_key(&key) {
            let (catalog, diagnostics) = catalog::load_catalog(&name, &bytes);
            self.check(&diagnostics)?;
            self.catalogs.insert(key.clone(), catalog);
        }
        Ok(Some(key))
    }

    /// The plan of that id or path, with no error in it.
    pub fn plan(&mut self, name: &str) -> Result<(PlanFile, Plan)> {
        let file = self.find(name)?;
        let loaded = self.load_plan(&file)?;
        self.check(&loaded.diagnostics)?;
        let plan = loaded.plan.ok_or(Stopped)?;
        Ok((file, plan))
    }

    /// Several plans; one that is named twice is taken once.
    pub fn plans(&mut self, names: &[String]) -> Result<Vec<(PlanFile, Plan)>> {
        let mut taken = HashSet::new();
        let mut all = Vec::new();
        for name in names {
            let (file, plan) = self.plan(name)?;
            if taken.insert(file.shown()) {
                all.push((file, plan));
            }
        }
        Ok(all)
    }

    /// One plan with its actuals of every region that they print (`--each-region`).
    pub fn load_every_region(&mut self, name: &str, data: &DataArgs) -> Result<Loaded> {
        let (file, plan) = self.plan(name)?;
        self.with_actuals_of(&file, plan, data, true)
    }

    /// A plan with its actuals, or with none where nobody names any.
    pub fn load_if_any(&mut self, file: &PlanFile, plan: Plan, data: &DataArgs) -> Result<Loaded> {
        if plan.actuals.is_empty() && data.actuals.is_empty() {
            let actuals = Actuals::default();
            return Ok(Loaded { plan, actuals });
        }
        self.with_actuals(file, plan, data)
    }

    /// The encoding that the user names.
    fn encoding(&mut self, label: Option<&str>) -> Result<Option<&'static Encoding>> {
        let Some(label) = label else { return Ok(None) };
        let encoding = encoding::from_label(label);
        match encoding {
            Some(_) => Ok(encoding),
            None => Err(self.fail(RunProblem::UnknownEncoding { name: label.to_owned() })),
        }
    }

    /// The whole of a text file, or of standard input for `-`.
    pub fn text(&mut self, path: &str, label: Option<&str>) -> Result<String> {
        let wanted = self.encoding(label)?;
        let source =
            if path == "-" { ActualsSource::Stdin(None) } else { ActualsSource::File(path.into()) };
        let reader = self.open(&source, None)?;
        // Any first line may be that of a document.
        match encoding::read_text(reader, wanted, &|_| true) {
            Ok((text, used)) => {
                if used != encoding_rs::UTF_8 {
                    let encoding = encoding::shown_name(used);
                    let problem = DataProblem::EncodingUsed { encoding };
                    self.say(&[Diagnostic::new(problem, Some(Place::whole_file(path)))]);
                }
                Ok(text)
            }
            Err(problem) => match *problem {
                DataProblem::UnclearEncoding { offset } => Err(self.no_text(path, offset)),
                // An archive; of a document it is that of a word processor.
                DataProblem::Workbook => Err(self.no_text(path, 0)),
                problem => {
                    let place = Some(Place::whole_file(path));
                    self.say(&[Diagnostic::new(problem, place)]);
                    Err(Stopped.into())
                }
            },
        }
    }

    fn no_text(&mut self, path: &str, offset: u64) -> anyhow::Error {
        let path = path.to_owned();
        self.fail(RunProblem::SourceEncoding { path, offset })
    }

    /// A plan with its actuals.
    pub fn with_actuals(&mut self, file: &PlanFile, plan: Plan, data: &DataArgs) -> Result<Loaded> {
        self.with_actuals_of(file, plan, data, false)
    }

    /// A plan with the actuals of every region chosen, packed.
    pub fn load_panel(
        &mut self,
        file: &PlanFile,
        plan: Plan,
        data: &DataArgs,
        chosen: &ChosenRegions,
    ) -> Result<LoadedPanel> {
        let options = Options {
            every_region: true,
            chosen: chosen.clone(),
            packed: true,
            known_on: Some(self.as_of(data)),
            ..self.options(data)?
        };
        let wanted = plan.wanted(None);
        let loaded = self.read_actuals(file, &plan, data, &wanted, &plan.region, &options)?;
        let (named, panel) = (Arc::new(loaded.actuals), loaded.panel.unwrap_or_default());
        Ok(LoadedPanel { plan, panel, named })
    }

    fn options(&mut self, data: &DataArgs) -> Result<Options> {
        Ok(Options {
            encoding: self.encoding(data.encoding.as_deref())?,
            columns: args::all_heads(&data.columns),
            decimal_comma: data.decimal_comma,
            strict: data.strict,
            all_unmatched: data.unmatched,
            ..Options::default()
        })
    }

    /// Reads the actuals of a plan.
    fn read_actuals(
        &mut self,
        file: &PlanFile,
        plan: &Plan,
        data: &DataArgs,
        wanted: &[Wanted],
        region: &str,
        options: &Options,
    ) -> Result<LoadedActuals> {
        let started = Instant::now();
        let mut inputs = Vec::new();
        let named_by = data.actuals.is_empty().then_some(plan.id.as_str());
        let sources = self.sources(file, plan, data)?;
        // Several sheets of one workbook are several sources.
        let from_stdin = |source: &&ActualsSource| matches!(source, ActualsSource::Stdin(_));
        self.reads_stdin_once &= sources.iter().filter(from_stdin).count() < 2;
        let counts = Counts {
            total: sources.iter().map(ActualsSource::size).sum(),
            rows: Arc::clone(&options.rows_read),
            ..Counts::default()
        };
        for source in sources {
            inputs.push(Input {
                name: source.shown(),
                sheet: source.sheet(),
                reader: Box::new(Counted {
                    reader: self.open(&source, named_by)?,
                    bytes: Arc::clone(&counts.bytes),
                }),
            });
        }
        let progress = Progress::start(self.settings, &counts);
        let loaded = actuals_csv::read_actuals(wanted, region, inputs, options);
        drop(progress);
        if data.stats {
            self.say_stats(&loaded, counts.bytes.load(Ordering::Relaxed), started);
        }
        self.check(&loaded.diagnostics)?;
        Ok(loaded)
    }

    /// Says which indicators no region has a figure of.
    pub fn say_absent(&self, ids: &[&str]) {
        if ids.is_empty() || self.settings.quiet {
            return;
        }
        let style = self.settings.stderr_style();
        let words = style.words();
        let _ = writeln!(std::io::stderr(), "{}\n", words.without_any_figure(ids));
    }

    /// How much was read, and how fast: what `--stats` asks for is said even to `--quiet`.
    fn say_stats(&self, loaded: &LoadedActuals, bytes: u64, started: Instant) {
        let packed = loaded.panel.iter().flat_map(|panel| &panel.regions);
        let packed = packed.map(|region| region.packed.len() + region.others.len());
        let named = loaded.actuals.all().map(|(_, observations)| observations.len());
        let kept: usize = match loaded.panel {
            Some(_) => packed.sum(),
            None => named.sum(),
        };
        let files = &loaded.actuals.files;
        let throughput = Throughput {
            bytes,
            rows: files.iter().map(|file| file.rows).sum(),
            matched: files.iter().map(|file| file.matched).sum(),
            kept: kept as u64,
            milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        };
        let style = self.settings.stderr_style();
        let words = style.words();
        // A closed stderr leaves nobody to tell.
        let _ = writeln!(std::io::stderr(), "{}", words.throughput(&throughput));
    }

    fn with_actuals_of(
        &mut self,
        file: &PlanFile,
        plan: Plan,
        data: &DataArgs,
        every_region: bool,
    ) -> Result<Loaded> {
        let options = Options { every_region, ..self.options(data)? };
        let region = data.region.as_deref();
        let wanted = plan.wanted(region);
        let default_region = region.unwrap_or(&plan.region);
        let loaded = self.read_actuals(file, &plan, data, &wanted, default_region, &options)?;
        let as_of = self.as_of(data);
        self.check(&conflicts(&plan, &loaded.actuals, as_of, data.strict))?;
        self.check(&disagreements(&plan, &loaded.actuals, as_of))?;
        Ok(Loaded { plan, actuals: loaded.actuals })
    }

    /// Files as plancheck's own long CSV; nothing is given when any of them has an error.
    pub fn convert(&mut self, args: &ConvertArgs) -> Result<Vec<u8>> {
        let encoding = self.encoding(args.encoding.as_deref())?;
        let mut inputs = Vec::new();
        let mut counts = Counts { total: Some(0), ..Counts::default() };
        for name in &args.files {
            let found = discover::actuals_named(name);
            let found =
                found.map_err(|unreadable| self.fail(unreadable_problem(unreadable, None)))?;
            for source in found {
                counts.total = counts.total.zip(source.size()).map(|(all, one)| all + one);
                inputs.push(Input {
                    name: source.shown(),
                    sheet: source.sheet(),
                    reader: Box::new(Counted {
                        reader: self.open(&source, None)?,
                        bytes: Arc::clone(&counts.bytes),
                    }),
                });
            }
        }
        let options = Options {
            encoding,
            columns: args::all_heads(&args.columns),
            decimal_comma: args.decimal_comma,
            rows_read: Arc::clone(&counts.rows),
            ..Options::default()
        };
        let progress = Progress::start(self.settings, &counts);
        let (result, diagnostics) = convert::convert(inputs, args.region.as_deref(), &options);
        drop(progress);
        self.check(&diagnostics)?;
        Ok(result)
    }

    /// The states of a plan's tasks, from the files that the user names, else from the plan's own; without any file,
    /// none is known.
    pub fn task_states(
        &mut self,
        file: &PlanFile,
        plan: &Plan,
        named: &[String],
    ) -> Result<TaskStates> {
        let (named, by_user) =
            if named.is_empty() { (plan.task_files.as_slice(), false) } else { (named, true) };
        let mut inputs = Vec::new();
        for name in named {
            let found = if by_user { discover::actuals_named(name) } else { file.actuals(name) };
            let named_by = (!by_user).then_some(plan.id.as_str());
            let found = found.map_err(|unreadable| {
                self.fail(unreadable_problem(unreadable, named_by.map(str::to_owned)))
            })?;
            for source in found {
                inputs.push(Input {
                    name: source.shown(),
                    sheet: source.sheet(),
                    reader: self.open(&source, named_by)?,
                });
            }
        }
        let ids: Vec<&str> = plan.tasks.iter().map(|task| task.id.as_str()).collect();
        let (states, diagnostics) = tasks_csv::read_tasks(inputs, &plan.id, &ids, None);
        self.check(&diagnostics)?;
        Ok(states)
    }

    /// Where the actuals come from: the user's list, else the plan's own; a source named twice is read once.
    fn sources(
        &mut self,
        file: &PlanFile,
        plan: &Plan,
        data: &DataArgs,
    ) -> Result<Vec<ActualsSource>> {
        let (named, named_by) = if data.actuals.is_empty() {
            (&plan.actuals, Some(plan.id.clone()))
        } else {
            (&data.actuals, None)
        };
        if named.is_empty() {
            return Err(self.fail(RunProblem::NoActuals { plan: plan.id.clone() }));
        }
        let mut sources: Vec<ActualsSource> = Vec::new();
        for name in named {
            let found =
                if named_by.is_some() { file.actuals(name) } else { discover::actuals_named(name) };
            let found = found.map_err(|unreadable| {
                self.fail(unreadable_problem(unreadable, named_by.clone()))
            })?;
            for source in found {
                if !sources.contains(&source) {
                    sources.push(source);
                }
            }
        }
        Ok(sources)
    }

    /// The bytes of standard input, read once.
    fn stdin(&mut self) -> Result<Vec<u8>> {
        if self.stdin.is_none() {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|error| {
                let path = "-".to_owned();
                self.fail(unreadable_problem(Unreadable { path, error }, None))
            })?;
            self.stdin = Some(bytes);
        }
        Ok(self.stdin.clone().unwrap_or_default())
    }

    fn open(
        &mut self,
        source: &ActualsSource,
        named_by: Option<&str>,
    ) -> Result<Box<dyn Read + Send>> {
        if matches!(source, ActualsSource::Stdin(_)) && !self.reads_stdin_once {
            return Ok(Box::new(Cursor::new(self.stdin()?)));
        }
        source.open().map_err(|unreadable| {
            self.fail(unreadable_problem(unreadable, named_by.map(str::to_owned)))
        })
    }
}

/// A reader that counts its bytes.
struct Counted {
    reader: Box<dyn Read + Send>,
    bytes: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        let count = self.reader.read(target)?;
        self.bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Why a file cannot be read; `named_by` is the plan that names it, when the user did not.
pub fn unreadable_problem(unreadable: Unreadable, named_by: Option<String>) -> RunProblem {
    RunProblem::FileUnreadable {
        nearest: discover::similar_file(&unreadable),
        path: unreadable.path,
        message: plain_reason(&unreadable.error),
        named_by,
    }
}

/// What the system said, without its error number.
pub fn plain_reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

fn with_unit(value: &Number, unit: &Unit) -> String {
    format!("{value} {}", unit.printed()).trim_end().to_owned()
}

/// Values of one period, day and trust that differ: warnings that name both lines, or errors under `--strict`.
pub fn conflicts(
    plan: &Plan,
    actuals: &Actuals,
    as_of: NaiveDate,
    strict: bool,
) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (id, observations) in actuals.all() {
        let Some((unit, kind)) = derived::unit_and_kind(plan, id) else {
            continue;
        };
        for conflict in vintages::conflicts(observations, kind, as_of) {
            // One row may feed several indicators: its conflict is one.
            if !seen.insert((conflict.loser.origin, conflict.winner.origin)) {
                continue;
            }
            let problem = DataProblem::Conflict {
                indicator: name_of(plan, id),
                period: conflict.winner.period.to_string(),
                first: actuals.place(conflict.loser.origin),
                first_value: with_unit(&conflict.loser.value, unit),
                second: actuals.place(conflict.winner.origin),
                second_value: with_unit(&conflict.winner.value, unit),
            };
            let winner = line_of(actuals, conflict.winner.origin);
            let diagnostic = Diagnostic::new(problem, winner).as_error_if(strict);
            found.push(diagnostic.with_related(line_of(actuals, conflict.loser.origin)));
        }
    }
    found
}

/// Contradictions among the figures of many regions: the first of each kind in full, the others counted.
#[derive(Debug, Default)]
pub struct Doubts {
    conflicts: Listed,
    disagreements: Listed,
}

/// Diagnostics of one kind.
#[derive(Debug, Default)]
struct Listed {
    first: Vec<Diagnostic>,
    /// Those beyond.
    more: usize,
}

impl Listed {
    fn add(&mut self, found: impl IntoIterator<Item = Diagnostic>, most: usize) {
        for found in found {
            if self.first.len() < most {
                self.first.push(found);
            } else {
                self.more += 1;
            }
        }
    }
}

impl Doubts {
    /// Adds conflicts of a region.
    pub fn add_conflicts(&mut self, found: Vec<Diagnostic>) {
        self.conflicts.add(found, MAX_CONFLICTS);
    }

    /// Adds the disagreements of a region.
    pub fn add_disagreements(&mut self, plan: &Plan, actuals: &Actuals, as_of: NaiveDate) {
        let found = derived::disagreements(plan, actuals, as_of);
        let found = found.into_iter();
        let found = found.map(|found| disagreement(plan, actuals, found));
        self.disagreements.add(found, MAX_DISAGREEMENTS);
    }

    /// Adds what was found in later regions.
    pub fn append(&mut self, later: Self) {
        self.conflicts.add(later.conflicts.first, MAX_CONFLICTS);
        self.conflicts.more += later.conflicts.more;
        let found = later.disagreements;
        self.disagreements.add(found.first, MAX_DISAGREEMENTS);
        self.disagreements.more += found.more;
    }

    /// All that is to be said.
    pub fn diagnostics(self) -> Vec<Diagnostic> {
        let more = |problem: DataProblem| Diagnostic::new(problem, None);
        let count = self.conflicts.more;
        let conflicts = (count > 0).then(|| more(DataProblem::MoreConflicts { count }));
        let count = self.disagreements.more;
        let disagreements = (count > 0).then(|| more(DataProblem::MoreDisagreements { count }));
        let listed = self.conflicts.first.into_iter().chain(conflicts);
        listed.chain(self.disagreements.first).chain(disagreements).collect()
    }
}

/// Printed figures that differ from what their operands give: warnings at the printed one, which is used.
fn disagreements(plan: &Plan, actuals: &Actuals, as_of: NaiveDate) -> Vec<Diagnostic> {
    let mut found = Doubts::default();
    found.add_disagreements(plan, actuals, as_of);
    found.diagnostics()
}

fn disagreement(plan: &Plan, actuals: &Actuals, found: Disagreement) -> Diagnostic {
    let printed = &found.printed;
    let operands = found.operands.iter().map(|origin| actuals.place(*origin));
    let problem = DataProblem::Disagreement {
        indicator: name_of(plan, &found.id),
        region: found.region,
        period: printed.period.to_string(),
        printed: printed.value.to_string(),
        derived: found.derived.short_text(printed.value.decimals() + 1),
        place: operands.collect::<Vec<_>>().join(", "),
    };
    Diagnostic::new(problem, line_of(actuals, printed.origin))
}

/// The printed name of an indicator or declared series.
fn name_of(plan: &Plan, id: &str) -> String {
    let indicator = plan.indicator(id).map(|indicator| &indicator.name);
    let name = indicator.or_else(|| plan.series_of(id).map(|series| &series.name));
    name.map_or_else(|| id.to_owned(), String::clone)
}

/// The line on which an observation stands.
fn line_of(actuals: &Actuals, origin: Origin) -> Option<Place> {
    let file = actuals.files.get(origin.file as usize)?;
    Some(Place { cell: actuals.cell(origin), ..Place::line_of(&file.name, origin.line) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Derivation, Kind, Series};
    use crate::unit::Unit;

    const PLAN: &str = r#"
        [plan]
        id = "t"
        title = "规划"
        region = "测试市"
        period = "2021/2025"
        [[indicator]]
        id = "x"
        name = "研发经费"
        unit = "亿元"
        measure = "level"
        target = { at_least = 1 }
        cite = { section = "一", figure = "研发经费1亿元" }
    "#;

    /// The plan with `x` as the sum of a declared series, and what was read for it.
    fn loaded(rows: &str) -> (Plan, Actuals) {
        let mut plan = plan_toml::load_plan("t.toml", PLAN.as_bytes(), None).plan.expect("a plan");
        plan.series.push(Series {
            id: "part".to_owned(),
            concept: "part".to_owned(),
            name: "企业研发经费".to_owned(),
            name_en: None,
            aliases: Vec::new(),
            printed_units: Vec::new(),
            unit: Unit::parse("亿元"),
            kind: Kind::Flow,
            region: None,
            from: None,
            line: 1,
        });
        plan.indicators[0].from = Some(Derivation::Sum(vec!["part".to_owned()]));
        let text = format!("region,indicator,period,value,unit\n{rows}");
        let inputs = vec![Input {
            name: "a.csv".to_owned(),
            sheet: None,
            reader: Box::new(Cursor::new(text.into_bytes())),
        }];
        let (wanted, options) = (plan.wanted(None), Options::default());
        let loaded = actuals_csv::read_actuals(&wanted, "测试市", inputs, &options);
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
        (plan, loaded.actuals)
    }

    fn today() -> NaiveDate {
        "2026-06-30".parse().expect("a day")
    }

    #[test]
    fn figures_that_disagree_are_listed_at_the_printed_one() {
        let (plan, actuals) = loaded(
            "测试市,企业研发经费,2022,7.26,亿元\n测试市,研发经费,2022,8.0,亿元\n测试市,研发经费,2023,9,亿元\n",
        );
        let found = disagreements(&plan, &actuals, today());
        let [only] = found.as_slice() else { panic!("{found:?}") };
        let problem = DataProblem::Disagreement {
            indicator: "研发经费".to_owned(),
            region: "测试市".to_owned(),
            period: "2022".to_owned(),
            printed: "8.0".to_owned(),
            derived: "7.26".to_owned(),
            place: "a.csv:2".to_owned(),
        };
        assert_eq!(only.problem, problem.into());
        assert_eq!(only.place.as_ref().map(|place| place.line), Some(3));
        assert!(!only.is_error());

        let rows: Vec<String> = (2001..=2025)
            .flat_map(|year| {
                ["企业研发经费,{},1", "研发经费,{},3"]
                    .map(|row| format!("测试市,{},亿元\n", row.replace("{}", &year.to_string())))
            })
            .collect();
        let (plan, actuals) = loaded(&rows.concat());
        let found = disagreements(&plan, &actuals, today());
        assert_eq!(found.len(), MAX_DISAGREEMENTS + 1);
        let more = DataProblem::MoreDisagreements { count: 15 };
        assert_eq!(found.last().map(|last| last.problem.clone()), Some(more.into()));
    }

    #[test]
    fn values_of_a_series_conflict_too() {
        let (plan, actuals) = loaded(
            "测试市,企业研发经费,2022,7.2,亿元\n测试市,企业研发经费,2022,7.3,亿元\n测试市,研发经费,2022,7.3,亿元\n",
        );
        let found = conflicts(&plan, &actuals, today(), true);
        let [only] = found.as_slice() else { panic!("{found:?}") };
        assert!(only.is_error());
        assert!(matches!(
            &only.problem,
            crate::diag::Problem::Data(DataProblem::Conflict { indicator, .. }) if indicator == "企业研发经费"
        ));
    }
}
