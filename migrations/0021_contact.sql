-- Days between contacts of one customer, where they differ from those of the grade; 0: never.
ALTER TABLE customer ADD COLUMN contact_every INTEGER;

-- A call that nobody took is no contact.
UPDATE customer_stat AS t SET last_contact_at =
  (SELECT max(at) FROM follow_up f WHERE f.customer_id = t.customer_id AND f.deleted_at IS NULL AND f.result IS NOT 'noAnswer')
  WHERE customer_id IN (SELECT customer_id FROM follow_up WHERE result = 'noAnswer' AND deleted_at IS NULL);
