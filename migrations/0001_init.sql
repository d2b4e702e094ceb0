-- First schema. Rules: STRICT tables; integers for money, time and booleans;
-- ids are device × 2^32 + counter (shared/kernel/ids.ts); a deleted row stays with
-- deleted_at set; no UNIQUE on what people write; aseq = seq of the row's last change.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the user did, as they see it: one step of undo, one import.
CREATE TABLE action (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  actor      TEXT NOT NULL,
  facts      TEXT NOT NULL,
  state      TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  undone_by  INTEGER
) STRICT;

-- One entry per transaction: rows with their old and new values.
CREATE TABLE change_log (
  seq       INTEGER PRIMARY KEY,
  action_id INTEGER NOT NULL,
  stamp     TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  codec     INTEGER NOT NULL,
  body      BLOB NOT NULL
) STRICT;
CREATE INDEX change_log_action ON change_log (action_id, seq);

-- Keyed hash chain over everything done; holds no values.
CREATE TABLE audit (
  seq        INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  stamp      TEXT NOT NULL,
  actor      TEXT NOT NULL,
  action     TEXT NOT NULL,
  row_count  INTEGER NOT NULL,
  value_hash BLOB NOT NULL,
  hash       BLOB NOT NULL
) STRICT;

CREATE TABLE customer (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL,
  name         TEXT NOT NULL,
  pinyin       TEXT NOT NULL,
  code         TEXT,
  phones       TEXT,
  wechats      TEXT,
  emails       TEXT,
  company      TEXT,
  title        TEXT,
  addresses    TEXT,
  gender       TEXT,
  birthday     TEXT,
  grade        TEXT,
  source       TEXT,
  tags         TEXT,
  notes        TEXT,
  extra        TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_updated ON customer (updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX customer_deleted ON customer (deleted_at, id) WHERE deleted_at IS NOT NULL;

CREATE TABLE tag (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  group_name   TEXT,
  color        TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;

CREATE TABLE follow_up (
  id           INTEGER PRIMARY KEY,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  at           INTEGER NOT NULL,
  method       TEXT NOT NULL,
  content      TEXT NOT NULL,
  next_date    TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;
CREATE INDEX follow_up_customer ON follow_up (customer_id, at);

CREATE TABLE sale (
  id           INTEGER PRIMARY KEY,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  date         TEXT NOT NULL,
  items        TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency     TEXT NOT NULL,
  paid_minor   INTEGER NOT NULL,
  notes        TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;
CREATE INDEX sale_customer ON sale (customer_id, date);

-- Past and running imports; rows that failed wait here, encrypted with the book.
CREATE TABLE import_batch (
  action_id  INTEGER PRIMARY KEY REFERENCES action (id),
  file_name  TEXT NOT NULL,
  file_hash  TEXT NOT NULL,
  options    TEXT NOT NULL,
  counts     TEXT NOT NULL,
  next_row   INTEGER NOT NULL,
  state      TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER
) STRICT;

CREATE TABLE import_issue (
  action_id INTEGER NOT NULL,
  row_no    INTEGER NOT NULL,
  cells     TEXT NOT NULL,
  issues    TEXT NOT NULL,
  PRIMARY KEY (action_id, row_no)
) STRICT, WITHOUT ROWID;

-- How a file with these headings was mapped last time.
CREATE TABLE saved_mapping (
  signature TEXT PRIMARY KEY,
  mapping   TEXT NOT NULL,
  used_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE job (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  state      TEXT NOT NULL,
  info       TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX job_started ON job (started_at);
