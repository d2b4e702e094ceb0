-- Tasks (待办): what is to be done for a customer, by hand or from a care plan (关怀方案), and
-- the plans themselves. A run is a plan for one customer: proposed first, tasks come when it is confirmed.
CREATE TABLE care_plan (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  -- Begins when a customer enters this stage, or when they are found in the segment; both NULL: by hand only.
  stage        TEXT,
  segment_id   INTEGER REFERENCES segment (id),
  active       INTEGER NOT NULL,
  -- JSON, see shared/modules/care.ts.
  steps        TEXT,
  position     INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;

CREATE TABLE care_run (
  id           INTEGER PRIMARY KEY,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  plan_id      INTEGER NOT NULL REFERENCES care_plan (id),
  -- 'proposed', 'running', 'paused', 'stopped', 'declined'
  state        TEXT NOT NULL,
  -- 'stage', 'segment', 'hand'
  origin       TEXT NOT NULL,
  started_on   TEXT NOT NULL,
  paused_on    TEXT,
  -- The day the customer left the stage; what is left is then proposed to be dropped, unless it was said to be kept.
  left_on      TEXT,
  kept         INTEGER,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;
CREATE INDEX care_run_customer ON care_run (customer_id, plan_id);
CREATE INDEX care_run_plan ON care_run (plan_id, state, customer_id) WHERE deleted_at IS NULL;
CREATE INDEX care_run_left ON care_run (plan_id, id) WHERE left_on IS NOT NULL AND kept IS NULL AND deleted_at IS NULL;

CREATE TABLE task (
  id           INTEGER PRIMARY KEY,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  title        TEXT NOT NULL,
  due          TEXT,
  method       TEXT,
  -- 'high', 'normal': in the order of the alphabet, as they are listed.
  priority     TEXT NOT NULL,
  -- 'open', 'paused', 'done', 'skipped'
  status       TEXT NOT NULL,
  note         TEXT,
  -- With fields like {姓名}, see shared/kernel/merge-text.ts.
  message      TEXT,
  done_at      INTEGER,
  follow_up_id INTEGER REFERENCES follow_up (id),
  plan_id      INTEGER REFERENCES care_plan (id),
  run_id       INTEGER REFERENCES care_run (id),
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;
-- Lists and their counts are answered from this alone, filters included.
CREATE INDEX task_open ON task (due, priority, id, method, plan_id, customer_id, status, deleted_at) WHERE status = 'open' AND deleted_at IS NULL;
CREATE INDEX task_closed ON task (done_at, id, method, plan_id, customer_id, deleted_at) WHERE done_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX task_customer ON task (customer_id, status, due);
CREATE INDEX task_done ON task (customer_id, done_at, id) WHERE status = 'done' AND deleted_at IS NULL;
CREATE INDEX task_run ON task (run_id, status) WHERE run_id IS NOT NULL;
CREATE INDEX task_follow_up ON task (follow_up_id) WHERE follow_up_id IS NOT NULL;

-- A fact that follows from the follow-ups (changes/facts/next-steps.ts): what was agreed with a
-- customer and not done, kept so that all of them can be listed by day.
CREATE TABLE next_step (
  customer_id  INTEGER PRIMARY KEY,
  follow_up_id INTEGER NOT NULL,
  date         TEXT NOT NULL,
  method       TEXT NOT NULL
) STRICT;
CREATE INDEX next_step_date ON next_step (date, follow_up_id, method, customer_id);
INSERT INTO next_step
  SELECT customer_id, id, min(next_date), method FROM follow_up f
   WHERE f.next_date IS NOT NULL AND f.deleted_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM follow_up later
                      WHERE later.customer_id = f.customer_id AND later.deleted_at IS NULL
                        AND (later.at, later.id) > (f.at, f.id) AND (later.next_date IS NOT NULL OR later.at >= unixepoch(f.next_date) * 1000))
   GROUP BY customer_id;
