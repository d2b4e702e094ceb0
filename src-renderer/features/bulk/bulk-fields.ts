/** Which fields can be changed in bulk, and in which ways. */
import { customerFields } from '../../../shared/modules/customers.ts';
import { customName, type CustomField } from '../../../shared/modules/custom-fields.ts';
import { columnOf } from '../common/model/columns.ts';

/** What the new value is; `null` while nothing was chosen. */
export type BulkValueOf = string | number | boolean | (string | number)[] | null;

export type BulkWay = 'set' | 'append' | 'remove' | 'replace' | 'clear';

const NOT_EDITABLE = new Set(['pinyin', 'extra', 'custom']);
const NEVER_EMPTY = new Set(['name', 'kind']);

/** Names of the fields, in the order of the profile. */
export function bulkFields(own: readonly CustomField[]): readonly string[] {
  const builtIn = customerFields.filter((def) => def.editable && !NOT_EDITABLE.has(def.name)).map((def) => def.name);
  return [...builtIn, ...own.filter((field) => field.kind !== 'formula' && field.kind !== 'file' && field.kind !== 'link').map((field) => customName(field.id))];
}

/** The ways a field can be changed, the most useful first. */
export function waysOf(field: string, _own: readonly CustomField[]): readonly BulkWay[] {
  const kind = columnOf(field)?.kind;
  const clear: readonly BulkWay[] = NEVER_EMPTY.has(field) ? [] : ['clear'];
  if (kind === 'text' || kind === 'longText') return ['set', 'append', 'replace', ...clear];
  if (kind === 'contacts') return ['append', 'replace', 'remove', 'set', ...clear];
  if (kind === 'tags' || kind === 'multiChoice') return ['append', 'remove', 'set', ...clear];
  return ['set', ...clear];
}
