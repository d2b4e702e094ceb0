import { Button } from 'antd';
import type { ImportInfo } from '../../../shared/modules/transfer.ts';
import { useApiQuery } from '../../lib/api.ts';
import { toAppError } from '../../lib/error-text.ts';
import { formatRelative } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { PastTable } from '../../ui/PastTable.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { useImportDeeds } from './use-import-deeds.ts';

/** Every import so far, latest first, with what can still be done about it. */
export function PastImports() {
  const t = useT();
  const imports = useApiQuery('import.list', {});
  const deeds = useImportDeeds();
  return (
    <section className="past-imports" aria-labelledby="past-imports">
      <h2 id="past-imports">{t('transfer.past.title')}</h2>
      {imports.isPending && <Loading rows={3} />}
      {imports.error !== null && <ErrorState error={toAppError(imports.error)} onRetry={() => void imports.refetch()} />}
      {imports.data?.imports.length === 0 && <p className="quiet">{t('transfer.past.none')}</p>}
      {imports.data !== undefined && imports.data.imports.length > 0 && (
        <PastTable first={t('transfer.past.file')} counts={t('transfer.past.counts')}>
          {imports.data.imports.map((info) => (
            <PastImport key={info.importId} info={info} deeds={deeds} />
          ))}
        </PastTable>
      )}
    </section>
  );
}

function PastImport({ info, deeds }: { readonly info: ImportInfo; readonly deeds: ReturnType<typeof useImportDeeds> }) {
  const t = useT();
  const language = useLanguage();
  const canUndo = info.state !== 'running' && info.state !== 'undone';
  const counts = [
    info.created > 0 && t('transfer.past.created', { count: info.created }),
    info.updated > 0 && t('transfer.past.updated', { count: info.updated }),
    info.errorRows > 0 && t('transfer.past.errors', { count: info.errorRows }),
  ].filter((part) => part !== false);
  return (
    <tr>
      <td className="past-file" title={info.fileName}>
        {info.fileName}
      </td>
      <td>{formatRelative(info.at, language)}</td>
      <td>
        <span className={`state-word state-${info.state}`}>{t(`transfer.past.states.${info.state}`)}</span>
      </td>
      <td className="tabular">{counts.join(' · ')}</td>
      <td className="past-actions">
        {info.state === 'interrupted' && (
          <Button size="small" type="primary" onClick={() => void deeds.resume(info.importId)}>
            {t('transfer.past.resume')}
          </Button>
        )}
        {info.leftRows > 0 && (
          <Button size="small" onClick={() => void deeds.saveErrors(info.importId, info.fileName)}>
            {t('transfer.past.errorFile')}
          </Button>
        )}
        {canUndo && (
          <Button size="small" loading={deeds.busy === info.importId} onClick={() => void deeds.undo(info.importId)}>
            {t('transfer.past.undo')}
          </Button>
        )}
      </td>
    </tr>
  );
}
