/**
 * The place of whoever opened the book: which calls they may make, on which customers,
 * and what they see of the answers. The rules are those of access/permissions.ts; here
 * they meet the open book.
 */
import type { MethodName } from '../../../shared/contract/index.ts';
import { contract } from '../../../shared/contract/index.ts';
import { customName } from '../../../shared/modules/custom-fields.ts';
import type { EntityName } from '../../../shared/modules/history.ts';
import { effectiveRights } from '../../../shared/modules/people.ts';
import type { Insider } from '../../../shared/modules/people.ts';
import { hiddenFieldAsked, hiddenFrom, holdsMask, masked, unmasked } from '../access/masking.ts';
import type { Hidden } from '../access/masking.ts';
import { openOwnView } from '../access/own-view.ts';
import { asksForProof, entityOf, verdictOf } from '../access/permissions.ts';
import { ownerSealOf, unsealed } from '../changes/sealed-values.ts';
import type { OwnerSeal } from '../changes/sealed-values.ts';
import { createRowStore } from '../changes/rows.ts';
import type { Db } from '../database/open.ts';
import { fieldBook } from '../derived/fields/field-book.ts';
import type { OpenBook } from '../domain/context.ts';
import { countActive, OWNER_ACTOR, ownerFieldOf } from '../domain/people/index.ts';
import type { VaultKeys } from '../vault/index.ts';
import { ownDerived } from './own-derived.ts';

/** How long a passphrase counts as just typed. */
export const PROOF_MS = 5 * 60_000;

export type Admission =
  | { readonly kind: 'in'; readonly book: OpenBook; readonly input: unknown }
  | { readonly kind: 'refused'; readonly code: 'people.denied' | 'people.hidden' | 'people.others' }
  | { readonly kind: 'prove' };

export interface Desk {
  readonly who: Insider;
  /** Name in the record of what is done. */
  readonly actor: string;
  /** Whether the call may be made at all, before anybody looks at its input. */
  mayCall(method: MethodName): boolean;
  /** Judges a call with valid input, and answers the book it may work on. */
  admit(method: MethodName, input: unknown, book: OpenBook): Admission;
  /** An answer, or the facts of an error, as the person may see them. */
  show(method: MethodName, value: unknown): unknown;
  /** The passphrase was typed now. */
  proved(): void;
  close(): void;
}

export interface DeskDeps {
  readonly book: OpenBook & { readonly keys: VaultKeys };
  readonly who: Insider;
  /** When the passphrase was typed; 0 when the book was opened without. */
  readonly provedAt: number;
}

/** What the owner sets for everybody is told as it is. */
const AS_IT_IS: ReadonlySet<string> = new Set(['settings.get', 'settings.set', 'grades.rules', 'lifecycle.setRules', 'customers.contacts']);
/** Reads whatever a formula names. */
const TELLS_ANYTHING: MethodName = 'fields.check';
/** Saving a question asks nothing. */
const KEEPS_QUESTIONS: ReadonlySet<string> = new Set(['views.create', 'views.update', 'settings.set', 'history.list']);
const MONEY: ReadonlySet<unknown> = new Set(['sale', 'payment', 'product', 'gift']);

