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

/// What to do after the file has been written.
pub fn written(lang: Lang, path: &str, plan: &str) -> String {
    match lang {
        Lang::En => format!(
            "Wrote {path}. Next:\n\
             \x20 1. replace everything marked REPLACE with what the document says\n\
             \x20 2. plancheck validate {plan}\n\
             \x20 3. plancheck template {plan} -o actuals.csv, and fill in the values\n\
             \x20 4. plancheck status {plan} --actuals actuals.csv\n"
        ),
        Lang::Zh => format!(
            "已写入 {path}。接下来：\n\
             \x20 1. 按文件原文改写标有“待改”的各处\n\
             \x20 2. plancheck validate {plan}\n\
             \x20 3. plancheck template {plan} -o actuals.csv，并填入数值\n\
             \x20 4. plancheck status {plan} --actuals actuals.csv\n"
        ),
    }
}
