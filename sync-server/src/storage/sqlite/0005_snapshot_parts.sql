-- A range of a snapshot is opened without the rest.
CREATE TABLE snapshot_part (
    document INTEGER NOT NULL,
    part INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (document, part)
) STRICT, WITHOUT ROWID;
INSERT INTO snapshot_part (document, part, sealed) SELECT document, 0, sealed FROM snapshot;
ALTER TABLE snapshot ADD COLUMN length INTEGER NOT NULL DEFAULT 0;
ALTER TABLE snapshot ADD COLUMN part_bytes INTEGER NOT NULL DEFAULT 1;
-- Sealing adds 40 bytes.
UPDATE snapshot SET length = LENGTH(sealed) - 40, part_bytes = LENGTH(sealed) - 40;
ALTER TABLE snapshot DROP COLUMN sealed;

-- How far the log was at a moment, about once an hour: what is older than that is merged.
CREATE TABLE log_hour (
    at INTEGER NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT;
