//! `GET /v1/hints`: server-sent events while a device's screen is on. They say that something is
//! new for the device, never what; whoever hears one syncs.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use samenspel_model::verdict::RequestError;
use samenspel_protocol::HINT_EVENT;
use tokio::sync::watch;

use super::answer::{Asked, Seen};
use super::enrol::off_the_reactor;
use super::places::keep_place;
use super::state::{AppState, OpenStream};
use super::sync::signed_headers;
use crate::engine::Listening;
use samenspel_protocol::HINTS_PATH;

/// Changes within this time of each other are one hint.
const COALESCED: Duration = Duration::from_millis(500);
/// A comment line that keeps proxies from closing the stream.
const KEPT_ALIVE: Duration = Duration::from_secs(20);
/// A stream ends after this and is opened anew. A revoked device's ends at once.
const STREAM_LIFETIME: Duration = Duration::from_secs(30 * 60);

/// Handles it.
pub(super) async fn hints(State(state): State<AppState>, request: Request) -> Response {
    let mut asked = Asked::new(HINTS_PATH);
    let (parts, _) = request.into_parts();
    match open(&state, &parts, &mut asked.seen).await {
        Err(error) => asked.refuse(&error),
        Ok(stream) => {
            asked.report(StatusCode::OK, "ok", 0);
            Sse::new(stream)
                .keep_alive(KeepAlive::new().interval(KEPT_ALIVE))
                .into_response()
        }
    }
}

async fn open(
    state: &AppState,
    parts: &Parts,
    seen: &mut Seen,
) -> Result<impl Stream<Item = Result<Event, Infallible>> + use<>, RequestError> {
    let headers = signed_headers(&parts.headers)?;
    let served = state.organisation(&headers.org)?;
    seen.org = Some(headers.org);
    let reading = served.handle.organisation();
    let check = || reading.admit_reader(&headers, "GET", HINTS_PATH);
    let sender = state.senders();
    let device = sender.admit(&headers, state.origin(parts), check).await?;
    seen.device = Some(device);
    keep_place(&parts.extensions);
    let organisation = Arc::clone(served.handle.organisation());
    let once = Arc::clone(&organisation);
    let org = headers.org;
    off_the_reactor(move || once.use_reader_nonce(&headers)).await?;
    // After the nonce: what comes again takes no stream of its device's.
    let _open = state.open_stream(org, device)?;
    let listener = Listener {
        listening: organisation.listen(device)?,
        stopping: state.stopping(),
        ends_at: tokio::time::Instant::now() + STREAM_LIFETIME,
        _open,
    };
    Ok(unfold(listener, |mut listener| async move {
        listener.next_change().await?;
        Some((Ok(Event::default().event(HINT_EVENT).data("")), listener))
    }))
}

struct Listener {
    listening: Listening,
    stopping: watch::Receiver<bool>,
    ends_at: tokio::time::Instant,
    _open: OpenStream,
}

impl Listener {
    /// Waits for the next change and for what follows at once; `None` when the stream must end.
    async fn next_change(&mut self) -> Option<()> {
        tokio::select! {
            changed = self.listening.change() => changed?,
            _ = self.stopping.wait_for(|stopping| *stopping) => return None,
            () = tokio::time::sleep_until(self.ends_at) => return None,
        }
        tokio::time::sleep(COALESCED).await;
        self.listening.forget();
        Some(())
    }
}
