/** From the core's event stream to stale queries: one place decides which reads a change makes old. */
import type { QueryClient } from '@tanstack/react-query';
import type { CoreEvent } from '../../shared/contract/events.ts';
import type { MethodName } from '../../shared/contract/index.ts';

/** The modules whose reads show an entity. A new entity needs one line here. */
const READS_OF: Readonly<Record<string, readonly string[]>> = {
  segment: ['segments', 'views', 'history'],
  segmentMember: ['segments', 'customers'],
  view: ['views', 'history'],
  recent: ['recent'],
  ruleSet: ['grades', 'lifecycle', 'settings', 'history'],
  customer: ['customers', 'segments', 'views', 'recent', 'tags', 'history', 'portrait', 'timeline', 'relations', 'numbering', 'lifecycle', 'tasks', 'care', 'visits', 'reminders', 'receivables', 'people', 'calendar', 'greetings', 'gifts'],
  tag: ['tags', 'customers', 'history'],
  field: ['fields', 'customers', 'history'],
  followUp: ['customers', 'followUps', 'timeline', 'portrait', 'tasks', 'visits', 'calendar', 'greetings', 'history'],
  task: ['tasks', 'care', 'visits', 'timeline', 'calendar', 'history'],
  visitPlan: ['visits', 'tasks', 'history'],
  reminder: ['reminders', 'timeline', 'calendar', 'history'],
  carePlan: ['care', 'tasks', 'history'],
  greeting: ['greetings', 'history'],
  gift: ['gifts', 'timeline', 'portrait', 'history'],
  careRun: ['care', 'history'],
  consent: ['consents', 'greetings', 'customers', 'segments', 'views', 'timeline', 'history'],
  relation: ['relations', 'portrait', 'history'],
  attachment: ['attachments', 'customers', 'timeline', 'portrait', 'history'],
  sale: ['sales', 'rates', 'receivables', 'payments', 'customers', 'timeline', 'portrait', 'history', 'lifecycle', 'calendar'],
  payment: ['payments', 'rates', 'receivables', 'sales', 'customers', 'timeline', 'portrait', 'history', 'calendar'],
  rate: ['rates'],
  product: ['products', 'sales', 'history'],
  settings: ['settings', 'holidays', 'greetings', 'reminders', 'rates', 'session', 'numbering', 'lifecycle'],
  book: ['session', 'books', 'settings'],
  person: ['people', 'session', 'books'],
  import: ['import'],
};
/** Reads of one record by id: spared when the change names other records. */
const ONE_RECORD = new Set<MethodName>(['customers.get', 'history.list']);

/** True when the read `[method, input]` may show something other than before the change. */
export function isStale(event: Extract<CoreEvent, { type: 'data.changed' }>, key: readonly unknown[]): boolean {
  const method = String(key[0]);
  const module = method.slice(0, method.indexOf('.'));
  const touched = event.entities.some((entity) => (READS_OF[entity] ?? [entity]).includes(module));
  if (!touched || event.ids === null || !ONE_RECORD.has(method as MethodName)) return touched;
  const id = (key[1] as { id?: number } | undefined)?.id;
  return id === undefined || event.ids.includes(id) || !event.entities.includes('customer');
}

/** Marks what an event made old; shown queries fetch again at once, the others when they are next shown. */
export function invalidateBy(client: QueryClient, event: CoreEvent): void {
  switch (event.type) {
    case 'data.changed':
      void client.invalidateQueries({ predicate: (query) => isStale(event, query.queryKey) });
      return;
    case 'undo.changed':
      void client.invalidateQueries({ queryKey: ['undo.status'] });
      void client.invalidateQueries({ queryKey: ['undo.interrupted'] });
      void client.invalidateQueries({ queryKey: ['moving.list'] });
      return;
    case 'search.state':
      if (!event.indexing) void client.invalidateQueries({ predicate: (query) => isSearch(query.queryKey) });
      return;
    case 'job.ended':
      void client.invalidateQueries({ queryKey: ['jobs.list'] });
      void client.invalidateQueries({ queryKey: ['import.list'] });
      void client.invalidateQueries({ queryKey: ['moving.list'] });
      return;
    case 'reminders.due':
      void client.invalidateQueries({ queryKey: ['reminders.missed'] });
      return;
    case 'reminders.digest':
    case 'session.opened':
    case 'session.locked':
    case 'job.progress':
      return;
    default:
      event satisfies never;
  }
}

function isSearch(key: readonly unknown[]): boolean {
  return key[0] === 'customers.list' || key[0] === 'customers.search' || key[0] === 'customers.found' || key[0] === 'calendar.entries';
}
