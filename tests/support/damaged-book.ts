/** A book with something of everything, closed, and ways to damage it. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RepairReport } from '../../shared/modules/repair.ts';
import type { TestCore } from './create-test-core.ts';
import { createTestCore, TEST_PASSPHRASE } from './create-test-core.ts';
import { refOf } from '../../src-main/core/app/shelf.ts';
import type { Db } from '../../src-main/core/database/open.ts';
import { registry } from '../../src-main/core/changes/registry.ts';
import { createRowStore } from '../../src-main/core/changes/rows.ts';
import type { Row } from '../../src-main/core/changes/rows.ts';
import { openWithPassphrase } from './open-raw.ts';

export const SECRET = { type: 'passphrase', passphrase: TEST_PASSPHRASE } as const;
export const PAGE = 4096;

/** Customers with edits, follow-ups, sales, tags and one in the bin. */
export async function fillBook(test: TestCore, customers: number): Promise<number[]> {
  const ids: number[] = [];
  for (let i = 0; i < customers; i++) {
    const { id } = await test.call('customers.create', { name: `顾客${i}号`, phones: [{ value: `1380000${String(1000 + i)}` }], notes: '备注'.repeat(i % 7 === 3 ? 1500 : 20) });
    ids.push(id);
    test.clock.advance(1000);
    if (i % 3 === 0) await test.call('followUps.create', { customerId: id, at: test.clock.now(), method: 'phone', content: `聊了第${i}次` });
    if (i % 4 === 1) await test.call('customers.update', { id, patch: { company: `公司${i}` } });
    if (i % 5 === 2) await test.call('customers.remove', { selection: { ids: [id] } });
  }
  return ids;
}

/** Every replicated row of a book, by kind and id. */
export function rowsOf(db: Db): Map<string, Row> {
  const store = createRowStore(db);
  const rows = new Map<string, Row>();
  for (const { name, table } of Object.values(registry)) for (const id of db.raw.prepare<[], number>(`SELECT id FROM ${table}`).pluck().all()) rows.set(`${name}:${id}`, store.get(name, id)!);
  return rows;
}

export async function rowsIn(dir: string): Promise<Map<string, Row>> {
  const db = await openWithPassphrase(dir, TEST_PASSPHRASE);
  try {
    return rowsOf(db);
  } finally {
    db.close();
  }
}

export interface DamagedBook {
  readonly test: TestCore;
  readonly before: Map<string, Row>;
  readonly ref: string;
  /** The untouched files, to begin again from. */
  reset(): void;
  damage(change: (bytes: Buffer) => Buffer | void, name?: string): void;
  repair(input?: Partial<{ how: 'salvage' | 'restore'; copy: string; file: string; dryRun: boolean }>): Promise<RepairReport>;
  dispose(): Promise<void>;
}

export async function createDamagedBook(customers: number, prepare: (test: TestCore) => Promise<void> = () => Promise.resolve()): Promise<DamagedBook> {
  const test = await createTestCore();
  await fillBook(test, customers);
  await prepare(test);
  await test.call('session.lock', {});
  const kept = join(test.dir, 'kept');
  cpSync(test.bookDir, kept, { recursive: true });
  const before = await rowsIn(test.bookDir);
  const ref = refOf(test.bookDir);
  return {
    test,
    before,
    ref,
    reset() {
      for (const name of readdirSync(test.dir)) if (name.startsWith('book')) rmSync(join(test.dir, name), { recursive: true, force: true });
      cpSync(kept, test.bookDir, { recursive: true });
    },
    damage(change, name = 'crm.db') {
      const path = join(test.bookDir, name);
      const bytes = readFileSync(path);
      writeFileSync(path, change(bytes) ?? bytes);
    },
    async repair(input = {}) {
      const { jobId } = await test.call('repair.run', { ref, secret: SECRET, how: 'salvage', ...input });
      const job = await test.job(jobId);
      if (job.state !== 'done') throw new Error(JSON.stringify(job.error));
      return job.result as RepairReport;
    },
    dispose: () => test.dispose(),
  };
}

export const flip = (page: number, at = 1000) => (bytes: Buffer): void => {
  bytes[(page - 1) * PAGE + at]! ^= 0x10;
};

/** What is not as it was, and does not stand in the list of what is missing. Records nobody can name count up to the number the report gives. */
export function silentlyLost(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>, report: RepairReport): string[] {
  const told = new Set(report.missing.map(({ kind, id }) => `${kind}:${id}`));
  const untold = [...before].filter(([key]) => !told.has(key));
  const gone = untold.filter(([key]) => !after.has(key));
  const changed = untold.filter(([key, row]) => after.has(key) && JSON.stringify(after.get(key)!.fields) !== JSON.stringify(row.fields));
  return [...(gone.length > (report.unnamed ?? Infinity) ? gone : []), ...changed].map(([key]) => key);
}
