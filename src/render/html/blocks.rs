//! Any sheet, table, note or chart as markup, in the words of the other formats.

use maud::{Markup, html};

use crate::{
    assess::{Flag, Verdict},
    lang::Words,
    render::{
        svg::{self, Frame},
        text::cells,
    },
    report::{Block, Line, Note, Plot, Sheet, sheet::StepState},
    table::{Align, Cell, Heading, Table},
};

use super::parts::{self, heading, plain, text, with_links};

/// A trajectory that remains readable when a phone shrinks it.
const TRAJECTORY: Frame = Frame { width: 380, height: 220 };

/// A page of blocks; its parts have headings of `level`, its title one above.
pub fn sheet(sheet: &Sheet, level: u8, words: Words) -> Markup {
    blocks(sheet.blocks.iter(), level, words)
}

/// The same without its title, which the page already shows.
pub fn untitled(sheet: &Sheet, level: u8, words: Words) -> Markup {
    let blocks = sheet.blocks.iter();
    let kept = blocks.filter(|block| !matches!(block, Block::Note(Note::Title(..))));
    self::blocks(kept, level, words)
}

fn blocks<'a>(all: impl Iterator<Item = &'a Block>, level: u8, words: Words) -> Markup {
    let all: Vec<&Block> = all.filter(|block| !matches!(block, Block::Space)).collect();
    // A table is named by the heading above it.
    let mut about = words.pick("Table", "表格").to_owned();
    html! {
        @for run in all.chunk_by(|one, next| kind(one) == kind(next) && kind(one) != Kind::Other) {
            @match kind(run[0]) {
                Kind::Fact => dl.pc-facts {
                    @for block in run { @if let Block::Note(Note::Fact(head, cell)) = block {
                        (parts::fact(head.text(words), self::cell(cell, words)))
                    } }
                },
                Kind::Step => ol.pc-steps {
                    @for block in run { @if let Block::Note(note) = block { (step(note, words)) } }
                },
                Kind::Lines(class) => div class=(class) {
                    @for block in run { @if let Block::Note(note) = block { p { (text(&note.said(words))) } } }
                },
                Kind::Other => @for block in run { (one(block, level, &mut about, words)) },
            }
        }
    }
}

/// Consecutive blocks of one kind make one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Fact,
    Step,
    /// Paragraphs in a box of this class.
    Lines(&'static str),
    Other,
}

fn kind(block: &Block) -> Kind {
    match block {
        Block::Note(Note::Fact(..)) => Kind::Fact,
        Block::Note(Note::Said(Line::Step(_), _)) => Kind::Step,
        Block::Note(Note::Said(Line::Formula, _)) => Kind::Lines("pc-formulas"),
        Block::Note(Note::Said(Line::Item, _)) => Kind::Lines("pc-items"),
        _ => Kind::Other,
    }
}

fn one(block: &Block, level: u8, about: &mut String, words: Words) -> Markup {
    match block {
        Block::Space => html! {},
        Block::Table(grid) | Block::Lines(grid, _) => table(grid, about, words),
        Block::Plot(plot) => self::plot(plot, words),
        Block::Note(note) => {
            let said = note.said(words);
            match note {
                Note::Title(..) => heading(level.saturating_sub(1), "", text(&said)),
                Note::Said(Line::Head | Line::Group, _) => {
                    about.clone_from(&said);
                    heading(level, "", text(&said))
                }
                _ => html! { p { (text(&said)) } },
            }
        }
    }
}

/// A step of the assessment; the deciding one is highlighted. The list numbers them.
fn step(note: &Note, words: Words) -> Markup {
    let state = match note {
        Note::Said(Line::Step(StepState::Decided), _) => "pc-decided",
        Note::Said(Line::Step(StepState::NotReached), _) => "pc-open",
        _ => "",
    };
    html! { li class=[(!state.is_empty()).then_some(state)] { (text(&note.said(words))) } }
}

pub fn plot(plot: &Plot, words: Words) -> Markup {
    let label = plain(&words.describe_trajectory(plot));
    html! {
        div.pc-plot {
            (svg::trajectory(plot, TRAJECTORY, words, &label))
            @for note in &plot.notes { p.pc-source { (with_links(&note.said(words))) } }
        }
    }
}

/// A table in its own box, which scrolls sideways if it is too wide.
pub fn table(table: &Table, about: &str, words: Words) -> Markup {
    let table = table.clone().without_empty_optional();
    let about = plain(about);
    // What has verdicts is cards on a phone, so that none is off the screen.
    let cards = table.columns.iter().any(|it| it.heading == Heading::Verdict);
    html! {
        div.pc-scroll tabindex="0" role="region" aria-label=(about) {
            table class=[cards.then_some("pc-cards")] {
                thead { tr {
                    @for column in &table.columns {
                        th class=[side(column.align)] { (text(column.heading.text(words))) }
                    }
                } }
                tbody {
                    @for row in &table.rows { tr {
                        @for (cell, column) in row.iter().zip(&table.columns) {
                            @let label = cards.then(|| plain(column.heading.text(words)));
                            td class=[side(column.align)] data-label=[label] { (self::cell(cell, words)) }
                        }
                    } }
                }
            }
        }
    }
}

fn side(align: Align) -> Option<&'static str> {
    (align == Align::Right).then_some("pc-num")
}

/// A cell: its lines below one another, a verdict as a chip, addresses as links.
pub fn cell(cell: &Cell, words: Words) -> Markup {
    match cell {
        Cell::Stack(cells) => stacked(cells, words, self::cell),
        Cell::Verdict { verdict, flags, .. } => {
            let notes = cells::lines(cell, words, None).into_iter().skip(1);
            html! {
                (parts::chip(*verdict, flags.contains(&Flag::Early), words))
                @for note in notes { span.pc-sub { (text(&note)) } }
            }
        }
        Cell::Text(_)
        | Cell::Names(_)
        | Cell::Name(_)
        | Cell::Member(_)
        | Cell::Citation(_)
        | Cell::Document(_) => {
            let lines = cells::lines(cell, words, None);
            html! { @for line in &lines { (with_links(line)) } }
        }
        _ => {
            let lines = cells::lines(cell, words, None);
            let mut lines = lines.iter();
            let like = like(cell).map(parts::verdict_class);
            html! {
                @if let Some(first) = lines.next() {
                    @match like {
                        Some(like) => span class={ "pc-chip " (like) } { (text(first)) },
                        None => (text(first)),
                    }
                }
                @for more in lines { span.pc-sub { (text(more)) } }
            }
        }
    }
}

/// Cells below one another, empty ones left out.
pub fn stacked(cells: &[Cell], words: Words, one: fn(&Cell, Words) -> Markup) -> Markup {
    below(cells.iter().filter(|cell| !cell.is_empty()).map(|cell| one(cell, words)))
}

/// Lines below one another, smaller after the first.
pub fn below(lines: impl IntoIterator<Item = Markup>) -> Markup {
    html! {
        @for (index, line) in lines.into_iter().enumerate() {
            @if index == 0 { (line) } @else { span.pc-sub { (line) } }
        }
    }
}

/// The verdict whose colours a cell has; a task that is not done has those of `no-data`.
fn like(cell: &Cell) -> Option<Verdict> {
    let pending = matches!(cell, Cell::State { .. }).then_some(Verdict::NoData);
    cell.tone().or(pending)
}
