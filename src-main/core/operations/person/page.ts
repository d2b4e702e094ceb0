/** The readable form: one page without anything to fetch, which prints on A4. Every value is escaped; nothing in it runs. */

/** A table of the page; without rows it says so. */
export interface Part {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}
/** A text, or one that leads to a file beside the page. */
export type Cell = string | { readonly text: string; readonly href: string };

export interface PageWords {
  readonly language: string;
  readonly title: string;
  readonly made: string;
  readonly nothing: string;
  readonly foot: string;
}

const STYLE = `
@page { size: A4; margin: 16mm 14mm; }
* { box-sizing: border-box; }
body { max-width: 182mm; margin: 0 auto; padding: 8mm 0; color: #1d1d1b; background: #fff;
  font: 10.5pt/1.6 "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { margin: 0; font-size: 18pt; }
h2 { margin: 7mm 0 2mm; padding-bottom: 1mm; border-bottom: 1px solid #999; font-size: 12.5pt; break-after: avoid; }
p { margin: 1mm 0; color: #555; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 1.2mm 2mm 1.2mm 0; border-bottom: 1px solid #ddd; text-align: start; vertical-align: top; overflow-wrap: anywhere; white-space: pre-wrap; }
th { color: #555; font-weight: 600; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
td:first-child, th:first-child { width: 26%; }
`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITIES[c]!);

/** The whole page, part by part. */
export function* personPage(words: PageWords, parts: readonly Part[]): Generator<string> {
  yield `<!doctype html>\n<html lang="${safe(words.language)}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n`;
  yield `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n<title>${safe(words.title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n`;
  yield `<h1>${safe(words.title)}</h1>\n<p>${safe(words.made)}</p>\n`;
  for (const part of parts) yield* partOf(part, words.nothing);
  yield `<p>${safe(words.foot)}</p>\n</body>\n</html>\n`;
}

function* partOf({ title, headings, rows }: Part, nothing: string): Generator<string> {
  yield `<h2>${safe(title)}</h2>\n`;
  if (rows.length === 0) {
    yield `<p>${safe(nothing)}</p>\n`;
    return;
  }
  yield '<table>\n';
  if (headings.length > 0) yield `<thead><tr>${headings.map((text) => `<th scope="col">${safe(text)}</th>`).join('')}</tr></thead>\n`;
  yield '<tbody>\n';
  for (const row of rows) yield `<tr>${row.map(cell).join('')}</tr>\n`;
  yield '</tbody>\n</table>\n';
}

function cell(value: Cell): string {
  if (typeof value === 'string') return `<td>${safe(value)}</td>`;
  return `<td><a href="${safe(value.href.split('/').map(encodeURIComponent).join('/'))}">${safe(value.text)}</a></td>`;
}
