/** When a plan is proposed, in words. */
import type { Output } from '../../../shared/contract/index.ts';
import type { CarePlan } from '../../../shared/modules/care.ts';
import type { Segment } from '../../../shared/modules/segments.ts';
import type { Translate } from '../../lib/i18n.ts';
import { stageWord } from '../../lib/stage-words.ts';

/** A plan as the screens have it: with its counts. */
export type PlanLine = Output<'care.plans'>['plans'][number];

export function occasionText(t: Translate, plan: Pick<CarePlan, 'stage' | 'segmentId'>, segments: ReadonlyMap<number, Segment>): string {
  if (plan.stage !== null) return t('care.occasions.stage', { stage: stageWord(t, plan.stage) });
  if (plan.segmentId !== null) return t('care.occasions.segment', { name: segments.get(plan.segmentId)?.name ?? '' });
  return t('care.occasions.hand');
}

/** `当天`, `第 7 天`. */
export function dayText(t: Translate, day: number): string {
  return day === 0 ? t('care.sameDay') : t('care.day', { count: day });
}
