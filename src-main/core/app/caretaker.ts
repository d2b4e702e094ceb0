/**
 * Housekeeping while the user pauses: moves the write-ahead log into the file, saves the
 * high-water mark, lets derived data merge. Kept out of the commits themselves, whose
 * slowest one decides how the program feels.
 */
import type { Db } from '../database/open.ts';
import type { Derived } from '../derived/port.ts';

export interface CaretakerDeps {
  readonly db: Db;
  readonly derived: Derived;
  readonly saveMark: () => Promise<void>;
  /** What else is to be done when nothing else is: must be cheap when there is nothing. */
  readonly chores: readonly (() => Promise<unknown>)[];
  readonly onBug: (e: unknown) => string;
}

export interface Caretaker {
  /** Something was written. */
  stir(): void;
  /** Does what is due and stops. */
  close(): Promise<void>;
}

const QUIET_MS = 700;
/** Under steady editing the mark and the log must not wait for a pause for ever. */
const LATEST_MS = 4000;

/** Starts with nothing to do; its timers never keep the process alive. */
export function createCaretaker(deps: CaretakerDeps): Caretaker {
  let quiet: NodeJS.Timeout | null = null;
  let latest: NodeJS.Timeout | null = null;
  let last: Promise<void> = Promise.resolve();
  let closed = false;
  const stop = () => {
    if (quiet) clearTimeout(quiet);
    if (latest) clearTimeout(latest);
    quiet = latest = null;
  };
  const work = () => {
    stop();
    last = last.then(async () => {
      try {
        if (!deps.db.raw.open) return;
        deps.db.raw.pragma('wal_checkpoint(PASSIVE)');
        await deps.saveMark();
        deps.derived.idle();
        for (const chore of deps.chores) if (!closed && deps.db.raw.open) await chore();
      } catch (e) {
        deps.onBug(e);
      }
    });
  };
  return {
    stir() {
      if (quiet) clearTimeout(quiet);
      quiet = setTimeout(work, QUIET_MS).unref();
      latest ??= setTimeout(work, LATEST_MS).unref();
    },
    async close() {
      closed = true;
      stop();
      await last;
      try {
        await deps.saveMark();
        deps.db.raw.pragma('wal_checkpoint(TRUNCATE)');
      } catch (e) {
        // A full disk must not keep the book from closing: the log holds everything.
        deps.onBug(e);
      }
    },
  };
}
