//! The documents that a plan declares beside its own, and where it names them.

use crate::{
    diag::{PlanProblem, nearest},
    plan::{
        Citation, Document, Plan,
        lints::{Item, Spot},
    },
};

/// Puts every document that the plan declares where its id stands; what is wrong with that, and where.
pub fn named(plan: &mut Plan) -> Vec<(Spot, PlanProblem)> {
    let mut naming = Naming { known: &plan.documents, used: Vec::new(), problems: Vec::new() };
    let mut cited: Vec<(Spot, &mut Vec<Citation>)> = Vec::new();
    for (item, it) in (0..).map(Item::Indicator).zip(&mut plan.indicators) {
        cited.push((item.key("cite"), &mut it.citations));
        for (entry, it) in it.amendments.iter_mut().enumerate() {
            let at = item.key("amended").entry(entry);
            naming.name(at.clone(), &mut it.document, false);
            cited.push((at.key("cite"), &mut it.citations));
        }
    }
    let tasks = (0..).map(Item::Task).zip(plan.tasks.iter_mut().map(|it| &mut it.citations));
    let rules = (0..).map(Item::Rule).zip(plan.rules.iter_mut().map(|it| &mut it.citations));
    cited.extend(tasks.chain(rules).map(|(item, it)| (item.key("cite"), it)));
    for (at, citations) in cited {
        for (entry, it) in citations.iter_mut().enumerate() {
            naming.name(at.clone().entry(entry), &mut it.document, true);
        }
    }
    for (item, it) in (0..).map(Item::SetAside).zip(&mut plan.set_asides) {
        naming.name(item.whole(), &mut it.document, true);
    }
    let Naming { used, mut problems, .. } = naming;
    for (item, it) in (0..).map(Item::Document).zip(&plan.documents) {
        if !used.contains(&it.id) {
            problems.push((item.key("id"), PlanProblem::UnusedDocument { id: it.id.clone() }));
        }
    }
    problems
}

struct Naming<'a> {
    known: &'a [Document],
    /// Ids of those that are named.
    used: Vec<String>,
    problems: Vec<(Spot, PlanProblem)>,
}

impl Naming<'_> {
    /// What stands under `document`; beside an amendment that may be any text.
    fn name(&mut self, at: Spot, document: &mut Option<Document>, is_id: bool) {
        let Some(document) = document else { return };
        let id = document.id.clone();
        if let Some(known) = self.known.iter().find(|it| it.id == id) {
            self.used.push(id);
            document.clone_from(known);
            return;
        }
        let nearest = nearest(&id, self.known.iter().map(|it| it.id.as_str()));
        if is_id || nearest.is_some() {
            let suggestion = nearest.map(str::to_owned);
            self.problems
                .push((at.key("document"), PlanProblem::UnknownDocument { id, suggestion }));
        }
    }
}
