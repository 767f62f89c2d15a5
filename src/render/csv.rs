//! Tables as CSV: plain digits, no separators, no exponent.
