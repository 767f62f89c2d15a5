//! Small pieces that every part of the page is made of: text, names, links, chips of verdicts, bars.

use maud::{Markup, Render, html};

use crate::assess::Verdict;
use crate::lang::words::{JOINER, SOFT_BREAK, Words};
use crate::render::printable;
use crate::table::Name;

/// Text without marks for breakers of lines; nothing in it can drive a screen.
pub(super) fn plain(text: &str) -> String {
    printable(text).replace([JOINER, SOFT_BREAK], "")
}

/// Text in which lines may break where the words allow it.
pub(super) fn text(text: &str) -> Markup {
    let text = printable(text).replace(JOINER, "");
    let mut pieces = text.split(SOFT_BREAK);
    let first = pieces.next().unwrap_or_default().to_owned();
    html! {
        (first)
        @for piece in pieces { wbr; (piece) }
    }
}

/// Text from a file: its direction is its own affair. Where nothing is written from right to left there is nothing to
/// keep apart.
pub(super) fn bidi_isolated(written: &str) -> Markup {
    isolated(written, text(written))
}

/// What is made of a text from a file, kept apart where the text may turn the direction around.
fn isolated(written: &str, made: Markup) -> Markup {
    if written.chars().any(is_right_to_left) {
        html! { bdi { (made) } }
    } else {
        made
    }
}

/// Letters and digits of the scripts that are written from right to left: the blocks that Unicode has for them.
fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
    )
}

/// A name in the reader's language.
pub(super) fn name(name: &Name, words: Words) -> Markup {
    bidi_isolated(words.name(name))
}

/// A heading of a level from 1 to 6; its id is empty where nothing refers to it.
pub(super) fn heading(level: u8, id: &str, body: &Markup) -> Markup {
    let id = (!id.is_empty()).then_some(id);
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

/// Text in which addresses are links; only those of the web.
pub(super) fn with_links(written: &str) -> Markup {
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

/// Where an address of the web begins.
fn address_in(text: &str) -> Option<usize> {
    let starts = ["https://", "http://"].into_iter();
    let found = starts.filter_map(|scheme| text.match_indices(scheme).next());
    let found = found.map(|(at, scheme)| (at, at + scheme.len()));
    let (at, after) = found.min()?;
    // A scheme alone is no address.
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
pub(super) fn verdict_class(verdict: Verdict) -> String {
    format!("v-{}", verdict.word())
}

/// A verdict as sign and word on its colour.
pub(super) fn chip(verdict: Verdict, early: bool, words: Words) -> Markup {
    html! {
        span class={ "pc-chip pc-sign " (verdict_class(verdict)) } { (words.verdict(verdict, early)) }
    }
}

/// Verdicts, counted, as one bar; every piece says its number and, to who cannot see it, its word.
pub(super) fn stack(counts: &[(Verdict, usize)], label: &str, words: Words) -> Markup {
    html! {
        ul.pc-stack aria-label=(plain(label)) {
            @for (verdict, count) in counts {
                li class={ "pc-sign " (verdict_class(*verdict)) } style=(format!("flex-grow:{count}")) {
                    span.pc-vh { (verdict.text(words.lang)) " " }
                    (count)
                }
            }
        }
    }
}

/// A number with its exact machine form.
pub(super) fn exact(key: &str, value: &str, shown: impl Render) -> Markup {
    html! { data data-key=(key) value=(value) { (shown) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
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
    fn what_drives_a_screen_is_shown() {
        let shown = |written: &str| bidi_isolated(written).into_string();
        assert_eq!(shown("a\u{202e}b\u{1b}<b>"), "a\\u{202e}b\\u{1b}&lt;b&gt;");
        assert_eq!(shown("שלום"), "<bdi>שלום</bdi>");
        assert_eq!(shown("杭州市 2024"), "杭州市 2024");
    }
}
