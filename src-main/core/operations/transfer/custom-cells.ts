/** Cells of columns that belong to custom fields: one reader per kind, and the rules of the field as warnings. */
import { checkRules } from '../../../../shared/kernel/standards.ts';
import { formatPartialDate } from '../../../../shared/kernel/partial-date.ts';
import { normalizePhone } from '../../../../shared/kernel/phone.ts';
import { cleanLine, cleanText, toHalfWidth } from '../../../../shared/kernel/text.ts';
import { MAX_RATING } from '../../../../shared/modules/custom-fields.ts';
import type { CustomValue } from '../../../../shared/modules/custom-fields.ts';
import type { IssueCode } from '../../../../shared/modules/transfer.ts';
import { ownText } from '../../kernel/own-text.ts';
import { exponentOf } from '../../derived/fields/sources.ts';
import type { StoredField } from '../../derived/fields/stored-fields.ts';
import { cellText, type Cell } from './cells.ts';
import { readDate, type DateContext } from './dates.ts';
import { keepExtra, note, type RowBuilder } from './draft.ts';
import type { LinkFinder } from './link-finder.ts';

/** What a cell says for a field: a value, nothing, or why it says nothing. */
export type CustomReading =
  | { readonly kind: 'value'; readonly value: CustomValue }
  | { readonly kind: 'empty' }
  | { readonly kind: 'bad'; readonly code: IssueCode; readonly severity: 'error' | 'warning' };

const EMPTY: CustomReading = { kind: 'empty' };
const PLACEHOLDER = /^(?:无|暂无|没有|未知|不详|空|n\/?a|none|null|nil|undefined|-+|—+|\/+|\*+)$/i;
const bad = (code: IssueCode, severity: 'error' | 'warning' = 'error'): CustomReading => ({ kind: 'bad', code, severity });
const value = (v: CustomValue): CustomReading => ({ kind: 'value', value: v });

/** A number as people write it: `1,200.50`, `￥80`, `1.2万`, `15%`, `80元`, `(30)`. `null` when it is none. */
export function readNumber(text: string): number | null {
  const plain = toHalfWidth(text).replace(/[\s,，]/g, '').replace(/^(?:RMB|CNY|USD|US\$|HK\$|NT\$|[¥$€£])/i, '').replace(/(?:元整?|块|USD|RMB|CNY)$/i, '');
  const m = /^(\()?([-+]?\d+(?:\.\d+)?)(\))?(万|亿|千|k|%)?$/i.exec(plain);
  if (!m || (m[1] === undefined) !== (m[3] === undefined)) return null;
  const scale = { 万: 1e4, 亿: 1e8, 千: 1e3, k: 1e3, K: 1e3, '%': 0.01 }[m[4] ?? ''] ?? 1;
  const number = Number((Number(m[2]) * scale).toPrecision(15));
  return m[1] === undefined ? number : -number;
}

const YES = /^(?:是|有|对|已|已.*|要|真|√|✓|✔|y|yes|true|1|on|x)$/i;
const NO = /^(?:否|无|没有|不|未|未.*|不要|假|×|✗|✘|n|no|false|0|off)$/i;

