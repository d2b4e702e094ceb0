/** How many rows of an output belong to customers who asked not to be contacted (勿扰): asked before it is made. */
import type { Parsed } from '../../../../shared/contract/index.ts';
import { ok } from '../../../../shared/kernel/result.ts';
import type { TaskBand, TaskFilter } from '../../../../shared/modules/tasks.ts';
import { quietEntries } from '../calendar/index.ts';
import { isoDate } from '../../derived/mirror/dates.ts';
import type { Handler, OpenBook } from '../../domain/context.ts';
import { chosenIds, quietIds } from '../../domain/customers/index.ts';
import { foundSaleIds, quietSales, receivablePage, receivableQuery } from '../../domain/sales/index.ts';
import { linesOfMany } from '../../domain/tasks/index.ts';

type What = Parsed<'outputs.quiet'>['what'];
interface Counted {
  readonly rows: number;
  readonly customers: number;
}

export const countQuiet: Handler<'outputs.quiet'> = ({ book }, { what }) => ok(counted(book, what));

function counted(book: OpenBook, what: What): Counted {
  switch (what.of) {
    case 'customers': {
      const quiet = quietIds(book);
      const n = chosenIds(book, what.selection).filter((id) => quiet.has(id)).length;
      return { rows: n, customers: n };
    }
    case 'sales': {
      const quiet = quietSales(book);
      if (quiet.size === 0) return { rows: 0, customers: 0 };
      const theirs = foundSaleIds(book, what.query).filter((id) => quiet.has(id));
      return { rows: theirs.length, customers: new Set(Array.from(theirs, (id) => quiet.get(id))).size };
    }
    case 'calendar':
      return quietEntries(book, what);
    case 'tasks':
      return quietTasks(book, what.bands, what.filter);
    case 'receivables':
      return quietReceivables(book, what);
  }
}

/** Of tasks and agreed next dates. */
export function quietTasks(book: OpenBook, bands: readonly TaskBand[], filter: TaskFilter): Counted {
  const quiet = quietIds(book);
  if (quiet.size === 0) return { rows: 0, customers: 0 };
  const each = [...new Set(bands)].map((band) => linesOfMany(book.db, { band, filter, nowMs: book.clock.now() }, quiet));
  const rows = each.reduce((sum, found) => sum + [...found.values()].reduce((n, m) => n + m, 0), 0);
  return { rows, customers: new Set(each.flatMap((found) => [...found.keys()])).size };
}

/** Of what is owed: a row for each customer and currency. */
export function quietReceivables(book: OpenBook, { bucket, currency }: Pick<Parsed<'receivables.export'>, 'bucket' | 'currency'>): Counted {
  const quiet = quietIds(book);
  if (quiet.size === 0) return { rows: 0, customers: 0 };
  const query = receivableQuery(isoDate(book.clock.now()), { bucket, currency, customers: JSON.stringify([...quiet]) });
  const rows = receivablePage(book.db, query, Number.MAX_SAFE_INTEGER, 0);
  return { rows: rows.length, customers: new Set(rows.map((row) => row.customerId)).size };
}
