//! Numbers, units, targets and marks of quality as a reader of each language expects them.
//!
//! The words of closed lists are in their declarations. Every match is exhaustive and every arm gives both languages, so
//! that a missing word does not compile.

use std::cmp::Ordering;

use crate::{
    actuals::{Mark, Quality},
    assess::{MEMBERS_UNIT, Verdict},
    lang::Lang,
    number::{COMPUTED_DECIMALS, Number},
    plan::{By, Change, Comparator, Document, Goal, Reference, Target},
    table::{Against, Name, Need, Share, Shown, Sought, in_full},
    unit::{POINTS, Unit},
    words::joined,
};

/// A no-break space.
pub const HARD_SPACE: char = '\u{a0}';

/// A word joiner: no width, no line break.
pub const JOINER: char = '\u{2060}';

/// A zero-width space: a line may break here.
pub const SOFT_BREAK: char = '\u{200b}';

/// The words of one reader: the language, and whether signs are limited to ASCII.
#[derive(Clone, Copy)]
pub struct Words {
    /// The language.
    pub lang: Lang,
    /// Only ASCII for signs.
    pub ascii: bool,
}

impl From<Words> for Lang {
    fn from(words: Words) -> Self {
        words.lang
    }
}

impl Words {
    /// The text in the reader's language.
    pub fn pick<T>(self, en: T, zh: T) -> T {
        self.lang.pick([en, zh])
    }

    /// The sign, or its ASCII form.
    pub fn sign(self, sign: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { sign }
    }

    /// The texts with the joint of the reader's language between them.
    pub fn join(self, texts: impl IntoIterator<Item: AsRef<str>>, joints: [&str; 2]) -> String {
        joined(texts, self.lang.pick(joints))
    }

    /// Parts of a sentence, with commas between them.
    pub fn commas(self, parts: impl IntoIterator<Item: AsRef<str>>) -> String {
        self.join(parts, [", ", "，"])
    }

    /// Entries of a list; Chinese has a comma of its own for these.
    pub fn listed(self, entries: impl IntoIterator<Item: AsRef<str>>) -> String {
        self.join(entries, [", ", "、"])
    }

    /// Clauses, with semicolons between them.
    pub fn semicolons(self, clauses: impl IntoIterator<Item: AsRef<str>>) -> String {
        self.join(clauses, ["; ", "；"])
    }

    /// A remark in brackets after a text.
    pub fn remarked(self, text: &str, remark: &str) -> String {
        say!(self, "{text} ({remark})", "{text}（{remark}）")
    }

