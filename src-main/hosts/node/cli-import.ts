/** `import` and `undo-import`. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { JobInfo } from '../../../shared/contract/events.ts';
import { AppFailure } from '../../../shared/kernel/result.ts';
import { columnTargetSchema, dateOrderSchema, encodingSchema, onMatchSchema, rowIssueSchema } from '../../../shared/modules/transfer.ts';
import type { ColumnTarget, Inspection, Mapping, ReadOptions, RowIssue } from '../../../shared/modules/transfer.ts';
import { fill } from '../common/texts.ts';
import { oneOf, UsageError, wholeNumber } from './cli-args.ts';
import type { Invocation } from './cli-args.ts';
import { EXIT } from './cli-exit.ts';
import { mustBeFile, readTextFile } from './cli-files.ts';
import { printable, table } from './cli-output.ts';
import { finished, withBook } from './cli-session.ts';
import type { Answer, CliContext, OpenCli } from './cli-session.ts';
import { issueSentence } from './cli-texts.ts';

const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

/**
 * The `--map` file: `{ "columns": { KEY: TARGET } }`. KEY is a heading, `#n` (n-th column from 1) or `*` (every other
 * column); TARGET is a field's name, `ignore`, `extra`, or an object with `field` and optionally `label`, `part`,
 * `dateOrder`, `calendar`. Columns without an entry keep what was found automatically.
 */
const mapFileSchema = z.strictObject({
  columns: z.record(
    z.string(),
    z.union([
      z.string().min(1).max(60),
      z.strictObject({
        field: z.string().min(1).max(60),
        label: z.string().max(40).optional(),
        part: z.enum(['familyName', 'givenName', 'province', 'city', 'district', 'street', 'postcode']).optional(),
        dateOrder: dateOrderSchema.optional(),
        calendar: z.enum(['solar', 'lunar']).optional(),
      }),
    ]),
  ),
});

const resultSchema = z.looseObject({
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  skipped: z.int(),
  possibleDuplicates: z.int(),
  errorRows: z.int().default(0),
  warnings: z.int().default(0),
  issues: z.array(rowIssueSchema).default([]),
});
type Counts = z.output<typeof resultSchema>;

/** Imports a file, or with `--dry-run` says what would happen. Bad rows go to a file beside the source. */
export async function runImport(ctx: CliContext): Promise<Answer> {
  const { call } = ctx;
  const path = call.path(call.words[0] ?? '');
  await mustBeFile(path);
  const read = readOptions(call);
  const onMatch = oneOf(call, 'on-match', onMatchSchema.options, 'fill');
  const possibleDuplicates = oneOf(call, 'duplicates', ['create', 'skip'], 'create');
  const dryRun = call.flag('dry-run');
  const custom = await readMapFile(call);
  return withBook(ctx, async (cli) => {
    const file = cli.host.addFile(path);
    const inspection = await cli.ask('import.inspect', { file, read });
    const mapping = chooseMapping(call, inspection, custom);
    let importId: number | null = null;
    const job = await cli.runJob(async () => {
      if (dryRun) return cli.ask('import.preview', { file, read, mapping, onMatch });
      const started = await cli.ask('import.start', { file, read, mapping, onMatch, possibleDuplicates, tag: call.text('tag') });
      importId = started.importId;
      return started;
    });
    const counts = countsOf(job);
    const leftOut = counts.errorRows + (possibleDuplicates === 'skip' ? counts.possibleDuplicates : 0);
    const errorFile = importId !== null && leftOut > 0 ? await writeErrors(ctx, cli, importId, path) : null;
    return importAnswer(ctx, { importId, dryRun, counts, errorFile, state: job.state });
  });
}

function readOptions(call: Invocation): ReadOptions {
  const delimiter = call.text('delimiter') === undefined ? undefined : DELIMITERS[oneOf(call, 'delimiter', ['comma', 'semicolon', 'tab', 'pipe'], 'comma')];
  const encoding = call.text('encoding') === undefined ? undefined : oneOf(call, 'encoding', encodingSchema.options, 'utf-8');
  const headerRow = call.text('header-row') === undefined ? undefined : wholeNumber(call, 'header-row', 1, 0, 1000);
  return { encoding, delimiter, sheet: call.text('sheet'), headerRow };
}

