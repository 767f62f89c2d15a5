//! A TOML table whose keys are checked against a list: what is unknown, missing or of the wrong type is collected with
//! its place, and reading goes on, so that one run shows every problem of a file.

use std::cell::RefCell;
use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::plan_keys::{Key, TableKeys, Value};
use crate::diag::{Found, NumberFault, PlanProblem, nearest};
use crate::number::{MAX_DIGITS, NotADecimal, Number};
use crate::period::Period;
use crate::plan::lints::Step;

/// Bytes of the file.
pub(super) type Span = Range<usize>;

/// One problem with its place.
#[derive(Debug)]
pub(super) struct Issue {
    pub(super) span: Span,
    pub(super) problem: PlanProblem,
    pub(super) related: Vec<Span>,
}

/// Every problem found so far. Shared by all tables of a file.
#[derive(Debug, Default)]
pub(super) struct Issues(RefCell<Vec<Issue>>);

impl Issues {
    /// Adds a problem.
    pub(super) fn add(&self, span: Span, problem: PlanProblem) {
        self.add_beside(span, problem, Vec::new());
    }

    /// Adds a problem with other places that belong to it.
    pub(super) fn add_beside(&self, span: Span, problem: PlanProblem, related: Vec<Span>) {
        self.0.borrow_mut().push(Issue { span, problem, related });
    }

    /// All of them, in the order of their places.
    pub(super) fn sorted(self) -> Vec<Issue> {
        let mut issues = self.0.into_inner();
        issues.sort_by_key(|issue| (issue.span.start, issue.span.end));
        issues
    }
}

/// A list of texts under a name of the encoder's.
#[derive(Debug)]
pub(super) struct NamedList {
    pub(super) name: String,
    pub(super) entries: Vec<(String, Span)>,
}

/// A table, checked against its keys when it was opened.
#[derive(Debug, Clone)]
pub(super) struct Table<'a> {
    content: &'a DeTable<'a>,
    keys: &'static TableKeys,
    span: Span,
    /// Keys that unknown ones were probably meant to be.
    misspelt: Vec<&'static str>,
    issues: &'a Issues,
}

impl<'a> Table<'a> {
    /// Opens a table: unknown and missing keys are reported here, once.
    pub(super) fn open(
        table: &'a DeTable<'a>,
        span: Span,
        keys: &'static TableKeys,
        issues: &'a Issues,
    ) -> Self {
        let names = || keys.keys.iter().map(|key| key.name);
        let mut meant = Vec::new();
        for key in table.keys() {
            if !names().any(|name| name == key.get_ref()) {
                let suggestion = nearest(key.get_ref(), names());
                meant.extend(suggestion);
                issues.add(
                    key.span(),
                    PlanProblem::UnknownKey {
                        table: keys.name,
                        key: key.get_ref().to_string(),
                        suggestion,
                        known: names().collect(),
                    },
                );
            }
        }
        let opened = Self { content: table, keys, span, misspelt: meant, issues };
        for key in keys.keys.iter().filter(|key| key.required) {
            opened.require(key.name);
        }
        opened
    }

    /// Reports keys as missing that the catalogue could have supplied, and does not.
    pub(super) fn require_inherited(&self) {
        for key in self.keys.keys.iter().filter(|key| key.inherited) {
            self.require(key.name);
        }
    }

    /// Reports a key as missing when it is not there.
    fn require(&self, name: &'static str) {
        let mut keys = self.keys.keys.iter();
        // A misspelt key is reported once, as unknown, and not as missing besides.
        if let Some(key) = keys.find(|key| key.name == name)
            && !self.misspelt.contains(&name)
            && !self.has(name)
        {
            self.issues.add(
                self.span(),
                PlanProblem::MissingKey {
                    table: self.keys.name,
                    key: key.name,
                    expected: key.value.expected(),
                },
            );
        }
    }

    /// Where the table stands: its header, or its braces.
    pub(super) fn span(&self) -> Span {
        self.span.clone()
    }

    /// Where the value of a key stands; the table itself when the key is absent.
    pub(super) fn span_of(&self, name: &'static str) -> Span {
        self.span_at(&[Step::Key(name)])
    }

    /// Where an entry of a list stands.
    pub(super) fn span_of_entry(&self, name: &'static str, index: usize) -> Span {
        self.span_at(&[Step::Key(name), Step::Entry(index)])
    }

