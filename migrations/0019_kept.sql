-- What of a line the customer kept: its quantity without what living refunds took back; 0 when its whole sale was, and for refunds themselves.
-- "Bought at least three times" counts by it, as the number of purchases of a customer does.
ALTER TABLE sale_item ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
UPDATE sale_item SET kept = quantity WHERE quantity > 0;
UPDATE sale_item AS i SET kept = (
  SELECT iif(s.refunded_minor < s.amount_minor OR s.amount_minor <= 0,
    max(0, i.quantity + coalesce((SELECT sum(j.value ->> 'quantity') FROM sale r, json_each(r.items) j
      WHERE r.refund_of = s.id AND r.deleted_at IS NULL AND j.value ->> 'of' = i.line), 0)), 0)
  FROM sale s WHERE s.id = i.sale_id)
WHERE quantity > 0 AND sale_id IN (SELECT refund_of FROM sale WHERE refund_of IS NOT NULL AND deleted_at IS NULL);

DROP INDEX sale_related;
DROP INDEX sale_item_related;
DROP INDEX sale_item_when;
CREATE INDEX sale_related ON sale (date, customer_id, refunded_minor, amount_minor) WHERE live = 1 AND kind = 'sale';
CREATE INDEX sale_item_related ON sale_item (category, date, customer_id, kept);
CREATE INDEX sale_item_when ON sale_item (date, customer_id, kept);
