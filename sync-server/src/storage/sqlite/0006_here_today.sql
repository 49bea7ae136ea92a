-- Who opened a group's list, and when first that day: no part of the directory, and gone in two days.
CREATE TABLE here_today (
    group_id BLOB NOT NULL,
    person BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (group_id, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX here_today_by_time ON here_today (at);
