//! Where plans and actuals are found: a path, a folder of plans, or the binary itself.

use std::io::{self, Cursor, Read};
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, glob_with};

use super::builtin::{self, BuiltinFile};
use crate::{diag::nearest, plan::recipe::Recipe};

/// The name of a catalogue beside its plans.
const CATALOG_FILE: &str = "catalog.toml";

/// Where plans are looked up, in this order; the built-in ones come last.
#[derive(Default)]
pub struct PlanFolders {
    /// Folders that exist or were named by the user.
    pub folders: Vec<PathBuf>,
}

/// A plan file that was found, not yet read.
#[derive(Clone)]
pub enum PlanFile {
    /// On disk.
    Disk(PathBuf),
    /// In the binary.
    Builtin(BuiltinFile),
}

/// Actuals or a document to be read.
#[derive(PartialEq, Eq)]
pub enum ActualsSource {
    /// A file on disk, and the sheet asked for when it is a workbook.
    File(PathBuf, Option<String>),
    /// In the binary.
    Builtin(BuiltinFile),
    /// Standard input, and the sheet asked for when it is a workbook.
    Stdin(Option<String>),
}

impl ActualsSource {
    /// Are they inside the binary, or a copy that nobody changed?
    pub fn is_shipped(&self) -> bool {
        match self {
            Self::File(path, _) => builtin::ACTUALS.iter().any(|own| {
                path.ends_with(own.path)
                    && std::fs::read(path).is_ok_and(|bytes| own.text.as_bytes() == bytes)
            }),
            Self::Builtin(_) => true,
            Self::Stdin(_) => false,
        }
    }
}

/// A file or folder that cannot be read, and why.
pub struct Unreadable {
    /// The path as the user knows it.
    pub path: String,
    /// What the system said.
    pub error: io::Error,
}

impl Unreadable {
    fn new(path: &Path, error: io::Error) -> Self {
        Self { path: shown(path), error }
    }

    fn not_found(path: &Path, why: impl Into<String>) -> Self {
        Self::new(path, io::Error::new(io::ErrorKind::NotFound, why.into()))
    }
}

impl PlanFolders {
    /// The folders of `--plans-dir`, `PLANCHECK_PLANS` and the nearest `plans/` upward from the working directory.
    ///
    /// The last is kept relative (`plans`, `../plans`), so that paths on the screen stay short.
    pub fn new(flag: Option<&Path>, variable: Option<&Path>, working: &Path) -> Self {
        let named = [flag, variable].into_iter().flatten().map(Path::to_path_buf);
        let nearest = working.ancestors().enumerate().find_map(|(up, folder)| {
            folder.join("plans").is_dir().then(|| {
                let climb: PathBuf = std::iter::repeat_n(Component::ParentDir, up).collect();
                climb.join("plans")
            })
        });
        Self { folders: named.chain(nearest).collect() }
    }

    /// The plan of that id or path; `None` when there is none.
    pub fn find(&self, name: &str) -> Option<PlanFile> {
        if is_path(name) {
            return Some(PlanFile::Disk(PathBuf::from(name)));
        }
        self.all_of(|stem| stem == name).into_iter().next()
    }

    /// Every plan once, by id; the first place where an id is found wins.
    pub fn all(&self) -> Vec<PlanFile> {
        let mut plans = self.all_of(|_| true);
        plans.sort_by_key(PlanFile::id);
        plans.dedup_by_key(|plan| plan.id());
        plans
    }

    fn all_of(&self, wanted: impl Fn(&str) -> bool) -> Vec<PlanFile> {
        self.folders
            .iter()
            .flat_map(|folder| files_in(folder, "toml").unwrap_or_default())
            .map(PlanFile::Disk)
            .chain(builtin::PLANS.iter().copied().map(PlanFile::Builtin))
            .filter(|plan| wanted(&plan.id()) && !plan.is_catalog())
            .collect()
    }
}

/// A name with a separator or the ending .toml is a path, anything else an id.
fn is_path(name: &str) -> bool {
    let path = Path::new(name);
    has_ending(path, "toml") || path.components().count() > 1
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// The folder of a file; empty for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// The files of a folder with that ending, sorted by name.
fn files_in(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| has_ending(path, ending))
        .collect();
    files.sort();
    Ok(files)
}

