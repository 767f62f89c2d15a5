//! The wording of documents: the words beside a number or instead of one, in both languages, and what each says of the target.
//!
//! The one list of such words. How numbers of any size are printed, in digits and numerals, is in [`super::printed`].

use std::sync::LazyLock;

use foldhash::HashMap;

use super::terms::{Comparator, Measure, Relative};

/// A word of documents; its script tells the language. One that ends in `-` is the beginning of words.
pub struct Wording {
    pub word: &'static str,
    pub says: Says,
}

/// What a word says of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Key(Key),
    Number(Worth),
    /// More of it, whatever the key.
    Rises,
    /// Less of it.
    Falls,
    /// How observations become the actual.
    Measured(Measure),
    /// What is done, or has been so far: of what is counted, each period adds to it.
    Added,
    /// A number in existence.
    Stock,
    /// An amount of a period: a total, or a year's volume.
    Amount,
    /// The number counts percentage points.
    Points,
    /// 力争: aspirational rather than committed.
    Aspirational,
    /// 约束性.
    Binding,
    /// 一批: a quantity that is left open.
    Unquantified,
    /// 每万人: the number is of so many.
    Per,
    /// 其中: the number is of a part.
    Among,
    /// A word that has one of the others in it and says nothing.
    Nothing,
    /// In step with another series, but for a tolerance that they do not say.
    Roughly,
    /// A number holds for several things.
    Each,
}

impl Says {
    /// Does it say less, or more?
    pub fn falls(self) -> Option<bool> {
        match self {
            Self::Rises | Self::Number(Worth { key: TIMES, .. }) => Some(false),
            Self::Falls | Self::Number(Worth { key: FALL_BY, .. }) => Some(true),
            _ => None,
        }
    }
}

/// A key of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// How the actual is compared, with a number or with another series.
    Compared(Comparator),
    /// That of a target without a value of its own.
    Relative(Relative),
}

/// The number that a word denotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    pub value: i64,
    /// `%` or `倍`; empty if a unit may follow.
    pub unit: &'static str,
    /// So many of its characters are the numeral, and the unit begins behind them; 0: all of them.
    pub numeral: usize,
    /// The key of which it is usually the number.
    pub key: Key,
    /// Is it a number anywhere in a document, and not only in a figure that is cited for it?
    pub anywhere: bool,
}

impl Key {
    const fn worth(self, value: i64, unit: &'static str) -> Worth {
        Worth { value, unit, numeral: 0, key: self, anywhere: true }
    }
}

impl Worth {
    const fn begins(self, numeral: usize) -> Says {
        Says::Number(Self { numeral, ..self })
    }

    const fn anywhere(self) -> Says {
        Says::Number(self)
    }

    const fn in_figures(self) -> Says {
        Says::Number(Self { anywhere: false, ..self })
    }
}

const AT_LEAST: Key = Key::Compared(Comparator::AtLeast);
const MORE_THAN: Key = Key::Compared(Comparator::MoreThan);
const AT_MOST: Key = Key::Compared(Comparator::AtMost);
const LESS_THAN: Key = Key::Compared(Comparator::LessThan);
const ABOUT: Key = Key::Compared(Comparator::About);
const WITHIN: Key = Key::Compared(Comparator::Within);
const TIMES: Key = Key::Relative(Relative::TimesBaseline);
pub const FALL_BY: Key = Key::Relative(Relative::FallBy);
const RISING: Key = Key::Relative(Relative::Rising);
const FALLING: Key = Key::Relative(Relative::Falling);
const NOT_FALLING: Key = Key::Relative(Relative::NotFalling);
const NOT_RISING: Key = Key::Relative(Relative::NotRising);
const AT_LEAST_SERIES: Key = Key::Relative(Relative::AtLeastSeries);

