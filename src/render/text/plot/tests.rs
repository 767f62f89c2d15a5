use super::*;
use crate::{assess::Method, fixtures::number, lang::Lang, report::plot::Spot, unit::Unit};

const EN: Words = Words { lang: Lang::En, ascii: false };

const ASCII: Words = Words { lang: Lang::En, ascii: true };

/// Values at the ends of years.
fn spots(values: &[(i32, &str)]) -> Vec<Spot> {
    let spots = values.iter();
    spots.map(|(year, value)| Spot::sure(Month::new(*year, 12).unwrap(), number(value))).collect()
}

fn plot(curve: Curve, values: &[(i32, &str)]) -> Plot {
    let mut plot = Plot { unit: Unit::parse("亿元"), ..Plot::default() };
    plot.line(curve, spots(values));
    plot
}

fn labels(lines: &[String]) -> Vec<&str> {
    let ticked = lines.iter().filter_map(|line| line.split_once(['┤', '+']));
    ticked.map(|(label, _)| label.trim()).filter(|label| !label.is_empty()).collect()
}

#[test]
fn the_axis_has_round_values() {
    for (values, axis) in [
        (vec!["2.3", "3.2"], vec!["3.2", "3.0", "2.8", "2.6", "2.4", "2.2"]),
        // Zero is near, so it is included.
        (vec!["40", "100"], vec!["100", "80", "60", "40", "20", "0"]),
        (vec!["-100", "-40"], vec!["0", "−20", "−40", "−60", "−80", "−100"]),
        (vec!["-40", "10"], vec!["10", "0", "−10", "−20", "−30", "−40"]),
        // Whole numbers have no fractions on the axis.
        (vec!["13", "14"], vec!["14", "13"]),
        // Equal values, including zero.
        (vec!["13", "13"], vec!["15", "14", "13", "12", "11"]),
        (vec!["0"], vec!["1", "0", "−1"]),
        (vec!["2.5"], vec!["2.8", "2.7", "2.6", "2.5", "2.4", "2.3", "2.2"]),
        (
            vec!["0.0000047", "0.0000051"],
            vec!["0.0000051", "0.0000050", "0.0000049", "0.0000048", "0.0000047"],
        ),
        (
            vec!["900000000000000", "1800000000000000"],
            vec![
                "2,000,000,000,000,000",
                "1,500,000,000,000,000",
                "1,000,000,000,000,000",
                "500,000,000,000,000",
                "0",
            ],
        ),
    ] {
        let values: Vec<(i32, &str)> = (2020..).zip(values).collect();
        let lines = draw(&plot(Curve::Actual, &values), EN, 80, false).unwrap();
        assert_eq!(labels(&lines), axis, "{values:?}");
    }
}

#[test]
fn no_line_is_wider_than_the_screen_and_no_value_is_lost() {
    let values: Vec<(i32, String)> =
        (1995..=2025).map(|year| (year, (year * 7 % 50 - 20).to_string())).collect();
    let values: Vec<(i32, &str)> =
        values.iter().map(|(year, value)| (*year, value.as_str())).collect();
    for width in [60, 80, 120, 200] {
        let lines = draw(&plot(Curve::Actual, &values), EN, width, false).unwrap();
        for line in &lines {
            assert!(columns(line) <= width, "{line}");
        }
        let marks: usize = lines.iter().map(|line| line.matches('●').count()).sum();
        assert_eq!(marks, values.len() + 1, "{width}: one more in the legend");
    }
}

#[test]
fn the_last_year_always_has_its_label() {
    for (first, width) in [(1975, 60), (1995, 80), (2015, 60), (2020, 30), (2024, 120)] {
        let values = [(first, "1"), (2025, "2")];
        let lines = draw(&plot(Curve::Actual, &values), EN, width, false).unwrap();
        let below = &lines[lines.len() - 2];
        assert!(below.trim_end().ends_with("2025"), "{below}");
    }
}

