//! What a person can do on the device. A command commits an intent, its signed entries and the read
//! model in one transaction, after the rules that the server will apply said yes. Knows no network.

use rusqlite::{Connection, Transaction, params};

use super::clock_error::ClockError;
use super::columns::{boot_column, cbor};
use super::outbox::{self, NewEntry};
use super::{
    CommandError, Profile, SCHEMA_WRITTEN, Store, StoreError, Topic, Topics, contacts, drafts,
    floor, marks, rules, screens, texts,
};
use samenspel_document::APPROVAL_KIND;
use samenspel_model::entry::{Entry, SignedEntry, domain};
use samenspel_model::ids::{EntryKey, IntentId, PersonId, Random};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::{Certainty, ClockReading, UnixMillis};
use samenspel_model::verdict::RefusalCode;
use samenspel_model::wire::encode;
use samenspel_protocol::{CommandAction, DirectoryCommand, SignedCommand};
use samenspel_rules::directory::{Circle, Directory};
use samenspel_rules::partnership::{NewNote, send_delay_ms};

/// Notes in one command.
pub const NOTES_PER_COMMAND_MAX: usize = 100;

/// What a person does.
#[derive(Clone, PartialEq, Eq)]
pub enum Command {
    /// Writes one note.
    AddNote(NewNote),
    /// Writes several in one action, in several series if need be: a sweep of calm children.
    AddNotes(Vec<NewNote>),
    /// Sends what a draft has become; the draft is gone with it.
    SendDraft {
        /// The draft.
        draft: IntentId,
        /// The note.
        note: NewNote,
    },
    /// Gives a co-written text new words.
    EditText {
        /// The entry that made the text.
        agreement: EntryKey,
        /// The whole new text.
        text: String,
    },
    /// Read these notes. Collected until the next sync.
    MarkRead {
        /// Which.
        notes: Vec<EntryKey>,
    },
    /// Asks for a change of the directory.
    Directory(CommandAction),
    /// Turns to somebody: opens a circle and writes the first notes in it, as one action.
    OpenCircle {
        /// The circle.
        circle: Circle,
        /// What is said in it.
        notes: Vec<NewNote>,
    },
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Command({})", self.name())
    }
}

impl Command {
    /// The name under which intents of this command are kept.
    fn name(&self) -> &'static str {
        match self {
            Self::AddNote(_) | Self::AddNotes(_) | Self::SendDraft { .. } => "add_notes",
            Self::EditText { .. } => "edit_text",
            Self::MarkRead { .. } => "mark_read",
            Self::Directory(_) => "directory",
            Self::OpenCircle { .. } => "open_circle",
        }
    }
}

/// Everything that the parts of one command share.
pub(super) struct Intent<'a> {
    pub id: IntentId,
    pub author: PersonId,
    pub reading: ClockReading,
    pub corrected: (UnixMillis, Certainty),
    pub profile: &'a Profile,
}

impl<'a> Intent<'a> {
    /// One that begins now; nothing of it is kept yet.
    pub(super) fn begin(
        connection: &Connection,
        profile: &'a Profile,
        author: PersonId,
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            id: IntentId::new(reading.wall, random),
            author,
            reading,
            corrected: contacts::corrected(connection, reading)?,
            profile,
        })
    }
}

