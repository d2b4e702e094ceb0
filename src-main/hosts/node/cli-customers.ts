/** `search`, `list`, `show` and `export`. */
import { existsSync, rmSync } from 'node:fs';
import { extname } from 'node:path';
import type { z } from 'zod';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { listFilterSchema } from '../../../shared/kernel/filter.ts';
import { listQuerySchema } from '../../../shared/modules/customers.ts';
import type { Customer, ListQuery } from '../../../shared/modules/customers.ts';
import { fill } from '../common/texts.ts';
import { UsageError, wholeNumber } from './cli-args.ts';
import type { Invocation } from './cli-args.ts';
import { idOf } from './cli-import.ts';
import { printable, table } from './cli-output.ts';
import { finished, withBook } from './cli-session.ts';
import type { Answer, CliContext, OpenCli } from './cli-session.ts';
import type { CliTexts } from './cli-texts.ts';
import { texts as allTexts } from '../../../shared/i18n/index.ts';

const PAGE = 200;
const MAX_ROWS = 10_000_000;

/** As `customers.get` answers it, with tags by name: ids of tags mean nothing outside the book. */
export type ShownCustomer = Omit<Customer, 'tags'> & { readonly tags: readonly string[] };

/** Finds customers as the search box does. */
export async function runSearch(ctx: CliContext): Promise<Answer> {
  const limit = wholeNumber(ctx.call, 'limit', 20, 1, MAX_ROWS);
  const text = (ctx.call.words[0] ?? '').slice(0, 200);
  return withBook(ctx, async (cli) => {
    if (limit > PAGE) return listAnswer(ctx, cli, { text }, limit);
    const { rows, indexing } = await cli.ask('customers.search', { text, limit });
    return customersAnswer(ctx.texts, await withTagNames(cli, rows), { total: null, indexing });
  });
}

/** Customers by filter, in order; `--limit 0` means all. */
export async function runList(ctx: CliContext): Promise<Answer> {
  const query = queryOf(ctx.call);
  const limit = wholeNumber(ctx.call, 'limit', 50, 0, MAX_ROWS);
  return withBook(ctx, (cli) => listAnswer(ctx, cli, query, limit === 0 ? MAX_ROWS : limit));
}

async function listAnswer(ctx: CliContext, cli: OpenCli, query: z.input<typeof listQuerySchema>, limit: number): Promise<Answer> {
  const rows: Customer[] = [];
  for (let cursor: string | undefined; ; ) {
    if (ctx.signal.aborted) throw new AppFailure('request.cancelled');
    const page = await cli.ask('customers.list', { query, limit: Math.min(PAGE, limit - rows.length), cursor });
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
    if (cursor !== undefined && rows.length < limit) continue;
    return customersAnswer(ctx.texts, await withTagNames(cli, rows), page);
  }
}

/** One customer in full. */
export async function runShow(ctx: CliContext): Promise<Answer> {
  const id = idOf(ctx.call.words[0] ?? '');
  return withBook(ctx, async (cli) => {
    const [customer] = await withTagNames(cli, [await cli.ask('customers.get', { id })]);
    if (customer === undefined) throw new AppFailure('record.missing', { id });
    return { json: customer, text: profile(ctx, customer) };
  });
}

/** Writes the chosen customers to a new file. */
export async function runExport(ctx: CliContext): Promise<Answer> {
  const { call } = ctx;
  const path = call.path(call.words[0] ?? '');
  const format = extname(path).toLowerCase();
  if (format !== '.csv' && format !== '.xlsx') throw new UsageError('badExtension', { file: path });
  const query = queryOf(call);
  const fields = call.text('fields')?.split(',').map((field) => field.trim()).filter((field) => field !== '');
  if (existsSync(path)) {
    if (!call.flag('force')) throw new AppFailure('file.exists', { file: path });
    rmSync(path);
  }
  return withBook(ctx, async (cli) => {
    let leftOut = 0;
    const job = await cli.runJob(async () => {
      const started = await cli.ask('export.start', { file: cli.host.addFile(path), format: format === '.csv' ? 'csv' : 'xlsx', selection: { query }, fields, includeQuiet: call.flag('include-quiet') });
      leftOut = started.leftOut;
      return started;
    });
    const result = finished(job) as { readonly rows?: number } | null;
    const rows = result?.rows ?? job.done;
    const told = leftOut > 0 ? `\n${fill(ctx.texts.book.leftOut, { count: leftOut })}` : '';
    return { json: { file: path, rows, leftOut }, text: fill(ctx.texts.book.exported, { rows, file: printable(path) }) + told };
  });
}

