//! Plans and example actuals inside the binary.
