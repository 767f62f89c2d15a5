//! A TOML table whose keys are checked against a list: what is unknown, missing or of the wrong type is collected with
//! its place, and reading goes on, so that one run shows every problem of a file.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::shape::{Need, TableKeys, Value};
use crate::{
    calendar::{Calendar, Named},
    diag::{
        Diagnostic, Found, NumberFault, PlanProblem, Problem, Refused, Severity, SourceText,
        nearest, unread_period,
    },
    number::{MAX_DIGITS, NotADecimal, Number},
    period::Period,
    unit::Units,
    words::Word,
};

/// Bytes of the file.
pub type Span = Range<usize>;

/// What a table says, apart from its places.
pub type Content = toml::Table;

/// Lists of texts by name, each text with its place.
pub type NamedLists = Vec<(String, Vec<(String, Span)>)>;

/// One step into a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The value of a key.
    Key(&'static str),
    /// An entry of a list; a single value without a list counts as entry 0.
    Entry(usize),
    /// The key that means this period.
    Period(Period),
    /// The key of this name.
    Name(String),
}

/// A file that is being read, with every problem found so far.
pub struct Reading<'a> {
    pub source: SourceText<'a>,
    /// The units declared so far.
    pub units: RefCell<Units>,
    problems: RefCell<Vec<(Span, Problem, Vec<Span>)>>,
}

impl<'a> Reading<'a> {
    pub fn new(source: SourceText<'a>) -> Self {
        Self { source, units: RefCell::default(), problems: RefCell::default() }
    }

    pub fn report(&self, span: Span, problem: impl Into<Problem>) {
        self.report_beside(span, problem, Vec::new());
    }

    /// Reports a problem with other places that belong to it.
    pub fn report_beside(&self, span: Span, problem: impl Into<Problem>, related: Vec<Span>) {
        self.problems.borrow_mut().push((span, problem.into(), related));
    }

    /// Takes back the warnings and notes of a code within these bytes; whether there were any. Errors: there is an error of it.
    pub fn take_back(&self, within: &Span, code: &str) -> Result<bool, Refused> {
        let mut problems = self.problems.borrow_mut();
        let all = problems.len();
        let mut faulty = false;
        problems.retain(|(span, problem, _)| {
            let is_it = within.contains(&span.start) && problem.code() == code;
            faulty |= is_it && problem.severity() == Severity::Error;
            !is_it || problem.severity() == Severity::Error
        });
        if faulty { Err(Refused::Error) } else { Ok(problems.len() < all) }
    }

    /// Whether there is an error so far.
    pub fn is_faulty(&self) -> bool {
        self.problems.borrow().iter().any(|(_, problem, _)| problem.severity() == Severity::Error)
    }

    /// All problems, in the order of their places.
    pub fn diagnostics(self) -> Vec<Diagnostic> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|(span, ..)| (span.start, span.end));
        let place = |span| self.source.place(span);
        let diagnostic = |(span, problem, related): (_, _, Vec<Span>)| {
            Diagnostic::new(problem, Some(place(span))).with_related(related.into_iter().map(place))
        };
        problems.into_iter().map(diagnostic).collect()
    }
}

/// A table, checked against its keys when it was opened.
#[derive(Clone)]
pub struct Table<'a> {
    content: &'a DeTable<'a>,
    keys: &'static TableKeys,
    /// What the file has of each key.
    values: Vec<Option<&'a Spanned<DeValue<'a>>>>,
    span: Span,
    /// Keys that unknown ones were probably meant to be.
    misspelt: Vec<&'static str>,
    /// Is there a key that was reported as unknown?
    pub has_unknown_keys: bool,
    /// The file that is being read.
    pub reading: &'a Reading<'a>,
    /// The years of its periods.
    pub calendar: Calendar,
}

