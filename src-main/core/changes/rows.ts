/** Reading and writing rows of replicated tables by field name, with statements prepared once. */
import type { EntityName } from '../../../shared/modules/history.ts';
import type { Db, Statement } from '../database/open.ts';
import type { ColumnDef, EntityDef } from './registry.ts';
import { createImageInserter } from './image-insert.ts';
import type { Cell, RowImage } from './image-insert.ts';
import { registry } from './registry.ts';

export type { Cell, RowImage } from './image-insert.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A row as the program sees it: fields by name, lists and maps decoded. */
export interface Row {
  readonly id: number;
  readonly fields: Fields;
  readonly updatedAt: number;
  readonly deletedAt: number | null;
  readonly deletedKind: number | null;
  readonly aseq: number;
}

/** The value of a field that was never set. */
export function emptyValue(form: ColumnDef['form']): unknown {
  if (form === 'list') return [];
  return form === 'map' ? {} : null;
}

/** A field's value as it lies in its column. */
export function encodeCell(column: ColumnDef, value: unknown): Cell {
  if (column.form === 'plain') return (value ?? null) as Cell;
  return isEmpty(value) ? null : JSON.stringify(value);
}

/** The value of a field from its column. */
export function decodeCell(column: ColumnDef, cell: unknown): unknown {
  if (column.form === 'plain') return cell;
  return cell === null ? emptyValue(column.form) : (JSON.parse(cell as string) as unknown);
}

/** True when two values of a field mean the same; `null`, `undefined`, `''`, `[]` and `{}` are all "empty". */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' && typeof b !== 'object') return isEmpty(a) && isEmpty(b);
  return canonical(a) === canonical(b);
}

/** True for every form of "never set". */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (typeof value !== 'object') return false;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
}

function canonical(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? '' : JSON.stringify(value);
  const entries = Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1));
  return entries.length === 0 ? '' : JSON.stringify(entries);
}

/** The image of a new row with these fields; id and kept columns are filled in when it is written. */
export function imageOf(entity: EntityName, fields: Fields, now: number): RowImage {
  const { columns } = registry[entity];
  const image: RowImage = new Array<Cell>(columns.length + 5).fill(null);
  columns.forEach((c, i) => (image[i + 1] = c.field === 'createdAt' ? ((fields['createdAt'] ?? now) as number) : encodeCell(c, fields[c.field])));
  return image;
}

const KEPT_COLUMNS = ['updated_at', 'deleted_at', 'deleted_kind', 'aseq'];

export interface RowStore {
  get(entity: EntityName, id: number): Row | null;
  /** Inserts a whole row. */
  insert(entity: EntityName, row: Row): void;
  /** The same for a row that is encoded already. */
  insertImage(entity: EntityName, image: RowImage): void;
  /** Writes the named fields and the kept columns of `row`. */
  update(entity: EntityName, row: Row, changed: readonly string[]): void;
  hasLivingChildren(entity: EntityName, id: number): boolean;
}

/** Statements over one connection; make one per connection and keep it. */
export function createRowStore(db: Db): RowStore {
  const cache = new Map<string, Statement>();
  const inserters = new Map<EntityName, (image: RowImage) => void>();
  const prepared = (sql: string): Statement => {
    let statement = cache.get(sql);
    if (!statement) cache.set(sql, (statement = db.raw.prepare(sql)));
    return statement;
  };
  return {
    get: (entity, id) => getRow(registry[entity], id, prepared),
    insert(entity, row) {
      const def = registry[entity];
      prepared(insertSql(def)).run(row.id, ...def.columns.map((c) => encodeCell(c, row.fields[c.field])), ...kept(row));
    },
    insertImage(entity, image) {
      let insert = inserters.get(entity);
      if (!insert) inserters.set(entity, (insert = createImageInserter(imageColumns(registry[entity]), (columns) => db.raw.prepare(insertOf(registry[entity], columns)))));
      insert(image);
    },
    update(entity, row, changed) {
      const def = registry[entity];
      const columns = def.columns.filter((c) => changed.includes(c.field));
      const sets = [...columns.map((c) => `${c.column} = ?`), 'updated_at = ?', 'deleted_at = ?', 'deleted_kind = ?', 'aseq = ?'];
      prepared(`UPDATE ${def.table} SET ${sets.join(', ')} WHERE id = ?`).run(
        ...columns.map((c) => encodeCell(c, row.fields[c.field])),
        ...kept(row),
        row.id,
      );
    },
    hasLivingChildren: (entity, id) =>
      registry[entity].children.some(
        (c) => prepared(`SELECT 1 FROM ${c.table} WHERE ${c.column} = ? AND deleted_at IS NULL LIMIT 1`).get(id) !== undefined,
      ),
  };
}

function kept(row: Row): Cell[] {
  return [row.updatedAt, row.deletedAt, row.deletedKind, row.aseq];
}

const insertSqls = new Map<EntityDef, string>();

function insertSql(def: EntityDef): string {
  let sql = insertSqls.get(def);
  if (!sql) insertSqls.set(def, (sql = insertOf(def, imageColumns(def))));
  return sql;
}

function insertOf(def: EntityDef, columns: readonly string[]): string {
  return `INSERT INTO ${def.table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}

/** The columns of a `RowImage`, in its order. */
function imageColumns(def: EntityDef): readonly string[] {
  return ['id', ...def.columns.map((c) => c.column), ...KEPT_COLUMNS];
}

const selectSqls = new Map<EntityDef, string>();

function selectSql(def: EntityDef): string {
  let sql = selectSqls.get(def);
  if (!sql) selectSqls.set(def, (sql = `SELECT ${def.columns.map((c) => c.column).join(', ')}, ${KEPT_COLUMNS.join(', ')} FROM ${def.table} WHERE id = ?`));
  return sql;
}

function getRow(def: EntityDef, id: number, prepared: (sql: string) => Statement): Row | null {
  const cells = prepared(selectSql(def)).get(id) as Record<string, unknown> | undefined;
  if (!cells) return null;
  return rowOf(def, id, cells);
}

/** Decodes the columns of one row of `def`'s table. */
export function rowOf(def: EntityDef, id: number, cells: Readonly<Record<string, unknown>>): Row {
  const fields: Record<string, unknown> = {};
  for (const c of def.columns) fields[c.field] = decodeCell(c, cells[c.column]);
  return {
    id,
    fields,
    updatedAt: cells['updated_at'] as number,
    deletedAt: cells['deleted_at'] as number | null,
    deletedKind: cells['deleted_kind'] as number | null,
    aseq: cells['aseq'] as number,
  };
}
