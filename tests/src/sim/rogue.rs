//! A modified app on an enrolled phone: it signs what it likes and sends what it likes. Nothing it
//! tries may be stored, and nothing it sends may stop the server or another phone.

use samenspel_model::entry::{DeviceKey, Entry, Fields, NoteKind, SignedEntry, Value, domain};
use samenspel_model::ids::{
    ChildId, CircleId, DeviceId, DocumentId, EntryKey, Incarnation, InvitationId, OrgId, PersonId,
    Random,
};
use samenspel_model::limits::PARENT_CIRCLES_MAX;
use samenspel_model::limits::{OPEN_INVITATIONS_MAX, PUSH_COMMANDS_MAX};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_model::verdict::Outcome;
use samenspel_model::wire::{compress, decode_bounded, decompress, encode};
use samenspel_protocol::{
    CommandAction, Cursor, DirectoryCommand, EnrolRequest, InvitationRequest, PROTOCOL_VERSION,
    PushEntry, RequestHeaders, SYNC_PATH, SignedCommand, SyncRequest, SyncResponse, Want,
};
use samenspel_rules::directory::{Circle, Holder, Person, Span};

use super::server::Server;
use super::watcher;
use samenspel_testkit::random::SeededRandom;

const RESPONSE_BYTES_MAX: usize = samenspel_model::limits::RESPONSE_BYTES_MAX;

/// The modified phone of a parent.
pub struct Rogue {
    org: OrgId,
    person: PersonId,
    device: DeviceId,
    key: DeviceKey,
    random: SeededRandom,
    /// What it may not have got stored.
    pub tried: Vec<EntryKey>,
    /// People whom it asked to be put into the directory.
    invented: Vec<PersonId>,
    sent: Vec<(RequestHeaders, Vec<u8>)>,
    life: Option<Incarnation>,
}

/// Whom it goes after.
pub struct Victims {
    /// A child that is not its own.
    pub child: ChildId,
    /// Another person.
    pub person: PersonId,
    /// An entry that somebody wrote.
    pub entry: Option<EntryKey>,
    /// One with its author's signature.
    pub signed: Option<SignedEntry>,
    /// What somebody's phone holds.
    pub documents: Vec<DocumentId>,
}

fn request(entries: Vec<PushEntry>) -> SyncRequest {
    SyncRequest {
        version: PROTOCOL_VERSION,
        schema: samenspel_rules::schema::SCHEMA,
        cursor: None,
        directory: None,
        commands: Vec::new(),
        entries,
        wants: Vec::new(),
        list_documents: false,
        here: None,
    }
}

/// Another note under the signature of an honest one.
pub fn forge(honest: &SignedEntry, now: UnixMillis, random: &mut SeededRandom) -> SignedEntry {
    let mut entry = honest.entry().unwrap();
    entry.key = EntryKey::new(entry.key.person, now, random);
    SignedEntry {
        body: entry.to_cbor(),
        signature: honest.signature,
    }
}

impl Rogue {
    /// Enrols it, lawfully.
    pub fn enrol(seed: u64, person: PersonId, now: UnixMillis, server: &mut Server) -> Self {
        let mut random = SeededRandom::new(seed, "rogue");
        let key = DeviceKey::generate(&mut random);
        let device = DeviceId::new(now, &mut random);
        let code = server.invite(Holder::Person(person));
        let org = server.org();
        let message = EnrolRequest::proof_message(&org, &code, &device, &key.public());
        let request = EnrolRequest {
            version: PROTOCOL_VERSION,
            org,
            code,
            device,
            public_key: key.public(),
            device_name: "telefoon".into(),
            proof: key.sign(domain::ENROLMENT, &message),
        };
        server.enrol(&request).unwrap();
        Self {
            org,
            person,
            device,
            key,
            random,
            tried: Vec::new(),
            invented: Vec::new(),
            sent: Vec::new(),
            life: None,
        }
    }

