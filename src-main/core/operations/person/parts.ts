/** What stands on the readable page, part by part, in the words of the window. */
import { texts } from '../../../../shared/i18n/index.ts';
import { plainAmount, writeQuantity } from '../../../../shared/kernel/money.ts';
import { customerFields } from '../../../../shared/modules/customers.ts';
import type { EntityName } from '../../../../shared/modules/history.ts';
import { reverseKind } from '../../../../shared/modules/relations.ts';
import type { RelationKind } from '../../../../shared/modules/relations.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import type { Fields } from '../../changes/rows.ts';
import { birthdayText } from '../transfer/index.ts';
import type { Person } from './collect.ts';
import type { Cell, Part } from './page.ts';

type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Not told as details: kept for the machine, or told elsewhere on the page. */
const NOT_TOLD = new Set(['pinyin', 'custom', 'extra', 'tags']);

/** All parts; `lost`: files that cannot be read any more. */
export function personParts(person: Person, language: Language, lost: ReadonlySet<number>): readonly Part[] {
  const t = texts[language];
  const { sheet } = t.person;
  const words = t.fields as unknown as Words;
  const say = sayer(words, language);
  const of = (entity: EntityName) => (person.records.get(entity) ?? []).map((row) => row.fields);
  const part = (title: string, headings: readonly string[], rows: readonly (readonly Cell[])[]): Part => ({ title, headings, rows });
  const { followUp, sale, payment } = words;
  return [
    part(sheet.details, [], details(person, words, say)),
    ...(person.own.length > 0 ? [part(sheet.own, [], person.own.map(({ label, text }) => [label, text]))] : []),
    part(sheet.consents, [t.consents.date, t.consents.kind, t.consents.scope, t.consents.method, sale!['notes']!], of('consent').map((f) => [say(f['date']), wordOf(t.consents.kinds, f['kind']), say(f['scope']), wordOf(t.consents.methods, f['method']), say(f['notes'])])),
    part(sheet.followUps, ['at', 'method', 'result', 'intent', 'satisfaction', 'content', 'nextDate'].map((name) => followUp![name]!), of('followUp').map((f) => [localTime(f['at']), say(f['method'], 'method'), say(f['result'], 'result'), say(f['intent'], 'intent'), say(f['satisfaction'], 'satisfaction'), say(f['content']), say(f['nextDate'])])),
    part(sheet.sales, [sale!['date']!, sale!['number']!, sale!['items']!, sale!['amountMinor']!, sale!['paidMinor']!, sale!['notes']!], of('sale').map((f) => [say(f['date']), say(f['number']), itemsText(f['items']), amount(f, 'amountMinor'), amount(f, 'paidMinor'), say(f['notes'])])),
    part(sheet.payments, ['date', 'amountMinor', 'method', 'notes'].map((name) => payment![name]!), of('payment').map((f) => [say(f['date']), amount(f, 'amountMinor'), wordOf(t.sales.methods, f['method']), say(f['notes'])])),
    giftPart(sheet, words['gift']!, of('gift'), say),
    part(sheet.tasks, [sheet.task, t.tasks.due, sheet.status, t.tasks.note], of('task').map((f) => [say(f['title']), say(f['due']), wordOf(sheet.statuses, f['status']), say(f['note'])])),
    part(sheet.reminders, [sheet.task, sheet.startsOn, sheet.rule, sheet.status, t.tasks.note], of('reminder').map((f) => [say(f['title']), [say(f['startsOn']), say(f['atTime'])].filter(Boolean).join(' '), say(f['rule']), wordOf(sheet.statuses, f['status']), say(f['note'])])),
    part(sheet.relations, [sheet.who, sheet.relation, sale!['notes']!], of('relation').map((f) => relation(person, f, t.portrait.relations.kinds))),
    part(sheet.files, [sheet.file, sheet.size], person.files.map(({ id, name, path, sizeBytes }) => [lost.has(id) ? `${name} ${sheet.lost}` : { text: name, href: path }, `${String(Math.ceil(sizeBytes / 1024))} KB`])),
    part(sheet.lists, [], person.lists.map((name) => [name])),
    part(sheet.changes, [sheet.when, sheet.field, sheet.before, sheet.after], changes(person, words, say)),
  ];
}