    /// Where the last step of the path stands that the file has.
    pub(super) fn span_at(&self, path: &[Step]) -> Span {
        let mut span = self.span();
        let mut steps = path.iter();
        let Some(Step::Key(name)) = steps.next() else {
            return span;
        };
        let Some(mut value) = self.content.get(*name) else {
            return span;
        };
        span = value.span();
        for step in steps {
            let next = match step {
                Step::Key(name) => value.get_ref().get(*name),
                Step::Entry(index) => value.get_ref().get(*index),
                Step::Period(period) => {
                    let table = value.get_ref().as_table();
                    let key = table.and_then(|table| {
                        let mut keys = table.keys();
                        keys.find(|key| Period::parse(key.get_ref()) == Some(*period))
                    });
                    return key.map_or(span, Spanned::span);
                }
            };
            // A single citation is a table without entries: the step has nothing to enter and is passed over.
            if let Some(next) = next {
                value = next;
                span = value.span();
            }
        }
        span
    }

    /// Is the key there, whatever its value?
    pub(super) fn has(&self, name: &str) -> bool {
        self.content.contains_key(name)
    }

    /// Is there a key that was reported as unknown?
    pub(super) fn has_unknown_keys(&self) -> bool {
        let known = |name: &str| self.keys.keys.iter().any(|key| key.name == name);
        self.content.keys().any(|key| !known(key.get_ref()))
    }

    fn value(&self, name: &'static str) -> Option<(&'static Key, &'a Spanned<DeValue<'a>>)> {
        let key = self.keys.keys.iter().find(|key| key.name == name);
        debug_assert!(key.is_some(), "`{name}` is not a key of {}", self.keys.name);
        Some((key?, self.content.get(name)?))
    }

    fn wrong_type(&self, key: &Key, value: &Spanned<DeValue<'_>>) {
        self.issues.add(
            value.span(),
            PlanProblem::WrongType {
                key: key.name.to_owned(),
                expected: key.value.expected(),
                found: found(value.get_ref()),
            },
        );
    }

    /// A text without control characters, and not empty.
    pub(super) fn text(&self, name: &'static str) -> Option<String> {
        let (key, value) = self.value(name)?;
        self.text_of(key, value)
    }

