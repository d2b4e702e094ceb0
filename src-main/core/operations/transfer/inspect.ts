/** The first look at a file: what it is, how it is read, what its columns seem to mean. */
import { cleanLine } from '../../../../shared/kernel/text.ts';
import type { ColumnTarget, ImportColumn, Inspection, Mapping, ReadOptions } from '../../../../shared/modules/transfer.ts';
import { blankTest } from './blank-row.ts';
import { isBlankRow, cellText } from './cells.ts';
import { collectFacts, type ColumnFacts } from './column-facts.ts';
import { createDateEvidence, type DateEvidence } from './date-order.ts';
import type { StoredField } from '../../derived/fields/stored-fields.ts';
import { claimCustomColumns, kindOfColumn, withLivingFields } from './custom-columns.ts';
import { mapColumns, type ColumnState } from './map-columns.ts';
import { openTable, type OpenTable } from './open-table.ts';
import type { SourceFile } from './source.ts';

const SHOWN_ROWS = 25;
/** Shown below a row of headings that stands further down than that; no more rows in all than the last. */
const BELOW_HEADER = 5;
const MOST_ROWS = 200;
const FACT_ROWS = 500;
/** Files up to here are read whole at once, so that the row count and the dates' order are known before the preview. */
const WHOLE_BYTES = 24 * 1024 ** 2;

export interface InspectOptions {
  readonly read?: ReadOptions;
  readonly thisYear: number;
  /** A mapping the user confirmed for a file with the same headings. */
  readonly saved?: (headers: readonly string[]) => Mapping | null;
  /** The book's own fields. */
  readonly fields?: readonly StoredField[];
}

/** Looks at a file. Throws the contract's file errors. */
export async function inspectFile(source: SourceFile, options: InspectOptions): Promise<Inspection> {
  const table = await openTable(source, options.read ?? {});
  const data = table.head.filter((row) => row.row > table.headerRow && !isBlankRow(row.cells)).slice(0, FACT_ROWS);
  const facts = collectFacts(table.headers, data, options.thisYear);
  const saved = savedColumns(options.saved?.(table.headers) ?? null, facts.length);
  const fields = options.fields ?? [];
  const states = saved ? withLivingFields(saved, fields) : claimCustomColumns(mapColumns(facts), facts, fields);
  const whole = source.sizeBytes <= WHOLE_BYTES;
  const scan = await scanDates(table, states, options.thisYear, whole);
  return {
    fileName: source.name,
    format: table.format,
    sizeBytes: source.sizeBytes,
    encoding: table.encoding,
    encodingCertain: table.encodingCertain,
    delimiter: table.delimiter,
    sheets: table.sheets.map(({ name, rows }) => ({ name, rows })),
    sheet: table.sheet,
    headerRow: table.headerRow,
    firstRows: firstRows(table),
    columns: states.map((state, i) => columnOf(state, facts[i], scan.evidence.get(i))),
    rows: whole ? scan.rows : null,
    savedMapping: saved !== null,
  };
}

/** The file's first rows, each at its own number: a workbook does not store the blank ones between. */
function firstRows({ head, headerRow }: OpenTable): string[][] {
  const shown = Math.min(MOST_ROWS, Math.max(SHOWN_ROWS, headerRow + BELOW_HEADER), head.at(-1)?.row ?? 0);
  const rows = Array.from({ length: shown }, (): string[] => []);
  for (const { row, cells } of head) if (row <= shown) rows[row - 1] = cells.map((cell) => cleanLine(cellText(cell)).slice(0, 80));
  return rows;
}

function savedColumns(mapping: Mapping | null, width: number): readonly ColumnState[] | null {
  if (mapping?.columns.length !== width) return null;
  return mapping.columns.map((target, index) => ({ index, target, confidence: 'sure' }));
}

const DATES = new Set(['birthday', 'createdAt', 'verifiedOn', 'noticeOn', 'consentOn']);

/** True for columns whose values are dates. */
export function isDateTarget(target: ColumnTarget): boolean {
  return target.to === 'field' && (DATES.has(target.field) || target.kind === 'date' || target.kind === 'lunarDate');
}

/**
 * Evidence for the order of every date column that has none yet, over the whole file
 * or its head. `rows` counts the rows that are not blank.
 */
export async function scanDates(
  table: OpenTable,
  states: readonly { readonly target: ColumnTarget }[],
  thisYear: number,
  whole: boolean,
): Promise<{ rows: number; evidence: ReadonlyMap<number, DateEvidence> }> {
  const evidence = new Map<number, DateEvidence>();
  for (const [i, { target }] of states.entries()) {
    if (target.to !== 'field' || !isDateTarget(target) || target.dateOrder !== undefined) continue;
    evidence.set(i, createDateEvidence({ thisYear, calendar: target.kind === 'lunarDate' ? 'lunar' : target.calendar }));
  }
  const saysNothing = blankTest(states.map((state) => state.target), table.headers);
  let rows = 0;
  for await (const batch of whole ? table.rows() : [table.head.filter((row) => row.row > table.headerRow)]) {
    for (const row of batch) {
      const { cells, problem } = row;
      if (problem === undefined && saysNothing(cells)) continue;
      rows++;
      for (const [i, column] of evidence) column.add(cells[i] ?? null);
    }
  }
  return { rows, evidence };
}

function columnOf(state: ColumnState, facts: ColumnFacts | undefined, evidence: DateEvidence | undefined): ImportColumn {
  const found = evidence?.result();
  const decided = found?.order !== null && found?.order !== undefined && state.target.to === 'field';
  const target = decided && state.target.to === 'field' ? { ...state.target, dateOrder: found.order ?? undefined } : state.target;
  return {
    index: state.index,
    header: facts?.header ?? '',
    samples: [...(facts?.samples ?? [])],
    fieldKind: facts ? kindOfColumn(facts) : 'text',
    target,
    confidence: state.confidence,
    ambiguousDate: found?.question ? { example: found.question.example, readings: [...found.question.readings] } : null,
  };
}
