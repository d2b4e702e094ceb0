import { Checkbox } from 'antd';
import { useState } from 'react';
import { addDays } from '../../../shared/kernel/calendar-days.ts';
import type { AppError } from '../../../shared/kernel/result.ts';
import { entryKindSchema, type EntryKind, type Naming } from '../../../shared/modules/calendar.ts';
import { api } from '../../lib/api.ts';
import { fileDate, nameForFile } from '../../lib/files.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useBook } from '../../lib/session.ts';
import { ChoiceCards } from '../../ui/ChoiceCards.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote, Note } from '../../ui/States.tsx';
import { NamingChoice } from '../hand-off/NamingChoice.tsx';
import { useFileJob } from '../hand-off/use-file-job.ts';
import { QuietChoice } from '../outputs/QuietChoice.tsx';
import type { Shown } from './span.ts';
import '../outputs/outputs.css';

type Which = 'shown' | 'quarter' | 'year';
const AHEAD: Readonly<Record<Exclude<Which, 'shown'>, number>> = { quarter: 92, year: 365 };

/** What stands in the calendar as a file for the calendar of a phone or another program. */
export function CalendarExport({ shown, onClose }: { readonly shown: Shown; readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const book = useBook();
  const [which, setWhich] = useState<Which>('quarter');
  const [kinds, setKinds] = useState<readonly EntryKind[]>(entryKindSchema.options);
  const [naming, setNaming] = useState<Naming>('full');
  const [includeQuiet, setIncludeQuiet] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const { busy, run } = useFileJob(onClose, setError);
  const today = fileDate();
  const span = which === 'shown' ? shown : { from: today, to: addDays(today, AHEAD[which]) };
  const asked = { ...span, kinds: [...kinds] };
  const start = (): void => void run(`${t('handOff.calendarName', { name: nameForFile(book?.name ?? ''), date: today })}.ics`, (file) => api.call('calendar.export', { file, ...asked, naming, includeQuiet }));
  const days = t('calendarPage.span', { from: formatDate(shown.from, language), to: formatDate(shown.to, language) });
  return (
    <Dialog open title={t('handOff.titles.calendar')} okText={t('transfer.export.start')} okDisabled={kinds.length === 0} busy={busy} onOk={start} onClose={onClose}>
      <div className="table-export">
        <p className="quiet">{t('handOff.calendarHow')}</p>
        <ChoiceCards<Which> name="which" legend={t('handOff.which.legend')} value={which} options={(['quarter', 'year', 'shown'] as const).map((value) => ({ value, label: t(`handOff.which.${value}`), ...(value === 'shown' && { hint: days }) }))} onChange={setWhich} />
        <Checkbox.Group aria-label={t('calendarPage.show')} value={[...kinds]} options={entryKindSchema.options.map((value) => ({ value, label: t(`calendarPage.kinds.${value}`) }))} onChange={(chosen) => setKinds(chosen)} />
        <NamingChoice value={naming} onChange={setNaming} />
        {kinds.length > 0 && <QuietChoice what={{ of: 'calendar', ...asked }} include={includeQuiet} onInclude={setIncludeQuiet} />}
        {error !== null && <ErrorNote error={error} />}
        <Note kind="warning">{t('transfer.export.warning')}</Note>
      </div>
    </Dialog>
  );
}
