//! `show`: a plan as encoded.

use super::{prelude::*, subject::id_of};
use crate::report::show;

pub fn run(args: &ShowArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let plan = session.plan(&args.plan)?.plan;
    let only = match &args.indicator {
        Some(name) => plan.indicator(&id_of(&plan, &args.plan, name)?),
        None => None,
    };
    let sheet = || match only {
        None => show::plan_sheet(&plan),
        Some(only) => show::indicator_sheet(&plan, only),
    };
    let shown = (&plan, only);
    output.write(&rendering!(
        session.settings.today,
        sheet(),
        show::flat(&plan, only),
        shown.data()
    ))
}
