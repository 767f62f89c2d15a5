//! The trajectory: years below, values on the left, the actual as the strongest line, target and projection labelled at
//! their ends.

use std::fmt::Write;

use maud::{Markup, html};

use crate::{
    actuals::Mark as Known,
    lang::Words,
    number::Number,
    period::Month,
    record::each,
    render::curves::{counts_things, legend, ticks},
    report::plot::{Curve, Line, Plot, Spot},
    table::{Shown, Span},
    words::joined,
};

use super::{
    frame::Frame,
    legend::{Legend, Sign, cross, diamond},
    scale::{Px, Rect, Scale, Time, px},
    texts::{Anchor, Label, bold, number, safe, width},
};

/// Above the chart: the unit, and the as-of date.
const HEAD: Px = px(20);

/// Below the axis: the years.
const YEARS: Px = px(26);

/// Between the value axis and the first value, and between the last and the right end.
const INSET: Px = px(10);

/// Least height of a step of the value axis.
const STEP: i32 = 280;

/// A narrower chart shows no development.
const NARROWEST: Px = px(90);

/// Nor does a lower one.
const LOWEST: Px = px(70);

/// More values than this are drawn without titles.
const MAX_TITLED: usize = 40;

/// Values further apart than this, in months, are not joined by a solid line.
const JOINED: i32 = 12;

/// The picture and its height: more than the frame's if its legend needs it. `None` if there is
/// nothing to draw.
pub fn draw(plot: &Plot, frame: Frame, words: Words) -> Option<(Markup, u16)> {
    let laid = Layout::of(plot, frame, words)?;
    let bottom = laid.corner.1 + laid.legend.height;
    let height = u16::try_from(bottom.0.div_euclid(10) + 1).unwrap_or(frame.height);
    Some((laid.draw(), height.max(frame.height)))
}

pub struct Layout<'a> {
    plot: &'a Plot,
    words: Words,
    area: Rect,
    values: Scale,
    ticks: Vec<Number>,
    time: Time,
    years: Vec<Month>,
    as_of: Option<Px>,
    legend: Legend,
    labels: Vec<Label>,
    corner: (Px, Px),
}

impl<'a> Layout<'a> {
    pub fn of(plot: &'a Plot, frame: Frame, words: Words) -> Option<Self> {
        let page = Rect {
            left: px(0),
            top: px(0),
            right: px(frame.width.into()),
            bottom: px(i32::from(frame.height) - 1),
        };
        let (first, last) = months(plot)?;
        let span = values(plot)?;
        let legend = Legend::of(entries(plot, words), page.width());
        let bottom = (page.bottom - legend.height - YEARS).max(HEAD + LOWEST);
        let most = i64::from(((bottom - HEAD).0 / STEP).clamp(2, 6));
        let span = span.padded();
        let ticks = span
            .round_values(most, counts_things(plot))
            .unwrap_or_else(|| vec![span.from, span.to]);
        let names = each(&ticks, |tick| number(&Shown::as_printed(tick), words));
        let widest = names.iter().map(|name| width(name)).max()?;
        let left = widest + px(8);
        // Labels at the ends of lines, if they fit.
        let ends = ends(plot, words, frame.width >= 480);
        let wide = ends.iter().map(|(_, name, _)| bold(name)).max();
        let wide = wide.map_or(px(0), |wide| wide + px(6));
        let room = page.right - left;
        let ends_fit = room - wide >= NARROWEST && wide.0 * 5 <= page.right.0 * 2;
        let right = if ends_fit { page.right - wide } else { page.right - px(2) };
        let area = Rect { left, top: HEAD, right, bottom };
        let values = Scale { span: Span::of(&ticks)?, from: area.bottom, to: area.top };
        let time = Time { first, last, from: area.left + INSET, to: area.right - INSET };
        let as_of = plot.as_of.filter(|day| {
            let month = Month::of(*day);
            month > first && month <= last
        });
        let mut layout = Self {
            plot,
            words,
            area,
            as_of: as_of.map(|day| time.at_day(day).whole()),
            values,
            ticks,
            time,
            years: Vec::new(),
            legend,
            labels: Vec::new(),
            corner: (px(0), bottom + YEARS),
        };
        layout.axis_labels(&names);
        layout.year_labels(&page);
        layout.header(&page);
        if ends_fit {
            layout.end_labels(ends);
        }
        layout.newest_label();
        layout.labels.extend(layout.legend.labels(layout.corner));
        Some(layout)
    }

    fn place(&self, at: Month, value: &Number) -> (Px, Px) {
        (self.time.at(at), self.values.at(value))
    }

