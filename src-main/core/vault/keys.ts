/**
 * The vault key (VMK) and what is derived from it. Each purpose has its own subkey:
 * BLAKE2b-256 keyed with the VMK over the label, so one leaked subkey opens nothing else.
 *
 * A book whose vault key was changed (change-key.ts) keeps the former ones, sealed under
 * today's. Two purposes stay with the first of them for the book's life, for what they made
 * is written in the record and cannot be made anew: the keyed hashes of the audit chain,
 * which lie in the encrypted book, and the names of attachments. Neither lets anybody read
 * anything. What lies beside the book in plain sight is proved by today's key (changes/marks.ts).
 *
 * The owner's key is none of these: random bytes of its own, which only the owner's secrets open (slots.ts).
 */
import type { Sodium } from '../kernel/sodium.ts';
import { Secret } from './secret.ts';

const LABELS = {
  /** Raw key of crm.db. */
  db: 'crm/db/v1',
  /** Raw key of search.db. */
  search: 'crm/search/v1',
  /** Keyed hashes of the audit chain. */
  audit: 'crm/audit/v1',
  /** Proves the small files beside the book; see changes/marks.ts. */
  marks: 'crm/marks/v1',
  /** Keyed hash of vault.json. */
  header: 'crm/hdr/v1',
  sync: 'crm/sync/v1',
  blob: 'crm/blob/v1',
  /** Root of the keys of backup files; see `fileKey`. */
  backup: 'crm/backup/v1',
} as const;

export type KeyPurpose = keyof typeof LABELS;

/** A vault key of before; `id` as in the header. */
export interface FormerMaster {
  readonly id: string;
  readonly master: Secret;
}

/** What attachments are sealed with. */
export interface BlobKeys {
  /** Seals what is written. */
  readonly current: Secret;
  /** What else files may still be sealed with, newest first. */
  readonly older: readonly Secret[];
  /** Root of the names of the files; the same for the book's life. */
  readonly names: Secret;
}

export type VaultKeys = { readonly [P in KeyPurpose]: Secret } & {
  readonly vaultId: string;
  /** The VMK itself: only for adding a key slot while the book is open. */
  readonly master: Secret;
  /** The vault keys of before, oldest first. */
  readonly former: readonly FormerMaster[];
  readonly blobs: BlobKeys;
  /** Seals what only the owner sees; `null` when somebody else opened the book, or it has none. */
  readonly owner: Secret | null;
  /** The book was given an owner's key while it is open: takes it over. */
  takeOwner(owner: Secret): void;
  /** Wipes all of them; any later use throws. */
  dispose(): void;
};

/** Derives all keys of a book; takes `master`, those of `former` and the owner's over. */
export function deriveKeys(sodium: Sodium, vaultId: string, master: Secret, more: { readonly former?: readonly FormerMaster[]; readonly owner?: Secret | null } = {}): VaultKeys {
  const { former = [] } = more;
  let { owner = null } = more;
  const deriveOf = (from: Secret, purpose: KeyPurpose) => Secret.adopt(from.use((vmk) => sodium.subkey(vmk, LABELS[purpose])));
  const derive = (purpose: KeyPurpose) => deriveOf(master, purpose);
  const first = former[0]?.master ?? master;
  const secrets = {
    master,
    db: derive('db'),
    search: derive('search'),
    audit: deriveOf(first, 'audit'),
    marks: derive('marks'),
    header: derive('header'),
    sync: derive('sync'),
    blob: derive('blob'),
    backup: derive('backup'),
  };
  const blobs: BlobKeys = { current: secrets.blob, older: former.map((one) => deriveOf(one.master, 'blob')).reverse(), names: deriveOf(first, 'blob') };
  const all = [...Object.values(secrets), ...former.map((one) => one.master), ...blobs.older, blobs.names];
  return {
    vaultId,
    ...secrets,
    former,
    blobs,
    get owner() {
      return owner;
    },
    takeOwner(taken) {
      owner?.dispose();
      owner = taken;
    },
    dispose: () => [...all, ...(owner ? [owner] : [])].forEach((secret) => secret.dispose()),
  };
}

/** The same keys on their own memory; the caller disposes of them. */
export function copyKeys(sodium: Sodium, { vaultId, master, former, owner }: Pick<VaultKeys, 'vaultId' | 'master' | 'former' | 'owner'>): VaultKeys {
  const copied = former.map(({ id, master: secret }) => ({ id, master: Secret.adopt(secret.copy()) }));
  return deriveKeys(sodium, vaultId, Secret.adopt(master.copy()), { former: copied, owner: owner && Secret.adopt(owner.copy()) });
}

/** Plain copies of blob keys, to hand to another thread; the receiver adopts and wipes them. */
export interface PlainBlobKeys {
  readonly current: Uint8Array;
  readonly older: readonly Uint8Array[];
  readonly names: Uint8Array;
}
export const plainBlobKeys = ({ current, older, names }: BlobKeys): PlainBlobKeys => ({ current: current.copy(), older: older.map((one) => one.copy()), names: names.copy() });

/** Takes plain blob keys over. */
export function adoptBlobKeys(plain: PlainBlobKeys): BlobKeys & { dispose(): void } {
  const keys = { current: Secret.adopt(plain.current), older: plain.older.map((one) => Secret.adopt(one)), names: Secret.adopt(plain.names) };
  return { ...keys, dispose: () => [keys.current, ...keys.older, keys.names].forEach((secret) => secret.dispose()) };
}

/** The key of one sealed file (backup, attachment) under `root`, by the file's own random id. */
export function fileKey(sodium: Sodium, root: Secret, fileId: string): Secret {
  return Secret.adopt(root.use((bytes) => sodium.subkey(bytes, `crm/file/v1|${fileId}`)));
}
