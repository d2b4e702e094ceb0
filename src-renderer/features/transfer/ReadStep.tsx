import { Button, Checkbox, Select } from 'antd';
import { encodingSchema, type Inspection, type ReadOptions } from '../../../shared/modules/transfer.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLanguage, useT, type TextKey } from '../../lib/i18n.ts';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote, Note } from '../../ui/States.tsx';
import { HeaderRows } from './HeaderRows.tsx';
import { readAgain, toColumns } from './import-actions.ts';
import { setImport, type ImportState } from './import-state.ts';
import { StepTitle } from './StepTitle.tsx';
import './read-step.css';

const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'pipe'],
] as const;

/** How the file was read — encoding, sheet, heading row — with its first rows, so that it can be put right by eye. */
export function ReadStep({ state }: { readonly state: Extract<ImportState, { step: 'read' }> }) {
  const t = useT();
  const language = useLanguage();
  const { inspection } = state;
  return (
    <>
      <StepTitle title={t('transfer.read.title')} intro={t('transfer.read.intro')} />
      <div className="read-options">
        <strong className="file-name" title={inspection.fileName}>
          {inspection.fileName}
        </strong>
        <span className="quiet">
          {formatBytes(inspection.sizeBytes, language)} ·{' '}
          {inspection.rows === null ? t('transfer.read.rowsUnknown') : t('transfer.read.rows', { count: inspection.rows })}
        </span>
        <ReadOptionFields inspection={inspection} busy={state.busy} />
      </div>
      {inspection.encoding !== null && !inspection.encodingCertain && <Note kind="warning">{t('transfer.read.encodingUnsure')}</Note>}
      {inspection.savedMapping && <Note kind="info">{t('transfer.read.savedMapping')}</Note>}
      {state.error !== null && <ErrorNote error={state.error} />}
      <HeaderRows rows={inspection.firstRows} headerRow={inspection.headerRow} busy={state.busy} onChoose={(row) => void readAgain({ headerRow: row })} />
      <Checkbox
        checked={inspection.headerRow === 0}
        disabled={state.busy}
        onChange={(event) => void readAgain({ headerRow: event.target.checked ? 0 : 1 })}
      >
        {t('transfer.read.noHeader')}
      </Checkbox>
      <div className="wizard-buttons">
        <Button size="large" onClick={() => setImport({ step: 'idle' })}>
          {t('ui.actions.cancel')}
        </Button>
        <Button size="large" type="primary" disabled={state.busy} onClick={() => toColumns(state)}>
          {t('ui.actions.next')}
        </Button>
      </div>
    </>
  );
}

/** What can be corrected: for text the encoding and the separator, for a workbook the sheet. */
function ReadOptionFields({ inspection, busy }: { readonly inspection: Inspection; readonly busy: boolean }) {
  const t = useT();
  if (inspection.format === 'xlsx') {
    if (inspection.sheets.length < 2) return null;
    return (
      <Field label={t('transfer.read.sheet')}>
        <Select
          value={inspection.sheet}
          disabled={busy}
          options={inspection.sheets.map(({ name, rows }) => ({
            value: name,
            label: rows === null ? name : t('transfer.read.sheetRows', { name, count: rows }),
          }))}
          onChange={(sheet) => void readAgain({ sheet: sheet ?? undefined })}
          style={{ minWidth: '14rem' }}
        />
      </Field>
    );
  }
  return (
    <>
      <Field label={t('transfer.read.encoding')}>
        <Select
          value={inspection.encoding}
          disabled={busy}
          options={encodingSchema.options.map((value) => ({
            value: value,
            label: t(`transfer.read.encodings.${value.replaceAll('-', '_')}` as TextKey),
          }))}
          onChange={(encoding) => void readAgain({ encoding: encoding ?? undefined })}
          style={{ minWidth: '15rem' }}
        />
      </Field>
      <Field label={t('transfer.read.delimiter')}>
        <Select
          value={inspection.delimiter}
          disabled={busy}
          options={DELIMITERS.map(([value, name]) => ({ value: value, label: t(`transfer.read.delimiters.${name}`) }))}
          onChange={(delimiter) => void readAgain({ delimiter: delimiter as ReadOptions['delimiter'] })}
          style={{ minWidth: '8rem' }}
        />
      </Field>
    </>
  );
}
