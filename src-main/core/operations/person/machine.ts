/** The machine form: JSON with every value as it is kept, and what each field is. */
import { texts } from '../../../../shared/i18n/index.ts';
import type { FieldDef } from '../../../../shared/modules/fields.ts';
import type { EntityName } from '../../../../shared/modules/history.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import { registry } from '../../changes/registry.ts';
import type { Row } from '../../changes/rows.ts';
import type { Person } from './collect.ts';

export const PERSON_FORMAT = 'regulars-person';
const VERSION = 1;

/** How values of each kind are written. */
const KINDS: Readonly<Partial<Record<FieldDef['kind'], string>>> = {
  instant: 'milliseconds since 1970-01-01T00:00:00Z',
  date: 'YYYY-MM-DD',
  birthday: 'S = solar, L = lunar calendar; YYYY-MM-DD, or --MM-DD without a year; + before a leap month',
  money: 'whole number of minor units (cents, 分) of the record’s currency',
  contacts: 'list of {value, label?, original?}; the first is the main one',
  record: 'id of another record of this file, or of one that is not part of it',
  list: 'list of values',
  map: 'values by name',
  tags: 'list of ids; the names are in "tags"',
};

/** Text of the file. */
export function personJson(person: Person, about: { readonly made: Date; readonly language: Language }): string {
  const { row, tags, own, records, names, lists, files, changes } = person;
  const all = [...records].filter(([, rows]) => rows.length > 0);
  const described: readonly EntityName[] = ['customer', ...all.map(([entity]) => entity)];
  const body = {
    format: PERSON_FORMAT,
    version: VERSION,
    made: about.made.toISOString(),
    customer: { ...plain(row), tags, ownFields: own },
    lists,
    records: Object.fromEntries(all.map(([entity, rows]) => [entity, rows.map(plain)])),
    otherPeople: Object.fromEntries(names),
    files: files.map(({ blob: _, ...file }) => file),
    changes,
    fields: Object.fromEntries(described.map((entity) => [entity, describe(entity, about.language)])),
    kinds: KINDS,
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

/** Without what only this program needs. */
function plain({ id, fields, updatedAt }: Row): Record<string, unknown> {
  const { blob: _blob, thumb: _thumb, ...rest } = fields;
  return { id, ...rest, updatedAt };
}

function describe(entity: EntityName, language: Language) {
  const words = texts[language].fields as unknown as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const known = registry[entity].fields.filter(({ name }) => name !== 'blob' && name !== 'thumb');
  return Object.fromEntries(known.map(({ name, kind, choices }) => [name, { kind, label: words[entity]?.[name] ?? name, ...(Array.isArray(choices) && { choices }) }]));
}
