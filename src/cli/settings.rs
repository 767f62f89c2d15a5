//! What the arguments mean together with the environment. The only room that asks the clock.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::args::{ColorChoice, Format, General, OutputArgs};
use crate::diag::RunProblem;
use crate::lang::Lang;
use crate::load::discover::PlanFolders;
use crate::render::Style;

/// Columns of a table when nothing tells.
const DEFAULT_WIDTH: usize = 80;

/// The variable that names a folder of plans.
const VARIABLE: &str = "PLANCHECK_PLANS";

/// Settings of one run.
#[derive(Debug)]
pub struct Settings {
    /// How output looks.
    pub style: Style,
    /// May colour go to stderr?
    pub stderr_colour: bool,
    /// Is colour wanted in files too?
    colour_forced: bool,
    /// Columns of the screen that stderr is, where a line may be rewritten on it.
    pub progress_width: Option<usize>,
    /// Only errors on stderr.
    pub quiet: bool,
    /// Where plans are looked up.
    pub folders: PlanFolders,
    /// A folder that was named for plans and is none: nothing may be taken from elsewhere instead.
    pub lost_folder: Option<RunProblem>,
    /// The as-of date when none is given.
    pub today: NaiveDate,
}

impl Settings {
    /// Settings from the general arguments and the environment.
    pub fn new(general: &General) -> Self {
        let lang = general.lang.unwrap_or_else(locale_language);
        let colour = |automatic: anstream::ColorChoice| match general.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => automatic != anstream::ColorChoice::Never,
        };
        let style = Style {
            colour: colour(anstream::AutoStream::choice(&std::io::stdout())),
            ascii: general.ascii,
            width: general.width.map_or_else(screen_width, usize::from),
            lang,
        };
        let working = std::env::current_dir().unwrap_or_default();
        let variable = plans_variable();
        let named =
            [("--plans-dir", general.plans_dir.as_deref()), (VARIABLE, variable.as_deref())];
        let lost = named
            .into_iter()
            .find_map(|(name, path)| path.filter(|path| !path.is_dir()).map(|path| (name, path)));
        Self {
            lost_folder: lost.map(|(named_by, path)| RunProblem::NoPlanFolder {
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

    /// How the result looks: a file has no colour of its own accord.
    pub fn result_style(&self, output: &OutputArgs) -> Style {
        let colour = self.style.colour && (output.output.is_none() || self.colour_forced);
        Style { colour, ..self.style }
    }

    /// Is standard output a screen?
    pub fn writes_to_a_screen(&self) -> bool {
        std::io::stdout().is_terminal()
    }

    /// How diagnostics look on stderr.
    pub fn stderr_style(&self) -> Style {
        Style { colour: self.stderr_colour, ..self.style }
    }
}

/// The folder of plans that the environment names.
pub fn plans_variable() -> Option<PathBuf> {
    std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Today, by the clock of this computer.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the clock")]
fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

/// The format: as asked, else by the ending of the file, else a table; `known` are those that the command has.
pub fn format(output: &OutputArgs, known: &[Format]) -> Result<Format, RunProblem> {
    let ending = output.output.as_deref().and_then(Path::extension);
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    let endings = || Format::ENDINGS.iter().filter(|(_, it)| known.contains(it));
    let format = match (output.format, ending) {
        (Some(format), _) => format,
        (None, None) => Format::Table,
        (None, Some(ending)) => {
            let found = Format::ENDINGS.iter().find(|(known, _)| *known == ending);
            let Some((_, format)) = found else {
                return Err(RunProblem::UnknownEnding {
                    ending,
                    known: endings().map(|(ending, _)| *ending).collect(),
                });
            };
            *format
        }
    };
    if known.contains(&format) {
        Ok(format)
    } else {
        Err(RunProblem::NoSuchFormat {
            format: format.word(),
            known: known.iter().map(|format| format.word()).collect(),
        })
    }
}

/// A command that writes nothing but CSV: no file whose ending promises another format. What opens it would find it broken.
pub fn only_csv(output: Option<&Path>) -> Result<(), RunProblem> {
    let ending = output.and_then(Path::extension);
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    let promised = Format::ENDINGS
        .iter()
        .find(|(known, format)| Some(*known) == ending.as_deref() && *format != Format::Table);
    match promised {
        Some((_, format)) if *format != Format::Csv => {
            Err(RunProblem::NoSuchFormat { format: format.word(), known: vec![Format::Csv.word()] })
        }
        _ => Ok(()),
    }
}

/// The language of the locale: the first variable set decides.
fn locale_language() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    if locale.is_some_and(|locale| locale.to_lowercase().starts_with("zh")) {
        Lang::Zh
    } else {
        Lang::En
    }
}

/// The columns of stderr, where it is a screen that can rewrite a line.
fn progress_width() -> Option<usize> {
    let stderr = std::io::stderr();
    if !stderr.is_terminal() || std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return None;
    }
    let size = terminal_size::terminal_size_of(&stderr);
    let columns = size.map(|(terminal_size::Width(columns), _)| usize::from(columns));
    // Some screens say that they have none.
    Some(columns.filter(|columns| *columns > 0).unwrap_or(DEFAULT_WIDTH))
}

fn screen_width() -> usize {
    let terminal = std::io::stdout()
        .is_terminal()
        .then(terminal_size::terminal_size)
        .flatten()
        .map(|(terminal_size::Width(columns), _)| usize::from(columns));
    let variable = || {
        std::env::var("COLUMNS").ok()?.parse().ok().filter(|columns| (20..=1000).contains(columns))
    };
    terminal.or_else(variable).unwrap_or(DEFAULT_WIDTH)
}
