import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly license: string;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** Not imported: tools started by their name, parts another package asks for, and what the next features are built on. */
const NOT_IMPORTED = new Set(['@testing-library/dom', '@vant/area-data', 'echarts', 'electron-builder', 'prettier', 'typescript', 'electron']);

const sources = globSync(['{shared,src-main,src-renderer,build,tests}/**/*.{ts,tsx,js,css}', '*.config.*', '.dependency-cruiser.cjs'], {
  cwd: root,
  exclude: ['tests/.output/**'],
}).map((file) => readFileSync(join(root, file), 'utf8'));

function imported(name: string): boolean {
  const quoted = new RegExp(`['"]${name.replaceAll('/', '\\/')}(?:\\/[^'"]*)?['"]`);
  return sources.some((text) => quoted.test(text));
}

describe('packages', () => {
  const names = Object.keys(manifest.devDependencies).filter((name) => !name.startsWith('@types/') && !NOT_IMPORTED.has(name));
  it.each(names)('%s is used by something', (name) => {
    expect(imported(name)).toBe(true);
  });

  it('lists no exception that is gone', () => {
    for (const name of NOT_IMPORTED) expect(manifest.devDependencies).toHaveProperty([name]);
  });

  it('are under the licence that lies beside them', () => {
    const text = readFileSync(join(root, 'LICENSE'), 'utf8');
    expect(manifest.license).toBe('MIT');
    expect(text).toMatch(/^MIT License\n\nCopyright \(c\) 2026 Regulars contributors\n/);
  });
});
