-- What a group's device wrote in somebody's name is counted apart from what her own devices wrote: who has
-- the tablet in hand could otherwise use up her quota, and her own phone would wait. Empty where her own
-- wrote; what was counted before counts as hers.
ALTER TABLE author RENAME TO author_before;
CREATE TABLE author (
    series INTEGER NOT NULL,
    period INTEGER NOT NULL,
    person BLOB NOT NULL,
    tablet BLOB NOT NULL,
    entries INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    text_bytes INTEGER NOT NULL,
    PRIMARY KEY (series, period, person, tablet)
) STRICT, WITHOUT ROWID;
INSERT INTO author (series, period, person, tablet, entries, bytes, text_bytes)
    SELECT series, period, person, x'', entries, bytes, text_bytes FROM author_before;
DROP TABLE author_before;
