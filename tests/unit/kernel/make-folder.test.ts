import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeFolder } from '../../../src-main/core/kernel/make-folder.ts';

async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'regulars-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('makeFolder', () => {
  it('makes what is missing above, for this user only, and is content with what is there', async () => {
    const folder = join(await tempFolder(), 'a', '客户', 'b');
    await makeFolder(folder);
    await makeFolder(folder);
    const made = await stat(folder);
    expect(made.isDirectory()).toBe(true);
    if (process.platform !== 'win32') expect(made.mode & 0o777).toBe(0o700);
  });

  it('lets several ask for one folder at once', async () => {
    const folder = join(await tempFolder(), 'x', 'y', 'z');
    await Promise.all(Array.from({ length: 8 }, () => makeFolder(folder)));
    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  it('says that a file stands in the way', async () => {
    const file = join(await tempFolder(), 'file');
    await writeFile(file, '');
    await expect(makeFolder(file)).rejects.toMatchObject({ error: { code: 'disk.denied' } });
    await expect(makeFolder(join(file, 'below'))).rejects.toMatchObject({ error: { code: 'disk.denied' } });
  });

  it.runIf(process.platform === 'linux')('refuses places that the kernel makes up, instead of trying for ever', async () => {
    await expect(makeFolder('/proc/regulars/book')).rejects.toMatchObject({ error: { code: 'disk.denied' } });
    await expect(makeFolder('/proc/1/regulars')).rejects.toMatchObject({ error: { code: 'disk.denied' } });
  });
});
