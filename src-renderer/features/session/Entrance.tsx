import { useState } from 'react';
import type { BookRef } from '../../../shared/modules/session.ts';
import { useApiQuery } from '../../lib/api.ts';
import { toAppError } from '../../lib/error-text.ts';
import { useHelpHere, type TopicId } from '../../lib/help.ts';
import { setChangingKey, setRepairing, useGate } from '../../lib/session.ts';
import type { Secret } from './use-unlock.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { ChangeKey } from './ChangeKey.tsx';
import { EntranceFrame } from './EntranceFrame.tsx';
import { FirstRun } from './FirstRun.tsx';
import { LockScreen } from './LockScreen.tsx';
import { Repair } from './Repair.tsx';
import { RestoreStep } from './RestoreStep.tsx';

type Door = 'lock' | 'make' | 'restore' | 'repair' | 'key';
const HELP: Readonly<Record<Door, TopicId>> = { lock: 'forgotten', make: 'start', restore: 'newComputer', repair: 'damaged', key: 'people' };

/** Before a book is open: the lock screen where there are books, the welcome where there is none yet. */
export function Entrance() {
  const books = useApiQuery('books.list', {});
  const making = useGate((gate) => gate.making);
  const repairing = useGate((gate) => gate.repairing);
  const changingKey = useGate((gate) => gate.changingKey);
  const [door, setDoor] = useState<Door | null>(null);
  /** What was typed at the lock screen of a damaged book; only while its repair is open. */
  const [secret, setSecret] = useState<Secret | null>(null);
  const list = books.data?.books ?? [];
  // Making a book makes it known: its own screens (recovery code) must not be replaced by the lock screen in the middle.
  const shown = making ? 'make' : changingKey ? 'key' : repairing !== null ? 'repair' : (door ?? (list.some((book) => !book.sample) ? 'lock' : 'make'));
  useHelpHere(HELP[shown]);
  const repair = (ref: string | null, typed: Secret | null): void => {
    setSecret(typed);
    setRepairing(ref);
  };
  return (
    <EntranceFrame>
      <Doors
        shown={books.data === undefined && !making && !changingKey ? null : shown}
        books={list}
        query={books}
        onDoor={setDoor}
        repair={{ ref: repairing, secret }}
        onRepair={repair}
        onRepaired={() => repair(null, null)}
      />
    </EntranceFrame>
  );
}

function Doors(props: {
  readonly shown: Door | null;
  readonly books: readonly BookRef[];
  readonly query: ReturnType<typeof useApiQuery<'books.list'>>;
  readonly onDoor: (door: Door | null) => void;
  readonly repair: { readonly ref: string | null; readonly secret: Secret | null };
  readonly onRepair: (ref: string, secret: Secret | null) => void;
  readonly onRepaired: () => void;
}) {
  switch (props.shown) {
    case 'lock':
      return <LockScreen books={props.books} onMake={() => props.onDoor('make')} onRestore={() => props.onDoor('restore')} onRepair={props.onRepair} />;
    case 'make':
      return <FirstRun onBack={() => props.onDoor('lock')} onRestore={() => props.onDoor('restore')} hasBooks={props.books.length > 0} />;
    case 'restore':
      return <RestoreStep onBack={() => props.onDoor(null)} onDone={() => props.onDoor('lock')} />;
    case 'repair':
      return <Repair book={props.books.find((book) => book.ref === props.repair.ref) ?? null} bookRef={props.repair.ref ?? ''} secret={props.repair.secret} onBack={props.onRepaired} />;
    case 'key':
      return <ChangeKey onLeave={() => setChangingKey(false)} />;
    case null:
      if (props.query.isPending) return <Loading rows={3} />;
      return <ErrorState error={toAppError(props.query.error)} onRetry={() => void props.query.refetch()} />;
    default:
      return props.shown satisfies never;
  }
}
