/** What is typed about a server that keeps backups. One draft for all kinds, so that changing the kind loses nothing. */
import type { RemoteConnection, RemoteDetails } from '../../shared/modules/backup-remote.ts';

export type RemoteType = RemoteConnection['type'];

export interface RemoteDraft {
  readonly url: string;
  readonly user: string;
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly keyId: string;
  readonly secret: string;
}

export const emptyRemote: RemoteDraft = { url: '', user: '', endpoint: '', region: '', bucket: '', prefix: 'Regulars', keyId: '', secret: '' };

/** The draft for changing a place; its secret is not known here. */
export const draftOf = (details: RemoteDetails): RemoteDraft => ({ ...emptyRemote, ...details });

export function connectionOf(type: RemoteType, draft: RemoteDraft): RemoteConnection {
  const { url, user, endpoint, region, bucket, prefix, keyId, secret } = draft;
  return type === 'webdav' ? { type, url, user, secret } : { type, endpoint, region, bucket, prefix, keyId, secret };
}

/** True when nothing that is needed is missing; a place that is kept has its secret already. */
export function isComplete(type: RemoteType, draft: RemoteDraft, hasSecret: boolean): boolean {
  const needed = type === 'webdav' ? [draft.url, draft.user] : [draft.endpoint, draft.bucket, draft.keyId];
  return needed.every((text) => text.trim() !== '') && (hasSecret || draft.secret !== '');
}
