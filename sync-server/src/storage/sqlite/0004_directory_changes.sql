-- What changed in the directory after a position is looked up, not found among all there is: a record
-- that went leaves its id and where it went.
CREATE INDEX directory_by_position ON directory (position);
CREATE TABLE removed_record (
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX removed_record_by_position ON removed_record (position);
