/** People (人员): who works with the book, in which role, and what each may see and do. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { fieldDef as field, type FieldDef } from './fields.ts';
import { emptySchema, recordIdSchema } from './words.ts';

/** 店主、店长、店员、只读. */
export const roleSchema = z.enum(['owner', 'manager', 'staff', 'readonly']);
export type Role = z.output<typeof roleSchema>;

/** What a role alone does not say. An owner has them all and sees everybody. */
export const rightsSchema = z.strictObject({
  /** Take customers and sales out of the program as files. Needs to see phones and amounts, for the files show them. */
  export: z.boolean(),
  /** Delete customers, sales and products. */
  delete: z.boolean(),
  seeAmounts: z.boolean(),
  /** Phones, WeChat ids and e-mails in full; without it they are masked, and opened one by one. */
  seePhones: z.boolean(),
  /** Only the customers the person is in charge of. */
  ownOnly: z.boolean(),
});
export type Rights = z.output<typeof rightsSchema>;

/** What a new person of a role starts with. */
export const ROLE_RIGHTS: Readonly<Record<Role, Rights>> = {
  owner: { export: true, delete: true, seeAmounts: true, seePhones: true, ownOnly: false },
  manager: { export: true, delete: true, seeAmounts: true, seePhones: true, ownOnly: false },
  staff: { export: false, delete: false, seeAmounts: true, seePhones: false, ownOnly: false },
  readonly: { export: false, delete: false, seeAmounts: false, seePhones: false, ownOnly: false },
};

/** The rights a person really has: an owner's are whole, and nobody takes out what they may not see. */
export function effectiveRights(role: Role, rights: Rights): Rights {
  if (role === 'owner') return ROLE_RIGHTS.owner;
  return { ...rights, export: rights.export && rights.seePhones && rights.seeAmounts, delete: rights.delete && role !== 'readonly' };
}

/** Fields of table `person` for the change pipeline. */
export const personFields: readonly FieldDef[] = [
  field('name', 'text', 60, { importable: false }),
  field('role', 'text', 20, { importable: false }),
  field('rights', 'map', 200, { importable: false }),
  field('active', 'number', 0, { importable: false }),
];

/** How many there can be beside the owner who made the book. */
export const MAX_PEOPLE = 12;
/** Customers whose contact details somebody may open within an hour who sees them masked. */
export const CONTACTS_PER_HOUR = 300;

const nameSchema = z.string().trim().min(1).max(40);
const passphraseSchema = z.string().min(1).max(1024);

export const personSchema = z.object({
  id: recordIdSchema,
  name: z.string(),
  role: roleSchema,
  rights: rightsSchema,
  /** Works with the book; false for somebody who left. */
  active: z.boolean(),
  /** Their passphrase opens the book. Not so for somebody who left, and for everybody after the book's key was changed, until it is set anew. */
  hasPassphrase: z.boolean(),
  /** Customers they are in charge of. */
  customers: z.int(),
});
export type Person = z.output<typeof personSchema>;

/** Who is in, as the window knows them. `id` 0: the owner who made the book. */
export const insiderSchema = z.object({ id: z.int().min(0), name: z.string(), role: roleSchema, rights: rightsSchema });
export type Insider = z.output<typeof insiderSchema>;

const contactList = z.array(z.object({ value: z.string(), label: z.string().optional(), original: z.string().optional() }));

export const peopleMethods = {
  'people.list': defineMethod({
    kind: 'query',
    access: 'read',
    input: emptySchema,
    output: z.object({
      people: z.array(personSchema),
      /** The field that says who is in charge of a customer (负责人); `null` until somebody was added. */
      ownerField: recordIdSchema.nullable(),
    }),
    errors: [],
    about: 'Who works with this book beside the owner who made it, and what each may do.',
  }),
  'people.create': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ name: nameSchema, role: roleSchema, rights: rightsSchema, passphrase: passphraseSchema }),
    output: personSchema,
    errors: ['people.nameTaken', 'people.tooMany', 'vault.weakPassphrase'],
    about: 'Adds a person with a passphrase of their own; the owner’s must have been proved within five minutes.',
  }),
  'people.update': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ id: recordIdSchema, patch: z.strictObject({ name: nameSchema, role: roleSchema, rights: rightsSchema }).partial() }),
    output: personSchema,
    errors: ['record.missing', 'people.nameTaken', 'people.self'],
    about: 'Changes the name, role or rights of a person; holds from their next call.',
  }),
  'people.setPassphrase': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ id: recordIdSchema, passphrase: passphraseSchema }),
    output: personSchema,
    errors: ['record.missing', 'people.self', 'people.tooMany', 'vault.weakPassphrase'],
    about: 'Gives a person a new passphrase, or lets one who left come in again; the old one stops working.',
  }),
  'people.remove': defineMethod({
    kind: 'command',
    access: 'admin',
    /** Who takes over their customers; `null` leaves the field empty. */
    input: z.strictObject({ id: recordIdSchema, to: recordIdSchema.nullable() }),
    output: z.object({ handedOver: z.int() }),
    errors: ['record.missing', 'people.self'],
    about: 'Takes a person’s passphrase away at once and hands their customers over; what they did stays in the record under their name.',
  }),
  'people.handOver': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ from: recordIdSchema, to: recordIdSchema.nullable() }),
    output: z.object({ handedOver: z.int(), actionId: z.int() }),
    errors: ['record.missing'],
    about: 'Puts another person in charge of all customers of one; one step of undo.',
  }),
  'customers.contacts': defineMethod({
    kind: 'command',
    access: 'read',
    /** `beyond`: open more although the number of this hour is used up; the owner is told. */
    input: z.strictObject({ id: recordIdSchema, beyond: z.boolean().default(false) }),
    output: z.object({ phones: contactList, wechats: contactList, emails: contactList, left: z.int() }),
    errors: ['record.missing', 'contacts.budget'],
    about: 'The whole phones, WeChat ids and e-mails of one customer; counted for those who see them masked.',
  }),
} as const;
