//! What commands share: finding plans, reading them and their actuals, and printing diagnostics on stderr.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anyhow::{Result, bail};
use chrono::NaiveDate;

use super::{
    args::{ConvertArgs, DataArgs},
    contradictions::{self, Contradictions},
    exit::Stopped,
    named,
    progress::{Counts, Progress},
    settings::Settings,
};
use crate::{
    actuals::{Actuals, panel::Panel},
    diag::{DataProblem, Diagnostic, Place, Problem, RunProblem, Severity, nearest},
    keys::Content,
    lang::{progress::Throughput, words::Words},
    load::{
        actuals_csv::{self, ChosenRegions, Input, LoadedActuals, Options},
        builtin, catalog, convert,
        discover::{self, ActualsSource, PlanFile, Unreadable},
        encoding,
        plan_toml::{self, LoadedFigures, LoadedPlan},
        recipe, tasks_csv,
    },
    plan::{Catalog, Plan, Wanted, recipe::Recipe, tasks::TaskStates},
    render::diagnostics,
};

/// A source of figures, and how it is read.
type WithRecipe = (ActualsSource, Arc<Recipe>);

/// The file and the id of the plan that names a file.
type ByPlan<'a> = (&'a PlanFile, &'a str);

/// A plan by the name that the user gave.
#[derive(Clone)]
pub struct Named {
    pub file: PlanFile,
    pub plan: Plan,
    /// The warnings about it and its catalogue.
    pub warnings: Vec<Diagnostic>,
}

/// A plan with its actuals.
pub struct Loaded {
    pub plan: Plan,
    pub actuals: Actuals,
}

/// A plan with the actuals of many regions.
pub struct LoadedPanel {
    pub plan: Plan,
    pub panel: Panel,
    /// The figures of regions that the plan names.
    pub named: Arc<Actuals>,
}

/// One run: its settings and what has been read and printed so far.
pub struct Session {
    pub settings: Settings,
    /// Standard input, kept because several plans may need it.
    stdin: Option<Vec<u8>>,
    /// Whether standard input is read only once and need not be kept.
    pub reads_stdin_once: bool,
    /// Whether plans and indicators are named by their ids only, so that what a script means never depends on other plans.
    pub ids_only: bool,
    /// The file that the result will replace, all links resolved.
    pub replaced: Option<PathBuf>,
    /// Diagnostics printed before: the problems of a file read for two plans are printed once.
    printed: HashSet<String>,
    /// Warnings since the last call of `take_warnings`.
    warnings: Vec<Diagnostic>,
    /// Catalogues by file: plans in one folder share a catalogue.
    catalogs: HashMap<String, Option<Catalog>>,
    /// Whether all that is read is shipped with the program, so that the user can mend nothing: only errors are printed.
    about_shipped: bool,
}