impl PlanFile {
    /// The id its name promises.
    pub fn id(&self) -> String {
        match self {
            Self::Disk(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            Self::Builtin(file) => file.stem().to_owned(),
        }
    }

    /// The file as the user knows it.
    pub fn shown(&self) -> String {
        match self {
            Self::Disk(path) => shown(path),
            Self::Builtin(file) => file.path.to_owned(),
        }
    }

    /// Is it a catalogue rather than a plan?
    pub fn is_catalog(&self) -> bool {
        self.id() == "catalog"
    }

    /// The plans and catalogues of a folder, if it has any.
    pub fn all_in(folder: &Path) -> Option<Vec<Self>> {
        let files = files_in(folder, "toml").ok().filter(|files| !files.is_empty())?;
        Some(files.into_iter().map(Self::Disk).collect())
    }

    /// Is it one of those inside the binary, or a copy that nobody changed?
    pub fn is_shipped(&self) -> bool {
        self.read().is_ok_and(|bytes| {
            let mut own = builtin::PLANS.iter().filter(|own| own.stem() == self.id());
            own.any(|own| own.text.as_bytes() == bytes)
        })
    }

    /// Is it inside the binary?
    pub fn is_builtin(&self) -> bool {
        matches!(self, Self::Builtin(_))
    }

    /// The catalogue that belongs to it: `catalog.toml` in the same folder, or the built-in one.
    pub fn catalog(&self) -> Option<Self> {
        match self {
            Self::Disk(path) => {
                let catalog = path.with_file_name(CATALOG_FILE);
                catalog.is_file().then_some(Self::Disk(catalog))
            }
            Self::Builtin(_) => builtin::CATALOG.map(Self::Builtin),
        }
    }

    /// Its file on disk, all links resolved.
    pub fn resolved(&self) -> Option<PathBuf> {
        match self {
            Self::Disk(path) => std::fs::canonicalize(path).ok(),
            Self::Builtin(_) => None,
        }
    }

    /// May the plan name the file? It lies below the plan's folder, the working directory, or the git work tree that holds
    /// the plan, all links resolved, and in no hidden folder there, such as `.git` with the token of a CI job: a plan from
    /// elsewhere reads nothing else. What does not exist lies nowhere.
    pub fn may_name(&self, source: &ActualsSource) -> bool {
        let (Some(plan), Some(file)) = (self.resolved(), source.resolved()) else { return true };
        let folder = folder_of(&plan);
        let tree = folder.ancestors().find(|it| it.join(".git").exists());
        let working = std::env::current_dir().and_then(std::fs::canonicalize).ok();
        [Some(folder), tree, working.as_deref()]
            .into_iter()
            .flatten()
            .filter_map(|it| file.strip_prefix(it).ok())
            .any(|path| !path.iter().any(|name| name.as_encoded_bytes().starts_with(b".")))
    }

    /// Its bytes.
    pub fn read(&self) -> Result<Vec<u8>, Unreadable> {
        match self {
            Self::Disk(path) => std::fs::read(path).map_err(|error| Unreadable::new(path, error)),
            Self::Builtin(file) => Ok(file.text.as_bytes().to_vec()),
        }
    }

    /// A path that the plan names, resolved against its place.
    fn beside(&self, named: &str) -> PathBuf {
        let own = match self {
            Self::Disk(path) => path,
            Self::Builtin(file) => Path::new(file.path),
        };
        lexically_normal(&folder_of(own).join(named))
    }

    /// The actuals that the plan names.
    pub fn actuals(&self, named: &str) -> Result<Vec<ActualsSource>, Unreadable> {
        let path = self.beside(named);
        match self {
            Self::Disk(_) => on_disk(&path),
            Self::Builtin(_) => builtin::ACTUALS
                .iter()
                .find(|file| file.path == shown(&path))
                .map(|file| vec![ActualsSource::Builtin(*file)])
                .ok_or_else(|| Unreadable::not_found(&path, "not built in")),
        }
    }

    /// The text of its document, which the plan names: no document is built in.
    pub fn source_text(&self, named: &str) -> Result<ActualsSource, Unreadable> {
        let path = self.beside(named);
        if self.is_builtin() {
            return Err(Unreadable::not_found(&path, "not built in"));
        }
        Ok(ActualsSource::File(path, None))
    }

    /// The files that a recipe of the plan is for, in order of name, each with the sheet asked for.
    pub fn files_of(&self, recipe: &Recipe) -> Result<Vec<ActualsSource>, Unreadable> {
        if self.is_builtin() {
            return self.actuals(&recipe.file);
        }
        let pattern = self.beside(&recipe.file);
        let named = sheet_of(&pattern);
        let (pattern, sheet) = match &named {
            Some(ActualsSource::File(file, sheet)) => (file, sheet),
            _ => (&pattern, &recipe.sheet),
        };
        let rules = MatchOptions {
            require_literal_separator: true,
            require_literal_leading_dot: true,
            ..MatchOptions::default()
        };
        // Brackets are names, and two stars are one.
        let rule = pattern.to_string_lossy().replace('[', "[[]").replace("**", "*");
        let files: Vec<PathBuf> = glob_with(&rule, rules)
            .into_iter()
            .flatten()
            .flatten()
            .filter(|path| path.is_file())
            .take(MAX_FILES + 1)
            .collect();
        let fault = match files.len() {
            0 => "no file has such a name",
            1..=MAX_FILES => {
                let source = |file| ActualsSource::File(file, sheet.clone());
                return Ok(files.into_iter().map(source).collect());
            }
            _ => "more than 1000 files have such a name",
        };
        Err(Unreadable::not_found(pattern, fault))
    }
}

/// The most files that a pattern may stand for.
const MAX_FILES: usize = 1000;

/// The actuals that the user names: a file, a sheet of a workbook (`file.xlsx#sheet`), a folder, or `-` (`-#sheet`).
pub fn actuals_named(named: &str) -> Result<Vec<ActualsSource>, Unreadable> {
    let sheet = named.strip_prefix("-#");
    if named == "-" || sheet.is_some() {
        Ok(vec![ActualsSource::Stdin(sheet.map(str::to_owned))])
    } else {
        on_disk(Path::new(named))
    }
}

/// The text of a document that the user names: a file, or `-`.
pub fn text_named(named: &str) -> ActualsSource {
    if named == "-" { ActualsSource::Stdin(None) } else { ActualsSource::File(named.into(), None) }
}

/// The endings of the files of actuals that a folder is searched for, workbooks last.
const ENDINGS: [&str; 5] = ["csv", "tsv", "xlsx", "xls", "ods"];

/// Does the name end as that of a file of actuals?
pub fn is_of_actuals(name: &str) -> bool {
    ENDINGS.iter().any(|ending| has_ending(Path::new(name), ending))
}

/// `file.xlsx#sheet`, where no file has that very name.
fn sheet_of(path: &Path) -> Option<ActualsSource> {
    let text = path.to_str().filter(|_| !path.exists())?;
    let mut parts = text.match_indices('#').map(|(at, _)| text.split_at(at));
    let (file, sheet) = parts.find(|(file, _)| {
        let file = Path::new(file);
        ENDINGS[2..].iter().any(|ending| has_ending(file, ending)) || file.is_file()
    })?;
    let sheet = sheet.trim_start_matches('#').to_owned();
    Some(ActualsSource::File(PathBuf::from(file), Some(sheet)))
}

fn on_disk(path: &Path) -> Result<Vec<ActualsSource>, Unreadable> {
    if let Some(sheet) = sheet_of(path) {
        return Ok(vec![sheet]);
    }
    if !path.is_dir() {
        return Ok(vec![ActualsSource::File(path.to_path_buf(), None)]);
    }
    let mut files = Vec::new();
    for ending in ENDINGS {
        files.extend(files_in(path, ending).map_err(|error| Unreadable::new(path, error))?);
    }
    // A workbook that is open leaves a file of its own beside it (~$2024.xlsx).
    files.retain(|file| {
        !file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"))
    });
    files.sort();
    // What cannot be read is not passed over: last year's release may be behind a broken link.
    for file in &files {
        let found = std::fs::metadata(file).map_err(|error| Unreadable::new(file, error))?;
        if !found.is_file() {
            return Err(Unreadable::new(file, io::Error::other("is not a regular file")));
        }
    }
    if files.is_empty() {
        let none = format!("no .{} file in this folder", ENDINGS.join(", ."));
        return Err(Unreadable::not_found(path, none));
    }
    Ok(files.into_iter().map(|file| ActualsSource::File(file, None)).collect())
}

impl ActualsSource {
    /// The file as the user knows it.
    pub fn shown(&self) -> String {
        let file = match self {
            Self::File(path, _) => shown(path),
            Self::Builtin(file) => file.path.to_owned(),
            Self::Stdin(_) => "-".to_owned(),
        };
        self.sheet().map_or_else(|| file.clone(), |sheet| format!("{file}#{sheet}"))
    }

