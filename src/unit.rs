//! Units as plans and releases print them, in Chinese and English, and the conversion between them.
//!
//! A unit converts inside its dimension and never across. Depends on [`crate::number`] only.

use std::fmt;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::number::Number;

/// What a unit measures. Only values of the same dimension can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dimension {
    /// Chinese currency; the base is one yuan.
    Money,
    /// The base is one US dollar.
    Dollar,
    /// Things, people, cases: all counting words are equivalent; the base is one.
    Count,
    /// A place in a ranking (位): lower is better, nothing converts.
    Rank,
    /// Percent, per mille and percentage points; the base is one percent.
    Share,
    /// Work of one person over one year; the base is one person-year.
    PersonYear,
    /// The base is one tonne.
    Mass,
    /// One dimension per another; the base is base over base.
    Per(Box<Dimension>, Box<Dimension>),
    /// No unit at all: an index, a multiple.
    Pure,
    /// An unknown unit: its own dimension, named by its normalised form without leading 万 and 亿.
    Other(String),
}

/// A printed unit: its dimension and its size in the dimension's base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    printed: String,
    dimension: Dimension,
    size: Number,
    magnitude: i32,
}

/// Chinese powers of ten before a unit, in the order in which they combine: 百亿, 千万, 万亿.
pub const MAGNITUDES: [(char, i32); 5] = [('十', 1), ('百', 2), ('千', 3), ('万', 4), ('亿', 8)];

/// English ones and those of databases in normalised form: without spaces and commas.
const ENGLISH_MAGNITUDES: &[(&str, i32)] = &[
    ("1000", 3),
    ("ths_", 3),
    ("mio_", 6),
    ("mln_", 6),
    ("thousandsof", 3),
    ("millionsof", 6),
    ("billionsof", 9),
    ("thousand", 3),
    ("10000", 4),
    ("10thousand", 4),
    ("million", 6),
    ("10million", 7),
    ("100million", 8),
    ("billion", 9),
    ("trillion", 12),
];

/// Every unit without a power of ten: its dimension, its size as a power of ten, and its names in normalised form.
const PLAIN: &[(Dimension, i32, &[&str])] = &[
    (
        Dimension::Count,
        0,
        &[
            "家", "个", "件", "项", "人", "名", "所", "场", "次", "支", "台", "套", "人次", "台次",
            "批次", "户", "种", "部", "篇", "条", "座", "只", "辆", "艘", "架", "团队", "对", "门",
            "批", "版", "台套", "台(套)", "组", "期", "份", "张", "处", "片", "例", "起", "宗",
            "本", "册", "家次", "场次", "件次", "户次", "类", "款", "笔", "间", "枚", "person",
            "persons", "people", "item", "items",
        ],
    ),
    (Dimension::Money, 0, &["元", "人民币元", "元人民币", "yuan", "rmb", "cny"]),
    (
        Dimension::Dollar,
        0,
        &["美元", "usd", "us$", "currentus$", "usdollar", "usdollars", "u.s.dollars"],
    ),
    (
        Dimension::Share,
        0,
        &[
            "%",
            "个百分点",
            "百分点",
            "百分比",
            "percent",
            "percentage",
            "pp",
            "percentagepoint",
            "percentagepoints",
        ],
    ),
    (Dimension::Share, -1, &["‰", "千分比", "千分点", "permille"]),
    (Dimension::Share, 2, &["ratio"]),
    (Dimension::Rank, 0, &["位", "名次", "rank"]),
    (Dimension::PersonYear, 0, &["人年", "person-year", "person-years", "fte"]),
    (Dimension::Mass, 0, &["吨", "公吨", "t", "tonne", "tonnes"]),
    (Dimension::Mass, -3, &["千克", "公斤", "kg"]),
    // The first four mean that there is no unit.
    (Dimension::Pure, 0, &["", "-", "—", "无", "倍", "index", "指数"]),
];

impl Unit {
    /// Reads a printed unit. Every text is a unit; an unknown one is [`Dimension::Other`].
    pub fn parse(printed: &str) -> Self {
        let name = code(printed.trim()).map_or_else(|| normalised(printed), str::to_owned);
        let (dimension, size, magnitude) = read(&name);
        Self { printed: printed.trim().to_owned(), dimension, size, magnitude }
    }

