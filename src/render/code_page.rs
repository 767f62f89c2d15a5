//! Diagnostic codes for `explain-code`: one, or all of them.

use std::fmt::Write;

use super::{Style, text};
use crate::{
    diag::handbook::{self, EXAMPLE, Entry, REMEDY},
    words::joined,
};

// Writing to a `String` cannot fail: its results are ignored.

/// Columns before the lines of an example.
const INDENT: &str = "    ";

/// One code: what it means, what triggers it, what to do.
pub fn one(code: &Entry, style: &Style) -> String {
    let lang = style.lang;
    let prose = |text: &str| text::prose(text, style.width).join("\n");
    // Never wrapped, so that it can be copied.
    let example = joined(code.example.lines().map(|line| format!("{INDENT}{line}")), "\n");
    let remedy = format!("{}{}", lang.pick(REMEDY), code.remedy);
    format!(
        "{} ({})\n{}\n\n{}{}\n{}\n\n{}\n",
        code.code,
        code.family.text(lang),
        prose(code.meaning),
        lang.pick(EXAMPLE),
        lang.pick([":", "："]),
        example,
        prose(&remedy),
    )
}

/// Every code on one line, by family.
pub fn all(style: &Style) -> String {
    let lang = style.lang;
    let longest = handbook::entries(lang).map(|entry| entry.code.len()).max();
    let width = longest.unwrap_or_default();
    let mut shown = String::new();
    let mut last = None;
    for Entry { family, code, meaning, .. } in handbook::entries(lang) {
        if last != Some(family) {
            let gap = if last.is_some() { "\n" } else { "" };
            let _ = writeln!(shown, "{gap}{}", family.text(lang));
            last = Some(family);
        }
        let _ = writeln!(shown, "  {code:width$}  {meaning}");
    }
    shown
}
