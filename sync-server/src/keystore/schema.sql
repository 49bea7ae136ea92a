-- The key store of one organisation, a file of its own that is in no backup. From the first release on this
-- file stays as it is: what changes is a migration.

-- The sealing key of each document and epoch; destroying it erases the document from every backup.
CREATE TABLE document_key (
    document BLOB NOT NULL PRIMARY KEY,
    key BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The lives of the log: each begins where the log was found to have gone back.
CREATE TABLE life (
    number INTEGER NOT NULL PRIMARY KEY,
    incarnation BLOB NOT NULL UNIQUE,
    previous BLOB,
    started_after INTEGER NOT NULL,
    began_at INTEGER
) STRICT;

-- Accesses that ended: a log restored from a backup does not know of it. `form`: what the access is since it was last changed.
CREATE TABLE ending (
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    until INTEGER,
    barred INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    suspended INTEGER,
    form BLOB,
    incarnation BLOB NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ending_by_life ON ending (incarnation, position);

-- How far the log and its audit had come.
CREATE TABLE high_water (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 0),
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE audit_head (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 0),
    number INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT;
