/** Places for backups on a server: how they are reached. Secrets go in and never come out. */
import { z } from 'zod';

const addressSchema = z.string().trim().min(1).max(1024);
/** Empty where a place is changed: the one that is kept stays. */
const secretSchema = z.string().max(1024);

/** A folder on a WebDAV server; our own is made in it. */
const webdavSchema = z.strictObject({
  type: z.literal('webdav'),
  url: addressSchema,
  user: z.string().trim().max(256),
  secret: secretSchema,
});
export type WebdavConnection = z.output<typeof webdavSchema>;

/** A bucket of S3-compatible storage; `prefix` is a folder in it and may be empty, as may the region. */
const s3Schema = z.strictObject({
  type: z.literal('s3'),
  endpoint: addressSchema,
  region: z.string().trim().max(64),
  bucket: z.string().trim().min(1).max(63).regex(/^[\w.-]+$/),
  prefix: z.string().trim().max(512),
  keyId: z.string().trim().min(1).max(256),
  secret: secretSchema,
});
export type S3Connection = z.output<typeof s3Schema>;

export const remoteConnectionSchema = z.discriminatedUnion('type', [webdavSchema, s3Schema]);
export type RemoteConnection = z.output<typeof remoteConnectionSchema>;

/** The same without its secret. */
export const remoteDetailsSchema = z.discriminatedUnion('type', [webdavSchema.omit({ secret: true }), s3Schema.omit({ secret: true })]);
export type RemoteDetails = z.output<typeof remoteDetailsSchema>;

/** What can be wrong with a place on a server. */
export const PLACE_ERRORS = [
  'place.name',
  'place.refused',
  'place.unreachable',
  'place.timeout',
  'place.busy',
  'place.certificate',
  'place.notTls',
  'place.proxy',
  'place.denied',
  'place.forbidden',
  'place.noFolder',
  'place.noBucket',
  'place.full',
  'place.clock',
  'place.region',
  'place.readBack',
  'place.notWebdav',
  'place.insecure',
  'place.badAddress',
  'place.failed',
] as const;

/** A copy found at a place, told by its name alone: nothing of it was read. */
export const foundCopySchema = z.object({
  name: z.string(),
  /** The first digits of its book's id: several books may share a place. */
  book: z.string(),
  seq: z.int(),
  at: z.int(),
  sizeBytes: z.int(),
});
export type FoundCopy = z.output<typeof foundCopySchema>;