impl<'a> Table<'a> {
    /// Opens a table: unknown and missing keys are reported here, once.
    pub fn open(
        content: &'a DeTable<'a>,
        span: Span,
        keys: &'static TableKeys,
        reading: &'a Reading<'a>,
        around: Calendar,
    ) -> Self {
        let known = || keys.keys.iter().map(|key| key.name);
        let mut values = vec![None; keys.keys.len()];
        let mut misspelt = Vec::new();
        let mut has_unknown_keys = false;
        for (key, value) in content {
            if let Some(place) = known().position(|name| name == key.get_ref()) {
                values[place] = Some(value);
                continue;
            }
            let suggestion = nearest(key.get_ref(), known());
            has_unknown_keys = true;
            misspelt.extend(suggestion);
            let problem = PlanProblem::UnknownKey {
                table: keys.name,
                key: key.get_ref().to_string(),
                suggestion,
                known: known().collect(),
            };
            reading.report(key.span(), problem);
        }
        // Needed for the other keys; what is wrong with these two is said where they are read, and not once more where a
        // period is: until then any will do that is not the usual.
        let text = |key| content.get(key).map(|it| it.get_ref().as_str().unwrap_or_default());
        let month =
            |it: &str| it.parse().ok().filter(|month| it.len() == 2 && (1..=12).contains(month));
        let starts = text("year_starts").map(|it| month(it).unwrap_or(7));
        let named = text("year_named").map(|it| Named::of_word(it).unwrap_or(Named::Start));
        let calendar = around.with(starts, named);
        let table =
            Self { content, keys, values, span, misspelt, has_unknown_keys, reading, calendar };
        table.require(Need::Required);
        table
    }

    /// The same table where years are those of another one.
    pub fn within(&self, calendar: Calendar) -> Self {
        Self { calendar, ..self.clone() }
    }

    /// Reports the keys of this need that are missing. A misspelt key is reported once, as unknown.
    pub fn require(&self, need: Need) {
        for (key, value) in self.keys.keys.iter().zip(&self.values) {
            if key.need == need && value.is_none() && !self.misspelt.contains(&key.name) {
                let table = self.keys.name;
                let expected = key.value.expected();
                self.report_whole(PlanProblem::MissingKey { table, key: key.name, expected });
            }
        }
    }

    /// Reports a problem of the value of a key.
    pub fn report(&self, name: &'static str, problem: impl Into<Problem>) {
        self.reading.report(self.span_of(name), problem);
    }

    /// Reports a problem of the table.
    pub fn report_whole(&self, problem: PlanProblem) {
        self.reading.report(self.span.clone(), problem);
    }

    /// The line of its header, or of its braces.
    pub fn line(&self) -> u32 {
        self.reading.source.line_of(self.span.start)
    }

    /// What it says.
    pub fn content(&self) -> Content {
        let content = Spanned::new(self.span.clone(), self.content.clone());
        Content::deserialize(Deserializer::from(content)).unwrap_or_default()
    }

    /// Where the value of a key stands; the table itself when the key is absent.
    pub fn span_of(&self, name: &'static str) -> Span {
        self.span_at(&[Step::Key(name)])
    }

    /// Where the last step of the path stands that the file has.
    pub fn span_at(&self, path: &[Step]) -> Span {
        let mut span = self.span.clone();
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
                Step::Period(_) | Step::Name(_) => {
                    let meant = |key: &&Spanned<Cow<'_, str>>| match step {
                        Step::Period(period) => self.calendar.parse(key.get_ref()) == Ok(*period),
                        step => *step == Step::Name(key.get_ref().to_string()),
                    };
                    let table = value.get_ref().as_table();
                    let key = table.and_then(|table| table.keys().find(meant));
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
    pub fn has(&self, name: &str) -> bool {
        self.content.contains_key(name)
    }

    /// The value of each key, to be read.
    pub fn values(&self) -> impl Iterator<Item = Option<Written<'a>>> {
        self.keys.keys.iter().zip(&self.values).map(|(key, value)| {
            let name = key.name;
            let Self { reading, calendar, .. } = *self;
            Some(Written { name, shape: key.value, value: (*value)?, reading, calendar })
        })
    }

