//! Two versions of a plan, key by key as `show` has them: what was edited, amended, added, removed and renamed.

use std::collections::HashMap;

use crate::{
    assess::trace::diff::{Edit, Pair},
    period::Month,
    plan::{Indicator, Plan},
    record::{Data, Entries, Record, each},
};

/// What two versions of a plan have of each other.
pub struct Versions {
    /// What is not the same.
    pub changes: Vec<PlanChange>,
    /// The indicators of the newer version, each with the one that it was, and then those that are gone.
    pub pairs: Vec<Pair>,
}

/// A part of a plan that is not what it was.
pub struct PlanChange {
    pub edit: Edit,
    /// The table of the plan file that it stands in.
    pub table: &'static str,
    /// The id before and after; of a table without ids what tells one from the other.
    pub ids: [Option<String>; 2],
    /// The keys that have other values, before and after.
    pub keys: Vec<(&'static str, [Data; 2])>,
}

impl PlanChange {
    /// The id that it has, or had.
    pub fn id(&self) -> &str {
        let [before, after] = &self.ids;
        after.as_ref().or(before.as_ref()).map_or("", String::as_str)
    }

    /// Is it of an indicator or a series?
    pub fn has_figure(&self) -> bool {
        has_figures(self.table)
    }
}

/// An entry of a table and its place there, before and after.
type Twins = [Option<(usize, Entries)>; 2];

impl Versions {
    pub fn of(plans: [&Plan; 2]) -> Self {
        let [old, new] = plans.map(|plan| (plan, None::<&Indicator>).entries());
        let mut head = Vec::new();
        let mut tables = Vec::new();
        for ((key, old), (_, new)) in old.into_iter().zip(new) {
            match (old, new) {
                (Data::List(old), Data::List(new)) if are_entries(&old) || are_entries(&new) => {
                    tables.push((key, twins([old, new])));
                }
                (old, new) if old != new && key != "file" => head.push((key, [old, new])),
                _ => {}
            }
        }
        let mut found = Self { changes: Vec::new(), pairs: Vec::new() };
        let ids = [Some(plans[0].id.clone()), Some(plans[1].id.clone())];
        found.edited("plan", &ids, head.clone());
        let mut renamed = HashMap::new();
        for twins in tables.iter().filter(|(table, _)| has_figures(table)).flat_map(|(_, it)| it) {
            if let [Some(old), Some(new)] = ids_of(twins)
                && old != new
            {
                renamed.insert(old, new);
            }
        }
        for (table, twins) in tables {
            for mut twins in twins {
                let places = twins.each_ref().map(|it| it.as_ref().map(|(place, _)| *place));
                // What refers to a new id by its old one has not changed.
                let ids = ids_of(&twins);
                let entries = twins[0].iter_mut().flat_map(|(_, entries)| entries);
                entries.for_each(|(_, value)| rename(value, &renamed));
                let first = found.changes.len();
                let inherited = found.compare(table, &ids, twins, &head);
                if table == "indicator" {
                    let (edits, hints) = (first..found.changes.len())
                        .chain(inherited)
                        .filter(|place| found.changes[*place].edit != Edit::Amended)
                        .partition(|place| found.changes[*place].edit.bears());
                    found.pairs.push(Pair { places, edits, hints });
                }
            }
        }
        for pair in &mut found.pairs {
            let Some(indicator) = pair.places[1].and_then(|at| plans[1].indicators.get(at)) else {
                continue;
            };
            let references = indicator.goals().filter_map(|goal| goal.reference());
            let needed = [&*indicator.id].into_iter().chain(references.map(|it| &*it.series));
            let needed: Vec<&str> = needed.flat_map(|id| plans[1].rests_on(id)).collect();
            let list = indicator.every.as_ref().map(|every| &*every.list);
            let bears = |it: &PlanChange| match it.table {
                "plan" => it.edit == Edit::Measure,
                "members" => list == Some(it.id()),
                _ => it.has_figure() && it.id() != indicator.id && needed.contains(&it.id()),
            };
            let others = found.changes.iter().enumerate().filter(|(_, it)| bears(it));
            pair.hints.extend(others.map(|(place, _)| place));
        }
        found
    }

