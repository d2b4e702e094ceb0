/** Whom a cell of a link field names: by customer number or by name, and only when that is one customer. */
import { foldKey } from '../../../../shared/kernel/text.ts';
import type { Db } from '../../database/open.ts';

/** A customer, nobody, or more than one of that name. */
export type LinkReading = number | 'unknown' | 'several';
export type LinkFinder = (text: string) => LinkReading;

const SEVERAL = -1;

/** Looks among the living customers as they are when it is first asked; reads each of them once. */
export function linkFinder(db: Db): LinkFinder {
  let known: ReadonlyMap<string, number> | null = null;
  return (text) => {
    known ??= readNames(db);
    const found = known.get(`#${foldKey(text)}`) ?? known.get(foldKey(text));
    return found === undefined ? 'unknown' : found === SEVERAL ? 'several' : found;
  };
}

/** Names as they are, numbers with a `#` before them; a name of two customers is marked. */
function readNames(db: Db): ReadonlyMap<string, number> {
  const rows = db.raw.prepare<[], { id: number; name: string; code: string | null }>('SELECT id, name, code FROM customer WHERE deleted_at IS NULL').iterate();
  const names = new Map<string, number>();
  for (const { id, name, code } of rows) {
    const key = foldKey(name);
    names.set(key, names.has(key) ? SEVERAL : id);
    if (code !== null && code !== '') names.set(`#${foldKey(code)}`, id);
  }
  return names;
}
