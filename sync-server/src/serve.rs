//! A running server: locks the data folder, opens every organisation, binds the addresses, merges
//! in the background, and stops in order. What `samenspel serve` runs, and what tests and the demo
//! run in their own process.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use samenspel_model::ids::OrgId;
use samenspel_model::time::Clock;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::addresses;
use crate::config::Config;
use crate::data_folder::{DataFolder, DataFolderError, Lock};
use crate::engine::{
    ClockBehind, EngineError, HandleOptions, KEYS_FILE, LOG_FILE, Options, Organisation,
    OrganisationHandle, TextGate,
};
use crate::gate;
use crate::http::{self, AppState, Bounds, Served};
use crate::open_files;
use crate::storage::StorageError;
use crate::storage::sqlite::damage::{self, Depth};
use crate::system::{SystemClock, SystemRandom};
use crate::telemetry::metric;

/// Documents merged in one round, per organisation; a round that found so many is followed by the
/// next at once.
const MERGED_PER_ROUND_MAX: usize = 16;
/// How soon those who listen hear of what the operator did.
const NOTICED_EVERY: Duration = Duration::from_secs(1);
const LOOKED_FOR_DAMAGE_AFTER: Duration = Duration::from_secs(2);
const TIDIED_EVERY: Duration = Duration::from_secs(60);
const CLOCK_WATCHED_EVERY: Duration = Duration::from_secs(60 * 60);

/// Why the server does not start. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The data folder cannot be used.
    #[error(transparent)]
    DataFolder(#[from] DataFolderError),
    /// An organisation cannot be opened.
    #[error("organisation {org} cannot be opened: {source}; samenspel doctor says more")]
    Organisation {
        /// Which.
        org: OrgId,
        /// Why.
        source: EngineError,
    },
    /// The system gives no thread.
    #[error("organisation {org} cannot be served ({source}): the system gives no more threads")]
    Thread {
        /// Which organisation.
        org: OrgId,
        /// Why.
        source: std::io::Error,
    },
    /// An address cannot be listened on.
    #[error("cannot listen on {address} ({source}): {advice}")]
    Address {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
        /// What to do.
        advice: &'static str,
    },
    /// The system does not say which program this is; it starts itself to try text changes in.
    #[error("this program does not find itself ({0}): start it by its full path")]
    Program(std::io::Error),
}

/// Starts servers.
pub struct Server;

/// What a server stands on besides its settings; tests and the demo pass their own.
pub struct Parts {
    /// The clock that devices correct theirs by.
    pub clock: Arc<dyn Clock>,
    /// The gate for text changes, if it is not the one whose trials are held in child processes of
    /// this very program.
    pub gate: Option<Arc<TextGate>>,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            gate: None,
        }
    }
}

/// A server that runs until it is told to stop. Dropped without [`RunningServer::stop`], it goes on
/// until the runtime ends.
pub struct RunningServer {
    /// Where it listens: the real port, if the system chose it.
    pub address: SocketAddr,
    /// Where `/metrics` is, if anywhere.
    pub metrics_address: Option<SocketAddr>,
    stop: watch::Sender<bool>,
    serving: Vec<JoinHandle<()>>,
    background: Vec<JoinHandle<()>>,
    state: AppState,
    lock: Lock,
}

impl Server {
    /// Opens everything and begins to serve.
    pub async fn start(config: Config) -> Result<RunningServer, ServeError> {
        Self::start_with(config, Parts::default()).await
    }

    /// The same, on other parts than the machine's.
    pub async fn start_with(config: Config, parts: Parts) -> Result<RunningServer, ServeError> {
        let data = DataFolder::new(&config.data_directory);
        data.choose_any()?;
        let mut lock = data.lock_serving()?;
        let listener = listen(config.serve.listen).await?;
        let metrics_listener = match config.serve.metrics_listen {
            Some(address) => Some(listen(address).await?),
            None => None,
        };
        let (organisations, not_served) = open_all(&data, parts)?;
        let files = open_files::raise();
        let connections_max = config.serve.connections_max;
        let problem = open_files::problem(connections_max, organisations.len(), files);
        if let Some((found, advice)) = problem {
            tracing::warn!("{found}: {advice}");
        }
        let connections_max = open_files::fitting(connections_max, organisations.len(), files);
        for (name, address) in config.serve.open_to_networks() {
            let advice = addresses::open_advice(name);
            tracing::warn!("{name} {address} is plain HTTP for a whole network: {advice}");
        }
        let (stop, stopping) = watch::channel(false);
        if let Err(error) = lock.say_served(organisations.keys()) {
            tracing::warn!(%error, "doctor will not know which organisations are served");
        }
        let state = AppState::new(organisations, not_served, &config.serve, stopping.clone());
        let address = bound(&listener, config.serve.listen);
        let metrics_address = metrics_listener.as_ref().zip(config.serve.metrics_listen);
        let metrics_address = metrics_address.map(|(listener, given)| bound(listener, given));
        let bounds = Bounds {
            connections_max,
            shutdown: config.serve.shutdown,
        };
        let router = http::build_router(state.clone());
        let mut serving = vec![tokio::spawn(http::serve(
            listener,
            router,
            bounds,
            stopping.clone(),
        ))];
        if let Some(listener) = metrics_listener {
            let router = http::build_metrics_router(state.clone());
            serving.push(tokio::spawn(http::serve(
                listener,
                router,
                bounds,
                stopping.clone(),
            )));
        }
        let mut background = background(&state, config.serve.merge_interval, &stopping);
        for (org, _) in state.organisations() {
            let look = look_for_damage(*org, data.organisation(org), stopping.clone());
            background.push(tokio::spawn(look));
        }
        tracing::info!(%address, organisations = state.organisations().count(), "serving");
        Ok(RunningServer {
            address,
            metrics_address,
            stop,
            serving,
            background,
            state,
            lock,
        })
    }
}