impl Store {
    /// Does what `author` asks: durable when this returns. Nothing is written if it is refused.
    pub fn execute(
        &self,
        command: &Command,
        author: PersonId,
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<IntentId, CommandError> {
        let whole = self.whole_action(command, author, reading)?;
        let command = &*whole;
        self.may(command, author, reading)?;
        self.check_floor(command, author, reading)?;
        let profile = self.profile()?;
        let directory = self.directory()?;
        self.write(|transaction, topics| {
            let intent = Intent::begin(transaction, &profile, author, reading, random)?;
            save_intent(transaction, &intent, command)?;
            floor::touch(transaction, profile.is_group(), reading)?;
            topics.add(Topic::Status);
            let mut add = |notes| {
                let mut writing = Writing {
                    intent: &intent,
                    directory: &directory,
                    random: &mut *random,
                };
                writing.add_notes(transaction, notes, topics)
            };
            match command {
                Command::AddNote(note) => add(std::slice::from_ref(note))?,
                Command::AddNotes(notes) => add(notes)?,
                Command::SendDraft { draft, note } => {
                    add(&screens::by_month(std::slice::from_ref(note)))?;
                    drafts::discard(transaction, *draft, author, topics)?;
                }
                Command::EditText { agreement, text } => {
                    texts::save_intent(transaction, &intent, agreement, text, random)?;
                    topics.add(Topic::Agreements);
                }
                Command::MarkRead { notes } => marks::collect(transaction, &intent, notes)?,
                Command::Directory(action) => {
                    add_directory_command(transaction, &intent, action, random)?;
                }
                Command::OpenCircle { circle, notes } => {
                    add(notes)?;
                    let action = CommandAction::OpenCircle(circle.clone());
                    add_directory_command(transaction, &intent, &action, random)?;
                }
            }
            Ok(intent.id)
        })
    }

    /// Whether `author` may do this now, as far as the device knows: to grey out a button. The same
    /// rules decide on the server.
    pub fn may(
        &self,
        command: &Command,
        author: PersonId,
        reading: ClockReading,
    ) -> Result<(), CommandError> {
        let profile = self.profile()?;
        let asked = match command {
            Command::OpenCircle { circle, .. } => Some(circle),
            _ => None,
        };
        let directory = self.as_shown(self.directory_with(asked)?, author, reading)?;
        let corrected = self.corrected(reading)?;
        let judge = rules::Judge {
            directory: &directory,
            profile: &profile,
            author,
            now: self.read(|connection| contacts::judging_time(connection, reading))?,
            clock: ClockError::of(reading.wall, corrected),
            wall: reading.wall,
        };
        judge.check_author()?;
        match command {
            Command::AddNote(note) | Command::SendDraft { note, .. } => {
                self.check_note(&judge, note)
            }
            Command::AddNotes(notes) if notes.is_empty() => Err(CommandError::Empty),
            Command::AddNotes(notes) if notes.len() > NOTES_PER_COMMAND_MAX => {
                Err(rules::refused(RefusalCode::TooLarge, "notes"))
            }
            Command::AddNotes(notes) => notes
                .iter()
                .try_for_each(|note| self.check_note(&judge, note)),
            Command::EditText { agreement, text } => self.check_edit(&judge, agreement, text),
            Command::MarkRead { notes } if notes.is_empty() => Err(CommandError::Empty),
            Command::MarkRead { .. } => Ok(()),
            Command::Directory(action) => judge.check_asked(action),
            Command::OpenCircle { circle, notes } => {
                judge.check_circle(circle, notes)?;
                notes
                    .iter()
                    .try_for_each(|note| self.check_note(&judge, note))
            }
        }
    }

    fn check_note(&self, judge: &rules::Judge<'_>, note: &NewNote) -> Result<(), CommandError> {
        note.fields.check()?;
        // The store makes these itself, with what they need beside them.
        if ["text_edit", "marks"].contains(&note.kind.as_str()) {
            return Err(rules::refused(
                RefusalCode::WrongDocument,
                note.kind.as_str(),
            ));
        }
        let entry = draft(judge, note);
        Entry::from_cbor(&entry.to_cbor())?;
        let named = self.read(|connection| rules::Named::find(connection, &entry))?;
        judge.check(&entry, named)?;
        self.check_standing(&entry, judge)?;
        if entry.kind.as_str() == APPROVAL_KIND {
            self.check_approval(&entry)?;
        }
        Ok(())
    }
}

/// The entry as it would be, for the rules: its key is not its final one.
fn draft(judge: &rules::Judge<'_>, note: &NewNote) -> Entry {
    Entry {
        series: note.series,
        schema: SCHEMA_WRITTEN,
        key: EntryKey {
            person: judge.author,
            entry: [0; 16],
        },
        kind: note.kind.clone(),
        fields: judge.clock.set_right(note),
        written_at: judge.now,
        device: judge.profile.device,
    }
}

pub(super) fn save_intent(
    transaction: &Transaction<'_>,
    intent: &Intent<'_>,
    command: &Command,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "INSERT INTO intents (id, author, command, wall, boot_id, monotonic_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            intent.id,
            intent.author,
            command.name(),
            intent.reading.wall.0,
            boot_column(&intent.reading),
            intent.reading.monotonic_ms
        ])?;
    Ok(())
}

