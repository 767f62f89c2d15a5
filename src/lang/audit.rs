//! The summary lines of `audit`.

use super::Lang;
use super::words::Words;
use crate::audit::{Audit, Cover, CoverKind, Rule};

/// How many numbers a rule skipped.
fn rule(words: Words, rule: Rule, count: usize) -> String {
    let name = if count == 1 { rule.one(words.lang) } else { rule.many(words.lang) };
    say!(words, "{count} {name}", "{name} {count}")
}

/// How many figures were found, and how the numbers are covered.
pub fn summary(words: Words, plan: &str, audit: &Audit, figures: usize) -> String {
    let found = audit.found;
    let numbers = audit.numbers.len();
    let [cited, set_aside, skipped, open] =
        [CoverKind::Cited, CoverKind::SetAside, CoverKind::Skipped, CoverKind::Open]
            .map(|kind| audit.count(|cover| cover.kind() == kind));
    let covered = numbers - open;
    let rules: Vec<String> = Rule::ALL
        .iter()
        .map(|kind| (kind, audit.count(|cover| cover == Cover::Skipped(*kind))))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| rule(words, *kind, count))
        .collect();
    let (open_bracket, close_bracket, joint) = match words.lang {
        Lang::En => (" (", ")", ", "),
        Lang::Zh => ("（", "）", "、"),
    };
    let rules = if rules.is_empty() {
        String::new()
    } else {
        format!("{open_bracket}{}{close_bracket}", rules.join(joint))
    };
    say!(
        words,
        "{plan}: {found} of {figures} figures found\n\
             {plan}: {covered} of {numbers} numbers covered: {cited} cited, {set_aside} set aside, \
             {skipped} skipped by rule{rules}; {open} open",
        "{plan}: {figures} 条引文中找到 {found} 条\n\
             {plan}: {numbers} 个数字中已覆盖 {covered} 个：引用 {cited}，排除 {set_aside}，\
             按规则略过 {skipped}{rules}；遗漏 {open} 个"
    )
}
