/** Making, changing, ordering and deleting custom fields. Every act is one step of undo and holds at once. */
import { foldKey } from '../../../../shared/kernel/text.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { AppError, Result } from '../../../../shared/kernel/result.ts';
import { canBeOwnerOnly, customName, fieldDraftSchema, MAX_FIELDS } from '../../../../shared/modules/custom-fields.ts';
import type { CustomField, FieldDraft } from '../../../../shared/modules/custom-fields.ts';
import type { Language, Preset } from '../../../../shared/modules/words.ts';
import { openedValue, ownerSealOf } from '../../changes/sealed-values.ts';
import { sameValue } from '../../changes/rows.ts';
import { write } from '../../changes/write.ts';
import type { Writer } from '../../changes/write.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { FieldBook } from '../../derived/fields/field-book.ts';
import type { CallContext, Handler, OpenBook } from '../context.ts';
import { changeMany } from '../customers/index.ts';
import { findField, listedFields, storedFormula } from './fields.repo.ts';
import { presetFields } from './presets.ts';
import type { CustomMap } from '../custom-values.ts';

type Outcome<T> = Result<T, AppError>;

function labelTaken(book: FieldBook, label: string, except?: number): boolean {
  const key = foldKey(label);
  return book.fields.some((f) => f.id !== except && foldKey(f.label) === key);
}

/** The formula as it is stored, with its type; `formula.bad` says what is wrong and where. */
export function checkedFormula(book: FieldBook, formula: string | null, self?: number): Outcome<{ formula: string; result: string }> {
  const reading = book.read(formula ?? '', self);
  if (!reading.ok) return err('formula.bad', { problem: reading.problem });
  return ok({ formula: storedFormula(book, formula ?? ''), result: reading.formula.type });
}

/** The row of a new field, or why it cannot be. */
export function fieldRow(book: FieldBook, draft: FieldDraft, position: number): Outcome<Record<string, unknown>> {
  const d = fieldDraftSchema.parse(draft);
  if (labelTaken(book, d.label)) return err('field.labelTaken', { label: d.label });
  if (book.fields.length >= MAX_FIELDS) return err('field.tooMany', { max: MAX_FIELDS });
  const base = { ...d, entity: 'customer', position, hidden: d.hidden ? 1 : 0, onTop: d.onTop ? 1 : 0, ownerOnly: d.ownerOnly ? 1 : 0, options: [...new Set(d.options)], formula: null, result: null };
  if (d.kind !== 'formula') return ok(base);
  const formula = checkedFormula(book, d.formula);
  return formula.ok ? ok({ ...base, ...formula.value }) : formula;
}

const nextPosition = (book: FieldBook) => 1 + Math.max(0, ...book.facts.fields.map((f) => f.position));

export const listFields: Handler<'fields.list'> = ({ book }) => ok({ fields: listedFields(book) });

/** Whether whoever opened the book may keep a field of this kind to the owner; `null`: they may. */
export function whyNotOwnerOnly({ book, actor }: Pick<CallContext, 'book' | 'actor'>, kind: CustomField['kind']) {
  if (!canBeOwnerOnly(kind)) return err('field.notSealable');
  if (ownerSealOf(book.db)) return null;
  return actor === 'owner' ? err('field.noOwnerKey') : err('field.ownerOnly');
}

export const createField: Handler<'fields.create'> = ({ book, actor }, draft) => {
  const refusal = draft.ownerOnly ? whyNotOwnerOnly({ book, actor }, draft.kind) : null;
  if (refusal) return refusal;
  const fields = fieldBook(book.db);
  const row = fieldRow(fields, draft, nextPosition(fields));
  if (!row.ok) return row;
  const action = { kind: 'fields.create', actor, origin: 'local' as const, facts: { label: draft.label } };
  const { value: id, actionId } = write(book.write, action, (w) => w.create('field', row.value));
  book.undo.push(actionId);
  return ok({ ...need(findField(book, id)), actionId });
};

