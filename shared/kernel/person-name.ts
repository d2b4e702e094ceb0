/** A person's name and its parts. */
import { hasHan } from './text.ts';

/** Family and given name in the order of their script: 欧阳娜娜, Ada Lovelace. Either may be empty. */
export function joinName(family: string, given: string): string {
  const [f, g] = [family.trim(), given.trim()];
  if (f === '' || g === '') return f + g;
  return hasHan(f) || hasHan(g) ? f + g : `${g} ${f}`;
}
