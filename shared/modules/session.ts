/** Books, their keys, and the session that has one open. */
import { z } from 'zod';
import { defineMethod } from '../contract/define.ts';
import { insiderSchema } from './people.ts';
import { bookKindSchema, emptySchema, languageSchema, presetSchema } from './words.ts';

export const bookRefSchema = z.object({
  /** Opaque; what `session.unlock` takes. */
  ref: z.string(),
  name: z.string(),
  language: languageSchema,
  sample: z.boolean(),
  lastOpenedAt: z.number().nullable(),
  /** The folder is no longer there (USB disk pulled, moved). */
  missing: z.boolean(),
  keychain: z.boolean(),
  /** Who has a passphrase beside the owner who made it. */
  people: z.array(z.object({ id: z.int(), name: z.string() })),
});
export type BookRef = z.output<typeof bookRefSchema>;

export const bookInfoSchema = z.object({
  ref: z.string(),
  bookId: z.string(),
  name: z.string(),
  language: languageSchema,
  kind: bookKindSchema,
  preset: presetSchema,
  sample: z.boolean(),
  createdAt: z.number(),
  /** False until one group of the recovery code was typed back. */
  recoveryConfirmed: z.boolean(),
  keychain: z.boolean(),
  /** Who is in. */
  person: insiderSchema,
  /** The methods they may not call, so that a window need not offer them. */
  denied: z.array(z.string()),
  /** How many others have a passphrase; with none nothing is ever asked for twice. */
  people: z.int(),
  /** Problems found at opening that the user should know (codes with facts). */
  warnings: z.array(z.looseObject({ code: z.string() })),
});
export type BookInfo = z.output<typeof bookInfoSchema>;

export const secretSchema = z.discriminatedUnion('type', [
  /** `person`: whose it is, by number, 0 for the owner who made the book; everybody's is tried when nobody is named. */
  z.strictObject({ type: z.literal('passphrase'), passphrase: z.string().min(1).max(1024), person: z.int().min(0).optional() }),
  z.strictObject({ type: z.literal('recovery'), code: z.string().min(1).max(256) }),
  z.strictObject({ type: z.literal('keychain') }),
]);

/** What may be wrong with opening any book. */
export const OPEN_ERRORS = [
  'vault.wrongSecret',
  'vault.wait',
  'vault.missing',
  'vault.foreign',
  'vault.damaged',
  'vault.newer',
  'vault.noKeychain',
  'vault.halfChanged',
  'book.busy',
  'book.newer',
  'book.damaged',
  'book.syncedFolder',
  'book.unknown',
  'people.gone',
] as const;

