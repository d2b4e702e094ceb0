import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { nodeIo, toDiskFailure, writeFileAtomic } from '../../../src-main/core/kernel/atomic-file.ts';
import type { AtomicHandle, AtomicIo } from '../../../src-main/core/kernel/atomic-file.ts';
import { AppFailure } from '../../../shared/kernel/result.ts';

async function setupOldFile() {
  const folder = await mkdtemp(join(tmpdir(), 'regulars-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'vault.json');
  await writeFile(path, 'old');
  return { folder, path };
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: as the system says it`), { code });
}

/** The real calls, of which those numbered `from` … `to` (1 = first) fail. `calls` lists them by name. */
function failingIo(code: string, from: number, to = from): AtomicIo & { readonly calls: string[] } {
  const calls: string[] = [];
  function step(name: string): void {
    calls.push(name);
    if (calls.length >= from && calls.length <= to) throw systemError(code);
  }
  const wrap = (handle: AtomicHandle, what: string): AtomicHandle => ({
    async writeFile(data) {
      step('write');
      await handle.writeFile(data);
    },
    async sync() {
      step(`sync ${what}`);
      await handle.sync();
    },
    close: () => handle.close(),
  });
  return {
    calls,
    async open(path, flags, mode) {
      const what = flags === 'wx' ? 'file' : 'folder';
      step(`open ${what}`);
      return wrap(await nodeIo.open(path, flags, mode), what);
    },
    async rename(a, b) {
      step('rename');
      await nodeIo.rename(a, b);
    },
    unlink: (path) => nodeIo.unlink(path),
  };
}

describe('writeFileAtomic', () => {
  it('replaces the content and leaves nothing else', async () => {
    const { folder, path } = await setupOldFile();
    await writeFileAtomic(path, 'new');
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['new', ['vault.json']]);
  });

  it('syncs the file before the rename and the folder after it', async () => {
    const { path } = await setupOldFile();
    const io = failingIo('EIO', 99);
    await writeFileAtomic(path, 'new', { io });
    expect(io.calls).toEqual(['open file', 'write', 'sync file', 'rename', 'open folder', 'sync folder']);
  });

  it('keeps the old file and removes the temp file whichever call fails', async () => {
    for (const [system, code] of [
      ['ENOSPC', 'disk.full'],
      ['EDQUOT', 'disk.full'],
      ['EROFS', 'disk.readonly'],
      ['EIO', 'disk.failed'],
      ['ENODEV', 'disk.missing'],
    ] as const) {
      for (let call = 1; call <= 4; call++) {
        const { folder, path } = await setupOldFile();
        await expect(writeFileAtomic(path, 'new', { io: failingIo(system, call) })).rejects.toMatchObject({ error: { code, system } });
        expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['old', ['vault.json']]);
      }
    }
  });

  it('reports when only the last sync failed, with the new content in place', async () => {
    const { folder, path } = await setupOldFile();
    await expect(writeFileAtomic(path, 'new', { io: failingIo('EIO', 6) })).rejects.toMatchObject({ error: { code: 'disk.failed' } });
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['new', ['vault.json']]);
  });

  it('waits for a virus scanner to let go, but not forever', async () => {
    for (const code of ['EBUSY', 'EPERM', 'EACCES']) {
      const { path } = await setupOldFile();
      const io = failingIo(code, 4, 6);
      await writeFileAtomic(path, 'new', { io });
      expect(io.calls.filter((call) => call === 'rename')).toHaveLength(4);
      await expect(writeFileAtomic(path, 'newer', { io: failingIo(code, 4, 99) })).rejects.toMatchObject({
        error: { code: 'disk.denied' },
      });
      expect(await readFile(path, 'utf8')).toBe('new');
    }
  });

  it('does without a folder sync where the system has none', async () => {
    for (const call of [5, 6]) {
      const { path } = await setupOldFile();
      await writeFileAtomic(path, 'new', { io: failingIo('EINVAL', call) });
      expect(await readFile(path, 'utf8')).toBe('new');
    }
  });

  it('says that the folder is gone', async () => {
    const { folder } = await setupOldFile();
    await expect(writeFileAtomic(join(folder, 'none', 'x'), 'new')).rejects.toMatchObject({ error: { code: 'disk.missing' } });
  });
});

describe('toDiskFailure', () => {
  it('leaves errors alone that are not about the disk', () => {
    const bug = new TypeError('x');
    expect(toDiskFailure(bug)).toBe(bug);
    const ours = new AppFailure('vault.outOfMemory');
    expect(toDiskFailure(ours)).toBe(ours);
    expect(toDiskFailure('text')).toBe('text');
  });
});
