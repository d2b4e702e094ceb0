/**
 * The replicated tables: which fields each has and how they lie in columns. The
 * change pipeline, history, undo, export and merge know records only through here,
 * so adding a field is one edit in `shared/modules` plus a migration.
 */
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { customerFields } from '../../../shared/modules/customers.ts';
import { followUpFields, saleFields } from '../../../shared/modules/activity.ts';
import type { FieldDef } from '../../../shared/modules/fields.ts';
import type { EntityName } from '../../../shared/modules/history.ts';
import { customer, tag } from '../database/schema/customers.ts';
import { followUp, sale } from '../database/schema/activity.ts';

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
  if (def.kind === 'contacts' || def.kind === 'tags') return 'list';
  return def.kind === 'map' ? 'map' : 'plain';
}

function define(name: EntityName, table: SQLiteTable, fields: readonly FieldDef[], children: EntityDef['children'] = []): EntityDef {
  const columns = getTableColumns(table);
  const own = fields.filter((f) => !KEPT.has(f.name)).map((f) => f.name);
  const names = own.includes('createdAt') ? own : [...own, 'createdAt'];
  const defs = new Map(fields.map((f) => [f.name, f]));
  return {
    name,
    table: getTableName(table),
    fields,
    children,
    columns: names.map((field) => {
      const column = columns[field];
      if (!column) throw new Error(`${name}.${field} has no column`);
      const def = defs.get(field);
      return { field, column: column.name, form: def ? formOf(def) : 'plain', required: column.notNull };
    }),
  };
}

export const registry: Readonly<Record<EntityName, EntityDef>> = {
  customer: define('customer', customer, customerFields, [
    { entity: 'followUp', table: 'follow_up', column: 'customer_id' },
    { entity: 'sale', table: 'sale', column: 'customer_id' },
  ]),
  tag: define('tag', tag, tagFields),
  followUp: define('followUp', followUp, followUpFields),
  sale: define('sale', sale, saleFields),
};
