//! A finding in one line, for formats without tables: annotations and test reports.

use crate::render::{Style, text};
use crate::report::{Judged, check::brief, name_of};
use crate::table::Cell;

/// `verdict: off-track; actual: 40 家, 2021; target: ≥ 100 家; gap: −60 家`, in the reader's language.
pub fn line(judged: &Judged<'_>, style: &Style) -> String {
    let words = style.words();
    let colon = words.colon();
    let facts = brief(judged).into_iter().map(|(heading, cell)| {
        let heading = text::plain(words.heading(heading));
        format!("{heading}{colon}{}", text::one_line(&cell, words))
    });
    words.semicolons(facts)
}

/// The indicator's name in the reader's language, on one line.
pub fn name(judged: &Judged<'_>, style: &Style) -> String {
    text::one_line(&Cell::Name(name_of(judged.indicator())), style.words())
}
