//! The size and style of charts.

/// The style of the charts, for a page that defines the colours `--pc-…`.
pub const CSS: &str = include_str!("charts.css");

/// The size of a picture in CSS pixels.
#[derive(Clone, Copy)]
pub struct Frame {
    pub width: u16,
    pub height: u16,
}

impl Frame {
    /// No trajectory is drawn in a smaller frame.
    pub fn of_trajectory(self) -> Self {
        Self { width: self.width.max(240), height: self.height.max(140) }
    }
}

/// A bullet in a frame at least this high has labels.
pub const LABELLED_BULLET: u16 = 60;
