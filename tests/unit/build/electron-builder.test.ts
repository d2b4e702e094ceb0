import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromRoot } from '../../../build/paths.ts';

type Config = { readonly [key: string]: unknown; readonly electronFuses?: Readonly<Record<string, boolean>> };
type ConfigModule = { readonly validateConfiguration: (config: Config, log: { readonly isEnabled: boolean; add(): void }) => Promise<void> };

const require = createRequire(import.meta.url);
const builder = createRequire(require.resolve('electron-builder'));
const internals = dirname(builder.resolve('app-builder-lib'));
const { validateConfiguration } = builder(join(internals, 'util/config/config.js')) as ConfigModule;
const { load } = createRequire(join(internals, 'index.js'))('js-yaml') as { readonly load: (text: string) => unknown };

const readConfig = async (): Promise<Config> => load(await readFile(fromRoot('electron-builder.yml'), 'utf8')) as Config;
const validate = (config: Config): Promise<void> => validateConfiguration(config, { isEnabled: false, add: () => undefined });

describe('electron-builder.yml', () => {
  it('is accepted by the packager', async () => {
    await expect(validate(await readConfig())).resolves.toBeUndefined();
  });

  it('would be refused with an unknown key, so the check above can fail', async () => {
    await expect(validate({ ...(await readConfig()), asarUnpak: [] })).rejects.toThrow('asarUnpak');
  });

  it('builds an installer for each of the three systems', async () => {
    const { win, mac, linux } = (await readConfig()) as Record<string, { readonly target: readonly { readonly target: string }[] }>;
    expect([win, mac, linux].map((system) => system?.target.map(({ target }) => target))).toEqual([['nsis'], ['dmg'], ['AppImage', 'deb']]);
  });

  it('sets every fuse that decides whether foreign code can run in the app', async () => {
    expect((await readConfig()).electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
