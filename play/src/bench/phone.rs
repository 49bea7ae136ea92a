//! A phone with a real store and the real client. Knows nothing of what is measured.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use samenspel_client::{Cancellation, Client, ClientOptions, Traffic};
use samenspel_device::{Store, StoreKey};
use samenspel_protocol::InvitationTicket;
use samenspel_protocol::sync::State;
use tokio::runtime::Runtime;

use sync_server::system::{SystemClock, SystemRandom};

/// A fictional person's phone.
pub struct Phone {
    /// Its store.
    pub store: Arc<Store>,
    url: String,
}

/// Every store of the benchmarks has the same key.
pub fn store_key() -> StoreKey {
    StoreKey::new([7; 32])
}

/// A store's file in a folder.
pub fn store_path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.samenspel"))
}

impl Phone {
    /// Makes a store and enrols it.
    pub fn enrol(
        path: &Path,
        ticket: &InvitationTicket,
        url: &str,
        runtime: &Runtime,
    ) -> anyhow::Result<Self> {
        let phone = Self {
            store: Arc::new(Store::create(path, &store_key())?),
            url: url.to_owned(),
        };
        let client = phone.client()?;
        runtime
            .block_on(client.enrol(&phone.store, ticket, "phone"))
            .context("a phone enrols")?;
        Ok(phone)
    }

    /// One sync that must come to its end, over a connection of its own; what it cost.
    pub fn sync(&self, runtime: &Runtime) -> anyhow::Result<Traffic> {
        let client = self.client()?;
        let cancellation = Cancellation::new();
        let report = runtime.block_on(client.sync_until_quiet(&self.store, &cancellation));
        ensure!(
            report.state == State::Idle && !report.unfinished,
            "a sync did not come to its end: {:?}",
            report.failure.as_ref().map(ToString::to_string)
        );
        ensure!(self.store.pending_count()? == 0, "something was not sent");
        ensure!(self.store.wanted_count()? == 0, "something was not fetched");
        Ok(client.traffic())
    }

    fn client(&self) -> anyhow::Result<Client> {
        let options = ClientOptions::default();
        let random = Box::new(SystemRandom);
        Ok(Client::new(
            &self.url,
            &options,
            Arc::new(SystemClock),
            random,
        )?)
    }
}
