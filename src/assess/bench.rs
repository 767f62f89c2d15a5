//! What judging may look at, and what is asked of it.

use chrono::NaiveDate;

use crate::actuals::Actuals;
use crate::plan::{Method, Plan};

/// What is asked of an assessment beside what the plan says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The region that replaces those of the plan; the actuals were read for it.
    pub region: Option<&'a str>,
    /// The method that replaces the plan's.
    pub method: Option<Method>,
    /// Judge by the other methods too, and flag what they would judge otherwise.
    pub other_methods: bool,
    /// Only what a row shows: neither the observations that were set aside, nor the growth still required.
    pub rows_only: bool,
}

/// Everything that judging may look at.
#[derive(Clone, Copy)]
pub(super) struct Bench<'a> {
    pub plan: &'a Plan,
    pub actuals: &'a Actuals,
    pub as_of: NaiveDate,
    pub asked: Asked<'a>,
}

impl Bench<'_> {
    pub(super) fn method(&self) -> Method {
        self.asked.method.or(self.plan.method).unwrap_or_default()
    }
}
