import { Checkbox } from 'antd';
import { useId } from 'react';
import { useT } from '../../lib/i18n.ts';

const USUAL = [0, 1, 3, 7, 14, 30] as const;
/** The contract takes no more. */
const MOST = 6;

/** On the day, and some days before. */
export function LeadsField({ value, error, onChange }: { readonly value: readonly number[]; readonly error: string | undefined; readonly onChange: (leads: readonly number[]) => void }) {
  const t = useT();
  const id = useId();
  const choices = [...new Set([...USUAL, ...value])].sort((a, b) => a - b);
  const label = (days: number): string => ((USUAL as readonly number[]).includes(days) ? t(`reminders.form.lead.d${days as 0}`) : t('reminders.form.leadDays', { days }));
  return (
    <div className="field">
      <span className="reminder-label">{t('reminders.form.leads')}</span>
      <Checkbox.Group<number>
        aria-label={t('reminders.form.leads')}
        aria-describedby={id}
        value={[...value]}
        options={choices.map((days) => ({ value: days, label: label(days), disabled: value.length >= MOST && !value.includes(days) }))}
        onChange={onChange}
      />
      <div id={id} className={error === undefined ? 'field-hint' : 'field-error'} role={error === undefined ? undefined : 'alert'}>
        {error ?? t('reminders.form.leadsHint')}
      </div>
    </div>
  );
}
