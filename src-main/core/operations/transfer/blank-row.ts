/** Which rows of a file say nothing about a customer. */
import type { ColumnTarget } from '../../../../shared/modules/transfer.ts';
import { cellText, isBlank, type Cell } from './cells.ts';
import { exactMeaning, headingKey } from './synonyms.ts';

/** 12, `12.`, `12、`: how people number the lines of a form before they fill it in. */
const LINE_NUMBER = /^\d{1,7}[.、．]?$/;

/** A heading over the numbers of the lines: 序号, 编号, No., or none at all. A lone number under another heading (积分, 余额) is data. */
function numbersLines(header: string): boolean {
  const key = headingKey(header);
  if (key === '') return true;
  const meaning = exactMeaning(key)?.meaning;
  return meaning === 'skip' || meaning === 'code';
}

/**
 * Compiles a mapping into a test for rows that count as blank: nothing in any column that becomes
 * a field, nothing beyond the last column, and among the columns kept as other information at most
 * the line's number under a heading for it. What stands in ignored columns does not make a row.
 */
export function blankTest(targets: readonly ColumnTarget[], headers: readonly string[]): (cells: readonly Cell[]) => boolean {
  const fields = targets.flatMap((target, index) => (target.to === 'field' || target.to === 'newField' ? [index] : []));
  const extras = targets.flatMap((target, index) => (target.to === 'extra' ? [{ index, mayNumber: numbersLines(headers[index] ?? '') }] : []));
  const known = targets.length;
  return (cells) => {
    for (const index of fields) if (!isBlank(cells[index])) return false;
    for (let i = known; i < cells.length; i++) if (!isBlank(cells[i])) return false;
    let numbers = 0;
    for (const { index, mayNumber } of extras) {
      if (isBlank(cells[index])) continue;
      if (!mayNumber || ++numbers > 1 || !LINE_NUMBER.test(cellText(cells[index]).trim())) return false;
    }
    return true;
  };
}
