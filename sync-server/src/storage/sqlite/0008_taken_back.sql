-- What stands on a note that was taken back is refused without opening a document; and of which note an
-- entry in a case tells, so that a manager takes back no other than the one reported to her.
ALTER TABLE entry ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN reports BLOB;
