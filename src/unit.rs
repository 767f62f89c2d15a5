//! Units as plans and releases print them, in Chinese and English, and the conversion between them.
//!
//! A unit converts inside its dimension and never across. Depends on [`crate::number`] only.

use std::fmt;
use std::sync::{Arc, LazyLock};

use foldhash::HashMap;
use unicode_normalization::UnicodeNormalization;

use crate::number::Number;

/// Percentage points; each reader has a word for them.
pub const POINTS: &str = "pp";

/// What a unit measures. Only values of the same dimension can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Chinese currency; the base is one yuan.
    Money,
    /// Things, people, cases: all counting words are equivalent; the base is one.
    Count,
    /// A place in a ranking (位): lower is better, nothing converts.
    Rank,
    /// Percent, per mille and percentage points; the base is one percent.
    Share,
    /// Work of one person over one year; the base is one person-year.
    PersonYear,
    /// Any other of the list, by its name there: another currency, a length, an energy.
    Quantity(&'static str),
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
    english: Option<String>,
    dimension: Dimension,
    size: Number,
    magnitude: i32,
    declared: Units,
}

/// The units that a plan and its catalogue declare: what dimensions are that are not known otherwise, and how much of it.
/// They do not make a unit beside them another one.
#[derive(Debug, Clone, Default)]
pub struct Units(Option<Arc<HashMap<Dimension, (Dimension, Number)>>>);

/// Chinese powers of ten before a unit, in the order in which they combine: 百亿, 千万, 万亿.
pub const MAGNITUDES: [(char, i32); 5] = [('十', 1), ('百', 2), ('千', 3), ('万', 4), ('亿', 8)];

/// English ones and those of databases in normalised form: without spaces and commas.
const ENGLISH_MAGNITUDES: &[(&str, i32)] = &[
    ("ths_", 3),
    ("mio_", 6),
    ("mln_", 6),
    ("thousandsof", 3),
    ("millionsof", 6),
    ("billionsof", 9),
    ("bn", 9),
    ("mn", 6),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
];

/// Prefixes of the SI, as far as they stand before a [`PREFIXED`] symbol. Case is not told apart: nobody publishes milliwatts.
const PREFIXES: &[(char, i32)] = &[('k', 3), ('m', 6), ('g', 9), ('t', 12)];

/// Symbols with a prefix, and the unit of the list that they mean.
const PREFIXED: &[(&str, &str)] = &[
    ("t", "tonne"),
    ("w", "watt"),
    ("wh", "watt-hour"),
    ("j", "joule"),
    ("tco2", "tco2e"),
    ("tco2e", "tco2e"),
    ("tce", "tce"),
    ("toe", "toe"),
];

/// Zeros of the number before a unit.
const MOST_ZEROS: i32 = 12;

/// So much of the base of the dimension: a fraction, times a power of ten.
type Size = (i64, i64, i32);

const fn ten(exponent: i32) -> Size {
    (1, 1, exponent)
}

/// Names of units of one size.
type Names = (Size, &'static [&'static str]);

