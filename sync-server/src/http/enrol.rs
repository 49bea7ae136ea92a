//! `POST /v1/enrol`: a device with an invitation becomes one the organisation knows.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::{WireError, decode_bounded, encode};
use samenspel_protocol::EnrolRequest;

use super::answer::{Asked, Seen};
use super::body;
use super::places::keep_place;
use super::state::AppState;
use samenspel_protocol::ENROL_PATH;

const MEDIA_TYPE: &str = "application/cbor";
const BODY_BYTES_MAX: usize = samenspel_model::limits::ENROL_BYTES_MAX;
const UNAVAILABLE: RequestError = RequestError::Unavailable {
    retry_after_ms: 2_000,
};

/// Handles it.
pub(super) async fn enrol(State(state): State<AppState>, request: Request) -> Response {
    let mut asked = Asked::new(ENROL_PATH);
    let result = answer(&state, request, &mut asked.seen).await;
    asked.answer(MEDIA_TYPE, result)
}

async fn answer(
    state: &AppState,
    request: Request,
    seen: &mut Seen,
) -> Result<Vec<u8>, RequestError> {
    let (parts, body) = request.into_parts();
    let body = body::read(&parts.headers, body, BODY_BYTES_MAX).await?;
    seen.bytes_in = body.len();
    let request: EnrolRequest = decode_bounded(&body, BODY_BYTES_MAX).map_err(refusal)?;
    let served = state.organisation(&request.org)?;
    seen.org = Some(request.org);
    let _place = state.place()?;
    let organisation = Arc::clone(served.handle.organisation());
    let code = request.code.clone();
    let invitation = off_the_reactor(move || {
        let found = organisation.find_invitation(&code);
        found.map_err(|_| UNAVAILABLE)
    });
    // Whoever guesses uses up the share of those who guess, never that of somebody invited.
    let invitation = invitation.await?;
    state.count_enrolment(request.org, invitation)?;
    if invitation.is_some() {
        keep_place(&parts.extensions);
    }
    let device = request.device;
    let organisation = Arc::clone(served.handle.organisation());
    let response = off_the_reactor(move || organisation.enrol(&request)).await?;
    seen.device = Some(device);
    Ok(encode(&response))
}

/// Storage blocks; the reactor must not.
pub(super) async fn off_the_reactor<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, RequestError> + Send + 'static,
) -> Result<T, RequestError> {
    let work = tokio::task::spawn_blocking(work);
    work.await.unwrap_or(Err(UNAVAILABLE))
}

fn refusal(error: WireError) -> RequestError {
    match error {
        WireError::TooLarge { limit } => RequestError::TooLarge {
            what: "bytes".to_owned(),
            limit: limit as u64,
        },
        other => RequestError::Malformed {
            what: other.to_string(),
        },
    }
}
