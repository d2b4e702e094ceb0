/**
 * T16: two processes and one book. The second is refused with the holder's facts, writes
 * nothing, and takes over at once when the holder is killed.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCore, TEST_PASSPHRASE } from '../support/create-test-core.ts';
import { openWithPassphrase } from '../support/open-raw.ts';
import { startChildCore } from './lib/child-core.ts';
import { childPath } from './lib/child-path.ts';
import { report } from './lib/kill.ts';

const ROUNDS = Number(process.env['RELIABILITY_LOCK_ROUNDS'] ?? 12);
const RACERS = 4;

let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'regulars-two-'));
  const first = await startChildCore(root, true);
  await first.core.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Holder {
  readonly pid: number;
  readonly lines: string[];
  /** Resolves at the next line that starts with this. */
  line(start: string): Promise<string>;
  kill(): Promise<void>;
}

function startHolder(name: string): Holder {
  const child = spawn(process.execPath, [childPath('holder.ts'), root, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting: { start: string; found: (line: string) => void }[] = [];
  let rest = '';
  child.stdout.on('data', (data: Buffer) => {
    const parts = (rest + data.toString('utf8')).split('\n');
    rest = parts.pop()!;
    for (const line of parts) {
      lines.push(line);
      const at = waiting.findIndex((w) => line.startsWith(w.start));
      if (at >= 0) waiting.splice(at, 1)[0]!.found(line);
    }
  });
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return {
    pid: child.pid!,
    lines,
    line: (start) => new Promise((found) => waiting.push({ start, found })),
    kill: () => {
      child.kill('SIGKILL');
      return closed;
    },
  };
}

const secret = { type: 'passphrase', passphrase: TEST_PASSPHRASE } as const;

describe('two processes on one book', () => {
  it('the second is refused while the first lives, and follows it at once when it is killed', async () => {
    const t = await createTestCore({ dir: join(root, 'second'), book: false });
    const acked: number[] = [];
    let refused = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const holder = startHolder(`甲${String(round)}`);
      await holder.line('R');
      const second = await t.core.openFolder(join(root, 'book'), secret);
      expect(second).toMatchObject({ ok: false, error: { code: 'book.busy', pid: holder.pid, sameHost: true } });
      refused += second.ok ? 0 : 1;
      await holder.line('A');
      await holder.kill();
      acked.push(...holder.lines.filter((l) => l.startsWith('A ')).map((l) => Number(l.slice(2))));
      expect(await t.core.openFolder(join(root, 'book'), secret)).toMatchObject({ ok: true });
      for (const id of acked.slice(-5)) expect(await t.call('customers.get', { id })).toMatchObject({ id });
      await t.core.call('session.lock', {});
    }
    await t.dispose();
    const db = await openWithPassphrase(join(root, 'book'), TEST_PASSPHRASE);
    const there = new Set(db.raw.prepare<[], number>('SELECT id FROM customer').pluck().all());
    const sound = db.raw.pragma('integrity_check', { simple: true });
    db.close();
    const lost = acked.filter((id) => !there.has(id)).length;
    report('two processes, holder killed', { tried: ROUNDS, refused, acknowledged: acked.length, lost, corrupt: sound === 'ok' ? 0 : 1 });
    expect({ lost, sound }).toEqual({ lost: 0, sound: 'ok' });
    expect(acked.length).toBeGreaterThanOrEqual(ROUNDS);
  });

  it('of several that open at once exactly one gets it', async () => {
    const holders = Array.from({ length: RACERS }, (_, i) => startHolder(`乙${String(i)}`));
    const first = await Promise.all(holders.map((h) => Promise.race([h.line('R'), h.line('X')])));
    expect(first.filter((line) => line === 'R')).toHaveLength(1);
    expect(first.filter((line) => line.startsWith('X')).every((line) => line.includes('"book.busy"'))).toBe(true);
    await Promise.all(holders.map((h) => h.kill()));
    report('several open at once', { tried: RACERS, opened: 1, refused: RACERS - 1 });
  });
});
