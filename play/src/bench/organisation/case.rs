//! One organisation that is measured: its server, and everybody who asks it something. Knows nothing of
//! what they ask.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use samenspel_model::ids::{GrantId, InvitationId};
use samenspel_model::time::UnixMillis;
use samenspel_protocol::{CommandAction, InvitationTicket, invitation_code_hash};
use samenspel_rules::directory::{DayGrant, Holder, Span};

use super::super::chain::{Chain, GROUPS, Place};
use super::super::door::Door;
use super::super::median;
use super::super::process::ServerProcess;
use super::super::writer::Writer;
use super::Extent;
use sync_server::engine::Organisation;
use sync_server::invitation;
use sync_server::system::{SystemClock, SystemRandom};

/// The group whose parents ask with nothing new, and on which nothing happens.
const QUIET_GROUP: usize = 0;
const STARTS: usize = 3;
const MANAGERS: usize = 3;
/// What a server still does after its answer is part of the work.
const SETTLE: Duration = Duration::from_millis(100);
/// The group about whose children the notes are.
pub(super) const NOTED_GROUP: usize = 3;

/// One organisation with its server and everybody who asks it something.
pub(super) struct Case {
    pub(super) chain: Chain,
    /// The same, opened by a command.
    pub(super) beside: Organisation,
    pub(super) server: ServerProcess,
    pub(super) door: Door,
    pub(super) extent: Extent,
    /// For each round, one professional in each location where something is done.
    pub(super) staff: Vec<Vec<Writer>>,
    /// Parents in each location where something is done.
    pub(super) parents: Vec<Writer>,
    /// One professional in every location.
    pub(super) writers: Vec<Writer>,
    /// Managers' devices, that have nothing yet.
    pub(super) managers: Vec<Writer>,
    /// For each round.
    pub(super) invitations: Vec<Vec<InvitationTicket>>,
    pub(super) start_seconds: f64,
    pub(super) invite_seconds: f64,
    pub(super) resident_after_start: f64,
    pub(super) resident_after_changes: f64,
}

impl Case {
    pub(super) fn begin(
        folder: &Path,
        executable: &Path,
        locations: usize,
        extent: Extent,
    ) -> anyhow::Result<Self> {
        std::fs::create_dir(folder)?;
        let chain = Chain::create(folder, locations)?;
        let beside = chain.open()?;
        let places = &chain.places[..extent.each];
        let of_round = |round: usize| {
            let people: Vec<_> = places.iter().map(|it| it.staff[round]).collect();
            chain.devices(&people)
        };
        let (staff, mut records): (Vec<_>, Vec<_>) = (0..extent.rounds).map(of_round).unzip();
        let parents: Vec<_> = places.iter().map(|it| it.parents[QUIET_GROUP]).collect();
        let (parents, of_parents) = chain.devices(&parents);
        let writers = chain.places.iter().map(|it| it.staff[8 + NOTED_GROUP]);
        let (writers, of_writers) = chain.devices(&writers.collect::<Vec<_>>());
        let managers = chain.places.iter().take(MANAGERS).map(|it| it.manager);
        let (managers, of_managers) = chain.devices(&managers.collect::<Vec<_>>());
        records.extend([of_parents, of_writers, of_managers]);
        beside.change_directory(&records.concat(), &[])?;
        let (server, start_seconds) = start(executable, chain.folder())?;
        let resident_after_start = server.resident_bytes()?;
        let invite_seconds = time_invite(executable, &chain)?;
        let mut it = Self {
            door: Door::open(&server)?,
            chain,
            beside,
            server,
            extent,
            staff,
            parents,
            writers,
            managers,
            invitations: Vec::new(),
            start_seconds,
            invite_seconds,
            resident_after_start,
            resident_after_changes: 0.0,
        };
        it.twenty_changes()?;
        it.resident_after_changes = it.server.resident_bytes()?;
        it.invitations = (0..extent.rounds)
            .map(|round| it.invite(round))
            .collect::<anyhow::Result<_>>()?;
        Ok(it)
    }

    /// Day grants, carried out by the server.
    fn twenty_changes(&mut self) -> anyhow::Result<()> {
        for number in 0..20 {
            let place = number % self.extent.each;
            let grant = self.grant_on(place, 0, 10 + number % 8);
            let writer = &mut self.staff[0][place];
            self.door.command(writer, grant)?;
        }
        Ok(())
    }

    fn invite(&self, round: usize) -> anyhow::Result<Vec<InvitationTicket>> {
        let invite = |place: &Place| {
            let ticket = invitation::draw(&self.server.url, self.chain.org, &mut SystemRandom);
            let id = InvitationId::new(SystemClock.now(), &mut SystemRandom);
            let holder = Holder::Person(place.parents[10 + round]);
            self.beside
                .invite(id, holder, invitation_code_hash(&ticket.code))?;
            Ok(ticket)
        };
        self.chain.places[..self.extent.each]
            .iter()
            .map(invite)
            .collect()
    }

    /// By the professional of the round, for one of the next location.
    pub(super) fn grant_on(&self, place: usize, round: usize, staff: usize) -> CommandAction {
        let now = SystemClock.now();
        let here = &self.chain.places[place];
        CommandAction::GrantDay(DayGrant {
            id: GrantId::new(now, &mut SystemRandom),
            group: here.groups[round % GROUPS],
            person: self.chain.places[(place + 1) % self.extent.each].staff[staff],
            granted_by: here.staff[round],
            during: Span {
                from: now,
                until: Some(now.plus_ms(8 * UnixMillis::HOUR_MS)),
            },
        })
    }

    /// What the server spends on `work`, done `count` times, in milliseconds each.
    pub(super) fn cost(
        &mut self,
        count: usize,
        work: impl FnOnce(&mut Self) -> anyhow::Result<()>,
    ) -> anyhow::Result<f64> {
        std::thread::sleep(SETTLE);
        let before = self.server.cpu_nanoseconds()?;
        work(self)?;
        std::thread::sleep(SETTLE);
        let spent = self.server.cpu_nanoseconds()? - before;
        Ok(spent / 1e6 / count as f64)
    }
}

/// Starts a server several times; the last one stays, with the middle of the times to ready.
fn start(executable: &Path, folder: &Path) -> anyhow::Result<(ServerProcess, f64)> {
    let mut seconds = Vec::new();
    loop {
        let started = Instant::now();
        let server = ServerProcess::start(executable, folder)?;
        Door::open(&server)?.ready()?;
        seconds.push(started.elapsed().as_secs_f64());
        if seconds.len() == STARTS {
            return Ok((server, median(seconds)));
        }
        server.stop()?;
    }
}

/// `samenspel invite` beside the running server, the middle of several.
fn time_invite(executable: &Path, chain: &Chain) -> anyhow::Result<f64> {
    let people = chain.places[0].parents.iter().rev().take(STARTS);
    let seconds: anyhow::Result<Vec<f64>> = people
        .map(|person| {
            let started = Instant::now();
            let done = std::process::Command::new(executable)
                .arg("--data-directory")
                .arg(chain.folder())
                .args(["invite", "--text-only", "--person", &person.to_string()])
                .output()
                .context("samenspel invite does not run")?;
            ensure!(done.status.success(), "samenspel invite failed");
            Ok(started.elapsed().as_secs_f64())
        })
        .collect();
    Ok(median(seconds?))
}
