/**
 * How hard a passphrase is to guess, for shop owners rather than for experts: an estimate
 * of the guesses an attacker needs who tries common words, dates, phone numbers and
 * keyboard runs first. It reads the text as pieces (known word, run, date, phone, repeat,
 * the rest) and adds up bits per piece.
 *
 * The bar is 8 characters (a Chinese character counts as two) and score 2, about 2^30
 * guesses. With the slow key derivation (Argon2id, 64 MiB × 3) that is years on one
 * machine, and low enough that people do not write it on the monitor. Backups, which
 * others may hold, get a slot several times as costly.
 */
export type PassphraseReason = 'tooShort' | 'common' | 'sequence' | 'keyboard' | 'repeat' | 'date' | 'phone' | 'bookName' | 'tooSimple';

export interface PassphraseStrength {
  /** 0 hopeless, 1 weak, 2 acceptable, 3 good, 4 excellent. */
  readonly score: 0 | 1 | 2 | 3 | 4;
  /** What to tell the person, most useful first; may be filled even when accepted. */
  readonly reasons: readonly PassphraseReason[];
  readonly bits: number;
}

export const MIN_PASSPHRASE_LENGTH = 8;
export const MIN_PASSPHRASE_SCORE = 2;
export const MAX_PASSPHRASE_LENGTH = 1024;

interface Piece {
  readonly length: number;
  readonly bits: number;
  readonly reason?: PassphraseReason;
}

/** Words and numbers people really choose: international lists, and Chinese phrases, pinyin and lucky numbers. */
const COMMON = (
  'password passw0rd passwd p@ssw0rd p@ssword qwerty admin administrator root welcome letmein login master dragon monkey ' +
  'shadow sunshine princess football baseball iloveyou superman batman michael charlie freedom whatever trustno1 starwars ' +
  'hello secret abc123 access flower hottie loveme pokemon computer internet service shop store customer customers manager ' +
  'boss company office secure changeme default guest test tester user money lucky summer winter spring autumn china beijing ' +
  'shanghai guangzhou shenzhen hangzhou chengdu wuhan taiwan hongkong woaini woaini1314 woaiwojia aini1314 zhongguo mima mima123 ' +
  'wodemima laoban gongsi dianpu kehu huiyuan gongxifacai facai shunli xingfu kuaile baobei laogong laopo mama baba nihao ' +
  'wang zhang zhao chen yang huang zhou regulars 5201314 1314520 1314521 52013145 7758521 7758258 520520 521521 168168 ' +
  '888888 666666 123123 112233 11223344 147258 147258369 159753 159357 789456 789456123 741852 741852963 a1b2c3 q1w2e3 ' +
  '1q2w3e 1q2w3e4r 1qaz2wsx zaq12wsx qazwsx qwe123 asd123 zxc123 ' +
  '我爱你 我爱我家 我的密码 密码 客户 老板 公司 店铺 会员 熟客 客户簿 恭喜发财 大吉大利 万事如意 身体健康 生日快乐 新年快乐 一帆风顺 ' +
  '心想事成 财源广进 生意兴隆 年年有余 吉祥如意 步步高升 马到成功 平安 幸福 快乐 宝贝 老婆 老公 妈妈 爸爸 你好 中国 北京 上海 广州 深圳 ' +
  '中华人民共和国 天天向上 好好学习 开门大吉 招财进宝 床前明月光 疑是地上霜 一生一世 天长地久'
).split(' ');
const COMMON_SET = new Set(COMMON);
const COMMON_LONGEST = Math.max(...COMMON.map((word) => word.length));

const KEYBOARD = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  '!@#$%^&*()',
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
  'qaz',
  'wsx',
  'edc',
  'rfv',
  '1q2w3e4r5t6y',
  'q1w2e3r4t5y6',
  '147',
  '258',
  '369',
  '741852963',
  '789456123',
  '147258369',
];
const KEYBOARD_RUNS = KEYBOARD.flatMap((row) => [row, [...row].reverse().join('')]);

