//! From phone to phone without a network: a colleague's unsent notes taken along, and a substitute let in
//! for a day on her own phone. What travels, and how it is sealed, stands in [`relay`]; what the store has
//! to do with it in `carried` and `day_pass`. Knows no camera, no file and no screen.

pub(crate) mod carried;
pub(crate) mod day_pass;
pub mod relay;
