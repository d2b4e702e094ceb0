/** The proof that a copy can be restored: it is restored, into a scratch folder, and looked at. */
import { join } from 'node:path';
import { z } from 'zod';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { BackupProof } from '../../../../shared/modules/backup.ts';
import { verifyAudit } from '../../changes/audit.ts';
import { createRowStore, sameValue } from '../../changes/rows.ts';
import { schemaVersion } from '../../database/migrate.ts';
import type { Db } from '../../database/open.ts';
import { openDatabase } from '../../database/open.ts';
import type { JobContext, OpenBook } from '../../domain/context.ts';
import type { WorkerHandler } from '../worker-book.ts';
import type { BackupManifest } from './backup-format.ts';
import type { CopyAtPlace } from './fetch-copy.ts';
import type { CopyDeps } from './run-copies.ts';
import { codeOf } from './run-copies.ts';
import { takeApart } from './scratch.ts';
import { assertSound, figuresOf } from './snapshot.ts';
import { noteProof } from './targets.repo.ts';

/** Customers compared with the book as it is. */
const COMPARED = 20;

interface ProofInput {
  readonly path: string;
  readonly manifest: Pick<BackupManifest, 'rows' | 'audit'>;
}

/** Restores the copy into staging, looks at all of it, and notes the verdict. Throws `backup.damaged` and its like; nothing of the scratch stays. */
export async function proveCopy(book: OpenBook, deps: CopyDeps, job: JobContext, { targetId, copy }: { readonly targetId: string; readonly copy: CopyAtPlace }): Promise<BackupProof> {
  const note = (damage: string | null) => {
    noteProof(book.db, targetId, copy.name, book.clock.now(), damage);
    book.emit({ type: 'data.changed', entities: ['backup'], ids: null, origin: 'job' });
  };
  try {
    const proof = await copy.local(job, (path) => restoreAndLook(book, deps, job, path));
    note(null);
    return proof;
  } catch (e) {
    // A proof that was stopped, or had no room, says nothing about the copy.
    if (e instanceof AppFailure && e.error.code.startsWith('backup.')) note(codeOf(e));
    throw e;
  }
}

async function restoreAndLook(book: OpenBook, deps: CopyDeps, job: JobContext, path: string): Promise<BackupProof> {
  const { dir, manifest, clear } = await takeApart(book, deps, job, path);
  try {
    const { rows, audit } = manifest;
    return await book.jobs.inWorker<BackupProof>(job, { handler: 'backup.prove', input: { path: join(dir, 'crm.db'), manifest: { rows, audit } } satisfies ProofInput });
  } finally {
    await clear();
  }
}

const inputSchema = z.object({ path: z.string(), manifest: z.object({ rows: z.record(z.string(), z.int()), audit: z.object({ seq: z.int(), hash: z.string() }) }) });

/** Handler `backup.prove`: every page, every link, the counts and the head of the manifest, the audit chain, and customers as they are in the book. */
export const lookAtCopy: WorkerHandler = (book, input): Promise<BackupProof> => {
  const { path, manifest } = inputSchema.parse(input);
  const copy = openDatabase(path, { key: book.databaseKey, readonly: true });
  try {
    book.progress('check', 0, null);
    assertSound(copy);
    const { rows, audit } = figuresOf(copy);
    const isSame = Object.entries(manifest.rows).every(([table, n]) => rows[table] === n) && audit.hash === manifest.audit.hash;
    const isTied = (copy.raw.pragma('foreign_key_check') as unknown[]).length === 0;
    book.progress('audit', 0, null);
    if (!isSame || !isTied || verifyAudit(copy, book.write.mac) !== null) throw new AppFailure('backup.damaged');
    return Promise.resolve({ customers: rows['customer'] ?? 0, compared: compareCustomers(book.db, copy) });
  } finally {
    copy.close();
  }
};

/** Customers spread over the copy that were not changed since must read the same; answers how many there were. A copy of an earlier schema has no such rows to compare. */
function compareCustomers(live: Db, copy: Db): number {
  if (schemaVersion(copy) !== schemaVersion(live)) return 0;
  const ids = copy.raw.prepare<[number], number>('SELECT id FROM customer ORDER BY (id * 2654435761) & 1048575 LIMIT ?').pluck().all(COMPARED);
  const [here, there] = [createRowStore(live), createRowStore(copy)];
  const pairs = ids.flatMap((id) => {
    const [now, then] = [here.get('customer', id), there.get('customer', id)];
    return now && then && now.aseq === then.aseq ? [[now, then] as const] : [];
  });
  if (pairs.some(([now, then]) => !sameValue(now.fields, then.fields))) throw new AppFailure('backup.damaged');
  return pairs.length;
}
