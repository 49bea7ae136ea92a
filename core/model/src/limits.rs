//! Every bound on what a peer may send or a document may hold, in one place.
//!
//! The protocol names these numbers; a change here is a change of the protocol (docs/protocol.md).

/// Unicode scalars in one text value.
pub const TEXT_CHARS_MAX: usize = 4_000;
/// Bytes in one text value: as many letters of four bytes.
pub const TEXT_BYTES_MAX: usize = 4 * TEXT_CHARS_MAX;
/// Bytes in one bytes value (77 entry keys fit).
pub const BYTES_VALUE_BYTES_MAX: usize = 77 * 32;
/// Fields in one entry.
pub const FIELDS_MAX: usize = 32;
/// Bytes in a field's name, a note kind or a code.
pub const NAME_BYTES_MAX: usize = 32;
/// Bytes in one entry's canonical CBOR.
pub const ENTRY_BYTES_MAX: usize = 32 * 1024;
/// Entries in one request.
pub const PUSH_ENTRIES_MAX: usize = 1_000;
/// Directory commands in one request.
pub const PUSH_COMMANDS_MAX: usize = 16;
/// Wanted documents in one request.
pub const WANTS_MAX: usize = 256;
/// Bytes of a request on the wire.
pub const REQUEST_WIRE_BYTES_MAX: usize = 1024 * 1024;
/// Bytes of a request after decompression.
pub const REQUEST_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Bytes of a response after decompression, which a client accepts.
pub const RESPONSE_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Bytes of entries and snapshots that one response carries, about.
pub const PAGE_BYTES_MAX: usize = 1024 * 1024;
/// Entries in one page.
pub const PAGE_ENTRIES_MAX: usize = 1_000;
/// Bytes of one snapshot range.
pub const SNAPSHOT_RANGE_BYTES_MAX: usize = 256 * 1024;
/// Nesting in any CBOR of the protocol.
pub const CBOR_DEPTH_MAX: usize = 12;

/// Bytes of one text change as sent.
pub const TEXT_CHANGE_BYTES_MAX: usize = 64 * 1024;
/// Operations in one text change.
pub const TEXT_CHANGE_OPS_MAX: u64 = 5_000;
/// Bytes of one co-written text.
pub const COWRITTEN_TEXT_BYTES_MAX: usize = 32 * 1024;
/// Dependencies of one text change: a document's heads, about one per device that ever wrote into it.
pub const TEXT_CHANGE_DEPS_MAX: usize = 256;
/// Heads of a document with co-written text: an edit stands on all of them and on its device's edit before.
pub const DOCUMENT_HEADS_MAX: usize = 255;
/// Other actors that one text change may name: those whose characters it touches.
pub const TEXT_CHANGE_ACTORS_MAX: usize = 256;

/// Edits and approvals of co-written texts of one document that are judged in one request; those
/// beyond come again.
pub const TEXTS_JUDGED_PER_REQUEST_MAX: usize = 8;
/// Edits and approvals of co-written texts that are judged for one device in a minute.
pub const TEXTS_JUDGED_PER_MINUTE_MAX: u32 = 32;

/// Bytes of entries in one document, after which part n + 1 opens.
pub const DOCUMENT_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Bytes of co-written text in one document, after which part n + 1 opens.
pub const DOCUMENT_TEXT_BYTES_MAX: u64 = 64 * 1024;
/// Records of an organisation that a manager over all locations gets whole; of a larger one, its places
/// and who leads each.
pub const MANAGED_RECORDS_MAX: usize = 50_000;
/// Parts of one series in one period.
pub const PARTS_MAX: u8 = 64;
/// Entries of one author in one series and period, in all its parts.
pub const AUTHOR_ENTRIES_PER_PERIOD_MAX: u32 = 4_000;
/// Bytes of one author's entries in one series and period, in all its parts: one document full. So many
/// have to write before a period is full that no one can shut the others out.
pub const AUTHOR_BYTES_PER_PERIOD_MAX: u64 = DOCUMENT_BYTES_MAX;
/// Bytes of one author's co-written text in one series and period, in all its parts.
pub const AUTHOR_TEXT_BYTES_PER_PERIOD_MAX: u64 = 16 * DOCUMENT_TEXT_BYTES_MAX;

