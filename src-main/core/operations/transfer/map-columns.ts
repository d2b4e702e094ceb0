/**
 * Which column means what. Two witnesses: the heading (synonyms, near misses) and the
 * values. Pure; the user can change every answer. A column nobody knows is kept with
 * the customer under its heading; only row counters and empty columns are left out.
 */
import type { ColumnTarget } from '../../../../shared/modules/transfer.ts';
import type { ColumnFacts } from './column-facts.ts';
import { isLabelledHeading } from './labelled-contacts.ts';
import { exactMeaning, headingKey, headingLabel, SYNONYMS, type Meaning } from './synonyms.ts';

export interface ColumnState {
  readonly index: number;
  readonly target: ColumnTarget;
  readonly confidence: 'sure' | 'likely' | 'none';
}

interface Candidate {
  readonly facts: ColumnFacts;
  readonly meaning: Meaning;
  /** 0–1; exact words above 0.9. */
  readonly score: number;
}

const MANY: ReadonlySet<Meaning> = new Set<Meaning>(['phones', 'emails', 'wechats', 'addresses', 'tags', 'notes', 'preferences', 'painPoints', 'skip']);
/** Parts of headings that speak of something else than the customer (推荐人电话, 最近消费日期). */
const OTHER =
  /推荐人|介绍人|业务员|销售|客户经理|跟进|创建人|开户|银行|发票|税号|订单|商品|产品|金额|余额|积分|消费|次数|数量|价格|密码|身份证|最后|最近|下次|上次|修改|更新|到期|有效|referrer|lastorder|invoice|password|amount|total|balance/;

/** English words that keep their meaning at the end of a longer heading ("Best Phone"); `name` does not ("Product Name"). */
const LATIN_ENDINGS: ReadonlySet<string> = new Set([
  'phone',
  'phonenumber',
  'mobile',
  'email',
  'emailaddress',
  'telephone',
  'address',
  'birthday',
  'birthdate',
  'wechat',
  'remarks',
  'gender',
]);
/** The "Label" and "Type" columns that contact programs put beside each value. */
const COMPANION = /^(?:email|phone|address|website|event|relation|im|customfield)\d+(?:label|type|service)$/;

/** Proposes what every column means. Columns come back in their order. */
export function mapColumns(facts: readonly ColumnFacts[]): readonly ColumnState[] {
  const candidates = facts.map(candidateOf).filter((c) => c !== null);
  const chosen = settleNames(chooseSingles(candidates));
  addByContent(chosen, facts);
  return facts.map((column) => stateOf(column, chosen));
}

/** The key under which a mapping is saved: files with the same headings in the same order share it. */
export function headerSignature(headers: readonly string[]): string {
  return headers.map(headingKey).join('\u001f');
}

function candidateOf(facts: ColumnFacts): Candidate | null {
  const key = headingKey(facts.header);
  if (COMPANION.test(key)) return { facts, meaning: 'skip', score: 1 };
  const exact = exactMeaning(key);
  const near = exact ? { meaning: exact.meaning, score: 1 - exact.rank * 0.001 } : nearMeaning(key);
  if (!near) return null;
  const score = near.score * contentFactor(near.meaning, facts, key);
  return score < 0.5 ? null : { facts, meaning: near.meaning, score };
}

/** Headings that end in a known word (客户手机号码), or differ from one by a letter (phne). */
function nearMeaning(key: string): { meaning: Meaning; score: number } | null {
  if (key.length < 2 || OTHER.test(key)) return null;
  let best: { meaning: Meaning; score: number } | null = null;
  for (const [meaning, words] of Object.entries(SYNONYMS) as [Meaning, readonly string[]][]) {
    if (meaning === 'skip') continue;
    for (const word of words) {
      const score = nearScore(key, word);
      if (score > (best?.score ?? 0.6)) best = { meaning, score };
    }
  }
  return best;
}

function nearScore(key: string, word: string): number {
  const han = word.charCodeAt(0) > 0x3000;
  if (han)
    return word.length >= 2 && key.length > word.length && key.length <= word.length + 6 && key.endsWith(word)
      ? 0.7 + word.length * 0.02
      : 0;
  if (word.length >= 5 && Math.abs(key.length - word.length) <= 1 && oneEditApart(key, word)) return 0.75;
  if (LATIN_ENDINGS.has(word) && key.length <= word.length + 12 && (key.endsWith(word) || new RegExp(`^${word}\\d$`).test(key)))
    return 0.65 + word.length * 0.005;
  return 0;
}

