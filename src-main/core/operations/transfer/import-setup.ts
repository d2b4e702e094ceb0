/** What preview and import do before the first row: open the file, settle dates, learn who is in the book. */
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { CONSENT_COLUMNS } from '../../../../shared/modules/consents.ts';
import { customerFields } from '../../../../shared/modules/customers.ts';
import type { FieldKind } from '../../../../shared/modules/fields.ts';
import type { ColumnTarget, Mapping } from '../../../../shared/modules/transfer.ts';
import type { Db } from '../../database/open.ts';
import { contactValues, type CustomerRow } from '../../derived/row.ts';
import type { ChosenFile } from '../../domain/context.ts';
import type { RowContext } from './cell-readers.ts';
import { openChosen } from './chosen-file.ts';
import { createFlatReader, type FlatReader } from './flat/reader.ts';
import type { StoredField } from '../../derived/fields/stored-fields.ts';
import { customName } from '../../../../shared/modules/custom-fields.ts';
import type { ImportChoices } from './import-types.ts';
import type { PlannedImport } from './new-fields.ts';
import { isDateTarget, scanDates } from './inspect.ts';
import { onlyIsoDates } from './iso-scan.ts';
import { createKeyIndex, type KeyIndex } from './key-index.ts';
import { indexKeys, matchKeys } from './matching.ts';
import { openTable, type OpenTable } from './open-table.ts';
import type { SourceFile } from './source.ts';
import { rulesOf } from './row-rules.ts';
import { createRowReader, type RowReader } from './validate-row.ts';

export interface ReadyImport {
  readonly source: SourceFile;
  readonly table: OpenTable;
  readonly reader: RowReader;
  /** The short way for plain rows; `null` when the mapping needs the careful one throughout. */
  readonly flat: FlatReader | null;
  readonly mapping: Mapping;
}

/** Opens the file under the choices made. Throws file errors, `import.badMapping`, `import.noName`, `import.ambiguousDate`. */
export async function readyImport(file: ChosenFile, plan: PlannedImport, nowMs: number): Promise<ReadyImport> {
  const { choices, fields } = plan;
  const source = await openChosen(file);
  const table = await openTable(source, choices.read);
  checkMapping(choices.mapping, table, fields);
  const columns = await settleDates(source, table, choices.mapping.columns, new Date(nowMs).getFullYear());
  return readersFor({ source, table }, columns, plan, nowMs);
}

/** The same file once the planned fields are made: what was found out about it stays, it is not read again. Throws as `readyImport` does. */
export function readyAgain({ source, table, mapping }: ReadyImport, plan: PlannedImport, nowMs: number): ReadyImport {
  checkMapping(plan.choices.mapping, table, plan.fields);
  const columns = plan.choices.mapping.columns.map((target, i): ColumnTarget => {
    const settled = mapping.columns[i];
    if (target.to !== 'field' || settled?.to !== 'field' || target.dateOrder !== undefined || settled.dateOrder === undefined) return target;
    return { ...target, dateOrder: settled.dateOrder };
  });
  return readersFor({ source, table }, columns, plan, nowMs);
}

function readersFor({ source, table }: Pick<ReadyImport, 'source' | 'table'>, columns: readonly ColumnTarget[], plan: PlannedImport, nowMs: number): ReadyImport {
  const { choices, fields, collect, standards, nameOf, links } = plan;
  const context = { ...rowContext(choices, nowMs), fields: new Map(fields.map((f) => [customName(f.id), f])), collect, standards, nameOf, links };
  const mapping: Mapping = { columns: [...columns] };
  const reader = createRowReader(mapping, table.headers, context, { guarded: table.guarded });
  const flat = rulesOf(context) ? null : createFlatReader(mapping, table.headers, context);
  return { source, table, reader, flat, mapping };
}

