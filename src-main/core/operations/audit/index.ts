/** The record of operations: shown, verified, written to a file. */
import { err, ok } from '../../../../shared/kernel/result.ts';
import { auditVerdictSchema } from '../../../../shared/modules/audit.ts';
import type { AuditQuery, AuditVerdict } from '../../../../shared/modules/audit.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import { auditHead, walkAudit } from '../../changes/audit.ts';
import { yieldToOthers } from '../../changes/undo.ts';
import { noteEvent } from '../../changes/write.ts';
import type { Db } from '../../database/open.ts';
import type { Handler } from '../../domain/context.ts';
import { readSettings } from '../../domain/settings/index.ts';
import { csvLine, utf8, writeChosen } from '../transfer/index.ts';
import type { WorkerHandler } from '../worker-book.ts';
import { auditEntries, auditPage } from './repo.ts';

export { eventsSince } from './repo.ts';

const listAudit: Handler<'audit.list'> = ({ book }, { query, before, limit }) => ok(auditPage(book, query, { before, limit }));

const KEY = 'auditVerified';

/** How many entries the record has, and what its last verification said. */
export function auditFacts(db: Db): { readonly entries: number; readonly verified: AuditVerdict | null } {
  const stored = db.raw.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(KEY);
  const verified = stored === undefined ? null : auditVerdictSchema.parse(JSON.parse(stored));
  return { entries: auditHead(db).seq, verified };
}

const auditStatus: Handler<'audit.status'> = ({ book }) => ok(auditFacts(book.db));

const HEAD_DIGITS = 16;
const PROGRESS_EVERY = 500;

/** Handler `audit.verify` in a worker thread; what it found is kept for the page. */
export const verifyChain: WorkerHandler = (book): Promise<AuditVerdict> => {
  const total = auditHead(book.db).seq;
  const { entries, head, badSeq } = walkAudit(book.db, book.write.mac, (done) => {
    if (done % PROGRESS_EVERY === 0) book.progress('audit', done, total);
  });
  const verdict = { at: book.write.clock.now(), entries, head: Buffer.from(head.hash).toString('hex').slice(0, HEAD_DIGITS), badSeq };
  keepVerdict(book.db, verdict);
  return Promise.resolve(verdict);
};

function keepVerdict(db: Db, verdict: AuditVerdict): void {
  db.raw.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(KEY, JSON.stringify(verdict));
}

const verifyAudit: Handler<'audit.verify'> = ({ book }) =>
  ok({ jobId: book.jobs.start('audit.verify', {}, (job) => book.jobs.inWorker<AuditVerdict>(job, { handler: 'audit.verify', input: null })) });

const HEADINGS = {
  'zh-CN': ['序号', '时间', '操作人', '操作', '涉及记录数'],
  en: ['Number', 'Time', 'Who', 'Action', 'Records'],
} as const;

async function* auditCsv(db: Db, query: AuditQuery, language: Language): AsyncGenerator<string> {
  yield '\ufeff';
  yield csvLine([...HEADINGS[language]]);
  for (const entries of auditEntries(db, query)) {
    yield entries.map((entry) => csvLine([String(entry.id), new Date(entry.at).toISOString(), entry.actor, entry.action, String(entry.rows)])).join('');
    await yieldToOthers();
  }
}

const exportAudit: Handler<'audit.export'> = ({ book, actor }, { file: token, query, language }) => {
  const file = book.file(token);
  if (!file) return err('file.missing');
  const words = language ?? readSettings(book.db).language;
  const jobId = book.jobs.start('audit.export', { fileName: file.name }, async () => {
    noteEvent(book.write, 'audit.export', actor);
    await writeChosen(file, utf8(auditCsv(book.db, query, words)));
    return {};
  });
  return ok({ jobId });
};

const note: Handler<'audit.note'> = ({ book, actor }, { event, count }) => {
  noteEvent(book.write, event, actor, count);
  return ok({});
};

export const auditRoutes = { 'audit.list': listAudit, 'audit.status': auditStatus, 'audit.verify': verifyAudit, 'audit.export': exportAudit, 'audit.note': note };
