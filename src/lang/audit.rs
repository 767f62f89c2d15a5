//! The summary lines of `audit`.

use super::words::Words;
use crate::audit::{Audit, Cover, CoverKind, Rule};

/// How many figures were found, and how the numbers are covered.
pub fn summary(words: Words, plan: &str, audit: &Audit, figures: usize) -> String {
    let found = audit.found;
    let numbers = audit.numbers.len();
    let [cited, set_aside, skipped, open] =
        [CoverKind::Cited, CoverKind::SetAside, CoverKind::Skipped, CoverKind::Open]
            .map(|kind| audit.count(|cover| cover.kind() == kind));
    let covered = numbers - open;
    let rules = Rule::ALL
        .iter()
        .map(|rule| (rule, audit.count(|cover| cover == Cover::Skipped(*rule))))
        .filter(|(_, count)| *count > 0)
        .map(|(rule, count)| {
            let name = if count == 1 { rule.one(words) } else { rule.many(words) };
            say!(words, "{count} {name}", "{name} {count}")
        });
    let rules = words.listed(rules);
    let rules = if rules.is_empty() { rules } else { words.remarked("", &rules) };
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
