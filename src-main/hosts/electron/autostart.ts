/** Starts the program with the system, without a window. Only what the user chose in its settings changes anything. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';

/** Among the program's arguments: begin beside the clock. */
export const HIDDEN = '--hidden';

/** Whether this start shows no window. */
export function startsHidden(): boolean {
  return process.argv.includes(HIDDEN) || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
}

/** Never fails: a system that allows no such thing goes on without. */
export async function setAutostart(on: boolean): Promise<void> {
  const args = app.isPackaged ? [HIDDEN] : [`"${app.getAppPath()}"`, HIDDEN];
  if (process.platform === 'linux') await desktopEntry(on, args).catch(() => undefined);
  else app.setLoginItemSettings({ openAtLogin: on, path: process.execPath, args });
}

/** Electron knows no login items on Linux; desktops there read this folder. */
async function desktopEntry(on: boolean, args: readonly string[]): Promise<void> {
  const folder = join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'autostart');
  const file = join(folder, 'regulars.desktop');
  if (!on) return rm(file, { force: true });
  const program = process.env['APPIMAGE'] ?? process.execPath;
  await mkdir(folder, { recursive: true });
  await writeFile(file, ['[Desktop Entry]', 'Type=Application', 'Name=Regulars', 'Name[zh_CN]=熟客', `Exec="${program}" ${args.join(' ')}`, 'X-GNOME-Autostart-enabled=true', ''].join('\n'));
}