export const updateField: Handler<'fields.update'> = async (ctx, { id, patch, renamed }) => {
  const { book } = ctx;
  const fields = fieldBook(book.db);
  const field = fields.field(id);
  if (!field || field.deleted) return err('record.missing', { entity: 'field', id });
  if (field.ownerOnly && !ownerSealOf(book.db)) return err('field.ownerOnly', { id, label: field.label });
  if (patch.label !== undefined && labelTaken(fields, patch.label, id)) return err('field.labelTaken', { label: patch.label });
  const row: Record<string, unknown> = { ...patch };
  if (patch.hidden !== undefined) row['hidden'] = patch.hidden ? 1 : 0;
  if (patch.onTop !== undefined) row['onTop'] = patch.onTop ? 1 : 0;
  if (patch.options) row['options'] = [...new Set(patch.options)];
  if (patch.formula !== undefined && field.kind === 'formula') {
    const formula = checkedFormula(fields, patch.formula, id);
    if (!formula.ok) return formula;
    Object.assign(row, formula.value);
  } else delete row['formula'];
  const words = new Map(renamed.filter((r) => r.from !== r.to).map((r) => [r.from, r.to]));
  const name = customName(id);
  const holders = words.size === 0 ? [] : field.ownerOnly ? holdersOf(book, id) : Array.from(book.derived.ids({ filter: { all: [{ field: name, test: { op: 'any', values: [...words.keys()] } }] } }));
  const { actionId } = await changeMany(ctx, 'fields.update', { label: field.label }, holders, (w, customer) => renameChoice(w, customer, String(id), words), { first: (w) => w.update('field', id, row) });
  return ok({ ...need(findField(book, id)), actionId });
};

/** Everybody with a value of the field, which lies in no index. */
function holdersOf({ db }: OpenBook, id: number): number[] {
  return db.raw.prepare<[string], number>("SELECT id FROM customer WHERE deleted_at IS NULL AND json_extract(custom, ?) IS NOT NULL").pluck().all(`$."${id}"`);
}

function renameChoice(w: Writer, customer: number, key: string, words: ReadonlyMap<string, string>): boolean {
  const custom = (w.get('customer', customer)?.fields['custom'] ?? {}) as CustomMap;
  const value = openedValue(w.db, custom[key]) as CustomMap[string] | undefined;
  const next = Array.isArray(value) ? [...new Set((value as string[]).map((v) => words.get(v) ?? v))] : typeof value === 'string' ? (words.get(value) ?? value) : value;
  if (next === undefined || sameValue(next, value)) return false;
  w.update('customer', customer, { custom: { ...custom, [key]: next } });
  return true;
}

export const removeField: Handler<'fields.remove'> = ({ book, actor }, { id }) => {
  const fields = fieldBook(book.db);
  const field = fields.field(id);
  if (!field || field.deleted) return err('record.missing', { entity: 'field', id });
  if (field.ownerOnly && !ownerSealOf(book.db)) return err('field.ownerOnly', { id, label: field.label });
  const usedBy = fields.fields.filter((f) => f.formula?.includes(`[#${id}]`)).map((f) => f.label);
  const action = { kind: 'fields.remove', actor, origin: 'local' as const, facts: { label: field.label } };
  const { actionId } = write(book.write, action, (w) => w.remove('field', id));
  book.undo.push(actionId);
  return ok({ actionId, usedBy });
};

export const arrangeFields: Handler<'fields.arrange'> = ({ book, actor }, { order }) => {
  const { fields } = fieldBook(book.db);
  const unknown = order.find((o) => !fields.some((f) => f.id === o.id));
  if (unknown) return err('record.missing', { entity: 'field', id: unknown.id });
  const named = new Set(order.map((o) => o.id));
  const whole = [...order, ...fields.filter((f) => !named.has(f.id)).map(({ id, section }) => ({ id, section }))];
  const action = { kind: 'fields.arrange', actor, origin: 'local' as const };
  const { actionId, seq } = write(book.write, action, (w) => whole.forEach(({ id, section }, i) => w.update('field', id, { position: i + 1, section })));
  if (seq !== null) book.undo.push(actionId);
  return ok({ fields: listedFields(book), actionId });
};

/** Adds those fields of a preset that are not there by label or second name; one after another, so that formulas find theirs. */
export function addPresetFields(book: OpenBook, actor: string, preset: Preset, language: Language, currency: string): { added: number; actionId: number } {
  const action = { kind: 'fields.addPreset', actor, origin: 'local' as const, facts: { preset } };
  const { value: added, actionId } = write(book.write, action, (w) => {
    let count = 0;
    for (const draft of presetFields(preset, language, currency)) {
      const fields = fieldBook(book.db);
      const names = [draft.label, ...(draft.aliases ?? [])].map(foldKey);
      if (fields.fields.some((f) => names.includes(foldKey(f.label)))) continue;
      const row = fieldRow(fields, draft, nextPosition(fields));
      if (!row.ok) continue;
      w.create('field', row.value);
      count++;
    }
    return count;
  });
  return { added, actionId };
}

export function need(field: CustomField | null): CustomField {
  if (!field) throw new Error('a field just written is not there');
  return field;
}
