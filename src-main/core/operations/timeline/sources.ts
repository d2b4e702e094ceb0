/**
 * The kinds of entries, one source each. Every page is one range of an index (customer,
 * time, id); adding a kind is one source here and one line in the window.
 */
import type { TimelineEntry, TimelineKind } from '../../../../shared/modules/timeline.ts';
import type { ConsentMethod } from '../../../../shared/modules/consents.ts';
import type { ConsentKind } from '../../../../shared/modules/customers.ts';
import { CUSTOM_PREFIX } from '../../../../shared/modules/custom-fields.ts';
import type { MoveReason } from '../../../../shared/modules/lifecycle.ts';
import type { Change } from '../../../../shared/modules/history.ts';
import { recordHistory } from '../../changes/history.ts';
import { sameValue } from '../../changes/rows.ts';
import type { OpenBook } from '../../domain/context.ts';
import type { Position, SourcePage, TimelineSource } from './source.ts';
import { lastDayUntil, noonOf } from './source.ts';

interface Keyed {
  readonly id: number;
  readonly place: number | string;
}

/** A source over one table with an index on (customer, `order`, id). */
function tableSource<K extends TimelineKind, R extends Keyed>(
  kind: K,
  sql: { readonly select: string; readonly where: string; readonly order: string },
  start: (from: number | null) => number | string,
  convert: (row: R) => TimelineEntry,
): TimelineSource {
  const { select, where, order } = sql;
  const text = `${select} WHERE ${where} AND (${order}, t.id) < (?, ?) ORDER BY ${order} DESC, t.id DESC LIMIT ?`;
  return {
    kind,
    page(book, { customerId, after, from, limit }): SourcePage {
      const [place, id] = after ?? [start(from), Number.MAX_SAFE_INTEGER];
      const rows = book.db.raw.prepare<unknown[], R>(text).all(customerId, place, id, limit);
      return { entries: rows.map((row) => ({ entry: convert(row), position: [row.place, row.id] })) };
    },
  };
}

const untilInstant = (from: number | null) => from ?? Number.MAX_SAFE_INTEGER;
const untilDay = (from: number | null) => (from === null ? '9999-99-99' : lastDayUntil(from));

interface FollowUpRow extends Keyed {
  readonly at: number;
  readonly method: 'phone';
  readonly result: 'reached' | null;
  readonly intent: 'high' | null;
  readonly satisfaction: '5' | null;
  readonly content: string;
  readonly nextDate: string | null;
  readonly files: number;
}

const followUps = tableSource(
  'followUp',
  {
    select: `SELECT t.id, t.at AS place, t.at, t.method, t.result, t.intent, t.satisfaction, t.content, t.next_date AS nextDate,
      (SELECT count(*) FROM attachment a WHERE a.follow_up_id = t.id AND a.deleted_at IS NULL) AS files FROM follow_up t`,
    where: 't.customer_id = ? AND t.deleted_at IS NULL',
    order: 't.at',
  },
  untilInstant,
  ({ place: _, ...row }: FollowUpRow) => ({ kind: 'followUp', ...row }),
);

interface SaleRow extends Keyed {
  readonly date: string;
  readonly items: string | null;
  readonly amountMinor: number;
  readonly paidMinor: number;
  readonly currency: string;
  readonly notes: string | null;
}

const sales = tableSource(
  'sale',
  {
    select: `SELECT t.id, t.date AS place, t.date, t.items, t.amount_minor AS amountMinor, t.received_minor AS paidMinor, t.currency, t.notes FROM sale t`,
    where: 't.customer_id = ? AND t.deleted_at IS NULL',
    order: 't.date',
  },
  untilDay,
  ({ place: _, ...row }: SaleRow) => ({ kind: 'sale', ...row, at: noonOf(row.date), items: itemNames(row.items) }),
);

interface PaymentRow extends Keyed {
  readonly date: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: string | null;
  readonly notes: string | null;
}

const payments = tableSource(
  'payment',
  {
    select: 'SELECT t.id, t.date AS place, t.date, t.amount_minor AS amountMinor, t.currency, t.method, t.notes FROM payment t',
    where: 't.customer_id = ? AND t.deleted_at IS NULL',
    order: 't.date',
  },
  untilDay,
  ({ place: _, ...row }: PaymentRow) => ({ kind: 'payment', ...row, at: noonOf(row.date) }),
);

interface TaskRow extends Keyed {
  readonly title: string;
  readonly method: 'phone' | null;
  readonly planName: string | null;
  readonly note: string | null;
}

/** Tasks done without a word: one that ended with a follow-up is told by it. */
const tasks = tableSource(
  'task',
  {
    select: `SELECT t.id, t.done_at AS place, t.title, t.method, t.note, coalesce((SELECT p.name FROM care_plan p WHERE p.id = t.plan_id), (SELECT v.name FROM visit_plan v WHERE v.id = t.visit_id)) AS planName FROM task t`,
    where: `t.customer_id = ? AND t.status = 'done' AND t.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.id = t.follow_up_id AND f.deleted_at IS NULL)`,
    order: 't.done_at',
  },
  untilInstant,
  ({ place, ...row }: TaskRow) => ({ kind: 'task', ...row, at: Number(place) }),
);

