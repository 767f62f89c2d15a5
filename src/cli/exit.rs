//! Exit codes, the same in every format.

use std::process::ExitCode;

/// How a completed run ended.
#[derive(Clone, Copy)]
pub enum Outcome {
    /// The policy is met.
    Met,
    /// The policy is not met.
    NotMet,
}

impl Outcome {
    pub fn of(met: bool) -> Self {
        if met { Self::Met } else { Self::NotMet }
    }
}

/// The exit code for wrong usage, or a plan or actuals that cannot be read.
pub const COULD_NOT_RUN: u8 = 2;

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Met => Self::SUCCESS,
            Outcome::NotMet => Self::from(1),
        }
    }
}

/// The run cannot continue; the reason has already been printed on stderr.
#[derive(Debug)]
pub struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("stopped")
    }
}

impl std::error::Error for Stopped {}