/// What words say, and the words, between semicolons.
const WORDS: &[(Says, &str)] = &[
    (
        Says::Key(AT_LEAST),
        "以上; 不低于; 不少于; 不小于; 至少; 达到; 达; at least; no less than; not less than; no fewer than; or more; \
        reach-",
    ),
    (
        Says::Key(MORE_THAN),
        "超过; 超; 突破; 逾; 高于; 大于; 多于; more than; over; above; exceed-; higher than; greater than",
    ),
    (
        Says::Key(AT_MOST),
        "以内; 以下; 之内; 不超过; 不高于; 不大于; 不多于; 至多; 最多; at most; no more than; not more than; no higher than; \
        not exceed-; or less; or fewer; up to; carbon budget-",
    ),
    (
        Says::Key(LESS_THAN),
        "低于; 少于; 小于; 不足; 不满; less than; fewer than; below; under; lower than",
    ),
    (Says::Key(ABOUT), "左右; 上下; 约; 近; about; around; approximately; nearly; almost"),
    (Says::Key(WITHIN), "之间; between"),
    (AT_LEAST.worth(100, "%").anywhere(), "全覆盖; 双覆盖"),
    (AT_LEAST.worth(100, "%").in_figures(), "全部"),
    (AT_LEAST.worth(50, "%").in_figures(), "一半; 半数; 过半; half"),
    (AT_LEAST.worth(10, "").anywhere(), "两位数; 双位数; double-digit"),
    (MORE_THAN.worth(0, "").anywhere(), "正增长; positive growth"),
    (LESS_THAN.worth(0, "").anywhere(), "负增长; negative growth"),
    (AT_MOST.worth(0, "").anywhere(), "零增长; 零发生"),
    (AT_MOST.worth(0, "").in_figures(), "不发生; 杜绝; no; not a single"),
    (FALL_BY.worth(50, "%").anywhere(), "减半; halv-"),
    (TIMES.worth(2, "倍").anywhere(), "倍增; 翻番; 翻一番"),
    (TIMES.worth(2, "倍").in_figures(), "doubl-; twice"),
    (TIMES.worth(3, "倍").in_figures(), "tripl-; trebl-"),
    (TIMES.worth(4, "倍").anywhere(), "翻两番"),
    (TIMES.worth(4, "倍").in_figures(), "quadrupl-"),
    (AT_MOST.worth(100, "").begins(1), "百强"),
    (AT_LEAST.worth(1000, "").begins(1), "千亿"),
    (AT_LEAST.worth(10_000, "").begins(1), "万亿"),
    (
        Says::Key(RISING),
        "逐年提高; 逐年提升; 逐年增长; 逐年增加; 逐年上升; 持续提高; 持续提升; 持续增长; 持续增加; 持续上升; 稳步提高; 稳步提升; 稳步增长; keep rising; \
        keep growing; rise every year; grow every year",
    ),
    (
        Says::Key(FALLING),
        "逐年下降; 逐年降低; 逐年减少; 持续下降; 持续降低; 持续减少; keep falling; fall every year",
    ),
    (
        Says::Key(NOT_FALLING),
        "只增不减; 只升不降; 不减少; 不下降; 不降低; 不减; 不低于上年; 不少于上年; not fall; not decrease; not decline; \
        no less than the year before; at least as much as the year before",
    ),
    (
        Says::Key(NOT_RISING),
        "只减不增; 只降不升; 不增加; 不上升; 不增; 不高于上年; 不多于上年; not rise; not increase; not grow; \
        no more than the year before",
    ),
    (Says::Roughly, "基本同步; 大体同步; broadly in step with; broadly in line with"),
    (Says::Key(AT_LEAST_SERIES), "同步; in step with; keep pace with; in line with"),
    (
        Says::Rises,
        "增长; 增加; 提高; 上升; 提升; increas-; rise; rises; rising; rais-; grow-; lift-",
    ),
    (
        Says::Falls,
        "下降; 降低; 减少; 压减; 缩减; reduc-; decreas-; declin-; fall; falls; falling; lower by; cut; cuts; \
        cutting",
    ),
    (Says::Measured(Measure::Total), "新增; 新建; 新引; 新设; 新培; additional; newly"),
    (Says::Measured(Measure::Rate), "增速; 增长率; 占比; 比重; growth rate; share of"),
    (Says::Measured(Measure::EveryYear), "每年; 年年; 逐年; every year; each year; annually"),
    (
        Says::Measured(Measure::AverageGrowth),
        "年均增长; 年均增速; average annual growth; grow on average",
    ),
    (Says::Measured(Measure::Mean), "年均; 年平均; annual average; on average"),
    (
        Says::Added,
        "累计; cumulative-; in total; 培育; 引进; 引育; 招引; 招收; 招聘; 吸引; 建设; 建成; 创建; 打造; 实施; 取得; 完成; 改造; 认定; 办理; 派遣; 选派; \
        谋划; 开展; 举办; 培训; 设立; 布局; 攻克; 组织; build-; built; creat-; deliver-; train-; recruit-; install-; plant-; \
        construct-",
    ),
    (
        Says::Stock,
        "总数; 拥有量; 保有量; 存量; 总规模; 规模; 达标率; 覆盖率; 普及率; stock; number of",
    ),
    (
        Says::Amount,
        "支出; 投资额; 投资; 交易额; 成交额; 产值; 销售额; 收入; 出口额; 排放量; expenditure; spending; investment; output; sales; \
        emissions",
    ),
    (Says::Key(Key::Compared(Comparator::Budget)), "预算; 预算安排; 资金"),
    (Says::Points, "个百分点; 百分点; percentage point-; pp"),
    (Says::Aspirational, "力争; 争取; 争创; aim-; striv-; seek to; seeks to; seeking to"),
    (Says::Binding, "约束性; binding"),
    (Says::Each, "各; 均; 分别; 双; 两个; both; each; respectively"),
    (Says::Unquantified, "一批; 若干; 一系列; a number of; several"),
    (
        Says::Per,
        "每百人; 每千人; 每万人; 每万人口; 每万名; 每十万人; 每百万人; per 1,000; per 10,000; per 100,000; per head; per capita",
    ),
    (Says::Among, "其中; of which"),
    (
        Says::Nothing,
        "创新; 高新; 革新; 更新; 翻新; 规模以上; 规模以下; 规上; 省级以上; 市级以上; 县级以上; 国家级以上; 及以上; 节约; 集约; 公约; 契约; 条约; \
        超级; 超算; 超高; 超低; 超大; 发达; 达标; 附近; 邻近; 若干意见; 新一批; 争取资金; 争取上级; 争取中央",
    ),
];

