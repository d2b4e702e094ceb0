import { Input } from 'antd';
import { useState } from 'react';
import type { ListFilter } from '../../../shared/kernel/filter.ts';
import type { Selection } from '../../../shared/modules/customers.ts';
import type { Segment } from '../../../shared/modules/segments.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { nodeText } from './node-words.ts';
import { useNodeWords } from './use-segments.ts';

interface FormProps {
  /** What is saved: conditions, chosen customers, or nothing yet (an empty list). */
  readonly what: { readonly filter: ListFilter } | { readonly selection: Selection | null } | { readonly segment: Segment };
  readonly onDone: (segment: Segment | null) => void;
}

/** Name and note of a segment: a new one of conditions or customers, or an existing one. */
export function SegmentForm({ what, onDone }: FormProps) {
  const t = useT();
  const words = useNodeWords();
  const old = 'segment' in what ? what.segment : null;
  const [name, setName] = useState(old?.name ?? '');
  const [note, setNote] = useState(old?.note ?? '');
  const [fault, setFault] = useState<string>();
  const save = async (): Promise<void> => {
    const common = { name: name.trim(), note: note.trim() === '' ? null : note.trim() };
    if (common.name === '') return;
    const reply = await sent(what, common);
    if (!reply.ok) return setFault(errorLine(t, reply.error));
    showToast({ kind: 'success', text: t(old ? 'segments.changed' : 'segments.saved', { name: common.name }) });
    onDone(reply.value.segment);
    if (reply.value.jobId === null) return;
    const ended = await awaitJob(reply.value.jobId);
    if (!ended.ok && ended.error.code !== 'request.cancelled') showToast({ kind: 'error', text: errorLine(t, ended.error) });
  };
  const title = old ? t('segments.rename') : 'filter' in what ? t('segments.saveTitle') : t('segments.createList');
  return (
    <Dialog open title={title} onOk={() => void save()} onClose={() => onDone(null)} okDisabled={name.trim() === ''}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {'filter' in what && <p className="quiet">{nodeText(words, what.filter)}</p>}
        <Field label={t('segments.name')} error={fault} hint={'filter' in what ? t('segments.saveHint') : undefined}>
          <Input autoFocus value={name} maxLength={80} placeholder={t('segments.namePlaceholder')} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t('segments.note')}>
          <Input value={note} maxLength={500} placeholder={t('segments.notePlaceholder')} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

async function sent(what: FormProps['what'], common: { readonly name: string; readonly note: string | null }) {
  if ('segment' in what) {
    const reply = await api.call('segments.update', { id: what.segment.id, patch: common });
    return reply.ok ? { ok: true as const, value: { segment: reply.value, jobId: null } } : reply;
  }
  if ('filter' in what) return api.call('segments.create', { kind: 'live', ...common, filter: what.filter });
  return api.call('segments.create', { kind: 'fixed', ...common, ...(what.selection && { selection: what.selection }) });
}
