import { lazy, Suspense } from 'react';
import { useGate, useSession } from '../lib/session.ts';
import { toAppError } from '../lib/error-text.ts';
import { ErrorState, Loading } from '../ui/States.tsx';
import { HelpOver } from './HelpOver.tsx';

const Entrance = lazy(() => import('../features/session/Entrance.tsx').then((m) => ({ default: m.Entrance })));
const Inside = lazy(() => import('./Inside.tsx').then((m) => ({ default: m.Inside })));

/** Inside the book when one is open, at the entrance otherwise; nothing of a book is rendered outside it. */
export function Gate() {
  const session = useSession();
  const making = useGate((gate) => gate.making);
  const repairing = useGate((gate) => gate.repairing) !== null;
  const changingKey = useGate((gate) => gate.changingKey);
  if (session.isPending) return <Loading rows={0} />;
  if (session.data === undefined) return <ErrorState error={toAppError(session.error)} onRetry={() => void session.refetch()} />;
  const open = session.data.state === 'open' && !making && !repairing && !changingKey;
  return (
    <>
      <Suspense fallback={<Loading rows={0} />}>{open ? <Inside /> : <Entrance />}</Suspense>
      {!open && <HelpOver onGo={null} />}
    </>
  );
}
