/** What makes a cell plain: one that is kept as it stands. */
import { daysInSolarMonth } from '../../../../../shared/kernel/partial-date.ts';
import { classesOf, DIGIT, HAN, LATIN, NET, SEPARATOR, SIGN, SPACE } from './classes.ts';
import type { FlatRow } from './row.ts';

/** Puts a plain cell into the row; false when it is not plain. */
export type Take = (row: FlatRow, text: string) => boolean;

/** Letters and digits: a text without any says nothing. */
export const WORD = DIGIT | LATIN | HAN;
const PLACEHOLDER = /^(?:无|暂无|没有|未知|不详|空|n\/?a|none|null|nil|undefined)$/i;

/** A text that is kept as it stands and says something. */
export function isPlain(text: string, allowed: number): boolean {
  const kinds = classesOf(text);
  return (kinds & ~allowed) === 0 && (kinds & WORD) !== 0 && !(text.length <= 9 && PLACEHOLDER.test(text));
}

/** Everything without a meaning of its own in a text. */
export const ANY = DIGIT | LATIN | HAN | SPACE | NET | SIGN | SEPARATOR;
/** `YYYY-MM-DD` of a day that exists, in the years the careful reader takes. */
export function isIsoDay(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d) return false;
  const digit = (i: number) => text.charCodeAt(i) - 0x30;
  for (let i = 0; i < 10; i++) if (i !== 4 && i !== 7 && (digit(i) < 0 || digit(i) > 9)) return false;
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const month = digit(5) * 10 + digit(6);
  const day = digit(8) * 10 + digit(9);
  return year >= 1800 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInSolarMonth(year, month);
}
