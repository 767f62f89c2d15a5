//! The tables beside the indicators: member lists, series, tasks and rules.

use super::identity::{self, Identity};
use super::{goal, read_citations};
use crate::diag::PlanProblem;
use crate::load::toml_table::{Issues, Span, Table};
use crate::plan::{Catalog, Kind, Measure, MemberList, Reading, Rule, Series, Task};
use crate::words::Word;

/// `[members]`; a region twice in one list is reported here, where its place is known.
pub(super) fn members(root: &Table<'_>, issues: &Issues) -> Vec<MemberList> {
    let lists = root.lists("members").into_iter();
    lists
        .map(|list| {
            let mut seen: Vec<(String, Span)> = Vec::new();
            for (region, span) in list.entries {
                if let Some((_, first)) = seen.iter().find(|(known, _)| *known == region) {
                    let problem = PlanProblem::DuplicateMember { region };
                    issues.add_beside(span, problem, vec![first.clone()]);
                } else {
                    seen.push((region, span));
                }
            }
            MemberList {
                name: list.name,
                regions: seen.into_iter().map(|(region, _)| region).collect(),
            }
        })
        .collect()
}

/// A series with the number of its own aliases; `None` without an id or a unit. Every key is read.
pub(super) fn series(
    table: &Table<'_>,
    id: Option<&str>,
    line: u32,
    catalog: Option<&Catalog>,
    issues: &Issues,
) -> Option<(Series, usize)> {
    let Identity {
        concept,
        name,
        name_en,
        aliases,
        own_aliases,
        unit,
        printed_units,
        kind,
        at,
        ..
    } = identity::read(table, id, catalog, issues);
    let region = table.text("region");
    let from = goal::derivation(table, issues);
    let unit = unit?;
    let series = Series {
        id: id?.to_owned(),
        concept,
        name,
        name_en,
        aliases,
        kind: kind.unwrap_or_else(|| Kind::by_default(Measure::Level, &unit)),
        unit,
        printed_units,
        at,
        region,
        from,
        line,
    };
    Some((series, own_aliases))
}

/// A task; `None` when it cannot be told from others or has no date. Every key is read.
pub(super) fn task(table: &Table<'_>, line: u32, issues: &Issues) -> Option<Task> {
    let id = table.id("id");
    let title = table.text("title");
    let title_en = table.text("title_en");
    let due = table.period("due");
    let responsible = table.texts("responsible");
    let citations = read_citations(table, issues);
    let aspirational = table.flag("aspirational");
    let unquantified = table.flag("unquantified");
    let note = table.text("note");
    Some(Task {
        id: id?,
        title: title.unwrap_or_default(),
        title_en,
        due: due?,
        responsible,
        citations,
        aspirational,
        unquantified,
        note,
        line,
    })
}

/// A rule; `None` when it lacks what no lint can do without. Every key is read.
pub(super) fn rule(table: &Table<'_>, line: u32, issues: &Issues) -> Option<Rule> {
    let id = table.id("id");
    let name = table.text("name");
    let each = table.id("each");
    let all_fall = table.filled_ids("all_fall");
    let reading = table.word("reading").and_then(Reading::of_word);
    let outcome = table.text("outcome");
    let citations = read_citations(table, issues);
    let note = table.text("note");
    Some(Rule {
        id: id?,
        name: name.unwrap_or_default(),
        each: each?,
        all_fall,
        reading: reading?,
        outcome: outcome.unwrap_or_default(),
        citations,
        note,
        line,
    })
}
