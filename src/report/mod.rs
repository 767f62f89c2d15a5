//! From an assessment to what is shown: one view a file.
