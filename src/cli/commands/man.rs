//! `man`: the manual pages.

use clap_mangen::Man;

use super::prelude::*;
use crate::cli::definition::definition;

/// The title of the manual.
const MANUAL: &str = "plancheck manual";

pub fn run(args: &ManArgs, _: &mut Session) -> Result<Outcome> {
    let pages = pages()?;
    match (&args.dir, pages.first()) {
        (Some(folder), _) => {
            for (name, page) in &pages {
                deliver_to(Some(&folder.join(name)), page)?;
            }
            Ok(Outcome::Met)
        }
        (None, Some((_, page))) => deliver_to(args.output.as_deref(), page),
        (None, None) => Ok(Outcome::Met),
    }
}

/// Every page with its file name: the page of the program, then one for each command.
fn pages() -> Result<Vec<(String, Vec<u8>)>> {
    // Building gives the pages of commands their full name, `plancheck status`, and the global options.
    let mut program = definition();
    program.build();
    let commands =
        program.get_subcommands().filter(|command| command.get_name() != "help").cloned();
    std::iter::once(program.clone()).chain(commands).map(page).collect()
}

fn page(command: clap::Command) -> Result<(String, Vec<u8>)> {
    let man = Man::new(command).manual(MANUAL);
    let name = man.get_filename();
    let mut page = Vec::new();
    man.render(&mut page)?;
    Ok((name, page))
}