impl RunningServer {
    /// Stops accepting, finishes what was accepted, closes every organisation.
    pub async fn stop(self) {
        // Nobody listening any more is fine: the tasks ended by themselves.
        let _ = self.stop.send(true);
        for task in self.serving.into_iter().chain(self.background) {
            if task.await.is_err() {
                tracing::error!("a task of the server had failed");
            }
        }
        for (_, served) in self.state.organisations() {
            served.handle.stop().await;
        }
        tracing::info!("stopped");
        drop(self.lock);
    }

    /// The organisations served; for tests and the demo, which look inside.
    pub fn organisation(&self, org: &OrgId) -> Option<Arc<Organisation>> {
        let served = self.state.organisations().find(|(id, _)| *id == org);
        served.map(|(_, served)| Arc::clone(served.handle.organisation()))
    }
}

/// Opens what can be opened. One that cannot is said, and stops the others only if there are none.
fn open_all(
    data: &DataFolder,
    parts: Parts,
) -> Result<(BTreeMap<OrgId, Served>, BTreeSet<OrgId>), ServeError> {
    // All organisations share its few workers.
    let gate = match parts.gate {
        Some(gate) => gate,
        None => gate::sandboxed().map_err(ServeError::Program)?,
    };
    let (mut organisations, mut not_served) = (BTreeMap::new(), BTreeSet::new());
    let mut problems = Vec::new();
    for org in data.organisations()? {
        match open(data, org, &parts.clock, &gate) {
            Ok(served) => {
                organisations.insert(org, served);
            }
            Err(problem) => {
                not_served.insert(org);
                problems.push((org, problem));
            }
        }
    }
    for stray in data.strays()? {
        let (path, what) = (stray.path.display(), stray.what);
        match stray.org {
            Some(org) => {
                tracing::error!("organisation {org} is NOT served: {path} {what}");
                not_served.insert(org);
            }
            None => tracing::warn!("{path} {what}: the next samenspel init removes it"),
        }
    }
    // The only one there is is told once, by whoever started this.
    let is_only = organisations.is_empty() && problems.len() == 1;
    for (org, problem) in problems.iter().filter(|_| !is_only) {
        tracing::error!(organisation = %org, "organisation {org} is NOT served: {problem}");
    }
    match problems.into_iter().next() {
        Some((_, problem)) if organisations.is_empty() => Err(problem),
        _ => Ok((organisations, not_served)),
    }
}

fn open(
    data: &DataFolder,
    org: OrgId,
    clock: &Arc<dyn Clock>,
    gate: &Arc<TextGate>,
) -> Result<Served, ServeError> {
    let opened = Organisation::open(
        &data.organisation(&org),
        org,
        Options::default(),
        Arc::clone(clock),
        Box::new(SystemRandom),
        Arc::clone(gate),
    );
    let organisation = opened.map_err(|source| ServeError::Organisation { org, source })?;
    let handle = OrganisationHandle::start(Arc::new(organisation), HandleOptions::default())
        .map_err(|source| ServeError::Thread { org, source })?;
    Ok(Served { handle })
}

async fn listen(address: SocketAddr) -> Result<TcpListener, ServeError> {
    let bound = TcpListener::bind(address).await;
    bound.map_err(|source| ServeError::Address {
        address,
        advice: addresses::unusable_advice(&source),
        source,
    })
}

fn bound(listener: &TcpListener, given: SocketAddr) -> SocketAddr {
    listener.local_addr().unwrap_or(given)
}

