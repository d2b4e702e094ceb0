/** Which cell styles of a workbook show dates or times. ECMA-376 part 1, 18.8.30 (number formats). */
import { attribute, createXmlScanner } from './xml-scan.ts';

export type NumberLook = 'number' | 'date' | 'time';

/** Date formats every Excel has built in, the Chinese, Japanese and Korean ones included. */
function builtInLook(id: number): NumberLook {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58)
    return 'date';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56) return 'time';
  return 'number';
}

/** Reads a format text: literals, colours and escapes aside, does it show years, months or days, or only a time? */
export function formatLook(code: string): NumberLook {
  const first = code.split(';')[0] ?? '';
  const elapsed = /\[(?:h+|m+|s+)\]/i.test(first);
  const bare = first
    .replace(/"[^"]*"?/g, '')
    .replace(/\\.|_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/AM\/PM|A\/P|上午\/下午|General|G\/通用格式/gi, '')
    .toLowerCase();
  if (elapsed) return 'time';
  if (/[yde]/.test(bare) && !/[#0?]/.test(bare.replace(/e[+-]/g, '0').replace(/s\.0+/g, ''))) return 'date';
  if (/[hs]/.test(bare)) return 'time';
  return /m/.test(bare) && !/[#0?]/.test(bare) ? 'date' : 'number';
}

/** The look of each cell style index, from `xl/styles.xml`. */
export function readStyleLooks(xml: string): readonly NumberLook[] {
  const custom = new Map<number, NumberLook>();
  const looks: NumberLook[] = [];
  let inCellStyles = false;
  const scanner = createXmlScanner({
    open(name, attributes, selfClosing) {
      if (name === 'cellXfs') inCellStyles = !selfClosing;
      if (name === 'numFmt') custom.set(Number(attribute(attributes, 'numFmtId')), formatLook(attribute(attributes, 'formatCode') ?? ''));
      if (name === 'xf' && inCellStyles) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        looks.push(custom.get(id) ?? builtInLook(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
    text: () => undefined,
  });
  scanner.push(xml, true);
  return looks;
}

const DAY_MS = 86_400_000;

/**
 * The civil date and time of an Excel serial number; `null` outside 1900–9999. The 1900
 * system counts a 29 February 1900 that never was, the 1904 system starts on 1 January 1904.
 */
export function serialToDate(serial: number, is1904: boolean): { date: string | null; time?: string } | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return null;
  // Rounded to the second: 0.1 s of floating-point dust must not move a date.
  const seconds = Math.round((serial % 1) * 86_400);
  const days = Math.floor(serial) + (seconds === 86_400 ? 1 : 0);
  const time = clock(seconds % 86_400);
  if (days === 0 && !is1904) return time === null ? { date: null } : { date: null, time };
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const at = new Date(epoch + days * DAY_MS);
  if (at.getUTCFullYear() > 9999) return null;
  const date = at.toISOString().slice(0, 10);
  return time === null ? { date } : { date, time };
}

function clock(seconds: number): string | null {
  if (seconds === 0) return null;
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
