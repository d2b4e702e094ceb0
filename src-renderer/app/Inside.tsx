import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { hideAmounts } from '../lib/format.ts';
import { loadKept } from '../lib/kept-forms.ts';
import { useRights } from '../lib/may.tsx';
import { noteRecent } from '../lib/recent.ts';
import { refreshJobs } from '../lib/use-job.ts';
import { OwnFieldsKeeper } from '../lib/own-fields.ts';
import { router } from './router.tsx';

/** The program behind the lock. */
export function Inside() {
  hideAmounts(!useRights().seeAmounts);
  useEffect(() => {
    void refreshJobs();
    void loadKept();
    return router.subscribe('onResolved', ({ toLocation }) => {
      const id = Number(/^\/customers\/(\d+)$/.exec(toLocation.pathname)?.[1]);
      if (Number.isSafeInteger(id)) noteRecent(id);
    });
  }, []);
  return (
    <>
      <OwnFieldsKeeper />
      <RouterProvider router={router} />
    </>
  );
}
