import { useState, type ReactNode } from 'react';
import type { AppError, Result } from '../../../shared/kernel/result.ts';
import type { OutputOf } from '../../../shared/modules/outputs.ts';
import { deliver, fileDate, nameForFile, saveTarget } from '../../lib/files.ts';
import { useT } from '../../lib/i18n.ts';
import { useBook } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote, Note } from '../../ui/States.tsx';
import { QuietChoice } from './QuietChoice.tsx';
import './outputs.css';

/** What every such method is told besides its question. */
export interface TableChoice {
  readonly file: string;
  readonly format: 'csv' | 'xlsx';
  readonly includeQuiet: boolean;
}

/** The dialog of a table that is written to a file: what (its own choices are `children`), without whom, in which format. */
export function TableExport(props: {
  readonly title: string;
  readonly what: OutputOf;
  /** Name of the file for a book of this name on this day. */
  readonly fileName: (name: string, date: string) => string;
  readonly start: (choice: TableChoice) => Promise<Result<{ readonly jobId: string; readonly leftOut: number }>>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const t = useT();
  const book = useBook();
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [includeQuiet, setIncludeQuiet] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const start = async (): Promise<void> => {
    const target = await saveTarget(`${props.fileName(nameForFile(book?.name ?? ''), fileDate())}.${format}`);
    if (!target.ok) return setError(target.error);
    if (target.value === null) return;
    setBusy(true);
    setError(null);
    const started = await props.start({ file: target.value.token, format, includeQuiet });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(false);
    if (!ended.ok) return setError(ended.error);
    await deliver(target.value);
    const leftOut = started.ok ? started.value.leftOut : 0;
    const told = leftOut > 0 ? `${t('outputs.quiet.leftOut', { count: leftOut })} ` : '';
    showToast({ kind: 'success', text: t('outputs.done', { name: target.value.name }), detail: `${told}${t('transfer.export.warning')}` });
    props.onClose();
  };
  return (
    <Dialog open title={props.title} okText={t('transfer.export.start')} busy={busy} onOk={() => void start()} onClose={props.onClose}>
      <div className="table-export">
        {props.children}
        <QuietChoice what={props.what} include={includeQuiet} onInclude={setIncludeQuiet} />
        <ChoiceCards name="format" legend={t('transfer.export.format')} value={format} options={(['xlsx', 'csv'] as const).map((value) => ({ value, label: t(`transfer.export.formats.${value}`) }))} onChange={setFormat} />
        {error !== null && <ErrorNote error={error} />}
        <Note kind="warning">{t('transfer.export.warning')}</Note>
      </div>
    </Dialog>
  );
}
