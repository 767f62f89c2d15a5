//! Bytes to text: BOM, UTF-8, UTF-16, GB18030.