    /// The sheet asked for.
    pub fn sheet(&self) -> Option<String> {
        match self {
            Self::File(_, sheet) | Self::Stdin(sheet) => sheet.clone(),
            Self::Builtin(_) => None,
        }
    }

    /// Its file on disk.
    fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path, _) => Some(path),
            Self::Builtin(_) | Self::Stdin(_) => None,
        }
    }

    /// Its file on disk, all links resolved.
    pub fn resolved(&self) -> Option<PathBuf> {
        std::fs::canonicalize(self.path()?).ok()
    }

    /// Its bytes as they are stored, where that is known before they are read.
    pub fn size(&self) -> Option<u64> {
        let found = std::fs::metadata(self.path()?).ok()?;
        found.is_file().then_some(found.len())
    }

    /// Opens it.
    pub fn open(&self) -> Result<Box<dyn Read + Send>, Unreadable> {
        match self {
            Self::File(path, _) => {
                let unreadable = |error| Unreadable::new(path, error);
                if path.is_dir() {
                    return Err(unreadable(io::Error::other("is a folder")));
                }
                let file = std::fs::File::open(path).map_err(unreadable)?;
                Ok(Box::new(file))
            }
            Self::Builtin(file) => Ok(Box::new(Cursor::new(file.text.as_bytes()))),
            Self::Stdin(_) => Ok(Box::new(io::stdin())),
        }
    }
}

