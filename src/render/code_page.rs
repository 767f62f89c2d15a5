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
    let example: Vec<String> = code
        .example
        .lines()
        .map(|line| format!("{INDENT}{line}"))
        .collect();
    let remedy = format!(
        "{}{}{}",
        codes::remedy_word(lang),
        colon(lang),
        code.remedy(lang)
    );
    format!(
        "{} ({})\n{}\n\n{}{}\n{}\n\n{}\n",
        code.code,
        family.heading(lang),
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
            let _ = writeln!(shown, "{gap}{}", family.heading(lang));
            last = Some(family);
        }
        let _ = writeln!(shown, "  {:width$}  {}", text.code, text.meaning(lang));
    }
    shown
}

/// The page of the documentation, in both languages. Examples are `text`: each of them is wrong by intention.
pub fn markdown() -> String {
    let mut page = "# Diagnostics · 诊断代码\n\n\
        Every code in brackets behind `error`, `warning` or `note`: what it means, an example of what triggers it, and \
        what to do.\n`plancheck explain-code CODE` shows the same in the terminal.\n\n\
        提示中“错误”“警告”“说明”后方括号内的代码：含义、触发示例和处理办法。\n\
        在终端用 `plancheck explain-code CODE` 查看。\n"
        .to_owned();
    let mut last = None;
    for (family, text) in codes::all() {
        if last != Some(family) {
            let (english, chinese) = (family.heading(Lang::En), family.heading(Lang::Zh));
            let _ = writeln!(page, "\n## {english} · {chinese}");
            last = Some(family);
        }
        let _ = writeln!(page, "\n### `{}`", text.code);
        for lang in [Lang::En, Lang::Zh] {
            let _ = writeln!(page, "\n{}", text.meaning(lang));
        }
        let _ = writeln!(page, "\n```text\n{}\n```", text.example);
        for lang in [Lang::En, Lang::Zh] {
            let (word, colon) = (codes::remedy_word(lang), colon(lang));
            let _ = writeln!(page, "\n{word}{colon}{}", text.remedy(lang));
        }
    }
    page
}

fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ": ",
        Lang::Zh => "：",
    }
}
