import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { refreshJobs } from '../lib/use-job.ts';
import { router } from './router.tsx';

/** The program behind the lock. */
export function Inside() {
  useEffect(() => {
    void refreshJobs();
  }, []);
  return <RouterProvider router={router} />;
}
