/** The icon beside the clock: how much is due, open, lock, quit. */
import { Menu, nativeImage, Tray } from 'electron';
import { fill } from '../common/texts.ts';
import type { HostTexts } from '../common/texts.ts';
import { TRAY_ICON } from './tray-icon.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly lock: () => void;
  readonly quit: () => void;
}

export interface TrayMark {
  /** `due` null: the book is locked, and nothing is known of it. */
  say(texts: HostTexts, due: number | null): void;
  destroy(): void;
}

/** Shows the icon; the caller keeps what is returned, or the icon is collected as garbage. */
export function createTray(actions: TrayActions): TrayMark {
  const tray = new Tray(nativeImage.createFromDataURL(TRAY_ICON));
  tray.on('click', actions.open);
  return {
    say(texts, due) {
      const line = due === null || due === 0 ? null : fill(due === 1 ? texts.trayDueOne : texts.trayDue, { count: due });
      tray.setToolTip(line === null ? texts.appName : `${texts.appName} · ${line}`);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          ...(line === null ? [] : [{ label: line, click: actions.open }, { type: 'separator' as const }]),
          { label: texts.show, click: actions.open },
          { label: texts.lock, click: actions.lock },
          { type: 'separator' },
          { label: texts.quit, click: actions.quit },
        ]),
      );
    },
    destroy: () => tray.destroy(),
  };
}