function oneEditApart(a: string, b: string): boolean {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  if (a.length === b.length) {
    const swapped = a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
    return swapped || a.slice(i + 1) === b.slice(i + 1);
  }
  return a.length > b.length ? a.slice(i + 1) === b.slice(i) : a.slice(i) === b.slice(i + 1);
}

/** How far the values speak for the heading's meaning: 1 no objection, 0 contradiction. */
function contentFactor(meaning: Meaning, facts: ColumnFacts, key: string): number {
  if (facts.filled === 0) return 0.9;
  // Our own export: several values and their labels look like nothing else.
  if (isLabelledHeading(facts.header)) return 1;
  if (meaning === 'emails') return facts.email > 0 || facts.filled < 3 ? 1 : 0.3;
  if (meaning === 'birthday' || meaning === 'createdAt' || meaning === 'noticeOn' || meaning === 'consentOn') return facts.date > 0.2 || facts.number > 0.5 || facts.filled < 3 ? 1 : 0.4;
  if (meaning === 'gender') return facts.gender > 0.3 || facts.filled < 3 ? 1 : 0.3;
  if (meaning === 'kind') return facts.kind > 0.5 ? 1 : 0;
  if (meaning === 'phones') return facts.email > 0.5 || facts.date > 0.5 ? 0.2 : 1;
  if (meaning === 'familyName' || meaning === 'givenName') return facts.date > 0.2 || facts.number > 0.5 || facts.phone > 0.5 ? 0 : 1;
  if (meaning === 'name') return facts.phone > 0.5 || facts.email > 0.5 || facts.number > 0.9 ? 0.4 : 1;
  // A general word over 1, 2, 3 … numbers rows, not customers; matching by it would mix up people of two files.
  if (meaning === 'code' && facts.counting) return /客户|会员|customer|member|client|卡/.test(key) ? 1 : 0;
  if (meaning === 'wechats') return facts.phone === 1 || facts.email < 0.5 ? 1 : 0.4;
  return 1;
}

type Chosen = Map<number, Candidate>;

/** Fields with one value take their best column; the others fall back to being kept as they are. */
function chooseSingles(candidates: readonly Candidate[]): Chosen {
  const chosen: Chosen = new Map();
  const taken = new Map<Meaning, Candidate>();
  for (const candidate of candidates) {
    if (MANY.has(candidate.meaning)) {
      chosen.set(candidate.facts.index, candidate);
      continue;
    }
    const rival = taken.get(candidate.meaning);
    if (rival && weight(rival) >= weight(candidate)) continue;
    if (rival) chosen.delete(rival.facts.index);
    taken.set(candidate.meaning, candidate);
    chosen.set(candidate.facts.index, candidate);
  }
  return chosen;
}

/** A heading that fits a little better does not help when its column is empty. */
function weight(candidate: Candidate): number {
  return candidate.score + (candidate.facts.filled > 0 ? 0.3 : 0);
}

function find(chosen: Chosen, meaning: Meaning): Candidate | undefined {
  return [...chosen.values()].find((c) => c.meaning === meaning);
}

function become(chosen: Chosen, candidate: Candidate, meaning: Meaning): void {
  chosen.set(candidate.facts.index, { ...candidate, meaning });
}

/**
 * Which of 姓名, 客户名称, 联系人, 公司, 昵称 is the name. Sheets of companies
 * (客户名称 = company, 联系人 = person) give the person as the name and the company as
 * the company, so that both can be searched; a row without a person is the company.
 */
function settleNames(chosen: Chosen): Chosen {
  const customer = find(chosen, 'customerName');
  const contact = find(chosen, 'contactName');
  // 姓 and 名 in columns of their own are a person too.
  const hasParts = find(chosen, 'familyName') !== undefined && find(chosen, 'givenName') !== undefined;
  let hasName = find(chosen, 'name') !== undefined;
  if (customer) {
    const isCompany = customer.facts.company >= 0.3 && (hasName || hasParts || (contact?.facts.filled ?? 0) >= 0.3 * customer.facts.filled);
    if (isCompany && !find(chosen, 'company') && (hasName || hasParts || contact)) become(chosen, customer, 'company');
    else if (!hasName) become(chosen, customer, 'name');
    else chosen.delete(customer.facts.index);
    hasName ||= find(chosen, 'name') !== undefined;
  }
  if (contact) {
    if (hasName) chosen.delete(contact.facts.index);
    else become(chosen, contact, 'name');
    hasName = true;
  }
  settleParts(chosen, hasName);
  return chosen;
}

