/** An entry as an event of a calendar file, in the language of the book: the file is read elsewhere. */
import { calendarFile as en } from '../../../../shared/i18n/en/calendar-file.ts';
import { calendarFile as zh } from '../../../../shared/i18n/zh-CN/calendar-file.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import type { Collected } from './collect.ts';
import type { IcsEvent } from './ical-file.ts';
import { nameOf, withoutName, type Naming } from './names.ts';

export interface EventWords {
  readonly language: Language;
  readonly naming: Naming;
}

/** When what has no time is told on the phone. */
const TELL_AT = '09:00';
/** Of the whole world: the same entry has the same name in every file. */
const PLACE = 'regulars';

const put = (text: string, values: Readonly<Record<string, string | number>>) => text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => String(values[key] ?? ''));

export function eventOf(one: Collected, { language, naming }: EventWords): IcsEvent {
  const words = language === 'zh-CN' ? zh : en;
  const name = nameOf(one, naming);
  const isBirthday = one.kind === 'birthday';
  const summary = isBirthday
    ? put(one.age !== null && one.age > 0 ? words.birthdayAge : words.birthday, { name, age: one.age ?? 0 })
    : put(name === '' ? '{{title}}' : words.task, { title: withoutName(one.title.trim() === '' ? words.nextStep : one.title.trim(), one, naming), name });
  return {
    uid: `${isBirthday ? `birthday-${one.date}` : one.kind === 'nextStep' ? 'step' : one.kind === 'reminder' ? 'reminder' : 'task'}-${String(one.id)}@${PLACE}`,
    sequence: one.seq,
    changedAt: one.changedAt,
    date: one.date,
    time: one.time,
    summary,
    description: naming === 'surname' ? null : one.note,
    category: words.kinds[one.kind],
    rule: one.rule,
    days: one.days,
    leads: one.leads,
    tellAt: TELL_AT,
  };
}
