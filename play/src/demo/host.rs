//! The server of the demo: the real service on loopback, with a driven clock, made as `init`,
//! `import` and `invite` would make it. Knows nothing of the script.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use samenspel_model::ids::InvitationId;
use samenspel_protocol::{InvitationTicket, invitation_code_hash};
use samenspel_rules::directory::{Holder, Record};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::location::Location;
use super::random::Seeded;
use samenspel_testkit::clock::TrueTime;
use sync_server::config::ServeConfig;
use sync_server::data_folder::DataFolder;
use sync_server::engine::{HandleOptions, Options, Organisation, OrganisationHandle, TextGate};
use sync_server::gate;
use sync_server::http::{AppState, Bounds, Served, build_router, serve};
use sync_server::import::IdStore;
use sync_server::invitation;
use sync_server::trial::TrialSettings;

/// How often documents are merged, in real time.
const MERGE_INTERVAL: Duration = Duration::from_millis(200);
/// Documents merged in one go.
const MERGE_DOCUMENTS: usize = 16;

/// A running server.
pub struct Host {
    /// Where it listens.
    pub address: SocketAddr,
    organisation: Arc<Organisation>,
    time: TrueTime,
    random: Seeded,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
    merging: JoinHandle<()>,
    state: AppState,
}

impl Host {
    /// Makes the organisation in `folder` and serves it.
    pub async fn start(
        folder: &Path,
        location: &Location,
        time: &TrueTime,
        options: &super::Options,
    ) -> anyhow::Result<Self> {
        let seed = options.seed;
        let gate = gate::sandboxed_by(TrialSettings::program(&options.executable));
        let organisation = Arc::new(create(folder, location, time, seed, gate)?);
        let handle = OrganisationHandle::start(organisation.clone(), HandleOptions::default())?;
        let (stop, stopping) = watch::channel(false);
        let config = fast_motion();
        let served = BTreeMap::from([(location.org, Served { handle })]);
        let state = AppState::new(served, BTreeSet::new(), &config, stopping.clone());
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let bounds = Bounds {
            connections_max: config.connections_max,
            shutdown: config.shutdown,
        };
        let router = build_router(state.clone());
        let serving = tokio::spawn(serve(listener, router, bounds, stopping));
        let merging = tokio::spawn(merge(organisation.clone()));
        Ok(Self {
            address,
            organisation,
            time: time.clone(),
            random: Seeded::new(seed, "server"),
            stop,
            serving,
            merging,
            state,
        })
    }

    /// Invites a device of `holder`; `url` is what the ticket says.
    pub fn invite(&mut self, holder: Holder, url: &str) -> anyhow::Result<InvitationTicket> {
        let ticket = invitation::draw(url, self.organisation.id(), &mut self.random);
        let id = InvitationId::new(self.time.now(), &mut self.random);
        let code_hash = invitation_code_hash(&ticket.code);
        self.organisation
            .invite(id, holder, code_hash)
            .context("an invitation")?;
        Ok(ticket)
    }

    /// The manager changes the directory.
    pub fn change_directory(&self, records: &[Record]) -> anyhow::Result<()> {
        self.organisation
            .change_directory(records, &[])
            .context("a change of the directory")?;
        Ok(())
    }

    /// Stops as `serve` does: what was accepted is finished.
    pub async fn stop(self) {
        self.merging.abort();
        let _ = self.merging.await;
        self.stop.send_replace(true);
        let _ = self.serving.await;
        for (_, served) in self.state.organisations() {
            served.handle.stop().await;
        }
    }
}

fn create(
    folder: &Path,
    location: &Location,
    time: &TrueTime,
    seed: u64,
    gate: Arc<TextGate>,
) -> anyhow::Result<Organisation> {
    let data = DataFolder::new(folder);
    data.create()?;
    let folder = data.organisation(&location.org);
    let organisation = Organisation::create(
        &folder,
        location.org,
        Options::default(),
        Arc::new(time.clone()),
        Box::new(Seeded::new(seed, "organisation")),
        gate,
    )?;
    IdStore::open(&folder)?.keep(&location.ids)?;
    organisation.change_directory(&location.records, &[])?;
    Ok(organisation)
}

/// A day's requests come within seconds: no rate is too high.
fn fast_motion() -> ServeConfig {
    ServeConfig {
        device_requests_per_minute: 60_000,
        device_requests_burst: 60_000,
        enrolments_per_minute: 60_000,
        ..ServeConfig::default()
    }
}

async fn merge(organisation: Arc<Organisation>) {
    loop {
        tokio::time::sleep(MERGE_INTERVAL).await;
        let organisation = organisation.clone();
        let step = move || organisation.merge_step(MERGE_DOCUMENTS);
        if !matches!(tokio::task::spawn_blocking(step).await, Ok(Ok(_))) {
            tracing::warn!("a merging step did not end well");
        }
    }
}
