//! `validate`: every problem in plan files. The problems are the result, so they go to stdout.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use super::prelude::*;
use crate::{
    cli::rendering::problems,
    diag::{PlanProblem, Problem, Severity},
    load::{catalog, plan_toml},
    plan::Catalog,
    record::problems::{CheckedFile, FileKind, Validated},
    render::{
        Style,
        sarif::{self, Findings},
    },
};

/// Whether a catalogue is built in, its contents, and its problems.
type ReadCatalog = (bool, Option<Catalog>, Vec<Diagnostic>);

/// Runs the command: not met if a plan or a catalogue has an error. Catalogues are shown if all plans are checked, if they are
/// named, or if they have errors, which affect every plan that uses them. A file that cannot be read is listed with the
/// others, and the run fails at the end.
pub fn run(args: &ValidateArgs, session: &mut Session) -> Result<Outcome> {
    let output = Output::new("validate", &args.output, session)?;
    let (named, files) = if args.plans.is_empty() {
        (Vec::new(), session.settings.folders.all())
    } else {
        let mut files = Vec::new();
        for name in &args.plans {
            match PlanFile::all_in(Path::new(name)) {
                Some(found) => files.extend(found),
                None => files.push(session.find(name)?),
            }
        }
        files.into_iter().partition(PlanFile::is_catalog)
    };
    let shown: Vec<String> = named.iter().map(PlanFile::shown).collect();
    let mut catalogs: BTreeMap<String, ReadCatalog> = BTreeMap::new();
    for file in named.into_iter().chain(files.iter().filter_map(PlanFile::catalog)) {
        if let Entry::Vacant(place) = catalogs.entry(file.shown()) {
            let bytes = session.bytes_of(&file)?;
            let (catalog, problems) = catalog::check_catalog(place.key(), &bytes);
            place.insert((file.is_builtin(), catalog, problems));
        }
    }
    let mut checked = Vec::new();
    for file in &files {
        let (read, count, problems) = match session.bytes_of(file) {
            Ok(bytes) => {
                let catalog = file.catalog();
                let catalog = catalog.map(|it| catalogs.get(&it.shown())?.1.as_ref());
                let mut loaded = plan_toml::load_plan(&file.shown(), &bytes, catalog.flatten());
                if catalog.is_some_and(|read| read.is_none()) {
                    // The catalogue is not TOML, so it is unknown what it would have supplied.
                    loaded.diagnostics.retain(|one| {
                        let problem = &one.problem;
                        !matches!(
                            problem,
                            Problem::Plan(PlanProblem::MissingKey { key: "name" | "unit", .. })
                        )
                    });
                }
                (true, loaded.plan.map_or(0, |plan| plan.indicators.len()), loaded.diagnostics)
            }
            Err(problem) => (false, 0, vec![Diagnostic::new(problem, None)]),
        };
        let (file, built_in) = (file.shown(), file.is_builtin());
        checked.push(CheckedFile { file, kind: FileKind::Plan, read, built_in, count, problems });
    }
    for (file, (built_in, catalog, problems)) in catalogs {
        let broken = problems.iter().any(Diagnostic::is_error);
        if args.plans.is_empty() || broken || shown.contains(&file) {
            let kind = FileKind::Catalog;
            let count = catalog.map_or(0, |catalog| catalog.concepts.len());
            checked.push(CheckedFile { file, kind, read: true, built_in, count, problems });
        }
    }
    if output.format == Format::Sarif {
        let mut log = Vec::new();
        sarif::log(&findings(&checked), &mut log, &output.style)?;
        output.deliver(&log)?;
    } else {
        let all = Validated(&checked, output.style.lang);
        let text = || as_text(&checked, &output.style);
        output.write(&rendering!(session.settings.today, text(), all.flat(), all.data()))?;
    }
    if checked.iter().any(|file| !file.read) {
        return Err(Stopped.into());
    }
    Ok(Outcome::of(checked.iter().all(|plan| plan.number_of(Severity::Error) == 0)))
}

fn as_text(checked: &[CheckedFile], style: &Style) -> String {
    let of_file = |plan: &CheckedFile| {
        let [errors, warnings] = [Severity::Error, Severity::Warning].map(|it| plan.number_of(it));
        let counted = match plan.kind {
            FileKind::Plan => ["indicator", "指标"],
            FileKind::Catalog => ["concept", "概念"],
        };
        let summary =
            style.words().checked_file(&plan.file, counted, [plan.count, errors, warnings]);
        problems(&plan.problems, &summary, style)
    };
    checked.iter().map(of_file).collect()
}

/// The problems for code scanning, without built-in files, which are not in the repository that is scanned.
fn findings(checked: &[CheckedFile]) -> Findings<'_> {
    let files = checked.iter().filter(|file| file.read && !file.built_in);
    let problems = |read: bool| {
        checked
            .iter()
            .filter(move |file| file.read == read)
            .flat_map(|file| file.problems.iter().map(|it| (file.file.as_str(), it)))
    };
    Findings {
        command: "validate",
        files: files.map(|file| file.file.as_str()).collect(),
        results: problems(true).collect(),
        failures: problems(false).collect(),
    }
}
