import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { CalendarEntry } from '../../../shared/modules/calendar.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { entryLabel } from './entry-words.ts';

/** Asks for the day an entry goes to: what dragging does, for any distance and without a mouse. */
export function MoveDialog({ entry, onMove, onClose }: { readonly entry: CalendarEntry; readonly onMove: (day: string) => void; readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const [day, setDay] = useState(entry.date);
  const move = (): void => {
    onClose();
    onMove(day);
  };
  return (
    <Dialog open title={t('calendarPage.moveTitle')} okText={t('calendarPage.moveDo')} okDisabled={day === entry.date} onOk={move} onClose={onClose}>
      <p>{entryLabel(t, language, entry)}</p>
      <Field label={t('calendarPage.moveTo')}>
        <DatePicker autoFocus allowClear={false} value={dayjs(day)} onChange={(date: dayjs.Dayjs | null) => date && setDay(date.format('YYYY-MM-DD'))} />
      </Field>
    </Dialog>
  );
}
