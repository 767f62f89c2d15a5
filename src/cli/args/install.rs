//! Arguments of the commands for shells and packagers.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// Shell to print the script for
    pub shell: Shell,
    /// Write the script to this file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(clippy::enum_variant_names, reason = "PowerShell is a name")]
pub enum Shell {
    /// Bash, from 4.4.
    Bash,
    /// Zsh.
    Zsh,
    /// Fish.
    Fish,
    /// `PowerShell`.
    #[value(name = "powershell")]
    PowerShell,
    /// Elvish.
    Elvish,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    /// Write the pages of the program and of every command to this folder, which must exist
    #[arg(long, value_name = "DIR", conflicts_with = "output", help_heading = "Output")]
    pub dir: Option<PathBuf>,
    /// Write the page of the program to this file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}
