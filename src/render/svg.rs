//! Charts as SVG: the trajectory of an indicator and its bullet.
//!
//! Each is drawn either for a page, which brings the colours (`--pc-…`) and [`CSS`], or alone, with a style of its own
//! that has a dark variant. Places are tenths of a pixel, taken from exact shares: nothing is computed here. Widths of
//! texts are estimated, as no font is at hand: so that labels stay apart on every machine, they are taken rather too wide.

mod alone;
mod bullet;
mod legend;
mod palette;
mod scale;
mod texts;
mod trajectory;

use maud::{Markup, html};

use crate::lang::words::Words;
use crate::render::Style;
use crate::report::bullet::Bullet;
use crate::report::plot::Plot;

pub use alone::alone;

/// The rules of the charts, for a page that defines the colours `--pc-…`.
pub const CSS: &str = include_str!("svg/charts.css");

/// The size of a picture in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// From left to right.
    pub width: u16,
    /// From top to bottom.
    pub height: u16,
}

/// No trajectory is drawn in a smaller frame.
pub const SMALLEST_TRAJECTORY: Frame = Frame { width: 240, height: 140 };

/// A bullet has labels where its frame is at least so high.
pub const LABELLED_BULLET: u16 = 60;

/// Years, path, target, actuals and projection, for a page; higher than the frame where the legend needs it. `label` says it in words; without one the picture is hidden
/// from those who listen. Nothing where there is nothing to draw.
pub fn trajectory(plot: &Plot, frame: Frame, style: &Style, label: &str) -> Markup {
    let frame = Frame {
        width: frame.width.max(SMALLEST_TRAJECTORY.width),
        height: frame.height.max(SMALLEST_TRAJECTORY.height),
    };
    let drawn = trajectory::draw(plot, frame, words(style));
    let picture = |(drawn, height)| embedded("pc-chart", Frame { height, ..frame }, label, &drawn);
    drawn.map_or_else(|| html! {}, picture)
}

/// Baseline, target, actual and due value over the bands of the verdicts, for a page: with labels and a legend where the
/// frame is at least [`LABELLED_BULLET`] high, else bare.
pub fn bullet(bullet: &Bullet, frame: Frame, style: &Style, label: &str) -> Markup {
    let (drawn, height) = bullet::draw(bullet, frame, words(style));
    embedded("pc-chart", Frame { height, ..frame }, label, &drawn)
}

fn words(style: &Style) -> Words {
    Words { lang: style.lang, ascii: style.ascii }
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
