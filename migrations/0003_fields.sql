-- Custom fields of customers. Values lie in customer.custom: a JSON map from the field's id
-- to its value, beside 'o:<id>' for the text as it was typed. verified_on: when somebody
-- last checked that the record is right (上次核对日, YYYY-MM-DD).

CREATE TABLE field (
  id           INTEGER PRIMARY KEY,
  entity       TEXT NOT NULL,
  label        TEXT NOT NULL,
  aliases      TEXT,
  kind         TEXT NOT NULL,
  options      TEXT,
  section      TEXT,
  position     INTEGER NOT NULL,
  rules        TEXT,
  formula      TEXT,
  result       TEXT,
  unit         TEXT,
  currency     TEXT,
  hidden       INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;

ALTER TABLE customer ADD COLUMN custom TEXT;
ALTER TABLE customer ADD COLUMN verified_on TEXT;
