import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBookPlace, syncServiceOf } from '../../../src-main/core/vault/index.ts';
import { tempFolder } from './support.ts';

describe('syncServiceOf', () => {
  it('knows the folders of the cloud clients on Windows, macOS and Linux', () => {
    const known: Record<string, string> = {
      'C:\\Users\\mei\\OneDrive\\book': 'OneDrive',
      'C:\\Users\\mei\\OneDrive - 公司\\book': 'OneDrive',
      '/Users/mei/Library/CloudStorage/OneDrive-Personal/x': 'OneDrive',
      '/Users/mei/Dropbox (Personal)/x': 'Dropbox',
      'D:/Dropbox/x': 'Dropbox',
      'C:\\Users\\mei\\iCloudDrive\\x': 'iCloud',
      '/Users/mei/Library/Mobile Documents/com~apple~CloudDocs/x': 'iCloud',
      '/Users/mei/Library/CloudStorage/GoogleDrive-mei@example.com/My Drive': 'Google Drive',
      'G:\\我的云端硬盘\\x': 'Google Drive',
      'D:\\我的坚果云\\客户': '坚果云',
      '/home/mei/Nutstore Files/x': '坚果云',
      'D:\\BaiduSyncdisk\\x': '百度网盘',
      'E:\\百度网盘同步空间\\x': '百度网盘',
      '\\\\nas\\shop\\book': 'network',
      '\\\\?\\UNC\\nas\\shop': 'network',
      '//nas/shop': 'network',
    };
    expect(Object.fromEntries(Object.keys(known).map((path) => [path, syncServiceOf(path)]))).toEqual(known);
  });

  it('leaves look-alikes alone', () => {
    for (const path of [
      'C:\\Users\\mei\\Documents\\Regulars',
      '/home/mei/dropboxes/x',
      '/home/mei/my-onedrive-notes',
      'D:\\BaiduNetdiskDownload\\x',
      '/Users/mei/坚果店客户',
      '\\\\?\\C:\\books',
      '/srv/box/mega',
    ]) {
      expect([path, syncServiceOf(path)]).toEqual([path, null]);
    }
  });
});

describe('checkBookPlace', () => {
  it('allows an ordinary folder, also one that is yet to be made', async () => {
    const folder = await tempFolder();
    expect(await checkBookPlace(folder)).toEqual({ ok: true, value: undefined });
    expect((await checkBookPlace(join(folder, 'a', 'b'))).ok).toBe(true);
  });

  it('follows links into a synced folder', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'Dropbox', 'shop'), { recursive: true });
    await symlink(join(folder, 'Dropbox', 'shop'), join(folder, 'innocent'));
    expect(await checkBookPlace(join(folder, 'innocent', 'new book'))).toEqual({
      ok: false,
      error: { code: 'book.syncedFolder', service: 'Dropbox' },
    });
  });

  it('finds the mark of a client in any folder above, but not its settings in the home folder', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'shared', '.stfolder'), { recursive: true });
    await mkdir(join(folder, 'home', '.dropbox'), { recursive: true });
    await writeFile(join(folder, 'home', '.dropbox', 'info.json'), '{}');
    expect(await checkBookPlace(join(folder, 'shared', 'deep', 'book'))).toMatchObject({ error: { service: 'Syncthing' } });
    expect((await checkBookPlace(join(folder, 'home', 'book'))).ok).toBe(true);
  });
});
