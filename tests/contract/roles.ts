/** The people the table of roles-golden.txt has a column for, in its order. */
import type { Rights, Role } from '../../shared/modules/people.ts';
import { ROLE_RIGHTS } from '../../shared/modules/people.ts';

export interface Kind {
  readonly title: string;
  readonly role: Role;
  readonly rights: Rights;
}

const all = { export: true, delete: true, seeAmounts: true, seePhones: true };

export const KINDS: readonly Kind[] = [
  { title: 'owner', role: 'owner', rights: ROLE_RIGHTS.owner },
  { title: 'manager', role: 'manager', rights: ROLE_RIGHTS.manager },
  { title: 'staff', role: 'staff', rights: ROLE_RIGHTS.staff },
  { title: 'readonly', role: 'readonly', rights: ROLE_RIGHTS.readonly },
  { title: 'staff with every right', role: 'staff', rights: { ...all, ownOnly: false } },
  { title: 'staff without amounts', role: 'staff', rights: { ...ROLE_RIGHTS.staff, seeAmounts: false } },
  { title: 'staff of their own customers', role: 'staff', rights: { ...ROLE_RIGHTS.staff, ownOnly: true } },
  { title: 'own customers, every right', role: 'staff', rights: { ...all, ownOnly: true } },
];
