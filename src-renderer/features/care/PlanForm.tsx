import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { MAX_STEPS, type CarePlan, type CareStep } from '../../../shared/modules/care.ts';
import { STAGES } from '../../../shared/modules/lifecycle.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { stageWord } from '../../lib/stage-words.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { useSegments } from '../segments/use-segments.ts';
import { StepFields } from './StepFields.tsx';
import './care.css';

type When = 'stage' | 'segment' | 'hand';

/** Makes a plan or changes one. Tasks that are there already stay as they are. */
export function PlanForm({ plan, onClose }: { readonly plan: CarePlan | null; readonly onClose: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const { segments } = useSegments();
  const [name, setName] = useState(plan?.name ?? '');
  const [when, setWhen] = useState<When>(plan === null || plan.stage !== null ? 'stage' : plan.segmentId !== null ? 'segment' : 'hand');
  const [stage, setStage] = useState(plan?.stage ?? 'new');
  const [segmentId, setSegmentId] = useState(plan?.segmentId ?? null);
  const [steps, setSteps] = useState<readonly CareStep[]>(plan?.steps ?? [emptyStep([])]);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const noSegment = when === 'segment' && segmentId === null;
  const save = async (): Promise<void> => {
    setTried(true);
    if (name.trim() === '' || noSegment || steps.some((step) => step.title.trim() === '')) return;
    const body = { name: name.trim(), stage: when === 'stage' ? stage : null, segmentId: when === 'segment' ? segmentId : null, steps: steps.map((step) => ({ ...step, title: step.title.trim() })) };
    const reply = plan ? await api.call('care.updatePlan', { id: plan.id, patch: body }) : await api.call('care.createPlan', body);
    if (!reply.ok) return setError(reply.error);
    onClose();
    undoToast(t(plan ? 'care.saved' : 'care.created', { name: body.name }), reply.actionId);
  };
  const change = (key: string, patch: Partial<CareStep>): void => setSteps(steps.map((step) => (step.key === key ? { ...step, ...patch } : step)));
  return (
    <Dialog open title={t(plan ? 'care.edit' : 'care.add')} width={720} onOk={() => void save()} onClose={onClose}>
      <div className="plan-form">
        <Field label={t('care.name')} required error={tried && name.trim() === '' ? t('care.nameNeeded') : undefined}>
          <Input autoFocus={plan === null} value={name} maxLength={80} placeholder={t('care.namePlaceholder')} onChange={(event) => setName(event.target.value)} />
        </Field>
        <div className="plan-when">
          <Radio.Group aria-label={t('care.when')} value={when} onChange={(event) => setWhen(event.target.value as When)} options={(['stage', 'segment', 'hand'] as const).map((value) => ({ value, label: t(WHEN_WORDS[value]) }))} />
          {when === 'stage' && <Select value={stage} aria-label={t('care.stage')} popupMatchSelectWidth={false} options={STAGES.map((value) => ({ value, label: stageWord(t, value) }))} onChange={setStage} />}
          {when === 'segment' && (
            <Select
              value={segmentId}
              aria-label={t('care.segment')}
              placeholder={t('care.segmentNeeded')}
              status={tried && noSegment ? 'error' : ''}
              popupMatchSelectWidth={false}
              options={segments.map((segment) => ({ value: segment.id, label: segment.name }))}
              onChange={setSegmentId}
            />
          )}
        </div>
        {steps.map((step, i) => (
          <StepFields
            key={step.key}
            n={i + 1}
            step={step}
            tried={tried}
            onChange={(patch) => change(step.key, patch)}
            {...(steps.length > 1 && { onRemove: () => setSteps(steps.filter((other) => other !== step)) })}
          />
        ))}
        {steps.length < MAX_STEPS && (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setSteps([...steps, emptyStep(steps)])}>
            {t('care.addStep')}
          </Button>
        )}
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}

const WHEN_WORDS = { stage: 'care.byStage', segment: 'care.bySegment', hand: 'care.byHand' } as const;

/** A step a week after the last one, with a key none of the others has. */
function emptyStep(steps: readonly CareStep[]): CareStep {
  const last = steps.at(-1);
  const number = Math.max(0, ...steps.map((step) => Number(/^s(\d+)$/.exec(step.key)?.[1] ?? 0))) + 1;
  return { key: `s${String(number)}`, day: last ? last.day + 7 : 1, method: last?.method ?? 'wechat', title: '', message: '' };
}
