/** People of a book: their rows, the field 负责人 with their names, and handing their customers over. Their keys are the session's. */
import { foldKey } from '../../../../shared/kernel/text.ts';
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { customName } from '../../../../shared/modules/custom-fields.ts';
import { effectiveRights, MAX_PEOPLE } from '../../../../shared/modules/people.ts';
import type { Person, Rights, Role } from '../../../../shared/modules/people.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import type { Fields } from '../../changes/rows.ts';
import { DELETED_BY_UNDO, write } from '../../changes/write.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import type { CallContext, Handler, OpenBook } from '../context.ts';
import type { CustomMap } from '../custom-values.ts';
import { changeMany } from '../customers/index.ts';
import { createField, updateField } from '../fields/index.ts';
import { readSettings } from '../settings/index.ts';
import { activePerson, allPeople, countActive, OWNER_ACTOR, ownerFieldOf, setOwnerField } from './people.repo.ts';
import type { StoredPerson } from './people.repo.ts';

export interface PersonDraft {
  readonly name: string;
  readonly role: Role;
  readonly rights: Rights;
}

const LABEL: Readonly<Record<Language, string>> = { 'zh-CN': '负责人', en: 'In charge' };
/** Names the record of what was done uses for nobody in particular. */
const RESERVED: readonly string[] = [OWNER_ACTOR, 'unknown'];

const chargeOf = (field: number, name: string) => ({ filter: { all: [{ field: customName(field), test: { op: 'equals' as const, value: name } }] } });

/** What the book itself knows of a person; whether they have a passphrase, only the header does. */
export type KnownPerson = Omit<Person, 'hasPassphrase'>;

function shown(book: OpenBook, person: StoredPerson): KnownPerson {
  const field = ownerFieldOf(book.db);
  return { ...person, rights: effectiveRights(person.role, person.rights), customers: field === null ? 0 : book.derived.count(chargeOf(field, person.name)) };
}

export const listPeople = (book: OpenBook): { people: KnownPerson[]; ownerField: number | null } => ({ people: allPeople(book.db).map((person) => shown(book, person)), ownerField: ownerFieldOf(book.db) });

/** Names are never used twice, nor by two: the record of what was done goes by them. */
export function nameTaken(book: OpenBook, name: string, except?: number): boolean {
  const key = foldKey(name);
  return RESERVED.includes(key) || allPeople(book.db).some((person) => person.id !== except && foldKey(person.name) === key);
}

/** Adds the row and the name among the choices of 负责人; the field is made with the first person. */
export async function addPerson(ctx: CallContext, draft: PersonDraft): Promise<Result<number>> {
  const { book } = ctx;
  if (nameTaken(book, draft.name)) return err('people.nameTaken', { name: draft.name });
  if (countActive(book.db) >= MAX_PEOPLE) return err('people.tooMany', { max: MAX_PEOPLE });
  const id = writePerson(ctx, 'people.create', draft.name, null, { ...draft, active: 1 });
  await offerName(ctx, draft.name);
  return ok(id);
}

/** A person whose passphrase could not be written was never there. */
export function dropPerson({ book, actor }: CallContext, id: number): void {
  write(book.write, { kind: 'people.create', actor, origin: 'local' }, (w) => w.remove('person', id, DELETED_BY_UNDO));
}

/** Changes the row; a new name follows in the field and in all customers. */
export async function changePerson(ctx: CallContext, person: StoredPerson, patch: Partial<PersonDraft> & { readonly active?: 0 | 1 }): Promise<void> {
  writePerson(ctx, patch.active === 0 ? 'people.remove' : 'people.update', person.name, person.id, patch);
  if (patch.name === undefined || patch.name === person.name) return;
  await passReminders(quiet(ctx), person.name, patch.name);
  const field = ownerFieldOf(ctx.book.db);
  const options = field === null ? [] : (fieldBook(ctx.book.db).field(field)?.options ?? []);
  if (field === null) return;
  const to = patch.name;
  await updateField(quiet(ctx), { id: field, patch: { options: options.map((o) => (o === person.name ? to : o)) }, renamed: [{ from: person.name, to }] });
}

