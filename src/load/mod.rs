//! Reading plans and actuals from text. The only rooms that know TOML and CSV.

pub mod actuals_csv;
mod actuals_file;
mod actuals_header;
mod actuals_report;
mod actuals_rows;
mod actuals_text;
pub mod builtin;
pub mod catalog;
pub mod discover;
pub mod encoding;
mod plan_keys;
mod plan_syntax;
pub mod plan_toml;
mod toml_table;