/// How far a request's time may be from the server's, either way.
pub const REQUEST_WINDOW_MS: i64 = 5 * 60 * 1000;
/// How long after the end of an access its entries are still accepted, marked late.
pub const LATE_WINDOW_MS: i64 = 14 * 24 * 60 * 60 * 1000;
/// How long a refusal is remembered.
pub const REFUSAL_MEMORY_MS: i64 = 90 * 24 * 60 * 60 * 1000;
/// Refusals remembered per device.
pub const REFUSALS_PER_DEVICE_MAX: u32 = 10_000;
/// Entries of one device that wait for a manager; beyond, it is told to come again.
pub const HELD_PER_DEVICE_MAX: u64 = 5_000;
/// How long a device may be read without a contact with the server.
pub const OFFLINE_LEASE_MS: i64 = 14 * 24 * 60 * 60 * 1000;
/// How long an invitation is valid.
pub const INVITATION_LIFETIME_MS: i64 = 72 * 60 * 60 * 1000;
/// Invitations of one person or group that may be open, neither used nor expired.
pub const OPEN_INVITATIONS_MAX: u64 = 5;
/// Devices of one person that are not revoked: own phones, and profiles on the tablets of the groups.
pub const DEVICES_PER_PERSON_MAX: usize = 10;
/// Devices of one group that are not revoked.
pub const DEVICES_PER_GROUP_MAX: usize = 20;

/// Circles that one person opened and that are open.
pub const CIRCLES_OPENED_MAX: usize = 32;
/// Circles in which one person is named and that are open, before each of the others may open but few more
/// with that person.
pub const CIRCLES_OF_MEMBER_MAX: usize = 128;
/// Circles that one person has open with somebody who is named in as many: whoever filled those shuts
/// nobody out.
pub const CIRCLES_OF_CROWDED_MEMBER_MAX: usize = 4;
/// Circles that one person opens in a day.
pub const CIRCLES_PER_DAY_MAX: u64 = 32;
/// Provisional people whom one person makes in a day.
pub const PROVISIONAL_PEOPLE_PER_DAY_MAX: u64 = 8;
/// Day grants that one person gives in a day.
pub const DAY_GRANTS_PER_DAY_MAX: u64 = 24;
/// Invitations that one person makes in a day: a manager's for a whole location.
pub const INVITATIONS_PER_DAY_MAX: u64 = 500;
/// How long a closed circle is read by those named in it.
pub const CIRCLE_TERM_MS: i64 = 365 * 24 * 60 * 60 * 1000;

/// Bytes of one directory command's CBOR.
pub const COMMAND_BYTES_MAX: usize = 16 * 1024;
/// People named in one circle.
pub const CIRCLE_MEMBERS_MAX: usize = 32;
/// Circles that one parent has open with managers.
pub const PARENT_CIRCLES_MAX: usize = 8;
/// Characters of a first or last name that a command brings, and of a device's name.
pub const NAME_CHARS_MAX: usize = 100;
/// Languages of one person that a command brings.
pub const LANGUAGES_MAX: usize = 8;
/// Bytes of an enrolment's body.
pub const ENROL_BYTES_MAX: usize = 4 * 1024;
/// Bytes of an invitation's code, at least.
pub const INVITATION_CODE_BYTES_MIN: usize = 16;
/// Bytes of an invitation's code.
pub const INVITATION_CODE_BYTES_MAX: usize = 32;
/// Bytes of the server's address in an invitation.
pub const INVITATION_URL_BYTES_MAX: usize = 200;
/// Bytes of a request's headers.
pub const HEADERS_BYTES_MAX: usize = 16 * 1024;
/// Headers of a request.
pub const HEADERS_MAX: usize = 64;
/// How long a day grant lasts at most, if not until the end of its day.
pub const DAY_GRANT_MS_MAX: i64 = 24 * 60 * 60 * 1000;
/// How long before its beginning a day grant may be given.
pub const DAY_GRANT_AHEAD_MS_MAX: i64 = 2 * 24 * 60 * 60 * 1000;
/// Days after it was told that a `for_date` may name.
pub const FOR_DATE_AHEAD_DAYS_MAX: i64 = 366;
/// Days before it was told that a `for_date` may name.
pub const FOR_DATE_BACK_DAYS_MAX: i64 = 1;
/// How long before an entry was written a moment in it may lie that tells what happened.
pub const HAPPENED_BEFORE_MS_MAX: i64 = 366 * 24 * 60 * 60 * 1000;
/// How far ahead of the server's clock what happened, and the writing of an entry, may be: so far a phone's
/// clock may be off.
pub const HAPPENED_AHEAD_MS_MAX: i64 = 15 * 60 * 1000;
/// How long before its organisation was made an entry may say that it was written: a clock that was never
/// compared may be a year behind.
pub const WRITTEN_BEFORE_MS_MAX: i64 = 366 * 24 * 60 * 60 * 1000;
/// How long before an entry was written any other moment in it may lie.
pub const LASTS_BEFORE_MS_MAX: i64 = 20 * 366 * 24 * 60 * 60 * 1000;
/// How long after an entry was written any other moment in it may lie.
pub const LASTS_AHEAD_MS_MAX: i64 = 10 * 366 * 24 * 60 * 60 * 1000;
/// Bytes of sealed notes that one phone hands another.
pub const RELAY_BYTES_MAX: usize = 128 * 1024;
/// Notes that one phone hands another at once.
pub const RELAY_ENTRIES_MAX: usize = 500;
/// Bytes of a sealed day pass.
pub const DAY_PASS_BYTES_MAX: usize = 16 * 1024;
