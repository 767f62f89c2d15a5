//! What every command does first: find plans, read them and their actuals, and say on stderr what there is to say.

use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read, Write};

use anyhow::Result;
use chrono::NaiveDate;

use super::args::DataArgs;
use super::exit::Stopped;
use super::settings::Settings;
use crate::actuals::{Actuals, vintages};
use crate::diag::{DataProblem, Diagnostic, Place, RunProblem, nearest};
use crate::load::actuals_csv::{self, Input, Options};
use crate::load::discover::{self, ActualsSource, PlanFile, Unreadable};
use crate::load::plan_toml::{self, LoadedPlan};
use crate::load::{catalog, encoding};
use crate::plan::{Catalog, Plan};
use crate::render::diagnostics;

/// A plan with its actuals.
#[derive(Debug)]
pub struct Loaded {
    /// The plan.
    pub plan: Plan,
    /// Its actuals.
    pub actuals: Actuals,
}

/// One run: its settings, and what has been read of standard input.
#[derive(Debug)]
pub struct Session<'a> {
    /// Settings of the run.
    pub settings: &'a Settings,
    /// Standard input, once read: several plans may want it.
    stdin: Option<Vec<u8>>,
    /// Diagnostics said before: a file read for two plans says its problem once.
    said: HashSet<String>,
    /// Catalogues by file: plans of one folder share theirs.
    catalogs: HashMap<String, Option<Catalog>>,
}

