/** The screens that topics lead to: where they are, what they are called, and what one must be allowed to do for them to be of use. */
import type { MethodName } from '../../../shared/contract/index.ts';
import type { TextKey } from '../../lib/i18n.ts';
import type { SettingsPart } from '../../lib/settings-target.ts';

export interface HelpScreen {
  readonly to:
    | '/today' | '/customers' | '/segments' | '/tasks' | '/reminders' | '/calendar' | '/care' | '/visits' | '/greetings' | '/sales' | '/receivables' | '/products' | '/sources' | '/bin' | '/transfer' | '/lifecycle' | '/backup'
    | '/settings' | '/settings/fields' | '/settings/grades' | '/settings/audit' | '/settings/people' | '/settings/check-up'; // prettier-ignore
  readonly part?: SettingsPart;
  readonly name: TextKey;
  readonly needs?: MethodName;
}

export const SCREENS = {
  today: { to: '/today', name: 'today.title' },
  customers: { to: '/customers', name: 'ui.nav.customers' },
  segments: { to: '/segments', name: 'segments.title' },
  tasks: { to: '/tasks', name: 'tasks.title' },
  calendar: { to: '/calendar', name: 'calendarPage.title' },
  visits: { to: '/visits', name: 'visits.title' },
  greetings: { to: '/greetings', name: 'greetings.title' },
  reminders: { to: '/reminders', name: 'reminders.title' },
  remindersSettings: { to: '/settings', part: 'reminders', name: 'settings.sections.reminders' },
  care: { to: '/care', name: 'care.title', needs: 'care.proposals' },
  sales: { to: '/sales', name: 'sales.title', needs: 'sales.list' },
  receivables: { to: '/receivables', name: 'sales.receivables.title', needs: 'receivables.list' },
  products: { to: '/products', name: 'sales.products.title', needs: 'sales.list' },
  bin: { to: '/bin', name: 'ui.nav.bin', needs: 'customers.restore' },
  transfer: { to: '/transfer', name: 'ui.nav.transfer', needs: 'import.start' },
  lifecycle: { to: '/lifecycle', name: 'lifecycle.title', needs: 'lifecycle.month' },
  backup: { to: '/backup', name: 'backup.title', needs: 'backup.places' },
  fields: { to: '/settings/fields', name: 'customFields.page.title', needs: 'fields.create' },
  grades: { to: '/settings/grades', name: 'lifecycle.settings.title', needs: 'grades.rules' },
  audit: { to: '/settings/audit', name: 'privacy.audit.title', needs: 'audit.list' },
  people: { to: '/settings/people', name: 'people.title', needs: 'people.create' },
  checkUp: { to: '/settings/check-up', name: 'checkUp.title', needs: 'checkUp.get' },
  security: { to: '/settings', part: 'security', name: 'settings.sections.security' },
  data: { to: '/settings', part: 'data', name: 'settings.sections.data', needs: 'data.check' },
  tags: { to: '/settings', part: 'tags', name: 'settings.sections.tags', needs: 'settings.set' },
} as const satisfies Record<string, HelpScreen>;
export type ScreenId = keyof typeof SCREENS;
