//! Where plans and actuals are found.
