/**
 * What somebody does not see who may not see phones or amounts, taken out of every answer
 * at the gate by the names its fields have in the contract, never method by method. A
 * masked value that comes back in an edit is put right again before it is written.
 */
import { customName } from '../../../shared/modules/custom-fields.ts';
import type { Rights } from '../../../shared/modules/people.ts';

export interface Hidden {
  readonly phones: boolean;
  readonly amounts: boolean;
  /** Ids of the book's own fields that hold phones, and money. */
  readonly phoneFields: ReadonlySet<string>;
  readonly moneyFields: ReadonlySet<string>;
  /** Formulas from which they could be told. */
  readonly tellingFields: ReadonlySet<string>;
}

const CONTACT_LISTS = new Set(['phones', 'wechats', 'emails']);
const CONTACT_TEXTS = new Set(['phone', 'wechat', 'email']);
const AMOUNTS = new Set(['saleAmount', 'receivable']);
/** Of goods, not of people: what stands on the price tag. */
const PRICE = 'priceMinor';

export interface FieldOfBook {
  readonly id: number;
  readonly kind: string;
  readonly formula: string | null;
}

/** What is hidden from a person; `null`: nothing. A formula that reads something hidden is hidden with it. */
export function hiddenFrom(rights: Rights, fields: readonly FieldOfBook[]): Hidden | null {
  if (rights.seePhones && rights.seeAmounts) return null;
  const ids = (kind: string) => new Set(fields.filter((f) => f.kind === kind).map((f) => String(f.id)));
  const plain = { phones: !rights.seePhones, amounts: !rights.seeAmounts, phoneFields: ids('phone'), moneyFields: ids('money') };
  const read = [...(plain.phones ? [...CONTACT_LISTS, ...CONTACT_TEXTS, ...plain.phoneFields] : []), ...(plain.amounts ? [...AMOUNTS, ...plain.moneyFields] : [])];
  return { ...plain, tellingFields: telling(fields, new Set(read)) };
}

/** Ids of the formulas that read one of these, or another formula that does. */
function telling(fields: readonly FieldOfBook[], read: Set<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const reads = (formula: string): boolean => [...formula.matchAll(/\[#([^\]]+)\]/g)].some(([, name = '']) => read.has(name) || [...read].some((known) => name.startsWith(`${known}.`)));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { id, formula } of fields) {
      if (formula === null || !reads(formula)) continue;
      read.add(String(id));
      found.add(String(id));
    }
  }
  return found;
}

const MASK = '****';

/** `138****5678`, `w****@example.com`, `wx****`: enough to recognise it, too little to use it. */
export function maskContact(text: string): string {
  const at = text.lastIndexOf('@');
  if (at > 0) return text.slice(0, 1) + MASK + text.slice(at);
  const digits = text.replace(/\D/g, '');
  if (digits.length < 7) return text.slice(0, 2) + MASK;
  const local = digits.length > 11 ? digits.slice(digits.startsWith('86') ? 2 : 0) : digits;
  return local.slice(0, 3) + MASK + local.slice(-4);
}

/** The answer as the person may see it; the value itself is not touched. */
export function masked(hidden: Hidden, value: unknown): unknown {
  return walk(hidden, '', value);
}

type Entries = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Entries => typeof value === 'object' && value !== null && !Array.isArray(value);

function walk(hidden: Hidden, key: string, value: unknown): unknown {
  if (hidden.phones) {
    if (CONTACT_LISTS.has(key) && Array.isArray(value)) return value.map(maskEntry);
    if (CONTACT_TEXTS.has(key) && typeof value === 'string') return maskContact(value);
  }
  if (hidden.amounts && typeof value === 'number' && (AMOUNTS.has(key) || (key.endsWith('Minor') && key !== PRICE))) return 0;
  if (Array.isArray(value)) return value.map((one) => walk(hidden, '', one));
  if (!isMap(value) || ArrayBuffer.isView(value)) return value;
  if (key === 'custom') return mapOf(value, (id, one) => customValue(hidden, id, one));
  if (key === 'extra' && hidden.phones) return mapOf(value, (_, one) => (typeof one === 'string' ? maskLoose(one) : one));
  const named = fieldOf(value);
  if (named !== null && hidden.phones && /^extra(:|$)/.test(named)) return mapOf(value, (name, one) => (name === 'place' || name === 'field' ? one : looseIn(one)));
  if (named !== null && isHidden(hidden, named)) return mapOf(value, (name, one) => valueAbout(hidden, named, name, one));
  return mapOf(value, (name, one) => walk(hidden, name, one));
}

const mapOf = (map: Entries, change: (name: string, value: unknown) => unknown): Entries => Object.fromEntries(Object.entries(map).map(([name, one]) => [name, change(name, one)]));

/** A record that tells of a field: a change, a doubt, a place where a word was found. */
const fieldOf = (map: Entries): string | null => (typeof map['field'] === 'string' ? map['field'] : typeof map['place'] === 'string' ? map['place'] : null);

/** In a record about a hidden field every value of it is hidden. */
function valueAbout(hidden: Hidden, field: string, name: string, value: unknown): unknown {
  if (name === 'field' || name === 'place' || value === null) return value;
  if (isMoney(hidden, field)) return typeof value === 'number' || typeof value === 'string' ? null : value;
  if (typeof value === 'string') return maskContact(value);
  // Where in the text the words stood is of no use in a masked one.
  if (name === 'from' || name === 'to') return 0;
  return Array.isArray(value) ? value.map(maskEntry) : walk(hidden, name, value);
}

function maskEntry(entry: unknown): unknown {
  if (typeof entry === 'string') return maskContact(entry);
  if (!isMap(entry)) return entry;
  const { original: _, ...rest } = entry;
  return { ...rest, value: typeof entry['value'] === 'string' ? maskContact(entry['value']) : entry['value'] };
}

function customValue(hidden: Hidden, key: string, value: unknown): unknown {
  const id = key.replace(/^o:/, '');
  if (hidden.tellingFields.has(id)) return null;
  if (hidden.phones && hidden.phoneFields.has(id)) return typeof value === 'string' ? maskContact(value) : value;
  return hidden.amounts && hidden.moneyFields.has(id) ? null : value;
}

/** The same in whatever holds texts. */
function looseIn(value: unknown): unknown {
  if (typeof value === 'string') return maskLoose(value);
  return isMap(value) ? mapOf(value, (_, one) => looseIn(one)) : value;
}

/** What looks like a phone or an e-mail among other text. */
function maskLoose(text: string): string {
  return text.replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d(?:[\d ()-]{5,}\d)/g, maskContact);
}

