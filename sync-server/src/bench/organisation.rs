//! What the size of an organisation costs: three servers with 20, 200 and 550 locations, asked the
//! same in turns. A change of the directory and a phone with nothing new must cost the same in each.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use samenspel_core::directory::{DayGrant, Holder, Record, Span};
use samenspel_core::document::{DocumentKind, Series, Subject};
use samenspel_core::entry::{DeviceKey, domain};
use samenspel_core::ids::{DeviceId, GrantId, InvitationId};
use samenspel_core::protocol::{
    CommandAction, EnrolRequest, InvitationTicket, PROTOCOL_VERSION, PushEntry, SYNC_PATH, encode,
    invitation_code_hash,
};
use samenspel_core::time::UnixMillis;

use super::chain::{Chain, GROUPS, Place, always, assignment};
use super::door::Door;
use super::figures::{Bar, Report};
use super::limit::thread_seconds;
use super::process::ServerProcess;
use super::site::{calm_handover_fields, entry};
use super::writer::Writer;
use crate::engine::Organisation;
use crate::http::ENROL_PATH;
use crate::invitation;
use crate::system::{SystemClock, SystemRandom};

const LOCATIONS: [usize; 3] = [20, 200, 550];
const LOCATIONS_QUICKLY: [usize; 3] = [6, 8, 10];
/// The group whose parents ask with nothing new, and on which nothing happens.
const QUIET_GROUP: usize = 0;
/// The group whose assignments change.
const BUSY_GROUP: usize = 1;
/// The group about whose children the notes are.
const NOTED_GROUP: usize = 3;
const STARTS: usize = 3;
const MANAGERS: usize = 3;
/// What a server still does after its answer is part of the work.
const SETTLE: Duration = Duration::from_millis(100);
const COST_TIMES_MAX: f64 = 1.5;
const NOTHING_NEW_TIMES_MAX: f64 = 1.2;
const BYTES_PER_PERSON_MAX: f64 = 1_536.0;
const START_SECONDS_MAX: f64 = 1.0;

/// How often everything is done.
#[derive(Clone, Copy)]
struct Extent {
    locations: [usize; 3],
    rounds: usize,
    /// Locations in which each thing is done, in each round.
    each: usize,
}

impl Extent {
    fn of(quick: bool) -> Self {
        match quick {
            true => Self {
                locations: LOCATIONS_QUICKLY,
                rounds: 2,
                each: 5,
            },
            false => Self {
                locations: LOCATIONS,
                rounds: 7,
                each: 20,
            },
        }
    }
}

/// What is measured, in milliseconds of the server's processor time each.
const WORK: [Work; 5] = [
    Work {
        names: [
            "enrol_ms_small",
            "enrol_ms_middle",
            "enrol_ms_large",
            "enrol_times",
        ],
        times_max: COST_TIMES_MAX,
        measure: Case::enrol,
    },
    Work {
        names: [
            "grant_ms_small",
            "grant_ms_middle",
            "grant_ms_large",
            "grant_times",
        ],
        times_max: COST_TIMES_MAX,
        measure: Case::grant,
    },
    Work {
        names: [
            "assign_ms_small",
            "assign_ms_middle",
            "assign_ms_large",
            "assign_times",
        ],
        times_max: COST_TIMES_MAX,
        measure: Case::assign,
    },
    Work {
        names: [
            "here_ms_small",
            "here_ms_middle",
            "here_ms_large",
            "here_times",
        ],
        times_max: COST_TIMES_MAX,
        measure: Case::open_lists,
    },
    Work {
        names: [
            "nothing_new_ms_small",
            "nothing_new_ms_middle",
            "nothing_new_ms_large",
            "nothing_new_times",
        ],
        times_max: NOTHING_NEW_TIMES_MAX,
        measure: Case::ask_with_nothing_new,
    },
];

