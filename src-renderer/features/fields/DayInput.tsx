import { CalendarOutlined } from '@ant-design/icons';
import { Button, Calendar, Input, Popover, type InputProps } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useT } from '../../lib/i18n.ts';

/** A date that can be typed in any usual form, or picked from a calendar. */
export function DayInput({ iso, label, onPick, ...input }: InputProps & { readonly iso: string | null; readonly label: string; readonly onPick: (iso: string) => void }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const calendar = (
    <div className="day-calendar">
      <Calendar
        fullscreen={false}
        defaultValue={iso === null ? dayjs() : dayjs(iso)}
        onSelect={(day, { source }) => {
          if (source !== 'date') return;
          setOpen(false);
          onPick(day.format('YYYY-MM-DD'));
        }}
      />
    </div>
  );
  return (
    <Input
      {...input}
      className="tabular"
      suffix={
        <Popover trigger="click" placement="bottomRight" open={isOpen} onOpenChange={setOpen} content={calendar} destroyOnHidden>
          <Button type="text" size="small" className="day-button" icon={<CalendarOutlined aria-hidden="true" />} aria-label={t('customFields.pickDay', { field: label })} aria-haspopup="dialog" aria-expanded={isOpen} />
        </Popover>
      }
    />
  );
}
