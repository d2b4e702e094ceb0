-- Grades by rule and the lifecycle of a customer. What a person decides is kept with the
-- customer; everything else follows from sales, rules and the day (changes/facts) and can
-- be rebuilt at any time.

-- {on, reason}: the grade was set by hand; NULL = the rule decides, if there is one.
ALTER TABLE customer ADD COLUMN grade_by TEXT;
-- [{at, on, stage, reason}], latest last; stage NULL = the lock was taken off.
ALTER TABLE customer ADD COLUMN stage_hand TEXT;
CREATE INDEX customer_stage_hand ON customer (id) WHERE stage_hand IS NOT NULL;

-- Rules the owner edits, one row per kind: 'grades', 'stages'.
CREATE TABLE rule_set (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL,
  body         TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;

-- Derived: where a customer stands; no row = 'lead'. `base` is what the sales alone say
-- ('new', 'active', 'loyal', NULL), `due_on` the next day on which time alone moves them.
CREATE TABLE customer_stage (
  customer_id INTEGER PRIMARY KEY,
  base        TEXT,
  stage       TEXT NOT NULL,
  since_on    TEXT,
  due_on      TEXT
) STRICT;
CREATE INDEX customer_stage_due ON customer_stage (due_on) WHERE due_on IS NOT NULL;

-- The moves of living customers: of kind 'stage' derived, of kind 'grade' noted as they happen.
-- Stages: 'lead', 'new', 'active', 'loyal', 'atRisk', 'lost'. `reason`: JSON {code, …facts}.
CREATE TABLE stage_move (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  at          INTEGER NOT NULL,
  on_date     TEXT NOT NULL,
  from_value  TEXT,
  to_value    TEXT,
  by_hand     INTEGER NOT NULL,
  reason      TEXT NOT NULL
) STRICT;
CREATE INDEX stage_move_customer ON stage_move (customer_id, on_date, id);
CREATE INDEX stage_move_date ON stage_move (kind, on_date, from_value, to_value, customer_id);
