-- What a person was told and agreed to, as it stands now: the kind of their latest consent or
-- withdrawal, else 'notice', else NULL. Derived from `consent` (changes/facts/sql.ts).
ALTER TABLE customer_stat ADD COLUMN consent TEXT;

-- [{field, value, reason, on}]: values that look wrong and were said to be right. One holds for that value only.
ALTER TABLE customer ADD COLUMN confirmed TEXT;
