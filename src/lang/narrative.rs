//! The sentences of `explain`.
