//! A finding in one line, for formats without tables: annotations and test reports.

use crate::render::{Style, text};
use crate::report::Judged;
use crate::report::check::brief;
use crate::table::{Cell, Name};

/// `verdict: off-track; actual: 40 家, 2021; target: ≥ 100 家; gap: −60 家`, in the reader's language.
pub(super) fn line(judged: &Judged<'_>, style: &Style) -> String {
    let words = style.words();
    let colon = words.colon();
    let facts = brief(judged).into_iter().map(|(heading, cell)| {
        let heading = text::plain(words.heading(heading));
        format!("{heading}{colon}{}", text::one_line(&cell, words))
    });
    words.semicolons(facts)
}

/// The indicator's name in the reader's language, on one line.
pub(super) fn name(judged: &Judged<'_>, style: &Style) -> String {
    let indicator = judged.indicator();
    let name = Name { printed: indicator.name.clone(), english: indicator.name_en.clone() };
    text::one_line(&Cell::Name(name), style.words())
}
