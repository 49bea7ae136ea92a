-- What an author has written in a series and period, in all its parts: an author who fills one part must
-- not go on in the next.
DROP TABLE author;
CREATE TABLE author (
    series INTEGER NOT NULL,
    period INTEGER NOT NULL,
    person BLOB NOT NULL,
    entries INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    text_bytes INTEGER NOT NULL,
    PRIMARY KEY (series, period, person)
) STRICT, WITHOUT ROWID;
