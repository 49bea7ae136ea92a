-- Grows at its end and nowhere else: only the opening of a row, which says what the row is about,
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

ALTER TABLE held ADD COLUMN device BLOB NOT NULL DEFAULT x'';
CREATE INDEX held_by_device ON held (device);
