/**
 * The replicated tables: which fields each has and how they lie in columns. The
 * change pipeline, history, undo, export and merge know records only through here,
 * so adding a field is one edit in `shared/modules` plus a migration.
 */
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { customerFields } from '../../../shared/modules/customers.ts';
import { consentFields } from '../../../shared/modules/consents.ts';
import { fieldFields } from '../../../shared/modules/custom-fields.ts';
import { carePlanFields, careRunFields } from '../../../shared/modules/care.ts';
import { attachmentFields } from '../../../shared/modules/attachments.ts';
import { followUpFields } from '../../../shared/modules/follow-ups.ts';
import { giftFields } from '../../../shared/modules/gifts.ts';
import { greetingFields } from '../../../shared/modules/greetings.ts';
import { handFields, ruleSetFields } from '../../../shared/modules/lifecycle.ts';
import { paymentFields } from '../../../shared/modules/payments.ts';
import { personFields } from '../../../shared/modules/people.ts';
import { productFields } from '../../../shared/modules/products.ts';
import { rateFields } from '../../../shared/modules/rates.ts';
import { reminderFields } from '../../../shared/modules/reminders.ts';
import { relationFields } from '../../../shared/modules/relations.ts';
import { confirmedField } from '../../../shared/modules/review.ts';
import { saleFields } from '../../../shared/modules/sales.ts';
import { segmentFields, segmentMemberFields } from '../../../shared/modules/segments.ts';
import { taskFields } from '../../../shared/modules/tasks.ts';
import { visitPlanFields } from '../../../shared/modules/visits.ts';
import { viewFields } from '../../../shared/modules/views.ts';
import type { FieldDef } from '../../../shared/modules/fields.ts';
import type { EntityName } from '../../../shared/modules/history.ts';
import { carePlan, careRun, task, visitPlan } from '../database/schema/care.ts';
import { customer, tag } from '../database/schema/customers.ts';
import { field } from '../database/schema/fields.ts';
import { gift, greeting } from '../database/schema/greetings.ts';
import { attachment, consent, followUp, relation } from '../database/schema/portrait.ts';
import { reminder } from '../database/schema/reminders.ts';
import { payment, product, rate, sale } from '../database/schema/sales.ts';
import { person } from '../database/schema/people.ts';
import { ruleSet } from '../database/schema/lifecycle.ts';
import { segment, segmentMember, view } from '../database/schema/views.ts';

export interface ColumnDef {
  readonly field: string;
  readonly column: string;
  /** How the value lies in the column; an empty list or map is NULL. */
  readonly form: 'plain' | 'list' | 'map';
  /** The column is NOT NULL: the field has no empty value. */
  readonly required: boolean;
}

export interface EntityDef {
  readonly name: EntityName;
  readonly table: string;
  readonly columns: readonly ColumnDef[];
  readonly fields: readonly FieldDef[];
  /** Tables whose rows belong to a row of this one. */
  /** Fields that only fit together (a sale's lines and its sum): taken back all or none. */
  readonly together: readonly string[];
  readonly children: readonly { readonly entity: EntityName; readonly table: string; readonly column: string }[];
}

const tagFields: readonly FieldDef[] = (['name', 'groupName', 'color'] as const).map((name) => ({
  name,
  kind: 'text',
  merge: 'lww',
  editable: true,
  importable: false,
  maxLength: 60,
}));

/** Kept by the pipeline itself, never part of a patch. */
const KEPT = new Set(['id', 'updatedAt', 'deletedAt', 'deletedKind', 'aseq']);

function formOf(def: FieldDef): ColumnDef['form'] {
  if (def.kind === 'contacts' || def.kind === 'tags' || def.kind === 'list') return 'list';
  return def.kind === 'map' ? 'map' : 'plain';
}

function define(name: EntityName, table: SQLiteTable, fields: readonly FieldDef[], children: EntityDef['children'] = [], together: readonly string[] = []): EntityDef {
  const columns = getTableColumns(table);
  const own = fields.filter((f) => !KEPT.has(f.name)).map((f) => f.name);
  const names = own.includes('createdAt') ? own : [...own, 'createdAt'];
  const defs = new Map(fields.map((f) => [f.name, f]));
  return {
    name,
    table: getTableName(table),
    fields,
    children,
    together,
    columns: names.map((field) => {
      const column = columns[field];
      if (!column) throw new Error(`${name}.${field} has no column`);
      const def = defs.get(field);
      return { field, column: column.name, form: def ? formOf(def) : 'plain', required: column.notNull };
    }),
  };
}

export const registry: Readonly<Record<EntityName, EntityDef>> = {
  customer: define('customer', customer, [...customerFields, ...handFields, confirmedField], [
    { entity: 'followUp', table: 'follow_up', column: 'customer_id' },
    { entity: 'relation', table: 'relation', column: 'from_id' },
    { entity: 'relation', table: 'relation', column: 'to_id' },
    { entity: 'attachment', table: 'attachment', column: 'customer_id' },
    { entity: 'sale', table: 'sale', column: 'customer_id' },
    { entity: 'payment', table: 'payment', column: 'customer_id' },
    { entity: 'task', table: 'task', column: 'customer_id' },
    { entity: 'careRun', table: 'care_run', column: 'customer_id' },
    { entity: 'reminder', table: 'reminder', column: 'customer_id' },
    { entity: 'consent', table: 'consent', column: 'customer_id' },
    { entity: 'gift', table: 'gift', column: 'customer_id' },
  ]),
  tag: define('tag', tag, tagFields),
  field: define('field', field, fieldFields),
  followUp: define('followUp', followUp, followUpFields, [{ entity: 'attachment', table: 'attachment', column: 'follow_up_id' }]),
  relation: define('relation', relation, relationFields),
  attachment: define('attachment', attachment, attachmentFields),
  consent: define('consent', consent, consentFields),
  greeting: define('greeting', greeting, greetingFields),
  gift: define('gift', gift, giftFields, [], ['costMinor', 'currency']),
  product: define('product', product, productFields),
  sale: define('sale', sale, saleFields, [{ entity: 'sale', table: 'sale', column: 'refund_of' }], ['items', 'discountMinor', 'amountMinor', 'currency', 'paidMinor', 'instalments']),
  payment: define('payment', payment, paymentFields, [], ['amountMinor', 'currency', 'allocations']),
  rate: define('rate', rate, rateFields),
  segment: define('segment', segment, segmentFields),
  segmentMember: define('segmentMember', segmentMember, segmentMemberFields),
  view: define('view', view, viewFields),
  ruleSet: define('ruleSet', ruleSet, ruleSetFields, [], ['body']),
  task: define('task', task, taskFields),
  carePlan: define('carePlan', carePlan, carePlanFields, [{ entity: 'careRun', table: 'care_run', column: 'plan_id' }]),
  careRun: define('careRun', careRun, careRunFields, [{ entity: 'task', table: 'task', column: 'run_id' }]),
  reminder: define('reminder', reminder, reminderFields, [], ['startsOn', 'rule', 'settledOn']),
  visitPlan: define('visitPlan', visitPlan, visitPlanFields),
  person: define('person', person, personFields),
};
