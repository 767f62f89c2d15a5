//! `init`: a commented plan file to fill in, with drafts from the text of a document.

use std::path::{Path, PathBuf};

use super::prelude::*;
use crate::{
    audit,
    calendar::{Calendar, NamedYears, Unread},
    cli::output,
    diag::{Diagnostic, unread_period},
    lang::{self, new_plan::Drafted},
    load::{
        discover::{self, folder_of},
        new_plan::{self, NewPlan},
        plan_toml,
    },
    period::Month,
};

/// The path of the schema, relative to a plans folder.
const SCHEMA: &str = "../docs/plan.schema.json";

/// Runs the command: an existing file is never replaced.
pub fn run(args: &InitArgs, session: &mut Session) -> Result<Outcome> {
    new_plan::check_id(&args.id)
        .map_err(|suggestion| RunProblem::NoPlanId { name: args.id.clone(), suggestion })?;
    let path = match &args.output {
        Some(path) => path.clone(),
        None => folder(session).join(format!("{}.toml", args.id)),
    };
    if args.output.is_none()
        && !args.force
        && !path.exists()
        && let Some(known) = session.settings.folders.find(&args.id)
    {
        bail!(RunProblem::KnownPlan { id: args.id.clone(), file: known.shown() });
    }
    let to_stdout = path == Path::new("-");
    let name = super::shown(&path);
    let plan = match &args.output {
        Some(_) if !to_stdout => name.as_str(),
        _ => &args.id,
    };
    let starts = args.year_starts;
    let calendar = Calendar::new(starts.unwrap_or(1), args.year_named);
    let today = Month::of(session.settings.today);
    let read = match &args.period {
        None => calendar.year(calendar.year_of(today)).ok_or(Unread::NoPeriod),
        // A plan of one month is as good as one of a year.
        Some(text) => match NamedYears::parse(text).filter(|it| it.is_month) {
            Some(month) => Err(month.month_or_year()),
            None => calendar.parse(text),
        },
    };
    let mut unread = |unread| {
        let written = args.period.as_deref().unwrap_or_default();
        let problem = unread_period("--period", written, unread);
        session.check(&[Diagnostic::new(problem, None)])
    };
    let period = match read {
        Ok(period) => period,
        Err(fault) => return unread(fault).map(|()| Outcome::Met),
    };
    // A period of years that begin in another month says so.
    let by_period = || (period.months() % 12 == 0).then(|| period.first().number());
    let calendar = starts.or_else(by_period).map_or(calendar, |it| calendar.with(Some(it), None));
    let beside = folder_of(&path).join(SCHEMA);
    let source = args.from.as_deref();
    let document = source
        .map(|it| session.text(&discover::text_named(it), None, args.encoding.as_deref()))
        .transpose()?;
    let source_text = source
        .filter(|it| *it != "-" && !to_stdout && !Path::new(it).is_absolute())
        .and_then(|it| discover::path_from(folder_of(&path), Path::new(it)));
    let drafts = document.map(|text| audit::drafts(&text, period.months() <= 12));
    let new = NewPlan {
        id: &args.id,
        plan,
        region: args.region.as_deref(),
        period: calendar.shown(period),
        years: (starts.is_some() || !calendar.is_common()).then_some(calendar),
        schema: (!to_stdout && beside.is_file()).then_some(SCHEMA),
        source_text: source_text.as_deref(),
        drafts: drafts.as_ref(),
    };
    let lang = session.settings.style.lang;
    let text = new_plan::text(&new, lang);
    // The region may contain a control character, and the file name may differ from the id.
    let file = if to_stdout { "" } else { &name };
    let mut found = plan_toml::load_plan(file, text.as_bytes(), None).diagnostics;
    // What may be wrong of a draft is for `validate`.
    found.retain(|it| drafts.is_none() || it.is_error());
    session.check(&found)?;
    if args.output.is_none() {
        let folder = folder_of(&path);
        std::fs::create_dir_all(folder).map_err(|error| super::cannot_write(folder, &error))?;
    }
    super::deliver_new(&path, text.as_bytes())?;
    if !to_stdout {
        let drafted = drafts.as_ref().map(|drafts| Drafted {
            source: source.filter(|_| source_text.is_none()),
            targets: drafts.targets.len(),
            set_asides: drafts.set_asides.len(),
        });
        let written = lang::new_plan::written(lang, &name, plan, drafted.as_ref());
        output::write(None, written.as_bytes())?;
    }
    Ok(Outcome::Met)
}

/// The first plans folder; `plans` if there is none.
fn folder(session: &Session) -> PathBuf {
    let folders = &session.settings.folders.folders;
    folders.first().cloned().unwrap_or_else(|| "plans".into())
}
