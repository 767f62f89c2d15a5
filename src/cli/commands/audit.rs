//! `audit`: a plan against the text of its document. The findings are the result, so they go to stdout.

use super::prelude::*;
use crate::{audit, cli::rendering::problems, report::audit::AuditView};

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
    let summary = || view.summary(output.style.words());
    let audited = (&view, &*found, output.style.lang);
    output.write(&rendering!(
        session.settings.today,
        problems(found.iter().map(|(it, _)| it), &summary(), &output.style),
        Flat::of(found.iter().map(|one| (one, output.style.lang))),
        audited.data()
    ))?;
    Ok(Outcome::of(found.is_empty()))
}
