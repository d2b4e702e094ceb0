/** The timeline of a customer, and the portrait on top of a profile in one call. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { TimelineKind, timelineMethods } from '../../../../shared/modules/timeline.ts';
import { purchase } from '../../changes/facts/index.ts';
import { attachmentSums } from '../../domain/attachments/index.ts';
import { findCustomer } from '../../domain/customers/index.ts';
import type { Handler, OpenBook, Routes } from '../../domain/context.ts';
import { followUpsOf, nextStepOf, openComplaints } from '../../domain/follow-ups/index.ts';
import { countRelated, relatedOf } from '../../domain/relations/index.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import { mergedPage } from './merge.ts';
import { sources } from './sources.ts';

const listTimeline: Handler<'timeline.list'> = ({ book }, { customerId, kinds, from, cursor, limit }) => {
  if (!findCustomer(book, customerId)) return err('record.missing', { entity: 'customer', id: customerId });
  return ok(mergedPage(book, sources, { customerId, kinds: kinds ?? null, from: from ?? null, cursor: cursor ?? null, limit }));
};

const TABLES: readonly (readonly [TimelineKind, string])[] = [
  ['followUp', 'follow_up'],
  ['sale', 'sale'],
  ['payment', 'payment'],
  ['attachment', 'attachment'],
  ['consent', 'consent'],
  ['gift', 'gift'],
];

const countTimeline: Handler<'timeline.counts'> = ({ book }, { customerId }) => {
  const countOf = (table: string, more = '') => Number(book.db.raw.prepare(`SELECT count(*) FROM ${table} WHERE customer_id = ? AND deleted_at IS NULL${more}`).pluck().get(customerId));
  const moves = Number(book.db.raw.prepare('SELECT count(*) FROM stage_move WHERE customer_id = ?').pluck().get(customerId));
  return ok({ counts: [...TABLES.map(([kind, table]) => ({ kind, count: countOf(table) })), { kind: 'move' as const, count: moves }, { kind: 'task' as const, count: countOf('task', " AND status = 'done'") }] });
};

/** Shown on the profile at once; the rest is behind "all". */
const RELATED_SHOWN = 24;

const SALE_SUMS = `SELECT currency, sum(${purchase()}) AS count, sum(amount_minor) AS amountMinor, sum(received_minor) AS paidMinor, max(iif(${purchase()}, date, NULL)) AS lastOn
  FROM sale WHERE customer_id = ? AND deleted_at IS NULL GROUP BY currency ORDER BY count(*) DESC`;

interface SaleSum {
  readonly currency: string;
  readonly count: number;
  readonly amountMinor: number;
  readonly paidMinor: number;
  readonly lastOn: string | null;
}

function salesOf(book: OpenBook, customerId: number) {
  const rows = book.db.raw.prepare<[number], SaleSum>(SALE_SUMS).all(customerId);
  const lastSaleOn = rows.flatMap((r) => r.lastOn ?? []).sort().at(-1) ?? null;
  return { sales: rows.filter(({ count, amountMinor }) => count > 0 || amountMinor !== 0).map(({ lastOn: _, ...sum }) => sum), lastSaleOn };
}

const getPortrait: Handler<'portrait.get'> = ({ book }, { id }) => {
  const customer = findCustomer(book, id);
  if (!customer) return err('record.missing', { entity: 'customer', id });
  const { rows, total } = followUpsOf(book, id, 1);
  const next = nextStepOf(book, id);
  const files = attachmentSums(book, id);
  return ok({
    customer,
    nextStep: next && { ...next, overdue: next.date < isoDate(book.clock.now()) },
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

export const timelineRoutes: Routes<keyof typeof timelineMethods> = {
  'timeline.list': listTimeline,
  'timeline.counts': countTimeline,
  'portrait.get': getPortrait,
};
