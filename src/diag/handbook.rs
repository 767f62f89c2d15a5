//! The handbook entry of every code. `docs/diagnostics.md` and its Chinese version `docs/diagnostics.zh.md` are the source
//! of `explain-code` and of the rules in SARIF; a page is parsed on demand.

use crate::words::Lang;

words! {
    /// Where a diagnostic comes from.
    pub enum Family {
        Plan  "plan"    "Plan files"            "规划文件";
        Data  "actuals" "Actuals"               "实际值";
        Run   "run"     "The run"               "运行";
        Audit "audit"   "Plan against document" "规划与文件核对";
    }
}

/// The page of each language.
const PAGES: [&str; 2] =
    [include_str!("../../docs/diagnostics.md"), include_str!("../../docs/diagnostics.zh.md")];

/// The heading of the remedy.
pub const REMEDY: [&str; 2] = ["What to do: ", "处理办法："];

/// The heading of the example.
pub const EXAMPLE: [&str; 2] = ["Example", "示例"];

/// The handbook entry of one code.
#[derive(Clone, Copy)]
pub struct Entry {
    pub family: Family,
    pub code: &'static str,
    pub meaning: &'static str,
    /// What triggers it: lines of a file, or a command.
    pub example: &'static str,
    pub remedy: &'static str,
}

/// Every code, family by family.
pub fn entries(lang: Lang) -> impl Iterator<Item = Entry> {
    lang.pick(PAGES).split("\n## ").skip(1).flat_map(move |part| {
        let family = Family::ALL.iter().copied().find(|family| part.starts_with(family.text(lang)));
        part.split("\n### `").skip(1).filter_map(move |entry| read(family?, entry, lang))
    })
}

/// The entry of a code.
pub fn find(code: &str, lang: Lang) -> Option<Entry> {
    entries(lang).find(|entry| entry.code == code)
}

/// Parses one entry of a page.
fn read(family: Family, entry: &'static str, lang: Lang) -> Option<Entry> {
    let (code, rest) = entry.split_once("`\n\n")?;
    let (meaning, rest) = rest.split_once("\n\n```text\n")?;
    let (example, rest) = rest.split_once("\n```\n\n")?;
    let remedy = rest.trim_end().strip_prefix(lang.pick(REMEDY))?;
    Some(Entry { family, code, meaning, example, remedy })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Entry, Family, entries};
    use crate::diag::{AuditProblem, DataProblem, PlanProblem, RunProblem};
    use crate::words::Lang;

    impl Family {
        /// Every code of the family, in order of declaration.
        fn codes(self) -> Vec<&'static str> {
            match self {
                Self::Plan => PlanProblem::codes(),
                Self::Data => DataProblem::codes(),
                Self::Run => RunProblem::codes(),
                Self::Audit => AuditProblem::codes(),
            }
        }
    }

    #[test]
    fn every_code_has_an_entry_in_both_languages_in_the_order_of_the_declarations() {
        let declared = Family::ALL.iter().flat_map(|family| {
            let codes = family.codes().into_iter();
            codes.map(|code| (*family, code))
        });
        let declared: Vec<(Family, &str)> = declared.collect();
        for lang in [Lang::En, Lang::Zh] {
            let written: Vec<_> = entries(lang).map(|entry| (entry.family, entry.code)).collect();
            assert_eq!(written, declared, "{lang:?}");
        }
    }

    #[test]
    fn a_code_belongs_to_one_family_and_is_kebab_case() {
        let mut seen = BTreeSet::new();
        for code in Family::ALL.iter().flat_map(|family| family.codes()) {
            assert!(seen.insert(code), "{code}");
            let plain =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            assert!(
                code.bytes().all(plain) && !code.starts_with('-') && !code.ends_with('-'),
                "{code}"
            );
        }
    }

    #[test]
    fn an_entry_has_whole_sentences_and_the_same_example_in_both_languages() {
        for (english, chinese) in entries(Lang::En).zip(entries(Lang::Zh)) {
            for Entry { code, meaning, remedy, .. } in [english, chinese] {
                let whole = |text: &str| text.ends_with(['.', '。', '？', '?']);
                assert!(whole(meaning) && whole(remedy), "{code}");
            }
            assert!(!english.example.is_empty(), "{}", english.code);
            assert_eq!(english.example, chinese.example, "{}", english.code);
        }
    }
}