async function readMapFile(call: Invocation): Promise<z.output<typeof mapFileSchema> | null> {
  const written = call.text('map') ?? 'auto';
  if (written === 'auto') return null;
  const text = await readTextFile(call.path(written));
  try {
    return mapFileSchema.parse(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch {
    throw new UsageError('badMapping', { file: written });
  }
}

/** The automatic mapping, changed by the map file and `--date-order`. Dates that can be read two ways are refused, not guessed. */
function chooseMapping(call: Invocation, inspection: Inspection, custom: z.output<typeof mapFileSchema> | null): Mapping {
  const order = call.text('date-order') === undefined ? undefined : oneOf(call, 'date-order', dateOrderSchema.options, 'ymd');
  const named = custom?.columns ?? {};
  const used = new Set<string>();
  const columns = inspection.columns.map((column): ColumnTarget => {
    const key = [`#${column.index + 1}`, column.header, '*'].find((k) => Object.hasOwn(named, k));
    if (key !== undefined) used.add(key);
    const target = key === undefined ? column.target : targetOf(named[key]);
    const undecided = column.ambiguousDate !== null && target.to === 'field' && target.dateOrder === undefined;
    return undecided && order !== undefined ? { ...target, dateOrder: order } : target;
  });
  const unknown = Object.keys(named).find((key) => key !== '*' && !used.has(key));
  if (unknown !== undefined) throw new UsageError('noSuchColumn', { column: unknown });
  const open = inspection.columns.find((column, i) => {
    const target = columns[i];
    return column.ambiguousDate !== null && target?.to === 'field' && target.dateOrder === undefined;
  });
  if (open?.ambiguousDate) throw new AppFailure('import.ambiguousDate', { column: open.header, ...open.ambiguousDate });
  return { columns };
}

function targetOf(written: z.output<typeof mapFileSchema>['columns'][string] | undefined): ColumnTarget {
  if (written === undefined || written === 'ignore') return { to: 'ignore' };
  if (written === 'extra') return { to: 'extra' };
  return columnTargetSchema.parse(typeof written === 'string' ? { to: 'field', field: written } : { to: 'field', ...written });
}

/** A cancelled import has counts too: what was written stays until it is undone. */
function countsOf(job: JobInfo): Counts {
  const parsed = resultSchema.safeParse(job.result);
  if (parsed.success && (job.state === 'done' || job.state === 'cancelled')) return parsed.data;
  return resultSchema.parse(finished(job));
}

/** `FILE.errors.csv`, or the next free name of that kind: the rows somebody is mending in an older one are not overwritten. */
async function writeErrors(ctx: CliContext, cli: OpenCli, importId: number, source: string): Promise<string> {
  const asked = ctx.call.text('errors');
  let path = asked === undefined ? `${source}.errors.csv` : ctx.call.path(asked);
  for (let n = 2; asked === undefined && existsSync(path); n++) path = `${source}.errors-${n}.csv`;
  await cli.ask('import.errorFile', { importId, file: cli.host.addFile(path) });
  return path;
}

interface ImportOutcome {
  readonly importId: number | null;
  readonly dryRun: boolean;
  readonly counts: Counts;
  readonly errorFile: string | null;
  readonly state: JobInfo['state'];
}

function importAnswer(ctx: CliContext, outcome: ImportOutcome): Answer {
  const { counts, errorFile, importId, dryRun } = outcome;
  const { texts, call } = ctx;
  const shown = (issue: RowIssue) => ({ row: issue.row, column: issue.column, code: issue.code, message: issueSentence(call.language, issue.code) });
  const errors = counts.issues.filter((issue) => issue.severity === 'error').map(shown);
  const warnings = counts.issues.filter((issue) => issue.severity === 'warning').map(shown);
  const { rows, created, updated, skipped, possibleDuplicates, errorRows } = counts;
  const json = { importId, ...(dryRun && { dryRun }), state: outcome.state, rows, created, updated, skipped, possibleDuplicates, errorRows, errors, warnings, errorFile };
  const lines = [
    fill(dryRun ? texts.import.wouldBe : texts.import.done, { rows, created, updated, skipped, possibleDuplicates, errorRows }),
    ...(importId === null ? [] : [fill(texts.import.undoHint, { id: importId })]),
    ...(errors.length === 0 ? [] : [table([texts.columns.row, texts.columns.column, texts.columns.problem], errors.slice(0, 20).map((e) => [String(e.row), e.column ?? '', e.message]))]),
    ...(errorFile === null ? [] : [fill(texts.import.errorFile, { file: printable(errorFile) })]),
  ];
  if (outcome.state === 'cancelled') lines.unshift(texts.import.cancelled);
  return { json, text: lines.join('\n'), exitCode: outcome.state === 'cancelled' ? EXIT.cancelled : EXIT.ok };
}

/** Takes a whole import back. */
export async function runUndoImport(ctx: CliContext): Promise<Answer> {
  const importId = idOf(ctx.call.words[0] ?? '');
  return withBook(ctx, async (cli) => {
    const job = await cli.runJob(() => cli.ask('import.undo', { importId }));
    const result = finished(job);
    const facts = typeof result === 'object' && result !== null ? result : {};
    return { json: { importId, state: 'undone', ...facts }, text: fill(ctx.texts.import.undone, { id: importId }) };
  });
}

/** A whole number from the command line. */
export function idOf(written: string): number {
  const id = /^\d{1,16}$/.test(written) ? Number(written) : Number.NaN;
  if (!Number.isSafeInteger(id)) throw new UsageError('badValue', { option: 'ID', value: written, allowed: '1 …' });
  return id;
}
