/** Invented customers, the same ones every time: a seeded generator over a language's words. */
import type { SampleWords } from './sample-words.ts';

export const SAMPLE_CUSTOMERS = 300;
const DAY_MS = 86_400_000;

/** Mulberry32: small, fast, and good enough to look like chance. Numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface SampleSale {
  readonly date: string;
  readonly dueDate: string | null;
  /** Indexes into `SampleWords.products`. */
  readonly lines: readonly { readonly product: number; readonly quantity: number }[];
  readonly percentOff: number;
  readonly paid: 'all' | 'half' | 'none';
}

export interface SamplePerson {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly sales: readonly SampleSale[];
  readonly followUps: readonly Readonly<Record<string, unknown>>[];
}

interface Dice {
  pick<T>(list: readonly T[]): T;
  chance(p: number): boolean;
  int(from: number, to: number): number;
  digits(n: number): string;
}

function dice(random: () => number): Dice {
  return {
    pick: (list) => list[Math.floor(random() * list.length)]!,
    chance: (p) => random() < p,
    int: (from, to) => from + Math.floor(random() * (to - from + 1)),
    digits: (n) => Array.from({ length: n }, () => Math.floor(random() * 10)).join(''),
  };
}

const two = (n: number) => String(n).padStart(2, '0');
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** 300 customers with sales and follow-ups before `nowMs`; `tagIds` are in the order of `words.tags`. */
export function samplePeople(words: SampleWords, tagIds: readonly number[], nowMs: number): SamplePerson[] {
  const d = dice(seeded(20261122));
  return Array.from({ length: SAMPLE_CUSTOMERS }, (_, i) => person(words, tagIds, nowMs, d, i));
}

function person(words: SampleWords, tagIds: readonly number[], nowMs: number, d: Dice, i: number): SamplePerson {
  const company = d.chance(0.12);
  const gender = d.chance(0.6) ? 'female' : 'male';
  const surname = d.chance(0.05) ? d.pick(words.rareSurnames) : d.pick(words.surnames);
  const organisation = d.pick(words.companies) + d.pick(words.companySuffixes);
  const name = company ? organisation : words.fullName(surname, d.pick(words.given[gender]));
  const place = d.int(0, words.areas.length - 1);
  const createdAt = nowMs - d.int(20, 900) * DAY_MS - d.int(0, DAY_MS);
  const phone = company && d.chance(0.5) ? words.landline(d.digits(4) + d.digits(4)) : words.phone(d.digits(9));
  const fields = {
    kind: company ? 'company' : 'individual',
    name,
    code: d.chance(0.4) ? `M${String(1001 + i)}` : null,
    phones: d.chance(0.94) ? [{ value: phone }] : [],
    wechats: d.chance(0.35) ? [{ value: `wx_${d.digits(7)}` }] : [],
    emails: d.chance(0.15) ? [{ value: `customer${String(i + 1)}@example.com` }] : [],
    company: !company && d.chance(0.2) ? organisation : null,
    title: !company && d.chance(0.15) ? d.pick(words.titles) : null,
    addresses: d.chance(0.5) ? [{ value: words.address(words.cities[place]!, words.areas[place]!, d.int(1, 200)) }] : [],
    gender: company ? null : gender,
    birthday: company || d.chance(0.4) ? null : birthday(d),
    grade: gradeOf(words, d),
    source: d.chance(0.9) ? d.pick(words.sources) : null,
    tags: tagIds.filter(() => d.chance(0.16)),
    notes: d.pick(words.notes),
    createdAt,
  };
  return { fields, sales: sales(words, nowMs, createdAt, d), followUps: followUps(words, nowMs, createdAt, d) };
}

/** Few key customers, many of the middle; about one in eight was never graded. */
function gradeOf(words: SampleWords, d: Dice): string | null {
  const throwOf = d.int(0, 99);
  if (throwOf < 15) return words.grades[0] ?? null;
  if (throwOf < 60) return words.grades[1] ?? null;
  return throwOf < 88 ? (words.grades[2] ?? null) : null;
}

/** Solar with year, solar without, or lunar: as people give them. */
function birthday(d: Dice): string {
  const year = d.int(1950, 2004);
  const monthDay = `${two(d.int(1, 12))}-${two(d.int(1, 28))}`;
  const form = d.int(0, 9);
  if (form < 5) return `S${String(year)}-${monthDay}`;
  return form < 7 ? `S--${monthDay}` : form < 9 ? `L--${monthDay}` : `L${String(year)}-${monthDay}`;
}

/** Most is paid at once; some is bought on account, a little of that is overdue. */
function sales(words: SampleWords, nowMs: number, createdAt: number, d: Dice): SampleSale[] {
  const count = d.chance(0.25) ? 0 : d.int(1, d.chance(0.3) ? 6 : 2);
  return Array.from({ length: count }, () => {
    const at = createdAt + (nowMs - createdAt) * (d.int(0, 1000) / 1000);
    const onAccount = d.chance(0.12);
    const paid = !onAccount || at < nowMs - 120 * DAY_MS ? 'all' : d.chance(0.3) ? 'half' : 'none';
    const first = d.int(0, words.products.length - 1);
    const lines = Array.from({ length: d.chance(0.7) ? 1 : d.int(2, 4) }, (_, i) => ({
      product: (first + i * 3) % words.products.length,
      quantity: d.chance(0.7) ? 1 : d.int(2, 6),
    }));
    return { date: dateOf(at), dueDate: paid === 'all' ? null : dateOf(at + 30 * DAY_MS), lines, percentOff: d.chance(0.12) ? 10 : 0, paid };
  });
}

function followUps(words: SampleWords, nowMs: number, createdAt: number, d: Dice): Record<string, unknown>[] {
  const count = d.chance(0.45) ? d.int(1, 3) : 0;
  const methods = ['phone', 'wechat', 'store', 'visit'] as const;
  return Array.from({ length: count }, () => {
    const at = Math.floor(createdAt + (nowMs - createdAt) * (d.int(0, 1000) / 1000));
    const nextDate = d.chance(0.3) ? dateOf(nowMs + d.int(-5, 30) * DAY_MS) : null;
    return { at, method: d.pick(methods), content: d.pick(words.followUps), nextDate };
  });
}
