/** Saving what the window itself has made: its page as PDF, a text. The person says where, the file is whole or not there. */
import { basename } from 'node:path';
import type { BrowserWindow } from 'electron';
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { writeFileAtomic } from '../../core/kernel/atomic-file.ts';
import type { Dialogs } from './dialogs.ts';

/** `null` when they changed their mind. */
export type Saved = Result<{ readonly name: string } | null>;

export interface Saving {
  pdf(window: BrowserWindow, suggestedName: string): Promise<Saved>;
  text(window: BrowserWindow, suggestedName: string, text: string): Promise<Saved>;
}

/**
 * `locks` counts how often the book was locked: what was made before a lock is not written after it, whoever answers the
 * dialog then. The paper is made before the dialog, of the page as it was when it was asked for.
 */
export function createSaving(dialogs: Dialogs, locks: () => number): Saving {
  const save = async (window: BrowserWindow, suggestedName: string, data: Uint8Array | string): Promise<Saved> => {
    const before = locks();
    const path = await dialogs.where(window, suggestedName);
    if (path === null) return ok(null);
    if (locks() !== before) return err('session.locked');
    return writeFileAtomic(path, data).then(() => ok({ name: basename(path) }), refusal);
  };
  return {
    pdf: async (window, suggestedName) => {
      const before = locks();
      const pages = await window.webContents.printToPDF({ pageSize: 'A4', preferCSSPageSize: true, printBackground: true }).catch(() => null);
      if (pages === null) return err('internal', { reason: 'paper' });
      return locks() === before ? save(window, suggestedName, pages) : err('session.locked');
    },
    text: save,
  };
}

function refusal(cause: unknown): Saved {
  return { ok: false, error: cause instanceof AppFailure ? cause.error : { code: 'disk.io' } };
}
