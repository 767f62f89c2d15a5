//! Reading plans and actuals from text: tables of TOML as `keys` reads them, CSV, and workbooks.

mod actuals_bounds;
pub mod actuals_columns;
pub mod actuals_csv;
mod actuals_dimensions;
mod actuals_file;
mod actuals_header;
mod actuals_heads;
mod actuals_layout;
mod actuals_marks;
mod actuals_periods;
mod actuals_read;
mod actuals_recipe;
mod actuals_report;
mod actuals_rows;
mod actuals_run;
mod actuals_said;
mod actuals_sheet_rows;
mod actuals_table;
mod actuals_top;
mod actuals_unknown;
pub mod actuals_xlsx;
pub mod builtin;
pub mod catalog;
pub mod convert;
pub mod discover;
pub mod encoding;
mod formats;
pub mod new_plan;
mod panel;
#[cfg(test)]
mod plan_keys_tests;
mod plan_syntax;
pub mod plan_toml;
pub mod recipe;
pub mod schema;
pub mod tasks_csv;
mod text;
