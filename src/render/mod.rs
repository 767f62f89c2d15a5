//! Renderers: each writes a view in one format. None of them computes.

mod bullet;
mod charts;
pub mod code_page;
pub mod csv;
mod csv_excel;
mod curves;
pub mod diagnostics;
pub mod github;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod quick_rows;
pub mod sarif;
pub mod svg;
pub mod text;
pub mod xlsx;

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use crate::{
    keys::is_control,
    lang::{Lang, Words},
};

pub use bullet::Bullet;

/// The look of output for people.
#[derive(Clone, Copy)]
pub struct Style {
    /// Whether colour may be written.
    pub colour: bool,
    /// Only ASCII for lines, bars and signs (names stay as printed).
    pub ascii: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// The language of headings, verdicts and notes.
    pub lang: Lang,
}

impl Style {
    pub fn words(&self) -> Words {
        Words { lang: self.lang, ascii: self.ascii }
    }
}

/// The text with control characters made visible (`\u{1b}`), so that no file can control a terminal; line ends are kept.
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '\n' || !is_control(character) {
            shown.push(character);
        } else {
            shown.extend(character.escape_unicode());
        }
    }
    shown
}

/// The same in one line: a line end is shown as `\n`, so that no file can write a line of its own, such as a command to a CI
/// runner.
pub fn printable_line(text: &str) -> String {
    printable(text).replace('\n', "\\n")
}

/// The same in one line that means nothing by its line ends: a row of a table of text.
pub fn printable_cell(text: &str) -> String {
    printable(text).replace('\n', " ")
}

/// A text for standard output: no line begins as commands to a CI runner do (`::error::`, `##[group]`), wherever a name was
/// wrapped; the runner passes over blanks before them.
pub fn without_commands(text: &str) -> Cow<'_, str> {
    const SIGNS: [&str; 3] = ["::", "##[", "##vso["];
    if !SIGNS.iter().any(|sign| text.contains(sign)) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start();
        // `:::` is the sign of a place.
        let is_command = |sign: &str| rest.starts_with(sign) && !rest.starts_with(":::");
        let mut characters = rest.chars();
        match characters.next() {
            Some(first) if SIGNS.into_iter().any(is_command) => {
                shown.push_str(&line[..line.len() - rest.len()]);
                shown.extend(first.escape_unicode());
                shown.push_str(characters.as_str());
            }
            _ => shown.push_str(line),
        }
    }
    shown.into()
}

/// The beginning of a text that is at most so wide, by the widths of its characters.
pub fn fitting(text: &str, most: usize, width: impl Fn(char) -> usize) -> &str {
    let mut used = 0;
    let beyond = text.char_indices().find(|(_, character)| {
        used += width(*character);
        used > most
    });
    beyond.map_or(text, |(at, _)| &text[..at])
}

/// The columns of a character in a terminal.
pub fn columns(character: char) -> usize {
    character.width().unwrap_or(0)
}
