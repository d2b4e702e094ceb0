import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useT } from '../../lib/i18n.ts';
import { Loading } from '../../ui/States.tsx';
import { CrashBoundary } from '../CrashBoundary.tsx';
import { Sidebar } from './Sidebar.tsx';
import './shell.css';

/** The window behind the lock: sidebar, page, and the line of running work at the foot. */
export function Shell() {
  const t = useT();
  return (
    <div className="shell no-print-frame">
      <a className="skip-link" href="#main" onClick={focusMain}>
        {t('ui.nav.skip')}
      </a>
      <Sidebar />
      <main id="main" className="shell-main" tabIndex={-1}>
        <CrashBoundary>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </CrashBoundary>
      </main>
    </div>
  );
}

/** The address is the router's (hash history): the link must move the focus without touching it. */
function focusMain(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
