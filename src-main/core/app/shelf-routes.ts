/** Handlers that change the list of books of this computer, and no book. */
import { isAbsolute, resolve } from 'node:path';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { checkBookPlace, readHeader } from '../vault/index.ts';
import type { Session, SessionDeps } from './session.ts';
import { refOf } from './shelf.ts';
import { takeHomeRoute } from './take-home.ts';

/** `books.forget` leaves the files alone; `books.add` puts the book of a folder on the list; `books.takeHome`: see take-home.ts. */
export function createShelfRoutes(deps: SessionDeps, session: Session) {
  const { shelf, vault } = deps;
  return {
    'books.takeHome': takeHomeRoute(deps, () => session.book()?.dir ?? null),
    'books.forget': async ({ ref }: { ref: string }): Promise<Result<object>> => {
      const entry = shelf.find(ref);
      if (!entry) return err('book.unknown');
      if (session.book()?.dir === entry.dir) return err('book.open');
      await shelf.forget(entry.dir);
      return ok({});
    },
    'books.add': async ({ folder }: { folder: string }): Promise<Result<{ ref: string }>> => {
      // A path without its root would mean another folder wherever the program was started.
      if (!isAbsolute(folder)) return err('vault.missing');
      const dir = resolve(folder);
      const header = await readHeader(vault, dir);
      if (!header.ok) return header;
      const place = await checkBookPlace(dir);
      if (!place.ok) return place;
      const ref = refOf(dir);
      if (!shelf.find(ref)) await shelf.touch(dir, null);
      return ok({ ref });
    },
  };
}
