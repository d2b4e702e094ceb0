/**
 * Pinyin of names for searching: full syllables and initials, with the readings
 * surnames have (单 shan, 曾 zeng, 尉迟 yu chi). Owner file of pinyin-pro. A flat
 * table filled once answers single characters; only texts with a character whose
 * reading depends on its neighbours (重, 行, 长 …) ask the library again.
 */
import { pinyin } from 'pinyin-pro';
import { hasHan, toHalfWidth, toSimplified } from '../../../shared/kernel/text.ts';

export interface Pinyin {
  /** Syllables and Latin words in lower case, separated by single spaces: `zhang san feng`. */
  readonly full: string;
  /** First letters: `zsf`. */
  readonly initials: string;
}

const FIRST = 0x4e00;
const LAST = 0x9fff;

/** Surnames read otherwise than as words. */
// prettier-ignore
const SURNAMES: Readonly<Record<string, string>> = {
  单: 'shan', 解: 'xie', 区: 'ou', 查: 'zha', 仇: 'qiu', 曾: 'zeng', 乐: 'yue', 朴: 'piao', 盖: 'ge', 任: 'ren', 华: 'hua',
  缪: 'miao', 冼: 'xian', 翟: 'zhai', 覃: 'qin', 员: 'yun', 召: 'shao', 逄: 'pang', 郇: 'xun', 隗: 'kui', 种: 'chong', 重: 'chong',
  洗: 'xian', 繁: 'po', 祭: 'zhai', 贠: 'yun', 秘: 'bi', 宓: 'mi', 折: 'she', 黑: 'he', 能: 'nai', 尹: 'yin', 牟: 'mou', 那: 'na',
  柏: 'bai', 薄: 'bo', 燕: 'yan', 纪: 'ji', 宁: 'ning', 应: 'ying', 葛: 'ge', 贾: 'jia', 车: 'che', 干: 'gan', 令: 'ling', 过: 'guo',
  长: 'chang', 都: 'du', 阚: 'kan', 晟: 'cheng', 哈: 'ha', 幺: 'yao', 佘: 'she', 谌: 'chen', 於: 'yu', 颉: 'xie', 盛: 'sheng', 臧: 'zang',
};
// prettier-ignore
const COMPOUND: Readonly<Record<string, string>> = {
  尉迟: 'yu chi', 万俟: 'mo qi', 单于: 'chan yu', 长孙: 'zhang sun', 澹台: 'tan tai', 令狐: 'ling hu', 宇文: 'yu wen', 呼延: 'hu yan',
  皇甫: 'huang fu', 鲜于: 'xian yu', 闾丘: 'lü qiu', 亓官: 'qi guan', 仉督: 'zhang du', 子车: 'zi ju', 濮阳: 'pu yang', 淳于: 'chun yu',
  太叔: 'tai shu', 公孙: 'gong sun', 赫连: 'he lian', 钟离: 'zhong li', 慕容: 'mu rong', 夏侯: 'xia hou', 诸葛: 'zhu ge', 东方: 'dong fang',
  欧阳: 'ou yang', 上官: 'shang guan', 司马: 'si ma', 司徒: 'si tu', 端木: 'duan mu', 百里: 'bai li', 南宫: 'nan gong', 轩辕: 'xuan yuan',
};

// Characters whose reading depends on the word they stand in, among those names and company names really use.
const DEPENDENT = new Set([
  ...'重行长乐都朝传藏系会还调便种当为背中干数相兴间好空差少得地着量弹强曲降假率露落模曾参角觉校圈占卷血薄塞参宿',
]);

let table: string[] | null = null;

function flatTable(): string[] {
  if (table) return table;
  const chars: string[] = [];
  for (let code = FIRST; code <= LAST; code++) chars.push(String.fromCharCode(code));
  table = chars.map((c) => plain(pinyin(c, { toneType: 'none', v: true })));
  return table;
}

function plain(reading: string): string {
  return reading.toLowerCase().replace(/ü/g, 'v');
}

function readChar(char: string, code: number): string {
  if (code >= FIRST && code <= LAST) return flatTable()[code - FIRST] ?? char;
  const reading = plain(pinyin(char, { toneType: 'none', v: true }));
  return reading === '' ? char : reading;
}

/**
 * Pinyin of a person's or company's name. Deterministic; text without Han characters
 * comes back lower-cased with its words' first letters as initials. ü is written v,
 * as it is typed. About 1 µs for a usual name after the first call (30 ms).
 */
