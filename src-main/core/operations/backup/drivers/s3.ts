/**
 * A bucket of S3-compatible storage (阿里云 OSS, 腾讯云 COS, MinIO, Amazon S3). The one owner of the client library.
 *
 * An object appears under its key only when all of it arrived: small copies go up in one request, larger ones in parts that are
 * put together at the end, each part with its checksum. What stands there is read back and compared before it counts.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { S3mini, S3ServiceError } from 's3mini';
import type { AWSHeaders, UploadPart } from 's3mini';
import { AppFailure } from '../../../../../shared/kernel/result.ts';
import type { S3Connection } from '../../../../../shared/modules/backup-remote.ts';
import { systemFetch } from '../../../kernel/ports.ts';
import { checkedAddress, withoutSlash } from './address.ts';
import { networkFailure, statusFailure } from './failures.ts';
import { ASK_MS, assertSame, limited, tidySignal, watchFlow } from './steady.ts';
import type { LocalFile, PutJob, StorageTarget } from './storage-target.ts';

/** Of one part; also the most that goes up in one request. */
const PART_BYTES = 8 * 1024 * 1024;
/** For one part: slower lines than 28 KB/s cannot keep a backup. */
const PART_MS = 300_000;
const TRIES = 3;
/** Of a list: what comes in one answer. */
const PAGE = 1_000;

const BY_CODE: Readonly<Record<string, string>> = {
  InvalidAccessKeyId: 'place.denied',
  SignatureDoesNotMatch: 'place.denied',
  AccessDenied: 'place.forbidden',
  NoSuchBucket: 'place.noBucket',
  InvalidBucketName: 'place.noBucket',
  RequestTimeTooSkewed: 'place.clock',
  PermanentRedirect: 'place.region',
  TemporaryRedirect: 'place.region',
  AuthorizationHeaderMalformed: 'place.region',
  QuotaExceeded: 'place.full',
  EntityTooLarge: 'place.full',
  XMinioStorageFull: 'place.full',
  SlowDown: 'place.busy',
  RequestTimeout: 'place.timeout',
  BadDigest: 'place.readBack',
};
const STATUS: Readonly<Record<number, string>> = { 301: 'place.region', 307: 'place.region', 404: 'place.noBucket' };

/** Services that know a bucket only as a part of the host's name. */
const HOST_STYLE = /\.(aliyuncs\.com|myqcloud\.com|amazonaws\.com|amazonaws\.com\.cn)$/;

interface Bucket {
  /** A client whose requests end with the signal. */
  client(signal: AbortSignal): S3mini;
  key(name: string): string;
  readonly folder: string;
}

export function s3Target(connection: S3Connection): StorageTarget {
  const bucket = bucketOf(connection);
  const { client, key } = bucket;
  return {
    identity: `${checkedAddress(connection.endpoint).host}/${connection.bucket}/${bucket.folder}`.replace(/\/$/, ''),
    check: (job) => ask(job, async (signal) => void (await listOf(bucket, signal, PAGE))),
    list: (job) => ask(job, (signal) => listOf(bucket, signal)),
    put: (name, file, job) => put(bucket, name, file, job),
    get: (name, job, most) => read(bucket, name, job, most),
    remove: (name, job) => ask(job, async (signal) => void (await client(signal).deleteObject(key(name)))),
    free: () => Promise.resolve(null),
  };
}

function bucketOf({ endpoint, region, bucket, prefix, keyId, secret }: S3Connection): Bucket {
  const url = checkedAddress(endpoint);
  const isNamed = url.hostname.startsWith(`${bucket}.`);
  if (!isNamed && HOST_STYLE.test(url.hostname)) url.hostname = `${bucket}.${url.hostname}`;
  else if (!isNamed && url.pathname.split('/').at(-1) !== bucket) url.pathname = `${url.pathname.replace(/\/$/, '')}/${bucket}`;
  const folder = prefix.split('/').filter((part) => part !== '').join('/');
  return {
    folder,
    key: (name) => (folder === '' ? name : `${folder}/${name}`),
    client: (signal) =>
      new S3mini({
        accessKeyId: keyId,
        secretAccessKey: secret,
        endpoint: withoutSlash(url),
        region: region || 'us-east-1',
        // A redirect would take the signature along to an address the owner did not give.
        fetch: (input, init) => systemFetch(input, { ...init, signal, redirect: 'manual' }),
      }),
  };
}

async function ask<T>(job: AbortSignal, work: (signal: AbortSignal) => Promise<T>, ms = ASK_MS): Promise<T> {
  const { limit, signal } = limited(job, ms);
  try {
    return await work(signal);
  } catch (e) {
    throw failureOf(e, { job, limit });
  }
}

function failureOf(e: unknown, signals: { readonly job: AbortSignal; readonly limit?: AbortSignal }): AppFailure {
  if (e instanceof S3ServiceError && !signals.job.aborted) {
    const code = BY_CODE[codeOf(e)];
    return code === undefined ? statusFailure(e.status, STATUS) : new AppFailure(code, { status: e.status });
  }
  return networkFailure(e, signals);
}

