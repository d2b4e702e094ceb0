import { Input, Select } from 'antd';
import { useState } from 'react';
import { STAGES, type Stage } from '../../../shared/modules/lifecycle.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { stageWord } from '../../lib/stage-words.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';

/** Locks the stage of a customer, or takes the lock off; either way somebody says why. */
export function LockDialog(props: { readonly id: number; readonly name: string; readonly stage: Stage | null; readonly onClose: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const { id, name } = props;
  const isLock = props.stage !== null;
  const [stage, setStage] = useState<Stage>(props.stage ?? 'lead');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const save = async (): Promise<void> => {
    if (reason.trim() === '') return;
    const reply = await api.call('lifecycle.lock', { id, stage: isLock ? stage : null, reason: reason.trim() });
    if (!reply.ok) return setFault(errorLine(t, reply.error));
    undoToast(isLock ? t('lifecycle.lock.done', { name, stage: stageWord(t, stage) }) : t('lifecycle.lock.undone', { name }), reply.actionId);
    props.onClose();
  };
  return (
    <Dialog
      open
      title={t(isLock ? 'lifecycle.lock.title' : 'lifecycle.lock.unlockTitle', { name })}
      okText={t(isLock ? 'lifecycle.lock.ok' : 'lifecycle.lock.unlockOk')}
      okDisabled={reason.trim() === ''}
      onOk={() => void save()}
      onClose={props.onClose}
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {isLock && (
          <Field label={t('lifecycle.lock.stage')}>
            <Select<Stage> value={stage} options={STAGES.map((value) => ({ value, label: stageWord(t, value) }))} onChange={setStage} />
          </Field>
        )}
        <Field label={t('lifecycle.lock.reason')} hint={t('lifecycle.lock.reasonHint')} error={fault} required>
          <Input autoFocus value={reason} maxLength={200} placeholder={t(isLock ? 'lifecycle.lock.placeholder' : 'lifecycle.lock.unlockPlaceholder')} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
