/** 彻底删除: what it would do, and doing it. */
import type { EntityName } from '../../../../shared/modules/history.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import { planErasure, tracesOf, waitingRows } from '../../changes/erase/index.ts';
import type { Handler } from '../../domain/context.ts';
import { nameElsewhere } from './elsewhere.ts';
import { nobodyId } from './nobody.ts';
import { isBusy, runErasure } from './run.ts';

const missing = (id: number) => err('record.missing', { entity: 'customer', id });

const counts = (rows: ReadonlyMap<EntityName, ReadonlySet<number>>) =>
  [...rows].filter(([entity, ids]) => entity !== 'customer' && ids.size > 0).map(([entity, ids]) => ({ entity, count: ids.size }));

const previewErasure: Handler<'privacy.erasePreview'> = async ({ book }, { id }) => {
  const row = book.rows.get('customer', id);
  if (!row) return missing(id);
  const plan = planErasure(book.db, [id]);
  const name = String(row.fields['name']);
  const importRows = waitingRows(book.db, tracesOf(book.db, plan)).length;
  return ok({ name, gone: counts(plan.gone), kept: counts(plan.kept), changes: plan.log.size, importRows, elsewhere: await nameElsewhere(book, id, name.trim()) });
};

const erase: Handler<'privacy.erase'> = ({ book }, { id, name }) => {
  const row = book.rows.get('customer', id);
  if (!row) return missing(id);
  if (name !== String(row.fields['name']).trim()) return err('erase.otherName');
  if (id === nobodyId(book.db)) return err('erase.nobody');
  if (isBusy(book)) return err('erase.busy');
  return ok({ jobId: book.jobs.start('privacy.erase', {}, (job) => runErasure(book, job, { ids: [id], kind: 'privacy.erase' })) });
};

export const eraseRoutes = { 'privacy.erasePreview': previewErasure, 'privacy.erase': erase };

export { eraseAgain } from './again.ts';
export { expireBin } from './expire.ts';
export { isBusy, isCleaningDue, startCleaning } from './run.ts';