    /// Tries something; gives what went wrong on the server's side, if anything did.
    pub fn attack(
        &mut self,
        server: &Server,
        victims: &Victims,
        now: UnixMillis,
    ) -> Option<String> {
        match self.random.below(8) {
            0 => self.send_garbage(server, now),
            6 => {
                let forged = forge(victims.signed.as_ref()?, now, &mut self.random);
                self.tried.push(forged.entry().unwrap().key);
                self.send_entry(server, now, forged)
            }
            1 => self.replay(server),
            7 => self.ask(server, now, victims),
            2 => self.push(
                server,
                now,
                victims.person,
                DocumentKind::Handover,
                victims,
                None,
            ),
            3 => self.push(server, now, self.person, DocumentKind::Team, victims, None),
            4 => self.push(
                server,
                now,
                self.person,
                DocumentKind::DayLog,
                victims,
                None,
            ),
            _ => self.push(
                server,
                now,
                self.person,
                DocumentKind::Handover,
                victims,
                victims.entry,
            ),
        }
    }

    fn send_garbage(&mut self, server: &Server, now: UnixMillis) -> Option<String> {
        let length = self.random.below(400) as usize;
        let mut body = vec![0; length];
        self.random.fill(&mut body);
        if self.random.chance(50) {
            body = compress(&body);
        }
        let headers = self.sign(&body, now);
        let answer = server.sync(&headers, &body);
        answer
            .is_ok()
            .then(|| "garbage was taken for a request".into())
    }

    fn replay(&mut self, server: &Server) -> Option<String> {
        let (headers, body) = self.sent.pop()?;
        let answer = server.sync(&headers, &body);
        answer
            .is_ok()
            .then(|| "a request was answered twice".into())
    }

    fn push(
        &mut self,
        server: &Server,
        now: UnixMillis,
        author: PersonId,
        kind: DocumentKind,
        victims: &Victims,
        taken: Option<EntryKey>,
    ) -> Option<String> {
        let mut fields = Fields::new();
        let (note, field) = match kind {
            DocumentKind::Team => ("question", "text"),
            DocumentKind::DayLog => ("drop_off", "to_know"),
            _ => ("open_item", "what"),
        };
        fields.set(field, Value::Text("verzonnen".into())).unwrap();
        let key = taken.unwrap_or_else(|| EntryKey::new(author, now, &mut self.random));
        let entry = Entry {
            series: Series {
                org: self.org,
                kind,
                subject: Subject::Child(victims.child),
            },
            schema: samenspel_rules::schema::SCHEMA,
            key,
            kind: NoteKind::new(note).unwrap(),
            fields,
            written_at: now,
            device: self.device,
        };
        if taken.is_none() {
            self.tried.push(key);
        }
        self.send_entry(server, now, SignedEntry::sign(&entry, &self.key))
    }

    fn send_entry(
        &mut self,
        server: &Server,
        now: UnixMillis,
        signed: SignedEntry,
    ) -> Option<String> {
        let certainty = Certainty::Measured;
        let push = PushEntry {
            signed,
            corrected_at: now,
            certainty,
            text_change: None,
        };
        let request = request(vec![push]);
        let response = match self.exchange(server, now, &request) {
            Ok(response) => response,
            Err(fault) => return Some(fault),
        };
        match response.outcomes.first() {
            Some(Outcome::Refused { .. }) => None,
            other => Some(format!("what may not be was not refused: {other:?}")),
        }
    }

    /// Asks for all that an honest phone has, and for the log from its beginning.
    fn ask(&mut self, server: &Server, now: UnixMillis, victims: &Victims) -> Option<String> {
        let want = |document: &DocumentId| Want {
            document: *document,
            snapshot: None,
            after: None,
        };
        let from_the_beginning = self.life.map(|incarnation| Cursor {
            incarnation,
            position: 0,
        });
        let request = SyncRequest {
            cursor: from_the_beginning,
            wants: victims.documents.iter().map(want).collect(),
            list_documents: true,
            here: None,
            ..request(Vec::new())
        };
        self.exchange(server, now, &request).err()
    }

