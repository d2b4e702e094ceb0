/** Plain cells of columns that belong to the book's own fields; see `custom-cells.ts` for all others. */
import type { StoredField } from '../../../derived/fields/stored-fields.ts';
import { exponentOf } from '../../../derived/fields/sources.ts';
import { collectWord } from '../custom-cells.ts';
import { DIGIT, HAN, LATIN, NET, SPACE } from './classes.ts';
import { ANY, isIsoDay, isPlain, type Take } from './plain.ts';
import type { FlatRow } from './row.ts';

const MAX_TEXT = 2000;

/** The value as JSON; '' when the cell needs care. */
type ToJson = (text: string) => string;

/** Takes plain cells of a field; `collected`: words met in a field this import makes. */
export function takeCustom(field: StoredField, collected: Set<string> | undefined): Take {
  const json = jsonOf(field, collected);
  // The owner's rules are looked at the careful way, and so is what is to be sealed.
  if (json === null || field.ownerOnly || Object.keys(field.rules).length > 0) return () => false;
  const first = `"${field.id}":`;
  const next = `,${first}`;
  const mark = `"${field.id}":`;
  return (row: FlatRow, text: string): boolean => {
    const value = json(text);
    // Two columns of one field: the later one counts, in the place of the first.
    if (value === '' || row.custom.includes(mark)) return false;
    row.custom = row.custom === '' ? first + value : row.custom + next + value;
    return true;
  };
}

function jsonOf(field: StoredField, collected: Set<string> | undefined): ToJson | null {
  const options = new Set(field.options);
  switch (field.kind) {
    case 'text':
      return (text) => (text.length <= MAX_TEXT && isPlain(text, ANY) ? `"${text}"` : '');
    case 'choice':
      return (text) => {
        if (text.length > MAX_TEXT || !isPlain(text, DIGIT | LATIN | HAN | SPACE | NET)) return '';
        if (collected) collectWord(collected, text);
        else if (!options.has(text)) return '';
        return `"${text}"`;
      };
    case 'number':
      return (text) => (NUMBER.test(text) ? String(Number(text)) : '');
    case 'money':
      return exponentOf(field.currency) === 2 ? (text) => (NUMBER.test(text) ? minorUnits(text) : '') : null;
    case 'date':
      return (text) => (isIsoDay(text) ? `"${text}"` : '');
    default:
      return null;
  }
}

/** Few enough digits that nothing is rounded, and no negative zero. */
const NUMBER = /^(?:0|-?[1-9]\d{0,8})(?:\.\d{1,4})?$/;

/** Hundredths of a number with at most two digits behind the point. */
function minorUnits(text: string): string {
  const point = text.indexOf('.');
  if (point >= 0 && text.length - point > 3) return '';
  return String(Math.round(Number(text) * 100));
}