    fn text_of(&self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(key, value);
            return None;
        };
        let several_lines = matches!(key.value, Value::Prose);
        let hidden = text.chars().find(|character| {
            let line_end = several_lines && matches!(character, '\n' | '\r');
            !line_end && is_control(*character)
        });
        if let Some(character) = hidden {
            self.issues.add(
                value.span(),
                PlanProblem::ControlCharacter { key: key.name.to_owned(), character },
            );
            return None;
        }
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.issues.add(value.span(), PlanProblem::EmptyText { key: key.name.to_owned() });
            return None;
        }
        if trimmed.len() != text.len() && !several_lines {
            self.issues.add(
                value.span(),
                PlanProblem::OuterSpace { key: key.name.to_owned(), trimmed: trimmed.to_owned() },
            );
        }
        Some(trimmed.to_owned())
    }

    /// A list of texts; empty when absent.
    pub(super) fn texts(&self, name: &'static str) -> Vec<String> {
        self.entries(name).filter_map(|(key, entry)| self.text_of(key, entry)).collect()
    }

    /// A list of ids; empty when absent.
    pub(super) fn ids(&self, name: &'static str) -> Vec<String> {
        self.entries(name).filter_map(|(key, entry)| self.id_of(key, entry)).collect()
    }

    /// A list of ids that must not be empty when it is there.
    pub(super) fn filled_ids(&self, name: &'static str) -> Vec<String> {
        if self.length_of(name) == Some(0) {
            self.issues.add(self.span_of(name), PlanProblem::EmptyList { key: name.to_owned() });
        }
        self.ids(name)
    }

    /// The number of entries of a list, faulty ones counted.
    pub(super) fn length_of(&self, name: &str) -> Option<usize> {
        let list = self.content.get(name)?.get_ref().as_array()?;
        Some(list.len())
    }

    /// The entries of a list of texts.
    fn entries(
        &self,
        name: &'static str,
    ) -> impl Iterator<Item = (&'static Key, &'a Spanned<DeValue<'a>>)> {
        let list = self.value(name).and_then(|(key, value)| {
            let list = value.get_ref().as_array();
            if list.is_none() {
                self.wrong_type(key, value);
            }
            Some((key, list?))
        });
        list.into_iter().flat_map(|(key, list)| list.iter().map(move |entry| (key, entry)))
    }

    /// A kebab-case id.
    pub(super) fn id(&self, name: &'static str) -> Option<String> {
        let (key, value) = self.value(name)?;
        self.id_of(key, value)
    }

    fn id_of(&self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let written = self.text_of(key, value)?;
        let id = kebab_case(&written);
        if id.as_deref() == Some(written.as_str()) {
            return id;
        }
        self.issues.add(
            value.span(),
            PlanProblem::BadId { key: key.name.to_owned(), written, suggestion: id },
        );
        None
    }

    /// A period, written as text.
    pub(super) fn period(&self, name: &'static str) -> Option<Period> {
        let (key, value) = self.value(name)?;
        if let DeValue::Integer(_) | DeValue::Datetime(_) = value.get_ref() {
            self.issues.add(
                value.span(),
                PlanProblem::PeriodNotQuoted {
                    key: key.name.to_owned(),
                    written: written(value.get_ref()),
                },
            );
            return None;
        }
        let written = self.text_of(key, value)?;
        let period = Period::parse(&written);
        if period.is_none() {
            self.issues
                .add(value.span(), PlanProblem::BadPeriod { key: key.name.to_owned(), written });
        }
        period
    }

    /// The periods of this table, and of the tables in it, that name a point in time, as written.
    pub(super) fn points_in_time(&self) -> Vec<(Span, String)> {
        let mut points = Vec::new();
        collect_points(self.content, self.keys, &mut points);
        points
    }

    /// A calendar date, written as TOML writes it.
    pub(super) fn date(&self, name: &'static str) -> Option<NaiveDate> {
        let (key, value) = self.value(name)?;
        let date = match value.get_ref() {
            DeValue::Datetime(datetime) if datetime.time.is_none() => datetime.date,
            _ => None,
        };
        let date = date.and_then(|date| {
            NaiveDate::from_ymd_opt(i32::from(date.year), date.month.into(), date.day.into())
        });
        if date.is_none() {
            self.wrong_type(key, value);
        }
        date
    }

    /// An exact number.
    pub(super) fn number(&self, name: &'static str) -> Option<Number> {
        let (key, value) = self.value(name)?;
        self.number_of(key, value)
    }

    fn number_of(&self, key: &Key, value: &Spanned<DeValue<'_>>) -> Option<Number> {
        match read_number(value.get_ref()) {
            Some(Ok(number)) => Some(number),
            Some(Err(fault)) => {
                self.issues.add(
                    value.span(),
                    PlanProblem::BadNumber {
                        key: key.name.to_owned(),
                        written: written(value.get_ref()),
                        fault,
                    },
                );
                None
            }
            None => {
                self.wrong_type(key, value);
                None
            }
        }
    }

    /// Two numbers, `[lower, upper]`; their order is not looked at.
    pub(super) fn pair(&self, name: &'static str) -> Option<(Number, Number)> {
        let (key, value) = self.value(name)?;
        let Some([lower, upper]) = value.get_ref().as_array().map(|list| &list[..]) else {
            self.wrong_type(key, value);
            return None;
        };
        let (lower, upper) = (self.number_of(key, lower), self.number_of(key, upper));
        lower.zip(upper)
    }

    /// The tolerance around `centre`: a number, or a percentage of it as text.
    pub(super) fn tolerance(&self, name: &'static str, centre: &Number) -> Option<Number> {
        let (key, value) = self.value(name)?;
        let tolerance = match value.get_ref() {
            DeValue::String(text) => text
                .trim()
                .strip_suffix(['%', '％'])
                .and_then(|percent| Number::parse_decimal(percent.trim()).ok())
                .map(|percent| (&percent * &centre.abs()).scaled(&Number::power_of_ten(-2))),
            _ => Some(self.number_of(key, value)?),
        };
        let tolerance = tolerance.filter(|tolerance| !tolerance.is_negative());
        if tolerance.is_none() {
            self.issues
                .add(value.span(), PlanProblem::BadTolerance { written: written(value.get_ref()) });
        }
        tolerance
    }

    /// Yes or no; no when absent.
    pub(super) fn flag(&self, name: &'static str) -> bool {
        let Some((key, value)) = self.value(name) else {
            return false;
        };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(key, value);
        }
        flag.unwrap_or_default()
    }

    /// Is it said to be not so, rather than not said?
    pub(super) fn is_false(&self, name: &str) -> bool {
        let value = self.content.get(name);
        value.and_then(|value| value.get_ref().as_bool()) == Some(false)
    }

    /// One of a few words.
    pub(super) fn word(&self, name: &'static str) -> Option<&'static str> {
        let (key, value) = self.value(name)?;
        let written = self.text_of(key, value)?;
        let known = match key.value {
            Value::Word(words) => words(),
            _ => Vec::new(),
        };
        let word = known.iter().copied().find(|word| *word == written);
        if word.is_none() {
            self.issues.add(
                value.span(),
                PlanProblem::UnknownWord {
                    key: key.name.to_owned(),
                    suggestion: nearest(&written, known.iter().copied()),
                    written,
                    known,
                },
            );
        }
        word
    }

    /// A month, of the words that periods write.
    pub(super) fn month(&self, name: &'static str) -> Option<u32> {
        self.word(name)?.parse().ok()
    }

    /// A table.
    pub(super) fn table(&self, name: &'static str) -> Option<Self> {
        let (key, value) = self.value(name)?;
        self.table_of(key, value)
    }

    fn table_of(&self, key: &Key, value: &'a Spanned<DeValue<'a>>) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(key, value);
            return None;
        };
        let keys = key.value.table()?;
        Some(Table::open(table, value.span(), keys, self.issues))
    }

    /// One table or a list of them; entries that are no tables are reported and left out.
    pub(super) fn tables(&self, name: &'static str) -> Vec<Self> {
        let Some((key, value)) = self.value(name) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            return self.table_of(key, value).into_iter().collect();
        };
        if list.is_empty() {
            self.issues.add(value.span(), PlanProblem::EmptyList { key: key.name.to_owned() });
        }
        list.iter().filter_map(|entry| self.table_of(key, entry)).collect()
    }

    /// Lists of texts by id, in the order written, each with its place and the places of its entries.
    pub(super) fn lists(&self, name: &'static str) -> Vec<NamedList> {
        let Some((key, value)) = self.value(name) else {
            return Vec::new();
        };
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(key, value);
            return Vec::new();
        };
        let mut lists = Vec::new();
        for (written, value) in table {
            if kebab_case(written.get_ref()).as_deref() != Some(written.get_ref()) {
                self.issues.add(
                    written.span(),
                    PlanProblem::BadId {
                        key: key.name.to_owned(),
                        written: written.get_ref().to_string(),
                        suggestion: kebab_case(written.get_ref()),
                    },
                );
            }
            let Some(entries) = value.get_ref().as_array() else {
                self.issues.add(
                    value.span(),
                    PlanProblem::WrongType {
                        key: written.get_ref().to_string(),
                        expected: Value::Texts.expected(),
                        found: found(value.get_ref()),
                    },
                );
                // The name is there, whatever it stands for.
                lists.push(NamedList { name: written.get_ref().to_string(), entries: Vec::new() });
                continue;
            };
            if entries.is_empty() {
                self.issues.add(
                    value.span(),
                    PlanProblem::EmptyList { key: written.get_ref().to_string() },
                );
            }
            let texts =
                entries.iter().filter_map(|entry| Some((self.text_of(key, entry)?, entry.span())));
            lists.push(NamedList { name: written.get_ref().to_string(), entries: texts.collect() });
        }
        lists
    }

    /// Numbers by period, in the order written.
    pub(super) fn numbers_by_period(&self, name: &'static str) -> Vec<(Period, Number)> {
        let Some((key, value)) = self.value(name) else {
            return Vec::new();
        };
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(key, value);
            return Vec::new();
        };
        let read = |written: &Spanned<_>, value: &Spanned<DeValue<'_>>| {
            let written: &Spanned<std::borrow::Cow<'_, str>> = written;
            let period = Period::parse(written.get_ref());
            if period.is_none() {
                self.issues.add(
                    written.span(),
                    PlanProblem::BadPeriod {
                        key: key.name.to_owned(),
                        written: written.get_ref().to_string(),
                    },
                );
            }
            let number = self.number_of(key, value);
            period.zip(number)
        };
        table.iter().filter_map(|(written, value)| read(written, value)).collect()
    }
}

