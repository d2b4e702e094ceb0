/** The call list: one line per customer, from tasks or from any choice of customers. */
import type { Parsed } from '../../../../shared/contract/index.ts';
import { ok } from '../../../../shared/kernel/result.ts';
import { MAX_CALLS, type Call } from '../../../../shared/modules/outputs.ts';
import type { TaskLine } from '../../../../shared/modules/tasks.ts';
import { prepared } from '../../changes/statements.ts';
import type { Handler, OpenBook } from '../../domain/context.ts';
import { chosenIds, findCustomers, keepIds, quietIds } from '../../domain/customers/index.ts';
import { linesOfCustomer } from '../../domain/tasks/index.ts';
import { taskPages } from './task-pages.ts';

type What = Parsed<'calls.list'>['what'];
/** Phones of one line. */
const PHONES = 2;
/** Reasons of one line. */
const REASONS = 3;

export const listCalls: Handler<'calls.list'> = ({ book }, { what, includeQuiet }) => {
  const whys = what.of === 'tasks' ? whyOfTasks(book, what) : null;
  const meant = whys ? Float64Array.from(whys.keys()) : chosenIds(book, (what as Extract<What, { of: 'customers' }>).selection);
  const { kept, leftOut } = keepIds(meant, quietIds(book), includeQuiet);
  const calls = findCustomers(book, Array.from(kept.subarray(0, MAX_CALLS))).map((one): Call => {
    const lines = whys?.get(one.id) ?? linesOfCustomer(book.db, one.id).rows.filter((line) => line.status === 'open');
    const due = lines.flatMap((line) => line.due ?? []).sort()[0] ?? null;
    return {
      customerId: one.id,
      name: one.name,
      company: one.company,
      phones: one.phones.slice(0, PHONES).map(({ value }) => value),
      wechat: one.wechats[0]?.value ?? null,
      doNotContact: one.doNotContact,
      why: [...new Set(lines.map((line) => line.title).filter((title) => title !== ''))].slice(0, REASONS),
      due,
      lastContactOn: lastContact(book, one.id),
    };
  });
  return ok({ calls, total: kept.length, leftOut });
};

function lastContact(book: OpenBook, customerId: number): number | null {
  const row = prepared(book.db.raw, 'SELECT last_contact_at AS at FROM customer_stat WHERE customer_id = ?').get(customerId) as { at: number | null } | undefined;
  return row?.at ?? null;
}

/** The lines of each customer, customers in the order of their first. */
function whyOfTasks(book: OpenBook, { bands, filter }: Extract<What, { of: 'tasks' }>): Map<number, TaskLine[]> {
  const found = new Map<number, TaskLine[]>();
  for (const page of taskPages(book.db, { bands, filter, nowMs: book.clock.now() })) {
    for (const line of page) {
      const lines = found.get(line.customerId);
      if (lines) lines.push(line);
      else found.set(line.customerId, [line]);
    }
  }
  return found;
}
