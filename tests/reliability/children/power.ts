/**
 * Commits changes through the pipeline with every write and sync of the book traced, and
 * writes each acknowledgement to a traced file of its own. `FULL` is how books are opened;
 * `OFF` is the control.
 */
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { initClockRow } from '../../../src-main/core/changes/clock-row.ts';
import { saveHighWater } from '../../../src-main/core/changes/high-water.ts';
import { createRowStore } from '../../../src-main/core/changes/rows.ts';
import type { WriteDeps } from '../../../src-main/core/changes/write.ts';
import { write } from '../../../src-main/core/changes/write.ts';
import { defaultMigrationsDir, loadMigrations, migrate } from '../../../src-main/core/database/migrate.ts';
import { openDatabase } from '../../../src-main/core/database/open.ts';
import { systemClock } from '../../../src-main/core/kernel/ports.ts';
import { POWER_KEY, powerMac } from '../lib/power-book.ts';
import { seeded } from '../lib/kill.ts';
import { faults } from '../lib/shim.ts';
import { tell } from '../lib/child-core.ts';

const [dir, synchronous, commits] = process.argv.slice(2) as [string, 'FULL' | 'OFF', string];
faults.watch(dir);
faults.trace(join(dir, '..', `${synchronous}.trace`));
const acks = openSync(join(dir, 'acks'), 'w');
const db = openDatabase(join(dir, 'crm.db'), { key: POWER_KEY, create: true, synchronous, autoCheckpoint: 40 });
migrate(db, loadMigrations(defaultMigrationsDir()), 1);
initClockRow(db, 5);
const deps: WriteDeps = { db, rows: createRowStore(db), clock: systemClock, mac: await powerMac(), onCommitted: () => undefined };
const random = seeded(4711);
const ids: number[] = [];
for (let n = 0; n < Number(commits); n++) {
  const action = { kind: 'power', actor: 'owner', origin: 'local' as const };
  const { seq } = write(deps, action, (w) => {
    if (ids.length > 5 && random() < 0.6) return void w.update('customer', ids[Math.floor(random() * ids.length)]!, { notes: 'x'.repeat(Math.floor(random() * 6000)) + String(n) });
    for (let i = 0; i < (random() < 0.05 ? 40 : 1); i++) ids.push(w.create('customer', { kind: 'individual', name: `n${String(n)}`, pinyin: 'n' }));
  });
  writeSync(acks, `${String(seq).padStart(8, '0')}\n`);
  if (n % 25 === 0) await saveHighWater(dir, db, { today: deps.mac });
}
tell('done');
process.exit(0);
