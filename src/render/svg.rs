//! Charts as SVG: the trajectory of an indicator and its bullet.
//!
//! Each is drawn either for a page, which defines the colours (`--pc-…`) and includes [`CSS`], or standalone, with its own
//! style and a dark variant. Coordinates are tenths of a pixel, from exact shares: nothing is computed here. Text widths
//! are estimated without a font, rather too wide, so that labels do not overlap on any machine.

mod bullet;
mod frame;
mod legend;
mod palette;
mod scale;
mod standalone;
mod texts;
mod trajectory;

use maud::{Markup, html};

use crate::{lang::Words, render::Bullet, report::Plot};

pub use frame::{CSS, Frame};
pub use standalone::{Chart, Kind, standalone};

/// Years, path, target, actuals and projection, for a page; taller than the frame if the legend needs it. `label`
/// describes it; without one the picture is hidden from screen readers. Empty if there is nothing to draw.
pub fn trajectory(plot: &Plot, frame: Frame, words: Words, label: &str) -> Markup {
    let frame = frame.of_trajectory();
    let drawn = trajectory::draw(plot, frame, words);
    let picture = |(drawn, height)| embedded(Frame { height, ..frame }, label, &drawn);
    drawn.map_or_else(|| html! {}, picture)
}

/// Baseline, target, actual and due value over the bands of the verdicts, for a page: with labels and a legend if the
/// frame is at least [`frame::LABELLED_BULLET`] high.
pub fn bullet(bullet: &Bullet, frame: Frame, words: Words, label: &str) -> Markup {
    let (drawn, height) = bullet::draw(bullet, frame, words);
    embedded(Frame { height, ..frame }, label, &drawn)
}

/// A picture inside HTML. Its size is fixed; the page's style sheet may let it shrink.
fn embedded(frame: Frame, label: &str, drawn: &Markup) -> Markup {
    let Frame { width, height } = frame;
    let view = format!("0 0 {width} {height}");
    let label = texts::safe(label);
    html! {
        @if label.is_empty() {
            svg class="pc-chart" width=(width) height=(height) viewBox=(view) aria-hidden="true" { (drawn) }
        } @else {
            svg class="pc-chart" width=(width) height=(height) viewBox=(view) role="img" aria-label=(label) { (drawn) }
        }
    }
}

#[cfg(test)]
mod tests;
