//! Which interface this is, for an app that ships library and bindings apart. Knows nothing else.

use samenspel_protocol::PROTOCOL_VERSION;
use samenspel_rules::schema::SCHEMA;

/// The number of this interface. It goes up when something an app may use is changed or taken away; what
/// is added leaves it. `ffi/api.txt` lists all of it.
pub const API_VERSION: u32 = 1;

/// What this library is.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ApiVersion {
    /// The version of the core: `0.1.0`.
    pub core: String,
    /// [`API_VERSION`].
    pub api: u32,
    /// The protocol that it speaks with the server.
    pub protocol: u16,
    /// The schema that it writes; it shows notes of later ones as "update the app".
    pub schema: u16,
}

/// What this library is.
#[uniffi::export]
pub fn api_version() -> ApiVersion {
    ApiVersion {
        core: env!("CARGO_PKG_VERSION").into(),
        api: API_VERSION,
        protocol: PROTOCOL_VERSION,
        schema: SCHEMA,
    }
}
