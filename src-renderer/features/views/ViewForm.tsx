import { Input } from 'antd';
import { useState } from 'react';
import type { View, ViewBody } from '../../../shared/modules/views.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';

/** The name of a view: of a new one with this body, or a new name for an old one. */
export function ViewForm(props: { readonly view?: View; readonly body?: ViewBody; readonly onDone: (view: View | null) => void }) {
  const t = useT();
  const [name, setName] = useState(props.view?.name ?? '');
  const [fault, setFault] = useState<string>();
  const save = async (): Promise<void> => {
    if (name.trim() === '') return;
    const reply = props.view
      ? await api.call('views.update', { id: props.view.id, patch: { name: name.trim() } })
      : await api.call('views.create', { name: name.trim(), body: props.body ?? {} });
    if (!reply.ok) return setFault(errorLine(t, reply.error));
    showToast({ kind: 'success', text: t('views.saved', { name: reply.value.name }) });
    props.onDone(reply.value);
  };
  return (
    <Dialog open title={t(props.view ? 'views.rename' : 'views.saveTitle')} onOk={() => void save()} onClose={() => props.onDone(null)} okDisabled={name.trim() === ''}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label={t('views.name')} error={fault}>
          <Input autoFocus value={name} maxLength={80} placeholder={t('views.namePlaceholder')} onChange={(event) => setName(event.target.value)} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
