import { DownloadOutlined, RollbackOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ImportInfo } from '../../../shared/modules/transfer.ts';
import { useApiQuery } from '../../lib/api.ts';
import { formatDateTime, formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { setImport, type ImportState } from './import-state.ts';
import { StepTitle } from './StepTitle.tsx';
import { useImportDeeds } from './use-import-deeds.ts';
import './counts.css';
import './result-step.css';

/** What the import did: the counts, its customers, its bad rows, and the way back. */
export function ResultStep({ state }: { readonly state: Extract<ImportState, { step: 'result' }> }) {
  const t = useT();
  const language = useLanguage();
  const imports = useApiQuery('import.list', {});
  const deeds = useImportDeeds();
  const found = imports.data?.imports.find((one) => one.importId === state.importId);
  if (found === undefined) return imports.isPending || imports.isFetching ? <Loading /> : state.error && <ErrorNote error={state.error} />;
  const outcome = deeds.undone === state.importId ? 'undone' : found.state === 'running' ? 'done' : found.state;
  const undone = outcome === 'undone';
  return (
    <>
      <StepTitle
        title={t(`transfer.result.${outcome}`)}
        intro={t('transfer.result.summary', { file: found.fileName, when: formatDateTime(found.at, language) })}
      />
      {state.error !== null && <ErrorNote error={state.error} />}
      <Counts info={found} />
      {outcome === 'cancelled' && <p>{t('transfer.result.keptOnCancel', { count: found.created + found.updated })}</p>}
      <div className="result-actions">
        {!undone && <OpenList info={found} />}
        {found.leftRows > 0 && (
          <div>
            <Button icon={<DownloadOutlined aria-hidden />} onClick={() => void deeds.saveErrors(found.importId, found.fileName)}>
              {t('transfer.result.errorFile', { count: found.leftRows })}
            </Button>
            <p className="field-hint">{t('transfer.result.errorFileHint')}</p>
          </div>
        )}
        {!undone && (
          <Button icon={<RollbackOutlined aria-hidden />} loading={deeds.busy === found.importId} onClick={() => void deeds.undo(found.importId)}>
            {t(deeds.busy === found.importId ? 'transfer.result.undoing' : 'transfer.result.undo')}
          </Button>
        )}
        <Button type="link" onClick={() => setImport({ step: 'idle' })}>
          {t('transfer.result.another')}
        </Button>
      </div>
    </>
  );
}

function Counts({ info }: { readonly info: ImportInfo }) {
  const t = useT();
  const language = useLanguage();
  const counts = [
    ['new', info.created],
    ['update', info.updated],
    ['skip', info.skipped],
    ['possibleDuplicate', info.possibleDuplicates],
    ['error', info.errorRows],
  ] as const;
  return (
    <dl className="counts">
      {counts.map(([name, count]) => (
        <div key={name} className={`count count-${name}${count === 0 ? ' zero' : ''}`}>
          <dd className="tabular">{formatNumber(count, language)}</dd>
          <dt>{t(`transfer.result.counts.${name}`)}</dt>
        </div>
      ))}
    </dl>
  );
}

/** Leads to the list, filtered to what the import made or changed; to the whole list when that is nothing. */
function OpenList({ info }: { readonly info: ImportInfo }) {
  const t = useT();
  const navigate = useNavigate();
  // Possible duplicates are in the book unless they were left out with the bad rows.
  const lookAlikes = info.possibleDuplicates - (info.leftRows - info.errorRows);
  const written = info.created + info.updated + lookAlikes;
  return (
    <Button type="primary" onClick={() => void navigate({ to: '/customers', search: written > 0 ? { import: info.importId } : {} })}>
      {t(written > 0 ? 'transfer.result.openList' : 'transfer.result.openAll')}
    </Button>
  );
}