    /// The colon before a value.
    pub fn colon(self) -> &'static str {
        self.pick(": ", "：")
    }

    /// The name in the reader's language, where there is one.
    pub fn name(self, name: &Name) -> &str {
        match (self.lang, &name.english) {
            (Lang::En, Some(english)) => english,
            _ => &name.printed,
        }
    }

    /// What an id stands for.
    pub fn titled(self, id: &str, what: &str) -> String {
        format!("{id}{}{what}", self.sign(" — ", " - "))
    }

    /// A verdict; Chinese has its own word for an early achievement.
    pub fn verdict(self, verdict: Verdict, early: bool) -> &'static str {
        match (self.lang, verdict) {
            (Lang::Zh, Verdict::Achieved) if early => "提前实现",
            _ => verdict.text(self),
        }
    }

    /// Marks of quality.
    pub fn quality(self, quality: Quality) -> String {
        let marks = self.listed(quality.marks().map(|mark| mark.text(self)));
        if marks.is_empty() { say!(self, "final", "最终数") } else { marks }
    }

    /// A number that is compared with none.
    pub fn number(self, number: &Number) -> String {
        self.shown(&Shown::alone(number))
    }

    /// A whole number, or so many times the whole in percent.
    pub fn whole(self, number: i64, percent: bool) -> String {
        let number = Number::from(number);
        if percent { self.percent(&number) } else { self.number(&number) }
    }

    /// A number of the document, with its own digits.
    pub(super) fn printed(self, number: &Number) -> String {
        self.shown(&Shown::as_printed(number))
    }

    /// A number with separators from ten thousand on.
    pub fn shown(self, number: &Shown) -> String {
        let sign = number.mark.map_or("", |mark| self.inexact_sign(mark));
        sign.to_owned() + &self.grouped(&number.digits)
    }

    /// A number with all its digits, for an equation; dots show that digits were cut.
    pub fn in_full(self, number: &Number) -> String {
        in_full(number).map_or_else(|| self.cut(number), |digits| self.grouped(&digits))
    }

    /// The first digits of a number that has more. Where six decimals would be rounded to fewer these are its own digits: 9.9999999
    /// is no 10.
    pub fn cut(self, number: &Number) -> String {
        let mut text = number.computed_text();
        if let Ok(shown) = Number::parse_decimal(&text)
            && shown.decimals() < COMPUTED_DECIMALS
        {
            let last =
                Number::decimal(if number.is_negative() { -1 } else { 1 }, COMPUTED_DECIMALS);
            let own = if shown.abs() > number.abs() { &shown - &last } else { shown };
            text = own.rounded_text(COMPUTED_DECIMALS);
        }
        format!("{}{}", self.grouped(&text), self.sign("…", "..."))
    }

    /// A difference with its sign and all its digits.
    pub fn signed_in_full(self, number: &Number) -> String {
        let sign = if number.is_positive() { "+" } else { "" };
        format!("{sign}{}", self.in_full(number))
    }

    /// A computed number, at most six decimals.
    pub fn computed(self, number: &Number) -> String {
        self.grouped(&number.computed_text())
    }

    /// A difference with its sign.
    pub fn signed(self, number: &Shown) -> String {
        let text = self.shown(number);
        if number.is_positive() { format!("+{text}") } else { text }
    }

    /// A share in percent.
    pub fn share(self, share: &Share) -> String {
        let sign = match share.beyond {
            Ordering::Less => "<",
            Ordering::Equal => "",
            Ordering::Greater => ">",
        };
        format!("{sign}{}%", self.grouped(&share.percent))
    }

    /// A part of a whole in percent.
    pub fn percent(self, share: &Number) -> String {
        self.share(&Share::of(share))
    }

    /// A part of a whole; nothing of nothing.
    pub fn percent_of(self, part: i32, whole: i32) -> String {
        let share = Number::fraction(part.into(), whole.into());
        share.map_or_else(String::new, |share| self.percent(&share))
    }

    /// A plain decimal with the reader's minus, and with separators from ten thousand on.
    fn grouped(self, plain: &str) -> String {
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(digits) => (self.minus(), digits),
            None => ("", plain),
        };
        let (whole, part) = match digits.find('.') {
            Some(point) => digits.split_at(point),
            None => (digits, ""),
        };
        let mut text = sign.to_owned();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && whole.len() > 4 && (whole.len() - index) % 3 == 0 {
                text.push(',');
            }
            text.push(digit);
        }
        text + part
    }

    /// The sign of subtraction and of negative numbers.
    pub fn minus(self) -> &'static str {
        self.sign("\u{2212}", "-")
    }

    /// A number text with its unit; a line may break between the two, except before a percent sign.
    pub fn with_unit(self, number: &str, unit: &Unit) -> String {
        let unit = self.unit(number, unit);
        let between = match unit.chars().next() {
            None | Some('%' | '‰') => "",
            Some('0'..='9') => self.sign(" × ", " * "),
            Some(_) => " ",
        };
        format!("{number}{between}{unit}")
    }

    /// The unit as it stands beside a number: as printed or in English, but for members, whom no plan prints.
    pub fn unit<'u>(self, number: &str, unit: &'u Unit) -> &'u str {
        let one = number.trim_start_matches(|it: char| !it.is_ascii_digit()) == "1";
        let printed = unit.printed();
        match printed {
            MEMBERS_UNIT => self.pick(if one { "member" } else { printed }, "个"),
            POINTS => self.pick(POINTS, "个百分点"),
            _ => self.pick(unit.english().unwrap_or(printed), printed),
        }
    }

    /// How much is left to do or to use; what may be used is no change, and has no sign.
    pub fn needed(self, need: &Need) -> String {
        let unsigned = need.allowed || need.mean;
        if unsigned { self.shown(&need.amount) } else { self.signed(&need.amount) }
    }

    /// A document by its title and number; what only a text names, by that.
    pub fn document(self, it: &Document) -> String {
        let Document { id, title, number, .. } = it;
        let title = self.pick(it.title_en.as_ref().unwrap_or(title), title);
        match title.as_str() {
            "" => id.clone(),
            title => say!(
                self,
                [number ? "{title}, {number}" : "{title}"],
                [number ? "《{title}》（{number}）" : "《{title}》"]
            ),
        }
    }

    /// What is left to do or to use, under a heading that says so: the amount, and beneath it in what time.
    pub fn need(self, need: &Need) -> Vec<String> {
        let amount = self.with_unit(&self.needed(need), &need.unit);
        let time = match (need.months, self.lang) {
            (None, _) => String::new(),
            (Some(1), Lang::En) => "in 1 month".to_owned(),
            (Some(months), Lang::En) => format!("in {months} months"),
            (Some(months), Lang::Zh) => format!("后{months}个月"),
        };
        let what = match (need.mean, need.allowed) {
            (true, _) => self.pick("on average", "年均"),
            (false, true) => self.pick("allowed", "可用"),
            (false, false) => "",
        };
        vec![amount, what.to_owned(), time]
    }

    /// The goal; `resolved` is the value of a relative target, if it is known.
    pub fn goal(self, sought: &Sought, resolved: Option<&Shown>, unit: &Unit) -> String {
        let resolved = resolved.map(|number| self.with_unit(&self.shown(number), unit));
        match &sought.goal {
            Goal::Value(target) => self.target(target, unit),
            _ => self.relative(sought, resolved, (self.sign("≥\u{a0}", ">=\u{a0}"), unit)),
        }
    }

    /// The goal on one line, by the number that it comes to if that is known.
    pub fn goal_short(self, sought: &Sought, resolved: Option<&Shown>, unit: &Unit) -> String {
        let side = match &sought.goal {
            Goal::Change(Change { falls: true, .. }) => Comparator::AtMost,
            Goal::Direction { rising: true, or_equal: false, .. } => Comparator::MoreThan,
            Goal::Direction { rising: false, or_equal, .. } => {
                if *or_equal {
                    Comparator::AtMost
                } else {
                    Comparator::LessThan
                }
            }
            Goal::Series(it) => it.comparator,
            _ => Comparator::AtLeast,
        };
        match (&sought.goal, resolved) {
            (Goal::Value(target), _) => {
                // No space behind a sign.
                let text = self.target(target, unit);
                match text.split_once(HARD_SPACE) {
                    Some((sign, rest)) if !sign.contains(char::is_alphanumeric) => {
                        format!("{sign}{rest}")
                    }
                    _ => text,
                }
            }
            (_, Some(number)) => {
                self.with_unit(&format!("{}{}", self.comparator(side), self.shown(number)), unit)
            }
            (_, None) => self.goal(sought, None, unit),
        }
    }

    /// What a quantity does that changes.
    pub fn changes(self, unit: &Unit, falls: bool) -> &'static str {
        match (unit.printed() == POINTS, falls) {
            (true, false) => "提高",
            (true, true) => "降低",
            (false, false) => "增加",
            (false, true) => "减少",
        }
    }

    /// A relative goal by what it is measured against, and what that comes to: `above 2023 (470.2 亿元)`. `least` stands before
    /// an amount that must be reached.
    pub(super) fn relative(
        self,
        sought: &Sought,
        resolved: Option<String>,
        (least, unit): (&str, &Unit),
    ) -> String {
        let against = match &sought.against {
            Some(Against::Series(name)) => self.breakable(name),
            Some(Against::Period(period)) => self.period(*period),
            Some(Against::YearBefore) => say!(self, "the year before", "上年"),
            None => say!(self, "the baseline", "基期值"),
        };
        let words = match &sought.goal {
            Goal::Value(_) => String::new(),
            Goal::Change(Change { by: By::Times, number, .. }) => {
                let times = self.number(number);
                say!(self, "{times}{HARD_SPACE}times the baseline", "基期值的{times}倍")
            }
            Goal::Change(Change { by, number, falls }) => {
                let points = &unit.of_differences();
                let (unit, verb) = match by {
                    By::Percent => (Unit::percent(), if *falls { "下降" } else { "增长" }),
                    _ => (points, self.changes(points, *falls)),
                };
                let step = self.tight(&self.printed(number), unit);
                let side = if *falls { "below" } else { "above" };
                say!(
                    self,
                    "{least}{step} {side} {against}",
                    "比{against}{SOFT_BREAK}{verb}{step}以上"
                )
            }
            Goal::Direction { rising, or_equal, .. } => {
                let [en, zh] = match (rising, or_equal) {
                    (true, false) => ["above", "高于"],
                    (false, false) => ["below", "低于"],
                    (true, true) => ["not below", "不低于"],
                    (false, true) => ["not above", "不高于"],
                };
                say!(self, "{en} {against}", "{zh}{against}")
            }
            Goal::Series(it) => self.beside_series(it, &against, unit),
        };
        match resolved {
            None => words,
            Some(number) => {
                say!(self, "{words} ({number})", "{words}{SOFT_BREAK}（{number}）")
            }
        }
    }

    /// `at least 2 pp above growth in 全国`.
    fn beside_series(self, it: &Reference, name: &str, unit: &Unit) -> String {
        let region = it.in_region.as_ref();
        let other = say!(
            self,
            [region ? "{name} in {region}" : "{name}"],
            [region ? "{region}{name}" : "{name}"]
        );
        let unit = unit.of_differences();
        let amount = |number: &Number| self.tight(&self.printed(number), &unit);
        let by = amount(&it.margin.abs());
        let below = it.margin.is_negative();
        let side =
            self.pick(if below { "below" } else { "above" }, if below { "低" } else { "高" });
        let floor = it.comparator != Comparator::AtMost;
        let words = match (it.comparator.is_strict(), it.margin.is_zero()) {
            (true, true) => say!(self, "above {other}", "高于{other}"),
            (false, true) => {
                say!(self, [if (floor) "not below {other}" else "not above {other}"],
                    [if (floor) "不低于{other}" else "不高于{other}"])
            }
            (true, false) => {
                say!(self, [if (below) "less than {by} {side} {other}" else "more than {by} {side} {other}"],
                    [if (below) "比{other}{side}不足{by}" else "比{other}{side}超过{by}"])
            }
            (false, false) => {
                say!(self, [if (floor == below) "at most {by} {side} {other}" else "at least {by} {side} {other}"],
                    [if (floor == below) "至多比{other}{side}{by}" else "至少比{other}{side}{by}"])
            }
        };
        let tolerance = Some(&it.tolerance).filter(|it| it.is_positive()).map(amount);
        say!(
            self,
            [tolerance ? "{words}, tolerance {tolerance}" : "{words}"],
            [tolerance ? "{words}，允许偏差{tolerance}" : "{words}"]
        )
    }

    /// A goal of each member of a list.
    pub fn each_goal(self, sought: &Sought, goal: &str) -> String {
        let own = sought.goal.value().is_some_and(|target| !target.own.is_empty());
        say!(
            self,
            [if (own) "each its own, {goal}" else "each {goal}"],
            [if (own) "各自{goal}" else "各{goal}"]
        )
    }

    /// A target with its sign and unit; of members' own the lowest and the highest.
    pub fn target(self, target: &Target, unit: &Unit) -> String {
        let (lower, upper) = target.ends();
        let value = self.printed(lower);
        let range = |upper: &Number| {
            // A dash beside a minus would be read as a second minus.
            let dash = if lower.is_negative() || upper.is_negative() {
                self.pick("\u{a0}to ", "至")
            } else {
                self.sign("–", "-")
            };
            format!("{value}{dash}{}", self.printed(upper))
        };
        let value = upper.map_or(value.clone(), range);
        let text = match (target.comparator, upper) {
            (Comparator::Between, Some(_)) => value,
            (Comparator::Within, Some(_)) => format!("{}{value}", self.pick("in\u{a0}", "介于")),
            (comparator, _) => format!("{}{HARD_SPACE}{value}", self.comparator(comparator)),
        };
        self.with_unit(&text, unit)
    }

    /// The sign of what is known of a value that is not exact.
    pub fn inexact_sign(self, mark: Mark) -> &'static str {
        match mark {
            Mark::LowerBound => self.sign("≥", ">="),
            Mark::Above => ">",
            Mark::UpperBound => self.sign("≤", "<="),
            Mark::Below => "<",
            _ => self.sign("≈", "~"),
        }
    }

    /// An amount as a sentence says it, with what is known where it is not the value itself.
    pub fn inexact_amount(self, number: &Shown, unit: &Unit) -> String {
        let amount = self.shown_amount(&number.clone().marked(None), unit);
        let [before, after] = match number.mark {
            None => return amount,
            Some(Mark::LowerBound) => self.pick(["at least ", ""], ["", "以上"]),
            Some(Mark::Above) => self.pick(["more than ", ""], ["超", ""]),
            Some(Mark::UpperBound) => self.pick(["at most ", ""], ["", "以下"]),
            Some(Mark::Below) => self.pick(["less than ", ""], ["不足", ""]),
            Some(Mark::Near) => self.pick(["nearly ", ""], ["近", ""]),
            Some(_) => self.pick(["about ", ""], ["约", ""]),
        };
        format!("{before}{amount}{after}")
    }

    /// The sign before a target's value.
    fn comparator(self, comparator: Comparator) -> &'static str {
        match comparator {
            Comparator::AtLeast | Comparator::Between | Comparator::Within => self.sign("≥", ">="),
            Comparator::MoreThan => ">",
            Comparator::AtMost => self.sign("≤", "<="),
            Comparator::LessThan => "<",
            Comparator::About => self.sign("≈", "~"),
            Comparator::Budget => self.pick("budget", "预算"),
        }
    }

    /// The summary line of `validate` for a file: what is counted in it, how many of these, of errors and of warnings.
    pub fn checked_file(
        self,
        file: &str,
        [noun, noun_zh]: [&str; 2],
        [count, errors, warnings]: [usize; 3],
    ) -> String {
        let warned = part!([warnings, "1 warning", "{warnings} warnings"]);
        if errors > 0 {
            return say!(
                self,
                [errors, "{file}: 1 error, {warned}", "{file}: {errors} errors, {warned}"],
                "{file}：{errors} 个错误，{warnings} 个警告"
            );
        }
        let clean = warnings == 0;
        let warned = if clean { "no warnings" } else { &warned };
        say!(
            self,
            [count, "{file}: 1 {noun}, no errors, {warned}", "{file}: {count} {noun}s, no errors, {warned}"],
            [if (clean) "{file}：{count} 个{noun_zh}，没有错误和警告"
                else "{file}：{count} 个{noun_zh}，没有错误，{warnings} 个警告"]
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Period;

    const EN: Words = Words { lang: Lang::En, ascii: false };
    const ZH: Words = Words { lang: Lang::Zh, ascii: false };

    fn number(text: &str) -> Number {
        Number::parse_decimal(text).unwrap()
    }

    #[test]
    fn a_result_has_the_digits_of_its_figures() {
        for (above, below, shown) in [
            ("27.0", "1", "27.0"),
            ("67.50000", "1", "67.5"),
            ("67.5125000", "1", "67.5125"),
            ("1", "3", "0.333333…"),
            ("1", "8", "0.125"),
            ("-2.50", "1", "−2.50"),
        ] {
            let result = match below {
                "1" => number(above),
                _ => number(above).over(&number(below)).unwrap(),
            };
            assert_eq!(EN.result(&result), shown);
        }
    }

    #[test]
    fn periods_as_people_write_them() {
        for (text, en, zh) in [
            ("2024", "2024", "2024年"),
            ("2024H2", "2024H2", "2024年下半年"),
            ("2024Q3", "2024Q3", "2024年三季度"),
            ("2024-06", "2024-06", "2024年6月"),
            ("2024-06-30", "2024-06-30", "2024-06-30"),
            ("2024-01/2024-09", "Jan–Sep 2024", "2024年1-9月"),
            ("2021/2025", "2021–2025", "2021-2025年"),
            ("2023-11/2024-02", "2023-11/2024-02", "2023-11/2024-02"),
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!(EN.period(period), en);
            assert_eq!(ZH.period(period).replace(SOFT_BREAK, ""), zh);
        }
    }

    #[test]
    fn separators_begin_at_ten_thousand() {
        for (text, shown) in [
            ("0", "0"),
            ("9999.50", "9999.50"),
            ("10000", "10,000"),
            ("1234567.89", "1,234,567.89"),
            ("-153281", "−153,281"),
        ] {
            assert_eq!(EN.number(&number(text)), shown);
        }
    }

    #[test]
    fn a_difference_has_a_sign_unless_it_is_nothing() {
        for (text, shown) in [
            ("-1.0", "−1.0"),
            ("0.3", "+0.3"),
            ("0.0", "0.0"),
            ("-0.0", "0.0"),
            ("11900", "+11,900"),
        ] {
            assert_eq!(EN.signed(&number(text).into()), shown);
        }
        let third = number("1").over(&number("3")).unwrap();
        assert_eq!(EN.signed(&third.into()), "+0.33");
    }

    #[test]
    fn members_are_counted_in_the_language_of_the_reader() {
        for (number, en, zh) in [
            ("≥ 13", "≥ 13 members", "≥ 13 个"),
            ("−1", "−1 member", "−1 个"),
            ("11", "11 members", "11 个"),
        ] {
            assert_eq!(EN.with_unit(number, &Unit::parse(MEMBERS_UNIT)), en);
            assert_eq!(ZH.with_unit(number, &Unit::parse(MEMBERS_UNIT)), zh);
        }
    }

    #[test]
    fn a_quotient_gets_two_decimals_at_least() {
        let half = number("1").over(&number("4")).unwrap();
        assert_eq!(EN.signed(&half.into()), "+0.25");
    }

    #[test]
    fn targets_with_their_sign() {
        let target = |comparator, value, upper: Option<&str>| Target {
            upper: upper.map(number),
            ..Target::of(comparator, number(value))
        };
        let shown = |words: Words, target: &Target, unit| {
            words.target(target, &Unit::parse(unit)).replace(HARD_SPACE, " ")
        };
        let at_least = target(Comparator::AtLeast, "5", None);
        assert_eq!(shown(EN, &at_least, "%"), "≥ 5%");
        assert_eq!(shown(Words { ascii: true, ..EN }, &at_least, "家"), ">= 5 家");
        let between = target(Comparator::Between, "5", Some("8"));
        assert_eq!(shown(EN, &between, "%"), "5–8%");
        let within = target(Comparator::Within, "-1", Some("1"));
        assert_eq!(shown(EN, &within, "%"), "in −1 to 1%");
        assert_eq!(shown(ZH, &within, "%"), "介于−1至1%");
        let about = target(Comparator::About, "20000", None);
        assert_eq!(shown(ZH, &about, "人"), "≈ 20,000 人");
    }

    #[test]
    fn early_has_its_own_chinese_word() {
        assert_eq!(ZH.verdict(Verdict::Achieved, true), "提前实现");
        assert_eq!(ZH.verdict(Verdict::Achieved, false), "已实现");
        assert_eq!(EN.verdict(Verdict::Achieved, true), "achieved");
    }
}
