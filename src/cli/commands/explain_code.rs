//! `explain-code`: what the code of a diagnostic means, or all codes in one line each.

use anyhow::Result;

use crate::cli::args::ExplainCodeArgs;
use crate::cli::exit::Outcome;
use crate::cli::rendering::{Pages, Rendering};
use crate::cli::session::Session;
use crate::diag::handbook::{self, Entry};
use crate::diag::{RunProblem, nearest};
use crate::lang::Lang;
use crate::record::Flat;
use crate::record::Value;
use crate::record::problems::Codes;
use crate::render::code_page;

pub fn run(args: &ExplainCodeArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let output = super::tabular(&args.output, session)?;
    let only = match &args.code {
        Some(code) => Some(find(code, output.style.lang)?),
        None => None,
    };
    let chosen: Vec<_> =
        only.map_or_else(|| handbook::entries(output.style.lang).collect(), |one| vec![one]);
    let rendering = Rendering {
        as_of: session.settings.today,
        pages: &|| {
            Pages::Text(match only {
                Some(entry) => code_page::one(&entry, &output.style),
                None => code_page::all(&output.style),
            })
        },
        flat: &|| Flat::of(&chosen),
        document: &|| Codes(&chosen).data(),
    };
    output.write(&rendering)
}

fn find(code: &str, lang: Lang) -> Result<Entry, RunProblem> {
    // The code may be copied with its brackets: error[unknown-key].
    let bare = code.split_once('[').map_or(code, |(_, rest)| rest);
    let bare = bare.trim_end_matches(':').trim_end_matches(']');
    handbook::find(bare, lang).ok_or_else(|| RunProblem::UnknownCode {
        code: code.to_owned(),
        nearest: nearest(bare, handbook::entries(lang).map(|entry| entry.code)),
    })
}
