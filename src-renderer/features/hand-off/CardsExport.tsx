import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import type { Selection } from '../../../shared/modules/customers.ts';
import type { Naming } from '../../../shared/modules/calendar.ts';
import { api } from '../../lib/api.ts';
import { fileDate, nameForFile } from '../../lib/files.ts';
import { useT } from '../../lib/i18n.ts';
import { useBook } from '../../lib/session.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote, Note } from '../../ui/States.tsx';
import { QuietChoice } from '../outputs/QuietChoice.tsx';
import { NamingChoice } from './NamingChoice.tsx';
import { useFileJob } from './use-file-job.ts';
import '../outputs/outputs.css';

/** Chosen customers as a file of cards that a phone takes into its contacts. */
export function CardsExport({ selection, onClose }: { readonly selection: Selection; readonly onClose: () => void }) {
  const t = useT();
  const book = useBook();
  const [naming, setNaming] = useState<Naming>('full');
  const [includeQuiet, setIncludeQuiet] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const { busy, run } = useFileJob(onClose, setError);
  const start = (): void => void run(`${t('handOff.cardsName', { name: nameForFile(book?.name ?? ''), date: fileDate() })}.vcf`, (file) => api.call('handOff.cards', { file, selection, naming, includeQuiet }));
  return (
    <Dialog open title={t('handOff.titles.cards')} okText={t('transfer.export.start')} busy={busy} onOk={start} onClose={onClose}>
      <div className="table-export">
        <NamingChoice value={naming} onChange={setNaming} />
        <QuietChoice what={{ of: 'customers', selection }} include={includeQuiet} onInclude={setIncludeQuiet} />
        {error !== null && <ErrorNote error={error} />}
        <Note kind="warning">{t('transfer.export.warning')}</Note>
      </div>
    </Dialog>
  );
}
