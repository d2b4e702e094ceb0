/**
 * Three years of a place that keeps copies, in a second: the program's own plan (schedule.ts), notes and tidying, on a place in memory
 * where clocks go wrong, files rot, are cut, encrypted by others or taken away. Time is that of the simulation; the book's clock may lie.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { AppFailure } from '../../../shared/kernel/result.ts';
import type { Db } from '../../../src-main/core/database/open.ts';
import type { OpenBook } from '../../../src-main/core/domain/context.ts';
import { copyName } from '../../../src-main/core/operations/backup/copy-name.ts';
import type { CopyDeps } from '../../../src-main/core/operations/backup/run-copies.ts';
import { dueWork } from '../../../src-main/core/operations/backup/schedule.ts';
import { addTarget, copiesAt, nextSeq, noteCopy, noteProof, noteTry, saveLogin, storedTargets } from '../../../src-main/core/operations/backup/targets.repo.ts';
import type { StoredTarget } from '../../../src-main/core/operations/backup/targets.repo.ts';
import { tidy } from '../../../src-main/core/operations/backup/tidy.ts';
import { failingTarget } from '../../support/failing-target.ts';
import type { FailingTarget } from '../../support/failing-target.ts';

export const DAY = 86_400_000;
const HOUR = 3_600_000;
export const FROM = Date.UTC(2024, 0, 1, 9);
const YEARS = 3;
/** How often the program is used: from every day to every two weeks, and in a few lives from morning to night. */
const PACES = [DAY, 2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY];
const BUSY = 6 * HOUR;
const ID = '00112233445566aa';
const RING = 'ring';

export type Kind = 'ring' | 'generations';
/** Removes what may go; the program's own, or one that is wrong. */
export type Tidy = (book: OpenBook, deps: CopyDeps, place: FailingTarget, target: StoredTarget) => Promise<void>;
export const ours: Tidy = (book, deps, place, target) => tidy(book, deps, place, target, new AbortController().signal);

export interface Made {
  readonly name: string;
  readonly seq: number;
  /** By the clock of that moment. */
  readonly at: number;
  readonly bytes: Buffer;
}

export interface Tidied {
  /** By the book's clock. */
  readonly now: number;
  readonly before: readonly Noted[];
  readonly gone: readonly string[];
  readonly strangersGone: readonly string[];
  /** A copy of ours that does not look like one stood there. */
  readonly spoilt: boolean;
  readonly code: string | null;
}
export interface Noted {
  readonly name: string;
  readonly seq: number;
  readonly at: number;
  readonly proven: boolean;
}

export interface Life {
  readonly place: FailingTarget;
  readonly made: ReadonlyMap<string, Made>;
  readonly proven: ReadonlySet<string>;
  readonly figures: { copies: number; proofs: number; removed: number; faults: number; jumps: number; refusals: number };
  /** Looks by a right clock, and proofs made at them: the plan must not work without end. */
  readonly calm: { days: number; proofs: number };
}

export interface Schedule {
  readonly random: () => number;
  readonly kind: Kind;
  /** No clock goes wrong and no file is touched. */
  readonly quiet: boolean;
  readonly vaultId: string;
  /** The bytes of a copy with this number. */
  readonly bytes: (seq: number) => Buffer;
  readonly tidy: Tidy;
  readonly onTidied: (tidied: Tidied) => void;
}

/** Empties the notes and adds the one place of this life. The computer's own ring holds all there is, always: nothing is asked of it. */
function begin(db: Db, kind: Kind): StoredTarget {
  db.raw.exec('DELETE FROM backup_copy; DELETE FROM backup_login; DELETE FROM backup_target; DELETE FROM audit');
  addTarget(db, { id: RING, kind: 'ring', folder: '/dev/null/ring', addedAt: FROM });
  addTarget(db, { id: ID, kind: 'webdav', folder: 'there', addedAt: FROM });
  saveLogin(db, ID, { type: 'webdav', url: 'https://dav.example.org/', user: 'mei', secret: 'x' });
  noteCopy(db, { targetId: RING, name: 'ring', seq: 0, at: FROM, sizeBytes: 1, sha256: '', customers: 1, reason: 'time', auditSeq: 0 });
  noteProof(db, RING, 'ring', FROM, null);
  const target = storedTargets(db).find((one) => one.id === ID)!;
  // The rules of the ring are asked of the same place: only the kind it goes by differs.
  return kind === 'ring' ? { ...target, kind: 'ring' } : target;
}

