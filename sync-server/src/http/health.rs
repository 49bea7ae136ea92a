//! For whoever operates the server: is the process up, can it write, what did it do.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::state::AppState;
use crate::telemetry::metric;

/// A writer whose oldest request has waited so long does not keep up.
const QUEUE_AGE_MAX: Duration = Duration::from_secs(5);
/// How long the check of one organisation's storage may take.
const WRITABLE_WITHIN: Duration = Duration::from_secs(1);

/// `/healthz`: the process answers.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// `/readyz`: every organisation is open, its storage takes writes and its writer keeps up.
pub(super) async fn ready(State(state): State<AppState>) -> Response {
    if *state.stopping().borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response();
    }
    for (org, served) in state.organisations() {
        let load = served.handle.load();
        if load.oldest > QUEUE_AGE_MAX {
            let (waiting, oldest) = (load.requests, load.oldest.as_secs());
            tracing::warn!(organisation = %org, waiting, oldest, "not ready: the writer is behind");
            let told = format!("queue: {waiting} waiting, the oldest for {oldest} s\n");
            return (StatusCode::SERVICE_UNAVAILABLE, told).into_response();
        }
        if load.oldest > WRITABLE_WITHIN {
            // The check would only wait behind what waits already.
            continue;
        }
        let organisation = Arc::clone(served.handle.organisation());
        let checked = tokio::task::spawn_blocking(move || organisation.check_writable());
        let problem = match tokio::time::timeout(WRITABLE_WITHIN, checked).await {
            Ok(Ok(Ok(()))) => continue,
            Ok(Ok(Err(error))) => error.to_string(),
            Ok(Err(_)) => "the check itself failed".to_owned(),
            Err(_) => "it had no turn to write".to_owned(),
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
            measure_queues(&state);
            let form = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
            (form, metrics.render()).into_response()
        }
    }
}

fn measure_queues(state: &AppState) {
    for (org, served) in state.organisations() {
        let load = served.handle.load();
        let org = org.to_string();
        metrics::gauge!(metric::WRITER_QUEUE, "organisation" => org.clone())
            .set(load.requests as f64);
        metrics::gauge!(metric::WRITER_QUEUE_SECONDS, "organisation" => org)
            .set(load.oldest.as_secs_f64());
    }
}
