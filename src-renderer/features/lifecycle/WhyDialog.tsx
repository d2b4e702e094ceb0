import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Output } from '../../../shared/contract/index.ts';
import type { RuleCheck, StageMove } from '../../../shared/modules/lifecycle.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatDate, formatMoney, formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { currencyOfField } from '../../lib/minor-digits.ts';
import { May } from '../../lib/may.tsx';
import { stageWord } from '../../lib/stage-words.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { askStanding } from '../common/standing-store.ts';
import { nodeText } from '../segments/node-words.ts';
import { useNodeWords } from '../segments/use-segments.ts';
import { moveText, reasonText } from './reason-words.ts';
import './lifecycle.css';

type Why = Output<'lifecycle.why'>;
interface Who {
  readonly id: number;
  readonly name: string;
}

/** "为什么是 A": the rule with the actual values, or who decided it and why; and how the customer came here. */
export function WhyDialog({ id, name, onClose }: Who & { readonly onClose: () => void }) {
  const t = useT();
  const why = useApiQuery('lifecycle.why', { id });
  const customer = useApiQuery('customers.get', { id });
  return (
    <Dialog open title={t('lifecycle.why.title', { name })} width={640} onClose={onClose}>
      {(why.isPending || customer.isPending) && <Loading rows={6} />}
      {why.isError && <ErrorState error={why.error.error} onRetry={() => void why.refetch()} />}
      {why.data && customer.data && (
        <div className="why">
          <StagePart why={why.data} id={id} name={name} />
          <GradePart why={why.data} grade={customer.data.grade} id={id} name={name} />
          <Moves moves={why.data.moves} />
        </div>
      )}
    </Dialog>
  );
}

function StagePart({ why, id, name }: Who & { readonly why: Why }) {
  const t = useT();
  const language = useLanguage();
  const { lock, next } = why;
  const stage = stageWord(t, why.stage);
  return (
    <section aria-label={t('lifecycle.why.stage', { stage })}>
      <h2>{t('lifecycle.why.stage', { stage })}</h2>
      {lock && <p>{t('lifecycle.why.lockedSince', { date: formatDate(lock.on, language), reason: lock.reason })}</p>}
      <p className={lock ? 'quiet' : undefined}>{useStageSentence(why)}</p>
      {lock === null && next !== null && next.stage !== why.stage && <p className="quiet">{t('lifecycle.why.next', { date: formatDate(next.on, language), stage: stageWord(t, next.stage) })}</p>}
      <May call="lifecycle.lock">
        <div className="why-deeds">
          <Button onClick={() => askStanding({ ask: 'lock', id, name, stage: why.stage })}>{t('lifecycle.why.lock')}</Button>
          {lock && <Button onClick={() => askStanding({ ask: 'lock', id, name, stage: null })}>{t('lifecycle.why.unlock')}</Button>}
        </div>
      </May>
    </section>
  );
}

/** What the sales say, in a sentence or two. */
function useStageSentence(why: Why): string {
  const t = useT();
  const language = useLanguage();
  const { rules, saleCount, recentCount, daysSince, lastSaleOn } = why;
  if (lastSaleOn === null || daysSince === null) return t('lifecycle.why.lead', { stage: stageWord(t, 'lead') });
  const facts = t('lifecycle.why.facts', { count: saleCount, date: formatDate(lastSaleOn, language), days: formatNumber(daysSince, language) });
  const counted = { risk: rules.riskDays, lost: rules.lostDays, months: rules.loyalMonths, recent: recentCount, need: rules.loyalSales };
  const space = language === 'en' ? ' ' : '';
  const said = (key: 'new' | 'active' | 'loyal' | 'notLoyal' | 'atRisk' | 'lost'): string => t(`lifecycle.why.${key}`, counted);
  if (daysSince > rules.lostDays) return [facts, said('lost')].join(space);
  if (daysSince > rules.riskDays) return [facts, said('atRisk')].join(space);
  if (saleCount === 1) return [facts, said('new')].join(space);
  return [facts, ...(recentCount >= rules.loyalSales ? [said('loyal')] : [said('active'), said('notLoyal')])].join(space);
}

