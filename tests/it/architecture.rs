//! Files of `src` import only from their own or earlier rooms, and not in circles.
//!
//! A room is a module that `src/lib.rs` declares. A file imports another when it names an item that is defined there;
//! a re-export is only another name for the item, and counts as an import only if the file itself uses the name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Rooms, or parts of rooms, in which files still import each other in a circle.
const CIRCLES: [&str; 4] = ["assess", "load", "report", "render/html"];

/// Names, or suffixes of names, of modules that only tests compile.
const TESTS: [&str; 7] =
    ["tests", "fixtures", "testing", "properties", "verdict_tables", "hand_made", "sample"];

/// A module: the names from the crate's root to it.
type Path_ = Vec<String>;

/// A source file.
#[derive(Default)]
struct File {
    /// Its text without comments and without its test module.
    text: String,
    /// The items it imports, as full paths.
    imports: Vec<Path_>,
    /// The items it re-exports: their name here, and their full path.
    reexports: BTreeMap<String, Path_>,
}

/// Every module of the crate except those for tests.
fn files() -> BTreeMap<Path_, File> {
    fn walk(folder: &Path, at: &[String], files: &mut BTreeMap<Path_, File>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            let inner = [at, std::slice::from_ref(&stem)].concat();
            if TESTS.iter().any(|test| stem == *test || stem.ends_with(&format!("_{test}"))) {
                continue;
            }
            if path.is_dir() {
                walk(&path, &inner, files);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let module = if stem == "mod" { at.to_vec() } else { inner };
                let text = code_of(&fs::read_to_string(&path).unwrap());
                files.insert(module, File { text, ..File::default() });
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(Path::new("src"), &[], &mut files);
    let modules: BTreeSet<Path_> = files.keys().cloned().collect();
    for (module, file) in &mut files {
        read_paths(module, file, &modules);
    }
    files
}

/// A text without comments and without its module of tests.
fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Collects what the file imports and re-exports.
fn read_paths(module: &Path_, file: &mut File, modules: &BTreeSet<Path_>) {
    let text = std::mem::take(&mut file.text);
    for statement in text.split(';') {
        let Some((before, tree)) = statement.split_once("use ") else { continue };
        let visibility = before.lines().last().unwrap_or_default().trim();
        if !(visibility.is_empty() || visibility.starts_with("pub")) {
            continue;
        }
        for (path, name) in leaves(tree) {
            let Some(path) = absolute(module, &path, modules) else { continue };
            if visibility.is_empty() || name == "*" || uses(&text, &name) {
                file.imports.push(path.clone());
            }
            if !visibility.is_empty() {
                file.reexports.insert(name, path);
            }
        }
    }
    let body: String = text.split(';').filter(|it| !it.contains("use ")).collect();
    for path in inline_paths(&body) {
        file.imports.extend(absolute(module, &path, modules));
    }
    file.text = text;
}

/// Whether the text uses the name apart from its `use`.
fn uses(text: &str, name: &str) -> bool {
    let is_part = |sign: char| sign.is_alphanumeric() || sign == '_';
    text.split(|sign| !is_part(sign)).filter(|word| *word == name).nth(1).is_some()
}

/// The paths of a `use` tree, each with the name it introduces.
fn leaves(tree: &str) -> Vec<(Path_, String)> {
    let tree = tree.trim();
    let words = |text: &str| -> Path_ {
        text.split("::").map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
    };
    let Some((prefix, group)) = tree.split_once('{') else {
        let (path, alias) = tree.split_once(" as ").unwrap_or((tree, ""));
        let mut path = words(path);
        path.pop_if(|last| last == "self");
        let name = if alias.is_empty() {
            path.last().cloned().unwrap_or_default()
        } else {
            alias.trim().to_owned()
        };
        return vec![(path, name)];
    };
    let group = group.rsplit_once('}').unwrap_or((group, "")).0;
    let mut depth = 0;
    let parts = group.trim_end().trim_end_matches(',').split(|sign| {
        depth += i32::from(sign == '{') - i32::from(sign == '}');
        sign == ',' && depth == 0
    });
    let inner = parts.flat_map(leaves);
    inner
        .map(|(path, name)| {
            let path = [words(prefix), path].concat();
            let name =
                if name.is_empty() { path.last().cloned().unwrap_or_default() } else { name };
            (path, name)
        })
        .collect()
}

/// Paths in expressions and types.
fn inline_paths(text: &str) -> Vec<Path_> {
    let is_part = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == ':';
    let tokens = text.split(|sign| !is_part(sign)).filter(|token| token.contains("::"));
    tokens.map(|token| token.split("::").map(ToOwned::to_owned).collect()).collect()
}

/// The path from the root of the crate; `None` for other crates.
fn absolute(module: &Path_, path: &[String], modules: &BTreeSet<Path_>) -> Option<Path_> {
    let (first, rest) = path.split_first()?;
    let base = match first.as_str() {
        "crate" => return Some(rest.to_vec()),
        "self" => return Some([module, rest].concat()),
        "super" => {
            let ups = path.iter().take_while(|it| *it == "super").count();
            let base = module.get(..module.len().checked_sub(ups)?)?;
            return Some([base, path.get(ups..)?].concat());
        }
        _ => [module.clone(), vec![first.clone()]].concat(),
    };
    modules.contains(&base).then(|| [base.as_slice(), rest].concat())
}

/// The module in which the item of a path is defined.
fn defined_in(path: &[String], files: &BTreeMap<Path_, File>) -> Option<Path_> {
    let mut path = path.to_vec();
    for _ in 0..8 {
        let known = (1..=path.len()).rev().find(|end| files.contains_key(&path[..*end]))?;
        let next = path.get(known).and_then(|name| files[&path[..known]].reexports.get(name));
        match next {
            Some(next) => path = [next.as_slice(), &path[known + 1..]].concat(),
            None => return Some(path[..known].to_vec()),
        }
    }
    None
}

/// Which file imports which.
fn imports(files: &BTreeMap<Path_, File>) -> BTreeMap<&Path_, BTreeSet<Path_>> {
    let of = |module: &Path_, file: &File| -> BTreeSet<Path_> {
        let found = file.imports.iter().filter_map(|path| defined_in(path, files));
        found.filter(|other| other != module).collect()
    };
    files.iter().map(|(module, file)| (module, of(module, file))).collect()
}

/// The rooms, in the order in which `src/lib.rs` declares them.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let names = lib.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    names.map(ToOwned::to_owned).collect()
}

#[test]
fn rooms_import_only_from_earlier_rooms() {
    let rooms = rooms();
    assert!(rooms.len() > 8, "src/lib.rs declares the rooms: {rooms:?}");
    let place = |module: &Path_| rooms.iter().position(|room| Some(room) == module.first());
    let files = files();
    let mut wrong = Vec::new();
    for (module, others) in imports(&files) {
        let later = others.iter().filter(|other| place(other) > place(module));
        let outside = module[0] == "lib" || module[0] == "main";
        wrong.extend(later.filter(|_| !outside).map(|other| format!("{module:?} uses {other:?}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let files = files();
    let imports = imports(&files);
    let reached = |from: &Path_| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Path_> = imports[from].iter().collect();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(&imports[next]);
            }
        }
        seen
    };
    let reached: BTreeMap<&Path_, _> = files.keys().map(|it| (it, reached(it))).collect();
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for (module, all) in reached.iter().filter(|(module, all)| all.contains(*module)) {
        let name = module.join("/");
        let mut known = CIRCLES.iter();
        if let Some(known) = known.find(|it| name == **it || name.starts_with(&format!("{it}/"))) {
            used.insert(*known);
        } else {
            let circle = all.iter().filter(|other| reached[*other].contains(*module));
            let circle: Vec<String> = circle.map(|it| it.join("/")).collect();
            wrong.push(format!("{name} is in a circle: {}", circle.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(used.len() == CIRCLES.len(), "some of CIRCLES no longer exist: only {used:?} are left");
}

/// The core reads no files and no clock, and prints nothing.
#[test]
fn the_core_is_pure() {
    let core = [
        "number", "unit", "period", "diag", "plan", "actuals", "assess", "audit", "table", "report",
    ];
    let forbidden = [
        "std::fs",
        "std::env",
        "std::io::std",
        "println!",
        "eprintln!",
        "::now()",
        "f64",
        "f32",
        "anyhow",
    ];
    let mut wrong = Vec::new();
    for (module, file) in files().iter().filter(|(module, _)| core.contains(&module[0].as_str())) {
        for word in forbidden.iter().filter(|word| file.text.contains(*word)) {
            wrong.push(format!("{module:?} mentions {word}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_parsed_with_groups_and_paths() {
    let of = |tree| {
        leaves(tree)
            .iter()
            .map(|(path, name)| format!("{} {name}", path.join(".")))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("crate::{plan::Plan, unit::{self, Unit as U}}"),
        ["crate.plan.Plan Plan", "crate.unit unit", "crate.unit.Unit U"]
    );
    assert_eq!(
        inline_paths("fn f(it: crate::lang::Lang) -> super::X"),
        [["crate", "lang", "Lang"].as_slice(), &["super", "X"]]
    );
}
