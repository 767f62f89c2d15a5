//! A standalone picture of one indicator or series: name, region, target, actual and verdict, trajectory and bullet one below the
//! other, with its own style.

use maud::{Markup, PreEscaped, html};

use crate::{
    assess::Verdict,
    lang::Words,
    render::{Bullet, text},
    report::{Judged, Note, Plot, SeriesView, TrendView, id_name, plot::source_line, title_of},
    table::{Cell, Heading, Name},
    words::joined,
};

use super::{
    bullet,
    frame::{CSS as CHARTS, Frame, LABELLED_BULLET},
    palette,
    scale::{Px, px},
    texts::{Anchor, LINE, Label, SIZE, cut, safe, width},
    trajectory,
};

/// The style of everything around the charts.
pub const CSS: &str = include_str!("standalone.css");

const MARGIN: i32 = 16;

/// Font size and line height of the title.
const TITLE: i32 = 16;
const TITLE_LINE: Px = px(20);

const BETWEEN: i32 = 14;

/// The picture as a file, `frame.width` wide with a trajectory `frame.height` high; `None` if there is nothing to draw.
pub fn standalone(chart: &Chart, frame: Frame, words: Words) -> Option<String> {
    let margins = u16::try_from(2 * MARGIN).unwrap_or(0);
    let width = frame.width.saturating_sub(margins);
    let inner = Frame { width, ..frame }.of_trajectory();
    let mut top = MARGIN;
    let (header, height) = header(chart, inner, words);
    top += height;
    let mut charts: Vec<(i32, Markup)> = Vec::new();
    let mut said: Vec<String> = Vec::new();
    let plot = chart.plot.as_ref();
    if let Some((plot, (drawn, height))) =
        plot.and_then(|plot| Some((plot, trajectory::draw(plot, inner, words)?)))
    {
        charts.push((top, drawn));
        said.push(words.describe_trajectory(plot));
        top += i32::from(height) + BETWEEN;
    }
    if let Some(shown) = &chart.bullet {
        let wanted = Frame { height: LABELLED_BULLET, ..inner };
        let (drawn, height) = bullet::draw(shown, wanted, words);
        charts.push((top, drawn));
        said.push(words.describe_bullet(shown));
        top += i32::from(height) + BETWEEN;
    }
    if charts.is_empty() {
        return None;
    }
    let mut labels = Vec::new();
    let room = px(inner.width.into());
    let line = chart
        .notes
        .iter()
        .fold(px(0), |line, note| below(&mut labels, &note.said(words), "pc-q", room, line));
    charts.push((top, html! { @for label in &labels { (label.draw()) } }));
    top += line.0 / 10 + BETWEEN;
    let wide = i32::from(inner.width) + 2 * MARGIN;
    let high = top - BETWEEN + MARGIN;
    let title = safe(words.name(&chart.name));
    let said = safe(&said.join(words.pick(". ", "。")));
    let drawn = html! {
        svg xmlns="http://www.w3.org/2000/svg" class="pc-chart" width=(wide) height=(high)
            viewBox=(format!("0 0 {wide} {high}")) role="img" aria-label=(format!("{title}: {said}")) lang=(words.lang.tag()) {
            title { (title) }
            desc { (said) }
            style { (PreEscaped(palette::style(&format!("{CHARTS}{CSS}")))) }
            rect class="pc-page" width=(wide) height=(high) {}
            g transform=(format!("translate({MARGIN} {MARGIN})")) { (header) }
            @for (top, chart) in &charts {
                g transform=(format!("translate({MARGIN} {top})")) { (chart) }
            }
        }
    };
    Some(format!("{}\n", drawn.into_string()))
}

