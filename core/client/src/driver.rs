//! Drives the sync machine: its timer, its one request, the events of the platform. Knows nothing
//! of what a request holds.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::{mpsc, watch};
use tokio::time::{Duration, Instant, sleep_until};

use super::exchange::{ExchangeError, Exchanged, exchange};
use super::{Cancellation, Client, Traffic, hints, is_quiet};
use samenspel_device::Store;
use samenspel_protocol::sync::{Action, Event, Failure, Machine, RequestId, State, WaitsFor};

/// Events that may wait to be taken in. The driver takes them in at once, so that a full queue
/// means that it has ended.
const EVENTS_MAX: usize = 256;

/// What a sync came to.
#[derive(Debug)]
pub struct SyncReport {
    /// Where it ended: idle, or what keeps it from going on.
    pub state: State,
    /// Something is left to be done by a later sync.
    pub unfinished: bool,
    /// Answers that were applied.
    pub answers: u32,
    /// What went over the wire meanwhile.
    pub traffic: Traffic,
    /// The last failure, if the last attempt failed.
    pub failure: Option<ExchangeError>,
}

/// When a driver ends by itself.
#[derive(Debug, Clone, Copy)]
pub(super) enum Until {
    /// When nothing is under way.
    Quiet,
    /// When nothing is left that can be done before a moment, and then at the latest.
    Deadline(Instant),
    /// When it is cancelled.
    Cancelled,
}

type Exchange = Pin<Box<dyn Future<Output = Result<Exchanged, ExchangeError>> + Send>>;

pub(super) struct Driver {
    client: Client,
    store: Arc<Store>,
    cancellation: Cancellation,
    machine: Machine,
    started: Instant,
    traffic_before: Traffic,
    exchange: Option<(RequestId, Exchange)>,
    timer: Option<Instant>,
    answers: u32,
    failure: Option<ExchangeError>,
    events: Option<mpsc::Receiver<Event>>,
    states: watch::Sender<State>,
}

enum Step {
    Ended,
    Event(Event),
    Exchanged(RequestId, Result<Exchanged, ExchangeError>),
}

impl Driver {
    pub(super) fn new(client: &Client, store: &Arc<Store>, cancellation: &Cancellation) -> Self {
        Self {
            client: client.clone(),
            store: store.clone(),
            cancellation: cancellation.clone(),
            machine: Machine::default(),
            started: Instant::now(),
            traffic_before: client.traffic(),
            exchange: None,
            timer: None,
            answers: 0,
            failure: None,
            events: None,
            states: watch::Sender::new(State::Idle),
        }
    }

    /// Takes in an event and does what the machine says.
    pub(super) fn tell(&mut self, event: Event) {
        let now_ms = i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX);
        let actions = self
            .client
            .inner
            .with_random(|random| self.machine.handle(now_ms, event, random));
        for action in actions {
            match action {
                Action::Send { request, if_due } => {
                    self.timer = None;
                    let run = exchange(self.client.clone(), self.store.clone(), if_due);
                    self.exchange = Some((request, Box::pin(run)));
                }
                Action::Schedule { at_ms } => {
                    let after = Duration::from_millis(u64::try_from(at_ms).unwrap_or(0));
                    self.timer = self.started.checked_add(after);
                }
                Action::Abort { .. } => self.exchange = None,
            }
        }
        let state = self.machine.state();
        self.states
            .send_if_modified(|shown| std::mem::replace(shown, state) != state);
    }

    pub(super) async fn drive(mut self, until: Until) -> SyncReport {
        while !self.is_done(until) {
            match self.step(until).await {
                Step::Ended => {
                    self.tell(Event::Cancel);
                    break;
                }
                Step::Event(event) => self.tell(event),
                Step::Exchanged(request, result) => self.exchanged(request, result),
            }
        }
        self.report()
    }

    async fn step(&mut self, until: Until) -> Step {
        let deadline = match until {
            Until::Deadline(moment) => Some(moment),
            Until::Quiet | Until::Cancelled => None,
        };
        tokio::select! {
            biased;
            () = self.cancellation.cancelled() => Step::Ended,
            () = at(deadline) => Step::Ended,
            event = next(&mut self.events) => event.map_or(Step::Ended, Step::Event),
            (request, result) = run(&mut self.exchange) => Step::Exchanged(request, result),
            () = at(self.timer) => {
                self.timer = None;
                Step::Event(Event::Tick)
            }
        }
    }

    fn exchanged(&mut self, request: RequestId, result: Result<Exchanged, ExchangeError>) {
        self.exchange = None;
        let event = match &result {
            Ok(Exchanged::Answered { more, later, due }) => {
                self.answers = self.answers.saturating_add(1);
                Event::ResponseArrived {
                    request,
                    more: *more,
                    later: *later,
                    due: *due,
                }
            }
            Ok(Exchanged::NothingDue(due)) => Event::NothingDue { request, due: *due },
            Err(error) => Event::RequestFailed {
                request,
                failure: Failure::from(error),
            },
        };
        self.failure = result.err();
        self.tell(event);
    }

    fn is_done(&self, until: Until) -> bool {
        let state = self.machine.state();
        match (until, state) {
            (Until::Cancelled, _) => false,
            (Until::Quiet, _) => is_quiet(state),
            // What the server wants later is not worth keeping a sleeping phone awake for; a note that
            // leaves in a moment is.
            (Until::Deadline(moment), State::Waiting { what_for, .. }) => {
                let comes = self.failure.is_some() || what_for == WaitsFor::Undo;
                !comes || self.timer.is_none_or(|timer| timer >= moment)
            }
            (Until::Deadline(_), _) => is_quiet(state),
        }
    }

    fn report(self) -> SyncReport {
        let (before, now) = (self.traffic_before, self.client.traffic());
        SyncReport {
            state: self.machine.state(),
            unfinished: self.machine.has_work(),
            answers: self.answers,
            traffic: Traffic {
                requests: now.requests - before.requests,
                bytes_up: now.bytes_up - before.bytes_up,
                bytes_down: now.bytes_down - before.bytes_down,
            },
            failure: self.failure,
        }
    }
}

