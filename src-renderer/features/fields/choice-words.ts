/** What can be picked for a field, in words. A value that is no choice any more stays one for whoever has it. */
import { MAX_RATING, type CustomField, type CustomValue } from '../../../shared/modules/custom-fields.ts';
import type { Translate } from '../../lib/i18n.ts';

export interface Word {
  readonly value: string | number | boolean;
  readonly label: string;
}

export function wordsOf(t: Translate, field: Pick<CustomField, 'kind' | 'options'>, stored: CustomValue | null): readonly Word[] {
  if (field.kind === 'yesNo') {
    return [
      { value: true, label: t('customFields.yes') },
      { value: false, label: t('customFields.no') },
    ];
  }
  if (field.kind === 'rating') return Array.from({ length: MAX_RATING }, (_, i) => ({ value: MAX_RATING - i, label: '★'.repeat(MAX_RATING - i) }));
  const held = (Array.isArray(stored) ? stored : [stored]).filter((v): v is string => typeof v === 'string' && v !== '');
  return [...new Set([...field.options, ...held])].map((value) => ({ value, label: value }));
}
