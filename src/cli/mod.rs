//! The command line: arguments, settings, output, exit codes, and one file for each command.

pub mod args;
pub mod output;
pub mod settings;
