//! Diagnostics for people: message, place, the line with a caret, and what to do about it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use unicode_width::UnicodeWidthStr;

use super::{Style, columns, fitting, printable, printable_line};
use crate::{
    diag::{Diagnostic, Excerpt, Place, Severity},
    lang::Lang,
};

/// Columns of an excerpt; a longer line is cut around the marked part.
const EXCERPT_WIDTH: usize = 120;

/// Columns before the marked part of a cut line.
const LEAD_WIDTH: usize = 50;

/// Replaces what was cut off.
const CUT: &str = "...";

/// Lines are cut here, not by the renderer, which would not know the columns of the file.
const NO_LIMIT: usize = usize::MAX / 4;

pub fn render(diagnostic: &Diagnostic, style: &Style) -> String {
    let text = diagnostic.problem.text(style.lang);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let level = level.with_name(diagnostic.severity.text(style.lang));
    let title = level.primary_title(printable_line(&text.message)).id(diagnostic.problem.code());
    let mut group = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        let label = text.label.as_deref().map(printable_line);
        group = placed(group, place, label, AnnotationKind::Primary);
    }
    for place in &diagnostic.related {
        let label = related_word(style.lang).to_owned();
        group = placed(group, place, Some(label), AnnotationKind::Context);
    }
    if let Some(help) = &text.help {
        let level = Level::HELP.with_name(style.lang.pick(["help", "建议"]));
        group = group.element(level.message(printable_line(help)));
    }
    let renderer =
        if style.colour { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let decor = if style.ascii { DecorStyle::Ascii } else { DecorStyle::Unicode };
    let shown = renderer.decor_style(decor).term_width(NO_LIMIT).render(&[group]);
    let lines = shown.lines().filter(|line| !is_bare_separator(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The label of another place that belongs to a problem.
pub fn related_word(lang: Lang) -> &'static str {
    lang.pick(["related", "相关之处"])
}

/// The message, and what to do about it.
pub fn said(diagnostic: &Diagnostic, lang: Lang) -> String {
    let text = diagnostic.problem.text(lang);
    match text.help {
        Some(help) => format!("{}\n{help}", text.message),
        None => text.message,
    }
}

fn placed<'a>(
    group: Group<'a>,
    place: &Place,
    label: Option<String>,
    kind: AnnotationKind,
) -> Group<'a> {
    // The place is written here because the line below may have been cut, which shifts its columns.
    let file = printable_line(&place.file);
    let origin = match &place.cell {
        Some(cell) => Origin::path(format!("{file}!{cell}")),
        None => Origin::path(file).line(place.line as usize).char_column(place.column as usize),
    };
    let group = group.element(origin);
    let Some(excerpt) = &place.excerpt else {
        return group;
    };
    let shown = shown(excerpt);
    let annotation = kind.span(shown.start..shown.end).label(label);
    let snippet =
        Snippet::source(shown.text).line_start(place.line as usize).annotation(annotation);
    group.element(snippet)
}

/// The mark of another file, which the renderer puts between a place and its line because they are given separately.
fn is_bare_separator(line: &str) -> bool {
    let bare = anstream::adapter::strip_str(line).to_string();
    matches!(bare.trim(), ":::" | "⸬")
}

/// The excerpt without control characters, cut to the width.
fn shown(excerpt: &Excerpt) -> Excerpt {
    let part = |from: usize, to: usize| {
        let text = excerpt.text.get(from..to).unwrap_or_default();
        printable(&text.replace('\t', "    ")).replace('\n', " ")
    };
    let length = excerpt.text.len();
    let mut before = part(0, excerpt.start);
    let mut meant = part(excerpt.start, excerpt.end);
    let mut after = part(excerpt.end, length);
    if before.width() + meant.width() + after.width() > EXCERPT_WIDTH {
        if before.width() > LEAD_WIDTH {
            let reversed: String = before.chars().rev().collect();
            let kept = fitting(&reversed, LEAD_WIDTH, columns);
            before = CUT.chars().chain(kept.chars().rev()).collect();
        }
        let room = EXCERPT_WIDTH.saturating_sub(before.width());
        if meant.width() > room {
            meant = cut(&meant, room);
            after = String::new();
        } else {
            after = cut(&after, room - meant.width());
        }
    }
    let start = before.len();
    let end = start + meant.len();
    Excerpt { text: format!("{before}{meant}{after}"), start, end }
}

