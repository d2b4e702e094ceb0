import { Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { useChoices } from '../common/use-choices.ts';

const NONE = '';

/** Sets the grade of a customer by hand; somebody says why. */
export function GradeDialog(props: { readonly id: number; readonly name: string; readonly grade: string | null; readonly onClose: () => void }) {
  const t = useT();
  const undoToast = useUndoToast();
  const choices = useChoices('grade');
  const { id, name } = props;
  const [grade, setGrade] = useState(props.grade ?? NONE);
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const save = async (): Promise<void> => {
    if (reason.trim() === '') return;
    const reply = await api.call('grades.setByHand', { id, grade: grade === NONE ? null : grade, reason: reason.trim() });
    if (!reply.ok) return setFault(errorLine(t, reply.error));
    undoToast(t('lifecycle.byHand.done', { name, grade: grade === NONE ? t('lifecycle.noGrade') : grade }), reply.actionId);
    props.onClose();
  };
  return (
    <Dialog open title={t('lifecycle.byHand.title', { name })} okText={t('lifecycle.byHand.ok')} okDisabled={reason.trim() === ''} onOk={() => void save()} onClose={props.onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label={t('lifecycle.byHand.grade')}>
          <Select value={grade} options={[{ value: NONE, label: t('lifecycle.byHand.none') }, ...choices]} onChange={setGrade} />
        </Field>
        <Field label={t('lifecycle.byHand.reason')} hint={t('lifecycle.lock.reasonHint')} error={fault} required>
          <Input autoFocus value={reason} maxLength={200} placeholder={t('lifecycle.byHand.placeholder')} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
