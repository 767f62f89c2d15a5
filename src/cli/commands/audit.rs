//! `audit`: a plan against the text of its document. The findings are the result, so they go to stdout. What contradicts
//! itself in the plan goes to stderr and does not end the run: the document may tell which number is right.

use super::prelude::*;
use crate::{
    audit,
    cli::{rendering::problems, session::unreadable},
    load::discover,
    report::audit::AuditView,
};

/// Runs the command: not met if there is an error.
pub fn run(args: &AuditArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let file = session.find(&args.plan)?;
    let loaded = session.load_figures(&file)?;
    session.print(&loaded.diagnostics);
    let Some(of_plan) = loaded.figures else { return Err(Stopped.into()) };
    let named_by = Some((&file, loaded.id.as_str())).filter(|_| args.source.is_none());
    let source = match (&args.source, &loaded.source_text) {
        (Some(source), _) => discover::text_named(source),
        (None, Some(named)) => file.source_text(named).map_err(unreadable(Some(&loaded.id)))?,
        (None, None) => bail!(RunProblem::NoSourceText { plan: loaded.id.clone() }),
    };
    let text = session.text(&source, named_by, args.encoding.as_deref())?;
    let shown = source.shown();
    let figures: Vec<_> = of_plan.iter().map(|(figure, _)| figure.clone()).collect();
    let audit = audit::audit(&text, &figures);
    let view = AuditView::new(&loaded.id, (&shown, &text), &of_plan, &audit);
    let found = view.findings();
    let summary = || view.summary(output.style.words());
    let audited = (&view, &*found, output.style.lang);
    output.write(&rendering!(
        session.settings.today,
        problems(found.iter().map(|(it, _)| it), &summary(), &output.style),
        Flat::of(found.iter().map(|one| (one, output.style.lang))),
        audited.data()
    ))?;
    let mut all = found.iter().map(|(it, _)| it).chain(&loaded.diagnostics);
    Ok(Outcome::of(!all.any(Diagnostic::is_error)))
}