/** Reads one cell for a field of any kind. `links`: who a name or number stands for. */
export function readCustomCell(field: StoredField, cell: Cell, dates: DateContext, links?: LinkFinder): CustomReading {
  const text = field.kind === 'longText' ? cleanText(cellText(cell)).replace(/\r\n?/g, '\n') : cleanLine(cellText(cell));
  if (text === '' || (PLACEHOLDER.test(text) && field.kind !== 'yesNo')) return EMPTY;
  switch (field.kind) {
    case 'longText':
      return text.length > 20_000 ? bad('text.tooLong') : value(text);
    case 'text':
    case 'url':
    case 'choice':
      return text.length > 2000 ? bad('text.tooLong') : value(text);
    case 'phone':
      return value(normalizePhone(text)?.display ?? text.slice(0, 200));
    case 'number': {
      const number = typeof cell === 'number' ? cell : readNumber(text);
      return number === null || !Number.isFinite(number) ? bad('value.notNumber') : value(number);
    }
    case 'money': {
      const amount = typeof cell === 'number' ? cell : readNumber(text);
      const minor = amount === null ? NaN : Math.round(Number((amount * 10 ** exponentOf(field.currency)).toPrecision(15)));
      return Number.isSafeInteger(minor) ? value(minor) : bad('value.notNumber');
    }
    case 'rating': {
      const stars = /^[★⭐]+[☆]*$/.test(text) ? [...text].filter((c) => c !== '☆').length : Number(toHalfWidth(text).replace(/\s*(?:星|分|stars?)$/i, ''));
      return Number.isInteger(stars) && stars >= 1 && stars <= MAX_RATING ? value(stars) : bad('value.notRating');
    }
    case 'yesNo':
      if (NO.test(text)) return value(false);
      return YES.test(text) ? value(true) : bad('value.notYesNo');
    case 'date':
    case 'lunarDate':
      return readDay(field, cell, dates);
    case 'multiChoice':
      return value([...new Set(text.split(/[,，;；、|/\n]/).map((part) => part.trim()).filter((part) => part !== ''))].slice(0, 200));
    case 'link': {
      const found = links?.(text) ?? 'unknown';
      return typeof found === 'number' ? value(found) : bad(found === 'several' ? 'link.several' : 'link.unknown', 'warning');
    }
    default:
      return bad('value.notTaken', 'warning');
  }
}

function readDay(field: StoredField, cell: Cell, dates: DateContext): CustomReading {
  const lunar = field.kind === 'lunarDate';
  const reading = readDate(cell, lunar ? { ...dates, calendar: 'lunar' } : dates);
  if (reading.kind === 'empty') return EMPTY;
  if (reading.kind === 'ambiguous') return bad('date.ambiguous');
  if (reading.kind === 'bad') return reading.code === 'date.impossible' ? bad(reading.code) : bad(reading.code, 'warning');
  const { date } = reading;
  if (lunar) return date.calendar === 'lunar' ? value(formatPartialDate(date)) : bad('date.notLunar', 'warning');
  return date.calendar === 'lunar' || date.year === null ? bad('date.incomplete', 'warning') : value(formatPartialDate(date).slice(1));
}

/** The reader of a mapped column: what cannot be read is told, and kept under its heading unless it keeps the row out. */
export function customReader(field: StoredField, column: string, dates: DateContext, context: { readonly today: string; readonly collect?: ReadonlyMap<number, Set<string>> | undefined; readonly links?: LinkFinder }): (row: RowBuilder, cell: Cell) => void {
  const key = String(field.id);
  const options = new Set(field.options);
  const collected = context.collect?.get(field.id);
  // What only the owner sees stands in no list of problems, and under no heading that everybody reads.
  const told = (text: string) => (field.ownerOnly ? null : text);
  return (row, cell) => {
    const reading = readCustomCell(field, cell, dates, context.links);
    if (reading.kind === 'empty') return;
    if (reading.kind === 'bad') {
      note(row, reading.severity, reading.code, column, told(cellText(cell)));
      if (reading.severity === 'warning' && !field.ownerOnly) keepExtra(row, column, cleanLine(cellText(cell)));
      return;
    }
    row.custom ??= {};
    row.custom[key] = reading.value;
    const words = field.kind === 'choice' ? [reading.value] : field.kind === 'multiChoice' ? (reading.value as readonly string[]) : [];
    for (const word of words) {
      if (collected) collectWord(collected, String(word));
      else if (!options.has(String(word))) note(row, 'warning', 'choice.new', column, told(String(word)));
    }
    noteRules(row, field, column, context.today, reading.value);
  };
}

const MAX_COLLECTED = 200;

/** Notes a word of a field that the import makes: it becomes a choice. */
export function collectWord(words: Set<string>, word: string): void {
  if (words.size < MAX_COLLECTED && word.length <= 60) words.add(ownText(word));
}

/** The owner's own rules only warn in an import: the data is as it is. */
function noteRules(row: RowBuilder, field: StoredField, column: string, today: string, v: CustomValue): void {
  const shown = field.kind === 'money' && typeof v === 'number' ? v / 10 ** exponentOf(field.currency) : v;
  for (const problem of checkRules(field.rules, shown, today)) note(row, 'warning', `rule.${problem.code}`, column, field.ownerOnly ? null : String(shown));
}