impl<'a> Session<'a> {
    /// A session with these settings.
    pub fn new(settings: &'a Settings) -> Self {
        Self {
            settings,
            stdin: None,
            said: HashSet::new(),
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

    /// Says diagnostics and stops when one of them is an error.
    pub fn check(&mut self, diagnostics: &[Diagnostic]) -> Result<()> {
        self.say(diagnostics);
        if diagnostics.iter().any(Diagnostic::is_error) {
            Err(Stopped.into())
        } else {
            Ok(())
        }
    }

    /// Says why the run cannot go on.
    pub fn fail(&mut self, problem: RunProblem) -> anyhow::Error {
        self.say(&[Diagnostic::error(problem.into(), None)]);
        Stopped.into()
    }

    /// The plan file of that id or path.
    pub fn find(&mut self, name: &str) -> Result<PlanFile> {
        if let Some(found) = self.settings.folders.find(name) {
            return Ok(found);
        }
        let known: Vec<String> = self
            .settings
            .folders
            .all()
            .iter()
            .map(PlanFile::id)
            .collect();
        let nearest = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
        Err(self.fail(RunProblem::UnknownPlan {
            name: name.to_owned(),
            nearest,
            known,
        }))
    }

    /// The bytes of a plan file.
    pub fn read(&mut self, file: &PlanFile) -> Result<Vec<u8>> {
        file.read()
            .map_err(|unreadable| self.fail(unreadable_problem(unreadable, None)))
    }

    /// The plan of a file, with what is to be said about it. A catalogue that cannot be read stops the run: without it the
    /// plan would be another.
    pub fn load_plan(&mut self, file: &PlanFile) -> Result<LoadedPlan> {
        let catalog = self.catalog_of(file)?;
        let bytes = self.read(file)?;
        let catalog = catalog.and_then(|name| self.catalogs.get(&name)?.as_ref());
        Ok(plan_toml::load_plan(&file.shown(), &bytes, catalog))
    }

    /// The file of the catalogue beside a plan, once it is read.
    fn catalog_of(&mut self, file: &PlanFile) -> Result<Option<String>> {
        let Some(file) = file.catalog() else {
            return Ok(None);
        };
        let name = file.shown();
        if !self.catalogs.contains_key(&name) {
            let bytes = self.read(&file)?;
            let (catalog, diagnostics) = catalog::load_catalog(&name, &bytes);
            self.check(&diagnostics)?;
            self.catalogs.insert(name.clone(), catalog);
        }
        Ok(Some(name))
    }

    /// The plan of that id or path, with no error in it.
    pub fn plan(&mut self, name: &str) -> Result<(PlanFile, Plan)> {
        let file = self.find(name)?;
        let loaded = self.load_plan(&file)?;
        self.check(&loaded.diagnostics)?;
        let plan = loaded.plan.ok_or(Stopped)?;
        Ok((file, plan))
    }

    /// Several plans with their actuals; a plan named twice is taken once.
    pub fn load_all(&mut self, names: &[String], data: &DataArgs) -> Result<Vec<Loaded>> {
        let mut taken = HashSet::new();
        let mut all = Vec::new();
        for name in names {
            let (file, plan) = self.plan(name)?;
            if taken.insert(file.shown()) {
                all.push(self.with_actuals(&file, plan, data)?);
            }
        }
        Ok(all)
    }

    /// One plan with its actuals.
    pub fn load(&mut self, name: &str, data: &DataArgs) -> Result<Loaded> {
        let (file, plan) = self.plan(name)?;
        self.with_actuals(&file, plan, data)
    }

    fn with_actuals(&mut self, file: &PlanFile, plan: Plan, data: &DataArgs) -> Result<Loaded> {
        let encoding = match &data.encoding {
            None => None,
            Some(label) => match encoding::from_label(label) {
                Some(encoding) => Some(encoding),
                None => {
                    return Err(self.fail(RunProblem::UnknownEncoding {
                        name: label.clone(),
                    }));
                }
            },
        };
        let mut inputs = Vec::new();
        for source in self.sources(file, &plan, data)? {
            inputs.push(Input {
                name: source.shown(),
                reader: self.open(&source)?,
            });
        }
        let options = Options {
            region: data.region.as_deref(),
            encoding,
            decimal_comma: data.decimal_comma,
            strict: data.strict,
            all_unmatched: data.unmatched,
        };
        let loaded = actuals_csv::read_actuals(&plan, inputs, &options);
        self.check(&loaded.diagnostics)?;
        let as_of = self.as_of(data);
        self.check(&conflicts(&plan, &loaded.actuals, as_of, data.strict))?;
        Ok(Loaded {
            plan,
            actuals: loaded.actuals,
        })
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
            return Err(self.fail(RunProblem::NoActuals {
                plan: plan.id.clone(),
            }));
        }
        let mut sources: Vec<ActualsSource> = Vec::new();
        for name in named {
            let found = if named_by.is_some() {
                file.actuals(name)
            } else {
                discover::actuals_named(name)
            };
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

    fn open(&mut self, source: &ActualsSource) -> Result<Box<dyn Read>> {
        if *source == ActualsSource::Stdin {
            return Ok(Box::new(Cursor::new(self.stdin()?)));
        }
        source
            .open()
            .map_err(|unreadable| self.fail(unreadable_problem(unreadable, None)))
    }
}

fn unreadable_problem(unreadable: Unreadable, named_by: Option<String>) -> RunProblem {
    RunProblem::FileUnreadable {
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

/// Values of one period, day and trust that differ: warnings that name both lines, or errors under `--strict`.
fn conflicts(plan: &Plan, actuals: &Actuals, as_of: NaiveDate, strict: bool) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (id, observations) in actuals.all() {
        let Some(indicator) = plan.indicator(id) else {
            continue;
        };
        for conflict in vintages::conflicts(observations, indicator.kind, as_of) {
            // One row may feed several indicators: its conflict is one.
            if !seen.insert((conflict.loser.origin, conflict.winner.origin)) {
                continue;
            }
            let problem = DataProblem::Conflict {
                indicator: indicator.name.clone(),
                period: conflict.winner.period.to_string(),
                first: actuals.place(conflict.loser.origin),
                first_value: conflict.loser.value.to_string(),
                second: actuals.place(conflict.winner.origin),
                second_value: conflict.winner.value.to_string(),
            };
            let file = actuals.files.get(conflict.winner.origin.file as usize);
            let place = file.map(|file| Place {
                file: file.name.clone(),
                line: conflict.winner.origin.line,
                column: 1,
                excerpt: None,
            });
            found.push(if strict {
                Diagnostic::error(problem.into(), place)
            } else {
                Diagnostic::warning(problem.into(), place)
            });
        }
    }
    found
}
