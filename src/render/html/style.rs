//! The style sheet of the page, assembled from fragments, and the hash by which the page allows its script.

use std::fmt::Write;

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use crate::{assess::Verdict, lang::Words, render::svg};

/// The fragments, the base first.
const FRAGMENTS: &[&str] = &[
    include_str!("style/base.css"),
    include_str!("style/page.css"),
    include_str!("style/rows.css"),
    svg::CSS,
    include_str!("style/heat.css"),
    include_str!("style/regions.css"),
    include_str!("style/changes.css"),
    include_str!("style/front.css"),
    include_str!("style/cascade.css"),
    include_str!("style/agenda.css"),
    // Print rules come last.
    include_str!("style/print.css"),
];

/// The whole style sheet, without comments and indents, with the signs of the verdicts.
pub fn sheet(words: Words) -> String {
    let mut sheet = String::from(":root{");
    for verdict in Verdict::ALL {
        let word = verdict.word();
        let sign = words.verdict_sign(*verdict);
        let _ = write!(sheet, "--pc-s-{word}:\"{sign}\";");
    }
    sheet.push_str("}\n");
    for line in FRAGMENTS.iter().flat_map(|fragment| fragment.lines()) {
        let line = line.trim();
        // Comments are on separate lines.
        let comment = line.starts_with("/*") && line.ends_with("*/");
        if !line.is_empty() && !comment {
            let _ = writeln!(sheet, "{line}");
        }
    }
    sheet
}

/// The source of a content security policy that lets exactly this script run.
pub fn script_hash(script: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(script.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn the_sheet_closes_what_it_opens_and_asks_for_nothing_elsewhere() {
        let sheet = sheet(Words { lang: Lang::En, ascii: true });
        assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
        assert!(!sheet.contains("/*"), "comments are on separate lines");
        for outside in ["url(", "@import", "http", "</"] {
            assert!(!sheet.contains(outside), "{outside}");
        }
    }
}
