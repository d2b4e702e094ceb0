/** Rows of a text table that wait as they stand in the file. */
import type { SourceRow } from './cells.ts';

/**
 * A record without quotes, cut into cells whenever they are asked for: rows wait in batches,
 * and a line takes a tenth of the memory of its cells. (A class, because an object literal
 * with a getter costs more than the cutting.)
 */
export class LineRow implements SourceRow {
  readonly row: number;
  private readonly line: string;
  private readonly separator: string;

  constructor(row: number, line: string, separator: string) {
    this.row = row;
    this.line = line;
    this.separator = separator;
  }

  get cells(): readonly string[] {
    return this.line === '' ? [] : this.line.split(this.separator);
  }
}
