//! Arguments of the commands for shells and packagers.

use std::path::PathBuf;

use clap::Args;

use super::choice::{Choice, all_explained};

#[derive(Args)]
pub struct CompletionsArgs {
    /// Shell to print the script for
    #[arg(value_parser = Choice(all_explained::<Shell>))]
    pub shell: Shell,
    /// Write the script to this file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

words! {
    /// A shell, by the name that `clap_complete` has for it.
    pub enum Shell {
        /// Bash, from 4.4.
        Bash       "bash";
        /// Zsh.
        Zsh        "zsh";
        /// Fish.
        Fish       "fish";
        /// `PowerShell`.
        Powershell "powershell";
        /// Elvish.
        Elvish     "elvish";
    }
}

#[derive(Args)]
pub struct ManArgs {
    /// Write the pages of the program and of every command to this folder, which must exist
    #[arg(long, value_name = "DIR", conflicts_with = "output", help_heading = "Output")]
    pub dir: Option<PathBuf>,
    /// Write the page of the program to this file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}
