/** Real servers for backups, run from packages on 127.0.0.1, each behind a door that can misbehave. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import S3rver from '@20minutes/s3rver';
import webdav from 'webdav-server';
import type { RemoteConnection } from '../../shared/modules/backup-remote.ts';
import { openFront } from './faulty-front.ts';
import type { Front } from './faulty-front.ts';

export interface StorageServer {
  readonly connection: RemoteConnection;
  readonly front: Front;
  stop(): Promise<void>;
}

/** Not Latin, as an owner's may be. */
const [USER, PASSWORD] = ['小美', '应用密码 42 &'];
const BUCKET = 'backups';

export async function startWebdavServer(limitBytes = Infinity): Promise<StorageServer & { readonly connection: Extract<RemoteConnection, { type: 'webdav' }>; readonly folder: string; readonly readOnlyUser: string }> {
  const { v2 } = webdav;
  const folder = mkdtempSync(join(tmpdir(), 'regulars-webdav-'));
  const users = new v2.SimpleUserManager();
  const rights = new v2.SimplePathPrivilegeManager();
  rights.setRights(users.addUser(USER, PASSWORD, false), '/', ['all']);
  rights.setRights(users.addUser('reader', PASSWORD, false), '/', ['canRead']);
  const storageManager = limitBytes === Infinity ? new v2.NoStorageManager() : new v2.PerUserStorageManager(limitBytes);
  const server = new v2.WebDAVServer({ httpAuthentication: new v2.HTTPBasicAuthentication(users, 'backups'), privilegeManager: rights, storageManager, hostname: '127.0.0.1', port: 0 });
  await server.setFileSystemAsync('/客户备份', new v2.PhysicalFileSystem(folder));
  const http = await server.startAsync(0);
  const { port } = http.address() as AddressInfo;
  const front = await openFront(() => port);
  return {
    folder,
    front,
    readOnlyUser: 'reader',
    connection: { type: 'webdav', url: `http://127.0.0.1:${front.port}/客户备份/`, user: USER, secret: PASSWORD },
    async stop() {
      await front.stop();
      await server.stopAsync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function startS3Server(): Promise<StorageServer & { readonly connection: Extract<RemoteConnection, { type: 's3' }> }> {
  const directory = mkdtempSync(join(tmpdir(), 'regulars-s3-'));
  mkdirSync(directory, { recursive: true });
  const options = { address: '127.0.0.1', port: 0, silent: true, directory, vhostBuckets: false, configureBuckets: [{ name: BUCKET }] };
  const server = new S3rver(options);
  // It reckons the signature of a bucket's own path without the slash at its end: lists are asked of a twin that does not check.
  const lister = new S3rver({ ...options, allowMismatchedSignatures: true });
  const [{ port }, { port: listPort }] = [await server.run(), await lister.run()];
  const front = await openFront((path) => (path.includes('list-type=2') ? listPort : port));
  return {
    front,
    connection: { type: 's3', endpoint: `http://127.0.0.1:${front.port}`, region: 'us-east-1', bucket: BUCKET, prefix: '店/Regulars', keyId: 'S3RVER', secret: 'S3RVER' },
    async stop() {
      await front.stop();
      await server.close();
      await lister.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** `null` where the server cannot start; says so, so that nobody takes a skipped test for a passed one. */
export async function orSkip<T>(what: string, start: () => Promise<T>): Promise<T | null> {
  try {
    return await start();
  } catch (e) {
    process.stderr.write(`SKIPPED: ${what} does not start here (${e instanceof Error ? e.message : String(e)})\n`);
    return null;
  }
}
