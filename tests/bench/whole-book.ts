/** A whole book behind its host, with vault and shelf: for what is measured from outside. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serveLoopback, type Loopback } from '../../src-main/hosts/loopback/serve.ts';
import { prepareCsv } from './csv-file.ts';
import { keep, keptNote } from './kept.ts';

export const PASSPHRASE = 'maple harbor 57 lantern';

export type Ask = (method: string, input: unknown) => Promise<Record<string, unknown>>;

export const asker = (host: Loopback): Ask => async (method, input) => {
  const reply = await host.core.call(method, input);
  if (!reply.ok) throw new Error(`${method}: ${JSON.stringify(reply.error)}`);
  return reply.value as Record<string, unknown>;
};

/** Imports a CSV as a person would who changes nothing. */
export async function importFile(host: Loopback, ask: Ask, path: string): Promise<void> {
  const file = `bench-file-${Math.round(performance.now())}`;
  host.core.registerFile(file, { kind: 'path', path, name: 'customers.csv' });
  const { columns } = (await ask('import.inspect', { file })) as unknown as { readonly columns: readonly { readonly target: unknown }[] };
  const { jobId } = await ask('import.start', { file, mapping: { columns: columns.map(({ target }) => target) }, onMatch: 'skip', possibleDuplicates: 'create' });
  await jobDone(ask, String(jobId));
}

/** Waits for the end of a job; throws when it failed. */
export async function jobDone(ask: Ask, jobId: string): Promise<void> {
  for (;;) {
    const { state, error } = await ask('jobs.get', { jobId });
    if (state === 'done') return;
    if (state !== 'running') throw new Error(`the job ended as ${String(state)}: ${JSON.stringify(error)}`);
    await pause(20);
  }
}

/** Folder of a book with imported customers; made once (unmeasured) and kept. */
export async function prepareFolder(root: string, rows: number): Promise<string> {
  const dir = join(root, `window-${rows}`);
  if (keptNote(dir) !== null) return dir;
  const host = await serveLoopback({ dataDir: dir, language: 'zh-CN', idleMinutes: 0 });
  const ask = asker(host);
  const { book, recoveryCode } = (await ask('books.create', { name: '小满花店', language: 'zh-CN', kind: 'both', preset: 'retail', passphrase: PASSPHRASE })) as { book: { ref: string }; recoveryCode: string };
  await ask('session.confirmRecovery', { group: 2, text: recoveryCode.split('-')[2] });
  await importFile(host, ask, prepareCsv(root, rows));
  await host.close();
  keep(dir, book.ref);
  return dir;
}
