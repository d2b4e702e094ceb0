/** `data.check` (自检): reads the whole book and lists what does not fit; an empty list is a healthy book. */
import { AppFailure, ok } from '../../../../shared/kernel/result.ts';
import { wrongFacts } from '../../changes/facts/index.ts';
import { auditHead, verifyAudit } from '../../changes/audit.ts';
import { unheardChanges } from '../../changes/cross-check.ts';
import { lostChanges } from '../../changes/mend.ts';
import { recordHistory } from '../../changes/history.ts';
import { registry } from '../../changes/registry.ts';
import type { Db } from '../../database/open.ts';
import type { Handler, OpenBook } from '../../domain/context.ts';
import { checkBlobs } from '../attachments/index.ts';
import type { WorkerHandler } from '../worker-book.ts';

export interface Finding {
  /** `pages`, `links`, `audit`, `log` (changes that are not in the log), `unheard` (rows older than their latest change), `rowsWithoutChange`, `history`, `search`, `files` (attachments missing or damaged, with their names). */
  readonly code: string;
  readonly count: number;
}

/** Records whose whole history is walked; spread over the book. */
const WALKED = 500;

/** Handler `data.check` in a worker thread. */
export const checkBook: WorkerHandler = (book): Promise<Finding[]> => {
  const findings: Finding[] = [];
  const add = (code: string, count: number) => {
    if (count > 0) findings.push({ code, count });
  };
  book.progress('pages', 0, 4);
  add('pages', book.db.raw.pragma('integrity_check(1)', { simple: true }) === 'ok' ? 0 : 1);
  book.progress('links', 1, 4);
  add('links', (book.db.raw.pragma('foreign_key_check') as unknown[]).length);
  book.progress('audit', 2, 4);
  add('audit', verifyAudit(book.db, book.write.mac) === null ? 0 : 1);
  add('log', lostChanges(book.db, book.write.mac, auditHead(book.db).seq).seqs.length);
  book.progress('history', 3, 4);
  add('unheard', unheardChanges(book.db, () => {
    if (book.cancelled()) throw new AppFailure('request.cancelled');
  }));
  add('rowsWithoutChange', rowsWithoutChange(book.db));
  add('history', brokenHistories(book.db));
  add('facts', wrongFacts(book.db, book.write.clock.now()));
  return Promise.resolve(findings);
};

function rowsWithoutChange(db: Db): number {
  return Object.values(registry).reduce((sum, { table }) => {
    const sql = `SELECT count(*) FROM ${table} t WHERE NOT EXISTS (SELECT 1 FROM change_log c WHERE c.seq = t.aseq)`;
    return sum + Number(db.raw.prepare(sql).pluck().get());
  }, 0);
}

/** A whole history ends with the record's creation. */
function brokenHistories(db: Db): number {
  const total = Number(db.raw.prepare('SELECT count(*) FROM customer').pluck().get());
  const step = Math.max(1, Math.floor(total / WALKED));
  const rows = db.raw
    .prepare<[number], { id: number; aseq: number }>('SELECT id, aseq FROM customer WHERE id % ? = 0')
    .all(step)
    .slice(0, WALKED);
  return rows.filter(({ id, aseq }) => {
    const { changes, next } = recordHistory(db, 'customer', id, aseq, 10_000);
    return next !== null || changes.at(-1)?.op !== 'create';
  }).length;
}

/** Index and mirror against the rows: both must know the same customers. */
async function searchFinding(book: OpenBook): Promise<Finding[]> {
  await book.derived.ready();
  const rows = Number(book.db.raw.prepare('SELECT count(*) FROM customer WHERE deleted_at IS NULL').pluck().get());
  const known = book.derived.list({}, { limit: 1 }).total;
  return rows === known ? [] : [{ code: 'search', count: Math.abs(rows - known) }];
}

const startCheck: Handler<'data.check'> = ({ book }) => {
  const jobId = book.jobs.start('data.check', {}, async (job) => {
    const findings = await book.jobs.inWorker<Finding[]>(job, { handler: 'data.check', input: null });
    return { findings: [...findings, ...(await searchFinding(book)), ...(await checkBlobs(book, job))] };
  });
  return ok({ jobId });
};

export const checkRoutes = { 'data.check': startCheck };
