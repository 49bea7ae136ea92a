//! Accepting connections within bounds: so many at once, headers in time, and an end that lets
//! accepted requests finish. Knows nothing of what is served.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

use super::impatient::Impatient;

/// Headers, the first request's and every later one's on the connection, must be there in time.
const HEADERS_TIMEOUT: Duration = Duration::from_secs(15);
/// A client that takes nothing of its answer for so long is gone: its connection is another's place.
const WRITE_PAUSE_MAX: Duration = Duration::from_secs(30);
const HEADERS_BYTES_MAX: usize = 16 * 1024;
const HEADERS_MAX: usize = 64;
/// After an error of `accept` (no file descriptors left), before the next try.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// The bounds.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Open connections; more wait in the operating system's queue.
    pub connections_max: u32,
    /// How long accepted requests may take to finish after the stop.
    pub shutdown: Duration,
}

/// Serves until `stop` becomes true and what was accepted is answered, or the time for it is over.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    bounds: Bounds,
    mut stop: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(bounds.connections_max as usize));
    let open = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => break,
            accepted = accept(&listener, &places) => accepted,
        };
        let Some((stream, place)) = accepted else {
            tokio::time::sleep(ACCEPT_PAUSE).await;
            continue;
        };
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS_TIMEOUT)
            .max_buf_size(HEADERS_BYTES_MAX)
            .max_headers(HEADERS_MAX)
            .serve_connection(
                TokioIo::new(Impatient::new(stream, WRITE_PAUSE_MAX)),
                TowerToHyperService::new(router.clone()),
            );
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // A connection that breaks has answered or will be asked again: nothing to report.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(bounds.shutdown, open.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not finish in time and were cut off");
    }
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => {
            // Answers are small and awaited.
            let _ = stream.set_nodelay(true);
            Some((stream, place))
        }
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            None
        }
    }
}
