/** Starts the window: texts, keys, events; then the first screen. */
import { createRoot } from 'react-dom/client';
import { api } from '../lib/api.ts';
import { startI18n, systemLanguage } from '../lib/i18n.ts';
import { applyPrefs, notePrefs, usePrefsStore } from '../lib/prefs.ts';
import { listenForShortcuts } from '../lib/shortcuts.ts';
import { nonceEveryStyle, styleNonce } from '../lib/style-nonce.ts';
import { App } from './App.tsx';
import { connectEvents } from './connect-events.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/private.css';

/** Asks for the preferences, then draws the first screen in the right language and theme. */
export async function start(): Promise<void> {
  const prefs = await api.call('prefs.get', {});
  startI18n(prefs.ok && prefs.value.language !== null ? prefs.value.language : systemLanguage());
  if (prefs.ok) notePrefs(prefs.value);
  applyPrefs(usePrefsStore.getState().prefs);
  nonceEveryStyle(styleNonce());
  listenForShortcuts();
  connectEvents();
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(<App />);
}