export function namePinyin(name: string): Pinyin {
  const text = hasHan(name) ? toSimplified(toHalfWidth(name)) : toHalfWidth(name);
  const units = hasHan(text) ? hanUnits(text) : latinUnits(text);
  let initials = '';
  for (const unit of units) initials += String.fromCodePoint(unit.codePointAt(0) ?? 0x20);
  return { full: units.join(' '), initials };
}

// What keeps a character from being read alone: it is traditional, or its reading depends on its neighbours.
const PLAIN = 1;
const CONTEXT = 2;
let marks: Uint8Array | null = null;

function charMarks(): Uint8Array {
  if (marks) return marks;
  marks = new Uint8Array(LAST - FIRST + 1);
  for (let i = 0; i < marks.length; i++) {
    const char = String.fromCharCode(FIRST + i);
    marks[i] = toSimplified(char) !== char ? 0 : DEPENDENT.has(char) ? CONTEXT : PLAIN;
  }
  return marks;
}

/** `namePinyin(name).full`. The usual name, two or three simplified characters, takes a tenth of the time. */
export function nameReading(name: string): string {
  return plainReading(name) ?? namePinyin(name).full;
}

function plainReading(name: string): string | null {
  const { length } = name;
  if (length < 2 || length > 3) return null;
  const kinds = charMarks();
  const readings = flatTable();
  const head = name.charCodeAt(0) - FIRST;
  if (!kinds[head] || (length > 2 && COMPOUND_HEADS.has(head + FIRST))) return null;
  const surname = SURNAME_READINGS.get(head + FIRST);
  // Without a surname of its own reading the first character counts among those that may need context.
  if (surname === undefined && kinds[head] !== PLAIN) return null;
  let full = surname ?? readings[head]!;
  // One character behind the surname is read alone even when it would depend on a neighbour.
  const alone = surname !== undefined && length === 2;
  for (let i = 1; i < length; i++) {
    const code = name.charCodeAt(i) - FIRST;
    const kind = kinds[code];
    if (!kind || (kind !== PLAIN && !alone)) return null;
    full += ` ${readings[code]!}`;
  }
  return full;
}

function latinUnits(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function hanUnits(text: string): string[] {
  const head = surnameOf(text);
  const rest = head ? text.slice(head.length) : text;
  const units = head ? head.reading.split(' ') : [];
  if (needsContext(rest)) return units.concat(contextUnits(text, head?.length ?? 0));
  let word = '';
  for (const char of rest) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x3007 || (code > 0xff00 && code < 0x10000)) {
      if (/[\p{L}\p{N}]/u.test(char)) word += char.toLowerCase();
      else word = flush(units, word);
      continue;
    }
    word = flush(units, word);
    if (/\p{Script=Han}/u.test(char)) units.push(readChar(char, code));
  }
  flush(units, word);
  return units;
}

function flush(units: string[], word: string): string {
  if (word !== '') units.push(word);
  return '';
}

function needsContext(text: string): boolean {
  if (text.length < 2) return false;
  for (const c of text) if (DEPENDENT.has(c)) return true;
  return false;
}

// The library takes some 3 µs a text; the same companies and given names come again and again.
const contextCache = new Map<string, readonly string[]>();
const CACHE_LIMIT = 4000;

function contextParts(text: string): readonly string[] {
  const known = contextCache.get(text);
  if (known) return known;
  const parts = pinyin(text, { toneType: 'none', v: true, type: 'array', nonZh: 'consecutive' });
  if (contextCache.size >= CACHE_LIMIT) contextCache.clear();
  contextCache.set(text, parts);
  return parts;
}

function contextUnits(text: string, skip: number): string[] {
  const parts = contextParts(text);
  // Only the head is known to be single characters, so skipping counts them.
  return parts.slice(skip).flatMap((p) => latinUnits(plain(p)));
}

const COMPOUND_HEADS = new Set(Object.keys(COMPOUND).map((name) => name.charCodeAt(0)));
const SURNAME_READINGS = new Map(Object.entries(SURNAMES).map(([char, reading]) => [char.charCodeAt(0), reading]));

function surnameOf(text: string): { reading: string; length: number } | null {
  if (text.length > 4 || text.length < 2) return null;
  const head = text.charCodeAt(0);
  const two = text.length > 2 && COMPOUND_HEADS.has(head) ? COMPOUND[text.slice(0, 2)] : undefined;
  if (two !== undefined) return { reading: plain(two), length: 2 };
  const one = text.length > 3 ? undefined : SURNAME_READINGS.get(head);
  return one === undefined ? null : { reading: one, length: 1 };
}
