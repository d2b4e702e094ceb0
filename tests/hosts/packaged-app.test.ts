import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Arch, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromRoot, projectRoot } from '../../build/paths.ts';

type Asar = { createPackage(from: string, to: string): Promise<void>; listPackage(file: string): readonly string[]; extractFile(file: string, name: string): Buffer };

const require = createRequire(import.meta.url);
const asar = createRequire(createRequire(require.resolve('electron-builder')).resolve('app-builder-lib'))('@electron/asar') as Asar;

/** By this text the packager finds the fuses in Electron's binary; then follow the version, the count and one character per fuse. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const unsafeFuses = `\x01\x08${'1'.repeat(8)}`;

/** As much of an Electron distribution as the packager touches; it could not run, but everything put around it is the real thing. */
async function standInForElectron(folder: string, version: string): Promise<string> {
  await mkdir(join(folder, 'locales'), { recursive: true });
  await mkdir(join(folder, 'resources'), { recursive: true });
  await mkdir(join(folder, 'default'), { recursive: true });
  await writeFile(join(folder, 'electron'), `\x7fELF${'\0'.repeat(64)}${fuseSentinel}${unsafeFuses}${'\0'.repeat(64)}`, { encoding: 'latin1', mode: 0o755 });
  await writeFile(join(folder, 'version'), version);
  for (const locale of ['de', 'en-US', 'zh-CN']) await writeFile(join(folder, 'locales', `${locale}.pak`), '');
  await writeFile(join(folder, 'default', 'package.json'), '{}');
  await asar.createPackage(join(folder, 'default'), join(folder, 'resources', 'default_app.asar'));
  await rm(join(folder, 'default'), { recursive: true });
  return folder;
}

describe('the packaged app', () => {
  let folder: string;
  let app: string;
  let names: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'packaged-'));
    const { version } = require('electron/package.json') as { readonly version: string };
    const electronDist = await standInForElectron(join(folder, 'electron'), version);
    const directories = { output: join(folder, 'dist'), buildResources: 'build/icons' };
    const config = { extends: fromRoot('electron-builder.yml'), electronDist, directories };
    await build({ projectDir: projectRoot, targets: Platform.LINUX.createTarget('dir', Arch.x64), publish: 'never', config });
    app = join(folder, 'dist', 'linux-unpacked');
    names = asar.listPackage(join(app, 'resources', 'app.asar')).map((name) => name.replaceAll('\\', '/'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('contains what it needs: the bundles, the migrations and one native module for this system', () => {
    for (const name of ['/package.json', '/out/main/index.js', '/out/preload/preload.cjs', '/out/renderer/index.html', '/migrations/0001_init.sql']) {
      expect(names).toContain(name);
    }
    expect(names.filter((name) => name.endsWith('.node'))).toEqual(['/node_modules/better-sqlite3/prebuilds/linux-x64.node']);
  });

  it('contains nothing else: no sources, tests, tools or second Node', () => {
    const allowed = /^\/(package\.json|(out|out\/(main|preload|renderer)|migrations|node_modules|node_modules\/better-sqlite3)(\/.*)?)$/;
    expect(names.filter((name) => !allowed.test(name))).toEqual([]);
    expect(names.filter((name) => /\.(tsx?|map|c|cpp|gyp)$/.test(name))).toEqual([]);
  });

  it('contains neither the loopback host nor the command line', () => {
    const scripts = names.filter((name) => /^\/out\/main\/.*\.js$/.test(name));
    const text = scripts.map((name) => asar.extractFile(join(app, 'resources', 'app.asar'), name.slice(1)).toString('utf8')).join('\n');
    expect(text).toContain('src-main/hosts/electron/main.ts');
    expect(text).not.toMatch(/src-main\/hosts\/(loopback|node)\//);
    // It calls servers that hold backups, and is none itself.
    expect(text).not.toMatch(/\bcreateServer\b/);
  });

  it('lets no foreign code run in it', async () => {
    const wire = await getCurrentFuseWire(join(app, 'regulars'));
    const states = { [FuseV1Options.RunAsNode]: FuseState.DISABLE, [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE, [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE, [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE, [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE, [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE, [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE };
    expect(wire).toMatchObject(states);
  });

  it('carries only the languages it speaks', async () => {
    const { readdir } = await import('node:fs/promises');
    expect((await readdir(join(app, 'locales'))).sort()).toEqual(['en-US.pak', 'zh-CN.pak']);
    expect(await readFile(join(app, 'resources', 'app.asar'))).not.toHaveLength(0);
  });
});
