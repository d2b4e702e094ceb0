/**
 * The short way from cells to a customer, for rows of which every cell is plain: no
 * doubt, no warning, nothing to be taken apart. It answers exactly what the careful
 * reader (`validate-row.ts`) would, or `null`: then that one is asked. A test compares
 * the two row by row.
 */
import { joinName } from '../../../../../shared/kernel/person-name.ts';
import { customerFields } from '../../../../../shared/modules/customers.ts';
import type { Mapping } from '../../../../../shared/modules/transfer.ts';
import type { FieldTarget, LongTextField, RowContext } from '../cell-readers.ts';
import type { SourceRow } from '../cells.ts';
import { isLabelledHeading } from '../labelled-contacts.ts';
import { looksLikeCompany } from '../names.ts';
import { classesOf, DIGIT, LATIN, NET, OTHER, SPACE } from './classes.ts';
import { takeCustom } from './custom.ts';
import { ANY, isIsoDay, isPlain, WORD, type Take } from './plain.ts';
import { newFlatRow, type FlatRow } from './row.ts';

export interface FlatReader {
  /** `null`: the row needs care, or is blank. */
  read(row: SourceRow): FlatRow | null;
}

const LIMIT = new Map(customerFields.map((f) => [f.name, f.maxLength]));
const MAX_HEADING = 200;

/** Compiles a mapping; `null` when it has something only the careful reader knows. */
export function createFlatReader(mapping: Mapping, headers: readonly string[], context: RowContext): FlatReader | null {
  const takes: (Take | null)[] = [];
  const headings = new Set<string>();
  for (const [i, target] of mapping.columns.entries()) {
    const heading = headers[i] ?? '';
    // Labels in brackets are for the careful reader.
    if (target.to === 'field' && isLabelledHeading(heading)) return null;
    if (target.to === 'ignore') takes.push(null);
    else if (target.to === 'field') takes.push(takeField(target, context));
    else if (target.to !== 'extra') return null;
    else {
      // Doubled headings are joined, and one like a number would change the order of the map.
      if (headings.has(heading) || heading.length > MAX_HEADING || heading === '__proto__' || /^\d+$/.test(heading)) return null;
      headings.add(heading);
      takes.push(takeExtra(heading));
    }
  }
  const { defaultKind } = context;
  return { read: (row) => readFlat(row, takes, defaultKind) };
}

function readFlat(source: SourceRow, takes: readonly (Take | null)[], defaultKind: string): FlatRow | null {
  const { cells } = source;
  if (source.problem !== undefined) return null;
  const row = newFlatRow();
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (cell === '' || cell === null) continue;
    if (typeof cell !== 'string' || i >= takes.length) return null;
    const take = takes[i];
    if (take && !take(row, cell)) return null;
  }
  if (row.name === '') row.name = joinName(row.familyName, row.givenName);
  if (row.name === '' || (row.phone === '' && mayBeTotal(row.name))) return null;
  if (row.kind === '') row.kind = row.name.length > 3 && looksLikeCompany(row.name) ? 'company' : defaultKind;
  if (row.extra !== '') row.extra = `{${row.extra}}`;
  if (row.custom !== '') row.custom = `{${row.custom}}`;
  return row;
}

/** A line of sums; the careful reader looks closer. */
function mayBeTotal(name: string): boolean {
  return /^(?:[合总小共汇]计|[总汇]|total|grand|sub|sum)/i.test(name);
}

type TextField = 'familyName' | 'givenName' | 'company' | 'title' | 'grade' | 'source' | 'code' | 'wechat' | 'tag' | 'preferredTime';

function takeText(field: TextField, limit: number, allowed: number): Take {
  return (row, text) => {
    if (text.length > limit || row[field] !== '' || !isPlain(text, allowed)) return false;
    row[field] = text;
    return true;
  };
}

const careful: Take = () => false;

