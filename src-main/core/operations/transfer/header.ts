/**
 * Finds the row of headings: title rows and blank rows above it, two-row headings of
 * Chinese workbooks (a group over its parts), files without any.
 */
import { cleanLine } from '../../../../shared/kernel/text.ts';
import { cellText, isBlank, type Cell, type SourceRow } from './cells.ts';
import { looksLikePhone } from './phones.ts';
import { exactMeaning, headingKey } from './synonyms.ts';

export interface Header {
  /** Row number of the (last) row of headings; 0 when the file has none. */
  readonly row: number;
  /** One per column; columns without a heading get their letter. */
  readonly names: readonly string[];
}

interface RowLook {
  readonly row: SourceRow;
  readonly filled: number;
  readonly known: number;
  readonly dataLike: number;
  readonly distinct: boolean;
  readonly longest: number;
}

const LOOK_AT = 40;

/** Decides from the file's first rows. Pure; `rows` may hold blank rows. */
export function findHeader(rows: readonly SourceRow[]): Header {
  const looks = rows
    .filter((r) => r.cells.some((c) => !isBlank(c)))
    .slice(0, LOOK_AT)
    .map(lookAt);
  const width = widthOf(rows);
  const best = bestRow(looks, width);
  if (best === -1) return { row: 0, names: nameColumns([], width) };
  return headerFrom(looks, best, width);
}

/** The heading names when the user says which row they stand in (0 = none). */
export function headerAt(rows: readonly SourceRow[], row: number): Header {
  const width = widthOf(rows);
  const found = rows.find((r) => r.row === row);
  return {
    row: found ? row : 0,
    names: nameColumns(
      (found?.cells ?? []).map((c) => cleanLine(cellText(c))),
      width,
    ),
  };
}

/** `A`, `B`, … `Z`, `AA`: how spreadsheets name columns. */
export function columnLetters(index: number): string {
  let n = index + 1;
  let out = '';
  while (n > 0) {
    out = String.fromCharCode(65 + ((n - 1) % 26)) + out;
    n = Math.floor((n - 1) / 26);
  }
  return out;
}

function widthOf(rows: readonly SourceRow[]): number {
  let width = 0;
  for (const row of rows) for (let i = row.cells.length; i > width; i--) if (!isBlank(row.cells[i - 1])) width = i;
  return width;
}

function lookAt(row: SourceRow): RowLook {
  const texts = row.cells.map((c) => cleanLine(cellText(c)));
  const filled = texts.filter((t) => t !== '');
  return {
    row,
    filled: filled.length,
    known: filled.filter((t) => t.length <= 40 && exactMeaning(headingKey(t)) !== null).length,
    dataLike: row.cells.filter(looksLikeData).length,
    distinct: new Set(filled).size === filled.length,
    longest: Math.max(0, ...filled.map((t) => t.length)),
  };
}

function looksLikeData(cell: Cell): boolean {
  if (isBlank(cell)) return false;
  if (typeof cell !== 'string') return true;
  const text = cell.trim();
  return /^[\d\s.,:/\-+%¥$]+$/.test(text) || /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text) || looksLikePhone(text) || /^\d{4}年\d/.test(text);
}

function bestRow(looks: readonly RowLook[], width: number): number {
  let best = -1;
  let bestScore = 0;
  for (const [i, look] of looks.entries()) {
    const score = scoreOf(look, looks.slice(i + 1), width);
    if (score > bestScore + 0.001) [best, bestScore] = [i, score];
  }
  return best;
}

/** Known words count most; a row above data that has other looks in the same columns counts too. */
function scoreOf(look: RowLook, below: readonly RowLook[], width: number): number {
  if (look.dataLike > look.known || look.filled === 0) return 0;
  const share = look.filled / Math.max(1, width);
  if (look.known >= 2 || (look.known === 1 && share > 0.5)) return 10 * look.known - 5 * look.dataLike + share;
  const differs = below.slice(0, 10).some((b) => b.dataLike > 0 && b.filled >= look.filled - 1);
  if (look.dataLike === 0 && look.distinct && differs && share > 0.5 && look.longest <= 40) return 1 + share;
  // A lone known word above rows of its width: a list of names under 姓名.
  return look.known === 1 && width === 1 ? 5 : 0;
}

function headerFrom(looks: readonly RowLook[], at: number, width: number): Header {
  const top = looks[at];
  const sub = looks[at + 1];
  if (!top) return { row: 0, names: nameColumns([], width) };
  const topNames = top.row.cells.map((c) => cleanLine(cellText(c)));
  if (!sub || !isSecondHeading(topNames, sub)) {
    const above = looks[at - 1];
    const groups =
      above &&
      isSecondHeading(
        above.row.cells.map((c) => cleanLine(cellText(c))),
        top,
      )
        ? above
        : null;
    return { row: top.row.row, names: nameColumns(groups ? joinGroups(groups, top) : topNames, width) };
  }
  return { row: sub.row.row, names: nameColumns(joinGroups(top, sub), width) };
}

/** A second row of headings fills gaps of the first, has no data and mostly known words (or repeats of the first). */
function isSecondHeading(top: readonly string[], sub: RowLook): boolean {
  if (sub.dataLike > 0 || sub.known === 0 || top.filter((t) => t !== '').length < 2) return false;
  const names = sub.row.cells.map((c) => cleanLine(cellText(c)));
  const fillsGap = names.some((name, i) => name !== '' && (top[i] ?? '') === '');
  const fits = names.filter((name, i) => name !== '' && (exactMeaning(headingKey(name)) !== null || name === top[i])).length;
  return fillsGap && fits >= sub.filled / 2;
}

function joinGroups(top: RowLook, sub: RowLook): string[] {
  const length = Math.max(top.row.cells.length, sub.row.cells.length);
  return Array.from({ length }, (_, i) => {
    const lower = cleanLine(cellText(sub.row.cells[i]));
    return lower === '' ? cleanLine(cellText(top.row.cells[i])) : lower;
  });
}

/** Every column gets a name of its own: empty ones their letter, repeated ones a number. */
function nameColumns(names: readonly string[], width: number): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: Math.max(width, names.length) }, (_, i) => {
    const name = (names[i] ?? '').slice(0, 120) || columnLetters(i);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  });
}
