//! One exchange: the store builds a request, the transport carries it, the store applies the
//! answer. Knows no schedule.

use std::sync::Arc;

use super::{Client, ClientError, TransportError, half_way};
use samenspel_device::{Store, StoreError, SyncError};
use samenspel_model::verdict::RequestError;
use samenspel_protocol::sync::{Due, Failure, StopReason};

/// What came of an exchange that did not fail.
#[derive(Debug, Clone, Copy)]
pub(super) enum Exchanged {
    /// The answer is applied.
    Answered { more: bool, later: bool, due: Due },
    /// Nothing may leave yet, and nothing was asked.
    NothingDue(Due),
}

/// Why an exchange failed; what the machine needs of it is a [`Failure`].
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The server was not reached or refused.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The answer could not be applied.
    #[error(transparent)]
    Answer(#[from] SyncError),
    /// The store could not build the request.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The process is stopping.
    #[error("the device is shutting down")]
    Stopping,
}

impl From<ClientError> for ExchangeError {
    fn from(_: ClientError) -> Self {
        Self::Stopping
    }
}

impl From<&ExchangeError> for Failure {
    fn from(error: &ExchangeError) -> Self {
        match error {
            ExchangeError::Transport(error) => error.into(),
            ExchangeError::Answer(SyncError::Version(_)) => {
                Self::Stop(StopReason::UnsupportedVersion)
            }
            ExchangeError::Answer(SyncError::Store(StoreError::NotEnrolled))
            | ExchangeError::Store(StoreError::NotEnrolled) => Self::Stop(StopReason::NotEnrolled),
            ExchangeError::Answer(SyncError::Store(StoreError::LoggedOut))
            | ExchangeError::Store(StoreError::LoggedOut) => Self::Stop(StopReason::LoggedOut),
            ExchangeError::Answer(_) | ExchangeError::Store(_) | ExchangeError::Stopping => {
                Self::NotAccepted
            }
        }
    }
}

/// Dropping the future at any point is safe: see the module `client`. With `if_due` the server is only
/// asked where something may leave the device.
pub(super) async fn exchange(
    client: Client,
    store: Arc<Store>,
    if_due: bool,
) -> Result<Exchanged, ExchangeError> {
    let turn = client.inner.turn.clone().lock_owned().await;
    let clock = client.inner.clock.clone();
    if if_due {
        let look = client.on_store(&store, |inner, store| store.departures(inner.clock.read()));
        let departures = look.await??;
        if !departures.now {
            return Ok(Exchanged::NothingDue(departures.due));
        }
    }
    let outgoing = client
        .on_store(&store, |inner, store| {
            let reading = inner.clock.read();
            inner.with_random(|random| store.build_sync(reading, random))
        })
        .await??;
    let sent_at = clock.read();
    let sent = client
        .inner
        .transport
        .sync(&outgoing.headers, outgoing.body);
    let answer = sent.await;
    let arrived = clock.read();
    match answer {
        Ok(wire) => {
            let apply = client.on_store(&store, move |_, store| {
                // Released when the answer is applied, also where nobody waits for that any more.
                let _turn = turn;
                store.apply_sync(&outgoing.receipt, arrived, &wire)
            });
            let applied = apply.await??;
            Ok(Exchanged::Answered {
                more: applied.more,
                later: applied.later,
                due: applied.due,
            })
        }
        Err(TransportError::Refused(RequestError::ClockWrong { server_time })) => {
            let reading = half_way(sent_at, arrived);
            let note = client.on_store(&store, move |_, store| {
                store.note_server_time(reading, server_time)
            });
            note.await??;
            Err(TransportError::from(RequestError::ClockWrong { server_time }).into())
        }
        Err(TransportError::Refused(RequestError::DeviceRevoked)) => {
            // Nothing more comes, and what was here is not this device's any more.
            let emptied = client.on_store(&store, |_, store| store.purge_everything());
            emptied.await??;
            Err(TransportError::from(RequestError::DeviceRevoked).into())
        }
        Err(error) => Err(error.into()),
    }
}