#[test]
fn a_path_rises_from_the_lower_left_to_the_upper_right() {
    let lines = draw(&plot(Curve::Path, &[(2020, "0"), (2025, "10")]), EN, 40, false).unwrap();
    let places: Vec<Vec<usize>> = lines
        .iter()
        .filter(|line| line.contains(['┤', '│']))
        .map(|line| {
            let marks = line.chars().enumerate();
            marks
                .filter(|(_, sign)| ('\u{2801}'..='\u{28ff}').contains(sign))
                .map(|(place, _)| place)
                .collect()
        })
        .collect();
    assert!(places.iter().all(|row| !row.is_empty()), "{lines:#?}");
    for pair in places.windows(2) {
        assert!(pair[0].first() >= pair[1].last(), "{lines:#?}");
    }
}

#[test]
fn every_curve_has_its_own_sign_in_unicode_and_ascii() {
    let mut all = Plot::default();
    all.line(Curve::Target, spots(&[(2025, "9")]))
        .line(Curve::Stretch, spots(&[(2025, "10")]))
        .line(Curve::Path, spots(&[(2020, "1"), (2025, "9")]))
        .line(Curve::Reference(None), spots(&[(2022, "7")]))
        .line(Curve::Projection(Method::Schedule), spots(&[(2021, "2"), (2025, "6")]))
        .line(Curve::Actual, spots(&[(2020, "1"), (2021, "2")]));
    all.lines.last_mut().unwrap().spots[1].sure = false;
    for words in [EN, ASCII] {
        let lines = draw(&all, words, 200, false).unwrap();
        let legend = lines.last().unwrap();
        let signs: Vec<&str> =
            legend.split("   ").map(|entry| entry.split(' ').next().unwrap()).collect();
        assert_eq!(signs.len(), 7, "{legend}");
        for (index, sign) in signs.iter().enumerate() {
            assert!(!signs[..index].contains(sign), "{legend}");
            let sign = sign.chars().next().unwrap();
            if sign != '⠒' {
                assert!(lines[..lines.len() - 3].concat().contains(sign), "{sign}");
            }
        }
        if words.ascii {
            assert!(lines.iter().all(|line| line.is_ascii()), "{lines:#?}");
        }
    }
}

#[test]
fn colour_changes_no_sign() {
    let mut both = plot(Curve::Target, &[(2025, "9")]);
    both.line(Curve::Path, spots(&[(2020, "1"), (2025, "9")]))
        .line(Curve::Actual, spots(&[(2020, "1"), (2021, "2.5")]));
    let plain = draw(&both, EN, 80, false).unwrap();
    let coloured = draw(&both, EN, 80, true).unwrap();
    let stripped: Vec<String> =
        coloured.iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect();
    assert!(coloured.concat().contains('\u{1b}'));
    assert_eq!(stripped, plain);
}

#[test]
fn where_there_is_no_room_nothing_is_drawn() {
    let wide = plot(Curve::Actual, &[(2020, "900000000000000"), (2021, "1800000000000000")]);
    assert!(draw(&wide, EN, 30, false).is_none());
    assert!(draw(&Plot::default(), EN, 80, false).is_none());
    // Rows cannot distinguish these: they are on the same one.
    let close = plot(
        Curve::Actual,
        &[(2020, "1000000000000000000000000000"), (2021, "1000000000000000000000000001")],
    );
    let lines = draw(&close, EN, 80, false).unwrap();
    let rows = lines.iter().filter(|line| line.contains('●'));
    assert_eq!(rows.count(), 2, "one of the curve, one of the legend");
}

#[test]
fn a_single_year_has_months_below() {
    let mut year = Plot::default();
    let at = |month| Spot::sure(Month::new(2024, month).unwrap(), number("1.5"));
    year.line(Curve::Actual, vec![at(3), at(6), at(9)]);
    let lines = draw(&year, EN, 80, false).unwrap();
    let below = &lines[lines.len() - 2];
    for label in ["2024-03", "2024-06", "2024-09"] {
        assert!(below.contains(label), "{below}");
    }
}

#[test]
fn years_that_begin_in_another_month_are_named() {
    let calendar = crate::calendar::Calendar::new(4, None);
    let mut years = Plot { calendar, ..Plot::default() };
    let at = |year| Spot::sure(Month::new(year, 3).unwrap(), number("1.5"));
    years.line(Curve::Actual, vec![at(2021), at(2022)]);
    let lines = draw(&years, EN, 80, false).unwrap();
    let below = &lines[lines.len() - 2];
    for label in ["2020/21", "2021/22"] {
        assert!(below.contains(label), "{below}");
    }
}