    /// The value of a key, to be read.
    pub fn written(&self, name: &'static str) -> Option<Written<'a>> {
        let place = self.keys.keys.iter().position(|key| key.name == name);
        debug_assert!(place.is_some(), "`{name}` is not a key of {}", self.keys.name);
        self.values().nth(place?)?
    }

    /// The tables under a key; entries that are no tables are reported and left out.
    pub fn tables(&self, name: &'static str) -> Vec<Self> {
        self.written(name).and_then(|it| Some(it.tables(it.shape.table()?))).unwrap_or_default()
    }

    /// The periods of this table, and of the tables in it, that name a point in time, as written.
    pub fn points_in_time(&self) -> Vec<(Span, String)> {
        let mut points = Vec::new();
        collect_points(self.content, self.keys, &mut points);
        points
    }
}

/// The value of a key, or an entry of it. Whatever is faulty is reported.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    name: &'a str,
    shape: Value,
    value: &'a Spanned<DeValue<'a>>,
    /// The file that is being read.
    pub reading: &'a Reading<'a>,
    calendar: Calendar,
}

impl<'a> Written<'a> {
    fn report<T>(&self, problem: impl FnOnce(String) -> PlanProblem) -> Option<T> {
        self.reading.report(self.value.span(), problem(self.name.to_owned()));
        None
    }

    fn wrong_type<T>(&self) -> Option<T> {
        let found = Found::of_word(self.value.get_ref().type_str()).unwrap_or(Found::Table);
        self.report(|key| PlanProblem::WrongType { key, expected: self.shape.expected(), found })
    }

    fn or_wrong_type<T>(&self, value: Option<T>) -> Option<T> {
        value.or_else(|| self.wrong_type())
    }

    /// A text without control characters, and not empty.
    pub fn text(&self) -> Option<String> {
        let text = match (self.shape, self.value.get_ref()) {
            (Value::ByWord(_), DeValue::Datetime(date)) => return Some(date.to_string()),
            (_, value) => self.or_wrong_type(value.as_str())?,
        };
        let several_lines = matches!(self.shape, Value::Prose);
        let hidden = text.chars().find(|character| {
            let line_end = several_lines && matches!(character, '\n' | '\r');
            !line_end && is_control(*character)
        });
        if let Some(character) = hidden {
            return self.report(|key| PlanProblem::ControlCharacter { key, character });
        }
        let trimmed = text.trim();
        if trimmed.is_empty() && !matches!(self.shape, Value::ListsByName) {
            return self.report(|key| PlanProblem::EmptyText { key });
        }
        if trimmed.len() != text.len() && !several_lines {
            let trimmed = trimmed.to_owned();
            self.report::<()>(|key| PlanProblem::OuterSpace { key, trimmed });
        }
        Some(trimmed.to_owned())
    }

    /// A kebab-case id.
    pub fn id(&self) -> Option<String> {
        let written = self.text()?;
        let suggestion = kebab_case(&written);
        if suggestion.as_ref() == Some(&written) {
            return suggestion;
        }
        self.report(|key| PlanProblem::BadId { key, written, suggestion })
    }

    /// A period, written as text.
    pub fn period(&self) -> Option<Period> {
        if let DeValue::Integer(_) | DeValue::Datetime(_) = self.value.get_ref() {
            let written = written(self.value.get_ref());
            return self.report(|key| PlanProblem::PeriodNotQuoted { key, written });
        }
        let written = self.text()?;
        let read = self.calendar.parse(&written);
        let unread = |unread| {
            let problem = unread_period(self.name, &written, unread);
            self.reading.report(self.value.span(), problem);
        };
        read.map_err(unread).ok()
    }

    /// A calendar date, written as TOML writes it.
    pub fn date(&self) -> Option<NaiveDate> {
        let date = match self.value.get_ref() {
            DeValue::Datetime(datetime) if datetime.time.is_none() => datetime.date,
            _ => None,
        };
        self.or_wrong_type(date.and_then(|date| {
            NaiveDate::from_ymd_opt(i32::from(date.year), date.month.into(), date.day.into())
        }))
    }