function GradePart({ why, grade, id, name }: Who & { readonly why: Why; readonly grade: string | null }) {
  const t = useT();
  const language = useLanguage();
  const undoToast = useUndoToast();
  const { mode, hand, says, rule, checks } = why.grade;
  const shown = grade ?? t('lifecycle.noGrade');
  const back = async (): Promise<void> => {
    const reply = await api.call('grades.setByHand', { id, grade: null, reason: null });
    if (reply.ok) undoToast(t('lifecycle.byHand.back', { name }), reply.actionId);
    else showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  return (
    <section aria-label={t('lifecycle.why.grade', { grade: shown })}>
      <h2>{t('lifecycle.why.grade', { grade: shown })}</h2>
      {hand && <p>{hand.reason === '' ? t('lifecycle.why.gradeTyped', { date: formatDate(hand.on, language) }) : t('lifecycle.why.gradeByHand', { date: formatDate(hand.on, language), reason: hand.reason })}</p>}
      {mode === 'off' && <p className="quiet">{t('lifecycle.why.gradeOff')}</p>}
      {hand && rule && <p className="quiet">{t('lifecycle.why.rulesSay', { grade: says ?? t('lifecycle.noGrade') })}</p>}
      {mode !== 'off' && rule && (
        <>
          <p className={hand ? 'quiet' : undefined}>
            {checks.every((check) => check.holds)
              ? t('lifecycle.why.held', { grade: rule.grade })
              : t('lifecycle.why.notHeld', { grade: rule.grade, other: says ?? t('lifecycle.noGrade') })}
          </p>
          <Checks checks={checks} months={rule.months} filter={rule.filter} />
        </>
      )}
      <May call="grades.setByHand">
        <div className="why-deeds">
          <Button onClick={() => askStanding({ ask: 'grade', id, name, grade })}>{t('lifecycle.why.setByHand')}</Button>
          {hand && <Button onClick={() => void back()}>{t('lifecycle.why.byRule')}</Button>}
        </div>
      </May>
    </section>
  );
}

type Rule = NonNullable<Why['grade']['rule']>;

function Checks({ checks, months, filter }: { readonly checks: readonly RuleCheck[]; readonly months: number | null; readonly filter: Rule['filter'] }) {
  const t = useT();
  const language = useLanguage();
  const words = useNodeWords();
  const text = ({ what, need, actual }: RuleCheck): string => {
    if (what === 'filter') return t('lifecycle.why.filter', { text: filter === null ? '' : nodeText(words, filter) });
    if (what === 'recent') return actual === null ? t('lifecycle.why.recentNever', { need }) : t('lifecycle.why.recent', { need, actual });
    const figure = (n: number | null): string => (what === 'amount' ? formatMoney(n ?? 0, currencyOfField(), language) : formatNumber(n ?? 0, language));
    return t(`lifecycle.why.${what}`, { need: figure(need), actual: figure(actual) });
  };
  return (
    <>
      <p className="quiet">{months === null ? t('lifecycle.why.always') : t('lifecycle.why.window', { count: months })}</p>
      <ul className="why-checks">
        {checks.map((check) => (
          <li key={check.what} className={check.holds ? 'holds' : 'fails'}>
            {check.holds ? <CheckOutlined role="img" aria-label={t('lifecycle.why.yes')} /> : <CloseOutlined role="img" aria-label={t('lifecycle.why.no')} />}
            <span>{text(check)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Moves({ moves }: { readonly moves: readonly StageMove[] }) {
  const t = useT();
  const language = useLanguage();
  return (
    <section aria-label={t('lifecycle.why.history')}>
      <h2>{t('lifecycle.why.history')}</h2>
      {moves.length === 0 && <p className="quiet">{t('lifecycle.why.noHistory')}</p>}
      <ol className="why-moves" tabIndex={moves.length > 6 ? 0 : undefined}>
        {moves.map((move) => (
          <li key={move.id}>
            <time className="tabular quiet" dateTime={move.on}>
              {formatDate(move.on, language)}
            </time>
            <strong>{moveText(t, move)}</strong>
            <span className="quiet">{reasonText(t, language, move.reason)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
