//! A data folder with a fictional organisation, made as `samenspel init`, `import` and `invite`
//! would make it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use samenspel_document::text::InProcessTrial;
use samenspel_model::ids::InvitationId;
use samenspel_model::time::Clock;
use samenspel_protocol::{InvitationTicket, invitation_code_hash};
use samenspel_rules::directory::Holder;
use sync_server::data_folder::DataFolder;
use sync_server::engine::{Options, Organisation, TextGate};
use sync_server::invitation;

use crate::location::{FictionalLocation, Size};
use samenspel_testkit::random::SystemRandom;

/// The folder; gone when this is dropped.
pub struct Site {
    folder: tempfile::TempDir,
    clock: Arc<dyn Clock>,
    /// Who is there.
    pub location: FictionalLocation,
}

impl Site {
    /// Makes the organisation.
    pub fn new(size: Size, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        let location = FictionalLocation::new(size, clock.read().wall, &mut SystemRandom);
        let folder = tempfile::tempdir()?;
        let site = Self {
            folder,
            clock,
            location,
        };
        let data = DataFolder::new(site.data());
        data.create()?;
        let organisation = Organisation::create(
            &data.organisation(&site.location.org),
            site.location.org,
            Options::default(),
            site.clock.clone(),
            Box::new(SystemRandom),
            in_process_gate(),
        )?;
        organisation.change_directory(&site.location.records, &[])?;
        Ok(site)
    }

    /// The server's data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    /// A folder for phones' stores, beside it.
    pub fn phones(&self) -> anyhow::Result<PathBuf> {
        let path = self.folder.path().join("phones");
        std::fs::create_dir_all(&path)?;
        Ok(path)
    }

    /// Everything of this site.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Opens the organisation, beside a server or without one.
    pub fn open(&self) -> anyhow::Result<Organisation> {
        let org = self.location.org;
        let organisation = Organisation::open(
            &DataFolder::new(self.data()).organisation(&org),
            org,
            Options::default(),
            self.clock.clone(),
            Box::new(SystemRandom),
            in_process_gate(),
        )?;
        Ok(organisation)
    }

    /// Invites one device of each holder; phones reach the server at `url`.
    pub fn invite(&self, holders: &[Holder], url: &str) -> anyhow::Result<Vec<InvitationTicket>> {
        let organisation = self.open()?;
        holders
            .iter()
            .map(|holder| invite(&organisation, *holder, url, &*self.clock))
            .collect()
    }
}

/// Text edits are tried in this process: the program that runs is a test, which is no worker, and a
/// process for each would only cost time.
pub fn in_process_gate() -> Arc<TextGate> {
    Arc::new(TextGate::new(InProcessTrial))
}

/// Invites one device of `holder`.
pub fn invite(
    organisation: &Organisation,
    holder: Holder,
    url: &str,
    clock: &dyn Clock,
) -> anyhow::Result<InvitationTicket> {
    let ticket = invitation::draw(url, organisation.id(), &mut SystemRandom);
    let id = InvitationId::new(clock.read().wall, &mut SystemRandom);
    organisation.invite(id, holder, invitation_code_hash(&ticket.code))?;
    Ok(ticket)
}