/// Every unit without a power of ten: of a dimension examples and, of one size after the other, the names in normalised form,
/// English ones in the singular.
const LISTED: &[(Dimension, &str, &[Names])] = &[
    (
        Dimension::Count,
        "家, 个, 件, 项, 人, 万家, 万人, 亿件",
        &[(
            ten(0),
            &[
                "家",
                "个",
                "件",
                "项",
                "人",
                "名",
                "所",
                "场",
                "次",
                "支",
                "台",
                "套",
                "人次",
                "台次",
                "批次",
                "户",
                "种",
                "部",
                "篇",
                "条",
                "座",
                "只",
                "辆",
                "艘",
                "架",
                "团队",
                "对",
                "门",
                "批",
                "版",
                "台套",
                "台(套)",
                "组",
                "期",
                "份",
                "张",
                "床",
                "处",
                "片",
                "例",
                "起",
                "宗",
                "本",
                "册",
                "家次",
                "场次",
                "件次",
                "户次",
                "类",
                "款",
                "笔",
                "间",
                "枚",
                "person",
                "people",
                "item",
                "job",
                "household",
                "home",
                "school",
                "company",
                "companies",
                "enterprise",
                "firm",
                "patent",
                "death",
                "birth",
                "bed",
                "vehicle",
                "case",
                "unit",
                "dwelling",
                "student",
                "pupil",
                "child",
                "children",
            ],
        )],
    ),
    (
        Dimension::Money,
        "元, 万元, 亿元, million yuan, billion yuan",
        &[(ten(0), &["元", "人民币元", "元人民币", "yuan", "rmb", "cny"])],
    ),
    (
        Dimension::Quantity("USD"),
        "USD, US$, 美元, million USD, billion USD",
        &[(ten(0), &["美元", "usd", "us$", "currentus$", "usdollar", "u.s.dollar", "dollar", "$"])],
    ),
    (
        Dimension::Quantity("EUR"),
        "EUR, €, 欧元, million EUR, billion EUR",
        &[(ten(0), &["欧元", "eur", "euro", "€"])],
    ),
    (
        Dimension::Quantity("GBP"),
        "GBP, £, 英镑, million GBP, billion GBP",
        &[(ten(0), &["英镑", "gbp", "£", "poundsterling", "poundssterling"])],
    ),
    (
        Dimension::Share,
        "%, ‰, 个百分点",
        &[
            (
                ten(0),
                &[
                    "%",
                    "个百分点",
                    "百分点",
                    "百分比",
                    "percent",
                    "percentage",
                    POINTS,
                    "percentagepoint",
                ],
            ),
            (ten(-1), &["‰", "千分比", "千分点", "permille"]),
            (ten(2), &["ratio"]),
        ],
    ),
    (Dimension::Rank, "位", &[(ten(0), &["位", "名次", "rank"])]),
    (Dimension::PersonYear, "人年, 万人年", &[(ten(0), &["人年", "person-year", "fte"])]),
    (
        Dimension::Quantity("mass"),
        "吨, 万吨, 亿吨, 千克",
        &[
            (ten(0), &["吨", "公吨", "t", "tonne", "metricton"]),
            (ten(-3), &["千克", "公斤", "kg", "kilogram"]),
            (ten(-6), &["克", "gram"]),
            (ten(-9), &["毫克", "mg"]),
            (ten(-12), &["微克", "μg", "ug"]),
        ],
    ),
    (
        Dimension::Quantity("coal equivalent"),
        "吨标准煤, 万吨标准煤, tce",
        &[(ten(0), &["吨标准煤", "吨标煤", "tce"])],
    ),
    (
        Dimension::Quantity("oil equivalent"),
        "吨标准油, toe, Mtoe",
        &[(ten(0), &["吨标准油", "toe"])],
    ),
    (
        Dimension::Quantity("carbon dioxide"),
        "tCO2e, MtCO2e, 吨二氧化碳当量",
        &[(ten(0), &["吨二氧化碳当量", "吨二氧化碳", "tco2", "tco2e", "tonnesofco2equivalent"])],
    ),
    (
        Dimension::Quantity("length"),
        "公里, 米, km",
        &[
            (ten(0), &["米", "metre", "meter"]),
            (ten(3), &["公里", "千米", "km", "kilometre", "kilometer"]),
        ],
    ),
    (
        Dimension::Quantity("area"),
        "平方公里, 公顷, 亩, 平方米, km2, ha",
        &[
            (ten(0), &["平方米", "m2", "sqm", "squaremetre", "squaremeter"]),
            (ten(4), &["公顷", "ha", "hectare"]),
            ((2, 3, 3), &["亩"]),
            (
                ten(6),
                &["平方公里", "平方千米", "km2", "sqkm", "squarekilometre", "squarekilometer"],
            ),
        ],
    ),
    (
        Dimension::Quantity("volume"),
        "立方米, m3, 升",
        &[
            (ten(0), &["立方米", "m3", "cubicmetre", "cubicmeter"]),
            (ten(-3), &["升", "litre", "liter"]),
        ],
    ),
    (
        Dimension::Quantity("power"),
        "千瓦, 万千瓦, MW, GW",
        &[(ten(0), &["瓦", "watt"]), (ten(3), &["千瓦"]), (ten(6), &["兆瓦"])],
    ),
    (
        Dimension::Quantity("energy"),
        "千瓦时, 亿千瓦时, kWh, GWh",
        &[
            (ten(0), &["joule", "焦耳"]),
            ((3600, 1, 0), &["watt-hour", "瓦时"]),
            ((3600, 1, 3), &["千瓦时", "度"]),
            ((3600, 1, 6), &["兆瓦时"]),
        ],
    ),
    (Dimension::Quantity("years"), "岁, 年, years", &[(ten(0), &["岁", "年", "year", "周岁"])]),
    (
        Dimension::Quantity("time"),
        "天, 小时, 分钟, days, hours",
        &[
            (ten(0), &["分钟", "minute"]),
            ((60, 1, 0), &["小时", "hour"]),
            ((1440, 1, 0), &["天", "日", "day"]),
        ],
    ),
    (Dimension::Quantity("points"), "分, points", &[(ten(0), &["分", "point", "score"])]),
    // The first four mean that there is no unit.
    (Dimension::Pure, "", &[(ten(0), &["", "-", "—", "无", "倍", "times", "index", "指数"])]),
];

