/** The icon beside the clock: open, lock, quit. */
import { Menu, nativeImage, Tray } from 'electron';
import type { HostTexts } from '../common/texts.ts';
import { TRAY_ICON } from './tray-icon.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly lock: () => void;
  readonly quit: () => void;
}

/** Shows the icon; the caller keeps what is returned, or the icon is collected as garbage. */
export function createTray(texts: HostTexts, actions: TrayActions): Tray {
  const tray = new Tray(nativeImage.createFromDataURL(TRAY_ICON));
  tray.setToolTip(texts.appName);
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: texts.show, click: actions.open },
      { label: texts.lock, click: actions.lock },
      { type: 'separator' },
      { label: texts.quit, click: actions.quit },
    ]),
  );
  tray.on('click', actions.open);
  return tray;
}
