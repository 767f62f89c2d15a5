//! Imports between the files of `src` point one way: from later rooms to earlier ones, and in no circle.
//!
//! A room is a module that `src/lib.rs` declares. A file imports another when it names an item that is defined there, in
//! a `use` or where the item is used, in a macro too. A re-export gives an item another name: it counts between rooms,
//! and within a room only if the file itself uses the name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;
use std::{fs, iter};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Rooms, or parts of rooms, in which files still import each other in a circle.
const CIRCLES: [&str; 2] = ["load", "report"];

/// The names from the crate's root to a module, or to an item in it.
type Names = Vec<String>;

/// What one file says.
#[derive(Default)]
struct File {
    /// What `use` imports: the name it gives here, and the path as written.
    uses: Vec<Use>,
    /// The paths written where an item is used, in order; single names included.
    paths: Vec<Names>,
    /// The names of macros that are called.
    macros: BTreeSet<String>,
    /// The names of methods that are called.
    methods: BTreeSet<String>,
    /// Operators beside a reference: of such values only numbers are added, subtracted and multiplied.
    operators: usize,
    /// Modules that only tests compile: below this one, or beside it where `#[path]` names the file.
    test_modules: Vec<String>,
    test_files: Vec<String>,
}

struct Use {
    name: String,
    path: Names,
    reexported: bool,
}

impl File {
    fn read(text: &str) -> Self {
        let mut file = Self::default();
        file.walk(text.parse().unwrap());
        file
    }

