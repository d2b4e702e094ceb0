/** The application menu: macOS needs one for copy and paste; elsewhere the window has all there is. */
import { app, Menu } from 'electron';
import type { HostTexts } from '../common/texts.ts';

export function installMenu(texts: HostTexts): void {
  if (process.platform !== 'darwin') {
    Menu.setApplicationMenu(null);
    return;
  }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: app.name, role: 'appMenu' },
      { label: texts.edit, role: 'editMenu' },
      { label: texts.window, role: 'windowMenu' },
    ]),
  );
}
