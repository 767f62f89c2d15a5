//! A history in the size of a word. Whole pixels keep it small: there may be thousands on a page.

use std::fmt::Write;

use maud::{Markup, html};

use super::frame::Frame;
use super::scale::{Scale, px};
use crate::number::Number;
use crate::report::spark::Spark;

/// Free pixels at every side, for the dot of the newest value.
const MARGIN: i32 = 2;

/// The line, and the newest value as a dot; a missing value breaks the line, and one between two gaps is a point.
pub(super) fn draw(spark: &Spark, frame: Frame) -> Option<Markup> {
    let (low, high) = spark.range()?;
    let (wide, high_end) = (i32::from(frame.width), i32::from(frame.height));
    let steps = i32::try_from(spark.values.len()).ok()? - 1;
    let scale =
        Scale { low: low.clone(), high: high.clone(), from: px(high_end - MARGIN), to: px(MARGIN) };
    let flat = low == high;
    let height = |value: &Number| {
        let place = if flat { px(high_end / 2) } else { scale.at(value).whole() };
        place.0 / 10
    };
    let across = |step: i32| {
        let room = (wide - 2 * MARGIN).max(0);
        MARGIN + (room * step).checked_div(steps).unwrap_or(room / 2)
    };
    let mut way = String::new();
    let mut last: Option<(i32, i32)> = None;
    let mut drawn = false;
    let mut newest = (0, 0);
    for (step, value) in (0..).zip(&spark.values) {
        let Some(value) = value else {
            // A value alone is a point.
            if last.is_some() && !drawn {
                way.push_str("h0");
            }
            last = None;
            continue;
        };
        let (x, y) = (across(step), height(value));
        // Steps relative to the place before are the shortest; strings take whatever is written.
        let _ = if let Some((from_x, from_y)) = last {
            drawn = true;
            let (right, down) = (x - from_x, y - from_y);
            let space = if down < 0 { "" } else { " " };
            write!(way, "l{right}{space}{down}")
        } else {
            drawn = false;
            write!(way, "M{x} {y}")
        };
        last = Some((x, y));
        newest = (x, y);
    }
    Some(html! {
        path d=(way) {}
        circle cx=(newest.0) cy=(newest.1) r="2" {}
    })
}
