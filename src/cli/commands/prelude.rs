//! What most commands need.

pub use anyhow::{Result, bail};
pub use chrono::NaiveDate;

pub use super::assessed::{Assessed, Patterns, asked};
pub use super::{Output, deliver_to, tabular};
pub use crate::cli::args::*;
pub use crate::cli::exit::{Outcome, Stopped};
pub(super) use crate::cli::rendering::rendering;
pub use crate::cli::session::{Loaded, Named, Session};
pub use crate::diag::{Diagnostic, RunProblem, nearest};
pub use crate::load::discover::PlanFile;
pub use crate::plan::Plan;
pub use crate::record::{Flat, Value};