    /// Adds what is not the same in one entry; returns the changes of the plan itself that it inherits.
    fn compare(
        &mut self,
        table: &'static str,
        ids: &[Option<String>; 2],
        twins: Twins,
        head: &[(&'static str, [Data; 2])],
    ) -> Vec<usize> {
        let mut inherited = Vec::new();
        let (old, new) = match twins {
            [Some((_, old)), Some((_, new))] => (old, new),
            [None, _] => return self.change(Edit::Added, table, ids, Vec::new()),
            [_, None] => return self.change(Edit::Removed, table, ids, Vec::new()),
        };
        if ids[0] != ids[1] {
            self.change(Edit::Renamed, table, ids, Vec::new());
        }
        let mut keys = Vec::new();
        for ((key, old), (_, mut new)) in old.into_iter().zip(new).skip(1) {
            if let (Data::List(old), Data::List(amended), "amended") = (&old, &mut new, key) {
                let is_new = |one: &mut Data| old.iter().all(|it| first(it) != first(one));
                for one in amended.extract_if(.., is_new).collect::<Vec<_>>() {
                    self.change(Edit::Amended, table, ids, vec![(key, [Data::Undefined, one])]);
                }
            }
            let values = [old, new];
            // A deadline that is not said is the end of the plan's period.
            let of_plan = if key == "deadline" { "period" } else { key };
            let is_inherited = |(name, head): &(&str, [Data; 2])| {
                let same = *head == values || (key == "deadline" && ends(head) == ends(&values));
                *name == of_plan && same && has_figures(table)
            };
            if values[0] == values[1] || matches!(key, "line" | "note") {
                // Nothing that anything follows from.
            } else if head.iter().any(is_inherited) {
                let of_plan = self.changes.iter().enumerate().filter(|(_, it)| {
                    it.table == "plan" && it.keys.iter().any(|(key, _)| *key == of_plan)
                });
                inherited.extend(of_plan.map(|(place, _)| place));
            } else {
                keys.push((key, values));
            }
        }
        self.edited(table, ids, keys);
        inherited
    }

    /// Adds an edit for each kind of keys.
    fn edited(
        &mut self,
        table: &'static str,
        ids: &[Option<String>; 2],
        mut keys: Vec<(&'static str, [Data; 2])>,
    ) {
        let has = |name| keys.iter().any(|(key, _)| *key == name);
        // The words around a number change with it, and the English unit with the unit.
        let (target, unit) = (has("target"), has("unit"));
        keys.retain(|(key, _)| *key != "unit_en" || !unit);
        for edit in Edit::ALL {
            let of = |(key, _): &mut (&'static str, _)| {
                let kind = if *key == "cite" && target { Edit::Target } else { edit_of(key) };
                kind == *edit
            };
            let own: Vec<_> = keys.extract_if(.., of).collect();
            if !own.is_empty() {
                self.change(*edit, table, ids, own);
            }
        }
    }

    fn change(
        &mut self,
        edit: Edit,
        table: &'static str,
        ids: &[Option<String>; 2],
        keys: Vec<(&'static str, [Data; 2])>,
    ) -> Vec<usize> {
        self.changes.push(PlanChange { edit, table, ids: ids.clone(), keys });
        Vec::new()
    }
}

/// What it is that a key says.
fn edit_of(key: &str) -> Edit {
    match key {
        "target" | "every" | "milestones" | "amended" | "regions" => Edit::Target,
        "deadline" | "period" | "due" => Edit::Deadline,
        "baseline" => Edit::Baseline,
        "measure" | "unit" | "kind" | "from" | "at" | "better" | "year_starts" | "frequency"
        | "method" | "bands" => Edit::Measure,
        "name" | "aliases" | "concept" | "region" => Edit::Names,
        _ => Edit::Other,
    }
}

/// The last months of two periods.
fn ends(values: &[Data; 2]) -> [Option<Month>; 2] {
    values.each_ref().map(|value| match value {
        Data::Period(period) => Some(period.last()),
        _ => None,
    })
}

fn has_figures(table: &str) -> bool {
    matches!(table, "indicator" | "series")
}

fn are_entries(list: &[Data]) -> bool {
    list.iter().any(|it| matches!(it, Data::Object(_)))
}

/// What tells an entry from others of its table.
fn first(entry: &Data) -> Option<&Data> {
    let Data::Object(entries) = entry else { return None };
    entries.first().map(|(_, value)| value)
}

fn ids_of(twins: &Twins) -> [Option<String>; 2] {
    twins.each_ref().map(|it| it.as_ref()?.1.first().map(|(_, id)| id.plain()))
}

/// When an entry is another one: by its id; of those that are left by citation and name, by citation, by name.
const ALIKE: [fn([&Entries; 2]) -> bool; 4] = [
    |[old, new]| old.first() == new.first(),
    |pair| same(pair, "cite") && is_named(pair),
    |pair| is_said(pair, "cite"),
    is_named,
];

fn is_named(pair: [&Entries; 2]) -> bool {
    ["name", "title"].iter().any(|key| is_said(pair, key))
}

fn same(pair: [&Entries; 2], key: &str) -> bool {
    let [old, new] = pair.map(|it| it.iter().find(|(own, _)| *own == key));
    old == new
}

/// Do both say the same, and something?
fn is_said(pair: [&Entries; 2], key: &str) -> bool {
    let said = pair[0].iter().any(|(own, value)| *own == key && !value.plain().is_empty());
    said && same(pair, key)
}

/// The entries of a table, each with the one that it was, and then those that are gone.
fn twins(tables: [Vec<Data>; 2]) -> Vec<Twins> {
    let [old, new] = tables.map(|table| {
        let entries = table.into_iter().enumerate().filter_map(|(place, it)| match it {
            Data::Object(entries) => Some((place, entries)),
            _ => None,
        });
        entries.collect::<Vec<_>>()
    });
    let mut old = each(old, Some);
    let mut all: Vec<Twins> = each(new, |new| [None, Some(new)]);
    for alike in ALIKE {
        for twins in &mut all {
            let [None, Some((_, new))] = &*twins else { continue };
            let found =
                old.iter().position(|old| old.as_ref().is_some_and(|(_, old)| alike([old, new])));
            twins[0] = found.and_then(|found| old[found].take());
        }
    }
    all.extend(old.into_iter().flatten().map(|old| [Some(old), None]));
    all
}

/// Puts new ids in the place of old ones.
fn rename(data: &mut Data, ids: &HashMap<String, String>) {
    match data {
        Data::Text(text) => {
            if let Some(new) = ids.get(text) {
                text.clone_from(new);
            }
        }
        Data::List(items) => items.iter_mut().for_each(|it| rename(it, ids)),
        Data::Object(entries) => entries.iter_mut().for_each(|(_, it)| rename(it, ids)),
        _ => {}
    }
}