/** The service's own word; the library reads it of one kind of answer only. */
const codeOf = (e: S3ServiceError): string => /<Code>(\w+)<\/Code>/.exec(e.body ?? '')?.[1] ?? e.serviceCode ?? '';

async function listOf({ client, folder, key }: Bucket, signal: AbortSignal, most?: number) {
  const start = folder === '' ? '' : `${folder}/`;
  const found = await client(signal).listObjects('/', start, most, { delimiter: '/' });
  if (found === null) throw new AppFailure('place.noBucket');
  return found
    .map(({ Key, Size }) => ({ name: Key.slice(start.length), sizeBytes: Size }))
    .filter(({ name }) => name !== '' && !name.includes('/') && key(name).startsWith(start));
}

async function put(bucket: Bucket, name: string, file: LocalFile, job: PutJob): Promise<string> {
  const { client, key } = bucket;
  if (await ask(job.signal, (signal) => client(signal).objectExists(key(name)))) throw new AppFailure('file.exists');
  try {
    const sha256 = await (file.sizeBytes <= PART_BYTES ? sendWhole : sendParts)(bucket, name, file, job);
    await assertSame(read(bucket, name, job.signal), { sha256, sizeBytes: file.sizeBytes }, job);
    return sha256;
  } catch (e) {
    await client(tidySignal()).deleteObject(key(name)).catch(() => undefined);
    throw e;
  }
}

async function sendWhole({ client, key }: Bucket, name: string, file: LocalFile, job: PutJob): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of partsOf(file)) {
    hash.update(bytes);
    await patiently(job, (signal) => client(signal).putObject(key(name), bytes, 'application/octet-stream', undefined, checksum(bytes)));
  }
  job.progress('upload', file.sizeBytes, file.sizeBytes);
  return hash.digest('hex');
}

async function sendParts({ client, key }: Bucket, name: string, file: LocalFile, job: PutJob): Promise<string> {
  const uploadId = await patiently(job, (signal) => client(signal).getMultipartUploadId(key(name)));
  const hash = createHash('sha256');
  const parts: UploadPart[] = [];
  let done = 0;
  try {
    for await (const bytes of partsOf(file)) {
      hash.update(bytes);
      parts.push(await patiently(job, (signal) => client(signal).uploadPart(key(name), uploadId, bytes, parts.length + 1, {}, undefined, checksum(bytes))));
      done += bytes.length;
      job.progress('upload', done, file.sizeBytes);
    }
    await ask(job.signal, (signal) => client(signal).completeMultipartUpload(key(name), uploadId, parts), PART_MS);
    return hash.digest('hex');
  } catch (e) {
    // What lies there in parts is seen by nobody and paid for by the owner.
    await client(tidySignal()).abortMultipartUpload(key(name), uploadId).catch(() => undefined);
    throw e;
  }
}

/** A line that drops for a moment must not cost all that went up before. */
async function patiently<T>(job: PutJob, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask(job.signal, work, PART_MS);
    } catch (e) {
      const again = e instanceof AppFailure && ['place.unreachable', 'place.busy'].includes(e.error.code);
      if (!again || attempt === TRIES) throw e;
    }
  }
}

/** Checked by the service as it arrives. The library's type names only the service's own headers. */
const checksum = (bytes: Uint8Array): AWSHeaders => ({ 'content-md5': createHash('md5').update(bytes).digest('base64') }) as AWSHeaders;

async function* partsOf({ path, sizeBytes }: LocalFile): AsyncGenerator<Buffer, void, undefined> {
  const file = await open(path, 'r');
  try {
    for (let at = 0; at < sizeBytes; ) {
      const bytes = Buffer.alloc(Math.min(PART_BYTES, sizeBytes - at));
      for (let filled = 0; filled < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, at + filled);
        if (bytesRead === 0) throw new AppFailure('disk.failed', { reason: 'shorter' });
        filled += bytesRead;
      }
      yield bytes;
      at += bytes.length;
    }
  } finally {
    await file.close();
  }
}

async function* read({ client, key }: Bucket, name: string, job: AbortSignal, most?: number): AsyncGenerator<Uint8Array, void, undefined> {
  const flow = watchFlow(job);
  try {
    const answer = await client(flow.signal).getObjectRaw(key(name), most === undefined, 0, most);
    let left = most ?? Infinity;
    for await (const piece of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      flow.stir();
      yield piece.subarray(0, Math.min(left, piece.length));
      left -= piece.length;
      if (left <= 0) return;
    }
  } catch (e) {
    const isGone = e instanceof S3ServiceError && e.status === 404 && codeOf(e) !== 'NoSuchBucket';
    throw isGone ? new AppFailure('backup.missing') : failureOf(e, { job, limit: flow.limit });
  } finally {
    flow.end();
  }
}
