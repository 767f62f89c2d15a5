//! `explain-code`: what the code of a diagnostic means, or all codes in one line each.

use super::prelude::*;
use crate::{
    diag::handbook::{self, Entry},
    lang::Lang,
    record::problems::Codes,
    render::code_page,
};

pub fn run(args: &ExplainCodeArgs, session: &mut Session) -> Result<Outcome> {
    let output = tabular(&args.output, session)?;
    let only = match &args.code {
        Some(code) => Some(find(code, output.style.lang)?),
        None => None,
    };
    let chosen: Vec<_> =
        only.map_or_else(|| handbook::entries(output.style.lang).collect(), |one| vec![one]);
    let page = || match only {
        Some(entry) => code_page::one(&entry, &output.style),
        None => code_page::all(&output.style),
    };
    let today = session.settings.today;
    output.write(&rendering!(today, page(), Flat::of(&chosen), Codes(&chosen).data()))
}

fn find(code: &str, lang: Lang) -> Result<Entry, RunProblem> {
    // The code may be copied with its brackets: error[unknown-key].
    let bare = code
        .split_once('[')
        .map_or(code, |(_, rest)| rest)
        .trim_end_matches(':')
        .trim_end_matches(']');
    handbook::find(bare, lang).ok_or_else(|| RunProblem::UnknownCode {
        code: code.to_owned(),
        nearest: nearest(bare, handbook::entries(lang).map(|entry| entry.code)),
    })
}
