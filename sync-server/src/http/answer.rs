//! Every answer of the protocol: its status, its body, one log line and the metrics.

use std::time::Instant;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use samenspel_model::ids::{DeviceId, OrgId};
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::encode;

use crate::telemetry::metric;

/// What is known of a request once it is answered: ids and counts only.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub org: Option<OrgId>,
    pub device: Option<DeviceId>,
    pub bytes_in: usize,
}

/// A request on its way to its answer.
pub(super) struct Asked {
    path: &'static str,
    started: Instant,
    pub seen: Seen,
}

impl Asked {
    pub fn new(path: &'static str) -> Self {
        Self {
            path,
            started: Instant::now(),
            seen: Seen::default(),
        }
    }

    /// When it came.
    pub fn started(&self) -> Instant {
        self.started
    }

    /// Answers with a body of a media type, or with why not.
    pub fn answer(
        self,
        media_type: &'static str,
        result: Result<Vec<u8>, RequestError>,
    ) -> Response {
        match result {
            Ok(body) => {
                self.report(StatusCode::OK, "ok", body.len());
                with_body(StatusCode::OK, media_type, body)
            }
            Err(error) => self.refuse(&error),
        }
    }

    /// Answers with why not.
    pub fn refuse(self, error: &RequestError) -> Response {
        let body = encode(error);
        let status =
            StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self.report(status, error.code(), body.len());
        let mut response = with_body(status, "application/cbor", body);
        if let RequestError::RateLimited { retry_after_ms }
        | RequestError::Unavailable { retry_after_ms } = error
        {
            let seconds = HeaderValue::from(retry_after_ms.div_ceil(1_000));
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        if status == StatusCode::PAYLOAD_TOO_LARGE {
            // The rest of the body is not read.
            response
                .headers_mut()
                .insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }

    /// Writes the log line and counts; for an answer that is a stream, when it begins.
    pub fn report(&self, status: StatusCode, code: &'static str, bytes_out: usize) {
        let elapsed = self.started.elapsed();
        let text = |id: Option<String>| id.unwrap_or_else(|| "-".to_owned());
        tracing::info!(
            organisation = text(self.seen.org.map(|id| id.to_string())),
            device = text(self.seen.device.map(|id| id.to_string())),
            status = status.as_u16(),
            code,
            duration_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
            bytes_in = self.seen.bytes_in,
            bytes_out,
            "answered {} with {code}",
            self.path,
        );
        let path = self.path;
        metrics::counter!(metric::REQUESTS, "path" => path, "code" => code).increment(1);
        metrics::histogram!(metric::REQUEST_SECONDS, "path" => path).record(elapsed.as_secs_f64());
        metrics::counter!(metric::BYTES_IN, "path" => path).increment(self.seen.bytes_in as u64);
        metrics::counter!(metric::BYTES_OUT, "path" => path).increment(bytes_out as u64);
    }
}

fn with_body(status: StatusCode, media_type: &'static str, body: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, Body::from(body)).into_response()
}
