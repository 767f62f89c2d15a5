//! The legend under a picture: a sample of each sign with its meaning, in as many rows as needed.

use maud::{Markup, html};

use crate::{assess::Verdict, render::curves::Mark};

use super::{
    scale::{Px, px},
    texts::{Anchor, LINE, Label, width},
};

/// Width of a sample, and of the gap before its word.
pub const SAMPLE: Px = px(22);
const GAP: Px = px(6);

const BETWEEN: Px = px(16);

/// The sign of one kind of value, in the chart and in the legend.
#[derive(Clone, Copy)]
pub enum Sign {
    /// A line or point of a trajectory.
    Mark(Mark),
    /// The range of a verdict.
    Band(Verdict),
    /// The bar of an actual, filled if it is final.
    Bar(bool),
    /// The value due.
    Due,
    /// No sign: only the word.
    Nothing,
}

impl Sign {
    pub fn class(self) -> String {
        let class = match self {
            Self::Mark(Mark::Actual) => "pc-a",
            Self::Mark(Mark::NotFinal) => "pc-o",
            Self::Mark(Mark::Earlier) => "pc-v",
            Self::Mark(Mark::Target) => "pc-z",
            Self::Mark(Mark::Stretch) => "pc-u",
            Self::Mark(Mark::Path) => "pc-p",
            Self::Mark(Mark::Projection) => "pc-j",
            Self::Mark(Mark::Reference) => "pc-r",
            Self::Bar(true) => "pc-bar",
            Self::Bar(false) => "pc-bar pc-bo",
            Self::Due => "pc-due",
            Self::Nothing => "",
            // No verdict has a sign of its own among those that are not graded.
            Self::Band(Verdict::NotAssessable) => "pc-b-no-data",
            Self::Band(verdict) => return format!("pc-b-{}", verdict.word()),
        };
        class.to_owned()
    }

    /// A sample, given the left end and the middle of its space.
    fn sample(self, left: Px, middle: Px) -> Markup {
        let centre = left + SAMPLE.half();
        let class = self.class();
        let line = format!("M{left} {middle}h22");
        html! {
            @match self {
                Self::Mark(Mark::Target | Mark::Stretch | Mark::Path) => { path class=(class) d=(line) {} }
                Self::Mark(Mark::Actual) => {
                    path class=(class) d=(line) {}
                    circle class="pc-f" cx=(centre) cy=(middle) r="3.5" {}
                }
                Self::Mark(Mark::NotFinal) => { circle class=(class) cx=(centre) cy=(middle) r="3.5" {} }
                Self::Mark(Mark::Earlier) => { circle class=(class) cx=(centre) cy=(middle) r="2.5" {} }
                Self::Mark(Mark::Projection) => {
                    path class=(class) d=(format!("M{left} {middle}h16")) {}
                    path class="pc-k" d=(diamond((left + px(18), middle))) {}
                }
                Self::Mark(Mark::Reference) => { path class=(class) d=(cross((centre, middle))) {} }
                Self::Band(_) => {
                    rect class=(class) x=(left + px(4)) y=(middle - px(5)) width="14" height="10" rx="2" {}
                }
                Self::Bar(_) => {
                    rect class=(class) x=(left) y=(middle - px(3)) width="22" height="6" {}
                }
                Self::Nothing => {}
                Self::Due => {
                    path class=(class) d=(format!("M{centre} {}v12", middle - px(6))) {}
                }
            }
        }
    }
}

/// The sign at the end of a projection.
pub fn diamond((x, y): (Px, Px)) -> String {
    format!("M{} {y}l4-4 4 4-4 4z", x - px(4))
}

/// The sign of a value of another series.
pub fn cross((x, y): (Px, Px)) -> String {
    format!("M{} {}l6 6m0-6l-6 6", x - px(3), y - px(3))
}

/// A legend, laid out from height 0.
#[derive(Clone, Default)]
pub struct Legend {
    entries: Vec<(Sign, Label)>,
    pub height: Px,
}

impl Legend {
    /// The entries in rows at most `room` wide.
    pub fn of(entries: impl IntoIterator<Item = (Sign, String)>, room: Px) -> Self {
        let mut legend = Self::default();
        let mut left = px(0);
        let mut row = 0;
        for (sign, word) in entries {
            let sample = match sign {
                Sign::Nothing => px(0),
                _ => SAMPLE + GAP,
            };
            let start = (px(0), px(0));
            let mut label = Label::cut(&word, room - sample, start, Anchor::Start, "pc-t");
            let wide = sample + width(&label.text);
            if left > px(0) && left + wide > room {
                (left, row) = (px(0), row + 1);
            }
            label.at = (left + sample, px(11) + Px(row * LINE.0));
            legend.entries.push((sign, label));
            left = left + wide + BETWEEN;
            legend.height = Px((row + 1) * LINE.0);
        }
        legend
    }

    /// The labels, with the legend's corner at this place.
    pub fn labels(&self, corner: (Px, Px)) -> impl Iterator<Item = Label> {
        let labels = self.entries.iter().map(|(_, label)| label.clone());
        labels.map(move |mut label| {
            label.at = (label.at.0 + corner.0, label.at.1 + corner.1);
            label
        })
    }

    /// The samples, with the legend's corner at this place.
    pub fn samples(&self, (left, top): (Px, Px)) -> Markup {
        html! {
            @for (sign, label) in &self.entries {
                (sign.sample(left + label.at.0 - SAMPLE - GAP, top + label.at.1 - px(4)))
            }
        }
    }
}
