//! The page in fewer bytes: without optional end tags, and with self-closing SVG elements.

/// End tags that an HTML parser implies if the next element, or the end of the parent, follows directly; in
/// the page nothing else follows them.
const IMPLIED: [&str; 5] = ["</td>", "</tr>", "</li>", "</dt>", "</dd>"];

/// SVG elements that are written as `<path …></path>` when empty.
const EMPTY: [&str; 3] = ["path", "rect", "circle"];

/// Text in the page is escaped: what looks like a tag is one.
pub fn minify(page: &str) -> String {
    let mut minified = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find("</") {
        let (before, tag) = rest.split_at(at);
        minified.push_str(before);
        if let Some(implied) = IMPLIED.iter().find(|end| tag.starts_with(**end)) {
            rest = &tag[implied.len()..];
            continue;
        }
        if let Some(name) = EMPTY.iter().find(|name| closes_an_empty(&minified, tag, name)) {
            minified.pop();
            minified.push_str("/>");
            rest = &tag["</>".len() + name.len()..];
        } else {
            minified.push_str("</");
            rest = &tag["</".len()..];
        }
    }
    minified.push_str(rest);
    minified
}

/// Whether `tag` ends an element of this name of which only the start tag has been written.
fn closes_an_empty(written: &str, tag: &str, name: &str) -> bool {
    let end = tag.strip_prefix("</").and_then(|tag| tag.strip_prefix(name));
    let is_end = end.is_some_and(|tag| tag.starts_with('>'));
    let start = written.rfind('<').map_or("", |start| &written[start + 1..]);
    is_end && start.starts_with(name) && start.ends_with('>') && !start.ends_with("/>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_parser_adds_is_left_out() {
        for (page, expected) in [
            ("<table><tr><td>a</td><td>b</td></tr></table>", "<table><tr><td>a<td>b</table>"),
            ("<ul><li>a</li><li><p>b</p></li></ul>", "<ul><li>a<li><p>b</p></ul>"),
            (
                "<svg><path d=\"M0 0\"></path><circle r=\"1\"><title>x</title></circle></svg>",
                "<svg><path d=\"M0 0\"/><circle r=\"1\"><title>x</title></circle></svg>",
            ),
            ("a &lt;/td&gt; b", "a &lt;/td&gt; b"),
            ("</", "</"),
        ] {
            assert_eq!(minify(page), expected);
        }
    }
}