/** What was handed to one name is handed to another, or to nobody in particular. */
async function passReminders(ctx: CallContext, from: string, to: string | null): Promise<void> {
  const ids = ctx.book.db.raw.prepare<[string], number>('SELECT id FROM reminder WHERE assignee = ? AND deleted_at IS NULL').pluck().all(from);
  if (ids.length > 0) await changeMany(ctx, 'reminders.handOver', { count: ids.length, name: null }, ids, (w, id) => w.update('reminder', id, { assignee: to }).aseq > 0);
}

function writePerson({ book, actor }: CallContext, kind: string, name: string, id: number | null, fields: Fields): number {
  const action = { kind, actor, origin: 'local' as const, facts: { name } };
  return write(book.write, action, (w) => (id === null ? w.create('person', fields) : w.update('person', id, fields).id)).value;
}

/** Who may come in is no edit that Ctrl+Z takes back. */
const quiet = (ctx: CallContext): CallContext => ({ ...ctx, book: { ...ctx.book, undo: { ...ctx.book.undo, push: () => undefined } } });

async function offerName(ctx: CallContext, name: string): Promise<void> {
  const { book } = ctx;
  const known = ownerFieldOf(book.db);
  const label = LABEL[readSettings(book.db).language];
  const field = fieldBook(book.db).field(known ?? 0) ?? fieldBook(book.db).fields.find((f) => foldKey(f.label) === foldKey(label) && (f.kind === 'choice' || f.kind === 'text'));
  if (field && !field.deleted) {
    setOwnerField(book.db, field.id);
    if (field.kind === 'choice' && !field.options.includes(name)) await updateField(quiet(ctx), { id: field.id, patch: { options: [...field.options, name] }, renamed: [] });
    return;
  }
  const made = await createField(quiet(ctx), { label, kind: 'choice', aliases: [], options: [name], section: null, rules: {}, formula: null, unit: null, currency: null, hidden: false, onTop: true, ownerOnly: false });
  if (made.ok) setOwnerField(book.db, made.value.id);
}

/** Puts another person in charge of all living customers of one, as one step of undo; `null`: nobody. */
export async function handOver(ctx: CallContext, from: StoredPerson, to: StoredPerson | null): Promise<{ readonly handedOver: number; readonly actionId: number }> {
  const { book } = ctx;
  const field = ownerFieldOf(book.db);
  const ids = field === null ? [] : Array.from(book.derived.ids(chargeOf(field, from.name)));
  await passReminders(quiet(ctx), from.name, to?.name ?? null);
  const facts = { name: from.name, to: to?.name ?? null, count: ids.length };
  const { count, actionId } = await changeMany(ctx, 'people.handOver', facts, ids, (w, id) => {
    const before = w.get('customer', id);
    const { [String(field)]: _, ...rest } = (before?.fields['custom'] ?? {}) as CustomMap;
    const custom = to === null ? rest : { ...rest, [String(field)]: to.name };
    return w.update('customer', id, { custom }).aseq !== before?.aseq;
  });
  return { handedOver: count, actionId };
}

export const handOverRoute: Handler<'people.handOver'> = async (ctx, input) => {
  const from = allPeople(ctx.book.db).find((person) => person.id === input.from);
  const to = input.to === null ? null : activePerson(ctx.book.db, input.to);
  if (!from) return err('record.missing', { entity: 'person', id: input.from });
  if (input.to !== null && !to) return err('record.missing', { entity: 'person', id: input.to });
  return ok(await handOver(ctx, from, to));
};

/** One person as the contract shows them. */
export function showPerson(book: OpenBook, id: number): KnownPerson {
  const person = allPeople(book.db).find((one) => one.id === id);
  if (!person) throw new Error('a person just written is not there');
  return shown(book, person);
}
