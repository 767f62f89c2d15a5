//! Settings from the arguments and the environment. The only module that reads the clock.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use terminal_size::{Height, Width};

use super::args::{ColorChoice, Format, General, OutputArgs};
use crate::{diag::RunProblem, lang::Lang, load::discover::PlanFolders, render::Style};

/// The table width if neither terminal nor environment gives one.
const DEFAULT_WIDTH: usize = 80;

/// The environment variable that names a plans folder.
const VARIABLE: &str = "PLANCHECK_PLANS";

/// Settings of one run.
pub struct Settings {
    pub style: Style,
    /// Whether stderr is coloured.
    pub stderr_colour: bool,
    /// Whether files are coloured too.
    colour_forced: bool,
    /// The width of stderr, if it is a terminal on which a line can be rewritten.
    pub progress_width: Option<usize>,
    /// Whether only errors are printed on stderr.
    pub quiet: bool,
    pub folders: PlanFolders,
    /// A plans folder that was named but does not exist: an error, because plans from elsewhere must not replace it.
    pub missing_folder: Option<RunProblem>,
    /// The default as-of date.
    pub today: NaiveDate,
}

impl Settings {
    /// Settings from the general arguments and the environment.
    pub fn new(general: &General) -> Self {
        let lang = general
            .lang
            .unwrap_or_else(|| language(|name| std::env::var(name).ok(), sys_locale::get_locale));
        let colour = |automatic: anstream::ColorChoice| match general.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => automatic != anstream::ColorChoice::Never,
        };
        let style = Style {
            colour: colour(anstream::AutoStream::choice(&std::io::stdout())),
            ascii: general.ascii,
            width: general.width.map_or_else(terminal_width, usize::from),
            lang,
        };
        let working = std::env::current_dir().unwrap_or_default();
        let variable = plans_variable();
        let named =
            [("--plans-dir", general.plans_dir.as_deref()), (VARIABLE, variable.as_deref())];
        let missing = named
            .into_iter()
            .find_map(|(name, path)| path.filter(|path| !path.is_dir()).map(|path| (name, path)));
        Self {
            missing_folder: missing.map(|(named_by, path)| RunProblem::NoPlanFolder {
                path: path.to_string_lossy().into_owned(),
                named_by,
            }),
            style,
            stderr_colour: colour(anstream::AutoStream::choice(&std::io::stderr())),
            progress_width: (!general.quiet).then(progress_width).flatten(),
            colour_forced: general.color == ColorChoice::Always,
            quiet: general.quiet,
            folders: PlanFolders::new(general.plans_dir.as_deref(), variable.as_deref(), &working),
            today: today(),
        }
    }

    /// The style of the result: a file is coloured only with `--color always`.
    pub fn result_style(&self, path: Option<&Path>) -> Style {
        let colour = self.style.colour && (path.is_none() || self.colour_forced);
        Style { colour, ..self.style }
    }

    pub fn stderr_style(&self) -> Style {
        Style { colour: self.stderr_colour, ..self.style }
    }
}

/// The plans folder named in the environment.
pub fn plans_variable() -> Option<PathBuf> {
    variable(VARIABLE)
}

/// A path in an environment variable that is set and not empty.
pub fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

#[expect(clippy::disallowed_methods, reason = "the only place that reads the clock")]
fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

/// The extension of a file, in lower case, and the format that it stands for.
fn implied(path: Option<&Path>) -> Option<(String, Option<Format>)> {
    let extension = path.and_then(Path::extension)?.to_string_lossy().to_lowercase();
    let format = Format::of_extension(&extension);
    Some((extension, format))
}

/// The error for a format that the command does not have.
pub fn no_such_format(format: Format, known: &[Format]) -> RunProblem {
    let known = known.iter().map(|format| format.word()).collect();
    RunProblem::NoSuchFormat { format: format.word(), elsewhere: format.only_in(), known }
}

/// Is it the ending of what the page of `report` is printed or pasted into?
pub fn is_of_pages(ending: &str) -> bool {
    ["pdf", "doc", "docx"].contains(&ending)
}

/// The error for a file extension without a format.
pub fn unknown_ending(ending: String, known: &[Format]) -> RunProblem {
    let page = is_of_pages(&ending);
    let known = Format::EXTENSIONS.iter().filter(|(_, it)| known.contains(it));
    RunProblem::UnknownEnding { ending, page, known: known.map(|(known, _)| *known).collect() }
}

/// The format: as requested, else by the file extension, else a table. `known` are the formats of the command.
pub fn format(output: &OutputArgs, known: &[Format]) -> Result<Format, RunProblem> {
    let format = match (output.format, implied(output.output.as_deref())) {
        (Some(format), _) | (None, Some((_, Some(format)))) => format,
        (None, None) => Format::Table,
        (None, Some((ending, None))) => return Err(unknown_ending(ending, known)),
    };
    if known.contains(&format) { Ok(format) } else { Err(no_such_format(format, known)) }
}

/// Refuses file extensions of other formats for a command that writes only CSV: programs that open such a file would find it
/// broken.
pub fn only_csv(output: Option<&Path>) -> Result<(), RunProblem> {
    match implied(output) {
        Some((_, Some(format))) if ![Format::Table, Format::Csv].contains(&format) => {
            Err(no_such_format(format, &[Format::Csv]))
        }
        _ => Ok(()),
    }
}

/// The language of the locale: of the first variable that is set, else of what the system says, as on Windows and macOS no
/// variable is.
fn language(
    variable: impl Fn(&str) -> Option<String>,
    system: impl FnOnce() -> Option<String>,
) -> Lang {
    let mut variables = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable);
    let locale = variables.find(|value| !value.is_empty()).or_else(system);
    let chinese = locale.is_some_and(|locale| locale.to_lowercase().starts_with("zh"));
    if chinese { Lang::Zh } else { Lang::En }
}

/// The width of stderr, if it is a terminal that can rewrite a line.
fn progress_width() -> Option<usize> {
    let stderr = std::io::stderr();
    if !stderr.is_terminal() || std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return None;
    }
    Some(columns(terminal_size::terminal_size_of(&stderr)).unwrap_or(DEFAULT_WIDTH))
}

fn terminal_width() -> usize {
    let terminal = std::io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    let variable = || {
        std::env::var("COLUMNS").ok()?.parse().ok().filter(|columns| (20..=1000).contains(columns))
    };
    columns(terminal).or_else(variable).unwrap_or(DEFAULT_WIDTH)
}

/// The columns of a terminal; some report a width of 0.
fn columns(size: Option<(Width, Height)>) -> Option<usize> {
    size.map(|(Width(columns), _)| usize::from(columns)).filter(|columns| *columns > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_that_of_a_variable_or_else_of_the_system() {
        for (variables, system, lang) in [
            // As on Windows and macOS.
            (&[][..], Some("zh-CN"), Lang::Zh),
            (&[], Some("zh-Hans-CN"), Lang::Zh),
            (&[], Some("en-US"), Lang::En),
            (&[], None, Lang::En),
            (&[("LANG", "")], Some("zh-CN"), Lang::Zh),
            // Who sets a variable means it.
            (&[("LANG", "en_US.UTF-8")], Some("zh-CN"), Lang::En),
            (&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")], Some("zh-CN"), Lang::En),
            (&[("LC_MESSAGES", "zh_CN.GB18030"), ("LANG", "en_US")], None, Lang::Zh),
        ] {
            let variable = |name: &str| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            let found = language(variable, || system.map(str::to_owned));
            assert_eq!(found, lang, "{variables:?} {system:?}");
        }
    }
}
