//! The server of the world: the real engine on real files, which crashes, merges, and is sometimes
//! restored from last night's backup while its key store stays.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use samenspel_model::ids::{EntryKey, InvitationId, OrgId, Random};
use samenspel_model::verdict::RequestError;
use samenspel_protocol::{EnrolRequest, EnrolResponse, RequestHeaders, invitation_code_hash};
use samenspel_rules::directory::{Directory, Holder, Record};
use sync_server::engine::{Options, Organisation};

use crate::location::FictionalLocation;
use crate::support::site::in_process_gate;
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SeededRandom;

/// One organisation's engine.
pub struct Server {
    org: OrgId,
    folder: PathBuf,
    backup: Option<PathBuf>,
    time: TrueTime,
    seed: u64,
    starts: u32,
    random: SeededRandom,
    engine: Option<Organisation>,
}

impl Server {
    /// A new server with the directory of `location`.
    pub fn create(folder: &Path, location: &FictionalLocation, time: &TrueTime, seed: u64) -> Self {
        let mut server = Self {
            org: location.org,
            folder: folder.to_owned(),
            backup: None,
            time: time.clone(),
            seed,
            starts: 0,
            random: SeededRandom::new(seed, "server"),
            engine: None,
        };
        let engine = Organisation::create(
            folder,
            location.org,
            server.options(),
            Arc::new(time.clone()),
            server.fresh_random(),
            in_process_gate(),
        )
        .unwrap();
        engine.change_directory(&location.records, &[]).unwrap();
        server.engine = Some(engine);
        server
    }

    fn options(&self) -> Options {
        Options {
            synchronous_off_for_simulation: true,
            // Of half of the worlds everything is merged at once, of the others what is half a day old.
            merge_after_ms: if self.seed.is_multiple_of(2) {
                0
            } else {
                12 * 60 * 60 * 1_000
            },
            ..Options::default()
        }
    }

    fn fresh_random(&mut self) -> Box<dyn Random> {
        self.starts += 1;
        Box::new(SeededRandom::new(
            self.seed,
            &format!("engine {}", self.starts),
        ))
    }

    /// The organisation.
    pub fn org(&self) -> OrgId {
        self.org
    }

    /// The engine.
    pub fn engine(&self) -> &Organisation {
        self.engine
            .as_ref()
            .expect("the engine is open between its crashes")
    }

    /// Withdraws what is open for a holder, of which there may be only so much.
    pub fn withdraw_invitations(&mut self, holder: Holder) {
        let open = self.engine().open_invitations().unwrap();
        for invitation in open.iter().filter(|it| it.holder == holder) {
            self.engine().withdraw_invitation(invitation.id).unwrap();
        }
    }

    /// A fresh invitation code.
    pub fn invite(&mut self, holder: Holder) -> Vec<u8> {
        let code = self.random.bytes16().to_vec();
        let id = InvitationId::new(self.time.now(), &mut self.random);
        self.engine()
            .invite(id, holder, invitation_code_hash(&code))
            .unwrap();
        code
    }

    /// Enrols a device.
    pub fn enrol(&self, request: &EnrolRequest) -> Result<EnrolResponse, RequestError> {
        self.engine().enrol(request)
    }

    /// Answers a request.
    pub fn sync(&self, headers: &RequestHeaders, body: &[u8]) -> Result<Vec<u8>, RequestError> {
        self.engine().sync_now(headers, body)
    }

    /// Changes the directory.
    pub fn change(&self, records: &[Record]) {
        self.engine().change_directory(records, &[]).unwrap();
    }

    /// The directory as it is now.
    pub fn directory(&self) -> Directory {
        self.engine().directory()
    }

    /// Whether an entry waits for a manager.
    pub fn holds(&self, key: &EntryKey) -> bool {
        self.engine().holds(key).unwrap()
    }

    /// Folds some documents' entries into snapshots.
    pub fn merge(&self) {
        self.engine().merge_step(4).unwrap();
    }

    /// The process is killed between two transactions, and started again.
    pub fn crash(&mut self) {
        self.engine = None;
        let random = self.fresh_random();
        let time = Arc::new(self.time.clone());
        let (options, gate) = (self.options(), in_process_gate());
        let engine = Organisation::open(&self.folder, self.org, options, time, random, gate);
        self.engine = Some(engine.unwrap());
    }

    /// Backs the log up; the key store is never part of a backup.
    pub fn back_up(&mut self) {
        self.engine = None;
        let copy = self.folder.join("log.backup");
        std::fs::copy(self.folder.join("log.sqlite"), &copy).unwrap();
        self.backup = Some(copy);
        self.crash();
    }

    /// The disk dies; the log comes back from the backup. Says whether there was one.
    pub fn restore(&mut self) -> bool {
        let Some(backup) = self.backup.take() else {
            return false;
        };
        self.engine = None;
        for name in ["log.sqlite-wal", "log.sqlite-shm"] {
            let _ = std::fs::remove_file(self.folder.join(name));
        }
        std::fs::rename(backup, self.folder.join("log.sqlite")).unwrap();
        self.crash();
        true
    }
}