fn background(
    state: &AppState,
    merge_interval: Duration,
    stopping: &watch::Receiver<bool>,
) -> Vec<JoinHandle<()>> {
    let mut tasks = vec![tokio::spawn(tidy(state.clone(), stopping.clone()))];
    for (org, served) in state.organisations() {
        let organisation = Arc::clone(served.handle.organisation());
        let watched = watch_clock(*org, Arc::clone(&organisation), stopping.clone());
        tasks.push(tokio::spawn(watched));
        tasks.push(tokio::spawn(notice_others(
            *org,
            Arc::clone(&organisation),
            stopping.clone(),
        )));
        tasks.push(tokio::spawn(merge(
            *org,
            organisation,
            merge_interval,
            stopping.clone(),
        )));
    }
    tasks
}

/// Reads an organisation's files through once, when whoever waited for the start has been served.
async fn look_for_damage(org: OrgId, folder: PathBuf, mut stopping: watch::Receiver<bool>) {
    if !pause(LOOKED_FOR_DAMAGE_AFTER, &mut stopping).await {
        return;
    }
    for name in [LOG_FILE, KEYS_FILE] {
        let path = folder.join(name);
        let look = move || damage::check(&path, Depth::Quick);
        let found = tokio::task::spawn_blocking(look).await;
        if let Ok(Err(error)) = found {
            if matches!(error, StorageError::Corrupt(_)) {
                metrics::gauge!(metric::DAMAGED).increment(1.0);
            }
            tracing::error!(
                organisation = %org,
                "{name} is served, but it is not well: {error}; samenspel doctor says more"
            );
        }
        if *stopping.borrow() {
            return;
        }
    }
    let (log, keys) = (folder.join(LOG_FILE), folder.join(KEYS_FILE));
    let compare = move || damage::documents_without_key(&log, &keys);
    if let Ok(Ok(Some(count @ 1..))) = tokio::task::spawn_blocking(compare).await {
        tracing::error!(
            organisation = %org,
            "{count} documents have no key in keys.sqlite, which is older than log.sqlite or \
             another's: restore the newest one"
        );
    }
}

/// Says, at the start and every hour, that the system's clock went back.
async fn watch_clock(
    org: OrgId,
    organisation: Arc<Organisation>,
    mut stopping: watch::Receiver<bool>,
) {
    loop {
        if let Some(behind) = organisation.clock_behind() {
            let advice = ClockBehind::ADVICE;
            tracing::error!(organisation = %org, "{behind}: {advice}");
        }
        if !pause(CLOCK_WATCHED_EVERY, &mut stopping).await {
            return;
        }
    }
}

async fn tidy(state: AppState, mut stopping: watch::Receiver<bool>) {
    while pause(TIDIED_EVERY, &mut stopping).await {
        state.tidy();
    }
}

/// Commands of the operator change what is served from processes of their own.
async fn notice_others(
    org: OrgId,
    organisation: Arc<Organisation>,
    mut stopping: watch::Receiver<bool>,
) {
    while pause(NOTICED_EVERY, &mut stopping).await {
        let organisation = Arc::clone(&organisation);
        let work = move || organisation.notice_others();
        if let Ok(Err(error)) = tokio::task::spawn_blocking(work).await {
            tracing::warn!(organisation = %org, %error, "whether others changed it was not seen");
        }
    }
}

async fn merge(
    org: OrgId,
    organisation: Arc<Organisation>,
    interval: Duration,
    mut stopping: watch::Receiver<bool>,
) {
    loop {
        let goes_on = pause(interval, &mut stopping).await;
        write_turned_away(org, &organisation).await;
        if !goes_on {
            return;
        }
        while merge_round(org, &organisation).await && !*stopping.borrow() {}
    }
}

/// What nothing else has brought into the audit since.
async fn write_turned_away(org: OrgId, organisation: &Arc<Organisation>) {
    let organisation = Arc::clone(organisation);
    let work = move || organisation.write_turned_away();
    if let Ok(Err(error)) = tokio::task::spawn_blocking(work).await {
        tracing::error!(organisation = %org, %error, "the audit was not written; it is tried again");
    }
}

/// Merges some documents; whether there may be more.
async fn merge_round(org: OrgId, organisation: &Arc<Organisation>) -> bool {
    let organisation = Arc::clone(organisation);
    let work = move || organisation.merge_step(MERGED_PER_ROUND_MAX);
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(merged)) => {
            metrics::counter!(metric::MERGED).increment(merged as u64);
            merged >= MERGED_PER_ROUND_MAX
        }
        Ok(Err(error)) => {
            tracing::error!(organisation = %org, %error, "merging failed; it is tried again");
            metrics::counter!(metric::MERGE_FAILURES).increment(1);
            false
        }
        Err(_) => {
            tracing::error!(organisation = %org, "merging stopped short; it is tried again");
            metrics::counter!(metric::MERGE_FAILURES).increment(1);
            false
        }
    }
}

/// Waits; false once the server stops.
async fn pause(span: Duration, stopping: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        () = tokio::time::sleep(span) => true,
        _ = stopping.wait_for(|stopping| *stopping) => false,
    }
}
