/**
 * A look at the date columns of a CSV without parsing it: most files write every date as
 * `2024-03-05`, which leaves nothing to decide, and a million rows need not be read twice.
 */
import type { SourceFile } from './source.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;
const DASH = 45;
const ISO_LENGTH = 10;

export interface DateColumns {
  readonly delimiter: string;
  /** Rows up to this one are headings. */
  readonly headerRow: number;
  readonly columns: readonly number[];
}

/**
 * True when every cell of these columns is empty or looks like `YYYY-MM-DD`, in a file in
 * UTF-8 without any quote, where lines are records. False means: not known.
 */
export async function onlyIsoDates(source: SourceFile, { delimiter, headerRow, columns }: DateColumns): Promise<boolean> {
  const separator = delimiter.charCodeAt(0);
  const wanted = new Uint8Array(Math.max(...columns) + 2);
  for (const column of columns) wanted[column] = 1;
  const cell = new Uint8Array(ISO_LENGTH);
  let column = 0;
  let row = 1;
  let length = 0;
  let afterCr = false;
  const ends = (): boolean => {
    const fits = wanted[column] !== 1 || row <= headerRow || length === 0 || (length === ISO_LENGTH && isIsoShaped(cell));
    length = 0;
    return fits;
  };
  for await (const piece of source.stream()) {
    for (let i = 0; i < piece.length; i++) {
      const byte = piece[i]!;
      // A lone CR ends a record too: not a file for this short look.
      if (byte === QUOTE || (afterCr && byte !== LF)) return false;
      afterCr = byte === CR;
      if (byte === separator) {
        if (!ends()) return false;
        if (column + 1 < wanted.length) column++;
      } else if (byte === LF) {
        if (!ends()) return false;
        column = 0;
        row++;
      } else if (wanted[column] === 1 && !afterCr) {
        if (length < ISO_LENGTH) cell[length] = byte;
        length++;
      }
    }
  }
  return ends();
}

function isIsoShaped(cell: Uint8Array): boolean {
  for (let i = 0; i < ISO_LENGTH; i++) {
    const byte = cell[i]!;
    if (i === 4 || i === 7 ? byte !== DASH : byte < 48 || byte > 57) return false;
  }
  return true;
}
