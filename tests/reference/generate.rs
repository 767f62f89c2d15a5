//! Random plans with their figures, as data and as the files that the program reads. A seed gives the same plan for ever.

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::{Days, NaiveDate};

use super::data::{
    Amendment, Beside, Better, Case, Decimal, From, Goal, Indicator, Kind, Mark, Measure, Plan, Q,
    Row, Series, Span, begin_years_after, first_day_of, int, last_day_of, month, month_of,
    of_printed, printed, q, skipped, ten, year_of,
};

/// `SplitMix64`.
pub struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From `least` up to and with `most`.
    fn within(&mut self, least: i64, most: i64) -> i64 {
        let count = u64::try_from(most - least + 1).unwrap();
        least + i64::try_from(self.next() % count).unwrap()
    }

    fn month(&mut self, least: i32, most: i32) -> i32 {
        i32::try_from(self.within(least.into(), most.into())).unwrap()
    }

    /// In so many of a hundred cases.
    fn chance(&mut self, percent: i64) -> bool {
        self.within(1, 100) <= percent
    }

    fn one_of<T: Clone>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.within(0, i64::try_from(of.len()).unwrap() - 1)).unwrap()].clone()
    }

    /// One of several, each with its weight.
    fn weighted<T: Clone>(&mut self, of: &[(i64, T)]) -> T {
        let mut at = self.within(1, of.iter().map(|it| it.0).sum());
        for (weight, one) in of {
            at -= weight;
            if at <= 0 {
                return one.clone();
            }
        }
        unreachable!()
    }
}

const REGION: &str = "测试市";
const MEMBERS: [&str; 4] = ["东山市", "西河市", "南岭市", "北湖市"];
/// With which the others are compared.
const ELSEWHERE: &str = "远方市";

/// A unit, and those in which rows print it: word, and how many zeros it has more.
#[derive(Clone, Copy)]
struct Unit {
    word: &'static str,
    others: &'static [(&'static str, i32)],
    /// Whether 万 may follow the number.
    bare: bool,
    zeros: i32,
}

const MONEY: Unit =
    Unit {
        word: "亿元", others: &[("亿元", 0), ("万元", -4), ("元", -8)], bare: false, zeros: 0
    };
const COUNT: Unit =
    Unit { word: "家", others: &[("家", 0), ("万家", 4), ("个", 0)], bare: true, zeros: 0 };
const MANY: Unit =
    Unit { word: "万家", others: &[("万家", 0), ("家", -4)], bare: false, zeros: 4 };
/// The unit of a chain of changes.
const INDEX: Unit = Unit { word: "指数", others: &[("指数", 0)], bare: false, zeros: 0 };
const SHARE: Unit = Unit { word: "%", others: &[("%", 0)], bare: false, zeros: 0 };

struct Writer {
    random: Random,
    toml: String,
    series_toml: String,
    csv: String,
    lines: usize,
    rows: Vec<Row>,
    indicators: Vec<Indicator>,
    series: Vec<Series>,
    features: BTreeSet<&'static str>,
    period: Span,
    /// How values of the unit at hand are printed.
    decimals: u32,
    /// All figures of the unit at hand are doubtful.
    all_doubtful: bool,
    /// Of its figures many are approximate, and none is a bound.
    approximate: bool,
}

fn round(value: f64, decimals: u32) -> Decimal {
    let scaled = value * 10_f64.powi(decimals.cast_signed());
    #[expect(clippy::cast_possible_truncation, reason = "small values")]
    Decimal::of(scaled.round() as i64, decimals)
}

fn float(value: Decimal) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "small values")]
    let digits = value.digits as f64;
    digits / 10_f64.powi(value.decimals.cast_signed())
}

/// A period in one of its forms.
fn period_text(random: &mut Random, span: Span) -> String {
    let (year, from) = printed(span.first);
    let (last_year, to) = printed(span.last);
    if let Some(day) = span.day {
        if day != last_day_of(span.last) || !random.chance(50) {
            return day.to_string();
        }
        let end = random.one_of(&['末', '底']);
        return if to == 12 { format!("{year}年{end}") } else { format!("{year}年{to}月{end}") };
    }
    if skipped() > 0 && span.is_years() {
        return years_text(random, year, last_year - 1);
    }
    if last_year != year && from == 1 && to == 12 {
        return format!("{year}/{last_year}");
    }
    if last_year != year {
        return format!("{year}-{from:02}/{last_year}-{to:02}");
    }
    let chinese = random.chance(25);
    match (from, to, span.months()) {
        (1, 12, _) if chinese => format!("{year}年"),
        (1, 12, _) => format!("{year}"),
        (1, 6, _) if random.chance(60) => {
            if chinese {
                format!("{year}年上半年")
            } else {
                format!("{year}H1")
            }
        }
        (7, 12, 6) => {
            if chinese {
                format!("{year}年下半年")
            } else {
                format!("{year}H2")
            }
        }
        (_, _, 3) if from % 3 == 1 && !(from == 1 && random.chance(30)) => {
            format!("{year}Q{}", (from + 2) / 3)
        }
        (_, _, 1) if chinese => format!("{year}年{from}月"),
        (_, _, 1) => format!("{year}-{from:02}"),
        _ if chinese => format!("{year}年{from}-{to}月"),
        _ => format!("{year}-{from:02}/{year}-{to:02}"),
    }
}

/// Years by their names, from one that begins in `first` to one that begins in `last`.
fn years_text(random: &mut Random, first: i32, last: i32) -> String {
    let form = random.within(1, 5);
    let name = |year: i32| {
        let next = (year + 1) % 100;
        match form {
            1 => format!("FY{}", if NAMED_BY_END { year + 1 } else { year }),
            2 => format!("{year}/{}", year + 1),
            // 2010-11 may be a month.
            3 if next > 12 => format!("{year}-{next}"),
            4 => format!("{year}–{next:02}学年"),
            _ => format!("{year}/{next:02}"),
        }
    };
    if first == last { name(first) } else { format!("{}~{}", name(first), name(last)) }
}

/// As Indian financial years are named.
const NAMED_BY_END: bool = true;

fn plain(span: Span) -> String {
    period_text(&mut Random(7), span)
}

fn days(random: &mut Random, least: i64, most: i64) -> Days {
    Days::new(random.within(least, most).unsigned_abs())
}

fn target_text(goal: &Goal, tolerance: Option<&str>) -> String {
    let one = |key: &str, at: &Decimal| format!("{key} = {}", at.text());
    match goal {
        Goal::AtLeast(at) => one("at_least", at),
        Goal::MoreThan(at) => one("more_than", at),
        Goal::AtMost(at) => one("at_most", at),
        Goal::LessThan(at) => one("less_than", at),
        Goal::Budget(at) => one("budget", at),
        Goal::TimesBaseline(at) => one("times_baseline", at),
        Goal::About(at, _) => match tolerance {
            Some(tolerance) => format!("about = {}, tolerance = {tolerance}", at.text()),
            None => one("about", at),
        },
        Goal::Between(low, high) => format!("between = [{}, {}]", low.text(), high.text()),
        Goal::Within(low, high) => format!("within = [{}, {}]", low.text(), high.text()),
        Goal::RiseBy(by, percent) | Goal::FallBy(by, percent) => {
            let by = if *percent { format!("\"{}%\"", by.text()) } else { by.text() };
            format!("{} = {by}", feature_of(goal))
        }
        Goal::Rising(limit)
        | Goal::Falling(limit)
        | Goal::NotFalling(limit)
        | Goal::NotRising(limit) => {
            let key = feature_of(goal);
            let limit = limit.map(|at| format!(", limit = {}", at.text()));
            format!("{key} = true{}", limit.unwrap_or_default())
        }
        Goal::Beside(of) => {
            let mut text = format!("{} = \"{}\"", of.key, of.id);
            if let Some(region) = of.in_region {
                write!(text, ", in_region = \"{region}\"").unwrap();
            }
            for (key, number) in [("margin", of.margin), ("tolerance", of.tolerance)] {
                if number.digits != 0 {
                    write!(text, ", {key} = {}", number.text()).unwrap();
                }
            }
            text
        }
    }
}

