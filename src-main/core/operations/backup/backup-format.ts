/**
 * A backup is one sealed file (vault/sealed-file.ts) named `*.regulars`.
 *
 * Public header of the sealed file: canonical JSON, UTF-8,
 *   { magic: "regulars-backup", format: 2, backupId, createdAt, appVersion, schema, vault }
 * `vault` is the book's vault header for backups (base64): its key slots, sealed with the
 * costly derivation, and the recovery slot. It opens with the passphrase of its day or the
 * recovery code. Key of the file: `fileKey(backup root, backupId)`.
 *
 * Content of the sealed file:
 *   offset  size  what
 *   0       4     M, length of the manifest, unsigned little-endian, at most 32 MiB
 *   4       M     manifest: JSON, UTF-8 { files: [{ name, sizeBytes, sha256 }], blobs: [[hash, sizeBytes], …], rows, audit }
 *   4+M     …     the files' bytes, then the blobs', in the manifest's order, without gaps
 * The only file is `crm.db`, a snapshot that is itself encrypted with the book's database
 * key. The blobs (format 2) are the sealed attachments as they lie beside the book; each
 * proves itself by its hash. No name or path is ever taken from the file.
 */
import { z } from 'zod';
import { AppFailure } from '../../../../shared/kernel/result.ts';

export const BACKUP_FORMAT = 2;
const MAX_MANIFEST_BYTES = 32 * 1024 * 1024;

const headerSchema = z.object({
  magic: z.literal('regulars-backup'),
  format: z.int().min(1),
  backupId: z.string().regex(/^[0-9a-f]{32}$/),
  createdAt: z.number(),
  appVersion: z.string().max(40),
  schema: z.int().min(1),
  vault: z.base64().max(60_000),
});
export type BackupHeader = z.output<typeof headerSchema>;

const manifestSchema = z.object({
  files: z
    .array(z.object({ name: z.literal('crm.db'), sizeBytes: z.int().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
    .length(1),
  /** Hash and length of each sealed attachment. */
  blobs: z.array(z.tuple([z.string().regex(/^[0-9a-f]{64}$/), z.int().min(1)])).default([]),
  rows: z.record(z.string().max(60), z.int().min(0)),
  audit: z.object({ seq: z.int().min(0), hash: z.string().max(128) }),
});
export type BackupManifest = z.output<typeof manifestSchema>;

/** Header bytes of a new backup. */
export function encodeHeader(header: Omit<BackupHeader, 'magic' | 'format'>): Uint8Array {
  return Buffer.from(JSON.stringify({ magic: 'regulars-backup', format: BACKUP_FORMAT, ...header }), 'utf8');
}

/** Reads a header: `backup.foreign` when the file is another kind of sealed file, `backup.newer` for a later format. */
export function decodeHeader(bytes: Uint8Array): BackupHeader {
  const parsed = headerSchema.safeParse(parseJson(bytes));
  if (!parsed.success) throw new AppFailure('backup.foreign');
  if (parsed.data.format > BACKUP_FORMAT) throw new AppFailure('backup.newer', { needs: parsed.data.appVersion });
  return parsed.data;
}

/** The first bytes of the content: length and manifest. */
export function encodeManifest(manifest: BackupManifest): Uint8Array {
  const body = Buffer.from(JSON.stringify(manifest), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([length, body]);
}

/** What receives the parts of a backup, one after the other: part 0 is `crm.db`, part n + 1 the n-th blob. */
export interface PartSink {
  write(manifest: BackupManifest, part: number, piece: Uint8Array): Promise<void>;
  /** The part is complete. */
  end(manifest: BackupManifest, part: number): Promise<void>;
}

/** Cuts a content stream into its manifest and its parts; `backup.damaged` when lengths do not fit. */
export async function readContent(content: AsyncIterable<Uint8Array>, sink: PartSink): Promise<BackupManifest> {
  const parts = partSplitter(sink);
  const manifest = await readManifest(content, parts.take);
  parts.assertComplete(manifest);
  return manifest;
}

function partSplitter(sink: PartSink) {
  let part = 0;
  let left: number | null = null;
  const sizeOf = (m: BackupManifest, n: number) => (n === 0 ? m.files[0]!.sizeBytes : m.blobs[n - 1]?.[1]);
  return {
    async take(manifest: BackupManifest, piece: Uint8Array): Promise<void> {
      for (let from = 0; from < piece.length; ) {
        left ??= sizeOf(manifest, part) ?? 0;
        if (left === 0) throw new AppFailure('backup.damaged');
        const bytes = piece.subarray(from, from + left);
        await sink.write(manifest, part, bytes);
        from += bytes.length;
        left -= bytes.length;
        if (left > 0) continue;
        await sink.end(manifest, part);
        part++;
        left = null;
      }
    },
    assertComplete(manifest: BackupManifest): void {
      if (left !== null || part !== manifest.blobs.length + 1) throw new AppFailure('backup.damaged');
    },
  };
}

async function readManifest(
  content: AsyncIterable<Uint8Array>,
  onFile: (manifest: BackupManifest, piece: Uint8Array) => Promise<void>,
): Promise<BackupManifest> {
  let head: Buffer = Buffer.alloc(0);
  let manifest: BackupManifest | null = null;
  for await (const piece of content) {
    if (manifest) {
      await onFile(manifest, piece);
      continue;
    }
    head = Buffer.concat([head, piece]);
    if (head.length < 4) continue;
    const length = head.readUInt32LE(0);
    if (length > MAX_MANIFEST_BYTES) throw new AppFailure('backup.damaged');
    if (head.length < 4 + length) continue;
    manifest = decodeManifest(head.subarray(4, 4 + length));
    if (head.length > 4 + length) await onFile(manifest, head.subarray(4 + length));
  }
  if (!manifest) throw new AppFailure('backup.damaged');
  return manifest;
}

function decodeManifest(bytes: Uint8Array): BackupManifest {
  const parsed = manifestSchema.safeParse(parseJson(bytes));
  if (!parsed.success) throw new AppFailure('backup.damaged');
  return parsed.data;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