function queryOf(call: Invocation): ListQuery {
  const filter = call.text('filter');
  const sort = call.text('sort');
  const query = {
    text: call.text('text'),
    filter: filter === undefined ? undefined : filterOf(filter),
    sort: sort === undefined ? undefined : sortOf(sort),
    deleted: call.flag('deleted') ? true : undefined,
  };
  const parsed = listQuerySchema.safeParse(query);
  if (!parsed.success) throw new UsageError('badJson', { option: '--filter / --sort' });
  return parsed.data;
}

/** `{"all":[…]}`, a bare list of conditions, or one condition; `{field, op, …}` may stand for `{field, test: {op, …}}`. */
function filterOf(written: string): z.output<typeof listFilterSchema> {
  try {
    const value: unknown = JSON.parse(written);
    const given: unknown = typeof value === 'object' && value !== null && 'all' in value ? value.all : value;
    const conditions: readonly unknown[] = Array.isArray(given) ? given : [given];
    const whole = { all: conditions.map(conditionOf) };
    return listFilterSchema.parse(whole);
  } catch {
    throw new UsageError('badJson', { option: '--filter' });
  }
}

function conditionOf(written: unknown): unknown {
  if (typeof written !== 'object' || written === null || !('op' in written) || !('field' in written)) return written;
  const { field, ...test } = written;
  return { field, test };
}

/** `name`, `name:desc` or `-name`. */
function sortOf(written: string): { readonly field: string; readonly direction: 'asc' | 'desc' } {
  const [field = '', dir] = written.replace(/^-/, '').split(':');
  if (dir !== undefined && dir !== 'asc' && dir !== 'desc') throw new UsageError('badValue', { option: '--sort', value: written, allowed: 'FIELD | FIELD:asc | FIELD:desc' });
  return { field, direction: dir ?? (written.startsWith('-') ? 'desc' : 'asc') };
}

async function withTagNames(cli: OpenCli, customers: readonly Customer[]): Promise<readonly ShownCustomer[]> {
  if (customers.every((customer) => customer.tags.length === 0)) return customers.map((customer) => ({ ...customer, tags: [] }));
  const { tags } = await cli.ask('tags.list', {});
  const names = new Map<number, string>(tags.map((tag) => [tag.id, tag.name]));
  return customers.map((customer) => ({ ...customer, tags: customer.tags.flatMap((id) => names.get(id) ?? []) }));
}

function customersAnswer(texts: CliTexts, customers: readonly ShownCustomer[], facts: { total: number | null; indexing: boolean }): Answer {
  const head = [texts.columns.id, texts.columns.name, texts.columns.phone, texts.columns.company, texts.columns.tags];
  const rows = customers.map((c) => [String(c.id), c.name, c.phones[0]?.value ?? '', c.company ?? '', c.tags.join(' ')]);
  const total = facts.total ?? customers.length;
  const lines = [
    ...(customers.length === 0 ? [texts.list.none] : [table(head, rows)]),
    ...(total > customers.length ? [fill(texts.list.more, { shown: customers.length, total })] : []),
    ...(facts.indexing ? [texts.list.indexing] : []),
  ];
  return { json: { customers, total, indexing: facts.indexing }, text: lines.join('\n') };
}

function profile(ctx: CliContext, customer: ShownCustomer): string {
  const names: Readonly<Record<string, string>> = allTexts[ctx.call.language].fields.customer;
  const shown = Object.entries(customer).flatMap(([field, value]) => {
    const text = shownValue(field, value);
    return text === '' || field === 'seq' || field === 'pinyin' ? [] : [[names[field] ?? field, text] as const];
  });
  return shown.map(([name, text]) => `${name}: ${printable(text)}`).join('\n');
}

function shownValue(field: string, value: unknown): string {
  if (value === null) return '';
  // Solar dates are shown as they are; a lunar one keeps its letter (kernel/partial-date.ts).
  if (field === 'birthday' && typeof value === 'string') return value.replace(/^S/, '');
  if (field.endsWith('At') && typeof value === 'number') return new Date(value).toISOString();
  if (Array.isArray(value)) {
    const items = value as readonly (string | { readonly value: string; readonly label?: string })[];
    return items.map((item) => (typeof item === 'string' ? item : item.label ? `${item.value} (${item.label})` : item.value)).join(', ');
  }
  if (typeof value === 'object') return Object.entries(value).map(([name, text]) => `${name}=${String(text)}`).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