impl Unit {
    /// Reads a printed unit. Every text is a unit; an unknown one is [`Dimension::Other`].
    pub fn parse(printed: &str) -> Self {
        let printed = printed.trim();
        let (dimension, size, magnitude) = if let Some((dimension, size)) = listed(printed, 0) {
            // Most are printed by their names in the list.
            (dimension, size, 0)
        } else {
            read(&code(printed).map_or_else(|| normalised(printed), str::to_owned))
        };
        let declared = Units::default();
        Self { printed: printed.to_owned(), english: None, dimension, size, magnitude, declared }
    }

    /// Percent.
    pub fn percent() -> &'static Self {
        static PERCENT: LazyLock<Unit> = LazyLock::new(|| Unit::parse("%"));
        &PERCENT
    }

    /// That of a bare number.
    pub fn none() -> &'static Self {
        static NONE: LazyLock<Unit> = LazyLock::new(|| Unit::parse(""));
        &NONE
    }

    /// The same with what English readers see of it.
    #[must_use]
    pub fn with_english(self, english: Option<String>) -> Self {
        Self { english, ..self }
    }

    /// The same where these are declared.
    #[must_use]
    pub fn among(self, declared: &Units) -> Self {
        let (dimension, size) = declared.meant(&self);
        Self { dimension, size, declared: declared.clone(), ..self }
    }

    /// That of differences: of per cent percentage points, of per mille per mille.
    #[must_use]
    pub fn of_differences(&self) -> Self {
        let percent = self.dimension == Dimension::Share && self.size == Number::ONE;
        if percent { Self::parse(POINTS) } else { self.clone() }
    }

    /// The unit as it was printed.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// Is what English readers would see another known unit?
    pub fn contradicts(&self, english: &str) -> bool {
        let meant = Self::parse(english);
        meant.is_known() && meant.factor_to(self) != Some(Number::ONE)
    }

    /// What English readers see of it.
    pub fn english(&self) -> Option<&str> {
        self.english.as_deref()
    }

    /// What it measures.
    pub fn dimension(&self) -> &Dimension {
        &self.dimension
    }

    /// Units of the same dimension, as examples.
    pub fn convertible(&self) -> &str {
        let listed = LISTED.iter().find(|(dimension, ..)| *dimension == self.dimension);
        listed
            .map(|(_, examples, _)| *examples)
            .filter(|it| !it.is_empty())
            .unwrap_or(&self.printed)
    }

    pub fn is_known(&self) -> bool {
        fn known(dimension: &Dimension) -> bool {
            match dimension {
                // An index says its base: 1990=100.
                Dimension::Other(name) => name.contains("=100"),
                Dimension::Per(above, below) => known(above) && known(below),
                _ => true,
            }
        }
        known(&self.dimension)
    }

    /// Is it known where it is converted to that unit?
    pub fn is_known_beside(&self, other: &Self) -> bool {
        self.clone().among(&other.declared).is_known()
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

    /// The factor that converts a value of this unit to `target`; `None` across dimensions. What one of the two knows as
    /// declared, the other may be.
    pub fn factor_to(&self, target: &Self) -> Option<Number> {
        if self.dimension == target.dimension {
            return self.size.over(&target.size);
        }
        let declared = if target.declared.0.is_some() { &target.declared } else { &self.declared };
        declared.0.as_ref()?;
        let [(own, size), (other, base)] = [self, target].map(|it| declared.meant(it));
        if own == other { size.over(&base) } else { None }
    }

    /// `value` of this unit in `target`; `None` across dimensions.
    pub fn convert(&self, value: &Number, target: &Self) -> Option<Number> {
        self.factor_to(target).map(|factor| value.scaled(&factor))
    }
}

