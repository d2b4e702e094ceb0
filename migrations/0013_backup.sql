-- Where copies of the book are kept, and the copies made. Of this computer: not replicated, no customer in it.

CREATE TABLE backup_target (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  folder     TEXT NOT NULL,
  added_at   INTEGER NOT NULL,
  last_error TEXT
) STRICT;

CREATE TABLE backup_copy (
  target_id  TEXT NOT NULL,
  name       TEXT NOT NULL,
  seq        INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  sha256     TEXT NOT NULL,
  customers  INTEGER NOT NULL,
  reason     TEXT NOT NULL,
  audit_seq  INTEGER NOT NULL,
  proven_at  INTEGER,
  damage     TEXT,
  PRIMARY KEY (target_id, name)
) STRICT, WITHOUT ROWID;
