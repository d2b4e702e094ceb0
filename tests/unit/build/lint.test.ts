import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../build/paths.ts';

/** The project's own rules, tried on planted text. Rules that need types are off here: the planted files are in no project. */
const eslint = new ESLint({ cwd: projectRoot, overrideConfig: [{ files: ['**/*.ts', '**/*.tsx'], ...tseslint.configs.disableTypeChecked }] });

async function rulesBrokenBy(filePath: string, text: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

const core = 'src-main/core/changes/planted.ts';
const screen = 'src-renderer/features/customers/Planted.tsx';
const test = 'tests/unit/planted.test.ts';

describe('the lint rules', () => {
  it('accept sound code', async () => {
    expect(await rulesBrokenBy(core, 'export const later = (deps: { readonly now: () => number }): number => deps.now() + 1;\n')).toEqual([]);
  });

  it.each([
    ['no-restricted-properties', core, 'export const at = Date.now();'],
    ['no-restricted-syntax', core, 'export const at = new Date();'],
    ['no-restricted-properties', core, 'export const n = Math.random();'],
    ['no-restricted-properties', core, 'export const home = process.env;'],
    ['no-restricted-globals', core, 'console.log(1);'],
    ['no-restricted-globals', core, 'export const r = fetch;'],
    ['no-restricted-properties', 'shared/kernel/planted.ts', 'export const at = Date.now();'],
    ['no-restricted-syntax', core, 'declare const sql: { raw(s: string): string };\nexport const q = sql.raw("x");'],
    ['no-restricted-syntax', core, 'export const options = { verbose: 1 };'],
    ['no-restricted-syntax', core, 'declare const db: { serialize(): string };\nexport const copy = db.serialize();'],
    ['no-restricted-syntax', core, 'declare const db: { backup(to: string): string };\nexport const copy = db.backup("x");'],
    ['no-restricted-syntax', core, 'declare const db: { loadExtension(p: string): void };\ndb.loadExtension("x");'],
    ['no-restricted-syntax', core, 'export enum Kind { A }'],
    ['no-restricted-syntax', core, 'export default 1;'],
    ['@typescript-eslint/no-explicit-any', core, 'export const x: any = 1;'],
    ['no-restricted-globals', screen, 'localStorage.setItem("name", "x");'],
    ['no-restricted-properties', screen, 'window.sessionStorage.clear();'],
    ['react-hooks/rules-of-hooks', screen, "import { useState } from 'react';\nexport function Planted({ a }: { readonly a: boolean }) {\n  if (a) useState(1);\n  return null;\n}"],
    ['no-restricted-syntax', test, "import { it } from 'vitest';\nit.skip('x', () => undefined);"],
    ['no-restricted-syntax', test, "import { it } from 'vitest';\nit.only('x', () => undefined);"],
  ])('%s: catch the planted line in %s', async (rule, file, text) => {
    expect(await rulesBrokenBy(file, `${text}\n`)).toContain(rule);
  });
});
