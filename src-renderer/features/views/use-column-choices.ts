import { useMemo } from 'react';
import { useT } from '../../lib/i18n.ts';
import { ownField } from '../../lib/own-fields.ts';
import { useChoices, type Choice } from '../common/use-choices.ts';

/** What a field can be, in the owner's order: choices of the program, the book, or an own field. Empty when that is not known beforehand. */
export function useColumnChoices(field: string): readonly Choice[] {
  const t = useT();
  const builtIn = useChoices(field);
  const own = ownField(field);
  return useMemo(() => {
    if (!own) return builtIn;
    if (own.kind === 'yesNo' || own.result === 'yesNo') return (['yes', 'no'] as const).map((value) => ({ value, label: t(`customFields.${value}`) }));
    return own.options.map((value) => ({ value, label: value }));
  }, [own, builtIn, t]);
}
