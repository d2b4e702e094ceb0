/** All screens behind the lock. Each is loaded when first opened. Addresses carry ids only, never a customer's data. */
import { createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { api } from '../lib/api.ts';
import { Crashed } from './CrashBoundary.tsx';
import { Shell } from './shell/Shell.tsx';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: () => null,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  // A book with nobody in it begins where customers are brought in. The router's way to send somewhere else: what `redirect` makes is thrown.
  beforeLoad: async () => {
    const found = await api.call('customers.list', { limit: 1 });
    const isEmpty = !found.ok || found.value.total === 0;
    return isEmpty ? redirect({ to: '/customers', search: {}, replace: true, throw: true }) : redirect({ to: '/today', replace: true, throw: true });
  },
});

const today = createRoute({
  getParentRoute: () => root,
  path: '/today',
  component: lazyRouteComponent(() => import('../features/today/TodayPage.tsx'), 'TodayPage'),
});

/** `tag`, `import`: opens the list filtered to a tag, or to what an import made or changed. `new`: opens the form for a new customer. */
interface CustomersSearch {
  readonly tag?: number;
  /** Opens the list with the customers of a segment. */
  readonly segment?: number;
  readonly import?: number;
  readonly new?: boolean;
}

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: (search: Record<string, unknown>): CustomersSearch => ({
    ...(Number.isSafeInteger(search['tag']) && { tag: search['tag'] as number }),
    ...(Number.isSafeInteger(search['segment']) && { segment: search['segment'] as number }),
    ...(Number.isSafeInteger(search['import']) && { import: search['import'] as number }),
    ...(search['new'] === true && { new: true }),
  }),
  component: lazyRouteComponent(() => import('../features/customers/CustomersPage.tsx'), 'CustomersPage'),
});

const profile = createRoute({
  getParentRoute: () => root,
  path: '/customers/$id',
  params: { parse: ({ id }) => ({ id: Number(id) }), stringify: ({ id }) => ({ id: String(id) }) },
  component: lazyRouteComponent(() => import('../features/customers/profile/ProfilePage.tsx'), 'ProfilePage'),
});

const printed = createRoute({
  getParentRoute: () => root,
  path: '/customers/$id/print',
  params: { parse: ({ id }) => ({ id: Number(id) }), stringify: ({ id }) => ({ id: String(id) }) },
  component: lazyRouteComponent(() => import('../features/print/PrintPage.tsx'), 'PrintPage'),
});

const calls = createRoute({
  getParentRoute: () => root,
  path: '/calls',
  component: lazyRouteComponent(() => import('../features/print/CallListPage.tsx'), 'CallListPage'),
});

/** What a list of sales begins with: a customer's or a product's. */
interface SalesSearch {
  readonly customerId?: number;
  readonly productId?: number;
}

const sales = createRoute({
  getParentRoute: () => root,
  path: '/sales',
  validateSearch: (search: Record<string, unknown>): SalesSearch => ({
    ...(Number.isSafeInteger(search['customerId']) && { customerId: search['customerId'] as number }),
    ...(Number.isSafeInteger(search['productId']) && { productId: search['productId'] as number }),
  }),
  component: lazyRouteComponent(() => import('../features/sales/SalesPage.tsx'), 'SalesPage'),
});

const receivables = createRoute({
  getParentRoute: () => root,
  path: '/receivables',
  component: lazyRouteComponent(() => import('../features/sales/ReceivablesPage.tsx'), 'ReceivablesPage'),
});

const products = createRoute({
  getParentRoute: () => root,
  path: '/products',
  component: lazyRouteComponent(() => import('../features/products/ProductsPage.tsx'), 'ProductsPage'),
});

const sources = createRoute({
  getParentRoute: () => root,
  path: '/sources',
  component: lazyRouteComponent(() => import('../features/views/SourcesPage.tsx'), 'SourcesPage'),
});

const segments = createRoute({
  getParentRoute: () => root,
  path: '/segments',
  component: lazyRouteComponent(() => import('../features/segments/SegmentsPage.tsx'), 'SegmentsPage'),
});

/** The plan whose tasks the list begins with. */
interface TasksSearch {
  readonly planId?: number;
}

const tasks = createRoute({
  getParentRoute: () => root,
  path: '/tasks',
  validateSearch: (search: Record<string, unknown>): TasksSearch => ({ ...(Number.isSafeInteger(search['planId']) && { planId: search['planId'] as number }) }),
  component: lazyRouteComponent(() => import('../features/tasks/TasksPage.tsx'), 'TasksPage'),
});

