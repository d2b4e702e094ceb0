/**
 * Writes copies of a book while calls fail, and judges what came of it.
 *   build LANE             makes the book of a lane, with copies on a stick and on the computer
 *   faults LANE PLAN       each fault on a fresh case, then its judgement: one line of JSON each
 *   kill LANE FAULT        makes a copy with the fault armed; meant to die
 *   judge LANE NAMES       judges the cases that were killed
 *   naive LANE PLAN        a writer that writes straight under the final name: must be found out
 * The stick's path is noted in the book, so every case of a lane is put at the same place.
 */
import { copyFileSync, cpSync, createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSodium } from '../../../src-main/core/kernel/sodium.ts';
import { decodeHeader } from '../../../src-main/core/operations/backup/backup-format.ts';
import { fileKey, openSealedFile, systemVaultDeps, unlockWithPassphrase, verifySealedFile } from '../../../src-main/core/vault/index.ts';
import type { VaultKeys } from '../../../src-main/core/vault/index.ts';
import { PASSPHRASE, startChildCore, tell } from '../lib/child-core.ts';
import { ERRNO, faults, MODE } from '../lib/shim.ts';
import type { WriterFault, WriterOutcome } from '../lib/writer-plan.ts';

const [deed, lane, detail = ''] = process.argv.slice(2) as [string, string, string?];
const place = join(lane, 'case');
const template = join(lane, 'template');
const DAY = 86_400_000;
const STICK = join(place, 'usb', 'Regulars');
type Child = Awaited<ReturnType<typeof startChildCore>>;

const ring = (): string => {
  const folder = join(place, 'data', 'backups');
  return join(folder, readdirSync(folder)[0]!);
};
const names = (folder: string, end: string) => readdirSync(folder).filter((name) => name.endsWith(end));
/** The copies that were there before the fault. */
const olderOf = () => [STICK, ring()].flatMap((folder) => names(folder, '.regulars').map((name) => ({ path: join(folder, name), bytes: readFileSync(join(folder, name)) })));

async function build(): Promise<void> {
  mkdirSync(join(place, 'usb'), { recursive: true });
  const child = await startChildCore(place, true);
  const { id } = await child.call('customers.create', { name: '老客户', notes: '旧'.repeat(2000) });
  writeFileSync(join(place, 'picture.jpg'), Buffer.alloc(300_000, 7));
  await child.job((await child.call('attachments.add', { customerId: id, file: child.file(join(place, 'picture.jpg')) })).jobId);
  await child.call('backup.addTarget', { folder: join(place, 'usb') });
  for (let n = 0; n < 2; n++) {
    await child.call('customers.update', { id, patch: { notes: `第 ${String(n)} 次` } });
    await child.job((await child.call('backup.run', {})).jobId);
  }
  await child.core.close();
  renameSync(place, template);
}

function fresh(): void {
  rmSync(place, { recursive: true, force: true });
  cpSync(template, place, { recursive: true });
}

interface Done {
  readonly state: string;
  readonly error: { readonly code: string } | null;
  readonly result: { readonly written?: number; readonly failed?: readonly { readonly code: string }[] } | null;
}

async function run(child: Child): Promise<Done> {
  const started = await child.core.call('backup.run', {});
  if (!started.ok) return { state: 'refused', error: started.error, result: null };
  const { jobId } = started.value as { jobId: string };
  return new Promise((resolve) => {
    child.core.onEvent((e) => {
      if (e.type === 'job.ended' && e.job.jobId === jobId) resolve(e.job as Done);
    });
  });
}

const codesOf = ({ error, result }: Done): string[] => [...(error ? [error.code] : []), ...(result?.failed ?? []).map(({ code }) => code)];

async function keysOf(): Promise<VaultKeys> {
  const unlocked = await unlockWithPassphrase(systemVaultDeps({ appVersion: '0.1.0' }), join(template, 'book'), PASSPHRASE);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  return unlocked.value.keys;
}

/** Every byte of a sealed file, by its own key. */
async function isWhole(path: string, keys: VaultKeys): Promise<boolean> {
  const opened = await openSealedFile(path);
  if (!opened.ok) return false;
  const { header } = opened.value;
  await opened.value.close();
  const { backupId } = decodeHeader(header);
  const key = fileKey(await loadSodium(), keys.backup, backupId);
  return (await verifySealedFile(path, key)).ok;
}

/** What is wrong with the files as they lie there. */
async function wrongFiles(older: ReturnType<typeof olderOf>, keys: VaultKeys): Promise<string[]> {
  const found = older.flatMap(({ path, bytes }) => (existsSync(path) && readFileSync(path).equals(bytes) ? [] : [`an older copy changed: ${path}`]));
  for (const folder of [STICK, ring()]) {
    for (const name of names(folder, '.regulars')) {
      const path = join(folder, name);
      if (!older.some((one) => one.path === path) && !(await isWhole(path, keys))) found.push(`not whole under its final name: ${name}`);
    }
  }
  return found;
}

