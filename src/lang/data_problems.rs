//! The words for problems of actuals.
