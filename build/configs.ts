import { builtinModules } from 'node:module';
import { existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { bundledLicenses } from './licenses.ts';
import { moduleUrls } from './module-urls.ts';
import { fromRoot, projectRoot } from './paths.ts';
import { silentIcons } from './silent-icons.ts';

/** Chromium of the oldest Electron we ship with; the loopback host is for browsers of the same age or newer. */
const browserTarget = 'chrome140';
/** Loaded from node_modules at run time: Electron itself, and the one native module. */
const neverBundled = ['electron', 'better-sqlite3'];
const nodeBuiltins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

const common = { configFile: false, root: projectRoot, logLevel: 'warn', publicDir: false } as const satisfies InlineConfig;

/**
 * The window: static files in out/renderer. Nothing is inlined as `data:` and no script is written into the page, because the
 * content security policy allows neither; pages are loaded when first opened.
 */
export function rendererConfig(): InlineConfig {
  return {
    ...common,
    root: fromRoot('src-renderer'),
    base: './',
    cacheDir: fromRoot('node_modules/.cache/vite'),
    plugins: [react(), silentIcons(), bundledLicenses()],
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    build: {
      outDir: fromRoot('out/renderer'),
      emptyOutDir: true,
      target: browserTarget,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input: fromRoot('src-renderer/index.html') },
    },
  };
}

/** The processes outside the window. `index` is what Electron starts; the others are started by it or by each other. */
export function mainEntries(): Readonly<Record<string, string>> {
  const wanted = {
    index: fromRoot('src-main/hosts/electron/main.ts'),
    'core-process': fromRoot('src-main/hosts/core-process.ts'),
    'job-worker': fromRoot('src-main/core/jobs/job-worker.ts'),
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, file]) => existsSync(file)));
}

/** Electron's main process, the core process and the workers: ES modules, flat in out/main, so that they find each other by name. */
export function mainConfig(): InlineConfig {
  const outDir = fromRoot('out/main');
  const entries = mainEntries();
  return {
    ...common,
    plugins: [moduleUrls(outDir, entries), bundledLicenses()],
    ssr: { noExternal: true, external: neverBundled, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: entries,
        external: [...neverBundled, ...nodeBuiltins],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  };
}

/** The preload script: one CommonJS file, the only form Electron's sandbox loads. */
export function preloadConfig(): InlineConfig {
  return {
    ...common,
    ssr: { noExternal: true, external: neverBundled, target: 'node' },
    build: {
      ssr: true,
      outDir: fromRoot('out/preload'),
      emptyOutDir: true,
      target: browserTarget,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { preload: fromRoot('src-main/hosts/electron/preload.ts') },
        external: neverBundled,
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  };
}
