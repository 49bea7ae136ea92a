//! Real parts for tests that cross crates: a data folder with a fictional organisation, the server
//! as a process that can be killed or in this process with a driven clock, phones with real stores
//! and the real client, and a network that can be cut.

pub mod bare_http;
pub mod carried;
pub mod clock;
pub mod driven_server;
pub mod link;
pub mod modified_app;
pub mod notes;
pub mod phone;
pub mod picture;
pub mod post;
pub mod server_process;
pub mod site;
