import { Button } from 'antd';
import { useState } from 'react';
import type { BackupCopy, BackupProof, BackupTarget } from '../../../shared/modules/backup.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { formatBytes, formatDateTime, formatNumber, formatRelative } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { useRestore } from '../../lib/use-restore.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { RestoreForm } from '../../ui/RestoreForm.tsx';
import { Empty, ErrorNote, Loading } from '../../ui/States.tsx';
import { Compare } from './Compare.tsx';
import { placeName } from './place-name.ts';
import '../../ui/past-table.css';

/** The copies at one place, newest first; each can be restored as a test. */
export function Copies({ target, onClose }: { readonly target: BackupTarget | null; readonly onClose: () => void }) {
  const t = useT();
  return (
    <Dialog open={target !== null} title={target === null ? '' : t('backup.copies.title', { place: placeName(t, target) })} width={960} onClose={onClose}>
      {target !== null && <List target={target} />}
    </Dialog>
  );
}

function List({ target }: { readonly target: BackupTarget }) {
  const t = useT();
  const list = useApiQuery('backup.copies', { id: target.id }, { staleTime: 0 });
  const [proving, setProving] = useState<string | null>(null);
  const [restoring, setRestoring] = useState<BackupCopy | null>(null);
  const [comparing, setComparing] = useState<BackupCopy | null>(null);
  const prove = async (copy: BackupCopy): Promise<void> => {
    setProving(copy.name);
    const started = await api.call('backup.prove', { id: target.id, name: copy.name });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setProving(null);
    showToast(ended.ok ? { kind: 'success', text: t('backup.copies.proved', { count: (ended.value as BackupProof).customers }) } : { kind: 'error', text: errorLine(t, ended.error) });
  };
  if (comparing !== null) return <Compare copy={comparing} onClose={() => setComparing(null)} />;
  if (restoring !== null) return <Restore copy={restoring} onClose={() => setRestoring(null)} />;
  if (list.isPending) return <Loading rows={4} />;
  if (list.error !== null) return <ErrorNote error={toAppError(list.error)} />;
  if (list.data.copies.length === 0) return <Empty text={t('backup.copies.none')} />;
  return (
    <div className="backup-copies">
      <table className="past-table">
        <thead>
          <tr>
            <th scope="col">{t('backup.copies.at')}</th>
            <th scope="col" className="numbers">
              {t('backup.copies.customers')}
            </th>
            <th scope="col" className="numbers">
              {t('backup.copies.size')}
            </th>
            <th scope="col">{t('backup.copies.reason')}</th>
            <th scope="col">{t('backup.copies.proof')}</th>
            <th scope="col">
              <span className="sr-only">{t('backup.copies.prove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.data.copies.map((copy) => (
            <Copy key={copy.name} copy={copy} proving={proving === copy.name} disabled={proving !== null || (target.state === 'away' && target.remote === null)} onProve={() => void prove(copy)} onRestore={() => setRestoring(copy)} onCompare={() => setComparing(copy)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A new book of this copy; the one that is open stays as it is. */
function Restore({ copy, onClose }: { readonly copy: BackupCopy; readonly onClose: () => void }) {
  const t = useT();
  const restore = useRestore(copy);
  return <RestoreForm restore={restore} head={<p className="quiet">{t('backup.copies.restoreHint')}</p>} backLabel={t('ui.actions.back')} onBack={onClose} onDone={onClose} />;
}

interface CopyProps {
  readonly copy: BackupCopy;
  readonly proving: boolean;
  readonly disabled: boolean;
  readonly onProve: () => void;
  readonly onRestore: () => void;
  readonly onCompare: () => void;
}

function Copy({ copy, proving, disabled, onProve, onRestore, onCompare }: CopyProps) {
  const t = useT();
  const language = useLanguage();
  return (
    <tr>
      <td>{formatDateTime(copy.at, language)}</td>
      <td className="numbers tabular">{formatNumber(copy.customers, language)}</td>
      <td className="numbers tabular">{formatBytes(copy.sizeBytes, language)}</td>
      <td>{t(`backup.copies.reasons.${copy.reason}`)}</td>
      <td>
        <Verdict copy={copy} />
      </td>
      <td className="numbers">
        <Button size="small" loading={proving} disabled={disabled && !proving} onClick={onProve}>
          {t(proving ? 'backup.copies.proving' : 'backup.copies.prove')}
        </Button>{' '}
        <Button size="small" disabled={disabled} onClick={onCompare}>
          {t('backup.copies.compare')}
        </Button>{' '}
        <Button size="small" disabled={disabled} onClick={onRestore}>
          {t('backup.copies.restore')}
        </Button>
      </td>
    </tr>
  );
}

function Verdict({ copy: { provenAt, damage } }: { readonly copy: BackupCopy }) {
  const t = useT();
  const language = useLanguage();
  if (damage !== null) return <span className="backup-error">{t('backup.copies.damaged')}</span>;
  if (provenAt === null) return <span className="quiet">{t('backup.copies.untried')}</span>;
  return <span className="backup-proven">{t('backup.copies.proven', { when: formatRelative(provenAt, language) })}</span>;
}