export const sessionMethods = {
  'session.status': defineMethod({
    kind: 'query',
    access: 'public',
    input: emptySchema,
    output: z.object({
      state: z.enum(['locked', 'open']),
      book: bookInfoSchema.nullable(),
      host: z.enum(['electron', 'loopback', 'node']),
      keychainAvailable: z.boolean(),
      version: z.string(),
    }),
    errors: [],
    about: 'Whether a book is open, which, and what this host can do.',
  }),
  'books.list': defineMethod({
    kind: 'query',
    access: 'public',
    input: emptySchema,
    output: z.object({ books: z.array(bookRefSchema) }),
    errors: [],
    about: 'The books known on this computer, last opened first.',
  }),
  'books.create': defineMethod({
    kind: 'command',
    access: 'public',
    input: z.strictObject({
      name: z.string().trim().min(1).max(80),
      language: languageSchema,
      kind: bookKindSchema,
      preset: presetSchema,
      passphrase: z.string().min(1).max(1024),
    }),
    output: z.object({ bookId: z.string(), recoveryCode: z.string(), book: bookInfoSchema }),
    errors: ['vault.weakPassphrase', 'book.exists', 'book.syncedFolder'],
    about: 'Makes a new encrypted book, opens it, and answers its recovery code, once.',
  }),
  'books.openSample': defineMethod({
    kind: 'command',
    access: 'public',
    input: z.strictObject({ language: languageSchema }),
    output: z.object({ book: bookInfoSchema }),
    errors: ['book.busy'],
    about: 'Opens the practice book with 300 made-up customers, making it when absent.',
  }),
  'books.removeSample': defineMethod({
    kind: 'command',
    access: 'public',
    input: emptySchema,
    output: z.object({ removed: z.boolean() }),
    errors: ['book.busy'],
    about: 'Deletes the practice book and nothing else; locks it first when it is open.',
  }),
  'books.forget': defineMethod({
    kind: 'command',
    access: 'public',
    input: z.strictObject({ ref: z.string().min(1).max(4096) }),
    output: emptySchema,
    errors: ['book.unknown', 'book.open'],
    about: 'Takes a book off the list of this computer; its files stay where they are.',
  }),
  'books.add': defineMethod({
    kind: 'command',
    access: 'public',
    input: z.strictObject({ folder: z.string().trim().min(1).max(4096) }),
    output: z.object({ ref: z.string() }),
    errors: ['vault.missing', 'vault.foreign', 'vault.damaged', 'vault.newer', 'book.syncedFolder'],
    about: 'Puts the book in a folder on the list of this computer; opening it still needs its passphrase.',
  }),
  'books.takeHome': defineMethod({
    kind: 'command',
    access: 'public',
    input: z.strictObject({ ref: z.string().min(1).max(4096).optional(), folder: z.string().trim().min(1).max(4096).optional() }),
    output: z.object({ ref: z.string(), left: z.string().nullable() }),
    errors: ['book.unknown', 'book.open', 'book.busy', 'vault.missing', 'vault.foreign', 'vault.damaged', 'vault.newer'],
    about: 'Brings a book out of a synchronised or network folder to this computer: copied, compared byte by byte, then put on the list; what stays behind is renamed.',
  }),
  'session.unlock': defineMethod({
    kind: 'command',
    access: 'public',
    input: z.strictObject({ ref: z.string().min(1).max(4096), secret: secretSchema }),
    output: z.object({ book: bookInfoSchema }),
    errors: OPEN_ERRORS,
    about: 'Opens a book with the passphrase, the recovery code or the system keychain.',
  }),
  'session.lock': defineMethod({
    kind: 'command',
    access: 'public',
    input: emptySchema,
    output: emptySchema,
    errors: [],
    about: 'Closes the book and ends the process that held its keys.',
  }),
  'session.touch': defineMethod({
    kind: 'query',
    access: 'public',
    input: emptySchema,
    output: emptySchema,
    errors: [],
    about: 'Tells the core that the user is there; postpones the automatic lock.',
  }),
  'session.confirmRecovery': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ group: z.int().min(0).max(15), text: z.string().max(32) }),
    output: z.object({ confirmed: z.boolean() }),
    errors: [],
    about: 'Checks one group of the recovery code that the user typed back.',
  }),
  'session.changePassphrase': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ secret: secretSchema, passphrase: z.string().min(1).max(1024) }),
    output: emptySchema,
    errors: ['vault.wrongSecret', 'vault.wait', 'vault.weakPassphrase'],
    about: 'Sets a new passphrase after the old one (or the recovery code) was proved.',
  }),
  'session.prove': defineMethod({
    kind: 'command',
    access: 'read',
    input: z.strictObject({ secret: secretSchema }),
    output: z.object({ until: z.number() }),
    errors: ['vault.wrongSecret', 'vault.wait'],
    about: 'Shows by the passphrase that whoever opened the book still sits there: what is most dangerous asks for it every five minutes.',
  }),
  'session.reissueRecovery': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ secret: secretSchema }),
    output: z.object({ recoveryCode: z.string() }),
    errors: ['vault.wrongSecret', 'vault.wait'],
    about: 'Makes a new recovery code; the old one stops working for this book.',
  }),
  'session.addOwnerKey': defineMethod({
    kind: 'command',
    access: 'admin',
    /** The owner's, typed now: the slots of the owner are sealed anew with it. */
    input: z.strictObject({ passphrase: z.string().min(1).max(1024) }),
    /** `keychain`: whether it opens the book as before; `null` when it never did. */
    output: z.object({ recoveryCode: z.string(), keychain: z.boolean().nullable() }),
    errors: ['vault.wrongSecret', 'vault.wait', 'vault.hasOwnerKey'],
    about: 'Gives a book from before there were owner-only fields the owner’s key, which they are sealed with. The recovery code is a new one.',
  }),
  'session.changeKey': defineMethod({
    kind: 'job',
    access: 'admin',
    /** The owner's, typed now. */
    input: z.strictObject({ passphrase: z.string().min(1).max(1024) }),
    /** The code holds when the job is done; before that, and when it fails, the old one does. */
    output: z.object({ jobId: z.string(), recoveryCode: z.string() }),
    errors: ['vault.wrongSecret', 'vault.wait', 'vault.halfChanged', 'keyChange.busy', 'keyChange.noRoom', 'book.lost'],
    about: 'Encrypts the whole book anew with a new key, so that whoever kept a copy of an old one can read nothing of it from now on; the recovery code is new, and the others’ passphrases are to be set again. The book is closed meanwhile.',
  }),
  'session.drill': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ secret: secretSchema }),
    output: z.object({ by: z.enum(['passphrase', 'recovery', 'keychain']) }),
    errors: ['vault.wrongSecret', 'vault.wait', 'vault.noKeychain'],
    about: 'Tries whether a secret opens this book; changes nothing but the note of when it last did.',
  }),
  'session.setKeychain': defineMethod({
    kind: 'command',
    access: 'admin',
    input: z.strictObject({ enabled: z.boolean() }),
    output: z.object({ enabled: z.boolean() }),
    errors: ['vault.noKeychain'],
    about: 'Turns unlocking by the system keychain on or off for this book.',
  }),
} as const;
