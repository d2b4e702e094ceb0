import { useState } from 'react';
import type { SaleQuery } from '../../../shared/modules/sales.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api } from '../../lib/api.ts';
import { deliver, fileDate, saveTarget } from '../../lib/files.ts';
import { useT } from '../../lib/i18n.ts';
import { useBook } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote, Note } from '../../ui/States.tsx';

/** Writes what the list shows to a table file. */
export function SaleExport({ query, count, onClose }: { readonly query: SaleQuery; readonly count: number; readonly onClose: () => void }) {
  const t = useT();
  const book = useBook();
  const [detail, setDetail] = useState<'sales' | 'lines'>('sales');
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const start = async (): Promise<void> => {
    const name = t('sales.export.fileName', { name: (book?.name ?? '').replace(/[\\/:*?"<>|]/g, ' ').trim(), date: fileDate() });
    const target = await saveTarget(`${name}.${format}`);
    if (!target.ok) return setError(target.error);
    if (target.value === null) return;
    setBusy(true);
    setError(null);
    const started = await api.call('sales.export', { file: target.value.token, format, query, detail });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(false);
    if (!ended.ok) return setError(ended.error);
    await deliver(target.value);
    showToast({ kind: 'success', text: t('sales.export.done', { name: target.value.name }), detail: t('transfer.export.warning') });
    onClose();
  };
  return (
    <Dialog open title={t('sales.export.title')} okText={t('sales.export.start')} busy={busy} onOk={() => void start()} onClose={onClose}>
      <div className="sale-export">
        <p className="quiet">{t('sales.export.count', { count })}</p>
        <ChoiceCards name="detail" legend={t('sales.export.which')} value={detail} options={(['sales', 'lines'] as const).map((value) => ({ value, label: t(`sales.export.${value}`) }))} onChange={setDetail} />
        <ChoiceCards name="format" legend={t('transfer.export.format')} value={format} options={(['xlsx', 'csv'] as const).map((value) => ({ value, label: t(`transfer.export.formats.${value}`) }))} onChange={setFormat} />
        {error !== null && <ErrorNote error={error} />}
        <Note kind="warning">{t('transfer.export.warning')}</Note>
      </div>
    </Dialog>
  );
}
