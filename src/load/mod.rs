//! Reading plans and actuals from text. The only rooms that know TOML and CSV.

mod actuals_cells;
pub mod actuals_columns;
pub mod actuals_csv;
mod actuals_file;
mod actuals_header;
mod actuals_read;
mod actuals_report;
mod actuals_rows;
mod actuals_sheet_rows;
mod actuals_table;
mod actuals_text;
mod actuals_wide;
mod actuals_xlsx;
pub mod builtin;
pub mod catalog;
pub mod convert;
pub mod discover;
pub mod encoding;
pub mod new_plan;
pub mod panel;
mod plan_keys;
mod plan_syntax;
pub mod plan_toml;
pub mod schema;
pub mod tasks_csv;
mod toml_table;
