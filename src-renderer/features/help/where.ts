/** Which topic belongs to which screen, by its address. */
import type { TopicId } from '../../lib/help.ts';

/** The longest beginning of an address that fits decides. */
export const BY_PATH: Readonly<Record<string, TopicId>> = {
  '/today': 'tasks',
  '/customers': 'find',
  '/customers/': 'profile',
  '/calls': 'export',
  '/sales': 'sales',
  '/receivables': 'sales',
  '/products': 'sales',
  '/sources': 'sales',
  '/segments': 'segments',
  '/tasks': 'tasks',
  '/reminders': 'reminders',
  '/care': 'care',
  '/calendar': 'calendar',
  '/visits': 'visits',
  '/greetings': 'greetings',
  '/greet': 'greetings',
  '/bin': 'undo',
  '/transfer': 'import',
  '/backup': 'backup',
  '/lifecycle': 'grades',
  '/settings': 'counter',
  '/settings/fields': 'fields',
  '/settings/grades': 'grades',
  '/settings/audit': 'undo',
  '/settings/people': 'people',
  '/settings/check-up': 'backup',
};

/** The topic for an address such as `/customers/5`; where nothing fits, the first steps. */
export function topicOfPath(path: string): TopicId {
  const best = Object.keys(BY_PATH)
    .filter((start) => path === start || path.startsWith(start.endsWith('/') ? start : `${start}/`))
    .sort((a, b) => b.length - a.length)[0];
  return (best === undefined ? undefined : BY_PATH[best]) ?? 'start';
}

/** The path in the address of the window: the part before any `?`. */
export function pathOf(hash: string): string {
  return hash.replace(/^#/, '').replace(/\?.*$/, '');
}
