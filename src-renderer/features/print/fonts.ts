/**
 * The Chinese font of paper (Noto Sans SC, SIL OFL), brought along in some hundred small parts: a browser fetches those whose characters
 * are on the sheet. Static cuts, because PDF embeds them as fonts, while a variable font would become drawings.
 */
import ranges from '@fontsource/noto-sans-sc/unicode.json';

export const PAPER_FONT = 'Noto Sans SC Paper';

const files = import.meta.glob<string>(
  ['../../../node_modules/@fontsource/noto-sans-sc/files/*-{400,700}-normal.woff2', '!**/noto-sans-sc-chinese-simplified-*'],
  { query: '?url', import: 'default', eager: true, exhaustive: true },
);

let isThere = false;

/** Makes the font known to the page; nothing is fetched yet. */
export function addPaperFont(): void {
  if (isThere) return;
  isThere = true;
  for (const [path, url] of Object.entries(files)) {
    const [, part = '', weight = '400'] = /noto-sans-sc-([\w-]+?)-(400|700)-normal\.woff2$/.exec(path) ?? [];
    const unicodeRange = (ranges as Readonly<Record<string, string>>)[/^\d+$/.test(part) ? `[${part}]` : part];
    if (unicodeRange !== undefined) document.fonts.add(new FontFace(PAPER_FONT, `url(${url}) format('woff2')`, { weight, unicodeRange }));
  }
}

/** Resolves when the parts for these characters are there. */
export async function paperFontFor(text: string): Promise<void> {
  addPaperFont();
  await Promise.all(['400', '700'].map((weight) => document.fonts.load(`${weight} 12px "${PAPER_FONT}"`, text)));
  await document.fonts.ready;
}
