/** What must hold on every screen and dialog: no serious obstacle for a reader or a keyboard, and no word of the other language. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../shared/i18n/index.ts';
import type { App } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { overflowing } from '../support/overflowing.ts';
import { walkScreens } from '../support/screens.ts';

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Colours on their way to others are not what is judged. */
async function settled({ page }: App): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(() => {
    const passing = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    return Promise.all(passing.map((animation) => animation.finished.catch(() => undefined))).then(() => undefined);
  });
}

/** Serious and critical violations, one line each. */
async function obstacles({ page }: App): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(() => (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ resultTypes: ['violations'] }));
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary?.split('\n').slice(1, 3).join(' ').trim() ?? ''}`));
}

/** Everything the screen says: texts, and what a reader says for controls. What is typed letter by letter (commands, addresses) is of no language. */
async function sayings({ page }: App): Promise<string[]> {
  return page.evaluate(() => {
    const said: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest('script, style, code') === null) said.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('*')) {
      for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-valuetext', 'aria-description']) said.push(element.getAttribute(name) ?? '');
    }
    return said.map((text) => text.trim()).filter((text) => text !== '');
  });
}

/** What stands wrong: what goes by itself within a moment was a list or a tip on its way out, which no user meets. */
async function wrongs(language: 'zh-CN' | 'en', app: App): Promise<string[]> {
  let wrong: string[] = [];
  for (let look = 0; look < 3; look += 1) {
    if (look > 0) await app.page.waitForTimeout(700);
    await settled(app);
    wrong = [...strange(language, await sayings(app)), ...(await overflowing(app)), ...(await obstacles(app))];
    if (wrong.length === 0) break;
  }
  return wrong;
}

/** `customers.title` where its text should stand; names of files are no keys. */
const RAW_KEY = new RegExp(`\\b(?:${Object.keys(texts.en).join('|')})\\.(?!csv\\b|xlsx\\b)[a-z]\\w*`);
const HAN = /\p{Script=Han}/u;
const ENGLISH = /[a-z]{3,} [a-z]{3,}/i;
/** Said in their own language on purpose. */
const OWN_NAMES = new Set(['中文', 'English', 'Switch to English', '切换到中文']);
/** Data of the walk, not words of the program. */
const DATA = new Set(['wang xiao ming']);

function strange(language: 'zh-CN' | 'en', said: readonly string[]): string[] {
  return said.filter((text) => {
    if (OWN_NAMES.has(text) || DATA.has(text)) return false;
    if (RAW_KEY.test(text) || text.includes('{{') || text.includes('undefined') || text.includes('[object')) return true;
    return language === 'en' ? HAN.test(text) : ENGLISH.test(text);
  });
}

describe.each([
  { language: 'en', theme: 'light' },
  { language: 'zh-CN', theme: 'dark' },
  { language: 'zh-CN', theme: 'contrast' },
] as const)('every screen in $language, $theme', ({ language, theme }) => {
  it('has no serious obstacle and speaks one language', { timeout: 500_000 }, async () => {
    const found: Record<string, readonly string[]> = {};
    await walkScreens(browser, { language, prefs: { theme } }, async (app, name) => {
      const wrong = await wrongs(language, app);
      if (wrong.length > 0) found[name] = [...new Set(wrong)].slice(0, 12);
    });
    expect(found).toEqual({});
  });
});
