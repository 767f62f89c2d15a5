//! `audit`: a plan against the text of its document. The findings are the result, so they go to stdout. What contradicts
//! itself in the plan goes to stderr and does not end the run: the document may tell which number is right.

use std::path::Path;

use super::prelude::*;
use crate::{
    audit,
    cli::{rendering::problems, session::unreadable},
    diag::PlanProblem,
    load::discover,
    report::audit::AuditView,
};

/// Runs the command: not met if there is an error.
pub fn run(args: &AuditArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let file = session.find(&args.plan)?;
    let loaded = session.load_figures(&file)?;
    session.print(&loaded.diagnostics);
    let Some(mut of_plan) = loaded.figures else { return Err(Stopped.into()) };
    let typed = args.source.as_deref();
    // A file may have such a name, too.
    let parts = typed.filter(|typed| !Path::new(typed).exists()).and_then(|it| it.split_once('='));
    let (id, typed) = parts.map_or((None, typed), |(id, text)| (Some(id), Some(text)));
    let document = loaded.documents.iter().find(|it| Some(&*it.id) == id);
    if let (Some(id), None) = (id, document) {
        let known = loaded.documents.iter().map(|it| &*it.id);
        let suggestion = nearest(id, known).map(str::to_owned);
        let problem = PlanProblem::UnknownDocument { id: id.to_owned(), suggestion };
        session.print(&[Diagnostic::new(problem, None)]);
        return Err(Stopped.into());
    }
    of_plan.retain(|(figure, _)| figure.document.as_deref() == id);
    let named_by = Some((&file, loaded.id.as_str())).filter(|_| typed.is_none());
    let source = match (typed, &loaded.source_text) {
        (Some(typed), _) => discover::text_named(typed),
        (None, Some(named)) => file.source_text(named).map_err(unreadable(Some(&loaded.id)))?,
        (None, None) => bail!(RunProblem::NoSourceText { plan: loaded.id.clone() }),
    };
    let text = session.text(&source, named_by, args.encoding.as_deref())?;
    let shown = source.shown();
    let figures: Vec<_> = of_plan.iter().map(|(figure, _)| figure.clone()).collect();
    let audit = audit::audit(&text, &figures);
    let view = AuditView::new((&loaded.id, document), (&shown, &text), &of_plan, &audit);
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
