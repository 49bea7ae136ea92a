//! What the size of an organisation costs: three servers with 20, 200 and 550 locations, asked the
//! same in turns. A change of the directory and a phone with nothing new must cost the same in each.

mod case;
mod work;

use std::path::Path;

use case::Case;

use super::chain::Chain;
use super::door::Door;
use super::figures::{Bar, Report};
use super::process::ServerProcess;

const LOCATIONS: [usize; 3] = [20, 200, 550];
const LOCATIONS_QUICKLY: [usize; 3] = [6, 8, 10];
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