function takeField(target: FieldTarget, context: RowContext): Take {
  const { field, part } = target;
  const limit = LIMIT.get(field === 'name' ? 'name' : field) ?? 0;
  if (part !== undefined) return careful;
  switch (field) {
    case 'name':
      return takeName(limit);
    case 'familyName':
    case 'givenName':
    case 'company':
    case 'title':
    case 'grade':
    case 'source':
      return takeText(field, limit, ANY);
    case 'code':
      return takeText('code', limit, WORD | NET | SPACE);
    case 'tags':
      return (row, text) => text !== 'myContacts' && takeTag(row, text);
    case 'gender':
      return takeWord('gender', GENDERS);
    case 'kind':
      return takeWord('kind', KINDS);
    case 'phones':
      return target.label === undefined ? takePhone : careful;
    case 'wechats':
      return target.label === undefined ? takeText('wechat', limit, WORD | NET) : careful;
    case 'emails':
      return target.label === undefined ? takeEmail : careful;
    case 'addresses':
      return target.label === undefined ? takeAddress : careful;
    case 'birthday':
      return target.calendar === 'lunar' ? careful : takeBirthday(context.today);
    case 'preferredTime':
      return takeText(field, limit, ANY);
    case 'notes':
    case 'preferences':
    case 'painPoints':
      return takeLongText(field, limit);
    default: {
      const own = context.fields?.get(field);
      return own ? takeCustom(own, context.collect?.get(own.id)) : careful;
    }
  }
}

const takeTag = takeText('tag', LIMIT.get('tags') ?? 0, WORD | NET | SPACE);

/** A name may look like a placeholder. */
function takeName(limit: number): Take {
  return (row, text) => {
    const kinds = classesOf(text);
    if ((kinds & OTHER) !== 0 || (kinds & WORD) === 0 || text.length > limit || row.name !== '') return false;
    row.name = text;
    return true;
  };
}

// The other words are read carefully.
const GENDERS = new Map([['男', 'male'], ['女', 'female'], ['先生', 'male'], ['女士', 'female'], ['M', 'male'], ['F', 'female'], ['Male', 'male'], ['Female', 'female'], ['male', 'male'], ['female', 'female']]); // prettier-ignore
const KINDS = new Map([['个人', 'individual'], ['企业', 'company'], ['公司', 'company'], ['个人客户', 'individual'], ['企业客户', 'company']]); // prettier-ignore

function takeWord(field: 'gender' | 'kind', words: ReadonlyMap<string, string>): Take {
  return (row, text) => {
    const value = words.get(text);
    if (value === undefined || row[field] !== '') return false;
    row[field] = value;
    return true;
  };
}

/** Eleven digits of a Chinese mobile number. */
const takePhone: Take = (row, text) => {
  if (text.length !== 11 || row.phone !== '' || text.charCodeAt(0) !== 0x31 || text.charCodeAt(1) < 0x33) return false;
  for (let i = 1; i < 11; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x30 || unit > 0x39) return false;
  }
  row.phone = text;
  return true;
};

const MAX_EMAIL = LIMIT.get('emails') ?? 0;
const EMAIL = /^[^@]+@[^@.]+(?:\.[^@.]+)+$/;

const takeEmail: Take = (row, text) => {
  if (text.length > MAX_EMAIL || row.email !== '' || !isPlain(text, DIGIT | LATIN | NET) || !EMAIL.test(text)) return false;
  row.email = text;
  return true;
};

const MAX_ADDRESS = LIMIT.get('addresses') ?? 0;

const takeAddress: Take = (row, text) => {
  if (text.length > MAX_ADDRESS || row.address !== '' || !isPlain(text, ANY)) return false;
  row.address = text;
  return true;
};

function takeLongText(field: LongTextField, limit: number): Take {
  return (row, text) => {
    if (row[field].length + text.length >= limit || (classesOf(text) & OTHER) !== 0) return false;
    row[field] = row[field] === '' ? text : `${row[field]}\n${text}`;
    return true;
  };
}

function takeBirthday(today: string): Take {
  return (row, text) => {
    if (row.birthday !== '' || !isIsoDay(text) || text > today) return false;
    row.birthday = `S${text}`;
    return true;
  };
}

const MAX_EXTRA = LIMIT.get('extra') ?? 0;

/** Kept under its heading, as JSON under construction. */
function takeExtra(heading: string): Take {
  const first = `${JSON.stringify(heading)}:"`;
  const next = `,${first}`;
  return (row, text) => {
    if (text.length > MAX_EXTRA || (classesOf(text) & OTHER) !== 0) return false;
    row.extra = row.extra === '' ? `${first}${text}"` : `${row.extra}${next}${text}"`;
    return true;
  };
}
