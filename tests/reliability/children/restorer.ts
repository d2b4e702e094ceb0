/**
 * A new computer: an empty home, and the shipped file or a server. One deed per process, its answer one line of JSON.
 *   restore INPUT   `backup.restore` as its input says; `file` is a path
 *   open SECRET     opens the one book that was restored, as the program does after a start, and reads what is in it
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Input, MethodName, Output } from '../../../shared/contract/index.ts';
import { createCore } from '../../../src-main/core/app/create-core.ts';
import { silentLogger } from '../../../src-main/core/kernel/logger.ts';
import { systemClock, systemRandom } from '../../../src-main/core/kernel/ports.ts';
import { tell } from '../lib/child-core.ts';
import { childPath } from '../lib/child-path.ts';

const [dataDir, deed, detail] = process.argv.slice(2) as [string, 'restore' | 'open', string];
/** A keychain that was wiped, or that of another computer: it works, and knows nothing of ours. */
const keychain = { available: () => Promise.resolve(true), seal: (secret: Uint8Array) => Promise.resolve(secret), open: () => Promise.resolve(null) };
const core = await createCore({
  clock: systemClock,
  random: systemRandom,
  logger: silentLogger,
  dataDir,
  host: 'electron',
  keychain,
  files: { resolve: (token) => ({ kind: 'path', path: token.slice('token:'.length), name: basename(token) }) },
  version: '0.1.0',
  workerEntry: pathToFileURL(childPath('job-worker.ts')),
  debug: (id, e) => process.stderr.write(`${id} ${e instanceof Error ? (e.stack ?? '') : String(e)}\n`),
});

async function call<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> {
  const result = await core.call(method, input);
  if (!result.ok) throw new Error(`${method} ${JSON.stringify(result.error)}`);
  return result.value as Output<M>;
}

async function restore(input: Input<'backup.restore'>): Promise<unknown> {
  const ended = new Promise((resolve) => {
    core.onEvent((e) => {
      if (e.type === 'job.ended') resolve({ state: e.job.state, code: e.job.error?.code ?? null });
    });
  });
  const started = await core.call('backup.restore', input);
  return started.ok ? ended : { state: 'refused', code: started.error.code };
}

async function filesOf(customerIds: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  for (const customerId of customerIds) {
    for (const { id } of (await call('attachments.list', { customerId })).rows) {
      const hash = createHash('sha256');
      for (let offset: number | null = 0; offset !== null; ) {
        const part: Output<'attachments.read'> = await call('attachments.read', { id, offset });
        hash.update(Buffer.from(part.data, 'base64'));
        offset = part.next;
      }
      found.push(hash.digest('hex'));
    }
  }
  return found.sort();
}

async function open(secret: Input<'session.unlock'>['secret']): Promise<unknown> {
  const [book] = (await call('books.list', {})).books;
  const byKeychain = await core.call('session.unlock', { ref: book!.ref, secret: { type: 'keychain' } });
  const { book: info } = await call('session.unlock', { ref: book!.ref, secret });
  const { rows, total } = await call('customers.list', { query: {} });
  const created = await core.call('customers.create', { name: '恢复之后的' });
  return {
    person: info.person,
    total,
    files: await filesOf(rows.map((row) => row.id)),
    byKeychain: byKeychain.ok ? 'opened' : byKeychain.error.code,
    writes: created.ok ? 'yes' : created.error.code,
  };
}

tell(JSON.stringify(await (deed === 'restore' ? restore(JSON.parse(detail) as Input<'backup.restore'>) : open(JSON.parse(detail) as Input<'session.unlock'>['secret']))));
await core.close();
process.exit(0);
