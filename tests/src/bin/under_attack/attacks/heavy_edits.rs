//! Legitimate parents whose requests each carry a thousand one-letter edits of one text, each on top of
//! the one before, in chains of a hundred: one chain of a thousand takes minutes to make.

use anyhow::{Context as _, ensure};
use automerge::Change;
use minicbor::bytes::ByteVec;
use samenspel_document::text::make_change;
use samenspel_document::{Actor, ChainedEntry, TEXT_EDIT_KIND, materialise};
use samenspel_model::entry::{Entry, Fields, NoteKind, Value};
use samenspel_model::ids::{ChildId, EntryKey, PersonId};
use samenspel_model::series::{DocumentKind, Placement, Series, Subject};
use samenspel_model::time::Clock as _;
use samenspel_model::verdict::Outcome;
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{PulledEntry, PushEntry, SyncRequest};
use samenspel_rules::schema::SCHEMA;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request, pushed};
use samenspel_tests::support::notes::{keys, text};
use samenspel_tests::support::picture::Picture;
use sync_server::system::SystemClock;

use super::{Attack, Blow};
use crate::scene::{Attacker, Scene};

const CHAINS: u8 = 10;
const EDITS_OF_CHAIN: usize = 100;
const BEGINNING: &str = "Slaapt om 12 uur.";

/// See the module's first lines.
pub struct HeavyEdits {
    /// How many parents, each with a text of their own child.
    pub parents: usize,
}

impl Attack for HeavyEdits {
    fn name(&self) -> &'static str {
        match self.parents {
            1 => "heavy edits by one parent",
            _ => "heavy edits by seven parents",
        }
    }

    fn attackers(&self) -> usize {
        self.parents
    }

    fn prepare<'a>(&self, scene: &'a Scene, attacker: &'a Attacker) -> anyhow::Result<Blow<'a>> {
        let mentor = (&scene.mentor, scene.mentor_id);
        let agreement = begin_text(mentor, attacker.child)?;
        let request = SyncRequest {
            entries: one_letter_edits(attacker, &agreement)?,
            ..empty_request()
        };
        let body = compress(&encode(&request));
        Ok(Box::new(move || {
            let answer = attacker.app.send_bytes(&body, SystemClock.read().wall);
            answer.map_or(0, |answer| answer.status)
        }))
    }
}

fn begin_text((app, by): (&ModifiedApp, PersonId), child: ChildId) -> anyhow::Result<Entry> {
    let words = [("text", text(BEGINNING))];
    let entry = note(app, by, child, "agreement", &words)?;
    let outcome = app.push(&entry, SystemClock.read().wall)?;
    ensure!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
    Ok(entry)
}

fn note(
    app: &ModifiedApp,
    by: PersonId,
    child: ChildId,
    kind: &str,
    fields: &[(&str, Value)],
) -> anyhow::Result<Entry> {
    let now = SystemClock.read().wall;
    let mut all = Fields::new();
    for (name, value) in fields {
        all.set(name, value.clone())?;
    }
    Ok(Entry {
        series: Series {
            org: app.org,
            kind: DocumentKind::Agreements,
            subject: Subject::Child(child),
        },
        schema: SCHEMA,
        key: EntryKey::new(by, now, &mut SystemRandom),
        kind: NoteKind::new(kind)?,
        fields: all,
        written_at: now,
        device: app.device,
    })
}

fn one_letter_edits(attacker: &Attacker, agreement: &Entry) -> anyhow::Result<Vec<PushEntry>> {
    let (app, now) = (&attacker.app, SystemClock.read().wall);
    let id = Placement::first(agreement.series.kind, now).document_id(&agreement.series);
    let mut contents = Picture::take(app, now)?.contents;
    let content = contents.remove(&id).context("no document of agreements")?;
    let entries = content.entries.into_iter().map(chained);
    let tail = entries.collect::<anyhow::Result<Vec<_>>>()?;
    let beginning = materialise(None, &tail)?;
    let mut edits = Vec::new();
    for chain in 0..CHAINS {
        let actor = Actor::text(app.device, [chain; 8]);
        let mut document = beginning.clone();
        let mut words = BEGINNING.to_owned();
        for _ in 0..EDITS_OF_CHAIN {
            words.push('!');
            let edit = make_change(&document, &agreement.key, &actor, &words)?;
            let edit = edit.context("an edit of nothing")?;
            let bytes = edit.change.bytes().to_vec();
            document.apply_changes([Change::try_from(&bytes[..])?])?;
            let fields = [
                ("agreement", keys(&[agreement.key])),
                ("text_hash", Value::Bytes(edit.text_hash.to_vec())),
                ("change_hash", Value::Bytes(edit.change.hash().to_vec())),
            ];
            let (person, child) = (attacker.person, attacker.child);
            let entry = note(app, person, child, TEXT_EDIT_KIND, &fields)?;
            edits.push(PushEntry {
                text_change: Some(ByteVec::from(bytes)),
                ..pushed(app.sign(&entry), now)
            });
        }
    }
    Ok(edits)
}

fn chained(pulled: PulledEntry) -> anyhow::Result<ChainedEntry> {
    let stored = pulled.stored;
    let signed = stored.signed.context("an entry without its body")?;
    let device = signed.entry()?.device;
    Ok(ChainedEntry {
        actor: Actor::entry(device, stored.incarnation),
        seq: stored.seq,
        position: pulled.position,
        corrected_at: stored.corrected_at,
        certainty: stored.certainty,
        arrived_at: stored.arrived_at,
        late: stored.late,
        text_change: stored.text_change.map(Vec::from),
        signed,
    })
}
