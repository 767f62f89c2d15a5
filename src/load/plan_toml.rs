//! A plan from TOML text.
