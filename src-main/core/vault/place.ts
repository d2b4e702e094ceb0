/**
 * Where a live book must not lie: in a folder that a cloud client copies behind our back
 * (it would mix two moments of the database, or lock it) or on a network drive (its locks
 * and its fsync cannot be trusted). Backups belong there, the book does not.
 *
 * Removable disks are not refused: no system tells a USB stick from a USB hard disk
 * reliably, and some shops keep their book on one on purpose.
 */
import { access, readFile, realpath, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { systemCode } from '../kernel/atomic-file.ts';

export type SyncService =
  | 'OneDrive'
  | 'Dropbox'
  | 'iCloud'
  | 'Google Drive'
  | '坚果云'
  | '百度网盘'
  | '阿里云盘'
  | 'WPS云盘'
  | 'Nextcloud'
  | 'Syncthing'
  | 'MEGA'
  | 'pCloud'
  | 'network';

export interface PlaceError {
  readonly code: 'book.syncedFolder';
  readonly service: SyncService;
  readonly [fact: string]: unknown;
}

/** Names of the folders that the clients make; matched against whole path segments. */
const SEGMENTS: readonly (readonly [RegExp, SyncService])[] = [
  [/^onedrive(\s*-.*|-.*|\s*\(.*\))?$/i, 'OneDrive'],
  [/^dropbox(\s*\(.*\)|-.*)?$/i, 'Dropbox'],
  [/^(iclouddrive|icloud drive|icloud云盘|mobile documents|com~apple~clouddocs)$/i, 'iCloud'],
  [/^(google ?drive(-.*|\s*\(.*\))?|我的云端硬盘|google 云端硬盘)$/i, 'Google Drive'],
  [/^(我的坚果云|坚果云|坚果云文件|nutstore( files)?|my nutstore)$/i, '坚果云'],
  [/^(百度网盘|百度网盘同步空间|百度云同步盘|baidunetdisk|baidusyncdisk|baidunetdiskworkspace|baiduyun)$/i, '百度网盘'],
  [/^(阿里云盘|aliyundrive|adrive)$/i, '阿里云盘'],
  [/^(wps云盘|wps网盘|wpsdrive|wps cloud files)$/i, 'WPS云盘'],
  [/^(nextcloud|owncloud)$/i, 'Nextcloud'],
  [/^megasync$/i, 'MEGA'],
  [/^pcloud ?drive$/i, 'pCloud'],
];

/** Files and folders that a client leaves at the root of what it syncs, whatever that is called. */
const MARKERS: readonly (readonly [string, SyncService])[] = [
  ['.dropbox', 'Dropbox'],
  ['.stfolder', 'Syncthing'],
  ['.nutstore', '坚果云'],
];

/** statfs(2) magic numbers of network file systems: NFS, SMB, CIFS, SMB2, NCP, AFS, Coda, 9P, Ceph. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x564c, 0x5346414f, 0x73757245, 0x01021997, 0x00c36400]);
const FUSE_TYPE = 0x65735546;
/** FUSE is also how NTFS disks are mounted (`fuseblk`): only these kinds are remote. */
const REMOTE_FUSE = /^fuse\.(sshfs|rclone|gvfsd-fuse|onedriver|google-drive-ocamlfuse|s3fs|davfs2?|dropbox|smbnetfs|curlftpfs|kio-fuse)/;

/**
 * Refuses a folder for a live book (it need not exist yet): `book.syncedFolder` with the
 * service, or `network`. Looks at the path as given, at where its links lead, at marker
 * files above it, and on Linux at the kind of file system.
 */
export async function checkBookPlace(folder: string): Promise<Result<void, PlaceError>> {
  const asGiven = resolve(folder);
  const real = await realExisting(asGiven);
  const service =
    syncServiceOf(folder) ?? syncServiceOf(asGiven) ?? syncServiceOf(real) ?? (await markerAbove(real)) ?? (await networkType(real));
  return service === null ? ok(undefined) : err('book.syncedFolder', { service });
}

/** The service whose folder name occurs in a path (either kind of slash); a `\\server\share` is `network`. */
export function syncServiceOf(path: string): SyncService | null {
  if (/^(\\\\|\/\/)(?![?.][\\/])[^\\/]/.test(path) || /^\\\\\?\\UNC\\/i.test(path)) return 'network';
  for (const segment of path.split(/[\\/]+/)) {
    const name = segment.normalize('NFC').trim();
    const hit = SEGMENTS.find(([pattern]) => pattern.test(name));
    if (hit) return hit[1];
  }
  return null;
}

async function realExisting(path: string): Promise<string> {
  for (let at = path, rest = ''; ;) {
    try {
      return join(await realpath(at), rest);
    } catch (error) {
      const up = dirname(at);
      if (up === at || !['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return path;
      rest = join(at.slice(up.length), rest);
      at = up;
    }
  }
}

async function markerAbove(path: string): Promise<SyncService | null> {
  for (let at = path; ; at = dirname(at)) {
    for (const [name, service] of MARKERS) {
      // `~/.dropbox` is the client's own settings folder, so only markers beside real content count.
      const isSettings = name === '.dropbox' && (await exists(join(at, '.dropbox', 'info.json')));
      if (!isSettings && (await exists(join(at, name)))) return service;
    }
    if (dirname(at) === at) return null;
  }
}

async function networkType(path: string): Promise<SyncService | null> {
  if (process.platform !== 'linux') return null;
  let at = path;
  while (!(await exists(at)) && dirname(at) !== at) at = dirname(at);
  const type = await statfs(at).then(
    (found) => found.type >>> 0,
    () => 0,
  );
  if (NETWORK_TYPES.has(type)) return 'network';
  return type === FUSE_TYPE && REMOTE_FUSE.test(await mountKind(at)) ? 'network' : null;
}

/** The type of the mount that holds `path`, from /proc/self/mountinfo (proc(5)). */
async function mountKind(path: string): Promise<string> {
  const table = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  let best = { point: '', kind: '' };
  for (const line of table.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const point = (before.split(' ')[4] ?? '').replace(/\\040/g, ' ');
    const inside = point !== '' && (path === point || path.startsWith(point === '/' ? '/' : `${point}/`));
    if (inside && point.length >= best.point.length) best = { point, kind: after.split(' ')[0] ?? '' };
  }
  return best.kind;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
