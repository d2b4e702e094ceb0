/** Where books and settings lie by default, and what the system's language is. */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Language } from '../../../shared/modules/words.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The data folder by the custom of each system: `%APPDATA%\Regulars`, `~/Library/Application Support/Regulars`,
 * `$XDG_DATA_HOME/regulars` or `~/.local/share/regulars`; `REGULARS_HOME` overrides all of them.
 */
export function defaultDataDir(env: Env = process.env, platform: NodeJS.Platform = process.platform, home: string = homedir()): string {
  const chosen = env['REGULARS_HOME'];
  if (chosen) return resolve(chosen);
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Regulars');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Regulars');
  const xdg = env['XDG_DATA_HOME'];
  // The XDG specification: a relative path is to be ignored.
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'regulars');
}

/** 中文 for any Chinese locale, else English. POSIX variables where set, else what the system's settings say. */
export function systemLanguage(env: Env = process.env): Language {
  const posix = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return /^zh/i.test(posix ?? Intl.DateTimeFormat().resolvedOptions().locale) ? 'zh-CN' : 'en';
}
