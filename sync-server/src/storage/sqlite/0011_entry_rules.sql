-- When an entry was stored, for what a manager's opening of before showed; and what a correction of it may
-- not change, so that no document is opened to know.
ALTER TABLE entry ADD COLUMN stored_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN fixed INTEGER NOT NULL DEFAULT 0;
