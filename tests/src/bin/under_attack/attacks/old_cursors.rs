//! Lawful parents whose requests of a few bytes ask for much: with cursors of long ago, over large
//! notes that are rows and over such that were merged, and for a snapshot's last byte many times.

use anyhow::{Context as _, ensure};
use samenspel_model::entry::{Entry, Fields, NoteKind};
use samenspel_model::ids::EntryKey;
use samenspel_model::limits;
use samenspel_model::series::{DocumentKind, Placement, Series, Subject};
use samenspel_model::time::Clock as _;
use samenspel_model::verdict::Outcome;
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{Cursor, SnapshotProgress, SyncRequest, Want, WantedPart};
use samenspel_rules::schema::SCHEMA;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::support::modified_app::{empty_request, pushed};
use samenspel_tests::support::notes::text;
use sync_server::system::SystemClock;

use super::{Attack, Blow};
use crate::scene::{Attacker, Scene};

/// Of 16 KB each: what a document holds.
const LARGE_NOTES: usize = 250;
const NOTES_PER_REQUEST: usize = 50;

/// See the module's first lines.
pub struct OldCursors;

impl Attack for OldCursors {
    fn name(&self) -> &'static str {
        "old cursors"
    }

    fn attackers(&self) -> usize {
        4
    }

    fn prepare<'a>(&self, scene: &'a Scene, attacker: &'a Attacker) -> anyhow::Result<Blow<'a>> {
        let app = &attacker.app;
        let send = |request: &SyncRequest| app.send(request, SystemClock.read().wall);
        let life = send(&empty_request())??.cursor;
        write(attacker)?;
        scene.merge()?;
        let merged_up_to = send(&empty_request())??.cursor.position;
        write(attacker)?;
        let document = document(attacker);
        let want = |snapshot| Want {
            document,
            snapshot,
            after: None,
        };
        let first = SyncRequest {
            wants: vec![want(None)],
            ..empty_request()
        };
        let first = send(&first)??;
        let part = first.wanted.into_iter().next().context("no document")?.part;
        let WantedPart::Snapshot { as_of, length, .. } = part else {
            anyhow::bail!("nothing was merged");
        };
        let last_byte = want(Some(SnapshotProgress {
            as_of,
            offset: length - 1,
        }));
        let old = |position| SyncRequest {
            cursor: Some(Cursor { position, ..life }),
            ..empty_request()
        };
        let bytes = SyncRequest {
            wants: vec![last_byte; limits::WANTS_MAX],
            ..empty_request()
        };
        let requests = [old(0), old(life.position), old(merged_up_to), bytes];
        let bodies = requests.map(|it| compress(&encode(&it)));
        let mut number = 0;
        Ok(Box::new(move || {
            number = (number + 1) % bodies.len();
            let answer = app.send_bytes(&bodies[number], SystemClock.read().wall);
            answer.map_or(0, |answer| answer.status)
        }))
    }
}

fn series(attacker: &Attacker) -> Series {
    Series {
        org: attacker.app.org,
        kind: DocumentKind::DayLog,
        subject: Subject::Child(attacker.child),
    }
}

fn document(attacker: &Attacker) -> samenspel_model::ids::DocumentId {
    let series = series(attacker);
    Placement::first(series.kind, SystemClock.read().wall).document_id(&series)
}

fn write(attacker: &Attacker) -> anyhow::Result<()> {
    let app = &attacker.app;
    for _ in 0..LARGE_NOTES / 2 / NOTES_PER_REQUEST {
        let now = SystemClock.read().wall;
        let note = || {
            let mut fields = Fields::new();
            fields.set("mood", text("tired"))?;
            fields.set("to_know", text("\u{1f9f8}".repeat(limits::TEXT_CHARS_MAX)))?;
            let entry = Entry {
                series: series(attacker),
                schema: SCHEMA,
                key: EntryKey::new(attacker.person, now, &mut SystemRandom),
                kind: NoteKind::new("drop_off")?,
                fields,
                written_at: now,
                device: app.device,
            };
            Ok(pushed(app.sign(&entry), now))
        };
        let entries = (0..NOTES_PER_REQUEST).map(|_| note());
        let request = SyncRequest {
            entries: entries.collect::<anyhow::Result<_>>()?,
            ..empty_request()
        };
        let outcomes = app.send(&request, now)??.outcomes;
        let stored = |it: &Outcome| matches!(it, Outcome::Stored { .. });
        ensure!(outcomes.iter().all(stored), "not all were stored");
    }
    Ok(())
}