function settleParts(chosen: Chosen, hasName: boolean): void {
  const family = find(chosen, 'familyName');
  const given = find(chosen, 'givenName');
  const nickname = find(chosen, 'nickname');
  // Beside a whole name, or together, they are what their headings say; one alone is all of the name there is.
  if (!hasName && family && !given) become(chosen, family, 'name');
  if (!hasName && given && !family) become(chosen, given, 'name');
  if (!nickname) return;
  if (hasName || family || given) chosen.delete(nickname.facts.index);
  else become(chosen, nickname, 'name');
}

/** Columns whose heading says nothing, but whose values do. */
function addByContent(chosen: Chosen, facts: readonly ColumnFacts[]): void {
  const free = (column: ColumnFacts) => !chosen.has(column.index) && !OTHER.test(headingKey(column.header)) && column.filled > 0;
  const has = (meaning: Meaning) => find(chosen, meaning) !== undefined;
  const add = (column: ColumnFacts, meaning: Meaning) => chosen.set(column.index, { facts: column, meaning, score: 0.6 });
  for (const column of facts) {
    if (!free(column)) continue;
    if (column.counting && /^[A-Z]{1,2}$/.test(column.header)) add(column, 'skip');
    else if (column.phone >= 0.7) add(column, 'phones');
    else if (column.email >= 0.7) add(column, 'emails');
    else if (column.gender >= 0.9 && !has('gender')) add(column, 'gender');
    else if (column.address >= 0.7 && !has('addresses')) add(column, 'addresses');
  }
  const hasName = () => has('name') || (has('familyName') && has('givenName'));
  const person = bestBy(
    facts.filter((c) => free(c) && c.person >= 0.6),
    (c) => c.person,
  );
  if (!hasName() && person) add(person, 'name');
  const company = bestBy(
    facts.filter((c) => free(c) && c.company >= 0.6),
    (c) => c.company,
  );
  if (company && !has('company')) add(company, hasName() ? 'company' : 'name');
}

function bestBy(columns: readonly ColumnFacts[], by: (c: ColumnFacts) => number): ColumnFacts | undefined {
  return columns.reduce<ColumnFacts | undefined>((best, c) => (!best || by(c) > by(best) ? c : best), undefined);
}

function stateOf(column: ColumnFacts, chosen: Chosen): ColumnState {
  const { index } = column;
  const candidate = chosen.get(index);
  if (!candidate) {
    const noise = column.filled === 0 && /^[A-Z]{1,3}$/.test(column.header);
    return { index, target: { to: noise ? 'ignore' : 'extra' }, confidence: 'none' };
  }
  if (candidate.meaning === 'skip') return { index, target: { to: 'ignore' }, confidence: 'sure' };
  return { index, target: targetOf(candidate, chosen), confidence: candidate.score >= 0.9 ? 'sure' : 'likely' };
}

const ADDRESS_PARTS: ReadonlySet<Meaning> = new Set<Meaning>(['province', 'city', 'district', 'street', 'postcode']);

function targetOf(candidate: Candidate, chosen: Chosen): ColumnTarget {
  const { meaning, facts } = candidate;
  const label = headingLabel(facts.header);
  switch (meaning) {
    case 'lunarBirthday':
      return find(chosen, 'birthday') ? { to: 'extra' } : { to: 'field', field: 'birthday', calendar: 'lunar' };
    case 'phones':
    case 'emails':
    case 'wechats':
      return label === undefined ? { to: 'field', field: meaning } : { to: 'field', field: meaning, label };
    case 'addresses': {
      // With 省/市/区 in columns of their own, the first address column is what follows them.
      const first = find(chosen, 'addresses')?.facts.index === facts.index;
      const hasParts = ['province', 'city', 'district'].some((p) => find(chosen, p as Meaning));
      if (first && hasParts && !find(chosen, 'street')) return { to: 'field', field: 'addresses', part: 'street' };
      return label === undefined ? { to: 'field', field: 'addresses' } : { to: 'field', field: 'addresses', label };
    }
    case 'country':
    case 'nickname':
    case 'customerName':
    case 'contactName':
    case 'skip':
      return { to: 'extra' };
    default:
      if (ADDRESS_PARTS.has(meaning)) return { to: 'field', field: 'addresses', part: meaning as 'province' };
      return { to: 'field', field: meaning };
  }
}