/** What the book notes of copies must be there, and prove by a restore. */
async function wrongNotes(child: Child, newestOnly: boolean): Promise<string[]> {
  const found: string[] = [];
  const { targets } = await child.call('backup.status', {});
  for (const { id } of targets) {
    const { copies } = await child.call('backup.copies', { id });
    for (const { name } of newestOnly ? copies.slice(0, 1) : copies) {
      if (!existsSync(join(id === 'ring' ? ring() : STICK, name))) {
        found.push(`noted, but not there: ${name}`);
        continue;
      }
      const ended = await child.job((await child.call('backup.prove', { id, name })).jobId);
      if (ended !== 'done') found.push(`noted, but does not prove: ${name}`);
    }
  }
  return found;
}

/** The program goes on: the next copies are made, and a day later nothing unfinished lies about. */
async function wrongAfterwards(child: Child, ahead: { ms: number }, older: ReturnType<typeof olderOf>, keys: VaultKeys): Promise<string[]> {
  const found: string[] = [];
  await child.call('customers.create', { name: '后来的' });
  ahead.ms = 2 * DAY;
  const again = await run(child);
  if (again.state !== 'done' || codesOf(again).length > 0) found.push(`no copies afterwards: ${again.state} ${codesOf(again).join()}`);
  const left = [STICK, ring()].flatMap((folder) => names(folder, '.partial'));
  const staged = readdirSync(join(place, 'book', 'staging'));
  if (left.length + staged.length > 0) found.push(`left over: ${[...left, ...staged].join()}`);
  return [...found, ...(await wrongFiles(older, keys))];
}

async function start(): Promise<{ child: Child; ahead: { ms: number } }> {
  const ahead = { ms: 0 };
  const child = await startChildCore(place, false, { clock: { now: () => Date.now() + ahead.ms } });
  return { child, ahead };
}

async function one(fault: WriterFault, keys: VaultKeys): Promise<WriterOutcome> {
  fresh();
  const older = olderOf();
  const { child, ahead } = await start();
  await child.call('customers.create', { name: '新客户' });
  faults.watch(join(place, fault.where));
  faults.arm(fault.n, fault.ops, fault.errno, fault.mode);
  const ended = await run(child);
  const counted = faults.count();
  faults.disarm();
  const problems = await wrongFiles(older, keys);
  if (ended.state === 'done' && (ended.result?.written ?? 0) + (ended.result?.failed?.length ?? 0) !== 2) problems.push('told neither as written nor as failed');
  problems.push(...(await wrongNotes(child, fault.n > 0)), ...(await wrongAfterwards(child, ahead, older, keys)));
  await child.core.close();
  return { kind: fault.kind, n: fault.n, ...counted, codes: codesOf(ended), problems };
}

async function killed(fault: WriterFault): Promise<void> {
  const { child } = await start();
  await child.call('customers.create', { name: '新客户' });
  faults.watch(join(place, fault.where));
  faults.arm(fault.n, fault.ops, fault.errno, fault.mode);
  await run(child);
  tell('survived');
}

async function judge(name: string, keys: VaultKeys): Promise<WriterOutcome> {
  rmSync(place, { recursive: true, force: true });
  cpSync(template, place, { recursive: true });
  const older = olderOf();
  rmSync(place, { recursive: true });
  renameSync(join(lane, name), place);
  const problems = await wrongFiles(older, keys);
  const { child, ahead } = await start();
  problems.push(...(await wrongNotes(child, true)), ...(await wrongAfterwards(child, ahead, older, keys)));
  await child.core.close();
  return { kind: 'SIGKILL', n: Number(name.split('-')[1]), calls: 0, faults: 1, codes: [], problems };
}

/** What a careless program does: the final name at once, and what could be written stays. */
async function naive(fault: WriterFault, keys: VaultKeys): Promise<WriterOutcome> {
  fresh();
  const older = olderOf();
  const path = join(STICK, 'copy.regulars');
  copyFileSync(older[0]!.path, join(place, 'source'));
  faults.watch(join(place, 'usb'));
  faults.arm(fault.n, 'w', ERRNO.ENOSPC, MODE.short);
  const file = await open(path, 'w');
  try {
    for await (const piece of createReadStream(join(place, 'source'), { highWaterMark: 65_536 }) as AsyncIterable<Uint8Array>) await file.write(piece);
  } catch {
    // It says nothing.
  } finally {
    await file.close();
  }
  const counted = faults.count();
  faults.disarm();
  return { kind: 'naive', n: fault.n, ...counted, codes: [], problems: await wrongFiles(older, keys) };
}

if (deed === 'build') await build();
else if (deed === 'kill') await killed(JSON.parse(detail) as WriterFault);
else {
  const keys = await keysOf();
  for (const part of JSON.parse(detail) as (WriterFault | string)[]) {
    const outcome = typeof part === 'string' ? await judge(part, keys) : deed === 'naive' ? await naive(part, keys) : await one(part, keys);
    tell(JSON.stringify(outcome));
  }
}
process.exit(0);