fn printed_number(goal: &Goal) -> String {
    match goal {
        Goal::AtLeast(at)
        | Goal::MoreThan(at)
        | Goal::AtMost(at)
        | Goal::LessThan(at)
        | Goal::Budget(at)
        | Goal::About(at, _)
        | Goal::Between(at, _)
        | Goal::Within(at, _)
        | Goal::RiseBy(at, false)
        | Goal::FallBy(at, false) => at.text(),
        Goal::TimesBaseline(at) => format!("{}倍", at.text()),
        Goal::RiseBy(at, true) | Goal::FallBy(at, true) => format!("{}%", at.text()),
        Goal::Beside(of) if of.margin.digits != 0 => of.margin.text().replace('-', ""),
        _ => String::new(),
    }
}

fn feature_of(goal: &Goal) -> &'static str {
    match goal {
        Goal::AtLeast(_) => "at_least",
        Goal::MoreThan(_) => "more_than",
        Goal::AtMost(_) => "at_most",
        Goal::LessThan(_) => "less_than",
        Goal::Budget(_) => "budget",
        Goal::About(..) => "about",
        Goal::Between(..) => "between",
        Goal::Within(..) => "within",
        Goal::TimesBaseline(_) => "times_baseline",
        Goal::Rising(_) => "rising",
        Goal::Falling(_) => "falling",
        Goal::RiseBy(..) => "rise_by",
        Goal::FallBy(..) => "fall_by",
        Goal::NotFalling(_) => "not_falling",
        Goal::NotRising(_) => "not_rising",
        Goal::Beside(of) => of.key,
    }
}

impl Writer {
    fn has(&mut self, feature: &'static str) {
        self.features.insert(feature);
    }

    fn chance(&mut self, percent: i64) -> bool {
        self.random.chance(percent)
    }

    /// A number near others; with the decimals of the unit at hand.
    fn near(&mut self, value: f64, spread: i64) -> Decimal {
        #[expect(clippy::cast_precision_loss, reason = "small values")]
        let noise =
            self.random.within(-spread, spread) as f64 / 10_f64.powi(self.decimals.cast_signed());
        round(value + noise, self.decimals)
    }

    /// The vintages of one period.
    fn figure(
        &mut self,
        id: &str,
        region: &str,
        unit: Unit,
        kind: Kind,
        span: Span,
        value: Decimal,
    ) {
        let vintages = self.random.weighted(&[(70, 1), (22, 2), (8, 3)]);
        if vintages > 1 {
            self.has("several vintages");
        }
        let mut value = value;
        for vintage in 0..vintages {
            let mut span = span;
            match kind {
                Kind::Stock if vintage > 0 && self.chance(40) => span = self.same_end(span),
                Kind::Survey(at) if span.is_year() && self.chance(60) => {
                    self.has("the year's figure by its month");
                    let at = month(year_of(span.last), at);
                    let first = Span { day: Some(first_day_of(at)), ..Span::new(at, at) };
                    span = self.random.one_of(&[Span::new(at, at), first, Span::end_of(at)]);
                }
                _ => {}
            }
            self.row(id, region, unit, span, value, vintage);
            if let Some(row) = self.rows.last_mut() {
                row.meant = kind.meant(span);
            }
            if self.chance(60) {
                value.digits += self.random.within(-6, 6);
            }
        }
    }

    /// Another period that ends in the same month.
    fn same_end(&mut self, span: Span) -> Span {
        let last = span.last;
        let december = last.rem_euclid(12) == 11;
        let quarter = (last + 1) % 3 == 0;
        let mut of = vec![(2, Span::new(last, last)), (2, Span::end_of(last))];
        if december {
            of.push((4, Span::year(year_of(last))));
        }
        if quarter {
            of.push((1, Span::new(last - 2, last)));
        }
        let span = self.random.weighted(&of);
        if december && !span.is_year() {
            self.has(if span.day.is_some() {
                "year-end as a day"
            } else {
                "year-end as a month or quarter"
            });
        }
        span
    }

    fn row(
        &mut self,
        id: &str,
        region: &str,
        unit: Unit,
        span: Span,
        value: Decimal,
        vintage: i64,
    ) {
        let mut marks = BTreeSet::new();
        for (percent, mark) in
            [(7, Mark::Preliminary), (5, Mark::Estimate), (6, Mark::Doubtful), (3, Mark::Break)]
        {
            if self.chance(percent) {
                marks.insert(mark);
            }
        }
        if self.all_doubtful {
            marks.insert(Mark::Doubtful);
        }
        let (mut before, mut after) = ("", "");
        if self.chance(if self.approximate { 40 } else { 16 }) {
            let any = [
                Mark::Approximate,
                Mark::Approximate,
                Mark::LowerBound,
                Mark::LowerBound,
                Mark::Above,
                Mark::UpperBound,
                Mark::Below,
                Mark::Near,
            ];
            let mark = self.random.one_of(if self.approximate { &any[..1] } else { &any });
            marks.insert(mark);
            if self.chance(50) {
                self.has("a mark by words");
                (before, after) = match mark {
                    Mark::Approximate => {
                        self.random.one_of(&[("约", ""), ("", "左右"), ("~", ""), ("about ", "")])
                    }
                    Mark::LowerBound => self.random.one_of(&[("", "以上"), ("≥", ""), ("", "+")]),
                    Mark::Above => self.random.one_of(&[("超", ""), ("突破", ""), (">", "")]),
                    Mark::UpperBound => {
                        self.random.one_of(&[("", "以下"), ("", "以内"), ("≤", "")])
                    }
                    Mark::Below => self.random.one_of(&[("不足", ""), ("不满", ""), ("<", "")]),
                    _ => self.random.one_of(&[("近", ""), ("nearly ", "")]),
                };
            }
        }
        if marks.is_empty() && self.chance(8) {
            marks.insert(Mark::Final);
        }
        for mark in &marks {
            self.features.insert(mark.word());
        }
        let by_words = !before.is_empty() || !after.is_empty();
        let said: Vec<&str> = marks
            .iter()
            .filter(|it| {
                !(by_words
                    && (**it == Mark::Approximate
                        || **it >= Mark::LowerBound && **it <= Mark::Near))
            })
            .map(|it| it.word())
            .collect();
        let last = span.last_day();
        let earliest = vintage * 180;
        let (published, written) = match self.random.within(1, 100) {
            1..=14 if vintage == 0 => (last, String::new()),
            15..=22 => {
                let day = last - days(&mut self.random, 1, 70);
                self.has("published before the period ends");
                (day, day.to_string())
            }
            23..=32 => {
                let at = month_of(last) + 1 + i32::try_from(vintage).unwrap() * 5;
                let (year, month) = printed(at);
                (last_day_of(at), format!("{year}-{month:02}"))
            }
            _ => {
                let day = last + days(&mut self.random, earliest + 1, earliest + 150);
                (day, day.to_string())
            }
        };
        // The number in one of the units of its dimension.
        let (word, zeros) = self.random.one_of(unit.others);
        let (mut word, mut zeros) = if self.chance(60) { (unit.word, 0) } else { (word, zeros) };
        let mut magnitude = "";
        if unit.bare && zeros == 0 && self.chance(15) {
            (magnitude, zeros) = ("万", 4);
        }
        if zeros == 0 && self.chance(30) {
            word = "";
        }
        if zeros != 0 {
            self.has("converted units");
        }
        let mut printed = value;
        if zeros < 0 {
            let more = zeros.unsigned_abs();
            let kept = value.decimals.min(more);
            printed = Decimal::of(value.digits * 10_i64.pow(more - kept), value.decimals - kept);
        } else {
            printed.decimals += zeros.unsigned_abs();
            while printed.decimals > 1 && printed.digits % 10 == 0 && printed.digits != 0 {
                printed = Decimal::of(printed.digits / 10, printed.decimals - 1);
            }
        }
        let mut digits = printed.text();
        if unit.word == "%" && self.chance(30) {
            digits.push('%');
        }
        let period = period_text(&mut self.random, span);
        if period.ends_with(['末', '底']) {
            self.has("the end of a year or month by its word");
        }
        let text = format!("{before}{digits}{magnitude}{after}");
        let name = if self.chance(50) { format!("项目{id}") } else { id.to_owned() };
        self.lines += 1;
        writeln!(self.csv, "{region},{name},{period},{text},{word},{written},{}", said.join(";"))
            .unwrap();
        self.rows.push(Row {
            id: id.to_owned(),
            region: region.to_owned(),
            span,
            meant: span,
            printed,
            factor: ten(zeros),
            marks,
            published,
            line: self.lines,
        });
    }

