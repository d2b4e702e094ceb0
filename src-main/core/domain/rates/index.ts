/** Exchange rates: written down by hand, used for totals only; amounts stay in their own currency. */
import { totalInBase } from '../../../../shared/kernel/rates.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { rateMethods } from '../../../../shared/modules/rates.ts';
import { bookCurrency } from '../../changes/facts/index.ts';
import { write } from '../../changes/write.ts';
import { isoDate } from '../../derived/mirror/dates.ts';
import type { Handler, Routes } from '../context.ts';
import { ratedSaleSums } from '../sales/index.ts';
import { owedSums, rateOfDay, ratesInto, ratesOn, rowToRate, withRates } from './rates.repo.ts';

const listRates: Handler<'rates.list'> = ({ book }) => {
  const base = bookCurrency(book.db);
  return ok({ base, rows: ratesInto(book.db, base) });
};

const setRate: Handler<'rates.set'> = ({ book, actor }, { currency, date, rate }) => {
  const base = bookCurrency(book.db);
  if (currency === base) return err('rate.sameCurrency', { currency });
  const action = { kind: 'rates.set', actor, origin: 'local' as const, facts: { name: currency } };
  const { value, actionId, seq } = write(book.write, action, (w) => {
    const known = rateOfDay(w.db, base, currency, date);
    const id = known ?? w.create('rate', { currency, base, date, rate });
    return known === null ? w.get('rate', id)! : w.update('rate', id, { rate });
  });
  if (seq !== null) book.undo.push(actionId);
  return ok(rowToRate(value));
};

const removeRate: Handler<'rates.remove'> = ({ book, actor }, { id }) => {
  const row = book.rows.get('rate', id);
  if (!row || row.deletedAt !== null) return err('record.missing', { entity: 'rate', id });
  const action = { kind: 'rates.remove', actor, origin: 'local' as const, facts: { name: String(row.fields['currency']) } };
  const { actionId } = write(book.write, action, (w) => w.remove('rate', id));
  book.undo.push(actionId);
  return ok({});
};

const saleTotal: Handler<'rates.saleTotal'> = ({ book }, { query }) => {
  const base = bookCurrency(book.db);
  return ok(totalInBase(base, ratedSaleSums(book, query, base)));
};

const owedTotal: Handler<'rates.owedTotal'> = ({ book }, { customerId }) => {
  const base = bookCurrency(book.db);
  const known = ratesOn(book.db, base, isoDate(book.clock.now()));
  return ok(totalInBase(base, withRates(owedSums(book.db, customerId), known)));
};

export const rateRoutes: Routes<keyof typeof rateMethods> = {
  'rates.list': listRates,
  'rates.set': setRate,
  'rates.remove': removeRate,
  'rates.saleTotal': saleTotal,
  'rates.owedTotal': owedTotal,
};
