import type { Related } from '../../../shared/modules/relations.ts';
import type { Translate } from '../../lib/i18n.ts';

/** What somebody is to the customer, in words. */
export function relationName(t: Translate, row: Pick<Related, 'kind' | 'label'>): string {
  return row.kind === 'own' ? (row.label ?? t('portrait.relations.kinds.own')) : t(`portrait.relations.kinds.${row.kind}`);
}
