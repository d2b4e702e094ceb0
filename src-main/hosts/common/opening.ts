/** Calls that open a book, or look into one: which of them need the open one to be gone, and which answer over a lock. */

/** Opening another book ends the process of the open one first: no process ever holds the keys of two. */
export const OPENING: ReadonlySet<unknown> = new Set(['books.create', 'books.openSample', 'session.unlock', 'repair.look', 'repair.run']);

/** Close one book on the way to something else: their answer (a recovery code, once) must reach the page that asked. */
export const SWITCHING: ReadonlySet<unknown> = new Set([...OPENING, 'books.removeSample']);
