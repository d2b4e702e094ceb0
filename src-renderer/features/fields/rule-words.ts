/** What is wrong with a value, in the owner's words. */
import type { RuleProblem } from '../../../shared/kernel/standards.ts';
import { hasText, type Translate } from '../../lib/i18n.ts';

export function ruleText(t: Translate, problem: RuleProblem): string {
  const { format } = problem.facts;
  const special = `customFields.rules.bad.${String(format)}`;
  if (problem.code === 'format' && hasText(special)) return t(special);
  return t(`customFields.rules.problem.${problem.code}`, problem.facts);
}
