import { Input, Select } from 'antd';
import { useState } from 'react';
import type { BulkOp } from '../../../shared/modules/bulk.ts';
import type { Selection } from '../../../shared/modules/customers.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useOwnFields } from '../../lib/own-fields.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { fieldLabel } from '../common/filter-words.ts';
import { BulkPreview } from './BulkPreview.tsx';
import { BulkValue } from './BulkValue.tsx';
import { bulkFields, waysOf, type BulkValueOf, type BulkWay } from './bulk-fields.ts';
import './bulk.css';

/** One field of all the chosen customers: what it becomes, seen before it is done, as one step of undo. */
export function BulkEdit(props: { readonly selection: Selection; readonly count: number; readonly onDone: () => void; readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const own = useOwnFields((store) => store.fields);
  const run = useRunBulk();
  const fields = bulkFields(own);
  const [field, setField] = useState('source');
  const [way, setWay] = useState<BulkWay>('set');
  const [value, setValue] = useState<BulkValueOf>(null);
  const [find, setFind] = useState('');
  const [replacement, setReplacement] = useState('');
  const change = changeOf(way, value, find, replacement);
  const choose = (next: string): void => {
    setField(next);
    setWay(waysOf(next, own)[0] ?? 'set');
    setValue(null);
  };
  const apply = (): void => {
    if (!change) return;
    props.onDone();
    void run({ selection: props.selection, field, change });
  };
  return (
    <Dialog
      open
      width={720}
      title={t('views.bulk.title', { count: props.count })}
      okText={t('views.bulk.apply', { count: props.count })}
      okDisabled={change === null}
      onOk={apply}
      onClose={props.onClose}
    >
      <div className="bulk-edit">
        <div className="bulk-what">
          <Field label={t('views.bulk.field')}>
            <Select showSearch={{ optionFilterProp: 'label' }} value={field} options={fields.map((name) => ({ value: name, label: fieldLabel(t, name) }))} onChange={choose} />
          </Field>
          <Field label={t('views.bulk.how')}>
            <Select<BulkWay> value={way} options={waysOf(field, own).map((one) => ({ value: one, label: t(`views.bulk.${one}`) }))} onChange={setWay} />
          </Field>
        </div>
        {way === 'replace' ? (
          <div className="bulk-what">
            <Field label={t('views.bulk.find')}>
              <Input autoFocus value={find} maxLength={500} onChange={(event) => setFind(event.target.value)} />
            </Field>
            <Field label={t('views.bulk.with')}>
              <Input value={replacement} maxLength={500} onChange={(event) => setReplacement(event.target.value)} />
            </Field>
          </div>
        ) : (
          way !== 'clear' && <BulkValue key={`${field}-${way}`} field={field} value={value} onChange={setValue} />
        )}
        {change && <BulkPreview selection={props.selection} field={field} change={change} countText={formatNumber(props.count, language)} />}
      </div>
    </Dialog>
  );
}

/** The operation; `null` while something is missing. */
function changeOf(way: BulkWay, value: BulkValueOf, find: string, replacement: string): BulkOp | null {
  if (way === 'clear') return { op: 'clear' };
  if (way === 'replace') return find === '' ? null : { op: 'replace', find, with: replacement };
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  return { op: way, value };
}

/** Runs a bulk edit and says how it ended, with the way back; a long one goes on in the background. */
function useRunBulk(): (input: { readonly selection: Selection; readonly field: string; readonly change: BulkOp }) => Promise<void> {
  const t = useT();
  const undoToast = useUndoToast();
  return async (input) => {
    const reply = await api.call('bulk.edit', input);
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    const { count, actionId, jobId } = reply.value;
    if (jobId === null) return undoToast(t('views.bulk.done', { count }), actionId ?? undefined);
    showToast({ kind: 'info', text: t('views.bulk.started') });
    const ended = await awaitJob(jobId);
    if (ended.ok) {
      const result = ended.value as { readonly count: number; readonly refused: number; readonly actionId: number };
      undoToast(t('views.bulk.finished', { count: result.count }), result.actionId);
    } else if (ended.error.code !== 'request.cancelled') showToast({ kind: 'error', text: errorLine(t, ended.error) });
  };
}
