//! `rules`: the plan's rules applied to every member and year.

use super::prelude::*;
use crate::{
    assess::{Basis, trace::rules::Where},
    calendar::Calendar,
    diag::{Diagnostic, unread_period},
    report::rules::RulesView,
};

pub fn run(args: &RulesArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let as_of = session.as_of(&args.data);
    session.reads_stdin_once = true;
    let named = session.plan(&args.plan)?;
    let loaded = session.with_actuals(named, &args.data, args.each_region)?;
    let place = match &args.data.region {
        Some(region) => Where::Region(region),
        None if args.each_region => Where::EachRegion,
        None => Where::Members,
    };
    let calendar = loaded.plan.calendar;
    let mut years = Vec::new();
    for text in &args.year {
        match calendar.parse(text) {
            Ok(range) if calendar.is_whole_years(range) => years.extend(calendar.begun(range)),
            // Those that begin then.
            Ok(range) => years.extend(Calendar::COMMON.begun(range)),
            Err(unread) => {
                let problem = unread_period("--year", text, unread);
                session.check(&[Diagnostic::new(problem, None)])?;
            }
        }
    }
    let view = RulesView::new(Basis::new(&loaded.plan, &loaded.actuals, as_of), place, &years);
    output.write(&rendering!(as_of, view))
}
