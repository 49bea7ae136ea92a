-- From which device something was asked for, so that what a revoked device prepared ends with it; and
-- which circles were closed with their device, so that a manager can let them go on.
ALTER TABLE asked ADD COLUMN device BLOB NOT NULL DEFAULT x'';
ALTER TABLE asked ADD COLUMN closed_with_device INTEGER NOT NULL DEFAULT 0;
CREATE INDEX asked_from ON asked (device, kind);