/** Lives through three years. */
export async function live(db: Db, schedule: Schedule): Promise<Life> {
  const { random, quiet, vaultId } = schedule;
  const target = begin(db, schedule.kind);
  const place = failingTarget();
  const made = new Map<string, Made>();
  const strangers = new Set<string>();
  const figures = { copies: 0, proofs: 0, removed: 0, faults: 0, jumps: 0, refusals: 0 };
  const calm = { days: 0, proofs: 0 };
  let trueNow = FROM;
  let skew = 0;
  let audit = 0;
  const now = () => Math.round(trueNow + skew);
  const book = { db, clock: { now }, emit: () => undefined } as unknown as OpenBook;
  const deps = { keys: { vaultId }, ringFolder: '/dev/null/ring', openRemote: () => place } as unknown as CopyDeps;
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];

  function stranger(name: string): void {
    place.files.set(name, Buffer.from('not ours'));
    strangers.add(name);
  }

  const noted = (): Noted[] => copiesAt(db, ID).flatMap(({ name, seq, at, provenAt }) => (place.files.has(name) ? [{ name, seq, at, proven: provenAt !== null }] : []));
  const looksSpoilt = ({ name }: Noted): boolean => {
    const [bytes, was] = [place.files.get(name)!, made.get(name)!.bytes];
    return bytes.length !== was.length || !bytes.subarray(0, 8).equals(was.subarray(0, 8));
  };

  async function tidyNow(): Promise<void> {
    const before = noted();
    const spoilt = before.some(looksSpoilt);
    let code: string | null = null;
    try {
      await schedule.tidy(book, deps, place, target);
    } catch (e) {
      if (!(e instanceof AppFailure)) throw e;
      code = e.error.code;
      figures.refusals++;
    }
    const gone = before.filter(({ name }) => !place.files.has(name)).map(({ name }) => name);
    const strangersGone = [...strangers].filter((name) => !place.files.has(name));
    for (const name of strangersGone) strangers.delete(name);
    figures.removed += gone.length;
    schedule.onTidied({ now: now(), before, gone, strangersGone, spoilt, code });
  }

  async function copyNow(): Promise<void> {
    const seq = nextSeq(db);
    const name = copyName(vaultId, seq, now(), Buffer.from([Math.floor(random() * 256), Math.floor(random() * 256)]));
    const bytes = schedule.bytes(seq);
    made.set(name, { name, seq, at: now(), bytes });
    place.files.set(name, bytes);
    noteCopy(db, { targetId: ID, name, seq, at: now(), sizeBytes: bytes.length, sha256: '', customers: 1, reason: 'time', auditSeq: audit });
    figures.copies++;
    await tidyNow();
    noteTry(db, ID, null, now());
  }

  function proveNow(name: string): void {
    const bytes = place.files.get(name);
    noteProof(db, ID, name, now(), bytes?.equals(made.get(name)!.bytes) === true ? null : bytes ? 'backup.damaged' : 'backup.missing');
    figures.proofs++;
    if (skew === 0) calm.proofs++;
  }

  /** The program looks every few minutes; four looks show whether it finds an end. */
  async function look(): Promise<void> {
    for (let n = 0; n < 4; n++) {
      const due = await dueWork(book, deps);
      if (due === null) return;
      if (due.what === 'copy') await copyNow();
      else proveNow(due.copy.name);
    }
  }

  function clockGoesWrong(): void {
    if (skew !== 0 && random() < 0.4) skew = 0;
    else if (random() < 0.03) {
      figures.jumps++;
      const far = pick([1000, HOUR, DAY, 30 * DAY, 365 * DAY, 3650 * DAY])!;
      skew = (random() < 0.5 ? -1 : 1) * Math.ceil(random() * far);
    }
  }

  const spoil: readonly (() => void)[] = [
    () => spoilOne((bytes) => bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 4 : byte))),
    () => spoilOne((bytes) => bytes.subarray(0, bytes.length >> 1)),
    () => spoilOne((bytes) => Buffer.alloc(bytes.length)),
    // Somebody took it away.
    () => place.files.delete(pick(noted())?.name ?? ''),
    () => stranger(`IMG_${String(strangers.size)}.jpg`),
    // Another book of the same folder, and a copy of this one that came from elsewhere with a date to come.
    () => stranger(copyName('ffff0000-0000-4000-8000-000000000000', 5, now(), Buffer.from([1, strangers.size & 255]))),
    () => stranger(copyName(vaultId, 900_000 + strangers.size, Date.UTC(2099, 0, 1), Buffer.from([2, strangers.size & 255]))),
    () => stranger(`${copyName(vaultId, 800_000 + strangers.size, now() - HOUR, Buffer.from([3, strangers.size & 255]))}.partial`),
  ];
  function spoilOne(how: (bytes: Buffer) => Uint8Array): void {
    const copy = pick(noted());
    if (copy) place.files.set(copy.name, Buffer.from(how(place.files.get(copy.name)!)));
  }
  /** A blackmailer's program: every file is other bytes of the same length. */
  function encryptAll(): void {
    for (const [name, bytes] of place.files) if (made.has(name)) place.files.set(name, Buffer.from(bytes.map((byte) => byte ^ 0x5a)));
  }
  function faultsHappen(): void {
    if (random() < 0.03) {
      figures.faults++;
      pick(spoil)!();
    }
    if (random() < 0.0005) {
      figures.faults++;
      encryptAll();
    }
    // The owner sees to it: what does not look like a copy goes.
    if (random() < 0.1) for (const copy of noted().filter(looksSpoilt)) place.files.delete(copy.name);
  }

  const changeOf = db.raw.prepare("INSERT INTO audit VALUES (?, 0, '', 'owner', 'customers.update', 1, x'', x'')");
  const ringHolds = db.raw.prepare(`UPDATE backup_copy SET audit_seq = ? WHERE target_id = '${RING}'`);
  function change(seq: number): void {
    changeOf.run(seq);
    ringHolds.run(seq);
  }

  const pace = random() < 0.02 ? BUSY : pick(PACES)!;
  for (const end = FROM + YEARS * 365 * DAY; trueNow < end; ) {
    const pause = random() < 0.01 ? random() * 90 * DAY : pace * (0.3 + 1.4 * random());
    trueNow += pause;
    if (!quiet) {
      clockGoesWrong();
      faultsHappen();
    }
    if (random() < 0.85) change(++audit);
    if (skew === 0) calm.days += pause / DAY;
    await look();
  }
  const proven = new Set(copiesAt(db, ID).flatMap(({ name, provenAt }) => (provenAt !== null && place.files.get(name)?.equals(made.get(name)!.bytes) === true ? [name] : [])));
  return { place, made, proven, figures, calm };
}

/** The same database, with each statement prepared once. */
export function remembering(db: Db): Db {
  const statements = new Map<string, unknown>();
  const prepare = (sql: string): unknown => {
    if (!statements.has(sql)) statements.set(sql, db.raw.prepare(sql));
    return statements.get(sql);
  };
  const raw = new Proxy(db.raw, {
    get(target, key) {
      if (key === 'prepare') return prepare;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { ...db, raw };
}

/** A folder in memory where there is one: the notes of a simulation need no disk. */
export function quickFolder(fallback: string): string {
  if (existsSync('/dev/shm')) return '/dev/shm';
  mkdirSync(fallback, { recursive: true });
  return fallback;
}