    /// The periods for which figures of a kind exist.
    fn spans(&mut self, kind: Kind, measure: Measure, by_day: bool) -> Vec<Span> {
        let (first, last) = (year_of(self.period.first), year_of(self.period.last));
        let mut spans = Vec::new();
        let long = last - first > 1;
        // A series that ends early has no figure of the deadline.
        let until = last + if self.chance(45) { 2 } else { self.random.month(-2, 1) };
        let back = if measure == Measure::Level { 5 } else { 2 };
        let from = first - self.random.month(0, back);
        let dense = self.random.month(first - 1, last);
        let yearly = self.random.one_of(&[95, 80, 55]);
        for year in from..=until {
            let at = |from: i32, to: i32| Span::new(month(year, from), month(year, to));
            if kind == Kind::Stock {
                if self.chance(yearly) {
                    let span = Span::year(year);
                    let span = if self.chance(45) { self.same_end(span) } else { span };
                    spans.push(span);
                }
                if self.chance(22) {
                    let end = self.random.one_of(&[3, 6, 6, 9]);
                    spans.push(self.same_end(at(end, end)));
                }
                continue;
            }
            if let Kind::Survey(_) = kind {
                self.has("a stock with `at`");
                if self.chance(yearly) {
                    spans.push(Span::year(year));
                }
                if self.chance(30) {
                    self.has("other months beside that of the year");
                    let end = self.random.one_of(&[3, 6, 12, 12]);
                    spans.push(self.same_end(at(end, end)));
                    spans.dedup();
                }
                continue;
            }
            if by_day {
                self.has("a ratio of a day");
                if self.chance(yearly) {
                    let end = Span::end_of(month(year, 12));
                    spans.push(if self.chance(15) { Span::year(year) } else { end });
                }
                if self.chance(22) {
                    let end = self.random.one_of(&[3, 6, 6, 9]);
                    spans.push(Span::end_of(month(year, end)));
                }
                continue;
            }
            if skipped() > 0 && measure != Measure::Total && self.chance(20) {
                self.has("calendar years beside years that begin in another month");
                spans.push(Span::new(of_printed(year, 1), of_printed(year, 12)));
            }
            let whole = match measure {
                Measure::Total => self.chance(50),
                _ => self.chance(yearly),
            };
            if whole {
                spans.push(Span::year(year));
            }
            let parts = match measure {
                Measure::Total => !whole || self.chance(25),
                Measure::Level | Measure::AverageGrowth => self.chance(20),
                _ => self.chance(45),
            };
            if !parts {
                continue;
            }
            let few = measure == Measure::Total && long && year != dense;
            match self.random.within(0, if few { 1 } else { 4 }) {
                0 => {
                    self.has("halves");
                    spans.extend([at(1, 6), at(7, 12)]);
                }
                1 => {
                    self.has("year to date");
                    let end = self.random.one_of(&[2, 6, 9, 11]);
                    spans.push(at(1, end));
                    if self.chance(30) {
                        spans.push(at(end + 1, 12));
                    }
                }
                2 => {
                    self.has("quarters");
                    let count = self.random.month(1, 4);
                    spans.extend((0..count).map(|it| at(3 * it + 1, 3 * it + 3)));
                }
                3 => {
                    self.has("year to date");
                    spans.extend([at(1, 3), at(1, 6), at(1, 9)]);
                    if self.chance(40) {
                        spans.push(at(10, 12));
                    }
                }
                _ => {
                    self.has("months");
                    let from = self.random.one_of(&[1, 1, 1, 4, 10]);
                    let to = self.random.month(from, 12).min(from + 5);
                    spans.extend((from..=to).map(|it| at(it, it)));
                }
            }
        }
        if kind == Kind::Flow && measure == Measure::Total && long && self.chance(25) {
            self.has("figures of several years");
            let from = self.random.month(first, last - 1);
            spans.push(Span::years(from, from + 1));
        }
        spans.sort();
        spans.dedup();
        if measure == Measure::Total {
            // Some of them only, so that there are gaps.
            let kept = self.random.one_of(&[100, 100, 90, 70]);
            spans.retain(|_| self.random.chance(kept));
            spans.truncate(18);
        }
        spans
    }

    fn declare(&mut self, id: &str, unit: Unit, kind: Kind, from: Option<From>) {
        let kind_word = kind_word(kind);
        writeln!(
            self.series_toml,
            "[[series]]\nid = \"{id}\"\nname = \"项目{id}\"\nunit = \"{}\"\nkind = {kind_word}",
            unit.word
        )
        .unwrap();
        if let Some(from) = &from {
            writeln!(self.series_toml, "from = {}", from_text(from)).unwrap();
        }
        self.series_toml.push('\n');
        self.series.push(Series { id: id.to_owned(), kind, zeros: unit.zeros, from });
    }
}

/// The value of `kind`, and the line of `at` below it.
fn kind_word(kind: Kind) -> String {
    match kind {
        Kind::Stock => "\"stock\"".to_owned(),
        Kind::Survey(at) => format!("\"stock\"\nat = \"{:02}\"", printed(at - 1).1),
        Kind::Flow => "\"flow\"".to_owned(),
        Kind::Ratio => "\"ratio\"".to_owned(),
    }
}

pub fn measure_word(measure: Measure) -> &'static str {
    match measure {
        Measure::Level => "level",
        Measure::Total => "total",
        Measure::Rate => "rate",
        Measure::EveryYear => "every-year",
        Measure::AverageGrowth => "average-growth",
        Measure::Mean => "mean",
    }
}

fn from_text(from: &From) -> String {
    match from {
        From::GrowthOf(of) => format!("{{ growth_of = \"{of}\" }}"),
        From::IncreaseOf(of, net) => format!("{{ increase_of = \"{of}\", net = {net} }}"),
        From::Ratio(above, below, times) => {
            format!("{{ ratio = [\"{above}\", \"{below}\"], times = {times} }}")
        }
        From::Sum(of) => {
            let of: Vec<String> = of.iter().map(|it| format!("\"{it}\"")).collect();
            format!("{{ sum = [{}] }}", of.join(", "))
        }
        From::Difference(from, less) => format!("{{ difference = [\"{from}\", \"{less}\"] }}"),
        From::ChainOf(of) => format!("{{ chain_of = \"{of}\" }}"),
    }
}

