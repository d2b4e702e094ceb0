import { PlusOutlined } from '@ant-design/icons';
import { Button, Select, Switch } from 'antd';
import type { Output } from '../../../shared/contract/index.ts';
import type { GradeRule, GradeRules } from '../../../shared/modules/lifecycle.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { Field } from '../../ui/Field.tsx';
import { Page } from '../../ui/Page.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { useBookSettings, useChoices } from '../common/use-choices.ts';
import { ContactCycles } from '../fields/ContactCycles.tsx';
import { GradePreview } from './GradePreview.tsx';
import { RfmForm } from './RfmForm.tsx';
import { asksNothing, RuleCard } from './RuleCard.tsx';
import { StageRulesForm } from './StageRulesForm.tsx';
import './lifecycle.css';
import './grades-page.css';

/** Settings → 分级和生命周期: by which rules customers are graded, and when they count as loyal, at risk or lost. */
export function GradesPage() {
  const t = useT();
  const stored = useApiQuery('grades.rules', {});
  const settings = useBookSettings();
  return (
    <Page title={t('lifecycle.settings.title')} width="text">
      <div className="grades-page">
        {stored.isPending && <Loading rows={6} />}
        {stored.isError && <ErrorState error={stored.error.error} onRetry={() => void stored.refetch()} />}
        {stored.data && <Grades key={JSON.stringify(stored.data.rules)} {...stored.data} />}
        <ContactCycles />
        {settings && <StageRulesForm key={JSON.stringify(settings.stages)} rules={settings.stages} />}
        {settings && <RfmForm key={JSON.stringify(settings.rfm)} rules={settings.rfm} />}
      </div>
    </Page>
  );
}

const NONE = '';

function Grades({ rules: stored, suggested }: Output<'grades.rules'>) {
  const t = useT();
  const choices = useChoices('grade');
  const { value: draft, set: setDraft, isChanged, saved } = useDraft<GradeRules>(stored, 'grades.rules');
  const { enabled, rules, otherwise } = draft;
  const setRules = (next: readonly GradeRule[]): void => setDraft({ ...draft, rules: [...next] });
  const add = (): void => setRules([...rules, { grade: choices[rules.length]?.value ?? choices[0]?.value ?? '', months: 12, amountMinor: null, count: null, withinDays: null, filter: null }]);
  const isReady = !enabled || rules.every((rule) => rule.grade !== '' && !asksNothing(rule));
  return (
    <section aria-label={t('lifecycle.settings.grades')}>
      <h2>{t('lifecycle.settings.grades')}</h2>
      <p className="quiet">{t('lifecycle.settings.gradesHint')}</p>
      <p className="grades-on">
        <Switch checked={enabled} aria-label={t('lifecycle.settings.enabled')} onChange={(on) => setDraft({ ...(rules.length === 0 ? suggested : draft), enabled: on })} />
        <span>{t(enabled ? 'lifecycle.settings.enabled' : 'lifecycle.settings.off')}</span>
      </p>
      {rules.length === 0 && <Empty text={t('lifecycle.settings.empty')} action={<Button onClick={() => setDraft({ ...suggested, enabled: true })}>{t('lifecycle.settings.suggest')}</Button>} />}
      <ol className="rule-list">
        {rules.map((rule, at) => (
          <RuleCard
            // Rules have no name of their own: their place is what they are.
            key={at}
            rule={rule}
            no={at + 1}
            isLast={at === rules.length - 1}
            onChange={(next) => setRules(rules.map((one, i) => (i === at ? next : one)))}
            onMove={(by) => setRules(swapped(rules, at, at + by))}
            onRemove={() => setRules(rules.filter((_, i) => i !== at))}
          />
        ))}
      </ol>
      <div className="rule-foot">
        <Button icon={<PlusOutlined aria-hidden />} disabled={rules.length >= 20} onClick={add}>
          {t('lifecycle.settings.add')}
        </Button>
        {rules.length > 0 && (
          <Field label={t('lifecycle.settings.otherwise')}>
            <Select value={otherwise ?? NONE} options={[{ value: NONE, label: t('lifecycle.settings.otherwiseNone') }, ...choices]} onChange={(grade) => setDraft({ ...draft, otherwise: grade === NONE ? null : grade })} />
          </Field>
        )}
      </div>
      <GradePreview rules={draft} isChanged={isChanged} isReady={isReady} onSaved={saved} />
    </section>
  );
}

function swapped(rules: readonly GradeRule[], from: number, to: number): readonly GradeRule[] {
  const [a, b] = [rules[from], rules[to]];
  return a && b ? rules.map((rule, i) => (i === from ? b : i === to ? a : rule)) : rules;
}
