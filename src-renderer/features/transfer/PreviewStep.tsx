import { Button, Input } from 'antd';
import type { ImportPreview } from '../../../shared/modules/transfer.ts';
import { useT } from '../../lib/i18n.ts';
import { useJob } from '../../lib/use-job.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { Field } from '../../ui/Field.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { choose, leavePreview, startImport, toColumns, toPreview } from './import-actions.ts';
import type { ImportState } from './import-state.ts';
import { PreviewTabs } from './PreviewTabs.tsx';
import { StepTitle } from './StepTitle.tsx';
import './preview-step.css';

type State = Extract<ImportState, { step: 'preview' }>;

/** What the import would do, row by row, before anything is written; and the three choices that change it. */
export function PreviewStep({ state }: { readonly state: State }) {
  const t = useT();
  const { preview, choices } = state;
  const count = preview === null ? 0 : toWrite(preview, choices.possibleDuplicates === 'create');
  const back = () => {
    leavePreview(state.jobId, preview);
    toColumns(state, state.targets);
  };
  return (
    <>
      <StepTitle title={t('transfer.preview.title')} intro={t('transfer.preview.intro')} />
      {state.error !== null && <ErrorNote error={state.error} />}
      {preview === null && state.error === null && <Checking jobId={state.jobId} />}
      {preview !== null && <PreviewTabs preview={preview} />}
      <Choices state={state} />
      <div className="wizard-buttons">
        <Button size="large" onClick={back}>
          {t('ui.actions.back')}
        </Button>
        <Button size="large" type="primary" disabled={count === 0} onClick={() => void startImport()}>
          {preview !== null && count === 0 ? t('transfer.preview.startNone') : t('transfer.preview.start', { count })}
        </Button>
      </div>
    </>
  );
}

/** Rows that will be written: new and updated, and those that only look alike when they are to be added. */
export function toWrite(preview: ImportPreview, withDuplicates: boolean): number {
  return preview.created + preview.updated + (withDuplicates ? preview.possibleDuplicates : 0);
}

function Checking({ jobId }: { readonly jobId: string | null }) {
  const t = useT();
  const job = useJob(jobId);
  return (
    <div className="checking">
      <p role="status">{t('transfer.preview.running')}</p>
      {job !== null && <JobProgress job={job} wide />}
    </div>
  );
}

function Choices({ state }: { readonly state: State }) {
  const t = useT();
  const { preview, choices } = state;
  const matched = preview === null || preview.updated + preview.skipped > 0;
  const alike = preview !== null && preview.possibleDuplicates > 0;
  return (
    <div className="preview-choices">
      {matched && (
        <ChoiceCards
          name="on-match"
          legend={t('transfer.preview.onMatch')}
          value={choices.onMatch}
          options={(['fill', 'update', 'skip'] as const).map((value) => ({
            value,
            label: t(`transfer.preview.onMatchOptions.${value}`),
            hint: t(`transfer.preview.onMatchHints.${value}`),
          }))}
          onChange={(onMatch) => {
            leavePreview(state.jobId, preview);
            void toPreview(state, state.targets, { ...choices, onMatch });
          }}
        />
      )}
      {alike && (
        <ChoiceCards
          name="possible-duplicates"
          legend={t('transfer.preview.duplicates')}
          value={choices.possibleDuplicates}
          options={(['create', 'skip'] as const).map((value) => ({ value, label: t(`transfer.preview.duplicateOptions.${value}`) }))}
          onChange={(possibleDuplicates) => choose({ possibleDuplicates })}
        />
      )}
      <Field label={t('transfer.preview.tag')}>
        <Input
          value={choices.tag}
          maxLength={60}
          placeholder={t('transfer.preview.tagPlaceholder')}
          onChange={(event) => choose({ tag: event.target.value })}
        />
      </Field>
    </div>
  );
}
