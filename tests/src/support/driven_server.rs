//! The real service on loopback, in this process, with a clock that the test drives: three days
//! pass in a moment. It can be stopped and started again on its data. Knows nothing of phones.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use samenspel_protocol::InvitationTicket;
use samenspel_rules::directory::Holder;
use sync_server::config::{Config, ServeConfig};
use sync_server::engine::Organisation;
use sync_server::serve::{Parts, RunningServer, Server};
use tokio::runtime::Runtime;

use super::site::{self, Site};
use crate::location::Size;
use samenspel_testkit::clock::TrueTime;

/// Tests ask more often than any phone.
const REQUESTS_PER_MINUTE: u32 = 1_000_000;
/// Tests merge when they want to see merged documents, see [`DrivenServer::merge_all`].
const NEVER: Duration = Duration::from_secs(24 * 60 * 60);

/// A running server with its organisation.
pub struct DrivenServer {
    /// The organisation's folder and people.
    pub site: Site,
    /// The true time.
    pub time: TrueTime,
    /// Where it listens, now and after each restart.
    pub address: SocketAddr,
    /// Of the server, the phones and the network between them.
    pub runtime: Arc<Runtime>,
    /// The engine, to look inside.
    pub organisation: Arc<Organisation>,
    config: Config,
    running: Option<RunningServer>,
}

impl DrivenServer {
    /// Starts it at the time `time`.
    pub fn start(size: Size, time: TrueTime) -> anyhow::Result<Self> {
        Self::start_with(size, time, &patient())
    }

    /// Starts it with other settings than those for phones that sync without pause.
    pub fn start_with(
        size: Size,
        time: TrueTime,
        serve_config: &ServeConfig,
    ) -> anyhow::Result<Self> {
        let site = Site::new(size, Arc::new(time.clone()))?;
        let runtime = Arc::new(Runtime::new()?);
        let mut config = Config {
            data_directory: site.data(),
            serve: serve_config.clone(),
            ..Config::default()
        };
        config.serve.listen.set_port(0);
        config.serve.metrics_listen = None;
        config.serve.merge_interval = NEVER;
        let (running, organisation) = serve(&runtime, &config, &site, &time)?;
        config.serve.listen = running.address;
        Ok(Self {
            site,
            time,
            address: running.address,
            runtime,
            organisation,
            config,
            running: Some(running),
        })
    }

    /// Stops it in order.
    pub fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            self.runtime.block_on(running.stop());
        }
    }

    /// Starts it again on the address it had.
    pub fn start_again(&mut self) -> anyhow::Result<()> {
        self.stop();
        let (running, organisation) = serve(&self.runtime, &self.config, &self.site, &self.time)?;
        self.running = Some(running);
        self.organisation = organisation;
        Ok(())
    }

    /// Invites one device of `holder`, who reaches the server at `address`.
    pub fn invite(&self, holder: Holder, address: SocketAddr) -> anyhow::Result<InvitationTicket> {
        self.invite_at(holder, &format!("http://{address}"))
    }

    /// Invites one device of `holder`, who reaches the server at `url`.
    pub fn invite_at(&self, holder: Holder, url: &str) -> anyhow::Result<InvitationTicket> {
        site::invite(&self.organisation, holder, url, &self.time)
    }

    /// Merges every document that has anything to merge, however new.
    pub fn merge_all(&self) -> anyhow::Result<()> {
        self.organisation.merge_all()?;
        Ok(())
    }
}

fn serve(
    runtime: &Runtime,
    config: &Config,
    site: &Site,
    time: &TrueTime,
) -> anyhow::Result<(RunningServer, Arc<Organisation>)> {
    let parts = Parts {
        clock: Arc::new(time.clone()),
        gate: Some(site::in_process_gate()),
    };
    let running = runtime.block_on(Server::start_with(config.clone(), parts))?;
    let organisation = running.organisation(&site.location.org);
    let organisation = organisation.context("the organisation is not served")?;
    Ok((running, organisation))
}

/// Settings for phones that sync without pause.
pub fn patient() -> ServeConfig {
    ServeConfig {
        device_requests_per_minute: REQUESTS_PER_MINUTE,
        device_requests_burst: REQUESTS_PER_MINUTE,
        enrolments_per_minute: REQUESTS_PER_MINUTE,
        ..ServeConfig::default()
    }
}
