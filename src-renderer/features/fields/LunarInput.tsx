import { Button, Checkbox, InputNumber, Select } from 'antd';
import { useEffect, useState } from 'react';
import { formatPartialDate, parsePartialDate, type PartialDate } from '../../../shared/kernel/partial-date.ts';
import { lunarDayName, lunarMonthName } from '../../lib/format.ts';
import { useT } from '../../lib/i18n.ts';

interface Parts {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly leap: boolean;
}
const NONE: Parts = { year: null, month: null, day: null, leap: false };

const partsOf = (text: string | null): Parts => (text === null ? null : parsePartialDate(text)) ?? NONE;

/** A day of the Chinese calendar, with or without the year. Saved as soon as month and day are there. */
export function LunarInput(props: { readonly label: string; readonly value: string | null; readonly onSave: (text: string | null) => void }) {
  const t = useT();
  const [parts, setParts] = useState(() => partsOf(props.value));
  useEffect(() => setParts(partsOf(props.value)), [props.value]);
  const change = (patch: Partial<Parts>): void => {
    const next = { ...parts, ...patch };
    setParts(next);
    if (next.month === null || next.day === null) return;
    const date: PartialDate = { calendar: 'lunar', year: next.year, month: next.month, day: next.day, leap: next.leap };
    const text = formatPartialDate(date);
    if (parsePartialDate(text) !== null && text !== props.value) props.onSave(text);
  };
  return (
    <fieldset className="birthday">
      <legend>{props.label}</legend>
      <div className="birthday-parts">
        <InputNumber<number>
          variant="filled"
          min={1900}
          max={2100}
          controls={false}
          value={parts.year}
          placeholder={t('profile.birthday.yearShort')}
          aria-label={`${props.label}: ${t('profile.birthday.year')}`}
          onChange={(year) => change({ year })}
        />
        <Select<number>
          variant="filled"
          value={parts.month ?? undefined}
          placeholder={t('profile.birthday.month')}
          aria-label={`${props.label}: ${t('profile.birthday.month')}`}
          options={Array.from({ length: 12 }, (_, i) => ({ value: i + 1, label: lunarMonthName(i + 1, false) }))}
          onChange={(month) => change({ month })}
        />
        <Select<number>
          variant="filled"
          value={parts.day ?? undefined}
          placeholder={t('profile.birthday.day')}
          aria-label={`${props.label}: ${t('profile.birthday.day')}`}
          options={Array.from({ length: 30 }, (_, i) => ({ value: i + 1, label: lunarDayName(i + 1) }))}
          onChange={(day) => change({ day })}
        />
        <Checkbox checked={parts.leap} onChange={(event) => change({ leap: event.target.checked })}>
          {t('profile.birthday.leap')}
        </Checkbox>
        {props.value !== null && (
          <Button type="link" size="small" onClick={() => props.onSave(null)}>
            {t('customFields.clear')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
