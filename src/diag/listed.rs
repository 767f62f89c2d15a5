//! Lists and counts inside the sentences of problems.

use std::fmt::Display;

use crate::words;

/// At most so many names are listed in one message.
const LISTED: usize = 20;

/// The items as `shown`, with `joint` between them.
pub fn joined<'a, T, D: Display>(
    items: &'a [T],
    joint: &str,
    shown: impl Fn(&'a T) -> D,
) -> String {
    words::joined(items.iter().map(|item| shown(item).to_string()), joint)
}

/// The words with "or" before the last.
pub fn or_en(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}

/// Machine words as code.
pub fn listed(words: &[&str]) -> String {
    joined(words, ", ", |word| format!("`{word}`"))
}

/// The names in English; beyond [`LISTED`], the first ones and how many more there are.
pub fn some_en(names: &[String]) -> String {
    some_of(names, ", ", |rest| format!(" and {rest} more"))
}

/// The same in Chinese.
pub fn some_zh(names: &[String]) -> String {
    some_of(names, "、", |rest| format!(" 等，另有 {rest} 个"))
}

fn some_of(names: &[String], comma: &str, more: impl Fn(usize) -> String) -> String {
    let listed = names.get(..LISTED).unwrap_or(names).join(comma);
    match names.len().saturating_sub(LISTED) {
        0 => listed,
        rest => format!("{listed}{}", more(rest)),
    }
}

/// A count with its English noun.
pub fn counted(count: u64, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// The text, or `nothing` if it is empty.
pub fn or_nothing<'a>(text: &'a str, nothing: &'a str) -> &'a str {
    if text.is_empty() { nothing } else { text }
}
