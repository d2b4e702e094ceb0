/** From a field's value to the text of its editor and back. Used by the cells of the list and the fields of the profile. */
import { customerFields, type Customer, type CustomerPatch } from '../../../../shared/modules/customers.ts';
import type { ContactValue, FieldDef } from '../../../../shared/modules/fields.ts';
import { looksLikeEmail } from '../../../../shared/modules/review.ts';
import { tidyContact } from './tidy-contact.ts';
import type { TextKey, Vars } from '../../../lib/i18n.ts';

export type EditResult =
  | { readonly ok: true; readonly patch: CustomerPatch; readonly changed: boolean }
  /** `canKeep`: it looks wrong, and may be right all the same. */
  | { readonly ok: false; readonly message: TextKey; readonly vars?: Vars; readonly canKeep?: boolean };

const defs: ReadonlyMap<string, FieldDef> = new Map(customerFields.map((def) => [def.name, def]));

/** Cells that are edited by choosing, not by typing. */
export function isChosen(field: string): boolean {
  const kind = defs.get(field)?.kind;
  return kind === 'choice' || kind === 'tags';
}

/** The text an editor starts with; for a list of contacts the primary one. */
export function editText(row: Customer, field: string): string {
  const value: unknown = row[field as keyof Customer];
  if (Array.isArray(value)) return (value[0] as ContactValue | undefined)?.value ?? '';
  return typeof value === 'string' ? value : '';
}

/** The list with its primary value replaced; an empty text takes the primary away, the next one moves up. */
export function withPrimary(list: readonly ContactValue[], text: string): ContactValue[] {
  const [first, ...rest] = list;
  return text === '' ? [...rest] : [{ ...first, value: text }, ...rest];
}

/** What is wrong with one contact value, or looks so; `null` when nothing does. */
export function contactProblem(field: string, text: string): Extract<EditResult, { ok: false }> | null {
  const max = defs.get(field)?.maxLength ?? 200;
  if (text.length > max) return { ok: false, message: 'customers.list.tooLong', vars: { max } };
  if (text === '') return null;
  if (field === 'emails' && !looksLikeEmail(text)) return { ok: false, message: 'customers.list.badEmail', canKeep: true };
  if (field === 'phones' && !/^[+＋(（\d０-９][\d０-９\s().（）\-–—转轉分机ext.#x·+]*$/i.test(text)) return { ok: false, message: 'customers.list.badPhone', canKeep: true };
  return null;
}

/** Reads an editor's text into a patch, or says what is wrong with it; `keep`: it was said before and stands. Nothing changed: `changed` is false. */
export function readEdit(row: Customer, field: string, typed: string, keep = false): EditResult {
  const def = defs.get(field);
  const text = def?.kind === 'longText' ? typed.trimEnd() : typed.trim();
  const changed = text !== editText(row, field);
  if (field === 'name' && text === '') return { ok: false, message: 'customers.list.nameNeeded' };
  if (def?.kind === 'contacts') {
    const problem = changed ? contactProblem(field, text) : null;
    if (problem && !(keep && problem.canKeep === true)) return problem;
    return { ok: true, changed, patch: { [field]: withPrimary(row[field as 'phones'], text).map((one, i) => (i === 0 && text !== '' && changed ? tidyContact(field, { ...one, original: undefined }) : one)) } };
  }
  const max = def?.maxLength ?? 200;
  if (text.length > max) return { ok: false, message: 'customers.list.tooLong', vars: { max } };
  return { ok: true, changed, patch: { [field]: text === '' && field !== 'name' && field !== 'pinyin' ? null : text } };
}
