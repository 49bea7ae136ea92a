//! Ffi.
