/** Handlers of `people.*` that touch keys: a person's row in the book and their slots in the vault header go together. */
import { AppFailure, err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import type { peopleMethods, Person } from '../../../shared/modules/people.ts';
import { noteEvent } from '../changes/write.ts';
import type { CallContext, Routes } from '../domain/context.ts';
import { activePerson, addPerson, allPeople, changePerson, dropPerson, handOver, listPeople, nameTaken, openContacts, showPerson } from '../domain/people/index.ts';
import type { KnownPerson, StoredPerson } from '../domain/people/index.ts';
import { readHeader, removePersonSlots, renamePersonSlots, setPersonPassphrase } from '../vault/index.ts';
import type { VaultDeps } from '../vault/index.ts';
import type { Session } from './session.ts';

type Methods = Exclude<keyof typeof peopleMethods, 'people.handOver'>;

export function personKeyRoutes(vault: VaultDeps, session: Session): Routes<Methods> {
  const shown = async (ctx: CallContext, id: number): Promise<Person> => withPassphrases(vault, session, [showPerson(ctx.book, id)]).then(([person]) => person!);
  return {
    'people.list': async (ctx) => {
      const { people, ownerField } = listPeople(ctx.book);
      return ok({ people: await withPassphrases(vault, session, people), ownerField });
    },
    'people.create': async (ctx, { passphrase, ...draft }) => {
      const { dir, keys } = open(session);
      const made = await addPerson(ctx, draft);
      if (!made.ok) return made;
      const user = { id: made.value, name: draft.name };
      const set = await setPersonPassphrase(vault, dir, keys, { user, passphrase }).catch((e: unknown) => {
        dropPerson(ctx, made.value);
        throw e;
      });
      if (!set.ok) dropPerson(ctx, made.value);
      else tellOfSlot(ctx, made.value);
      return set.ok ? ok(await shown(ctx, made.value)) : set;
    },
    'people.update': async (ctx, { id, patch }) => {
      const person = chosen(session, ctx, id);
      if (!person.ok) return person;
      if (patch.name !== undefined && nameTaken(ctx.book, patch.name, id)) return err('people.nameTaken', { name: patch.name });
      await changePerson(ctx, person.value, patch);
      const { dir, keys } = open(session);
      const renamed = patch.name === undefined ? ok(undefined) : await renamePersonSlots(vault, dir, keys, { id, name: patch.name });
      return renamed.ok ? ok(await shown(ctx, id)) : renamed;
    },
    'people.setPassphrase': async (ctx, { id, passphrase }) => {
      const person = chosen(session, ctx, id);
      if (!person.ok) return person;
      const { dir, keys } = open(session);
      const set = await setPersonPassphrase(vault, dir, keys, { user: { id, name: person.value.name }, passphrase });
      if (!set.ok) return set;
      if (!person.value.active) await changePerson(ctx, person.value, { active: 1 });
      noteEvent(ctx.book.write, 'people.passphrase', ctx.actor);
      tellOfSlot(ctx, id);
      return ok(await shown(ctx, id));
    },
    'people.remove': async (ctx, { id, to }) => {
      const person = chosen(session, ctx, id);
      if (!person.ok) return person;
      const heir = to === null ? null : activePerson(ctx.book.db, to);
      if (to !== null && (heir === null || heir.id === id)) return err('record.missing', { entity: 'person', id: to });
      const { dir, keys } = open(session);
      // First of all: whatever fails afterwards, they come in no more.
      const shut = await removePersonSlots(vault, dir, keys, id);
      if (!shut.ok) return shut;
      await changePerson(ctx, person.value, { active: 0 });
      const { handedOver } = await handOver(ctx, person.value, heir);
      return ok({ handedOver });
    },
    'customers.contacts': (ctx, input) => openContacts(ctx, desk(session).who, input),
  };
}

/** A list read between a person's row and their slot says that they have no passphrase: it is read again. */
function tellOfSlot({ book }: CallContext, id: number): void {
  book.emit({ type: 'data.changed', entities: ['person'], ids: [id], origin: 'local' });
}

/** Who of them has a slot, which only the header says. */
async function withPassphrases(vault: VaultDeps, session: Session, people: readonly KnownPerson[]): Promise<Person[]> {
  const header = await readHeader(vault, open(session).dir);
  if (!header.ok) throw new AppFailure(header.error.code, header.error);
  const able = new Set(header.value.people.map(({ id }) => id));
  return people.map((person) => ({ ...person, hasPassphrase: able.has(person.id) }));
}

function open(session: Session) {
  const parts = session.book();
  if (!parts) throw new AppFailure('session.locked');
  return parts;
}

function desk(session: Session) {
  const found = session.desk();
  if (!found) throw new AppFailure('session.locked');
  return found;
}

/** The person meant; nobody changes or removes themselves. */
function chosen(session: Session, ctx: CallContext, id: number): Result<StoredPerson> {
  const person = allPeople(ctx.book.db).find((one) => one.id === id);
  if (!person) return err('record.missing', { entity: 'person', id });
  return desk(session).who.id === id ? err('people.self') : ok(person);
}
