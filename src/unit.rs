//! Units as plans and releases print them, in Chinese and English, and the conversion between them.
//!
//! A unit converts inside its dimension and never across. Depends on [`crate::number`] only.

use std::fmt;

use crate::number::Number;

/// What a unit measures. Only values of one dimension can be compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Chinese currency; the base is one yuan.
    Money,
    /// Things, people, cases: every counting word is one to one; the base is one.
    Count,
    /// A place in a ranking (位): lower is better, nothing converts.
    Rank,
    /// Percent, per mille and percentage points; the base is one percent.
    Share,
    /// Work of one person over one year; the base is one person-year.
    PersonYear,
    /// One dimension for each of another; the base is base over base.
    Per(Box<Dimension>, Box<Dimension>),
    /// No unit at all: an index, a multiple.
    Pure,
    /// A unit the tool does not know: a dimension of its own, by its normalised name.
    Other(String),
}

/// A printed unit: its dimension and its size in the dimension's base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    printed: String,
    dimension: Dimension,
    size: Number,
    magnitude: bool,
}

/// Chinese powers of ten in front of a unit, the longest first.
const MAGNITUDES: [(&str, i32); 8] = [
    ("万亿", 12),
    ("千万", 7),
    ("百万", 6),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
    ("十", 1),
];

const COUNTING_WORDS: [&str; 47] = [
    "家", "个", "件", "项", "人", "名", "所", "场", "次", "支", "台", "套", "人次", "台次", "批次",
    "户", "种", "部", "篇", "条", "座", "只", "辆", "艘", "架", "团队", "对", "门", "批", "版",
    "台套", "台(套)", "组", "期", "份", "张", "处", "片", "例", "起", "宗", "本", "册", "person",
    "persons", "people", "items",
];

impl Unit {
    /// Reads a printed unit. Every text is a unit; one the tool does not know is [`Dimension::Other`].
    pub fn parse(printed: &str) -> Self {
        let name = normalised(printed);
        let (dimension, size, magnitude) = read(&name);
        Self {
            printed: printed.trim().to_owned(),
            dimension,
            size,
            magnitude,
        }
    }

    /// The unit as it was printed.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// What it measures.
    pub fn dimension(&self) -> &Dimension {
        &self.dimension
    }

    /// Is the unit one the tool knows?
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

    /// Does the printed unit carry a power of ten of its own (万家, 亿元)?
    pub fn has_magnitude(&self) -> bool {
        self.magnitude
    }

    /// Is it a place in a ranking, where lower is better?
    pub fn is_rank(&self) -> bool {
        self.dimension == Dimension::Rank
    }

    /// Is it a share, whose differences are percentage points?
    pub fn is_share(&self) -> bool {
        self.dimension == Dimension::Share
    }

    /// Is it a ratio by its own form: a share or something per something?
    pub fn is_ratio(&self) -> bool {
        matches!(self.dimension, Dimension::Share | Dimension::Per(..))
    }

    /// The factor that turns a value of this unit into one of `target`; `None` across dimensions.
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

/// Narrow forms, no spaces, lower case.
fn normalised(printed: &str) -> String {
    printed
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
            }
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

fn read(name: &str) -> (Dimension, Number, bool) {
    if let Some((above, below)) = name.split_once('/') {
        let (above_dimension, above_size, magnitude) = read(above);
        let (below_dimension, below_size, _) = read(below);
        if let Some(size) = above_size.over(&below_size) {
            return (
                Dimension::Per(Box::new(above_dimension), Box::new(below_dimension)),
                size,
                magnitude,
            );
        }
    }
    if let Some((dimension, size)) = plain(name) {
        return (dimension, size, false);
    }
    if let Some((dimension, size)) = english(name) {
        return (dimension, size, true);
    }
    for (word, exponent) in MAGNITUDES {
        let Some(rest) = name.strip_prefix(word) else {
            continue;
        };
        match plain(rest) {
            Some((
                dimension @ (Dimension::Money | Dimension::Count | Dimension::PersonYear),
                size,
            )) => {
                return (
                    dimension,
                    size.scaled(&Number::power_of_ten(exponent)),
                    true,
                );
            }
            Some((Dimension::Pure, size)) => {
                return (
                    Dimension::Count,
                    size.scaled(&Number::power_of_ten(exponent)),
                    true,
                );
            }
            _ => {}
        }
    }
    (Dimension::Other(name.to_owned()), Number::one(), false)
}

/// Units without a power of ten in front.
fn plain(name: &str) -> Option<(Dimension, Number)> {
    let dimension = match name {
        "" | "-" | "无" | "index" | "指数" => Dimension::Pure,
        "元" | "人民币元" | "yuan" | "rmb" | "cny" => Dimension::Money,
        "%" | "百分比" | "percent" | "个百分点" | "百分点" | "pp" | "percentagepoints" => {
            Dimension::Share
        }
        "‰" | "千分比" | "permille" => {
            return Some((Dimension::Share, Number::power_of_ten(-1)));
        }
        "位" | "名次" | "rank" => Dimension::Rank,
        "人年" | "person-year" | "person-years" | "fte" => Dimension::PersonYear,
        word if COUNTING_WORDS.contains(&word) => Dimension::Count,
        _ => return None,
    };
    Some((dimension, Number::one()))
}

/// English money and people with their powers of ten: `billion yuan`, `100 million yuan`, `10,000 persons`.
fn english(name: &str) -> Option<(Dimension, Number)> {
    let name = name.replace(',', "");
    let (dimension, amount) = ["yuan", "rmb", "cny"]
        .iter()
        .find_map(|word| {
            name.strip_suffix(word)
                .map(|amount| (Dimension::Money, amount))
        })
        .or_else(|| {
            ["persons", "people", "items"].iter().find_map(|word| {
                name.strip_suffix(word)
                    .map(|amount| (Dimension::Count, amount))
            })
        })?;
    let exponent = match amount {
        "thousand" | "1000" => 3,
        "10000" => 4,
        "million" => 6,
        "10million" => 7,
        "100million" => 8,
        "billion" => 9,
        "trillion" => 12,
        _ => return None,
    };
    Some((dimension, Number::power_of_ten(exponent)))
}
