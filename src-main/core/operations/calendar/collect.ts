/** What a calendar file is made of: entries of a span, or of one customer, one after the other. */
import { keptDays } from './birthdays.ts';
import type { EntryKind } from '../../../../shared/modules/calendar.ts';
import { prepared } from '../../changes/statements.ts';
import type { Db } from '../../database/open.ts';

export interface Asked {
  readonly from: string;
  readonly to: string;
  readonly kinds: readonly EntryKind[];
  readonly customerId?: number | undefined;
}

/** A customer as a file may name them. */
export interface Named {
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

/** Kind by kind. */
export function* collect(db: Db, { from, to, kinds, customerId = undefined }: Asked): Generator<Collected> {
  const span = { from, to, customerId: customerId ?? null };
  for (const kind of kinds) {
    if (kind === 'birthday') yield* birthdays(db, span);
    else for (const row of prepared(db.raw, SQL[kind]).iterate(span)) yield { ...(row as Omit<Collected, 'kind' | 'age'>), kind, age: null };
  }
}

function* birthdays(db: Db, span: { readonly from: string; readonly to: string; readonly customerId: number | null }): Generator<Collected> {
  type Row = Omit<Collected, 'kind' | 'age' | 'date' | 'title' | 'note'> & { readonly birthday: string };
  const { from, to, customerId } = span;
  for (const row of prepared(db.raw, SQL.birthday).iterate({ customerId }) as IterableIterator<Row>) {
    const { birthday, ...who } = row;
    for (const { on, age } of keptDays(birthday, { from, to })) yield { ...who, kind: 'birthday', date: on, title: '', note: null, age };
  }
}
