//! Accepting connections within bounds: so many at once, headers in time, and an end that lets
//! accepted requests finish. Knows nothing of what is served but which paths tell of its health.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, Response, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use samenspel_model::limits::{HEADERS_BYTES_MAX, HEADERS_MAX};
use samenspel_model::verdict::RequestError;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::address::Peer;
use super::answer::Asked;
use super::impatient::Impatient;
use super::places::{Answer, Places, Standing};
use super::state::BUSY_RETRY_AFTER_MS;
use super::{HEALTH_PATH, READY_PATH};

/// Headers, the first request's and every later one's on the connection, must be there in time.
const HEADERS_TIMEOUT: Duration = Duration::from_secs(15);
/// A client that takes nothing of its answer for so long is gone: its connection is another's place.
const WRITE_PAUSE_MAX: Duration = Duration::from_secs(30);
/// After an error of `accept` (no file descriptors left), before the next try.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// The bounds.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Open connections; beyond, one of a stranger's is closed for the next.
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
    let places = Places::new(bounds.connections_max);
    let open = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, from) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                places.make_room();
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        // Answers are small and awaited.
        let _ = stream.set_nodelay(true);
        let place = places.take();
        let (standing, for_health) = (Arc::clone(&place.standing), place.for_health);
        let router = router.clone();
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS_TIMEOUT)
            .max_buf_size(HEADERS_BYTES_MAX)
            .max_headers(HEADERS_MAX)
            .serve_connection(
                TokioIo::new(Impatient::new(stream, WRITE_PAUSE_MAX)),
                service_fn(move |mut request: Request<Incoming>| {
                    request.extensions_mut().insert(Peer(from.ip()));
                    answer(router.clone(), request, Arc::clone(&standing), for_health)
                }),
            );
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // A connection that breaks has answered or will be asked again: nothing to report.
            tokio::select! {
                _ = connection => {}
                () = place.standing.sent_away() => {}
            }
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

async fn answer(
    router: Router,
    mut request: Request<Incoming>,
    standing: Arc<Standing>,
    for_health: bool,
) -> Result<Response<Answer>, Infallible> {
    let path = request.uri().path();
    let response = if for_health && path != HEALTH_PATH && path != READY_PATH {
        no_place()
    } else {
        request.extensions_mut().insert(Arc::clone(&standing));
        TowerToHyperService::new(router).call(request).await?
    };
    Ok(response.map(|body| Answer::new(body, standing)))
}

fn no_place() -> Response<Body> {
    let mut response = Asked::new("(no place)").refuse(&RequestError::Unavailable {
        retry_after_ms: BUSY_RETRY_AFTER_MS,
    });
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
    response
}
