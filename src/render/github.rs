//! A check in a GitHub workflow: annotations on standard output, and the step summary.
//!
//! The escapes are those of the runner's workflow commands: `%`, `\r` and `\n` in a message, `:` and `,` too in a
//! property.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use crate::{
    keys::is_control,
    record::each,
    render::{Style, diagnostics::said, markdown, text},
    report::check::{self, CheckView, Policy},
};

/// Rows of one plan in a step summary: GitHub accepts no more than 1 MiB per step.
const MOST_ROWS: usize = 200;

/// Writes an annotation for every failing finding and every warning, and whether the policy is met.
///
/// `root` is the path from the repository root to the working directory: annotations name files from the root.
pub fn annotations(
    views: &[CheckView<'_>],
    policy: &Policy,
    root: &Path,
    out: &mut dyn Write,
    style: &Style,
) -> io::Result<()> {
    for view in views {
        for judged in view.failing() {
            let place = view.file().map(|file| (file, judged.indicator().line, None));
            let title = format!("{}: {}", view.id(), text::name_line(&judged, style));
            let message = text::finding_line(&judged, style);
            annotation("error", place, root, &title, &message, out)?;
        }
        let level = if view.policy.warnings { "error" } else { "warning" };
        for warning in view.warnings {
            let place = warning.place.as_ref();
            let place = place.map(|place| (place.file.as_str(), place.line, Some(place.column)));
            let title = format!("{}: {}", view.id(), warning.problem.code());
            annotation(level, place, root, &title, &said(warning, style.lang), out)?;
        }
    }
    let words = style.words();
    writeln!(out, "{}", text::plain(&policy.said(check::met(views), words)))
}

/// One workflow command: file, line and column if known, title, message.
fn annotation(
    level: &str,
    place: Option<(&str, u32, Option<u32>)>,
    root: &Path,
    title: &str,
    message: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "::{level} ")?;
    if let Some((file, line, column)) = place {
        let file = from_repository_root(root, file);
        write!(out, "file={},line={line},", property(&file))?;
        if let Some(column) = column {
            write!(out, "col={column},")?;
        }
    }
    writeln!(out, "title={}::{}", property(title), data(message))
}

/// A message, escaped for the runner.
fn data(text: &str) -> String {
    escaped(text, &['%', '\r', '\n'])
}

/// A property, escaped for the runner.
fn property(text: &str) -> String {
    escaped(text, &['%', '\r', '\n', ':', ','])
}

fn escaped(text: &str, taken: &[char]) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if taken.contains(&character) {
            // All are ASCII: two digits each.
            let _ = write!(shown, "%{:02X}", u32::from(character));
        } else if is_control(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// A file relative to the repository root; an absolute path is kept.
fn from_repository_root(root: &Path, file: &str) -> String {
    let mut path = PathBuf::new();
    for part in root.join(file).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if path.file_name().is_some() => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path.to_string_lossy().replace('\\', "/")
}

/// Writes the step summary in Markdown: whether the policy is met, then the failures and verdict counts of every plan.
pub fn summary(
    views: &[CheckView<'_>],
    policy: &Policy,
    out: &mut dyn Write,
    style: &Style,
) -> io::Result<()> {
    let words = style.words();
    let met = check::met(views);
    let mark = if met { "✅" } else { "❌" };
    let sentence = text::plain(&policy.said(met, words));
    writeln!(out, "# {mark} {sentence}\n")?;
    let pages = each(views, |view| view.sheet(MOST_ROWS));
    markdown::sheets(&pages, out, style)?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_and_messages_are_escaped_as_the_runner_reads_them() {
        let hostile = "100%: a,b\r\n::error::x\u{1b}";
        assert_eq!(data(hostile), "100%25: a,b%0D%0A::error::x\\u{1b}");
        assert_eq!(property(hostile), "100%25%3A a%2Cb%0D%0A%3A%3Aerror%3A%3Ax\\u{1b}");
    }

    #[test]
    fn one_command_is_one_line() {
        let mut out = Vec::new();
        let place = Some(("plans/a,b.toml", 7, Some(3)));
        annotation("error", place, Path::new("sub"), "t: %", "one\ntwo", &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "::error file=sub/plans/a%2Cb.toml,line=7,col=3,title=t%3A %25::one%0Atwo\n"
        );
    }

    #[test]
    fn files_are_named_from_the_repository_root() {
        for (root, file, shown) in [
            ("", "plans/a.toml", "plans/a.toml"),
            ("data", "../plans/a.toml", "plans/a.toml"),
            ("data/new", "./a.toml", "data/new/a.toml"),
            ("", "../a.toml", "../a.toml"),
            ("data", "/tmp/a.toml", "/tmp/a.toml"),
        ] {
            assert_eq!(from_repository_root(Path::new(root), file), shown, "{root} {file}");
        }
    }
}
