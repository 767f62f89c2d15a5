//! Charts as SVG: the trajectory of an indicator and its bullet.
//!
//! Each is drawn either for a page, which brings the colours (`--pc-…`) and [`CSS`], or alone, with a style of its own
//! that has a dark variant. Places are tenths of a pixel, taken from exact shares: nothing is computed here. Widths of
//! texts are estimated, as no font is at hand: so that labels stay apart on every machine, they are taken rather too wide.

mod bullet;
mod frame;
mod legend;
mod palette;
mod scale;
mod standalone;
mod texts;
mod trajectory;

use maud::{Markup, html};

use crate::render::Style;
use crate::report::bullet::Bullet;
use crate::report::plot::Plot;

use frame::SMALLEST_TRAJECTORY;
pub use frame::{CSS, Frame};
pub use standalone::standalone;

/// Years, path, target, actuals and projection, for a page; higher than the frame where the legend needs it. `label` says it in words; without one the picture is hidden
/// from those who listen. Nothing where there is nothing to draw.
pub fn trajectory(plot: &Plot, frame: Frame, style: &Style, label: &str) -> Markup {
    let frame = Frame {
        width: frame.width.max(SMALLEST_TRAJECTORY.width),
        height: frame.height.max(SMALLEST_TRAJECTORY.height),
    };
    let drawn = trajectory::draw(plot, frame, style.words());
    let picture = |(drawn, height)| embedded("pc-chart", Frame { height, ..frame }, label, &drawn);
    drawn.map_or_else(|| html! {}, picture)
}

/// Baseline, target, actual and due value over the bands of the verdicts, for a page: with labels and a legend where the
/// frame is at least [`LABELLED_BULLET`] high, else bare.
pub fn bullet(bullet: &Bullet, frame: Frame, style: &Style, label: &str) -> Markup {
    let (drawn, height) = bullet::draw(bullet, frame, style.words());
    embedded("pc-chart", Frame { height, ..frame }, label, &drawn)
}

/// A picture inside HTML. Its size is its own; the page's style sheet may let it shrink.
fn embedded(class: &str, frame: Frame, label: &str, drawn: &Markup) -> Markup {
    let Frame { width, height } = frame;
    let view = format!("0 0 {width} {height}");
    let label = texts::safe(label);
    html! {
        @if label.is_empty() {
            svg class=(class) width=(width) height=(height) viewBox=(view) aria-hidden="true" { (drawn) }
        } @else {
            svg class=(class) width=(width) height=(height) viewBox=(view) role="img" aria-label=(label) { (drawn) }
        }
    }
}

#[cfg(test)]
mod tests;
