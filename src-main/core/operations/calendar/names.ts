/** How customers are named in what leaves for a phone: in full, or by the surname only (只写姓). */
import { DOUBLE_SURNAMES } from '../../../../shared/kernel/merge-text.ts';
import type { Named } from './collect.ts';

export type Naming = 'full' | 'surname';

/** 王, 欧阳, Miller; of a company its first character: enough for whoever knows the customer, too little for who finds the phone. */
export function surnameOf({ name, familyName, customerKind }: Pick<Named, 'name' | 'familyName' | 'customerKind'>): string {
  if (name === '') return '';
  const known = familyName?.trim() ?? '';
  if (customerKind === 'company') return `${[...name][0] ?? ''}…`;
  if (known !== '') return known;
  if (!/^\p{Script=Han}/u.test(name)) return name.trim().split(/\s+/).at(-1) ?? name;
  return DOUBLE_SURNAMES.has(name.slice(0, 2)) && name.length > 2 ? name.slice(0, 2) : name.slice(0, 1);
}

export const nameOf = (who: Pick<Named, 'name' | 'familyName' | 'customerKind'>, naming: Naming): string => (naming === 'full' ? who.name : surnameOf(who));

/** A text somebody wrote, in which the customer may be named as well. */
export function withoutName(text: string, who: Pick<Named, 'name' | 'familyName' | 'customerKind'>, naming: Naming): string {
  return naming === 'full' || who.name === '' ? text : text.replaceAll(who.name, surnameOf(who));
}
