//! What figures are called and in which unit: by the plan, and where the plan is silent by the catalogue.

use super::goal::FromTable;
use crate::diag::PlanProblem;
use crate::keys::{Id, Inherited, Month, Need, Required, Table, Text, Texts};
use crate::plan::{Catalog, Concept, Figure, Kind, Measure, Timed, contained};
use crate::unit::Unit;

/// Most letters by which a concept differs from the one that was meant.
const SLIP: usize = 2;

/// Words in the names of ratios that mostly hold at the end of a period.
const HOLD_AT_THE_END: &[&str] =
    &["城镇化率", "覆盖率", "拥有量", "urbanization rate", "urbanisation rate", "coverage rate"];

tables! {
    /// A series as the file has it: what an indicator says too.
    #[derive(Debug)]
    pub struct SeriesTable = "[[series]]" {
        /// kebab-case, unique among indicators and series
        id: Required<Id>,
        /// what is measured, the same word in every plan; default: the id
        concept: Option<Id>,
        /// name as printed
        name: Inherited<Text>,
        /// name in English
        name_en: Option<Text>,
        /// unit of its values
        unit: Inherited<Unit>,
        /// what one observation is
        kind: Option<Kind>,
        /// of a stock: the month whose figure is the year's; default: the last of the year
        at: Option<Month>,
        /// other names under which releases print it
        aliases: Texts,
        /// its region, when not the one assessed
        region: Option<Text>,
        /// how its figures follow from others that releases print
        from: Option<FromTable>,
        ; line
    }
}

impl SeriesTable {
    /// The figure, unless it has no id or no unit, and its concept in the catalogue. What holds at the end of a period and
    /// does not say its kind is noted.
    pub fn figure<'c>(
        self,
        table: &Table<'_>,
        catalog: Option<&'c Catalog>,
        measure: Measure,
    ) -> (Option<Figure>, Option<&'c Concept>) {
        let stated = self.concept.is_some();
        let concept = self.concept.or_else(|| self.id.clone()).unwrap_or_default();
        let entry = catalog.and_then(|catalog| catalog.concept(&concept));
        if entry.is_none() {
            if stated && let Some(suggestion) = catalog.and_then(|it| meant(&concept, it)) {
                let problem = PlanProblem::UnknownConcept { concept: concept.clone(), suggestion };
                table.report("concept", problem);
            }
            table.require(Need::Inherited);
        }
        if let (Some(unit), Some(entry)) = (&self.unit, entry)
            && !entry.allows(unit)
        {
            let problem = PlanProblem::ConceptUnit {
                concept: concept.clone(),
                unit: unit.to_string(),
                catalogue: entry.unit.to_string(),
            };
            table.report("unit", problem);
        }
        let name = self.name.or_else(|| Some(entry?.name.clone())).unwrap_or_default();
        let name_en = self.name_en.or_else(|| entry?.name_en.clone());
        let unit = self.unit.or_else(|| Some(entry?.unit.clone()));
        let kind = self.kind.or_else(|| entry?.kind);
        if kind.is_none()
            && unit.as_ref().is_some_and(Unit::is_ratio)
            && let Some(word) = contained(&name, name_en.as_deref(), HOLD_AT_THE_END)
        {
            table.report("name", PlanProblem::KindOpen { word });
        }
        let mut aliases = self.aliases;
        let own_aliases = aliases.len();
        if let Some(entry) = entry {
            let known =
                [Some(name.as_str()), self.id.as_deref(), Some(&concept), name_en.as_deref()];
            // A plan's alias that the catalogue has too stays where it is, and is reported there.
            aliases.extend(entry.further_names(known.into_iter().flatten()));
        }
        let timed = |unit: &Unit| {
            let kind = kind.unwrap_or_else(|| Kind::by_default(measure, unit));
            let at = self.at.or_else(|| entry?.at);
            // December's is the year's anyway.
            Timed { kind, at: at.filter(|at| kind != Kind::Stock || *at < 12) }
        };
        let figure = self.id.zip(unit).map(|(id, unit)| Figure {
            id,
            concept,
            name,
            name_en,
            aliases,
            own_aliases,
            printed_units: entry.map(|it| it.printed_units_beside(&unit)).unwrap_or_default(),
            kind: timed(&unit),
            unit,
            region: self.region,
            from: self.from,
            line: self.line,
        });
        (figure, entry)
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
