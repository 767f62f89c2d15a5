//! `audit`: a plan against the text of its document. The findings are the result, so they go to stdout.

use anyhow::Result;

use super::problem_values;
use crate::audit;
use crate::cli::args::AuditArgs;
use crate::cli::exit::Outcome;
use crate::cli::rendering::{Pages, Rendering};
use crate::cli::session::Session;
use crate::diag::Diagnostic;
use crate::lang::{self, Lang};
use crate::render::{Style, diagnostics, printable};
use crate::report::audit::AuditView;
use crate::report::{Data, Flat};

/// The columns of the CSV, and the keys of a finding in JSON: those of `validate`, and the surrounding words.
const COLUMNS: [&str; 8] =
    ["file", "line", "column", "severity", "code", "message", "around", "help"];

/// A finding, and the words around it in the document.
type Found = (Diagnostic, Option<String>);

/// Runs the command: not met if there is a finding.
pub fn run(args: &AuditArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let file = session.find(&args.plan)?;
    let loaded = session.load_figures(&file)?;
    session.check(&loaded.diagnostics)?;
    let text = session.text(&args.source, args.encoding.as_deref())?;
    let figures: Vec<_> = loaded.figures.iter().map(|(figure, _)| figure.clone()).collect();
    let audit = audit::audit(&text, &figures);
    let view = AuditView::new(&loaded.id, (&args.source, &text), &loaded.figures, &audit);
    let found = view.findings();
    let style = session.settings.result_style(&args.output);
    let rows = || found.iter().map(|finding| values(finding, style.lang));
    let rendering = Rendering {
        as_of: session.settings.today,
        pages: &|| Pages::Text(as_text(&view, &found, &style)),
        flat: &|| Flat::of_records(COLUMNS, rows()),
        document: &|| view.json(rows().map(Data::Object).collect()),
    };
    super::write(&rendering, format, &args.output, session)?;
    Ok(if found.is_empty() { Outcome::Met } else { Outcome::NotMet })
}

fn as_text(view: &AuditView<'_>, found: &[Found], style: &Style) -> String {
    let words = style.words();
    let mut text = String::new();
    for (finding, _) in found {
        text.push_str(diagnostics::render(finding, style).trim_end());
        text.push_str("\n\n");
    }
    let summary = lang::audit::summary(words, view.plan, view.audit, view.figures.len());
    text.push_str(&printable(&summary));
    text.push('\n');
    text
}

/// One finding as named values, in the order of the columns.
fn values((finding, around): &Found, lang: Lang) -> Vec<(&'static str, Data)> {
    let mut values = problem_values(finding, None, lang);
    // Before the help.
    values.insert(6, ("around", Data::of(around.as_ref(), Data::text)));
    values
}
