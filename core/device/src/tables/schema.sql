-- A phone's store. `wall`, `boot_id` and `monotonic_ms` are one reading of the phone's clocks; names in `_at`
-- and the other moments are milliseconds since 1970, UTC, corrected by what the server said. `status` is
-- 0 waiting, 1 later, 2 sent, 3 held, 4 refused. From the first release on this file stays as it is: what
-- changes is a migration.

-- Whose store it is, and where it is in step with the server.

CREATE TABLE profile (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  org BLOB NOT NULL,
  device BLOB NOT NULL,
  seed BLOB NOT NULL,
  url TEXT NOT NULL,
  device_name TEXT NOT NULL,
  invitation BLOB NOT NULL,
  holder BLOB,
  organisation TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE sync_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  incarnation BLOB,
  position INTEGER NOT NULL DEFAULT 0,
  list_documents INTEGER NOT NULL DEFAULT 1,
  directory_digest BLOB,
  here_digest BLOB,
  server_schema INTEGER NOT NULL DEFAULT 0,
  state_token BLOB NOT NULL DEFAULT x'',
  data_as_of INTEGER,
  logged_out INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO sync_state (id) VALUES (1);

-- What the server's clock said when the phone's clocks said this.
CREATE TABLE contacts (
  id INTEGER PRIMARY KEY,
  wall INTEGER NOT NULL,
  boot_id INTEGER NOT NULL,
  monotonic_ms INTEGER NOT NULL,
  server INTEGER NOT NULL
) STRICT;
CREATE INDEX contacts_by_boot ON contacts (boot_id, monotonic_ms);

-- On which first page of the file the write-ahead log began that this row stands in.
CREATE TABLE log_base (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  base BLOB NOT NULL
) STRICT;

-- What was done here and where it stands.

CREATE TABLE intents (
  id BLOB PRIMARY KEY,
  author BLOB NOT NULL,
  command TEXT NOT NULL,
  payload BLOB NOT NULL DEFAULT x'',
  wall INTEGER NOT NULL,
  boot_id INTEGER NOT NULL,
  monotonic_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Entries to be sent. Without an intent it is somebody else's. `offer`: the position from which it is offered
-- again after a restore. `settled_at`: when the server's word was heard; `held_at`: when it last said "held".
-- `anew`: its key was another's, and it was written again under a new one.
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  intent BLOB,
  key BLOB NOT NULL,
  series BLOB NOT NULL,
  body BLOB,
  signature BLOB,
  text_change BLOB,
  wall INTEGER NOT NULL,
  boot_id INTEGER NOT NULL,
  monotonic_ms INTEGER NOT NULL,
  delay_ms INTEGER NOT NULL DEFAULT 0,
  stated_at INTEGER,
  stated_certainty INTEGER,
  offer INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  blind INTEGER NOT NULL DEFAULT 0,
  anew INTEGER NOT NULL DEFAULT 0,
  status INTEGER NOT NULL DEFAULT 0,
  code TEXT,
  args BLOB,
  document BLOB,
  position INTEGER,
  settled_at INTEGER,
  held_at INTEGER,
  UNIQUE (key, series)
) STRICT;
CREATE INDEX outbox_pending ON outbox (offer = 0, offer, sequence) WHERE status IN (0, 1);
CREATE INDEX outbox_inbox ON outbox (sequence) WHERE status IN (3, 4);
CREATE INDEX outbox_by_intent ON outbox (intent);
CREATE INDEX outbox_not_placed ON outbox (settled_at) WHERE status = 2 AND body IS NOT NULL;

CREATE TABLE commands (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  intent BLOB NOT NULL,
  key BLOB NOT NULL UNIQUE,
  body BLOB NOT NULL,
  signature BLOB NOT NULL,
  status INTEGER NOT NULL DEFAULT 0,
  code TEXT,
  args BLOB,
  position INTEGER
) STRICT;
CREATE INDEX commands_pending ON commands (sequence) WHERE status IN (0, 1);

-- What a person made of a co-written text. `state`: 0 waiting, 1 an entry of it is under way, 2 arrived,
-- 3 given back.
CREATE TABLE text_intents (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  intent BLOB NOT NULL,
  key BLOB NOT NULL UNIQUE,
  agreement BLOB NOT NULL,
  series BLOB NOT NULL,
  author BLOB NOT NULL,
  base TEXT NOT NULL,
  mine TEXT NOT NULL,
  overlaps BLOB NOT NULL DEFAULT x'',
  written_at INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 0,
  code TEXT,
  settled_at INTEGER
) STRICT;
CREATE INDEX text_intents_open ON text_intents (agreement, sequence) WHERE state < 2;
CREATE INDEX text_intents_settled ON text_intents (settled_at) WHERE state = 2;

-- What is on its way to being written, and what stays with its author.

CREATE TABLE drafts (
  id BLOB PRIMARY KEY,
  author BLOB NOT NULL,
  series BLOB NOT NULL,
  note_kind TEXT NOT NULL,
  fields BLOB NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX drafts_by_author ON drafts (author, changed_at);

CREATE TABLE reflections (
  id BLOB PRIMARY KEY,
  author BLOB NOT NULL,
  written_at INTEGER NOT NULL,
  card TEXT,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reflections_by_author ON reflections (author, written_at);

-- Documents: which are here and how far, and which are being fetched.

CREATE TABLE documents (
  id BLOB PRIMARY KEY,
  series BLOB NOT NULL,
  period INTEGER NOT NULL,
  part INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  complete INTEGER NOT NULL,
  up_to INTEGER NOT NULL DEFAULT 0,
  entries INTEGER NOT NULL DEFAULT 0,
  heads BLOB NOT NULL DEFAULT x''
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshots (
  document BLOB PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  as_of INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- Where each actor's chain of Automerge changes ends.
CREATE TABLE chains (
  document BLOB NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  actor BLOB NOT NULL,
  seq INTEGER NOT NULL,
  max_op INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (document, actor)
) STRICT, WITHOUT ROWID;

CREATE TABLE wanted (
  document BLOB PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  as_of INTEGER,
  length INTEGER NOT NULL DEFAULT 0,
  received INTEGER NOT NULL DEFAULT 0,
  after INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE wanted_ranges (
  document BLOB NOT NULL REFERENCES wanted (document) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (document, start)
) STRICT;

-- The directory, and who is here today, as the server last told.

CREATE TABLE directory (
  kind INTEGER NOT NULL,
  id BLOB NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE here_today (
  group_id BLOB NOT NULL,
  person BLOB NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (group_id, person)
) STRICT, WITHOUT ROWID;

-- What screens read.

-- One row a note, the server's or an overlay (without a position) of what waits. `about` is the child, group
-- or person; `child` the one whose coming and going it tells; the days are those that it is for.
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL,
  series BLOB NOT NULL,
  document BLOB REFERENCES documents (id),
  position INTEGER,
  document_kind INTEGER NOT NULL,
  about BLOB NOT NULL,
  child BLOB,
  note_kind TEXT NOT NULL,
  author BLOB NOT NULL,
  corrected_at INTEGER NOT NULL,
  certainty INTEGER NOT NULL,
  arrived_at INTEGER,
  late INTEGER NOT NULL DEFAULT 0,
  sort_at INTEGER NOT NULL,
  sort_depth INTEGER NOT NULL DEFAULT 0,
  first_day TEXT,
  last_day TEXT,
  is_shown_kind INTEGER NOT NULL,
  is_item INTEGER NOT NULL,
  shown INTEGER NOT NULL DEFAULT 0,
  open_item INTEGER NOT NULL DEFAULT 0,
  retracted INTEGER NOT NULL DEFAULT 0,
  actor BLOB,
  seq INTEGER,
  body BLOB NOT NULL,
  signature BLOB NOT NULL,
  text_change BLOB,
  UNIQUE (key, series)
) STRICT;
CREATE INDEX notes_timeline ON notes (about, sort_at, sort_depth, key) WHERE shown = 1;
CREATE INDEX notes_open ON notes (about, sort_at, key) WHERE open_item = 1;
CREATE INDEX notes_by_document ON notes (document, position);
CREATE INDEX notes_by_position ON notes (position);
CREATE INDEX notes_overlays ON notes (key) WHERE position IS NULL;
CREATE INDEX notes_by_kind ON notes (about, note_kind, sort_at, sort_depth, key) WHERE retracted = 0;
CREATE INDEX notes_marks ON notes (author, sort_at) WHERE note_kind = 'marks';
CREATE INDEX notes_passages ON notes (child, sort_at) WHERE child IS NOT NULL AND retracted = 0;

-- What a note names.
CREATE TABLE links (
  note INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  target BLOB NOT NULL,
  kind TEXT NOT NULL,
  series BLOB NOT NULL,
  PRIMARY KEY (target, note, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_note ON links (note);

-- Co-written texts as their documents have them, and the words that somebody approved here.
CREATE TABLE agreements (
  key BLOB PRIMARY KEY,
  series BLOB NOT NULL,
  document BLOB NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE approved_texts (
  agreement BLOB NOT NULL REFERENCES agreements (key) ON DELETE CASCADE,
  person BLOB NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (agreement, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE read_marks (
  reader BLOB NOT NULL,
  key BLOB NOT NULL,
  series BLOB NOT NULL,
  intent BLOB NOT NULL,
  read_at INTEGER NOT NULL,
  waiting INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (reader, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX read_marks_waiting ON read_marks (reader) WHERE waiting = 1;

-- Folded words; what is removed leaves nothing in the index.
CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = 'ascii');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

-- A group's tablet.

-- A PIN that a colleague cleared is kept until its owner shows who she is.
CREATE TABLE pins (
  person BLOB PRIMARY KEY,
  salt BLOB,
  hash BLOB,
  cleared_salt BLOB,
  cleared_hash BLOB,
  cleared_by BLOB,
  cleared_at INTEGER,
  wrong INTEGER NOT NULL DEFAULT 0,
  locks INTEGER NOT NULL DEFAULT 0,
  locked_wall INTEGER,
  locked_boot INTEGER,
  locked_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE shifts (
  person BLOB PRIMARY KEY,
  wall INTEGER NOT NULL,
  boot_id INTEGER NOT NULL,
  monotonic_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who stands at it.
CREATE TABLE standing (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  person BLOB,
  active_wall INTEGER NOT NULL,
  active_boot INTEGER NOT NULL,
  active_ms INTEGER NOT NULL,
  pin_wall INTEGER NOT NULL,
  pin_boot INTEGER NOT NULL,
  pin_ms INTEGER NOT NULL
) STRICT;

-- Handing over without a network.

-- Keys of today to which colleagues seal what they cannot send.
CREATE TABLE relay_keys (
  public BLOB PRIMARY KEY,
  secret BLOB NOT NULL,
  wall INTEGER NOT NULL,
  boot_id INTEGER NOT NULL,
  monotonic_ms INTEGER NOT NULL
) STRICT;

-- Day grants that a colleague's device gave this one, with what it told of the day.
CREATE TABLE day_passes (
  grant_id BLOB PRIMARY KEY,
  group_id BLOB NOT NULL,
  command BLOB NOT NULL,
  brief BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  left_ms INTEGER NOT NULL,
  wall INTEGER NOT NULL,
  boot_id INTEGER NOT NULL,
  monotonic_ms INTEGER NOT NULL,
  settled INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
