//! What every code of a diagnostic means, what triggers it, and what to do: the words of `explain-code`.

use super::Lang;

words! {
    /// Where a diagnostic comes from.
    pub enum Family {
        Plan  "plan"    "Plan files"            "规划文件";
        Data  "actuals" "Actuals"               "实际值";
        Run   "run"     "The run"               "运行";
        Audit "audit"   "Plan against document" "规划与文件核对";
    }
}

/// Every code, as the documentation explains it: that page is the source.
const PAGE: &str = include_str!("../../docs/diagnostics.md");

/// The words of one code, English before Chinese.
#[derive(Debug, Clone, Copy)]
pub struct CodeText {
    /// The code.
    pub code: &'static str,
    /// What triggers it: lines of a file, or a command.
    pub example: &'static str,
    meaning: [&'static str; 2],
    remedy: [&'static str; 2],
}

impl CodeText {
    /// What it means.
    pub fn meaning(&self, lang: Lang) -> &'static str {
        lang.pick(self.meaning)
    }

    /// What to do about it.
    pub fn remedy(&self, lang: Lang) -> &'static str {
        lang.pick(self.remedy)
    }

    /// Reads `code`, meanings, example and remedies as the page lays them out.
    fn read(entry: &'static str) -> Option<Self> {
        let (code, rest) = entry.split_once("`\n\n")?;
        let (meaning, rest) = rest.split_once("\n\n```text\n")?;
        let (example, remedy) = rest.split_once("\n```\n\nWhat to do: ")?;
        let remedy = remedy.trim_end().split_once("\n\n处理办法：")?;
        Some(Self {
            code,
            example,
            meaning: meaning.split_once("\n\n")?.into(),
            remedy: remedy.into(),
        })
    }
}

/// Every code, family by family.
pub fn all() -> impl Iterator<Item = (Family, CodeText)> {
    PAGE.split("\n## ").skip(1).flat_map(|part| {
        let family =
            Family::ALL.iter().copied().find(|family| part.starts_with(family.text(Lang::En)));
        let codes = part.split("\n### `").skip(1);
        codes.filter_map(move |entry| Some((family?, CodeText::read(entry)?)))
    })
}

/// The words of a code.
pub fn find(code: &str) -> Option<(Family, CodeText)> {
    all().find(|(_, text)| text.code == code)
}

/// Stands before the example.
pub fn example_word(lang: Lang) -> &'static str {
    lang.pick(["Example", "示例"])
}

/// Stands before the remedy.
pub fn remedy_word(lang: Lang) -> &'static str {
    lang.pick(["What to do", "处理办法"])
}

#[cfg(test)]
mod tests;
