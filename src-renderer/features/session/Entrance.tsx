import { useState } from 'react';
import type { BookRef } from '../../../shared/modules/session.ts';
import { useApiQuery } from '../../lib/api.ts';
import { toAppError } from '../../lib/error-text.ts';
import { useGate } from '../../lib/session.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { EntranceFrame } from './EntranceFrame.tsx';
import { FirstRun } from './FirstRun.tsx';
import { LockScreen } from './LockScreen.tsx';
import { RestoreStep } from './RestoreStep.tsx';

type Door = 'lock' | 'make' | 'restore';

/** Before a book is open: the lock screen where there are books, the welcome where there is none yet. */
export function Entrance() {
  const books = useApiQuery('books.list', {});
  const making = useGate((gate) => gate.making);
  const [door, setDoor] = useState<Door | null>(null);
  const list = books.data?.books ?? [];
  // Making a book makes it known: its own screens (recovery code) must not be replaced by the lock screen in the middle.
  const shown = making ? 'make' : (door ?? (list.some((book) => !book.sample) ? 'lock' : 'make'));
  return (
    <EntranceFrame>
      <Doors shown={books.data === undefined && !making ? null : shown} books={list} query={books} onDoor={setDoor} />
    </EntranceFrame>
  );
}

function Doors(props: {
  readonly shown: Door | null;
  readonly books: readonly BookRef[];
  readonly query: ReturnType<typeof useApiQuery<'books.list'>>;
  readonly onDoor: (door: Door | null) => void;
}) {
  switch (props.shown) {
    case 'lock':
      return <LockScreen books={props.books} onMake={() => props.onDoor('make')} onRestore={() => props.onDoor('restore')} />;
    case 'make':
      return <FirstRun onBack={() => props.onDoor('lock')} onRestore={() => props.onDoor('restore')} hasBooks={props.books.length > 0} />;
    case 'restore':
      return <RestoreStep onBack={() => props.onDoor(null)} onDone={() => props.onDoor('lock')} />;
    case null:
      if (props.query.isPending) return <Loading rows={3} />;
      return <ErrorState error={toAppError(props.query.error)} onRetry={() => void props.query.refetch()} />;
    default:
      return props.shown satisfies never;
  }
}
