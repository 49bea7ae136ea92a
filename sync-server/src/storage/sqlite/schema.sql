-- One organisation's log. Integers named `at` are milliseconds since 1970, UTC. `sealed` bytes open with a
-- key of the key store. From the first release on this file stays as it is: what changes is a migration.

-- The log itself: one row. The time that the server reckons with never goes back behind `newest_at`, the
-- newest moment that its clock had shown when it wrote; an operator may set it right if that clock was wrong.
CREATE TABLE log (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 0),
    org BLOB NOT NULL,
    incarnation BLOB NOT NULL,
    last_position INTEGER NOT NULL,
    directory_version INTEGER NOT NULL,
    newest_at INTEGER NOT NULL,
    clock_set_right INTEGER NOT NULL,
    clock_set_right_at INTEGER NOT NULL
) STRICT;

-- How far the log was at a moment, about once an hour: what is older than that is merged.
CREATE TABLE log_hour (
    at INTEGER NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT;

-- Documents and their entries.

CREATE TABLE series (
    number INTEGER NOT NULL PRIMARY KEY,
    series BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE document (
    number INTEGER NOT NULL PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    series INTEGER NOT NULL REFERENCES series (number),
    period INTEGER NOT NULL,
    part INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    last_position INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    merged_entries INTEGER NOT NULL,
    merged_up_to INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    text_bytes INTEGER NOT NULL,
    heads BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX document_by_placement ON document (series, period, epoch, part);
CREATE INDEX document_by_last_position ON document (last_position);
CREATE INDEX document_to_merge ON document (last_position) WHERE entries > merged_entries;

-- The key first: one author's entries lie together, and a key is found without its series. The columns behind
-- `stored_at` are what is remembered of an entry, so that what names it is judged without opening a document:
-- what a correction may not change, whether it was taken back, of which note an entry in a case tells, its
-- kind, when a form was told or a poll ends, what it answers and whether with yes, who gave a dose.
CREATE TABLE entry (
    key BLOB NOT NULL,
    series INTEGER NOT NULL,
    document INTEGER NOT NULL,
    position INTEGER NOT NULL,
    content BLOB NOT NULL,
    stored_at INTEGER NOT NULL DEFAULT 0,
    fixed INTEGER NOT NULL DEFAULT 0,
    taken_back INTEGER NOT NULL DEFAULT 0,
    reports BLOB,
    kind INTEGER NOT NULL DEFAULT 0,
    moment INTEGER,
    answers BLOB,
    says INTEGER NOT NULL DEFAULT 0,
    done_by BLOB,
    PRIMARY KEY (key, series)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_by_what_it_answers ON entry (answers) WHERE answers IS NOT NULL;

-- Entries that are not in a snapshot yet.
CREATE TABLE payload (
    document INTEGER NOT NULL,
    position INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
    document INTEGER NOT NULL PRIMARY KEY,
    as_of INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    length INTEGER NOT NULL,
    part_bytes INTEGER NOT NULL
) STRICT;

-- A range of a snapshot is opened without the rest.
CREATE TABLE snapshot_part (
    document INTEGER NOT NULL,
    part INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (document, part)
) STRICT, WITHOUT ROWID;

-- Where each actor's chain of Automerge changes ends.
CREATE TABLE chain (
    document INTEGER NOT NULL,
    actor BLOB NOT NULL,
    seq INTEGER NOT NULL,
    max_op INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (document, actor)
) STRICT, WITHOUT ROWID;

-- What an author has written in a series and period, in all its parts: who fills one part must not go on in
-- the next. What a group's device wrote in somebody's name is counted apart (`tablet`, else empty): who has
-- the tablet in hand could otherwise use up her quota, and her own phone would wait.
CREATE TABLE author (
    series INTEGER NOT NULL,
    period INTEGER NOT NULL,
    person BLOB NOT NULL,
    tablet BLOB NOT NULL,
    entries INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    text_bytes INTEGER NOT NULL,
    PRIMARY KEY (series, period, person, tablet)
) STRICT, WITHOUT ROWID;

-- What waits for a manager, from which device.
CREATE TABLE held (
    key BLOB NOT NULL,
    content BLOB NOT NULL,
    series BLOB NOT NULL,
    document BLOB NOT NULL,
    why INTEGER NOT NULL,
    arrived_at INTEGER NOT NULL,
    position INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    device BLOB NOT NULL,
    PRIMARY KEY (key, series, content)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_by_device ON held (device);

-- Requests: what must not be answered twice, and what was refused.

CREATE TABLE nonce (
    device BLOB NOT NULL,
    nonce BLOB NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (device, nonce)
) STRICT, WITHOUT ROWID;
CREATE INDEX nonce_by_time ON nonce (time);

CREATE TABLE refusal (
    key BLOB NOT NULL,
    content BLOB NOT NULL,
    device BLOB NOT NULL,
    answer BLOB NOT NULL,
    refused_at INTEGER NOT NULL,
    PRIMARY KEY (key, content)
) STRICT, WITHOUT ROWID;
CREATE INDEX refusal_by_device ON refusal (device, refused_at);
CREATE INDEX refusal_by_time ON refusal (refused_at);

-- When a device was here last.
CREATE TABLE contact (
    device BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The directory and what people ask of it.

-- `holder`: whose a device is, as an id that is named elsewhere too, so that somebody's devices are counted.
CREATE TABLE directory (
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    holder BLOB,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX directory_by_position ON directory (position);
CREATE INDEX directory_by_holder ON directory (holder) WHERE holder IS NOT NULL;

-- What changed after a position is looked up, not found among all there is: a record that went leaves its id
-- and where it went.
CREATE TABLE removed_record (
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX removed_record_by_position ON removed_record (position);

CREATE TABLE command (
    key BLOB NOT NULL PRIMARY KEY,
    content BLOB NOT NULL,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was asked for by commands: who opened or made it, when, and from which device, so that it is bounded,
-- can be taken back and ends with a revoked device. `closed_with_device`: a manager can let it go on.
CREATE TABLE asked (
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    person BLOB NOT NULL,
    at INTEGER NOT NULL,
    open INTEGER NOT NULL,
    device BLOB NOT NULL,
    closed_with_device INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX asked_by_time ON asked (person, kind, at);
CREATE INDEX asked_open ON asked (person, kind) WHERE open = 1;
CREATE INDEX asked_from ON asked (device, kind);

-- `made_by`: revoking that device closes them.
CREATE TABLE invitation (
    code_hash BLOB NOT NULL PRIMARY KEY,
    id BLOB NOT NULL,
    holder BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    used_by BLOB,
    used_at INTEGER,
    made_by BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_open ON invitation (holder, expires_at) WHERE used_by IS NULL;
CREATE INDEX invitation_by_maker ON invitation (made_by, expires_at) WHERE used_by IS NULL;
CREATE INDEX invitation_by_id ON invitation (id);

-- Who opened a group's list, and when first that day: no part of the directory, and gone in two days.
CREATE TABLE here_today (
    group_id BLOB NOT NULL,
    person BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (group_id, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX here_today_by_time ON here_today (at);

-- The audit grows at its end and nowhere else: only the opening of a row, which says what the row is about,
-- may go, when that is erased.
CREATE TABLE audit (
    number INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    action INTEGER NOT NULL,
    commitment BLOB NOT NULL,
    hash BLOB NOT NULL,
    document BLOB NOT NULL,
    opening BLOB
) STRICT;
CREATE TRIGGER audit_keeps_its_rows BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
CREATE TRIGGER audit_keeps_what_it_says BEFORE UPDATE ON audit
WHEN NEW.opening IS NOT NULL OR NEW.number <> OLD.number OR NEW.at <> OLD.at
    OR NEW.action <> OLD.action OR NEW.commitment <> OLD.commitment OR NEW.hash <> OLD.hash
    OR NEW.document <> OLD.document
BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;

-- One row of the audit a day for what one device is refused for one reason.
CREATE TABLE refused_today (
    day INTEGER NOT NULL,
    device BLOB NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (day, device, code)
) STRICT, WITHOUT ROWID;
