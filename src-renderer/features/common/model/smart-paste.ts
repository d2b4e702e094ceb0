/**
 * One line as people forward it ("王小明 13800138000 上海市徐汇区…") taken apart into fields. A guess that the user reviews, so
 * it is simple and explains itself by where it puts things: what has a sure form (phone, e-mail, 微信号, birthday) goes first,
 * what looks like an address next, then company and name; the rest becomes a note.
 */
import { formatPartialDate } from '../../../../shared/kernel/partial-date.ts';
import type { CustomerPatch } from '../../../../shared/modules/customers.ts';

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const LABELLED_WECHAT = /(?:微信号?|wechat|wx|vx|v信)[号id]*\s*[:：]?\s*([A-Za-z][\w-]{4,30})/gi;
const PHONE_SAME = /(?:微信同号|微信同手机|同微信|v同号|wx同号)/i;
const MOBILE = /(?<!\d)(?:\+?86[\s-]?)?(1[3-9]\d[\s-]?\d{4}[\s-]?\d{4})(?!\d)/g;
const LANDLINE = /(?<!\d)(0\d{2,3}[\s-]?\d{7,8}(?:-\d{1,6})?)(?!\d)/g;
const ABROAD = /\+\d{1,3}[\s()\d-]{6,18}\d/g;
const BIRTHDAY = /(?:生日|birthday)\s*[:：]?\s*(农历|阴历|公历|阳历)?\s*(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})日?/i;
const ADDRESS = /(?:[一-鿿]{2,}(?:省|自治区|市|区|县|镇|乡|街道|大道|路|街|巷|弄|号|栋|幢|楼|单元|室|小区|村)|^(?:北京|上海|天津|重庆|广州|深圳|杭州|成都|南京|苏州|武汉|西安))/;
const COMPANY = /(?:公司|集团|商行|工作室|门店|超市|餐厅|酒店|学校|医院|中心|店|厂|\b(?:Ltd|Inc|LLC|GmbH|Corp|Co)\b\.?)/i;
const LABEL = /^(?:姓名|名字|联系人|收货人|收件人|客户|电话|手机|手机号|联系电话|地址|收货地址|详细地址|公司|单位|邮箱|备注|name|phone|tel|mobile|address|company|email)\s*[:：]\s*/i;
const LABEL_KEYS: readonly (readonly [RegExp, 'name' | 'address' | 'company' | 'notes'])[] = [
  [/^(?:姓名|名字|联系人|收货人|收件人|客户|name)/i, 'name'],
  [/^(?:地址|收货地址|详细地址|address)/i, 'address'],
  [/^(?:公司|单位|company)/i, 'company'],
  [/^备注/, 'notes'],
];

interface Found {
  name: string | null;
  company: string | null;
  addresses: string[];
  notes: string[];
}

/** Takes all matches of a pattern out of the text. */
function takeAll(text: string, pattern: RegExp, group: number): { rest: string; found: string[] } {
  const found: string[] = [];
  const rest = text.replace(pattern, (...args: unknown[]) => {
    const value = String(args[group]).trim();
    if (!found.includes(value)) found.push(value);
    return ' \n ';
  });
  return { rest, found };
}

function takeBirthday(text: string): { rest: string; birthday: string | null } {
  const m = BIRTHDAY.exec(text);
  if (!m) return { rest: text, birthday: null };
  const lunar = m[1] === '农历' || m[1] === '阴历';
  const year = m[2] === undefined ? null : Number(m[2]);
  const date = { calendar: lunar ? 'lunar' : 'solar', year, month: Number(m[3]), day: Number(m[4]), leap: false } as const;
  const isDay = date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= (lunar ? 30 : 31);
  return isDay ? { rest: text.replace(m[0], '\n'), birthday: formatPartialDate(date) } : { rest: text, birthday: null };
}

