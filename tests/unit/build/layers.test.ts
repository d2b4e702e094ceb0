import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkLayers, layerOrders, layerRuleNames } from '../../../build/check-layers.ts';
import { fromRoot } from '../../../build/paths.ts';

const core = (path: string): string => `src-main/core/${path}`;

/** Each folder of an order imports the next one, the last a folder the order does not know. */
function orderPlants(what: 'domain' | 'features', folder: string): [string, readonly [string, string]][] {
  const order = layerOrders[what];
  const each = order.map((name, i): [string, readonly [string, string]] => [
    `${what}-order-${name}`,
    [`${folder}/${name}/a.ts`, `${folder}/${order[i + 1] ?? 'unheard-of'}/index.ts`],
  ]);
  return [...each, [`${what}-order-unknown`, [`${folder}/unheard-of/a.ts`, `${folder}/${order[0] ?? ''}/index.ts`]]];
}

/** For each rule one import that breaks it, as [importing file, imported file or package]. Both sides exist in the planted tree. */
const plants: Readonly<Record<string, readonly [string, string]>> = {
  resolvable: ['shared/kernel/a.ts', './missing.ts'],
  'shipped-code-imports-no-tests': ['shared/kernel/a.ts', 'tests/support/x.ts'],
  'shared-is-leaf': ['shared/kernel/a.ts', core('kernel/x.ts')],
  'shared-no-node': ['shared/kernel/a.ts', 'node:fs'],
  'shared-kernel-is-lowest': ['shared/kernel/a.ts', 'shared/modules/x.ts'],
  'shared-logic-knows-no-texts': ['shared/modules/a.ts', 'shared/i18n/x.ts'],
  'shared-modules-below-contract': ['shared/modules/a.ts', 'shared/contract/index.ts'],
  'renderer-only-shared': ['src-renderer/lib/a.ts', core('kernel/x.ts')],
  'renderer-no-node': ['src-renderer/ui/A.tsx', 'node:path'],
  'renderer-lib-is-lowest': ['src-renderer/lib/a.ts', 'src-renderer/ui/X.tsx'],
  'ui-knows-no-features': ['src-renderer/ui/A.tsx', 'src-renderer/features/lists/X.tsx'],
  'ui-fetches-no-data': ['src-renderer/ui/A.tsx', 'src-renderer/lib/api.ts'],
  'features-below-app': ['src-renderer/features/lists/a.ts', 'src-renderer/app/X.tsx'],
  'electron-only-in-electron-host': ['src-main/hosts/loopback/a.ts', 'electron'],
  'core-knows-no-host': [core('app/a.ts'), 'src-main/hosts/node/x.ts'],
  'core-process-knows-no-host': ['src-main/hosts/core-process.ts', 'src-main/hosts/electron/x.ts'],
  'electron-host-stands-alone': ['src-main/hosts/electron/a.ts', 'src-main/hosts/loopback/x.ts'],
  'loopback-host-stands-alone': ['src-main/hosts/loopback/a.ts', 'src-main/hosts/node/x.ts'],
  'node-host-without-electron': ['src-main/hosts/node/a.ts', 'src-main/hosts/electron/x.ts'],
  'main-side-draws-nothing': [core('app/a.ts'), 'src-renderer/lib/x.ts'],
  'core-tier-kernel': [core('kernel/a.ts'), core('vault/x.ts')],
  'core-tier-vault': [core('vault/a.ts'), core('database/x.ts')],
  'core-tier-database': [core('database/a.ts'), core('changes/x.ts')],
  'core-tier-access': [core('access/a.ts'), core('changes/x.ts')],
  'core-tier-changes': [core('changes/a.ts'), core('derived/x.ts')],
  'core-tier-derived': [core('derived/a.ts'), core('domain/customers/index.ts')],
  'core-tier-domain': [core('domain/customers/a.ts'), core('operations/transfer/x.ts')],
  'core-tier-operations': [core('operations/transfer/a.ts'), core('jobs/x.ts')],
  'core-tier-jobs': [core('jobs/a.ts'), core('app/x.ts')],
  'domain-via-index-only': [core('domain/orders/a.ts'), core('domain/customers/customers.rules.ts')],
  'domain-common-is-lowest': [core('domain/context.ts'), core('domain/customers/index.ts')],
  ...Object.fromEntries([...orderPlants('domain', core('domain')), ...orderPlants('features', 'src-renderer/features')]),
  'only-repos-touch-tables': [core('domain/customers/customers.service.ts'), core('database/schema/customers.ts')],
  'only-repos-query': [core('domain/customers/customers.service.ts'), 'drizzle-orm'],
  'owner-of-better-sqlite3': [core('changes/a.ts'), 'better-sqlite3'],
  'owner-of-libsodium-wrappers-sumo': [core('changes/a.ts'), 'libsodium-wrappers-sumo'],
  'owner-of-libphonenumber-js': ['src-renderer/lib/a.ts', 'libphonenumber-js/max'],
  'owner-of-lunar-typescript': [core('domain/customers/a.ts'), 'lunar-typescript'],
  'owner-of-pinyin-pro': [core('domain/customers/a.ts'), 'pinyin-pro'],
  'owner-of-csv-parse': [core('kernel/a.ts'), 'csv-parse'],
  'owner-of-csv-stringify': [core('kernel/a.ts'), 'csv-stringify'],
  'owner-of-iconv-lite': [core('kernel/a.ts'), 'iconv-lite'],
  'owner-of-hucre': [core('kernel/a.ts'), 'hucre'],
  'owner-of-ical.js': [core('kernel/a.ts'), 'ical.js'],
  'owner-of-webdav': [core('operations/backup/a.ts'), 'webdav'],
  'owner-of-s3mini': [core('operations/backup/drivers/index.ts'), 's3mini'],
  'owner-of-echarts': ['src-renderer/features/lists/a.ts', 'echarts/core'],
  'owner-of-qrcode': ['src-renderer/features/lists/a.ts', 'qrcode'],
};

