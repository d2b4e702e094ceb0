/** 省份、城市 of an address, as far as its own words say: nothing is looked up, and what is not certain is left out. */
import { REGION_NAMES } from './region-names.ts';
import { toSimplified } from './text.ts';

export interface Region {
  /** Short names as in GB/T 2260: 广东, 深圳; of 北京 and the like both are the same. */
  readonly province: string;
  /** '' when the address does not say. */
  readonly city: string;
}

const provinces = new Set<string>();
/** City → its province. */
const cities = new Map<string, string>();
const english = new Map<string, string>();
/** English name in small letters → the regions called so. */
const byEnglish = new Map<string, { readonly name: string; readonly isCity: boolean }[]>();

const plainLetters = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’]/g, '');

function learn(name: string, called: string, province: string | null): void {
  // 吉林 and 海南 are provinces and cities: one name for both.
  english.set(name, called);
  if (province === null) provinces.add(name);
  else cities.set(name, province);
  const key = plainLetters(called);
  byEnglish.set(key, [...(byEnglish.get(key) ?? []), { name, isCity: province !== null }]);
}

for (const line of REGION_NAMES.trim().split('\n')) {
  const [own = '', list] = line.trim().split(': ');
  const [province = '', called = ''] = split(own);
  learn(province, called, null);
  for (const item of list?.split(', ') ?? []) {
    const [city = '', name = ''] = split(item);
    learn(city, name, province);
  }
}

function split(item: string): readonly string[] {
  const at = item.indexOf(' ');
  return [item.slice(0, at), item.slice(at + 1)];
}

/** Provinces that are cities themselves. */
const WHOLE = new Set(['北京', '天津', '上海', '重庆', '香港', '澳门']);
const PROVINCE_END = /^(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)/;
const CITY_END = /^(?:[\u4e00-\u9fff]{0,7}自治州|地区|林区|市|州|盟)/;
/** 南京西路, 中山公园: named after a place elsewhere. */
const NAMED_AFTER = /^[东西南北中一二三四]{0,2}(?:支?路|大?街|大?道|巷|里|弄|村|胡同|广场|公园|大厦|医院|花园|新村|饭店|酒店)/;
/** Names that often mean something else: only with 市, 州 or 地区 behind them, or their province before them. */
const DOUBTFUL = new Set(['中山', '朝阳', '阿里', '和田', '白银', '白山', '黄山', '安康', '文山', '兴安', '海北', '海东', '海西', '海南', '红河', '山南', '新北', '台中']);
const LONGEST = 4;
const BEFORE = /^(?:中华人民共和国|中国|[\s\d\p{P}])+/u;
const BETWEEN = /^[\s\p{P}]+/u;

/** The region an address begins with (Chinese) or names (Latin letters); `null` when it says none for certain. */
export function regionOf(address: string): Region | null {
  return /\p{Script=Han}/u.test(address) ? chineseRegion(toSimplified(address).replace(BEFORE, '')) : latinRegion(address);
}

function chineseRegion(text: string): Region | null {
  const province = beginning(text, (name) => provinces.has(name));
  const rest = province === null ? '' : text.slice(province.length);
  // 吉林市, 海南藏族自治州: the city is meant.
  const isCity = province !== null && cities.has(province) && (rest.startsWith('市') || CITY_END.exec(rest)?.[0].endsWith('州') === true);
  if (province === null || isCity) return cityFirst(text);
  const end = PROVINCE_END.exec(rest);
  if (!end && NAMED_AFTER.test(rest)) return null;
  if (WHOLE.has(province)) return { province, city: province };
  const within = rest.slice(end?.[0].length ?? 0).replace(BETWEEN, '');
  const city = beginning(within, (name) => cities.get(name) === province);
  return { province, city: city !== null && !isNamedAfter(within.slice(city.length)) ? city : '' };
}

function cityFirst(text: string): Region | null {
  const city = beginning(text, (name) => cities.has(name));
  if (city === null) return null;
  const rest = text.slice(city.length);
  const isSure = CITY_END.test(rest) || (!DOUBTFUL.has(city) && !isNamedAfter(rest));
  return isSure ? { province: cities.get(city)!, city } : null;
}

const isNamedAfter = (rest: string): boolean => !CITY_END.test(rest) && NAMED_AFTER.test(rest);

/** The longest name of two characters or more the text begins with. */
function beginning(text: string, isName: (name: string) => boolean): string | null {
  for (let length = LONGEST; length >= 2; length--) if (text.length >= length && isName(text.slice(0, length))) return text.slice(0, length);
  return null;
}

const ROAD = /^(?:n|s|e|w|north|south|east|west|middle)?\s*(?:road|rd|street|st|avenue|ave|lu|jie|dadao|boulevard|blvd)\b/;

/** English addresses end with the city and the province. */
function latinRegion(address: string): Region | null {
  const text = plainLetters(address);
  const words = [...text.matchAll(/[a-z]+/g)];
  let province = '';
  const named: string[] = [];
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    const two = next && byEnglish.has(`${word[0]} ${next[0]}`) ? next : null;
    const end = two ? two.index + two[0].length : word.index + word[0].length;
    if (ROAD.test(text.slice(end).replace(/^[\s,.]+/, ''))) continue;
    for (const { name, isCity } of byEnglish.get(two ? `${word[0]} ${two[0]}` : word[0]) ?? []) {
      if (isCity) named.push(name);
      else province = name;
    }
  }
  if (WHOLE.has(province)) return { province, city: province };
  const fitting = named.filter((city) => province === '' || cities.get(city) === province);
  const last = fitting.at(-1);
  // Suzhou is one of two cities: without its province nobody knows which.
  const isClear = last !== undefined && (province !== '' || byEnglish.get(plainLetters(english.get(last)!))!.length === 1);
  if (isClear) return { province: cities.get(last)!, city: last };
  return province === '' ? null : { province, city: '' };
}

/** A province or city as people call it. */
export function regionName(name: string, language: 'zh-CN' | 'en'): string {
  return language === 'en' ? (english.get(name) ?? name) : name;
}
