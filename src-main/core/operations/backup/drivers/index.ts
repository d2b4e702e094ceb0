/** The places that keep copies, one driver for each kind. */
import type { RemoteConnection } from '../../../../../shared/modules/backup-remote.ts';
import { s3Target } from './s3.ts';
import type { StorageTarget } from './storage-target.ts';
import { webdavTarget } from './webdav.ts';

export { isWaiting } from './failures.ts';
export { folderTarget, hasMark, isFolder, markFolder, OWN_FOLDER } from './folder.ts';
export type { StorageTarget, StoredFile } from './storage-target.ts';

/** Opens a place on a server; nothing is sent yet. `place.badAddress`, `place.insecure`. */
export function remoteTarget(connection: RemoteConnection): StorageTarget {
  return connection.type === 'webdav' ? webdavTarget(connection) : s3Target(connection);
}