impl Session {
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            stdin: None,
            reads_stdin_once: false,
            ids_only: false,
            replaced: None,
            printed: HashSet::new(),
            warnings: Vec::new(),
            catalogs: HashMap::new(),
            about_shipped: false,
        }
    }

    /// The as-of date: figures published later are ignored.
    pub fn as_of(&self, data: &DataArgs) -> NaiveDate {
        data.as_of.unwrap_or(self.settings.today)
    }

    /// Prints diagnostics on stderr, each once; with `--quiet` only errors. Notes on a plan are for its encoder: `validate`
    /// shows them, and no other command.
    pub fn print(&mut self, diagnostics: &[Diagnostic]) {
        let style = self.settings.stderr_style();
        let mut stderr = std::io::stderr().lock();
        for diagnostic in diagnostics {
            if diagnostic.severity == Severity::Warning && !self.warnings.contains(diagnostic) {
                self.warnings.push(diagnostic.clone());
            }
            let note = diagnostic.severity == Severity::Note;
            let of_plan = note && matches!(diagnostic.problem, Problem::Plan(_));
            let silent = self.settings.quiet || self.about_shipped;
            if of_plan || (silent && !diagnostic.is_error()) {
                continue;
            }
            let text = diagnostics::render(diagnostic, &style);
            if self.printed.insert(text.clone()) {
                // If stderr is closed, nobody can see the message.
                let _ = writeln!(stderr, "{}\n", text.trim_end());
            }
        }
    }

    /// The warnings since the last call, each once, even with `--quiet`.
    pub fn take_warnings(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.warnings)
    }

    /// Prints diagnostics, and fails if one of them is an error.
    pub fn check(&mut self, diagnostics: &[Diagnostic]) -> Result<()> {
        self.print(diagnostics);
        if diagnostics.iter().any(Diagnostic::is_error) { Err(Stopped.into()) } else { Ok(()) }
    }

    /// The plan file with this id or path.
    pub fn find(&mut self, name: &str) -> Result<PlanFile> {
        let folders = &self.settings.folders;
        let is_folder = |file: &PlanFile| file.resolved().is_some_and(|path| path.is_dir());
        if let Some(found) = folders.find(name).filter(|file| !is_folder(file)) {
            return Ok(found);
        }
        let folder = Path::new(name).is_dir();
        if !self.ids_only
            && !folder
            && let Some(found) = named::plan(name, folders)?
        {
            return Ok(found);
        }
        let known: Vec<String> = self.settings.folders.all().iter().map(PlanFile::id).collect();
        let nearest = nearest(name, &known).cloned();
        let (name, figures) = (name.to_owned(), discover::is_of_actuals(name));
        bail!(RunProblem::UnknownPlan { name, figures, folder, nearest, known })
    }

    /// The plan of a file with its diagnostics. A catalogue that cannot be read stops the run: without it the plan would have
    /// a different meaning.
    pub fn load_plan(&mut self, file: &PlanFile) -> Result<LoadedPlan> {
        self.with_catalog(file, plan_toml::load_plan)
    }

    /// Two versions of a plan. One of them may be a copy under another name, in a folder without a catalogue: it then has
    /// that of the other.
    pub fn versions(&mut self, names: [&str; 2]) -> Result<[Named; 2]> {
        let files = [self.find(names[0])?, self.find(names[1])?];
        let mut load = |at: usize| {
            let (file, other) = (&files[at], &files[1 - at]);
            let beside = if file.catalog().is_some() { file } else { other };
            let loaded = self.with_catalog_of(beside, file, plan_toml::load_version)?;
            self.named(file.clone(), loaded)
        };
        Ok([load(0)?, load(1)?])
    }

    /// The figures of a plan, for its audit.
    pub fn load_figures(&mut self, file: &PlanFile) -> Result<LoadedFigures> {
        self.with_catalog(file, plan_toml::load_figures)
    }

    /// The bytes of a plan or catalogue.
    pub fn bytes_of(&self, file: &PlanFile) -> Result<Vec<u8>, RunProblem> {
        self.readable(file.resolved().as_deref(), file.shown())?;
        file.read().map_err(unreadable(None))
    }

    /// Refuses to read the file that the result is to replace.
    fn readable(&self, file: Option<&Path>, path: String) -> Result<(), RunProblem> {
        let replaced = file.is_some() && file == self.replaced.as_deref();
        if replaced { Err(RunProblem::OutputIsInput { path }) } else { Ok(()) }
    }

    /// What `load` reads from a plan file and its catalogue.
    fn with_catalog<T>(
        &mut self,
        file: &PlanFile,
        load: fn(&str, &[u8], Option<&Catalog>) -> T,
    ) -> Result<T> {
        self.with_catalog_of(file, file, load)
    }

    /// The same with the catalogue that belongs to another plan file.
    fn with_catalog_of<T>(
        &mut self,
        beside: &PlanFile,
        file: &PlanFile,
        load: fn(&str, &[u8], Option<&Catalog>) -> T,
    ) -> Result<T> {
        let bytes = self.bytes_of(file)?;
        let catalog =
            self.catalog_of(beside, &bytes)?.and_then(|name| self.catalogs.get(&name)?.as_ref());
        Ok(load(&file.shown(), &bytes, catalog))
    }

    /// Reads the catalogue of a plan and returns its key in `catalogs`. If plan and catalogue are the built-in ones, byte for
    /// byte, only the concepts that the plan names are read.
    fn catalog_of(&mut self, plan: &PlanFile, plan_bytes: &[u8]) -> Result<Option<String>> {
        let Some(file) = plan.catalog() else {
            return Ok(None);
        };
        let name = file.shown();
        if self.catalogs.contains_key(&name) {
            return Ok(Some(name));
        }
        if let PlanFile::Disk(path) = &file {
            may_name(plan, &plan.id(), &ActualsSource::File(path.clone(), None))?;
        }
        let bytes = self.bytes_of(&file)?;
        let own = builtin::CATALOG.filter(|own| own.text.as_bytes() == bytes);
        let own_plan =
            builtin::PLANS.iter().map(|plan| plan.text).find(|text| text.as_bytes() == plan_bytes);
        if let (Some(own), Some(text)) = (own, own_plan) {
            let key = format!("{name} for {}", plan.shown());
            let read = || catalog::load_shipped(&name, own.text, text);
            self.catalogs.entry(key.clone()).or_insert_with(read);
            return Ok(Some(key));
        }
        let (catalog, diagnostics) = catalog::load_catalog(&name, &bytes);
        self.check(&diagnostics)?;
        self.catalogs.insert(name.clone(), catalog);
        Ok(Some(name))
    }

    /// The plan with this id or path; fails if the plan has errors.
    pub fn plan(&mut self, name: &str) -> Result<Named> {
        let file = self.find(name)?;
        let loaded = self.load_plan(&file)?;
        self.named(file, loaded)
    }

    fn named(&mut self, file: PlanFile, loaded: LoadedPlan) -> Result<Named> {
        self.check(&loaded.diagnostics)?;
        let plan = loaded.plan.ok_or(Stopped)?;
        Ok(Named { file, plan, warnings: self.take_warnings() })
    }

    /// Several plans; a plan that is named twice is returned once.
    pub fn plans(&mut self, names: &[String]) -> Result<Vec<Named>> {
        let mut all: Vec<Named> = Vec::new();
        for name in names {
            let plan = self.plan(name)?;
            if all.iter().all(|known| known.file.shown() != plan.file.shown()) {
                all.push(plan);
            }
        }
        Ok(all)
    }

    /// A plan with its actuals, which are empty if neither the plan nor the user names any.
    pub fn load_if_any(&mut self, named: Named, data: &DataArgs) -> Result<Loaded> {
        if !has_actuals(&named.plan, data) {
            return Ok(Loaded { plan: named.plan, actuals: Actuals::default() });
        }
        self.with_actuals(named, data, false)
    }

    /// The text of a document; `named_by` is the plan that names it, unless the user does.
    pub fn text(
        &mut self,
        source: &ActualsSource,
        named_by: Option<ByPlan<'_>>,
        label: Option<&str>,
    ) -> Result<String> {
        let unknown = |label: &str| RunProblem::UnknownEncoding { name: label.to_owned() };
        let wanted = |label| encoding::from_label(label).ok_or_else(|| unknown(label));
        let wanted = label.map(wanted).transpose()?;
        let reader = self.open(source, named_by)?;
        let path = source.shown();
        let not_text = |offset| RunProblem::SourceEncoding { path: path.clone(), offset };
        // A document may begin with any line.
        match encoding::read_text(reader, wanted) {
            Ok((text, used)) => {
                if used != encoding_rs::UTF_8 {
                    let problem =
                        DataProblem::EncodingUsed { encoding: encoding::shown_name(used) };
                    self.print(&[Diagnostic::new(problem, Some(Place::whole_file(&path)))]);
                }
                Ok(text)
            }
            Err(problem) => match problem {
                DataProblem::UnclearEncoding { offset } => bail!(not_text(offset)),
                // A zip archive: for a document, a word processor file.
                DataProblem::OtherFormat { .. } => bail!(not_text(0)),
                problem => {
                    self.print(&[Diagnostic::new(problem, Some(Place::whole_file(&path)))]);
                    Err(Stopped.into())
                }
            },
        }
    }

    /// A plan with the packed actuals of every selected region.
    pub fn load_panel(
        &mut self,
        named: Named,
        data: &DataArgs,
        chosen: &ChosenRegions,
    ) -> Result<LoadedPanel> {
        let plan = &named.plan;
        let options = Options {
            every_region: true,
            chosen: chosen.clone(),
            packed: true,
            known_on: Some(self.as_of(data)),
            ..options(plan, data)
        };
        let wanted = plan.wanted(None);
        let loaded = self.read_actuals(&named, data, &wanted, &plan.region, &options)?;
        self.about_shipped = false;
        let panel = loaded.panel.unwrap_or_default();
        Ok(LoadedPanel { plan: named.plan, panel, named: Arc::new(loaded.actuals) })
    }

    /// What is wanted of the actuals that a plan or the user names.
    fn read_actuals(
        &mut self,
        named: &Named,
        data: &DataArgs,
        wanted: &[Wanted],
        region: &str,
        options: &Options,
    ) -> Result<LoadedActuals> {
        let started = Instant::now();
        let own = data.actuals.is_empty().then_some(named);
        let sources = self.actuals_of(named, data)?;
        // Several sheets of one workbook are several sources.
        let from_stdin = |(it, _): &&(ActualsSource, _)| matches!(it, ActualsSource::Stdin(_));
        self.reads_stdin_once &= sources.iter().filter(from_stdin).count() < 2;
        let counts = Counts::of(&sources, &options.rows_read);
        let inputs = self.inputs(&sources, own, &counts)?;
        let progress = Progress::start(&self.settings, &counts);
        // A policy counts warnings, and so shows them.
        let asked = data.unmatched || data.strict || data.region.is_some() || self.ids_only;
        self.about_shipped = !asked
            && data.recipe.said().is_empty()
            && own.is_some_and(|named| named.file.is_shipped())
            && sources.iter().all(|(source, _)| source.is_shipped());
        let loaded = actuals_csv::read_actuals(wanted, region, inputs, options);
        drop(progress);
        if data.stats {
            self.print_stats(&loaded, counts.bytes.load(Ordering::Relaxed), started);
        }
        self.check(&loaded.diagnostics)?;
        Ok(loaded)
    }

    /// Prints for which indicators no region has a figure.
    pub fn print_absent(&self, ids: &[&str]) {
        if ids.is_empty() || self.settings.quiet {
            return;
        }
        self.tell(|words| words.without_any_figure(ids) + "\n");
    }

    /// Prints a line on stderr.
    fn tell(&self, line: impl FnOnce(Words) -> String) {
        // If stderr is closed, nobody can see the message.
        let _ = writeln!(std::io::stderr(), "{}", line(self.settings.stderr_style().words()));
    }

    /// Prints how much was read, and how fast: `--stats` prints even with `--quiet`.
    fn print_stats(&self, loaded: &LoadedActuals, bytes: u64, started: Instant) {
        let packed = loaded.panel.iter().flat_map(|panel| &panel.regions);
        let packed = packed.map(|region| region.packed.len() + region.others.len());
        let named = loaded.actuals.all().map(|(_, _, observations)| observations.len());
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
        self.tell(|words| words.throughput(&throughput));
    }

    /// A plan with its actuals: of the regions that it needs, or of every region in them (`--each-region`).
    pub fn with_actuals(
        &mut self,
        named: Named,
        data: &DataArgs,
        every_region: bool,
    ) -> Result<Loaded> {
        let plan = &named.plan;
        let options = Options { every_region, ..options(plan, data) };
        let region = data.region.as_deref();
        let wanted = plan.wanted(region);
        let region = region.unwrap_or(&plan.region);
        let actuals = self.read_actuals(&named, data, &wanted, region, &options)?.actuals;
        let as_of = self.as_of(data);
        let mut found = Contradictions::default();
        found.add(contradictions::of_rows(plan, &actuals, as_of, data.strict));
        found.add(contradictions::of_plan(plan, &actuals, as_of));
        self.check(&found.diagnostics())?;
        self.about_shipped = false;
        Ok(Loaded { plan: named.plan, actuals })
    }

    /// The actuals of a version of a plan as another version reads them. What there is to say of them, each version says of its
    /// own; only errors are new.
    pub fn reread(&mut self, plan: &Plan, of: &Named, data: &DataArgs) -> Result<Actuals> {
        if !has_actuals(&of.plan, data) {
            return Ok(Actuals::default());
        }
        let quiet = std::mem::replace(&mut self.settings.quiet, true);
        let region = data.region.as_deref();
        let wanted = plan.wanted(region);
        let region = region.unwrap_or(&plan.region);
        let data = DataArgs { stats: false, ..data.clone() };
        let read = self.read_actuals(of, &data, &wanted, region, &options(plan, &data));
        self.settings.quiet = quiet;
        Ok(read?.actuals)
    }

    /// Files as plancheck's own long CSV; fails if one of them has an error.
    pub fn convert(&mut self, args: &ConvertArgs) -> Result<Vec<u8>> {
        let recipe = self.recipe(&args.recipe.said(), 0)?;
        let sources: Vec<_> = sources(&args.files, None)?
            .into_iter()
            .map(|source| (source, Arc::clone(&recipe)))
            .collect();
        let counts = Counts::of(&sources, &Arc::default());
        let inputs = self.inputs(&sources, None, &counts)?;
        let options = Options { rows_read: Arc::clone(&counts.rows), ..Options::default() };
        let progress = Progress::start(&self.settings, &counts);
        let (result, diagnostics) = convert::convert(inputs, args.region.as_deref(), &options);
        drop(progress);
        self.check(&diagnostics)?;
        Ok(result)
    }

    /// The states of a plan's tasks, from the files that the user names, else from the plan's own. Without files, all states
    /// are unknown.
    pub fn task_states(&mut self, named: &Named, files: &[String]) -> Result<TaskStates> {
        let plan = &named.plan;
        let own = files.is_empty().then_some(named);
        let sources = sources(if own.is_some() { &plan.task_files } else { files }, own)?;
        let sources: Vec<_> = sources.into_iter().map(|source| (source, Arc::default())).collect();
        let inputs = self.inputs(&sources, own, &Counts::default())?;
        let ids: Vec<&str> = plan.tasks.iter().map(|task| task.id.as_str()).collect();
        let (states, diagnostics) = tasks_csv::read_tasks(inputs, &plan.id, &ids);
        self.check(&diagnostics)?;
        Ok(states)
    }

    /// The recipe that is said on this line of a plan, or by options; its encoding must be one.
    fn recipe(&mut self, said: &Content, line: u32) -> Result<Arc<Recipe>> {
        let (recipe, diagnostics) = recipe::read(said);
        self.check(&diagnostics)?;
        let recipe = recipe.ok_or(Stopped)?;
        Ok(Arc::new(Recipe { line, ..recipe }))
    }

    /// The sources of the actuals, each with its recipe, those of one recipe together: the user's list, else the plan's own.
    /// A source named twice is read once, but a file of several recipes of the plan once by each.
    fn actuals_of(&mut self, named: &Named, data: &DataArgs) -> Result<Vec<WithRecipe>> {
        let Named { file, plan, .. } = named;
        let own = data.actuals.is_empty().then_some(named);
        let named = if own.is_some() { &plan.actuals } else { &data.actuals };
        if named.is_empty() && plan.sources.is_empty() {
            bail!(RunProblem::NoActuals { plan: plan.id.clone() });
        }
        let options = data.recipe.said();
        let mut told = Vec::new();
        for source in &plan.sources {
            let mut said = source.content.clone();
            recipe::add(&mut said, &options, false);
            let recipe = self.recipe(&said, source.line)?;
            let files = match (file.files_of(source), own) {
                (Err(fault), Some(_)) => return Err(unreadable(Some(&plan.id))(fault).into()),
                // Of the user's files none need be for this recipe.
                (files, _) => files.unwrap_or_default(),
            };
            told.extend(files.into_iter().map(|file| (file, Arc::clone(&recipe))));
        }
        let named = sources(named, own)?;
        // A sheet that the user names has no recipe of the plan's.
        let whole = |source: &ActualsSource| source.resolved().filter(|_| source.sheet().is_none());
        if own.is_none() {
            let paths: HashSet<PathBuf> = named.iter().filter_map(whole).collect();
            told.retain(|(file, _)| file.resolved().is_some_and(|path| paths.contains(&path)));
        }
        let paths: HashSet<PathBuf> = told.iter().filter_map(|(file, _)| file.resolved()).collect();
        let recipe = self.recipe(&options, 0)?;
        let mut all: Vec<WithRecipe> = Vec::new();
        for source in named {
            let by_plan = whole(&source).is_some_and(|path| paths.contains(&path));
            if !by_plan && all.iter().all(|(known, _)| *known != source) {
                all.push((source, Arc::clone(&recipe)));
            }
        }
        all.extend(told);
        Ok(all)
    }

    /// The sources, opened; their bytes are counted. `own` is the plan that names them, unless the user does.
    fn inputs(
        &mut self,
        sources: &[WithRecipe],
        own: Option<&Named>,
        counts: &Counts,
    ) -> Result<Vec<Input>> {
        let mut inputs = Vec::new();
        for (source, recipe) in sources {
            let reader = self.open(source, own.map(|it| (&it.file, it.plan.id.as_str())))?;
            inputs.push(Input {
                name: source.shown(),
                sheet: source.sheet(),
                recipe: Arc::clone(recipe),
                reader: Box::new(Counted { reader, bytes: Arc::clone(&counts.bytes) }),
            });
        }
        Ok(inputs)
    }

    /// The bytes of standard input, read once.
    fn stdin(&mut self) -> Result<Vec<u8>> {
        if self.stdin.is_none() {
            let mut bytes = Vec::new();
            std::io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map_err(|error| unreadable(None)(Unreadable { path: "-".to_owned(), error }))?;
            self.stdin = Some(bytes);
        }
        Ok(self.stdin.clone().unwrap_or_default())
    }

    fn open(
        &mut self,
        source: &ActualsSource,
        named_by: Option<ByPlan<'_>>,
    ) -> Result<Box<dyn Read + Send>> {
        if matches!(source, ActualsSource::Stdin(_)) && !self.reads_stdin_once {
            return Ok(Box::new(Cursor::new(self.stdin()?)));
        }
        self.readable(source.resolved().as_deref(), source.shown())?;
        named_by.map_or(Ok(()), |(file, plan)| may_name(file, plan, source))?;
        Ok(source.open().map_err(unreadable(named_by.map(|(_, id)| id)))?)
    }
}

