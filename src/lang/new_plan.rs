//! The commented plan that `init` writes, and the message after it.
//!
//! In both texts a word in braces is replaced, and a line that begins with `#key` is an optional key: without its
//! `#` the file still loads.

use super::Lang;

/// The template, its braces not yet replaced.
pub fn text(lang: Lang) -> &'static str {
    lang.pick([include_str!("new_plan/en.toml"), include_str!("new_plan/zh.toml")])
}

/// Placeholder for a region that was not given.
pub fn region(lang: Lang) -> &'static str {
    lang.pick(["REPLACE: region as releases print it", "待改：地区全称"])
}

/// The comment that names the schema if it is beside the plans, else says how to get it.
pub fn schema_line(lang: Lang, schema: Option<&str>) -> String {
    match (lang, schema) {
        (_, Some(path)) => format!("#:schema {path}\n#"),
        (Lang::En, None) => "# For completion of keys in an editor, run `plancheck schema -o plan.schema.json` beside this file, and on line 1\n\
             # write :schema plan.schema.json directly after the #.\n#"
            .to_owned(),
        (Lang::Zh, None) => "# 如需编辑器补全键名：在本文件旁运行 `plancheck schema -o plan.schema.json`，\n\
             # 并在第 1 行的 # 后紧接着写 :schema plan.schema.json。\n#"
            .to_owned(),
    }
}

/// The comment above the drafts of targets.
pub fn drafted(lang: Lang) -> &'static str {
    lang.pick([
        "# Drafts, one for every number of the text that may be a target: each is a guess, with the words it was read from.\n\
         # Compare each with the document; a number that is no target goes to the end, as a [[set_aside]].\n",
        "# 以下为草稿，原文中每个可能是目标的数字一条：均为推测，注明所依据的文字。\n\
         # 请逐条对照原文；不是目标的数字，移至文末写成 [[set_aside]]。\n",
    ])
}

/// Marks what the document has to be asked for.
pub fn replace(lang: Lang) -> &'static str {
    lang.pick(["REPLACE", "待改"])
}

/// From which words measure and target were read.
pub fn read_from(lang: Lang, words: &[String]) -> String {
    match (lang, words) {
        (Lang::En, []) => "a guess: no word says it".to_owned(),
        (Lang::Zh, []) => "推测：原文未写明".to_owned(),
        (Lang::En, words) => format!("a guess, from: {}", words.join(", ")),
        (Lang::Zh, words) => format!("推测，依据：{}", words.join("、")),
    }
}

/// The remark on a year that does not lie in the plan's period.
pub fn outside(lang: Lang) -> &'static str {
    lang.pick(["not in the plan's period", "不在规划期内"])
}

/// Why a number may be no target.
pub fn counts_nothing(lang: Lang) -> &'static str {
    lang.pick(["REPLACE: no unit follows, a name?", "待改：其后没有单位，可能是名称"])
}

/// What was drafted.
pub struct Drafted<'a> {
    /// From which text, unless the plan names it.
    pub source: Option<&'a str>,
    pub targets: usize,
    pub set_asides: usize,
}

/// What to do after the file has been written.
pub fn written(lang: Lang, path: &str, plan: &str, drafted: Option<&Drafted<'_>>) -> String {
    let option =
        |source: Option<&str>| source.map(|it| format!(" --source {it}")).unwrap_or_default();
    let (file, first) = match (lang, drafted) {
        (Lang::En, None) => (
            path.to_owned(),
            "replace everything marked REPLACE with what the document says".to_owned(),
        ),
        (Lang::Zh, None) => (path.to_owned(), "按文件原文改写标有“待改”的各处".to_owned()),
        (Lang::En, Some(Drafted { source, targets, set_asides })) => (
            format!("{path}: drafts of {targets} targets and {set_asides} numbers set aside"),
            format!(
                "compare every draft with the document, and replace everything marked REPLACE; `plancheck audit \
                 {plan}{}` shows what is left out",
                option(*source)
            ),
        ),
        (Lang::Zh, Some(Drafted { source, targets, set_asides })) => (
            format!("{path}：目标草稿 {targets} 条，排除数字 {set_asides} 个"),
            format!(
                "逐条对照原文，改写标有“待改”的各处；`plancheck audit {plan}{}` 可查遗漏",
                option(*source)
            ),
        ),
    };
    match lang {
        Lang::En => format!(
            "Wrote {file}. Next:\n\
             \x20 1. {first}\n\
             \x20 2. plancheck validate {plan}\n\
             \x20 3. plancheck template {plan} -o actuals.csv, and fill in the values\n\
             \x20 4. plancheck status {plan} --actuals actuals.csv\n"
        ),
        Lang::Zh => format!(
            "已写入 {file}。接下来：\n\
             \x20 1. {first}\n\
             \x20 2. plancheck validate {plan}\n\
             \x20 3. plancheck template {plan} -o actuals.csv，并填入数值\n\
             \x20 4. plancheck status {plan} --actuals actuals.csv\n"
        ),
    }
}
