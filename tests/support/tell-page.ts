/**
 * What the pages of a failed journey showed, added to its last error: nobody can look into the browser of a CI machine afterwards.
 * A setup file of the project with the browser tests.
 */
import { afterEach } from 'vitest';
import { openPages, type OpenPage } from './browser.ts';

/** The end of what a long page showed says less than its beginning. */
const MAX_CHARS = 4_000;
const PATIENCE_MS = 5_000;

afterEach(async ({ task }) => {
  const error = task.result?.errors?.at(-1);
  if (!error) return;
  for (const one of openPages) error.message += `\n\n${await shown(one)}`;
});

async function shown({ page, problems }: OpenPage): Promise<string> {
  const seen = await page
    .locator('body')
    .ariaSnapshot({ timeout: PATIENCE_MS })
    .catch((cause: unknown) => `not to be seen: ${String(cause)}`);
  const heading = `--- ${page.url().replace(/^[^#]*/, '')} showed${problems.length > 0 ? `, after complaints (${problems.join('; ')})` : ''}:`;
  return `${heading}\n${seen.slice(0, MAX_CHARS)}\n---`;
}
