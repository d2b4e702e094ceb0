/** Handlers of the places on a server. */
import { ok } from '../../../../shared/kernel/result.ts';
import { noteEvent } from '../../changes/write.ts';
import type { OpenBook, Routes } from '../../domain/context.ts';
import { addRemote, changeRemote, testPlace } from './remote.ts';
import type { CopyDeps } from './run-copies.ts';

export function remoteRoutes(deps: () => CopyDeps): Routes<'backup.testRemote' | 'backup.addRemote' | 'backup.changeRemote'> {
  const note = (book: OpenBook, action: string, actor: string) => {
    noteEvent(book.write, action, actor);
    book.emit({ type: 'data.changed', entities: ['backup'], ids: null, origin: 'local' });
  };
  return {
    'backup.testRemote': async ({ book }, { connection, id }) => ok(await testPlace(book, deps(), connection, id)),
    'backup.addRemote': async ({ book, actor }, { connection }) => {
      const id = await addRemote(book, deps(), connection);
      note(book, 'backup.addTarget', actor);
      return ok({ id });
    },
    'backup.changeRemote': async ({ book, actor }, { id, connection }) => {
      await changeRemote(book, deps(), id, connection);
      note(book, 'backup.changeTarget', actor);
      return ok({});
    },
  };
}