/// The plan of a seed, with its figures and the day.
pub fn case(seed: u64) -> Case {
    // April, September, July.
    begin_years_after(match seed % 8 {
        0 => 3,
        1 => 8,
        2 => 6,
        _ => 0,
    });
    let mut random = Random(seed);
    let period = random.weighted(&[
        (55, Span::years(2021, 2025)),
        (15, Span::years(2021, 2023)),
        (12, Span::year(2024)),
        (10, Span::years(2023, 2024)),
        (8, Span::new(month(2024, 1), month(2024, 6))),
    ]);
    let mut writer = Writer {
        random,
        toml: String::new(),
        series_toml: String::new(),
        csv: "region,indicator,period,value,unit,published,quality\n".to_owned(),
        lines: 1,
        rows: Vec::new(),
        indicators: Vec::new(),
        series: Vec::new(),
        features: BTreeSet::new(),
        period,
        decimals: 0,
        all_doubtful: false,
        approximate: false,
    };
    let mut bands = [q(110, 100), q(95, 100), q(60, 100)];
    let mut head = format!(
        "[plan]\nid = \"t\"\ntitle = \"测试\"\nregion = \"{REGION}\"\nperiod = \"{}\"\n",
        plain(period)
    );
    if skipped() > 0 {
        writer.has("years that begin in another month");
        let by = if NAMED_BY_END { "end" } else { "start" };
        writeln!(head, "year_starts = \"{:02}\"\nyear_named = \"{by}\"", skipped() + 1).unwrap();
    }
    if writer.chance(20) {
        writer.has("bands of the plan");
        bands = [q(12, 10), q(9, 10), q(1, 2)];
        head += "bands = { ahead = 1.2, on_track = 0.9, at_risk = 0.5 }\n";
    }
    if writer.chance(15) {
        head += "method = \"schedule\"\n";
    }
    for index in 0..3 {
        writer.indicator(index);
    }
    if writer.features.contains("every") {
        let names: Vec<String> = MEMBERS.iter().map(|it| format!("\"{it}\"")).collect();
        let (two, four) = (names[..2].join(", "), names.join(", "));
        writeln!(head, "\n[members]\ntwo = [{two}]\nfour = [{four}]").unwrap();
    }
    let as_of = writer.as_of();
    let toml = format!("{head}\n{}{}", writer.toml, writer.series_toml);
    let plan = Plan {
        region: REGION.to_owned(),
        bands,
        indicators: writer.indicators,
        series: writer.series,
    };
    Case { plan, rows: writer.rows, as_of, toml, csv: writer.csv, features: writer.features }
}