    /// Asks for as many changes of the directory as a request holds, of every kind, as itself: few may be
    /// granted, and none that lets somebody in.
    pub fn flood(
        &mut self,
        server: &Server,
        members: &[PersonId],
        now: UnixMillis,
    ) -> Option<String> {
        let commands = (0..PUSH_COMMANDS_MAX).map(|at| {
            let action = match at % 4 {
                0 | 1 => CommandAction::OpenCircle(Circle {
                    id: CircleId::new(now, &mut self.random),
                    members: members.to_vec(),
                    during: Span::since(now),
                }),
                2 => CommandAction::AddProvisionalPerson(Person {
                    id: self.invented(),
                    first_name: "Verzonnen".into(),
                    last_name: String::new(),
                    languages: Vec::new(),
                    left_at: None,
                }),
                _ => CommandAction::Invite(InvitationRequest {
                    id: InvitationId::new(now, &mut self.random),
                    holder: Holder::Person(self.person),
                    code_hash: [7; 32],
                }),
            };
            self.command(action, now)
        });
        let commands: Vec<SignedCommand> = commands.collect();
        let request = SyncRequest {
            commands,
            ..request(Vec::new())
        };
        let response = match self.exchange(server, now, &request) {
            Ok(response) => response,
            Err(fault) => return Some(fault),
        };
        if response.command_outcomes.len() != PUSH_COMMANDS_MAX {
            return Some("a command of a flood was not answered".into());
        }
        self.gained_too_much(server, now)
    }

    fn command(&mut self, action: CommandAction, now: UnixMillis) -> SignedCommand {
        let command = DirectoryCommand {
            org: self.org,
            key: EntryKey::new(self.person, now, &mut self.random),
            device: self.device,
            written_at: now,
            action,
        };
        let body = encode(&command);
        let signature = self.key.sign(domain::COMMAND, &body);
        SignedCommand { body, signature }
    }

    fn gained_too_much(&self, server: &Server, now: UnixMillis) -> Option<String> {
        let directory = server.directory();
        let mine = directory.circles_of(self.person);
        if mine.filter(|it| it.during.contains(now)).count() > PARENT_CIRCLES_MAX {
            return Some("a flood opened more circles than a parent may".into());
        }
        let open = server.engine().open_invitations().unwrap();
        let open = open.iter().filter(|it| it.made_by == Some(self.device));
        if open.count() as u64 > OPEN_INVITATIONS_MAX {
            return Some("a flood opened more invitations than one may have".into());
        }
        let mut invented = self.invented.iter();
        let stored = invented.any(|id| directory.person(*id).is_some());
        stored.then(|| "a parent put somebody into the directory".into())
    }

    fn invented(&mut self) -> PersonId {
        let id = PersonId(self.random.bytes16());
        self.invented.push(id);
        id
    }

    /// Whose phone it is.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// One request, whose answer is watched as everybody's is; an error is the server's fault.
    fn exchange(
        &mut self,
        server: &Server,
        now: UnixMillis,
        request: &SyncRequest,
    ) -> Result<SyncResponse, String> {
        let body = compress(&encode(request));
        let headers = self.sign(&body, now);
        let answer = server.sync(&headers, &body);
        self.sent.push((headers.clone(), body));
        let wire = answer.map_err(|it| format!("a well-formed request was not answered: {it}"))?;
        let seen = watcher::check(&server.directory(), &headers, &wire, now);
        if let Some(fault) = seen.into_iter().next() {
            return Err(fault);
        }
        let plain = decompress(&wire, RESPONSE_BYTES_MAX).unwrap();
        let response: SyncResponse = decode_bounded(&plain, RESPONSE_BYTES_MAX).unwrap();
        self.life = Some(response.cursor.incarnation);
        Ok(response)
    }

    fn sign(&mut self, body: &[u8], now: UnixMillis) -> RequestHeaders {
        let ids = (self.org, self.device);
        let nonce = self.random.bytes16();
        RequestHeaders::sign(&self.key, ids, ("POST", SYNC_PATH), body, now, nonce)
    }
}