/** Local civil time: the date of creation a sheet names is a date on the shop's wall. */
function rowContext(choices: ImportChoices, nowMs: number): RowContext {
  const now = new Date(nowMs);
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    today: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    defaultKind: choices.defaultKind,
    localEpoch(date, time) {
      const [y = 0, m = 1, d = 1] = date.split('-').map(Number);
      const [h = 12, min = 0, s = 0] = (time ?? '12:00:00').split(':').map(Number);
      return new Date(y, m - 1, d, h, min, s).getTime();
    },
  };
}

const NAMING = new Set(['name', 'familyName', 'givenName', 'company', 'phones']);

function checkMapping({ columns }: Mapping, table: OpenTable, own: readonly StoredField[]): void {
  if (columns.length > Math.max(table.headers.length, 1)) throw new AppFailure('import.badMapping', { columns: table.headers.length });
  const fields = columns.flatMap((c) => (c.to === 'field' ? [c] : []));
  if (!fields.some((c) => NAMING.has(c.field))) throw new AppFailure('import.noName');
  const custom = new Set(own.filter((f) => NOT_FILLED.every((kind) => kind !== f.kind)).map((f) => customName(f.id)));
  const single = fields.filter((c) => c.part === undefined && (SINGLE.has(c.field) || custom.has(c.field))).map((c) => c.field);
  if (new Set(single).size < single.length) throw new AppFailure('import.badMapping', { reason: 'twice' });
  const unknown = fields.find((c) => !IMPORTABLE.has(c.field) && !custom.has(c.field));
  if (unknown) throw new AppFailure('import.badMapping', { field: unknown.field });
}

/** Kinds of custom fields that no column can fill. */
export const NOT_FILLED = ['formula', 'file'] as const;
/** Built-in fields a column can fill; columns kept as other information have a target of their own. */
const FILLED = customerFields.filter(({ importable, kind }) => importable && kind !== 'map');
export const IMPORTABLE: ReadonlySet<string> = new Set([...FILLED.map(({ name }) => name), ...CONSENT_COLUMNS]);
/** Several columns may fill a list or a long text; of several names the first counts. */
const JOINED: ReadonlySet<FieldKind> = new Set<FieldKind>(['contacts', 'tags', 'longText']);
const SINGLE: ReadonlySet<string> = new Set([...FILLED.flatMap(({ name, kind }) => (name === 'name' || JOINED.has(kind) ? [] : [name])), ...CONSENT_COLUMNS]);

/** The order of every date column: as chosen, as the column itself proves, or a question to the user. */
async function settleDates(source: SourceFile, table: OpenTable, columns: readonly ColumnTarget[], thisYear: number): Promise<readonly ColumnTarget[]> {
  const open = columns.flatMap((c, i) => (c.to === 'field' && isDateTarget(c) && c.dateOrder === undefined ? [i] : []));
  if (open.length === 0) return columns;
  const { delimiter, headerRow } = table;
  if (delimiter !== null && table.encoding === 'utf-8' && (await onlyIsoDates(source, { delimiter, headerRow, columns: open }))) return columns;
  const { evidence } = await scanDates(
    table,
    columns.map((target) => ({ target })),
    thisYear,
    true,
  );
  return columns.map((target, i) => {
    const found = evidence.get(i)?.result();
    if (!found || target.to !== 'field') return target;
    if (found.question) throw new AppFailure('import.ambiguousDate', { column: table.headers[i] ?? '', ...found.question });
    return found.order === null ? target : { ...target, dateOrder: found.order };
  });
}

type KeyRow = Pick<CustomerRow, 'id' | 'name' | 'code' | 'company' | 'phones' | 'wechats' | 'emails'>;

/** Everyone living in the book, by their keys. About 2 µs each. */
export function indexBook(db: Db): KeyIndex {
  const index = createKeyIndex();
  const rows = db.raw.prepare<[], KeyRow>(
    'SELECT id, name, code, company, phones, wechats, emails FROM customer WHERE deleted_at IS NULL ORDER BY id',
  );
  const list = (json: string | null) => contactValues(json).map((value) => ({ value }));
  for (const row of rows.iterate()) {
    indexKeys(index, matchKeys({ ...row, phones: list(row.phones), wechats: list(row.wechats), emails: list(row.emails) }), row.id);
  }
  return index;
}