const bare = (field: string): string => (field.startsWith('o:') ? customName(Number(field.slice(2))) : field);
const isMoney = (hidden: Hidden, field: string): boolean =>
  hidden.amounts && (AMOUNTS.has(field) || [...hidden.moneyFields].some((id) => bare(field) === customName(Number(id))));

/** True for a field whose values the person does not see. */
export function isHidden(hidden: Hidden, field: string): boolean {
  if ([...hidden.tellingFields].some((id) => field === customName(Number(id)))) return true;
  if (isMoney(hidden, field)) return true;
  return hidden.phones && (CONTACT_LISTS.has(field) || [...hidden.phoneFields].some((id) => bare(field) === customName(Number(id))));
}

const BLIND = new Set(['empty', 'notEmpty']);

/** The hidden field a question is about (a condition, an order, a count by value), by which its values could be found out; `null`: none. */
export function hiddenFieldAsked(hidden: Hidden, input: unknown): string | null {
  if (Array.isArray(input)) return first(input, (one) => hiddenFieldAsked(hidden, one));
  if (!isMap(input)) return null;
  const { field, test, sum } = input;
  if (typeof sum === 'string' && isHidden(hidden, sum)) return sum;
  const blind = isMap(test) && BLIND.has(String(test['op']));
  if (typeof field === 'string' && !blind && isHidden(hidden, field)) return field;
  return first(Object.values(input), (one) => hiddenFieldAsked(hidden, one));
}

function first<T>(list: readonly unknown[], find: (one: unknown) => T | null): T | null {
  for (const one of list) {
    const found = find(one);
    if (found !== null) return found;
  }
  return null;
}

/** True when a phone, WeChat id or e-mail among these is a masked one. */
export function holdsMask(input: unknown): boolean {
  if (Array.isArray(input)) return input.some(holdsMask);
  if (!isMap(input)) return false;
  return Object.entries(input).some(([key, value]) => (CONTACT_LISTS.has(key) && JSON.stringify(value ?? '').includes(MASK)) || holdsMask(value));
}

/** A patch in which every masked value that is still what the record holds is the whole value again. */
export function unmasked(patch: Entries, record: Entries): Entries {
  return mapOf(patch, (field, value) => {
    const mask = field === 'custom' ? maskContact : field === 'extra' ? maskLoose : null;
    if (mask && isMap(value)) {
      const own = isMap(record[field]) ? record[field] : {};
      return mapOf(value, (id, one) => (typeof own[id] === 'string' && one === mask(own[id]) ? own[id] : one));
    }
    const known = record[field];
    if (!CONTACT_LISTS.has(field) || !Array.isArray(value) || !Array.isArray(known)) return value;
    return value.map((one: unknown) => wholeOf(one, known as readonly unknown[]));
  });
}

function wholeOf(entry: unknown, known: readonly unknown[]): unknown {
  const match = isMap(entry) ? known.find((one) => isMap(one) && typeof one['value'] === 'string' && maskContact(one['value']) === entry['value']) : undefined;
  return isMap(entry) && isMap(match) ? { ...entry, value: match['value'], ...(match['original'] !== undefined && { original: match['original'] }) } : entry;
}
