//! The units that a plan or a catalogue declares.

use crate::{
    diag::PlanProblem,
    keys::{Declared, Table},
    number::Number,
    plan::{DeclaredUnit, lints},
    unit::Units,
};

/// The units that a file declares beside these; whatever is read of it afterwards may be in them. One may be of another that
/// stands further down.
pub fn declared(root: &Table<'_>, known: Units) -> Vec<DeclaredUnit> {
    let mut units = known;
    let mut all: Vec<DeclaredUnit> = Vec::new();
    let mut open: Vec<(DeclaredUnit, Table<'_>)> = Vec::new();
    for table in root.tables("unit") {
        let Some(it) = DeclaredUnit::of(&table) else { continue };
        let same = |other: &DeclaredUnit| other.name.dimension() == it.name.dimension();
        let twice = all.iter().any(same);
        if twice || it.name.clone().among(&units).is_known() {
            table.report("name", PlanProblem::KnownUnit { name: it.name.to_string(), twice });
            continue;
        }
        if it.times.as_ref().is_some_and(|times| !times.is_positive()) {
            table.report("times", PlanProblem::BadFactor { key: "times" });
        }
        all.push(it.clone());
        open.push((it, table));
    }
    loop {
        let before = open.len();
        open.retain(|(it, _)| {
            let of = it.of.clone().among(&units);
            let times = it.times.clone().filter(Number::is_positive).unwrap_or(Number::ONE);
            if of.is_known() {
                units.add(&it.name, &times, &of);
            }
            !of.is_known()
        });
        if open.len() == before {
            break;
        }
    }
    for (index, (_, table)) in open.iter().enumerate() {
        if let Some(problem) = unresolved(index, &open) {
            table.report("of", problem);
        }
    }
    root.reading.units.replace(units);
    all
}

/// Why nothing is known of what a unit is of; nothing where that is said of another one.
fn unresolved(first: usize, open: &[(DeclaredUnit, Table<'_>)]) -> Option<PlanProblem> {
    let mut circle = vec![first];
    loop {
        let (it, _) = &open[*circle.last()?];
        match open.iter().position(|(other, _)| other.name.dimension() == it.of.dimension()) {
            // A circle is said of the unit that stands first.
            Some(next) if next == first && circle.iter().all(|it| *it >= first) => {
                circle.push(next);
                let units = circle.iter().map(|it| open[*it].0.name.to_string()).collect();
                return Some(PlanProblem::UnitCircle { units });
            }
            Some(next) if !circle.contains(&next) => circle.push(next),
            None if circle == [first] => {
                let suggestion = lints::nearest_unit(&it.of);
                return Some(PlanProblem::UnknownBase { unit: it.of.to_string(), suggestion });
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        load::{catalog::load_catalog, plan_toml::load_plan},
        number::Number,
        plan::Plan,
        unit::Unit,
    };

    const PLAN: &str = r#"[plan]
id = "test"
title = "规划"
region = "杭州市"
period = "2021/2025"
[[indicator]]
id = "alpha"
name = "甲指标"
unit = "UNIT"
measure = "level"
target = { at_least = 5 }
cite = { section = "一", figure = "甲指标达到5" }
"#;

    /// The plan with these declarations, and each problem with its place.
    fn loaded(unit: &str, declared: &str, catalogue: &str) -> (Option<Plan>, Vec<String>) {
        let (catalogue, faults) = load_catalog("catalog.toml", catalogue.as_bytes());
        assert!(faults.is_empty(), "{faults:?}");
        let text = PLAN.replace("UNIT", unit) + declared;
        let loaded = load_plan("test.toml", text.as_bytes(), catalogue.as_ref());
        let said = loaded.diagnostics.iter().map(|it| {
            let place = it.place.as_ref().unwrap();
            format!("{} {}:{}", it.problem.code(), i64::from(place.line) - 12, place.column)
        });
        (loaded.plan, said.collect())
    }

    #[test]
    fn a_declared_unit_converts_both_ways() {
        // unit of the plan, declarations, those of the catalogue, unit of a row, factor
        for (unit, declared, catalogue, row, factor) in [
            ("吨", "[[unit]]\nname = \"担\"\nof = \"千克\"\ntimes = 50\n", "", "担", "0.05"),
            ("担", "[[unit]]\nname = \"担\"\nof = \"千克\"\ntimes = 50\n", "", "吨", "20"),
            ("吨", "[[unit]]\nname = \"担\"\nof = \"千克\"\ntimes = 50\n", "", "万担", "500"),
            (
                "担/亩",
                "[[unit]]\nname = \"担\"\nof = \"千克\"\ntimes = 50\n",
                "",
                "千克/亩",
                "0.02",
            ),
            (
                "担/亩",
                "[[unit]]\nname = \"担\"\nof = \"千克\"\ntimes = 50\n",
                "",
                "担/公顷",
                "0.0666",
            ),
            (
                "千伏安",
                "[[unit]]\nname = \"千伏安\"\nof = \"千瓦\"\ntimes = 0.8\n",
                "",
                "兆瓦",
                "1250",
            ),
            ("个", "[[unit]]\nname = \"床位\"\nof = \"张\"\n", "", "万床位", "10000"),
            // Of one that stands further down.
            (
                "吨",
                "[[unit]]\nname = \"车皮\"\nof = \"担\"\ntimes = 10\n[[unit]]\nname = \"担\"\nof = \"千克\"\ntimes = 50\n",
                "",
                "车皮",
                "0.5",
            ),
            // In the catalogue, and further in the plan.
            ("吨", "", "[[unit]]\nname = \"担\"\nof = \"千克\"\ntimes = 50\n", "担", "0.05"),
            (
                "吨",
                "[[unit]]\nname = \"车皮\"\nof = \"担\"\ntimes = 10\n",
                "[[unit]]\nname = \"担\"\nof = \"千克\"\ntimes = 50\n",
                "车皮",
                "0.5",
            ),
        ] {
            let (plan, said) = loaded(unit, declared, catalogue);
            assert!(said.is_empty(), "{unit} {declared} {said:?}");
            let own = &plan.unwrap().indicators[0].unit;
            let row = Unit::parse(row);
            let there = row.factor_to(own).unwrap();
            assert!(there.computed_text().starts_with(factor), "{row} {own} {there}");
            let back = own.factor_to(&row).unwrap();
            assert_eq!(&there * &back, Number::ONE, "{row} {own}");
            assert!(own.is_known() && own.factor_to(&Unit::parse("位")).is_none());
        }
    }

    #[test]
    fn a_faulty_declaration_is_said_once_at_its_place() {
        for (unit, declared, expected) in [
            ("亿吨", "[[unit]]\nname = \"亿吨\"\nof = \"吨\"", vec!["known-unit 2:8"]),
            ("吨", "[[unit]]\nname = \"度\"\nof = \"千瓦时\"", vec!["known-unit 2:8"]),
            (
                "吨",
                "[[unit]]\nname = \"床位\"\nof = \"张\"\n[[unit]]\nname = \"万床位\"\nof = \"张\"",
                vec!["known-unit 5:8"],
            ),
            ("吨", "[[unit]]\nname = \"床位\"\nof = \"座次\"", vec!["unknown-base-unit 3:6"]),
            ("吨", "[[unit]]\nname = \"床位\"\nof = \"床位\"", vec!["unit-circle 3:6"]),
            (
                "吨",
                "[[unit]]\nname = \"甲担\"\nof = \"乙担\"\n[[unit]]\nname = \"乙担\"\nof = \"丙担\"\n[[unit]]\nname = \"丙担\"\nof = \"乙担\"",
                vec!["unit-circle 6:6"],
            ),
            (
                "吨",
                "[[unit]]\nname = \"甲担\"\nof = \"乙担\"\n[[unit]]\nname = \"乙担\"\nof = \"丙担\"",
                vec!["unknown-base-unit 6:6"],
            ),
            ("吨", "[[unit]]\nname = \"床位\"\nof = \"张\"\ntimes = 0", vec!["bad-factor 4:9"]),
            ("吨", "[[unit]]\nname = \"床位\"\nof = \"张\"\ntimes = -2", vec!["bad-factor 4:9"]),
            ("吨", "[[unit]]\nname = \"床位\"", vec!["missing-key 1:1"]),
        ] {
            assert_eq!(loaded(unit, declared, "").1, expected, "{declared}");
        }
        // An unknown one is said once, with whatever power of ten.
        let second = "[[indicator]]\nid = \"beta\"\nname = \"乙指标\"\nunit = \"万座次\"\nmeasure = \"level\"\ntarget = { at_least = 5 }\ncite = { section = \"二\", figure = \"乙指标达到5\" }\n";
        assert_eq!(loaded("座次", second, "").1, ["unknown-unit -3:8"]);
    }
}
