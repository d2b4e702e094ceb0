/** What the program is beside its window: the icon by the clock, notices, starting with the system. Follows the preferences. */
import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Result } from '../../../shared/kernel/result.ts';
import type { Prefs } from '../../../shared/modules/system.ts';
import type { Language } from '../../../shared/modules/words.ts';
import type { CoreClient } from '../common/core-client.ts';
import { hostTexts } from '../common/texts.ts';
import { setAutostart } from './autostart.ts';
import { CHANNELS } from './channels.ts';
import { createNotices } from './notices.ts';
import { createTray } from './tray.ts';

export interface BesideDeps {
  readonly live: () => BrowserWindow | null;
  readonly open: () => void;
  readonly lock: () => void;
  /** Of the system, for a program that was never told another. */
  readonly ofSystem: Language;
}

export interface Beside {
  /** Takes in the preferences as they are now; a core that does not answer changes nothing. */
  follow(): Promise<void>;
  /** Whether the program goes on when its window is closed. */
  stays(): boolean;
  sayLocked(): void;
  end(): void;
}

export function goOnBeside(core: CoreClient, { live, open, lock, ofSystem }: BesideDeps): Beside {
  let prefs: Prefs | null = null;
  let due: number | null = null;
  let quitting = false;
  const texts = () => hostTexts(prefs?.language ?? ofSystem);
  const tray = createTray({ open, lock, quit: () => app.quit() });
  const notices = createNotices({
    texts,
    isWatched: () => live()?.isVisible() === true && live()?.isFocused() === true,
    isWanted: () => prefs?.notices === true,
    press(pressed) {
      if (pressed.act === 'open') open();
      live()?.webContents.send(CHANNELS.pressed, pressed);
    },
    count(now) {
      due = now;
      tray.say(texts(), due);
    },
    now: Date.now,
  });
  tray.say(texts(), due);
  core.onTold((told) => notices.take(told));
  core.onEvent((event) => {
    if (event.type === 'session.opened' || event.type === 'session.locked') notices.session(event.type === 'session.opened');
  });
  app.on('before-quit', () => (quitting = true));
  return {
    async follow() {
      const reply = (await core.call('prefs.get', {})) as Result<Prefs>;
      if (!reply.ok) return;
      const was = prefs;
      prefs = reply.value;
      live()?.setContentProtection(prefs.hideFromCapture);
      tray.say(texts(), due);
      // Never touched at a start: what the user set in the system's own settings holds.
      if (was !== null && was.startWithSystem !== prefs.startWithSystem) await setAutostart(prefs.startWithSystem);
    },
    // On macOS a program without a window goes on in any case; hidden it keeps what it was at.
    stays: () => !quitting && (process.platform === 'darwin' || prefs?.stayInTray === true),
    sayLocked: () => notices.sayLocked(),
    end() {
      notices.end();
      tray.destroy();
    },
  };
}
