//! For whoever operates the server: is the process up, can it write, what did it do.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::state::AppState;
use crate::engine::EngineError;
use crate::storage::StorageError;
use crate::telemetry::metric;

/// A writer whose oldest request has waited so long does not keep up.
const QUEUE_AGE_MAX: Duration = Duration::from_secs(5);
/// How long the check of one organisation's storage may take.
const WRITABLE_WITHIN: Duration = Duration::from_secs(1);

/// `/healthz`: the process answers.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// `/readyz`: every organisation that is served takes writes and its writer keeps up. One that could not
/// be opened is named, but takes the others from nobody.
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
        let (told, problem) = match tokio::time::timeout(WRITABLE_WITHIN, checked).await {
            Ok(Ok(Ok(()))) => continue,
            Ok(Ok(Err(error))) => (briefly(&error), error.to_string()),
            Ok(Err(_)) => ("storage\n", "the check itself failed".to_owned()),
            Err(_) => ("storage\n", "it had no turn to write".to_owned()),
        };
        tracing::warn!(organisation = %org, problem, "not ready");
        return (StatusCode::SERVICE_UNAVAILABLE, told).into_response();
    }
    let not_served = state.not_served().iter();
    let lines: String = not_served
        .map(|org| format!("not served: {org}\n"))
        .collect();
    format!("ready\n{lines}").into_response()
}

/// What anybody may hear: no path, no words of the database.
fn briefly(error: &EngineError) -> &'static str {
    match error {
        EngineError::Storage(StorageError::Full) => "storage: the disk is full\n",
        EngineError::Storage(StorageError::ReadOnlyDisk { .. }) => {
            "storage: the disk is read-only\n"
        }
        _ => "storage\n",
    }
}

/// `/metrics`, on its own address.
pub(super) async fn metrics(State(state): State<AppState>) -> Response {
    match state.metrics() {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(metrics) => {
            measure_queues(&state);
            metrics::gauge!(metric::NOT_SERVED).set(state.not_served().len() as f64);
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
