/** The mirror's column of the RFM group. */
import { isoOfDay } from '../../../../shared/kernel/formula-functions.ts';
import { RFM_GROUPS, rfmGroup, type RfmGroup, type RfmRules } from '../../../../shared/modules/rfm.ts';
import { startOfDate } from '../mirror/dates.ts';
import type { ColumnSpec } from '../mirror/spec.ts';

export const RFM = 'rfm';

/** Computed from columns that only change with the rows, so that a new day or another line costs one pass and no writing. */
export function rfmColumn(rules: RfmRules, today: number): ColumnSpec {
  const recentFrom = startOfDate(isoOfDay(today - rules.recentDays));
  const group = (lastSale: number, sales: number, amountMinor: number): string =>
    // Only on which side of the line the day lies counts.
    rfmGroup(Number.isNaN(lastSale) ? null : { daysSince: lastSale >= recentFrom ? 0 : Infinity, sales, amountMinor }, rules) ?? '';
  return {
    field: RFM,
    kind: 'choice',
    order: 'text',
    key: JSON.stringify([RFM, recentFrom, rules.sales, rules.amountMinor]),
    computed: true,
    number: () => 0,
    text: (row) => group(row.lastSaleOn ? startOfDate(row.lastSaleOn) : NaN, row.saleCount ?? 0, row.saleAmount ?? 0),
    rank: (text) => RFM_GROUPS.indexOf(text as RfmGroup),
    from: {
      columns: ['lastSaleOn', 'saleCount', 'saleAmount'],
      text: (raw) => group(raw(0) as number, raw(1) as number, raw(2) as number),
      number: () => 0,
    },
  };
}
