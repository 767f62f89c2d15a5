//! How a run ends: the same code in every format.

use std::process::ExitCode;

/// How a run that could run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It ran, and the policy is met.
    Met,
    /// It ran, and the policy is not met.
    NotMet,
}

/// Usage, or a plan or actuals that cannot be read.
pub const COULD_NOT_RUN: u8 = 2;

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Met => Self::SUCCESS,
            Outcome::NotMet => Self::from(1),
        }
    }
}

/// The run cannot go on, and stderr already says why.
#[derive(Debug)]
pub struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("stopped")
    }
}

impl std::error::Error for Stopped {}
