/** The rows an import left out, as a CSV that can be mended and imported again: the file's own columns and the reasons. */
import type { RowIssue } from '../../../../shared/modules/transfer.ts';
import { addGuard } from './guard.ts';
import type { LeftRow } from './import-store.ts';

const BOM = '\ufeff';

/** One CSV record with CRLF; cells that a spreadsheet would run are guarded. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const safe = addGuard(text);
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `explain` gives the sentence for a code in the book's language; `labels` name the two columns added in front. */
export function* errorFileLines(
  rows: Iterable<LeftRow>,
  explain: (issue: RowIssue) => string,
  labels: { readonly row: string; readonly reason: string },
): Generator<string> {
  yield BOM;
  for (const { row, cells, issues } of rows) {
    if (row === 0) {
      yield csvLine([labels.row, labels.reason, ...cells]);
      continue;
    }
    const reasons = issues
      .filter((issue) => issue.severity === 'error')
      .map((issue) => (issue.column === null ? explain(issue) : `${issue.column}: ${explain(issue)}`));
    yield csvLine([String(row), reasons.join('; '), ...cells]);
  }
}

/** Text pieces as UTF-8 in chunks of some 64 KB. */
export async function* utf8(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting = '';
  for await (const line of lines) {
    waiting += line;
    if (waiting.length < 65_536) continue;
    yield encoder.encode(waiting);
    waiting = '';
  }
  if (waiting !== '') yield encoder.encode(waiting);
}
