import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useSaleStore } from '../../features/sales/sale-store.ts';
import { useBulkResult } from '../../features/bulk/bulk-outcome.ts';
import { useStanding } from '../../features/common/standing-store.ts';
import { useFollowUpStore } from '../../features/follow-ups/follow-up-store.ts';
import { useHandOff } from '../../features/hand-off/hand-off-store.ts';
import { DueNotices } from '../../features/reminders/DueNotices.tsx';
import { useReminderStore } from '../../features/reminders/reminder-store.ts';
import { useTaskStore } from '../../features/tasks/task-store.ts';
import type { HelpScreen } from '../../features/help/screens.ts';
import { JobLine } from '../../features/jobs/JobLine.tsx';
import { useAutoLock } from '../../features/session/use-auto-lock.ts';
import { MovingNotice } from '../../features/moving/MovingNotice.tsx';
import { useMovingStore } from '../../features/moving/moving-store.ts';
import { usePersonStore } from '../../features/privacy/person-store.ts';
import { ProofDialog } from '../../features/session/ProofDialog.tsx';
import { useRecovered } from '../../features/session/recovered.ts';
import { BookNotices } from '../../features/session/BookNotices.tsx';
import { WindowDrop } from '../../features/transfer/WindowDrop.tsx';
import { useT } from '../../lib/i18n.ts';
import { setPrefs, usePrefs } from '../../lib/prefs.ts';
import { lockNow } from '../../lib/session.ts';
import { useSettingsTarget } from '../../lib/settings-target.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { useUndo } from '../../lib/undo.ts';
import { Loading } from '../../ui/States.tsx';
import { CrashBoundary } from '../CrashBoundary.tsx';
import { HelpOver } from '../HelpOver.tsx';
import { KeySheet } from './KeySheet.tsx';
import { Sidebar } from './Sidebar.tsx';
import './shell.css';

const FollowUpDialog = lazy(() => import('../../features/follow-ups/FollowUpDialog.tsx').then((m) => ({ default: m.FollowUpDialog })));
const SaleDialogs = lazy(() => import('../../features/sales/SaleDialogs.tsx').then((m) => ({ default: m.SaleDialogs })));
const BulkResultDialog = lazy(() => import('../../features/bulk/BulkResultDialog.tsx').then((m) => ({ default: m.BulkResultDialog })));
const StandingDialogs = lazy(() => import('../../features/lifecycle/StandingDialogs.tsx').then((m) => ({ default: m.StandingDialogs })));
const MovingDialog = lazy(() => import('../../features/moving/MovingDialog.tsx').then((m) => ({ default: m.MovingDialog })));
const TaskDialog = lazy(() => import('../../features/tasks/TaskDialog.tsx').then((m) => ({ default: m.TaskDialog })));
const HandOffDialog = lazy(() => import('../../features/hand-off/HandOffDialog.tsx').then((m) => ({ default: m.HandOffDialog })));
const ReminderDialog = lazy(() => import('../../features/reminders/ReminderDialog.tsx').then((m) => ({ default: m.ReminderDialog })));
const ExportPerson = lazy(() => import('../../features/privacy/ExportPerson.tsx').then((m) => ({ default: m.ExportPerson })));
const NewPassphrase = lazy(() => import('../../features/session/NewPassphrase.tsx').then((m) => ({ default: m.NewPassphrase })));
const loadPalette = () => import('../../features/palette/Palette.tsx').then((m) => ({ default: m.Palette }));
const Palette = lazy(loadPalette);
/** After the first screen; before anybody has read it. */
const LOAD_PALETTE_MS = 1_000;

/** The window behind the lock: sidebar, page, the line of running work at the foot, and the keys that work everywhere. */
export function Shell() {
  const t = useT();
  const navigate = useNavigate();
  const [palette, setPalette] = useState(false);
  const [keys, setKeys] = useState(false);
  const handing = useHandOff((state) => state.ask !== null);
  const writing = useFollowUpStore((state) => state.ask !== null);
  const selling = useSaleStore((state) => state.ask !== null || state.shown !== null);
  const reading = useBulkResult((state) => state.shown !== null);
  const standing = useStanding((state) => state.question !== null);
  const moving = useMovingStore((state) => state.ask !== null);
  const planning = useTaskStore((state) => state.ask !== null);
  const recovered = useRecovered((state) => state.code !== null);
  const reminding = useReminderStore((state) => state.ask !== null);
  const exporting = usePersonStore((state) => state.id !== null);
  const { undo, redo } = useUndo();
  const { maskDetails } = usePrefs();
  const group = t('ui.keys.everywhere');
  useAutoLock();
  useEffect(() => {
    // What is typed right after Ctrl+K must find the field there.
    const timer = setTimeout(() => void loadPalette().catch(() => undefined), LOAD_PALETTE_MS);
    return () => clearTimeout(timer);
  }, []);
  useShortcut('mod+k', () => setPalette((open) => !open), { label: t('ui.keys.palette'), group, inDialogs: true });
  useShortcut('mod+z', () => void undo(), { label: t('ui.keys.undo'), group });
  useShortcut('mod+shift+z', () => void redo(), { label: t('ui.keys.redo'), group });
  useShortcut('mod+y', () => void redo());
  useShortcut('mod+l', () => void lockNow(), { label: t('ui.keys.lock'), group, inDialogs: true });
  useShortcut('mod+shift+h', () => void setPrefs({ maskDetails: !maskDetails }), { label: t('ui.keys.mask'), group, inDialogs: true });
  useShortcut('?', () => setKeys(true), { label: t('ui.keys.sheet'), group });
  const goFromHelp = ({ to, part }: HelpScreen): void => {
    if (part !== undefined) useSettingsTarget.setState({ part });
    void navigate({ to });
  };
  return (
    <div className="shell">
      <a className="skip-link" href="#main" onClick={focusMain}>
        {t('ui.nav.skip')}
      </a>
      <Sidebar onSearch={() => setPalette(true)} />
      <div className="shell-side">
        <BookNotices />
        <MovingNotice />
        <main id="main" className="shell-main" tabIndex={-1}>
          <CrashBoundary>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </CrashBoundary>
        </main>
        <JobLine />
      </div>
      <WindowDrop />
      <ProofDialog />
      <DueNotices />
      <Suspense>{palette && <Palette onClose={() => setPalette(false)} onKeys={() => setKeys(true)} />}</Suspense>
      <Suspense>{writing && <FollowUpDialog />}</Suspense>
      <Suspense>{standing && <StandingDialogs />}</Suspense>
      <Suspense>{planning && <TaskDialog />}</Suspense>
      <Suspense>{reminding && <ReminderDialog />}</Suspense>
      <Suspense>{selling && <SaleDialogs />}</Suspense>
      <Suspense>{reading && <BulkResultDialog />}</Suspense>
      <Suspense>{moving && <MovingDialog />}</Suspense>
      <Suspense>{exporting && <ExportPerson />}</Suspense>
      <Suspense>{recovered && <NewPassphrase />}</Suspense>
      <Suspense>{handing && <HandOffDialog />}</Suspense>
      <HelpOver onGo={goFromHelp} />
      <KeySheet open={keys} onClose={() => setKeys(false)} />
    </div>
  );
}

/** The address is the router's (hash history): the link must move the focus without touching it. */
function focusMain(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