/** With what they came to, a line for each currency. */
function giftPart(sheet: Readonly<{ gifts: string; sum: string }>, words: Readonly<Record<string, string>>, gifts: readonly Fields[], say: Say): Part {
  const cost = (f: Fields) => (f['costMinor'] === null ? '' : amount(f, 'costMinor'));
  const sums = [...new Set(gifts.map((f) => String(f['currency'])))].map((currency) => {
    const costMinor = gifts.filter((f) => f['currency'] === currency).reduce((sum, f) => sum + Number(f['costMinor'] ?? 0), 0);
    return ['', '', sheet.sum, amount({ costMinor, currency }, 'costMinor'), ''];
  });
  const rows = gifts.map((f) => [say(f['date']), say(f['occasion']), say(f['what']), cost(f), say(f['notes'])]);
  return { title: sheet.gifts, headings: ['date', 'occasion', 'what', 'costMinor', 'notes'].map((name) => words[name]!), rows: [...rows, ...sums] };
}

type Say = (value: unknown, field?: string) => string;

/** Any value as text: words of choices, lists with commas, dates of birth in their calendar. */
function sayer(words: Words, language: Language): Say {
  const comma = language === 'en' ? ', ' : '、';
  const say: Say = (value, field = '') => {
    if (value === null || value === undefined) return '';
    if (Array.isArray(value)) return value.map((one: unknown) => say(one)).join(comma);
    if (typeof value === 'object') return contactText(value as Fields);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (field === 'birthday') return birthdayText(text, language);
    return words[field]?.[text] ?? text;
  };
  return say;
}

/** A contact, or values by name. */
function contactText(value: Fields): string {
  const { value: text, label } = value;
  if (typeof text === 'string') return typeof label === 'string' && label !== '' ? `${text} (${label})` : text;
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${typeof one === 'string' ? one : JSON.stringify(one)}`)
    .join('; ');
}

const wordOf = (words: Readonly<Record<string, string>>, value: unknown): string => (typeof value === 'string' ? (words[value] ?? value) : '');

const amount = (fields: Fields, name: string): string => `${plainAmount(Number(fields[name]), String(fields['currency']))} ${String(fields['currency'])}`;

function itemsText(items: unknown): string {
  return (items as readonly { readonly name: string; readonly quantity?: number }[]).map(({ name, quantity = 1000 }) => (quantity === 1000 ? name : `${name} × ${writeQuantity(quantity)}`)).join('\n');
}

/** `2026-05-06 14:03` in this computer's zone. */
function localTime(at: unknown): string {
  const d = new Date(Number(at));
  const two = (n: number) => String(n).padStart(2, '0');
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}`;
}

function details({ row, tags }: Person, words: Words, say: Say): Cell[][] {
  const labels = words['customer']!;
  const told = customerFields.filter(({ name }) => !NOT_TOLD.has(name)).map(({ name, kind }): [string, string] => {
    const value = name === 'updatedAt' ? row.updatedAt : row.fields[name];
    return [labels[name] ?? name, kind === 'instant' ? localTime(value) : say(value, name)];
  });
  const extra = Object.entries(row.fields['extra'] as Readonly<Record<string, string>>);
  return [...told, [labels['tags']!, say(tags)] as [string, string], ...extra].filter(([, text]) => text !== '');
}

/** Read from the person's side, whichever way the link was made. */
function relation({ row, names }: Person, fields: Fields, kinds: Readonly<Record<string, string>>): Cell[] {
  const forward = fields['fromId'] === row.id;
  const kind = fields['kind'] as RelationKind;
  const own = forward ? fields['label'] : (fields['reverseLabel'] ?? fields['label']);
  const word = typeof own === 'string' && own !== '' ? own : (kinds[forward ? kind : reverseKind(kind)] ?? kind);
  return [names.get(Number(forward ? fields['toId'] : fields['fromId'])) ?? '', word, [fields['role'], fields['notes']].filter((text) => typeof text === 'string' && text !== '').join(' · ')];
}

function changes(person: Person, words: Words, say: Say): Cell[][] {
  const labels = words['customer']!;
  return person.changes.flatMap(({ at, fields }) =>
    fields.filter(({ field }) => labels[field] !== undefined && !NOT_TOLD.has(field) && field !== 'createdAt').map(({ field, before, after }) => [localTime(at), labels[field]!, say(before, field), say(after, field)]),
  );
}
