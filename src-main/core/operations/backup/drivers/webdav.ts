/**
 * A folder on a WebDAV server (坚果云, Nextcloud, a NAS). The one owner of the client library.
 *
 * A copy goes up as `<name>.partial`, is read back and compared, and is then moved to its name: a cut-off upload never stands
 * under a name that counts. Copies lie in a folder of our own inside the one that was given. The library and the clients of Node
 * that it needs are loaded when a server is first asked: most starts of the program, and of its threads, do without.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { FileStat, WebDAVClient } from 'webdav';
import { AppFailure } from '../../../../../shared/kernel/result.ts';
import type { WebdavConnection } from '../../../../../shared/modules/backup-remote.ts';
import { PARTIAL } from '../copy-name.ts';
import { checkedAddress, readable, withoutSlash } from './address.ts';
import { networkFailure, statusFailure } from './failures.ts';
import { OWN_FOLDER } from './folder.ts';
import { ASK_MS, assertSame, limited, tidySignal, watchFlow } from './steady.ts';
import type { LocalFile, PutJob, StorageTarget } from './storage-target.ts';

const PIECE_BYTES = 256 * 1024;
/** What these answers mean to WebDAV: a missing parent is a conflict, and a page that is no WebDAV folder does not know the method. */
const STATUS: Readonly<Record<number, string>> = { 404: 'place.noFolder', 405: 'place.notWebdav', 409: 'place.noFolder', 501: 'place.notWebdav' };

export function webdavTarget(connection: WebdavConnection): StorageTarget {
  const address = checkedAddress(connection.url);
  // Copied from a place that shows our own folder, the address names it already.
  address.pathname = address.pathname.replace(new RegExp(`/${OWN_FOLDER}$`), '');
  let opened: Promise<WebDAVClient> | undefined;
  const client = () => (opened ??= open(withoutSlash(address), connection));
  const at = (name: string) => `/${OWN_FOLDER}/${name}`;
  return {
    identity: `${readable(address)}/${OWN_FOLDER}`,
    check: (job) => ask(job, async (signal) => ensureFolder(await client(), signal)),
    list: (job) => ask(job, async (signal) => listOf(await client(), signal)),
    put: async (name, file, job) => put(await client(), at(name), file, job),
    get: async function* (name, job, most) {
      yield* read(await client(), at(name), job, most);
    },
    remove: (name, job) => ask(job, async (signal) => (await client()).deleteFile(at(name), { signal })),
    free: (job) => ask(job, async (signal) => freeOf(await client(), signal)),
  };
}

/** The library writes its own header only for Latin letters; ours is UTF-8. Servers that want a digest are served where it can be. */
async function open(url: string, { user, secret }: WebdavConnection): Promise<WebDAVClient> {
  const [{ AuthType, createClient }, { Agent }, { Agent: TlsAgent }] = await Promise.all([import('webdav'), import('node:http'), import('node:https')]);
  // A connection that is kept may be closed by the server just when it is used again.
  const agents = { httpAgent: new Agent({ keepAlive: false }), httpsAgent: new TlsAgent({ keepAlive: false }) };
  // eslint-disable-next-line no-control-regex -- exactly the letters that the library's header can carry
  if (/^[\x00-\x7f]*$/.test(user + secret)) return createClient(url, { ...agents, authType: AuthType.Auto, username: user, password: secret });
  return createClient(url, { ...agents, authType: AuthType.None, headers: { Authorization: `Basic ${Buffer.from(`${user}:${secret}`, 'utf8').toString('base64')}` } });
}

/** A question with a short answer, in the words of our own failures. */
async function ask<T>(job: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { limit, signal } = limited(job, ASK_MS);
  try {
    return await work(signal);
  } catch (e) {
    throw failureOf(e, { job, limit });
  }
}

function failureOf(e: unknown, signals: { readonly job: AbortSignal; readonly limit?: AbortSignal }): AppFailure {
  const status = statusOf(e);
  if (status !== null && !signals.job.aborted) return statusFailure(status, STATUS);
  // A page that answers 200 with something that is no list of files.
  if (e instanceof Error && /XML|multistatus|parsing/i.test(e.message)) return new AppFailure('place.notWebdav');
  if (e instanceof Error && /redirect/i.test(e.message)) return new AppFailure('place.badAddress');
  return networkFailure(e, signals);
}

const statusOf = (e: unknown): number | null => (e instanceof Error && 'status' in e && typeof e.status === 'number' ? e.status : null);

