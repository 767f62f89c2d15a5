//! What every chart shares: its size, and the rules of its style.

/// The rules of the charts, for a page that defines the colours `--pc-…`.
pub const CSS: &str = include_str!("charts.css");

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
