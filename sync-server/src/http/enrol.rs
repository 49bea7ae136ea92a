//! `POST /v1/enrol`: a device with an invitation becomes one the organisation knows.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use samenspel_core::protocol::{
    EnrolRequest, EnrolResponse, RequestError, WireError, decode_bounded, encode,
};

use super::answer::{Asked, Seen};
use super::state::{AppState, Served};
use super::{ENROL_PATH, body};

const MEDIA_TYPE: &str = "application/cbor";
const BODY_BYTES_MAX: usize = 4 * 1024;
const RETRY_AFTER_MS: u64 = 2_000;

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
    state.count_enrolment(request.org)?;
    let _place = state.place()?;
    let device = request.device;
    let response = enrol_off_the_reactor(served, request).await?;
    seen.device = Some(device);
    Ok(encode(&response))
}

/// Storage blocks; the reactor must not.
async fn enrol_off_the_reactor(
    served: &Served,
    request: EnrolRequest,
) -> Result<EnrolResponse, RequestError> {
    let organisation = Arc::clone(served.handle.organisation());
    let work = tokio::task::spawn_blocking(move || organisation.enrol(&request));
    let response = work.await.unwrap_or(Err(RequestError::Unavailable {
        retry_after_ms: RETRY_AFTER_MS,
    }))?;
    // A new device is news to those who see devices.
    served.handle.announce();
    Ok(response)
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
