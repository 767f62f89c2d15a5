//! The indicators by responsible unit and by section of the document.

use crate::report::rollup::{Section, each_once};
use crate::report::{Judged, distinct};

use super::{StagePart, StageView, Standing, Standings};

words! {
    /// By what indicators are put together.
    pub enum GroupKind: units, may_repeat {
        /// Who answers for them.
        Responsible "responsible" "units" "个单位"
            "An indicator for which several units answer counts for each of them."
            "由多个单位负责的指标，分别计入各单位。";
        /// Where the document has them.
        Section "section" "sections" "个部分"
            "An indicator that several sections print counts in each of them."
            "在多个部分出现的指标，分别计入各部分。";
    }
}

/// A unit or section with its indicators.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// Its name; `None` for indicators for which no unit is named.
    pub name: Option<String>,
    /// Where they stand.
    pub standings: Standings,
    /// What is behind or missed, worst first.
    pub behind: Vec<(Judged<'a>, Standing)>,
}

impl<'a> StageView<'a> {
    /// The units in the order in which the plan first names them, the sections in that of the document; an indicator stands in every group that it names.
    pub(super) fn groups(&self, kind: GroupKind) -> Vec<Group<'a>> {
        let all = self.standings.iter().flat_map(|(judged, _)| names_of(judged, kind));
        let mut names = distinct(all);
        let behind = self.listed(StagePart::Behind);
        match kind {
            // Whom nobody answers for comes last.
            GroupKind::Responsible => names.sort_by_key(Option::is_none),
            GroupKind::Section => names.sort_by_cached_key(|name| name.as_deref().map(section_of)),
        }
        let groups = names.into_iter().map(|name| {
            let belongs = |judged: &Judged<'_>| names_of(judged, kind).contains(&name);
            let behind = behind.iter().copied().filter(|(judged, _)| belongs(judged));
            Group { standings: self.counted(belongs), behind: behind.collect(), name }
        });
        groups.collect()
    }
}

/// The groups of an indicator, each once.
fn names_of(judged: &Judged<'_>, kind: GroupKind) -> Vec<Option<String>> {
    let indicator = judged.indicator();
    match kind {
        GroupKind::Responsible => each_once(indicator.responsible.iter().cloned()),
        GroupKind::Section => {
            let sections = indicator.citations.iter().map(|it| section_of(&it.section));
            distinct(sections.map(|section| Some(section.label().to_owned())))
        }
    }
}

/// The first two headings of a place, as `status --by section` has them.
fn section_of(cited: &str) -> Section {
    const HEADINGS: usize = 2;
    Section::of(cited, Some(HEADINGS))
}
