/** The books known on this computer and its preferences: two small files without customers in them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { prefsSchema } from '../../../shared/modules/system.ts';
import type { Prefs } from '../../../shared/modules/system.ts';
import { writeFileAtomic } from '../kernel/atomic-file.ts';

const shelfSchema = z.object({ books: z.array(z.object({ dir: z.string(), lastOpenedAt: z.number().nullable() })) });
export interface ShelfEntry {
  readonly ref: string;
  readonly dir: string;
  readonly lastOpenedAt: number | null;
}

const DEFAULT_PREFS: Prefs = { language: null, theme: 'system', fontScale: 100, density: 'normal', sidebarCollapsed: false, closedSections: [], maskDetails: false, blurAway: false, clearCopied: true, hideFromCapture: false, notices: true, noticeDetails: 'auto', stayInTray: false, startWithSystem: false, lastPeople: {}, calendarView: 'month', calendarHidden: [] };

/** Stands for a folder without telling its path. */
export function refOf(dir: string): string {
  return createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 24);
}

export interface Shelf {
  list(): readonly ShelfEntry[];
  find(ref: string): ShelfEntry | null;
  /** Puts a book on the shelf, or notes that it was opened. */
  touch(dir: string, openedAt: number | null): Promise<void>;
  forget(dir: string): Promise<void>;
  /** Folder for a new book. */
  newDir(random: Uint8Array): string;
  readonly sampleDir: string;
  prefs(): Prefs;
  setPrefs(change: Partial<Prefs>): Promise<Prefs>;
}

function readJson<T>(path: string, schema: z.ZodType<T>, fallback: T): T {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // A lost shelf loses no book: opening one by its folder puts it back.
    return fallback;
  }
}

/** Reads the shelf of a data folder, making the folder when absent. */
export function openShelf(dataDir: string): Shelf {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const shelfFile = join(dataDir, 'shelf.json');
  const prefsFile = join(dataDir, 'prefs.json');
  const read = () => readJson(shelfFile, shelfSchema, { books: [] }).books;
  const save = (books: z.output<typeof shelfSchema>['books']) =>
    writeFileAtomic(shelfFile, Buffer.from(JSON.stringify({ books }, null, 1)));
  const list = (): ShelfEntry[] =>
    read()
      .map((b) => ({ ...b, ref: refOf(b.dir) }))
      .sort((a, b) => (b.lastOpenedAt ?? 0) - (a.lastOpenedAt ?? 0));
  const prefs = () => ({ ...DEFAULT_PREFS, ...readJson(prefsFile, prefsSchema.partial(), {}) });
  return {
    list,
    find: (ref) => list().find((b) => b.ref === ref) ?? null,
    async touch(dir, openedAt) {
      const path = resolve(dir);
      const others = read().filter((b) => b.dir !== path);
      await save([...others, { dir: path, lastOpenedAt: openedAt }]);
    },
    forget: (dir) => save(read().filter((b) => b.dir !== resolve(dir))),
    newDir: (random) => join(dataDir, 'books', Buffer.from(random).toString('hex')),
    sampleDir: join(dataDir, 'books', 'sample'),
    prefs,
    async setPrefs(change) {
      const next = { ...prefs(), ...change };
      await writeFileAtomic(prefsFile, Buffer.from(JSON.stringify(next)));
      return next;
    },
  };
}

/** True when a book's folder still holds one. */
export function holdsVault(dir: string): boolean {
  return existsSync(join(dir, 'vault.json')) || existsSync(join(dir, 'vault.json.prev'));
}
