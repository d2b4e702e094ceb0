/** Payments by the day they fall due: one pass over what is owed, which an index holds. */
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import type { CalendarEntry } from '../../../../shared/modules/calendar.ts';
import type { CalendarSheet, Span } from './sheet.ts';

/** Nothing is reminded of after it is due: only so much of the index is read. */
const DUE = 'FROM owed_part INDEXED BY owed_part_remind WHERE remind_on <= @to AND due_on BETWEEN @from AND @to AND open_minor > 0';
const COUNTS = `SELECT due_on AS day, count(*) AS n ${DUE} GROUP BY due_on`;
const FIRST = `SELECT o.sale_id AS id, o.day AS date, o.customer_id AS customerId, c.name AS customerName, c.do_not_contact AS doNotContact, o.open_minor AS openMinor, o.currency
  FROM (SELECT p.*, w.day FROM (
    SELECT sale_id, part, due_on AS day, row_number() OVER (PARTITION BY due_on ORDER BY open_minor DESC, sale_id, part) AS place ${DUE}) w
    JOIN owed_part p ON p.sale_id = w.sale_id AND p.part = w.part WHERE w.place <= @perDay ORDER BY w.day, w.place) o
  JOIN customer c ON c.id = o.customer_id`;

/** Puts what falls due on its days. */
export function layPayments(db: Db, span: Span, sheet: CalendarSheet): void {
  const { perDay: _, ...days } = span;
  for (const { day, n } of prepared(db.raw, COUNTS).all(days) as { day: string; n: number }[]) sheet.count(day, 'payment', n);
  type Found = Pick<CalendarEntry, 'id' | 'date' | 'customerId' | 'customerName' | 'doNotContact' | 'openMinor' | 'currency'>;
  for (const found of prepared(db.raw, FIRST).all(span) as Found[]) sheet.add({ ...found, kind: 'payment', title: '', time: null, age: null, line: null, movable: false });
}
