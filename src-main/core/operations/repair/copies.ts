/** Backups of a book that cannot be opened: in the computer's own folder, at the places the book still names, on disks and in synchronised folders. */
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { RemoteConnection } from '../../../../shared/modules/backup-remote.ts';
import { remoteConnectionSchema } from '../../../../shared/modules/backup-remote.ts';
import type { PageSource } from '../../database/pages/page-source.ts';
import { readTable } from '../../database/pages/tables.ts';
import type { Machine } from '../../kernel/ports.ts';
import type { Sodium } from '../../kernel/sodium.ts';
import { fileKey, openSealedFile } from '../../vault/index.ts';
import type { VaultDeps, VaultKeys } from '../../vault/index.ts';
import type { BackupHeader, BackupManifest, NameFacts, StorageTarget } from '../backup/index.ts';
import { decodeHeader, factsOfName, findPlaces, keysOfCopy, OWN_FOLDER, readContent, seqOf } from '../backup/index.ts';

/** Nobody waits longer for a list. */
const ASK_MS = 20_000;

export interface FoundFile extends NameFacts {
  readonly path: string;
  readonly name: string;
  /** `null`: the computer's own folder for backups. */
  readonly folder: string | null;
}

/** Newest first. `dataDir`: where the computer's own copies lie; `source`: the damaged book, which may still say where others are. */
export async function findCopyFiles(dataDir: string, machine: Machine, source: PageSource | null): Promise<FoundFile[]> {
  const rings = (await namesIn(join(dataDir, 'backups'))).map((name) => ({ folder: join(dataDir, 'backups', name), isOwn: true }));
  const noted = source === null ? [] : readTable(source, 'backup_target').flatMap((row) => (typeof row[2] === 'string' && !row[2].includes('://') ? [{ folder: row[2], isOwn: row[1] === 'ring' }] : []));
  const places = (await findPlaces(machine)).map(({ folder }) => ({ folder: join(folder, OWN_FOLDER), isOwn: false }));
  const folders = new Map([...places, ...noted, ...rings].map((place) => [place.folder, place]));
  const found = await Promise.all([...folders.values()].map(async ({ folder, isOwn }) => (await namesIn(folder)).flatMap((name) => fileOf(folder, name, isOwn))));
  return found.flat().sort((a, b) => b.seq - a.seq || b.at - a.at);
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

function fileOf(folder: string, name: string, isOwn: boolean): FoundFile[] {
  const facts = factsOfName(name);
  return facts ? [{ ...facts, name, path: join(folder, name), folder: isOwn ? null : folder }] : [];
}

/** The public part of a backup, or `null` when it is none, or cannot be read. */
export async function headerOfCopy(path: string): Promise<BackupHeader | null> {
  const opened = await openSealedFile(path).catch(() => null);
  if (!opened?.ok) return null;
  try {
    return decodeHeader(opened.value.header);
  } catch {
    return null;
  } finally {
    await opened.value.close();
  }
}

export interface CopyFacts {
  readonly header: BackupHeader;
  readonly manifest: BackupManifest;
  readonly sizeBytes: number;
}

class Enough extends Error {
  readonly manifest: BackupManifest;
  constructor(manifest: BackupManifest) {
    super('enough');
    this.manifest = manifest;
  }
}

/** What a backup of this book holds, from its first, authenticated chunks; `null` when it is another's or damaged there. */
export async function factsOfCopy({ sodium, vault }: { readonly sodium: Sodium; readonly vault: VaultDeps }, keys: VaultKeys, path: string): Promise<CopyFacts | null> {
  const opened = await openSealedFile(path).catch(() => null);
  if (!opened?.ok) return null;
  let key: ReturnType<typeof fileKey> | null = null;
  try {
    const header = decodeHeader(opened.value.header);
    const then = await keysOfCopy({ vault, keys }, header);
    key = fileKey(sodium, then.backup, header.backupId);
    then.dispose();
    const stop = (manifest: BackupManifest): Promise<void> => Promise.reject(new Enough(manifest));
    const manifest = await readContent(opened.value.read(key), { write: stop, end: stop }).catch((e: unknown) => (e instanceof Enough ? e.manifest : null));
    return manifest && { header, manifest, sizeBytes: (await stat(path)).size };
  } catch (e) {
    if (e instanceof AppFailure) return null;
    throw e;
  } finally {
    key?.dispose();
    await opened.value.close();
  }
}

/** Told in a list; never a path. */
export const folderShown = ({ folder, path }: FoundFile): string | null => (folder === null ? null : dirname(path));

/** A copy on a server: of this book by its name, and not looked into. */
export interface ServerCopy {
  readonly name: string;
  readonly seq: number;
  readonly at: number;
  readonly sizeBytes: number;
  /** Where it lies, for people. */
  readonly place: string;
  readonly connection: RemoteConnection;
}

/** What lies on the servers that the damaged book still knows how to reach; `unreached`: those that did not answer. */
export async function findServerCopies(source: PageSource, vaultId: string, openRemote: (connection: RemoteConnection) => StorageTarget): Promise<{ readonly copies: ServerCopy[]; readonly unreached: string[] }> {
  const connections = readTable(source, 'backup_login').flatMap((row) => connectionIn(row[1]));
  const unreached: string[] = [];
  const found = await Promise.all(
    connections.map(async (connection) => {
      const place = openRemote(connection);
      const files = await place.list(AbortSignal.timeout(ASK_MS)).catch(() => void unreached.push(place.identity)) ?? [];
      return files.flatMap(({ name, sizeBytes }): ServerCopy[] => {
        const facts = seqOf(name, vaultId) === null ? null : factsOfName(name);
        return facts ? [{ name, sizeBytes, seq: facts.seq, at: facts.at, place: place.identity, connection }] : [];
      });
    }),
  );
  return { copies: found.flat(), unreached };
}

/** Pages of a damaged book may say anything. */
function connectionIn(text: unknown): RemoteConnection[] {
  try {
    return [remoteConnectionSchema.parse(JSON.parse(String(text)))];
  } catch {
    return [];
  }
}
