-- 姓、名 of a person, where somebody wants them apart; the name itself stays one text.
ALTER TABLE customer ADD COLUMN family_name TEXT;
ALTER TABLE customer ADD COLUMN given_name TEXT;

-- A sale that was taken back whole is no purchase: counted and dated without it everywhere.
UPDATE customer_stat AS t SET (first_sale_on, last_sale_on, sale_count) =
  (SELECT min(date), max(date), count(*) FROM sale s WHERE s.customer_id = t.customer_id AND s.deleted_at IS NULL
    AND s.kind = 'sale' AND (s.refunded_minor < s.amount_minor OR s.amount_minor <= 0))
  WHERE customer_id IN (SELECT customer_id FROM sale WHERE kind = 'sale' AND deleted_at IS NULL AND amount_minor > 0 AND refunded_minor >= amount_minor);
