/** SQL of people, and the field that says who is in charge of a customer. */
import { rightsSchema, ROLE_RIGHTS, roleSchema } from '../../../../shared/modules/people.ts';
import type { Insider, Rights, Role } from '../../../../shared/modules/people.ts';
import type { Row } from '../../changes/rows.ts';
import { createRowStore } from '../../changes/rows.ts';
import type { Db } from '../../database/open.ts';
import { fieldBook } from '../../derived/fields/field-book.ts';
import { getSetting, putSetting } from '../settings/index.ts';

/** Name of the owner who made the book, in the record of what was done. */
export const OWNER_ACTOR = 'owner';
/** The owner who made the book: no row of the table, for nobody can take their rights away. */
export const OWNER_INSIDER: Insider = { id: 0, name: OWNER_ACTOR, role: 'owner', rights: ROLE_RIGHTS.owner };

export interface StoredPerson {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly rights: Rights;
  readonly active: boolean;
}

function toPerson(row: Row): StoredPerson {
  // A role this program does not know may look, and no more.
  const role = roleSchema.catch('readonly').parse(row.fields['role']);
  const rights = rightsSchema.safeParse(row.fields['rights']);
  return { id: row.id, name: String(row.fields['name']), role, rights: rights.success ? rights.data : ROLE_RIGHTS.readonly, active: row.fields['active'] === 1 };
}

/** Everybody who ever had a passphrase, those who left too, in the order they came. */
export function allPeople(db: Db): StoredPerson[] {
  const rows = createRowStore(db);
  const ids = db.raw.prepare<[], number>('SELECT id FROM person WHERE deleted_at IS NULL ORDER BY created_at, id').pluck().all();
  return ids.flatMap((id) => {
    const row = rows.get('person', id);
    return row ? [toPerson(row)] : [];
  });
}

/** Somebody who may come in; `null` for an unknown number, and for who left. */
export function activePerson(db: Db, id: number): StoredPerson | null {
  return allPeople(db).find((person) => person.id === id && person.active) ?? null;
}

/** How many may come in beside the owner who made the book. */
export function countActive(db: Db): number {
  return Number(db.raw.prepare('SELECT count(*) FROM person WHERE active = 1 AND deleted_at IS NULL').pluck().get());
}

const FIELD_KEY = 'ownerField';

/** The custom field 负责人 that the program keeps; `null` before the first person was added, or when the field was deleted. */
export function ownerFieldOf(db: Db): number | null {
  const stored = getSetting(db, FIELD_KEY);
  if (typeof stored !== 'number') return null;
  const field = fieldBook(db).field(stored);
  return field && !field.deleted ? stored : null;
}

export function setOwnerField(db: Db, id: number): void {
  putSetting(db, FIELD_KEY, id);
}
