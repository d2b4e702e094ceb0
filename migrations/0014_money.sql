-- Instalments (分期) of what was not paid with a sale: JSON [{date, amountMinor}] by day; and how
-- many days before a payment is due somebody wants to be reminded.
ALTER TABLE sale ADD COLUMN instalments TEXT;
ALTER TABLE sale ADD COLUMN remind_days INTEGER;

-- What is still to come, part by part: one row for a sale without instalments, else one for each that
-- is open. Money that came in settles the earliest first. Follows from `sale`, kept by its triggers.
CREATE TABLE owed_part (
  sale_id     INTEGER NOT NULL,
  part        INTEGER NOT NULL,
  parts       INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  currency    TEXT NOT NULL,
  due_on      TEXT NOT NULL,
  remind_on   TEXT NOT NULL,
  open_minor  INTEGER NOT NULL,
  PRIMARY KEY (sale_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX owed_part_customer ON owed_part (customer_id, currency, due_on, open_minor);
CREATE INDEX owed_part_remind ON owed_part (remind_on, due_on, open_minor, currency);

CREATE TRIGGER owed_part_keep AFTER UPDATE OF customer_id, currency, date, due_date, instalments, remind_days, open_minor, live ON sale
  WHEN old.open_minor > 0 OR new.open_minor > 0 BEGIN
  DELETE FROM owed_part WHERE sale_id = old.id;
  INSERT INTO owed_part SELECT new.id, 0, 1, new.customer_id, new.currency, coalesce(new.due_date, new.date),
      date(coalesce(new.due_date, new.date), '-' || coalesce(new.remind_days, 0) || ' days'), new.open_minor
    WHERE new.live = 1 AND new.open_minor > 0 AND new.instalments IS NULL;
  INSERT INTO owed_part SELECT new.id, p.part, p.parts, new.customer_id, new.currency, p.due_on,
      date(p.due_on, '-' || coalesce(new.remind_days, 0) || ' days'), min(p.amount_minor, p.upto - p.total + new.open_minor)
    FROM (SELECT j.key AS part, count(*) OVER () AS parts, j.value ->> 'date' AS due_on, j.value ->> 'amountMinor' AS amount_minor,
        sum(j.value ->> 'amountMinor') OVER (ORDER BY j.key) AS upto, sum(j.value ->> 'amountMinor') OVER () AS total
      FROM json_each(new.instalments) j) p
    WHERE new.live = 1 AND new.open_minor > 0 AND p.upto > p.total - new.open_minor;
END;
CREATE TRIGGER owed_part_delete AFTER DELETE ON sale WHEN old.open_minor > 0 BEGIN
  DELETE FROM owed_part WHERE sale_id = old.id;
END;

INSERT INTO owed_part SELECT id, 0, 1, customer_id, currency, coalesce(due_date, date), coalesce(due_date, date), open_minor
  FROM sale WHERE live = 1 AND open_minor > 0;

-- What one unit of another currency was worth in the book's currency from a day on (汇率): hundred-millionths.
CREATE TABLE rate (
  id           INTEGER PRIMARY KEY,
  currency     TEXT NOT NULL,
  base         TEXT NOT NULL,
  date         TEXT NOT NULL,
  rate         INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;
CREATE INDEX rate_of ON rate (base, currency, date) WHERE deleted_at IS NULL;
