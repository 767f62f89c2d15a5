//! Building blocks of the page: text, names, links, verdict chips, bars.

use std::fmt::Display;

use maud::{Markup, Render, html};

use crate::{
    assess::Verdict,
    lang::{JOINER, SOFT_BREAK, Words},
    render::printable,
    table::Name,
};

/// Text without line-break marks and unsafe characters.
pub fn plain(text: &str) -> String {
    printable(text).replace([JOINER, SOFT_BREAK], "")
}

/// Text in which lines may break where the words allow it.
pub fn text(text: &str) -> Markup {
    let text = printable(text).replace(JOINER, "");
    let mut pieces = text.split(SOFT_BREAK);
    let first = pieces.next().unwrap_or_default().to_owned();
    html! {
        (first)
        @for piece in pieces { wbr; (piece) }
    }
}

/// Text from a file, isolated if it has right-to-left characters.
pub fn bidi_isolated(written: &str) -> Markup {
    isolated(written, text(written))
}

/// Markup made from a text, isolated if the text may change the direction.
fn isolated(written: &str, made: Markup) -> Markup {
    if written.chars().any(is_right_to_left) {
        html! { bdi { (made) } }
    } else {
        made
    }
}

/// The Unicode blocks of right-to-left scripts.
fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
    )
}

/// A name in the reader's language.
pub fn name(name: &Name, words: Words) -> Markup {
    bidi_isolated(words.name(name))
}

/// A heading of level 1 to 6; `id` is empty if nothing refers to it.
pub fn heading(level: u8, id: impl Display, body: impl Render) -> Markup {
    let id = Some(id.to_string()).filter(|id| !id.is_empty());
    html! {
        @match level {
            0 | 1 => h1 id=[id] { (body) },
            2 => h2 id=[id] { (body) },
            3 => h3 id=[id] { (body) },
            4 => h4 id=[id] { (body) },
            5 => h5 id=[id] { (body) },
            _ => h6 id=[id] { (body) },
        }
    }
}

/// A line of a list of facts.
pub fn fact(heading: &str, body: impl Render) -> Markup {
    html! { div { dt { (text(heading)) } dd { (body) } } }
}

/// Text in which web addresses are links.
pub fn with_links(written: &str) -> Markup {
    let mut rest = written;
    let mut pieces = Vec::new();
    while let Some(start) = address_in(rest) {
        let (before, from) = rest.split_at(start);
        let end = from.find(ends_an_address).unwrap_or(from.len());
        let (address, after) = from.split_at(end);
        let trimmed = address.trim_end_matches(['.', ',', ';', ':', ')', '\'']);
        pieces.push(html! {
            (text(before))
            a href=(trimmed) rel="noreferrer noopener" { (trimmed) }
            (address[trimmed.len()..])
        });
        rest = after;
    }
    let made = html! {
        @for piece in pieces { (piece) }
        (text(rest))
    };
    isolated(written, made)
}

/// Where a web address begins.
fn address_in(text: &str) -> Option<usize> {
    let starts = ["https://", "http://"].into_iter();
    let found = starts
        .filter_map(|scheme| text.match_indices(scheme).next())
        .map(|(at, scheme)| (at, at + scheme.len()));
    let (at, after) = found.min()?;
    // A scheme alone is not an address.
    let follows = text[after..].chars().next();
    if follows.is_some_and(|next| next.is_alphanumeric() || next == '[') {
        return Some(at);
    }
    address_in(&text[after..]).map(|more| after + more)
}

fn ends_an_address(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '"' | '<' | '>' | '\\' | '{' | '}' | '|' | '^' | '`')
        || matches!(character, '，' | '。' | '；' | '、' | '）' | '（' | '」' | '”' | '\u{200b}')
}

/// The class that gives an element the colours of a verdict.
pub fn verdict_class(verdict: Verdict) -> String {
    format!("v-{}", verdict.word())
}

pub fn chip(verdict: Verdict, early: bool, words: Words) -> Markup {
    html! {
        span class={ "pc-chip pc-sign " (verdict_class(verdict)) } { (words.verdict(verdict, early)) }
    }
}

/// A smaller part of a bar than one of so many would be less than a pixel of the narrowest.
const FINEST: usize = 100;

/// Verdict counts as one bar in proportion. What is too small to draw is a mark of half the height.
pub fn bar(counts: &[(Verdict, usize)], words: Words) -> Markup {
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    html! {
        div.pc-stack aria-hidden="true" {
            @for (verdict, count) in counts {
                @let class = verdict_class(*verdict);
                @if count * FINEST < total {
                    span class={ (class) " pc-least" } title=(words.pick("too small to draw to scale", "过小，未按比例绘制")) {}
                } @else {
                    span class=(class) style=(format!("flex-grow:{count}")) {}
                }
            }
        }
    }
}

/// The bar, and below it each count with its sign and, for screen readers, its word.
pub fn stack(counts: &[(Verdict, usize)], words: Words) -> Markup {
    html! {
        (bar(counts, words))
        ul.pc-counts {
            @for (verdict, count) in counts {
                li class={ "pc-sign " (verdict_class(*verdict)) } {
                    span.pc-vh { (verdict.text(words)) " " }
                    (count)
                }
            }
        }
    }
}

/// A number with its exact machine form.
pub fn exact(key: &str, value: &str, shown: impl Render) -> Markup {
    html! { data data-key=(key) value=(value) { (shown) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        let linked = |written: &str| with_links(written).into_string();
        assert_eq!(
            linked("统计局; https://a.cn/x_1.html?b=1&c=2，修订"),
            "统计局; <a href=\"https://a.cn/x_1.html?b=1&amp;c=2\" rel=\"noreferrer noopener\">https://a.cn/x_1.html?b=1&amp;c=2</a>，修订"
        );
        for none in [
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://a.cn/x",
            "http://",
            "https:// a",
            "file:///etc/passwd",
        ] {
            assert!(!linked(none).contains("<a "), "{none}");
        }
        let wicked = linked("http://a.cn/\"onmouseover=\"x <script>");
        assert!(wicked.contains("href=\"http://a.cn/\""), "{wicked}");
        assert!(!wicked.contains("<script"), "{wicked}");
        let two = linked("http://a.cn. http://b.cn)");
        assert!(two.contains(">http://a.cn</a>."), "{two}");
        assert!(two.contains(">http://b.cn</a>)"), "{two}");
    }

    #[test]
    fn unsafe_characters_are_made_visible() {
        let shown = |written: &str| bidi_isolated(written).into_string();
        assert_eq!(shown("a\u{202e}b\u{1b}<b>"), "a\\u{202e}b\\u{1b}&lt;b&gt;");
        assert_eq!(shown("שלום"), "<bdi>שלום</bdi>");
        assert_eq!(shown("杭州市 2024"), "杭州市 2024");
    }
}
