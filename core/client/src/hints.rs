//! Listens for hints while the app is on screen. A hint says that there is something new, never
//! what; a lost one is made good by the sync after the next connection.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, mpsc};

use super::{Client, ClientError};
use samenspel_device::Store;
use samenspel_protocol::HINT_EVENT;
use samenspel_protocol::sync::{Backoff, Event, Failure};

/// The longest line of the stream that is looked at; the rest of a longer one is passed over.
const LINE_BYTES_MAX: usize = 256;

/// Connects, passes on hints, and connects again, until it is dropped or nobody listens.
pub(super) async fn listen(
    client: Client,
    store: Arc<Store>,
    events: mpsc::Sender<Event>,
    reconnect: Arc<Notify>,
) {
    let backoff = Backoff::default();
    let mut failures = 0u32;
    let mut was_stopped = false;
    loop {
        let failure = match stream(&client, &store, &events, &mut failures).await {
            Ok(Listening::Cut) => Failure::NoAnswer,
            Ok(Listening::NobodyListens) => return,
            Err(ClientError::Transport(error)) => Failure::from(&error),
            Err(_) => Failure::NotAccepted,
        };
        // The store must hear of it too: of a phone that was revoked while its app is open it forgets what it
        // shows. Once: what is refused stays so until something is done.
        let is_stopped = matches!(failure, Failure::Stop(_));
        let is_news = is_stopped && !was_stopped;
        was_stopped = is_stopped;
        if is_news && events.send(Event::Hint).await.is_err() {
            return;
        }
        failures = failures.saturating_add(1);
        let wait_ms = match failure {
            // The sync beside it learns the server's time from its own refusal.
            Failure::ClockWrong | Failure::NoAnswer | Failure::NotAccepted => client
                .inner
                .with_random(|random| backoff.wait_ms(failures, random)),
            Failure::RetryAfter { ms } => i64::try_from(ms)
                .unwrap_or(i64::MAX)
                .clamp(backoff.shortest_ms, backoff.longest_ms),
            Failure::Stop(_) => backoff.longest_ms,
        };
        let wait = Duration::from_millis(u64::try_from(wait_ms).unwrap_or(0));
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = reconnect.notified() => failures = 0,
        }
    }
}

enum Listening {
    /// The server or the network ended the stream.
    Cut,
    /// The driver has ended.
    NobodyListens,
}

async fn stream(
    client: &Client,
    store: &Arc<Store>,
    events: &mpsc::Sender<Event>,
    failures: &mut u32,
) -> Result<Listening, ClientError> {
    let signed = client
        .on_store(store, |inner, store| {
            let reading = inner.clock.read();
            inner.with_random(|random| store.sign_for_hints(reading, random))
        })
        .await??;
    let mut response = client.inner.transport.hints(&signed).await?;
    *failures = 0;
    // What happened while nobody listened.
    if events.send(Event::Hint).await.is_err() {
        return Ok(Listening::NobodyListens);
    }
    let mut lines = Lines::default();
    while let Ok(Some(chunk)) = response.chunk().await {
        client.inner.transport.received(chunk.len());
        if lines.take_in(&chunk) && events.send(Event::Hint).await.is_err() {
            return Ok(Listening::NobodyListens);
        }
    }
    Ok(Listening::Cut)
}

/// Finds events in a stream of server-sent events, whose lines arrive in any pieces.
#[derive(Default)]
struct Lines {
    line: Vec<u8>,
    hinted: bool,
}

impl Lines {
    /// Whether an event ended in this piece.
    fn take_in(&mut self, piece: &[u8]) -> bool {
        let mut ended = false;
        for &byte in piece {
            match byte {
                b'\n' | b'\r' => ended |= self.end_line(),
                _ if self.line.len() < LINE_BYTES_MAX => self.line.push(byte),
                _ => {}
            }
        }
        ended
    }

    /// An empty line ends an event; the second half of a CR LF is one more, and ends nothing new.
    fn end_line(&mut self) -> bool {
        let line = std::mem::take(&mut self.line);
        if line.is_empty() {
            return std::mem::take(&mut self.hinted);
        }
        let event = line
            .strip_prefix(b"event:")
            .map(|name| name.strip_prefix(b" ").unwrap_or(name));
        self.hinted |= event == Some(HINT_EVENT.as_bytes());
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints_in(pieces: &[&[u8]]) -> usize {
        let mut lines = Lines::default();
        pieces.iter().filter(|piece| lines.take_in(piece)).count()
    }

    #[test]
    fn a_hint_is_found_in_whatever_pieces_it_arrives() {
        assert_eq!(hints_in(&[b"event: changed\ndata\n\n"]), 1);
        assert_eq!(hints_in(&[b"event:chan", b"ged\r\nda", b"ta:\r\n\r\n"]), 1);
        let one = b"event: changed\n\n";
        assert_eq!(hints_in(&[one, one]), 2);
    }

    #[test]
    fn comments_and_other_events_are_no_hints() {
        assert_eq!(
            hints_in(&[b": alive\n\n", b"event: other\n\n", b"data: changed\n\n"]),
            0
        );
        let endless = [b'a'; 10_000];
        assert_eq!(hints_in(&[&endless, b"\nevent: changed\n", b"\n"]), 1);
    }
}
