import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { nextBirthday, type NextBirthday } from '../../../shared/kernel/birthday.ts';
import type { Condition } from '../../../shared/kernel/filter.ts';
import { parsePartialDate } from '../../../shared/kernel/partial-date.ts';
import type { Customer } from '../../../shared/modules/customers.ts';
import { useApiQuery } from '../../lib/api.ts';
import { fileDate } from '../../lib/files.ts';
import { formatInDays, formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { openFollowUp } from '../follow-ups/follow-up-store.ts';
import { GreetButton } from '../outputs/GreetButton.tsx';
import { CallListButton } from '../outputs/CallListButton.tsx';
import { openPlain } from '../views/view-state.ts';
import { bothCalendars } from './day-words.ts';
import { TodayPart } from './TodayPart.tsx';

const SHOWN = 8;
const AHEAD = 7;
/** So many are put in the order of their days; a book with more of them in a week shows today's whole and some of the others. */
const SORTED = 100;

const within = (from: number, to: number): Condition => ({ field: 'birthday', test: { op: 'relative', unit: 'day', from, to } });
const WEEK = { filter: { all: [within(0, AHEAD)] } };

interface Line {
  readonly one: Customer;
  readonly next: NextBirthday;
}

/** Each with the next day from `today` on, the nearest first. */
function linesOf(rows: readonly Customer[], today: string): readonly Line[] {
  const lines = rows.flatMap((one) => {
    const date = one.birthday === null ? null : parsePartialDate(one.birthday);
    const next = date && nextBirthday(date, today);
    return next ? [{ one, next }] : [];
  });
  return lines.sort((a, b) => a.next.inDays - b.next.inDays || a.one.id - b.one.id);
}

/** Whose birthday is today or in the next seven days, solar and lunar ones in one row. */
export function TodayBirthdays() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const today = fileDate();
  const now = useApiQuery('customers.list', { query: { filter: { all: [within(0, 0)] } }, limit: SHOWN });
  const soon = useApiQuery('customers.list', { query: WEEK, limit: SORTED });
  const failed = now.error ?? soon.error;
  const isReady = now.data !== undefined && soon.data !== undefined;
  const todays = now.data?.rows ?? [];
  const others = (soon.data?.rows ?? []).filter((one) => !todays.some((other) => other.id === one.id));
  const lines = linesOf([...todays, ...others], today).slice(0, SHOWN);
  const total = soon.data?.total ?? 0;
  const showAll = (): void => {
    openPlain(WEEK.filter);
    void navigate({ to: '/customers', search: {} });
  };
  return (
    <TodayPart title={t('today.birthday.title')} {...(total > 0 && { count: formatNumber(total, language), tools: <Tools /> })}>
      {failed && <ErrorNote error={failed.error} />}
      {!isReady && !failed && <Loading rows={2} />}
      {isReady && lines.length === 0 && <p className="quiet">{t('today.birthday.nobody')}</p>}
      <ul>
        {lines.map((line) => (
          <BirthdayLine key={line.one.id} line={line} />
        ))}
      </ul>
      {lines.length > 0 && (
        <Button type="link" size="small" className="today-foot" onClick={showAll}>
          {total > lines.length ? t('today.birthday.more', { count: total - lines.length }) : t('today.birthday.all')}
        </Button>
      )}
    </TodayPart>
  );
}

function Tools() {
  const t = useT();
  return (
    <span className="today-two">
      <GreetButton small begin={{ ask: null, occasion: 'birthday' }} />
      <CallListButton small ask={{ what: { of: 'customers', selection: { query: WEEK } }, title: t('today.birthday.calls') }} />
    </span>
  );
}

function BirthdayLine({ line: { one, next } }: { readonly line: Line }) {
  const t = useT();
  const language = useLanguage();
  const age = next.age !== null && next.age > 0 && t(one.kind === 'company' ? 'today.birthday.years' : 'today.birthday.age', { age: next.age });
  return (
    <li className="today-birthday">
      <Link to="/customers/$id" params={{ id: one.id }} className="today-person">
        <span className="today-name">{one.name}</span>
        {one.grade !== null && <span className="task-chip">{one.grade}</span>}
        {one.doNotContact !== null && <span className="task-chip">{t(`fields.doNotContact.${one.doNotContact}`)}</span>}
      </Link>
      <span className={next.inDays === 0 ? 'today-now' : ''}>{formatInDays(next.inDays, language)}</span>
      <span className="quiet">
        {bothCalendars(t, language, next.date)}
        {age !== false && ` · ${age}`}
      </span>
      <May call="followUps.create">
        <Button size="small" aria-label={t('today.birthday.noteOf', { name: one.name })} onClick={() => openFollowUp(one.id)}>
          {t('today.birthday.note')}
        </Button>
      </May>
    </li>
  );
}
