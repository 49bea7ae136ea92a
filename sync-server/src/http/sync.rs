//! `POST /v1/sync`: bounds, the request's own signature, whoever pays for it, then the engine.

use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use samenspel_model::limits::REQUEST_WIRE_BYTES_MAX;
use samenspel_model::verdict::RequestError;
use samenspel_protocol::{RequestHeaders, SYNC_PATH};

use super::answer::{Asked, Seen};
use super::body;
use super::places::keep_place;
use super::state::AppState;

const MEDIA_TYPE: &str = "application/zstd";

/// Handles it.
pub(super) async fn sync(State(state): State<AppState>, request: Request) -> Response {
    let mut asked = Asked::new(SYNC_PATH);
    let deadline = asked.started() + state.request_timeout();
    let result = answer(&state, request, deadline, &mut asked.seen).await;
    asked.answer(MEDIA_TYPE, result)
}

async fn answer(
    state: &AppState,
    request: Request,
    deadline: Instant,
    seen: &mut Seen,
) -> Result<Vec<u8>, RequestError> {
    let (parts, body) = request.into_parts();
    let headers = signed_headers(&parts.headers)?;
    let served = state.organisation(&headers.org)?;
    seen.org = Some(headers.org);
    let body = body::read(&parts.headers, body, REQUEST_WIRE_BYTES_MAX).await?;
    seen.bytes_in = body.len();
    let _place = state.place()?;
    let organisation = served.handle.organisation();
    let signed = headers.clone();
    let check = || organisation.authenticate(signed, "POST", SYNC_PATH, body);
    let sender = state.senders();
    let request = sender.admit(&headers, state.origin(&parts), check).await?;
    seen.device = Some(headers.device);
    keep_place(&parts.extensions);
    served.handle.submit_until(request, deadline).await
}

/// The signed headers, each of them once.
pub(super) fn signed_headers(headers: &HeaderMap) -> Result<RequestHeaders, RequestError> {
    RequestHeaders::from_headers(|name| only_value(headers, name)).map_err(|error| {
        RequestError::Malformed {
            what: error.to_string(),
        }
    })
}

/// Of two values, this server would go by the first and a proxy before it perhaps by the last.
fn only_value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    match values.next() {
        None => first.to_str().ok(),
        Some(_) => None,
    }
}
