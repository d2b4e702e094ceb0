import type { Sale } from '../../../shared/modules/sales.ts';
import { useT } from '../../lib/i18n.ts';

/** How a sale stands: said in words, the colour only helps. */
export function StateChip({ sale }: { readonly sale: Pick<Sale, 'state' | 'kind'> }) {
  const t = useT();
  if (sale.kind === 'refund') return <span className="sale-chip is-refund">{t('sales.kinds.refund')}</span>;
  return <span className={`sale-chip is-${sale.state}`}>{t(`sales.states.${sale.state}`)}</span>;
}