/// At a moment; never without one.
async fn at(moment: Option<Instant>) {
    match moment {
        Some(moment) => sleep_until(moment).await,
        None => std::future::pending().await,
    }
}

/// The next event; `None` when nobody can send one any more; never where there is no queue.
async fn next(events: &mut Option<mpsc::Receiver<Event>>) -> Option<Event> {
    match events {
        Some(events) => events.recv().await,
        None => std::future::pending().await,
    }
}

/// The end of the exchange under way; never without one.
async fn run(
    exchange: &mut Option<(RequestId, Exchange)>,
) -> (RequestId, Result<Exchanged, ExchangeError>) {
    match exchange {
        Some((request, exchange)) => (*request, exchange.await),
        None => std::future::pending().await,
    }
}

/// A running [`Client::keep_in_step`]. Dropping it ends it.
#[derive(Debug)]
pub struct SyncHandle {
    events: mpsc::Sender<Event>,
    states: watch::Receiver<State>,
    cancellation: Cancellation,
    reconnect: Arc<tokio::sync::Notify>,
}

impl SyncHandle {
    /// A command was committed.
    pub fn committed(&self) {
        self.tell(Event::LocalCommit);
    }

    /// The user asks for it, or the app came on screen.
    pub fn foreground(&self) {
        self.tell(Event::Foreground);
    }

    /// The platform says whether there is a network.
    pub fn network(&self, up: bool) {
        self.tell(if up {
            Event::NetworkUp
        } else {
            Event::NetworkDown
        });
        if up {
            self.reconnect.notify_one();
        }
    }

    /// What a screen may say now.
    pub fn state(&self) -> State {
        *self.states.borrow()
    }

    /// Waits for the state to change; `None` when it has ended.
    pub async fn next_state(&mut self) -> Option<State> {
        self.states.changed().await.ok()?;
        Some(*self.states.borrow_and_update())
    }

    /// The states as they come, for whoever waits beside others; closed when it has ended.
    pub fn states(&self) -> watch::Receiver<State> {
        self.states.clone()
    }

    /// Ends it; what was under way is dropped and loses nothing.
    pub fn cancel(&self) {
        self.cancellation.cancel();
    }

    fn tell(&self, event: Event) {
        // Full or closed: it has ended, and there is nobody to tell.
        let _ = self.events.try_send(event);
    }
}

impl Drop for SyncHandle {
    fn drop(&mut self) {
        self.cancellation.cancel();
    }
}

/// Starts a driver and the stream of hints beside it.
pub(super) fn start(client: &Client, store: &Arc<Store>) -> SyncHandle {
    let cancellation = Cancellation::new();
    let (sender, receiver) = mpsc::channel(EVENTS_MAX);
    let mut driver = Driver::new(client, store, &cancellation);
    driver.events = Some(receiver);
    let states = driver.states.subscribe();
    let reconnect = Arc::new(tokio::sync::Notify::new());
    let listening = hints::listen(
        client.clone(),
        store.clone(),
        sender.clone(),
        reconnect.clone(),
    );
    let stop_listening = cancellation.clone();
    tokio::spawn(async move {
        tokio::select! {
            () = listening => {}
            () = stop_listening.cancelled() => {}
        }
    });
    tokio::spawn(async move {
        driver.tell(Event::Foreground);
        driver.drive(Until::Cancelled).await
    });
    SyncHandle {
        events: sender,
        states,
        cancellation,
        reconnect,
    }
}
