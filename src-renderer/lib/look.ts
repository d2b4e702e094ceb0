import type { Prefs } from '../../shared/modules/system.ts';

export type Look = 'light' | 'dark' | 'contrast';

/** The theme to show for a preference; `system` follows the system, its wish for more contrast included. */
export function lookFor(theme: Prefs['theme'], system: { readonly dark: boolean; readonly contrast: boolean }): Look {
  if (theme !== 'system') return theme;
  if (system.contrast && !system.dark) return 'contrast';
  return system.dark ? 'dark' : 'light';
}
