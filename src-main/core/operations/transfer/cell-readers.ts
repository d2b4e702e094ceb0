/** One reader per kind of field: a cell goes in, the row under construction takes what it says. */
import { formatPartialDate } from '../../../../shared/kernel/partial-date.ts';
import { normalizePhone } from '../../../../shared/kernel/phone.ts';
import { MAX_CYCLE_DAYS, NEVER_CONTACT } from '../../../../shared/kernel/cadence.ts';
import { cleanLine, cleanText, foldKey, toHalfWidth } from '../../../../shared/kernel/text.ts';
import { looksLikeEmail } from '../../../../shared/modules/review.ts';
import type { ColumnTarget } from '../../../../shared/modules/transfer.ts';
import { lunarToSolar } from '../../kernel/lunar.ts';
import { cellText, isDateCell, type Cell } from './cells.ts';
import { readDate, type DateContext, type DateReading } from './dates.ts';
import { choiceNamed, neverWord } from './choice-words.ts';
import { answerNamed } from './consent-cells.ts';
import { keepExtra, note, type RowBuilder } from './draft.ts';
import { isLabelledHeading, readContacts } from './labelled-contacts.ts';
import { readPhones } from './phones.ts';
import type { Rules } from '../../../../shared/kernel/standards.ts';
import type { StoredField } from '../../derived/fields/stored-fields.ts';
import { customReader } from './custom-cells.ts';
import type { LinkFinder } from './link-finder.ts';

export interface RowContext {
  /** Civil date of today, `YYYY-MM-DD`: later birthdays are errors. */
  readonly today: string;
  readonly defaultKind: 'individual' | 'company';
  readonly is1904?: boolean;
  /** EpochMs of a local civil date and time (`YYYY-MM-DD`, `HH:MM:SS` or null). */
  readonly localEpoch: (date: string, time: string | null) => number;
  /** The book's own fields by name (`custom:<id>`). */
  readonly fields?: ReadonlyMap<string, StoredField>;
  /** Words met in fields that this import makes. */
  readonly collect?: ReadonlyMap<number, Set<string>>;
  /** The owner's rules of built-in fields, and what these are called. */
  readonly standards?: Readonly<Record<string, Rules>>;
  readonly nameOf?: (field: string) => string;
  /** Customers that columns of links name. */
  readonly links?: LinkFinder;
}

export type FieldTarget = Extract<ColumnTarget, { to: 'field' }>;
/** Texts of several lines. */
export type LongTextField = 'notes' | 'preferences' | 'painPoints';
/** As long as an entry's scope may be. */
const MAX_SCOPE = 500;
export type CellReader = (row: RowBuilder, cell: Cell) => void;

const PLACEHOLDER = /^(?:无|暂无|没有|未知|不详|空|n\/?a|none|null|nil|undefined|-+|—+|\/+|\*+)$/i;

function plain(cell: Cell): string {
  const text = cleanLine(cellText(cell));
  return PLACEHOLDER.test(text) ? '' : text;
}

const readText =
  (set: (row: RowBuilder, text: string) => void): CellReader =>
  (row, cell) => {
    const text = plain(cell);
    if (text !== '') set(row, text);
  };

