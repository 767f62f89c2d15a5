//! Frozen data for the machine formats: what CSV cells and JSON documents are made of.

use std::fmt;

use chrono::NaiveDate;

use crate::{number::Number, period::Period};

/// A value of a machine format. Numbers are plain decimals as text, so that no digit is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// Not defined: an empty cell, `null`.
    Undefined,
    /// `true` or `false`.
    Flag(bool),
    /// A plain decimal: no separators, no exponent, no `-0`.
    Number(String),
    /// Text, never translated.
    Text(String),
    /// A period, in its machine form.
    Period(Period),
    /// A day, as 2024-06-30.
    Date(NaiveDate),
    /// A list.
    List(Vec<Data>),
    /// Named values in a fixed order.
    Object(Vec<(&'static str, Data)>),
}

impl Data {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A value of plan or actuals, with all its digits.
    pub fn exact(number: &Number) -> Self {
        Self::Number(number.to_string())
    }

    /// A computed value: half away from zero at the sixth decimal, no trailing zeros.
    pub fn computed(number: &Number) -> Self {
        Self::Number(number.computed_text())
    }

    /// A whole number of things.
    pub fn count(count: impl fmt::Display + Copy) -> Self {
        Self::Number(count.to_string())
    }

    /// A list of texts.
    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// The plain text of a CSV cell; lists are joined by `;`.
    pub fn plain(&self) -> String {
        match self {
            Self::Undefined => String::new(),
            Self::Flag(flag) => flag.to_string(),
            Self::Number(text) | Self::Text(text) => text.clone(),
            Self::Period(period) => period.to_string(),
            Self::Date(date) => date.to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::plain).collect();
                items.join(";")
            }
            Self::Object(entries) => {
                let entries = entries.iter().filter(|(_, value)| *value != Self::Undefined);
                let entries: Vec<String> =
                    entries.map(|(key, value)| format!("{key}={}", value.plain())).collect();
                entries.join(" ")
            }
        }
    }
}
