-- Products, sales with lines, refunds, payments. Money: integer minor units beside a currency,
-- quantities: integer thousandths. Facts that follow from these rows are kept beside them by
-- changes/facts in the same transaction and can be rebuilt from them at any time.

CREATE TABLE product (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  pinyin       TEXT NOT NULL,
  code         TEXT,
  category     TEXT,
  unit         TEXT,
  price_minor  INTEGER,
  cost_minor   INTEGER,
  currency     TEXT NOT NULL,
  inactive     INTEGER,
  notes        TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;
CREATE INDEX product_seen ON product (aseq);

-- A refund is a sale of kind 'refund' with negative quantities and amounts.
ALTER TABLE sale RENAME TO sale_before;
DROP INDEX sale_customer;
CREATE TABLE sale (
  id             INTEGER PRIMARY KEY,
  customer_id    INTEGER NOT NULL REFERENCES customer (id),
  kind           TEXT NOT NULL,
  refund_of      INTEGER REFERENCES sale (id),
  number         TEXT,
  date           TEXT NOT NULL,
  due_date       TEXT,
  items          TEXT,
  discount_minor INTEGER NOT NULL DEFAULT 0,
  amount_minor   INTEGER NOT NULL,
  currency       TEXT NOT NULL,
  paid_minor     INTEGER NOT NULL,
  pay_method     TEXT,
  notes          TEXT,
  unlocked_at    INTEGER,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  deleted_at     INTEGER,
  deleted_kind   INTEGER,
  aseq           INTEGER NOT NULL,
  -- Derived: neither it nor its customer is in the bin; received with it and by payments;
  -- given back by refunds; still to come; 0 unpaid, 1 partly, 2 settled.
  live           INTEGER NOT NULL DEFAULT 1,
  received_minor INTEGER NOT NULL DEFAULT 0,
  refunded_minor INTEGER NOT NULL DEFAULT 0,
  open_minor     INTEGER NOT NULL DEFAULT 0,
  state          INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO sale (id, customer_id, kind, date, items, amount_minor, currency, paid_minor, notes, created_at, updated_at, deleted_at, deleted_kind, aseq, live, received_minor, open_minor, state)
  SELECT id, customer_id, iif(amount_minor < 0, 'refund', 'sale'), date,
    json_array(json_object('productId', NULL, 'name', items, 'category', NULL, 'unit', NULL, 'quantity', iif(amount_minor < 0, -1000, 1000),
      'priceMinor', abs(amount_minor), 'discountMinor', 0, 'amountMinor', amount_minor)),
    amount_minor, currency, paid_minor, notes, created_at, updated_at, deleted_at, deleted_kind, aseq,
    deleted_at IS NULL, paid_minor, amount_minor - paid_minor, iif(amount_minor <= paid_minor, 2, iif(paid_minor > 0, 1, 0))
  FROM sale_before;
DROP TABLE sale_before;
CREATE INDEX sale_customer ON sale (customer_id, date, id);
CREATE INDEX sale_date ON sale (date, id) WHERE live = 1;
CREATE INDEX sale_state ON sale (state, date, id) WHERE live = 1;
CREATE INDEX sale_number ON sale (number) WHERE number IS NOT NULL;
CREATE INDEX sale_refund ON sale (refund_of) WHERE refund_of IS NOT NULL;
CREATE INDEX sale_deleted ON sale (deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX sale_open ON sale (customer_id, currency, coalesce(due_date, date), open_minor) WHERE live = 1 AND open_minor <> 0;

-- Money that came in after the sale; allocations: [{saleId, amountMinor}]; the rest is the customer's credit.
CREATE TABLE payment (
  id           INTEGER PRIMARY KEY,
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  date         TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency     TEXT NOT NULL,
  method       TEXT,
  allocations  TEXT,
  notes        TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_customer ON payment (customer_id, date, id);
CREATE INDEX payment_date ON payment (date, id) WHERE deleted_at IS NULL;
CREATE INDEX payment_deleted ON payment (deleted_at, id) WHERE deleted_at IS NOT NULL;

-- The last number given out per beginning (prefix and date).
CREATE TABLE number_series (
  stem  TEXT PRIMARY KEY,
  last  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived: the lines of living sales.
CREATE TABLE sale_item (
  sale_id      INTEGER NOT NULL,
  line         INTEGER NOT NULL,
  customer_id  INTEGER NOT NULL,
  product_id   INTEGER,
  category     TEXT,
  name         TEXT NOT NULL,
  date         TEXT NOT NULL,
  quantity     INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency     TEXT NOT NULL,
  PRIMARY KEY (sale_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX sale_item_product ON sale_item (product_id, date, sale_id, currency, amount_minor) WHERE product_id IS NOT NULL;
CREATE INDEX sale_item_category ON sale_item (category, date, sale_id, currency, amount_minor) WHERE category IS NOT NULL;
CREATE INDEX sale_item_customer ON sale_item (customer_id, date, category, product_id);

-- Derived: which part of a living payment went to which sale.
CREATE TABLE payment_part (
  payment_id   INTEGER NOT NULL,
  sale_id      INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (payment_id, sale_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_part_sale ON payment_part (sale_id, amount_minor);

-- Derived: what lists and profiles ask of every customer. Sums are in the book's currency only.
CREATE TABLE customer_stat (
  customer_id     INTEGER PRIMARY KEY,
  first_sale_on   TEXT,
  last_sale_on    TEXT,
  sale_count      INTEGER NOT NULL,
  sale_amount     INTEGER NOT NULL,
  receivable      INTEGER NOT NULL,
  credit          INTEGER NOT NULL,
  last_contact_at INTEGER,
  follow_up_count INTEGER NOT NULL
) STRICT;

-- Derived: sums per day, so that a list of a million sales knows its totals at once.
CREATE TABLE sale_day (
  date           TEXT NOT NULL,
  kind           TEXT NOT NULL,
  state          INTEGER NOT NULL,
  currency       TEXT NOT NULL,
  count          INTEGER NOT NULL,
  amount_minor   INTEGER NOT NULL,
  received_minor INTEGER NOT NULL,
  open_minor     INTEGER NOT NULL,
  PRIMARY KEY (date, kind, state, currency)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER sale_day_insert AFTER INSERT ON sale WHEN new.live = 1 BEGIN
  INSERT INTO sale_day VALUES (new.date, new.kind, new.state, new.currency, 1, new.amount_minor, new.received_minor, new.open_minor)
    ON CONFLICT DO UPDATE SET count = count + 1, amount_minor = amount_minor + excluded.amount_minor,
      received_minor = received_minor + excluded.received_minor, open_minor = open_minor + excluded.open_minor;
END;
CREATE TRIGGER sale_day_leave AFTER UPDATE OF date, kind, state, currency, amount_minor, received_minor, open_minor, live ON sale WHEN old.live = 1 BEGIN
  UPDATE sale_day SET count = count - 1, amount_minor = amount_minor - old.amount_minor,
      received_minor = received_minor - old.received_minor, open_minor = open_minor - old.open_minor
    WHERE date = old.date AND kind = old.kind AND state = old.state AND currency = old.currency;
END;
CREATE TRIGGER sale_day_enter AFTER UPDATE OF date, kind, state, currency, amount_minor, received_minor, open_minor, live ON sale WHEN new.live = 1 BEGIN
  INSERT INTO sale_day VALUES (new.date, new.kind, new.state, new.currency, 1, new.amount_minor, new.received_minor, new.open_minor)
    ON CONFLICT DO UPDATE SET count = count + 1, amount_minor = amount_minor + excluded.amount_minor,
      received_minor = received_minor + excluded.received_minor, open_minor = open_minor + excluded.open_minor;
END;
CREATE TRIGGER sale_day_delete AFTER DELETE ON sale WHEN old.live = 1 BEGIN
  UPDATE sale_day SET count = count - 1, amount_minor = amount_minor - old.amount_minor,
      received_minor = received_minor - old.received_minor, open_minor = open_minor - old.open_minor
    WHERE date = old.date AND kind = old.kind AND state = old.state AND currency = old.currency;
END;

INSERT INTO sale_day
  SELECT date, kind, state, currency, count(*), sum(amount_minor), sum(received_minor), sum(open_minor) FROM sale WHERE live = 1 GROUP BY 1, 2, 3, 4;

INSERT INTO sale_item
  SELECT s.id, j.key, s.customer_id, j.value ->> 'productId', j.value ->> 'category', j.value ->> 'name', s.date,
    j.value ->> 'quantity', j.value ->> 'amountMinor', s.currency FROM sale s, json_each(s.items) j WHERE s.live = 1;
INSERT INTO customer_stat
  SELECT c.id,
    (SELECT min(date) FROM sale s WHERE s.customer_id = c.id AND s.deleted_at IS NULL AND s.kind = 'sale'),
    (SELECT max(date) FROM sale s WHERE s.customer_id = c.id AND s.deleted_at IS NULL AND s.kind = 'sale'),
    (SELECT count(*) FROM sale s WHERE s.customer_id = c.id AND s.deleted_at IS NULL AND s.kind = 'sale'),
    (SELECT coalesce(sum(amount_minor), 0) FROM sale s WHERE s.customer_id = c.id AND s.deleted_at IS NULL AND s.currency = b.currency),
    (SELECT coalesce(sum(open_minor), 0) FROM sale s WHERE s.customer_id = c.id AND s.deleted_at IS NULL AND s.currency = b.currency),
    0,
    (SELECT max(at) FROM follow_up f WHERE f.customer_id = c.id AND f.deleted_at IS NULL),
    (SELECT count(*) FROM follow_up f WHERE f.customer_id = c.id AND f.deleted_at IS NULL)
  FROM customer c, (SELECT coalesce((SELECT json_extract(value, '$') FROM setting WHERE key = 'currency'), 'CNY') AS currency) b
  WHERE c.id IN (SELECT customer_id FROM sale UNION SELECT customer_id FROM follow_up);
