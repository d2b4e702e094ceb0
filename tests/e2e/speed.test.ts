/**
 * How it feels with 100,000 customers: key press to rows on screen, and frames while scrolling. What is measured, and from where to
 * where, is written in support/window-speed.ts; the project's bar (rows on screen within 16 ms for 95 of 100 keys, no task of the
 * page's main thread over 16 ms) stands beside the figures in bench/RESULTS.md (`npm run bench -- --only p-window`). Here the
 * figures are printed and the limits are ratios, so that a slow or busy machine does not fail.
 */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGenerator, HEADINGS } from '../bench/generate.ts';
import { startApp, until, type App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { frameTimes, keyTimes, longestTask, prepareWatch } from '../support/window-speed.ts';

const CUSTOMERS = 100_000;
let browser: Browser;
let app: App;
let folder = '';
let count = 0;
beforeAll(async () => {
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'regulars-speed-'));
  const file = join(folder, 'customers.csv');
  await writeCustomers(file);
  app = await startApp(browser, { size: { width: 1440, height: 900 } });
  await importAll(app, file);
  // A few of the generated rows are duplicates on purpose.
  count = (await app.call('customers.list', { limit: 1 })).total;
  expect(count).toBeGreaterThan(CUSTOMERS * 0.9);
  await prepareWatch(app.page);
  await until(() => app.page.locator('.page-count').textContent(), count.toLocaleString('zh-CN'));
}, 300_000);
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function writeCustomers(path: string): Promise<void> {
  const out = createWriteStream(path);
  const generator = createGenerator(7);
  out.write(`${HEADINGS.join(',')}\n`);
  for (let row = 0; row < CUSTOMERS; row += 1) {
    if (!out.write(`${generator.next().map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

async function importAll({ call, file }: App, path: string): Promise<void> {
  const token = file(path);
  const { columns } = await call('import.inspect', { file: token });
  const { jobId } = await call('import.start', { file: token, mapping: { columns: columns.map((column) => column.target) }, onMatch: 'skip', possibleDuplicates: 'create' });
  const deadline = Date.now() + 240_000;
  for (;;) {
    const job = await call('jobs.get', { jobId });
    if (job.state === 'done') return;
    if (job.state !== 'running' || Date.now() > deadline) throw new Error(`the import of the test's customers ended as ${job.state}: ${JSON.stringify(job.error)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const ms = (value: number): string => `${value.toFixed(1)} ms`;

/** Gaps between frames while `act` runs, in milliseconds. */
async function frames(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const state = { gaps: [] as number[], running: true };
    Object.assign(globalThis, { frameWatch: state });
    let last = performance.now();
    const step = (): void => {
      const now = performance.now();
      state.gaps.push(now - last);
      last = now;
      if (state.running) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  await act();
  const gaps = await page.evaluate(() => {
    const { frameWatch } = globalThis as unknown as { frameWatch: { gaps: number[]; running: boolean } };
    frameWatch.running = false;
    return frameWatch.gaps;
  });
  return gaps.slice(1).sort((a, b) => a - b);
}

/** A window with nothing in it: what this machine can do at best. */
async function emptyFrames(): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.setContent('<main>nothing</main>');
  const gaps = await frames(page, () => page.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve, 1_000))));
  await context.close();
  return gaps;
}

describe(`${CUSTOMERS.toLocaleString('en')} customers`, () => {
  it('answer every key press and scroll without holding the window', async () => {
    const empty = await emptyFrames();
    const frame = at(empty, 0.5);
    const cdp = await app.context.newCDPSession(app.page);
    const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
    await keyTimes(app.page);
    const keys = await keyTimes(app.page);
    const rows = sorted(keys.map(({ rowsMs }) => rowsMs));
    const typing = sorted(keys.map(({ workMs }) => workMs));
    const drawn = sorted(await frameTimes(app.page, cdp));
    await app.search('');
    await app.page.locator('[data-row="15"]').waitFor({ state: 'attached' });
    await app.page.mouse.move(800, 500);
    const wheel = async (): Promise<void> => {
      for (let step = 0; step < 60; step += 1) await app.page.mouse.wheel(0, step < 30 ? 900 : 12_000);
    };
    const scrolling = await frames(app.page, wheel);
    await app.page.locator('[role="grid"]').evaluate((grid) => (grid.scrollTop = 0));
    const task = await longestTask(cdp, wheel);
    const jump = await frames(app.page, async () => {
      for (const share of [0.9, 0.1, 0.5, 1]) {
        await app.page.locator('[role="grid"]').evaluate((grid, part) => (grid.scrollTop = grid.scrollHeight * part), share);
        await until(() => app.page.locator('.grid-wait').count(), 0);
      }
    });
    await until(() => app.page.locator(`[data-row="${count - 1}"]`).count(), 1);
    process.stdout.write(
      [
        '',
        `empty window: frame p50 ${ms(frame)}, longest ${ms(empty.at(-1) ?? 0)}`,
        `key press → rows in the document (${rows.length} presses): p50 ${ms(at(rows, 0.5))}, p95 ${ms(at(rows, 0.95))}, longest ${ms(rows.at(-1) ?? 0)}`,
        `key press → rows on screen, without the wait for the display's clock: p50 ${ms(at(typing, 0.5))}, p95 ${ms(at(typing, 0.95))}, longest ${ms(typing.at(-1) ?? 0)}`,
        `key press → first frame drawn, that wait included: p50 ${ms(at(drawn, 0.5))}, p95 ${ms(at(drawn, 0.95))}`,
        `scrolling: frame p50 ${ms(at(scrolling, 0.5))}, p95 ${ms(at(scrolling, 0.95))}, longest ${ms(scrolling.at(-1) ?? 0)} (${scrolling.length} frames), longest task ${ms(task.clockMs)}, ${ms(task.threadMs)} of its own`,
        `jumping: frame p50 ${ms(at(jump, 0.5))}, p95 ${ms(at(jump, 0.95))}, longest ${ms(jump.at(-1) ?? 0)} (${jump.length} frames)`,
        '',
      ].join('\n'),
    );
    expect(typing.length).toBeGreaterThanOrEqual(60);
    // Loose on purpose: other work on the machine stretches single frames. The bench has the exact figures.
    expect(at(typing, 0.5)).toBeLessThan(frame * 8);
    expect(at(typing, 0.95)).toBeLessThan(frame * 25);
    expect(at(scrolling, 0.95)).toBeLessThan(frame * 12);
    await app.end();
  }, 240_000);
});
