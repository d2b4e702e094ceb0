import { Checkbox } from 'antd';
import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { customerFields, type ListQuery, type Selection } from '../../../shared/modules/customers.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { deliver, fileDate, saveTarget } from '../../lib/files.ts';
import { useT } from '../../lib/i18n.ts';
import { customName, fieldName, useOwnFields } from '../../lib/own-fields.ts';
import { useBook } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote, Note } from '../../ui/States.tsx';
import './export-dialog.css';

type Which = 'all' | 'filtered' | 'selected';
const BUILT_IN = customerFields.map((field) => field.name).flatMap((name) => (name === 'custom' ? [] : name === 'grade' ? [name, 'stage'] : [name]));

/** Writes customers to a table file: all, what the list shows (`query`), or what is selected (`ids`). */
export function ExportDialog(props: { readonly query: ListQuery | null; readonly ids: readonly number[] | null; readonly onClose: () => void }) {
  const t = useT();
  const book = useBook();
  const ways: Which[] = ['all', ...(props.query === null ? [] : ['filtered' as const]), ...(props.ids === null ? [] : ['selected' as const])];
  const [which, setWhich] = useState<Which>(ways[ways.length - 1] ?? 'all');
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const own = useOwnFields((store) => store.fields);
  // The book's own fields stand before what has no field.
  const FIELDS = [...BUILT_IN.filter((name) => name !== 'extra'), ...own.map((f) => customName(f.id)), 'extra'];
  const [fields, setFields] = useState<readonly string[]>(FIELDS.filter((name) => name !== 'pinyin' && name !== 'stage'));
  const selection: Selection =
    which === 'filtered' && props.query !== null ? { query: props.query, except: [] } : which === 'selected' && props.ids !== null ? { ids: [...props.ids] } : { query: {}, except: [] };
  const quiet = useApiQuery('customers.quiet', { selection }).data?.count ?? 0;
  const [leaveOutQuiet, setLeaveOutQuiet] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const start = async () => {
    const target = await saveTarget(`${t('transfer.export.fileName', { name: (book?.name ?? '').replace(/[\\/:*?"<>|]/g, ' ').trim(), date: fileDate() })}.${format}`);
    if (!target.ok) return setError(target.error);
    if (target.value === null) return;
    setBusy(true);
    setError(null);
    const started = await api.call('export.start', {
      file: target.value.token,
      format,
      fields: FIELDS.filter((name) => fields.includes(name)),
      selection,
      leaveOutQuiet,
    });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(false);
    if (!ended.ok) return setError(ended.error);
    await deliver(target.value);
    showToast({ kind: 'success', text: t('transfer.export.done', { name: target.value.name }), detail: t('transfer.export.warning') });
    props.onClose();
  };
  const wayLabel = (way: Which) => (way === 'selected' ? t('transfer.export.selected', { count: props.ids?.length ?? 0 }) : t(`transfer.export.${way}`));
  return (
    <Dialog
      open
      title={t('transfer.export.title')}
      okText={t(busy ? 'transfer.export.running' : 'transfer.export.start')}
      okDisabled={fields.length === 0}
      busy={busy}
      onOk={() => void start()}
      onClose={props.onClose}
      width={620}
    >
      <div className="export-form">
        {ways.length > 1 && (
          <ChoiceCards
            name="which"
            legend={t('transfer.export.which')}
            value={which}
            options={ways.map((value) => ({ value, label: wayLabel(value) }))}
            onChange={setWhich}
          />
        )}
        {quiet > 0 && (
          <Checkbox checked={leaveOutQuiet} onChange={(event) => setLeaveOutQuiet(event.target.checked)}>
            {t('transfer.export.leaveOutQuiet', { count: quiet })}
          </Checkbox>
        )}
        <ChoiceCards
          name="format"
          legend={t('transfer.export.format')}
          value={format}
          options={(['xlsx', 'csv'] as const).map((value) => ({
            value,
            label: t(`transfer.export.formats.${value}`),
            hint: t(`transfer.export.formatHints.${value}`),
          }))}
          onChange={setFormat}
        />
        <fieldset className="export-fields">
          <legend>{t('transfer.export.fields')}</legend>
          <Checkbox
            checked={fields.length === FIELDS.length}
            indeterminate={fields.length > 0 && fields.length < FIELDS.length}
            onChange={(event) => setFields(event.target.checked ? FIELDS : [])}
          >
            {t('transfer.export.allFields')}
          </Checkbox>
          <Checkbox.Group
            value={[...fields]}
            options={FIELDS.map((name) => ({ value: name, label: fieldName(t, name) }))}
            onChange={setFields}
          />
          {fields.length === 0 && <span className="field-error">{t('transfer.export.noFields')}</span>}
        </fieldset>
        {error !== null && <ErrorNote error={error} />}
        <Note kind="warning">{t('transfer.export.warning')}</Note>
      </div>
    </Dialog>
  );
}
