//! The indicators by responsible unit and by section of the document.

use crate::lang::Words;
use crate::report::{
    Judged,
    rollup::{By, Order, Rollups},
};

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
#[derive(Clone)]
pub struct Group<'a> {
    /// Its name; `None` for indicators for which no unit is named.
    pub name: Option<String>,
    /// Where they stand.
    pub standings: Standings,
    /// What is behind or missed, worst first.
    pub behind: Vec<(Judged<'a>, Standing)>,
}

impl Group<'_> {
    /// `市科技局 (30): 2 achieved, 28 without data. Behind: A (missed)`.
    pub fn said(&self, words: Words) -> String {
        let total = self.standings.total();
        let name = match &self.name {
            Some(name) => name,
            None => words.pick("No unit named", "未列责任单位"),
        };
        let counts = self.standings.listed(words);
        let behind = self.behind.iter();
        let behind =
            behind.map(|(judged, it)| words.remarked(words.name(&judged.name()), it.text(words)));
        let behind = if self.behind.is_empty() {
            String::new()
        } else {
            let behind = words.join(behind, ["; ", "、"]);
            say!(words, " Behind or missed: {behind}.", "滞后或未完成：{behind}。")
        };
        say!(
            words,
            "{name} ({total}): {counts}.{behind}",
            "{name}（{total}项）：{counts}。{behind}"
        )
    }
}

impl<'a> StageView<'a> {
    /// The units in the order in which the plan first names them, the sections in that of the document; an indicator stands in every group that it names.
    pub fn groups(&self, kind: GroupKind) -> Vec<Group<'a>> {
        let by = match kind {
            GroupKind::Responsible => By::Responsible,
            GroupKind::Section => By::Section,
        };
        let rollups = Rollups::new(std::slice::from_ref(&self.status), by, &Order::OF_PLANS);
        let behind = self.listed(StagePart::Behind);
        let groups = rollups.groups().iter().map(|group| {
            let belongs = |judged: &Judged<'_>| {
                group.judged().any(|own| std::ptr::eq(own.finding, judged.finding))
            };
            let behind = behind.iter().copied().filter(|(judged, _)| belongs(judged));
            Group {
                name: group.common.word().map(str::to_owned),
                standings: self.counted(belongs),
                behind: behind.collect(),
            }
        });
        // What the document has nowhere is in no section.
        groups.filter(|group| kind == GroupKind::Responsible || group.name.is_some()).collect()
    }
}
