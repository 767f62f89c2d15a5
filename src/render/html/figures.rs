//! Cells with their numbers in the exact form of the machine formats, and tables in a box that scrolls sideways.

use maud::{Markup, Render, html};

use crate::{
    lang::Words,
    plan::Goal,
    record::each,
    render::text::cells,
    table::{Cell, Heading, Sought},
};

use super::{
    blocks,
    nav::Anchor,
    parts::{self, text},
};

/// A count.
pub fn count(count: usize) -> Markup {
    html! { data value=(count) { (count) } }
}

/// A cell as in `blocks`, its numbers with their exact form.
pub fn cell(cell: &Cell, words: Words) -> Markup {
    if let Cell::Stack(cells) = cell {
        return blocks::stacked(cells, words, self::cell);
    }
    match exact(cell) {
        None => blocks::cell(cell, words),
        Some(exact) => {
            let lines = cells::lines(cell, words, None);
            html! { data value=(exact) { @for line in &lines { (text(line)) } } }
        }
    }
}

/// The number of a cell, of several below one another the first, as in the JSON of `status`; `None` if there is not
/// exactly one.
pub fn exact(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Stack(cells) => cells.iter().find(|it| !it.is_empty()).and_then(exact),
        Cell::Count(count) => Some(count.to_string()),
        Cell::Number(number) | Cell::Amount(number, _) => Some(number.exact.to_string()),
        Cell::Difference(number, _) | Cell::Growth(number) => Some(number.exact.computed_text()),
        Cell::Share(share) => Some(share.exact.computed_text()),
        Cell::Target(Sought { goal: Goal::Value(target), .. }, ..) if target.ends().1.is_none() => {
            Some(target.value.to_string())
        }
        Cell::Target(_, Some(resolved), _) => Some(resolved.exact.to_string()),
        _ => None,
    }
}

/// The rows of a group, each with its cells so far.
type Rows<'r, R> = Vec<(&'r R, Vec<Markup>)>;

/// A table of rows, their first cell a heading, in groups, each under its own heading if it has one.
pub struct Grid<'r, R> {
    words: Words,
    /// The heading of each column, and the class of its cells, which the heading of numbers has too.
    columns: Vec<(Heading, &'static str)>,
    groups: Vec<(Option<String>, Rows<'r, R>)>,
}

impl<'r, R> Grid<'r, R> {
    pub fn of(
        groups: impl IntoIterator<Item = (Option<String>, Vec<&'r R>)>,
        words: Words,
    ) -> Self {
        let groups = groups
            .into_iter()
            .map(|(heading, rows)| (heading, each(rows, |row| (row, Vec::new()))));
        Self { words, columns: Vec::new(), groups: groups.collect() }
    }

    pub fn column(self, heading: Heading, cell: impl Fn(&R) -> Markup) -> Self {
        self.classed("", heading, cell)
    }

    pub fn number(self, heading: Heading, cell: impl Fn(&R) -> Markup) -> Self {
        self.classed("pc-num", heading, cell)
    }

    pub fn classed(
        mut self,
        class: &'static str,
        heading: Heading,
        cell: impl Fn(&R) -> Markup,
    ) -> Self {
        self.columns.push((heading, class));
        for (row, cells) in self.groups.iter_mut().flat_map(|(_, rows)| rows) {
            cells.push(cell(row));
        }
        self
    }

    pub fn draw(&self, anchor: &Anchor, class: &str, caption: &str, foot: impl Render) -> Markup {
        let head = html! {
            tr { @for (heading, class) in &self.columns {
                th class=[(*class == "pc-num").then_some(class)] scope="col" { (heading.text(self.words)) }
            } }
        };
        let labels = each(&self.columns, |(heading, _)| parts::plain(heading.text(self.words)));
        let body = html! {
            @for (heading, rows) in &self.groups {
                tbody {
                    @if let Some(heading) = heading {
                        tr.pc-rowhead { th colspan=(self.columns.len()) scope="rowgroup" { (text(heading)) } }
                    }
                    @for (_, cells) in rows {
                        tr {
                            @for (index, (cell, (_, class))) in cells.iter().zip(&self.columns).enumerate() {
                                @if index == 0 {
                                    th scope="row" { (cell) }
                                } @else {
                                    td class=[(!class.is_empty()).then_some(class)] data-label=(labels[index]) { (cell) }
                                }
                            }
                        }
                    }
                }
            }
            (foot)
        };
        boxed(anchor, class, caption, head, body)
    }
}

/// A part of the page under its heading.
pub fn part(anchor: &Anchor, level: u8, heading: &str, body: &Markup) -> Markup {
    let own = format!("{anchor}-h");
    html! {
        section.pc-part id=(anchor) aria-labelledby=(own) {
            (parts::heading(level, &own, text(heading)))
            (body)
        }
    }
}

/// A figure of an indicator.
pub struct Figure {
    /// The column of `status` that it stands in.
    pub key: &'static str,
    /// What it is.
    pub heading: Heading,
    /// The number as the JSON of `status` has it; `None` where that has none.
    pub exact: Option<String>,
    /// The upper end of a range, in the same form.
    pub upper: Option<String>,
    /// As people read it.
    pub cell: Cell,
}

/// A figure for people, with the exact number for machines.
pub fn shown(figure: &Figure, words: Words) -> Markup {
    let Some(value) = &figure.exact else {
        return blocks::cell(&figure.cell, words);
    };
    let (main, below) = match &figure.cell {
        Cell::Stack(cells) => cells.split_first().unwrap_or((&Cell::Empty, &[])),
        cell => (cell, [].as_slice()),
    };
    html! {
        data data-key=(figure.key) value=(value) data-upper=[figure.upper.as_deref()] {
            @for line in &cells::lines(main, words, None) { (text(line)) }
        }
        @for more in below { @if !more.is_empty() { span.pc-sub { (blocks::cell(more, words)) } } }
    }
}

/// A table in its own box, named by its caption.
pub fn boxed(
    anchor: &Anchor,
    class: &str,
    caption: &str,
    head: impl Render,
    body: impl Render,
) -> Markup {
    let own = anchor.within("caption");
    html! {
        div.pc-scroll tabindex="0" role="region" aria-labelledby=(own) {
            table class={ "pc-cards " (class) } {
                caption id=(own) { (text(caption)) }
                thead { (head) }
                (body)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actuals::Mark;
    use crate::fixtures::number;
    use crate::lang::Lang;
    use crate::table::Shown;
    use crate::unit::{POINTS, Unit};

    const WORDS: Words = Words { lang: Lang::En, ascii: false };

    #[test]
    fn numbers_keep_their_exact_form() {
        let third = number("1").over(&number("3")).unwrap();
        for (given, exact, shown) in [
            (Cell::Count(3), "3", "3"),
            (Cell::Number(number("12345.60").into()), "12345.60", "12,345.60"),
            (Cell::Number(Shown::from(number("30")).marked(Some(Mark::LowerBound))), "30", "≥30"),
            (Cell::Difference(third.into(), Unit::parse(POINTS)), "0.333333", "+0.33 pp"),
        ] {
            let shown = format!("<data value=\"{exact}\">{shown}</data>");
            assert_eq!(cell(&given, WORDS).into_string(), shown);
        }
        assert_eq!(cell(&Cell::Empty, WORDS).into_string(), "");
    }
}