    fn axis_labels(&mut self, names: &[String]) {
        for (tick, name) in self.ticks.iter().zip(names) {
            let at = (self.area.left - px(6), self.values.at(tick).whole() + px(4));
            self.labels.push(Label::new(name, at, Anchor::End, "pc-q"));
        }
    }

    /// Years whose labels do not touch, from the last, as the deadline is among these.
    fn year_labels(&mut self, page: &Rect) {
        let columns = usize::try_from((self.time.to - self.time.from).0 / 85).unwrap_or(1);
        let Time { first, last, .. } = self.time;
        let ticks = ticks(self.plot, first, last, columns.max(1));
        let mut taken: Option<Rect> = None;
        for (month, name) in ticks.iter().rev() {
            let at = (self.time.at(*month), self.area.bottom + px(16));
            let label = Label::new(name, at, Anchor::Middle, "pc-q").inside(page);
            let mut room = label.room();
            room.right = room.right + px(6);
            if taken.is_none_or(|taken| !taken.overlaps(&room)) {
                taken = Some(room);
                self.years.push(*month);
                self.labels.push(label);
            }
        }
    }

    /// The unit on the left, the as-of date above its line.
    fn header(&mut self, page: &Rect) {
        let named = safe(self.words.unit("", &self.plot.unit));
        let date = self.plot.as_of.zip(self.as_of).map(|(day, place)| {
            let name = self.words.as_of(day);
            Label::new(name, (place, px(11)), Anchor::Middle, "pc-q").inside(page)
        });
        let until = date.as_ref().map_or(page.right, |date| date.room().left - px(8));
        let room = until.max(px(0));
        let label = Label::cut(&named, room, (px(0), px(11)), Anchor::Start, "pc-q");
        if !named.is_empty() && label.room().right <= until {
            self.labels.push(label);
        }
        self.labels.extend(date);
    }