/// The file that may have been meant by a path that leads nowhere: the one of the most similar name in its folder.
pub fn similar_file(unreadable: &Unreadable) -> Option<String> {
    if unreadable.error.kind() != io::ErrorKind::NotFound {
        return None;
    }
    let path = Path::new(&unreadable.path);
    if path.exists() {
        return None;
    }
    let wanted = path.file_stem()?.to_string_lossy();
    let folder = folder_of(path);
    let here = Path::new(".");
    let listed = if folder.as_os_str().is_empty() { here } else { folder };
    // Only the stems are compared: a common ending makes no two names similar.
    let mut stems: Vec<String> = std::fs::read_dir(listed)
        .ok()?
        .filter_map(|entry| Some(PathBuf::from(entry.ok()?.file_name())))
        // A broken link has the very name.
        .filter(|name| name.extension() == path.extension() && !path.ends_with(name))
        .filter_map(|name| name.file_stem()?.to_str().map(str::to_owned))
        .collect();
    stems.sort();
    let mut found = folder.join(nearest(&wanted, &stems)?).into_os_string();
    if let Some(ending) = path.extension() {
        found.push(".");
        found.push(ending);
    }
    Some(shown(Path::new(&found)))
}

/// A path with `/` on every system.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The path from a folder to a file, by their letters; `None` if they share no folder.
pub fn path_from(folder: &Path, file: &Path) -> Option<String> {
    let here = Path::new(".");
    let absolute =
        |path: &Path| Some(lexically_normal(&std::path::absolute(here.join(path)).ok()?));
    let (folder, file) = (absolute(folder)?, absolute(file)?);
    let shared = folder.ancestors().find(|it| file.starts_with(it))?;
    let climbed = folder.strip_prefix(shared).ok()?.components().map(|_| Component::ParentDir);
    let path: PathBuf = climbed.chain(file.strip_prefix(shared).ok()?.components()).collect();
    Some(shown(&path))
}

/// The path without `x/..` and `.`, by its letters alone.
fn lexically_normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(normal.components().next_back(), Some(Component::Normal(_))) =>
            {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    if normal.as_os_str().is_empty() {
        normal.push(Component::CurDir);
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shortened_by_their_letters() {
        for (long, short) in [
            ("plans/../examples/a.csv", "examples/a.csv"),
            ("../plans/../a.csv", "../a.csv"),
            ("./a/./b.csv", "a/b.csv"),
            ("/x/../a.csv", "/a.csv"),
        ] {
            assert_eq!(lexically_normal(Path::new(long)), Path::new(short));
        }
    }

    #[test]
    fn a_path_leads_from_a_folder_to_a_file() {
        for (folder, file, path) in [
            ("plans", "plan.txt", "../plan.txt"),
            ("plans", "./plans/texts/plan.txt", "texts/plan.txt"),
            ("", "plan.txt", "plan.txt"),
            (".", "../plan.txt", "../plan.txt"),
            ("../plans", "../texts/plan.txt", "../texts/plan.txt"),
        ] {
            let found = path_from(Path::new(folder), Path::new(file));
            assert_eq!(found.as_deref(), Some(path), "{folder} {file}");
        }
    }

    #[test]
    fn an_id_is_no_path() {
        assert!(!is_path("hangzhou-2024"));
        for path in ["a.toml", "./a", "plans/a", "/x/a.TOML"] {
            assert!(is_path(path), "{path}");
        }
    }
}
