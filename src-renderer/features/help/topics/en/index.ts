import type { Topics } from '../../search.ts';
import { backup } from './backup.ts';
import { books } from './books.ts';
import { bulk } from './bulk.ts';
import { calendar } from './calendar.ts';
import { care } from './care.ts';
import { cli } from './cli.ts';
import { counter } from './counter.ts';
import { damaged } from './damaged.ts';
import { exporting } from './export.ts';
import { fields } from './fields.ts';
import { find } from './find.ts';
import { forgotten } from './forgotten.ts';
import { greetings } from './greetings.ts';
import { grades } from './grades.ts';
import { importing } from './import.ts';
import { keysAndEntry } from './keys.ts';
import { newComputer } from './new-computer.ts';
import { offline } from './offline.ts';
import { people } from './people.ts';
import { privacy } from './privacy.ts';
import { profile } from './profile.ts';
import { reminders } from './reminders.ts';
import { sales } from './sales.ts';
import { segments } from './segments.ts';
import { servers } from './servers.ts';
import { start } from './start.ts';
import { tasks } from './tasks.ts';
import { undo } from './undo.ts';
import { visits } from './visits.ts';

export const topics: Topics = {
  start, import: importing, keys: keysAndEntry, find, profile, sales, tasks, reminders, visits, calendar, care, greetings, segments, bulk, grades, fields, export: exporting,
  backup, servers, newComputer, forgotten, damaged, undo, people, counter, privacy, offline, books, cli,
}; // prettier-ignore
