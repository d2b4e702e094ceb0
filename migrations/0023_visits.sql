-- Return visits (回访): a plan and one task for each of its customers; how content they were, and calls that nobody took.
CREATE TABLE visit_plan (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  method       TEXT,
  -- What to ask, shown while it is done.
  script       TEXT,
  -- The days its visits are spread over.
  from_on      TEXT NOT NULL,
  to_on        TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;

ALTER TABLE task ADD COLUMN visit_id INTEGER REFERENCES visit_plan (id);
-- JSON list of { at, from, to, reason }: each time nobody was reached, and the day it was put off to.
ALTER TABLE task ADD COLUMN missed TEXT;
CREATE INDEX task_visit ON task (visit_id, status, due, id) WHERE visit_id IS NOT NULL;
-- '1' to '5'.
ALTER TABLE follow_up ADD COLUMN satisfaction TEXT;

-- Lists and their counts are answered from these alone, also of what was written by hand.
DROP INDEX task_open;
CREATE INDEX task_open ON task (due, priority, id, method, plan_id, visit_id, customer_id, status, deleted_at) WHERE status = 'open' AND deleted_at IS NULL;
DROP INDEX task_closed;
CREATE INDEX task_closed ON task (done_at, id, method, plan_id, visit_id, customer_id, deleted_at) WHERE done_at IS NOT NULL AND deleted_at IS NULL;
