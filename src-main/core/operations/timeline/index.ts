/** The timeline of a customer, and the portrait on top of a profile in one call. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { TimelineKind, timelineMethods } from '../../../../shared/modules/timeline.ts';
import { attachmentSums } from '../../domain/attachments/index.ts';
import { findCustomer } from '../../domain/customers/index.ts';
import type { Handler, OpenBook, Routes } from '../../domain/context.ts';
import { followUpsOf, nextStepOf, openComplaints } from '../../domain/follow-ups/index.ts';
import { countRelated, relatedOf } from '../../domain/relations/index.ts';
import { mergedPage } from './merge.ts';
import { sources } from './sources.ts';

const listTimeline: Handler<'timeline.list'> = ({ book }, { customerId, kinds, from, cursor, limit }) => {
  if (!findCustomer(book, customerId)) return err('record.missing', { entity: 'customer', id: customerId });
  return ok(mergedPage(book, sources, { customerId, kinds: kinds ?? null, from: from ?? null, cursor: cursor ?? null, limit }));
};

const TABLES: readonly (readonly [TimelineKind, string, string])[] = [
  ['followUp', 'follow_up', "CAST(strftime('%Y', at / 1000, 'unixepoch', 'localtime') AS INTEGER)"],
  ['sale', 'sale', 'CAST(substr(date, 1, 4) AS INTEGER)'],
  ['payment', 'payment', 'CAST(substr(date, 1, 4) AS INTEGER)'],
  ['attachment', 'attachment', "CAST(strftime('%Y', created_at / 1000, 'unixepoch', 'localtime') AS INTEGER)"],
];

const countTimeline: Handler<'timeline.counts'> = ({ book }, { customerId }) => {
  const years = new Set<number>();
  const counts = TABLES.map(([kind, table, year]) => {
    const sql = `SELECT ${year} AS year, count(*) AS n FROM ${table} WHERE customer_id = ? AND deleted_at IS NULL GROUP BY 1`;
    const rows = book.db.raw.prepare<[number], { year: number; n: number }>(sql).all(customerId);
    for (const row of rows) years.add(row.year);
    return { kind, count: rows.reduce((sum, row) => sum + row.n, 0) };
  });
  const created = findCustomer(book, customerId)?.createdAt;
  if (created !== undefined) years.add(new Date(created).getFullYear());
  return ok({ counts, years: [...years].sort((a, b) => b - a) });
};

/** Shown on the profile at once; the rest is behind "all". */
const RELATED_SHOWN = 24;

const SALE_SUMS = `SELECT currency, sum(kind = 'sale') AS count, sum(amount_minor) AS amountMinor, sum(received_minor) AS paidMinor, max(date) AS lastOn
  FROM sale WHERE customer_id = ? AND deleted_at IS NULL GROUP BY currency ORDER BY count(*) DESC`;

interface SaleSum {
  readonly currency: string;
  readonly count: number;
  readonly amountMinor: number;
  readonly paidMinor: number;
  readonly lastOn: string;
}

function salesOf(book: OpenBook, customerId: number) {
  const rows = book.db.raw.prepare<[number], SaleSum>(SALE_SUMS).all(customerId);
  const lastSaleOn = rows.map((r) => r.lastOn).sort().at(-1) ?? null;
  return { sales: rows.map(({ lastOn: _, ...sum }) => sum), lastSaleOn };
}

const getPortrait: Handler<'portrait.get'> = ({ book }, { id }) => {
  const customer = findCustomer(book, id);
  if (!customer) return err('record.missing', { entity: 'customer', id });
  const { rows, total } = followUpsOf(book, id, 1);
  const next = nextStepOf(book, id);
  const files = attachmentSums(book, id);
  return ok({
    customer,
    nextStep: next && { ...next, overdue: next.date < localDate(book.clock.now()) },
    lastFollowUp: rows[0] ?? null,
    followUpCount: total,
    openIssues: openComplaints(book, id),
    ...salesOf(book, id),
    related: relatedOf(book, id, RELATED_SHOWN),
    relatedTotal: countRelated(book, id),
    attachmentCount: files.total,
    attachmentBytes: files.sizeBytes,
  });
};

/** The civil date here and now. */
function localDate(now: number): string {
  const day = new Date(now);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(day.getFullYear())}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

export const timelineRoutes: Routes<keyof typeof timelineMethods> = {
  'timeline.list': listTimeline,
  'timeline.counts': countTimeline,
  'portrait.get': getPortrait,
};