    /// An exact number.
    pub fn number(&self) -> Option<Number> {
        let number = self.or_wrong_type(read_number(self.value.get_ref()))?;
        let written = || written(self.value.get_ref());
        let bad =
            |fault| self.report(|key| PlanProblem::BadNumber { key, written: written(), fault });
        number.map_or_else(bad, Some)
    }

    /// Two numbers, `[lower, upper]`; their order is not looked at.
    pub fn pair(&self) -> Option<(Number, Number)> {
        let list = self.value.get_ref().as_array();
        let Some([lower, upper]) = list.map(|list| &list[..]) else {
            return self.wrong_type();
        };
        let [lower, upper] = [lower, upper].map(|value| Self { value, ..*self }.number());
        lower.zip(upper)
    }

    /// A number or a percentage as text, which it is; a tolerance may be zero, anything else is above it.
    pub fn tolerance(&self) -> Option<(Number, bool)> {
        let is_tolerance = self.name == "tolerance";
        let number = match self.value.get_ref() {
            DeValue::String(text) => {
                let percent = text
                    .trim()
                    .strip_suffix(['%', '％'])
                    .and_then(|it| Number::parse_decimal(it.trim()).ok());
                percent.map(|percent| (percent, true))
            }
            _ => Some((self.number()?, false)),
        };
        let written = || written(self.value.get_ref());
        let bad = || {
            self.report(|key| {
                if is_tolerance {
                    PlanProblem::BadTolerance { written: written(), in_unit: false }
                } else {
                    PlanProblem::BadChange { key, written: written() }
                }
            })
        };
        let fits = |it: &Number| it.is_positive() || is_tolerance && it.is_zero();
        number.filter(|(number, _)| fits(number)).or_else(bad)
    }

    pub fn is_true(&self) -> bool {
        self.value.get_ref().as_bool() == Some(true)
    }

    pub fn flag(&self) -> Option<bool> {
        self.or_wrong_type(self.value.get_ref().as_bool())
    }

