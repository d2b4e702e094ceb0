/**
 * Texts with fields: `{姓名}您好，上次的茶还喝得惯吗？`. The one owner of how fields are written,
 * read and filled in. Names of both languages are understood in every book.
 */

export type MergeField = 'name' | 'call' | 'company' | 'title' | 'lastSale' | 'lastContact' | 'birthday' | 'age' | 'festival' | 'book';

/** How each field is written, the form offered first; the first of each language is the one offered. */
export const MERGE_NAMES: Readonly<Record<MergeField, { readonly 'zh-CN': string; readonly en: string }>> = {
  name: { 'zh-CN': '姓名', en: 'name' },
  call: { 'zh-CN': '称呼', en: 'salutation' },
  company: { 'zh-CN': '公司', en: 'company' },
  title: { 'zh-CN': '职务', en: 'job title' },
  lastSale: { 'zh-CN': '最近成交', en: 'last purchase' },
  lastContact: { 'zh-CN': '上次联系', en: 'last contact' },
  birthday: { 'zh-CN': '生日', en: 'birthday' },
  age: { 'zh-CN': '岁数', en: 'age' },
  festival: { 'zh-CN': '节日', en: 'festival' },
  book: { 'zh-CN': '店名', en: 'shop' },
};
export const MERGE_FIELDS = Object.keys(MERGE_NAMES) as MergeField[];

const BY_NAME = new Map(MERGE_FIELDS.flatMap((field) => Object.values(MERGE_NAMES[field]).map((name) => [name, field] as const)));

export type MergeValues = Readonly<Partial<Record<MergeField, string | null>>>;

/** A piece of a text: as written, a field with its value, a field the customer has nothing for, or a name nobody knows. */
export type MergePart =
  | { readonly kind: 'text' | 'value'; readonly text: string }
  | { readonly kind: 'missing'; readonly text: string; readonly field: MergeField }
  | { readonly kind: 'unknown'; readonly text: string };

const FIELD = /[{｛]([^{}｛｝\n]{1,30})[}｝]/g;

/**
 * The text in pieces, with the fields filled in. What has no value stays as it was written
 * (`{公司}`), marked `missing`: a gap is seen, never sent as a blank.
 */
export function mergeParts(text: string, values: MergeValues): readonly MergePart[] {
  const parts: MergePart[] = [];
  let at = 0;
  for (const found of text.matchAll(FIELD)) {
    if (found.index > at) parts.push({ kind: 'text', text: text.slice(at, found.index) });
    parts.push(partOf(found[0], found[1]!, values));
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

function partOf(written: string, name: string, values: MergeValues): MergePart {
  const field = BY_NAME.get(name.trim().toLowerCase());
  if (field === undefined) return { kind: 'unknown', text: written };
  const value = values[field]?.trim() ?? '';
  return value === '' ? { kind: 'missing', text: written, field } : { kind: 'value', text: value };
}

/** The pieces as one text again. */
export function mergedText(parts: readonly MergePart[]): string {
  return parts.map((part) => part.text).join('');
}

/** Fields of the text that have no value, each once. */
export function missingFields(parts: readonly MergePart[]): readonly MergeField[] {
  return [...new Set(parts.flatMap((part) => (part.kind === 'missing' ? [part.field] : [])))];
}

/** Names in braces that are no field: told while a text is written. */
export function unknownFields(text: string): readonly string[] {
  return mergeParts(text, {}).flatMap((part) => (part.kind === 'unknown' ? [part.text] : []));
}

/** A field as it is written into a text. */
export function writeField(field: MergeField, language: 'zh-CN' | 'en'): string {
  return `{${MERGE_NAMES[field][language]}}`;
}

// The double surnames still borne by many (公安部《二〇二〇年全国姓名报告》 and 百家姓).
export const DOUBLE_SURNAMES: ReadonlySet<string> = new Set(
  '欧阳 上官 司马 司徒 诸葛 皇甫 尉迟 公孙 慕容 令狐 夏侯 东方 端木 宇文 轩辕 长孙 南宫 独孤 申屠 淳于 单于 澹台 赫连 闻人 呼延 万俟 西门 百里 拓跋 歐陽 司馬 諸葛 尉遲 公孫 東方 軒轅 長孫 南宮 獨孤 赫連'.split(' '),
);

/**
 * How somebody is spoken to: 王女士, 欧阳先生, Ms Miller. A company, or a person of whom
 * nobody noted whether it is a she or a he, is called by the full name.
 */
export function salutation(person: { readonly name: string; readonly kind: 'individual' | 'company'; readonly gender: string | null }): string {
  const { name, kind, gender } = person;
  if (kind === 'company' || (gender !== 'female' && gender !== 'male')) return name;
  if (/^\p{Script=Han}{2,4}$/u.test(name)) return `${DOUBLE_SURNAMES.has(name.slice(0, 2)) && name.length > 2 ? name.slice(0, 2) : name.slice(0, 1)}${gender === 'female' ? '女士' : '先生'}`;
  if (/\p{Script=Han}/u.test(name)) return name;
  return `${gender === 'female' ? 'Ms' : 'Mr'} ${name.split(/\s+/).at(-1) ?? name}`;
}
