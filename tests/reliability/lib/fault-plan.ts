/** Which calls fail, and what came of it. */
import { ERRNO, MODE } from './shim.ts';

export interface Fault {
  readonly phase: 'edit' | 'open' | 'close' | 'backup' | 'import';
  readonly kind: string;
  readonly n: number;
  readonly ops: string;
  readonly errno: number;
  readonly mode: number;
}

export interface FaultOutcome {
  readonly fault: Fault;
  /** Calls of the chosen kind during the work, and how many failed. */
  readonly calls: number;
  readonly faults: number;
  readonly codes: readonly string[];
  readonly problems: readonly string[];
}

export const PHASES = ['edit', 'open', 'close', 'backup', 'import'] as const;

export const KINDS: readonly Omit<Fault, 'phase' | 'n'>[] = [
  { kind: 'disk full at one write', ops: 'w', errno: ERRNO.ENOSPC, mode: MODE.once },
  { kind: 'disk full from one write on', ops: 'wo', errno: ERRNO.ENOSPC, mode: MODE.sticky },
  { kind: 'half a write, then full', ops: 'w', errno: ERRNO.ENOSPC, mode: MODE.short },
  { kind: 'write error', ops: 'w', errno: ERRNO.EIO, mode: MODE.once },
  { kind: 'sync error', ops: 's', errno: ERRNO.EIO, mode: MODE.once },
  { kind: 'sync errors from one on', ops: 's', errno: ERRNO.EIO, mode: MODE.sticky },
  { kind: 'truncate, rename or delete fails', ops: 'tru', errno: ERRNO.EIO, mode: MODE.once },
  { kind: 'no new file', ops: 'o', errno: ERRNO.ENOSPC, mode: MODE.once },
];

/** At most `most` of the numbers 1 … `calls`, spread evenly, both ends included. */
export function spread(calls: number, most: number): number[] {
  if (calls <= most) return Array.from({ length: calls }, (_, i) => i + 1);
  return Array.from({ length: most }, (_, i) => 1 + Math.round((i * (calls - 1)) / (most - 1)));
}