/** `who` with what their role takes away taken away. */
export function createDesk({ book: parts, who: said, provedAt }: DeskDeps): Desk {
  const who: Insider = { ...said, rights: effectiveRights(said.role, said.rights) };
  const actor = who.id === 0 ? OWNER_ACTOR : who.name;
  const seesAll = who.rights.seePhones && who.rights.seeAmounts;
  let proved = provedAt;
  let own: Db | null = null;
  // As of the last call: an answer may come when the book was closed meanwhile.
  let veil: Hidden | null = null;
  let holdsSealed = false;
  let seal: OwnerSeal | null = null;
  const view = (): Db => (own ??= parts.keys.db.use((key) => openOwnView(parts.db.path, key, { fieldId: ownerFieldOf(parts.db), name: who.name })));
  return {
    who,
    actor,
    mayCall: (method) => verdictOf(method, who) !== 'deny',
    admit(method, input, book) {
      holdsSealed = fieldBook(parts.db).facts.fields.some((field) => field.ownerOnly);
      seal = holdsSealed ? ownerSealOf(parts.db) : null;
      veil = seesAll ? null : hiddenFrom(who.rights, fieldBook(parts.db).facts.fields);
      const verdict = verdictOf(method, who);
      const proof = asksForProof(method);
      if (verdict === 'deny') return { kind: 'refused', code: 'people.denied' };
      if (tellsOfPeople(input) && who.role !== 'owner') return { kind: 'refused', code: 'people.denied' };
      if (!who.rights.seeAmounts && method === 'history.list' && MONEY.has((input as { entity?: unknown }).entity)) return { kind: 'refused', code: 'people.hidden' };
      if (veil && method === TELLS_ANYTHING) return { kind: 'refused', code: 'people.hidden' };
      if (veil && !KEEPS_QUESTIONS.has(method) && hiddenFieldAsked(veil, input) !== null) return { kind: 'refused', code: 'people.hidden' };
      const old = book.clock.now() - proved > PROOF_MS;
      if (old && (proof === 'always' || (proof === 'several' && countActive(book.db) > 0))) return { kind: 'prove' };
      const whole = veil && method === 'customers.update' ? wholePatch(book, input) : input;
      // A masked value that is not what the record holds would be written as if it were one.
      if (veil && contract[method].kind === 'command' && holdsMask(whole)) return { kind: 'refused', code: 'people.hidden' };
      return verdict === 'own' ? admitOwn(method, whole, book) : { kind: 'in', book, input: whole };
    },
    show(method, value) {
      const open = holdsSealed ? unsealed(seal, value) : value;
      return veil && !AS_IT_IS.has(method) ? masked(veil, open) : open;
    },
    proved: () => void (proved = parts.clock.now()),
    close: () => own?.close(),
  };

  function admitOwn(method: MethodName, input: unknown, book: OpenBook): Admission {
    const fieldId = ownerFieldOf(parts.db);
    // The field was deleted: nobody is in charge of anybody.
    if (fieldId === null) return { kind: 'refused', code: 'people.others' };
    const db = view();
    const rows = createRowStore(db);
    const derived = ownDerived(book.derived, { field: customName(fieldId), test: { op: 'equals', value: who.name } }, (id) => rows.get('customer', id) !== null);
    if (contract[method].kind === 'query') return { kind: 'in', book: { ...book, db, rows, derived }, input };
    const foreign = idsIn(input, entityOf(method)).some(([entity, id]) => rows.get(entity, id) === null);
    if (foreign || givesAway(method, input, fieldId)) return { kind: 'refused', code: 'people.others' };
    return { kind: 'in', book: { ...book, derived }, input: method === 'customers.create' ? inCharge(input, fieldId, who.name) : input };
  }
}

const tellsOfPeople = (input: unknown): boolean => (input as { entity?: unknown } | null)?.entity === 'person';

type Map_ = Readonly<Record<string, unknown>>;

/** What names a record in the input of a command, besides `id` and `ids`. */
const NAMES: Readonly<Record<string, EntityName>> = {
  customerId: 'customer', otherId: 'customer', companyId: 'customer', toId: 'customer', fromId: 'customer',
  saleId: 'sale', followUpId: 'followUp', attachmentId: 'attachment', runId: 'careRun', taskId: 'task', visitId: 'visitPlan',
}; // prettier-ignore

/** Every record a command's input names; questions are answered within the person's own anyway. */
export function idsIn(input: unknown, entity: EntityName): readonly (readonly [EntityName, number])[] {
  const found: [EntityName, number][] = [];
  const walk = (value: unknown, key: string, of: EntityName): void => {
    if (Array.isArray(value)) return value.forEach((one) => walk(one, key === 'ids' || key === 'notSame' ? key : '', of));
    if (typeof value === 'number') {
      const named = NAMES[key] ?? (key === 'notSame' ? 'customer' : key === 'id' || key === 'ids' ? of : undefined);
      if (named) found.push([named, value]);
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [name, one] of Object.entries(value)) if (name !== 'query' && name !== 'custom') walk(one, name, name === 'selection' ? 'customer' : of);
  };
  walk(input, '', entity);
  return found;
}

/** Who sees only their own neither hands one away nor takes one. */
function givesAway(method: MethodName, input: unknown, fieldId: number): boolean {
  const custom = ((input as { patch?: { custom?: Map_ } }).patch ?? {}).custom;
  return method === 'customers.update' && custom !== undefined && String(fieldId) in custom;
}

/** A customer somebody adds who sees only their own is theirs. */
function inCharge(input: unknown, fieldId: number, name: string): unknown {
  const draft = input as { readonly custom?: Map_ };
  return { ...draft, custom: { ...draft.custom, [String(fieldId)]: name } };
}

/** Masked values of an edit that are still what the record holds. */
function wholePatch(book: OpenBook, input: unknown): unknown {
  const { id, patch } = input as { readonly id: number; readonly patch: Map_ };
  const row = book.rows.get('customer', id);
  return row ? { ...(input as Map_), patch: unmasked(patch, row.fields) } : input;
}
