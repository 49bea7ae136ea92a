//! The real service on loopback, in this process, with a clock that the test drives: three days
//! pass in a moment.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use samenspel_core::directory::Holder;
use samenspel_core::protocol::InvitationTicket;
use sync_server::config::ServeConfig;
use sync_server::engine::{HandleOptions, Organisation, OrganisationHandle};
use sync_server::http::{AppState, Bounds, Served, build_router, serve};
use tokio::runtime::Runtime;
use tokio::sync::watch;

use super::site::{self, Site};
use crate::clock::TrueTime;
use crate::location::Size;

/// A running server with its organisation.
pub struct DrivenServer {
    /// The organisation's folder and people.
    pub site: Site,
    /// The true time.
    pub time: TrueTime,
    /// Where it listens.
    pub address: SocketAddr,
    /// Of the server, the phones and the network between them.
    pub runtime: Arc<Runtime>,
    /// The engine, to look inside.
    pub organisation: Arc<Organisation>,
    _stop: watch::Sender<bool>,
}

impl DrivenServer {
    /// Starts it at the time `time`.
    pub fn start(size: Size, time: TrueTime) -> anyhow::Result<Self> {
        Self::start_with(size, time, &patient())
    }

    /// Starts it with other settings than those for phones that sync without pause.
    pub fn start_with(size: Size, time: TrueTime, config: &ServeConfig) -> anyhow::Result<Self> {
        let site = Site::new(size, Arc::new(time.clone()))?;
        let organisation = Arc::new(site.open()?);
        let handle = OrganisationHandle::start(organisation.clone(), HandleOptions::default())?;
        let runtime = Arc::new(Runtime::new()?);
        let (stop, stopping) = watch::channel(false);
        let served = BTreeMap::from([(site.location.org, Served { handle })]);
        let state = AppState::new(served, config, stopping.clone());
        let bounds = Bounds {
            connections_max: config.connections_max,
            shutdown: config.shutdown,
        };
        let listener = runtime.block_on(tokio::net::TcpListener::bind(("127.0.0.1", 0)))?;
        let address = listener.local_addr()?;
        runtime.spawn(serve(listener, build_router(state), bounds, stopping));
        Ok(Self {
            site,
            time,
            address,
            runtime,
            organisation,
            _stop: stop,
        })
    }

    /// Invites one device of `holder`, who reaches the server at `address`.
    pub fn invite(&self, holder: Holder, address: SocketAddr) -> anyhow::Result<InvitationTicket> {
        let url = format!("http://{address}");
        site::invite(&self.organisation, holder, &url, &self.time)
    }

    /// Merges documents until there is nothing left to merge.
    pub fn merge_all(&self) -> anyhow::Result<()> {
        while self.organisation.merge_step(16)? > 0 {}
        Ok(())
    }
}

/// Settings for phones that sync without pause.
pub fn patient() -> ServeConfig {
    ServeConfig {
        device_requests_per_minute: 60_000,
        device_requests_burst: 60_000,
        enrolments_per_minute: 60_000,
        ..ServeConfig::default()
    }
}
