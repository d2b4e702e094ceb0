import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFileSink, createLogger, errorToken, logId } from '../../../src-main/core/kernel/logger.ts';
import { AppFailure } from '../../../shared/kernel/result.ts';

function setupLogger() {
  const lines: string[] = [];
  const logger = createLogger({ sink: { write: (line) => lines.push(line) }, clock: { now: () => 1234 } });
  return { logger, entries: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('createLogger', () => {
  it('writes codes, numbers and ids', () => {
    const { logger, entries } = setupLogger();
    logger.log('info', 'book.opened', { rows: 3, quick: true, by: 'passphrase', vault: logId('00ff00ff') });
    expect(entries()).toEqual([{ t: 1234, l: 'info', c: 'book.opened', rows: 3, quick: true, by: 'passphrase', vault: '00ff00ff' }]);
  });

  it('takes no free text: a string from elsewhere does not compile, and is blocked at run time', () => {
    const { logger, entries } = setupLogger();
    const name = ['王', '小明'].join('');
    const path = ['/home', 'meimei', 'book'].join('/');
    // @ts-expect-error a string that is not a literal is no fact
    logger.log('warn', 'customer.odd', { name });
    // @ts-expect-error nor a code
    logger.log('warn', path);
    // @ts-expect-error nor a sentence
    logger.log('warn', 'the disk is full');
    // @ts-expect-error nor a sentence as a fact
    logger.log('warn', 'a.b', { why: 'it broke again' });
    expect(JSON.stringify(entries())).not.toMatch(/小明|meimei|disk is full|broke again/);
    expect(entries().map((entry) => entry.c)).toEqual(['customer.odd', '[blocked]', '[blocked]', 'a.b']);
  });

  it('cannot be made to overwrite its own fields', () => {
    const { logger, entries } = setupLogger();
    logger.log('info', 'a.b', { t: 1, c: 'x', l: 'y' });
    expect(entries()).toEqual([{ t: 1234, l: 'info', c: 'a.b' }]);
  });
});

describe('errorToken', () => {
  it('keeps the code or the class of an error, never its message', () => {
    const sqlite = Object.assign(new Error('UNIQUE failed: 13812345678'), { code: 'SQLITE_CONSTRAINT' });
    expect(errorToken(sqlite)).toBe('SQLITE_CONSTRAINT');
    expect(errorToken(new AppFailure('disk.full', { path: '/home/x' }))).toBe('disk.full');
    expect(errorToken(new RangeError('王小明'))).toBe('RangeError');
    expect(errorToken(Object.assign(new Error('x'), { code: '王小明 138' }))).toBe('[blocked]');
    expect(errorToken('王小明')).toBe('unknown');
    expect(logId('13812345678@wx')).toBe('[blocked]');
  });
});

describe('createFileSink', () => {
  it('rotates at 1 MB and keeps five files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'regulars-test-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const sink = createFileSink(join(folder, 'logs'));
    await sink.flush();
    for (let i = 0; i < 7; i++) {
      await writeFile(join(folder, 'logs', 'app.log'), 'x'.repeat(1024 * 1024 - 3));
      sink.write(`line ${i}\n`);
      await sink.flush();
    }
    expect((await readdir(join(folder, 'logs'))).sort()).toEqual(['app.1.log', 'app.2.log', 'app.3.log', 'app.4.log', 'app.log']);
    expect(await readFile(join(folder, 'logs', 'app.log'), 'utf8')).toBe('line 6\n');
    expect((await stat(join(folder, 'logs', 'app.4.log'))).size).toBeLessThanOrEqual(1024 * 1024);
  });

  it('stays silent when it cannot write', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'regulars-test-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, 'logs'), 'a file in the way');
    const sink = createFileSink(join(folder, 'logs'));
    sink.write('x\n');
    await expect(sink.flush()).resolves.toBeUndefined();
  });
});
