//! Notes and what is said of them.

/// Who or what a note is about. Ids are ULIDs of 26 characters.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
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

samenspel_model::hides_content!(NoteSubject);

/// One value of a note.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
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
    /// A person or a child, by their id.
    Id {
        /// A ULID of 26 characters.
        id: String,
    },
    /// Bytes that are neither keys nor ids: hashes.
    Bytes {
        /// The bytes.
        value: Vec<u8>,
    },
    /// Said to be empty.
    Empty,
}

samenspel_model::hides_content!(FieldValue);

/// A value with its name.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct NoteField {
    /// The name, as the schema has it.
    pub name: String,
    /// The value.
    pub value: FieldValue,
}

samenspel_model::hides_content!(NoteField);

/// A note on the device.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct NoteView {
    /// Its key.
    pub key: String,
    /// The kind of document.
    pub document: String,
    /// What it is about.
    pub subject: NoteSubject,
    /// The note kind.
    pub kind: String,
    /// The author's id.
    pub author: String,
    /// When it was written, corrected, in milliseconds since 1970.
    pub written_at_ms: i64,
    /// When the server received it; nothing while it is only on this device.
    pub arrived_at_ms: Option<i64>,
    /// Accepted after its author's access had ended.
    pub late: bool,
    /// The keys of the corrections, oldest first.
    pub corrected_by: Vec<String>,
    /// Its values.
    pub fields: Vec<NoteField>,
    /// Where it stands.
    pub status: NoteStatus,
}

samenspel_model::hides_content!(NoteView);

/// Where a note stands: these and no other words.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
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

samenspel_model::hides_content!(NoteStatus);

/// Something that came back to its author.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
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

samenspel_model::hides_content!(InboxItemView);

/// A note that is not sent.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct DraftView {
    /// Its id.
    pub id: String,
    /// The note so far.
    pub note: crate::NoteRequest,
    /// When it was last changed, by the device's own clock, in milliseconds since 1970.
    pub changed_at_ms: i64,
}

samenspel_model::hides_content!(DraftView);

/// Something somebody wrote for nobody else.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ReflectionView {
    /// Its id.
    pub id: String,
    /// When, by the device's own clock, in milliseconds since 1970.
    pub written_at_ms: i64,
    /// The guide card that it was written beside, if any.
    pub card: Option<String>,
    /// The words.
    pub text: String,
}

samenspel_model::hides_content!(ReflectionView);

/// An approval of a co-written text.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ApprovalView {
    /// Who approved.
    pub person: String,
    /// Whether it is of the text as it is; any later edit makes it lapse.
    pub holds: bool,
}

samenspel_model::hides_content!(ApprovalView);

/// A co-written text.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct AgreementView {
    /// The words, unsent edits included.
    pub text: String,
    /// Whether some of these words are only on this device.
    pub has_unsent_edits: bool,
    /// What an approval names: the hash of the words as the server has them.
    pub text_hash: Vec<u8>,
    /// What an approval names: the hash of the edits as the server has them.
    pub edits_hash: Vec<u8>,
    /// In the order given.
    pub approvals: Vec<ApprovalView>,
    /// Where an edit of this device met another of the same words: both are kept and shown.
    pub overlaps: Vec<OverlapView>,
}

samenspel_model::hides_content!(AgreementView);

/// Two edits that met.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct OverlapView {
    /// What this device wrote.
    pub ours: String,
    /// What another wrote.
    pub theirs: String,
}

samenspel_model::hides_content!(OverlapView);

/// All that is kept about a parent's child.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ExportView {
    /// A page to read and print.
    pub html: String,
    /// The same as data.
    pub json: String,
    /// The documents, each of which opens in stock Automerge.
    pub documents: Vec<ExportedDocument>,
}

samenspel_model::hides_content!(ExportView);

/// A document of an export.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ExportedDocument {
    /// Its id.
    pub id: String,
    /// The Automerge file.
    pub bytes: Vec<u8>,
}

samenspel_model::hides_content!(ExportedDocument);