    fn walk(&mut self, stream: TokenStream) {
        let mut tokens = stream.into_iter().peekable();
        // The visibility before a `use`.
        let mut public = false;
        // Is there an operand before this token, and is it taken by reference?
        let (mut operand, mut reference) = (false, false);
        let mut called = false;
        while let Some(token) = tokens.next() {
            let sign = |token: &TokenTree| match token {
                TokenTree::Punct(sign) => Some(sign.as_char()),
                _ => None,
            };
            let next = tokens.peek().and_then(sign);
            match &token {
                TokenTree::Ident(word) if ["mut", "as"].iter().any(|it| word == it) => {}
                TokenTree::Ident(word)
                    if ["return", "in", "if", "match", "else"].iter().any(|it| word == it) =>
                {
                    (operand, reference) = (false, false);
                }
                TokenTree::Ident(word) => {
                    let arguments = matches!(tokens.peek(), Some(TokenTree::Group(group))
                        if group.delimiter() == Delimiter::Parenthesis);
                    if called && arguments {
                        self.methods.insert(word.to_string());
                    }
                    // After an operand another one begins, unless the word belongs to it.
                    reference &= called || !operand;
                    operand = true;
                }
                TokenTree::Group(_) | TokenTree::Literal(_) => operand = true,
                TokenTree::Punct(mark) => match (mark.as_char(), next) {
                    ('.' | '?' | ':' | '\'', _) => {}
                    ('&', Some('&')) => {
                        tokens.next();
                        (operand, reference) = (false, false);
                    }
                    ('&', _) => (operand, reference) = (false, !operand),
                    ('-', Some('>')) | (_, Some('=' | '\'')) => {
                        (operand, reference) = (false, false);
                    }
                    ('-' | '+' | '*', next) => {
                        let of_numbers = reference || next == Some('&');
                        self.operators +=
                            usize::from(of_numbers && (operand || mark.as_char() == '-'));
                        (operand, reference) = (false, false);
                    }
                    _ => (operand, reference) = (false, false),
                },
            }
            called = sign(&token) == Some('.');
            match token {
                TokenTree::Punct(sign) if sign.as_char() == '#' => {
                    if matches!(tokens.peek(), Some(TokenTree::Punct(inner)) if inner.as_char() == '!')
                    {
                        tokens.next();
                    }
                    let attribute = tokens.next_if(|next| matches!(next, TokenTree::Group(_)));
                    let attribute = attribute.map(|it| it.to_string().replace(' ', ""));
                    if attribute.as_deref() == Some("[cfg(test)]") {
                        let item = item(&mut tokens);
                        let names: Names = item.iter().map(ToString::to_string).collect();
                        let file = names
                            .iter()
                            .find_map(|it| it.strip_prefix("[path = \"")?.strip_suffix(".rs\"]"));
                        let module = names.iter().position(|name| name == "mod");
                        match (file, module) {
                            (Some(file), _) => self.test_files.push(file.to_owned()),
                            (None, Some(at)) => {
                                self.test_modules.extend(names.get(at + 1).cloned());
                            }
                            (None, None) => {}
                        }
                    }
                }
                TokenTree::Group(group) => {
                    let visibility = public && group.delimiter() == Delimiter::Parenthesis;
                    if !visibility {
                        self.walk(group.stream());
                        public = false;
                    }
                }
                TokenTree::Ident(word) if word == "use" => {
                    let tree: TokenStream = iter::from_fn(|| tokens.next())
                        .take_while(
                            |next| !matches!(next, TokenTree::Punct(sign) if sign.as_char() == ';'),
                        )
                        .collect();
                    let leaves = leaves(&tree.to_string());
                    let uses = leaves.into_iter().map(|(path, name)| Use {
                        name,
                        path,
                        reexported: public,
                    });
                    self.uses.extend(uses);
                    public = false;
                }
                TokenTree::Ident(word) => {
                    public = word == "pub";
                    let mut path = vec![word.to_string()];
                    while let Some(TokenTree::Punct(sign)) = tokens.peek()
                        && sign.as_char() == ':'
                        && sign.spacing() == proc_macro2::Spacing::Joint
                    {
                        tokens.next();
                        tokens.next();
                        match tokens.next_if(|next| matches!(next, TokenTree::Ident(_))) {
                            Some(next) => path.push(next.to_string()),
                            None => break,
                        }
                    }
                    if matches!(tokens.peek(), Some(TokenTree::Punct(sign)) if sign.as_char() == '!')
                    {
                        self.macros.extend(path.last().cloned());
                    }
                    self.paths.push(path);
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    /// Every path with the names that `use` gives taken for what they mean.
    fn full_paths(&self) -> impl Iterator<Item = Names> {
        // A single name is no path: it is a local one, or has been imported.
        let written = self.paths.iter().filter(|path| path.len() > 1).map(|path| {
            let imported = self.uses.iter().find(|one| path.first() == Some(&one.name));
            let start = imported.map_or(&path[..1], |one| &one.path);
            [start, &path[1..]].concat()
        });
        self.uses.iter().map(|one| one.path.clone()).chain(written)
    }

    fn uses_name(&self, name: &str) -> bool {
        name == "*" || self.paths.iter().any(|path| path[0] == name)
    }
}

/// The tokens of the next item, up to its `;` or its braces.
fn item(tokens: &mut impl Iterator<Item = TokenTree>) -> Vec<TokenTree> {
    let mut item = Vec::new();
    for token in tokens {
        let ends = match &token {
            TokenTree::Punct(sign) => sign.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            _ => false,
        };
        item.push(token);
        if ends {
            break;
        }
    }
    item
}

/// The paths of a tree of `use`, each with the name it gives.
fn leaves(tree: &str) -> Vec<(Names, String)> {
    let tree = tree.trim();
    let words = |text: &str| -> Names {
        text.split("::").map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
    };
    let Some((prefix, group)) = tree.split_once('{') else {
        let (path, alias) = tree.split_once(" as ").unwrap_or((tree, ""));
        let mut path = words(path);
        path.pop_if(|last| last == "self");
        let alias = Some(alias.trim().to_owned()).filter(|it| !it.is_empty());
        let name = alias.or_else(|| path.last().cloned()).unwrap_or_default();
        return vec![(path, name)];
    };
    let group = group.rsplit_once('}').map_or(group, |(group, _)| group);
    let mut depth = 0;
    let parts = group.trim_end().trim_end_matches(',').split(|sign| {
        depth += i32::from(sign == '{') - i32::from(sign == '}');
        sign == ',' && depth == 0
    });
    let prefixed = parts.flat_map(leaves).map(|(path, name)| {
        let path = [words(prefix), path].concat();
        let name = if name.is_empty() { path.last().cloned().unwrap_or_default() } else { name };
        (path, name)
    });
    prefixed.collect()
}

/// Every module of the crate that is not only for tests; read once for all tests.
static FILES: LazyLock<BTreeMap<Names, File>> = LazyLock::new(files);

fn files() -> BTreeMap<Names, File> {
    fn walk(folder: &Path, at: &[String], files: &mut BTreeMap<Names, File>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            let inner = [at, std::slice::from_ref(&stem)].concat();
            if path.is_dir() {
                walk(&path, &inner, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let module = match stem.as_str() {
                    "mod" => at.to_vec(),
                    "lib" => Names::new(),
                    _ => inner,
                };
                files.insert(module, File::read(&fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(Path::new("src"), &[], &mut files);
    files.remove(&vec!["main".to_owned()]);
    without_tests(files)
}

fn without_tests(mut files: BTreeMap<Names, File>) -> BTreeMap<Names, File> {
    let joined = |module: &[String], name: &String| [module, std::slice::from_ref(name)].concat();
    let mut tests = Vec::new();
    for (module, file) in &files {
        tests.extend(file.test_modules.iter().map(|name| joined(module, name)));
        let folder = module.split_last().map_or(&[][..], |(_, folder)| folder);
        tests.extend(file.test_files.iter().map(|name| joined(folder, name)));
    }
    files.retain(|module, _| !tests.iter().any(|test| module.starts_with(test)));
    files
}

/// A path as the crate's root sees it; `None` outside the crate.
fn absolute(module: &[String], path: &[String], files: &BTreeMap<Names, File>) -> Option<Names> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some([module, rest].concat()),
        "super" => {
            let ups = path.iter().take_while(|it| *it == "super").count();
            let base = module.get(..module.len().checked_sub(ups)?)?;
            Some([base, &path[ups..]].concat())
        }
        _ => {
            let child = [module, std::slice::from_ref(first)].concat();
            files.contains_key(&child).then(|| [child.as_slice(), rest].concat())
        }
    }
}

/// The module in which the item of a path is defined, through its re-exports.
fn defined_in(path: &[String], files: &BTreeMap<Names, File>) -> Names {
    let mut path = path.to_vec();
    // No item has more names than this.
    for _ in 0..8 {
        let known =
            (0..=path.len()).rev().find(|end| files.contains_key(&path[..*end])).unwrap_or(0);
        let module = &path[..known];
        let name = path.get(known);
        let mut reexports = files[module].uses.iter().filter(|one| one.reexported);
        let Some(one) = name.and_then(|name| reexports.find(|one| one.name == *name)) else {
            return module.to_vec();
        };
        let Some(next) = absolute(module, &one.path, files) else { return module.to_vec() };
        path = [next.as_slice(), &path[known + 1..]].concat();
    }
    panic!("re-exports of {path:?} never end");
}

/// Which module imports which; with re-exports that the module does not use itself, or without.
fn imports(files: &BTreeMap<Names, File>, reexports: bool) -> BTreeMap<&Names, BTreeSet<Names>> {
    let of = |module: &Names, file: &File| -> BTreeSet<Names> {
        let unused = |path: &Names| {
            let mut uses = file.uses.iter();
            uses.any(|one| one.path == *path && one.reexported && !file.uses_name(&one.name))
        };
        let paths = file.full_paths().filter(|path| reexports || !unused(path));
        let found = paths.filter_map(|path| absolute(module, &path, files));
        let found = found.map(|path| defined_in(&path, files));
        found.filter(|other| other != module).collect()
    };
    files.iter().map(|(module, file)| (module, of(module, file))).collect()
}

/// The rooms, in the order in which `src/lib.rs` declares them.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let names = lib.lines().filter_map(|line| {
        line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod ")?.strip_suffix(';')
    });
    names.map(ToOwned::to_owned).collect()
}

/// What points from an earlier room to a later one, or to the root, from which everything can be reached.
fn upward(files: &BTreeMap<Names, File>, rooms: &[String]) -> Vec<String> {
    let place = |module: &Names| rooms.iter().position(|room| Some(room) == module.first());
    let mut wrong = Vec::new();
    for (module, others) in
        imports(files, true).into_iter().filter(|(module, _)| !module.is_empty())
    {
        let later = others.iter().filter(|other| other.is_empty() || place(other) > place(module));
        wrong.extend(later.map(|other| format!("{} uses {}", module.join("/"), other.join("/"))));
    }
    wrong
}

/// The modules that reach themselves, each with its circle.
fn circles(files: &BTreeMap<Names, File>) -> Vec<(String, String)> {
    let imports = imports(files, false);
    let reached = |from: &Names| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Names> = imports[from].iter().collect();
        while let Some(next) = open.pop() {
            if !next.is_empty() && seen.insert(next) {
                open.extend(&imports[next]);
            }
        }
        seen
    };
    let all = files.keys().filter(|module| !module.is_empty());
    let reached: BTreeMap<&Names, _> = all.map(|it| (it, reached(it))).collect();
    let in_circles = reached.iter().filter(|(module, others)| others.contains(*module));
    let named = in_circles.map(|(module, others)| {
        let circle = others.iter().filter(|other| reached[*other].contains(*module));
        let circle: Vec<String> = circle.map(|it| it.join("/")).collect();
        (module.join("/"), circle.join(", "))
    });
    named.collect()
}

#[test]
fn arrows_point_from_later_rooms_to_earlier_ones() {
    let rooms = rooms();
    assert!(rooms.len() > 8, "src/lib.rs declares the rooms: {rooms:?}");
    let wrong = upward(&FILES, &rooms);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for (module, circle) in circles(&FILES) {
        let known = |it: &&&str| module == **it || module.starts_with(&format!("{it}/"));
        match CIRCLES.iter().find(known) {
            Some(known) => used.extend([*known]),
            None => wrong.push(format!("{module} is in a circle: {circle}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(used.len() == CIRCLES.len(), "only {used:?} still have circles");
}

/// Views show what was judged: of `assess` they import findings and how these came about, of `actuals` observations; they pick
/// no figures and judge nothing.
#[test]
fn views_show_what_was_judged() {
    const SHOWN: [&str; 3] = ["assess/finding", "assess/trace", "actuals/observation"];
    let is_in = |module: &Names, all: &[&str]| {
        let name = module.join("/");
        all.iter().any(|it| name == *it || name.starts_with(&format!("{it}/")))
    };
    let mut found = Vec::new();
    for (module, others) in imports(&FILES, false) {
        if is_in(module, &["report", "render"]) {
            let others = others.iter().filter(|it| is_in(it, &["assess", "actuals"]));
            let others = others.filter(|it| !is_in(it, &SHOWN));
            found.extend(others.map(|it| format!("{} uses {}", module.join("/"), it.join("/"))));
        }
    }
    assert_eq!(found, [""; 0]);
}

/// Where numbers are put into digits and places: the only views that calculate with them.
const FORMATTER: [&str; 1] = ["report/shown"];

/// How a file calculates with numbers: the methods and constructors that do, and operators beside a reference.
///
/// Two references held in variables pass unseen; what is done with their difference does not.
fn arithmetic(file: &File) -> Vec<String> {
    const METHODS: [&str; 7] =
        ["over", "scaled", "power", "nth_root", "rounded", "at_decimals", "screen_steps"];
    const CONSTRUCTORS: [&str; 4] = ["from", "fraction", "decimal", "power_of_ten"];
    let methods = file.methods.iter().filter(|name| METHODS.contains(&name.as_str())).cloned();
    let constructors = file.full_paths().filter(|path| match path.as_slice() {
        [.., number, name] => number == "Number" && CONSTRUCTORS.contains(&name.as_str()),
        _ => false,
    });
    let constructors = constructors.map(|path| path.join("::"));
    let operators = iter::repeat_n("an operator".to_owned(), file.operators);
    methods.chain(constructors).chain(operators).collect()
}

/// Views show numbers; what they compare, and the places of pictures, come from `assess` and `table`.
#[test]
fn views_calculate_nothing() {
    let mut found = Vec::new();
    for (module, file) in FILES.iter() {
        let name = module.join("/");
        if name.starts_with("report") || name.starts_with("render") {
            if FORMATTER.contains(&name.as_str()) {
                assert!(!arithmetic(file).is_empty(), "{name} calculates no more");
            } else {
                found.extend(arithmetic(file).iter().map(|what| format!("{name} uses {what}")));
            }
        }
    }
    assert_eq!(found, [""; 0]);
}

/// What in a file of the core reads files, asks the clock, prints, or rounds.
fn impure(file: &File) -> Vec<String> {
    const PATHS: [&str; 8] = [
        "std::fs",
        "std::env",
        "std::process",
        "std::net",
        "std::io::std",
        "std::time::SystemTime",
        "std::time::Instant",
        "anyhow",
    ];
    const MACROS: [&str; 5] = ["println", "print", "eprintln", "eprint", "dbg"];
    const NAMES: [&str; 2] = ["f64", "f32"];
    let paths = file.full_paths().map(|path| path.join("::"));
    let paths = paths.filter(|path| {
        path.ends_with("::now") || PATHS.iter().any(|known| path.starts_with(known))
    });
    let called = file.macros.iter().filter(|name| MACROS.contains(&name.as_str())).cloned();
    let names = file.paths.iter().flatten().filter(|name| NAMES.contains(&name.as_str())).cloned();
    paths.chain(called).chain(names).collect()
}

/// The core reads no file, asks no clock, prints nothing and does not round.
#[test]
fn the_core_is_pure() {
    const CORE: [&str; 14] = [
        "words", "number", "interval", "unit", "period", "diag", "plan", "actuals", "assess",
        "audit", "table", "record", "lang", "report",
    ];
    let mut wrong = Vec::new();
    for (module, file) in FILES.iter() {
        if module.first().is_some_and(|room| CORE.contains(&room.as_str())) {
            wrong.extend(
                impure(file).iter().map(|name| format!("{} uses {name}", module.join("/"))),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A small crate of files: names from the root, and their text.
fn small(files: &[(&str, &str)]) -> BTreeMap<Names, File> {
    let names =
        |path: &str| path.split('/').filter(|it| !it.is_empty()).map(str::to_owned).collect();
    without_tests(files.iter().map(|(path, text)| (names(path), File::read(text))).collect())
}

#[test]
fn an_import_upward_is_seen_in_every_form() {
    for text in [
        "use crate::late::X;",
        "fn f() {}\nuse crate::late::X;",
        "#[cfg(unix)]\nuse crate::late::X;",
        "use crate::{early::Y, late::{self, X as Z}};",
        "fn f() { \"because I use it\"; crate::late::f() }",
        "fn f(it: super::late::X) {}",
        "pub use crate::late::X;",
        "pub(super) use super::late::*;",
        "use crate as c; fn f() { c::late::f() }",
        "use crate::*; fn f() { late::f() }",
        "use crate::late; fn f() { late::deep::f() }",
        "macro_rules! m { () => { $crate::late::f() } }",
        "fn f() { html! { (crate::late::f()) } }",
    ] {
        let files = small(&[
            ("", "mod early; mod late;"),
            ("early", text),
            ("late", "pub mod deep;"),
            ("late/deep", ""),
        ]);
        assert!(!upward(&files, &["early".to_owned(), "late".to_owned()]).is_empty(), "{text}");
    }
    for text in [
        "// use crate::late::X;\n/// [`crate::late::X`]\nfn f() {}",
        "const TEXT: &str = \"crate::late::X\";",
        "#[cfg(test)]\nmod tests { use crate::late::X; }",
        "#[cfg(test)]\nfn f() { crate::late::f() }",
        "#[cfg(test)]\nuse crate::late::X;",
    ] {
        let files = small(&[("", "mod early; mod late;"), ("early", text), ("late", "")]);
        assert_eq!(upward(&files, &["early".to_owned(), "late".to_owned()]), [""; 0], "{text}");
    }
    let after_tests = "#[cfg(test)]\nmod tests {}\nfn f() { crate::late::f() }";
    let files = small(&[("", "mod early; mod late;"), ("early", after_tests), ("late", "")]);
    assert_eq!(upward(&files, &["early".to_owned(), "late".to_owned()]), ["early uses late"]);
}

#[test]
fn a_circle_is_seen_through_names_and_parents() {
    let circle = |files: &[(&str, &str)]| {
        circles(&small(files)).into_iter().map(|(module, _)| module).collect::<Vec<_>>()
    };
    let root = ("", "mod a;");
    assert_eq!(
        circle(&[
            root,
            ("a", "mod b; mod c;"),
            ("a/b", "use super::c::X;"),
            ("a/c", "use super::b::Y;")
        ]),
        ["a/b", "a/c"]
    );
    assert_eq!(
        circle(&[
            root,
            ("a", "mod b; mod c;"),
            ("a/b", "use crate::a; fn f() { a::c::g() }"),
            ("a/c", "fn g() { super::b::f() }")
        ]),
        ["a/b", "a/c"]
    );
    assert_eq!(
        circle(&[
            root,
            ("a", "mod b; fn f() { b::g() } fn h() {}"),
            ("a/b", "fn g() { super::h() }")
        ]),
        ["a", "a/b"]
    );
    // A re-export is no import, unless the file uses the name.
    assert_eq!(
        circle(&[root, ("a", "mod b; pub use b::X; fn h() {}"), ("a/b", "use super::h;")]),
        [""; 0]
    );
    assert_eq!(
        circle(&[root, ("a", "mod b; pub use b::X; fn h(it: X) {}"), ("a/b", "use super::h;")]),
        ["a", "a/b"]
    );
    // Through a re-export the item is that of its own file.
    assert_eq!(
        circle(&[
            root,
            ("a", "mod b; mod c; pub use c::X;"),
            ("a/b", "use super::X;"),
            ("a/c", "use super::b::Y;")
        ]),
        ["a/b", "a/c"]
    );
}

#[test]
fn arithmetic_is_seen_in_every_form() {
    for text in [
        "fn f() { &a - &b }",
        "fn f() { &it.gap * share }",
        "fn f() { (value - &low).min(high) }",
        "fn f() { &(one + other) + third }",
        "fn f() { -&it.weight }",
        "fn f() { one.over(other) }",
        "fn f() { it.map(|it| it.scaled(factor)) }",
        "use crate::number::Number; fn f() { Number::from(2) }",
        "use crate::number::Number; fn f() { it.map(Number::from) }",
        "fn f() { crate::number::Number::fraction(1, 2) }",
    ] {
        assert!(!arithmetic(&File::read(text)).is_empty(), "{text}");
    }
    for text in [
        "fn f(it: &str) -> usize { it.len() - 1 }",
        "fn f() { html! { @if let Some(it) = &self.it { td.pc-num { (it.over) } } } }",
        "fn f<'a>(it: &'a [T]) -> impl Fn(&T) -> &'a str + 'a {}",
        "fn f() { sum += &1; g(&a, b - c); if &a == b { *c } else { -1 } }",
        "use crate::number::Number; fn f() { Number::zero() }",
        "#[cfg(test)]\nmod tests { fn f() { &a - &b } }",
    ] {
        assert_eq!(arithmetic(&File::read(text)), [""; 0], "{text}");
    }
}

#[test]
fn impurity_is_seen_in_every_form() {
    for text in [
        "use std::{env, fs};",
        "use std::io; fn f() { io::stdout(); }",
        "fn f() { print!(\"\") }",
        "fn f() { dbg!(1) }",
        "fn f() { chrono::Utc::now() }",
        "fn f() -> f64 { 0.5 }",
    ] {
        assert!(!impure(&File::read(text)).is_empty(), "{text}");
    }
    assert_eq!(
        impure(&File::read("use std::io::Write; fn f() { \"f64\"; write!(out, \"\") }")),
        [""; 0]
    );
}
