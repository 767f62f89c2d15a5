//! A grid of cells to draw on: signs, and braille dots, two across and four up per cell.

use crate::{record::each, render::curves::Mark};

/// Dots from the left and from the bottom.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub across: usize,
    pub up: usize,
}

/// Dots of a cell: across and up.
const DOTS: (usize, usize) = (2, 4);

/// The bits of a cell's braille dots, the lowest row first.
const BITS: [[u8; 2]; 4] = [[0x40, 0x80], [0x04, 0x20], [0x02, 0x10], [0x01, 0x08]];

#[derive(Debug, Clone, Copy)]
enum Cell {
    Blank,
    Sign(Mark),
    Dots(u8, Mark),
}

pub struct Canvas {
    /// From the bottom.
    cells: Vec<Vec<Cell>>,
    ascii: bool,
}

impl Canvas {
    pub fn new(columns: usize, rows: usize, ascii: bool) -> Self {
        Self { cells: vec![vec![Cell::Blank; columns]; rows], ascii }
    }

    fn cell(&mut self, place: Place) -> Option<&mut Cell> {
        let row = self.cells.get_mut(place.up / DOTS.1)?;
        row.get_mut(place.across / DOTS.0)
    }

    pub fn mark(&mut self, place: Place, ink: Mark) {
        if let Some(cell) = self.cell(place) {
            *cell = Cell::Sign(ink);
        }
    }

    /// A horizontal line across the whole canvas.
    pub fn level(&mut self, up: usize, ink: Mark) {
        for cell in self.cells.get_mut(up / DOTS.1).into_iter().flatten() {
            *cell = Cell::Sign(ink);
        }
    }

    /// A straight line of dots, or of signs in ASCII mode.
    pub fn dotted(&mut self, from: Place, to: Place, ink: Mark) {
        for place in straight(from, to) {
            let ascii = self.ascii;
            let Some(cell) = self.cell(place) else {
                continue;
            };
            if ascii {
                *cell = Cell::Sign(ink);
                continue;
            }
            let bit = BITS[place.up % DOTS.1][place.across % DOTS.0];
            *cell = match *cell {
                Cell::Dots(bits, known) if known == ink => Cell::Dots(bits | bit, ink),
                _ => Cell::Dots(bit, ink),
            };
        }
    }

    /// A straight line with a sign in every second column, or in every row if it is steep.
    pub fn sparse(&mut self, from: Place, to: Place, ink: Mark) {
        let mut before = from.across / DOTS.0;
        let mut row = from.up / DOTS.1;
        for place in straight(from, to) {
            let column = place.across / DOTS.0;
            let up = place.up / DOTS.1;
            if column >= before + 2 || (up != row && column == before) {
                (before, row) = (column, up);
                self.mark(place, ink);
            }
        }
    }

    /// The rows, top first.
    pub fn rows(&self, colour: bool) -> Vec<String> {
        let rows = self.cells.iter().rev();
        each(rows, |row| self.row(row, colour))
    }

    fn row(&self, cells: &[Cell], colour: bool) -> String {
        let mut text = String::new();
        let used =
            cells.iter().rposition(|cell| !matches!(cell, Cell::Blank)).map_or(0, |last| last + 1);
        let mut ink_before = None;
        let mut close = String::new();
        for cell in &cells[..used] {
            let (sign, ink) = match cell {
                Cell::Blank => (' ', None),
                Cell::Sign(ink) => (ink.sign(self.ascii), Some(*ink)),
                Cell::Dots(bits, ink) => (braille(*bits), Some(*ink)),
            };
            if colour && ink != ink_before {
                text.push_str(&close);
                close.clear();
                if let Some(ink) = ink {
                    let style = ink.style();
                    text.push_str(&style.to_string());
                    close = format!("{style:#}");
                }
                ink_before = ink;
            }
            text.push(sign);
        }
        [text, close].concat()
    }
}

fn braille(bits: u8) -> char {
    char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' ')
}

/// Every dot of the straight line between two places, both ends included.
fn straight(from: Place, to: Place) -> impl Iterator<Item = Place> {
    let steps = from.across.abs_diff(to.across).max(from.up.abs_diff(to.up));
    let between = move |from: usize, to: usize, step: usize| {
        // Half a dot is rounded up, so that both directions give the same line.
        let offset = |distance: usize| (2 * distance * step + steps) / (2 * steps).max(1);
        if to >= from { from + offset(to - from) } else { from - offset(from - to) }
    };
    (0..=steps).map(move |step| Place {
        across: between(from.across, to.across, step),
        up: between(from.up, to.up, step),
    })
}
