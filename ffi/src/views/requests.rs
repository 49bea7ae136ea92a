//! What an app asks for.

use super::{NoteField, NoteSubject};

/// A note to be written.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct NoteRequest {
    /// The kind of document, as the schema names it (`day-log`).
    pub document: String,
    /// What it is about.
    pub subject: NoteSubject,
    /// The note kind (`drop_off`).
    pub kind: String,
    /// Its values.
    pub fields: Vec<NoteField>,
}

samenspel_model::hides_content!(NoteRequest);

/// What a person does.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum CommandRequest {
    /// Writes notes in one action: one, or a sweep of calm children.
    AddNotes {
        /// At least one.
        notes: Vec<NoteRequest>,
    },
    /// Sends what a draft has become; the draft is gone with it.
    SendDraft {
        /// The draft's id.
        draft: String,
        /// The note.
        note: NoteRequest,
    },
    /// Gives a co-written text new words.
    EditText {
        /// The key of the note that began it.
        agreement: String,
        /// The whole new text.
        text: String,
    },
    /// Approves a co-written text as it is shown and as the server has it.
    Approve {
        /// The key of the note that began it.
        agreement: String,
    },
    /// Read these notes.
    MarkRead {
        /// Their keys.
        notes: Vec<String>,
    },
    /// Opened the list of a group today: parents see who is there.
    HereToday {
        /// The group.
        group: String,
    },
    /// Lets a substitute in for a day.
    GrantDay {
        /// The group.
        group: String,
        /// The substitute.
        person: String,
        /// From when, in milliseconds since 1970.
        from_ms: i64,
        /// Until closing.
        until_ms: i64,
    },
    /// Makes somebody known for whom there is no person yet; the office merges them later.
    AddProvisionalPerson {
        /// A fresh id, of [`crate::Profile::new_person_id`]: the grant that follows names it.
        person: String,
        /// First name.
        first_name: String,
        /// Last name; empty where unknown.
        last_name: String,
        /// BCP 47 tags, best first.
        languages: Vec<String>,
    },
    /// Closes a circle: it is read for a year more.
    CloseCircle {
        /// The circle.
        circle: String,
    },
    /// Ends a substitute's day.
    EndDayGrant {
        /// The grant.
        grant: String,
    },
    /// Takes back a provisional person who was never used.
    WithdrawPerson {
        /// The person.
        person: String,
    },
    /// Takes back an invitation that was not used.
    WithdrawInvitation {
        /// The invitation.
        invitation: String,
    },
    /// Revokes one of one's own devices, for good. The devices that it let in wait for a manager.
    RevokeDevice {
        /// The device, of the list of one's own.
        device: String,
    },
    /// Turns to somebody: opens a circle with these people, and writes the first notes in it.
    OpenCircle {
        /// Who is in it, the author too.
        members: Vec<String>,
        /// What is said in it; the circle is their subject, so that it is filled in here.
        notes: Vec<CircleNote>,
    },
    /// Asks the manager or a coach to help.
    Escalate {
        /// Whom: a code of the schema, `manager` or `coach`.
        to: String,
        /// In which circle.
        place: CirclePlace,
        /// In one's own words.
        why: String,
        /// The key of the note that it is about, if any.
        about: Option<String>,
    },
    /// Asks a coach for advice. No child is named unless the words or the note that it is about do.
    AskCoach {
        /// In which circle.
        place: CirclePlace,
        /// The question.
        words: String,
        /// The key of the note that it is about, if any.
        about: Option<String>,
    },
    /// A trainee's draft for the professionals of a group, in the circle that they share; it is opened if
    /// need be.
    Propose {
        /// The group.
        group: String,
        /// The values of the proposal.
        fields: Vec<NoteField>,
    },
    /// Everybody who is calm, in one tap: a hand-over for each child.
    Sweep {
        /// Who is calm.
        children: Vec<String>,
        /// What is said of all of them, if anything.
        summary: Option<String>,
    },
    /// Takes open items over by name, each where it is.
    TakeOver {
        /// Their keys.
        items: Vec<String>,
    },
    /// What the group says to a parent's own drop-off form: that it was spoken about, and what it adds.
    ConfirmDropOff {
        /// The key of the parent's form.
        drop_off: String,
        /// The values of the drop-off as it was told at the door; what the parent said already is not said
        /// again.
        fields: Vec<NoteField>,
    },
    /// A named person confirms what holds after several medical statements about a child.
    ConfirmMedical {
        /// About whom.
        child: String,
        /// The keys of the statements that were looked at.
        seen: Vec<String>,
        /// In words.
        words: String,
        /// The values of the statement that holds; nothing holds any more without.
        holds: Option<Vec<NoteField>>,
    },
    /// Releases an incident or an illness to the child's care record, once a parent was told.
    ReleaseToParents {
        /// The key of the incident or illness, in the group's document.
        note: String,
        /// How a parent was told: a code of the schema.
        told: String,
    },
    /// Releases a trainee's draft as the note that it is for; the trainee stays its author in name.
    ReleaseProposal {
        /// The key of the draft.
        proposal: String,
        /// About whom.
        child: String,
    },
}

samenspel_model::hides_content!(CommandRequest);

/// In which circle something is said.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum CirclePlace {
    /// One that is there.
    Known {
        /// Its id.
        circle: String,
    },
    /// A new one.
    NewWith {
        /// Who is in it, beside the author.
        people: Vec<String>,
    },
}

samenspel_model::hides_content!(CirclePlace);

/// A note in a circle that is opened with it.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct CircleNote {
    /// The note kind.
    pub kind: String,
    /// Its values.
    pub fields: Vec<NoteField>,
}

samenspel_model::hides_content!(CircleNote);

/// Which notes.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct TimelineRequest {
    /// About what.
    pub subject: NoteSubject,
    /// Only in documents of these kinds; all if empty.
    pub documents: Vec<String>,
    /// Only notes of these kinds; all if empty.
    pub kinds: Vec<String>,
    /// Only what comes before the note with this key: for the page before.
    pub before: Option<String>,
    /// At most so many, the latest; never more than 500.
    pub limit: u32,
}

samenspel_model::hides_content!(TimelineRequest);
