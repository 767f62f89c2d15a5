//! Reading plans and actuals from text. The only rooms that know TOML and CSV.

pub mod actuals_csv;
pub mod builtin;
pub mod discover;
pub mod encoding;
mod plan_keys;
mod plan_syntax;
pub mod plan_toml;
mod toml_table;
