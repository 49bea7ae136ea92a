//! A location served by `samenspel serve` in a process of its own, with honest phones and what they
//! wrote; it can be killed and put back from a backup. Knows no attack.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use samenspel_model::entry::{Entry, SignedEntry};
use samenspel_model::ids::DocumentId;
use samenspel_model::series::{DocumentKind as Kind, Placement, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::Outcome;
use samenspel_protocol::{InvitationTicket, PushEntry, SyncRequest};
use samenspel_rules::directory::{Device, Holder, Record};
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request, pushed};
use samenspel_tests::support::picture::Picture;
use samenspel_tests::support::server_process::{ServerProcess, binary_beside, free_port};
use samenspel_tests::support::site::Site;
use sync_server::data_folder::DataFolder;
use sync_server::system::SystemClock;

use crate::siege::{People, SIZE};

/// A served location with honest phones and what they wrote.
pub struct Served {
    pub site: Site,
    pub server: ServerProcess,
    pub at: People,
    pub fatima: ModifiedApp,
    pub hassan: ModifiedApp,
    pub samira: ModifiedApp,
    pub handover: Entry,
}

/// The machine's time, as the process has it.
pub fn now() -> UnixMillis {
    SystemClock.now()
}

impl Served {
    /// With its own limits if `limits`, else for phones that sync without pause.
    pub fn start(limits: bool) -> Self {
        let site = Site::new(SIZE, Arc::new(SystemClock)).unwrap();
        let (at, records) = People::of(&site.location, now());
        site.open()
            .unwrap()
            .change_directory(&records, &[])
            .unwrap();
        let program = binary_beside("samenspel").unwrap();
        let port = free_port(&mut SystemRandom).unwrap();
        let start = match limits {
            true => ServerProcess::start_as_operators_do,
            false => ServerProcess::start,
        };
        let server = start(&program, &site.data(), port).unwrap();
        let device = |person| enrol(&site, &server, Holder::Person(person));
        let (fatima, hassan) = (device(at.fatima), device(at.hassan));
        let samira = device(at.samira);
        let handover = at.handover(at.fatima, at.noor, now());
        let served = Self {
            site,
            server,
            at,
            fatima,
            hassan,
            samira,
            handover,
        };
        let outcome = served.fatima.push(&served.handover, now()).unwrap();
        assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
        served
    }

    pub fn device(&self, holder: Holder) -> ModifiedApp {
        enrol(&self.site, &self.server, holder)
    }

    pub fn invite(&self, holder: Holder) -> InvitationTicket {
        let tickets = self.site.invite(&[holder], &self.server.url()).unwrap();
        tickets.into_iter().next().unwrap()
    }

    /// What two honest people pull is the same after an attack, and the process has not ended.
    pub fn nothing_changes<T>(&mut self, attack: impl FnOnce(&Self) -> T) -> T {
        let stand =
            |it: &Self| [&it.fatima, &it.hassan].map(|app| Picture::take(app, now()).unwrap());
        let before = stand(self);
        let answer = attack(self);
        assert!(
            before == stand(self),
            "an honest phone pulls something else"
        );
        assert!(self.server.is_alive());
        answer
    }

    pub fn outcomes(&self, app: &ModifiedApp, entries: Vec<PushEntry>) -> Vec<Outcome> {
        let request = SyncRequest {
            entries,
            ..empty_request()
        };
        app.send(&request, now()).unwrap().unwrap().outcomes
    }

    pub fn outcome(&self, app: &ModifiedApp, signed: SignedEntry) -> Outcome {
        self.outcomes(app, vec![pushed(signed, now())]).remove(0)
    }

    pub fn revoke(&self, app: &ModifiedApp) {
        let organisation = self.site.open().unwrap();
        let directory = organisation.directory();
        let revoked = Record::Device(Device {
            revoked_at: Some(now()),
            ..directory.device(app.device).unwrap().clone()
        });
        organisation.change_directory(&[revoked], &[]).unwrap();
    }

    pub fn document(&self, kind: Kind, subject: Subject) -> DocumentId {
        let org = self.at.org;
        Placement::first(kind, now()).document_id(&Series { org, kind, subject })
    }

    pub fn folder(&self) -> PathBuf {
        DataFolder::new(self.site.data()).organisation(&self.at.org)
    }

    /// Kills the server and copies its log; it is started again.
    pub fn back_up(&mut self) -> PathBuf {
        let backup = self.site.folder().join("backup");
        self.server.kill().unwrap();
        copy_log(&self.folder(), &backup);
        self.server.restart().unwrap();
        backup
    }

    /// As after a broken disk; the key store is in no backup.
    pub fn restore(&mut self, backup: &Path) {
        self.server.kill().unwrap();
        copy_log(backup, &self.folder());
        self.server.restart().unwrap();
    }
}

fn enrol(site: &Site, server: &ServerProcess, holder: Holder) -> ModifiedApp {
    let tickets = site.invite(&[holder], &server.url()).unwrap();
    ModifiedApp::enrol(&tickets[0], server.address, now()).unwrap()
}

fn copy_log(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for name in ["log.sqlite", "log.sqlite-wal", "log.sqlite-shm"] {
        let _ = std::fs::remove_file(to.join(name));
        if from.join(name).exists() {
            std::fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }
}