fn collect_points(table: &DeTable<'_>, keys: &TableKeys, points: &mut Vec<(Span, String)>) {
    let mut point = |text: &str, span: Span| {
        if Period::names_a_point(text) {
            points.push((span, text.trim().to_owned()));
        }
    };
    for key in keys.keys {
        let Some(value) = table.get(key.name) else {
            continue;
        };
        match (key.value, value.get_ref()) {
            (Value::Period, DeValue::String(text)) => point(text, value.span()),
            (Value::Milestones, DeValue::Table(milestones)) => {
                milestones.keys().for_each(|period| point(period.get_ref(), period.span()));
            }
            _ => {}
        }
    }
    for (keys, value) in
        keys.keys.iter().filter_map(|key| Some((key.value.table()?, table.get(key.name)?)))
    {
        let list = value.get_ref().as_array();
        let entries = list.into_iter().flat_map(|list| list.iter()).chain([value]);
        for table in entries.filter_map(|entry| entry.get_ref().as_table()) {
            collect_points(table, keys, points);
        }
    }
}

/// The exact number of a literal; `None` when it is no number at all.
fn read_number(value: &DeValue<'_>) -> Option<Result<Number, NumberFault>> {
    match value {
        DeValue::Integer(integer) if integer.radix() != 10 => Some(Err(NumberFault::Radix)),
        DeValue::Integer(integer) => Some(exact(integer.as_str())),
        DeValue::Float(float) => Some(exact(float.as_str())),
        _ => None,
    }
}

