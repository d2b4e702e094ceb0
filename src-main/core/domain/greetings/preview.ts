/** What a text says to each of many customers, and the note that they were contacted. */
import { mergeParts, missingFields, type MergeValues } from '../../../../shared/kernel/merge-text.ts';
import { ok } from '../../../../shared/kernel/result.ts';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { MAX_GREETED, type Greeted, type OutReason } from '../../../../shared/modules/greetings.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import type { Handler } from '../context.ts';
import { changeMany, findCustomers, selectedIds } from '../customers/index.ts';
import { mergeValuesOf } from './merge-values.ts';

/** Numbers and addresses of one customer that are offered. */
const MOST_CONTACTS = 5;

/** Who asked not to be contacted, wants no advertising, or took their consent back is not written to unless the owner means it. */
function whyOut({ doNotContact, consent }: Customer): OutReason | null {
  return doNotContact ?? (consent === 'withdrawal' ? 'withdrawn' : null);
}

function greetedOf(one: Customer, body: string, values: MergeValues, today: string): Greeted {
  const parts = mergeParts(body, values);
  const first = (list: Customer['phones']) => list.slice(0, MOST_CONTACTS).map(({ value }) => value);
  return {
    customerId: one.id,
    name: one.name,
    phones: first(one.phones),
    wechats: first(one.wechats),
    emails: first(one.emails),
    parts: parts.map(({ kind, text }) => ({ kind, text })),
    missing: [...missingFields(parts)],
    out: whyOut(one),
    agreed: one.consent === 'consent',
    lastContactOn: one.lastContactOn,
    contactedToday: one.lastContactOn !== null && isoDate(one.lastContactOn) === today,
  };
}

export const previewGreetings: Handler<'greetings.preview'> = ({ book }, { selection, body, festival }) => {
  const ids = selectedIds(book, selection);
  const valuesOf = mergeValuesOf(book, festival);
  const today = isoDate(book.clock.now());
  const rows = findCustomers(book, ids.slice(0, MAX_GREETED)).map((one) => greetedOf(one, body, valuesOf(one), today));
  return ok({ rows, total: ids.length });
};

/** A follow-up for each, with what was said to them. Who is gone by now is passed over. */
export const noteContacted: Handler<'greetings.contacted'> = async (ctx, { method, entries }) => {
  const contents = new Map(entries.map(({ customerId, content }) => [customerId, content]));
  const ids = [...contents.keys()];
  const only = ids.length === 1 ? ctx.book.rows.get('customer', ids[0]!)?.fields['name'] : null;
  const { count } = await changeMany(ctx, 'greetings.contacted', { count: ids.length, name: typeof only === 'string' ? only : null }, ids, (w, customerId) => {
    const row = w.get('customer', customerId);
    if (!row || row.deletedAt !== null) return false;
    w.create('followUp', { customerId, at: w.now, method, content: contents.get(customerId) ?? '' });
    return true;
  });
  return ok({ count });
};