const roots: string[] = [];
afterEach(() => Promise.all(roots.splice(0).map((root) => rm(root, { recursive: true, force: true }))));

async function plant(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'layers-'));
  roots.push(root);
  await symlink(fromRoot('node_modules'), join(root, 'node_modules'), 'junction');
  const sound = {
    'shared/kernel/sound.ts': 'export const sound = 1;',
    'shared/modules/sound.ts': "import { sound } from '../kernel/sound.ts';\nexport const copy = sound;",
  };
  for (const [file, text] of Object.entries({ ...sound, ...files })) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return root;
}

const isOurs = (target: string): boolean => /^(shared|src-main|src-renderer|tests|build)\//.test(target);
const importOf = (from: string, to: string): string => {
  if (!isOurs(to)) return to;
  const path = relative(dirname(from), to).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
};

async function rulesBrokenBy(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { violations } = await checkLayers(await plant(files));
  return violations.map((violation) => violation.rule);
}

describe('the layer rules', () => {
  it('accept a sound tree', async () => {
    expect(await rulesBrokenBy({})).toEqual([]);
  });

  it.each(Object.entries(plants))('%s: catch the planted import', async (rule, [from, to]) => {
    const target = isOurs(to) ? { [to]: 'export const planted = 1;' } : {};
    expect(
      await rulesBrokenBy({ ...target, [from]: `import * as planted from '${importOf(from, to)}';\nexport const used = planted;` }),
    ).toContain(rule);
  });

  it('let every domain module use what they share', async () => {
    const files = {
      [core('domain/context.ts')]: 'export const shared = 1;',
      [core('domain/customers/a.ts')]: "export { shared } from '../context.ts';",
    };
    expect(await rulesBrokenBy(files)).toEqual([]);
  });

  it('no-cycles: catch two files that import each other, by types alone too', async () => {
    const files = {
      'shared/kernel/a.ts': "import type { B } from './b.ts';\nexport type A = B | 1;",
      'shared/kernel/b.ts': "import type { A } from './a.ts';\nexport type B = A | 2;",
    };
    expect(await rulesBrokenBy(files)).toContain('no-cycles');
  });

  it('catch a type-only import as they catch any other', async () => {
    const files = {
      'shared/kernel/a.ts': "import type { X } from '../../src-main/core/kernel/x.ts';\nexport type A = X;",
      'src-main/core/kernel/x.ts': 'export type X = 1;',
    };
    expect(await rulesBrokenBy(files)).toContain('shared-is-leaf');
  });

  it.each(['src-main/helpers/x.ts', 'src-main/core/extra/x.ts', 'shared/x.ts', 'src-renderer/x.tsx', 'tests/misc/x.ts'])(
    'every-file-has-a-layer: catch %s',
    async (stray) => {
      expect(await rulesBrokenBy({ [stray]: 'export {};' })).toEqual(['every-file-has-a-layer']);
    },
  );

  it('refuse a tree in which nothing was checked', async () => {
    const root = await mkdtemp(join(tmpdir(), 'layers-'));
    roots.push(root);
    await expect(checkLayers(root)).rejects.toThrow('No source files');
  });

  it('are all tried here', () => {
    const tried = [...Object.keys(plants), 'no-cycles', 'every-file-has-a-layer'];
    expect([...layerRuleNames].sort()).toEqual(tried.sort());
  });
});
