import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Preset } from '../../../shared/modules/words.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { May, useMay } from '../../lib/may.tsx';
import { useShortcut } from '../../lib/shortcuts.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Page } from '../../ui/Page.tsx';
import { BookPicture } from '../../ui/pictures.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { PresetMenu } from '../common/PresetMenu.tsx';
import { TaskTabs } from '../tasks/TaskTabs.tsx';
import type { PlanLine } from './occasion.ts';
import { PlanForm } from './PlanForm.tsx';
import { PlanList } from './PlanList.tsx';
import { Proposals } from './Proposals.tsx';
import '../tasks/tasks.css';
import './care.css';

/** Care plans: on top what they propose now, below it the plans themselves. */
export function CarePage() {
  const t = useT();
  const { data, isPending, isError, error, refetch } = useApiQuery('care.plans', {});
  const [form, setForm] = useState<{ readonly plan: PlanLine | null } | null>(null);
  const plans = data?.plans ?? [];
  const mayPlan = useMay('care.createPlan');
  useShortcut('n', () => setForm({ plan: null }), { label: t('care.add'), enabled: mayPlan });
  const create = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setForm({ plan: null })}>
      {t('care.add')}
      <KeyHint keys="n" />
    </Button>
  );
  return (
    <Page
      title={t('care.title')}
      width="text"
      tools={<TaskTabs page="care" />}
      actions={
        mayPlan && (
          <>
            {plans.length > 0 && <Ready />}
            {create}
          </>
        )
      }
    >
      {isPending && <Loading />}
      {isError && <ErrorState error={toAppError(error)} onRetry={() => void refetch()} />}
      {data && plans.length === 0 && <Empty picture={<BookPicture />} text={t('care.empty')} detail={t('care.emptyDetail')} action={mayPlan && <Ready />} />}
      {plans.length > 0 && (
        <div className="care">
          <May call="care.proposals">
            <Proposals plans={plans} />
          </May>
          <PlanList plans={plans} onEdit={(plan) => setForm({ plan })} />
          <p className="quiet">{t('care.notHim')}</p>
        </div>
      )}
      {form !== null && <PlanForm plan={form.plan} onClose={() => setForm(null)} />}
    </Page>
  );
}

/** The ready-made plans of a trade. */
function Ready() {
  const t = useT();
  const undoToast = useUndoToast();
  const add = async (preset: Preset): Promise<void> => {
    const reply = await api.call('care.addPreset', { preset });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    const { added } = reply.value;
    undoToast(added === 0 ? t('care.presetNone') : t('care.presetAdded', { count: added }), reply.actionId);
  };
  return <PresetMenu label={t('care.preset')} onPick={(preset) => void add(preset)} />;
}
