-- Segments (细分): saved questions (live) and lists of chosen customers (fixed). A member of
-- a fixed list is a row of its own, so that adding one is one change of the log.
CREATE TABLE segment (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  kind         TEXT NOT NULL,
  -- JSON tree, see shared/kernel/filter.ts; NULL for a fixed list.
  filter       TEXT,
  note         TEXT,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;

CREATE TABLE segment_member (
  id           INTEGER PRIMARY KEY,
  segment_id   INTEGER NOT NULL REFERENCES segment (id),
  customer_id  INTEGER NOT NULL REFERENCES customer (id),
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;
CREATE INDEX segment_member_of ON segment_member (segment_id, customer_id, deleted_at);
CREATE INDEX segment_member_customer ON segment_member (customer_id, segment_id) WHERE deleted_at IS NULL;

-- Saved views of the list: filter, columns, order, grouping, list or board (JSON in body).
CREATE TABLE view (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  body         TEXT,
  pinned       INTEGER NOT NULL,
  position     INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,
  deleted_kind INTEGER,
  aseq         INTEGER NOT NULL
) STRICT;

-- What filters ask of related records is answered from these alone (derived/related).
CREATE INDEX sale_related ON sale (date, customer_id) WHERE live = 1 AND kind = 'sale';
CREATE INDEX sale_item_related ON sale_item (category, date, customer_id, quantity);
CREATE INDEX sale_item_when ON sale_item (date, customer_id, quantity);
CREATE INDEX payment_related ON payment (date, customer_id, deleted_at) WHERE deleted_at IS NULL;
