-- Whose a device is, as an id that is named elsewhere too: how many somebody has is looked up.
ALTER TABLE directory ADD COLUMN holder BLOB;
CREATE INDEX directory_by_holder ON directory (holder) WHERE holder IS NOT NULL;
