//! Pictures parsed again: labels do not overlap, nothing leaves the frame, names are text.

use chrono::NaiveDate;
use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::*;
use crate::{
    assess::Method,
    fixtures::{DATES, each, plans, read},
    lang::Lang,
    number::Number,
    period::Month,
    report::{
        plot::{Curve, Release, Spot},
        trend::TrendView,
    },
    unit::Unit,
};

const EN: Words = Words { lang: Lang::En, ascii: false };

const ZH: Words = Words { lang: Lang::Zh, ..EN };

/// A picture's own size, as `chart` writes it.
const STANDALONE: Frame = Frame { width: 720, height: 320 };

/// A text of a picture and the rectangle that it covers.
#[derive(Debug, Clone)]
struct Text {
    words: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// A parsed picture.
#[derive(Default)]
struct Seen {
    size: (f64, f64),
    texts: Vec<Text>,
    /// Points of lines and signs.
    places: Vec<(f64, f64)>,
    elements: Vec<String>,
    label: String,
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().map(Result::unwrap);
    let mut found = found.filter(|it| it.key.as_ref() == name);
    let value = found.next()?;
    Some(value.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned())
}

fn value(element: &BytesStart<'_>, name: &str) -> f64 {
    attribute(element, name).map_or(0.0, |text| text.parse().unwrap())
}

/// The ends of absolute steps of a path; relative ones lead to signs of a few pixels.
fn steps(path: &str, from: (f64, f64)) -> Vec<(f64, f64)> {
    let mut places = Vec::new();
    let mut at = from;
    let starts: Vec<usize> = path
        .char_indices()
        .filter(|(_, one)| one.is_ascii_alphabetic())
        .map(|(index, _)| index)
        .collect();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(path.len());
        let text = path[start + 1..end].replace('-', " -");
        let numbers: Vec<f64> = text.split_whitespace().map(|it| it.parse().unwrap()).collect();
        match &path[*start..=*start] {
            "M" | "L" => at = (from.0 + numbers[0], from.1 + numbers[1]),
            "H" => at.0 = from.0 + numbers[0],
            "V" => at.1 = from.1 + numbers[0],
            "h" => at.0 += numbers[0],
            "v" => at.1 += numbers[0],
            "l" | "m" => {
                for pair in numbers.chunks(2) {
                    at = (at.0 + pair[0], at.1 + pair[1]);
                }
            }
            "z" => {}
            other => panic!("{other} in {path}"),
        }
        places.push(at);
    }
    places
}

/// Widths as a usual font has them: 1 em for Chinese, 0.55 em for the rest.
fn wide(text: &str, size: f64) -> f64 {
    let letters = text.chars().map(|one| match u32::from(one) {
        0x2e80..=0x9fff | 0xff00..=0xffef => 1.0,
        _ => 0.55,
    });
    size * letters.sum::<f64>()
}

