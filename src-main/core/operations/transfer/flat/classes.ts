/**
 * What kinds of characters a cell is made of, in one pass. The flat path of the import
 * takes only cells whose every character is of a known harmless kind; all others go the
 * careful way, so a character missing here costs time, never a wrong value.
 */
export const DIGIT = 1;
/** a–z, A–Z. */
export const LATIN = 2;
/** U+4E00–9FFF. */
export const HAN = 4;
export const SPACE = 8;
/** `.` `_` `-` `@`, the signs of addresses on the net. */
export const NET = 16;
/** Other ASCII signs without meaning for any reader. */
export const SIGN = 32;
/** Between several values of one cell, or after a label: `, ; | / :` and their wide twins. */
export const SEPARATOR = 64;
/** Everything else: quotes, control and invisible characters, other scripts, white space at an end or doubled. */
export const OTHER = 128;

const classes = new Uint8Array(65_536).fill(OTHER);
for (let unit = 0x4e00; unit <= 0x9fff; unit++) classes[unit] = HAN;
for (let unit = 0x30; unit <= 0x39; unit++) classes[unit] = DIGIT;
for (let unit = 0; unit < 26; unit++) classes[0x41 + unit] = classes[0x61 + unit] = LATIN;
classes[0x20] = SPACE;
const mark = (chars: string, kind: number): void => {
  for (const c of chars) classes[c.charCodeAt(0)] = kind;
};
mark('._-@', NET);
mark('()#&+=!?*%$<>[]~^', SIGN);
// Punctuation of Chinese addresses and company names.
mark('（）。·《》—【】', SIGN);
mark(',;|/:，；：、', SEPARATOR);

/** The kinds in a text, joined; `OTHER` when white space is at an end or doubled. 0 for an empty text. */
export function classesOf(text: string): number {
  const last = text.length - 1;
  let found = 0;
  let before = SPACE;
  for (let i = 0; i <= last; i++) {
    const kind = classes[text.charCodeAt(i)]!;
    // `before` begins as a space, so that one at the beginning counts as doubled.
    if ((kind & before & SPACE) !== 0) return OTHER;
    found |= kind;
    before = kind;
  }
  return before === SPACE && last >= 0 ? OTHER : found;
}
