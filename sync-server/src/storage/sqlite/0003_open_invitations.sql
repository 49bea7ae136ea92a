-- To count a holder's open invitations whatever others have been made.
CREATE INDEX invitation_open ON invitation (holder, expires_at) WHERE used_by IS NULL;
