//! What figures are called and in which unit: by the plan, and where the plan is silent by the catalogue.

use crate::diag::PlanProblem;
use crate::load::toml_table::{Issues, Table};
use crate::plan::{Better, Catalog, Kind, contained};
use crate::unit::Unit;
use crate::words::Word;

/// Most letters by which a concept differs from the one that was meant.
const SLIP: usize = 2;

/// Words in the names of ratios that mostly hold at the end of a period.
const HOLD_AT_THE_END: &[&str] =
    &["城镇化率", "覆盖率", "拥有量", "urbanization rate", "urbanisation rate", "coverage rate"];

/// The part that indicators and series have in common.
pub(super) struct Identity {
    pub(super) concept: String,
    pub(super) name: String,
    pub(super) name_en: Option<String>,
    /// The plan's own first, then the catalogue's.
    pub(super) aliases: Vec<String>,
    /// How many are the plan's own.
    pub(super) own_aliases: usize,
    /// Unless neither says.
    pub(super) unit: Option<Unit>,
    pub(super) printed_units: Vec<Unit>,
    /// Unless neither says.
    pub(super) kind: Option<Kind>,
    pub(super) at: Option<u32>,
    /// The concept's: only indicators have one of their own.
    pub(super) better: Option<Better>,
}

/// What is said; what holds at the end of a period and does not say its kind is noted.
pub(super) fn read(
    table: &Table<'_>,
    id: Option<&str>,
    catalog: Option<&Catalog>,
    issues: &Issues,
) -> Identity {
    let identity = resolved(table, id, catalog, issues);
    if identity.kind.is_none()
        && identity.unit.as_ref().is_some_and(Unit::is_ratio)
        && let Some(word) = contained(&identity.name, identity.name_en.as_deref(), HOLD_AT_THE_END)
    {
        issues.add(table.span_of("name"), PlanProblem::KindOpen { word });
    }
    identity
}

fn resolved(
    table: &Table<'_>,
    id: Option<&str>,
    catalog: Option<&Catalog>,
    issues: &Issues,
) -> Identity {
    let concept = table.id("concept");
    let explicit = concept.is_some();
    let concept = concept.or(id.map(str::to_owned)).unwrap_or_default();
    let entry = catalog.and_then(|catalog| catalog.concept(&concept));
    if explicit
        && entry.is_none()
        && let Some(suggestion) = catalog.and_then(|catalog| meant(&concept, catalog))
    {
        issues.add(
            table.span_of("concept"),
            PlanProblem::UnknownConcept { concept: concept.clone(), suggestion },
        );
    }
    let name = table.text("name");
    let name_en = table.text("name_en");
    let printed = table.text("unit").map(|printed| Unit::parse(&printed));
    let kind = table.word("kind").and_then(Kind::of_word);
    let at = table.month("at");
    let mut aliases = table.texts("aliases");
    let own_aliases = aliases.len();
    let Some(entry) = entry else {
        table.require_inherited();
        return Identity {
            concept,
            name: name.unwrap_or_default(),
            name_en,
            aliases,
            own_aliases,
            unit: printed,
            printed_units: Vec::new(),
            kind,
            at,
            better: None,
        };
    };
    if let Some(unit) = &printed
        && !entry.allows(unit)
    {
        issues.add(
            table.span_of("unit"),
            PlanProblem::ConceptUnit {
                concept: concept.clone(),
                unit: unit.printed().to_owned(),
                catalogue: entry.unit.printed().to_owned(),
            },
        );
    }
    let name = name.unwrap_or_else(|| entry.name.clone());
    let name_en = name_en.or_else(|| entry.name_en.clone());
    let known = [Some(name.as_str()), id, Some(&concept), name_en.as_deref()];
    let known = known.into_iter().flatten();
    // A plan's alias that the catalogue has too stays where it is, and is reported there.
    aliases.extend(entry.further_names(known));
    let unit = printed.unwrap_or_else(|| entry.unit.clone());
    Identity {
        printed_units: entry.printed_units_beside(&unit),
        concept,
        name,
        name_en,
        aliases,
        own_aliases,
        unit: Some(unit),
        kind: kind.or(entry.kind),
        at: at.or(entry.at),
        better: entry.better,
    }
}

/// The concept that a slip of the hand turned into this one.
fn meant(written: &str, catalog: &Catalog) -> Option<String> {
    let ids = catalog.concepts().map(|concept| concept.id.as_str());
    ids.map(|id| (strsim::damerau_levenshtein(written, id), id))
        .filter(|(distance, _)| *distance <= SLIP)
        .min()
        .map(|(_, id)| id.to_owned())
}
