//! Actuals from long CSV, streamed.