/// A word of the list where a text has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its first character, and one past its last.
    pub at: usize,
    pub end: usize,
    pub says: Says,
}

/// Every word of the list.
pub fn words() -> impl Iterator<Item = Wording> {
    WORDS
        .iter()
        .flat_map(|(says, words)| words.split("; ").map(|word| Wording { word, says: *says }))
}

/// The words of the list in a text of [narrow](super::printed::narrow) characters, from its start; of words that begin at one
/// place the longest.
pub fn found_in(text: &[char]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let longest = longest_at(text, at);
        at = longest.as_ref().map_or(at + 1, |found| found.end);
        found.extend(longest);
    }
    found
}

fn longest_at(text: &[char], at: usize) -> Option<Found> {
    static BY_FIRST: LazyLock<HashMap<char, Vec<Wording>>> = LazyLock::new(|| {
        let mut all: HashMap<char, Vec<Wording>> = HashMap::default();
        for word in words() {
            all.entry(word.word.chars().next().unwrap_or_default()).or_default().push(word);
        }
        all
    });
    let here = BY_FIRST.get(&text[at].to_ascii_lowercase())?.iter().filter_map(|word| {
        let end = at + length_at(word.word, text, at)?;
        Some(Found { at, end, says: word.says })
    });
    here.max_by_key(|found| found.end)
}

/// The number that a word at a place denotes, with its end; a word that begins a longer one (no more than) denotes none.
pub fn worth_at(text: &[char], at: usize, in_figure: bool) -> Option<(Worth, usize)> {
    let found = longest_at(text, at)?;
    match found.says {
        Says::Number(worth) if worth.anywhere || in_figure => Some((worth, found.end)),
        _ => None,
    }
}

/// The length of a word of the list where a text has it: to the end of a word that begins so. Latin words are whole.
fn length_at(word: &str, text: &[char], at: usize) -> Option<usize> {
    let stem = word.strip_suffix('-');
    let word = stem.unwrap_or(word);
    let mut rest = text.get(at..)?.iter();
    if !word.chars().all(|sign| rest.next().is_some_and(|it| it.eq_ignore_ascii_case(&sign))) {
        return None;
    }
    if !word.is_ascii() {
        return Some(word.chars().count());
    }
    let within = at > 0 && text[at - 1].is_ascii_alphanumeric();
    let more = rest.take_while(|it| it.is_ascii_alphabetic()).count();
    (!within && (more == 0 || stem.is_some())).then_some(word.len() + more)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{found_in, words};

    #[test]
    fn each_word_is_listed_once() {
        let mut seen = BTreeSet::new();
        for word in words() {
            assert!(seen.insert(word.word), "{}", word.word);
        }
    }

    #[test]
    fn the_longest_word_counts_and_words_are_whole() {
        for (text, expected) in [
            ("不低于上年", &["不低于上年"][..]),
            ("不低于5%", &["不低于"]),
            ("耕地面积不减少", &["不减少"]),
            ("只增不减", &["只增不减"]),
            ("实现正增长", &["正增长"]),
            ("年均增长5%以上", &["年均增长", "以上"]),
            ("超过2000家", &["超过"]),
            ("Halving the number", &["Halving"]),
            ("Reduce losses by at least 15 per cent", &["Reduce", "at least"]),
            ("two percentage points above the average", &["percentage points", "above"]),
            ("an overall waterfall of apps", &[]),
            ("raise yields to reduce waste", &["raise", "reduce"]),
            ("must not fall", &["not fall"]),
        ] {
            let text: Vec<char> = text.chars().collect();
            let found: Vec<String> =
                found_in(&text).iter().map(|it| text[it.at..it.end].iter().collect()).collect();
            assert_eq!(found, expected);
        }
    }
}
