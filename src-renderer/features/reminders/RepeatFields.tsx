import { Checkbox, DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { MissingDayRule } from '../../../shared/kernel/partial-date.ts';
import { onHolidaySchema, type OnHoliday } from '../../../shared/modules/reminders.ts';
import { formatDate } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { Field } from '../../ui/Field.tsx';
import { asksForMissing, COUNTED, lunarOf, ONCE, repeatsFor, weekdayOf, WEEKDAYS, type Ends, type RuleDraft, type Weekday } from './rule-draft.ts';
import { repeatText, weekdayName } from './rule-words.ts';
import type { ReminderWritten } from './use-reminder-form.ts';

interface RepeatProps {
  readonly written: ReminderWritten;
  readonly set: (patch: Partial<ReminderWritten>) => void;
}

const MISSING: readonly MissingDayRule[] = ['plain', 'forward', 'both'];

/** Whether it comes again, and how; nothing is asked of what comes once but what a day off does to it. */
export function RepeatFields({ written, set }: RepeatProps) {
  const t = useT();
  const language = useLanguage();
  const { draft, startsOn } = written;
  const change = (patch: Partial<RuleDraft>): void => set({ draft: { ...draft, ...patch } });
  const words = (repeat: RuleDraft['repeat']): string => (repeat === 'once' ? t('reminders.form.doesNot') : repeatText(t, language, { repeat, every: 1, weekdays: [] }, startsOn));
  const choices: readonly RuleDraft['repeat'][] = [...repeatsFor(startsOn), ...(draft.other === null ? [] : (['other'] as const))];
  const repeats = draft.repeat !== 'once';
  return (
    <>
      <div className="reminder-row">
        <Field label={t('reminders.form.repeat')}>
          <Select<RuleDraft['repeat']> value={draft.repeat} options={choices.map((value) => ({ value, label: words(value) }))} onChange={(repeat) => set({ draft: repeat === 'once' ? { ...ONCE, other: draft.other } : { ...draft, repeat } })} />
        </Field>
        {COUNTED.has(draft.repeat) && (
          <Field label={t('reminders.form.every')}>
            <InputNumber<number> controls={false} min={1} max={365} precision={0} value={draft.every} suffix={t(`reminders.form.everyUnit.${unitOf(draft.repeat)}`)} onChange={(every) => change({ every: every ?? 1 })} />
          </Field>
        )}
      </div>
      {draft.repeat === 'week' && (
        <div className="field">
          <span className="reminder-label">{t('reminders.form.weekdays')}</span>
          <Checkbox.Group<Weekday>
            aria-label={t('reminders.form.weekdays')}
            value={draft.weekdays.length === 0 ? [weekdayOf(startsOn)] : [...draft.weekdays]}
            options={WEEKDAYS.map((value) => ({ value, label: weekdayName(value, language, 'short') }))}
            onChange={(weekdays) => change({ weekdays })}
          />
        </div>
      )}
      {asksForMissing(draft, startsOn) && <MissingField draft={draft} startsOn={startsOn} onChange={(missing) => change({ missing })} />}
      <div className="reminder-row">
        {repeats && draft.repeat !== 'other' && <EndsFields ends={draft.ends} startsOn={startsOn} onChange={(ends) => change({ ends })} />}
        {draft.repeat !== 'workday' && (
          <Field label={t('reminders.form.holiday')}>
            <Select<OnHoliday> value={written.onHoliday} options={onHolidaySchema.options.filter((value) => repeats || value !== 'skip').map((value) => ({ value, label: t(`reminders.form.holidays.${value}`) }))} onChange={(onHoliday) => set({ onHoliday })} />
          </Field>
        )}
      </div>
    </>
  );
}

function unitOf(repeat: RuleDraft['repeat']): 'day' | 'week' | 'month' | 'year' {
  return repeat === 'day' || repeat === 'week' || repeat === 'year' ? repeat : 'month';
}

/** A leap month or a 30th that a lunar year lacks. */
function MissingField({ draft, startsOn, onChange }: { readonly draft: RuleDraft; readonly startsOn: string; readonly onChange: (missing: MissingDayRule) => void }) {
  const t = useT();
  const words = lunarOf(startsOn)?.leap === true ? 'leapMonth' : 'thirtieth';
  return (
    <Field label={t(`profile.birthday.rule.${words}.label`)}>
      <Select<MissingDayRule> value={draft.missing ?? 'plain'} options={MISSING.map((value) => ({ value, label: t(`profile.birthday.rule.${words}.${value}`) }))} onChange={onChange} />
    </Field>
  );
}

const KINDS = ['never', 'on', 'after'] as const;

function EndsFields({ ends, startsOn, onChange }: { readonly ends: Ends; readonly startsOn: string; readonly onChange: (ends: Ends) => void }) {
  const t = useT();
  const language = useLanguage();
  const begin: Readonly<Record<Ends['kind'], Ends>> = { never: { kind: 'never' }, on: { kind: 'on', day: dayjs(startsOn).add(1, 'year').format('YYYY-MM-DD') }, after: { kind: 'after', count: 10 } };
  return (
    <>
      <Field label={t('reminders.form.ends')}>
        <Select<Ends['kind']> value={ends.kind} options={KINDS.map((value) => ({ value, label: t(`reminders.form.endsChoices.${value}`) }))} onChange={(kind) => onChange(begin[kind])} />
      </Field>
      {ends.kind === 'on' && (
        <Field label={t('reminders.form.endsOn')}>
          <DatePicker allowClear={false} minDate={dayjs(startsOn)} value={dayjs(ends.day)} format={(date) => formatDate(date.format('YYYY-MM-DD'), language)} onChange={(date) => date && onChange({ kind: 'on', day: date.format('YYYY-MM-DD') })} />
        </Field>
      )}
      {ends.kind === 'after' && (
        <Field label={t('reminders.form.endsAfter')}>
          <InputNumber<number> controls={false} min={1} max={9999} precision={0} value={ends.count} onChange={(count) => onChange({ kind: 'after', count: count ?? 1 })} />
        </Field>
      )}
    </>
  );
}
