//! The words for problems of plan files.
