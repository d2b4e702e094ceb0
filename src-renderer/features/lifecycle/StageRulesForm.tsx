import { Button, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { STAGES, type StageRules } from '../../../shared/modules/lifecycle.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { Field } from '../../ui/Field.tsx';

type Figure = Exclude<keyof StageRules, 'words'>;
const FIGURES: readonly (readonly [Figure, number, number])[] = [
  ['loyalSales', 2, 1000],
  ['loyalMonths', 1, 240],
  ['riskDays', 1, 3650],
  ['lostDays', 2, 7300],
];
const WORDS = ['visits', 'purchases'] as const;

/** The thresholds of the stages, and by which words they are called. */
export function StageRulesForm({ rules }: { readonly rules: StageRules }) {
  const t = useT();
  const [draft, setDraft] = useState(rules);
  const isWrong = draft.lostDays <= draft.riskDays;
  const isChanged = JSON.stringify(draft) !== JSON.stringify(rules);
  const save = async (): Promise<void> => {
    const reply = await api.call('lifecycle.setRules', draft);
    if (reply.ok) showToast({ kind: 'success', text: t('lifecycle.settings.saved') });
    else showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  const { words } = draft;
  return (
    <section aria-label={t('lifecycle.settings.stages')}>
      <h2>{t('lifecycle.settings.stages')}</h2>
      <p className="quiet">{t('lifecycle.settings.stagesHint', { new: t(`lifecycle.words.${words}.new`), active: t(`lifecycle.words.${words}.active`) })}</p>
      <div className="rule-fields">
        {FIGURES.map(([key, min, max]) => (
          <Field key={key} label={t(`lifecycle.settings.${key}`)} error={key === 'lostDays' && isWrong ? t('lifecycle.settings.order') : undefined}>
            <InputNumber<number> controls={false} min={min} max={max} precision={0} value={draft[key]} onChange={(value) => value !== null && setDraft({ ...draft, [key]: value })} />
          </Field>
        ))}
      </div>
      <fieldset className="stage-words">
        <legend>{t('lifecycle.settings.words')}</legend>
        <Radio.Group value={words} onChange={(event) => setDraft({ ...draft, words: event.target.value as StageRules['words'] })}>
          {WORDS.map((set) => (
            <Radio key={set} value={set}>
              {STAGES.map((stage) => t(`lifecycle.words.${set}.${stage}`)).join(' · ')}
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
      <Button type="primary" disabled={!isChanged || isWrong} onClick={() => void save()}>
        {t('lifecycle.settings.save')}
      </Button>
    </section>
  );
}
