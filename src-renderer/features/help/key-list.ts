/** The keys worth learning, with what they do. A test holds them against what the screens register. */
import type { TextKey } from '../../lib/i18n.ts';

export interface KeyInfo {
  readonly keys: string;
  readonly does: TextKey;
}

export const KEYS: readonly KeyInfo[] = [
  { keys: 'mod+k', does: 'ui.keys.palette' },
  { keys: '/', does: 'customers.keys.search' },
  { keys: 'n', does: 'customers.keys.add' },
  { keys: 'j', does: 'customers.keys.down' },
  { keys: 'k', does: 'customers.keys.up' },
  { keys: 'e', does: 'customers.keys.edit' },
  { keys: 'f', does: 'portrait.followUp.title' },
  { keys: 'r', does: 'reminders.keys.new' },
  { keys: 't', does: 'tasks.keys.add' },
  { keys: 'mod+a', does: 'customers.keys.all' },
  { keys: 'delete', does: 'customers.keys.remove' },
  { keys: 'mod+z', does: 'ui.keys.undo' },
  { keys: 'mod+shift+z', does: 'ui.keys.redo' },
  { keys: 'mod+p', does: 'portrait.print.title' },
  { keys: 'mod+shift+h', does: 'ui.keys.mask' },
  { keys: 'mod+l', does: 'ui.keys.lock' },
  { keys: '?', does: 'ui.keys.sheet' },
  { keys: 'f1', does: 'help.here' },
];
