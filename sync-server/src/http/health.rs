//! For whoever operates the server: is the process up, can it write, what did it do.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::state::AppState;

/// `/healthz`: the process answers.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// `/readyz`: every organisation is open and its storage takes writes.
pub(super) async fn ready(State(state): State<AppState>) -> Response {
    if *state.stopping().borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response();
    }
    for (org, served) in state.organisations() {
        let organisation = Arc::clone(served.handle.organisation());
        let checked = tokio::task::spawn_blocking(move || organisation.check_writable()).await;
        let problem = match checked {
            Ok(Ok(())) => continue,
            Ok(Err(error)) => error.to_string(),
            Err(_) => "the check itself failed".to_owned(),
        };
        tracing::warn!(organisation = %org, problem, "not ready");
        return (StatusCode::SERVICE_UNAVAILABLE, "storage\n").into_response();
    }
    "ready\n".into_response()
}

/// `/metrics`, on its own address.
pub(super) async fn metrics(State(state): State<AppState>) -> Response {
    match state.metrics() {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(metrics) => {
            let form = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
            (form, metrics.render()).into_response()
        }
    }
}