    /// Labels at the ends of the lines, pushed apart if they would touch.
    fn end_labels(&mut self, ends: Vec<(Number, String, &'static str)>) {
        const APART: Px = px(14);
        let mut places =
            each(ends, |(value, name, class)| (self.values.at(&value) + px(4), name, class));
        places.sort_by_key(|(at, ..)| *at);
        for index in 1..places.len() {
            places[index].0 = places[index].0.max(places[index - 1].0 + APART);
        }
        let mut lowest = self.area.bottom + px(4);
        for (at, ..) in places.iter_mut().rev() {
            *at = (*at).min(lowest);
            lowest = *at - APART;
        }
        let left = self.area.right + px(6);
        for (at, name, class) in places {
            self.labels.push(Label::new(name, (left, at), Anchor::Start, class));
        }
    }

    /// The label of the newest actual, where it covers the fewest lines.
    fn newest_label(&mut self) {
        let Some(spot) = newest(self.plot) else {
            return;
        };
        let (x, y) = self.place(spot.at, &spot.value);
        let amount = self.plot.edges.amount(&spot.value).marked(spot.inexact);
        let name = number(&amount, self.words);
        let candidates = [
            ((x, y - px(9)), Anchor::Middle),
            ((x, y + px(18)), Anchor::Middle),
            ((x - px(8), y - px(8)), Anchor::End),
            ((x + px(8), y + px(16)), Anchor::Start),
            ((x - px(8), y + px(16)), Anchor::End),
            ((x + px(8), y - px(8)), Anchor::Start),
            ((x + px(9), y + px(4)), Anchor::Start),
            ((x - px(9), y + px(4)), Anchor::End),
        ];
        let obstacles = self.obstacles();
        let bounds = Rect { top: px(12), ..self.area };
        let candidates = candidates
            .map(|(at, anchor)| Label::new(name.clone(), at, anchor, "pc-n").inside(&bounds));
        let free = |label: &Label| {
            let room = label.room();
            self.labels.iter().all(|other| !other.room().overlaps(&room))
        };
        let crossed = |label: &Label| {
            let room = label.room();
            obstacles.iter().filter(|place| room.contains(**place)).count()
        };
        let best = candidates.into_iter().filter(free).min_by_key(crossed);
        self.labels.extend(best);
    }

    /// Points along all lines, so close together that no label fits between two.
    fn obstacles(&self) -> Vec<(Px, Px)> {
        let mut places = Vec::new();
        for line in &self.plot.lines {
            let spots: Vec<(Px, Px)> = match line.curve {
                Curve::Target | Curve::Stretch => line
                    .spots
                    .iter()
                    .flat_map(|spot| {
                        let y = self.values.at(&spot.value);
                        [(self.area.left, y), (self.area.right, y)]
                    })
                    .collect(),
                _ => each(&line.spots, |it| self.place(it.at, &it.value)),
            };
            for pair in spots.windows(2) {
                let ((left, from), (right, to)) = (pair[0], pair[1]);
                let steps = ((right - left).0.abs() + (to - from).0.abs()) / 40 + 1;
                let between = |step: i32| {
                    let part = |from: Px, to: Px| {
                        let offset = i64::from((to - from).0) * i64::from(step) / i64::from(steps);
                        Px(from.0 + i32::try_from(offset).unwrap_or(0))
                    };
                    (part(left, right), part(from, to))
                };
                places.extend((0..=steps).map(between));
            }
            // Points weigh more than the lines between them.
            if matches!(line.curve, Curve::Actual | Curve::Reference(_)) {
                places.extend(spots.iter().flat_map(|spot| [*spot; 4]));
            }
            for (spot, (x, y)) in line.spots.iter().zip(&spots) {
                let Some(larger) = spot.inexact.and_then(Known::reaches) else { continue };
                let way = if larger { px(-1) } else { px(1) };
                places.extend((4..=14).map(|step| (*x, *y + Px(way.0 * step))));
            }
        }
        places
    }

    pub fn draw(&self) -> Markup {
        let Rect { left, top, right, bottom } = self.area;
        let level = |y: Px| format!("M{left} {y}H{right}");
        let grid = joined(self.ticks.iter().map(|tick| level(self.values.at(tick).whole())), "");
        let years = self.years.iter().map(|month| self.time.at(*month).whole());
        let years = joined(years.map(|x| format!("M{x} {bottom}v4")), "");
        html! {
            path class="pc-g" d=(grid) {}
            path class="pc-x" d={ (level(bottom)) (years) } {}
            @if let Some(x) = self.as_of {
                path class="pc-d" d=(format!("M{x} {}V{bottom}", top - px(5))) {}
            }
            @for line in &self.plot.lines { (self.line(line)) }
            (self.legend.samples(self.corner))
            @for label in &self.labels { (label.draw()) }
        }
    }

    fn line(&self, line: &Line) -> Markup {
        let Rect { left, right, .. } = self.area;
        let places = each(&line.spots, |it| self.place(it.at, &it.value));
        match &line.curve {
            Curve::Target | Curve::Stretch => {
                let mut heights = each(&places, |(_, y)| *y);
                heights.sort_unstable();
                heights.dedup();
                let path = joined(heights.iter().map(|y| format!("M{left} {y}H{right}")), "");
                let class = if line.curve == Curve::Target { "pc-z" } else { "pc-u" };
                html! { path class=(class) d=(path) {} }
            }
            Curve::Path => html! { path class="pc-p" d=(polyline(&places)) {} },
            Curve::Projection(_) => html! {
                path class="pc-j" d=(polyline(&places)) {}
                @if let Some(end) = places.last() {
                    path class="pc-k" d=(diamond(*end)) {}
                }
            },
            Curve::Reference(_) => {
                let crosses = joined(places.iter().map(|place| cross(*place)), "");
                html! { path class="pc-r" d=(crosses) {} }
            }
            Curve::Actual => self.actual(&line.spots, &places),
        }
    }

    fn actual(&self, spots: &[Spot], places: &[(Px, Px)]) -> Markup {
        let mut solid = String::new();
        let mut loose = String::new();
        let mut at_end = false;
        for (pair, ends) in spots.windows(2).zip(places.windows(2)) {
            let ((from_x, from_y), (x, y)) = (ends[0], ends[1]);
            let apart = pair[1].at.since(pair[0].at) > JOINED;
            let path = if apart { &mut loose } else { &mut solid };
            // Writing to a `String` cannot fail.
            if apart || !at_end {
                let _ = write!(path, "M{from_x} {from_y}");
            }
            let _ = write!(path, "L{x} {y}");
            at_end = !apart;
        }
        let titled = spots.len() <= MAX_TITLED;
        let earlier = self.plot.earlier.iter();
        let words = self.words;
        let shown = |value, mark| words.shown(&self.plot.edges.amount(value).marked(mark));
        html! {
            @if !loose.is_empty() { path class="pc-h" d=(loose) {} }
            @if !solid.is_empty() { path class="pc-a" d=(solid) {} }
            @for release in earlier {
                @let (x, y) = self.place(release.at, &release.value);
                circle class="pc-v" cx=(x) cy=(y) r="2.5" {
                    @if titled {
                        @let (when, value) = (words.until(release.at), shown(&release.value, None));
                        @let day = release.published;
                        title { (say!(
                            words,
                            "{when}: {value} as published on {day}, since replaced",
                            "{when}：{value}，{day}发布，后已更新"
                        )) }
                    }
                }
            }
            @for (spot, (x, y)) in spots.iter().zip(places) {
                @if let Some(larger) = spot.inexact.and_then(Known::reaches) {
                    path class="pc-bound" d=(bound((*x, *y), larger)) {}
                }
                circle class=(if spot.sure { "pc-f" } else { "pc-o" }) cx=(x) cy=(y)
                    r=(if titled { "3.5" } else { "2" }) {
                    @if titled {
                        @let (when, value) = (words.moment(spot), shown(&spot.value, spot.inexact));
                        @let sure = spot.sure;
                        title { (say!(
                            words,
                            [if (sure) "{when}: {value}" else "{when}: {value}, not final or not exact"],
                            [if (sure) "{when}：{value}" else "{when}：{value}，非最终数或非确数"]
                        )) }
                    }
                }
            }
        }
    }
}

fn polyline(places: &[(Px, Px)]) -> String {
    let step = |(index, (x, y)): (usize, &(Px, Px))| {
        format!("{}{x} {y}", if index == 0 { "M" } else { "L" })
    };
    let path = joined(places.iter().enumerate().map(step), "");
    // A single place is drawn as a point.
    if places.len() == 1 { path + "h0" } else { path }
}

/// An arrow from a bound to where the true value may lie.
fn bound((x, y): (Px, Px), larger: bool) -> String {
    let up = if larger { "-" } else { "" };
    let down = if larger { "" } else { "-" };
    format!("M{x} {y}v{up}14m-4 {down}5l4 {up}5 4 {down}5")
}

/// The first and the last month, including the as-of date if it is not far away.
fn months(plot: &Plot) -> Option<(Month, Month)> {
    let (first, last) = plot.months()?;
    let earlier = plot.earlier.iter().map(|release| release.at);
    let first = earlier.clone().chain([first]).min()?;
    let last = earlier.chain([last]).max()?;
    let near = last.plus((last.since(first) / 4).max(12));
    let as_of = plot.as_of.map(Month::of).filter(|month| *month <= near);
    Some((first, as_of.map_or(last, |month| last.max(month))))
}

/// From the lowest to the highest value, including those of earlier releases.
fn values(plot: &Plot) -> Option<Span> {
    let span = plot.values()?;
    let earlier = plot.earlier.iter().map(|release| &release.value);
    Span::of(earlier.chain([&span.from, &span.to]))
}

/// The actual that is labelled: the one of the verdict, else the last.
fn newest(plot: &Plot) -> Option<&Spot> {
    let actual = plot.lines.iter().rfind(|line| line.curve == Curve::Actual)?;
    let newest = plot.newest;
    let judged = actual.spots.iter().find(|spot| Some(spot.at) == newest);
    judged.or(actual.spots.last())
}

/// Labels at the right ends of lines: value, text, class.
fn ends(plot: &Plot, words: Words, long: bool) -> Vec<(Number, String, &'static str)> {
    let mut ends: Vec<(Number, String, &'static str)> = Vec::new();
    for line in &plot.lines {
        let class = match line.curve {
            Curve::Target => "pc-w",
            Curve::Stretch | Curve::Projection(_) => "pc-t",
            Curve::Path | Curve::Reference(_) | Curve::Actual => continue,
        };
        let spots: Vec<&Spot> = match line.curve {
            Curve::Projection(_) => line.spots.last().into_iter().collect(),
            _ => line.spots.iter().collect(),
        };
        for spot in spots {
            let known =
                ends.iter().any(|(value, _, known)| *value == spot.value && *known == class);
            if known {
                continue;
            }
            let value = number(&plot.edges.amount(&spot.value), words);
            let text = match line.curve {
                Curve::Projection(_) => format!("→ {value}"),
                _ if long => format!("{} {value}", words.curve(&line.curve)),
                _ => value,
            };
            ends.push((spot.value.clone(), text, class));
        }
    }
    ends
}

/// The legend entries, the strongest line first.
fn entries(plot: &Plot, words: Words) -> impl Iterator<Item = (Sign, String)> {
    let legend = legend(plot, words, |value| number(value, words)).into_iter();
    legend.map(|(mark, word)| (Sign::Mark(mark), safe(&word)))
}
