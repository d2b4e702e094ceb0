-- Places for backups on a server: how each is reached, with its password or key. Read only to connect; never told to anybody.

CREATE TABLE backup_login (
  target_id  TEXT PRIMARY KEY,
  connection TEXT NOT NULL
) STRICT;

-- When a place was last tried in vain: one that refuses us is not knocked at every few minutes.
ALTER TABLE backup_target ADD COLUMN tried_at INTEGER;
