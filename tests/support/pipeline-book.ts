/** The change pipeline over a real encrypted database, without the parts above it; its clock is moved by hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initClockRow } from '../../src-main/core/changes/clock-row.ts';
import { createRowStore } from '../../src-main/core/changes/rows.ts';
import type { WriteDeps } from '../../src-main/core/changes/write.ts';
import { defaultMigrationsDir, loadMigrations, migrate } from '../../src-main/core/database/migrate.ts';
import type { Db } from '../../src-main/core/database/open.ts';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { loadSodium } from '../../src-main/core/kernel/sodium.ts';

export interface PipelineBook {
  readonly db: Db;
  readonly write: WriteDeps;
  readonly clock: { now(): number; shift(ms: number): void };
  dispose(): void;
}

/** An empty book; commits are not synced, since no test here cuts the power. */
export async function createPipelineBook(): Promise<PipelineBook> {
  const sodium = await loadSodium();
  const dir = mkdtempSync(join(tmpdir(), 'regulars-pipeline-'));
  const db = openDatabase(join(dir, 'crm.db'), { key: new Uint8Array(32).fill(7), create: true, synchronous: 'OFF' });
  migrate(db, loadMigrations(defaultMigrationsDir()), 1);
  initClockRow(db, 12);
  let now = Date.UTC(2026, 10, 22, 8);
  const clock = { now: () => now, shift: (ms: number) => void (now = Math.max(0, now + ms)) };
  const auditKey = new Uint8Array(32).fill(9);
  const mac = (message: Uint8Array) => sodium.hash(32, message, auditKey);
  return {
    db,
    write: { db, rows: createRowStore(db), clock, mac, onCommitted: () => undefined },
    clock,
    dispose() {
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