struct Work {
    /// Of the three costs, and of how many times the largest is the smallest.
    names: [&'static str; 4],
    times_max: f64,
    /// Does it in one round; says what one took, in milliseconds.
    measure: fn(&mut Case, usize) -> anyhow::Result<f64>,
}

/// Measures it.
pub fn measure(
    report: &mut Report,
    folder: &Path,
    executable: &Path,
    quick: bool,
    progress: &mut dyn FnMut(&str),
) -> anyhow::Result<()> {
    let extent = Extent::of(quick);
    let bare = resident_after_start(&folder.join("bare"), executable)?;
    let mut subjects = Vec::new();
    for locations in extent.locations {
        progress(&format!("an organisation of {locations} locations"));
        let folder = folder.join(locations.to_string());
        subjects.push(Case::begin(&folder, executable, locations, extent)?);
    }
    report_sizes(report, &subjects, bare);
    progress("what changes cost in each");
    let mut costs = vec![[const { Vec::new() }; 3]; WORK.len()];
    for round in 0..extent.rounds {
        for (work, costs) in WORK.iter().zip(&mut costs) {
            for (subject, costs) in subjects.iter_mut().zip(costs) {
                costs.push((work.measure)(subject, round)?);
            }
        }
    }
    for (work, costs) in WORK.iter().zip(costs) {
        let [small, middle, large] = costs.map(super::median);
        for (name, cost) in work.names.into_iter().zip([small, middle, large]) {
            report.add(name, cost);
        }
        report.add_with_bar(work.names[3], large / small, Bar::AtMost(work.times_max));
    }
    let managers = [
        ("manager_ms_small", "manager_kilobytes_small"),
        ("manager_ms_middle", "manager_kilobytes_middle"),
        ("manager_ms_large", "manager_kilobytes_large"),
    ];
    for (mut subject, (milliseconds, kilobytes)) in subjects.into_iter().zip(managers) {
        let (spent, bytes) = subject.tell_managers()?;
        report.add(milliseconds, spent);
        report.add(kilobytes, bytes / 1024.0);
        subject.server.stop()?;
    }
    Ok(())
}

fn report_sizes(report: &mut Report, subjects: &[Case], bare: f64) {
    let [small, middle, large] = subjects else {
        return;
    };
    report.add("people_small", small.chain.people() as f64);
    report.add("people_middle", middle.chain.people() as f64);
    report.add("people_large", large.chain.people() as f64);
    report.add_with_bar(
        "start_to_ready_seconds_large",
        large.start_seconds,
        Bar::AtMost(START_SECONDS_MAX),
    );
    report.add_with_bar(
        "invite_seconds_large",
        large.invite_seconds,
        Bar::AtMost(START_SECONDS_MAX),
    );
    let per_person = |resident: f64| (resident - bare) / large.chain.people() as f64;
    report.add("bare_memory_megabytes", bare / (1024.0 * 1024.0));
    for (name, resident) in [
        ("bytes_per_person_after_start", large.resident_after_start),
        (
            "bytes_per_person_after_changes",
            large.resident_after_changes,
        ),
    ] {
        report.add_with_bar(
            name,
            per_person(resident),
            Bar::AtMost(BYTES_PER_PERSON_MAX),
        );
    }
}

/// What a server takes for an organisation in which there is nobody.
fn resident_after_start(folder: &Path, executable: &Path) -> anyhow::Result<f64> {
    std::fs::create_dir(folder)?;
    let chain = Chain::create(folder, 0)?;
    let server = ServerProcess::start(executable, chain.folder())?;
    Door::open(&server)?.ready()?;
    let resident = server.resident_bytes()?;
    server.stop()?;
    Ok(resident)
}

/// One organisation with its server and everybody who asks it something.
struct Case {
    chain: Chain,
    /// The same, opened by a command.
    beside: Organisation,
    server: ServerProcess,
    door: Door,
    extent: Extent,
    /// For each round, one professional in each location where something is done.
    staff: Vec<Vec<Writer>>,
    /// Parents in each location where something is done.
    parents: Vec<Writer>,
    /// One professional in every location.
    writers: Vec<Writer>,
    /// Managers' devices, that have nothing yet.
    managers: Vec<Writer>,
    /// For each round.
    invitations: Vec<Vec<InvitationTicket>>,
    start_seconds: f64,
    invite_seconds: f64,
    resident_after_start: f64,
    resident_after_changes: f64,
}

impl Case {
    fn begin(
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
    fn grant_on(&self, place: usize, round: usize, staff: usize) -> CommandAction {
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
    fn cost(
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

    fn enrol(&mut self, round: usize) -> anyhow::Result<f64> {
        let tickets = self.invitations[round].clone();
        let requests: Vec<Vec<u8>> = tickets.iter().map(enrolment).collect();
        self.cost(requests.len(), |it| {
            requests
                .into_iter()
                .try_for_each(|body| it.door.post(ENROL_PATH, &[], body).map(drop))
        })
    }

    fn grant(&mut self, round: usize) -> anyhow::Result<f64> {
        let each = self.extent.each;
        let grants: Vec<_> = (0..each)
            .map(|place| self.grant_on(place, round, 10 + round % 8))
            .collect();
        self.cost(each, |it| {
            for (place, grant) in grants.into_iter().enumerate() {
                let writer = &mut it.staff[round][place];
                it.door.command(writer, grant)?;
            }
            Ok(())
        })
    }

    /// By a command beside the server, whose own work counts, and the server hears of it.
    fn assign(&mut self, round: usize) -> anyhow::Result<f64> {
        let each = self.extent.each;
        let mut own_seconds = 0.0;
        let of_server = self.cost(each, |it| {
            for place in 0..each {
                let here = &it.chain.places[place];
                let during = Span {
                    until: Some(SystemClock.now().plus_ms(UnixMillis::DAY_MS * 30)),
                    ..always()
                };
                let changed =
                    assignment(here.staff[9 + round % 8], here.groups[BUSY_GROUP], during);
                let before = thread_seconds();
                it.beside.change_directory(&[changed], &[])?;
                own_seconds += thread_seconds() - before;
                it.door.sync(&mut it.parents[place], Vec::new())?;
            }
            Ok(())
        })?;
        Ok(of_server + own_seconds * 1e3 / each as f64)
    }

    fn open_lists(&mut self, round: usize) -> anyhow::Result<f64> {
        let each = self.extent.each;
        let groups: Vec<_> = self.chain.places[..each]
            .iter()
            .map(|place| place.groups[round % GROUPS])
            .collect();
        self.cost(each, |it| {
            for (place, group) in groups.into_iter().enumerate() {
                let writer = &mut it.staff[round][place];
                it.door.command(writer, CommandAction::HereToday(group))?;
            }
            Ok(())
        })
    }

    /// After something was written and somebody enrolled in every other location.
    fn ask_with_nothing_new(&mut self, _: usize) -> anyhow::Result<f64> {
        for parent in &mut self.parents {
            self.door.sync(parent, Vec::new())?;
        }
        self.change_elsewhere()?;
        self.cost(self.extent.each, |it| {
            for parent in &mut it.parents {
                it.door.sync(parent, Vec::new())?;
            }
            Ok(())
        })
    }

    /// What one manager's phone costs that asks after a change of the directory, with nothing known yet of
    /// it, and the bytes of the answer.
    fn tell_managers(&mut self) -> anyhow::Result<(f64, f64)> {
        let grant = self.grant_on(0, 0, 10);
        self.door.command(&mut self.staff[0][0], grant)?;
        let requests: Vec<_> = (self.managers.iter())
            .map(|manager| manager.request(Vec::new()))
            .collect();
        let mut bytes = 0;
        let spent = self.cost(requests.len(), |it| {
            for (headers, body) in requests {
                bytes = it.door.post(SYNC_PATH, &headers.to_headers(), body)?.len();
            }
            Ok(())
        })?;
        Ok((spent, bytes as f64))
    }

    fn change_elsewhere(&mut self) -> anyhow::Result<()> {
        let now = SystemClock.now();
        for (place, writer) in self.chain.places.iter().zip(&mut self.writers) {
            let series = Series {
                org: self.chain.org,
                kind: DocumentKind::Handover,
                subject: Subject::Child(place.children[NOTED_GROUP][0]),
            };
            let note = entry(writer, series, "handover", calm_handover_fields(1)?, now)?;
            let note: PushEntry = writer.sign(&note);
            self.door.sync(writer, vec![note])?;
        }
        for place in self.chain.places.iter().step_by(10) {
            let (_, records): (_, Vec<Record>) = self.chain.devices(&place.staff[..1]);
            self.beside.change_directory(&records, &[])?;
            // The server hears of each by itself, as it does of its own.
            self.door.sync(&mut self.writers[0], Vec::new())?;
        }
        Ok(())
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
            return Ok((server, super::median(seconds)));
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
    Ok(super::median(seconds?))
}

/// A device that asks to be enrolled by an invitation.
fn enrolment(ticket: &InvitationTicket) -> Vec<u8> {
    let key = DeviceKey::generate(&mut SystemRandom);
    let device = DeviceId::new(SystemClock.now(), &mut SystemRandom);
    let public_key = key.public();
    let message = EnrolRequest::proof_message(&ticket.org, &ticket.code, &device, &public_key);
    encode(&EnrolRequest {
        version: PROTOCOL_VERSION,
        org: ticket.org,
        code: ticket.code.clone(),
        device,
        public_key,
        device_name: "phone".into(),
        proof: key.sign(domain::ENROLMENT, &message),
    })
}