function place(found: Found, piece: string): void {
  const labelled = LABEL_KEYS.find(([pattern]) => LABEL.test(piece) && pattern.test(piece))?.[1];
  const value = piece.replace(LABEL, '').trim();
  if (value === '') return;
  // Longer than any name, company or address: a text, not a field.
  if (value.length > 180) return void found.notes.push(value);
  if (labelled === 'address') found.addresses.push(value);
  else if (labelled === 'company') found.company ??= value;
  else if (labelled === 'notes') found.notes.push(value);
  else if (labelled === 'name') found.name = value;
  else if (ADDRESS.test(value) && value.length >= 2 && !COMPANY.test(value)) found.addresses.push(value);
  else if (COMPANY.test(value) && found.company === null) found.company = value;
  else if (found.name === null && looksLikeName(value)) found.name = value;
  else found.notes.push(value);
}

function looksLikeName(value: string): boolean {
  if (/^[一-鿿·]{2,5}(?:先生|女士|小姐|老师|总|哥|姐|阿姨|叔)?$/.test(value)) return true;
  return /^[A-Za-z][A-Za-z.'-]*(?:\s[A-Za-z.'-]+){0,3}$/.test(value);
}

/** Neighbouring pieces of an address and words of a Latin name belong together. */
function pieces(text: string): readonly string[] {
  const lines = text.split(/[\n,，;；、|\t]+/).map((line) => line.trim());
  return lines.flatMap((line) => {
    if (line === '') return [];
    if (LABEL.test(line) || /^[A-Za-z .'-]+$/.test(line)) return [line];
    return joinAddress(line.split(/\s+/).filter(Boolean));
  });
}

function joinAddress(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const goesOn = last !== undefined && ADDRESS.test(last) && (ADDRESS.test(word) || /^[\d\w#-]{1,8}$/.test(word));
    if (goesOn) joined[joined.length - 1] = `${last} ${word}`;
    else joined.push(word);
  }
  return joined;
}

/** The fields recognised in a pasted line; only those found are present, `notes` holds what could not be placed. */
export function readPasted(pasted: string): CustomerPatch {
  const birthday = takeBirthday(pasted.slice(0, 2000));
  const emails = takeAll(birthday.rest, EMAIL, 0);
  const wechats = takeAll(emails.rest, LABELLED_WECHAT, 1);
  const mobiles = takeAll(wechats.rest, MOBILE, 1);
  const landlines = takeAll(mobiles.rest, LANDLINE, 1);
  const abroad = takeAll(landlines.rest, ABROAD, 0);
  const phones = [...mobiles.found, ...landlines.found, ...abroad.found];
  if (PHONE_SAME.test(abroad.rest) && phones[0] !== undefined) wechats.found.push(phones[0]);
  const found: Found = { name: null, company: null, addresses: [], notes: [] };
  for (const piece of pieces(abroad.rest.replace(PHONE_SAME, '\n'))) if (!/^(?:电话|手机|手机号|联系电话|邮箱|tel|phone|mobile|email)?\s*[:：]?$/i.test(piece)) place(found, piece);
  const values = (list: readonly string[]) => list.map((value) => ({ value }));
  return {
    ...(found.name === null ? {} : { name: found.name }),
    ...(phones.length === 0 ? {} : { phones: values(phones) }),
    ...(wechats.found.length === 0 ? {} : { wechats: values(wechats.found) }),
    ...(emails.found.length === 0 ? {} : { emails: values(emails.found) }),
    ...(found.company === null ? {} : { company: found.company }),
    ...(found.addresses.length === 0 ? {} : { addresses: values(found.addresses) }),
    ...(birthday.birthday === null ? {} : { birthday: birthday.birthday }),
    ...(found.notes.length === 0 ? {} : { notes: found.notes.join('\n') }),
  };
}

/** True when a pasted text is worth taking apart: more than a name. */
export function isWorthReading(pasted: string): boolean {
  const fields = readPasted(pasted);
  return (fields.phones ?? fields.emails ?? fields.wechats ?? fields.addresses) !== undefined;
}
