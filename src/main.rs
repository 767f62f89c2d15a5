//! The `plancheck` binary: parse, run, print the error once, exit.

fn main() {}
