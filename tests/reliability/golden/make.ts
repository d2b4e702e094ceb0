/**
 * Makes a backup to be kept for ever: `NAME.regulars` as the program of some day wrote it, and `NAME.json` beside it:
 *   { schema, format, passphrase, recoveryCode, tables: { table: { columns, rows, sha256 } }, files: [sha256 of each attachment] }
 * `tables` are the rows of the book it was made from (lib/rows-of.ts). restore-drill.test.ts restores each of them with the program
 * of today. For a new version, run this in a checkout of it: `node tests/reliability/golden/make.ts FOLDER`; for one that did not have
 * this file yet, copy it there together with lib/rows-of.ts. A file that stands here is never made anew.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultMigrationsDir, loadMigrations } from '../../../src-main/core/database/migrate.ts';
import { BACKUP_FORMAT } from '../../../src-main/core/operations/backup/backup-format.ts';
import { createTestCore, TEST_PASSPHRASE } from '../../support/create-test-core.ts';
import { openWithPassphrase } from '../../support/open-raw.ts';
import { digestBook } from '../lib/rows-of.ts';

const [folder] = process.argv.slice(2) as [string];
const t = await createTestCore();
await t.call('session.lock', {});
const dir = join(t.dir, 'golden');
const made = await t.core.createInFolder(dir, { name: '小满花店', language: 'zh-CN', kind: 'both', preset: 'retail', passphrase: TEST_PASSPHRASE });
if (!made.ok) throw new Error(JSON.stringify(made.error));

/** What the version does not have yet is left out. */
async function ask<T>(method: string, input: unknown): Promise<T | null> {
  const result = await t.core.call(method, input);
  if (result.ok) return result.value as T;
  process.stdout.write(`${method}: ${JSON.stringify(result.error)}\n`);
  return null;
}

const files: string[] = [];
async function attach(customerId: number, name: string, text: string): Promise<void> {
  const path = join(t.dir, name);
  writeFileSync(path, text);
  const started = await ask<{ jobId: string }>('attachments.add', { customerId, file: t.file(path) });
  if (started && (await t.job(started.jobId)).state === 'done') files.push(createHash('sha256').update(text).digest('hex'));
}

const people = [
  { name: '王小明', phones: [{ value: '13812345678' }], notes: '喜欢白色的花' },
  { name: '李梅', phones: [{ value: '13700001111' }], company: '晨光文具' },
  { name: '𠮷田さくら', notes: '生僻字与假名' },
  { name: '要删除的', notes: '在回收站里' },
];
const ids: number[] = [];
for (const person of people) ids.push((await ask<{ id: number }>('customers.create', person))!.id);
await ask('customers.update', { id: ids[0], patch: { notes: '喜欢白色的花，不要百合' } });
await ask('customers.remove', { selection: { ids: [ids[3]] } });
await ask('followUps.create', { customerId: ids[0], at: t.clock.now(), method: 'phone', content: '问了婚礼的日子' });
await ask('tasks.create', { customerId: ids[1], title: '送花', due: '2026-12-01' });
const product = await ask<{ id: number }>('products.create', { name: '白玫瑰', priceMinor: 1900, currency: 'CNY' });
// Sales were written down in another form before there were products.
const sale = product ? { items: [{ productId: product.id, name: '白玫瑰', quantity: 3000, priceMinor: 1900 }] } : { items: '白玫瑰 3 枝', amountMinor: 5700, currency: 'CNY', paidMinor: 5700 };
await ask('sales.create', { customerId: ids[0], date: '2026-11-20', ...sale });
await attach(ids[0]!, '合同.txt', '花艺合同\n'.repeat(40));

const name = `schema-${String(loadMigrations(defaultMigrationsDir()).length).padStart(2, '0')}`;
const path = join(folder, `${name}.regulars`);
const { jobId } = (await ask<{ jobId: string }>('backup.create', { file: t.file(path) }))!;
if ((await t.job(jobId)).state !== 'done') throw new Error('no backup');
await t.call('session.lock', {});
const db = await openWithPassphrase(dir, TEST_PASSPHRASE);
const schema = Number(db.raw.pragma('user_version', { simple: true }));
const tables = digestBook(db);
db.close();
writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ schema, format: BACKUP_FORMAT, passphrase: TEST_PASSPHRASE, recoveryCode: made.value.recoveryCode, tables, files }, null, 1)}\n`);
process.stdout.write(`${name}: schema ${String(schema)}, ${String(readFileSync(path).length)} bytes\n`);
await t.dispose();
