import { Button, Checkbox, InputNumber, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import { isSometimesMissing, nextBirthday } from '../../../../shared/kernel/birthday.ts';
import { daysInSolarMonth, formatPartialDate, isValidPartialDate, parsePartialDate, type MissingDayRule, type PartialDate } from '../../../../shared/kernel/partial-date.ts';
import { fileDate } from '../../../lib/files.ts';
import { formatBirthday, formatDate, lunarDayName, lunarMonthName } from '../../../lib/format.ts';
import { useLanguage, useT, type Translate } from '../../../lib/i18n.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import { monthLabel } from '../../common/filter-words.ts';

interface Parts {
  readonly calendar: 'solar' | 'lunar';
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly leap: boolean;
  readonly rule?: MissingDayRule | undefined;
}
const NONE: Parts = { calendar: 'solar', year: null, month: null, day: null, leap: false };

function partsOf(text: string | null): Parts {
  return (text === null ? null : parsePartialDate(text)) ?? NONE;
}

function dateOf(parts: Parts): PartialDate | null {
  const { month, day } = parts;
  return month === null || day === null ? null : { ...parts, month, day, leap: parts.calendar === 'lunar' && parts.leap };
}

/** What was said about years without the day goes with the day it was said of. */
function tidy(parts: Parts): Parts {
  const date = dateOf(parts);
  return date !== null && (date.rule === undefined || rulesFor(date).includes(date.rule)) ? parts : { ...parts, rule: undefined };
}

/** The ways to keep this birthday; none where every year has the day once. */
function rulesFor(date: PartialDate): readonly MissingDayRule[] {
  if (isSometimesMissing(date)) return ['plain', 'forward', 'both'];
  return date.calendar === 'lunar' ? ['plain', 'both'] : [];
}

/** What is asked: of a plain lunar day, whether it comes twice in a year with its leap month; of others, what is done in a year without it. */
function ruleWords(date: PartialDate): 'twice' | 'leapMonth' | 'thirtieth' | 'february' {
  if (date.calendar === 'solar') return 'february';
  if (date.leap) return 'leapMonth';
  return date.day === 30 ? 'thirtieth' : 'twice';
}

function ruleLabel(t: Translate, words: ReturnType<typeof ruleWords>, rule: MissingDayRule): string {
  if (words === 'twice') return t(rule === 'both' ? 'profile.birthday.rule.twice.both' : 'profile.birthday.rule.twice.plain');
  return t(`profile.birthday.rule.${words}.${rule}`);
}

function RuleChoice({ date, onChange }: { readonly date: PartialDate; readonly onChange: (rule: MissingDayRule | undefined) => void }) {
  const t = useT();
  const rules = rulesFor(date);
  if (rules.length === 0) return null;
  const words = ruleWords(date);
  const label = t(`profile.birthday.rule.${words}.label`);
  return (
    <div className="birthday-rule">
      <span id="birthday-rule">{label}</span>
      <Select<MissingDayRule>
        variant="filled"
        size="small"
        aria-labelledby="birthday-rule"
        value={date.rule ?? 'plain'}
        options={rules.map((value) => ({ value, label: ruleLabel(t, words, value) }))}
        onChange={(rule) => onChange(rule === 'plain' ? undefined : rule)}
      />
    </div>
  );
}

/** A birthday as the customer says it: 公历 or 农历, with or without the year; tells when it is next. `onSave` gets the text form, or `null`. */
export function BirthdayField({ value, onSave }: { readonly value: string | null; readonly onSave: (next: string | null) => void }) {
  const t = useT();
  const language = useLanguage();
  const [parts, setParts] = useState(() => partsOf(value));
  useEffect(() => setParts(partsOf(value)), [value]);
  const date = dateOf(parts);
  const isBad = date !== null && !isValidPartialDate(date);
  const change = (patch: Partial<Parts>, save = true): void => {
    const next = tidy({ ...parts, ...patch });
    setParts(next);
    const whole = dateOf(next);
    if (!save || whole === null || !isValidPartialDate(whole)) return;
    const text = formatPartialDate(whole);
    if (text !== value) onSave(text);
  };
  const isLunar = parts.calendar === 'lunar';
  return (
    <fieldset className="birthday">
      <legend>{t('fields.customer.birthday')}</legend>
      <div className="birthday-parts">
        <Radio.Group
          optionType="button"
          size="middle"
          aria-label={t('profile.birthday.calendar')}
          value={parts.calendar}
          options={[
            { value: 'solar', label: t('profile.birthday.solar') },
            { value: 'lunar', label: t('profile.birthday.lunar') },
          ]}
          onChange={(event) => change({ calendar: event.target.value as Parts['calendar'], leap: false })}
        />
        <InputNumber<number>
          className="birthday-year"
          variant="filled"
          min={1900}
          max={2100}
          controls={false}
          value={parts.year}
          aria-label={t('profile.birthday.year')}
          placeholder={t('profile.birthday.yearShort')}
          onChange={(year) => change({ year }, false)}
          onBlur={() => change({})}
          onPressEnter={() => change({})}
        />
        <Select
          variant="filled"
          showSearch
          optionFilterProp="search"
          className="birthday-month"
          aria-label={t('profile.birthday.month')}
          placeholder={t('profile.birthday.month')}
          value={parts.month}
          options={monthOptions(t, language, isLunar)}
          onChange={(month) => change({ month })}
        />
        <Select
          variant="filled"
          showSearch
          optionFilterProp="search"
          className="birthday-day"
          aria-label={t('profile.birthday.day')}
          placeholder={t('profile.birthday.day')}
          value={parts.day}
          options={dayOptions(parts, language)}
          onChange={(day) => change({ day })}
        />
        {isLunar && (
          <Checkbox checked={parts.leap} onChange={(event) => change({ leap: event.target.checked })}>
            {t('profile.birthday.leap')}
          </Checkbox>
        )}
        {value !== null && (
          <Button type="text" size="small" onClick={() => onSave(null)}>
            {t('profile.birthday.clear')}
          </Button>
        )}
      </div>
      {date !== null && !isBad && <RuleChoice date={date} onChange={(rule) => change({ rule })} />}
      <p className={isBad ? 'field-error' : 'field-hint'} role={isBad ? 'alert' : undefined}>
        {isBad ? t('profile.birthday.bad') : date === null ? null : nextText(t, language, date)}
      </p>
    </fieldset>
  );
}

function monthOptions(t: Translate, language: Language, isLunar: boolean) {
  return Array.from({ length: 12 }, (_, i) => {
    const label = isLunar && language === 'zh-CN' ? lunarMonthName(i + 1, false) : isLunar ? String(i + 1) : monthLabel(t, language, i + 1);
    return { value: i + 1, label, search: `${i + 1} ${label}` };
  });
}

function dayOptions({ calendar, year, month }: Parts, language: Language) {
  const count = calendar === 'lunar' ? 30 : month === null ? 31 : daysInSolarMonth(year, month);
  return Array.from({ length: count }, (_, i) => {
    const label = calendar === 'lunar' && language === 'zh-CN' ? lunarDayName(i + 1) : String(i + 1);
    return { value: i + 1, label, search: `${i + 1} ${label}` };
  });
}

/** "下次生日：12月3日（还有 11 天），满 36 岁". */
function nextText(t: Translate, language: Language, date: PartialDate): string {
  const next = nextBirthday(date, fileDate());
  if (next === null) return t('profile.birthday.on', { text: formatBirthday(date, language) });
  const when = next.inDays === 0 ? t('profile.birthday.today') : next.inDays === 1 ? t('profile.birthday.tomorrow') : t('profile.birthday.inDays', { count: next.inDays });
  const words = { date: formatDate(next.date, language), when };
  return next.age === null || next.age <= 0 ? t('profile.birthday.next', words) : t('profile.birthday.nextAge', { ...words, age: next.age });
}
