/**
 * Values of a column that a snapshot does not have: from other columns where these hold
 * exactly what the rows do (a million formulas in a fraction of a second), else from the
 * rows themselves.
 */
import type { CustomerRow } from '../row.ts';
import type { MirrorColumn } from './column.ts';

export interface FillInput {
  /** Slots of the snapshot. */
  readonly base: number;
  readonly column: (name: string) => MirrorColumn;
  readonly rows: () => Iterable<CustomerRow>;
}

/** Rows worked out in one step: a millisecond or two. */
export const STEP_ROWS = 256;

/** Fills the slots of the snapshot in small steps; slots changed since are put afterwards by the caller. */
export function* fillColumn(column: MirrorColumn, input: FillInput): Generator<void, void> {
  const { spec } = column;
  const values = spec.from ? fromColumns(spec.from, column.kind, input) : fromRows(column, input);
  if (column.kind === 'number') {
    for (let slot = 0; slot < input.base; slot++) {
      column.numbers[slot] = values(slot) as number;
      if (slot % STEP_ROWS === 0) yield;
    }
    return;
  }
  const table = column.table();
  for (let slot = 0; slot < input.base; slot++) {
    column.codes[slot] = table.codeOf(values(slot) as string);
    if (slot % STEP_ROWS === 0) yield;
  }
}

type ValueAt = (slot: number) => number | string;

function fromColumns(from: NonNullable<MirrorColumn['spec']['from']>, kind: MirrorColumn['kind'], { column }: FillInput): ValueAt {
  const readers = from.columns.map((name): ValueAt => {
    const source = column(name);
    if (source.kind === 'number') return (slot) => source.numbers[slot]!;
    const texts = source.table().allTexts();
    return (slot) => texts[source.codes[slot]!]!;
  });
  let at = 0;
  const raw = (index: number) => readers[index]!(at);
  return (slot) => {
    at = slot;
    return kind === 'number' ? from.number(raw) : from.text(raw);
  };
}

/** Rows come in the order of their slots, each asked for once. */
function fromRows({ kind, spec }: MirrorColumn, { rows }: FillInput): ValueAt {
  const each = rows()[Symbol.iterator]();
  return () => {
    const next = each.next();
    if (next.done) return kind === 'number' ? NaN : '';
    return kind === 'number' ? spec.number(next.value) : spec.text(next.value);
  };
}
