import { isCondition } from '../../shared/kernel/filter.ts';
import { foldKey } from '../../shared/kernel/text.ts';
import type { Condition, ListSort } from '../../shared/kernel/filter.ts';
import type { Customer, ListQuery } from '../../shared/modules/customers.ts';

/** Believable customers for screens, made without chance: the same `count` always gives the same rows. */
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡';
const SURNAME_SOUNDS = 'wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong xiao cheng cao yuan deng xu fu shen zeng peng lv su lu jiang cai'.split(' ');
const GIVEN = '小明芳娜敏静丽强磊洋艳勇军杰娟涛超霞平刚桂英建华文玉兰秀云飞雪梅慧颖佳宁浩宇欣怡子涵';
const GIVEN_SOUNDS = 'xiao ming fang na min jing li qiang lei yang yan yong jun jie juan tao chao xia ping gang gui ying jian hua wen yu lan xiu yun fei xue mei hui ying jia ning hao yu xin yi zi han'.split(' ');
const COMPANIES = ['晨光文具有限公司', '好味道餐饮', '青禾花艺工作室', '远航贸易有限公司', '悦享生活超市', '北辰机电设备厂', '雅居装饰', 'Harbor Trading Ltd'];
const NOTES = ['喜欢靠窗的位置，周末下午来得多', '对花生过敏', '上次说想换大一号的尺码', '转介绍：李姐', '月底结账', '只用微信联系，不接电话', 'Prefers English menus'];
const CITIES = ['上海市徐汇区漕溪北路 18 号', '杭州市西湖区文三路 259 号 3 幢', '北京市朝阳区建国路 88 号', '广州市天河区体育东路 116 号', '成都市武侯区人民南路四段 27 号'];
export const FAKE_GRADES = ['VIP', '普通', '新客'];
export const FAKE_SOURCES = ['到店', '朋友介绍', '抖音', '大众点评', '展会'];
export const FAKE_NOW = Date.UTC(2026, 10, 20, 3, 0, 0);
const DAY = 86_400_000;

/** A well-mixed number for row `i` and purpose `salt`: no visible pattern, no randomness. */
const mix = (i: number, salt: number): number => {
  let h = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
};
const pick = <T>(list: ArrayLike<T>, i: number, salt: number): T => list[mix(i, salt) % list.length] as T;

/** The `i`-th made-up customer (0-based); ids ascend with `i`. */
export function fakeCustomer(i: number): Customer {
  const s = mix(i, 1) % SURNAMES.length;
  const g = [mix(i, 2) % GIVEN.length, mix(i, 3) % GIVEN.length].slice(0, mix(i, 4) % 3 === 0 ? 1 : 2);
  const createdAt = FAKE_NOW - (mix(i, 5) % (900 * DAY));
  const digits = String(mix(i, 6) % 100_000_000).padStart(8, '0');
  const phones = mix(i, 7) % 12 === 0 ? [] : [{ value: `1${pick(['38', '39', '86', '59', '77'], i, 8)}${digits}` }];
  if (mix(i, 9) % 6 === 0) phones.push({ value: `021-6${digits.slice(0, 7)}` });
  const month = (mix(i, 10) % 12) + 1;
  const calendar = mix(i, 11) % 3 === 0 ? 'L' : 'S';
  return {
    id: 4_294_967_296 + i + 1,
    name: SURNAMES.charAt(s) + g.map((at) => GIVEN.charAt(at)).join(''),
    pinyin: [SURNAME_SOUNDS[s], ...g.map((at) => GIVEN_SOUNDS[at])].join(' '),
    familyName: null,
    givenName: null,
    kind: mix(i, 12) % 9 === 0 ? 'company' : 'individual',
    code: null,
    phones,
    wechats: mix(i, 13) % 2 === 0 ? [{ value: `wx_${SURNAME_SOUNDS[s]}${digits.slice(4)}` }] : [],
    emails: mix(i, 14) % 3 === 0 ? [{ value: `${SURNAME_SOUNDS[s]}${digits.slice(5)}@example.com` }] : [],
    company: mix(i, 15) % 4 === 0 ? pick(COMPANIES, i, 16) : null,
    title: null,
    addresses: mix(i, 17) % 3 === 0 ? [{ value: pick(CITIES, i, 18), label: '家' }] : [],
    gender: mix(i, 19) % 2 === 0 ? 'female' : 'male',
    birthday: mix(i, 20) % 2 === 0 ? `${calendar}--${String(month).padStart(2, '0')}-${String((mix(i, 21) % 28) + 1).padStart(2, '0')}` : null,
    grade: mix(i, 22) % 3 === 0 ? pick(FAKE_GRADES, i, 23) : null,
    source: mix(i, 24) % 2 === 0 ? pick(FAKE_SOURCES, i, 25) : null,
    tags: mix(i, 26) % 3 === 0 ? [101, 102, 103, 104].filter((_, n) => mix(i, 27 + n) % 3 === 0) : [],
    notes: mix(i, 31) % 4 === 0 ? pick(NOTES, i, 32) : null,
    extra: mix(i, 33) % 10 === 0 ? { 会员卡号: digits } : {},
    preferences: null,
    painPoints: null,
    preferredMethod: null,
    preferredTime: null,
    doNotContact: null,
    starred: null,
    custom: {},
    verifiedOn: null,
    stage: 'lead',
    rfm: null,
    lastSaleOn: null,
    saleCount: 0,
    saleAmount: 0,
    receivable: 0,
    lastContactOn: null,
    contactDueOn: null,
    contactScore: null,
    contactEvery: null,
    consent: null,
    province: null,
    city: null,
    confirmed: [],
    createdAt,
    updatedAt: Math.min(FAKE_NOW, createdAt + (mix(i, 34) % (200 * DAY))),
    deletedAt: null,
    seq: 1,
  };
}

