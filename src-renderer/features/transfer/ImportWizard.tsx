import { Button } from 'antd';
import { useT } from '../../lib/i18n.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { setImport, useImport, type ImportState } from './import-state.ts';
import { PreviewStep } from './PreviewStep.tsx';
import { ReadStep } from './ReadStep.tsx';
import { ResultStep } from './ResultStep.tsx';
import { RunStep } from './RunStep.tsx';
import { StepLine } from './StepLine.tsx';
import { useStartImport } from './use-start-import.ts';
import './wizard.css';

/** The import from the chosen file to its result, one step at a time. */
export function ImportWizard() {
  const state = useImport((store) => store.state);
  return (
    <div className="transfer wizard">
      <StepLine step={state.step} />
      <Step state={state} />
    </div>
  );
}

function Step({ state }: { readonly state: ImportState }) {
  switch (state.step) {
    case 'idle':
      return null;
    case 'looking':
      return <Looking name={state.file.name} />;
    case 'refused':
      return <Refused state={state} />;
    case 'read':
      return <ReadStep state={state} />;
    case 'columns':
      return <ColumnsStep state={state} />;
    case 'preview':
      return <PreviewStep state={state} />;
    case 'running':
      return <RunStep state={state} />;
    case 'result':
      return <ResultStep state={state} />;
    default:
      return state satisfies never;
  }
}

function Looking({ name }: { readonly name: string }) {
  const t = useT();
  return (
    <>
      <p role="status">
        {t('transfer.reading')} <span className="quiet">{name}</span>
      </p>
      <Loading rows={6} />
    </>
  );
}

/** A file that cannot be read: why, what to do with it, and a way to choose another. */
function Refused({ state }: { readonly state: Extract<ImportState, { step: 'refused' }> }) {
  const t = useT();
  const start = useStartImport();
  return (
    <>
      <p className="quiet refused-name">{state.file.name}</p>
      <ErrorState
        error={state.error}
        action={
          <>
            <Button onClick={() => setImport({ step: 'idle' })}>{t('ui.actions.cancel')}</Button>
            <Button type="primary" loading={start.busy} onClick={() => void start.pick()}>
              {t('transfer.read.another')}
            </Button>
          </>
        }
      />
    </>
  );
}
