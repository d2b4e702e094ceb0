/** Moves between stages and grades in words. */
import type { MoveReason, StageMove } from '../../../shared/modules/lifecycle.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatDate } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { stageWord } from '../../lib/stage-words.ts';

/** Why somebody moved: "第 2 次成交", "手动：介绍过客户". */
export function reasonText(t: Translate, language: Language, reason: MoveReason): string {
  const { code, count = 0, days = 0, last = '', text = '' } = reason;
  if (code === 'sale') return count === 1 ? t('lifecycle.reason.first') : t('lifecycle.reason.sale', { times: count });
  if (code === 'silent') return t('lifecycle.reason.silent', { days, date: formatDate(last, language) });
  return t(`lifecycle.reason.${code}`, { text });
}

/** "活跃 → 忠诚", "未分级 → A". */
export function moveText(t: Translate, { kind, from, to }: Pick<StageMove, 'kind' | 'from' | 'to'>): string {
  const word = (value: string | null): string => (value === null ? t('lifecycle.noGrade') : kind === 'stage' ? stageWord(t, value) : value);
  return t('lifecycle.arrow', { from: word(from), to: word(to) });
}
