//! The arrows between the rooms point one way: a room uses only rooms that stand before it in `src/lib.rs`.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, as `src/lib.rs` lists them.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod "))
        .map(|line| line.trim_end_matches(';').to_owned())
        .collect()
}

fn files_of(room: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else {
                files.push(path);
            }
        }
    }
    let single = PathBuf::from(format!("src/{room}.rs"));
    if single.is_file() {
        return vec![single];
    }
    let mut files = Vec::new();
    walk(Path::new(&format!("src/{room}")), &mut files);
    files
}

/// Every room named after `crate::` in a text, in `use crate::{a, b::c}` groups too.
fn rooms_used(text: &str) -> Vec<String> {
    let word = |text: &str| {
        text.chars()
            .take_while(|character| character.is_alphanumeric() || *character == '_')
            .collect::<String>()
    };
    let mut used = Vec::new();
    for (start, found) in text.match_indices("crate::") {
        let rest = &text[start + found.len()..];
        match rest.strip_prefix('{') {
            None => used.push(word(rest)),
            Some(group) => {
                let mut depth = 1;
                let mut item_starts = true;
                for (at, character) in group.char_indices() {
                    match character {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' if depth == 1 => item_starts = true,
                        other if item_starts && !other.is_whitespace() => {
                            used.push(word(&group[at..]));
                            item_starts = false;
                        }
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
        }
    }
    used
}

#[test]
fn arrows_point_from_later_rooms_to_earlier_ones() {
    let rooms = rooms();
    assert!(rooms.len() > 8, "src/lib.rs lists the rooms: {rooms:?}");
    let place = |room: &str| rooms.iter().position(|known| known == room);
    let mut wrong = Vec::new();
    for (own_place, room) in rooms.iter().enumerate() {
        for file in files_of(room) {
            // A room's tests may borrow from any other.
            let text = fs::read_to_string(&file).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            if file.ends_with("tests.rs") {
                continue;
            }
            for used in rooms_used(text) {
                match place(&used) {
                    Some(other) if other > own_place => {
                        wrong.push(format!("{} uses {used}", file.display()));
                    }
                    Some(_) => {}
                    None => wrong.push(format!("{} uses {used}, which is no room", file.display())),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The core reads no file, asks no clock and prints nothing.
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
    for file in core.iter().flat_map(|room| files_of(room)) {
        let text = fs::read_to_string(&file).unwrap();
        for word in forbidden.iter().filter(|word| text.contains(*word)) {
            wrong.push(format!("{} mentions {word}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_imports_sees_groups() {
    assert_eq!(
        rooms_used("use crate::{plan::Plan, unit::{Unit, X}};\ncrate::lang::y"),
        ["plan", "unit", "lang"]
    );
}
