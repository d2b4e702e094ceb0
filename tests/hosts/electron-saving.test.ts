/** What the window saves, when somebody locks the book while the system's dialog is open. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dialogs } from '../../src-main/hosts/electron/dialogs.ts';
import { createSaving } from '../../src-main/hosts/electron/saving.ts';

type Window = Parameters<Dialogs['where']>[0];

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'regulars-saving-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('saving what the window made', () => {
  it.each(['dialog', 'paper'] as const)('writes nothing when the book was locked in the meantime: while the %s was there', async (moment) => {
    let locks = 0;
    const lockAt = (now: typeof moment) => (locks += now === moment ? 1 : 0);
    const dialogs = { where: async () => (lockAt('dialog'), join(folder, 'x.pdf')) } as unknown as Dialogs;
    const window = { webContents: { printToPDF: async () => (lockAt('paper'), Buffer.from('%PDF-1.7')) } } as unknown as Window;
    expect(await createSaving(dialogs, () => locks).pdf(window, 'x.pdf')).toEqual({ ok: false, error: { code: 'session.locked' } });
    expect(await readdir(folder)).toEqual([]);
    expect(await createSaving(dialogs, () => 0).pdf(window, 'x.pdf')).toEqual({ ok: true, value: { name: 'x.pdf' } });
    expect(await readdir(folder)).toEqual(['x.pdf']);
  });

  it('says so when the page cannot be made into paper', async () => {
    const window = { webContents: { printToPDF: () => Promise.reject(new Error('no')) } } as unknown as Window;
    expect(await createSaving({} as Dialogs, () => 0).pdf(window, 'x.pdf')).toEqual({ ok: false, error: { code: 'internal', reason: 'paper' } });
  });
});
