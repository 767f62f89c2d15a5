//! `audit`: a plan against the text of its document. The findings are the result, so they go to stdout.

use super::prelude::*;
use crate::audit;
use crate::render::{Style, diagnostics, printable};
use crate::report::audit::{AuditView, Found};

/// Runs the command: not met if there is a finding.
pub fn run(args: &AuditArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let file = session.find(&args.plan)?;
    let loaded = session.load_figures(&file)?;
    session.check(&loaded.diagnostics)?;
    let text = session.text(&args.source, args.encoding.as_deref())?;
    let figures: Vec<_> = loaded.figures.iter().map(|(figure, _)| figure.clone()).collect();
    let audit = audit::audit(&text, &figures);
    let view = AuditView::new(&loaded.id, (&args.source, &text), &loaded.figures, &audit);
    let found = view.findings();
    let audited = (&view, &*found, output.style.lang);
    output.write(&rendering!(
        session.settings.today,
        as_text(&view, &found, &output.style),
        Flat::of(found.iter().map(|one| (one, output.style.lang))),
        audited.data()
    ))?;
    Ok(Outcome::of(found.is_empty()))
}

fn as_text(view: &AuditView<'_>, found: &[Found], style: &Style) -> String {
    let mut text = String::new();
    for (finding, _) in found {
        text.push_str(diagnostics::render(finding, style).trim_end());
        text.push_str("\n\n");
    }
    text.push_str(&printable(&view.summary(style.words())));
    text.push('\n');
    text
}
