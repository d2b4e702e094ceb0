import { Button } from 'antd';
import { useState } from 'react';
import type { BackupStatus } from '../../../shared/modules/backup.ts';
import { useApiQuery } from '../../lib/api.ts';
import { toAppError } from '../../lib/error-text.ts';
import { formatRelative } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { ErrorState, Loading, Note } from '../../ui/States.tsx';
import { AddPlace } from './AddPlace.tsx';
import { worst } from './concerns.ts';
import { Places } from './Places.tsx';
import { useBackupRun } from './use-backup-run.ts';
import './backup.css';

/** 备份: whether all is well, where copies are kept, what is in them. */
export function BackupPage() {
  const t = useT();
  const status = useApiQuery('backup.status', {}, { staleTime: 0 });
  const { busy, run } = useBackupRun();
  // Counts the openings, so that a dialog opened again while it fades begins empty.
  const [adding, setAdding] = useState({ open: false, turn: 0 });
  const closeAdding = () => setAdding(({ turn }) => ({ open: false, turn }));
  return (
    <Page
      title={t('backup.title')}
      width="text"
      actions={
        <Button type="primary" loading={busy} onClick={() => void run()}>
          {t(busy ? 'backup.running' : 'backup.run')}
        </Button>
      }
    >
      {status.isPending && <Loading rows={4} />}
      {status.error !== null && <ErrorState error={toAppError(status.error)} onRetry={() => void status.refetch()} />}
      {status.data !== undefined && (
        <div className="backup">
          <Head status={status.data} />
          <Places targets={status.data.targets} busy={busy} onRun={(id) => void run(id)} onAdd={() => setAdding(({ turn }) => ({ open: true, turn: turn + 1 }))} />
        </div>
      )}
      <AddPlace
        key={adding.turn}
        open={adding.open}
        onClose={closeAdding}
        onAdded={(id) => {
          closeAdding();
          // A place is of use from its first copy on.
          void run(id);
        }}
      />
    </Page>
  );
}

function Head({ status: { lastAt, provenAt, changed, concerns } }: { readonly status: BackupStatus }) {
  const t = useT();
  const language = useLanguage();
  const level = worst(concerns);
  return (
    <section className="backup-head">
      {(level !== 'good' || lastAt !== null) && (
        <Note kind={level === 'good' ? 'positive' : 'warning'}>
          <div role="status">
            {level === 'good' ? <p>{t('backup.head.good')}</p> : concerns.map((concern) => <p key={concern}>{t(`backup.concerns.${concern}`)}</p>)}
          </div>
        </Note>
      )}
      <p>
        {lastAt === null ? t('backup.head.lastNone') : t('backup.head.last', { when: formatRelative(lastAt, language) })} {changed && lastAt !== null && t('backup.head.changed')}
      </p>
      <p>{provenAt === null ? t('backup.head.provenNone') : t('backup.head.proven', { when: formatRelative(provenAt, language) })}</p>
      <p className="quiet">{t('backup.head.auto')}</p>
    </section>
  );
}