interface AttachmentRow extends Keyed {
  readonly name: string;
  readonly mime: string;
  readonly sizeBytes: number;
  readonly thumb: number;
}

/** Files of a follow-up are told with it and not a second time. */
const attachments = tableSource(
  'attachment',
  {
    select: 'SELECT t.id, t.created_at AS place, t.name, t.mime, t.size_bytes AS sizeBytes, t.thumb IS NOT NULL AS thumb FROM attachment t',
    where: 't.customer_id = ? AND t.deleted_at IS NULL AND t.follow_up_id IS NULL',
    order: 't.created_at',
  },
  untilInstant,
  ({ id, place, name, mime, sizeBytes, thumb }: AttachmentRow) => ({ kind: 'attachment', id, at: Number(place), name, mime, sizeBytes, hasThumb: thumb === 1 }),
);

interface ConsentRow extends Keyed {
  readonly of: ConsentKind;
  readonly scope: string | null;
  readonly method: ConsentMethod | null;
  readonly notes: string | null;
}

const consents = tableSource(
  'consent',
  { select: 'SELECT t.id, t.date AS place, t.kind AS "of", t.scope, t.method, t.notes FROM consent t', where: 't.customer_id = ? AND t.deleted_at IS NULL', order: 't.date' },
  untilDay,
  ({ place, ...row }: ConsentRow) => ({ kind: 'consent', ...row, at: noonOf(String(place)) }),
);

interface GiftRow extends Keyed {
  readonly what: string;
  readonly occasion: string | null;
  readonly costMinor: number | null;
  readonly currency: string;
  readonly notes: string | null;
}

const gifts = tableSource(
  'gift',
  { select: 'SELECT t.id, t.date AS place, t.what, t.occasion, t.cost_minor AS costMinor, t.currency, t.notes FROM gift t', where: 't.customer_id = ? AND t.deleted_at IS NULL', order: 't.date' },
  untilDay,
  ({ place, ...row }: GiftRow) => ({ kind: 'gift', ...row, at: noonOf(String(place)) }),
);

interface MoveRow extends Keyed {
  readonly of: 'stage' | 'grade';
  readonly from: string | null;
  readonly to: string | null;
  readonly byHand: number;
  readonly reason: string;
}

const moves = tableSource(
  'move',
  { select: 'SELECT t.id, t.on_date AS place, t.kind AS "of", t.from_value AS "from", t.to_value AS "to", t.by_hand AS byHand, t.reason FROM stage_move t', where: 't.customer_id = ?', order: 't.on_date' },
  untilDay,
  ({ place, byHand, reason, ...row }: MoveRow) => ({ kind: 'move', ...row, at: noonOf(String(place)), byHand: byHand === 1, reason: JSON.parse(reason) as MoveReason }),
);

/** The record's own history: a chain from its newest change back, so a jump walks it from the top. */
const changes: TimelineSource = {
  kind: 'change',
  page(book, { customerId, after, from, limit }) {
    const start = after === null ? startOfHistory(book, customerId, from) : Number(after[0]);
    if (start <= 0) return { entries: [] };
    const page = recordHistory(book.db, 'customer', customerId, start, limit);
    const nexts = [...page.changes.slice(1).map((c) => c.seq), page.next ?? 0];
    return {
      entries: page.changes.map((change, i): { entry: TimelineEntry; position: Position } => {
        const { seq, at, action, actor, op, fields } = change;
        return { entry: { kind: 'change', id: seq, at, action, actor, op, fields: withOwnFields(fields) }, position: [nexts[i] ?? 0] };
      }),
    };
  },
};

/** A change of the map of own fields is told field by field: `custom:<id>`. */
function withOwnFields(fields: Change['fields']): Change['fields'] {
  return fields.flatMap((f) => {
    if (f.field !== 'custom') return [f];
    const [before, after] = [(f.before ?? {}) as Record<string, unknown>, (f.after ?? {}) as Record<string, unknown>];
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !key.startsWith('o:') && !sameValue(before[key], after[key]));
    return keys.map((key) => ({ field: `${CUSTOM_PREFIX}${key}`, before: before[key] ?? null, after: after[key] ?? null }));
  });
}

function startOfHistory(book: OpenBook, customerId: number, from: number | null): number {
  let seq = book.rows.get('customer', customerId)?.aseq ?? 0;
  while (from !== null && seq > 0) {
    const { changes: found, next } = recordHistory(book.db, 'customer', customerId, seq, 100);
    const first = found.find((c) => c.at <= from);
    if (first) return first.seq;
    // A chain that breaks off (erased history) has no earlier part.
    seq = found.length === 0 ? 0 : (next ?? 0);
  }
  return seq;
}

/** 玫瑰 ×2、花瓶: names of the lines with whole quantities above one. */
function itemNames(items: string | null): string {
  if (items === null) return '';
  const lines = JSON.parse(items) as readonly { readonly name: string; readonly quantity?: number }[];
  return lines.map(({ name, quantity = 1000 }) => (quantity > 1000 && quantity % 1000 === 0 ? `${name} ×${String(quantity / 1000)}` : name)).join('、');
}

export const sources: readonly TimelineSource[] = [followUps, sales, payments, tasks, attachments, consents, gifts, moves, changes];
