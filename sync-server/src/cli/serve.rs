//! `samenspel serve`: the server, until it is told to stop.

use anyhow::{Context, Result};
use clap::Args;
use tokio::signal::unix::{SignalKind, signal};

use super::output;
use crate::config::{Config, ConfigSources, ServeSettings};
use crate::serve::Server;
use crate::telemetry;

/// Serve every organisation of the data folder.
///
/// Speaks plain HTTP on a loopback address: TLS is left to a reverse proxy, which should set
/// `Host`, keep request bodies as they are, and pass `/v1/hints` through unbuffered. SIGTERM and
/// SIGINT stop it: what was accepted is finished first. `/healthz` says whether the process is up,
/// `/readyz` whether every organisation that is served can be written, and which could not be opened: one
/// that is damaged or half there is not served, and stops no other.
///
/// Commands such as import, invite and devices work beside it. Nothing else is reloaded: restart
/// it after a change of settings or a new organisation.
#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    settings: ServeSettings,
}

impl Serve {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = Config::load(sources, &self.settings, None)?;
        telemetry::start_logging(&config)?;
        let runtime = tokio::runtime::Runtime::new().context("the runtime does not start")?;
        runtime.block_on(serve(config))
    }
}

async fn serve(config: Config) -> Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let server = Server::start(config).await?;
    // For scripts that let the system choose the port.
    output::say(&format!("listening on http://{}", server.address));
    tokio::select! {
        _ = terminate.recv() => tracing::info!("told to stop by SIGTERM"),
        _ = interrupt.recv() => tracing::info!("told to stop by SIGINT"),
    }
    server.stop().await;
    Ok(())
}
