/**
 * Goes through everything a shop does with customers whose names, phones and notes are
 * canaries, with every write of the process traced. `control` sorts them in a database
 * whose temporary files go to the disk: what must be found.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../src-main/core/database/open.ts';
import { PASSPHRASE, startChildCore, tell } from '../lib/child-core.ts';
import { CANARIES } from '../lib/canaries.ts';
import { faults } from '../lib/shim.ts';

const [dir, what] = process.argv.slice(2) as [string, 'flows' | 'control'];
const rows = Array.from({ length: 3000 }, (_, i) => `${CANARIES.name}${String(i)},${CANARIES.phone}${String(i)},${CANARIES.notes}${String(i)}`);
const csv = join(dir, 'source.csv');
const attached = join(dir, 'source.txt');
writeFileSync(attached, `${CANARIES.notes}\n`.repeat(40_000));
writeFileSync(csv, `姓名,手机,备注\n${rows.join('\n')}\n`);

function control(): void {
  faults.watch('/');
  faults.trace(join(dir, 'trace'));
  const db = openDatabase(join(dir, 'control.db'), { key: new Uint8Array(32).fill(3), create: true });
  db.raw.pragma('temp_store = FILE');
  db.raw.pragma('cache_size = 10');
  db.raw.exec('CREATE TABLE t (name TEXT, notes TEXT) STRICT');
  const insert = db.raw.prepare('INSERT INTO t VALUES (?, ?)');
  db.raw.transaction(() => rows.forEach((r) => insert.run(r, `${r}${'-'.repeat(400)}`)))();
  db.raw.prepare('SELECT * FROM t ORDER BY notes, name DESC').all();
  db.raw.exec('CREATE INDEX t_notes ON t (notes, name)');
  db.close();
}

/** A file of many chunks, a pasted one and a small picture of it; read, saved in the open as asked, taken off and brought back. */
async function attachments(child: Awaited<ReturnType<typeof startChildCore>>, customerId: number, run: (start: Promise<{ jobId: string }>) => Promise<void>): Promise<void> {
  const { call } = child;
  await run(call('attachments.add', { customerId, file: child.file(attached), name: `${CANARIES.company}.txt` }));
  const data = Buffer.from(`${CANARIES.phone} ${CANARIES.notes}`).toString('base64');
  await call('attachments.paste', { upload: 'canary-upload-0001', customerId, name: `${CANARIES.name}.txt`, data, last: true });
  const { rows } = await call('attachments.list', { customerId });
  const first = rows[0]!;
  await call('attachments.setThumb', { id: first.id, data: Buffer.from(CANARIES.company.repeat(9)).toString('base64') });
  await call('attachments.thumbs', { ids: rows.map((row) => row.id) });
  for (const row of rows) await call('attachments.read', { id: row.id });
  await run(call('attachments.save', { id: first.id, file: child.file(join(dir, 'saved.txt')) }));
  await call('attachments.remove', { id: first.id });
  await call('undo.undo', {});
}

async function flows(): Promise<void> {
  faults.watch('/');
  faults.trace(join(dir, 'trace'));
  const child = await startChildCore(dir, true);
  const { call } = child;
  const run = async (start: Promise<{ jobId: string }>) => {
    const { jobId } = await start;
    const state = await child.job(jobId);
    if (state !== 'done') throw new Error(`a job ended as ${state}`);
  };
  const tag = await call('tags.create', { name: CANARIES.tag });
  const one = await call('customers.create', {
    name: CANARIES.name,
    phones: [{ value: CANARIES.phone }],
    notes: CANARIES.notes.repeat(300),
    company: CANARIES.company,
    tags: [tag.id],
  });
  await call('customers.update', { id: one.id, patch: { title: CANARIES.company } });
  await call('followUps.create', { customerId: one.id, at: 1, method: 'phone', content: CANARIES.notes });
  await attachments(child, one.id, run);
  const file = child.file(csv);
  const { columns } = await call('import.inspect', { file });
  const mapping = { columns: columns.map((c) => c.target) };
  await run(call('import.preview', { file, mapping }));
  await run(call('import.start', { file, mapping, onMatch: 'update' }));
  for (const text of [CANARIES.name, CANARIES.name.slice(0, 3), CANARIES.phone.slice(-6), CANARIES.notes]) await call('customers.search', { text });
  for (const field of ['name', 'notes', 'phones', 'updatedAt']) await call('customers.list', { query: { sort: { field, direction: 'desc' } }, limit: 200 });
  await call('customers.facets', { field: 'tags' });
  await call('customers.duplicates', { draft: { name: CANARIES.name, phones: [{ value: CANARIES.phone }] } });
  await child.core.call('customers.create', { name: { toString: CANARIES.name } });
  await child.core.call('customers.list', { query: { filter: { all: [{ field: CANARIES.name, op: 'equals', value: CANARIES.notes }] } } });
  await call('customers.remove', { selection: { query: { text: `${CANARIES.name}1` }, except: [] } });
  await call('undo.undo', {});
  await run(call('backup.create', { file: child.file(join(dir, 'b.regulars')) }));
  await run(call('data.check', {}));
  await run(call('export.start', { file: child.file(join(dir, 'export.csv')), format: 'csv' }));
  await run(call('export.start', { file: child.file(join(dir, 'export.xlsx')), format: 'xlsx' }));
  await call('session.lock', {});
  const again = await child.core.openFolder(join(dir, 'book'), { type: 'passphrase', passphrase: PASSPHRASE });
  if (!again.ok) throw new Error(again.error.code);
  await call('customers.search', { text: CANARIES.name });
  await child.core.close();
}

await (what === 'control' ? control() : flows());
tell('done');
process.exit(0);