impl Writer {
    fn as_of(&mut self) -> NaiveDate {
        if self.chance(15) && !self.rows.is_empty() {
            let rows: Vec<NaiveDate> = self.rows.iter().map(|row| row.span.last_day()).collect();
            let day = self.random.one_of(&rows);
            let shift = self.random.weighted(&[(6, 0), (2, -1), (2, 1)]);
            if shift == 0 {
                self.has("on the last day of a period");
            }
            return if shift < 0 {
                day.pred_opt().unwrap()
            } else {
                day + Days::new(i64::unsigned_abs(shift))
            };
        }
        let least = self.period.first - 10;
        let most = self.period.last + 30;
        let at = match self.random.within(1, 100) {
            1..=8 => self.random.month(least, self.period.first - 1),
            9..=30 => self.random.month(self.period.first, most),
            _ => self.random.month(self.period.first + self.period.months() / 3, most),
        };
        let day = last_day_of(at);
        if day < first_day_of(self.period.first) {
            self.has("before the start");
        }
        if self.chance(50) { day } else { first_day_of(at) + days(&mut self.random, 0, 20) }
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one indicator from its first key to its last figure"
    )]
    fn indicator(&mut self, index: usize) {
        let id = format!("a{index}");
        let whole_years = self.period.months() % 12 == 0;
        let measure = if whole_years {
            self.random.weighted(&[
                (36, Measure::Level),
                (22, Measure::Total),
                (16, Measure::Rate),
                (14, Measure::EveryYear),
                (12, Measure::AverageGrowth),
                (12, Measure::Mean),
            ])
        } else {
            self.random.weighted(&[(40, Measure::Level), (30, Measure::Total), (30, Measure::Rate)])
        };
        self.has(measure_word(measure));
        self.all_doubtful = self.chance(5);
        self.approximate = false;
        let (first, last) = (year_of(self.period.first), year_of(self.period.last));
        let kind = match measure {
            Measure::Total => Kind::Flow,
            Measure::Level => {
                self.random.weighted(&[(50, Kind::Stock), (25, Kind::Flow), (25, Kind::Ratio)])
            }
            Measure::Rate => {
                self.random.weighted(&[(75, Kind::Ratio), (15, Kind::Stock), (10, Kind::Flow)])
            }
            Measure::EveryYear | Measure::Mean => {
                self.random.weighted(&[(45, Kind::Flow), (22, Kind::Stock), (33, Kind::Ratio)])
            }
            Measure::AverageGrowth => {
                self.random.weighted(&[(40, Kind::Ratio), (30, Kind::Stock), (30, Kind::Flow)])
            }
        };
        let kind = match kind {
            Kind::Stock if self.chance(30) => Kind::Survey(self.random.one_of(&[6, 9, 11])),
            other => other,
        };
        self.has(match kind {
            Kind::Stock | Kind::Survey(_) => "stock",
            Kind::Flow => "flow",
            Kind::Ratio => "ratio",
        });
        let chained = whole_years
            && kind != Kind::Ratio
            && match measure {
                Measure::Level | Measure::EveryYear | Measure::Mean => self.chance(16),
                Measure::AverageGrowth => self.chance(30),
                Measure::Total | Measure::Rate => false,
            };
        let unit = match kind {
            Kind::Ratio => SHARE,
            _ if chained => INDEX,
            _ => self.random.one_of(&[MONEY, COUNT, MANY]),
        };
        self.decimals =
            if kind == Kind::Ratio { 1 } else { u32::try_from(self.random.within(0, 1)).unwrap() };

        // Periods of the indicator.
        let mut deadline = None;
        let mut own_period = None;
        if whole_years && measure != Measure::AverageGrowth {
            let within = match measure {
                Measure::Level | Measure::Total | Measure::Rate => 18,
                Measure::Mean => 8,
                _ => 0,
            };
            if self.chance(within) {
                let year = self.random.month(first, last);
                let end = self.random.one_of(&[3, 6, 6, 9]);
                let at = |from, to| Span::new(month(year, from), month(year, to));
                deadline = Some(match self.random.within(0, 2) {
                    0 => at(end, end),
                    1 => at(end - 2, end),
                    _ => at(1, end),
                });
                self.has("a deadline within a year");
            } else if let Kind::Survey(at) = kind
                && self.chance(50)
            {
                deadline = Some(Span::new(month(last, at), month(last, at)));
                self.has("a deadline or baseline by the month of the year's figure");
            } else if kind != Kind::Flow && self.chance(10) {
                deadline = Some(Span::end_of(month(last, 12)));
                self.has("a deadline at a year's end");
            } else if last > first && self.chance(15) {
                deadline = Some(Span::year(self.random.month(first, last)));
                self.has("a deadline before the plan's end");
            } else if measure == Measure::Rate && self.chance(15) {
                deadline = Some(self.period);
            } else if last > first && measure != Measure::Level && self.chance(18) {
                own_period = Some(Span::years(self.random.month(first, last), last));
                self.has("a period of its own");
            }
        }
        let written_deadline = deadline;
        let deadline = deadline.map(|it| kind.planned(it));
        let period = own_period.unwrap_or_else(|| {
            deadline.map_or(self.period, |it| Span::new(self.period.first, it.last))
        });
        let closing = deadline.unwrap_or(if period.months() % 12 == 0 {
            Span::year(year_of(period.last))
        } else {
            period
        });

        // The target, from where the figures start to where they lead.
        let growth = measure == Measure::AverageGrowth;
        let negative = !growth && !chained && self.chance(6);
        if negative {
            self.has("negative figures");
        }
        let start = match kind {
            _ if negative => self.random.within(-60, 20),
            _ if chained => 100,
            Kind::Ratio => self.random.within(3, 12),
            _ => self.random.within(20, 150),
        };
        let base = {
            #[expect(clippy::cast_precision_loss, reason = "small values")]
            let start = start as f64;
            if chained || measure == Measure::Total && !negative {
                start
            } else {
                float(self.near(start, 5))
            }
        };
        let up = self.chance(68);
        #[expect(clippy::cast_precision_loss, reason = "small values")]
        let distance = match kind {
            Kind::Ratio => self.random.within(0, 40) as f64 / 10.0,
            _ => self.random.within(0, 60) as f64,
        };
        // Some targets are met from the start.
        let end = if up == self.chance(8) { base - distance } else { base + distance };
        let value = if growth {
            round(f64::from(u8::try_from(self.random.within(0, 120)).unwrap()) / 10.0, 1)
        } else if measure == Measure::Total && !negative {
            #[expect(clippy::cast_precision_loss, reason = "small values")]
            let amount = self.random.within(30, 300) as f64;
            round(amount, self.decimals)
        } else {
            round(end, self.decimals)
        };
        let (goal, tolerance) = self.goal(measure, up, value, index);
        let value = match &goal {
            Goal::TimesBaseline(times) => round(base * float(*times), self.decimals),
            Goal::RiseBy(by, percent) | Goal::FallBy(by, percent) => {
                let step = float(*by) * if *percent { base / 100.0 } else { 1.0 };
                let up = matches!(goal, Goal::RiseBy(..));
                round(if up { base + step } else { base - step }, self.decimals)
            }
            _ => value,
        };
        let mut better = None;
        if matches!(goal, Goal::About(..)) {
            better = self.random.one_of(&[
                None,
                Some(Better::Higher),
                Some(Better::Lower),
                Some(Better::Near),
            ]);
            self.has(match better {
                None => "about, better absent",
                Some(Better::Higher) => "about, better higher",
                Some(Better::Lower) => "about, better lower",
                Some(Better::Near) => "about, better near",
            });
        }
        let by = matches!(goal, Goal::RiseBy(..) | Goal::FallBy(..));
        let relative = goal.is_change() || goal.limit().is_some();
        let mut every: Option<(Vec<String>, Option<Q>)> = None;
        let mut every_text = String::new();
        let plain_goal = !relative && !matches!(goal, Goal::Budget(_));
        if plain_goal && measure != Measure::AverageGrowth && self.chance(20) {
            self.has("every");
            let (members, count) = self.random.one_of(&[("two", 2), ("four", 4)]);
            let share =
                self.random.one_of(&[None, None, Some(Decimal::of(5, 1)), Some(Decimal::of(7, 1))]);
            every_text = format!(", every = \"{members}\"");
            if let Some(share) = share {
                self.has("every, with a share");
                write!(every_text, ", share = {}", share.text()).unwrap();
            }
            let names = MEMBERS[..count].iter().map(|it| (*it).to_owned()).collect();
            every = Some((names, share.map(Decimal::value)));
        }
        let numbers = matches!(
            goal,
            Goal::AtLeast(_) | Goal::MoreThan(_) | Goal::AtMost(_) | Goal::LessThan(_)
        );
        let mut own: Vec<(String, Decimal)> = Vec::new();
        let mut goal = goal;
        let mut target = target_text(&goal, tolerance.as_deref());
        if let Some((members, _)) = &every
            && numbers
            && self.chance(90)
        {
            self.has("targets of members' own");
            let all = self.chance(60);
            for member in members {
                if all || self.chance(60) {
                    own.push((member.clone(), self.near(float(value), 8)));
                }
            }
            if all && self.chance(80) {
                self.has("no other target than members' own");
                // The number is not written; the milestones lead to the first.
                let (word, _) = target.split_once(" = ").unwrap();
                target = format!("{word} = true");
                goal = match goal {
                    Goal::AtLeast(_) => Goal::AtLeast(own[0].1),
                    Goal::MoreThan(_) => Goal::MoreThan(own[0].1),
                    Goal::AtMost(_) => Goal::AtMost(own[0].1),
                    _ => Goal::LessThan(own[0].1),
                };
            }
            let each = own.iter().map(|(region, at)| format!("\"{region}\" = {}", at.text()));
            let each: Vec<String> = each.collect();
            write!(every_text, ", targets = {{ {} }}", each.join(", ")).unwrap();
        }

        // Baseline and milestones.
        let mut baseline = None;
        let wants_baseline = match measure {
            Measure::Level => 66,
            Measure::Rate | Measure::Mean => 35,
            Measure::EveryYear | Measure::Total => {
                if relative {
                    70
                } else {
                    10
                }
            }
            Measure::AverageGrowth => 60,
        };
        if self.chance(wants_baseline) {
            let years_before = self.random.weighted(&[(8, 1), (2, 2)]);
            let year = year_of(period.first) - years_before;
            let mut span = Span::year(year);
            if kind == Kind::Stock && self.chance(20) {
                span = Span::new(span.last, span.last);
            } else if let Kind::Survey(at) = kind
                && !chained
                && self.chance(60)
            {
                self.has("a deadline or baseline by the month of the year's figure");
                span = Span::new(month(year, at), month(year, at));
            } else if kind != Kind::Flow && self.chance(20) {
                self.has("a baseline at a year's end");
                span = Span::end_of(span.last);
            }
            let may_state = !(growth && kind == Kind::Ratio);
            let stated = may_state && self.chance(60);
            self.has(if stated { "a stated baseline" } else { "a named baseline" });
            baseline = Some((span, stated.then(|| round(base, self.decimals))));
        } else {
            self.has("no baseline");
        }
        let projected = measure == Measure::Level
            && plain_goal
            && !matches!(goal, Goal::Beside(_))
            && baseline.is_none();
        let recent = projected && last - first >= 3 && self.chance(70);
        if recent {
            self.has("a projection from points of which many are approximate");
        }
        let path_start = baseline.as_ref().map_or(period.first - 1, |it| kind.planned(it.0).last);
        let mut milestones = Vec::new();
        let has_path = matches!(measure, Measure::Level | Measure::Total) && plain_goal;
        if (has_path || by) && self.chance(30) {
            let from = if measure == Measure::Total { 0.0 } else { base };
            // A rounded target may lie a little beyond the exact one.
            let to = if by { from + (float(value) - from) * 0.8 } else { float(value) };
            milestones = self.milestones(path_start, closing, from, to);
            milestones.retain(|it| !by || (float(it.1) - from).abs() <= (to - from).abs());
        }

        let parts = measure == Measure::Total
            && every.is_none()
            && matches!(goal, Goal::AtLeast(_))
            && value.digits >= 2
            && self.chance(65);
        let from = if parts {
            None
        } else {
            self.derivation(&id, measure, kind, unit, &goal, every.is_some(), chained)
        };
        let part_ids = [format!("p{index}"), format!("q{index}")];
        let amendments = self.amendments(measure, &goal, value, period, closing, base);

        // The plan file.
        let mut text = format!(
            "[[indicator]]\nid = \"{id}\"\nname = \"项目{id}\"\nunit = \"{}\"\nkind = {}\nmeasure = \"{}\"\n",
            unit.word,
            kind_word(kind),
            measure_word(measure)
        );
        writeln!(text, "target = {{ {target}{every_text} }}").unwrap();
        writeln!(text, "cite = {{ section = \"一\", figure = \"目标{}\" }}", printed_number(&goal))
            .unwrap();
        if let Some(better) = better {
            let word = match better {
                Better::Higher => "higher",
                Better::Lower => "lower",
                Better::Near => "near",
            };
            writeln!(text, "better = \"{word}\"").unwrap();
        }
        if let Some(deadline) = written_deadline {
            writeln!(text, "deadline = \"{}\"", plain(deadline)).unwrap();
        }
        if let Some(period) = own_period {
            writeln!(text, "period = \"{}\"", plain(period)).unwrap();
        }
        if let Some((span, value)) = &baseline {
            let value = value.map(|it| format!(", value = {}", it.text())).unwrap_or_default();
            writeln!(text, "baseline = {{ period = \"{}\"{value} }}", plain(*span)).unwrap();
        }
        if !milestones.is_empty() {
            writeln!(text, "milestones = {}", milestones_text(&milestones)).unwrap();
        }
        let aspirational = self.chance(10);
        if aspirational {
            self.has("aspirational");
            text.push_str("aspirational = true\n");
        }
        if let Some(from) = &from {
            writeln!(text, "from = {}", from_text(from)).unwrap();
        }
        if parts {
            self.has("parts");
            writeln!(text, "parts = [\"{}\", \"{}\"]", part_ids[0], part_ids[1]).unwrap();
        }
        text.push_str(&amendments_text(&amendments));
        self.toml.push_str(&text);
        self.toml.push('\n');
        let mut indicator = Indicator {
            id: id.clone(),
            measure,
            kind,
            zeros: unit.zeros,
            percent: kind == Kind::Ratio,
            better,
            goal: goal.clone(),
            every: every.clone(),
            own,
            from: from.clone(),
            parts: if parts { part_ids.to_vec() } else { Vec::new() },
            period,
            deadline: closing,
            baseline: baseline.map(|(span, value)| (kind.planned(span), value)),
            milestones,
            amendments,
            aspirational,
        };
        for amendment in &mut indicator.amendments {
            let milestones = amendment.milestones.iter_mut().flatten();
            milestones.for_each(|(span, _)| *span = kind.planned(*span));
        }
        indicator.milestones.iter_mut().for_each(|(span, _)| *span = kind.planned(*span));
        self.indicators.push(indicator.clone());

        // The figures.
        let regions: Vec<String> = every.map_or_else(|| vec![REGION.to_owned()], |it| it.0);
        let beside = match &goal {
            Goal::Beside(of) => Some(of),
            _ => None,
        };
        if let Some(of) = beside {
            let other = self.other_unit(unit);
            self.declare(&of.id, other, kind, None);
        }
        if parts {
            let half = Decimal::of(value.digits / 2, value.decimals);
            let rest = Decimal::of(value.digits - half.digits, value.decimals);
            for (part, share) in part_ids.iter().zip([half, rest]) {
                let goal = Goal::AtLeast(share);
                let mut text = format!(
                    "[[indicator]]\nid = \"{part}\"\nname = \"项目{part}\"\nunit = \"{}\"\nmeasure = \"total\"\ntarget = {{ {} }}\ncite = {{ section = \"一\", figure = \"目标{}\" }}\n",
                    unit.word,
                    target_text(&goal, None),
                    share.text()
                );
                if let Some(deadline) = written_deadline {
                    writeln!(text, "deadline = \"{}\"", plain(deadline)).unwrap();
                }
                if let Some(period) = own_period {
                    writeln!(text, "period = \"{}\"", plain(period)).unwrap();
                }
                self.toml.push_str(&text);
                self.toml.push('\n');
                self.indicators.push(Indicator {
                    id: part.clone(),
                    goal,
                    better: None,
                    parts: Vec::new(),
                    baseline: None,
                    milestones: Vec::new(),
                    amendments: Vec::new(),
                    aspirational: false,
                    ..indicator.clone()
                });
            }
        }
        let by_day = kind == Kind::Ratio && !growth && from.is_none() && self.chance(25);
        for region in &regions {
            let most = if measure == Measure::Total { 20 } else { 14 };
            let pace = f64::from(u8::try_from(self.random.within(3, most)).unwrap()) / 10.0;
            // No figure before the start from which a path could begin, and no gap.
            self.approximate = recent;
            let spans = if recent {
                (first..last).map(Span::year).collect()
            } else {
                self.spans(kind, measure, by_day)
            };
            let target = float(value);
            let steps = f64::from(closing.last - path_start);
            let total_months = f64::from(period.months());
            let mut values = Vec::new();
            for span in spans {
                let at = match measure {
                    Measure::Total => target / total_months * f64::from(span.months()) * pace,
                    Measure::Level | Measure::AverageGrowth if growth && kind != Kind::Ratio => {
                        let years = f64::from(span.last - path_start) / 12.0;
                        base.max(20.0) * (1.0 + target * pace / 100.0).powf(years)
                    }
                    Measure::Level => {
                        base + (target - base) * pace * f64::from(span.last - path_start) / steps
                    }
                    _ => target,
                };
                let at = if kind == Kind::Flow
                    && measure != Measure::Total
                    && span.months() < 12
                    && !negative
                {
                    at * f64::from(span.months()) / 12.0
                } else {
                    at
                };
                let spread =
                    if measure == Measure::Level { self.random.one_of(&[2, 4, 12]) } else { 8 };
                let mut number = self.near(at, spread);
                if measure != Measure::Total && !growth && self.chance(8) {
                    number = value;
                }
                values.push((span, number));
            }
            let first = *region == regions[0];
            let reference = beside.filter(|of| of.in_region.is_none() || first);
            let reference = reference.map(|of| (of.id.as_str(), of.in_region.unwrap_or(region)));
            self.figures(&indicator, unit, region, &values, parts, &part_ids, reference);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what the figures depend on")]
    fn figures(
        &mut self,
        of: &Indicator,
        unit: Unit,
        region: &str,
        values: &[(Span, Decimal)],
        parts: bool,
        part_ids: &[String; 2],
        reference: Option<(&str, &str)>,
    ) {
        let printed =
            if of.from.is_some() || parts { self.random.one_of(&[0, 0, 15]) } else { 100 };
        let index: String = of.id.chars().skip(1).collect();
        let operand = |name: &str| format!("{name}{index}");
        let (mut stock, mut begun) = (1000.0, false);
        let mut chained = 100.0;
        let chained_from = of.baseline.as_ref().map_or(of.period.first - 1, |it| it.0.last);
        for (span, value) in values {
            let (span, value) = (*span, *value);
            if self.chance(printed) {
                self.figure(&of.id, region, unit, of.kind, span, value);
            }
            if let (Goal::Beside(beside), Some((other, region))) = (&of.goal, reference)
                && self.chance(80)
            {
                // Often just at the edge.
                let margin = float(beside.margin);
                let other_value = if self.chance(25) {
                    round(float(value) - margin, self.decimals)
                } else {
                    self.near(float(value) - margin, 6)
                };
                self.other_figure(other, region, unit, of.kind, span, other_value);
            }
            if parts {
                for (part, share) in part_ids.iter().zip([0.4, 0.6]) {
                    if self.chance(90) {
                        let value = round(float(value) * share, self.decimals);
                        self.figure(part, region, unit, Kind::Flow, span, value);
                    }
                }
            }
            match &of.from {
                Some(From::Sum(_)) => {
                    for (name, share) in [("s", 0.3), ("t", 0.7)] {
                        if self.chance(92) {
                            let value = round(float(value) * share, self.decimals);
                            self.other_figure(&operand(name), region, unit, of.kind, span, value);
                        }
                    }
                }
                Some(From::Difference(..)) => {
                    let less = self.near(40.0, 30);
                    let one = Decimal::of(value.digits + less.digits, value.decimals);
                    for (name, value) in [("s", one), ("t", less)] {
                        if self.chance(94) {
                            self.other_figure(&operand(name), region, unit, of.kind, span, value);
                        }
                    }
                }
                Some(From::ChainOf(_)) => {
                    let change = (float(value) / chained - 1.0) * 100.0;
                    let change = round(change.clamp(-60.0, 90.0), 1);
                    if span.last > chained_from && span.is_year() {
                        chained *= 1.0 + float(change) / 100.0;
                    }
                    if self.chance(93) {
                        self.figure(&operand("s"), region, SHARE, Kind::Ratio, span, change);
                    }
                }
                Some(From::Ratio(..)) => {
                    let kind = self.operand_kind(of);
                    let whole = self.random.one_of(&[100, 200, 50]);
                    let above = round(float(value) * f64::from(whole) / 100.0, 1);
                    if self.chance(95) {
                        self.figure(&operand("s"), region, MONEY, kind, span, above);
                        self.figure(
                            &operand("t"),
                            region,
                            MONEY,
                            kind,
                            span,
                            Decimal::of(whole.into(), 0),
                        );
                    }
                }
                Some(From::IncreaseOf(..)) if span.is_year() => {
                    if !begun && self.chance(90) {
                        self.other_figure(
                            &operand("s"),
                            region,
                            unit,
                            self.operand_kind(of),
                            span.shifted(-12),
                            round(stock, 0),
                        );
                    }
                    begun = true;
                    stock += float(value);
                    if self.chance(93) {
                        let at = round(stock, self.decimals);
                        let kind = self.operand_kind(of);
                        self.other_figure(&operand("s"), region, unit, kind, span, at);
                    }
                }
                Some(From::GrowthOf(_)) => {
                    let kind = self.operand_kind(of);
                    let years = f64::from(span.last - month(2016, 12)) / 12.0;
                    let share = if kind == Kind::Flow { f64::from(span.months()) } else { 12.0 };
                    let level = 10.0 * share * (1.0 + float(value) / 100.0).powf(years);
                    if self.chance(94) {
                        let at = round(level, 1);
                        self.figure(&operand("s"), region, MONEY, kind, span, at);
                    }
                }
                _ => {}
            }
        }
    }

    /// A figure of a series that may have another unit of the same dimension.
    fn other_figure(
        &mut self,
        id: &str,
        region: &str,
        unit: Unit,
        kind: Kind,
        span: Span,
        value: Decimal,
    ) {
        let zeros = self.series.iter().find(|it| it.id == id).unwrap().zeros;
        let (unit, value) = match zeros - unit.zeros {
            4 => (MANY, Decimal::of(value.digits, value.decimals + 4)),
            -4 => {
                let kept = value.decimals.min(4);
                (COUNT, Decimal::of(value.digits * 10_i64.pow(4 - kept), value.decimals - kept))
            }
            _ => (unit, value),
        };
        self.figure(id, region, unit, kind, span, value);
    }

    /// Another unit of the same dimension, sometimes.
    fn other_unit(&mut self, unit: Unit) -> Unit {
        if ["亿元", "%", "指数"].contains(&unit.word) || self.chance(40) {
            return unit;
        }
        self.has("a series in another unit");
        if unit.zeros == 0 { MANY } else { COUNT }
    }

    fn operand_kind(&self, of: &Indicator) -> Kind {
        let index: String = of.id.chars().skip(1).collect();
        let id = format!("s{index}");
        self.series.iter().find(|it| it.id == id).unwrap().kind
    }

    fn goal(
        &mut self,
        measure: Measure,
        up: bool,
        value: Decimal,
        index: usize,
    ) -> (Goal, Option<String>) {
        let relative = match measure {
            Measure::Level => self.random.weighted(&[
                (42, None),
                (7, Some("times")),
                (7, Some("rising")),
                (7, Some("falling")),
                (15, Some("beside")),
                (8, Some("rise")),
                (8, Some("fall")),
                (6, Some("not falling")),
                (6, Some("not rising")),
            ]),
            Measure::Total => {
                self.random.weighted(&[(76, None), (16, Some("budget")), (8, Some("times"))])
            }
            Measure::Rate => {
                self.random.weighted(&[(60, None), (8, Some("times")), (32, Some("beside"))])
            }
            Measure::EveryYear => self.random.weighted(&[
                (52, None),
                (8, Some("times")),
                (12, Some("rising")),
                (12, Some("falling")),
                (8, Some("not falling")),
                (8, Some("not rising")),
            ]),
            Measure::Mean => self.random.weighted(&[(88, None), (12, Some("times"))]),
            Measure::AverageGrowth => None,
        };
        let limit = |of: &mut Self| {
            if of.chance(45) {
                of.has("a natural limit");
                Some(of.near(float(value), 4))
            } else {
                None
            }
        };
        let goal = match relative {
            Some("times") => Goal::TimesBaseline(self.random.one_of(&[
                Decimal::of(2, 0),
                Decimal::of(12, 1),
                Decimal::of(15, 1),
                Decimal::of(11, 1),
            ])),
            Some("rising") => Goal::Rising(limit(self)),
            Some("falling") => Goal::Falling(limit(self)),
            Some("not falling") => Goal::NotFalling(limit(self)),
            Some("not rising") => Goal::NotRising(limit(self)),
            Some(way @ ("rise" | "fall")) => {
                let percent = self.chance(50);
                self.has(if percent { "a change in per cent" } else { "a change by an amount" });
                let by = if percent {
                    let tenths = self.random.one_of(&[25, 50, 75, 100, 150, 500]);
                    Decimal::of(tenths, 1)
                } else {
                    Decimal::of(self.random.within(1, 40), self.decimals)
                };
                if way == "rise" { Goal::RiseBy(by, percent) } else { Goal::FallBy(by, percent) }
            }
            Some("budget") => Goal::Budget(value),
            Some(_) => self.beside(index),
            None => return self.value_goal(measure, up, value),
        };
        self.has(feature_of(&goal));
        (goal, None)
    }

    fn beside(&mut self, index: usize) -> Goal {
        let key = self.random.one_of(&["above_series", "at_least_series", "at_most_series"]);
        let number = |of: &mut Self, feature, percent, least, most| {
            let digits = if of.chance(percent) { of.random.within(least, most) } else { 0 };
            if digits != 0 {
                of.has(feature);
            }
            Decimal::of(digits, of.decimals)
        };
        let margin = number(self, "a margin", 60, -6, 6);
        let leaves = if key == "above_series" { 0 } else { 60 };
        let tolerance = number(self, "a tolerance beside a series", leaves, 1, 6);
        let elsewhere = self.chance(40);
        if elsewhere {
            self.has("a series of another region");
        }
        let in_region = elsewhere.then_some(ELSEWHERE);
        Goal::Beside(Beside { key, id: format!("r{index}"), in_region, margin, tolerance })
    }

    fn value_goal(&mut self, measure: Measure, up: bool, value: Decimal) -> (Goal, Option<String>) {
        let wide = self.random.within(1, 20);
        let upper = Decimal::of(value.digits + wide, value.decimals);
        let mut tolerance = None;
        let growth = measure == Measure::AverageGrowth;
        let kind = if up || (growth && self.chance(70)) {
            let plain = if measure == Measure::Total { 50 } else { 30 };
            self.random.weighted(&[(plain, 0), (16, 1), (24, 4), (14, 5), (16, 6)])
        } else {
            self.random.weighted(&[(30, 2), (20, 3), (24, 4), (10, 5), (16, 6)])
        };
        let goal = match kind {
            0 => Goal::AtLeast(value),
            1 => Goal::MoreThan(value),
            2 => Goal::AtMost(value),
            3 => Goal::LessThan(value),
            4 => {
                let (text, at) = match self.random.within(0, 2) {
                    0 => (None, value.value() * q(5, 100)),
                    1 => (Some("\"2%\"".to_owned()), value.value() * q(2, 100)),
                    _ => {
                        let at = Decimal::of(self.random.within(0, 6), value.decimals);
                        (Some(at.text()), at.value())
                    }
                };
                tolerance = text;
                let at: Q = if at < int(0) { -at } else { at };
                Goal::About(value, at)
            }
            5 => Goal::Between(value, upper),
            _ => Goal::Within(value, upper),
        };
        self.has(feature_of(&goal));
        (goal, tolerance)
    }

    /// Values on the way, from the start to the target; some flat at first.
    fn milestones(
        &mut self,
        start: i32,
        deadline: Span,
        from: f64,
        to: f64,
    ) -> Vec<(Span, Decimal)> {
        let years = year_of(start) + 1..=year_of(deadline.last);
        let mut milestones = Vec::new();
        let mut share = 0;
        let flat = self.chance(25);
        for year in years {
            let span = Span::year(year);
            if span.last <= start || span.last >= deadline.last || !self.chance(60) {
                continue;
            }
            if !(flat && milestones.is_empty()) {
                share = (share + self.random.within(5, 35)).min(100);
            }
            let share = f64::from(u8::try_from(share).unwrap()) / 100.0;
            milestones.push((span, round(from + (to - from) * share, self.decimals)));
        }
        if !milestones.is_empty() {
            self.has("milestones");
        }
        milestones
    }

    #[expect(clippy::too_many_arguments, reason = "what a derivation depends on")]
    fn derivation(
        &mut self,
        id: &str,
        measure: Measure,
        kind: Kind,
        unit: Unit,
        goal: &Goal,
        every: bool,
        chained: bool,
    ) -> Option<From> {
        let index = &id[1..];
        let (one, two) = (format!("s{index}"), format!("t{index}"));
        let percent = if measure == Measure::AverageGrowth { 60 } else { 32 };
        if every || matches!(goal, Goal::Beside(_)) || !(chained || self.chance(percent)) {
            return None;
        }
        let operand = self.random.one_of(&[
            Kind::Stock,
            Kind::Stock,
            Kind::Flow,
            Kind::Flow,
            Kind::Survey(11),
        ]);
        let stock = self.random.one_of(&[Kind::Stock, Kind::Stock, Kind::Survey(9)]);
        let from = match (measure, kind) {
            _ if chained => From::ChainOf(one.clone()),
            (measure, _) if measure != Measure::AverageGrowth && self.chance(20) => {
                From::Difference(one.clone(), two.clone())
            }
            (Measure::AverageGrowth, Kind::Ratio) => From::GrowthOf(one.clone()),
            (Measure::AverageGrowth, _) => return None,
            (_, Kind::Ratio) if self.chance(50) => From::GrowthOf(one.clone()),
            (_, Kind::Ratio) => From::Ratio(one.clone(), two.clone(), int(100)),
            (Measure::Total | Measure::EveryYear, Kind::Flow) if self.chance(70) => {
                From::IncreaseOf(one.clone(), self.chance(50))
            }
            _ => From::Sum(vec![one.clone(), two.clone()]),
        };
        match &from {
            From::GrowthOf(_) => {
                self.has("growth_of");
                self.declare(&one, MONEY, operand, None);
            }
            From::Ratio(..) => {
                self.has("ratio of two");
                self.declare(&one, MONEY, operand, None);
                self.declare(&two, MONEY, operand, None);
            }
            From::IncreaseOf(..) => {
                self.has("increase_of");
                let other = self.other_unit(unit);
                self.declare(&one, other, stock, None);
            }
            From::ChainOf(_) => {
                self.has("chain_of");
                self.declare(&one, SHARE, Kind::Ratio, None);
            }
            From::Sum(_) | From::Difference(..) => {
                self.has(if matches!(from, From::Sum(_)) { "sum" } else { "difference" });
                let other = self.other_unit(unit);
                self.declare(&one, other, kind, None);
                self.declare(&two, unit, kind, None);
            }
        }
        Some(from)
    }

    fn amendments(
        &mut self,
        measure: Measure,
        goal: &Goal,
        value: Decimal,
        period: Span,
        deadline: Span,
        base: f64,
    ) -> Vec<Amendment> {
        if !self.chance(24) {
            return Vec::new();
        }
        let mut amendments: Vec<Amendment> = Vec::new();
        let mut on = first_day_of(self.period.first) + days(&mut self.random, 0, 500);
        let mut now = deadline;
        for _ in 0..self.random.within(1, 2) {
            let late = self.chance(30);
            if late {
                on = on.max(now.last_day() + days(&mut self.random, 0, 200));
            }
            if on > now.last_day() {
                self.has("an amendment after the deadline");
            }
            let retroactive = self.chance(40);
            if retroactive {
                self.has("a retroactive amendment");
            }
            let mut amendment = Amendment {
                on,
                goal: None,
                deadline: None,
                milestones: None,
                withdrawn: false,
                retroactive,
            };
            on = on + days(&mut self.random, 30, 500);
            if self.chance(22) {
                self.has("withdrawn");
                amendment.withdrawn = true;
                amendments.push(amendment);
                break;
            }
            let plain = matches!(
                goal,
                Goal::AtLeast(_) | Goal::MoreThan(_) | Goal::AtMost(_) | Goal::LessThan(_)
            );
            if plain && self.chance(60) {
                self.has("an amended target");
                let changed =
                    Decimal::of(value.digits + self.random.within(-15, 15), value.decimals);
                amendment.goal = Some(match goal {
                    Goal::AtLeast(_) | Goal::MoreThan(_) => {
                        self.random.one_of(&[Goal::AtLeast(changed), Goal::MoreThan(changed)])
                    }
                    _ => self.random.one_of(&[Goal::AtMost(changed), Goal::LessThan(changed)]),
                });
            }
            let years = deadline.is_year() && measure != Measure::AverageGrowth;
            if years && (amendment.goal.is_none() || self.chance(35)) {
                self.has("an amended deadline");
                let year = year_of(now.last) + self.random.month(-1, 2);
                let year = year.max(year_of(period.first));
                now = Span::year(year);
                amendment.deadline = Some(now);
            }
            let has_path = plain && matches!(measure, Measure::Level | Measure::Total);
            if has_path && self.chance(85) {
                let from = if measure == Measure::Total { 0.0 } else { base };
                let start = self.period.first - 1;
                let path = self.milestones(start.max(period.first - 1), now, from, float(value));
                if !path.is_empty() {
                    self.has("amended milestones");
                    amendment.milestones = Some(path);
                }
            }
            if amendment.goal.is_some()
                || amendment.deadline.is_some()
                || amendment.milestones.is_some()
            {
                amendments.push(amendment);
            }
        }
        amendments
    }
}

fn milestones_text(milestones: &[(Span, Decimal)]) -> String {
    let each: Vec<String> = milestones
        .iter()
        .map(|(span, value)| format!("\"{}\" = {}", plain(*span), value.text()))
        .collect();
    format!("{{ {} }}", each.join(", "))
}

fn amendments_text(amendments: &[Amendment]) -> String {
    let mut text = String::new();
    for amendment in amendments {
        writeln!(text, "[[indicator.amended]]\non = {}", amendment.on).unwrap();
        if let Some(goal) = &amendment.goal {
            writeln!(text, "target = {{ {} }}", target_text(goal, None)).unwrap();
        }
        if let Some(deadline) = amendment.deadline {
            writeln!(text, "deadline = \"{}\"", plain(deadline)).unwrap();
        }
        if let Some(milestones) = &amendment.milestones {
            writeln!(text, "milestones = {}", milestones_text(milestones)).unwrap();
        }
        if amendment.withdrawn {
            text.push_str("withdrawn = true\n");
        }
        if amendment.retroactive {
            text.push_str("retroactive = true\n");
        }
    }
    text
}