/** The folder the owner named must be there; ours inside it is made. */
async function ensureFolder(client: WebDAVClient, signal: AbortSignal): Promise<void> {
  try {
    await client.getDirectoryContents(`/${OWN_FOLDER}`, { signal });
  } catch (e) {
    if (statusOf(e) !== 404) throw e;
    await client.getDirectoryContents('/', { signal });
    await client.createDirectory(`/${OWN_FOLDER}`, { signal });
  }
}

async function listOf(client: WebDAVClient, signal: AbortSignal) {
  const found = await folderOf(client, signal);
  return found.filter(({ type }) => type === 'file').map(({ basename, size }) => ({ name: basename, sizeBytes: size }));
}

/** A place where we never were holds nothing; an address where nothing is says so. */
async function folderOf(client: WebDAVClient, signal: AbortSignal): Promise<FileStat[]> {
  try {
    return await client.getDirectoryContents(`/${OWN_FOLDER}`, { signal });
  } catch (e) {
    if (statusOf(e) !== 404) throw e;
    await client.getDirectoryContents('/', { signal });
    return [];
  }
}

async function freeOf(client: WebDAVClient, signal: AbortSignal): Promise<number | null> {
  const quota = await client.getQuota({ signal }).catch(() => null);
  const free = quota && 'available' in quota ? quota.available : null;
  return typeof free === 'number' && free > 0 ? free : null;
}

async function put(client: WebDAVClient, path: string, file: LocalFile, job: PutJob): Promise<string> {
  const partial = `${path}${PARTIAL}`;
  await ask(job.signal, (signal) => ensureFolder(client, signal));
  try {
    const sha256 = await send(client, partial, file, job);
    await assertSame(read(client, partial, job.signal), { sha256, sizeBytes: file.sizeBytes }, job);
    await ask(job.signal, (signal) => finish(client, partial, path, signal));
    return sha256;
  } catch (e) {
    await client.deleteFile(partial, { signal: tidySignal() }).catch(() => undefined);
    throw e;
  }
}

/** Some servers take `Overwrite: F` for a wish only: the name is asked for first. */
async function finish(client: WebDAVClient, partial: string, path: string, signal: AbortSignal): Promise<void> {
  if (await client.exists(path, { signal })) throw new AppFailure('file.exists');
  try {
    await client.moveFile(partial, path, { overwrite: false, signal });
  } catch (e) {
    if (statusOf(e) === 412) throw new AppFailure('file.exists');
    throw e;
  }
}

async function send(client: WebDAVClient, path: string, { path: from, sizeBytes }: LocalFile, job: PutJob): Promise<string> {
  const flow = watchFlow(job.signal);
  const hash = createHash('sha256');
  async function* bytes() {
    let done = 0;
    for await (const piece of createReadStream(from, { highWaterMark: PIECE_BYTES }) as AsyncIterable<Uint8Array>) {
      hash.update(piece);
      yield piece;
      done += piece.length;
      flow.stir();
      job.progress('upload', done, sizeBytes);
    }
    flow.sent();
  }
  const body = Readable.from(bytes(), { objectMode: false });
  // Torn off, it ends by the request's own failure.
  body.on('error', () => undefined);
  try {
    await client.putFileContents(path, body, { headers: { 'Content-Length': String(sizeBytes) }, signal: flow.signal });
    return hash.digest('hex');
  } catch (e) {
    throw failureOf(e, { job: job.signal, limit: flow.limit });
  } finally {
    flow.end();
    body.destroy();
  }
}

async function* read(client: WebDAVClient, path: string, job: AbortSignal, most?: number): AsyncGenerator<Uint8Array, void, undefined> {
  const flow = watchFlow(job);
  try {
    const answer = await client.customRequest(path, { method: 'GET', signal: flow.signal, ...(most !== undefined && { headers: { Range: `bytes=0-${most - 1}` } }) });
    let left = most ?? Infinity;
    // A server may send all of it although only the beginning was asked for.
    for await (const piece of bodyOf(answer)) {
      flow.stir();
      yield piece.subarray(0, Math.min(left, piece.length));
      left -= piece.length;
      if (left <= 0) return;
    }
  } catch (e) {
    throw statusOf(e) === 404 && !job.aborted ? new AppFailure('backup.missing') : failureOf(e, { job, limit: flow.limit });
  } finally {
    flow.end();
  }
}

/** In Node the body is a stream, which the library's types, made for browsers too, do not say. */
function bodyOf(answer: object): AsyncIterable<Uint8Array> {
  return (answer as { readonly body: AsyncIterable<Uint8Array> }).body;
}
