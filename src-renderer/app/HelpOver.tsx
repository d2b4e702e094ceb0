import { lazy, Suspense, useState } from 'react';
import type { HelpScreen } from '../features/help/screens.ts';
import { closeHelp, openHelp, useHelp } from '../lib/help.ts';
import { useT } from '../lib/i18n.ts';
import { useShortcut } from '../lib/shortcuts.ts';

const HelpDrawer = lazy(() => import('../features/help/HelpDrawer.tsx').then((m) => ({ default: m.HelpDrawer })));

/** The help and its key, wherever one is: F1 opens it at the screen that is shown, and closes it. Nothing of it is loaded before. */
export function HelpOver({ onGo }: { readonly onGo: ((screen: HelpScreen) => void) | null }) {
  const t = useT();
  const isOpen = useHelp((help) => help.isOpen);
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  useShortcut('f1', () => (isOpen ? closeHelp() : openHelp()), { label: t('help.here'), group: t('ui.keys.everywhere'), inInputs: true, inDialogs: true });
  return <Suspense>{wasOpen && <HelpDrawer onGo={onGo} />}</Suspense>;
}
