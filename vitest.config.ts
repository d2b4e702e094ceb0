import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Four projects, run by one `npm test`: plain code under Node, screens under jsdom, the real thing in a real browser, and the
 * long fault-injection runs. Projects with a higher `groupOrder` start when the lower ones have ended, so that browsers and
 * killed processes never compete with each other or with unit tests for the machine. (Not 0: vitest runs a group 0 of one worker
 * last.)
 */
const nodeTests = ['tests/unit/**', 'tests/i18n/**', 'tests/contract/**', 'tests/property/**', 'tests/migrations/**', 'tests/security/**'];

export default defineConfig({
  test: {
    reporters: process.env.CI === undefined ? ['default'] : ['default', ['json', { outputFile: 'tests/.output/vitest.json' }]],
    exclude: [...configDefaults.exclude, 'out/**', 'dist/**'],
    // What strips the types of the core keeps its work: every process and worker that a test starts loads some 500 files.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('tests/.output/compile-cache', import.meta.url)) },
    passWithNoTests: false,
    allowOnly: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          pool: 'forks',
          include: nodeTests.map((glob) => `${glob}/*.test.ts`),
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          pool: 'forks',
          include: ['tests/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/renderer-setup.ts'],
          testTimeout: 60_000,
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          pool: 'forks',
          include: ['tests/hosts/**/*.test.ts', 'tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/build-once.ts'],
          setupFiles: ['tests/support/tell-page.ts'],
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // A browser on a busy machine may miss a moment, and a busy moment may last; a fault shows every time. Each failure says what
          // the page showed. Tests of lost data are never repeated.
          retry: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'reliability',
          environment: 'node',
          pool: 'forks',
          include: ['tests/reliability/**/*.test.ts'],
          globalSetup: ['tests/reliability/lib/build-children.ts', 'tests/reliability/lib/quick-disk.ts'],
          maxWorkers: 2,
          testTimeout: 2_400_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
