import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src-main/core/database/open.ts';
import type { Db } from '../../../src-main/core/database/open.ts';
import { whileStill } from '../../../src-main/core/database/still.ts';

const KEY = new Uint8Array(32).fill(7);
const ACCOUNTS = 400;
const COPIES = 30;

let dir: string;
let db: Db;
const path = () => join(dir, 'crm.db');

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'still-'));
  db = openDatabase(path(), { key: KEY, create: true });
  db.raw.exec('CREATE TABLE account (id INTEGER PRIMARY KEY, amount INTEGER, padding BLOB)');
  db.raw.prepare(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ACCOUNTS}) INSERT INTO account SELECT i, 0, randomblob(2000) FROM n`).run();
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Moves amounts between accounts, from and to pages all over the file, without a pause; each move is one transaction. */
const HOSTILE = `
  const { workerData, parentPort } = require('node:worker_threads');
  import(workerData.module).then(({ openDatabase }) => {
    const db = openDatabase(workerData.path, { key: workerData.key, autoCheckpoint: 20 });
    const put = db.raw.prepare('UPDATE account SET amount = amount + ?, padding = randomblob(2000) WHERE id = ?');
    const any = () => 1 + Math.floor(Math.random() * ${ACCOUNTS});
    const move = db.raw.transaction(() => { const by = any(); put.run(by, any()); put.run(-by, any()); });
    let moves = 0;
    let on = true;
    parentPort.on('message', () => { on = false; });
    const go = () => { for (let i = 0; i < 20; i++) { move(); moves++; } if (on) setTimeout(go, Math.random() * 4); else { db.close(); parentPort.postMessage(moves); parentPort.close(); } };
    go();
  });`;

/** A copy of the file, judged: `sound` when it is whole and no move is half in it. */
function judge(from: string): 'sound' | 'torn' {
  let copy: Db | null = null;
  try {
    copy = openDatabase(from, { key: KEY, readonly: true });
    const whole = copy.raw.pragma('integrity_check', { simple: true }) === 'ok';
    const sums = copy.raw.prepare<[], { accounts: number; sum: number }>('SELECT count(*) AS accounts, sum(amount) AS sum FROM account').get();
    return whole && sums?.accounts === ACCOUNTS && sums.sum === 0 ? 'sound' : 'torn';
  } catch {
    return 'torn';
  } finally {
    copy?.close();
  }
}

/** Runs `copies` while the other connection writes; answers how often that one wrote. */
async function besideHostile(copies: () => Promise<void>): Promise<number> {
  const module = new URL('../../../src-main/core/database/open.ts', import.meta.url).href;
  const writer = new Worker(HOSTILE, { eval: true, workerData: { path: path(), key: KEY, module } });
  const ended = new Promise<number>((resolve, reject) => writer.on('message', resolve).on('error', reject));
  await copies();
  writer.postMessage('enough');
  return ended;
}

describe('a database file that is held still', () => {
  it('is one state of the book in every copy, while another connection writes without a pause', async () => {
    let copies = 0;
    const moves = await besideHostile(async () => {
      for (let i = 0; i < COPIES; i++) {
        const to = join(dir, `copy-${i}.db`);
        if ((await whileStill(db, () => Promise.resolve(copyFileSync(path(), to)))) === null) continue;
        expect(judge(to)).toBe('sound');
        copies++;
      }
    });
    expect(moves).toBeGreaterThan(COPIES);
    expect(copies).toBeGreaterThan(0);
  }, 60_000);

  it('would not be without: the same copies of a file that moves are torn', async () => {
    let torn = false;
    await besideHostile(async () => {
      for (let i = 0; i < 500 && !torn; i++) {
        const to = join(dir, `copy-${i}.db`);
        copyFileSync(path(), to);
        torn = judge(to) === 'torn';
        await pause(1);
      }
    });
    expect(torn).toBe(true);
  }, 60_000);

  it('lets others write meanwhile, and shows nothing of it in the file', async () => {
    const other = openDatabase(path(), { key: KEY });
    const before = await whileStill(db, () => {
      other.raw.exec('UPDATE account SET amount = 1');
      other.raw.pragma('wal_checkpoint(PASSIVE)');
      copyFileSync(path(), join(dir, 'copy.db'));
      return Promise.resolve(true);
    });
    expect(before).toBe(true);
    const copy = openDatabase(join(dir, 'copy.db'), { key: KEY, readonly: true });
    expect(copy.raw.prepare('SELECT sum(amount) FROM account').pluck().get()).toBe(0);
    copy.close();
    expect(other.raw.prepare('SELECT sum(amount) FROM account').pluck().get()).toBe(ACCOUNTS);
    other.close();
  });

  it('gives up, having done nothing, while a reader needs the log, and leaves the connection as it was', async () => {
    const reader = openDatabase(path(), { key: KEY });
    reader.raw.exec('BEGIN');
    reader.raw.prepare('SELECT count(*) FROM account').get();
    db.raw.exec('UPDATE account SET amount = 2 WHERE id = 1');
    const timeout = db.raw.pragma('busy_timeout', { simple: true });
    expect(await whileStill(db, () => Promise.reject(new Error('must not run')))).toBeNull();
    expect(db.raw.pragma('busy_timeout', { simple: true })).toBe(timeout);
    expect(db.raw.inTransaction).toBe(false);
    reader.raw.exec('ROLLBACK');
    expect(await whileStill(db, () => Promise.resolve('done'))).toBe('done');
    reader.close();
  }, 20_000);
});
