//! A TOML table whose every key must be asked for.
