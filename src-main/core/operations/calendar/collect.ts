/** What a calendar file is made of: entries of a span, or of one customer, one after the other. */
import { keptDays } from './birthdays.ts';
import type { EntryKind } from '../../../../shared/modules/calendar.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';
import { fallsBetween } from '../../domain/reminders/index.ts';

export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly EntryKind[];
  readonly customerId?: number | undefined;
}

/** A customer as a file may name them. */
export interface Named {
  /** 0: a reminder for nobody. */
  readonly customerId: number;
  readonly name: string;
  readonly familyName: string | null;
  readonly customerKind: 'individual' | 'company';
  readonly doNotContact: 'all' | 'marketing' | null;
}

export interface Collected extends Named {
  readonly kind: EntryKind;
  readonly id: number;
  readonly date: string;
  readonly title: string;
  readonly note: string | null;
  readonly age: number | null;
  readonly time: string | null;
  /** RRULE from `date` on, where a rule says all of its days. */
  readonly rule: string | null;
  /** Its other days, where none does. */
  readonly days: readonly string[];
  readonly leads: readonly number[];
  readonly seq: number;
  readonly changedAt: number;
}

const WHO = 'c.id AS customerId, c.name, c.family_name AS familyName, c.kind AS customerKind, c.do_not_contact AS doNotContact';
const LIVING = 'c.deleted_at IS NULL AND (@customerId IS NULL OR c.id = @customerId)';
const task = (plan: string) => `SELECT t.id, t.due AS date, t.title, t.note, t.aseq AS seq, t.updated_at AS changedAt, ${WHO}
  FROM task t JOIN customer c ON c.id = t.customer_id AND ${LIVING}
  WHERE t.status = 'open' AND t.deleted_at IS NULL AND t.due BETWEEN @from AND @to AND t.plan_id ${plan} ORDER BY t.due, t.id`;
const SQL = {
  task: task('IS NULL'),
  care: task('IS NOT NULL'),
  nextStep: `SELECT f.id, n.date, f.content AS title, NULL AS note, f.aseq AS seq, f.updated_at AS changedAt, ${WHO}
    FROM next_step n JOIN follow_up f ON f.id = n.follow_up_id JOIN customer c ON c.id = n.customer_id AND ${LIVING}
    WHERE n.date BETWEEN @from AND @to ORDER BY n.date, f.id`,
  birthday: `SELECT c.id, c.birthday, c.aseq AS seq, c.updated_at AS changedAt, ${WHO} FROM customer c WHERE c.birthday IS NOT NULL AND ${LIVING}`,
} as const;

/** All day, told on the day. */
const ONCE = { time: null, rule: null, days: [], leads: [0] } as const;

/** Kind by kind. */
export function* collect(db: Db, { from, to, kinds, customerId = undefined }: Asked): Generator<Collected> {
  const span = { from, to, customerId: customerId ?? null };
  for (const kind of kinds) {
    if (kind === 'birthday') yield* birthdays(db, span);
    else if (kind === 'reminder') yield* reminders(db, span);
    else for (const row of prepared(db.raw, SQL[kind]).iterate(span)) yield { ...ONCE, ...(row as Omit<Collected, 'kind' | 'age' | keyof typeof ONCE>), kind, age: null };
  }
}

function* birthdays(db: Db, span: { readonly from: string; readonly to: string; readonly customerId: number | null }): Generator<Collected> {
  type Row = Omit<Collected, 'kind' | 'age' | 'date' | 'title' | 'note' | keyof typeof ONCE> & { readonly birthday: string };
  const { from, to, customerId } = span;
  for (const row of prepared(db.raw, SQL.birthday).iterate({ customerId }) as IterableIterator<Row>) {
    const { birthday, ...who } = row;
    for (const { on, age } of keptDays(birthday, { from, to })) yield { ...ONCE, ...who, kind: 'birthday', date: on, title: '', note: null, age };
  }
}

interface StoredReminder extends Omit<Collected, 'kind' | 'age' | 'date' | 'days' | 'leads' | 'name' | 'customerId'> {
  readonly leads: string | null;
  readonly startsOn: string;
  readonly isPlain: number;
  readonly name: string | null;
  readonly customerId: number | null;
}

const REMINDER = `SELECT r.id, r.title, r.note, r.rule, r.starts_on AS startsOn, r.at_time AS time, r.leads, r.aseq AS seq, r.updated_at AS changedAt,
  r.on_holiday = 'keep' AND r.snoozed_to IS NULL AND r.settled_on IS NULL AND r.rule NOT LIKE 'LUNAR%' AS isPlain,
  r.customer_id AS customerId, c.name, c.family_name AS familyName, c.kind AS customerKind, c.do_not_contact AS doNotContact
  FROM reminder r LEFT JOIN customer c ON c.id = r.customer_id WHERE r.id = @id AND (@customerId IS NULL OR r.customer_id = @customerId)`;

/** One for each reminder: with its rule where that says just its days, else with the days themselves. */
function* reminders(db: Db, { from, to, customerId }: { readonly from: string; readonly to: string; readonly customerId: number | null }): Generator<Collected> {
  const falls = new Map<number, string[]>();
  for (const { id, day } of fallsBetween(db, { from, to }, {})) falls.set(id, [...(falls.get(id) ?? []), day]);
  for (const [id, days] of falls) {
    const row = prepared(db.raw, REMINDER).get({ id, customerId }) as StoredReminder | undefined;
    if (!row) continue;
    const { startsOn, isPlain, leads, rule, ...rest } = row;
    const byRule = rule !== null && isPlain === 1 && days[0] === startsOn;
    yield { ...rest, kind: 'reminder', age: null, name: row.name ?? '', customerId: row.customerId ?? 0, date: days[0]!, rule: byRule ? rule : null, days: byRule ? [] : days.slice(1), leads: leads === null ? [0] : (JSON.parse(leads) as number[]) };
  }
}
