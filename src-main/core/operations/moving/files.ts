/** Sealed files on their way: opened with the key of the book they leave, sealed at once with that of the other; readable nowhere in between but in memory. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import type { Fields } from '../../changes/rows.ts';
import type { StoredBlob } from '../../vault/index.ts';
import type { TargetBook } from './target-book.ts';

export interface Carrier {
  /** Brings the content of these attachments over, before the transaction that names it. */
  fetch(attachments: readonly Fields[]): Promise<void>;
  /** How the other book names a content that was fetched; `null` for one that cannot be read. */
  of(hash: unknown): StoredBlob | null;
}

/** Content passes in pieces and is stored once, however many attachments name it. */
export function createCarrier({ blobs, ownBlobs }: Pick<TargetBook, 'blobs' | 'ownBlobs'>): Carrier {
  const known = new Map<string, StoredBlob | null>();
  const bring = async (hash: string): Promise<StoredBlob | null> => {
    try {
      return await blobs.put({ content: () => ownBlobs.read(hash) });
    } catch (e) {
      if (e instanceof AppFailure && (e.error.code === 'attachment.missing' || e.error.code === 'attachment.damaged')) return null;
      throw e;
    }
  };
  return {
    async fetch(attachments) {
      for (const hash of attachments.flatMap((a) => [a['blob'], a['thumb']])) {
        if (typeof hash === 'string' && !known.has(hash)) known.set(hash, await bring(hash));
      }
    },
    of: (hash) => (typeof hash === 'string' ? (known.get(hash) ?? null) : null),
  };
}