/// Reads the digits of a TOML number, with or without an exponent.
fn exact(literal: &str) -> Result<Number, NumberFault> {
    let plain: String = literal.chars().filter(|character| *character != '_').collect();
    let (digits, exponent) = match plain.split_once(['e', 'E']) {
        // A number past this many zeros is no figure of a plan, and would only cost time.
        Some((digits, exponent)) => match exponent.parse::<i32>() {
            Ok(exponent) if exponent.unsigned_abs() as usize <= MAX_DIGITS => (digits, exponent),
            _ => return Err(NumberFault::TooLong),
        },
        None => (plain.as_str(), 0),
    };
    let number = Number::parse_decimal(digits).map_err(|fault| match fault {
        NotADecimal::Malformed => NumberFault::NotFinite,
        NotADecimal::TooLong => NumberFault::TooLong,
    })?;
    Ok(if exponent == 0 { number } else { number.scaled(&Number::power_of_ten(exponent)) })
}

/// The value as a message repeats it.
fn written(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(integer) => integer.to_string(),
        DeValue::Float(float) => float.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(datetime) => datetime.to_string(),
        DeValue::Array(_) => "[…]".to_owned(),
        DeValue::Table(_) => "{…}".to_owned(),
    }
}

fn found(value: &DeValue<'_>) -> Found {
    match value {
        DeValue::String(_) => Found::Text,
        DeValue::Integer(_) => Found::Integer,
        DeValue::Float(_) => Found::Float,
        DeValue::Boolean(_) => Found::Boolean,
        DeValue::Datetime(_) => Found::Datetime,
        DeValue::Array(_) => Found::Array,
        DeValue::Table(_) => Found::Table,
    }
}

/// Characters that a person cannot see and a terminal may obey.
fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The nearest id of the form `[a-z0-9]+(-[a-z0-9]+)*`; `None` when no letter or digit remains.
pub(super) fn kebab_case(written: &str) -> Option<String> {
    let mut id = String::with_capacity(written.len());
    for character in written.chars() {
        if character.is_ascii_alphanumeric() {
            id.push(character.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    (!id.is_empty()).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{exact, kebab_case};
    use crate::diag::NumberFault;

    #[test]
    fn numbers_keep_what_is_written() {
        let text = |literal| exact(literal).unwrap().to_string();
        assert_eq!(text("5.10"), "5.10");
        assert_eq!(text("+1_000"), "1000");
        assert_eq!(text("1e3"), "1000");
        assert_eq!(text("1.50e1"), "15.0");
        assert_eq!(text("-25e-3"), "-0.025");
    }

    #[test]
    fn numbers_that_are_none_are_refused() {
        assert_eq!(exact("inf").unwrap_err(), NumberFault::NotFinite);
        assert_eq!(exact("-nan").unwrap_err(), NumberFault::NotFinite);
        assert_eq!(exact("1e400").unwrap_err(), NumberFault::TooLong);
        assert_eq!(exact("1e99999999999").unwrap_err(), NumberFault::TooLong);
        assert_eq!(exact("12345678901234567890123456789").unwrap_err(), NumberFault::TooLong);
    }

    #[test]
    fn ids_are_made_from_what_was_meant() {
        assert_eq!(kebab_case("R&D_Intensity ").as_deref(), Some("r-d-intensity"));
        assert_eq!(kebab_case("研发").as_deref(), None);
        assert_eq!(kebab_case("a--b").as_deref(), Some("a-b"));
    }
}
