-- Which device made an invitation: revoking it closes those. What people asked of the directory by
-- commands: who opened or made it and when, so that it is bounded and can be taken back.
ALTER TABLE invitation ADD COLUMN made_by BLOB;
CREATE INDEX invitation_by_maker ON invitation (made_by, expires_at) WHERE used_by IS NULL;
CREATE INDEX invitation_by_id ON invitation (id);

CREATE TABLE asked (
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    person BLOB NOT NULL,
    at INTEGER NOT NULL,
    open INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX asked_by_time ON asked (person, kind, at);
CREATE INDEX asked_open ON asked (person, kind) WHERE open = 1;