/// Refuses a file that the plan may not name.
fn may_name(file: &PlanFile, plan: &str, source: &ActualsSource) -> Result<(), RunProblem> {
    if file.may_name(source) {
        return Ok(());
    }
    let (path, plan) = (source.shown(), plan.to_owned());
    Err(RunProblem::FileOutside { path, plan, file: file.shown() })
}

/// Does the plan or the user name any actuals?
fn has_actuals(plan: &Plan, data: &DataArgs) -> bool {
    !(plan.actuals.is_empty() && plan.sources.is_empty() && data.actuals.is_empty())
}

fn options(plan: &Plan, data: &DataArgs) -> Options {
    let strict = data.strict;
    let all_unmatched = data.unmatched;
    Options { strict, all_unmatched, regions: plan.regions.clone(), ..Options::default() }
}

/// The sources that the user names, or the plan.
fn sources(named: &[String], own: Option<&Named>) -> Result<Vec<ActualsSource>, RunProblem> {
    let mut sources = Vec::new();
    for name in named {
        let found = match own {
            Some(named) => named.file.actuals(name),
            None => discover::actuals_named(name),
        };
        sources.extend(found.map_err(unreadable(own.map(|named| named.plan.id.as_str())))?);
    }
    Ok(sources)
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

/// The problem of an unreadable file, which the user names, or the plan of this id.
pub fn unreadable(named_by: Option<&str>) -> impl Fn(Unreadable) -> RunProblem {
    move |unreadable| RunProblem::FileUnreadable {
        nearest: discover::similar_file(&unreadable),
        path: unreadable.path,
        message: system_message(&unreadable.error),
        named_by: named_by.map(str::to_owned),
    }
}

/// The message of the system without its error number, in English and in Chinese.
pub fn system_message(error: &std::io::Error) -> [String; 2] {
    let text = error.to_string();
    let english = text.find(" (os error").map_or(text.as_str(), |end| &text[..end]);
    let chinese = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::IsADirectory => "这是文件夹",
        ErrorKind::NotADirectory => "路径中有一部分不是文件夹",
        ErrorKind::StorageFull => "磁盘空间不足",
        ErrorKind::ReadOnlyFilesystem => "文件系统只读",
        ErrorKind::FileTooLarge => "文件过大",
        ErrorKind::InvalidFilename => "文件名无效",
        _ => english,
    };
    [english, chinese].map(str::to_owned)
}