/** Makes the reader of one mapped column. `null` for a field that cannot be imported. */
export function readerOf(target: FieldTarget, column: string, context: RowContext): CellReader | null {
  if (isLabelledHeading(column) && isContacts(target.field) && target.part === undefined) return labelledReader(target.field, target, column);
  switch (target.field) {
    case 'name':
      return nameReader(target);
    case 'familyName':
    case 'givenName':
      return namePartReader(target.field);
    case 'company':
      return readText((row, text) => (row.company = text));
    case 'title':
      return readText((row, text) => (row.title = text));
    case 'grade':
      return readText((row, text) => (row.grade = text));
    case 'source':
      return readText((row, text) => (row.source = text));
    case 'code':
      return codeReader(column);
    case 'notes':
    case 'preferences':
    case 'painPoints':
      return longTextReader(target.field);
    case 'preferredTime':
      return readText((row, text) => (row.preferredTime = text));
    case 'kind':
      return kindReader(column);
    case 'gender':
      return genderReader(column);
    case 'preferredMethod':
      return choiceReader(column, (text) => choiceNamed('preferredMethod', text), (row, value) => (row.preferredMethod = value));
    case 'doNotContact':
      return choiceReader(column, (text) => choiceNamed('doNotContact', text), (row, value) => (row.doNotContact = value));
    case 'contactEvery':
      return cycleReader(column);
    case 'starred':
      return choiceReader(column, (text) => choiceNamed('starred', text), (row, value) => (row.starred = value));
    case 'phones':
      return phonesReader(target, column);
    case 'emails':
      return emailsReader(target, column);
    case 'wechats':
      return wechatsReader(target);
    case 'addresses':
      return addressReader(target);
    case 'tags':
      return tagsReader;
    case 'birthday':
      return birthdayReader(target, column, context);
    case 'createdAt':
      return createdReader(target, column, context);
    case 'verifiedOn':
      return pastDayReader(target, column, context, (row, day) => (row.verifiedOn = day));
    case 'noticeOn':
    case 'consentOn': {
      const { field } = target;
      return pastDayReader(target, column, context, (row, day) => ((row.consents ??= {})[field] = day));
    }
    case 'consented':
      return choiceReader(column, answerNamed, (row, value) => ((row.consents ??= {}).consented = value));
    case 'consentMethod':
      return choiceReader(column, (text) => choiceNamed('consentMethod', text), (row, value) => ((row.consents ??= {}).consentMethod = value));
    case 'consentScope':
      return readText((row, text) => ((row.consents ??= {}).consentScope = text.slice(0, MAX_SCOPE)));
    default: {
      const field = context.fields?.get(target.field);
      return field ? customReader(field, column, dateContext(target, context), context) : null;
    }
  }
}

/** The reader of a column kept under its heading. */
export function extraReader(column: string): CellReader {
  return (row, cell) => {
    const text = cleanText(cellText(cell));
    if (text !== '') keepExtra(row, column, text);
  };
}

function nameReader(target: FieldTarget): CellReader {
  // Mappings kept from before there were fields of their own for the parts.
  if (target.part === 'familyName' || target.part === 'givenName') return namePartReader(target.part);
  // A name may look like a placeholder (Null is a surname); only signs are none.
  return (row, cell) => {
    const text = cleanLine(cellText(cell));
    if (text !== '' && /[\p{L}\p{N}\p{S}]/u.test(text) && row.name === '') row.name = text;
  };
}

function namePartReader(part: 'familyName' | 'givenName'): CellReader {
  return readText((row, text) => (row[part] = text));
}

function codeReader(column: string): CellReader {
  return (row, cell) => {
    if (typeof cell === 'number' && Math.abs(cell) >= 1e15) note(row, 'warning', 'number.digitsLost', column, cellText(cell));
    const text = plain(cell);
    if (/^\d(?:\.\d+)?e\+\d+$/i.test(text)) {
      note(row, 'warning', 'number.digitsLost', column, text);
      keepExtra(row, column, text);
    } else if (text !== '') row.code = text;
  };
}

/** What several columns say goes into one text, line by line. */
function longTextReader(field: LongTextField): CellReader {
  return (row, cell) => {
    const text = cleanText(cellText(cell)).replace(/\r\n?/g, '\n');
    if (text !== '') row[field] = row[field] === '' ? text : `${row[field]}\n${text}`;
  };
}

function kindReader(column: string): CellReader {
  return readText((row, text) => {
    if (/^(?:企业|公司|单位|商户|机构|company|business|organi[sz]ation|corporate)/i.test(text)) row.kind = 'company';
    else if (/^(?:个人|个体|individual|person|consumer)/i.test(text)) row.kind = 'individual';
    else unknownChoice(row, column, text);
  });
}

