/** The mirror's column of the lifecycle stage: what the sales say, moved on by the days since, unless it was locked by hand. */
import { isoOfDay } from '../../../../shared/kernel/formula-functions.ts';
import { STAGES } from '../../../../shared/modules/lifecycle.ts';
import type { Stage, StageRules } from '../../../../shared/modules/lifecycle.ts';
import { startOfDate } from '../mirror/dates.ts';
import type { ColumnSpec } from '../mirror/spec.ts';
import { STAGE_BASE, STAGE_LOCK } from '../mirror/spec.ts';
import { lockedStage } from '../row.ts';

export const STAGE = 'stage';

/** Computed from columns that only change with the rows, so that a new day costs one pass and no writing. */
export function stageColumn(rules: StageRules, today: number): ColumnSpec {
  const [atRiskBefore, lostBefore] = [startOfDate(isoOfDay(today - rules.riskDays)), startOfDate(isoOfDay(today - rules.lostDays))];
  const stage = (base: string, lastSale: number, lock: string): Stage => {
    if (lock !== '') return lock as Stage;
    if (base === '') return 'lead';
    if (lastSale < lostBefore) return 'lost';
    return lastSale < atRiskBefore ? 'atRisk' : (base as Stage);
  };
  return {
    field: STAGE,
    kind: 'choice',
    order: 'text',
    key: JSON.stringify([STAGE, atRiskBefore, lostBefore]),
    computed: true,
    number: () => 0,
    text: (row) => stage(row.stageBase ?? '', row.lastSaleOn ? startOfDate(row.lastSaleOn) : NaN, lockedStage(row.stageHand) ?? ''),
    rank: (text) => STAGES.indexOf(text as Stage),
    from: {
      columns: [STAGE_BASE, 'lastSaleOn', STAGE_LOCK],
      text: (raw) => stage(String(raw(0)), raw(1) as number, String(raw(2))),
      number: () => 0,
    },
  };
}
