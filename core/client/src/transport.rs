//! One request over HTTP, with every answer bounded. Knows no store and no schedule.

use std::sync::atomic::{AtomicU64, Ordering};

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Method, Response, Url};

use super::{ClientError, ClientOptions, certificate};
use samenspel_model::limits;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::{decode_bounded, encode};
use samenspel_protocol::sync::Failure;
use samenspel_protocol::{
    ENROL_PATH, EnrolRequest, EnrolResponse, HINTS_PATH, RequestHeaders, SYNC_PATH,
};

/// The longest body of a refusal or of an answer to an enrolment.
const SMALL_BODY_BYTES_MAX: usize = 64 * 1024;

/// Why there is no answer to a request.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The server refused it.
    #[error(transparent)]
    Refused(#[from] RequestError),
    /// The server was not reached, or the connection was cut.
    #[error("the server was not reached: {0}")]
    NoAnswer(&'static str),
    /// Something answered that cannot prove to be the server. Nothing was sent to it.
    #[error("the server's certificate is not accepted: {0}")]
    NotTrusted(&'static str),
    /// Something answered that is not the server.
    #[error("what answered is not a Samenspel server (status {0})")]
    NotTheServer(u16),
    /// The answer is longer than any answer may be.
    #[error("the answer is too long")]
    TooLarge,
}

impl From<&TransportError> for Failure {
    fn from(error: &TransportError) -> Self {
        match error {
            TransportError::Refused(refusal) => refusal.into(),
            // Another network, or a mended certificate, and it goes on by itself.
            TransportError::NoAnswer(_)
            | TransportError::NotTrusted(_)
            | TransportError::NotTheServer(_) => Self::NoAnswer,
            TransportError::TooLarge => Self::NotAccepted,
        }
    }
}

impl From<reqwest::Error> for TransportError {
    /// Only the kind: the error's own text holds the address.
    fn from(error: reqwest::Error) -> Self {
        if let Some(why) = certificate::rejected(&error) {
            return Self::NotTrusted(why);
        }
        Self::NoAnswer(if error.is_timeout() {
            "it took too long"
        } else if error.is_connect() {
            "no connection"
        } else {
            "the connection was cut"
        })
    }
}

/// What went over the wire: bodies and headers, without TLS and TCP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traffic {
    /// Requests sent.
    pub requests: u64,
    /// Bytes sent.
    pub bytes_up: u64,
    /// Bytes received.
    pub bytes_down: u64,
}

#[derive(Default)]
struct Counters {
    requests: AtomicU64,
    bytes_up: AtomicU64,
    bytes_down: AtomicU64,
}

impl Counters {
    fn sent(&self, method: &Method, path: &str, headers: &HeaderMap, body_length: usize) {
        // Method, path, version and the line ends between.
        let line = method.as_str().len() + path.len() + 14;
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.bytes_up.fetch_add(
            (line + header_bytes(headers) + body_length) as u64,
            Ordering::Relaxed,
        );
    }

    fn received(&self, bytes: usize) {
        self.bytes_down.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

fn header_bytes(headers: &HeaderMap) -> usize {
    headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum()
}

/// The connections to one server.
pub(super) struct Transport {
    http: reqwest::Client,
    address: Url,
    request_timeout: std::time::Duration,
    counters: Counters,
}

impl Transport {
    pub(super) fn new(url: &str, options: &ClientOptions) -> Result<Self, ClientError> {
        let address = options.address(url)?;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(options.tls(&address)?)
            .redirect(Policy::none())
            .no_proxy()
            .user_agent(concat!("samenspel/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(options.connect_timeout)
            .read_timeout(options.idle_timeout)
            .build()
            .map_err(|_| ClientError::Tls("the HTTP client cannot be made".into()))?;
        Ok(Self {
            http,
            address,
            request_timeout: options.request_timeout,
            counters: Counters::default(),
        })
    }

    pub(super) fn traffic(&self) -> Traffic {
        Traffic {
            requests: self.counters.requests.load(Ordering::Relaxed),
            bytes_up: self.counters.bytes_up.load(Ordering::Relaxed),
            bytes_down: self.counters.bytes_down.load(Ordering::Relaxed),
        }
    }

    /// Sends a sync; gives the answer's body as it was on the wire.
    pub(super) async fn sync(
        &self,
        signed: &RequestHeaders,
        body: Vec<u8>,
    ) -> Result<Vec<u8>, TransportError> {
        let headers = signed_headers(signed, "application/zstd");
        let sent = self.send(Method::POST, SYNC_PATH, headers, body, true);
        let response = sent.await?;
        self.read(response, limits::RESPONSE_BYTES_MAX).await
    }

    /// Sends an enrolment.
    pub(super) async fn enrol(
        &self,
        request: &EnrolRequest,
    ) -> Result<EnrolResponse, TransportError> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/cbor"));
        let sent = self.send(Method::POST, ENROL_PATH, headers, encode(request), true);
        let body = self.read(sent.await?, SMALL_BODY_BYTES_MAX).await?;
        decode_bounded(&body, SMALL_BODY_BYTES_MAX).map_err(|_| TransportError::NotTheServer(200))
    }

    /// Opens the stream of hints: without a limit of time, the server ends it.
    pub(super) async fn hints(&self, signed: &RequestHeaders) -> Result<Response, TransportError> {
        let headers = signed_headers(signed, "text/event-stream");
        let sent = self.send(Method::GET, HINTS_PATH, headers, Vec::new(), false);
        sent.await
    }

    /// Counts what a stream brought.
    pub(super) fn received(&self, bytes: usize) {
        self.counters.received(bytes);
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: HeaderMap,
        body: Vec<u8>,
        bounded: bool,
    ) -> Result<Response, TransportError> {
        let mut address = self.address.clone();
        address.set_path(path);
        self.counters.sent(&method, path, &headers, body.len());
        let mut request = self.http.request(method, address).headers(headers);
        if !body.is_empty() {
            request = request.body(body);
        }
        if bounded {
            request = request.timeout(self.request_timeout);
        }
        let response = request.send().await?;
        // The status line, about.
        self.counters
            .received(header_bytes(response.headers()) + 17);
        if response.status() == reqwest::StatusCode::OK {
            return Ok(response);
        }
        let status = response.status().as_u16();
        let body = self.read(response, SMALL_BODY_BYTES_MAX).await?;
        let refusal: RequestError = decode_bounded(&body, SMALL_BODY_BYTES_MAX)
            .map_err(|_| TransportError::NotTheServer(status))?;
        Err(refusal.into())
    }

    /// Reads a body and stops at the limit, whatever length the headers claim.
    async fn read(&self, mut response: Response, limit: usize) -> Result<Vec<u8>, TransportError> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await? {
            self.counters.received(chunk.len());
            if body.len() + chunk.len() > limit {
                return Err(TransportError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

fn signed_headers(signed: &RequestHeaders, media_type: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let of_media_type = if media_type == "text/event-stream" {
        ACCEPT
    } else {
        CONTENT_TYPE
    };
    headers.insert(of_media_type, HeaderValue::from_static(media_type));
    for (name, value) in signed.to_headers() {
        let value = HeaderValue::from_str(&value).expect("ids, digits and hexadecimal are ASCII");
        headers.insert(HeaderName::from_static(name), value);
    }
    headers
}
