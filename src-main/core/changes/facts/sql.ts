/**
 * The facts as SQL, each once: keeping them up row by row, rebuilding and checking all use
 * the same expressions. `s` is the sale.
 */

/** In sight: neither the sale nor its customer is in the bin. */
export const LIVE = `(s.deleted_at IS NULL AND EXISTS (SELECT 1 FROM customer c WHERE c.id = s.customer_id AND c.deleted_at IS NULL))`;

/** Received for it: with the sale, and by living payments. */
export const RECEIVED = `(s.paid_minor + coalesce((SELECT sum(p.amount_minor) FROM payment_part p WHERE p.sale_id = s.id), 0))`;

const REFUNDS = `FROM sale r WHERE r.refund_of = s.id AND r.deleted_at IS NULL`;

/** Taken back by its living refunds, as a positive amount. */
export const REFUNDED = `coalesce((SELECT -sum(r.amount_minor) ${REFUNDS}), 0)`;

/**
 * Still to come. A refund settles with the sale it belongs to: what it takes back is owed
 * no more, what was paid back is paid no more. So its own is 0 while that sale is there.
 */
export const OPEN = `iif(s.refund_of IS NOT NULL AND EXISTS (SELECT 1 FROM sale o WHERE o.id = s.refund_of AND o.deleted_at IS NULL), 0,
  s.amount_minor - s.received_minor - coalesce((SELECT sum(r.received_minor - r.amount_minor) ${REFUNDS}), 0))`;

/** 2 settled, 1 partly, 0 unpaid; from the columns set before it. A refund still to be paid out is not settled. */
export const STATE = `iif(s.kind = 'refund', iif(s.open_minor = 0, 2, iif(s.received_minor < 0, 1, 0)),
  iif(s.open_minor <= 0, 2, iif(s.received_minor > 0 OR s.refunded_minor > 0, 1, 0)))`;

/** A purchase: a sale that was not taken back whole. What was given away (0 or less) is one too. `of`: the alias of the sale with its dot, if any. */
export const purchase = (of = '') => `(${of}kind = 'sale' AND (${of}refunded_minor < ${of}amount_minor OR ${of}amount_minor <= 0))`;

/** What the customer kept of the line `j`: without what living refunds took back of it, nothing of a sale that was taken back whole. */
const KEPT = `iif(${purchase('s.')}, max(0, (j.value ->> 'quantity')
  + coalesce((SELECT sum(k.value ->> 'quantity') FROM sale r, json_each(r.items) k WHERE r.refund_of = s.id AND r.deleted_at IS NULL AND k.value ->> 'of' = j.key), 0)), 0)`;

/** The lines of a sale; once what was taken back of it stands in its row. */
export const ITEMS = `SELECT s.id, j.key, s.customer_id, j.value ->> 'productId', j.value ->> 'category', j.value ->> 'name', s.date,
  j.value ->> 'quantity', j.value ->> 'amountMinor', s.currency, ${KEPT} FROM sale s, json_each(s.items) j WHERE s.live = 1`;

/** The parts of a payment; two for one sale count together. What went to a sale in the bin is the customer's credit meanwhile. */
export const PARTS = `SELECT p.id, j.value ->> 'saleId', sum(j.value ->> 'amountMinor') FROM payment p, json_each(p.allocations) j
  WHERE p.deleted_at IS NULL AND EXISTS (SELECT 1 FROM sale s WHERE s.id = j.value ->> 'saleId' AND s.deleted_at IS NULL)`;

/** The currency lists and profiles sum in. */
export const BOOK_CURRENCY = `coalesce((SELECT json_extract(value, '$') FROM setting WHERE key = 'currency'), 'CNY')`;

/** One row of `customer_stat`, the last contact without calls nobody took, for the customer `c`. `@currency` is the book's currency. */
export const STAT = `SELECT c.id,
  (SELECT min(date) FROM sale s WHERE s.customer_id = c.id AND s.deleted_at IS NULL AND ${purchase('s.')}),
  (SELECT max(date) FROM sale s WHERE s.customer_id = c.id AND s.deleted_at IS NULL AND ${purchase('s.')}),
  (SELECT count(*) FROM sale s WHERE s.customer_id = c.id AND s.deleted_at IS NULL AND ${purchase('s.')}),
  (SELECT coalesce(sum(amount_minor), 0) FROM sale s WHERE s.customer_id = c.id AND s.deleted_at IS NULL AND s.currency = @currency),
  (SELECT coalesce(sum(open_minor), 0) FROM sale s WHERE s.customer_id = c.id AND s.deleted_at IS NULL AND s.currency = @currency),
  (SELECT coalesce(sum(p.amount_minor - coalesce((SELECT sum(t.amount_minor) FROM payment_part t WHERE t.payment_id = p.id), 0)), 0)
    FROM payment p WHERE p.customer_id = c.id AND p.deleted_at IS NULL AND p.currency = @currency),
  (SELECT max(at) FROM follow_up f WHERE f.customer_id = c.id AND f.deleted_at IS NULL AND f.result IS NOT 'noAnswer'),
  (SELECT count(*) FROM follow_up f WHERE f.customer_id = c.id AND f.deleted_at IS NULL),
  (SELECT o.kind FROM consent o WHERE o.customer_id = c.id AND o.deleted_at IS NULL ORDER BY o.kind = 'notice', o.date DESC, o.id DESC LIMIT 1)
  FROM customer c`;
