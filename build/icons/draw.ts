import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { fromRoot } from '../paths.ts';

/** Draws icon.png from icon.html with the given Chromium: `node build/icons/draw.ts PATH`. The packager makes the other formats of it. */
const browser = await chromium.launch({ executablePath: process.argv[2] ?? '', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1024, height: 1024 } });
await page.goto(pathToFileURL(fromRoot('build/icons/icon.html')).href);
await page.screenshot({ path: fromRoot('build/icons/icon.png'), omitBackground: true });
await browser.close();
