/** Choices of a form about a contact: small buttons in a row, and the day of the next one. */
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useRef, useState, type ReactNode } from 'react';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { chipDate, NEXT_CHIPS } from './next-dates.ts';
import './follow-ups.css';

/** A line of the form: what is asked, then the answers. */
export function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="follow-up-choice">
      <span className="follow-up-label" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}

/** Small buttons of which one or none is pressed; the arrow keys go along them. */
export function Toggles<T extends string>(props: { readonly label: string; readonly value: T | null; readonly options: readonly { readonly value: T; readonly label: string }[]; readonly onChange: (value: T | null) => void }) {
  const group = useRef<HTMLDivElement>(null);
  const step = (by: number): void => {
    const buttons = [...(group.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div
      ref={group}
      role="group"
      aria-label={props.label}
      className="toggles"
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') step(1);
        else if (event.key === 'ArrowLeft') step(-1);
        else return;
        event.preventDefault();
      }}
    >
      {props.options.map(({ value, label }, index) => (
        <button
          key={value}
          type="button"
          className="toggle"
          aria-pressed={props.value === value}
          tabIndex={props.value === value || (props.value === null && index === 0) ? 0 : -1}
          onClick={() => props.onChange(props.value === value ? null : value)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** A day soon, by one press or from the calendar; `null` = none. */
export function NextDate({ label, value, onChange }: { readonly label: string; readonly value: string | null; readonly onChange: (date: string | null) => void }) {
  const t = useT();
  const language = useLanguage();
  const [now] = useState(() => Date.now());
  const chips = NEXT_CHIPS.map((chip) => ({ value: chipDate(chip, now), label: t(`portrait.followUp.${chip}`) }));
  const isChip = chips.some((chip) => chip.value === value);
  return (
    <Choice label={label}>
      <div className="follow-up-next">
        <Toggles<string> label={label} value={isChip ? value : null} options={chips.filter((chip, i) => chips.findIndex((one) => one.value === chip.value) === i)} onChange={onChange} />
        <DatePicker
          size="small"
          value={value === null ? null : dayjs(value)}
          aria-label={t('portrait.followUp.pickDate')}
          placeholder={t('portrait.followUp.pickDate')}
          format={(date) => formatDate(date.format('YYYY-MM-DD'), language)}
          onChange={(date) => onChange(date?.format('YYYY-MM-DD') ?? null)}
        />
      </div>
    </Choice>
  );
}
