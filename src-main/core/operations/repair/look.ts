/** What is wrong with a closed book, and which backups there are. Reads only. */
import { join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { RemoteConnection } from '../../../../shared/modules/backup-remote.ts';
import type { DamageCode, RepairCopy, RepairLook } from '../../../../shared/modules/repair.ts';
import { PAGE_SIZE } from '../../database/pages/page-cipher.ts';
import type { PageSource } from '../../database/pages/page-source.ts';
import { openPages } from '../../database/pages/page-source.ts';
import { readTable } from '../../database/pages/tables.ts';
import { sqliteFailure } from '../../database/errors.ts';
import { openDatabase } from '../../database/open.ts';
import { checkHighWater, readHighWater } from '../../changes/high-water.ts';
import { marksOf } from '../../changes/marks.ts';
import type { Machine } from '../../kernel/ports.ts';
import type { Sodium } from '../../kernel/sodium.ts';
import type { VaultDeps, VaultKeys, VaultSecret } from '../../vault/index.ts';
import type { StorageTarget } from '../backup/index.ts';
import { factsOfCopy, findCopyFiles, findServerCopies, folderShown } from './copies.ts';
import type { ServerCopy } from './copies.ts';
import { fileDamage } from './files.ts';
import type { DamagedKeys } from './find-keys.ts';
import { findKeys } from './find-keys.ts';
import type { Step } from './salvage.ts';

export interface LookInput {
  readonly vault: VaultDeps;
  readonly sodium: Sodium;
  readonly machine: Machine;
  readonly dataDir: string;
  readonly dir: string;
  readonly secret: VaultSecret;
  /** Asks servers for copies too; `null`: only what is on this computer counts. */
  readonly openRemote: ((connection: RemoteConnection) => StorageTarget) | null;
}

/** Where a backup can be had from. */
export type CopySource = { readonly path: string } | Pick<ServerCopy, 'connection' | 'name'>;

export interface Look extends RepairLook {
  /** Where the backup of a `ref` lies. */
  readonly sources: ReadonlyMap<string, CopySource>;
}

const MOST_COPIES = 12;

export const pagesOf = (sodium: Sodium, keys: VaultKeys, dir: string): PageSource => keys.db.use((key) => openPages(sodium, join(dir, 'crm.db'), new Uint8Array(key)));

/** The keys of the book, by whatever still opens them. The caller disposes of them. */
export async function keysOf(input: LookInput): Promise<DamagedKeys> {
  return findKeys({ ...input, candidates: await findCopyFiles(input.dataDir, input.machine, null) });
}

/** Codes: those of `findKeys`. */
export async function lookAtBook(input: LookInput, step: Step): Promise<Look> {
  const { keys, header } = await keysOf(input);
  const source = pagesOf(input.sodium, keys, input.dir);
  try {
    const damage = header === null ? [] : [{ code: 'header' as DamageCode, count: 1 }];
    const pages = await damagedPages(source, step);
    damage.push(...fileFindings(input, keys, source, pages));
    return { damage, readable: source.count > pages.size, ...(await copiesOf(input, keys, source)) };
  } finally {
    source.close();
    keys.dispose();
  }
}

async function damagedPages(source: PageSource, step: Step): Promise<Set<number>> {
  const damaged = new Set<number>();
  for (let number = 1; number <= source.count; number++) {
    if (number % 500 === 0) await step(number, source.count);
    if (source.read(number)?.stale !== false) damaged.add(number);
  }
  return damaged;
}

function fileFindings(input: LookInput, keys: VaultKeys, source: PageSource, pages: ReadonlySet<number>): RepairLook['damage'] {
  const file = fileDamage(input.dir, PAGE_SIZE);
  const found: RepairLook['damage'] = file === null ? [] : [{ code: file, count: 1 }];
  if (pages.size > 0 && file !== 'database.missing' && file !== 'database.empty') found.push({ code: 'pages', count: pages.size });
  if (source.lostFrames > 0) found.push({ code: 'log', count: source.lostFrames });
  if (found.length > 0) return found;
  return connectedFindings(input, keys);
}

/** Of a file whose pages are all readable: whether it opens, fits together, and is as new as it should be. */
function connectedFindings({ dir, sodium }: LookInput, keys: VaultKeys): RepairLook['damage'] {
  const db = keys.db.use((key) => openDatabase(join(dir, 'crm.db'), { key, readonly: true }));
  try {
    const mark = checkHighWater(dir, db, marksOf(sodium, keys));
    if (mark.state === 'missing') return [{ code: 'changes', count: mark.changes }];
    const isSound = db.raw.pragma('quick_check(1)', { simple: true }) === 'ok' && (db.raw.pragma('foreign_key_check') as unknown[]).length === 0;
    return isSound ? [] : [{ code: 'links', count: 1 }];
  } finally {
    db.close();
  }
}

interface Candidate {
  readonly seq: number;
  readonly source: CopySource;
  readonly copy: Omit<RepairCopy, 'ref'>;
}

/** The copies there are, newest first; of one that lies in several places the nearest. */
async function copiesOf(input: LookInput, keys: VaultKeys, source: PageSource): Promise<Pick<Look, 'copies' | 'sources' | 'unreached'>> {
  const servers = input.openRemote === null ? { copies: [], unreached: [] } : await findServerCopies(source, keys.vaultId, input.openRemote);
  const here = await copiesHere(input, keys, source);
  const known = new Set(here.map(({ copy }) => copy.name));
  const there = servers.copies.filter(({ name }) => !known.has(name)).map(({ seq, name, at, sizeBytes, place, connection }): Candidate => ({ seq, source: { connection, name }, copy: { name, folder: place, at, sizeBytes, customers: null, behind: null } }));
  const all = [...here, ...there].toSorted((a, b) => b.seq - a.seq).slice(0, MOST_COPIES);
  const copies = all.map(({ copy }, i) => ({ ref: String(i + 1), ...copy }));
  return { copies, sources: new Map(all.map((one, i) => [String(i + 1), one.source])), unreached: servers.unreached };
}

async function copiesHere(input: LookInput, keys: VaultKeys, source: PageSource): Promise<Candidate[]> {
  const mark = readHighWater(input.dir, marksOf(input.sodium, keys));
  const head = Math.max(mark?.seq ?? 0, readTable(source, 'audit').length);
  const found: Candidate[] = [];
  for (const file of await findCopyFiles(input.dataDir, input.machine, source)) {
    if (found.length >= MOST_COPIES) break;
    const facts = await factsOfCopy(input, keys, file.path);
    if (!facts) continue;
    const behind = head === 0 ? null : Math.max(0, head - facts.manifest.audit.seq);
    found.push({ seq: file.seq, source: { path: file.path }, copy: { name: file.name, folder: folderShown(file), at: facts.header.createdAt, sizeBytes: facts.sizeBytes, customers: facts.manifest.rows['customer'] ?? 0, behind } });
  }
  return found;
}

/**
 * Before anything is written to a book that is opened: throws `book.damaged` when committed changes are
 * not there. SQLite would go on after the last one it can read, and with that overwrite what a repair can still read.
 */
export function assertNothingMissing(sodium: Sodium, dir: string, keys: VaultKeys): void {
  const db = keys.db.use((key) => openDatabase(join(dir, 'crm.db'), { key, readonly: true }));
  try {
    const hasAudit = db.raw.prepare("SELECT 1 FROM sqlite_master WHERE name = 'audit'").get() !== undefined;
    const mark = hasAudit ? checkHighWater(dir, db, marksOf(sodium, keys)) : null;
    if (mark?.state === 'missing') throw new AppFailure('book.damaged', { reason: 'changes', changes: mark.changes });
  } catch (e) {
    throw sqliteFailure(e) ?? e;
  } finally {
    db.close();
  }
}
