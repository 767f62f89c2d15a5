//! Recipes as plans and options write them.

use toml::Value as Written;

use super::{encoding::from_label, plan_toml::from_toml};
use crate::{
    diag::{Diagnostic, Expected, Found, PlanProblem, RunProblem, nearest},
    keys::{Content, Declared, Step, Table},
    plan::{
        Figure, Plan, normalised_name,
        recipe::{Column, Recipe},
    },
    words::joined,
};

/// The pairs of an option: `region=省份,value=金额`. A comma that no `column=` follows belongs to the text before it.
pub fn pairs(text: &str) -> Option<Content> {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    for piece in text.split(',') {
        match (piece.split_once('='), pairs.last_mut()) {
            (Some((column, text)), _) => pairs.push((column.trim(), text.to_owned())),
            (None, Some((_, text))) => *text = format!("{text},{piece}"),
            (None, None) => return None,
        }
    }
    let mut table = Content::new();
    for (column, text) in pairs {
        add(&mut table, &entry(column, text.trim()), true);
    }
    Some(table)
}

/// A table of one entry.
pub fn entry(key: &str, value: impl Into<Written>) -> Content {
    Content::from_iter([(key.to_owned(), value.into())])
}

/// Adds what is said besides: in the place of what was said, or joined to it as a list.
pub fn add(said: &mut Content, more: &Content, joins: bool) {
    let list = |value: &Written| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    for (key, value) in more {
        match (said.get_mut(key), value) {
            (Some(Written::Table(own)), Written::Table(more)) => add(own, more, joins),
            (Some(own), more) if joins => *own = [list(own), list(more)].concat().into(),
            _ => drop(said.insert(key.clone(), value.clone())),
        }
    }
}

/// The recipe that options make, and everything wrong with it.
pub fn read(said: &Content) -> (Option<Recipe>, Vec<Diagnostic>) {
    let mut all = said.clone();
    // A plan has told the files.
    all.entry("file").or_insert("-".into());
    from_toml("options", lines(&all).as_bytes(), Recipe::KEYS, |table, _| checked(table, None))
}

/// A recipe; its indicators must be among those of the plan.
pub fn checked(table: &Table<'_>, plan: Option<&Plan>) -> Option<Recipe> {
    let recipe = Recipe::of(table)?;
    if recipe.sheet.is_some() && recipe.file.contains('#') {
        table.report("sheet", PlanProblem::SheetTwice);
    }
    if let Some(name) = recipe.encoding.clone().filter(|name| from_label(name).is_none()) {
        table.report("encoding", RunProblem::UnknownEncoding { name });
    }
    if recipe.year_named.is_some() && recipe.year_starts.is_none() {
        let beside = "`year_starts`".to_owned();
        table.report("year_named", PlanProblem::StrayKey { key: "year_named", beside });
    }
    for (column, written) in &recipe.set {
        if !column.takes(written) {
            let key = column.word().to_owned();
            let written = written.clone();
            let span = table.span_at(&[Step::Key("set"), Step::Key(column.word())]);
            let problem = match column {
                Column::Published => {
                    PlanProblem::WrongType { key, expected: Expected::Date, found: Found::Text }
                }
                _ => PlanProblem::BadPeriod { key, written },
            };
            table.reading.report(span, problem);
        }
    }
    let Some(plan) = plan else { return Some(recipe) };
    let names = || plan.figures().flat_map(Figure::names).map(String::as_str);
    for (_, name) in &recipe.indicators {
        if !names().any(|it| normalised_name(it) == normalised_name(name)) {
            let suggestion = nearest(name, names()).map(str::to_owned);
            let name = name.clone();
            table.report("indicators", PlanProblem::UnknownTarget { name, suggestion });
        }
    }
    Some(recipe)
}

/// A recipe for a file as a plan has it; the region is that of files without a column of regions.
pub fn written(file: &str, region: Option<&String>, said: &Content) -> String {
    let mut all = entry("file", file);
    for said in
        region.map(|region| entry("set", entry("region", region.as_str()))).iter().chain([said])
    {
        add(&mut all, said, false);
    }
    format!("[[source]]\n{}", lines(&all))
}