const calendar = createRoute({
  getParentRoute: () => root,
  path: '/calendar',
  component: lazyRouteComponent(() => import('../features/calendar/CalendarPage.tsx'), 'CalendarPage'),
});

const calendarPaper = createRoute({
  getParentRoute: () => root,
  path: '/calendar/print',
  component: lazyRouteComponent(() => import('../features/print/CalendarPaperPage.tsx'), 'CalendarPaperPage'),
});

const care = createRoute({
  getParentRoute: () => root,
  path: '/care',
  component: lazyRouteComponent(() => import('../features/care/CarePage.tsx'), 'CarePage'),
});

const visits = createRoute({
  getParentRoute: () => root,
  path: '/visits',
  component: lazyRouteComponent(() => import('../features/visits/VisitsPage.tsx'), 'VisitsPage'),
});

const visit = createRoute({
  getParentRoute: () => root,
  path: '/visits/$id',
  params: { parse: ({ id }) => ({ id: Number(id) }), stringify: ({ id }) => ({ id: String(id) }) },
  component: lazyRouteComponent(() => import('../features/visits/VisitPage.tsx'), 'VisitPage'),
});

/** `use`: the text the batch begins with. */
interface GreetSearch {
  readonly use?: number;
}

const greetings = createRoute({
  getParentRoute: () => root,
  path: '/greetings',
  component: lazyRouteComponent(() => import('../features/greetings/GreetingsPage.tsx'), 'GreetingsPage'),
});

const greet = createRoute({
  getParentRoute: () => root,
  path: '/greet',
  validateSearch: (search: Record<string, unknown>): GreetSearch => ({ ...(Number.isSafeInteger(search['use']) && { use: search['use'] as number }) }),
  component: lazyRouteComponent(() => import('../features/greetings/GreetPage.tsx'), 'GreetPage'),
});

const letters = createRoute({
  getParentRoute: () => root,
  path: '/greet/letters',
  component: lazyRouteComponent(() => import('../features/print/LettersPage.tsx'), 'LettersPage'),
});

const reminders = createRoute({
  getParentRoute: () => root,
  path: '/reminders',
  component: lazyRouteComponent(() => import('../features/reminders/RemindersPage.tsx'), 'RemindersPage'),
});

const bin = createRoute({
  getParentRoute: () => root,
  path: '/bin',
  component: lazyRouteComponent(() => import('../features/customers/bin/BinPage.tsx'), 'BinPage'),
});

const transfer = createRoute({
  getParentRoute: () => root,
  path: '/transfer',
  component: lazyRouteComponent(() => import('../features/transfer/TransferPage.tsx'), 'TransferPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/SettingsPage.tsx'), 'SettingsPage'),
});

const lifecycle = createRoute({
  getParentRoute: () => root,
  path: '/lifecycle',
  component: lazyRouteComponent(() => import('../features/lifecycle/LifecyclePage.tsx'), 'LifecyclePage'),
});

const grades = createRoute({
  getParentRoute: () => root,
  path: '/settings/grades',
  component: lazyRouteComponent(() => import('../features/lifecycle/GradesPage.tsx'), 'GradesPage'),
});

const fields = createRoute({
  getParentRoute: () => root,
  path: '/settings/fields',
  component: lazyRouteComponent(() => import('../features/fields/FieldsPage.tsx'), 'FieldsPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/settings/audit',
  component: lazyRouteComponent(() => import('../features/privacy/AuditPage.tsx'), 'AuditPage'),
});

const people = createRoute({
  getParentRoute: () => root,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('../features/people/PeoplePage.tsx'), 'PeoplePage'),
});

const checkUp = createRoute({
  getParentRoute: () => root,
  path: '/settings/check-up',
  component: lazyRouteComponent(() => import('../features/check-up/CheckUpPage.tsx'), 'CheckUpPage'),
});

const backup = createRoute({
  getParentRoute: () => root,
  path: '/backup',
  component: lazyRouteComponent(() => import('../features/backup/BackupPage.tsx'), 'BackupPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([home, today, customers, segments, tasks, reminders, calendar, calendarPaper, care, visits, visit, greetings, greet, letters, profile, printed, calls, sales, receivables, products, sources, bin, transfer, settings, fields, lifecycle, grades, audit, people, checkUp, backup]),
  history: createHashHistory(),
  defaultErrorComponent: ({ error, reset }) => <Crashed error={error} onRetry={reset} />,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
