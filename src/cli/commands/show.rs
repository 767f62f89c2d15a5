//! `show`: a plan as encoded.

use super::{prelude::*, subject::id_of};
use crate::{cli::settings::no_such_format, report::show};

pub fn run(args: &ShowArgs, session: &mut Session) -> Result<Outcome> {
    let output = Output::new("show", &args.output, session)?;
    let named = session.plan(&args.plan)?;
    if output.format == Format::Toml {
        if args.indicator.is_some() {
            bail!(no_such_format(Format::Toml, &Format::of_command("")));
        }
        return output.deliver(&session.bytes_of(&named.file)?);
    }
    let plan = named.plan;
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
