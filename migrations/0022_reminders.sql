-- Reminders (提醒): for a customer, for a segment, or by themselves; once or again and again.
CREATE TABLE reminder (
  id           INTEGER PRIMARY KEY,
  -- At most one of both.
  customer_id  INTEGER REFERENCES customer (id),
  segment_id   INTEGER REFERENCES segment (id),
  title        TEXT NOT NULL,
  note         TEXT,
  method       TEXT,
  -- Civil date and time of day, never instants; without a time the book's own (settings).
  starts_on    TEXT NOT NULL,
  at_time      TEXT,
  -- See shared/kernel/recurrence.ts; NULL: once.
  rule         TEXT,
  -- What becomes of a day off: 'keep', 'skip', 'before', 'after'
  on_holiday   TEXT NOT NULL,
  -- JSON: days before on which it is told, like [7,0]; NULL: on the day alone.
  leads        TEXT,
  -- 'open', 'paused', 'done'
  status       TEXT NOT NULL,
  -- The last day of it that was done or passed over.
  settled_on   TEXT,
  -- 'YYYY-MM-DD' or 'YYYY-MM-DDTHH:MM'
  snoozed_to   TEXT,
  -- Whom it was handed to, by the name the book knows them by; NULL: whoever is here.
  assignee     TEXT,
  -- JSON: the latest days that were done or passed over, see shared/modules/reminders.ts.
  marks        TEXT,
  done_at      INTEGER,
  -- Of the calendar file it came from.
  uid          TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;
CREATE INDEX reminder_customer ON reminder (customer_id, status) WHERE customer_id IS NOT NULL;
CREATE INDEX reminder_segment ON reminder (segment_id) WHERE segment_id IS NOT NULL;
CREATE INDEX reminder_closed ON reminder (done_at, id, method, assignee, customer_id, deleted_at) WHERE done_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX reminder_paused ON reminder (starts_on, id, method, assignee, customer_id, status, deleted_at) WHERE status = 'paused' AND deleted_at IS NULL;
CREATE INDEX reminder_uid ON reminder (uid) WHERE uid IS NOT NULL;
CREATE INDEX reminder_moving ON reminder (id) WHERE on_holiday <> 'keep' AND status = 'open';

-- A fact that follows from the open reminders (changes/facts/reminders.ts): the day each stands on, and when it is told next.
CREATE TABLE reminder_due (
  reminder_id  INTEGER PRIMARY KEY,
  customer_id  INTEGER,
  -- '~' when no day is left.
  due_on       TEXT NOT NULL,
  -- '' without a time.
  due_time     TEXT NOT NULL,
  method       TEXT,
  assignee     TEXT NOT NULL,
  recurs       INTEGER NOT NULL,
  -- When it is told next on this computer; NULL: never again.
  tell_on      TEXT,
  tell_time    TEXT
) STRICT;
-- Lists and their counts are answered from this alone, filters included.
CREATE INDEX reminder_due_day ON reminder_due (due_on, due_time, reminder_id, method, assignee, customer_id);
CREATE INDEX reminder_due_tell ON reminder_due (assignee, tell_on, tell_time, reminder_id);
CREATE INDEX reminder_due_customer ON reminder_due (customer_id, due_on) WHERE customer_id IS NOT NULL;
CREATE INDEX reminder_due_recurs ON reminder_due (recurs, due_on, reminder_id);

-- What this computer has told; of no other, and of no history.
CREATE TABLE reminder_told (
  reminder_id  INTEGER PRIMARY KEY,
  customer_id  INTEGER,
  -- Everything to be told on this day and before has been.
  through      TEXT NOT NULL,
  -- The snooze that was told.
  snooze       TEXT,
  -- The earliest day whose time passed while the program was off, until it was seen.
  missed_on    TEXT
) STRICT;
CREATE INDEX reminder_told_missed ON reminder_told (missed_on, reminder_id) WHERE missed_on IS NOT NULL;
