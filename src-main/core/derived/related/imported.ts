/** Filtering by an import or a bulk edit: which customers it created or changed is in the log, for good. */
import { IMPORT_FIELD } from '../../../../shared/kernel/filter.ts';
import type { Condition, FilterNode } from '../../../../shared/kernel/filter.ts';
import { AppFailure } from '../../../../shared/kernel/result.ts';
import { idsOfAction, lastSeqOfAction } from '../../changes/log.ts';
import type { Db } from '../../database/open.ts';

/** True for a condition about imports. */
export function isAboutImport(node: FilterNode): node is Condition {
  return 'field' in node && node.field === IMPORT_FIELD;
}

/** The imports a condition names; `query.badField` for what cannot be asked about an import. */
export function importsOf({ field, test }: Condition): readonly number[] {
  const values = test.op === 'equals' ? [test.value] : test.op === 'any' ? test.values : null;
  if (values === null) throw new AppFailure('query.badField', { field, op: test.op });
  return values.map(Number).filter(Number.isSafeInteger);
}

/** Customers of these imports; one that was undone since, or never was, has none that live. */
export function importedIds(db: Db, imports: readonly number[]): readonly number[] {
  return imports.flatMap((id) => (isAsked(db, id) ? idsOfAction(db, id, 'customer') : []));
}

/** What the set is known by: an import that goes on makes it another one. */
export function importedKey(db: Db, imports: readonly number[]): string {
  return `import:${imports.map((id) => `${id}@${lastSeqOfAction(db, id)}`).join()}`;
}

function isAsked(db: Db, id: number): boolean {
  return db.raw.prepare("SELECT 1 FROM action WHERE id = ? AND (kind IN ('bulk.edit', 'numbering.fill') OR id IN (SELECT action_id FROM import_batch))").get(id) !== undefined;
}
