import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract, type MethodName } from '../../../shared/contract/index.ts';
import type { OutputOf } from '../../../shared/modules/outputs.ts';
import type { TestCore } from '../../support/create-test-core.ts';
import { createTestCore } from '../../support/create-test-core.ts';

let t: TestCore;
beforeEach(async () => {
  t = await createTestCore();
});
afterEach(() => t.dispose());

const QUIET = '曾雪';
const PLAIN = '王小明';

/** Two customers with a sale that is not paid and a task each; one asked not to be disturbed. */
async function twoPeople(): Promise<void> {
  for (const name of [PLAIN, QUIET]) {
    const { id } = await t.call('customers.create', { name, phones: [{ value: name === PLAIN ? '13812345678' : '13987654321' }], doNotContact: name === QUIET ? 'all' : 'marketing' });
    await t.call('sales.create', { customerId: id, date: '2026-11-01', items: [{ name: '茶', priceMinor: 5000 }], paidMinor: 0, currency: 'CNY' });
    await t.call('tasks.create', { customerId: id, title: `给${name}回电话`, due: '2026-11-22' });
  }
}

interface Choice {
  readonly file: string;
  readonly includeQuiet?: boolean;
}
type Started = Promise<{ jobId: string; leftOut: number }>;
const table = (start: (choice: Choice & { format: 'csv' }) => Started) => written((choice) => start({ ...choice, format: 'csv' }));
const written = (start: (choice: Choice) => Started) => async (includeQuiet: boolean | undefined) => {
  const path = join(t.dir, 'out.csv');
  const { jobId, leftOut } = await start({ file: t.file(path), ...(includeQuiet !== undefined && { includeQuiet }) });
  await t.job(jobId);
  return { text: readFileSync(path, 'utf8'), leftOut };
};
interface Made {
  readonly text: string;
  readonly leftOut: number;
}
interface Output {
  readonly what: OutputOf;
  readonly make: (includeQuiet: boolean | undefined) => Promise<Made>;
}
const calls = (what: Extract<OutputOf, { of: 'customers' | 'tasks' }>): Output => ({
  what,
  make: async (includeQuiet) => {
    const made = await t.call('calls.list', { what, ...(includeQuiet !== undefined && { includeQuiet }) });
    return { text: JSON.stringify(made.calls), leftOut: made.leftOut };
  },
});
const everybody = { of: 'customers', selection: { query: {} } } as const;
const span = { from: '2026-11-01', to: '2026-12-31', kinds: ['task' as const, 'birthday' as const] };
const today = { of: 'tasks', bands: ['overdue', 'today', 'week', 'later'] } as const;

/** Every method that gives customers out, and how each is made. */
const OUTPUTS: readonly (readonly [name: string, method: MethodName, output: () => Output])[] = [
  ['customers as a file', 'export.start', () => ({ what: everybody, make: table((choice) => t.call('export.start', choice)) })],
  ['sales as a file', 'sales.export', () => ({ what: { of: 'sales', query: {} }, make: table((choice) => t.call('sales.export', choice)) })],
  ['lines of sales as a file', 'sales.export', () => ({ what: { of: 'sales', query: {} }, make: table((choice) => t.call('sales.export', { ...choice, detail: 'lines', query: {} })) })],
  ['tasks as a file', 'tasks.export', () => ({ what: { ...today, bands: [...today.bands] }, make: table((choice) => t.call('tasks.export', { ...choice, bands: [...today.bands] })) })],
  ['receivables as a file', 'receivables.export', () => ({ what: { of: 'receivables' }, make: table((choice) => t.call('receivables.export', choice)) })],
  ['customers as cards', 'handOff.cards', () => ({ what: everybody, make: written((choice) => t.call('handOff.cards', { ...choice, selection: { query: {} } })) })],
  ['the calendar as a file', 'calendar.export', () => ({ what: { of: 'calendar', ...span }, make: written((choice) => t.call('calendar.export', { ...choice, ...span })) })],
  ['a call list of customers', 'calls.list', () => calls(everybody)],
  ['a call list of tasks', 'calls.list', () => calls({ of: 'tasks', bands: [...today.bands] })],
];

