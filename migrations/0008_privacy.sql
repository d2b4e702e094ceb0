-- Privacy per person: what they were told and agreed to, and what remains of an erasure:
-- keyed hashes only, nothing of the person.

-- Dated entries, never overwritten by later ones: kind 'notice' (told), 'consent' (agreed),
-- 'withdrawal' (took it back); scope: what it covers; date YYYY-MM-DD.
CREATE TABLE consent (
  id            INTEGER PRIMARY KEY,
  customer_id   INTEGER NOT NULL REFERENCES customer (id),
  kind          TEXT NOT NULL,
  scope         TEXT,
  method        TEXT,
  date          TEXT NOT NULL,
  notes         TEXT,
  attachment_id INTEGER REFERENCES attachment (id),
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  deleted_at    INTEGER,
  deleted_kind  INTEGER,
  aseq          INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_customer ON consent (customer_id, date, id);
CREATE INDEX consent_attachment ON consent (attachment_id) WHERE attachment_id IS NOT NULL;

-- Entries of the change log that an erasure rewrote. The audit entry `erase_seq` vouches for
-- all rows of its erasure; the newest row of a `seq` says what its body must hash to.
CREATE TABLE redaction (
  erase_seq  INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  value_hash BLOB NOT NULL,
  PRIMARY KEY (erase_seq, seq)
) STRICT, WITHOUT ROWID;

-- Keyed hashes of the ids of erased customers, kept beside the book too: a backup from
-- before an erasure brings nobody back.
CREATE TABLE erased (
  hash TEXT PRIMARY KEY,
  at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
