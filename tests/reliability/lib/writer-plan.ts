/** Faults of the writing of copies, and what came of each. */
import { ERRNO, MODE } from './shim.ts';

export interface WriterFault {
  readonly kind: string;
  /** Under which folder calls fail: the stick's, or everything of the case. */
  readonly where: 'usb' | '';
  readonly n: number;
  readonly ops: string;
  readonly errno: number;
  readonly mode: number;
}
export interface WriterOutcome {
  readonly kind: string;
  readonly n: number;
  readonly calls: number;
  readonly faults: number;
  /** What the program said of the copies made under the fault; empty: it said that they are there. */
  readonly codes: readonly string[];
  readonly problems: readonly string[];
}

/** Every call that changes something on a disk. */
const ANY = 'wstoru';
export const WRITER_KINDS: readonly (Omit<WriterFault, 'n'> & { readonly points: number })[] = [
  { kind: 'disk full at one write', where: '', ops: 'w', errno: ERRNO.ENOSPC, mode: MODE.once, points: 12 },
  { kind: 'disk full from one write on', where: '', ops: 'wo', errno: ERRNO.ENOSPC, mode: MODE.sticky, points: 12 },
  { kind: 'stick full from one write on', where: 'usb', ops: 'wo', errno: ERRNO.ENOSPC, mode: MODE.sticky, points: 8 },
  { kind: 'half a write, then full', where: '', ops: 'w', errno: ERRNO.ENOSPC, mode: MODE.short, points: 14 },
  { kind: 'stick pulled out', where: 'usb', ops: ANY, errno: ERRNO.ENODEV, mode: MODE.sticky, points: 16 },
  { kind: 'sync error', where: '', ops: 's', errno: ERRNO.EIO, mode: MODE.once, points: 12 },
  { kind: 'truncate, rename or delete fails', where: '', ops: 'tru', errno: ERRNO.EIO, mode: MODE.once, points: 14 },
  { kind: 'no new file', where: '', ops: 'o', errno: ERRNO.ENOSPC, mode: MODE.once, points: 10 },
];
export const WRITER_KILL: Omit<WriterFault, 'n'> = { kind: 'SIGKILL', where: '', ops: ANY, errno: 0, mode: MODE.kill };
