/**
 * Related people. A link is one row read from both ends; a customer in the bin hides the
 * links and brings them back, because the row itself is not touched.
 */
import { err, ok } from '../../../../shared/kernel/result.ts';
import type { AppError, Result } from '../../../../shared/kernel/result.ts';
import type { Related, RelationKind, relationMethods } from '../../../../shared/modules/relations.ts';
import { isStoredReversed, reverseKind } from '../../../../shared/modules/relations.ts';
import type { Writer } from '../../changes/write.ts';
import { write } from '../../changes/write.ts';
import { findCustomer, prepareDraft } from '../customers/index.ts';
import type { CallContext, Handler, OpenBook, Routes } from '../context.ts';
import { customerNumbering } from '../numbering/index.ts';
import { countRelated, graphOf, ownKinds, relatedOf, sameLink } from './relations.repo.ts';

interface Link {
  readonly kind: RelationKind;
  readonly label: string | null;
  readonly reverseLabel: string | null;
  readonly role: string | null;
  readonly notes: string | null;
}

/** The fields of the row for a link as seen from `customerId`. */
function stored(customerId: number, otherId: number, link: Link) {
  if (!isStoredReversed(link.kind)) return { fromId: customerId, toId: otherId, ...link };
  return { fromId: otherId, toId: customerId, ...link, kind: reverseKind(link.kind), label: link.reverseLabel, reverseLabel: link.label };
}

const living = (book: OpenBook, id: number) => {
  const found = findCustomer(book, id);
  return found && found.deletedAt === null ? found : null;
};

/** A page of links is small enough to be read whole and looked through. */
const ALL = 500;
const seenFrom = (book: OpenBook, customerId: number, id: number): Related | null =>
  relatedOf(book, customerId, ALL).find((r) => r.id === id) ?? null;

const listRelations: Handler<'relations.list'> = ({ book }, { customerId, limit }) =>
  ok({ rows: relatedOf(book, customerId, limit), total: countRelated(book, customerId), ownKinds: ownKinds(book) });

const relationGraph: Handler<'relations.graph'> = ({ book }, { customerId }) => {
  const self = findCustomer(book, customerId);
  return ok(self ? graphOf(book, customerId, { name: self.name, kind: self.kind }) : { nodes: [], edges: [], cut: false });
};

function link(ctx: CallContext, customerId: number, otherId: number, given: Link, also?: (w: Writer) => void): Result<Related, AppError> {
  const { book, actor } = ctx;
  if (customerId === otherId) return err('relation.self');
  const self = living(book, customerId);
  if (!self) return err('record.missing', { entity: 'customer', id: customerId });
  if (!living(book, otherId)) return err('record.missing', { entity: 'customer', id: otherId });
  const fields = stored(customerId, otherId, given);
  if (sameLink(book, fields)) return err('relation.exists');
  const action = { kind: 'relations.create', actor, origin: 'local' as const, facts: { name: self.name } };
  const written = write(book.write, action, (w) => {
    also?.(w);
    return w.create('relation', fields);
  });
  book.undo.push(written.actionId);
  const made = seenFrom(book, customerId, written.value);
  return made ? ok(made) : err('record.missing', { entity: 'relation', id: written.value });
}

const createRelation: Handler<'relations.create'> = (ctx, { customerId, otherId, kind, label, reverseLabel, role, notes }) =>
  link(ctx, customerId, otherId, { kind, label: label ?? null, reverseLabel: reverseLabel ?? null, role: role ?? null, notes: notes ?? null });

const updateRelation: Handler<'relations.update'> = (ctx, { id, customerId, patch }) => {
  const { book, actor } = ctx;
  const row = book.rows.get('relation', id);
  const before = row && row.deletedAt === null ? seenFrom(book, customerId, id) : null;
  if (!row || !before) return err('record.missing', { entity: 'relation', id });
  const { kind, label, reverseLabel, role, notes } = { ...before, ...patch };
  // Ends do not move in a row: a kind that would turn it round is told from the other side instead.
  const forward = row.fields['fromId'] === customerId;
  const seen = { kind, label, reverseLabel, role, notes };
  const fields = forward ? seen : { ...seen, kind: reverseKind(kind), label: reverseLabel, reverseLabel: label };
  const action = { kind: 'relations.update', actor, origin: 'local' as const, facts: { name: before.other.name } };
  const written = write(book.write, action, (w) => w.update('relation', id, fields));
  if (written.seq !== null) book.undo.push(written.actionId);
  const after = seenFrom(book, customerId, id);
  return after ? ok(after) : err('record.missing', { entity: 'relation', id });
};

const removeRelation: Handler<'relations.remove'> = ({ book, actor }, { id }) => {
  const row = book.rows.get('relation', id);
  if (!row || row.deletedAt !== null) return err('record.missing', { entity: 'relation', id });
  const facts = { name: findCustomer(book, Number(row.fields['toId']))?.name ?? '' };
  const { actionId } = write(book.write, { kind: 'relations.remove', actor, origin: 'local', facts }, (w) => w.remove('relation', id));
  book.undo.push(actionId);
  return ok({});
};

/** The company a card names is looked for by its exact name among company customers; made when there is none. */
const linkCompany: Handler<'relations.linkCompany'> = (ctx, { customerId, companyId }) => {
  const { book, actor } = ctx;
  const person = living(book, customerId);
  if (!person) return err('record.missing', { entity: 'customer', id: customerId });
  const name = person.company?.trim() ?? '';
  if (companyId === undefined && name === '') return err('relation.noCompany');
  const given: Link = { kind: 'employer', label: null, reverseLabel: null, role: person.title, notes: null };
  const found = companyId ?? companyNamed(book, name);
  if (found !== null) return link(ctx, customerId, found, given);
  const action = { kind: 'relations.create', actor, origin: 'local' as const, facts: { name: person.name } };
  const written = write(book.write, action, (w) => {
    const made = w.create('customer', { ...prepareDraft({ name, kind: 'company' }), code: customerNumbering(w)(null) });
    return w.create('relation', stored(customerId, made, given));
  });
  book.undo.push(written.actionId);
  const made = seenFrom(book, customerId, written.value);
  return made ? ok(made) : err('record.missing', { entity: 'relation', id: written.value });
};

function companyNamed(book: OpenBook, name: string): number | null {
  const same = book.derived
    .findByName(name, 20)
    .map(({ id }) => living(book, id))
    .find((c) => c?.kind === 'company' && c.name.trim() === name);
  return same?.id ?? null;
}

export const relationRoutes: Routes<keyof typeof relationMethods> = {
  'relations.list': listRelations,
  'relations.graph': relationGraph,
  'relations.create': createRelation,
  'relations.update': updateRelation,
  'relations.remove': removeRelation,
  'relations.linkCompany': linkCompany,
};

export { countRelated, relatedOf } from './relations.repo.ts';
