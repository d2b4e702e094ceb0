/**
 * Device number, id counter and hybrid clock live in one row, read and written
 * inside the write transaction: main process and workers share one device without
 * collisions, and nothing is cached that another connection could change.
 */
import { COUNTER_SPAN } from '../../../shared/kernel/ids.ts';
import type { RecordId } from '../../../shared/kernel/ids.ts';
import { assertInvariant } from '../../../shared/kernel/result.ts';
import type { Db } from '../database/open.ts';
import { formatStamp, tick } from '../kernel/hlc.ts';
import { prepared } from './statements.ts';

interface ClockState {
  readonly device: number;
  readonly nextCounter: number;
  readonly ms: number;
  readonly counter: number;
}

/**
 * Writes the first state of a new book, or gives a restored one its own device number. The
 * time of a restored book goes on from where it was: a machine whose clock is behind must
 * not stamp new changes before old ones.
 */
export function initClockRow(db: Db, device: number, nextCounter = 1): void {
  assertInvariant(device >= 1 && device < 2 ** 20, 'device number has 20 bits');
  const old = db.raw.prepare<[], string>("SELECT value FROM meta WHERE key = 'clock'").pluck().get();
  const { ms, counter } = old === undefined ? { ms: 0, counter: 0 } : (JSON.parse(old) as ClockState);
  const state: ClockState = { device, nextCounter, ms, counter };
  db.raw.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('clock', ?)").run(JSON.stringify(state));
}

export interface TxClock {
  /** The one stamp of this transaction. */
  readonly stamp: string;
  newId(): RecordId;
  /** Must be called before commit when anything was taken. */
  save(): void;
}

/** Reads the clock for one transaction; must run inside it. */
export function openTxClock(db: Db, nowMs: number): TxClock {
  const row = prepared(db.raw, "SELECT value FROM meta WHERE key = 'clock'").get() as { value: string } | undefined;
  assertInvariant(row !== undefined, 'the book has a clock');
  const text = row.value;
  const state = JSON.parse(text) as ClockState;
  const next = tick(state, nowMs);
  let counter = state.nextCounter;
  return {
    stamp: formatStamp(next, state.device),
    newId() {
      assertInvariant(counter < COUNTER_SPAN, 'ids of this device are used up');
      return state.device * COUNTER_SPAN + counter++;
    },
    save() {
      const saved: ClockState = { device: state.device, nextCounter: counter, ...next };
      prepared(db.raw, "UPDATE meta SET value = ? WHERE key = 'clock'").run(JSON.stringify(saved));
    },
  };
}
