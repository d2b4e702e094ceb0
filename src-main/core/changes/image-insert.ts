/** Inserting rows in bulk, as they lie in the table. */
import type { Statement } from '../database/open.ts';

/** A value as it lies in the table. */
export type Cell = string | number | null;

/** A whole row as it lies in the table: id, the columns in the order of the registry, then the four kept ones. */
export type RowImage = Cell[];

/**
 * Inserts images of one table. Columns in which no image had a value so far are left out of
 * the statement, because handing over a NULL costs as much as a text; `prepare` is asked
 * again when one of them gets its first value.
 */
export function createImageInserter(columns: readonly string[], prepare: (columns: readonly string[]) => Statement): (image: RowImage) => void {
  const filled = new Uint8Array(columns.length);
  let places: number[] = [];
  let cells: Cell[] = [];
  let statement: Statement | null = null;
  return (image) => {
    for (let i = 0; i < columns.length; i++) {
      if (image[i] === null || filled[i] === 1) continue;
      filled[i] = 1;
      statement = null;
    }
    if (statement === null) {
      places = [...columns.keys()].filter((i) => filled[i] === 1);
      cells = new Array<Cell>(places.length).fill(null);
      statement = prepare(places.map((i) => columns[i]!));
    }
    for (let k = 0; k < places.length; k++) cells[k] = image[places[k]!]!;
    statement.run(...cells);
  };
}
