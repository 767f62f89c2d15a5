//! The bullet: the bands of the verdicts as background, the actual as a bar, target and due value as marks across it.

use maud::{Markup, html};

use crate::{
    actuals::Mark, assess::trace::Side, lang::Words, number::Number, record::each, render::Bullet,
};

use super::{
    frame::{Frame, LABELLED_BULLET},
    legend::{Legend, Sign},
    scale::{Px, Rect, Scale, px},
    texts::{Anchor, LINE, Label, number, safe},
};

/// Space on the left and right, for marks at the ends.
const MARGIN: Px = px(3);

/// Height of the bands, with labels.
const GROUND: Px = px(22);

/// From the top to the bands: the actual's label.
const HEAD: Px = px(22);

/// Rows below the bands, one per label at most.
const ROWS: i32 = 4;

/// The picture and its height: more than the frame's if the labels need it.
pub fn draw(bullet: &Bullet, frame: Frame, words: Words) -> (Markup, u16) {
    if frame.height < LABELLED_BULLET {
        let ground = Rect {
            left: MARGIN,
            right: px(frame.width.into()) - MARGIN,
            top: px(3),
            bottom: px(frame.height.into()) - px(3),
        };
        return (Drawing { bullet, ground }.draw(), frame.height);
    }
    let laid = Layout::of(bullet, frame.width, words);
    let height = u16::try_from(laid.height.0.div_euclid(10)).unwrap_or(frame.height);
    (laid.draw(), height.max(frame.height))
}

/// The bands and marks, without labels.
struct Drawing<'a> {
    bullet: &'a Bullet,
    ground: Rect,
}

impl Drawing<'_> {
    fn scale(&self) -> Scale {
        Scale { span: self.bullet.axis.clone(), from: self.ground.left, to: self.ground.right }
    }

    fn at(&self, value: &Number) -> Px {
        self.scale().at(value)
    }

    fn draw(&self) -> Markup {
        let bullet = self.bullet;
        let Rect { left, top, right, bottom } = self.ground;
        let whole = bottom - top;
        let bar = Px((whole.0 * 2 / 5).max(40));
        let middle = top + whole.half();
        let actual = self.at(&bullet.actual);
        let across = |value: &Number, beyond: Px| {
            format!("M{} {}V{}", self.at(value), top - beyond, bottom + beyond)
        };
        let marks = [
            (&bullet.baseline, "pc-st", 0),
            (&bullet.expected, "pc-due", 0),
            (&bullet.target_upper, "pc-zu", 2),
            (&bullet.target, "pc-zt", 2),
        ];
        html! {
            rect class="pc-ground" x=(left) y=(top) width=(right - left) height=(whole) {}
            @for band in &bullet.bands {
                @let (from, to) = (self.at(&band.from), self.at(&band.to));
                @if from < to {
                    rect class=(Sign::Band(band.verdict).class())
                        x=(from) y=(top) width=(to - from) height=(whole) {}
                }
            }
            @let from = self.at(&bullet.bar_from);
            rect class=(Sign::Bar(bullet.sure).class())
                x=(from.min(actual)) y=(middle - bar.half())
                width=(from.max(actual) - from.min(actual)) height=(bar) {}
            @for (value, class, beyond) in marks {
                @if let Some(value) = value { path class=(class) d=(across(value, px(beyond))) {} }
            }
            path class="pc-end" d=(format!("M{actual} {}v{}", middle - bar.half() - px(2), bar + px(4))) {}
            @if let Some(larger) = bullet.inexact.and_then(Mark::reaches) {
                @let (to, back) = if larger == bullet.is_reversed() { (-9, 4) } else { (9, -4) };
                path class="pc-end" d=(format!("M{actual} {middle}h{to}m{back}-4l{} 4 {back} 4", -back)) {}
            }
        }
    }
}

pub struct Layout<'a> {
    drawing: Drawing<'a>,
    pub labels: Vec<Label>,
    legend: Legend,
    corner: (Px, Px),
    pub height: Px,
}

impl<'a> Layout<'a> {
    pub fn of(bullet: &'a Bullet, width: u16, words: Words) -> Self {
        let page =
            Rect { left: px(0), top: px(0), right: px(width.into()), bottom: Px(i32::MAX / 2) };
        let drawing = Drawing {
            bullet,
            ground: Rect {
                left: MARGIN,
                right: page.right - MARGIN,
                top: HEAD,
                bottom: HEAD + GROUND,
            },
        };
        let mut labels = Vec::new();
        let shown = |value: &Number| number(&bullet.edges.amount(value), words);
        let amount = |value: &Number| safe(&words.with_unit(&shown(value), &bullet.unit));
        let sign = bullet.inexact.map_or("", |mark| words.inexact_sign(mark));
        let actual = format!("{} {sign}{}", words.actual(), amount(&bullet.actual));
        let mut place = |text: &str, value: &Number, line: Px, class: &'static str| {
            let at = (drawing.at(value), line);
            let label = Label::cut(text, page.right, at, Anchor::Middle, class).inside(&page);
            let room = label.room();
            let taken = labels.iter().any(|other: &Label| {
                let mut other = other.room();
                other.right = other.right + px(8);
                other.left = other.left - px(8);
                other.overlaps(&room)
            });
            if !taken {
                labels.push(label);
            }
            !taken
        };
        place(&actual, &bullet.actual, px(13), "pc-n");
        let below = [
            (&bullet.target, words.target_word(), "pc-w"),
            (&bullet.expected, words.due_value(), "pc-t"),
            (&bullet.baseline, words.baseline_word(), "pc-q"),
            (&bullet.target_upper, words.upper_word(), "pc-t"),
        ];
        let mut rows = 0;
        for (value, word, class) in below {
            let Some(value) = value else { continue };
            let text = if word == words.target_word() {
                format!("{word} {}", amount(value))
            } else {
                format!("{word} {}", shown(value))
            };
            let row = (0..ROWS).find(|row| {
                let line = drawing.ground.bottom + px(15) + Px(row * LINE.0);
                place(&text, value, line, class)
            });
            rows = rows.max(row.map_or(0, |row| row + 1));
        }
        let top = drawing.ground.bottom + px(8) + Px(rows * LINE.0);
        let legend = Legend::of(entries(bullet, words), page.width());
        labels.extend(legend.labels((px(0), top)));
        Self { height: top + legend.height + px(2), drawing, labels, legend, corner: (px(0), top) }
    }

    pub fn draw(&self) -> Markup {
        html! {
            (self.drawing.draw())
            (self.legend.samples(self.corner))
            @for label in &self.labels { (label.draw()) }
        }
    }
}

/// The bands in their order, and the marks.
fn entries(bullet: &Bullet, words: Words) -> impl Iterator<Item = (Sign, String)> {
    let bands = each(&bullet.bands, |band| (Sign::Band(band.verdict), band.verdict.text(words)));
    let due = bullet.expected.as_ref().map(|_| (Sign::Due, words.due_value()));
    let hollow = (!bullet.sure).then(|| (Sign::Bar(false), words.not_final()));
    let marks = bands.into_iter().chain(due).chain(hollow);
    // With an arrow toward the better side.
    let lower = (bullet.side == Side::Ceiling).then(|| {
        let word = words.pick("lower is better", "越低越好");
        let word = if bullet.is_reversed() {
            format!("{word} {}", words.sign("→", "->"))
        } else {
            format!("{} {word}", words.sign("←", "<-"))
        };
        (Sign::Nothing, word)
    });
    marks.map(|(sign, word)| (sign, word.to_owned())).chain(lower)
}