/// A line for each key.
fn lines(said: &Content) -> String {
    joined(said.iter().map(|(key, value)| format!("{key} = {value}\n")), "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn option(key: &str, text: &str) -> Result<Content, String> {
        let said = match key {
            "where" | "set" | "columns" => entry(key, pairs(text).ok_or("no pairs")?),
            "skip" => entry(key, text.parse::<i64>().unwrap()),
            "missing" => entry(key, vec![text]),
            _ => entry(key, text),
        };
        match read(&said).1.first() {
            None => Ok(said),
            Some(fault) => {
                let text = fault.problem.text(Lang::En);
                Err(format!("{}; {}", text.message, text.help.unwrap_or_default()))
            }
        }
    }

    fn options(all: &[(&str, &str)]) -> Content {
        let mut said = Content::new();
        for (key, text) in all {
            add(&mut said, &option(key, text).unwrap(), true);
        }
        said
    }

    #[test]
    fn options_say_what_a_plan_says() {
        let said = options(&[
            ("where", "Sex=F"),
            ("where", "Sex=M,Age="),
            ("set", "unit=%,note=a,b"),
            ("set", "published=2024-03"),
            ("columns", "region=省份,value= 金额, 亿元 ,note=备=注"),
            ("skip", "2"),
            ("decimal", ","),
            ("delimiter", "tab"),
            ("encoding", "gb18030"),
            ("missing", "x"),
            ("missing", "a,b"),
        ]);
        let text = r#"[[source]]
file = "a.csv"
where = { Sex = ["F", "M"], Age = "" }
set = { unit = "%", note = "a,b", published = "2024-03" }
columns = { region = "省份", value = "金额, 亿元", note = "备=注" }
skip = 2
decimal = ","
delimiter = "tab"
encoding = "gb18030"
missing = ["x", "a,b"]
"#;
        assert_eq!(written("a.csv", None, &said), text);
        let (read, faults) = read(&said);
        let read = read.unwrap();
        assert!(faults.is_empty(), "{faults:?}");
        let chosen = [("Sex", "F"), ("Sex", "M"), ("Age", "")];
        assert_eq!(read.filter, chosen.map(|(head, text)| (head.to_owned(), text.to_owned())));
        assert_eq!(read.sets(Column::Published), Some("2024-03"));
        assert_eq!((read.skip, read.missing.len()), (Some(2), 2));
    }

    #[test]
    fn options_go_first_entry_by_entry() {
        let mut said = options(&[("where", "Sex=F,Age=T"), ("skip", "2"), ("missing", "x")]);
        let first = options(&[("where", "Sex=M"), ("skip", "3"), ("set", "unit=%")]);
        add(&mut said, &first, false);
        let expected = options(&[
            ("where", "Sex=M,Age=T"),
            ("skip", "3"),
            ("missing", "x"),
            ("set", "unit=%"),
        ]);
        assert_eq!(said, expected);
        // What is set twice by options contradicts itself.
        let twice = options(&[("set", "unit=%"), ("set", "unit=‰")]);
        assert_eq!(read(&twice).1.len(), 1);
    }

    #[test]
    fn a_region_is_set_where_nothing_else_is() {
        let region = "浙江省".to_owned();
        let of = |options: &Content| written("a.csv", Some(&region), options);
        let table = "[[source]]\nfile = \"a.csv\"\nset = { region = ";
        assert_eq!(of(&Content::new()), format!("{table}\"浙江省\" }}\n"));
        assert_eq!(of(&options(&[("set", "region=杭州市")])), format!("{table}\"杭州市\" }}\n"));
    }

    #[test]
    fn what_options_cannot_say() {
        for (key, text, part) in [
            ("columns", "regin=省份", "did you mean `region`?"),
            ("columns", "省份", "no pairs"),
            ("columns", "", "no pairs"),
            ("columns", "region=", "empty"),
            ("columns", "indicator_zh=名称", "cannot be `indicator_zh`"),
            ("columns", "year=Year", "cannot be `year`"),
            ("set", "value=5", "cannot be `value`"),
            ("set", "unti=%", "did you mean `unit`?"),
            ("set", "year=24", "must be a period"),
            ("set", "period=soon", "must be a period"),
            ("set", "published=2024", "must be a date"),
            ("set", "unit", "no pairs"),
            ("where", "Sex", "no pairs"),
            ("skip", "-1", "must be a whole number"),
            ("encoding", "gb2321", "unknown encoding"),
            ("delimiter", ":", "valid: "),
        ] {
            let fault = option(key, text).expect_err(text);
            assert!(fault.contains(part), "{key} {text}: {fault}");
        }
    }
}