fn seen(svg: &str) -> Seen {
    let mut reader = Reader::from_str(svg);
    let mut seen = Seen::default();
    let mut shifts: Vec<(f64, f64)> = vec![(0.0, 0.0)];
    let mut text: Option<(f64, f64, f64, char)> = None;
    let mut inside_title = false;
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {svg}")) {
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                let at = *shifts.last().unwrap();
                match name.as_str() {
                    "svg" => {
                        seen.size = (value(&element, "width"), value(&element, "height"));
                        seen.label = attribute(&element, "aria-label").unwrap_or_default();
                        let view = attribute(&element, "viewBox").unwrap();
                        assert_eq!(view, format!("0 0 {} {}", seen.size.0, seen.size.1));
                    }
                    "g" => {
                        let shift = attribute(&element, "transform").unwrap();
                        let shift = shift.trim_start_matches("translate(").trim_end_matches(')');
                        let (x, y) = shift.split_once(' ').unwrap();
                        shifts.push((
                            at.0 + x.parse::<f64>().unwrap(),
                            at.1 + y.parse::<f64>().unwrap(),
                        ));
                    }
                    "text" => {
                        let class = attribute(&element, "class").unwrap();
                        let anchor = match class.as_str() {
                            _ if class.ends_with("pc-m") => 'm',
                            _ if class.ends_with("pc-e") => 'e',
                            _ => 's',
                        };
                        let size = if class.contains("pc-h1") { 16.0 } else { 12.0 };
                        let place = (at.0 + value(&element, "x"), at.1 + value(&element, "y"));
                        text = Some((place.0, place.1, size, anchor));
                        words.clear();
                    }
                    "title" => inside_title = true,
                    "path" => {
                        let path = attribute(&element, "d").unwrap();
                        seen.places.extend(steps(&path, at));
                    }
                    "circle" => {
                        let centre = (at.0 + value(&element, "cx"), at.1 + value(&element, "cy"));
                        let radius = value(&element, "r");
                        seen.places.push((centre.0 - radius, centre.1 - radius));
                        seen.places.push((centre.0 + radius, centre.1 + radius));
                    }
                    "rect" => {
                        let corner = (at.0 + value(&element, "x"), at.1 + value(&element, "y"));
                        let size = (value(&element, "width"), value(&element, "height"));
                        assert!(size.0 >= 0.0 && size.1 >= 0.0, "{svg}");
                        seen.places.push(corner);
                        seen.places.push((corner.0 + size.0, corner.1 + size.1));
                    }
                    _ => {}
                }
                seen.elements.push(name);
            }
            Event::Text(piece) if text.is_some() && !inside_title => {
                words.push_str(&piece);
            }
            Event::GeneralRef(reference) if text.is_some() && !inside_title => {
                words.push_str(match &*reference {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    other => panic!("&{other};"),
                });
            }
            Event::End(element) => match element.name().as_ref() {
                "g" => {
                    shifts.pop();
                }
                "title" => inside_title = false,
                "text" => {
                    let (x, y, size, anchor) = text.take().unwrap();
                    let wide = wide(&words, size);
                    let left = match anchor {
                        'm' => x - wide / 2.0,
                        'e' => x - wide,
                        _ => x,
                    };
                    seen.texts.push(Text {
                        words: words.clone(),
                        left,
                        right: left + wide,
                        top: y - 0.75 * size,
                        bottom: y + 0.2 * size,
                    });
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    seen
}

/// Checks that every text is inside the picture and apart from all others, and every point inside.
fn check(svg: &str, what: &str) -> Seen {
    let seen = seen(svg);
    let (wide, high) = seen.size;
    for (index, text) in seen.texts.iter().enumerate() {
        assert!(
            text.left >= -0.6
                && text.right <= wide + 0.6
                && text.top >= -0.6
                && text.bottom <= high + 0.6,
            "{what}: {text:?} leaves {wide} × {high}"
        );
        for other in &seen.texts[index + 1..] {
            let apart = text.right <= other.left
                || other.right <= text.left
                || text.bottom <= other.top
                || other.bottom <= text.top;
            assert!(apart, "{what}: {text:?} and {other:?}");
        }
    }
    for (x, y) in &seen.places {
        // NaN is in no range.
        assert!(
            (-0.6..=wide + 0.6).contains(x) && (-0.6..=high + 0.6).contains(y),
            "{what}: ({x}, {y}) leaves {wide} × {high}"
        );
    }
    for forbidden in ["href", "url(", "<script"] {
        assert!(!svg.contains(forbidden), "{what}: {forbidden}");
    }
    seen
}

#[test]
fn every_picture_of_every_plan_is_sound() {
    let mut drawn = 0;
    for plan in plans() {
        for date in DATES {
            for method in [None, Some(Method::Compound), Some(Method::Projection)] {
                each(&plan, date, method, &mut |judged| {
                    let what = format!("{} {} {date} {method:?}", plan.0.id, judged.indicator().id);
                    let chart = Chart::of(judged, Kind::Both);
                    let readers: &[Words] = if method.is_some() { &[ZH] } else { &[EN, ZH] };
                    for words in readers.iter().copied() {
                        let Some(picture) = standalone(&chart, STANDALONE, words) else {
                            assert!(chart.plot.is_none() && chart.bullet.is_none(), "{what}");
                            continue;
                        };
                        let seen = check(&picture, &what);
                        assert!(!picture.contains("var("), "{what}");
                        assert!(!seen.label.is_empty(), "{what}");
                        drawn += 1;
                    }
                    if method.is_some() {
                        return;
                    }
                    // Embedded, from a phone's width to that of a wide screen.
                    let plot = TrendView::new(judged).plot();
                    let bullet = Bullet::of(&judged);
                    for width in [240, 300, 358, 640, 1100] {
                        let frame = Frame { width, height: 240 };
                        let size = format!("{what} {width}");
                        let markup = trajectory(&plot, frame, EN, "x").into_string();
                        if plot.months().is_some() {
                            check(&markup, &size);
                        }
                        if let Some(bullet) = &bullet {
                            let frame = Frame { width, height: 60 };
                            check(&super::bullet(bullet, frame, ZH, "x").into_string(), &size);
                            let frame = Frame { width: width / 2, height: 24 };
                            check(&super::bullet(bullet, frame, EN, "").into_string(), &size);
                        }
                    }
                });
            }
        }
    }
    assert!(drawn > 300, "{drawn}");
}

/// Names are text, whatever they hold.
#[test]
fn a_wicked_name_is_text_and_breaks_nothing() {
    let long = format!("<script>alert(\"1\")</script> & \u{202e}'x' {}", "很长的名称".repeat(40));
    let (mut plan, actuals) = read(
        include_str!("../../fixtures/t.toml"),
        "region,indicator,period,value,unit\n甲市,指标,2023,150,万人\n",
    );
    plan.indicators[0].name.clone_from(&long);
    plan.indicators[0].name_en = None;
    plan.title.clone_from(&long);
    each(&(plan, actuals), "2024-06-30", None, &mut |judged| {
        let chart = Chart::of(judged, Kind::Both);
        let drawn = standalone(&chart, STANDALONE, ZH).unwrap();
        assert!(!drawn.contains("<script"), "{drawn}");
        assert!(!drawn.contains('\u{202e}'), "{drawn}");
        let seen = seen(&drawn);
        assert!(!seen.elements.iter().any(|name| name == "script"));
        let (title, second) = (&seen.texts[0], &seen.texts[1]);
        assert!(
            title.words.starts_with("<script>alert(\"1\")</script> & \\u{202e}'x'"),
            "{title:?}"
        );
        assert!(second.words.ends_with('…') && second.right <= seen.size.0, "{second:?}");
        // The whole name is there too.
        assert!(drawn.matches(&"很长的名称".repeat(40)).count() > 1);
        // Embedded, the label is text as well.
        let plot = TrendView::new(judged).plot();
        let markup = trajectory(&plot, STANDALONE, EN, &long).into_string();
        assert!(!markup.contains("<script") && markup.contains("&lt;script&gt;"), "{markup}");
    });
}

fn any_number() -> impl Strategy<Value = Number> {
    let value = prop_oneof![any::<i64>(), -1000..1000_i64, Just(0_i64), Just(i64::MAX),];
    (value, -25..25_i32)
        .prop_map(|(value, exponent)| &Number::from(value) * &Number::power_of_ten(exponent))
}

fn any_spots() -> impl Strategy<Value = Vec<Spot>> {
    let spot = (0..400_i32, any_number(), any::<bool>());
    proptest::collection::vec(spot, 0..12).prop_map(|mut spots| {
        spots.sort_by_key(|(month, ..)| *month);
        spots.dedup_by_key(|(month, ..)| *month);
        let first = Month::new(2000, 1).unwrap();
        spots
            .into_iter()
            .map(|(month, value, sure)| Spot {
                at: first.plus(month),
                value,
                sure,
                inexact: None,
                period: None,
            })
            .collect()
    })
}

prop_compose! {
    fn any_plot()(
        spots in proptest::collection::vec(any_spots(), 6),
        from_zero in any::<bool>(),
        unit in "[a-z亿元<&]{0,30}".prop_map(|it| Unit::parse(&it)),
        year in 1990..2060_i32,
    ) -> Plot {
        let mut plot = Plot { unit, from_zero, as_of: NaiveDate::from_ymd_opt(year, 6, 30), ..Plot::default() };
        let curves = [
            Curve::Stretch, Curve::Target, Curve::Path, Curve::Reference(None), Curve::Projection(Method::Schedule),
            Curve::Actual,
        ];
        for (curve, spots) in curves.into_iter().zip(spots) {
// One value per target line, as in plans.
            let most = if matches!(curve, Curve::Target | Curve::Stretch) { 1 } else { 12 };
            plot.line(curve, spots.into_iter().take(most).collect());
        }
        let actual = plot.lines.iter().find(|line| line.curve == Curve::Actual);
        let actual = actual.and_then(|line| line.spots.last()).cloned();
        plot.newest = actual.as_ref().map(|spot| spot.at);
        plot.earlier = actual.into_iter().map(|spot| Release {
            at: spot.at,
            value: &spot.value + &Number::ONE,
            published: NaiveDate::from_ymd_opt(year, 1, 1).unwrap(),
        }).collect();
        plot
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_plot_is_drawn_soundly(plot in any_plot(), width in 200..1200_u16, height in 60..500_u16) {
        let frame = Frame { width, height };
        for words in [EN, ZH] {
            let markup = trajectory(&plot, frame, words, "x").into_string();
            if plot.months().is_some() {
                check(&markup, "random");
            } else {
                prop_assert!(markup.is_empty());
            }
        }
    }
}
