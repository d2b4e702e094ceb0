import { Button, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { STAGES, stagePreviewSchema, type StagePreview as Preview, type StageRules } from '../../../shared/modules/lifecycle.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { Field } from '../../ui/Field.tsx';
import { StagePreview } from './StagePreview.tsx';

type Figure = Exclude<keyof StageRules, 'words'>;
const FIGURES: readonly (readonly [Figure, number, number])[] = [
  ['loyalSales', 2, 1000],
  ['loyalMonths', 1, 240],
  ['riskDays', 1, 3650],
  ['lostDays', 2, 7300],
];
const WORDS = ['visits', 'purchases'] as const;

interface Counted {
  /** The figures it was counted for: any change makes it old. */
  readonly of: string;
  readonly preview: Preview;
}

const figuresOf = (rules: StageRules): string => FIGURES.map(([key]) => rules[key]).join('|');

/** The thresholds of the stages, and by which words they are called. */
export function StageRulesForm({ rules }: { readonly rules: StageRules }) {
  const t = useT();
  const { value: draft, set: setDraft, isChanged, saved } = useDraft(rules, 'settings.get');
  const isWrong = draft.lostDays <= draft.riskDays;
  const [counted, setCounted] = useState<Counted | null>(null);
  const [busy, setBusy] = useState(false);
  const undoToast = useUndoToast();
  const of = figuresOf(draft);
  const shown = counted?.of === of ? counted.preview : null;
  // Other words move nobody; other figures are looked at first.
  const isSeen = shown !== null || of === figuresOf(rules);
  const count = async (): Promise<void> => {
    setBusy(true);
    const started = await api.call('lifecycle.preview', draft);
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(false);
    if (!ended.ok) return void showToast({ kind: 'error', text: errorLine(t, ended.error) });
    setCounted({ of, preview: stagePreviewSchema.parse(ended.value) });
  };
  const save = async (): Promise<void> => {
    const reply = await api.call('lifecycle.setRules', draft);
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    undoToast(t('lifecycle.settings.saved'), reply.actionId);
    await saved();
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
      <div className="why-deeds">
        <Button loading={busy} disabled={isWrong || busy} aria-label={`${t('lifecycle.settings.preview')}: ${t('lifecycle.settings.stages')}`} onClick={() => void count()}>
          {t('lifecycle.settings.preview')}
        </Button>
        <Button type="primary" disabled={!isChanged || isWrong || !isSeen} title={isChanged && !isSeen ? t('lifecycle.settings.needPreview') : undefined} onClick={() => void save()}>
          {t('lifecycle.settings.save')}
        </Button>
        {isChanged && !isWrong && !isSeen && <span className="quiet">{t('lifecycle.settings.needPreview')}</span>}
      </div>
      <div role="status">{busy ? t('lifecycle.settings.counting') : shown && <StagePreview preview={shown} words={words} />}</div>
    </section>
  );
}
