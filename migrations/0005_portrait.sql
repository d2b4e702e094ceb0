-- The portrait of a customer: what they like, how to reach them, who they are related to,
-- files that belong to them. What was said and agreed gets its outcome.

ALTER TABLE customer ADD COLUMN preferences TEXT;
ALTER TABLE customer ADD COLUMN pain_points TEXT;
ALTER TABLE customer ADD COLUMN preferred_method TEXT;
ALTER TABLE customer ADD COLUMN preferred_time TEXT;
-- 'all' = 勿扰, 'marketing' = no advertising.
ALTER TABLE customer ADD COLUMN do_not_contact TEXT;
ALTER TABLE customer ADD COLUMN starred TEXT;

ALTER TABLE follow_up ADD COLUMN result TEXT;
ALTER TABLE follow_up ADD COLUMN intent TEXT;
CREATE INDEX follow_up_next ON follow_up (customer_id, next_date) WHERE next_date IS NOT NULL;

-- `kind` is what the customer `to_id` is to the customer `from_id`: 'manager' = their superior.
CREATE TABLE relation (
  id            INTEGER PRIMARY KEY,
  from_id       INTEGER NOT NULL REFERENCES customer (id),
  to_id         INTEGER NOT NULL REFERENCES customer (id),
  kind          TEXT NOT NULL,
  label         TEXT,
  reverse_label TEXT,
  role          TEXT,
  notes         TEXT,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  deleted_at    INTEGER,
  deleted_kind  INTEGER,
  aseq          INTEGER NOT NULL
) STRICT;
CREATE INDEX relation_from ON relation (from_id, id);
CREATE INDEX relation_to ON relation (to_id, id);
CREATE INDEX relation_own ON relation (label, reverse_label) WHERE kind = 'own' AND deleted_at IS NULL;

-- The sealed files of a book, by keyed hash of their content: the same file is stored once.
-- Not replicated rows: which files are wanted follows from the attachments and the log.
CREATE TABLE blob (
  hash       TEXT PRIMARY KEY,
  size_bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
  id           INTEGER PRIMARY KEY,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  follow_up_id INTEGER REFERENCES follow_up (id),
  blob         TEXT NOT NULL REFERENCES blob (hash),
  thumb        TEXT REFERENCES blob (hash),
  name         TEXT NOT NULL,
  mime         TEXT NOT NULL,
  size_bytes   INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;
CREATE INDEX attachment_customer ON attachment (customer_id, created_at);
CREATE INDEX attachment_follow_up ON attachment (follow_up_id) WHERE follow_up_id IS NOT NULL;
CREATE INDEX attachment_blob ON attachment (blob);
CREATE INDEX attachment_thumb ON attachment (thumb) WHERE thumb IS NOT NULL;

-- What filters ask of follow-ups is answered from this alone (derived/related).
CREATE INDEX follow_up_related ON follow_up (at, customer_id, method, result, intent, deleted_at) WHERE deleted_at IS NULL;
