//! The `plancheck` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    plancheck::main()
}