type Values = readonly (string | number)[];

function valuesOf(row: Customer, field: string): Values {
  const value: unknown = row[field as keyof Customer];
  if (Array.isArray(value)) return value.map((one: unknown) => (typeof one === 'object' ? (one as { value: string }).value : (one as number)));
  return value === null || value === undefined || value === '' ? [] : [value as string | number];
}

function isInSpan(row: Customer, field: string, test: Extract<Condition['test'], { op: 'relative' }>): boolean {
  const value = valuesOf(row, field)[0];
  if (typeof value === 'string' && test.unit === 'month') {
    const ahead = (Number(/(\d\d)\+?-\d\d$/.exec(value)?.[1] ?? 0) - (new Date(FAKE_NOW).getUTCMonth() + 1) + 12) % 12;
    return ahead >= test.from && ahead <= test.to;
  }
  const days = { day: 1, week: 7, month: 30, year: 365 }[test.unit];
  return typeof value === 'number' && value >= FAKE_NOW + (test.from - 1) * days * DAY && value <= FAKE_NOW + (test.to + 1) * days * DAY;
}

function meets(row: Customer, { field, test }: Condition): boolean {
  const values = valuesOf(row, field);
  const keys = values.map((value) => foldKey(String(value)));
  switch (test.op) {
    case 'equals':
      return keys.includes(foldKey(String(test.value)));
    case 'any':
      return test.values.some((value) => values.includes(value));
    case 'none':
      return !test.values.some((value) => values.includes(value));
    case 'all':
      return test.values.every((value) => values.includes(value));
    case 'empty':
      return values.length === 0;
    case 'notEmpty':
      return values.length > 0;
    case 'contains':
      return keys.some((key) => key.includes(foldKey(test.value)));
    case 'startsWith':
      return keys.some((key) => key.startsWith(foldKey(test.value)));
    case 'range': {
      const at = values[0];
      const day = typeof at === 'number' ? new Date(at).toISOString().slice(0, 10) : at;
      return day !== undefined && (test.min === undefined || day >= String(test.min)) && (test.max === undefined || day <= String(test.max));
    }
    case 'relative':
      return isInSpan(row, field, test);
  }
}

function found(row: Customer, text: string): boolean {
  const key = foldKey(text);
  if (key === '') return true;
  const initials = row.pinyin.split(' ').map((syllable) => syllable[0]).join('');
  const sounds = row.pinyin.replaceAll(' ', '');
  return (
    foldKey(row.name).includes(key) ||
    sounds.startsWith(key) ||
    initials.startsWith(key) ||
    row.phones.some(({ value }) => value.replace(/\D/g, '').includes(key)) ||
    [row.company, row.notes, ...row.wechats.map(({ value }) => value), ...row.emails.map(({ value }) => value)].some((value) => value !== null && foldKey(value).includes(key))
  );
}

function compare(a: Customer, b: Customer, { field, direction }: ListSort): number {
  const [x, y] = field === 'name' ? [a.pinyin, b.pinyin] : [valuesOf(a, field)[0], valuesOf(b, field)[0]];
  if (x === undefined || y === undefined) return x === y ? b.id - a.id : x === undefined ? 1 : -1;
  const order = x < y ? -1 : x > y ? 1 : 0;
  return order === 0 ? b.id - a.id : direction === 'asc' ? order : -order;
}

/** Every row a query finds, in its order. */
export function runQuery(rows: Iterable<Customer>, query: ListQuery): Customer[] {
  const conditions = (query.filter?.all ?? []).filter(isCondition);
  const hits: Customer[] = [];
  for (const row of rows) {
    if ((row.deletedAt !== null) !== (query.deleted ?? false)) continue;
    if (query.text !== undefined && !found(row, query.text)) continue;
    if (conditions.every((condition) => meets(row, condition))) hits.push(row);
  }
  const sort = query.sort ?? { field: 'id', direction: 'desc' };
  return hits.sort((a, b) => (sort.field === 'id' ? (sort.direction === 'asc' ? a.id - b.id : b.id - a.id) : compare(a, b, sort)));
}