/**
 * Estimates the strength of a text, as typed. `names` are words an attacker knows (the
 * book's name): finding them inside earns almost nothing. Pure and fast (input is cut at
 * 1,024 characters).
 */
export function passphraseStrength(text: string, names: readonly string[] = []): PassphraseStrength {
  const normal = text.normalize('NFKC').slice(0, MAX_PASSPHRASE_LENGTH);
  const pieces = splitPieces(
    normal,
    names.map((name) => name.normalize('NFKC').trim().toLowerCase()).filter((n) => n.length >= 2),
  );
  const bits = pieces.reduce((sum, piece) => sum + piece.bits, 0);
  const tooShort = weightedLength(normal) < MIN_PASSPHRASE_LENGTH;
  const score = tooShort ? (bits < 20 ? 0 : 1) : scoreOf(bits);
  const found = new Set(pieces.flatMap((piece) => (piece.reason === undefined ? [] : [piece.reason])));
  const reasons: PassphraseReason[] = [...(tooShort ? (['tooShort'] as const) : []), ...found];
  if (reasons.length === 0 && score < MIN_PASSPHRASE_SCORE) reasons.push('tooSimple');
  return { score, reasons, bits: Math.round(bits) };
}

/** The strength and whether it meets the bar described at the top. */
export function judgePassphrase(text: string, names: readonly string[] = []): PassphraseStrength & { readonly accepted: boolean } {
  const strength = passphraseStrength(text, names);
  return { ...strength, accepted: strength.score >= MIN_PASSPHRASE_SCORE };
}

function scoreOf(bits: number): PassphraseStrength['score'] {
  if (bits < 18) return 0;
  if (bits < 30) return 1;
  if (bits < 42) return 2;
  return bits < 56 ? 3 : 4;
}

/** Characters, a Chinese (or Japanese, Korean) one counting as two: it takes as long to type and says as much. */
function weightedLength(text: string): number {
  let length = 0;
  for (const char of text) length += isIdeograph(char) ? 2 : 1;
  return length;
}

function splitPieces(text: string, names: readonly string[]): readonly Piece[] {
  const block = repeatedBlock(text);
  if (block !== null) return [...splitPieces(block, names), { length: text.length - block.length, bits: 2, reason: 'repeat' }];
  const lower = text.toLowerCase();
  const pieces: Piece[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < text.length;) {
    const piece =
      longest([
        nameAt(lower, i, names),
        commonAt(lower, i),
        phoneAt(text, i),
        dateAt(text, i),
        sequenceAt(lower, i),
        keyboardAt(lower, i),
        repeatAt(text, i),
      ]) ?? plainAt(text, i, names);
    // The same piece again adds next to nothing.
    const again = seen.has(lower.slice(i, i + piece.length)) && piece.length > 1;
    seen.add(lower.slice(i, i + piece.length));
    pieces.push(again ? { length: piece.length, bits: 1, reason: 'repeat' } : piece);
    i += piece.length;
  }
  return pieces;
}

function longest(found: readonly (Piece | null)[]): Piece | null {
  return found.reduce((best, piece) => (piece !== null && (best === null || piece.length > best.length) ? piece : best), null);
}

function nameAt(lower: string, i: number, names: readonly string[]): Piece | null {
  const name = names.find((candidate) => lower.startsWith(candidate, i));
  return name === undefined ? null : { length: name.length, bits: 2, reason: 'bookName' };
}

function commonAt(lower: string, i: number): Piece | null {
  for (let length = Math.min(COMMON_LONGEST, lower.length - i); length >= 2; length--) {
    if (COMMON_SET.has(lower.slice(i, i + length))) return { length, bits: Math.log2(COMMON.length), reason: 'common' };
  }
  return null;
}

/** A mobile number: whoever knows the shop knows or guesses it. */
function phoneAt(text: string, i: number): Piece | null {
  const match = /^(?:\+?86)?1[3-9]\d{9}(?!\d)/.exec(text.slice(i, i + 15));
  return match ? { length: match[0].length, bits: 14, reason: 'phone' } : null;
}

