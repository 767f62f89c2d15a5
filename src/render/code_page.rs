//! The codes of diagnostics: one, all of them, and the page of the documentation.

use std::fmt::Write;

use super::{Style, text};
use crate::lang::Lang;
use crate::lang::codes::{self, CodeText, Family};

// Writing to a `String` cannot fail: its results are let go of.

/// Columns before the lines of an example.
const INDENT: &str = "    ";

/// One code for a person: what it means, what triggers it, what to do.
pub fn one(family: Family, code: &CodeText, style: &Style) -> String {
    let lang = style.lang;
    let prose = |text: &str| text::prose(text, style.width).join("\n");
    // As it would be typed: never broken, lest it be copied wrong.
    let example: Vec<String> = code.example.lines().map(|line| format!("{INDENT}{line}")).collect();
    let remedy = format!("{}{}{}", codes::remedy_word(lang), colon(lang), code.remedy(lang));
    format!(
        "{} ({})\n{}\n\n{}{}\n{}\n\n{}\n",
        code.code,
        family.text(lang),
        prose(code.meaning(lang)),
        codes::example_word(lang),
        colon(lang).trim_end(),
        example.join("\n"),
        prose(&remedy),
    )
}

/// Every code in one line, family by family.
pub fn all(style: &Style) -> String {
    let lang = style.lang;
    let longest = codes::all().map(|(_, text)| text.code.len()).max();
    let width = longest.unwrap_or_default();
    let mut shown = String::new();
    let mut last = None;
    for (family, text) in codes::all() {
        if last != Some(family) {
            let gap = if last.is_some() { "\n" } else { "" };
            let _ = writeln!(shown, "{gap}{}", family.text(lang));
            last = Some(family);
        }
        let _ = writeln!(shown, "  {:width$}  {}", text.code, text.meaning(lang));
    }
    shown
}

fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ": ",
        Lang::Zh => "：",
    }
}
