//! Note kinds.