impl Units {
    /// Adds a unit that is so many of another one.
    pub fn add(&mut self, name: &Unit, times: &Number, of: &Unit) {
        let size = (times * &of.size).over(&name.size).unwrap_or_default();
        let all = Arc::make_mut(self.0.get_or_insert_default());
        all.insert(name.dimension.clone(), (of.dimension.clone(), size));
    }

    fn meant(&self, unit: &Unit) -> (Dimension, Number) {
        let (dimension, factor) = self.known(&unit.dimension);
        (dimension, unit.size.scaled(&factor))
    }

    fn known(&self, dimension: &Dimension) -> (Dimension, Number) {
        match (self.0.as_ref().and_then(|all| all.get(dimension)), dimension) {
            (Some(meant), _) => meant.clone(),
            (None, Dimension::Per(above, below)) => {
                let [(above, size), (below, base)] = [above, below].map(|it| self.known(it));
                let size = size.over(&base).unwrap_or_default();
                (Dimension::Per(Box::new(above), Box::new(below)), size)
            }
            (None, _) => (dimension.clone(), Number::ONE),
        }
    }
}

impl PartialEq for Units {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Units {}

/// That of a bare number.
impl Default for Unit {
    fn default() -> Self {
        Self::none().clone()
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
    let begins_with_digit =
        narrow.trim().strip_prefix("per ").is_some_and(|it| it.trim_start().starts_with('1'));
    let words: Vec<&str> = narrow
        .split_whitespace()
        .enumerate()
        .map(
            |(place, word)| {
                if word == "per" && (place > 0 || begins_with_digit) { "/" } else { word }
            },
        )
        .collect();
    words.concat().replace(',', "")
}

/// Dimension, size in its base, and the power of ten that the numerator includes.
fn read(name: &str) -> (Dimension, Number, i32) {
    if let Some((above, below)) = name.split_once('/')
        && !below.is_empty()
        && !below.contains('/')
    {
        let (above, above_size, magnitude) = match above {
            // Of things: per 100,000, per 1,000 people.
            "" if below.starts_with('1') => (Dimension::Count, Number::ONE, 0),
            "" => return read_simple(name),
            _ => read_simple(above),
        };
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
        Some((Dimension::Pure, _)) if rest.is_empty() => {
            return (Dimension::Count, power(exponent), exponent);
        }
        Some((Dimension::Share | Dimension::Rank | Dimension::Pure, _)) => {}
        Some((dimension, size)) => return (dimension, size.scaled(&power(exponent)), exponent),
        // 万吨海水 and 亿吨海水 are multiples of one unknown unit. 百 and 十 may be part of its name (百强).
        None if exponent >= 3 => {
            // Of 万千伏安 the kilovolt-ampere is a unit, too: a cell may say 1.5万 of it.
            let bare = rest.strip_prefix('千').filter(|bare| !bare.is_empty());
            let size = power(exponent + if bare.is_some() { 3 } else { 0 });
            let printed = if name.starts_with('千') { 0 } else { exponent };
            return (Dimension::Other(bare.unwrap_or(rest).to_owned()), size, printed);
        }
        None => {}
    }
    (Dimension::Other(name.to_owned()), Number::ONE, 0)
}

/// The power of ten before a name, or behind that of a currency, and the rest of the name.
fn magnitude(name: &str) -> (i32, &str) {
    // 10,000 and 100 million.
    let digits = name.strip_prefix('1').map_or(name, |rest| rest.trim_start_matches('0'));
    let zeros = (name.len() - digits.len()).saturating_sub(1);
    let Some(zeros) = i32::try_from(zeros).ok().filter(|zeros| *zeros <= MOST_ZEROS) else {
        return (0, name);
    };
    for (word, exponent) in ENGLISH_MAGNITUDES {
        let bare = digits.strip_prefix(word).or_else(|| digits.strip_suffix(word));
        if let Some(rest) = bare {
            return (zeros + exponent, if rest == "s" { "" } else { rest });
        }
    }
    if zeros > 0 {
        return (zeros, digits);
    }
    chinese_magnitude(name)
}

/// The Chinese power of ten at the start of a text, and the rest.
pub fn chinese_magnitude(text: &str) -> (i32, &str) {
    let mut found = (0, text);
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

/// The power of ten of an English word: million, bn.
pub fn english_magnitude(word: &str) -> Option<i32> {
    let mut listed = ENGLISH_MAGNITUDES.iter();
    listed.find(|(name, _)| *name == word).map(|(_, exponent)| *exponent)
}

/// How a share of something begins, whatever that is.
const SHARES_OF: [&str; 3] = ["percentof", "percentageof", "%of"];

/// A unit of the list by its name, in the plural too, and with a power of ten before it.
fn listed(name: &str, exponent: i32) -> Option<(Dimension, Number)> {
    static BY_NAME: LazyLock<HashMap<&str, (&Dimension, Size)>> = LazyLock::new(|| {
        let sizes = LISTED
            .iter()
            .flat_map(|(dimension, _, sizes)| sizes.iter().map(move |it| (dimension, it)));
        sizes
            .flat_map(|(dimension, (size, names))| {
                names.iter().map(move |name| (*name, (dimension, *size)))
            })
            .collect()
    });
    let singular = || BY_NAME.get(name.strip_suffix('s').filter(|it| it.len() > 1)?);
    let (dimension, (above, below, own)) = BY_NAME.get(name).or_else(singular)?;
    let size = Number::fraction(*above, *below)?.scaled(&Number::power_of_ten(own + exponent));
    Some(((*dimension).clone(), size))
}

/// Units without a power of ten.
fn plain(name: &str) -> Option<(Dimension, Number)> {
    if SHARES_OF.iter().any(|share| name.starts_with(share)) || name.ends_with("percentchange") {
        return Some((Dimension::Share, Number::ONE));
    }
    let prefixed = || {
        let (prefix, exponent) = PREFIXES.iter().find(|(prefix, _)| name.starts_with(*prefix))?;
        let symbol = name.strip_prefix(*prefix)?;
        listed(PREFIXED.iter().find(|(it, _)| *it == symbol)?.1, *exponent)
    };
    // Percentage (%): the same twice.
    let twice = || {
        let (word, sign) = name.strip_suffix(')')?.split_once('(')?;
        let word = plain(word).filter(|_| !word.is_empty())?;
        plain(sign).filter(|sign| *sign == word)
    };
    listed(name, 0).or_else(prefixed).or_else(twice)
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
        use Dimension::{Count, Money, PersonYear, Pure, Quantity, Rank, Share};
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
            ("吨/万元", per(Quantity("mass"), Money), "0.0001", 0),
            ("吨标准煤/万元", per(Quantity("coal equivalent"), Money), "0.0001", 0),
            ("", Pure, "1", 0),
            ("-", Pure, "1", 0),
            ("倍", Pure, "1", 0),
            ("吨", Quantity("mass"), "1", 0),
            ("万吨", Quantity("mass"), "10000", 4),
            ("million tonnes", Quantity("mass"), "1000000", 6),
            ("千克", Quantity("mass"), "0.001", 0),
            ("万吨标准煤", Quantity("coal equivalent"), "10000", 4),
            ("万平方米", Quantity("area"), "10000", 4),
            ("千瓦", Quantity("power"), "1000", 0),
            ("万千瓦", Quantity("power"), "10000000", 4),
            ("百万千瓦", Quantity("power"), "1000000000", 6),
            ("千伏安", other("伏安"), "1000", 0),
            ("万千伏安", other("伏安"), "10000000", 4),
            ("千公里", Quantity("length"), "1000000", 3),
            ("thousand barrels", other("barrels"), "1000", 3),
            ("MIO_EUR", Quantity("EUR"), "1000000", 6),
            ("Millions of USD", Quantity("USD"), "1000000", 6),
            ("THS_T", Quantity("mass"), "1000", 3),
            ("billion US$", Quantity("USD"), "1000000000", 9),
            ("current US$", Quantity("USD"), "1", 0),
            ("亿美元", Quantity("USD"), "100000000", 8),
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
            ("million", Count, "1000000", 6),
            ("millions", Count, "1000000", 6),
            ("EUR million", Quantity("EUR"), "1000000", 6),
            ("US$ billion", Quantity("USD"), "1000000000", 9),
            ("£ million", Quantity("GBP"), "1000000", 6),
            ("Mt", Quantity("mass"), "1000000", 0),
            ("kt", Quantity("mass"), "1000", 0),
            ("MtCO2e", Quantity("carbon dioxide"), "1000000", 0),
            ("MtCO₂e", Quantity("carbon dioxide"), "1000000", 0),
            ("MW", Quantity("power"), "1000000", 0),
            ("亿千瓦时", Quantity("energy"), "360000000000000", 8),
            ("TWh", Quantity("energy"), "3600000000000000", 0),
            ("hectares", Quantity("area"), "10000", 0),
            ("km²", Quantity("area"), "1000000", 0),
            ("微克/立方米", per(Quantity("mass"), Quantity("volume")), "0.000000000001", 0),
            ("μg/m³", per(Quantity("mass"), Quantity("volume")), "0.000000000001", 0),
            ("per 1,000", per(Count, Count), "0.001", 0),
            ("per 100,000", per(Count, Count), "0.00001", 0),
            ("per 100,000 people", per(Count, Count), "0.00001", 0),
            ("deaths per million people", per(Count, Count), "0.000001", 0),
            ("per capita", other("percapita"), "1", 0),
            ("index (1990=100)", other("index(1990=100)"), "1", 0),
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
            ("15", "亩", "公顷", Some("1")),
            ("36", "TJ", "GWh", Some("10")),
            ("2", "天", "小时", Some("48")),
            ("3", "USD", "EUR", None),
            ("3", "MtCO2e", "Mt", None),
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
        assert_eq!(all("吨标准煤/万元"), (true, false, false, true));
        assert_eq!(all("1990=100"), (true, false, false, false));
        assert_eq!(all("座次/万元"), (false, false, false, true));
        assert_eq!(all("万吨标准煤"), (true, false, false, false));
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
        let examples = LISTED.iter().flat_map(|(_, examples, _)| examples.split(", "));
        let compounds: Vec<&str> = compounds.into_iter().chain(examples).collect();
        let simple: Vec<&str> = LISTED
            .iter()
            .flat_map(|(.., sizes)| *sizes)
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        for name in simple.iter().chain(&compounds) {
            assert!(Unit::parse(name).is_known(), "{name}");
        }
        let distinct: BTreeSet<_> = simple.iter().collect();
        assert_eq!(distinct.len(), simple.len(), "a name twice");
    }

    /// As plans and statistical offices print them.
    const PUBLISHED: &[&str] = &[
        "%",
        "per cent",
        "percent",
        "% of GDP",
        "pp",
        "percentage points",
        "‰",
        "per mille",
        "people",
        "persons",
        "million people",
        "millions",
        "thousand persons",
        "thousand people",
        "jobs",
        "households",
        "schools",
        "companies",
        "enterprises",
        "items",
        "homes",
        "km",
        "km2",
        "ha",
        "hectares",
        "tonnes",
        "t",
        "Mt",
        "kt",
        "MtCO2e",
        "MW",
        "GW",
        "GWh",
        "kWh",
        "m3",
        "litres",
        "years",
        "days",
        "hours",
        "minutes",
        "points",
        "index",
        "rank",
        "USD",
        "USD million",
        "million USD",
        "US$ billion",
        "EUR",
        "EUR million",
        "million EUR",
        "GBP",
        "£ million",
        "yuan",
        "billion yuan",
        "per 1,000",
        "per 1,000 people",
        "per 100,000",
        "persons/1,000 people",
        "deaths/100,000 people",
        "patents/10,000 people",
        "kg/person",
        "USD/person",
        "公里",
        "公顷",
        "吨",
        "万吨",
        "亿吨",
        "吨标准煤",
        "岁",
        "年",
        "亩",
        "平方米",
        "立方米",
        "千瓦",
        "万千瓦",
        "亿千瓦时",
        "床",
        "张",
        "辆",
        "美元",
        "亿美元",
        "天",
        "次",
        "分",
        "倍",
        "指数",
        "度",
        "微克/立方米",
        "人/平方公里",
        "个/千人",
        "人/千人",
        "张/千人",
    ];

    #[test]
    fn published_units_convert_exactly_and_by_way_of_others() {
        let read = |printed: String| Some(Unit::parse(&printed)).filter(Unit::is_known);
        let mut known: Vec<Unit> =
            PUBLISHED.iter().filter_map(|it| read((*it).to_owned())).collect();
        assert_eq!(known.len(), PUBLISHED.len(), "{known:?}");
        known.extend(PUBLISHED.iter().filter_map(|it| read(format!("million {it}"))));
        let value = number("-12.5");
        let mut pairs = 0;
        for from in &known {
            for to in known.iter().filter(|to| to.dimension() == from.dimension()) {
                let there = from.convert(&value, to).unwrap();
                assert_eq!(to.convert(&there, from), Some(value.clone()), "{from} {to}");
                for by in known.iter().filter(|by| by.dimension() == from.dimension()) {
                    let between = from.convert(&value, by).unwrap();
                    assert_eq!(by.convert(&between, to).as_ref(), Some(&there), "{from} {by} {to}");
                }
                pairs += 1;
            }
            let others = known.iter().filter(|to| to.dimension() != from.dimension());
            assert!(others.map(|to| from.convert(&value, to)).all(|it| it.is_none()));
        }
        assert!(pairs >= 1200, "{pairs}");
    }

    fn some_unit() -> impl Strategy<Value = Unit> {
        let simple = (
            prop::sample::select(vec![
                "", "十", "百", "千", "万", "十万", "百万", "千万", "亿", "百亿", "万亿",
                "million ",
            ]),
            prop::sample::select(vec![
                "元",
                "家",
                "人",
                "人年",
                "吨",
                "公顷",
                "千瓦时",
                "天",
                "EUR",
            ]),
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