/** Methods that write a file without being a list of people to contact; a new one has to be put here or above. */
const OTHER_FILES: Readonly<Partial<Record<MethodName, string>>> = {
  'books.add': 'an existing book is opened',
  'books.takeHome': 'a book is moved whole',
  'backup.create': 'a copy must be whole',
  'backup.restore': 'a copy must be whole',
  'backup.addTarget': 'a copy must be whole',
  'repair.run': 'reads a copy',
  'views.export': 'conditions and columns, nobody in it',
  'views.import': 'reads',
  'holidays.import': 'reads',
  'products.export': 'nobody in it',
  'products.import': 'reads',
  'sales.planImport': 'reads',
  'sales.import': 'reads',
  'sales.importProblems': 'rows of the file that was read',
  'attachments.add': 'reads',
  'attachments.save': 'one file of one customer, chosen by hand',
  'privacy.exportPerson': 'what the person asked for themselves',
  'audit.export': 'no names in it',
  'import.inspect': 'reads',
  'import.preview': 'reads',
  'import.start': 'reads',
  'import.resume': 'reads',
  'import.errorFile': 'rows of the file that was read',
  'import.template': 'nobody in it',
};

describe('who asked not to be disturbed', () => {
  it.each(OUTPUTS)('stays out of %s, is counted before and told after, and comes along when that is wanted', async (_, __, output) => {
    await twoPeople();
    const { what, make } = output();
    expect(await t.call('outputs.quiet', { what })).toEqual({ rows: 1, customers: 1 });
    for (const said of [undefined, false]) {
      const { text, leftOut } = await make(said);
      expect([text.includes(PLAIN), text.includes(QUIET), leftOut]).toEqual([true, false, 1]);
    }
    const whole = await make(true);
    expect([whole.text.includes(PLAIN), whole.text.includes(QUIET), whole.leftOut]).toEqual([true, true, 0]);
  });

  it('is asked about by every method that gives customers out, and none is forgotten', () => {
    const keysOf = (name: MethodName) => ('shape' in contract[name].input ? Object.keys(contract[name].input.shape) : []);
    const writesFile = (name: MethodName) => keysOf(name).some((key) => ['file', 'target', 'folder'].includes(key));
    const asks = (name: MethodName) => keysOf(name).includes('includeQuiet');
    const names = Object.keys(contract) as MethodName[];
    const tried = new Set(OUTPUTS.map(([, method]) => method));
    expect(names.filter(asks).filter((name) => !tried.has(name))).toEqual([]);
    expect(names.filter((name) => writesFile(name) && !asks(name) && OTHER_FILES[name] === undefined)).toEqual([]);
    expect(Object.keys(OTHER_FILES).filter((name) => !names.includes(name as MethodName) || asks(name as MethodName))).toEqual([]);
  });

  it('is told with what is owed and what is to be done, so that every list can mark it', async () => {
    await twoPeople();
    expect((await t.call('receivables.list', {})).rows.find((row) => row.customerName === QUIET)).toMatchObject({ doNotContact: 'all' });
    expect((await t.call('tasks.list', { band: 'today' })).rows.find((row) => row.customerName === QUIET)).toMatchObject({ doNotContact: 'all' });
  });

  it('is counted in any choice of customers, the bin included', async () => {
    await twoPeople();
    const [quiet] = (await t.call('customers.list', { query: { text: QUIET } })).rows;
    const [plain] = (await t.call('customers.list', { query: { text: PLAIN } })).rows;
    const count = async (what: OutputOf) => (await t.call('outputs.quiet', { what })).customers;
    expect(await count({ of: 'customers', selection: { ids: [plain!.id] } })).toBe(0);
    expect(await count({ of: 'customers', selection: { query: {}, except: [quiet!.id] } })).toBe(0);
    await t.call('customers.remove', { selection: { ids: [quiet!.id] } });
    expect(await count(everybody)).toBe(0);
    expect(await count({ of: 'customers', selection: { query: { deleted: true } } })).toBe(1);
    expect(await count({ of: 'tasks', bands: ['today'] })).toBe(0);
  });
});
