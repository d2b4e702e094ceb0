import { Checkbox } from 'antd';
import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { CONSENT_COLUMNS } from '../../../shared/modules/consents.ts';
import { customerFields, type ListQuery, type Selection } from '../../../shared/modules/customers.ts';
import { api } from '../../lib/api.ts';
import { deliver, fileDate, nameForFile, saveTarget } from '../../lib/files.ts';
import { useT } from '../../lib/i18n.ts';
import { customName, fieldName, useOwnFields } from '../../lib/own-fields.ts';
import { useBook } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote, Note } from '../../ui/States.tsx';
import { QuietChoice } from '../outputs/QuietChoice.tsx';
import './export-dialog.css';

type Which = 'all' | 'filtered' | 'selected';
/** Columns that stand beside a field without being one. */
const BESIDE: Readonly<Record<string, readonly string[]>> = { grade: ['stage'], verifiedOn: CONSENT_COLUMNS };
const BUILT_IN = customerFields.flatMap(({ name }) => (name === 'custom' ? [] : [name, ...(BESIDE[name] ?? [])]));

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
  const [includeQuiet, setIncludeQuiet] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const start = async () => {
    const target = await saveTarget(`${t('transfer.export.fileName', { name: nameForFile(book?.name ?? ''), date: fileDate() })}.${format}`);
    if (!target.ok) return setError(target.error);
    if (target.value === null) return;
    setBusy(true);
    setError(null);
    const started = await api.call('export.start', {
      file: target.value.token,
      format,
      fields: FIELDS.filter((name) => fields.includes(name)),
      selection,
      includeQuiet,
    });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(false);
    if (!ended.ok) return setError(ended.error);
    await deliver(target.value);
    const leftOut = started.ok ? started.value.leftOut : 0;
    const told = leftOut > 0 ? `${t('outputs.quiet.leftOutPeople', { count: leftOut })} ` : '';
    showToast({ kind: 'success', text: t('transfer.export.done', { name: target.value.name }), detail: `${told}${t('transfer.export.warning')}` });
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
        <QuietChoice what={{ of: 'customers', selection }} include={includeQuiet} onInclude={setIncludeQuiet} />
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
