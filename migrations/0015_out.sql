-- The matrix of a month is read from this alone, already in its order: a range of days would have to be sorted first.
CREATE INDEX stage_move_month ON stage_move (substr(on_date, 1, 7), from_value, to_value, customer_id) WHERE kind = 'stage';
