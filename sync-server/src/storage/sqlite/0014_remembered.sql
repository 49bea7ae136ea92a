-- What of an entry is remembered so that what names it is judged without opening a document: its kind, when a
-- form was told or a poll ends, what it answers and whether with yes, who gave a dose.
ALTER TABLE entry ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN moment INTEGER;
ALTER TABLE entry ADD COLUMN answers BLOB;
ALTER TABLE entry ADD COLUMN says INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN done_by BLOB;
CREATE INDEX entry_by_what_it_answers ON entry (answers) WHERE answers IS NOT NULL;
