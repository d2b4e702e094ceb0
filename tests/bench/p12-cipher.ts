/** P12: what encryption costs: the same rows, statements and pragmas with and without it, in turns. */
import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src-main/core/database/open.ts';
import { KEY } from './book.ts';
import { createGenerator, createRandom, csvLine } from './generate.ts';
import type { Report } from './report.ts';
import { ms, spreadOf, timed, times } from './stats.ts';

const ROWS = 50_000;
const ROUNDS = 5;

interface Costs {
  readonly insert: number;
  readonly scan: number;
  readonly fetch: number;
  readonly edit: number;
}

type Raw = ReturnType<typeof openDatabase>['raw'];

function openRaw(path: string, encrypted: boolean): Raw {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  if (encrypted) return openDatabase(path, { key: KEY, create: true, autoCheckpoint: 0, cacheMiB: 32 }).raw;
  const raw = new Database(path);
  for (const pragma of ['temp_store = MEMORY', 'journal_mode = WAL', 'synchronous = FULL', 'wal_autocheckpoint = 0', 'cell_size_check = ON', 'cache_size = -32768']) raw.pragma(pragma);
  return raw;
}

function measure(path: string, encrypted: boolean, lines: readonly string[]): Costs {
  const raw = openRaw(path, encrypted);
  raw.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, n INTEGER) STRICT; CREATE INDEX t_n ON t (n, id)');
  const insert = raw.prepare('INSERT INTO t VALUES (?, ?, ?, ?)');
  const fill = raw.transaction(() => lines.forEach((line, i) => insert.run(i + 1, line, line.slice(10, 40), i % 977)));
  const inserted = timed(() => fill()).ms;
  raw.pragma('wal_checkpoint(TRUNCATE)');
  const scan = raw.prepare('SELECT count(*) FROM t WHERE length(a) > 10');
  const random = createRandom(1);
  const get = raw.prepare('SELECT * FROM t WHERE id = ?');
  const edit = raw.prepare('UPDATE t SET b = ? WHERE id = ?');
  const any = () => 1 + Math.floor(random() * ROWS);
  scan.get();
  const best = (run: () => void) => spreadOf(Array.from({ length: 40 }, () => timed(run).ms)).p50;
  const costs: Costs = {
    insert: inserted,
    scan: best(() => scan.get()),
    fetch: best(() => {
      for (let i = 0; i < 50; i++) get.get(any());
    }),
    edit: best(() => edit.run(`edited ${any()}`, any())),
  };
  raw.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  return costs;
}

export function benchCipher(root: string, report: Report): void {
  const generator = createGenerator(4);
  const lines = Array.from({ length: ROWS }, () => csvLine(generator.next()));
  const path = join(root, 'cipher.db');
  const rounds = Array.from({ length: ROUNDS }, () => ({ plain: measure(path, false, lines), sealed: measure(path, true, lines) }));
  const median = (pick: (r: (typeof rounds)[number]) => number) => spreadOf(rounds.map(pick)).p50;
  for (const [what, key] of [['bulk insert', 'insert'], ['scan of 50,000 rows, cached', 'scan'], ['50 rows by id', 'fetch'], ['durable edit', 'edit']] as const) {
    const ratio = median((r) => r.sealed[key] / r.plain[key]);
    report.figure('P12', `${what}, encrypted ÷ plain`, times(ratio), '≤ 1.3×', ratio <= 1.3, `${ms(median((r) => r.sealed[key]))} ÷ ${ms(median((r) => r.plain[key]))} ms`);
  }
}
