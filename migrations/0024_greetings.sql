-- Greetings (问候模板): texts with fields for birthdays, festivals and the like, sent by hand.
CREATE TABLE greeting (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  -- 'birthday', 'festival', 'anniversary', 'visit', 'payment', 'other'
  occasion     TEXT NOT NULL,
  -- Which festival (shared/kernel/festivals.ts); NULL: any.
  festival     TEXT,
  body         TEXT NOT NULL,
  position     INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;

-- Gifts (礼品记录): what was given to a customer, when, for what, and what it cost.
CREATE TABLE gift (
  id           INTEGER PRIMARY KEY,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  date         TEXT NOT NULL,
  occasion     TEXT,
  what         TEXT NOT NULL,
  -- NULL: nobody wrote it down.
  cost_minor   INTEGER,
  currency     TEXT NOT NULL,
  notes        TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;
CREATE INDEX gift_customer ON gift (customer_id, date);

-- 1: a day of one's own (a date) comes back every year, as a birthday does (纪念日).
ALTER TABLE field ADD COLUMN yearly INTEGER;
