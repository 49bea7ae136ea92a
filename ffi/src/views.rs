//! The records that cross to the apps. Values only.

/// Who or what a note is about. Ids are ULIDs of 26 characters.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum NoteSubject {
    /// One child.
    Child {
        /// Its id.
        child: String,
    },
    /// One group.
    Group {
        /// Its id.
        group: String,
    },
    /// One child and one of its parents.
    ChildParent {
        /// The child's id.
        child: String,
        /// The parent's id.
        parent: String,
    },
    /// One case.
    Case {
        /// Its id.
        circle: String,
    },
    /// The organisation.
    Organisation,
}

/// One value of a note.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum FieldValue {
    /// Text, or a code of the phrasebook.
    Text {
        /// As typed; what may not be in it is left out.
        value: String,
    },
    /// A number, or a moment in milliseconds since 1970.
    Number {
        /// The number.
        value: i64,
    },
    /// Yes or no.
    Flag {
        /// Which.
        value: bool,
    },
    /// Other notes, by their keys.
    Notes {
        /// Keys of 53 characters.
        keys: Vec<String>,
    },
    /// Bytes that are no keys: hashes.
    Bytes {
        /// The bytes.
        value: Vec<u8>,
    },
    /// Said to be empty.
    Empty,
}

/// A value with its name.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NoteField {
    /// The name, as the schema has it.
    pub name: String,
    /// The value.
    pub value: FieldValue,
}

/// A note to be written.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NoteRequest {
    /// Who writes it; the profile's own person where absent. A group profile must say who.
    pub author: Option<String>,
    /// The kind of document, as the schema names it (`day-log`).
    pub document: String,
    /// What it is about.
    pub subject: NoteSubject,
    /// The note kind (`drop_off`).
    pub kind: String,
    /// Its values.
    pub fields: Vec<NoteField>,
}

/// A note on the device.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NoteView {
    /// Its key.
    pub key: String,
    /// The kind of document.
    pub document: String,
    /// The note kind.
    pub kind: String,
    /// The author's id.
    pub author: String,
    /// When it was written, corrected, in milliseconds since 1970.
    pub written_at_ms: i64,
    /// Its values.
    pub fields: Vec<NoteField>,
    /// Where it stands.
    pub status: NoteStatus,
}

/// Where a note stands: these and no other words.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum NoteStatus {
    /// Kept on this device; the server does not have it yet.
    OnThisDevice,
    /// The server has it.
    Sent,
    /// Sent, and read.
    ReadBy {
        /// Ids of people.
        people: Vec<String>,
    },
    /// Sent, and taken over.
    TakenOverBy {
        /// The id of a person.
        person: String,
    },
    /// Held for the manager.
    Held {
        /// Why: a code.
        code: String,
    },
    /// Refused: it is in the inbox.
    Refused {
        /// Why: a code.
        code: String,
        /// Which field or limit.
        args: Vec<String>,
    },
}

/// Something that came back to its author.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct InboxItemView {
    /// The note, text intact.
    pub key: String,
    /// The note kind.
    pub kind: String,
    /// Its values.
    pub fields: Vec<NoteField>,
    /// Held or refused, and why.
    pub status: NoteStatus,
}

/// Where syncing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SyncState {
    /// Nothing more to do.
    Idle,
    /// Under way.
    Syncing,
    /// Waits before it tries again.
    Waiting,
    /// Waits for a network.
    Offline,
    /// This device was revoked.
    DeviceRevoked,
    /// The app must be updated.
    UpdateNeeded,
    /// This device must be enrolled anew.
    NotEnrolled,
    /// The server does not serve the organisation.
    WrongServer,
}

/// What a sync came to.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SyncReportView {
    /// Where it ended.
    pub state: SyncState,
    /// Something is left for a later sync.
    pub unfinished: bool,
    /// Answers applied.
    pub answers: u32,
    /// Requests sent.
    pub requests: u64,
    /// Bytes sent.
    pub bytes_up: u64,
    /// Bytes received.
    pub bytes_down: u64,
    /// Why the last attempt failed, if it did: a code of [`crate::SamenspelError`].
    pub failure: Option<String>,
}
