//! The HTTP service: three requests of the protocol and two for whoever operates it. Bounds, rate
//! and form are checked here; what a request means is the engine's. TLS is a reverse proxy's.
//!
//! `/metrics` has a router of its own for an address of its own: behind a proxy on the same machine
//! every request comes from loopback, so the sender's address would protect nothing.

mod address;
mod answer;
mod body;
mod connections;
mod enrol;
mod forwarded;
mod health;
mod hints;
mod impatient;
mod places;
mod rate;
mod recent;
mod senders;
mod state;
mod sync;

use axum::Router;
use axum::routing::{get, post};
use samenspel_protocol::{ENROL_PATH, HINTS_PATH, SYNC_PATH};
use tower_http::timeout::{RequestBodyDeadlineLayer, RequestBodyTimeoutLayer};

pub use connections::{Bounds, serve};
pub use state::{AppState, Served};

const HEALTH_PATH: &str = "/healthz";
const READY_PATH: &str = "/readyz";

/// A body whose bytes stop coming is given up sooner than one that is merely slow.
const BODY_PAUSE_MAX: std::time::Duration = std::time::Duration::from_secs(10);

/// The service for devices.
pub fn build_router(state: AppState) -> Router {
    let deadline = state.request_timeout();
    Router::new()
        .route(SYNC_PATH, post(sync::sync))
        .route(ENROL_PATH, post(enrol::enrol))
        .route(HINTS_PATH, get(hints::hints))
        .layer(RequestBodyDeadlineLayer::new(deadline))
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE_MAX.min(deadline)))
        .route(HEALTH_PATH, get(health::alive))
        .route(READY_PATH, get(health::ready))
        .with_state(state)
}

/// The service for Prometheus.
pub fn build_metrics_router(state: AppState) -> Router {
    Router::new()
        .route("/metrics", get(health::metrics))
        .with_state(state)
}
