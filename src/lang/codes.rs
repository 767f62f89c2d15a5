//! What every code of a diagnostic means, what triggers it, and what to do: the words of `explain-code`.

mod audit;
mod data;
mod plan_content;
mod plan_form;
mod plan_relations;
mod run;

use super::Lang;

/// Where a diagnostic comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// A plan file.
    Plan,
    /// Actuals.
    Data,
    /// The run itself.
    Run,
    /// A plan against its document.
    Audit,
}

impl Family {
    /// The word of the machine formats.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Data => "actuals",
            Self::Run => "run",
            Self::Audit => "audit",
        }
    }

    /// As a heading.
    pub fn heading(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Plan, Lang::En) => "Plan files",
            (Self::Plan, Lang::Zh) => "规划文件",
            (Self::Data, Lang::En) => "Actuals",
            (Self::Data, Lang::Zh) => "实际值",
            (Self::Run, Lang::En) => "The run",
            (Self::Run, Lang::Zh) => "运行",
            (Self::Audit, Lang::En) => "Plan against document",
            (Self::Audit, Lang::Zh) => "规划与文件核对",
        }
    }
}

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
        pick(self.meaning, lang)
    }

    /// What to do about it.
    pub fn remedy(&self, lang: Lang) -> &'static str {
        pick(self.remedy, lang)
    }
}

fn pick([english, chinese]: [&'static str; 2], lang: Lang) -> &'static str {
    match lang {
        Lang::En => english,
        Lang::Zh => chinese,
    }
}

const fn code(
    code: &'static str,
    meaning: [&'static str; 2],
    example: &'static str,
    remedy: [&'static str; 2],
) -> CodeText {
    CodeText {
        code,
        example,
        meaning,
        remedy,
    }
}

/// Every code, family by family.
pub fn all() -> impl Iterator<Item = (Family, &'static CodeText)> {
    let of = |family, texts: &'static [CodeText]| texts.iter().map(move |text| (family, text));
    of(Family::Plan, plan_form::TEXTS)
        .chain(of(Family::Plan, plan_content::TEXTS))
        .chain(of(Family::Plan, plan_relations::TEXTS))
        .chain(of(Family::Data, data::TEXTS))
        .chain(of(Family::Run, run::TEXTS))
        .chain(of(Family::Audit, audit::TEXTS))
}

/// The words of a code.
pub fn find(code: &str) -> Option<(Family, &'static CodeText)> {
    all().find(|(_, text)| text.code == code)
}

/// Stands before the example.
pub fn example_word(lang: Lang) -> &'static str {
    pick(["Example", "示例"], lang)
}

/// Stands before the remedy.
pub fn remedy_word(lang: Lang) -> &'static str {
    pick(["What to do", "处理办法"], lang)
}

#[cfg(test)]
mod tests;
