/**
 * Names of copies: `regulars-<book>-<seq>-<UTC minute>-<random>.regulars`, never used twice.
 *   book    first 8 digits of the vault's id: several books may share a folder
 *   seq     six digits or more, counts up with every backup of the book: the order, whatever clocks said
 */
const NAME = /^regulars-([0-9a-f]{8})-(\d{6,})-(\d{8}-\d{4})-[0-9a-f]{4}\.regulars$/;
const BOOK_DIGITS = 8;
/** After the name, while the file is on its way: it does not count. */
export const PARTIAL = '.partial';
const SEQ_DIGITS = 6;

const shortId = (vaultId: string) => vaultId.replace(/-/g, '').slice(0, BOOK_DIGITS).toLowerCase();

export function copyName(vaultId: string, seq: number, at: number, random: Uint8Array): string {
  const minute = new Date(at).toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-');
  return `regulars-${shortId(vaultId)}-${String(seq).padStart(SEQ_DIGITS, '0')}-${minute}-${Buffer.from(random).toString('hex').slice(0, 4)}.regulars`;
}

/** The sequence number in the name of a copy of this book; `null` for any other file. */
export function seqOf(name: string, vaultId: string): number | null {
  const found = NAME.exec(name);
  return found && found[1] === shortId(vaultId) ? Number(found[2]) : null;
}

export interface NameFacts {
  readonly book: string;
  readonly seq: number;
  /** The minute in the name, by the clock of the computer that made it. */
  readonly at: number;
}

/** What the name of any book's copy says; `null` for other files. */
export function factsOfName(name: string): NameFacts | null {
  const found = NAME.exec(name);
  if (!found) return null;
  const [, book, seq, minute] = found;
  const at = Date.parse(minute!.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5Z'));
  return Number.isNaN(at) ? null : { book: book!, seq: Number(seq), at };
}

/** When this book began to send a file that never got its name; `null` for every other file. */
export function partialSince(name: string, vaultId: string): number | null {
  if (!name.endsWith(PARTIAL)) return null;
  const facts = factsOfName(name.slice(0, -PARTIAL.length));
  return facts?.book === shortId(vaultId) ? facts.at : null;
}
