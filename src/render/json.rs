//! Frozen JSON documents, numbers with all their digits.
