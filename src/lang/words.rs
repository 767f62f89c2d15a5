//! Table heads, verdicts, reasons, flags, notes.
