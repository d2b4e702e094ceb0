import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { fromRoot } from './paths.ts';

type LayerConfig = {
  readonly forbidden: readonly (IForbiddenRuleType & { readonly name: string })[];
  readonly options: ICruiseOptions;
  readonly regulars: { readonly layers: readonly string[]; readonly orders: Readonly<Record<'domain' | 'features', readonly string[]>> };
};

export type Violation = { readonly rule: string; readonly from: string; readonly to: string };

const config = createRequire(import.meta.url)(fromRoot('.dependency-cruiser.cjs')) as LayerConfig;
const tops = ['shared', 'src-main', 'src-renderer', 'migrations', 'build', 'tests'];
const isSource = /\.(?:[cm]?[jt]sx?)$/;

/** The names of all rules, in the order of the config, and the one that this file adds. */
export const layerRuleNames: readonly string[] = [...config.forbidden.map((rule) => rule.name), 'every-file-has-a-layer'];

/** The folders of domain modules and of features, low to high: each builds on those before it. */
export const layerOrders = config.regulars.orders;

async function sourceFiles(root: string): Promise<readonly string[]> {
  const lists = await Promise.all(
    tops
      .filter((top) => existsSync(join(root, top)))
      .map((top) => readdir(join(root, top), { recursive: true }).then((names) => names.map((name) => join(top, name)))),
  );
  return lists
    .flat()
    .map((name) => name.split(sep).join('/'))
    .filter((name) => isSource.test(name) && !name.startsWith('tests/.output/'))
    .sort();
}

/**
 * Checks all source files under `root` against the layer rules. Fails closed: a file that belongs to no layer is a violation, and a
 * tree in which no file or no import was found throws, because then nothing was checked.
 */
export async function checkLayers(
  root: string,
): Promise<{ readonly violations: readonly Violation[]; readonly files: number; readonly imports: number }> {
  const files = await sourceFiles(root);
  const strays = files.filter((file) => !config.regulars.layers.some((layer) => new RegExp(layer).test(file)));
  const { output } = await cruise(files.slice(), {
    ...config.options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: config.forbidden.slice() },
  });
  const { summary, modules } = output as ICruiseResult;
  const seen = new Set(modules.map((module) => module.source));
  const unseen = files.filter((file) => !seen.has(file));
  if (files.length === 0 || summary.totalDependenciesCruised === 0) throw new Error(`No source files or no imports found in ${root}`);
  if (unseen.length > 0) throw new Error(`Files that were not examined: ${unseen.join(', ')}`);
  const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  for (const file of strays) violations.push({ rule: 'every-file-has-a-layer', from: file, to: file });
  return { violations, files: files.length, imports: summary.totalDependenciesCruised ?? 0 };
}
