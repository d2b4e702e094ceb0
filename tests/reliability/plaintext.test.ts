/**
 * T11: nothing of a customer reaches the disk readable. Everything a process writes, to
 * any file, is traced and searched for canaries; so are the files left at the end.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needles } from './lib/canaries.ts';
import type { Needle } from './lib/canaries.ts';
import { report } from './lib/kill.ts';
import { buildShim, readTrace, runShimmed } from './lib/shim.ts';

let root: string;
let shim: string | null;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'regulars-plain-'));
  shim = buildShim(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const hitsIn = (bytes: Buffer, list: readonly Needle[]) => list.filter((n) => bytes.includes(n.bytes)).map((n) => `${n.what} as ${n.form}`);

/** What the user asked for in the open, and the trace itself. */
const OPEN = /\/(source\.csv|source\.txt|saved\.txt|export\.csv|export\.xlsx|trace)(\.partial)?$/;

async function scan(what: 'flows' | 'control') {
  const dir = join(root, what);
  mkdirSync(dir);
  const run = await runShimmed(shim!, 'canary.ts', [dir, what]);
  expect(run).toMatchObject({ code: 0, stderr: '', lines: ['done'] });
  const list = needles();
  const hits = new Map<string, string[]>();
  const written = new Map<string, number>();
  for (const { op, path, data } of readTrace(join(dir, 'trace'))) {
    if (op !== 'w') continue;
    written.set(path, (written.get(path) ?? 0) + data.length);
    const found = hitsIn(data, list);
    if (found.length > 0) hits.set(path, [...new Set([...(hits.get(path) ?? []), ...found])]);
  }
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const found = entry.isFile() ? hitsIn(readFileSync(path), list) : [];
    if (found.length > 0) hits.set(path, [...new Set([...(hits.get(path) ?? []), ...found])]);
    if (hitsIn(Buffer.from(entry.name), list).length > 0) hits.set(path, ['file name']);
  }
  return { hits, written };
}

describe('plaintext of customers', () => {
  it('is in no file of any kind, through every flow, but the export that was asked for', async () => {
    if (shim === null) return;
    const { hits, written } = await scan('flows');
    const leaks = [...hits].filter(([path]) => !OPEN.test(path));
    const bytes = [...written.values()].reduce((a, b) => a + b, 0);
    report('plaintext hunt', { files: written.size, 'bytes written': bytes, leaks: leaks.length });
    expect(leaks.map(([path, found]) => `${basename(path)}: ${found.join(', ')}`)).toEqual([]);
    // The search sees what is there: the export is in the open, and the book's files were watched.
    expect([...hits.keys()].map((p) => basename(p))).toEqual(expect.arrayContaining(['export.csv', 'saved.txt']));
    expect([...written.keys()].filter((p) => /\/blobs\/[0-9a-f]{2}\/[0-9a-f]{64}\.partial$/.test(p))).toHaveLength(3);
    expect([...written.keys()].map((p) => basename(p))).toContain('crm.db-wal');
    // The backup is sealed in staging; on the same disk its place gets a second name of that file.
    expect([...written.keys()].filter((p) => /\/staging\/[0-9a-f]{32}\.sealed\.partial$/.test(p))).not.toEqual([]);
  });

  it('is found in the temporary files of a database that sorts on the disk', async () => {
    if (shim === null) return;
    const { hits } = await scan('control');
    const temporary = [...hits.keys()].filter((p) => basename(p).startsWith('etilqs_'));
    expect(temporary.length).toBeGreaterThan(0);
  });
});
