//! The same page in fewer bytes: end tags that HTML lets one leave out, and SVG elements closed in one tag.

/// End tags that an HTML parser adds by itself where the next element, or the end of the parent, follows directly; in
/// the page nothing else ever follows them.
const IMPLIED: [&str; 5] = ["</td>", "</tr>", "</li>", "</dt>", "</dd>"];

/// Elements of SVG that are written as `<path …></path>` where they have nothing in them.
const EMPTY: [&str; 3] = ["></path>", "></rect>", "></circle>"];

/// The page without what a parser does not need. Text is escaped: what looks like a tag is one.
pub(super) fn lean(page: &str) -> String {
    let mut lean = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find("</") {
        let (before, tag) = rest.split_at(at);
        lean.push_str(before);
        if let Some(implied) = IMPLIED.iter().find(|end| tag.starts_with(**end)) {
            rest = &tag[implied.len()..];
            continue;
        }
        // `>` stands before it already where the element is empty.
        let empty = EMPTY.iter().find(|end| tag.starts_with(&end[1..]));
        match empty.filter(|_| lean.ends_with('>') && !lean.ends_with("/>")) {
            Some(end) => {
                let opened = lean.rfind('<').map_or("", |start| &lean[start..]);
                let name = &end[3..end.len() - 1];
                if opened[1..].starts_with(name) {
                    lean.pop();
                    lean.push_str("/>");
                } else {
                    lean.push_str(&end[1..]);
                }
                rest = &tag[end.len() - 1..];
            }
            None => {
                lean.push_str("</");
                rest = &tag[2..];
            }
        }
    }
    lean.push_str(rest);
    lean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_parser_adds_is_left_out() {
        for (page, expected) in [
            (
                "<table><tr><td>a</td><td>b</td></tr></table>",
                "<table><tr><td>a<td>b</table>",
            ),
            (
                "<ul><li>a</li><li><p>b</p></li></ul>",
                "<ul><li>a<li><p>b</p></ul>",
            ),
            (
                "<svg><path d=\"M0 0\"></path><circle r=\"1\"><title>x</title></circle></svg>",
                "<svg><path d=\"M0 0\"/><circle r=\"1\"><title>x</title></circle></svg>",
            ),
            ("a &lt;/td&gt; b", "a &lt;/td&gt; b"),
            ("</", "</"),
        ] {
            assert_eq!(lean(page), expected);
        }
    }
}
