//! Reading a request's body within its bounds: refused by its announced length before a byte is
//! read, and by its real one while it is read.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, header};
use samenspel_model::verdict::RequestError;

/// Reads at most `limit` bytes. A body that comes too slowly ends with an error of its own (see
/// the router's deadline).
pub(super) async fn read(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
) -> Result<Bytes, RequestError> {
    let too_large = || RequestError::TooLarge {
        what: "bytes".to_owned(),
        limit: limit as u64,
    };
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(too_large());
    }
    to_bytes(body, limit).await.map_err(|error| {
        if is_length_limit(&error) {
            too_large()
        } else {
            RequestError::Malformed {
                what: "the whole body, in time".to_owned(),
            }
        }
    })
}

fn is_length_limit(error: &axum::Error) -> bool {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = source {
        if error.is::<http_body_util::LengthLimitError>() {
            return true;
        }
        source = error.source();
    }
    false
}