/** Birthdays and years: 19880806, 880806, 1988-08-06, 1988年8月6日, 0806, 1988. */
function dateAt(text: string, i: number): Piece | null {
  const rest = text.slice(i, i + 12);
  const full = /^(?:19|20)\d\d([-./年]?)(?:0?[1-9]|1[0-2])([-./月]?)(?:3[01]|[12]\d|0?[1-9])日?/.exec(rest);
  if (full && full[0].length >= 8) return { length: full[0].length, bits: 14, reason: 'date' };
  if (/^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/.test(rest)) return { length: 6, bits: 14, reason: 'date' };
  if (/^(?:19|20)\d\d(?!\d)/.test(rest)) return { length: 4, bits: 6, reason: 'date' };
  if (/^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/.test(rest)) return { length: 4, bits: 8, reason: 'date' };
  return null;
}

/** abcd, 4321, 2468: a constant step of 1 or 2 between code points, three or more characters. */
function sequenceAt(lower: string, i: number): Piece | null {
  const step = lower.charCodeAt(i + 1) - lower.charCodeAt(i);
  if (![1, -1, 2, -2].includes(step)) return null;
  let end = i + 1;
  while (end < lower.length && lower.charCodeAt(end) - lower.charCodeAt(end - 1) === step) end++;
  const length = end - i;
  return length >= 3 ? { length, bits: 4 + Math.log2(length), reason: 'sequence' } : null;
}

function keyboardAt(lower: string, i: number): Piece | null {
  let best = 0;
  for (const run of KEYBOARD_RUNS) {
    const start = run.indexOf(lower.slice(i, i + 3));
    if (start < 0 || i + 3 > lower.length) continue;
    let length = 3;
    while (start + length < run.length && lower[i + length] === run[start + length]) length++;
    best = Math.max(best, length);
  }
  return best >= 3 ? { length: best, bits: 5 + Math.log2(best), reason: 'keyboard' } : null;
}

function repeatAt(text: string, i: number): Piece | null {
  let end = i + 1;
  while (end < text.length && text[end] === text[i]) end++;
  const length = end - i;
  return length >= 3 ? { length, bits: 5 + Math.log2(length), reason: 'repeat' } : null;
}

/**
 * What no pattern explains. Letters in a row are read as words (2.8 bits a letter, as
 * English and pinyin have with an attacker who knows word lists), unless upper case,
 * digits and signs are mixed in closely, which words do not have.
 */
function plainAt(text: string, i: number, names: readonly string[]): Piece {
  const char = String.fromCodePoint(text.codePointAt(i) ?? 0);
  if (isIdeograph(char)) return { length: char.length, bits: 7 };
  if (/[0-9]/.test(char)) return { length: 1, bits: 3.3 };
  if (!/[a-z]/i.test(char)) return { length: char.length, bits: char === ' ' ? 1 : 5 };
  let end = i + 1;
  const lower = text.toLowerCase();
  while (end < text.length && /[a-z]/i.test(text[end] ?? '') && !patternAt(lower, end, names)) end++;
  const run = text.slice(i, end);
  const capitals = run.slice(1).replace(/[^A-Z]/g, '').length;
  const wordLike = run.length >= 4 && (capitals === 0 || capitals === run.length - 1);
  if (wordLike) return { length: run.length, bits: 2.8 * run.length + (/^[A-Z]/.test(run) ? 1 : 0) };
  return { length: run.length, bits: run.length * (/[A-Z]/.test(run) && run.length > 1 ? 5.5 : 4.5) };
}

function patternAt(lower: string, i: number, names: readonly string[]): boolean {
  const found = longest([nameAt(lower, i, names), commonAt(lower, i), sequenceAt(lower, i), keyboardAt(lower, i), repeatAt(lower, i)]);
  return found !== null && found.length >= 4;
}

/** The shortest block that the whole text repeats, or `null`: abcabc → abc. */
function repeatedBlock(text: string): string | null {
  const size = (text + text).indexOf(text, 1);
  return size > 0 && size < text.length ? text.slice(0, size) : null;
}

function isIdeograph(char: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(char);
}
