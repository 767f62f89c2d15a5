//! `explain-code`: what the code of a diagnostic means, or all codes in one line each.

use anyhow::Result;

use crate::cli::args::{ExplainCodeArgs, Format};
use crate::cli::exit::Outcome;
use crate::cli::session::Session;
use crate::diag::{RunProblem, nearest};
use crate::lang::Lang;
use crate::lang::codes::{self, CodeText, Family};
use crate::render::{code_page, csv, json};
use crate::report::Data;

/// The schema of the JSON document.
const SCHEMA: &str = "plancheck.codes/v1";

/// Runs the command.
pub fn run(args: &ExplainCodeArgs, session: &mut Session<'_>) -> Result<Outcome> {
    let format = super::format(&args.output, session)?;
    let only = match &args.code {
        Some(code) => Some(find(code, session)?),
        None => None,
    };
    let style = session.settings.result_style(&args.output);
    let chosen: Vec<_> = only.map_or_else(|| codes::all().collect(), |one| vec![one]);
    let rows = chosen
        .iter()
        .map(|(family, text)| values(*family, text, style.lang));
    let mut result = Vec::new();
    match (format, only) {
        (Format::Table, Some((family, text))) => {
            result.extend(code_page::one(family, text, &style).into_bytes());
        }
        (Format::Table, None) => result.extend(code_page::all(&style).into_bytes()),
        (Format::Csv, _) => {
            const COLUMNS: [&str; 5] = ["code", "family", "meaning", "example", "remedy"];
            let records = rows.map(|row| row.into_iter().map(|(_, value)| value.plain()).collect());
            csv::records(&COLUMNS, records, &mut result)?;
        }
        (Format::Json, _) => {
            let document = Data::Object(vec![
                ("schema", Data::text(SCHEMA)),
                ("codes", Data::List(rows.map(Data::Object).collect())),
            ]);
            json::document(&document, &mut result, &style)?;
        }
    }
    super::deliver(&result, &args.output, session)?;
    Ok(Outcome::Met)
}

fn find(code: &str, session: &mut Session<'_>) -> Result<(Family, &'static CodeText)> {
    // As copied from the screen: error[unknown-key].
    let bare = code.split_once('[').map_or(code, |(_, rest)| rest);
    let bare = bare.trim_end_matches(':').trim_end_matches(']');
    codes::find(bare).ok_or_else(|| {
        session.fail(RunProblem::UnknownCode {
            code: code.to_owned(),
            nearest: nearest(bare, codes::all().map(|(_, text)| text.code)),
        })
    })
}

/// One code as named values, in the order of the columns.
fn values(family: Family, text: &CodeText, lang: Lang) -> Vec<(&'static str, Data)> {
    vec![
        ("code", Data::text(text.code)),
        ("family", Data::text(family.word())),
        ("meaning", Data::text(text.meaning(lang))),
        ("example", Data::text(text.example)),
        ("remedy", Data::text(text.remedy(lang))),
    ]
}