/// Name, verdict and facts, and their height.
fn header(chart: &Chart, frame: Frame, words: Words) -> (Markup, i32) {
    let room = px(frame.width.into());
    let mut labels: Vec<Label> = Vec::new();
    let name = safe(words.name(&chart.name));
    // The title is larger than the size for which widths are estimated, and bold; the estimate is wide enough.
    let lines = folded(&name, Px(room.0 * SIZE / TITLE));
    let was_cut = lines.last().is_some_and(|last| last.ends_with('…'));
    let mut line = px(14) - TITLE_LINE;
    for text in lines {
        line = line + TITLE_LINE;
        labels.push(Label::new(text, (px(0), line), Anchor::Start, "pc-h1"));
    }
    if let Some(last) = labels.last_mut() {
        last.whole = was_cut.then_some(name);
    }
    line = line + px(6);
    let mut add = |text: &str, class: &str| {
        line = below(&mut labels, text, class, room, line);
    };
    let plan = words.name(&chart.plan);
    let whose = [chart.region.as_str(), plan].into_iter().filter(|text| !text.is_empty());
    add(&joined(whose, " · "), "pc-q");
    let facts = chart.facts.iter().map(|(heading, cell)| {
        let heading = heading.text(words);
        format!("{heading} {}", text::one_line(cell, words))
    });
    let facts = joined(facts, " · ");
    if !facts.is_empty() {
        add(&facts, "pc-t");
    }
    if let Some((verdict, cell)) = &chart.verdict {
        add(&text::one_line(cell, words), &format!("pc-v-{}", verdict.word()));
    }
    let markup = html! { @for label in &labels { (label.draw()) } };
    (markup, line.0 / 10 + BETWEEN)
}

/// Adds a text in at most two lines below `line`, and gives the last.
fn below(labels: &mut Vec<Label>, text: &str, class: &str, room: Px, mut line: Px) -> Px {
    for text in folded(&safe(text), room) {
        line = line + LINE;
        labels.push(Label::new(text, (px(0), line), Anchor::Start, class));
    }
    line
}

/// At most two lines of text, broken between words or Chinese characters.
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

words! {
    /// Which charts a picture has.
    pub enum Kind {
        /// the years: path, target, actuals, projection
        Trajectory "trajectory";
        /// the actual on the way from the baseline to the target
        Bullet     "bullet";
        /// whichever of the two there is
        Both       "both";
    }
}

/// A picture of one indicator or series.
#[derive(Clone)]
pub struct Chart {
    /// Its name.
    pub name: Name,
    /// The region.
    pub region: String,
    /// The plan's title.
    pub plan: Name,
    /// What else to know, in order.
    pub facts: Vec<(Heading, Cell)>,
    /// The grade, and the cell that says it; none of a series.
    pub verdict: Option<(Verdict, Cell)>,
    /// The trajectory, where it is asked for and there is one.
    pub plot: Option<Plot>,
    /// The bullet, where it is asked for and there is one.
    pub bullet: Option<Bullet>,
    /// What to know when reading it, and whence its figures are.
    pub notes: Vec<Note>,
}

impl Chart {
    /// The picture of a finding.
    pub fn of(judged: Judged<'_>, kind: Kind) -> Self {
        let finding = judged.finding;
        let digits = judged.digits();
        let mut facts = vec![(Heading::Target, digits.dated_target_cell())];
        if finding.actual.is_some() {
            facts.push((Heading::Actual, digits.actual_amount_cell()));
        }
        let plot = TrendView::new(judged).plot();
        let notes = match kind {
            Kind::Bullet => {
                let figures = judged.rests_on().map(|(_, one)| one);
                source_line(figures, judged.files()).into_iter().collect()
            }
            Kind::Trajectory | Kind::Both => plot.notes.clone(),
        };
        Self {
            notes,
            name: judged.name(),
            region: finding.region.clone(),
            plan: title_of(judged.plan),
            facts,
            verdict: Some((finding.verdict, judged.verdict_cell())),
            bullet: (kind != Kind::Trajectory).then(|| Bullet::of(&judged)).flatten(),
            plot: Some(plot).filter(|plot| kind != Kind::Bullet && plot.months().is_some()),
        }
    }

    /// The picture of a series, which has no target and so no bullet.
    pub fn of_series(view: &SeriesView<'_>, kind: Kind) -> Self {
        let plot = (kind != Kind::Bullet).then(|| view.plot());
        Self {
            notes: plot.iter().flat_map(|plot| plot.notes.clone()).collect(),
            name: id_name(view.basis.plan, &view.series.id),
            region: view.drawn().map(|own| own.region.clone()).unwrap_or_default(),
            plan: title_of(view.basis.plan),
            facts: Vec::new(),
            verdict: None,
            plot: plot.filter(|plot| plot.months().is_some()),
            bullet: None,
        }
    }
}
