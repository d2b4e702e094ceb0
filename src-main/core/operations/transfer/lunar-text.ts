/** Lunar dates in words: 正月初一, 腊月廿三, 闰六月十五, 1990年八月十五, 八月15. */
export interface LunarText {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
  readonly leap: boolean;
}

const DIGITS = '〇一二三四五六七八九十';
const MONTH_NAMES: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12, 臘: 12, 十一: 11, 十二: 12 };

/** True for words that only the lunar calendar uses. */
export function hasLunarWord(text: string): boolean {
  return /正月|冬月|腊月|臘月|闰|閏|初[一二三四五六七八九十\d]|廿|卅|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年/.test(text);
}

/** 一 … 三十, 廿三, 卅; `null` for anything else. */
export function chineseNumber(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const word = text.replace(/^初/, '');
  if (word === '卅') return 30;
  const scores = /^(?:(廿)|([二三])?(十)?)([一二三四五六七八九])?$/.exec(word);
  if (!scores || word === '') return null;
  const ones = scores[4] === undefined ? 0 : DIGITS.indexOf(scores[4]);
  if (scores[1] !== undefined) return 20 + ones;
  if (scores[3] === undefined) {
    const plain = scores[2] === undefined ? ones : DIGITS.indexOf(scores[2]);
    return scores[2] !== undefined && scores[4] !== undefined ? null : plain;
  }
  return (scores[2] === undefined ? 10 : DIGITS.indexOf(scores[2]) * 10) + ones;
}

/** 正 → 1, 腊 → 12, 八 → 8, 10 → 10; `null` for anything else. */
export function lunarMonth(text: string): number | null {
  const named = MONTH_NAMES[text];
  if (named !== undefined) return named;
  const n = chineseNumber(text);
  return n !== null && n >= 1 && n <= 12 ? n : null;
}

/** Reads a lunar date; the caller checks that the day exists in its year. */
export function readLunar(text: string): LunarText | null {
  const tidy = text
    .replace(/\s+/g, '')
    .replace(/[生日]+$/, '')
    .replace(/[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年/, '');
  const found =
    /^(?:([\d〇零一二三四五六七八九]{4})[年\-/.])?([闰閏])?([正冬腊臘一二三四五六七八九十]{1,2}|\d{1,2})[月\-/.]((?:初|廿|卅)?[一二三四五六七八九十\d]{0,3})[日号]?$/.exec(
      tidy,
    );
  if (!found) return null;
  const month = lunarMonth(found[3] ?? '');
  const day = chineseNumber(found[4] ?? '');
  if (month === null || day === null || day < 1) return null;
  return { year: found[1] === undefined ? null : yearNumber(found[1]), month, day, leap: found[2] !== undefined };
}

function yearNumber(text: string): number {
  let year = 0;
  for (const c of text) year = year * 10 + (c === '零' ? 0 : /\d/.test(c) ? Number(c) : DIGITS.indexOf(c));
  return year;
}
