import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Machine } from '../../../src-main/core/kernel/ports.ts';
import { findPlaces, kindOf } from '../../../src-main/core/operations/backup/places.ts';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'regulars-places-'))));
afterEach(() => rmSync(root, { recursive: true }));

const machine = (platform: NodeJS.Platform, env: Machine['env'] = {}): Machine => ({ platform, home: join(root, 'home'), user: 'mei', env, root });
const make = (...folders: string[]) => folders.forEach((folder) => mkdirSync(join(root, folder), { recursive: true }));
const found = async (on: Machine) => (await findPlaces(on)).map(({ kind, name }) => [kind, name]);

describe('places for backups', () => {
  it('are the disks and synchronised folders that are there, on Linux', async () => {
    make('media/mei/KINGSTON', 'run/media/mei/Backup', 'mnt/nas', 'media/other/STICK', 'home/Nutstore Files', 'home/Dropbox', 'home/Documents');
    expect(await found(machine('linux'))).toEqual([['disk', 'KINGSTON'], ['disk', 'Backup'], ['disk', 'nas'], ['cloud', 'Dropbox'], ['cloud', '坚果云']]);
    expect(await kindOf(join(root, 'media/mei/KINGSTON/shop'), machine('linux'))).toBe('disk');
    expect(await kindOf(join(root, 'home/Documents'), machine('linux'))).toBe('folder');
  });

  it('are named by their service on macOS, and found by what OneDrive says of itself', async () => {
    make('Volumes/USB', 'home/Library/Mobile Documents/com~apple~CloudDocs', 'home/Library/CloudStorage/OneDrive-Shop', 'somewhere/OneDrive');
    expect(await found(machine('darwin', { OneDrive: join(root, 'somewhere/OneDrive') }))).toEqual([['disk', 'USB'], ['cloud', 'OneDrive'], ['cloud', 'iCloud'], ['cloud', 'OneDrive']]);
  });

  it('are none where nothing is', async () => {
    expect(await found(machine('linux'))).toEqual([]);
  });
});