function genderReader(column: string): CellReader {
  return readText((row, text) => {
    const word = text.toLowerCase().replace(/\.$/, '');
    if (/^(?:男|男性|男士|先生|m|male|man|mr|boy)$/.test(word)) row.gender = 'male';
    else if (/^(?:女|女性|女士|小姐|太太|f|female|woman|ms|mrs|miss|girl)$/.test(word)) row.gender = 'female';
    else if (/^(?:其他|其它|other|non-?binary|x)$/.test(word)) row.gender = 'other';
    else if (!/^(?:保密|未填写?|unknown|secret|u)$/.test(word)) unknownChoice(row, column, text);
  });
}

/** A field of few fixed words; a plain no leaves it empty. */
function choiceReader<V extends string>(column: string, named: (text: string) => V | '' | null, set: (row: RowBuilder, value: V) => void): CellReader {
  return readText((row, text) => {
    const value = named(text);
    if (value === null) unknownChoice(row, column, text);
    else if (value !== '') set(row, value);
  });
}

/** 30、30天、every 30 days; 从不 for never. */
function cycleReader(column: string): CellReader {
  return readText((row, text) => {
    const days = /^(?:每|every)?\s*(\d{1,4})\s*(?:天|日|days?|d)?$/i.exec(text)?.[1];
    const isNever = (['zh-CN', 'en'] as const).some((language) => foldKey(neverWord(language)) === foldKey(text)) || /^(?:不|不用|不联系|从不|never|none)$/i.test(text);
    if (days !== undefined && Number(days) <= MAX_CYCLE_DAYS) row.contactEvery = Number(days);
    else if (isNever) row.contactEvery = NEVER_CONTACT;
    else unknownChoice(row, column, text);
  });
}

function unknownChoice(row: RowBuilder, column: string, text: string): void {
  note(row, 'warning', 'choice.unknown', column, text);
  keepExtra(row, column, text);
}

function labelled(value: string, label: string | undefined): { value: string; label?: string } {
  return label === undefined ? { value } : { value, label };
}

function addUnique(list: { value: string; label?: string }[], item: { value: string; label?: string }): void {
  for (const known of list) if (known.value === item.value) return;
  list.push(item);
}

type Contacts = 'phones' | 'emails' | 'wechats' | 'addresses';

function isContacts(field: string): field is Contacts {
  return field === 'phones' || field === 'emails' || field === 'wechats' || field === 'addresses';
}

/** Values as they stand: they come from a book. Those that a person changed to something odd are told of. */
function labelledReader(field: Contacts, target: FieldTarget, column: string): CellReader {
  return (row, cell) => {
    for (const { value, label } of readContacts(cellText(cell))) {
      if (field === 'phones' && normalizePhone(value) === null) note(row, 'warning', 'phone.unusual', column, value);
      if (field === 'emails' && !looksLikeEmail(value)) note(row, 'warning', 'email.unusual', column, value);
      addUnique(row[field], labelled(value, label ?? target.label));
    }
  };
}

function phonesReader(target: FieldTarget, column: string): CellReader {
  return (row, cell) => {
    const reading = readPhones(cell);
    for (const { value, label } of reading.values) addUnique(row.phones, labelled(value, label ?? target.label));
    for (const issue of reading.issues) note(row, 'warning', issue, column, cellText(cell));
    if (reading.rest !== null) keepExtra(row, column, reading.rest);
  };
}

function emailsReader(target: FieldTarget, column: string): CellReader {
  return readText((row, text) => {
    for (const part of toHalfWidth(text).split(/[\s,;、|/]+|:::/)) {
      const value = part.replace(/^mailto:/i, '').replace(/^<|>$/g, '');
      if (value === '') continue;
      if (!looksLikeEmail(value)) note(row, 'warning', 'email.unusual', column, value);
      addUnique(row.emails, labelled(value, target.label));
    }
  });
}

function wechatsReader(target: FieldTarget): CellReader {
  return readText((row, text) => {
    for (const part of text.split(/[、;；,，/]|\s:::\s/)) {
      const value = part.replace(/^(?:微信号?|wx|wechat|vx)\s*[:：]\s*/i, '').trim();
      if (value !== '') addUnique(row.wechats, labelled(value, target.label));
    }
  });
}

