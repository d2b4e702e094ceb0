import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { deliver, fileDate, nameForFile, saveTarget } from '../../lib/files.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote, Note } from '../../ui/States.tsx';
import { askPerson, usePersonStore } from './person-store.ts';
import './privacy.css';

const close = (): void => askPerson(null);

/** The dialog, when one is asked for. */
export function ExportPerson() {
  const id = usePersonStore((state) => state.id);
  return id === null ? null : <Form id={id} />;
}

/** Everything about one person as an archive to hand over. */
function Form({ id }: { readonly id: number }) {
  const t = useT();
  const name = useApiQuery('customers.get', { id }).data?.name ?? '';
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const start = async (): Promise<void> => {
    const fileName = t('person.fileName', { name: nameForFile(name), date: fileDate() });
    const target = await saveTarget(`${fileName}.zip`);
    if (!target.ok) return setError(target.error);
    if (target.value === null) return;
    setBusy(true);
    setError(null);
    const started = await api.call('privacy.exportPerson', { id, file: target.value.token });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(false);
    if (!ended.ok) return setError(ended.error);
    await deliver(target.value);
    showToast({ kind: 'success', text: t('person.done', { name: target.value.name }), detail: t('transfer.export.warning') });
    close();
  };
  return (
    <Dialog open title={t('person.title', { name })} okText={t('person.start')} busy={busy} onOk={() => void start()} onClose={close}>
      <div className="erase-words">
        <p>{t('person.about')}</p>
        <Note kind="warning">{t('transfer.export.warning')}</Note>
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}
