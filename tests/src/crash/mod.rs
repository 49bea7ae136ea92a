//! Kills a real server while thirty phones sync, kills phones while they write and sync, and proves
//! at the end that nothing acknowledged is missing, nothing is doubled, and no phone says "sent" for
//! what is not there.

mod ledger;
mod phones;
mod proof;
mod report;
mod server_kills;
mod writer;
mod writer_kills;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anyhow::ensure;
use samenspel_model::ids::PersonId;
use samenspel_rules::directory::Holder;
use sync_server::system::SystemClock;
use tokio::runtime::Runtime;

use crate::location::Size;
use crate::support::phone::{Phone, Surroundings};
use crate::support::server_process::{ServerProcess, free_port};
use crate::support::site::Site;
use ledger::Ledger;
pub use report::Report;
use samenspel_testkit::random::{SeededRandom, SystemRandom};
pub use writer::{WRITER_COMMAND, write_until_killed};

/// Fourteen staff and sixteen parents: thirty phones.
const LOCATION: Size = Size {
    groups: 2,
    children_per_group: 4,
    staff_per_group: 7,
};

/// What to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// How often the server is killed.
    pub server_kills: u32,
    /// How often a phone is killed.
    pub device_kills: u32,
    /// Decides the moments; what was under way at them is up to the machine.
    pub seed: u64,
    /// The server's program.
    pub server_program: PathBuf,
    /// The program that understands [`WRITER_COMMAND`].
    pub writer_program: PathBuf,
}

/// Everything that the parts of a run share.
struct World {
    options: Options,
    site: Site,
    server: ServerProcess,
    around: Surroundings,
    _runtime: Runtime,
}

/// Runs all of it; `say` is told what is going on. An error means that the run itself failed; what
/// was found is in the report.
pub fn run(options: &Options, say: &mut dyn FnMut(&str)) -> anyhow::Result<Report> {
    let started = Instant::now();
    let mut world = World::start(options)?;
    let mut ledger = Ledger::default();
    say("thirty phones enrol");
    let phones = world.enrol_thirty()?;
    if options.server_kills > 0 {
        say(&format!(
            "killing the server {} times",
            options.server_kills
        ));
        server_kills::run(&mut world, &phones, &mut ledger)?;
    }
    let mut writers = Vec::new();
    if options.device_kills > 0 {
        say(&format!("killing phones {} times", options.device_kills));
        writers = writer_kills::run(&world, &mut ledger)?;
    }
    say("syncing until it is quiet, and looking at a new phone");
    let all: Vec<Phone> = phones.into_iter().chain(writers).collect();
    let counts = proof::prove(&mut world, &all, &mut ledger)?;
    Ok(Report::new(options, &ledger, &counts, started.elapsed()))
}

impl World {
    fn start(options: &Options) -> anyhow::Result<Self> {
        let site = Site::new(LOCATION, Arc::new(SystemClock))?;
        let port = free_port(&mut SystemRandom)?;
        let server = ServerProcess::start(&options.server_program, &site.data(), port)?;
        let runtime = Runtime::new()?;
        let around = Surroundings::new(runtime.handle(), Arc::new(SystemClock));
        Ok(Self {
            options: options.clone(),
            site,
            server,
            around,
            _runtime: runtime,
        })
    }

    /// Randomness that is the same for the same seed and name.
    fn random(&self, name: &str) -> SeededRandom {
        SeededRandom::new(self.options.seed, name)
    }

    fn enrol_thirty(&self) -> anyhow::Result<Vec<Phone>> {
        let location = &self.site.location;
        let staff = location.staff.iter().flatten();
        let parents = location.parents.iter().flatten();
        let people: Vec<PersonId> = staff.chain(parents).copied().collect();
        ensure!(people.len() == 30, "there are not thirty people");
        self.enrol(&people, "phone")
    }

    /// One more phone for each of `people`.
    fn enrol(&self, people: &[PersonId], name: &str) -> anyhow::Result<Vec<Phone>> {
        let holders: Vec<Holder> = people.iter().copied().map(Holder::Person).collect();
        let tickets = self.site.invite(&holders, &self.server.url())?;
        let folder = self.site.phones()?;
        people
            .iter()
            .zip(&tickets)
            .enumerate()
            .map(|(number, (person, ticket))| {
                let path = folder.join(format!("{name}-{number}.store"));
                let phone = Phone::enrol(&path, *person, ticket, &self.around)?;
                phone.sync_all()?;
                Ok(phone)
            })
            .collect()
    }
}
