/** Small helpers that the import's tests share. */
import type { SourceRow } from '../../../src-main/core/operations/transfer/cells.ts';
import type { RowContext } from '../../../src-main/core/operations/transfer/cell-readers.ts';
import { memorySource, type SourceFile } from '../../../src-main/core/operations/transfer/source.ts';

export async function collect(batches: AsyncIterable<readonly SourceRow[]>): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

/** Rows as plain values, to be compared: a row may wait as the line of its file. */
export function plainRows(rows: readonly SourceRow[]): SourceRow[] {
  return rows.map(({ row, cells, problem }) => (problem ? { row, cells, problem } : { row, cells }));
}

export function textSource(text: string, name = 'customers.csv'): SourceFile {
  return memorySource(name, new TextEncoder().encode(text));
}

export const testContext: RowContext = {
  today: '2026-11-22',
  defaultKind: 'individual',
  localEpoch: (date, time) => Date.parse(`${date}T${time ?? '12:00:00'}Z`),
};
