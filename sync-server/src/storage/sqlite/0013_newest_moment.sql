-- The newest moment that the server's clock had shown when it wrote: the time it reckons with never goes
-- back behind it. An operator may set it right if that clock was wrong; how often, and when last.
ALTER TABLE log ADD COLUMN newest_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE log ADD COLUMN clock_set_right INTEGER NOT NULL DEFAULT 0;
ALTER TABLE log ADD COLUMN clock_set_right_at INTEGER NOT NULL DEFAULT 0;
