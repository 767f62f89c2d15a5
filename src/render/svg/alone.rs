//! A picture that stands alone: name, verdict, trajectory and bullet one below the other, with a style of its own.

use maud::{Markup, PreEscaped, html};

use super::scale::{Px, px};
use super::texts::{Anchor, LINE, Label, SIZE, cut, safe, width};
use super::{Frame, bullet, palette, trajectory, words};
use crate::assess::Verdict;
use crate::lang::Lang;
use crate::render::Style;
use crate::report::bullet::Bullet;
use crate::report::plot::Plot;

/// The rules of what stands around the charts.
pub(super) const CSS: &str = include_str!("alone.css");

/// Free room around everything.
const MARGIN: i32 = 16;

/// Height of the title's letters.
const TITLE: i32 = 16;

/// Between two charts.
const BETWEEN: i32 = 14;

/// What a picture shows.
#[derive(Debug, Clone, Default)]
pub struct Picture<'a> {
    /// The name, over the picture; cut where it is too long for one line.
    pub title: String,
    /// What else to know, a line each, below the title.
    pub lines: Vec<String>,
    /// The grade, and its words with reason and flags.
    pub verdict: Option<(Verdict, String)>,
    /// The trajectory.
    pub plot: Option<&'a Plot>,
    /// The bullet.
    pub bullet: Option<&'a Bullet>,
    /// The picture in words.
    pub description: String,
}

/// The picture as a file of its own, so wide and with a trajectory so high; `None` where there is nothing to draw.
pub fn alone(picture: &Picture<'_>, frame: Frame, style: &Style) -> Option<String> {
    let words = words(style);
    let margins = u16::try_from(2 * MARGIN).unwrap_or(0);
    let inner = Frame {
        width: frame
            .width
            .saturating_sub(margins)
            .max(super::SMALLEST_TRAJECTORY.width),
        height: frame.height.max(super::SMALLEST_TRAJECTORY.height),
    };
    let mut top = MARGIN;
    let (head, height) = head(picture, inner);
    top += height;
    let mut charts: Vec<(i32, Markup)> = Vec::new();
    if let Some(drawn) = picture
        .plot
        .and_then(|plot| trajectory::draw(plot, inner, words))
    {
        charts.push((top, drawn));
        top += i32::from(inner.height) + BETWEEN;
    }
    if let Some(shown) = picture.bullet {
        let wanted = Frame {
            height: super::LABELLED_BULLET,
            ..inner
        };
        let (drawn, height) = bullet::draw(shown, wanted, words);
        charts.push((top, drawn));
        top += i32::from(height) + BETWEEN;
    }
    if charts.is_empty() {
        return None;
    }
    let wide = i32::from(inner.width) + 2 * MARGIN;
    let high = top - BETWEEN + MARGIN;
    let title = safe(&picture.title);
    let language = match style.lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    };
    let drawn = html! {
        svg xmlns="http://www.w3.org/2000/svg" class="pc-chart" width=(wide) height=(high)
            viewBox=(format!("0 0 {wide} {high}")) role="img" aria-label=(title) lang=(language) {
            title { (title) }
            desc { (safe(&picture.description)) }
            style { (PreEscaped(palette::style(&format!("{}{CSS}", super::CSS)))) }
            rect class="pc-page" width=(wide) height=(high) {}
            g transform=(format!("translate({MARGIN} {MARGIN})")) { (head) }
            @for (top, chart) in &charts {
                g transform=(format!("translate({MARGIN} {top})")) { (chart) }
            }
        }
    };
    Some(format!("{}\n", drawn.into_string()))
}

/// Title, verdict and lines, and the height that they take.
fn head(picture: &Picture<'_>, frame: Frame) -> (Markup, i32) {
    let room = px(frame.width.into());
    let mut labels: Vec<Label> = Vec::new();
    // Letters of the title are larger than those that widths are estimated for.
    let (title, was_cut) = cut(&safe(&picture.title), Px(room.0 * SIZE / TITLE));
    let mut label = Label::new(title, (px(0), px(14)), Anchor::Start, "pc-h1");
    label.whole = was_cut.then(|| safe(&picture.title));
    labels.push(label);
    let mut line = px(14) + px(6);
    if let Some((verdict, said)) = &picture.verdict {
        line = line + LINE;
        let (said, _) = cut(&safe(said), room);
        labels.push(Label::new(
            said,
            (px(0), line),
            Anchor::Start,
            class(*verdict),
        ));
    }
    for text in &picture.lines {
        for text in folded(&safe(text), room) {
            line = line + LINE;
            labels.push(Label::new(text, (px(0), line), Anchor::Start, "pc-q"));
        }
    }
    let markup = html! { @for label in &labels { (label.draw()) } };
    (markup, line.0 / 10 + BETWEEN)
}

/// At most two lines of text, broken between words or letters of Chinese.
fn folded(text: &str, room: Px) -> Vec<String> {
    if width(text) <= room {
        return vec![text.to_owned()];
    }
    let (first, _) = cut(text, room);
    let kept = first.trim_end_matches('…');
    let at = kept.rfind(' ').filter(|at| at * 2 > kept.len());
    let (first, rest) = text.split_at(at.unwrap_or(kept.len()));
    vec![first.to_owned(), cut(rest.trim_start(), room).0]
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Achieved => "pc-v-achieved",
        Verdict::Ahead => "pc-v-ahead",
        Verdict::OnTrack => "pc-v-on-track",
        Verdict::AtRisk => "pc-v-at-risk",
        Verdict::OffTrack => "pc-v-off-track",
        Verdict::Regressing => "pc-v-regressing",
        Verdict::Missed => "pc-v-missed",
        Verdict::NotAssessable => "pc-v-not-assessable",
        Verdict::NoData => "pc-v-no-data",
    }
}
