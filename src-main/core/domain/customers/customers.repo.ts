/** SQL of customers: rows by id. Lists and searches find ids in derived data first. */
import { eq, inArray } from 'drizzle-orm';
import type { Customer } from '../../../../shared/modules/customers.ts';
import { contactDueDay, contactScore } from '../../../../shared/kernel/cadence.ts';
import { regionOf } from '../../../../shared/kernel/regions.ts';
import { dayOfIso, isoOfDay } from '../../../../shared/kernel/formula-functions.ts';
import { rfmGroup, type RfmGroup } from '../../../../shared/modules/rfm.ts';
import type { Stage, StageHand } from '../../../../shared/modules/lifecycle.ts';
import { stageAfter, stageRules } from '../../changes/facts/index.ts';
import type { Row } from '../../changes/rows.ts';
import { prepared } from '../../changes/statements.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import type { Db } from '../../database/open.ts';
import { customer } from '../../database/schema/customers.ts';
import type { OpenBook } from '../context.ts';
import { fieldBook, type FieldBook } from '../../derived/fields/field-book.ts';
import { contactedOf } from '../../derived/fields/contact-columns.ts';
import { customShower } from '../custom-values.ts';

/** The customer as the contract shows it. */
export function rowToCustomer(row: Row): Customer {
  const { fields } = row;
  return { ...fields, id: row.id, updatedAt: row.updatedAt, deletedAt: row.deletedAt, seq: row.aseq } as unknown as Customer;
}

const FACTS = `SELECT last_sale_on AS lastSaleOn, sale_count AS saleCount, sale_amount AS saleAmount, receivable, last_contact_at AS lastContactOn, consent, base
  FROM customer_stat LEFT JOIN customer_stage USING (customer_id) WHERE customer_id = ?`;
type CustomerFacts = Pick<Customer, 'lastSaleOn' | 'saleCount' | 'saleAmount' | 'receivable' | 'lastContactOn' | 'consent'> & { readonly base: Stage | null };
const NO_FACTS: CustomerFacts = { lastSaleOn: null, saleCount: 0, saleAmount: 0, receivable: 0, lastContactOn: null, consent: null, base: null };

function factsOf(db: Db, id: number): CustomerFacts {
  return (prepared(db.raw, FACTS).get(id) as CustomerFacts | undefined) ?? NO_FACTS;
}

/** The customer with the values of formulas, and what follows from sales and follow-ups. */
export function showCustomer(book: OpenBook, row: Row, custom = customShower(book.db, book.clock.now()), fields = fieldBook(book.db)): Customer {
  const facts = factsOf(book.db, row.id);
  const { lastSaleOn, saleCount, saleAmount, receivable, lastContactOn, consent } = facts;
  const stage = stageFrom(book.db, book.clock.now(), row, facts);
  const rfm = rfmOf(book, fields, facts);
  const plain = rowToCustomer(row);
  const region = regionOf(plain.addresses[0]?.value ?? '');
  const shown = { ...plain, province: region?.province ?? null, city: region?.city || null, lastSaleOn, saleCount, saleAmount, receivable, lastContactOn, consent, stage, rfm, custom: custom(row) };
  return { ...shown, ...cadenceOf(book, fields, shown) };
}

function rfmOf({ clock }: OpenBook, { facts: { rfmRules } }: FieldBook, { lastSaleOn, saleCount, saleAmount }: CustomerFacts): RfmGroup | null {
  const lastDay = lastSaleOn === null ? null : dayOfIso(lastSaleOn);
  return rfmGroup(lastDay === null ? null : { daysSince: (dayOfIso(isoDate(clock.now())) ?? 0) - lastDay, sales: saleCount, amountMinor: saleAmount }, rfmRules);
}

/** The day a customer is to be contacted again, and how late that is. */
function cadenceOf({ clock }: OpenBook, { cadence }: FieldBook, customer: Omit<Customer, 'contactDueOn' | 'contactScore'>): Pick<Customer, 'contactDueOn' | 'contactScore'> {
  const of = contactedOf(customer);
  const day = contactDueDay(cadence, of);
  return { contactDueOn: day === null ? null : isoOfDay(day), contactScore: contactScore(cadence, of, dayOfIso(isoDate(clock.now())) ?? 0) };
}

/** The stage as of today: what is noted may be of yesterday until the day's work is done. */
export function stageOf(db: Db, now: number, row: Row): Stage {
  return stageFrom(db, now, row, factsOf(db, row.id));
}

function stageFrom(db: Db, now: number, row: Row, { base, lastSaleOn }: Pick<CustomerFacts, 'base' | 'lastSaleOn'>): Stage {
  const lock = (row.fields['stageHand'] as readonly StageHand[]).at(-1)?.stage ?? null;
  if (lock !== null) return lock;
  if (base === null) return 'lead';
  const lastDay = lastSaleOn === null ? null : dayOfIso(lastSaleOn);
  return stageAfter(base, (dayOfIso(isoDate(now)) ?? 0) - (lastDay ?? 0), stageRules(db));
}

/** One customer, deleted or not; `null` when the id is unknown. A row whose creation was undone counts as unknown. */
export function findCustomer(book: OpenBook, id: number): Customer | null {
  const row = book.rows.get('customer', id);
  return row && row.deletedKind !== 2 ? showCustomer(book, row) : null;
}

/** Customers in the order of `ids`; ids without a row are left out. */
export function findCustomers(book: OpenBook, ids: readonly number[]): Customer[] {
  const found: Customer[] = [];
  const fields = fieldBook(book.db);
  const custom = customShower(book.db, book.clock.now());
  for (const id of ids) {
    const row = book.rows.get('customer', id);
    if (row) found.push(showCustomer(book, row, custom, fields));
  }
  return found;
}

/** Of these ids, those that exist and are not deleted. */
export function livingIds(db: Db, ids: readonly number[]): number[] {
  const living: number[] = [];
  for (let i = 0; i < ids.length; i += 500) {
    const part = ids.slice(i, i + 500);
    const rows = db.orm
      .select({ id: customer.id, deletedAt: customer.deletedAt })
      .from(customer)
      .where(part.length === 1 ? eq(customer.id, part[0]!) : inArray(customer.id, part))
      .all();
    for (const r of rows) if (r.deletedAt === null) living.push(r.id);
  }
  return living;
}
