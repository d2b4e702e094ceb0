/** Language, theme, font size and density of this computer: applied at once, kept by the core, never in the browser's storage. */
import { create } from 'zustand';
import type { Prefs } from '../../shared/modules/system.ts';
import { api } from './api.ts';
import { setLanguage } from './i18n.ts';
import { lookFor, type Look } from './look.ts';

interface PrefsStore {
  readonly prefs: Prefs;
  /** What the system asks for; watched, so that `system` follows it at once. */
  readonly system: { readonly dark: boolean; readonly contrast: boolean };
}

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');
const contrastQuery = window.matchMedia('(prefers-contrast: more)');
const systemNow = () => ({ dark: darkQuery.matches, contrast: contrastQuery.matches });

export const usePrefsStore = create<PrefsStore>(() => ({
  prefs: { language: null, theme: 'system', fontScale: 100, density: 'normal', sidebarCollapsed: false, closedSections: [], maskDetails: false, blurAway: false, clearCopied: true, hideFromCapture: false, notices: true, noticeDetails: 'auto', stayInTray: false, startWithSystem: false, lastPeople: {}, calendarView: 'month', calendarHidden: [] },
  system: systemNow(),
}));

for (const query of [darkQuery, contrastQuery]) {
  query.addEventListener('change', () => {
    usePrefsStore.setState({ system: systemNow() });
    applyPrefs(usePrefsStore.getState().prefs);
  });
}

/** Takes in preferences the core answered. */
export function notePrefs(prefs: Prefs): void {
  usePrefsStore.setState({ prefs });
  applyPrefs(prefs);
}

/** Shows a change at once and has the core keep it. A failure to keep it is not worth a message: it holds for this sitting. */
export async function setPrefs(patch: Partial<Prefs>): Promise<void> {
  notePrefs({ ...usePrefsStore.getState().prefs, ...patch });
  const reply = await api.call('prefs.set', patch);
  if (reply.ok) notePrefs(reply.value);
}

/** Writes the preferences onto the document, where the stylesheets read them. */
export function applyPrefs(prefs: Prefs): void {
  const root = document.documentElement;
  root.dataset['theme'] = currentLook();
  root.dataset['density'] = prefs.density;
  root.dataset['mask'] = prefs.maskDetails ? 'on' : 'off';
  noteFocus();
  root.style.setProperty('--scale', String(prefs.fontScale / 100));
  if (prefs.language !== null) setLanguage(prefs.language);
}

/** Whether somebody else looks at the screen just now can only be guessed: the window has lost the focus. */
function noteFocus(): void {
  document.documentElement.dataset['away'] = usePrefsStore.getState().prefs.blurAway && !document.hasFocus() ? 'yes' : 'no';
}
window.addEventListener('blur', noteFocus);
window.addEventListener('focus', noteFocus);

function currentLook(): Look {
  const { prefs, system } = usePrefsStore.getState();
  return lookFor(prefs.theme, system);
}

export function usePrefs(): Prefs {
  return usePrefsStore((state) => state.prefs);
}

/** The theme on screen now. */
export function useLook(): Look {
  return usePrefsStore((state) => lookFor(state.prefs.theme, state.system));
}