    /// Percent.
    pub fn percent() -> &'static Self {
        static PERCENT: LazyLock<Unit> = LazyLock::new(|| Unit::parse("%"));
        &PERCENT
    }

    /// The unit as it was printed.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// What it measures.
    pub fn dimension(&self) -> &Dimension {
        &self.dimension
    }

    pub fn is_known(&self) -> bool {
        fn known(dimension: &Dimension) -> bool {
            match dimension {
                Dimension::Other(_) => false,
                Dimension::Per(above, below) => known(above) && known(below),
                _ => true,
            }
        }
        known(&self.dimension)
    }

    /// Whether the printed unit includes a power of ten (万家, 亿元).
    pub fn has_magnitude(&self) -> bool {
        self.magnitude > 0
    }

    /// The power of ten that the printed unit includes.
    pub fn magnitude(&self) -> i32 {
        self.magnitude
    }

    /// The same without the power of ten that is printed before it.
    #[must_use]
    pub fn bare(&self) -> Self {
        let size = self.size.scaled(&Number::power_of_ten(-self.magnitude));
        Self { size, magnitude: 0, ..self.clone() }
    }

    /// Whether it is a place in a ranking, where lower is better.
    pub fn is_rank(&self) -> bool {
        self.dimension == Dimension::Rank
    }

    /// Whether it is a share, whose differences are percentage points: not one as a part of 1.
    pub fn is_share(&self) -> bool {
        self.dimension == Dimension::Share && self.size <= Number::ONE
    }

    /// Whether it is a ratio by its form: a share, or one unit per another.
    pub fn is_ratio(&self) -> bool {
        matches!(self.dimension, Dimension::Share | Dimension::Per(..))
    }

    /// The factor that converts a value of this unit to `target`; `None` across dimensions.
    pub fn factor_to(&self, target: &Self) -> Option<Number> {
        if self.dimension != target.dimension {
            return None;
        }
        self.size.over(&target.size)
    }

    /// `value` of this unit in `target`; `None` across dimensions.
    pub fn convert(&self, value: &Number, target: &Self) -> Option<Number> {
        self.factor_to(target).map(|factor| value.scaled(&factor))
    }
}

/// The unit as printed.
impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.printed)
    }
}

/// The unit of a database's code, which in small letters may be something else.
fn code(printed: &str) -> Option<&'static str> {
    let share = printed.strip_prefix("PC").or_else(|| printed.strip_prefix("PT"));
    match share {
        Some(of) if of.is_empty() || of.starts_with('_') => Some("%"),
        _ => (printed == "PS").then_some("persons"),
    }
}

/// ASCII forms, lower case, without spaces and digit commas; the English `per` becomes `/`.
fn normalised(printed: &str) -> String {
    let narrow: String = printed.nfkc().flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = narrow
        .split_whitespace()
        .enumerate()
        .map(|(place, word)| if word == "per" && place > 0 { "/" } else { word })
        .collect();
    words.concat().replace(',', "")
}

/// Dimension, size in its base, and the power of ten that the numerator includes.
fn read(name: &str) -> (Dimension, Number, i32) {
    if let Some((above, below)) = name.split_once('/')
        && !above.is_empty()
        && !below.is_empty()
        && !below.contains('/')
    {
        let (above, above_size, magnitude) = read_simple(above);
        let (below, below_size, _) = read_simple(below);
        if let Some(size) = above_size.over(&below_size) {
            return (Dimension::Per(Box::new(above), Box::new(below)), size, magnitude);
        }
    }
    read_simple(name)
}

fn read_simple(name: &str) -> (Dimension, Number, i32) {
    if let Some((dimension, size)) = plain(name) {
        return (dimension, size, 0);
    }
    let (exponent, rest) = magnitude(name);
    let power = Number::power_of_ten;
    match plain(rest).filter(|_| exponent > 0) {
        Some((
            dimension @ (Dimension::Money
            | Dimension::Dollar
            | Dimension::Count
            | Dimension::PersonYear
            | Dimension::Mass),
            size,
        )) => return (dimension, size.scaled(&power(exponent)), exponent),
        Some((Dimension::Pure, _)) if rest.is_empty() => {
            return (Dimension::Count, power(exponent), exponent);
        }
        // 万吨标准煤 and 亿吨标准煤 are multiples of one unknown unit. 百 and 十 may be part of its name (百强).
        None if exponent >= 3 => {
            // Of 万千瓦 the kilowatt is a unit, too: a cell may say 1.5万 of it.
            let bare = rest.strip_prefix('千').filter(|bare| !bare.is_empty());
            let size = power(exponent + if bare.is_some() { 3 } else { 0 });
            let printed = if name.starts_with('千') { 0 } else { exponent };
            return (Dimension::Other(bare.unwrap_or(rest).to_owned()), size, printed);
        }
        _ => {}
    }
    (Dimension::Other(name.to_owned()), Number::ONE, 0)
}

