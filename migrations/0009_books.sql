-- Customers moved or copied between two books. Both books keep a row with the same key: the
-- one they left (direction 'out') and the one they came to ('in'). No row of one book refers
-- to a row of the other.
CREATE TABLE book_move (
  action_id  INTEGER PRIMARY KEY REFERENCES action (id),
  move_key   TEXT NOT NULL,
  direction  TEXT NOT NULL,
  -- 'move' or 'copy'
  mode       TEXT NOT NULL,
  -- The other book: its id and what it was called then.
  book_id    TEXT NOT NULL,
  book_name  TEXT NOT NULL,
  -- JSON: what happens to customers that are there already.
  choices    TEXT NOT NULL,
  -- Direction 'out': ids of the chosen customers, 64-bit floats.
  customers  BLOB,
  counts     TEXT NOT NULL,
  -- 'running', 'interrupted', 'done', 'cancelled', 'undoing', 'undone'
  state      TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER
) STRICT;
CREATE INDEX book_move_key ON book_move (move_key, direction);

-- In the book they came to, until the move is over: which row became which. A customer that
-- was left out has no to_id.
CREATE TABLE book_move_row (
  action_id INTEGER NOT NULL,
  entity    TEXT NOT NULL,
  from_id   INTEGER NOT NULL,
  to_id     INTEGER,
  PRIMARY KEY (action_id, entity, from_id)
) STRICT, WITHOUT ROWID;
