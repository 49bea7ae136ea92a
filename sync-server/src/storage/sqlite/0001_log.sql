CREATE TABLE log (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 0),
    org BLOB NOT NULL,
    incarnation BLOB NOT NULL,
    last_position INTEGER NOT NULL,
    directory_version INTEGER NOT NULL
) STRICT;

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

-- The key first: one author's entries lie together, and a key is found without its series.
CREATE TABLE entry (
    key BLOB NOT NULL,
    series INTEGER NOT NULL,
    document INTEGER NOT NULL,
    position INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (key, series)
) STRICT, WITHOUT ROWID;

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
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE chain (
    document INTEGER NOT NULL,
    actor BLOB NOT NULL,
    seq INTEGER NOT NULL,
    max_op INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (document, actor)
) STRICT, WITHOUT ROWID;

CREATE TABLE author (
    document INTEGER NOT NULL,
    person BLOB NOT NULL,
    entries INTEGER NOT NULL,
    PRIMARY KEY (document, person)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE held (
    key BLOB NOT NULL,
    content BLOB NOT NULL,
    series BLOB NOT NULL,
    document BLOB NOT NULL,
    why INTEGER NOT NULL,
    arrived_at INTEGER NOT NULL,
    position INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (key, series, content)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
    device BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE directory (
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
    code_hash BLOB NOT NULL PRIMARY KEY,
    id BLOB NOT NULL,
    holder BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    used_by BLOB,
    used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE command (
    key BLOB NOT NULL PRIMARY KEY,
    content BLOB NOT NULL,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