/// The power of ten before a name, and the rest of the name.
fn magnitude(name: &str) -> (i32, &str) {
    let english = ENGLISH_MAGNITUDES
        .iter()
        .filter_map(|(word, exponent)| Some((*exponent, name.strip_prefix(word)?)))
        .find(|(_, rest)| rest.starts_with(|first: char| !first.is_ascii_digit()));
    if let Some(found) = english {
        return found;
    }
    let mut found = (0, name);
    for (sign, exponent) in MAGNITUDES {
        // At most one of 十, 百, 千; 千 comes before 万, and 万 before 亿.
        let (so_far, rest) = found;
        if let Some(rest) = rest.strip_prefix(sign)
            && (so_far == 0 || exponent >= 4)
        {
            found = (so_far + exponent, rest);
        }
    }
    found
}

/// How a share of something begins, whatever that is.
const SHARES_OF: [&str; 3] = ["percentof", "percentageof", "%of"];

/// Units without a power of ten.
fn plain(name: &str) -> Option<(Dimension, Number)> {
    if SHARES_OF.iter().any(|share| name.starts_with(share)) || name.ends_with("percentchange") {
        return Some((Dimension::Share, Number::ONE));
    }
    let listed = PLAIN.iter().find(|(.., names)| names.contains(&name));
    let listed = listed.map(|(it, exponent, _)| (it.clone(), Number::power_of_ten(*exponent)));
    // Percentage (%): the same twice.
    listed.or_else(|| {
        let (word, sign) = name.strip_suffix(')')?.split_once('(')?;
        let word = plain(word).filter(|_| !word.is_empty())?;
        plain(sign).filter(|sign| *sign == word)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Number {
        Number::parse_decimal(text).expect(text)
    }

    fn per(above: Dimension, below: Dimension) -> Dimension {
        Dimension::Per(Box::new(above), Box::new(below))
    }

    #[test]
    fn printed_units_are_read() {
        use Dimension::{Count, Dollar, Mass, Money, PersonYear, Pure, Rank, Share};
        let other = |name: &str| Dimension::Other(name.to_owned());
        // printed, dimension, size, the power of ten that it includes
        for (printed, dimension, size, magnitude) in [
            ("元", Money, "1", 0),
            ("千元", Money, "1000", 3),
            ("万元", Money, "10000", 4),
            ("百万元", Money, "1000000", 6),
            ("千万元", Money, "10000000", 7),
            ("亿元", Money, "100000000", 8),
            ("十亿元", Money, "1000000000", 9),
            ("百亿元", Money, "10000000000", 10),
            ("千亿元", Money, "100000000000", 11),
            ("万亿元", Money, "1000000000000", 12),
            (" 亿 元 ", Money, "100000000", 8),
            ("yuan", Money, "1", 0),
            ("Yuan", Money, "1", 0),
            ("10,000 yuan", Money, "10000", 4),
            ("million yuan", Money, "1000000", 6),
            ("100 million yuan", Money, "100000000", 8),
            ("１００ million yuan", Money, "100000000", 8),
            ("Billion Yuan", Money, "1000000000", 9),
            ("billion RMB", Money, "1000000000", 9),
            ("trillion yuan", Money, "1000000000000", 12),
            ("家", Count, "1", 0),
            ("十家", Count, "10", 1),
            ("百家", Count, "100", 2),
            ("千家", Count, "1000", 3),
            ("万家", Count, "10000", 4),
            ("十万人", Count, "100000", 5),
            ("亿人次", Count, "100000000", 8),
            ("万", Count, "10000", 4),
            ("亿", Count, "100000000", 8),
            ("批次", Count, "1", 0),
            ("台（套）", Count, "1", 0),
            ("10,000 persons", Count, "10000", 4),
            ("thousand people", Count, "1000", 3),
            ("位", Rank, "1", 0),
            ("%", Share, "1", 0),
            ("％", Share, "1", 0),
            ("﹪", Share, "1", 0),
            ("个百分点", Share, "1", 0),
            ("百分点", Share, "1", 0),
            ("per cent", Share, "1", 0),
            ("percentage points", Share, "1", 0),
            ("‰", Share, "0.1", 0),
            ("人年", PersonYear, "1", 0),
            ("万人年", PersonYear, "10000", 4),
            ("件/万人", per(Count, Count), "0.0001", 0),
            ("件／万人", per(Count, Count), "0.0001", 0),
            ("items per 10,000 persons", per(Count, Count), "0.0001", 0),
            ("万元/人", per(Money, Count), "10000", 4),
            ("元/万人", per(Money, Count), "0.0001", 0),
            ("人年/万人", per(PersonYear, Count), "0.0001", 0),
            ("吨/万元", per(Mass, Money), "0.0001", 0),
            ("吨标准煤/万元", per(other("吨标准煤"), Money), "0.0001", 0),
            ("", Pure, "1", 0),
            ("-", Pure, "1", 0),
            ("倍", Pure, "1", 0),
            ("吨", Mass, "1", 0),
            ("万吨", Mass, "10000", 4),
            ("million tonnes", Mass, "1000000", 6),
            ("千克", Mass, "0.001", 0),
            ("万吨标准煤", other("吨标准煤"), "10000", 4),
            ("万平方米", other("平方米"), "10000", 4),
            ("千瓦", other("瓦"), "1000", 0),
            ("万千瓦", other("瓦"), "10000000", 4),
            ("千公里", other("公里"), "1000", 0),
            ("thousand barrels", other("barrels"), "1000", 3),
            ("MIO_EUR", other("eur"), "1000000", 6),
            ("Millions of USD", Dollar, "1000000", 6),
            ("THS_T", Mass, "1000", 3),
            ("billion US$", Dollar, "1000000000", 9),
            ("current US$", Dollar, "1", 0),
            ("亿美元", Dollar, "100000000", 8),
            ("constant 2015 US$", other("constant2015us$"), "1", 0),
            ("PS", Count, "1", 0),
            ("ps", other("ps"), "1", 0),
            ("PC", Share, "1", 0),
            ("PT_B1GQ", Share, "1", 0),
            ("PTS", other("pts"), "1", 0),
            ("pc", other("pc"), "1", 0),
            ("Percentage of GDP", Share, "1", 0),
            ("Percent of total labor force", Share, "1", 0),
            ("% of GDP", Share, "1", 0),
            ("Percentage (%)", Share, "1", 0),
            ("Percentage (‰)", other("percentage(‰)"), "1", 0),
            ("(%)", other("(%)"), "1", 0),
            ("Annual percent change", Share, "1", 0),
            ("百强", other("百强"), "1", 0),
            ("万%", other("万%"), "1", 0),
            ("million", other("million"), "1", 0),
            ("/", other("/"), "1", 0),
            ("件/", other("件/"), "1", 0),
            ("a/b/c", other("a/b/c"), "1", 0),
        ] {
            let unit = Unit::parse(printed);
            assert_eq!(unit.dimension, dimension, "{printed}");
            assert_eq!(unit.size, number(size), "{printed}");
            assert_eq!(unit.magnitude(), magnitude, "{printed}");
            assert_eq!(unit.printed(), printed.trim());
            assert_eq!(unit.to_string(), printed.trim());
        }
    }

    #[test]
    fn values_convert_exactly_inside_a_dimension() {
        for (value, from, to, converted) in [
            ("153281", "件", "万件", Some("15.3281")),
            ("1.55", "万家", "家", Some("15500")),
            ("1.5", "万家", "家", Some("15000")),
            ("37.1", "亿元", "万元", Some("371000")),
            ("120000", "万元", "亿元", Some("12")),
            ("1.2", "万亿元", "亿元", Some("12000")),
            ("3.5", "billion yuan", "亿元", Some("35")),
            ("2", "100 million yuan", "million yuan", Some("200")),
            ("5.0", "‰", "%", Some("0.50")),
            ("0.3", "%", "个百分点", Some("0.3")),
            ("12", "家", "个", Some("12")),
            ("15.2", "件/万人", "件/人", Some("0.00152")),
            ("8.5", "万元/人", "元/人", Some("85000")),
            ("3", "万吨", "吨", Some("30000")),
            ("0.65", "ratio", "%", Some("65")),
            ("3", "位", "个", None),
            ("3", "%", "", None),
            ("3", "元", "家", None),
            ("3", "人年", "人", None),
            ("3", "吨", "平方米", None),
            ("3", "件/万人", "万元/人", None),
        ] {
            let got = Unit::parse(from).convert(&number(value), &Unit::parse(to));
            assert_eq!(
                got.map(|number| number.to_string()).as_deref(),
                converted,
                "{value} {from} in {to}"
            );
        }
    }

    #[test]
    fn properties_of_units() {
        let all = |printed| {
            let unit = Unit::parse(printed);
            (unit.is_known(), unit.is_rank(), unit.is_share(), unit.is_ratio())
        };
        assert_eq!(all("位"), (true, true, false, false));
        assert_eq!(all("%"), (true, false, true, true));
        assert_eq!(all("ratio"), (true, false, false, true));
        assert_eq!(all("件/万人"), (true, false, false, true));
        assert_eq!(all("吨标准煤/万元"), (false, false, false, true));
        assert_eq!(all("万吨标准煤"), (false, false, false, false));
        assert_eq!(all("亿吨"), (true, false, false, false));
        assert_eq!(all("亿元"), (true, false, false, false));
    }

    #[test]
    fn every_known_name_is_known() {
        let compounds = [
            "亿元",
            "万亿元",
            "千元",
            "万家",
            "万个",
            "万件",
            "万人",
            "万名",
            "万人次",
            "万人年",
            "件/万人",
            "人年/万人",
            "万元/人",
            "元/人",
            "万元/家",
            "million yuan",
            "100 million yuan",
            "billion yuan",
            "10,000 persons",
        ];
        let simple: Vec<&str> = PLAIN.iter().flat_map(|(.., names)| *names).copied().collect();
        for name in simple.iter().chain(&compounds) {
            assert!(Unit::parse(name).is_known(), "{name}");
        }
        let distinct: BTreeSet<_> = simple.iter().collect();
        assert_eq!(distinct.len(), simple.len(), "a name twice");
    }

    fn some_unit() -> impl Strategy<Value = Unit> {
        let simple = (
            prop::sample::select(vec![
                "", "十", "百", "千", "万", "十万", "百万", "千万", "亿", "百亿", "万亿",
                "million ",
            ]),
            prop::sample::select(vec!["元", "家", "人", "人年", "吨"]),
        )
            .prop_map(|(magnitude, word)| format!("{magnitude}{word}"));
        let ratio = (simple.clone(), simple.clone()).prop_map(|(a, b)| format!("{a}/{b}"));
        prop_oneof![simple, ratio].prop_map(|printed| Unit::parse(&printed))
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same(from in some_unit(), to in some_unit(), value in "-?[1-9][0-9]{0,9}(\\.[0-9]{1,6})?") {
            let value = number(&value);
            let there = from.convert(&value, &to);
            prop_assert_eq!(there.is_some(), from.dimension() == to.dimension());
            if let Some(there) = there {
                prop_assert_eq!(to.convert(&there, &from), Some(value.clone()));
                prop_assert_eq!(there.is_negative(), value.is_negative());
                prop_assert!(there.exact_text().is_some());
            }
            prop_assert_eq!(from.convert(&value, &from), Some(value));
        }

        #[test]
        fn every_text_is_a_unit(text in any::<String>(), typed in "[十百千万亿元家%/ ,.()perbilonyua0-9]{0,30}") {
            for text in [text, typed] {
                let unit = Unit::parse(&text);
                prop_assert!(unit.size.is_positive());
                prop_assert_eq!(unit.printed(), text.trim());
                prop_assert_eq!(unit.factor_to(&unit), Some(Number::ONE));
            }
        }
    }

    #[test]
    fn a_very_long_text_is_a_unit_too() {
        for part in ["/", "million", "万", "千", "per "] {
            assert!(!Unit::parse(&part.repeat(100_000)).is_known());
        }
    }
}
