//! The indicators by responsible unit and by section of the document.

use crate::report::{Judged, name_of};
use crate::table::Name;

use super::{StageView, Standing, Standings};

/// By what indicators are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupKind {
    /// Who answers for them.
    Responsible,
    /// Where the document has them.
    Section,
}

/// A unit or section with its indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// By what they are put together.
    pub kind: GroupKind,
    /// Its name; `None` for indicators for which no unit is named.
    pub name: Option<String>,
    /// Where they stand.
    pub standings: Standings,
    /// Ids of what is behind or missed, worst first.
    pub behind_ids: Vec<String>,
    /// Names of what is behind or missed, worst first.
    pub behind: Vec<(Name, Standing)>,
}

impl StageView<'_> {
    /// The groups in the order in which the plan first names them; an indicator stands in every group that it names.
    pub(super) fn groups(&self, kind: GroupKind) -> Vec<Group> {
        let mut names: Vec<Option<String>> = Vec::new();
        for (judged, _) in &self.standings {
            for name in names_of(judged, kind) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let behind = self.worst_first(Standing::is_behind);
        // Whom nobody answers for comes last.
        names.sort_by_key(Option::is_none);
        let groups = names.into_iter().map(|name| {
            let belongs = |judged: &Judged<'_>| names_of(judged, kind).contains(&name);
            let late: Vec<_> = behind
                .iter()
                .filter(|(judged, _)| belongs(judged))
                .collect();
            Group {
                kind,
                standings: self.counted(|judged| belongs(judged)),
                behind_ids: late
                    .iter()
                    .map(|(judged, _)| judged.indicator().id.clone())
                    .collect(),
                behind: late
                    .iter()
                    .map(|(judged, standing)| (name_of(judged.indicator()), *standing))
                    .collect(),
                name,
            }
        });
        groups.collect()
    }
}

/// The groups of an indicator, each once.
fn names_of(judged: &Judged<'_>, kind: GroupKind) -> Vec<Option<String>> {
    let indicator = judged.indicator();
    let mut names: Vec<Option<String>> = Vec::new();
    match kind {
        GroupKind::Responsible if indicator.responsible.is_empty() => names.push(None),
        GroupKind::Responsible => {
            names.extend(indicator.responsible.iter().cloned().map(Some));
        }
        GroupKind::Section => {
            let sections = indicator.citations.iter();
            names.extend(sections.map(|citation| Some(heading_of(&citation.section))));
        }
    }
    let mut distinct = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}

/// The heading under which a numbered item stands: 二(三) of 二(三)7.
fn heading_of(section: &str) -> String {
    let heading = section.trim_end_matches(|character: char| character.is_ascii_digit());
    // A section that is nothing but a number, or a named box (专栏16), is its own heading.
    let ends_open = heading.ends_with([')', '）']) || heading.chars().all(is_numeral);
    if heading.is_empty() || !ends_open {
        section.to_owned()
    } else {
        heading.to_owned()
    }
}

/// Is it one of the numerals that number the chapters of a document?
fn is_numeral(character: char) -> bool {
    "一二三四五六七八九十百".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_items_stand_under_their_heading() {
        for (section, heading) in [
            ("二(三)7", "二(三)"),
            ("(四)2", "(四)"),
            ("十一(三)", "十一(三)"),
            ("一", "一"),
            ("二3", "二"),
            ("专栏16", "专栏16"),
            ("第五章二", "第五章二"),
            ("3", "3"),
            ("3.2", "3.2"),
        ] {
            assert_eq!(heading_of(section), heading);
        }
    }
}