function addressReader(target: FieldTarget): CellReader {
  const { part } = target;
  if (part === undefined || part === 'familyName' || part === 'givenName') {
    return readText((row, text) => addUnique(row.addresses, labelled(text, target.label)));
  }
  return readText((row, text) => ((row.address ??= {})[part] = text));
}

const tagsReader: CellReader = readText((row, text) => {
  for (const part of text.split(/[,，;；、|/\n]|\s:::\s/)) {
    const name = part.replace(/^[*#\s]+/, '').trim();
    if (name !== '' && name !== 'myContacts' && !row.tagNames.includes(name)) row.tagNames.push(name);
  }
});

function dateContext(target: FieldTarget, context: RowContext): DateContext {
  return {
    order: target.dateOrder,
    calendar: target.calendar,
    thisYear: Number(context.today.slice(0, 4)),
    is1904: context.is1904 ?? false,
  };
}

/** Reports a reading that gives no date; answers the date otherwise. */
function dateOrNote(row: RowBuilder, reading: DateReading, column: string, cell: Cell) {
  if (reading.kind === 'date') return reading.date;
  if (reading.kind === 'empty') return null;
  if (reading.kind === 'ambiguous') note(row, 'error', 'date.ambiguous', column, cellText(cell));
  else if (reading.code === 'date.impossible') note(row, 'error', reading.code, column, cellText(cell));
  else {
    note(row, 'warning', reading.code, column, cellText(cell));
    keepExtra(row, column, cleanLine(cellText(cell)));
  }
  return null;
}

function birthdayReader(target: FieldTarget, column: string, context: RowContext): CellReader {
  const dates = dateContext(target, context);
  return (row, cell) => {
    const date = dateOrNote(row, readDate(cell, dates), column, cell);
    if (!date) return;
    const { year, month, day, leap } = date;
    const text = formatPartialDate(date);
    const solar = year === null ? null : date.calendar === 'lunar' ? lunarToSolar({ year, month, day, leap }) : text.slice(1);
    if (solar !== null && solar > context.today) note(row, 'error', 'birthday.future', column, cellText(cell));
    else row.birthday = text;
  };
}

/** A day of the past; anything else is kept under its heading. */
function pastDayReader(target: FieldTarget, column: string, context: RowContext, set: (row: RowBuilder, day: string) => void): CellReader {
  const dates = dateContext(target, context);
  return (row, cell) => {
    const date = dateOrNote(row, readDate(cell, dates), column, cell);
    if (!date) return;
    const iso = formatPartialDate(date).slice(1);
    if (date.year !== null && date.calendar === 'solar' && iso <= context.today) set(row, iso);
    else {
      note(row, 'warning', date.year === null ? 'date.incomplete' : 'date.future', column, cellText(cell));
      keepExtra(row, column, cleanLine(cellText(cell)));
    }
  };
}

function createdReader(target: FieldTarget, column: string, context: RowContext): CellReader {
  const dates = dateContext(target, context);
  return (row, cell) => {
    const date = dateOrNote(row, readDate(cell, dates), column, cell);
    if (!date) return;
    if (date.year === null || date.calendar === 'lunar') {
      note(row, 'warning', 'date.incomplete', column, cellText(cell));
      keepExtra(row, column, cleanLine(cellText(cell)));
      return;
    }
    const iso = formatPartialDate(date).slice(1);
    if (iso > context.today) {
      note(row, 'warning', 'date.future', column, cellText(cell));
      keepExtra(row, column, cleanLine(cellText(cell)));
    } else row.createdAt = context.localEpoch(iso, timeOf(cell));
  };
}

function timeOf(cell: Cell): string | null {
  if (isDateCell(cell)) return cell.time ?? null;
  const found = /(?:T|\s)(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(cellText(cell));
  if (!found || Number(found[1]) > 23 || Number(found[2]) > 59 || Number(found[3] ?? 0) > 59) return null;
  return `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}:${found[3] ?? '00'}`;
}
