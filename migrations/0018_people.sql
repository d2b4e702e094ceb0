-- People who work with the book, beside the owner who made it: their role and what they may do. Their keys are in vault.json.

CREATE TABLE person (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  role         TEXT NOT NULL,
  rights       TEXT,
  active       INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;

-- Whose phone or e-mail somebody opened who sees them masked: what the limit per hour is counted by. Not a record of the book: it goes after a month.
CREATE TABLE contact_opened (
  person_id   INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (person_id, customer_id)
) STRICT, WITHOUT ROWID;
