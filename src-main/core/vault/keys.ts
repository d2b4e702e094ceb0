/**
 * The vault key (VMK) and what is derived from it. Each purpose has its own subkey:
 * BLAKE2b-256 keyed with the VMK over the label, so one leaked subkey opens nothing else.
 */
import type { Sodium } from '../kernel/sodium.ts';
import { Secret } from './secret.ts';

const LABELS = {
  /** Raw key of crm.db. */
  db: 'crm/db/v1',
  /** Raw key of search.db. */
  search: 'crm/search/v1',
  /** Keyed hashes of the audit chain and of its high-water mark. */
  audit: 'crm/audit/v1',
  /** Keyed hash of vault.json. */
  header: 'crm/hdr/v1',
  sync: 'crm/sync/v1',
  blob: 'crm/blob/v1',
  /** Root of the keys of backup files; see `fileKey`. */
  backup: 'crm/backup/v1',
} as const;

export type KeyPurpose = keyof typeof LABELS;

export type VaultKeys = { readonly [P in KeyPurpose]: Secret } & {
  readonly vaultId: string;
  /** The VMK itself: only for adding a key slot while the book is open. */
  readonly master: Secret;
  /** Wipes all of them; any later use throws. */
  dispose(): void;
};

/** Derives all keys of a book; takes `master` over. */
export function deriveKeys(sodium: Sodium, vaultId: string, master: Secret): VaultKeys {
  const derive = (purpose: KeyPurpose) => Secret.adopt(master.use((vmk) => sodium.subkey(vmk, LABELS[purpose])));
  const secrets = {
    master,
    db: derive('db'),
    search: derive('search'),
    audit: derive('audit'),
    header: derive('header'),
    sync: derive('sync'),
    blob: derive('blob'),
    backup: derive('backup'),
  };
  const dispose = () => Object.values(secrets).forEach((secret) => secret.dispose());
  return { vaultId, ...secrets, dispose };
}

/** The key of one sealed file (backup, attachment) under `root`, by the file's own random id. */
export function fileKey(sodium: Sodium, root: Secret, fileId: string): Secret {
  return Secret.adopt(root.use((bytes) => sodium.subkey(bytes, `crm/file/v1|${fileId}`)));
}