/// What notes are written with.
struct Writing<'a> {
    intent: &'a Intent<'a>,
    directory: &'a Directory,
    random: &'a mut dyn Random,
}

impl Writing<'_> {
    fn add_notes(
        &mut self,
        transaction: &Transaction<'_>,
        notes: &[NewNote],
        topics: &mut Topics,
    ) -> Result<(), StoreError> {
        let intent = self.intent;
        let now = intent.corrected.0;
        let written_at = contacts::judging_time(transaction, intent.reading)?;
        let clock = ClockError::of(intent.reading.wall, intent.corrected);
        // One moment, so their keys decide their order everywhere: in the order they were given.
        let mut keys: Vec<EntryKey> = notes
            .iter()
            .map(|_| EntryKey::new(intent.author, intent.reading.wall, self.random))
            .collect();
        keys.sort_unstable();
        for (note, key) in notes.iter().zip(keys) {
            let entry = Entry {
                series: note.series,
                schema: SCHEMA_WRITTEN,
                key,
                kind: note.kind.clone(),
                fields: clock.set_right(note),
                written_at,
                device: intent.profile.device,
            };
            let signed = SignedEntry::sign(&entry, &intent.profile.key);
            let new = NewEntry {
                intent: Some(intent.id),
                entry: &entry,
                signed: &signed,
                reading: intent.reading,
                stated: None,
                text_change: None,
                blind: is_blind(intent.profile, note.series.kind),
                delay_ms: send_delay_ms(self.directory, note, intent.author, now),
            };
            outbox::add(transaction, &new, intent.corrected, topics)?;
            if entry.kind.as_str() == APPROVAL_KIND {
                texts::remember_approved(transaction, &entry)?;
            }
        }
        Ok(())
    }
}

/// A group profile writes into documents that it never keeps.
fn is_blind(profile: &Profile, kind: DocumentKind) -> bool {
    profile.is_group() && !kind.kept_by_group_profile()
}

fn add_directory_command(
    transaction: &Transaction<'_>,
    intent: &Intent<'_>,
    action: &CommandAction,
    random: &mut dyn Random,
) -> Result<(), StoreError> {
    let (author, reading) = (intent.author, intent.reading);
    let (key, signed) = sign_command(intent.profile, author, reading, action.clone(), random);
    insert_command(transaction, intent.id, &key, &signed)
}

/// Signs what a person asks of the directory, under a key of its own.
pub(super) fn sign_command(
    profile: &Profile,
    author: PersonId,
    reading: ClockReading,
    action: CommandAction,
    random: &mut dyn Random,
) -> (EntryKey, SignedCommand) {
    let key = EntryKey::new(author, reading.wall, random);
    let body = encode(&DirectoryCommand {
        org: profile.org,
        key,
        device: profile.device,
        written_at: reading.wall,
        action,
    });
    let signature = profile.key.sign(domain::COMMAND, &body);
    (key, SignedCommand { body, signature })
}

/// Keeps a command for the server.
pub(super) fn insert_command(
    transaction: &Transaction<'_>,
    intent: IntentId,
    key: &EntryKey,
    signed: &SignedCommand,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "INSERT INTO commands (intent, key, body, signature) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![intent, key, signed.body, signed.signature])?;
    Ok(())
}

impl Store {
    /// The keys of the entries of an intent, in the order they were written.
    pub fn entry_keys(&self, intent: IntentId) -> Result<Vec<EntryKey>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT key FROM (SELECT key, sequence FROM outbox WHERE intent = ?1
                   UNION ALL SELECT key, sequence FROM text_intents WHERE intent = ?1 AND state < 1)
                 ORDER BY sequence",
            )?;
            let keys = statement.query_map([intent], |row| row.get(0))?;
            Ok(keys.collect::<Result<_, _>>()?)
        })
    }

    /// A directory command as it was written, for the screen that waits for its outcome.
    pub fn directory_command(
        &self,
        intent: IntentId,
    ) -> Result<Option<DirectoryCommand>, StoreError> {
        use rusqlite::OptionalExtension;
        self.read(|connection| {
            let body: Option<Vec<u8>> = connection
                .prepare_cached("SELECT body FROM commands WHERE intent = ?1")?
                .query_row([intent], |row| row.get(0))
                .optional()?;
            body.map(|body| cbor(&body, "a directory command"))
                .transpose()
        })
    }
}
