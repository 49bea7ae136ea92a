//! The places that open connections take. When all are taken, a newcomer gets that of the one that
//! came first among those from whom nothing is known to be honest: silent, idle, or with a request
//! whose sender is not known yet. Where there is none, it may still ask whether the server lives.
//! Knows nothing of sockets.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::body::Body;
use axum::http::Extensions;
use hyper::body::{Bytes, Frame, SizeHint};
use tokio::sync::Notify;

/// Connections beyond all others, for whoever watches over the server.
const FOR_HEALTH: usize = 16;

/// The places of one address.
#[derive(Debug)]
pub(super) struct Places {
    connections_max: usize,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    last_number: u64,
    /// In the order they came.
    served: BTreeMap<u64, Arc<Standing>>,
    for_health: BTreeMap<u64, Arc<Standing>>,
}

/// How a connection stands.
#[derive(Debug)]
pub(super) struct Standing {
    /// A request is being answered whose sender is known.
    known: AtomicBool,
    leave: Notify,
}

/// One connection's place, until it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    places: Arc<Places>,
    number: u64,
    pub standing: Arc<Standing>,
    /// It may only ask whether the server lives.
    pub for_health: bool,
}

impl Places {
    pub fn new(connections_max: u32) -> Arc<Self> {
        Arc::new(Self {
            connections_max: connections_max as usize,
            open: Mutex::default(),
        })
    }

    /// A place; somebody else's, if there is none left.
    pub fn take(self: &Arc<Self>) -> Place {
        let mut open = self.lock();
        open.last_number += 1;
        let number = open.last_number;
        let standing = Arc::new(Standing {
            known: AtomicBool::new(false),
            leave: Notify::new(),
        });
        let full = open.served.len() >= self.connections_max;
        let for_health = full && !send_away(&mut open.served);
        if for_health && open.for_health.len() >= FOR_HEALTH {
            send_away(&mut open.for_health);
        }
        let among = if for_health {
            &mut open.for_health
        } else {
            &mut open.served
        };
        among.insert(number, Arc::clone(&standing));
        drop(open);
        Place {
            places: Arc::clone(self),
            number,
            standing,
            for_health,
        }
    }

    /// The system has no room for another connection: somebody leaves.
    pub fn make_room(&self) {
        send_away(&mut self.lock().served);
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets the first go of whom nothing is known; false if there is none.
fn send_away(among: &mut BTreeMap<u64, Arc<Standing>>) -> bool {
    let is_stranger = |(_, standing): &(&u64, &Arc<Standing>)| !standing.is_known();
    let Some(number) = among.iter().find(is_stranger).map(|(number, _)| *number) else {
        return false;
    };
    if let Some(standing) = among.remove(&number) {
        standing.leave.notify_one();
    }
    true
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.places.lock();
        open.served.remove(&self.number);
        open.for_health.remove(&self.number);
    }
}

impl Standing {
    fn is_known(&self) -> bool {
        self.known.load(Ordering::SeqCst)
    }

    /// Waits until the place is needed for another.
    pub async fn sent_away(&self) {
        self.leave.notified().await;
    }
}

/// The sender of the request with these extensions is known: it keeps its place until it is answered.
pub(super) fn keep_place(extensions: &Extensions) {
    if let Some(standing) = extensions.get::<Arc<Standing>>() {
        standing.known.store(true, Ordering::SeqCst);
    }
}

/// An answer, after which the connection is a stranger's again.
pub(super) struct Answer {
    body: Body,
    standing: Arc<Standing>,
}

impl Answer {
    pub fn new(body: Body, standing: Arc<Standing>) -> Self {
        Self { body, standing }
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.standing.known.store(false, Ordering::SeqCst);
    }
}

impl hyper::body::Body for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(place: &Place) {
        let mut extensions = Extensions::new();
        extensions.insert(Arc::clone(&place.standing));
        keep_place(&extensions);
    }

    async fn is_sent_away(place: &Place) -> bool {
        let waited = std::time::Duration::from_millis(10);
        tokio::time::timeout(waited, place.standing.sent_away())
            .await
            .is_ok()
    }

    #[tokio::test]
    async fn the_first_stranger_makes_room_and_nobody_known_does() {
        let places = Places::new(3);
        let first = places.take();
        let second = places.take();
        let third = places.take();
        known(&first);
        let fourth = places.take();
        assert!(!is_sent_away(&first).await);
        assert!(is_sent_away(&second).await);
        assert!(!is_sent_away(&third).await);
        assert!(!fourth.for_health);
    }

    #[tokio::test]
    async fn when_all_are_known_a_newcomer_may_ask_for_health_alone_however_many_come() {
        let places = Places::new(2);
        let taken = [places.take(), places.take()];
        taken.iter().for_each(known);
        let silent: Vec<_> = (0..FOR_HEALTH).map(|_| places.take()).collect();
        assert!(silent.iter().all(|it| it.for_health));
        let watcher = places.take();
        assert!(watcher.for_health);
        assert!(is_sent_away(&silent[0]).await);
        assert!(!is_sent_away(&silent[1]).await);
        let [first, _second] = taken;
        drop(Answer::new(Body::empty(), Arc::clone(&first.standing)));
        assert!(
            !places.take().for_health,
            "what is answered is a stranger's"
        );
        assert!(is_sent_away(&first).await);
    }

    #[test]
    fn a_place_that_is_left_is_free() {
        let places = Places::new(1);
        for _ in 0..3 {
            let place = places.take();
            known(&place);
            assert!(!place.for_health);
        }
    }
}