/// The start of the text, in about `most` columns.
fn cut(text: &str, most: usize) -> String {
    match fitting(text, most, columns) {
        whole if whole == text => text.to_owned(),
        start => format!("{start}{CUT}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::render;
    use crate::diag::{Diagnostic, IdOf, PlanProblem, RunProblem, SourceText};
    use crate::lang::Lang;
    use crate::load::plan_toml::load_plan;
    use crate::render::Style;

    const PLAIN: Style = Style { colour: false, ascii: true, width: 80, lang: Lang::En };

    /// A diagnostic about the first place of `meant` in a one-line file.
    fn about(line: &str, meant: &str) -> Diagnostic {
        let start = line.find(meant).unwrap();
        let place = SourceText::new("a.toml", line).place(start..start + meant.len());
        let problem = PlanProblem::DuplicateId { id: "x".to_owned(), of: IdOf::Figures };
        Diagnostic::new(problem, Some(place))
    }

    #[test]
    fn the_caret_stands_under_chinese_text() {
        let shown = render(&about("名称 = \"杭州\" # x", "\"杭州\""), &PLAIN);
        insta::assert_snapshot!(shown, @r#"
        error[duplicate-id]: the id `x` is used twice
         --> a.toml:1:6
          |
        1 | 名称 = "杭州" # x
          |        ^^^^^^ second use
          |
          = help: give each indicator its own id; targets for one thing share its `concept`
        "#);
    }

    #[test]
    fn the_same_in_chinese_with_drawn_lines_and_a_related_place() {
        let style = Style { ascii: false, lang: Lang::Zh, ..PLAIN };
        let first = about("id = \"x\"", "\"x\"").place.unwrap();
        let shown = render(&about("id = \"x\"", "\"x\"").with_related([first]), &style);
        insta::assert_snapshot!(shown, @r#"
        错误[duplicate-id]: 标识 `x` 用了两次
          ╭▸ a.toml:1:6
          │
        1 │ id = "x"
          │      ━━━ 第二次
          ⸬  a.toml:1:6
          │
        1 │ id = "x"
          │      ─── 相关之处
          │
          ╰ 建议: 每个指标用自己的标识；同一事物的几个目标共用 `concept`
        "#);
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_meant() {
        let line = format!("{}\"x\"{}", "长".repeat(500), "尾".repeat(500));
        let shown = render(&about(&line, "\"x\""), &PLAIN);
        insta::assert_snapshot!(shown, @r#"
        error[duplicate-id]: the id `x` is used twice
         --> a.toml:1:501
          |
        1 | ...长长长长长长长长长长长长长长长长长长长长长长长长长"x"尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾尾...
          |                                                      ^^^ second use
          |
          = help: give each indicator its own id; targets for one thing share its `concept`
        "#);
    }

    #[test]
    fn a_long_part_is_cut_as_well() {
        let line = format!("a = {}", "9".repeat(5000));
        let shown = render(&about(&line, &"9".repeat(5000)), &PLAIN);
        assert!(shown.lines().all(|line| line.chars().count() < 160), "{shown}");
        assert!(shown.contains("a.toml:1:5"));
    }

    #[test]
    fn no_control_character_reaches_the_terminal() {
        let shown = render(&about("\u{1b}[31m\t\u{202e}x", "x"), &PLAIN);
        assert!(!shown.contains(['\u{1b}', '\t', '\u{202e}']), "{shown}");
        assert!(shown.contains(r"\u{1b}[31m"), "{shown}");
        let mut named = about("x", "x");
        if let Some(place) = &mut named.place {
            place.file = "a\u{1b}\n.toml".to_owned();
        }
        assert!(!render(&named, &PLAIN).contains('\u{1b}'));
    }

    #[test]
    fn colour_is_written_only_when_asked_for() {
        let diagnostic = about("x = 1", "x");
        assert!(!render(&diagnostic, &PLAIN).contains('\u{1b}'));
        let colour = Style { colour: true, ..PLAIN };
        assert!(render(&diagnostic, &colour).contains('\u{1b}'));
    }

    #[test]
    fn a_problem_without_a_place_is_shown_too() {
        let problem = RunProblem::FileUnreadable {
            path: "a.csv".to_owned(),
            message: ["gone"; 2].map(str::to_owned),
            named_by: Some("test".to_owned()),
            nearest: None,
        };
        let shown = render(&Diagnostic::new(problem, None), &PLAIN);
        insta::assert_snapshot!(shown, @r"
        error[file-unreadable]: cannot read `a.csv`: gone
         |
         = help: the plan `test` names it; correct it there, or name another file in the command
        ");
    }

    const BROKEN: &str = r#"[plan]
id = "test"
title = "测试\u001b规划"
period = 2024
[[indicator]]
id = "甲"
name = "“甲”指标"
unit = "家"
measure = "level"
target = { at_least = "2,000" }
cite = { section = "一", figure = "甲指标达到2000家" }
"#;

    proptest! {
        #[test]
        fn whatever_is_found_can_be_shown(at in any::<usize>(), length in 0..30_usize, put in ".{0,6}") {
            let mut bytes = BROKEN.as_bytes().to_vec();
            let start = at % bytes.len();
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, put.bytes());
            let loaded = load_plan("test.toml", &bytes, None);
            prop_assert!(!loaded.diagnostics.is_empty());
            for lang in [Lang::En, Lang::Zh] {
                let style = Style { lang, ..PLAIN };
                for diagnostic in &loaded.diagnostics {
                    let shown = render(diagnostic, &style);
                    let control = |character: char| character.is_control() && character != '\n';
                    prop_assert!(!shown.contains(control), "{}", shown);
                }
            }
        }
    }
}
