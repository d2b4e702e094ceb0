/** The CSV of this many customers, written once and kept; and what `sqlite3 .import` needs for it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createGenerator, csvLine, HEADINGS } from './generate.ts';

/** Path of the file; UTF-8 without BOM. */
export function prepareCsv(root: string, rows: number): string {
  const path = join(root, `customers-${rows}.csv`);
  if (existsSync(path)) return path;
  const fd = openSync(`${path}.part`, 'w');
  const generator = createGenerator();
  writeSync(fd, csvLine(HEADINGS));
  for (let n = 0; n < rows; ) {
    let text = '';
    for (const end = Math.min(rows, n + 2000); n < end; n++) text += csvLine(generator.next());
    writeSync(fd, text);
  }
  closeSync(fd);
  renameSync(`${path}.part`, path);
  return path;
}

export interface CliImport {
  readonly wallMs: number;
  readonly version: string;
  readonly sizeBytes: number;
}

/** One `.import` of the file into a fresh table (text, no index, no encryption); `null` without the sqlite3 program. */
export function cliImport(root: string, csv: string): CliImport | null {
  const db = join(root, 'cli-import.db');
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(db + suffix, { force: true });
  let version: string;
  try {
    version = execFileSync('sqlite3', ['--version'], { encoding: 'utf8' }).split(' ')[0]!;
  } catch {
    return null;
  }
  const from = performance.now();
  const run = spawnSync('sqlite3', [db, '.mode csv', `.import ${csv} t`], { stdio: 'ignore' });
  const wallMs = performance.now() - from;
  if (run.status !== 0) return null;
  const sizeBytes = statSync(db).size;
  rmSync(db);
  return { wallMs, version, sizeBytes };
}
