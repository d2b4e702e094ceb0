import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { VisitPlan } from '../../../shared/modules/visits.ts';
import { api } from '../../lib/api.ts';
import { useT } from '../../lib/i18n.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { WhatFields, type What } from './WhatFields.tsx';

/** Name, method and questions of a plan that is there. */
export function VisitEdit({ plan, onClose }: { readonly plan: VisitPlan; readonly onClose: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const [what, setWhat] = useState<What>({ name: plan.name, method: plan.method, script: plan.script ?? '' });
  const [error, setError] = useState<AppError | null>(null);
  const [tried, setTried] = useState(false);
  const save = async (): Promise<void> => {
    setTried(true);
    if (what.name.trim() === '') return;
    const reply = await api.call('visits.update', { id: plan.id, patch: { ...what, name: what.name.trim() } });
    if (!reply.ok) return setError(reply.error);
    onClose();
    undoToast(t('visits.saved', { name: what.name.trim() }), reply.actionId);
  };
  return (
    <Dialog open title={t('visits.edit')} width={560} onOk={() => void save()} onClose={onClose}>
      <div className="visit-form">
        <WhatFields what={what} tried={tried} onChange={setWhat} />
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}
