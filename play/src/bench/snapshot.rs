//! One document of many notes by many writers, as it is kept and sent: its Automerge part, its side
//! table, and how long reading it takes. No server and no store.

use std::collections::HashMap;
use std::time::Instant;

use samenspel_document::{Actor, ChainState, ChainedEntry, encode, snapshot};
use samenspel_model::entry::DeviceKey;
use samenspel_model::ids::{ChildId, DeviceId, Incarnation, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Placement, Series, Subject};

use super::figures::Report;
use super::site::{entry, handover_fields};
use super::writer::Writer;
use sync_server::system::{SystemClock, SystemRandom};

const NOTES: usize = 1_000;
const WRITERS: usize = 40;
const INCARNATION: Incarnation = Incarnation([1; 8]);
const READINGS: usize = 10;

/// Measures it.
pub fn measure(report: &mut Report) -> anyhow::Result<()> {
    let random = &mut SystemRandom;
    let now = SystemClock.now();
    let series = Series {
        org: OrgId::new(now, random),
        kind: DocumentKind::Handover,
        subject: Subject::Child(ChildId::new(now, random)),
    };
    let placement = Placement::first(series.kind, now);
    let bytes = snapshot::build(&series, &placement, None, &notes(series)?)?;
    let mut taken = Vec::new();
    for _ in 0..READINGS {
        let started = Instant::now();
        let read = snapshot::read(&bytes)?;
        taken.push(started.elapsed().as_secs_f64() * 1_000.0);
        if taken.len() == 1 {
            let beside = (bytes.len() - read.automerge.len()) as f64;
            report.add(
                "snapshot_of_1000_automerge_bytes",
                read.automerge.len() as f64,
            );
            report.add(
                "snapshot_of_1000_side_bytes_per_note",
                beside / NOTES as f64,
            );
        }
    }
    report.add("snapshot_of_1000_read_milliseconds", super::median(taken));
    Ok(())
}

/// By the writers in turns, a minute apart.
fn notes(series: Series) -> anyhow::Result<Vec<ChainedEntry>> {
    let random = &mut SystemRandom;
    let now = SystemClock.now();
    let writers: Vec<Writer> = (0..WRITERS)
        .map(|_| {
            let (device, person) = (DeviceId::new(now, random), PersonId::new(now, random));
            Writer::new(series.org, device, person, DeviceKey::generate(random))
        })
        .collect();
    let mut chains: HashMap<Actor, ChainState> = HashMap::new();
    let mut notes = Vec::new();
    for number in 0..NOTES {
        let writer = &writers[number % WRITERS];
        let at = now.plus_ms(-60_000 * (NOTES - number) as i64);
        let entry = entry(writer, series, "handover", handover_fields(number)?, at)?;
        let actor = Actor::entry(writer.device, INCARNATION);
        let chain = chains.entry(actor).or_insert_with(ChainState::start);
        *chain = encode(&entry, &actor, chain).next;
        let pushed = writer.sign(&entry);
        notes.push(ChainedEntry {
            signed: pushed.signed,
            actor,
            seq: chain.seq,
            position: number as u64 + 1,
            corrected_at: at,
            certainty: pushed.certainty,
            arrived_at: at.plus_ms(1_500),
            late: false,
            text_change: None,
        });
    }
    Ok(notes)
}