    /// One of a few words.
    pub fn word(&self) -> Option<&'static str> {
        self.known(&self.text()?, self.value.span())
    }

    /// The word that is written there.
    fn known(&self, written: &str, span: Span) -> Option<&'static str> {
        let (Value::Word(words) | Value::ByWord(words)) = self.shape else { return None };
        let known = words();
        let word = known.iter().copied().find(|word| *word == written);
        if word.is_none() {
            let suggestion = nearest(written, known.iter().copied());
            let key = self.name.to_owned();
            let problem =
                PlanProblem::UnknownWord { key, written: written.to_owned(), suggestion, known };
            self.reading.report(span, problem);
        }
        word
    }

    /// The entries of a list.
    pub fn entries(self) -> Option<impl ExactSizeIterator<Item = Self>> {
        let list = self.or_wrong_type(self.value.get_ref().as_array())?;
        Some(list.iter().map(move |value| Self { value, ..self }))
    }

    /// The number of entries of a list, faulty ones counted.
    pub fn length(&self) -> Option<usize> {
        self.value.get_ref().as_array().map(|list| list.len())
    }

    /// The entries of a list that should not be empty.
    pub fn filled(self) -> Option<impl ExactSizeIterator<Item = Self>> {
        let entries = self.entries()?;
        if entries.len() == 0 {
            self.report::<()>(|key| PlanProblem::EmptyList { key });
        }
        Some(entries)
    }

    pub fn table(&self, keys: &'static TableKeys) -> Option<Table<'a>> {
        let table = self.or_wrong_type(self.value.get_ref().as_table())?;
        Some(Table::open(table, self.value.span(), keys, self.reading, self.calendar))
    }

    /// One table or a list of them; entries that are no tables are reported and left out.
    pub fn tables(&self, keys: &'static TableKeys) -> Vec<Table<'a>> {
        if self.value.get_ref().is_array() {
            self.filled().into_iter().flatten().filter_map(|entry| entry.table(keys)).collect()
        } else {
            self.table(keys).into_iter().collect()
        }
    }

    /// A whole number of zero or more.
    pub fn count(&self) -> Option<u32> {
        let digits = self.value.get_ref().as_integer().map(ToString::to_string);
        self.or_wrong_type(digits.and_then(|digits| digits.parse().ok()))
    }

    /// The entries of a table, in the order written, each with its name.
    fn named(&self) -> Option<impl Iterator<Item = (&'a Spanned<Cow<'a, str>>, Self)>> {
        let table = self.or_wrong_type(self.value.get_ref().as_table())?;
        Some(table.iter().map(|(name, value)| (name, Self { value, ..*self })))
    }

    /// Texts by name, in the order written, each of a list by itself.
    pub fn texts_by_name(&self) -> Option<Vec<(String, String)>> {
        let mut texts = Vec::new();
        for (name, entry) in self.named()? {
            let written = name.get_ref();
            if matches!(self.shape, Value::ByWord(_)) && self.known(written, name.span()).is_none()
            {
                continue;
            }
            let mut add =
                |it: Self| texts.extend(it.text().map(|text| (written.to_string(), text)));
            match (self.shape, entry.value.get_ref()) {
                (Value::ListsByName, DeValue::Array(_)) => entry.filled()?.for_each(add),
                _ => add(entry),
            }
        }
        Some(texts)
    }

    /// Numbers by period, in the order written.
    pub fn numbers_by_period(&self) -> Option<Vec<(Period, Number)>> {
        let read = |(name, entry): (&Spanned<Cow<'a, str>>, Self)| {
            let period = self.calendar.parse(name.get_ref());
            if let Err(unread) = period {
                let problem = unread_period(self.name, name.get_ref(), unread);
                self.reading.report(name.span(), problem);
            }
            period.ok().zip(entry.number())
        };
        Some(self.named()?.filter_map(read).collect())
    }

    /// Numbers by name, in the order written.
    pub fn numbers_by_name(&self) -> Option<Vec<(String, Number)>> {
        let read = |(name, entry): (&Spanned<Cow<'a, str>>, Self)| {
            Some((name.get_ref().to_string(), entry.number()?))
        };
        Some(self.named()?.filter_map(read).collect())
    }

    /// Lists of texts by id, in the order written, with the places of their entries.
    pub fn lists(&self) -> Option<NamedLists> {
        let read = |(written, entry): (&'a Spanned<Cow<'a, str>>, Self)| {
            let name = written.get_ref();
            let suggestion = kebab_case(name);
            if suggestion.as_deref() != Some(name) {
                let key = self.name.to_owned();
                let text = name.to_string();
                self.reading
                    .report(written.span(), PlanProblem::BadId { key, written: text, suggestion });
            }
            let list = Self { name, shape: Value::Texts, ..entry };
            // The name is there, whatever it stands for.
            let entries = list
                .filled()
                .into_iter()
                .flatten()
                .map(|entry| Self { value: entry.value, ..*self });
            let texts = entries.filter_map(|entry| Some((entry.text()?, entry.value.span())));
            (name.to_string(), texts.collect())
        };
        Some(self.named()?.map(read).collect())
    }
}

fn collect_points(table: &DeTable<'_>, keys: &TableKeys, points: &mut Vec<(Span, String)>) {
    let mut point = |text: &str, span: Span| {
        if Period::parse(text).is_some_and(Period::is_day) {
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
        DeValue::Datetime(datetime) => datetime.to_string(),
        // No message repeats a value of another type.
        DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => String::new(),
    }
}

/// Characters that a person cannot see and a terminal may obey.
pub fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The nearest id of the form `[a-z0-9]+(-[a-z0-9]+)*`; `None` when no letter or digit remains.
pub fn kebab_case(written: &str) -> Option<String> {
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
